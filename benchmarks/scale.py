"""How grading scales: a whole class, a growing class, an unchanged class, and a class after a change of one check.

    python benchmarks/scale.py [class growth cache] [--students 200] [--sizes 100 1000 10000] [--quick] [--json]

Everything goes through `gradiente grade`, as an instructor would run it, on zips made here: right answers that differ
by a comment, and `--wrong` of them with one operator of the model answer changed, another in every file. Memory is
sampled twice a second: of the grading process, and of its largest judge, each with its share of what it shares.
"""

from __future__ import annotations

import argparse
import ast
import ctypes
import json
import os
import platform
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from gradiente.course import Course, Exercise, find_course

_PR_SET_CHILD_SUBREAPER = 36
_OPENBLAS = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")  # set on some machines for other purposes
_SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.Pow: ast.Mult,
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
}  # fmt: skip


@dataclass
class Measured:
    """What one `gradiente grade` took.

    Attributes
    ----------
    wall_s, cpu_s : float
        Of all its processes together.
    grader_mib, judge_mib : float
        Largest memory of the grading process, and of one judge.
    code : int
        How it ended: 0 or 1 if everything was graded.
    """

    wall_s: float
    cpu_s: float
    grader_mib: float
    judge_mib: float
    code: int


def with_one_operator_changed(source: str, rng: random.Random) -> str:
    """Make a wrong answer of a right one."""
    tree = ast.parse(source)
    spots: list[tuple[Any, str, int | None]] = []
    for function in tree.body:
        if isinstance(function, ast.FunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.BinOp) and type(node.op) in _SWAPS:
                    spots.append((node, "op", None))
                elif isinstance(node, ast.Compare):
                    spots += [(node, "ops", at) for at, op in enumerate(node.ops) if type(op) in _SWAPS]
    node, name, at = rng.choice(spots)
    if at is None:
        setattr(node, name, _SWAPS[type(getattr(node, name))]())
    else:
        getattr(node, name)[at] = _SWAPS[type(getattr(node, name)[at])]()
    return ast.unparse(tree)


def class_zip(path: Path, exercises: Sequence[Exercise], students: int, wrong: float) -> None:
    """Write a class of students, one folder each with a file a topic."""
    rng = random.Random(students)
    sources = {exercise.topic: exercise.solution.read_text(encoding="utf-8") for exercise in exercises}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for number in range(students):
            for topic, source in sources.items():
                answer = with_one_operator_changed(source, rng) if rng.random() < wrong else source
                archive.writestr(f"student{number:05d}/{topic}.py", f"{answer}\n# student {number}\n")


def grade(archive: Path, out: Path, jobs: int, course: Path | None = None) -> Measured:
    """Run `gradiente grade` as a user would."""
    command = [sys.executable, "-m", "gradiente", "grade", str(archive), "--out", str(out), "--jobs", str(jobs)]
    command += ["--course", str(course)] if course else []
    environment = {name: value for name, value in os.environ.items() if name not in _OPENBLAS}
    before, began = _children_cpu_s(), time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    grader_mib = judge_mib = 0.0
    watched = psutil.Process(process.pid)
    while process.poll() is None:
        try:
            grader_mib = max(grader_mib, _mib(watched))
            judge_mib = max([judge_mib, *(_mib(child) for child in watched.children() if _is_a_judge(child))])
        except psutil.Error:
            pass
        time.sleep(0.5 if time.perf_counter() - began > 5 else 0.05)
    wall_s = time.perf_counter() - began
    _, errors = process.communicate()
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}:\n{errors.decode()[-2000:]}")
    while True:  # what lost its parent is ours to wait for, so that its time counts
        try:
            os.wait()
        except ChildProcessError:
            break
    return Measured(wall_s, _children_cpu_s() - before, grader_mib, judge_mib, process.returncode)


def _children_cpu_s() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _mib(process: psutil.Process) -> float:
    return float(process.memory_full_info().pss) / 2**20


def _is_a_judge(process: psutil.Process) -> bool:
    return "multiprocessing" in " ".join(process.cmdline()) and "resource_tracker" not in " ".join(process.cmdline())


