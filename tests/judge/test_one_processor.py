"""A judge and its worker stay on one processor, unless others want it."""

import os
import sys
from unittest.mock import patch

import pytest

from gradiente.judge import one_processor
from gradiente.judge.desk import Desk
from gradiente.judge.one_processor import OneProcessor

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2, reason="there is but one processor to be on"
)


def test_the_thread_stays_on_one_processor_and_may_wander_afterwards():
    allowed = os.sched_getaffinity(0)

    with OneProcessor().taken() as processors:
        assert len(processors) == 1
        assert os.sched_getaffinity(0) == processors

    assert os.sched_getaffinity(0) == allowed


def test_it_is_left_to_the_kernel_for_a_while_where_others_want_the_processor():
    place = OneProcessor()
    clock = iter([0.0, 1.0])
    queued = iter([0.0, 0.5])
    with (
        patch.object(one_processor.time, "monotonic", lambda: next(clock)),
        patch.object(one_processor, "_queued_s", lambda: next(queued)),
        place.taken(),
    ):
        pass

    found = []
    for _ in range(one_processor._LEFT_ALONE + 1):
        with place.taken() as processors:
            found.append(len(processors))

    assert found == [len(os.sched_getaffinity(0))] * one_processor._LEFT_ALONE + [1]


WHERE = b"""
import os

def dense_parameters(n_inputs, n_outputs, bias=True):
    raise ValueError(str(sorted(os.sched_getaffinity(0))))
"""


def test_a_worker_is_where_its_judge_is(course, level):
    desk, seen = Desk(course, "a seed", level), []
    try:
        for processors in ({min(os.sched_getaffinity(0))}, {max(os.sched_getaffinity(0))}, os.sched_getaffinity(0)):
            with patch.object(desk._processor, "_allowed", processors):  # one alone, or those to choose from
                zygote_sees = desk.judge("parameters", "parameters.py", {"parameters.py": WHERE})
            (said,) = {
                check.evidence.details["message"]
                for check in zygote_sees.checks.values()
                if check.evidence is not None and check.evidence.kind == "raised"
            }
            seen.append(said)
    finally:
        desk.close()

    assert seen[:2] == [str([min(os.sched_getaffinity(0))]), str([max(os.sched_getaffinity(0))])]
    assert len(seen[2].split(",")) == 1
