"""Our grader beside its peers: the same work, in one run, in processor time.

    python benchmarks/peers.py [--envs ~/.cache/gradiente-benchmarks] [--runs 5] [--json] [--only pytest ...] [--quick]

The common work (`benchmarks/common_work`: three NumPy functions, 15 examples, 6 Hypothesis properties of 100 examples)
is graded by every contestant, one submission at a time, the runs of all interleaved. Each peer is installed by pip into
an environment of its own below --envs. Processor time is that of every process that a contestant starts. Ours is
measured twice: one more submission in a warm class (`benchmarks/warm.py`), and the start that a class pays once.
"""

from __future__ import annotations

import argparse
import ctypes
import importlib.metadata
import json
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
WORK = HERE / "common_work"
SHARED = WORK / "shared"
CHECKS = 21
# A right submission, and wrong ones with the function that is wrong in each.
SUBMISSIONS = ("right", "ddof", "wrong_axis", "missing_square")
_PR_SET_CHILD_SUBREAPER = 36
_PATIENCE_S = 600
_OPENBLAS = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")  # set on some machines for other purposes: unset for everybody


@dataclass(frozen=True)
class Cost:
    """What one run took, in seconds; of all processes together."""

    cpu_s: float
    wall_s: float


@dataclass(frozen=True)
class Result:
    """What a contestant said: how many of the 21 checks passed, and whether it showed a failing input."""

    passed: int
    shows_input: bool


@dataclass
class Contestant:
    """A grader, and how it grades the common work."""

    name: str
    packages: tuple[str, ...]
    # Makes whatever is made once a class, in a folder of its own.
    prepare: Callable[[Place], None]
    # Puts a submission into a folder and says with which command it is graded.
    command: Callable[[Place, Path, str], list[str]]
    # Reads what it said, from the folder and the output.
    read: Callable[[Place, Path, str, str], Result]
    works_in_the_course: bool = False


