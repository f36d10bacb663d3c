"""Hidden checks of exercise 03: gradient descent.

The callables handed over are small and exact: where a count of steps depends on a comparison (`steps`,
`converged`), norms keep a distance from the tolerance or meet it with numbers that float32 holds exactly.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis.extra.numpy import array_shapes, arrays
from hypothesis.strategies import (
    SearchStrategy,
    builds,
    composite,
    integers,
    nothing,
    one_of,
    sampled_from,
)

import cnn_reference.gradient_descent as reference
import cnn_reference.misconceptions.gradient_descent as misconceptions
from gradiente.checking import (
    Formula,
    agrees_with,
    assert_agrees,
    assert_inputs_unchanged,
    assert_measures,
    read_only,
)

MISCONCEPTIONS = misconceptions.MISCONCEPTIONS

# Calls differ in few ways: so many inputs tell the mistakes apart, too.
FEWER = settings(max_examples=6)


# What is handed to a student's function. A gradient answers with a new array of p's shape, 0-d for a number.

P = "np.asarray(p, dtype=np.float64)"


def bowl(minimum: float, steepness: float = 1.0) -> Formula:
    """Make the gradient of a bowl: every coordinate for itself."""
    return Formula(
        "p",
        f"np.asarray(2 * steepness * ({P} - minimum))",
        text=f"gradient of {steepness:g} * sum((p - {minimum:g})^2)",
        minimum=minimum,
        steepness=steepness,
    )


def valley(total: float) -> Formula:
    """Make the gradient of the square of a sum: every coordinate depends on all."""
    text = f"gradient of (sum(p) - {total:g})^2"
    return Formula("p", f"np.full(np.shape(p), 2 * ({P}.sum() - total))", text=text, total=total)


def bowl_with_edge(minimum: float, edge: float) -> Formula:
    """Make the gradient of a bowl with a vertical wall around it: infinite beyond the edge."""
    center = f"p - {minimum:g}"
    return Formula(
        "p",
        f"np.asarray(np.where(np.abs(d := {P} - minimum) > edge, np.copysign(np.inf, d), 2 * d))",
        text=f"gradient of sum(({center})^2), infinite where |{center}| > {edge:g}",
        minimum=minimum,
        edge=edge,
    )


# The gradient of an exponential: infinite far to the left, zero at infinity.
SLIDE = Formula("p", f"np.asarray(-np.exp(-{P}))", text="gradient of sum(exp(-p))")


def sum_of_powers(power: int) -> Formula:
    """Make a function of p in which every coordinate has its own weight: sum_k k p_k^power, counting from 1."""
    return Formula(
        "p",
        f"float(np.arange(1, np.size(p) + 1) @ {P}.ravel() ** power)",
        text=f"f(p) = 1 p_1^{power} + 2 p_2^{power} + 3 p_3^{power} + ...",
        power=power,
    )


def square_of_sum(total: float) -> Formula:
    """Make a function of p in which the coordinates meet."""
    text = f"f(p) = (sum(p) - {total:g})^2"
    return Formula("p", f"float(({P}.sum() - total) ** 2)", text=text, total=total)


# A function of p so steep that its central difference tells which h was used.
RIPPLE = Formula("p", f"float(np.sin(1e5 * {P}).sum())", text="f(p) = sum(sin(100000 p))")


def of_shape(inner: Formula, shape: tuple[int, ...]) -> Formula:
    """Make of a function, or a gradient, one of points of one shape; NaN of any other."""
    return Formula(
        "p",
        "inner(p) if np.shape(p) == shape else np.full(np.shape(inner(p)), np.nan)",
        text=f"{inner!r}, p of shape {shape}",
        inner=inner,
        shape=shape,
    )


@dataclass
class Counting:
    """A gradient that counts how often it is asked."""

    gradient: Callable[[Any], np.ndarray]
    calls: int = field(default=0)

    def __call__(self, p: Any) -> np.ndarray:
        """Count the call and answer it."""
        self.calls += 1
        return self.gradient(p)


# Where the inputs come from: quarters, which every floating-point type holds exactly.


def quarters(largest: int) -> SearchStrategy[float]:
    return integers(-4 * largest, 4 * largest).map(lambda n: n / 4)


def points(shapes: Any, dtype: Any = np.float64, elements: Any = None) -> SearchStrategy[np.ndarray]:
    return arrays(dtype, shapes, elements=quarters(4) if elements is None else elements, fill=nothing())


def vectors(most: int = 4, **kinds: Any) -> SearchStrategy[np.ndarray]:
    return points(integers(1, most), **kinds)


BOXES = array_shapes(min_dims=2, max_dims=3, min_side=1, max_side=2)
WHOLE_NUMBERS = integers(-8, 8)
SCALARS = one_of(quarters(4), quarters(4).map(np.array), WHOLE_NUMBERS)

FUNCTIONS = one_of(builds(sum_of_powers, sampled_from([2, 3, 1])), builds(square_of_sum, quarters(2)))
BOWLS = builds(bowl, integers(-3, 3), sampled_from([1.0, 0.5]))
GRADIENTS = one_of(BOWLS, builds(valley, integers(-3, 3)))
RATES = sampled_from([0.25, 0.1, 0.01])
STEPS = integers(1, 4)


# numerical_gradient


@pytest.mark.points("numerical_gradient", 0.5)
@pytest.mark.says(
    es="En un vector, cada derivada parcial se mide por separado con diferencias centradas.",
    en="For a vector, each partial derivative is measured on its own with central differences.",
)
@FEWER
@given(f=FUNCTIONS, p=vectors(4))
@example(f=sum_of_powers(2), p=np.array([1.0, 2.0]))
@agrees_with(reference.numerical_gradient)
def test_gradient_of_a_function_of_a_vector(f, p):
    return f, p


@pytest.mark.points("numerical_gradient", 0.25)
@pytest.mark.says(
    es="Si p tiene dos o tres ejes, f recibe puntos de esa forma y el gradiente también la tiene, con cada derivada en "
    "su sitio.",
    en="If p has two or three axes, f is given points of that shape and the gradient has it too, each derivative in "
    "its place.",
)
@FEWER
@given(f=FUNCTIONS, p=points(BOXES, elements=quarters(2)))
@example(f=sum_of_powers(2), p=np.array([[1.0, 2.0], [3.0, -1.0]]))
@agrees_with(reference.numerical_gradient)
def test_gradient_has_the_shape_of_p(f, p):
    return of_shape(f, p.shape), p


@pytest.mark.points("numerical_gradient", 0.5)
@pytest.mark.says(
    es="Con otro h se usa ese h, hacia los dos lados: (f(p + h) - f(p - h)) / (2h).",
    en="Another h is used as given, to both sides: (f(p + h) - f(p - h)) / (2h).",
)
@FEWER
@given(f=FUNCTIONS, p=vectors(4), h=sampled_from([0.1, 0.5, 0.01]))
@example(f=sum_of_powers(2), p=np.array([1.0]), h=0.1)
@example(f=sum_of_powers(3), p=np.array([1.0]), h=0.1)
@agrees_with(reference.numerical_gradient)
def test_gradient_with_a_larger_h(f, p, h):
    return f, p, h


@pytest.mark.points("numerical_gradient", 0.25)
@pytest.mark.says(
    es="Si no se dice otra cosa, h es 1e-5.",
    en="Unless told otherwise h is 1e-5.",
)
@given(length=integers(1, 3))
@agrees_with(reference.numerical_gradient)
def test_gradient_with_the_h_of_the_signature(length):
    # At 0 it is sin(100000 h) / h: 84147 for h = 1e-5, 45465 for twice that and 95885 for half of it.
    return RIPPLE, np.zeros(length)


@pytest.mark.points("numerical_gradient", 0.25)
@pytest.mark.says(
    es="numerical_gradient trabaja también con un p en el que no se puede escribir.",
    en="numerical_gradient also works with a p that cannot be written to.",
)
@FEWER
@given(f=FUNCTIONS, p=vectors(3).map(read_only))
@agrees_with(reference.numerical_gradient)
def test_gradient_at_a_read_only_point(f, p):
    return f, p


@pytest.mark.points("numerical_gradient", 0.25)
@pytest.mark.says(
    es="numerical_gradient no cambia p.",
    en="numerical_gradient does not change p.",
)
def test_gradient_leaves_p_as_it_was(student):
    for p in (np.array([0.1, 0.7, -0.3]), np.array([[0.1, 2.3], [0.6, -1.7]])):
        want = reference.numerical_gradient(sum_of_powers(2), p)
        assert_agrees(assert_inputs_unchanged(student, "numerical_gradient", sum_of_powers(2), p), want)


# gradient_descent


@pytest.mark.points("gradient_descent", 0.75)
@pytest.mark.says(
    es="El camino empieza en p0 y cada paso resta learning_rate por el gradiente en el punto anterior.",
    en="The path begins at p0 and each step subtracts learning_rate times the gradient at the point before.",
)
@FEWER
@given(gradient=GRADIENTS, p0=vectors(), learning_rate=RATES, steps=STEPS)
@example(gradient=bowl(3), p0=np.array([0.0, 1.0]), learning_rate=0.25, steps=2)
@agrees_with(reference.gradient_descent)
def test_path_of_a_vector(gradient, p0, learning_rate, steps):
    return gradient, p0, learning_rate, steps


@pytest.mark.points("gradient_descent", 0.25)
@pytest.mark.says(
    es="p0 puede tener cualquier forma: gradient recibe puntos de esa forma, y el camino le añade un primer eje, el de "
    "los pasos.",
    en="p0 may have any shape: gradient is given points of that shape, and the path adds a first axis to it, that of "
    "the steps.",
)
@FEWER
@given(gradient=GRADIENTS, p0=points(BOXES, sampled_from([np.float64, np.float32])), steps=STEPS)
@agrees_with(reference.gradient_descent)
def test_path_of_a_point_of_any_shape(gradient, p0, steps):
    return of_shape(gradient, p0.shape), p0, 0.1, steps


@pytest.mark.points("gradient_descent", 0.5)
@pytest.mark.says(
    es="p0 puede ser un solo número, de Python o un array de 0 ejes: el camino tiene forma (steps + 1,).",
    en="p0 may be a single number, Python's or a 0-d array: the path has shape (steps + 1,).",
)
@FEWER
@given(gradient=GRADIENTS, p0=SCALARS, learning_rate=RATES, steps=STEPS)
@example(gradient=bowl(3), p0=0.0, learning_rate=0.25, steps=2)
@example(gradient=bowl(3), p0=np.array(1.0), learning_rate=0.25, steps=2)
@example(gradient=bowl(3), p0=1, learning_rate=0.25, steps=2)
@agrees_with(reference.gradient_descent)
def test_path_of_a_number(gradient, p0, learning_rate, steps):
    return gradient, p0, learning_rate, steps


@pytest.mark.points("gradient_descent", 0.5)
@pytest.mark.says(
    es="Si p0 contiene enteros, el camino conserva los decimales.",
    en="If p0 holds integers, the path keeps its decimals.",
)
@FEWER
@given(
    gradient=GRADIENTS,
    p0=vectors(3, dtype=sampled_from([np.int64, np.int32]), elements=WHOLE_NUMBERS),
    learning_rate=RATES,
    steps=STEPS,
)
@example(gradient=bowl(3), p0=np.array([0, 1]), learning_rate=0.25, steps=2)
@agrees_with(reference.gradient_descent)
def test_path_from_integers(gradient, p0, learning_rate, steps):
    return gradient, p0, learning_rate, steps


@pytest.mark.points("gradient_descent", 0.25)
@pytest.mark.says(
    es="Con steps = 0 el camino contiene solo p0.",
    en="With steps = 0 the path holds p0 alone.",
)
@FEWER
@given(gradient=BOWLS, p0=one_of(vectors(), points(BOXES)))
@agrees_with(reference.gradient_descent)
def test_path_without_steps(gradient, p0):
    return gradient, p0, 0.1, 0


@pytest.mark.points("gradient_descent", 0.25)
@pytest.mark.says(
    es="gradient se llama exactamente steps veces.",
    en="gradient is called exactly steps times.",
)
def test_path_asks_for_one_gradient_a_step(student):
    for steps in (1, 2, 5):
        for p0 in (np.array([1.0, -2.0]), np.array([[0.5, 1.0], [2.0, 4.0]])):
            gradient = Counting(bowl(3))
            student.gradient_descent(gradient, p0, 0.25, steps)
            assert_measures(gradient.calls, steps, 0.0, "calls")
    gradient = Counting(bowl(3))
    student.gradient_descent(gradient, np.array([1.0]), 0.25, 0)
    assert_measures(gradient.calls, 0, 0.0, "calls")


@pytest.mark.points("gradient_descent", 0.25)
@pytest.mark.says(
    es="gradient_descent trabaja también con un p0 en el que no se puede escribir.",
    en="gradient_descent also works with a p0 that cannot be written to.",
)
@FEWER
@given(gradient=GRADIENTS, p0=vectors().map(read_only), steps=STEPS)
@agrees_with(reference.gradient_descent)
def test_path_from_a_read_only_start(gradient, p0, steps):
    return gradient, p0, 0.25, steps


@pytest.mark.points("gradient_descent", 0.25)
@pytest.mark.says(
    es="gradient_descent no cambia p0.",
    en="gradient_descent does not change p0.",
)
def test_path_leaves_the_start_as_it_was(student):
    for p0 in (np.array([1.0, -2.0]), np.array([[1.0, 2.0], [4.0, 8.0]]), np.array(1.0)):
        want = reference.gradient_descent(bowl(3), p0, 0.25, 2)
        assert_agrees(assert_inputs_unchanged(student, "gradient_descent", bowl(3), p0, 0.25, 2), want)


# gradient_descent_until


def keeps_its_distance(call: tuple[Any, ...]) -> bool:
    """Tell whether no norm on the way is so near the tolerance that float32 could see it on the other side."""
    gradient, p0, learning_rate, tolerance, max_steps = call
    path = reference.gradient_descent(gradient, p0, learning_rate, max_steps)
    return all(abs(float(np.linalg.norm(gradient(p))) - tolerance) > 1e-3 for p in path)


@composite
def descents(draw: Any, starts: SearchStrategy[Any]) -> tuple[Any, ...]:
    """Arguments of a descent of a point that is drawn from `starts`."""
    gradient, p0 = draw(GRADIENTS), draw(starts)
    learning_rate, tolerance = draw(sampled_from([0.25, 0.125])), draw(sampled_from([1.1, 0.3, 2.3]))
    return gradient, p0, learning_rate, tolerance, draw(integers(0, 8))


@composite
def descents_that_just_arrive(draw: Any) -> tuple[Any, ...]:
    """Arguments of a descent that arrives with its last step, or one before or after it."""
    gradient, p0 = bowl(draw(integers(-3, 3))), draw(vectors(3))
    learning_rate, tolerance = draw(sampled_from([0.25, 0.375])), draw(sampled_from([1.1, 0.3, 2.3]))
    _, needed, _ = reference.gradient_descent_until(gradient, p0, learning_rate, tolerance, 20)
    return gradient, p0, learning_rate, tolerance, max(0, needed + draw(sampled_from([0, -1, 1])))


@pytest.mark.points("gradient_descent_until", 0.5)
@pytest.mark.says(
    es="Se para en el primer p cuyo gradiente es bastante pequeño, o tras max_steps pasos, y dice cuántos dio.",
    en="It stops at the first p whose gradient is small enough, or after max_steps steps, and says how many.",
)
@FEWER
@given(call=descents(one_of(vectors(), points(BOXES))).filter(keeps_its_distance))
@example(call=(bowl(3), np.array([0.0]), 0.25, 1.1, 8))
@example(call=(bowl(3), np.array([0.0, 1.0]), 0.25, 1.1, 2))
@example(call=(bowl(0, 0.5), np.diag([3.0, 4.0]), 0.25, 4.5, 3))
@agrees_with(reference.gradient_descent_until)
def test_descent_ends_where_the_gradient_is_small_or_the_steps_are_used_up(call):
    return call


@pytest.mark.points("gradient_descent_until", 0.5)
@pytest.mark.says(
    es="Tras el último paso también se mira el gradiente: puede que ese paso haya llegado.",
    en="After the last step the gradient is looked at as well: that step may have arrived.",
)
@FEWER
@given(call=descents_that_just_arrive().filter(keeps_its_distance))
@example(call=(bowl(3), np.array([0.0]), 0.25, 1.1, 3))
@example(call=(bowl(3), np.array([0.0]), 0.25, 1.1, 2))
@agrees_with(reference.gradient_descent_until)
def test_descent_looks_after_its_last_step(call):
    return call


@pytest.mark.points("gradient_descent_until", 0.25)
@pytest.mark.says(
    es="Si p0 ya es el mínimo no se da ningún paso, tampoco con max_steps = 0.",
    en="If p0 is the minimum already no step is taken, with max_steps = 0 neither.",
)
@FEWER
@given(
    gradient=BOWLS,
    length=integers(1, 3),
    tolerance=sampled_from([0.25, 0.0]),
    max_steps=sampled_from([0, 1, 5]),
)
@example(gradient=bowl(3), length=1, tolerance=0.25, max_steps=0)
@example(gradient=bowl(3), length=1, tolerance=0.25, max_steps=5)
@agrees_with(reference.gradient_descent_until)
def test_descent_from_the_minimum_takes_no_step(gradient, length, tolerance, max_steps):
    return gradient, np.full(length, float(gradient.constants["minimum"])), 0.25, tolerance, max_steps


@pytest.mark.points("gradient_descent_until", 0.5)
@pytest.mark.says(
    es="Lo que se compara con la tolerancia es la norma euclídea del gradiente, y si es igual ya basta.",
    en="What is compared with the tolerance is the Euclidean norm of the gradient, and equal is small enough.",
)
@FEWER
@given(
    direction=sampled_from([(3.0, 4.0), (4.0, -3.0), (-3.0, -4.0)]),
    scale=sampled_from([1.0, 2.0, 0.25]),
    threshold=sampled_from([4.5, 5.0, 6.0]),
    max_steps=integers(0, 3),
)
@example(direction=(3.0, 4.0), scale=1.0, threshold=4.5, max_steps=3)
@example(direction=(3.0, 4.0), scale=1.0, threshold=5.0, max_steps=3)
@example(direction=(3.0, 4.0), scale=1.0, threshold=6.0, max_steps=3)
@example(direction=(3.0, 4.0), scale=0.25, threshold=4.5, max_steps=3)
@agrees_with(reference.gradient_descent_until)
def test_descent_measures_the_euclidean_norm(direction, scale, threshold, max_steps):
    # The gradient at p is p: at the start its norm is exactly 5 * scale, its largest component 4 * scale.
    return bowl(0, 0.5), scale * np.array(direction), 0.25, scale * threshold, max_steps


@pytest.mark.points("gradient_descent_until", 0.5)
@pytest.mark.says(
    es="Si un paso lleva a un p que no es finito, se para ahí: no ha convergido, y ese paso cuenta.",
    en="If a step leads to a p that is not finite, it stops there: not converged, and that step counts.",
)
@FEWER
@given(
    call=one_of(
        # p - minimum doubles with every step (1 - 1.5 * 2 = -2) until it is beyond the edge.
        builds(
            lambda minimum, edge, p0, max_steps: (bowl_with_edge(minimum, edge), p0, 1.5, 0.1, max_steps),
            integers(-3, 3),
            sampled_from([4.0, 10.0]),
            vectors(3),
            integers(1, 8),
        ),
        # From -1000 the first step leads to infinity, where the gradient is 0.
        builds(
            lambda p0, max_steps: (SLIDE, p0, 0.5, 0.1, max_steps),
            sampled_from([np.array([-1000.0]), np.array([-1000.0, 3.0])]),
            integers(1, 4),
        ),
    )
)
@example(call=(bowl_with_edge(0, 10.0), np.array([4.0]), 1.5, 0.1, 8))
@example(call=(bowl_with_edge(0, 10.0), np.array([4.0, 0.5]), 1.5, 0.1, 3))
@example(call=(SLIDE, np.array([-1000.0]), 0.5, 0.1, 4))
@example(call=(SLIDE, np.array([-1000.0]), 0.5, 0.1, 1))
@agrees_with(reference.gradient_descent_until)
def test_descent_ends_where_p_is_not_finite(call):
    return call


@pytest.mark.points("gradient_descent_until", 0.25)
@pytest.mark.says(
    es="p0 puede ser un solo número, de Python o un array de 0 ejes.",
    en="p0 may be a single number, Python's or a 0-d array.",
)
@FEWER
@given(call=descents(SCALARS).filter(keeps_its_distance))
@example(call=(bowl(3), 0.0, 0.25, 1.1, 8))
@example(call=(bowl(3), np.array(1.0), 0.25, 1.1, 8))
@example(call=(bowl(3), 1, 0.25, 1.1, 8))
@agrees_with(reference.gradient_descent_until)
def test_descent_of_a_number(call):
    return call


@pytest.mark.points("gradient_descent_until", 0.25)
@pytest.mark.says(
    es="Si p0 contiene enteros, p conserva los decimales.",
    en="If p0 holds integers, p keeps its decimals.",
)
@FEWER
@given(call=descents(vectors(3, dtype=np.int64, elements=WHOLE_NUMBERS)).filter(keeps_its_distance))
@example(call=(bowl(3), np.array([0, 1]), 0.25, 1.1, 8))
@agrees_with(reference.gradient_descent_until)
def test_descent_from_integers(call):
    return call


@pytest.mark.points("gradient_descent_until", 0.125)
@pytest.mark.says(
    es="gradient_descent_until trabaja también con un p0 en el que no se puede escribir.",
    en="gradient_descent_until also works with a p0 that cannot be written to.",
)
@FEWER
@given(call=descents(vectors().map(read_only)).filter(keeps_its_distance))
@example(call=(bowl(3), read_only([0.0, 1.0]), 0.25, 1.1, 8))
@agrees_with(reference.gradient_descent_until)
def test_descent_from_a_read_only_start(call):
    return call


@pytest.mark.points("gradient_descent_until", 0.125)
@pytest.mark.says(
    es="gradient_descent_until no cambia p0.",
    en="gradient_descent_until does not change p0.",
)
def test_descent_leaves_the_start_as_it_was(student):
    for p0 in (np.array([1.0, -2.0]), np.array([[1.0, 2.0], [4.0, 8.0]]), np.array(1.0)):
        want = reference.gradient_descent_until(bowl(3), p0, 0.25, 0.3, 3)
        result = assert_inputs_unchanged(student, "gradient_descent_until", bowl(3), p0, 0.25, 0.3, 3)
        assert_agrees(result, want)


# fit_proportional


@composite
def data(draw: Any) -> tuple[np.ndarray, np.ndarray]:
    """X and y of one to five measurements; x is never zero throughout."""
    n = draw(integers(1, 5))
    x = draw(points(n, elements=quarters(2)).filter(np.any))
    return x, draw(points(n))


@pytest.mark.points("fit_proportional", 1)
@pytest.mark.says(
    es="Cada paso sigue la derivada, respecto a p, del error cuadrático medio de x·p frente a y.",
    en="Each step follows the derivative, with respect to p, of the mean squared error of x p against y.",
)
@given(
    xy=data(),
    p0=quarters(2),
    learning_rate=sampled_from([0.1, 0.125, 0.01]),
    steps=STEPS,
)
@example(xy=(np.array([1.0, 2.0]), np.array([2.0, 4.0])), p0=0.0, learning_rate=0.1, steps=2)
@example(xy=(np.array([1.0]), np.array([1.0])), p0=0.0, learning_rate=0.1, steps=1)
@agrees_with(reference.fit_proportional)
def test_fit_of_any_data(xy, p0, learning_rate, steps):
    return *xy, p0, learning_rate, steps


@pytest.mark.points("fit_proportional", 0.25)
@pytest.mark.says(
    es="Si p0 es un entero, el camino conserva los decimales.",
    en="If p0 is an integer, the path keeps its decimals.",
)
@given(xy=data(), p0=integers(-2, 2), steps=STEPS)
@example(xy=(np.array([1.0, 2.0]), np.array([1.0, 2.0])), p0=0, steps=2)
@agrees_with(reference.fit_proportional)
def test_fit_from_an_integer(xy, p0, steps):
    return *xy, p0, 0.1, steps


@pytest.mark.points("fit_proportional", 0.25)
@pytest.mark.says(
    es="p0 puede ser un array de 0 ejes, también uno en el que no se puede escribir.",
    en="p0 may be a 0-d array, also one that cannot be written to.",
)
@given(xy=data(), p0=quarters(2), form=sampled_from([np.array, read_only]), steps=STEPS)
@agrees_with(reference.fit_proportional)
def test_fit_from_a_0d_array(xy, p0, form, steps):
    return *xy, form(p0), 0.1, steps


@pytest.mark.points("fit_proportional", 0.25)
@pytest.mark.says(
    es="Con steps = 0 el camino contiene solo p0.",
    en="With steps = 0 the path holds p0 alone.",
)
@given(xy=data(), p0=quarters(2))
@agrees_with(reference.fit_proportional)
def test_fit_without_steps(xy, p0):
    return *xy, p0, 0.1, 0


@pytest.mark.points("fit_proportional", 0.25)
@pytest.mark.says(
    es="fit_proportional no cambia x, y ni p0.",
    en="fit_proportional changes neither x nor y nor p0.",
)
def test_fit_leaves_its_inputs_as_they_were(student):
    x, y, p0 = np.array([1.0, 2.0, 0.5]), np.array([2.0, 3.0, -1.0]), np.array(0.5)
    want = reference.fit_proportional(x, y, p0, 0.1, 3)
    assert_agrees(assert_inputs_unchanged(student, "fit_proportional", x, y, p0, 0.1, 3), want)
