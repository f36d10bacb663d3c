"""Hidden checks of exercise 13: hyperparameters.

A search is watched through its objective, which is ours: it notes every point it is asked about. Positions in a range
are measured in shares of the first range, of its logarithm where that is what is drawn from: 0 at the lower end and 1
at the upper. The objectives look at these positions and at the number of the round, so that it is known beforehand
which point is the best one, and with it where the next ranges must lie.
"""

import copy
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis.strategies import dictionaries, integers, lists, one_of, sampled_from

from cnn_reference import hyperparameters as reference
from cnn_reference.misconceptions import hyperparameters as misconceptions
from gradiente.checking import (
    FALSE_ALARM,
    Formula,
    agrees_with,
    array_of,
    assert_agrees,
    assert_holds,
    assert_inputs_unchanged,
    assert_leaves_global_random_state,
    assert_measures,
    assert_share,
    called_often,
    difference,
)

MISCONCEPTIONS = misconceptions.MISCONCEPTIONS

SEED = 131313
ROUNDING = 1e-5  # of a position: float32, and what exp(log(x)) makes of x

Space = dict[str, tuple[Any, ...]]


def generator(*number: int) -> np.random.Generator:
    """Make the generator of one check."""
    return np.random.default_rng((SEED, *number))


# Values and points.


def plain(value: Any) -> Any:
    """Unwrap NumPy scalars and arrays without axes, within dicts and lists too; over the wall they come unwrapped."""
    if isinstance(value, np.generic) or (isinstance(value, np.ndarray) and value.ndim == 0):
        return value.item()
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(map(plain, value))
    return value


