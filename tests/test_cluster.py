"""A class on a Dask cluster: a real scheduler, workers in processes of their own, one of them killed in the middle."""

import os
import re
import signal
import subprocess
import sys
import time

import pytest

from gradiente import judges
from gradiente.batch import Plan, Task, grade_tasks
from gradiente.errors import GradienteError
from gradiente.store import Store

pytest.importorskip("distributed")
pytestmark = pytest.mark.filterwarnings("default")  # what Dask's own dependencies warn about is not ours


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory):
    """Address of a scheduler."""
    with dask_process("scheduler", "--port", "0", "--no-dashboard", "--host", "127.0.0.1") as process:
        yield address_in(process, r"Scheduler at:\s+(tcp://\S+)")
        process.kill()


@pytest.fixture
def workers(scheduler, course):
    """Three workers, ready."""
    processes = [
        dask_process(
            "worker",
            scheduler,
            "--nthreads",
            "1",
            "--no-nanny",
            "--no-dashboard",
            "--local-directory",
            "/tmp",
            cwd=course.folder,
        )
        for _ in range(3)
    ]
    for process in processes:
        address_in(process, r"Registered to:\s+(tcp://\S+)")
    yield processes
    for process in processes:
        process.kill()
        process.wait()
        process.stderr.close()


def dask_process(kind, *arguments, cwd=None):
    command = [sys.executable, "-m", "distributed.cli.dask_" + kind, *arguments]
    return subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, cwd=cwd)


def address_in(process, pattern):
    for line in process.stderr:
        found = re.search(pattern, line)
        if found:
            return found.group(1)
    raise AssertionError("it ended before it was ready")


def answers(course, count):
    """Right and wrong answers, no two alike."""
    source = course.exercise("parameters").solution.read_text(encoding="utf-8")
    wrong = source.replace("return n_inputs * n_outputs + (n_outputs if bias else 0)", "return n_inputs * n_outputs")
    texts = [(wrong if number % 3 == 0 else source) + f"\n# {number}\n" for number in range(count)]
    return [Task("parameters", "parameters.py", {"parameters.py": text.encode()}) for text in texts]


def graded(plan, tasks, folder, **where):
    with Store(folder) as store:
        found = {id(task): result for task, result in grade_tasks(plan, [tasks], store, processes=2, **where)}
    return [found[id(task)] for task in tasks]


def test_a_cluster_finds_what_this_machine_finds_though_a_worker_is_killed(scheduler, workers, course, level, tmp_path):
    plan, tasks = Plan(course, "a seed", level), answers(course, 24)
    seen = []

    def kill_one(*_):
        seen.append(time.monotonic())
        if len(seen) == 6:
            os.kill(workers[0].pid, signal.SIGKILL)

    there = graded(plan, tasks, tmp_path / "cluster", cluster=scheduler, on_result=kill_one)

    assert len(seen) == len(tasks)
    assert workers[0].wait(10) == -signal.SIGKILL
    assert there == graded(plan, tasks, tmp_path / "here")


def test_a_scheduler_that_is_not_there_is_named(course, level, tmp_path, monkeypatch):
    monkeypatch.setattr(judges, "PATIENCE_S", 1)
    with pytest.raises(GradienteError, match=r"No Dask scheduler answers at tcp://127\.0\.0\.1:9"):
        graded(Plan(course, "s", level), answers(course, 1), tmp_path, cluster="tcp://127.0.0.1:9")


def test_a_cluster_without_workers_is_told(scheduler, course, level, tmp_path):
    with pytest.raises(GradienteError, match="has no workers"):
        graded(Plan(course, "s", level), answers(course, 1), tmp_path, cluster=scheduler)


def test_a_worker_with_other_checks_is_refused(scheduler, workers, course, level, tmp_path, monkeypatch):
    monkeypatch.setattr("gradiente.judges.judge_digest", lambda: "other code")

    with pytest.raises(GradienteError, match="differs from this machine in the grader's own code"):
        graded(Plan(course, "s", level), answers(course, 1), tmp_path, cluster=scheduler)
