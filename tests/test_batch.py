"""A batch: every task once, stored as it comes, resumed, and safe from a judge that dies."""

import shutil

import pytest

from gradiente import batch, judges
from gradiente.batch import Plan, Task, grade_tasks
from gradiente.classroom import grade_class, read_submissions, topics_to_grade
from gradiente.course import Course
from gradiente.judge.suite import load_suite
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
        results = {id(task): result for task, result in grade_tasks(plan, [tasks], store, processes=2)}
        known = [known for _, known in list_known(plan, tasks, store)]

    assert {results[id(task)].mark for task in tasks} == {10.0}
    assert known == [True] * 5


def list_known(plan, tasks, store):
    seen = []
    list(
        grade_tasks(plan, [tasks], store, processes=1, on_result=lambda task, _, known: seen.append((id(task), known)))
    )
    return seen


def test_the_same_file_from_two_students_is_judged_once(plan, course, tmp_path):
    twins = [*answers(course, 1), *answers(course, 1)]

    with Store(tmp_path) as store:
        results = list(grade_tasks(plan, [twins], store, processes=1))

    assert [task for task, _ in results] == twins
    assert results[0][1] == results[1][1]


def test_a_batch_that_was_stopped_goes_on_where_it_was(plan, course, tmp_path):
    tasks = answers(course, 6)
    with Store(tmp_path) as store:
        grading = grade_tasks(plan, [tasks], store, processes=1)
        first = [next(grading)[1] for _ in range(2)]
        grading.close()

        seen = list_known(plan, tasks, store)

    assert sum(known for _, known in seen) >= len(first)
    assert len(seen) == 6


def test_results_do_not_depend_on_the_number_of_judges(plan, course, tmp_path):
    tasks = [*answers(course, 2), Task("parameters", "parameters.py", {"parameters.py": b"def f(): pass"})]

    def graded(folder, processes):
        with Store(tmp_path / folder) as store:
            found = {id(task): result for task, result in grade_tasks(plan, [tasks], store, processes=processes)}
        return [found[id(task)] for task in tasks]

    assert graded("one", 1) == graded("two", 2)


def test_a_judge_that_dies_over_a_file_is_our_fault_and_costs_the_others_nothing(plan, course, tmp_path, monkeypatch):
    tasks = answers(course, 3)
    monkeypatch.setattr(judges.desk, "judge", die_over_the_second)

    with Store(tmp_path) as store:
        results = {id(task): result for task, result in grade_tasks(plan, [tasks], store, processes=1)}

    marks = [results[id(task)].mark for task in tasks]
    assert marks == [10.0, None, 10.0]
    assert {check.verdict for check in results[id(tasks[1])].checks} == {Verdict.GRADER_FAULT}


def die_over_the_second(topic, main, files, known):
    import os

    from gradiente.judge import desk

    if files[main].endswith(b"\n# 1\n"):
        os._exit(7)
    return desk._desk.judge(topic, main, files, known)


def test_a_fault_of_ours_is_tried_again_by_the_next_run(plan, course, tmp_path, monkeypatch):
    tasks = answers(course, 2)
    with Store(tmp_path) as store:
        with monkeypatch.context() as patch:
            patch.setattr(judges.desk, "judge", die_over_the_second)
            list(grade_tasks(plan, [tasks], store, processes=1))

        results = {id(task): result for task, result in grade_tasks(plan, [tasks], store, processes=1)}

    assert [results[id(task)].mark for task in tasks] == [10.0, 10.0]


@pytest.fixture
def own_course(course, tmp_path):
    """A copy of topic 01 whose checks may be changed."""
    folder = tmp_path / "course"
    for name in ("solutions/01_parameters", "grader/checks"):
        shutil.copytree(course.folder / name, folder / name)
    return Course(folder)


def grade_one(plan, task, store):
    (pair,) = grade_tasks(plan, [[task]], store, processes=1)
    return pair[1]


def test_after_a_change_of_one_check_that_check_alone_runs(own_course, level, tmp_path, monkeypatch):
    task = answers(own_course, 1)[0]
    page = own_course.exercise("parameters").hidden_checks
    with Store(tmp_path / "out") as store:
        plan = Plan(own_course, "a seed", level)
        before = grade_one(plan, task, store)
        lines = page.read_text(encoding="utf-8")
        old = "def test_dense_layer(n_inputs, n_outputs):\n    return n_inputs, n_outputs"
        assert old in lines
        page.write_text(lines.replace(old, old.replace("return n_inputs,", "return n_inputs + 1,")), encoding="utf-8")

        judged = []
        monkeypatch.setattr(batch, "_judged", spy_on(batch._judged, judged))
        after = grade_one(Plan(own_course, "a seed", level), task, store)

    (order,) = judged
    everything = {check.check for check in before.checks}
    assert everything - order.known.checks.keys() == {"test_dense_layer"}
    assert after.mark == before.mark == 10.0


def spy_on(judged, seen):
    def spying(plan, topics, *where):
        topics = [list(orders) for orders in topics]
        seen.extend(order for orders in topics for order in orders if not order.is_known)
        return judged(plan, list(map(iter, topics)), *where)

    return spying


