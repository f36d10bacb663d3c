"""Mutants of a model answer: its code with one operator, number, argument or loop changed.

The operators are those of Cosmic Ray, and six of our own written against its `Operator` class: they drop an argument
of a call (a forgotten `axis` or `keepdims` is the commonest slip in NumPy), a call around its argument (a forgotten
root or copy), a statement, or an index or transposition; put a function's counterpart in its place (the sum for the
mean); and change an augmented assignment.

Left out is what would only swell the figures: shifts and bitwise operators in place of arithmetic, which numbers with
decimals refuse; `is` in place of `==`; a unary plus. Left alone is what a `raise` says: the contract asks for a
message, not for its words.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import parso
from cosmic_ray.ast import ast_nodes
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Example, Operator
from cosmic_ray.plugins import get_operator, operator_names
from equivalents import Identity, occurrences, tidy

BITWISE = {"RShift", "LShift", "BitOr", "BitAnd", "BitXor"}
IDENTITY = {"Is", "IsNot"}
INSTEAD = {
    "+=": ("-=", "="),
    "-=": ("+=", "="),
    "*=": ("/=", "="),
    "/=": ("*=", "="),
    "&=": ("|=", "="),
    "|=": ("&=", "="),
}
COUNTERPARTS = {
    one: other
    for pair in (
        ("mean", "sum"),
        ("max", "min"),
        ("maximum", "minimum"),
        ("argmax", "argmin"),
        ("zeros", "ones"),
        ("std", "var"),
        ("sin", "cos"),
        ("all", "any"),
        ("floor", "ceil"),
        ("normal", "uniform"),
        ("standard_normal", "random"),
        ("train", "eval"),
    )
    for one, other in (pair, pair[::-1])
}


@dataclass(frozen=True)
class Mutant:
    """One mutant.

    Attributes
    ----------
    identity : Identity
    source : str
        The whole file.
    """

    identity: Identity
    source: str


class RemoveArgument(Operator):  # type: ignore[misc]
    """Drop an argument by name, or one by place that is not the first, or the message of an exception."""

    def mutation_positions(self, node: Any) -> Iterator[Any]:
        for argument in self._removable(node):
            yield argument.start_pos, argument.end_pos

    def mutate(self, node: Any, index: int) -> Any:
        removed = list(self._removable(node))[index]
        kept = [one.get_code().strip() for one in _arguments(node) if one is not removed]
        node.children[1] = parso.parse(", ".join(kept))
        return node

    def _removable(self, node: Any) -> Iterator[Any]:
        for place, argument in enumerate(_arguments(node)):
            if place > 0 or argument.type == "argument" or node.parent.parent.type == "raise_stmt":
                yield argument

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        return (Example("x.sum(axis=0)", "x.sum()"), Example("f(a, b)", "f(a)"))


def _arguments(node: Any) -> list[Any]:
    """The arguments of a call, if the node is the parenthesis of one."""
    if node.type != "trailer" or node.children[0].value != "(" or len(node.children) != 3:
        return []
    inside = node.children[1]
    return inside.children[::2] if inside.type == "arglist" else [inside]


class ChangeAugmentedAssignment(Operator):  # type: ignore[misc]
    """Turn `+=` into `-=` and into `=`, and the like."""

    def mutation_positions(self, node: Any) -> Iterator[Any]:
        if node.type == "operator":
            for _ in INSTEAD.get(node.value, ()):
                yield node.start_pos, node.end_pos

    def mutate(self, node: Any, index: int) -> Any:
        node.value = INSTEAD[node.value][index]
        return node

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        return (Example("x += 1", "x -= 1"), Example("x += 1", "x = 1", occurrence=1))


class RemoveCall(Operator):  # type: ignore[misc]
    """Put what a call is given in its place: `np.sqrt(x)` becomes `x`, and `x.copy()` too."""

    def mutation_positions(self, node: Any) -> Iterator[Any]:
        if self._replacement(node) is not None:
            yield node.start_pos, node.end_pos

    def mutate(self, node: Any, index: int) -> Any:  # noqa: ARG002 - there is one way
        return parso.parse(f"{node.get_first_leaf().prefix}({self._replacement(node)})")

    def _replacement(self, node: Any) -> str | None:
        if node.type not in ("atom_expr", "power") or node.children[-1].type != "trailer":
            return None  # a power has its exponent last
        *called, call = node.children
        given = _arguments(call)
        if given and given[0].type != "argument":
            return str(given[0].get_code().strip())
        if call.get_code() == "()" and len(called) > 1 and called[-1].get_code().startswith("."):
            return "".join(one.get_code() for one in called[:-1]).strip()
        return None

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        return (Example("y = np.sqrt(x)", "y = (x)"), Example("y = x.copy()", "y = (x)"))


class RemoveStatement(Operator):  # type: ignore[misc]
    """Put `pass` in the place of an assignment, a call or a `raise`."""

    def mutation_positions(self, node: Any) -> Iterator[Any]:
        if node.type in ("expr_stmt", "raise_stmt", "atom_expr", "power") and node.parent.type == "simple_stmt":
            yield node.start_pos, node.end_pos

    def mutate(self, node: Any, index: int) -> Any:  # noqa: ARG002 - there is one way
        return parso.parse(f"{node.get_first_leaf().prefix}pass")

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        return (Example("x = 1\n", "pass\n"),)


class SwapName(Operator):  # type: ignore[misc]
    """Put a function's counterpart in its place: the sum for the mean, the smallest for the largest."""

    def mutation_positions(self, node: Any) -> Iterator[Any]:
        if node.type == "name" and node.value in COUNTERPARTS and node.parent.type == "trailer":
            yield node.start_pos, node.end_pos

    def mutate(self, node: Any, index: int) -> Any:  # noqa: ARG002 - there is one way
        node.value = COUNTERPARTS[node.value]
        return node

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        return (Example("np.mean(x)", "np.sum(x)"), Example("x.min()", "x.max()"))


