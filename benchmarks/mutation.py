"""Test the checks by mutation: every mutant of a model answer should lose points.

    python -m pip install -e ".[mutation]"
    python benchmarks/mutation.py [--topic losses ...] [--function cross_entropy] [--jobs 2] [--seed TEXT]

The seed stands for the secret of a course offering: inputs are drawn with it, and a mutant that only another seed
kills is one that some class would get away with.

Each mutant (see `mutants.py`) is judged as a submission is, but in a process of its own in place of a worker behind
the wall: with a limit of processor time and of memory, since a mutant may loop for ever. It is killed if its mark is
below 10, or at a limit. What survives is printed as a diff, unless `mutation_equivalents.toml` says why no input
within the contract could tell it from the right answer.

Ends with 1 if a survivor is not listed there, if a listed mutant is killed or no longer made, or if a check of ours
broke down on a mutant.
"""

from __future__ import annotations

import argparse
import difflib
import multiprocessing
import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TYPE_CHECKING, Any

from equivalents import Identity, read_equivalents

from gradiente.course import Course, Exercise, find_course
from gradiente.judge.grading import judge_session
from gradiente.judge.prepared import PreparedCheck, PreparedSuite
from gradiente.judge.suite import load_suite
from gradiente.results import Verdict

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests" / "judge"))
from in_process import InProcessSession  # noqa: E402 - the judge's own tests hold it

if TYPE_CHECKING:
    from mutants import Mutant

MEMORY_MIB = 1024  # beyond what this process has mapped
CPU_S, CPU_TIMES_AS_LONG = 5, 10  # a mutant may take this much longer than the model answer
PATIENCE_S = 600  # of wall time, for one that sleeps; far beyond what a busy machine makes of the limit above


@dataclass(frozen=True)
class Fate:
    """What became of a mutant.

    Attributes
    ----------
    killer : str or None
        The check that it failed, or the limit that it met; None if it survived.
    faults : tuple of str
        Checks of ours that broke down on it.
    """

    killer: str | None
    faults: tuple[str, ...] = ()


class Judge:
    """Judges mutants of one topic.

    Parameters
    ----------
    exercise : Exercise
    seed : str
        What its inputs are drawn with.
    """

    def __init__(self, exercise: Exercise, seed: str) -> None:
        self._seed = seed
        if "torch" in exercise.libraries:
            import torch

            torch.set_num_threads(1)  # a fork of a process whose threads have worked would wait for them for ever
        suite = load_suite(exercise)
        # Names of mistakes are not asked for here, and finding them takes time.
        self._suite = PreparedSuite(replace(suite, misconceptions=()), seed)
        self.checks = [one for one in self._suite.checks if one.check.points > 0]
        began = time.process_time()
        self.fate(exercise.solution.read_text(encoding="utf-8"), "")
        self.cpu_s = round(CPU_S + CPU_TIMES_AS_LONG * (time.process_time() - began))

    def fate(self, source: str, function: str) -> Fate:
        """Judge a mutant, the checks of the function that changed first, until it loses points.

        Parameters
        ----------
        source : str
        function : str
            What changed.

        Returns
        -------
        Fate
        """
        namespace: dict[str, Any] = {"__name__": "answer"}
        try:
            exec(compile(source, "answer.py", "exec"), namespace)
        except Exception as error:
            return Fate(f"loading it: {type(error).__name__}")
        names = [one.name for one in self._suite.suite.exercise.functions]
        functions = {name: namespace[name] for name in names if name in namespace}
        faults = []
        for check in sorted(self.checks, key=lambda one: one.check.function != function):
            verdict, message = self._verdict(check, functions)
            if verdict is Verdict.GRADER_FAULT and "MemoryError" not in message:
                faults.append(f"{check.check.name}: {message}")
            elif verdict is not Verdict.PASSED:
                return Fate(check.check.name, tuple(faults))
        return Fate(None, tuple(faults))

    def _verdict(self, check: PreparedCheck, functions: dict[str, Any]) -> tuple[Verdict, str]:
        part = PreparedSuite(self._suite.suite, self._seed)
        part.__dict__["checks"] = (check,)
        record = judge_session(part, InProcessSession(functions)).checks[check.check.name]
        message = record.evidence.details.get("message", "") if record.evidence else ""
        return record.verdict, str(message)


def fates(judge: Judge, mutants: Sequence[Mutant], jobs: int) -> list[Fate]:
    """Judge mutants, each in a process of its own.

    Parameters
    ----------
    judge : Judge
    mutants : sequence of Mutant
    jobs : int
        How many at a time.

    Returns
    -------
    list of Fate
        In their order.
    """
    processes = multiprocessing.get_context("fork")  # what is drawn and computed already is not done again
    found: dict[int, Fate] = {}
    running: dict[Connection, tuple[int, Any, float]] = {}
    waiting = iter(enumerate(mutants))
    while len(found) < len(mutants):
        while len(running) < jobs and (following := next(waiting, None)):
            number, mutant = following
            ours, theirs = processes.Pipe(duplex=False)
            process = processes.Process(target=_judge_one, args=(judge, mutant, theirs))
            process.start()
            theirs.close()
            running[ours] = number, process, time.monotonic() + PATIENCE_S
        for ready in wait(list(running), timeout=1.0):
            assert isinstance(ready, Connection)
            number, process, _ = running.pop(ready)
            try:
                found[number] = ready.recv()
            except EOFError:
                process.join()
                found[number] = Fate(f"its end: exit code {process.exitcode}")
            process.join()
            ready.close()
        for late, (number, process, deadline) in list(running.items()):
            if time.monotonic() > deadline:
                process.kill()
                process.join()
                late.close()
                del running[late]
                found[number] = Fate("the limit of time")
    return [found[number] for number in range(len(mutants))]