def test_a_changed_sentence_needs_no_judgement(own_course, level, tmp_path, monkeypatch):
    task = answers(own_course, 1)[0]
    page = own_course.exercise("parameters").hidden_checks
    with Store(tmp_path / "out") as store:
        grade_one(Plan(own_course, "a seed", level), task, store)
        page.write_text(page.read_text(encoding="utf-8").replace("Una capa densa tiene", "Toda capa densa tiene"))

        judged = []
        monkeypatch.setattr(batch, "_judged", spy_on(batch._judged, judged))
        after = grade_one(Plan(own_course, "a seed", level), task, store)

    assert judged == []
    assert any(check.says.es.startswith("Toda capa densa") for check in after.checks)


def test_what_one_student_reads_does_not_depend_on_who_came_before(course, level, tmp_path):
    """The smallest input is looked for anew, or once for a misconception, whoever holds it first."""
    source = course.exercise("parameters").solution.read_text(encoding="utf-8")
    wrong = source.replace("return n_inputs * n_outputs + (n_outputs if bias else 0)", "return n_inputs * n_outputs")
    assert wrong != source
    tasks = [
        Task("parameters", "parameters.py", {"parameters.py": text.encode()})
        for text in (wrong, source, wrong + "\n# again\n", wrong.replace("* n_outputs", "* (n_outputs + 7)"))
    ]

    def graded(folder, order):
        with Store(tmp_path / folder) as store:
            found = {
                id(task): result for task, result in grade_tasks(Plan(course, "s", level), [order], store, processes=1)
            }
        return [found[id(task)] for task in tasks]

    assert graded("forwards", tasks) == graded("backwards", tasks[::-1])


def test_a_judge_stays_with_a_topic_and_helps_with_anothers_when_none_is_left():
    dealer = batch._Dealer([iter(["a1", "a2", "a3"]), iter(["b1"]), iter([]), iter(["c1", "c2", "c3"])])

    dealt = [(seat, dealer.next(seat)) for seat in (0, 1, 0, 1, 1, 0, 0, 0, 1)]

    assert dealt == [
        (0, "a1"), (1, "b1"), (0, "a2"), (1, "c1"), (1, "c2"), (0, "a3"), (0, "c3"), (0, None), (1, None),
    ]  # fmt: skip


def test_each_judge_makes_its_own_topics_ready(plan, course, tmp_path, monkeypatch):
    """Of two topics and two judges neither sees the other's, as long as both have something left."""
    seen = []
    submit = judges.LocalJudges.submit

    def watched(self, seat, topic, *rest):
        seen.append((seat, topic))
        return submit(self, seat, topic, *rest)

    monkeypatch.setattr(judges.LocalJudges, "submit", watched)
    source = course.exercise("losses").solution.read_bytes()
    others = [Task("losses", "losses.py", {"losses.py": source + b"\n# %d\n" % i}) for i in range(4)]

    with Store(tmp_path) as store:
        found = list(grade_tasks(plan, [answers(course, 4), others], store, processes=2))

    assert {result.mark for _, result in found} == {10.0}
    assert set(seen) == {(0, "parameters"), (1, "losses")}


def test_tasks_are_taken_as_judges_become_free(plan, course, tmp_path):
    taken = 0

    def one_by_one():
        nonlocal taken
        for task in answers(course, 12):
            taken += 1
            yield task

    with Store(tmp_path) as store:
        grading = grade_tasks(plan, [one_by_one()], store, processes=1)
        next(grading)
        assert taken == 1
        assert len(list(grading)) == 11


def test_a_file_changed_while_the_class_is_graded_costs_nobody_anything(course, level, tmp_path):
    source = course.exercise("parameters").solution.read_bytes()
    for student in ("Ana", "Luis", "Sol"):
        (tmp_path / "in" / student).mkdir(parents=True)
        (tmp_path / "in" / student / "parameters.py").write_bytes(source + f"# {student}\n".encode())

    def graded(on_result=lambda *_: None):
        with Store(tmp_path / "out") as store:
            intake = read_submissions(course, [tmp_path / "in"])
            exercises = topics_to_grade(course, intake, ())
            found = grade_class(
                course, intake, exercises, store, level, language="en", processes=1, on_result=on_result
            )
            return {student.key: student.topics[0] for student in found.students}

    def change_the_next_one(*_):
        (tmp_path / "in" / "Luis" / "parameters.py").write_bytes(source)

    first = graded(change_the_next_one)
    again = graded()

    assert {name: topic.mark for name, topic in first.items()} == {"Ana": 10.0, "Luis": None, "Sol": 10.0}
    assert {check.evidence.details["message"] for check in first["Luis"].checks} == {
        "parameters.py was changed or removed while the class was graded: grade it again."
    }
    assert {topic.mark for topic in again.values()} == {10.0}


def test_the_checks_of_a_topic_are_read_once_for_a_class(course, level, tmp_path, monkeypatch):
    (tmp_path / "in" / "Ana").mkdir(parents=True)
    shutil.copy(course.exercise("parameters").solution, tmp_path / "in" / "Ana" / "parameters.py")
    read = []

    def reading(exercise):
        read.append(exercise.topic)
        return load_suite(exercise)

    monkeypatch.setattr(batch, "load_suite", reading)
    with Store(tmp_path / "out") as store:
        intake = read_submissions(course, [tmp_path / "in"])
        exercises = [course.exercise(topic) for topic in ("parameters", "losses")]
        found = grade_class(
            course, intake, exercises, store, level, language="en", processes=1, on_result=lambda *_: None
        )
        marks = [topic.mark for topic in found.students[0].topics]

    assert marks == [10.0, 0.0]
    assert read == ["parameters", "losses"]