class RemoveSelection(Operator):  # type: ignore[misc]
    """Drop what stands in square brackets after an expression, or its transposition."""

    def mutation_positions(self, node: Any) -> Iterator[Any]:
        if node.type == "trailer" and (node.children[0].value == "[" or node.get_code() == ".T"):
            yield node.start_pos, node.end_pos

    def mutate(self, node: Any, index: int) -> None:
        """Return nothing: the node is left out."""

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        return (Example("x[::-1] + 1", "x + 1"), Example("x.T @ y", "x @ y"))


OWN_OPERATORS = (RemoveArgument, RemoveCall, RemoveStatement, RemoveSelection, SwapName, ChangeAugmentedAssignment)


def mutants_of(topic: str, source: str) -> list[Mutant]:
    """Make all mutants of a model answer, in the order of its lines.

    Parameters
    ----------
    topic : str
    source : str
        What stands in its file.

    Returns
    -------
    list of Mutant
        Those that are Python; of several that mean the same, one.
    """
    lines = source.splitlines(keepends=True)
    known = {ast.dump(ast.parse(source))}
    mutants = []
    for name, first, last in _parts(source):
        code = "".join(lines[first:last])
        for changed in _changed(code):
            mutated = "".join(lines[:first]) + changed + "".join(lines[last:])
            meaning = _meaning(mutated)
            if meaning is not None and meaning not in known:
                known.add(meaning)
                place, before, after = _difference(code, changed)
                occurrence = 1 + occurrences(code, before).index(place)
                identity = Identity(topic, name, before, after, occurrence)
                mutants.append((first + place, Mutant(identity, mutated)))
    return [mutant for _, mutant in sorted(mutants, key=lambda pair: pair[0])]


def _parts(source: str) -> Iterator[tuple[str, int, int]]:
    """Name, first line and end of everything that a student writes: what is in a solution region, or holds one."""
    lines = source.splitlines()
    begins = [number for number, line in enumerate(lines, 1) if line.strip() == "### BEGIN SOLUTION"]
    ends = [number for number, line in enumerate(lines, 1) if line.strip() == "### END SOLUTION"]
    regions = list(zip(begins, ends, strict=True))
    for node in ast.parse(source).body:
        last = node.end_lineno or node.lineno
        first = min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", []))])
        inside = any(begin < first and last < end for begin, end in regions)
        holds = any(first < begin and end <= last + 1 for begin, end in regions)
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and (inside or holds):
            yield node.name, first - 1, last
        elif isinstance(node, (ast.Assign, ast.AnnAssign)) and inside:
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            yield ast.unparse(target), first - 1, last


def _operators() -> Iterator[Operator]:
    for name in sorted(operator_names()):
        operator = get_operator(name)
        if operator.arguments():  # those of variables want to be told which
            continue
        kind, _, change = name.rpartition("/")[2].partition("_")
        before, _, after = change.partition("_")
        if kind == "ReplaceBinaryOperator" and (before in BITWISE) != (after in BITWISE):
            continue
        if kind == "ReplaceComparisonOperator" and after in IDENTITY and before not in IDENTITY:
            continue
        if kind == "ReplaceUnaryOperator" and before != "Delete":
            continue
        yield operator()
    for operator in OWN_OPERATORS:
        yield operator()


def _changed(code: str) -> Iterator[str]:
    """The code with one change, for every change that an operator can make."""
    nodes = list(ast_nodes(parso.parse(code)))
    for operator in _operators():
        occurrence = 0
        for node in nodes:
            for _ in operator.mutation_positions(node):
                changed = None if _is_said(node, operator) else mutate_code(code, operator, occurrence)
                occurrence += 1
                if changed is not None:
                    yield changed


def _is_said(node: Any, operator: Operator) -> bool:
    """Whether a node is what a `raise` says, of which only that there is something can change."""
    if isinstance(operator, RemoveStatement) or (
        isinstance(operator, RemoveArgument) and node.parent.parent.type == "raise_stmt"
    ):
        return False
    while node is not None and node.type != "raise_stmt":
        node = node.parent
    return node is not None


def _meaning(source: str) -> str | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)
            compile(source, "mutant", "exec")
        return ast.dump(ast.parse(source))
    except SyntaxError:
        return None


def _difference(code: str, changed: str) -> tuple[int, str, str]:
    """Where two texts begin to differ, and what stands there in each."""
    old, new = code.splitlines(), changed.splitlines()
    begin = 0
    while old[begin] == new[begin]:
        begin += 1
    end = 0
    while end < min(len(old), len(new)) - begin - 1 and old[-1 - end] == new[-1 - end]:
        end += 1
    return begin, tidy(old[begin : len(old) - end]), tidy(new[begin : len(new) - end])