def _judge_one(judge: Judge, mutant: Mutant, answer: Connection) -> None:
    """Judge a mutant in this process and say what became of it; at its limits the process ends."""
    with open(os.devnull, "w") as silence:  # a mutant's warnings are nobody's business
        os.dup2(silence.fileno(), 2)
    mapped = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (mapped + MEMORY_MIB * 2**20,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (judge.cpu_s, judge.cpu_s + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answer.send(judge.fate(mutant.source, mutant.identity.function))


def diff(exercise: Exercise, mutant: Mutant) -> str:
    """What was changed, as a diff with the lines around it."""
    source = exercise.solution.read_text(encoding="utf-8").splitlines()
    name = f"{exercise.topic}.py"
    lines = difflib.unified_diff(source, mutant.source.splitlines(), name, name, n=2, lineterm="")
    return "\n".join(lines)


def table(rows: Sequence[tuple[str, Counter[str]]]) -> Iterator[str]:
    """The figures, as the table of a Markdown page."""
    yield "| Topic | Mutants | Killed | of these at a limit | Equivalent | Not killed | Kill rate |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for topic, count in rows:
        told = count["mutants"] - count["equivalent"]
        rate = f"{100 * count['killed'] / told:.1f} %" if told else "-"
        figures = " | ".join(str(count[key]) for key in ("mutants", "killed", "limit", "equivalent", "survivor"))
        yield f"| {topic} | {figures} | {rate} |"


def main() -> int:
    """Judge the mutants of some topics, or of all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--topic", action="append", default=[], help="only this topic; may be repeated")
    parser.add_argument("--function", action="append", default=[], help="only mutants of this function; repeatable")
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)), help="mutants judged at a time")
    parser.add_argument("--seed", default="a seed for the mutants", help="what the inputs are drawn with")
    options = parser.parse_args()
    course = find_course(HERE.parent)
    listed = read_equivalents()
    rows: list[tuple[str, Counter[str]]] = []
    sound = True
    for exercise in [course.exercise(topic) for topic in options.topic] or course.exercises:
        count, fine = _test_topic(exercise, listed, options.function, options.jobs, options.seed)
        rows.append((exercise.topic, count))
        sound = sound and fine
    if not options.topic:
        sound = _names_unknown_topics(course, listed) and sound
    total: Counter[str] = Counter()
    for _, count in rows:
        total.update(count)
    print("\n".join(table([*rows, ("all", total)])))
    return 0 if sound else 1


def _test_topic(
    exercise: Exercise, listed: dict[Identity, str], functions: Sequence[str], jobs: int, seed: str
) -> tuple[Counter[str], bool]:
    """Test one topic, print what somebody has to look at; figures, and whether nobody has to."""
    from mutants import Mutant, mutants_of  # needs Cosmic Ray, which the listing does without

    began = time.monotonic()
    source = exercise.solution.read_text(encoding="utf-8")
    mutants = [one for one in mutants_of(exercise.topic, source) if not functions or one.identity.function in functions]
    judge, unchanged = Judge(exercise, seed), Mutant(Identity(exercise.topic, "", "", ""), source)
    right, *others = fates(judge, [unchanged, *mutants], jobs)
    if right != Fate(None):
        raise SystemExit(f"{exercise.topic}: the model answer itself is killed by {right.killer or right.faults}")
    count: Counter[str] = Counter(mutants=len(mutants))
    sound = True
    alive: set[Identity] = set()
    for mutant, fate in zip(mutants, others, strict=True):
        identity = mutant.identity
        for fault in fate.faults:
            sound = False
            print(f"A check of ours breaks down on {identity}\n    {fault}\n", flush=True)
        if fate.killer is not None:
            count["killed"] += 1
            count["limit"] += fate.killer.startswith(("its end", "the limit"))
            continue
        alive.add(identity)
        if identity in listed:
            count["equivalent"] += 1
        else:
            sound = False
            count["survivor"] += 1
            print(f"Survives: {identity}\n{diff(exercise, mutant)}\n", flush=True)
    for identity in listed:
        asked = identity.topic == exercise.topic and (not functions or identity.function in functions)
        if asked and identity not in alive:
            sound = False
            made = any(mutant.identity == identity for mutant in mutants)
            print(f"Listed as equivalent, but {'it is killed' if made else 'there is no such mutant'}: {identity}\n")
    print(f"{exercise.topic}: {dict(count)} in {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    return count, sound


def _names_unknown_topics(course: Course, listed: dict[Identity, str]) -> bool:
    """Print entries of topics that the course does not have; whether there are none."""
    topics = {exercise.topic for exercise in course.exercises}
    unknown = [identity for identity in listed if identity.topic not in topics]
    for identity in unknown:
        print(f"Listed as equivalent, but there is no such topic: {identity}\n")
    return not unknown


if __name__ == "__main__":
    sys.exit(main())