@dataclass
class Place:
    """Where a contestant works: its environment and its folder."""

    python: Path
    folder: Path

    def script(self, name: str) -> str:
        """A command of its environment."""
        return str(self.python.with_name(name))

    def run(self, *command: str) -> None:
        """Do something that is not measured."""
        done = subprocess.run(
            command, cwd=self.folder, env=_environment(self.python), capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")


def _environment(python: Path) -> dict[str, str]:
    """The environment of an interpreter, as if it had been activated."""
    kept = {name: value for name, value in os.environ.items() if name not in _OPENBLAS}
    kept["PATH"] = os.pathsep.join([str(python.parent), kept.get("PATH", "")])
    return {**kept, "PYTHONPATH": str(SHARED), "PYTHONDONTWRITEBYTECODE": "1", "OMP_NUM_THREADS": "1"}


def measured(command: Sequence[str], folder: Path, environment: dict[str, str]) -> tuple[Cost, str]:
    """Run a command and wait for everything that it leaves behind; returns what it cost and what it printed."""
    ours, theirs = os.pipe()
    began = time.perf_counter()
    child = os.fork()
    if child == 0:
        try:
            _run_and_report(command, folder, environment, theirs)
        except BaseException:
            traceback.print_exc()
        os._exit(1)
    os.close(theirs)
    with open(ours, "rb") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    wall_s = time.perf_counter() - began
    cpu_s, _, output = said.partition(b"\n")
    return Cost(float(cpu_s), wall_s), output.decode("utf-8", "replace")


def _run_and_report(command: Sequence[str], folder: Path, environment: dict[str, str], pipe: int) -> None:
    # What loses its parent becomes ours: kernels, sandboxes and pools cannot get away with their processor time.
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
        )
        try:
            process.wait(_PATIENCE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        while True:
            try:
                os.wait()
            except ChildProcessError:
                break
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        output.seek(0)
        os.write(pipe, f"{usage.ru_utime + usage.ru_stime}\n".encode())
        with open(pipe, "wb", closefd=False) as out:
            out.write(output.read())
    os._exit(0)


# -- the peers ------------------------------------------------------------------------------------------------


def _nothing(_: Place) -> None:
    pass


def _put(folder: Path, submission: str, *others: Path) -> None:
    shutil.copy(WORK / "submissions" / f"{submission}.py", folder / "common_work.py")
    for other in others:
        shutil.copy(other, folder)


def _pytest_command(place: Place, folder: Path, submission: str) -> list[str]:
    _put(folder, submission, WORK / "for_pytest" / "test_common_work.py")
    return [str(place.python), "-m", "pytest", "-q", "-p", "no:cacheprovider", "--junitxml=results.xml"]


def _pytest_read(_: Place, folder: Path, __: str, output: str) -> Result:
    from xml.etree import ElementTree

    suite = ElementTree.parse(folder / "results.xml").getroot()[0]
    failed = int(suite.attrib["failures"]) + int(suite.attrib["errors"])
    return Result(int(suite.attrib["tests"]) - failed, _shows_an_input(output))


def _gradescope_command(place: Place, folder: Path, submission: str) -> list[str]:
    _put(folder, submission, WORK / "for_gradescope" / "run_tests.py")
    return [str(place.python), "run_tests.py", "results.json"]


def _gradescope_read(_: Place, folder: Path, __: str, ___: str) -> Result:
    tests = json.loads((folder / "results.json").read_text())["tests"]
    passed = sum(test["score"] == test["max_score"] for test in tests)
    return Result(passed, _shows_an_input("".join(test.get("output", "") for test in tests)))


def _check50_command(place: Place, folder: Path, submission: str) -> list[str]:
    _put(folder, submission)
    command = ["--dev", str(WORK / "for_check50"), "-o", "json", "--output-file", "results.json"]
    return [place.script("check50"), *command]


def _check50_read(_: Place, folder: Path, __: str, ___: str) -> Result:
    results = json.loads((folder / "results.json").read_text())["results"]
    told = "".join(str((result["cause"] or {}).get("help", "")) for result in results)
    return Result(sum(result["passed"] is True for result in results), _shows_an_input(told))


def _otter_prepare(place: Place) -> None:
    options = ["--no-config", "--no-requirements", "--no-environment"]
    tests, archive = str(WORK / "for_otter" / "tests"), str(place.folder / "autograder.zip")
    place.run(place.script("otter"), "generate", "-t", tests, "-o", archive, *options)


def _otter_command(place: Place, folder: Path, submission: str) -> list[str]:
    _put(folder, submission)
    archive = str(place.folder / "autograder.zip")
    return [place.script("otter"), "run", "--no-logo", "-a", archive, "-o", str(folder), "common_work.py"]


def _otter_read(_: Place, folder: Path, __: str, ___: str) -> Result:
    tests = json.loads((folder / "results.json").read_text())["tests"]
    score = next(test["score"] for test in tests if test["name"] == "common_work")
    return Result(round(score), _shows_an_input("".join(test.get("output", "") for test in tests)))


def _nbgrader_prepare(place: Place) -> None:
    (place.folder / "nbgrader_config.py").write_text('c = get_config()\nc.CourseDirectory.course_id = "common"\n')
    place.run(str(place.python), str(WORK / "for_nbgrader" / "notebooks.py"), "source", str(place.folder))
    place.run(place.script("nbgrader"), "generate_assignment", "common_work", "--force")


def _nbgrader_command(place: Place, folder: Path, submission: str) -> list[str]:
    _put(folder, submission)
    notebooks = str(WORK / "for_nbgrader" / "notebooks.py")
    place.run(str(place.python), notebooks, "submit", str(place.folder), submission, str(folder / "common_work.py"))
    return [place.script("nbgrader"), "autograde", "common_work", f"--student={submission}", "--force"]


def _nbgrader_read(place: Place, _: Path, submission: str, __: str) -> Result:
    path = place.folder / "autograded" / submission / "common_work" / "common_work.ipynb"
    cells = [
        cell for cell in json.loads(path.read_text())["cells"] if cell["metadata"].get("nbgrader", {}).get("grade")
    ]
    errors = [[output for output in cell["outputs"] if output["output_type"] == "error"] for cell in cells]
    told = "".join("".join(output["traceback"]) for found in errors for output in found)
    return Result(sum(not found for found in errors), _shows_an_input(told))


def _shows_an_input(text: str) -> bool:
    """Whether Hypothesis' smallest input is there to be read."""
    return "arguments=(" in text


_LIBRARIES = tuple(f"{name}=={importlib.metadata.version(name)}" for name in ("numpy", "hypothesis"))
PEERS = (
    Contestant("pytest", ("pytest==9.2.0",), _nothing, _pytest_command, _pytest_read),
    Contestant("gradescope-utils", ("gradescope-utils==0.5.0",), _nothing, _gradescope_command, _gradescope_read),
    Contestant("check50", ("check50==3.5.0",), _nothing, _check50_command, _check50_read),
    Contestant("otter-grader", ("otter-grader==7.0.0", "ipykernel"), _otter_prepare, _otter_command, _otter_read),
    Contestant(
        "nbgrader", ("nbgrader==0.9.6", "ipykernel"), _nbgrader_prepare, _nbgrader_command, _nbgrader_read, True
    ),
)


def install(contestant: Contestant, envs: Path) -> Path:
    """Make an environment for a peer, unless it is there; returns its interpreter."""
    folder = envs / contestant.name
    wanted = "\n".join((*contestant.packages, *_LIBRARIES))
    stamp = folder / "installed.txt"
    if not stamp.is_file() or stamp.read_text() != wanted:
        print(f"installing {contestant.name} into {folder}", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        pip = [folder / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, *contestant.packages, *_LIBRARIES], check=True)
        stamp.write_text(wanted)
    return folder / "bin" / "python"


# -- ours -----------------------------------------------------------------------------------------------------


@dataclass
class Ours:
    """What `warm.py` measured in all its runs."""

    runs: list[dict[str, Any]] = field(default_factory=list)

    def median(self, submission: str, key: str) -> float:
        """Seconds a submission."""
        return statistics.median(run["submissions"][submission][key] for run in self.runs) / 1e3

    def start(self, key: str) -> float:
        """Seconds until the first submission is judged, inputs drawn."""
        return statistics.median(run["start"][key] for run in self.runs)


def warm(submissions: int, *, bare: bool) -> dict[str, Any]:
    """Measure ours once; with `bare` the same judge without a wall."""
    files = [str(WORK / "submissions" / f"{name}.py") for name in SUBMISSIONS]
    command = [sys.executable, str(HERE / "warm.py"), str(WORK / "course"), "common_work", *files, "--rounds", "1"]
    command += [
        "--submissions",
        str(submissions),
        "--failing",
        str(max(1, submissions // 10)),
        *(["--bare"] if bare else []),
    ]
    path = os.pathsep.join([str(SHARED), os.environ.get("PYTHONPATH", "")])
    environment = {**_environment(Path(sys.executable)), "PYTHONPATH": path}
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    found["submissions"] = {Path(name).stem: entry for name, entry in found["submissions"].items()}
    return found


# -- the run --------------------------------------------------------------------------------------------------


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "gradiente-benchmarks"
    parser.add_argument("--envs", type=Path, default=cache, help="where the peers' environments are kept")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--warm", type=int, default=100, help="our right submissions a run; of each wrong one, a tenth")
    parser.add_argument("--only", action="append", choices=[peer.name for peer in PEERS], default=[])
    parser.add_argument("--quick", action="store_true", help="one run, ten submissions of ours")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    runs, submissions = (1, 10) if options.quick else (options.runs, options.warm)
    peers = [peer for peer in PEERS if not options.only or peer.name in options.only]
    costs: dict[tuple[str, str], list[Cost]] = {}
    results: dict[tuple[str, str], Result] = {}
    walled, bare = Ours(), Ours()
    load = [os.getloadavg()[0]]
    with tempfile.TemporaryDirectory() as scratch:
        places = {}
        for peer in peers:
            place = places[peer.name] = Place(install(peer, options.envs.resolve()), Path(scratch) / peer.name)
            place.folder.mkdir()
            peer.prepare(place)
        for run in range(runs):
            walled.runs.append(warm(submissions, bare=False))
            bare.runs.append(warm(submissions, bare=True))
            for submission in SUBMISSIONS:
                for peer in peers:
                    place = places[peer.name]
                    folder = place.folder / f"{submission}-{run}"
                    folder.mkdir()
                    command = peer.command(place, folder, submission)
                    where = place.folder if peer.works_in_the_course else folder
                    cost, output = measured(command, where, _environment(place.python))
                    results[peer.name, submission] = peer.read(place, folder, submission, output)
                    costs.setdefault((peer.name, submission), []).append(cost)
            load.append(os.getloadavg()[0])
    rows = [_our_row("gradiente, one more in a class", walled), _our_row("the same, bare in one process", bare)]
    rows += [_row(peer.name, costs, results) for peer in peers]
    report = {
        "machine": _machine(),
        "versions": {"python": platform.python_version(), **_versions(peers)},
        "runs": runs,
        "submissions_a_run": submissions,
        "load": [round(value, 1) for value in load],
        "start": {"cpu_s": round(walled.start("cpu_s"), 2), "wall_s": round(walled.start("wall_s"), 2)},
        "rows": rows,
    }
    print(json.dumps(report, indent=2) if options.json else _table(report))


def _our_row(name: str, ours: Ours) -> dict[str, Any]:
    last = ours.runs[-1]["submissions"]
    return {
        "grader": name,
        **{
            submission: {
                "cpu_s": ours.median(submission, "cpu_ms"),
                "wall_s": ours.median(submission, "wall_ms"),
                "passed": CHECKS - len(last[submission]["failed"]),
                "shows_input": bool(last[submission]["counterexamples"]),
            }
            for submission in SUBMISSIONS
        },
    }


def _row(name: str, costs: dict[tuple[str, str], list[Cost]], results: dict[tuple[str, str], Result]) -> dict[str, Any]:
    return {
        "grader": name,
        **{
            submission: {
                "cpu_s": statistics.median(cost.cpu_s for cost in costs[name, submission]),
                "wall_s": statistics.median(cost.wall_s for cost in costs[name, submission]),
                "passed": results[name, submission].passed,
                "shows_input": results[name, submission].shows_input,
            }
            for submission in SUBMISSIONS
        },
    }


def _machine() -> str:
    model = platform.processor()
    if Path("/proc/cpuinfo").is_file():
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), model)
    return f"{len(os.sched_getaffinity(0))} x {model}, {platform.system()} {platform.release()}"


def _versions(peers: Sequence[Contestant]) -> dict[str, str]:
    pinned = [package.split("==") for peer in peers for package in peer.packages if "==" in package]
    return dict([*pinned, *(package.split("==") for package in _LIBRARIES)])


def _table(report: dict[str, Any]) -> str:
    ours = report["rows"][0]
    lines = [
        f"{report['machine']}; load {report['load']}",
        ", ".join(f"{name} {version}" for name, version in report["versions"].items()),
        f"processor seconds a submission, median of {report['runs']} runs (ratio to ours; checks passed of {CHECKS}; "
        "* shows the smallest failing input)",
        "",
        f"{'':32}" + "".join(f"{name:>26}" for name in SUBMISSIONS),
    ]
    for row in report["rows"]:
        cells = []
        for submission in SUBMISSIONS:
            cell = row[submission]
            ratio = cell["cpu_s"] / ours[submission]["cpu_s"]
            star = "*" if cell["shows_input"] else " "
            cells.append(f"{cell['cpu_s']:>9.3f} ({ratio:6.1f}; {cell['passed']:2}){star}")
        lines.append(f"{row['grader']:32}" + "".join(f"{cell:>26}" for cell in cells))
    start = report["start"]
    lines += ["", f"our start, once a class and judge: {start['cpu_s']} s of processor time"]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
