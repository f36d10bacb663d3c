"""A check that needs another function of the student's: the cache of a forward pass, handed back."""

import in_process
import pytest

from gradiente.judge.prepared import PreparedSuite
from gradiente.judge.suite import load_suite
from gradiente.results import Verdict


@pytest.fixture(scope="module")
def suite(course):
    whole = PreparedSuite(load_suite(course.exercise("batch_normalization")), "a seed")
    return whole.of_function("batch_norm_backward")


@pytest.fixture
def judged(suite):
    def judge(**replaced):
        exercise = suite.suite.exercise
        module: dict = {}
        exec(exercise.solution.read_text(encoding="utf-8"), module)
        functions = {one.name: module[one.name] for one in exercise.functions}
        return in_process.judged(suite, {**functions, **replaced})[0]

    return judge


def test_what_cannot_be_reached_is_not_run_and_has_no_name(judged):
    def broken(x, gamma, beta, eps=1e-5):
        raise TypeError("the forward pass is not there yet")

    result = judged(batch_norm_forward=broken)

    assert {check.verdict for check in result.checks} == {Verdict.NOT_RUN}
    assert {check.evidence.call.partition("(")[0] for check in result.checks} == {"batch_norm_forward"}
    assert result.mark == 0.0
    assert result.misconceptions == ()


def test_a_forward_pass_without_a_cache_is_told_and_is_no_fault_of_ours(judged):
    result = judged(batch_norm_forward=lambda x, gamma, beta, eps=1e-5: x)

    assert {check.verdict for check in result.checks} == {Verdict.FAILED}
    assert {check.evidence.want for check in result.checks} == {"(y, cache)"}
    assert result.misconceptions == ()


def test_a_cache_that_is_not_plain_data_comes_back(course, judged):
    class Cache:
        """It has no plain form."""

    module: dict = {}
    exec(course.exercise("batch_normalization").solution.read_text(encoding="utf-8"), module)

    def forward(x, gamma, beta, eps=1e-5):
        cache = Cache()
        y, cache.inner = module["batch_norm_forward"](x, gamma, beta, eps)
        return y, cache

    result = judged(
        batch_norm_forward=forward,
        batch_norm_backward=lambda dy, cache: module["batch_norm_backward"](dy, cache.inner),
    )

    assert {check.verdict for check in result.checks} == {Verdict.PASSED}