def comparable(value: Any) -> Any:
    """Put text in place of what no rule compares: a student may return anything."""
    value = plain(value)
    if isinstance(value, dict):
        return {name: comparable(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [comparable(item) for item in value]
    return value if is_number(value) else repr(value)


def is_number(value: Any) -> bool:
    """Whether it is a finite number."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def position(allowed: tuple[Any, ...], value: Any) -> float:
    """Where in its range a value lies, 0 at the lower end and 1 at the upper; NaN for what is no such value."""
    kind, low, high = allowed
    value = plain(value)
    if not is_number(value) or (kind == "log_uniform" and value <= 0):
        return math.nan
    if kind == "log_uniform":
        return math.log(value / low) / math.log(high / low)
    return float((value - low) / (high - low))


def is_listed(value: Any, listed: list[Any]) -> bool:
    """Whether a value is one of the listed ones: the same, and of the same type."""
    return any(is_the_object(value, one) for one in listed)


def is_the_object(value: Any, one: Any) -> bool:
    """Whether a value is what was listed; of numbers 4.0 is good enough for 4, of everything else nothing is."""
    value = plain(value)
    if is_number(one):
        return is_number(value) and value == one
    return type(value) is type(one) and difference(value, one, 0.0) is None


def points_of(got: Any, n: int, names: Any) -> list[dict[str, Any]]:
    """The points that a student returned, or a finding if they are not n dicts with these names."""
    if not isinstance(got, (list, tuple)):
        assert_agrees(got, [dict.fromkeys(names, 0.5)] * n)
    assert_measures(len(got), n, 0.0, "len")
    for point in got:
        if not isinstance(point, dict) or set(point) != set(names):
            assert_agrees(point, dict.fromkeys(names, 0.5))
    return list(got)


def positions_of(points: list[dict[str, Any]], name: str, allowed: tuple[Any, ...]) -> np.ndarray:
    """Positions of the values of one name, or a finding if they are not numbers in the range."""
    positions = np.array([position(allowed, point[name]) for point in points])
    outside = np.flatnonzero(~((positions > -ROUNDING) & (positions < 1 + ROUNDING)))
    # None for a right answer; the tolerance is for comparing wrong ones, whose share is random.
    assert_measures(outside.size / len(points), 0.0, 0.15, f"P({name} outside)")
    bad = points[outside[0]] if outside.size else None
    assert_holds(not outside.size, "property", bad, f"{name}: {allowed!r}")
    return positions


def assert_distinct(rows: list[np.ndarray], quantity: str) -> None:
    """Assert that the numbers of each row differ from one another.

    Two float32 uniforms are equal by a chance of 2**-23 at most, so among 1000 of them a ninth pair of equals has a
    probability below 0.06**9 / 9! = 3e-17.
    """
    different = sum(np.unique(row).size for row in rows)
    assert_measures(float(different), float(sum(row.size for row in rows)), 8.0, quantity, false_alarm=FALSE_ALARM)


def assert_fills(shares: np.ndarray, quantity: str) -> None:
    """Assert that uniform positions reach near both ends of the range and not beyond them.

    A share q of the range is missed by all of n draws with probability (1 - q)**n: q is chosen for 5e-14 an end.
    """
    near = 1 - (FALSE_ALARM / 2) ** (1 / shares.size)
    middle, reach = (near - ROUNDING) / 2, (near + ROUNDING) / 2
    assert_measures(float(shares.min()), middle, reach, f"min({quantity})", false_alarm=FALSE_ALARM / 2)
    assert_measures(float(shares.max()), 1 - middle, reach, f"max({quantity})", false_alarm=FALSE_ALARM / 2)


# -- grid ---------------------------------------------------------------------------------------------------

NAMES = sampled_from(["rate", "units", "drop", "seed"])
NUMBERS = one_of(integers(-8, 64), integers(-8, 8).map(lambda n: n / 4))
OPTIONS = sampled_from([None, True, False, "relu", "tanh", "", 3, 0.5, (3, 3), (5, 1), (), [8, 4]])


@pytest.mark.points("grid", 0.8)
@pytest.mark.says(
    es="Están todas las combinaciones, una vez cada una, y el último nombre es el que más deprisa varía.",
    en="All combinations are there, each once, and the last name varies fastest.",
)
@given(space=dictionaries(NAMES, lists(NUMBERS, min_size=1, max_size=3, unique=True), min_size=1, max_size=4))
@example(space={"a": [1, 2]})
@example(space={"a": [1, 2], "b": [3, 4]})
@example(space={"a": [1, 2, 3], "b": [4, 5], "c": [6, 7]})
@example(space={"b": [1], "a": [2, 3]})
@example(space={"a": [1, 2], "b": [3]})
@agrees_with(reference.grid)
def test_grid_of_numbers(space):
    return (space,)


@pytest.mark.points("grid", 0.4)
@pytest.mark.says(
    es="Los valores pueden ser de cualquier tipo y salen tal como están en la lista.",
    en="The values may be of any type and come out as they are listed.",
)
@given(space=dictionaries(NAMES, lists(OPTIONS, min_size=1, max_size=3, unique_by=repr), min_size=1, max_size=2))
@example(space={"a": [None, "relu"]})
@example(space={"a": [(3, 3), (5, 1)], "b": [True, 2]})
@example(space={"a": ["relu", 3], "b": [[8, 4], [2]]})
@agrees_with(reference.grid)
def test_grid_of_anything(space):
    return (space,)


@pytest.mark.points("grid", 0.3)
@pytest.mark.says(es="grid no cambia lo que recibe.", en="grid does not change what it is given.")
def test_grid_leaves_the_space(student):
    space = {"a": [1, 2, 3], "b": ["x", None]}
    assert_agrees(assert_inputs_unchanged(student, "grid", copy.deepcopy(space)), reference.grid(space))


# -- random_search ------------------------------------------------------------------------------------------

POINTS = 1000  # of each law, all names of a space together


def search(student: Any, space: Space, n: int, *number: int) -> list[dict[str, Any]]:
    """Points of a random search."""
    return points_of(student.random_search(copy.deepcopy(space), n, generator(*number)), n, space)


@pytest.mark.points("random_search", 0.3)
@pytest.mark.says(
    es="Salen n puntos, cada uno un diccionario con todos los nombres y un valor permitido para cada uno.",
    en="There are n points, each a dict with all the names and an allowed value for each.",
)
def test_search_returns_n_points(student):
    space: Space = {"a": ("uniform", 0.0, 1.0), "b": ("log_uniform", 0.25, 4.0), "c": ("choice", ["x", "y"])}
    wrong = []
    for number, n in enumerate([1, 2, 7]):
        for names in (["a"], ["b"], ["c"], ["c", "a", "b"]):
            points = search(student, {name: space[name] for name in names}, n, 200, number)
            wrong += [point for point in points if not all(is_allowed(space[name], point[name]) for name in names)]
    assert_holds(not wrong, "property", wrong[:1], list(space.values()))


def is_allowed(allowed: tuple[Any, ...], value: Any) -> bool:
    """Whether a value lies in its range, or is listed."""
    if allowed[0] == "choice":
        return is_listed(value, allowed[1])
    return -ROUNDING < position(allowed, value) < 1 + ROUNDING


@pytest.mark.points("random_search", 0.5)
@pytest.mark.says(
    es='Con "uniform", los valores llenan el rango de low a high por igual.',
    en='With "uniform" the values fill the range from low to high evenly.',
)
def test_search_of_a_uniform_range(student):
    assert_drawn_evenly(student, "uniform", [(0.0, 1.0), (2.0, 6.0), (-3.0, -1.0), (-8, 24)], 210)


@pytest.mark.points("random_search", 0.5)
@pytest.mark.says(
    es='Con "log_uniform", lo que llena su rango por igual es el logaritmo: cada década recibe lo mismo.',
    en='With "log_uniform" it is the logarithm that fills its range evenly: every decade gets the same.',
)
def test_search_of_a_logarithmic_range(student):
    assert_drawn_evenly(student, "log_uniform", [(1e-4, 1.0), (0.5, 512.0), (1, 1000)], 220)


def assert_drawn_evenly(student: Any, kind: str, limits: list[tuple[float, float]], number: int) -> None:
    """Assert that positions in some ranges are uniform: each is a name of one space, for all follow the same law."""
    space: Space = {f"v{place}": (kind, *one) for place, one in enumerate(limits)}
    points = search(student, space, POINTS // len(limits), number)
    rows = [positions_of(points, name, allowed) for name, allowed in space.items()]
    assert_distinct(rows, "len(set(v))")
    shares = np.concatenate(rows)
    for below in (0.5, 0.25, 0.75):
        assert_share(int(np.sum(shares < below)), shares.size, below, f"P(v < {below:g} (high - low))")
    assert_fills(shares, "v")


@pytest.mark.points("random_search", 0.3)
@pytest.mark.says(
    es="Todas las opciones de una lista son igual de probables.",
    en="All the options of a list are equally likely.",
)
def test_search_of_a_choice(student):
    n, lists = 300, {"two": ["a", "b"], "four": [16, 32, 64, 128], "one": ["only"]}
    space: Space = {**{name: ("choice", listed) for name, listed in lists.items()}, "w": ("uniform", 0.0, 1.0)}
    points = search(student, space, n, 230)
    assert_distinct([positions_of(points, "w", space["w"])], "len(set(w))")
    for name, listed in lists.items():
        for one in listed:
            hits = sum(is_the_object(point[name], one) for point in points)
            if len(listed) > 1:
                assert_share(hits, n, 1 / len(listed), f"P({one!r})")
            else:
                assert_measures(hits, n, 0.0, repr(one))


MIXTURES = [
    ["auto", 16],
    [None, 0.5, "x"],
    [True, 2],
    [(3, 3), (5, 5)],
    [(3,), (3, 3)],
    [[8, 4], [2, 2], []],
    [{"lr": 1}, None],
]


@pytest.mark.points("random_search", 0.3)
@pytest.mark.says(
    es="De una lista sale el objeto que está en ella: None es None, True es True y una tupla, una tupla.",
    en="From a list comes the object that is in it: None is None, True is True and a tuple a tuple.",
)
def test_search_chooses_the_listed_object(student):
    n, space = 60, {f"v{place}": ("choice", listed) for place, listed in enumerate(MIXTURES)}
    points = search(student, space, n, 240)
    for name, (_, listed) in space.items():
        wrong = [point[name] for point in points if not is_listed(point[name], listed)]
        # None for a right answer; the tolerance is for comparing wrong ones, whose share is random.
        assert_measures(len(wrong) / n, 0.0, 0.15, f"P({name} not listed)")
        assert_holds(not wrong, "property", wrong[:1], listed)


@pytest.mark.points("random_search", 0.2)
@pytest.mark.says(
    es="Los sorteos son independientes entre nombres y entre puntos.",
    en="The draws are independent from name to name and from point to point.",
)
def test_search_draws_every_value_by_itself(student):
    space: Space = {"a": ("uniform", 0.0, 1.0), "b": ("uniform", 0.0, 8.0), "c": ("choice", ["x", "y"])}
    n = 400
    points = search(student, space, n, 250)
    a, b = (positions_of(points, name, space[name]) for name in "ab")
    assert_distinct([a], "len(set(a))")
    high = {"a": a > 0.5, "b": b > 0.5, "c": np.array([is_the_object(point["c"], "y") for point in points])}
    for one, other in (("a", "b"), ("b", "c"), ("a", "c")):
        same = int(np.sum(high[one] == high[other]))
        assert_share(same, n, 0.5, f"P({one} high == {other} high)")
    for name, is_high in high.items():
        same = int(np.sum(is_high[::2] == is_high[1::2]))
        assert_share(same, n // 2, 0.5, f"P({name}[i] high == {name}[i + 1] high)")


@pytest.mark.points("random_search", 0.25)
@pytest.mark.says(
    es="El azar sale solo de `rng`: se repite con la misma semilla y cambia de una llamada a otra.",
    en="Randomness comes from `rng` alone: it repeats with the seed and changes from call to call.",
)
def test_search_draws_from_rng(student):
    space: Space = {"a": ("uniform", 0.0, 1.0), "b": ("log_uniform", 0.25, 4.0), "c": ("choice", ["x", "y"])}
    assert_draws_from_rng(
        lambda rng: [student.random_search(copy.deepcopy(space), 40, rng)],
        lambda rng: assert_leaves_global_random_state(student, "random_search", copy.deepcopy(space), 40, rng),
    )


def assert_draws_from_rng(call: Callable[[Any], list[Any]], watched_call: Callable[[Any], Any]) -> None:
    """Assert that randomness comes from the given generator and from nowhere else.

    Forty float32 uniforms are all the same twice with a probability of 2**-23 each.
    """
    watched_call(generator(1))
    one, other = comparable(call(generator(2))), comparable(call(generator(2)))
    assert_holds(difference(other, one, 0.0) is None, "not-reproducible", other, one)
    rng = generator(3)
    first, second = comparable(call(rng)), comparable(call(rng))
    assert_holds(difference(second, first, 0.0) is not None, "same-draws", second, false_alarm=2.0**-128)


@pytest.mark.points("random_search", 0.15)
@pytest.mark.says(
    es="random_search no cambia lo que recibe.",
    en="random_search does not change what it is given.",
)
def test_search_leaves_the_space(student):
    space: Space = {"a": ("uniform", 0.0, 1.0), "b": ("log_uniform", 0.25, 4.0), "c": ("choice", ["x", [1, 2], None])}
    points_of(assert_inputs_unchanged(student, "random_search", space, 12, generator(260)), 12, space)


# -- coarse_to_fine -----------------------------------------------------------------------------------------

Rule = Callable[[dict[str, float], dict[str, Any], int], float]


class Noting:
    """An objective that notes what it is asked about.

    Parameters
    ----------
    space : dict
        The first ranges.
    n : int
        Points of a round.
    rule : callable
        Gives the value, from the positions of the point, the point, and the number of the round, from 0.
    text : str
        How a student reads it.
    """

    def __init__(self, space: Space, n: int, rule: Rule, text: str) -> None:
        self.space, self.n, self.rule, self.text = space, n, rule, text
        self.points: list[dict[str, Any]] = []
        self.positions: list[dict[str, float]] = []
        self.values: list[float] = []
        self._said: dict[str, float] = {}  # whoever asks again hears the same

    def __call__(self, point: Any) -> float:
        """Note the point and give its value."""
        known = {name: own(value) for name, value in point.items()} if isinstance(point, dict) else {}
        positions = {
            name: position(allowed, known.get(name)) for name, allowed in self.space.items() if allowed[0] != "choice"
        }
        said = repr(known)
        value = self._said.get(said)
        if value is None:
            value = float(self.rule(positions, known, len(self.points) // self.n))
            # What is not in the space is told afterwards; a search needs some number to go on with.
            value = self._said[said] = value if math.isfinite(value) else 1e3
        self.points.append(known)
        self.positions.append(positions)
        self.values.append(value)
        return value

    def __repr__(self) -> str:
        return self.text

    def rounds(self, name: str) -> np.ndarray:
        """Positions of a name, one row a round."""
        return np.array([positions[name] for positions in self.positions]).reshape(-1, self.n)

    def best(self, calls: int) -> int:
        """Number of the best of the first calls."""
        return int(np.argmin(self.values[:calls]))


# An objective for checks that do not look at what is asked about: the sum of a point's numbers.
SUM = Formula(
    "point",
    "float(sum(one for one in point.values() if isinstance(one, (int, float)))) if isinstance(point, dict) else 0.0",
    text="objective",
)


def own(value: Any) -> Any:
    """Copy a value of a point, which whoever asks may go on changing; of plain numbers and text there is no need."""
    return value if type(value) in (float, int, str) else plain(copy.deepcopy(value))


def nearest(target: float, gain: float = 10.0, lowest: float = 0.0) -> Rule:
    """The nearer all positions to a target, the better; and every round is better by a gain than those before."""
    return lambda positions, _, number: lowest + sum(abs(u - target) for u in positions.values()) - gain * number


def run(student: Any, objective: Noting, rounds: int, *number: int, more: tuple[float, ...] = ()) -> tuple[Any, Any]:
    """Run a search and return its best point and value, having looked at the number and the names of its points."""
    space = copy.deepcopy(objective.space)
    got = student.coarse_to_fine(objective, space, rounds, objective.n, generator(*number), *more)
    if not isinstance(got, (tuple, list)) or len(got) != 2:
        assert_agrees(got, (dict.fromkeys(objective.space, 0.5), 0.5))
    asked = len(objective.points)
    # How often it asks is a check of its own; the others look at the rounds that are complete.
    complete = min(asked // objective.n, rounds)
    del objective.points[complete * objective.n :], objective.positions[complete * objective.n :]
    assert_holds(complete == rounds, "property", asked, rounds * objective.n)
    names = set(objective.space)
    assert_holds(all(set(one) == names for one in objective.points), "property", objective.points[:1], sorted(names))
    return got[0], got[1]


def window(center: float, width: float) -> tuple[float, float]:
    """The range of that width about a centre, moved inside the first one; what is cut off instead lies in it."""
    middle = min(max(center, width / 2), 1 - width / 2)
    return middle - width / 2, middle + width / 2


RANGES: dict[str, Space] = {
    "uniform": {"x": ("uniform", -2.0, 6.0), "y": ("uniform", 0, 8), "z": ("uniform", -3.0, -1.0)},
    # Neither end of the second is 1, and their quotient is no whole number.
    "log_uniform": {
        "x": ("log_uniform", 2.0**-40, 1.0),
        "y": ("log_uniform", 2.0, 3.5),
        "z": ("log_uniform", 1e-4, 0.1),
    },
}
# A linear draw from these logarithmic ones would nearly always lie in the upper half of the logarithm.
WIDE: dict[str, Space] = {
    "uniform": RANGES["uniform"],
    "log_uniform": {
        "x": ("log_uniform", 2.0**-40, 1.0),
        "y": ("log_uniform", 1, 2**30),
        "z": ("log_uniform", 1e-9, 0.5),
    },
}
BOTH: Space = {"x": RANGES["uniform"]["x"], "y": RANGES["log_uniform"]["x"]}
MIXED: Space = {
    "a": ("uniform", -1.0, 3.0),
    "b": ("log_uniform", 2.0**-20, 1.0),
    "c": ("choice", ["x", "y", "z"]),
}


@pytest.mark.points("coarse_to_fine", 0.4)
@pytest.mark.says(
    es="El objetivo se llama exactamente rounds * n veces.",
    en="The objective is called exactly rounds * n times.",
)
def test_coarse_to_fine_counts_its_calls(student):
    for rounds, n in [(1, 1), (1, 5), (3, 4), (4, 1)]:
        objective = Noting(MIXED, n, nearest(0.5), "objective")
        student.coarse_to_fine(objective, copy.deepcopy(MIXED), rounds, n, generator(300))
        assert_measures(len(objective.points), rounds * n, 0.0, "calls")


@pytest.mark.points("coarse_to_fine", 0.5)
@pytest.mark.says(
    es="Devuelve el punto de menor valor entre los probados, y ese valor.",
    en="It returns the point of the lowest value among those tried, and that value.",
)
def test_coarse_to_fine_returns_the_lowest(student):
    wrong_values, wrong_points = [], []
    for number, (rounds, n) in enumerate([(1, 1), (1, 8), (3, 5), (4, 1)]):
        for offset, target in enumerate((0.5, -0.25)):
            objective = Noting(MIXED, n, nearest(target, 0.0, -0.75), "objective")
            best, value = run(student, objective, rounds, 310, number, offset)
            lowest = objective.best(rounds * n)
            if difference(value, objective.values[lowest]) is not None:
                wrong_values.append((value, objective.values[lowest]))
            if not is_the_point(best, objective.points[lowest]):
                wrong_points.append((best, objective.points[lowest]))
    assert_holds(not wrong_values, "property", *(wrong_values[-1] if wrong_values else ()))
    assert_holds(not wrong_points, "property", *(wrong_points[-1] if wrong_points else ()))


def is_the_point(point: Any, noted: dict[str, Any]) -> bool:
    """Whether a point is one that was noted; numbers may have been rounded to float32."""
    if not isinstance(point, dict) or set(point) != set(noted):
        return False
    for name, value in noted.items():
        got, want = plain(point[name]), plain(value)
        near = is_number(got) and is_number(want) and math.isclose(got, want, rel_tol=1e-6)
        if not near and difference(comparable(got), comparable(want), 0.0) is not None:
            return False
    return True


@pytest.mark.points("coarse_to_fine", 0.3)
@pytest.mark.says(
    es="La primera ronda sortea en todo el primer rango, en el logaritmo si es logarítmico.",
    en="The first round draws from the whole first range, in the logarithm where it is logarithmic.",
)
def test_coarse_to_fine_begins_with_the_whole_range(student):
    space: Space = {f"{kind} {name}": allowed for kind, names in WIDE.items() for name, allowed in names.items()}
    objective = Noting(space, 32, nearest(0.5), "objective")
    run(student, objective, 1, 320)
    for kind, names in WIDE.items():
        rows = [objective.rounds(f"{kind} {name}")[0] for name in names]
        assert_distinct(rows, f"len(set({kind}))")
        shares = np.concatenate(rows)
        assert_share(int(np.sum(shares < 0.5)), shares.size, 0.5, f"P({kind} < 0.5 (high - low))")
        assert_fills(shares, kind)


@pytest.mark.points("coarse_to_fine", 0.3)
@pytest.mark.says(
    es="Tras cada ronda el rango se queda en shrink veces su anchura, centrado en el mejor punto.",
    en="After each round the range is shrink times as wide, centred on the best point.",
)
def test_coarse_to_fine_narrows_a_uniform_range(student):
    assert_narrows(student, "uniform", 330)


@pytest.mark.points("coarse_to_fine", 0.3)
@pytest.mark.says(
    es="De un rango logarítmico, la anchura y el centro son los del logaritmo.",
    en="Of a logarithmic range width and centre are those of the logarithm.",
)
def test_coarse_to_fine_narrows_a_logarithmic_range(student):
    assert_narrows(student, "log_uniform", 340)


def assert_narrows(student: Any, kind: str, number: int) -> None:
    """Assert how wide the ranges of the later rounds are and where they lie; the best points are near the middle."""
    shrink = 0.25  # that of the signature is looked at below
    objective = Noting(RANGES[kind], 16, nearest(0.45), "objective")
    run(student, objective, 3, number, more=(shrink,))
    spreads = np.array([np.ptp(objective.rounds(name), axis=1)[1:] for name in objective.space])
    widest = float((spreads / shrink ** np.arange(1, 3)).max())
    # A right answer is never wider; the tolerance is for comparing wrong ones, whose spread is random.
    assert_measures(min(widest, 4.0), 0.5, 0.5 + ROUNDING / shrink**2, "(max - min) / width")
    assert_lies_about_the_best(objective, shrink)


def assert_lies_about_the_best(objective: Noting, shrink: float) -> None:
    """Assert that the points of the later rounds fill a range about the best one of the rounds before, and no more.

    Offsets are measured in halves of the width: -1 to 1. Left out are ranges that would cross an end of the first one,
    for it does not matter whether they are moved or cut. Whether a range does is known before its points are drawn:
    so the first m offsets that count are uniform and independent, for every m, and as many have a part of the
    probability each as there are numbers of them.
    """
    offsets: dict[str, np.ndarray] = {}
    slack, ranges = 0.0, 0
    for name in objective.space:
        rows = [np.empty(0)]
        for done, shares in enumerate(objective.rounds(name)[1:], 1):
            center, half = objective.positions[objective.best(done * objective.n)][name], shrink**done / 2
            ranges, slack = ranges + 1, max(slack, ROUNDING / half)
            if half <= center <= 1 - half:
                rows.append((shares - center) / half)
        offsets[name] = np.concatenate(rows)
    together = np.concatenate(list(offsets.values()))
    assert_holds(bool(np.all(np.abs(together) <= 1 + slack)), "property")
    if n := together.size:
        assert_share(int(np.sum(together < 0)), n, 0.5, "P(x < best)", looks=ranges)
    # One name alone tells a range that has shrunk to nothing, all together one that is two thirds as wide.
    for one in (*offsets.values(), together):
        if one.size:
            # All of m offsets lie within a share q of the halves with a probability of q**m.
            near = (FALSE_ALARM / ranges) ** (1 / one.size)
            farthest, middle = float(np.abs(one).max()), (near + 1 + slack) / 2
            quantity = "max|x - best| / (width / 2)"
            assert_measures(farthest, middle, middle - near, quantity, false_alarm=FALSE_ALARM)


class LeadingRound:
    """The first round is the best; of later ones the points farthest from the best are.

    Whoever forgets the first round centres the third on a point at the end of the second range.
    """

    def __init__(self) -> None:
        self.leader: tuple[float, tuple[float, ...]] = (math.inf, ())

    def __call__(self, positions: dict[str, float], point: dict[str, Any], number: int) -> float:
        """Give the value of a point."""
        u = tuple(positions.values())
        if number == 0:
            value = sum(abs(one - 0.45) for one in u)
            self.leader = min(self.leader, (value, u))
            return value
        return 10 - max(abs(one - other) for one, other in zip(u, self.leader[1], strict=True))


@pytest.mark.points("coarse_to_fine", 0.4)
@pytest.mark.says(
    es="El mejor punto es el de todas las rondas: ni el centro ni el resultado olvidan las anteriores.",
    en="The best point is that of all rounds: neither the centre nor the result forgets the earlier ones.",
)
def test_coarse_to_fine_remembers_the_best_of_all_rounds(student):
    n, rounds = 16, 3
    objective = Noting(BOTH, n, LeadingRound(), "objective")
    best, value = run(student, objective, rounds, 350)
    assert_lies_about_the_best(objective, 0.5)
    lowest = objective.best(n)
    inside = True
    for name, center in objective.positions[lowest].items():
        for done, shares in enumerate(objective.rounds(name)[1:], 1):
            low, high = window(center, 0.5**done)
            inside = inside and bool(np.all((shares >= low - ROUNDING) & (shares <= high + ROUNDING)))
    assert_holds(inside, "property")
    assert_holds(difference(value, objective.values[lowest]) is None, "property", value, objective.values[lowest])
    assert_holds(is_the_point(best, objective.points[lowest]), "property", best, objective.points[lowest])


@pytest.mark.points("coarse_to_fine", 0.3)
@pytest.mark.says(
    es="Ningún punto sale del primer rango, y los puntos no se amontonan en sus límites.",
    en="No point leaves the first range, and the points do not pile up at its limits.",
)
@pytest.mark.parametrize("target", [0.0, 1.0])
def test_coarse_to_fine_stays_in_the_first_range(student, target):
    n, rounds = 12, 3
    space = {name: MIXED[name] for name in "ab"}
    objective = Noting(space, n, nearest(target), "objective")
    run(student, objective, rounds, 360)
    inside, spread = True, n * (rounds - 1)
    for name in "ab":
        shares = objective.rounds(name)
        inside = inside and bool(np.all((shares > -ROUNDING) & (shares < 1 + ROUNDING)))
        spread = min(spread, np.unique(shares[1:]).size)
        for done in range(1, rounds):
            center = objective.positions[objective.best(done * n)][name]
            low, high = window(center, 0.5**done)
            inside = inside and bool(np.all((shares[done] > low - ROUNDING) & (shares[done] < high + ROUNDING)))
    assert_holds(inside, "property")
    # Float32 numbers, 24 of ranges that hold 2**20 and more: that there are four more than different ones has a
    # probability below (276 / 2**20)**4 / 24 = 2e-16.
    assert_holds(spread > n * (rounds - 1) - 4, "property", spread, n * (rounds - 1), false_alarm=FALSE_ALARM)


LISTED = [(3, 3), (5, 5)]


@pytest.mark.points("coarse_to_fine", 0.2)
@pytest.mark.says(
    es="Las opciones conservan su lista entera en todas las rondas.",
    en="Choices keep their whole list in every round.",
)
def test_coarse_to_fine_keeps_the_choices(student):
    n, rounds, names = 16, 3, ("u", "v", "w")
    space: Space = {"x": ("uniform", 0.0, 1.0), **dict.fromkeys(names, ("choice", LISTED))}
    objective = Noting(space, n, nearest(0.5), "objective")
    run(student, objective, rounds, 370)
    first = objective.points[objective.best(n)]
    # As lists or as arrays, what matters here is whether they are the same; the choice itself is looked at below.
    later = [difference(point[name], first[name]) is None for point in objective.points[n:] for name in names]
    assert_share(sum(later), len(later), 0.5, "P(best of the first round)")
    listed = all(is_listed(point[name], LISTED) for point in objective.points for name in names)
    assert_holds(listed, "property", objective.points[0]["v"], LISTED)


@pytest.mark.points("coarse_to_fine", 0.2)
@pytest.mark.says(
    es="El azar sale solo de `rng`: se repite con la misma semilla y cambia de una llamada a otra.",
    en="Randomness comes from `rng` alone: it repeats with the seed and changes from call to call.",
)
def test_coarse_to_fine_draws_from_rng(student):
    def call(rng: Any) -> list[Any]:
        objective = Noting(MIXED, 4, nearest(0.5), "objective")
        student.coarse_to_fine(objective, copy.deepcopy(MIXED), 2, 4, rng)
        return objective.points

    def watched(rng: Any) -> None:
        assert_leaves_global_random_state(student, "coarse_to_fine", SUM, copy.deepcopy(MIXED), 2, 4, rng)

    assert_draws_from_rng(call, watched)


@pytest.mark.points("coarse_to_fine", 0.1)
@pytest.mark.says(
    es="coarse_to_fine no cambia el espacio que recibe.",
    en="coarse_to_fine does not change the space that it is given.",
)
def test_coarse_to_fine_leaves_the_space(student):
    assert_inputs_unchanged(student, "coarse_to_fine", SUM, copy.deepcopy(MIXED), 2, 4, generator(380))


# -- step_decay ---------------------------------------------------------------------------------------------

INITIALS = sampled_from([1.0, 0.5, 8.0, 64.0, 2])
DROPS = sampled_from([0.5, 0.25, 0.75, 0.125])


@pytest.mark.points("step_decay", 0.6)
@pytest.mark.says(
    es="La tasa se multiplica por drop una vez cada `every` épocas, contadas desde 0.",
    en="The rate is multiplied by drop once in `every` epochs, counted from 0.",
)
@given(initial=INITIALS, epoch=integers(0, 24), drop=DROPS, every=integers(1, 8))
@example(initial=1.0, epoch=0, drop=0.25, every=1)
@example(initial=1.0, epoch=3, drop=0.25, every=4)
@example(initial=1.0, epoch=4, drop=0.25, every=4)
@example(initial=1.0, epoch=8, drop=0.25, every=4)
@example(initial=64.0, epoch=3, drop=0.75, every=1)
@agrees_with(reference.step_decay)
def test_step_decay_of_any_epoch(initial, epoch, drop, every):
    return initial, epoch, drop, every


@pytest.mark.points("step_decay", 0.4)
@pytest.mark.says(
    es="Si no se dice otra cosa, se queda en la mitad cada 10 épocas.",
    en="Unless told otherwise, it is halved every 10 epochs.",
)
@given(initial=INITIALS, epoch=integers(0, 45))
@example(initial=1.0, epoch=9)
@example(initial=1.0, epoch=10)
@example(initial=1.0, epoch=25)
@agrees_with(reference.step_decay)
def test_step_decay_unless_told_otherwise(initial, epoch):
    return initial, epoch


# -- k_folds ------------------------------------------------------------------------------------------------

# Divisible or not, two folds, as many folds as samples.
SPLITS = [(6, 3), (7, 3), (11, 4), (5, 2), (5, 5), (2, 2), (50, 8)]
FOLDS_OF_SIX = 80  # calls


def folds_of(student: Any, n: int, k: int, rng: np.random.Generator) -> list[tuple[np.ndarray, np.ndarray]]:
    """Call `k_folds` and look at what it returned."""
    return as_folds(student.k_folds(n, k, rng), k)


def as_folds(got: Any, k: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """What `k_folds` returned as k pairs of integer arrays, or a finding."""
    if not isinstance(got, (list, tuple)):
        assert_agrees(got, [()] * k)
    if len(got) != k:
        assert_measures(len(got), k, 0.0, "len")
    for pair in got:
        if not isinstance(pair, (list, tuple)) or len(pair) != 2:
            assert_agrees(pair, (0, 0))
        for indices in pair:
            if array_of(indices, kinds="iu").ndim != 1:
                array_of(indices, (indices.size,), "iu")
    return [(pair[0], pair[1]) for pair in got]


@pytest.mark.points("k_folds", 0.5)
@pytest.mark.says(
    es="Hay k pares (train, validation) de arrays de enteros, y los tamaños de validación difieren en uno como mucho.",
    en="There are k pairs (train, validation) of integer arrays, and the validation sizes differ by one at most.",
)
@pytest.mark.parametrize(("n", "k"), SPLITS)
def test_folds_have_the_right_sizes(student, n, k):
    folds = folds_of(student, n, k, generator(500))
    assert_agrees(
        sorted(len(validation) for _, validation in folds), sorted(len(one) for one in np.array_split(np.arange(n), k))
    )


@pytest.mark.points("k_folds", 0.5)
@pytest.mark.says(
    es="Cada muestra está en una sola validación.",
    en="Every sample is in exactly one validation set.",
)
def test_folds_hold_every_sample_once(student):
    held = [
        difference(np.sort(np.concatenate([fold for _, fold in folds_of(student, n, k, generator(510))])), np.arange(n))
        is None
        for n, k in SPLITS
    ]
    assert_holds(all(held), "property")


@pytest.mark.points("k_folds", 0.4)
@pytest.mark.says(
    es="Se entrena con todas las muestras que no están en la validación, y solo con ellas.",
    en="Training is on all samples that are not in the validation set, and on them alone.",
)
@pytest.mark.parametrize(("n", "k"), SPLITS)
def test_folds_train_on_the_rest(student, n, k):
    folds = folds_of(student, n, k, generator(520))
    rest = [np.setdiff1d(np.arange(n), validation) for _, validation in folds]
    trained = [np.sort(train) for train, _ in folds]
    assert_agrees(sorted(len(one) for one in trained), sorted(map(len, rest)))
    assert_holds(all(difference(*pair) is None for pair in zip(trained, rest, strict=True)), "property")


@pytest.mark.points("k_folds", 0.4)
@pytest.mark.says(
    es="Qué muestras caen juntas es cosa del azar.",
    en="Which samples fall in the same fold is left to chance.",
)
def test_folds_are_random(student):
    rng = generator(530)
    fold_of = np.zeros((FOLDS_OF_SIX, 6), dtype=int)
    for call, folds in enumerate(called_often(student, "k_folds", [(6, 3, rng)] * FOLDS_OF_SIX)):
        for number, (_, validation) in enumerate(as_folds(folds, 3)):
            fold_of[call, validation[(validation >= 0) & (validation < 6)]] = number
    in_order = int(np.all(fold_of == [0, 0, 1, 1, 2, 2], axis=1).sum())
    assert_share(in_order, FOLDS_OF_SIX, 1 / 90, "P(0 1, 2 3, 4 5)")
    # Of 6! / 2!**3 = 90 arrangements 80 draws see twenty or fewer with a probability below
    # binomial(90, 20) (20 / 90)**80 = 3e-33.
    seen = np.unique(fold_of, axis=0).shape[0]
    assert_measures(seen, 55, 35, "len(set(folds))", false_alarm=1e-32)
    # Of the five others each is as likely to share the fold of two, and each fold is as likely for each sample.
    for one, other in ((0, 1), (0, 3), (0, 5), (2, 4)):
        together = int(np.sum(fold_of[:, one] == fold_of[:, other]))
        assert_share(together, FOLDS_OF_SIX, 0.2, f"P({one}, {other} together)")
    for sample in (0, 5):
        first = int(np.sum(fold_of[:, sample] == 0))
        assert_share(first, FOLDS_OF_SIX, 1 / 3, f"P({sample} in the first fold)")


@pytest.mark.points("k_folds", 0.2)
@pytest.mark.says(
    es="El azar sale solo de `rng`: se repite con la misma semilla y cambia de una llamada a otra.",
    en="Randomness comes from `rng` alone: it repeats with the seed and changes from call to call.",
)
def test_folds_draw_from_rng(student):
    # Of 60 samples the folds are the same twice with a probability below 1 / (60! / 20!**3).
    assert_draws_from_rng(
        lambda rng: [[list(map(int, validation)) for _, validation in folds_of(student, 60, 3, rng)]],
        lambda rng: assert_leaves_global_random_state(student, "k_folds", 60, 3, rng),
    )