def whole_class(course: Course, folder: Path, options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """A class in every topic: those of NumPy alone, then all."""
    numpy_only = [exercise for exercise in course.exercises if "torch" not in exercise.libraries]
    wanted = [("all NumPy topics", numpy_only)]
    if len(numpy_only) < len(course.exercises):
        wanted.append(("all topics, torch too", list(course.exercises)))
    for name, exercises in wanted:
        archive = folder / f"{len(exercises)}.zip"
        class_zip(archive, exercises, options.students, options.wrong)
        found = grade(archive, folder / f"out-{len(exercises)}", options.jobs)
        yield {"what": name, "students": options.students, "topics": len(exercises), **_rounded(found)}


def growth(course: Course, folder: Path, options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """One topic, ever more students."""
    for size in options.sizes:
        archive = folder / f"growth-{size}.zip"
        class_zip(archive, [course.exercise(options.topic)], size, options.wrong)
        found = grade(archive, folder / f"out-growth-{size}", options.jobs)
        ms = 1e3 * found.cpu_s / size
        yield {"what": options.topic, "students": size, **_rounded(found), "cpu_ms_a_submission": round(ms, 1)}


def cache(course: Course, folder: Path, options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """The same class again, and again after a change of one check; which checks were run is counted."""
    copy, ran = folder / "course", folder / "ran.txt"
    exercise = course.exercise(options.cache_topic)
    for part in ("solutions", "grader/checks"):
        shutil.copytree(course.folder / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
    page = copy / "grader" / "checks" / exercise.hidden_checks.name
    live = _count_what_runs(page, ran)
    archive = folder / "cache.zip"
    class_zip(archive, [exercise], options.students, options.wrong)
    for what in ("first", "again, unchanged", "after a change of one check"):
        ran.write_text("")
        if what.startswith("after"):
            _change(page, live[0])
        found = grade(archive, folder / "out-cache", options.jobs, copy)
        counted = Counter(ran.read_text().split())
        names = sorted(counted) if len(counted) <= 1 else [f"{len(counted)} checks"]
        yield {
            "what": f"{options.cache_topic}: {what}", "students": options.students, **_rounded(found),
            "ordinary_checks_run": names, "of": len(live),
        }  # fmt: skip


def _count_what_runs(page: Path, ran: Path) -> list[str]:
    """Have every ordinary check of a page write its name whenever it is run; returns their names."""
    tree = ast.parse(page.read_text(encoding="utf-8"))
    names = []
    for node in tree.body:
        takes_student = isinstance(node, ast.FunctionDef) and any(one.arg == "student" for one in node.args.args)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and takes_student:
            names.append(node.name)
            node.body.insert(0, ast.parse(f"_ran({node.name!r}, student)").body[0])
    # Misconceptions stand in the student's place without a wall: they do not count.
    counting = (
        "\n\ndef _ran(name, student):\n"
        "    if type(student).__name__ == 'Student':\n"
        f"        with open({str(ran)!r}, 'a') as file:\n"
        "            file.write(name + '\\n')\n"
    )
    page.write_text(ast.unparse(tree) + counting, encoding="utf-8")
    return names


def _change(page: Path, name: str) -> None:
    """Change one check so that it does the same."""
    tree = ast.parse(page.read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == name:
            node.body.append(ast.parse("pass").body[0])
    page.write_text(ast.unparse(tree), encoding="utf-8")


def _rounded(found: Measured) -> dict[str, Any]:
    return {
        "wall_s": round(found.wall_s, 1),
        "cpu_s": round(found.cpu_s, 1),
        "grader_mib": round(found.grader_mib),
        "judge_mib": round(found.judge_mib),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parts = {"class": whole_class, "growth": growth, "cache": cache}
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(parts)}; else all of them")
    parser.add_argument("--students", type=int, default=200)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000, 10_000])
    parser.add_argument("--topic", default="parameters", help="for growth")
    parser.add_argument("--cache-topic", default="initialization", help="for cache; one with many ordinary checks")
    parser.add_argument("--wrong", type=float, default=0.3, help="share of the answers that are wrong")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--quick", action="store_true", help="small sizes, to see that it works")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if unknown := sorted(set(options.parts) - set(parts)):
        parser.error(f"there is no part {unknown[0]}; they are {', '.join(parts)}")
    if options.quick:
        options.students, options.sizes = 6, [10, 30]
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    course = find_course()
    rows = []
    with tempfile.TemporaryDirectory() as scratch:
        for part in options.parts or parts:
            for row in parts[part](course, Path(scratch), options):
                rows.append({"part": part, **row, "load": round(os.getloadavg()[0], 1)})
                if not options.json:
                    print("  ".join(f"{key} {value}" for key, value in rows[-1].items()), flush=True)
    if options.json:
        print(json.dumps({"python": platform.python_version(), "jobs": options.jobs, "rows": rows}, indent=2))


if __name__ == "__main__":
    main()
