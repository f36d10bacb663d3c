"""A batch: every task once, stored as it comes, resumed, and safe from a judge that dies."""

import pytest

from gradiente import batch
from gradiente.batch import Plan, Task, grade_tasks
from gradiente.results import Verdict
from gradiente.store import Store


@pytest.fixture
def plan(course, level):
    return Plan(course, "a seed", level)


def answers(course, count):
    source = course.exercise("parameters").solution.read_bytes()
    return [Task("parameters", "parameters.py", {"parameters.py": source + b"\n# %d\n" % i}) for i in range(count)]


def test_every_task_has_a_result_and_it_is_stored(plan, course, tmp_path):
    tasks = answers(course, 5)

    with Store(tmp_path) as store:
        results = {id(task): result for task, result in grade_tasks(plan, tasks, store, processes=2)}
        known = [known for _, known in list_known(plan, tasks, store)]

    assert {results[id(task)].mark for task in tasks} == {10.0}
    assert known == [True] * 5


def list_known(plan, tasks, store):
    seen = []
    list(grade_tasks(plan, tasks, store, processes=1, on_result=lambda task, _, known: seen.append((id(task), known))))
    return seen


def test_the_same_file_from_two_students_is_judged_once(plan, course, tmp_path):
    twins = [*answers(course, 1), *answers(course, 1)]

    with Store(tmp_path) as store:
        results = list(grade_tasks(plan, twins, store, processes=1))

    assert [task for task, _ in results] == twins
    assert results[0][1] is results[1][1]


def test_a_batch_that_was_stopped_goes_on_where_it_was(plan, course, tmp_path):
    tasks = answers(course, 6)
    with Store(tmp_path) as store:
        grading = grade_tasks(plan, tasks, store, processes=1)
        first = [next(grading)[1] for _ in range(2)]
        grading.close()

        seen = list_known(plan, tasks, store)

    assert sum(known for _, known in seen) >= len(first)
    assert len(seen) == 6


def test_results_do_not_depend_on_the_number_of_judges(plan, course, tmp_path):
    tasks = [*answers(course, 2), Task("parameters", "parameters.py", {"parameters.py": b"def f(): pass"})]

    def graded(folder, processes):
        with Store(tmp_path / folder) as store:
            found = {id(task): result for task, result in grade_tasks(plan, tasks, store, processes=processes)}
        return [found[id(task)] for task in tasks]

    assert graded("one", 1) == graded("two", 2)


def test_a_judge_that_dies_over_a_file_is_our_fault_and_costs_the_others_nothing(plan, course, tmp_path, monkeypatch):
    tasks = answers(course, 3)
    monkeypatch.setattr(batch.desk, "grade", die_over_the_second)

    with Store(tmp_path) as store:
        results = {id(task): result for task, result in grade_tasks(plan, tasks, store, processes=1)}

    marks = [results[id(task)].mark for task in tasks]
    assert marks == [10.0, None, 10.0]
    assert {check.verdict for check in results[id(tasks[1])].checks} == {Verdict.GRADER_FAULT}


def die_over_the_second(topic, main, files):
    import os

    from gradiente.judge import desk

    if files[main].endswith(b"\n# 1\n"):
        os._exit(7)
    return desk._desk.grade(topic, main, files)


def test_a_fault_of_ours_is_tried_again_by_the_next_run(plan, course, tmp_path, monkeypatch):
    tasks = answers(course, 2)
    with Store(tmp_path) as store:
        with monkeypatch.context() as patch:
            patch.setattr(batch.desk, "grade", die_over_the_second)
            list(grade_tasks(plan, tasks, store, processes=1))

        results = {id(task): result for task, result in grade_tasks(plan, tasks, store, processes=1)}

    assert [results[id(task)].mark for task in tasks] == [10.0, 10.0]
