"""What `gradiente similar` finds in a class of known copies, and what that takes.

    python benchmarks/similar.py --students 200 --topics 4 --seed 1

Everybody writes every function in the style of one of the right answers of tests/right_answers, changed line by line at
random. Then three copies are planted, with every name changed and the functions shuffled: of everything, of one
topic, and of another topic. Printed: processor seconds, memory, which copies were found, and who was listed wrongly.
"""

from __future__ import annotations

import argparse
import ast
import random
import re
import resource
import time
from pathlib import Path

from gradiente.classroom import read_submissions
from gradiente.cli.comparing import _topic as topic_of
from gradiente.course import Exercise, find_course
from gradiente.similarity.comparing import find_pairs

COURSE = find_course(Path(__file__).resolve().parents[1])


def functions_of(source: str) -> tuple[str, dict[str, str]]:
    """The head of a file, and its functions by name."""
    lines = source.splitlines()
    found = {
        node.name: "\n".join(lines[node.lineno - 1 : node.end_lineno])
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef)
    }
    first = min(node.lineno for node in ast.parse(source).body if isinstance(node, ast.FunctionDef))
    return "\n".join(lines[: first - 1]), found


def rewritten(source: str, rng: random.Random) -> str:
    """The same lines, some of them written in another way; the code need not run."""
    lines = []
    for line in source.splitlines():
        indent, body, chance = line[: len(line) - len(line.lstrip())], line.strip(), rng.random()
        closed = all(body.count(one) == body.count(other) for one, other in ("()", "[]", "{}"))
        if chance < 0.12:
            line = re.sub(r"(\w+) ([+*]) (\w+)", r"\3 \2 \1", line)
        elif chance < 0.24 and body.startswith("return ") and closed:
            lines.append(f"{indent}result = {body[7:]}")
            line = indent + rng.choice(["return result", "return result + 0", "return (result)"])
        elif chance < 0.36 and re.match(r"\w+ = [^\[({]*$", body):
            line += rng.choice([" + 0", " * 1", ""])
        elif chance < 0.46 and body.startswith("if ") and body.endswith(":"):
            line = f"{indent}if ({body[3:-1]}):"
        elif chance < 0.56:
            line = line.replace("np.asarray", "np.array").replace("len(x)", "x.shape[0]")
        elif chance < 0.66:
            line = line.replace("is None", "== None").replace(" < 1", " <= 0").replace(".sum()", ".sum(axis=None)")
        lines.append(line)
    return "\n".join(lines) + "\n"


def written_alone(answers: list[tuple[str, dict[str, str]]], rng: random.Random) -> str:
    """One student's file: mostly in one style, every function rewritten four times."""
    style = rng.randrange(len(answers))
    head, functions = answers[style]
    bodies = []
    for name, own in functions.items():
        source = own if rng.random() < 0.4 else rng.choice([other[name] for _, other in answers if name in other])
        for _ in range(4):
            source = rewritten(source, rng)
        bodies.append(source)
    return f"{head}\n\n" + "\n\n".join(bodies)


def disguised(source: str, rng: random.Random) -> str:
    """A copy with other names, no comments, another layout and its functions shuffled."""
    tree = ast.parse(source)
    own = {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    own |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    for node in ast.walk(tree):
        if isinstance(node, ast.arg):
            node.arg = f"q_{node.arg[::-1]}"
        elif isinstance(node, ast.Name) and node.id in own:
            node.id = f"q_{node.id[::-1]}"
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    rng.shuffle(functions)
    tree.body = [node for node in tree.body if not isinstance(node, ast.FunctionDef)] + functions
    return ast.unparse(tree) + "\n"


def make_class(folder: Path, exercises: list[Exercise], students: int, seed: int) -> list[tuple[str, str]]:
    """Write a class into a folder; returns the planted pairs."""
    rng = random.Random(seed)
    files: list[dict[str, str]] = [{} for _ in range(students)]
    for exercise in exercises:
        zoo = sorted((COURSE.folder / "tests" / "right_answers" / exercise.folder).glob("*.py"))
        answers = [functions_of(path.read_text(encoding="utf-8")) for path in zoo]
        for mine in files:
            source = written_alone(answers, rng)
            while not _is_python(source):  # a line that went on was cut in two
                source = written_alone(answers, rng)
            mine[exercise.topic] = source
    topics = [exercise.topic for exercise in exercises]
    planted = [(0, 1, topics), (2, 3, topics[:1]), (4, 5, topics[1:2])]
    for original, copy, copied in planted:
        for topic in copied:
            files[copy][topic] = disguised(files[original][topic], rng)
    for number, mine in enumerate(files):
        home = folder / f"student-{number:04d}"
        home.mkdir(parents=True)
        for topic, source in mine.items():
            (home / f"{topic}.py").write_text(source, encoding="utf-8")
    return [(f"student-{one:04d}", f"student-{other:04d}") for one, other, copied in planted if copied]


def _is_python(source: str) -> bool:
    try:
        ast.parse(source)
    except SyntaxError:
        return False
    return True


def main() -> None:
    """Make the class, compare it, print."""
    import tempfile

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--students", type=int, default=200)
    parser.add_argument("--topics", type=int, default=4)
    parser.add_argument("--first", type=int, default=1, help="Number of the first topic.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="Write the class here, and leave it.")
    asked = parser.parse_args()
    exercises = list(COURSE.exercises[asked.first - 1 :][: asked.topics])
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.keep or Path(temporary) / "class"
        planted = make_class(folder, exercises, asked.students, asked.seed)
        started = time.process_time()
        intake = read_submissions(COURSE, [folder])
        findings = find_pairs(intake.submissions, [topic_of(one) for one in exercises], expected=1e9, most=10**6)
        taken = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{asked.students} students, {len(exercises)} topics: {taken:.1f} s of processor, {peak:.0f} MiB at most")
    numbers = {pair.students: pair.expected for pair in findings.pairs}
    for pair, what in zip(planted, ("everything", "one topic", "another topic"), strict=False):
        print(f"copied {what}: expected by chance {numbers.pop(pair):.2g}")
    others = sorted(number for number in numbers.values() if number is not None)
    print(f"the least likely of all others: {', '.join(f'{number:.2g}' for number in others[:4])}")


if __name__ == "__main__":
    main()
