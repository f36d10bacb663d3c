"""What a student reads of a wrong answer is a small input with round numbers, found in a few messages."""

import numpy as np
import pytest
from hypothesis import example, given, seed
from hypothesis.strategies import booleans, floats, integers, lists, tuples

from gradiente.checking import agrees_with
from gradiente.checking.agreement import outcome_of
from gradiente.judge import simpler
from gradiente.judge.hypothesis_profile import load_profile
from gradiente.judge.prepared import PreparedCheck, _cases
from gradiente.judge.redrawing import redraw, redraw_all
from gradiente.judge.session import CallLostError
from gradiente.judge.shrinking import Budget, smallest_disagreement
from gradiente.judge.suite import Check
from gradiente.results import Evidence, Text, Verdict, Visibility

NUMBERS = integers(-128, 128).map(lambda n: n / 64)
PAIRS = lists(tuples(NUMBERS, NUMBERS), min_size=1, max_size=6)


def mean_distance(x, y):
    return float(np.mean(np.abs(x - y)))


def sum_of_distances(x, y):
    return float(np.sum(np.abs(x - y)))


def without_abs(x, y):
    return float(np.mean(x - y))


def page(pairs):
    x, y = zip(*pairs, strict=True)
    return np.array(x), np.array(y)


def prepared(test):
    """A check made ready as in a class."""
    load_profile()
    check = Check("test_it", "mean_distance", 1.0, Visibility.HIDDEN, Text("", ""), test)
    return PreparedCheck(check, _cases(check, 7))


def any_pairs():
    return prepared(given(pairs=PAIRS)(agrees_with(mean_distance)(page)))


class Asker:
    """A wrong answer, and how it was asked."""

    def __init__(self, function, lost_at=None):
        self.function, self.lost_at, self.sizes = function, lost_at, []

    def __call__(self, check):
        self.sizes.append(len(check.cases))
        if len(self.sizes) == self.lost_at:
            raise CallLostError(Verdict.CRASHED, Evidence("left"))
        return [outcome_of(self.function, case.arguments) for case in check.cases]


def shrunk(check, ask, calls=48):
    known = check.disagreements([outcome_of(ask.function, case.arguments) for case in check.cases])
    return smallest_disagreement(check, known, ask, Budget(calls))


def test_a_sum_for_a_mean_is_shown_on_two_pairs_of_whole_numbers():
    check, ask = any_pairs(), Asker(sum_of_distances)

    case, got = shrunk(check, ask)

    x, y = case.arguments
    assert len(x) == 2
    assert set(np.concatenate([x, y]) % 1) == {0.0}
    assert check.disagrees(case, got)
    assert len(ask.sizes) <= 8  # messages


def test_a_lost_sign_is_shown_on_one_pair_one_of_them_zero():
    case, _ = shrunk(any_pairs(), Asker(without_abs))

    x, y = case.arguments
    assert (len(x), x[0] * y[0]) == (1, 0.0)
    assert abs(x[0] + y[0]) in (1.0, 2.0)


@pytest.mark.parametrize("calls", [0, 5, 8, 20])
def test_no_more_calls_are_made_than_the_budget_has(calls):
    ask = Asker(sum_of_distances)

    case, got = shrunk(any_pairs(), ask, calls)

    assert sum(ask.sizes) <= calls
    assert any_pairs().disagrees(case, got)


def test_what_is_found_does_not_depend_on_who_was_judged_before():
    alone = shrunk(any_pairs(), Asker(sum_of_distances))[0]
    shared = any_pairs()
    shrunk(shared, Asker(without_abs))
    shrunk(shared, Asker(lambda x, y: 1.0))

    assert shrunk(shared, Asker(sum_of_distances))[0].said == alone.said


def test_the_same_inputs_are_drawn_for_the_first_student_alone(monkeypatch):
    check = any_pairs()
    first = shrunk(check, Asker(sum_of_distances))[0]

    def draw(*_):
        raise AssertionError("drawn again")

    monkeypatch.setattr(simpler, "redraw", draw)
    monkeypatch.setattr(simpler, "redraw_all", draw)

    assert shrunk(check, Asker(sum_of_distances))[0] is first


def test_inputs_that_were_given_up_are_drawn_again_the_same(monkeypatch):
    monkeypatch.setattr(simpler, "_CASES_KEPT", 0)
    check = any_pairs()

    first, again = (shrunk(check, Asker(sum_of_distances))[0] for _ in range(2))

    assert again.said == first.said


def test_an_example_that_is_the_simplest_is_shown_as_it_was_written():
    test = given(pairs=PAIRS)(example(pairs=[(0.5, 0.25)])(agrees_with(mean_distance)(page)))
    ask = Asker(lambda x, y: 1.0 if (x[0], y[0]) == (0.5, 0.25) else mean_distance(x, y))

    case, _ = shrunk(prepared(test), ask)

    assert (case.arguments, ask.sizes) == ((np.array([0.5]), np.array([0.25])), [])


def test_a_call_that_is_lost_ends_the_search():
    ask = Asker(sum_of_distances, lost_at=2)
    check = any_pairs()

    case, got = shrunk(check, ask)

    assert len(ask.sizes) == 2
    assert check.disagrees(case, got)


def test_an_input_that_a_page_cannot_use_is_not_tried():
    def choosy(pairs):
        if pairs[0] == (0.0, 0.0):
            raise ZeroDivisionError
        return page(pairs)

    test = given(pairs=PAIRS.filter(lambda pairs: pairs[0] != (0.0, 0.0)))(agrees_with(mean_distance)(choosy))
    check = prepared(test)
    check.check.test.hypothesis._given_kwargs["pairs"] = PAIRS

    case, got = shrunk(check, Asker(sum_of_distances))

    assert check.disagrees(case, got)


def test_choices_beyond_their_bounds_and_missing_ones_become_the_simplest():
    test = given(n=integers(2, 9), flags=lists(booleans(), min_size=2, max_size=2))(
        agrees_with(abs)(lambda n, flags: n)
    )
    check = prepared(seed(1)(test)).check

    assert redraw(check, "n", (7,)).value == 7
    assert redraw(check, "n", (70,)).value == 2
    assert redraw(check, "n", ()).value == 2
    assert redraw(check, "flags", (True,)).value == [True, False]
    assert redraw(check, "flags", (True, True)).value == [True, True]


def test_choices_for_something_else_are_not_taken_for_an_input():
    check = prepared(given(n=integers(2, 9), m=integers(0, 1))(agrees_with(pow)(lambda n, m: (n, m)))).check

    assert [one.value for one in redraw_all(check, (3, 1))] == [3, 1]
    assert redraw_all(check, (3, 1, 1)) is None
    assert redraw_all(check, (3,)) is None
    assert redraw_all(check, (30, 1)) is None


def test_a_zero_with_a_sign_is_another_input():
    test = given(x=floats(-1, 1))(agrees_with(lambda x: 1 / x if x else str(x), function="f")(lambda x: (x,)))
    check = prepared(test).check
    ways = simpler.Simpler(check)
    drawn = redraw_all(check, (0.5,))

    said = [ways._drawn(0, drawn, ((choice,),)).said for choice in (0.0, -0.0, 0.0)]

    assert said[0] == said[2] != said[1]
