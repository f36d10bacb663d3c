"""What the tests of the exports share: answers to try, and what our own grader gives for each."""

from collections.abc import Iterator, Mapping
from itertools import combinations, pairwise, permutations

from gradiente.quizzes.marking import Response, mark
from gradiente.quizzes.variant import Choice, Matching, Numeric, Ordering, Variant

MOST = 40


def answers(variant: Variant) -> Iterator[tuple[Response, float]]:
    """The right answer, each listed wrong one, and half right ones; with what each is worth."""
    for response in _responses(variant):
        yield response, mark(variant, response).fraction


def _responses(variant: Variant) -> Iterator[Response]:
    match variant.asked:
        case Numeric() as asked:
            for value, tolerance in [
                (asked.answer, asked.tolerance),
                *((wrong.value, asked.wrong_tolerance) for wrong in asked.recognised),
            ]:
                yield typed(value)
                yield typed(value + tolerance)
                yield typed(value - tolerance)
            yield typed(asked.answer + 1000)
        case Choice(several=False) as asked:
            yield from ([option.key] for option in asked.options)
        case Choice() as asked:
            keys = [option.key for option in asked.options]
            for size in range(1, len(keys) + 1):
                yield from (list(some) for some in combinations(keys, size))
        case Ordering() as asked:
            yield list(asked.right)
            yield from (list(order) for _, order in zip(range(MOST), permutations(asked.right), strict=False))
        case Matching() as asked:
            yield dict(asked.right)
            for one, other in pairwise(asked.items):
                yield {**asked.right, one.key: asked.right[other.key]}
            for partner in asked.partners:
                yield dict.fromkeys(asked.right, partner.key)
        case _:
            return


def typed(value: float) -> str:
    """A number as a student writes it."""
    return f"{value:.10f}".rstrip("0").rstrip(".")


def as_pairs(response: Response) -> Mapping[str, str]:
    """A response to a match."""
    assert isinstance(response, Mapping)
    return response
