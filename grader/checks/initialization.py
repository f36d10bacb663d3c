"""Hidden checks of topic 09, initialization.

Random functions are judged by statistics of 15,000 or 30,000 draws. Each measurement says with what probability it
fails a right answer, and its tolerance follows from that: about a hundred of them at 1e-13 each, 1e-11 in all.

Only the checks of the standard deviation look at the scale; mean, shape and independence are measured in units of the
sample's own standard deviation or by signs, so that a mistake of scale costs its own points and no others.
"""

import copy
import math

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis.strategies import integers, lists, sampled_from, tuples

from cnn_reference import initialization as reference
from cnn_reference.misconceptions import initialization as misconceptions
from gradiente.checking import (
    FALSE_ALARM,
    Formula,
    agrees_with,
    array_of,
    assert_agrees,
    assert_holds,
    assert_leaves_global_random_state,
    assert_measures,
    assert_share,
    binomial_bounds,
    call_and_look,
    called_often,
    difference,
    mean_tolerance,
    normal_mean_tolerance,
    normal_std_tolerance,
    uniform_std_tolerance,
)

MISCONCEPTIONS = misconceptions.MISCONCEPTIONS

SEED = 90210
HALF = FALSE_ALARM / 2
ANY_NUMBER = 1e300  # a tolerance that leaves type, shape and finiteness to look at

# fan_in < fan_out in the dense layer, fan_in > fan_out in the convolution, kh != kw. 15,000 numbers tell a standard
# deviation to within 5 %; the shape of a distribution, whose far ends have to be met, takes 30,000.
DENSE = (100, 150)
CONVOLUTION = (2, 3, 125, 40)
MANY = 15_000
BLOCK = (30, 40, 25)
SMALL = (6, 5)
SHAPES = ((), (7,), (4, 2), (2, 3, 4), (1, 2, 3, 2, 2))

# Two draws are equal with a probability of at most 2**-23, also as float32; fifteen pairs of thirty, with this one.
HALF_OF_SMALL_EQUAL = math.comb(30, 15) * 2.0 ** (-23 * 15)


def generator(number):
    """Make the generator of one call; no two calls of this file share a number unless that is the point."""
    return np.random.default_rng((SEED, number))


def draws(student, function, shape, number, *more):
    """Call a random function and return what it drew as float64."""
    drawn = array_of(getattr(student, function)(shape, generator(number), *more), shape)
    return drawn.astype(np.float64)


def assert_std(drawn, std, tolerance=normal_std_tolerance):
    """Assert the standard deviation of normal draws, or of others with their own `tolerance`."""
    with np.errstate(all="ignore"):
        assert_measures(float(drawn.std()), std, tolerance(drawn.size, std), "std", false_alarm=FALSE_ALARM)


def over_std(number, drawn):
    """Divide by the standard deviation of the draws; NaN or infinity if all are equal."""
    with np.errstate(all="ignore"):
        return number / drawn.std()


def assert_mean_zero(drawn, mean_of, std_of):
    """Assert that the mean, in units of the draws' own standard deviation, is 0.

    `mean_of(n, HALF)` bounds the mean of n draws of standard deviation 1, `std_of(n, 1, HALF)` their own one.
    """
    tolerance = mean_of(drawn.size, HALF) / (1 - std_of(drawn.size, 1.0, HALF))
    mean = float(over_std(drawn.mean(), drawn))
    assert_measures(mean, 0.0, tolerance, "mean/std", false_alarm=FALSE_ALARM)


def assert_bell(drawn, far=3.1):
    """Assert that as many draws lie far out as of an untruncated normal; of uniform draws none does.

    Uniform draws end at 1.73 std; normals cut off at 3 std, drawn anew or clipped, at 3.04 of their own. The draws'
    own standard deviation is off by at most a share of 1 with probability 1 - HALF; the number of draws beyond `far`
    of it then lies between two binomial ones, whose outer bounds have half of HALF each.
    """
    n, off = drawn.size, normal_std_tolerance(drawn.size, 1.0, HALF)
    low, _ = binomial_bounds(n, tail(far * (1 + off)), HALF)
    _, high = binomial_bounds(n, tail(far * (1 - off)), HALF)
    share, measured = tail(far), float(np.mean(over_std(np.abs(drawn), drawn) > far))
    tolerance = high / n - share if measured > share else share - low / n
    assert_measures(measured, share, tolerance, f"P(|w| > {far} std)", false_alarm=FALSE_ALARM)


def tail(far):
    """Give the probability with which a standard normal draw lies farther than `far` from 0."""
    return math.erfc(far / math.sqrt(2))


def assert_flat(drawn):
    """Assert that the draws end at sqrt(3) std and that half of them lie in the inner half: uniform about 0.

    Of n uniform draws all stay a 500th below the limit with probability (1 - 0.002)**n, e**-60 for 30,000, and the
    inner half is drawn by the largest of them.
    """
    n, off = drawn.size, uniform_std_tolerance(drawn.size, 1.0, HALF)
    short = 0.998**n
    end = float(over_std(np.abs(drawn).max(), drawn))
    tolerance = math.sqrt(3) * max(1 / (1 - off) - 1, 1 - 0.998 / (1 + off))
    assert_measures(end, math.sqrt(3), tolerance, "max|w|/std", false_alarm=HALF + short)
    inner = float(np.mean(np.abs(drawn) < np.abs(drawn).max() / 2))
    low, _ = binomial_bounds(n, 0.499, FALSE_ALARM)
    _, high = binomial_bounds(n, 0.5, FALSE_ALARM)
    tolerance = max(high / n - 0.5, 0.5 - low / n)
    assert_measures(inner, 0.5, tolerance, "P(|w| < max|w|/2)", false_alarm=FALSE_ALARM + short)


def assert_uncorrelated(drawn):
    """Assert that neighbours along every axis have the same sign half of the time.

    The signs of independent draws about 0 are independent fair coins, and so are the products of neighbours along an
    axis: the number of equal ones is binomial, whatever the distribution.
    """
    for axis, length in enumerate(drawn.shape):
        products = drawn.take(range(1, length), axis) * drawn.take(range(length - 1), axis)
        assert_share(np.count_nonzero(products > 0), products.size, 0.5, "P(w[i] w[i+1] > 0)")


def assert_normal(drawn):
    """Assert independent normal draws about 0, of whatever standard deviation."""
    assert_mean_zero(drawn, lambda n, chance: normal_mean_tolerance(n, 1.0, chance), normal_std_tolerance)
    assert_bell(drawn)
    assert_uncorrelated(drawn)


def assert_uniform(drawn):
    """Assert independent uniform draws about 0, of whatever standard deviation: a width of sqrt(12) times it."""
    assert_mean_zero(drawn, lambda n, chance: mean_tolerance(n, math.sqrt(12), chance), uniform_std_tolerance)
    assert_flat(drawn)
    assert_uncorrelated(drawn)


def assert_draws_from_rng(student, function, number):
    """Assert that randomness comes from the given generator and from nowhere else.

    NumPy's global state stays as it was, one seed gives one result, and two calls with one generator give
    different numbers.
    """
    assert_leaves_global_random_state(student, function, SMALL, generator(number))
    rng = generator(number + 2)
    calls = [(SMALL, source) for source in (generator(number + 1), generator(number + 1), rng, rng)]
    one, other, first, second = (array_of(drawn, SMALL) for drawn in called_often(student, function, calls))
    assert_holds(np.array_equal(one, other), "not-reproducible", other, one)
    assert_holds(float(np.mean(first == second)) < 0.5, "same-draws", second, false_alarm=HALF_OF_SMALL_EQUAL)


def assert_any_shape(student, function, number):
    """Assert the shape of the result; of shape () a number is as good as an array."""
    calls = [(shape, generator(number + offset)) for offset, shape in enumerate(SHAPES)]
    for offset, (shape, drawn) in enumerate(zip(SHAPES, called_often(student, function, calls), strict=True)):
        like = getattr(reference, function)(shape, generator(number + offset))
        assert_agrees(drawn, like, ANY_NUMBER)


# -- fan_in_fan_out -----------------------------------------------------------------------------------------


@pytest.mark.points("fan_in_fan_out", 0.25)
@pytest.mark.says(
    es="En una capa densa, fan_in son las entradas y fan_out las salidas.",
    en="In a dense layer fan_in is the number of inputs and fan_out the number of outputs.",
)
@given(shape=tuples(integers(1, 4096), integers(1, 4096)))
@example(shape=(1, 1))
@example(shape=(784, 10))
@agrees_with(reference.fan_in_fan_out)
def test_fans_of_a_dense_layer(shape):
    return (shape,)


@pytest.mark.points("fan_in_fan_out", 0.75)
@pytest.mark.says(
    es="En una convolución, las posiciones del filtro multiplican a los canales de entrada y de salida.",
    en="In a convolution input and output channels are both multiplied by the positions of the kernel.",
)
@given(shape=tuples(integers(1, 11), integers(1, 11), integers(1, 512), integers(1, 512)))
@example(shape=(1, 1, 3, 8))
@example(shape=(3, 3, 16, 32))
@example(shape=(1, 7, 64, 2))
@example(shape=(5, 2, 1, 1))
@agrees_with(reference.fan_in_fan_out)
def test_fans_of_a_convolution(shape):
    return (shape,)


# -- constant -----------------------------------------------------------------------------------------------


@pytest.mark.points("constant", 0.25)
@pytest.mark.says(
    es="Sin más argumentos que la forma, todo son ceros, sea cual sea la forma.",
    en="Given nothing but a shape, all is zeros, whatever the shape.",
)
@given(shape=lists(integers(1, 4), max_size=5).map(tuple))
@example(shape=())
@example(shape=(5,))
@example(shape=(2, 3, 4))
@example(shape=(3, 3, 2, 4))
@agrees_with(reference.constant)
def test_constant_is_zero_unless_told(shape):
    return (shape,)


@pytest.mark.points("constant", 0.25)
@pytest.mark.says(
    es="Con un valor, todos los elementos son ese valor, sea cual sea la forma.",
    en="Given a value, every entry is that value, whatever the shape.",
)
@given(shape=sampled_from(SHAPES), value=integers(-640, 640).map(lambda n: n / 64))
@example(shape=(), value=0.5)
@example(shape=(2, 3), value=-1.25)
@example(shape=(2, 3, 4), value=0.015625)
@agrees_with(reference.constant)
def test_constant_of_a_value(shape, value):
    return shape, value


# -- small_normal -------------------------------------------------------------------------------------------


@pytest.mark.points("small_normal", 0.25)
@pytest.mark.says(
    es="Si no se dice otra cosa, la desviación típica es 0.01.",
    en="Unless told otherwise the standard deviation is 0.01.",
)
def test_small_normal_has_std_one_hundredth(student):
    assert_std(draws(student, "small_normal", BLOCK, 100), 0.01)


@pytest.mark.points("small_normal", 0.25)
@pytest.mark.says(
    es="La desviación típica es `scale`, sea grande o pequeña.",
    en="The standard deviation is `scale`, be it large or small.",
)
@pytest.mark.parametrize("scale", [0.25, 3.0])
def test_small_normal_honours_its_scale(student, scale):
    assert_std(draws(student, "small_normal", (MANY,), 110, scale), scale)


@pytest.mark.points("small_normal", 0.25)
@pytest.mark.says(
    es="Los números siguen una normal de media 0, sin recortar, y son independientes.",
    en="The numbers follow a normal of mean 0, untruncated, and are independent.",
)
def test_small_normal_is_normal_about_zero(student):
    assert_normal(draws(student, "small_normal", BLOCK, 120))


@pytest.mark.points("small_normal", 0.125)
@pytest.mark.says(es="Sirve cualquier forma, también ().", en="Any shape will do, () as well.")
def test_small_normal_of_any_shape(student):
    assert_any_shape(student, "small_normal", 130)


@pytest.mark.points("small_normal", 0.125)
@pytest.mark.says(
    es="El azar sale solo de `rng`: se repite con la misma semilla y cambia de una llamada a otra.",
    en="Randomness comes from `rng` alone: it repeats with the seed and changes from call to call.",
)
def test_small_normal_draws_from_rng(student):
    assert_draws_from_rng(student, "small_normal", 140)


# -- uniform ------------------------------------------------------------------------------------------------


def assert_limits(drawn, low, high):
    """Assert that the draws fill the interval and stay in it.

    Of 15,000 draws none lies in the first (or the last) 400th of the interval with probability 0.9975**15,000, which
    is 5e-17; a millionth beyond the limits is the rounding of float32.
    """
    width = high - low
    margin, rounding = 0.0025 * width / 2, 1e-6 * width
    chance = 0.9975**drawn.size
    assert_measures(float(drawn.min()), low + margin, margin + rounding, "min", false_alarm=chance)
    assert_measures(float(drawn.max()), high - margin, margin + rounding, "max", false_alarm=chance)


@pytest.mark.points("uniform", 0.125)
@pytest.mark.says(
    es="Si no se dice otra cosa, los números llenan el intervalo de 0 a 1.",
    en="Unless told otherwise the numbers fill the interval from 0 to 1.",
)
def test_uniform_goes_from_zero_to_one(student):
    assert_limits(draws(student, "uniform", BLOCK, 200), 0.0, 1.0)


@pytest.mark.points("uniform", 0.25)
@pytest.mark.says(
    es="Los números llenan el intervalo de `low` a `high` y no salen de él.",
    en="The numbers fill the interval from `low` to `high` and do not leave it.",
)
@pytest.mark.parametrize("limits", [(-2.5, 1.5), (2.0, 3.5), (-4.0,)])
def test_uniform_honours_its_limits(student, limits):
    assert_limits(draws(student, "uniform", (MANY,), 210, *limits), *(*limits, 1.0)[:2])


@pytest.mark.points("uniform", 0.125)
@pytest.mark.says(
    es="Todos los valores del intervalo son igual de probables y los números son independientes.",
    en="All values of the interval are equally likely and the numbers are independent.",
)
def test_uniform_is_flat(student):
    assert_uniform(draws(student, "uniform", BLOCK, 220, -0.5, 0.5))


@pytest.mark.points("uniform", 0.125)
@pytest.mark.says(es="Sirve cualquier forma, también ().", en="Any shape will do, () as well.")
def test_uniform_of_any_shape(student):
    assert_any_shape(student, "uniform", 230)


@pytest.mark.points("uniform", 0.125)
@pytest.mark.says(
    es="El azar sale solo de `rng`: se repite con la misma semilla y cambia de una llamada a otra.",
    en="Randomness comes from `rng` alone: it repeats with the seed and changes from call to call.",
)
def test_uniform_draws_from_rng(student):
    assert_draws_from_rng(student, "uniform", 240)


# -- the rules that look at the shape -----------------------------------------------------------------------

# (2, 3, 125, 40): fan_in = 6 * 125 = 750, fan_out = 6 * 40 = 240.


@pytest.mark.points("xavier_normal", 0.25)
@pytest.mark.says(
    es="En una capa densa, la desviación típica es sqrt(2 / (fan_in + fan_out)).",
    en="In a dense layer the standard deviation is sqrt(2 / (fan_in + fan_out)).",
)
def test_xavier_normal_of_a_dense_layer(student):
    assert_std(draws(student, "xavier_normal", DENSE, 300), math.sqrt(2 / (100 + 150)))


@pytest.mark.points("xavier_normal", 0.25)
@pytest.mark.says(
    es="En una convolución, la desviación típica es sqrt(2 / (fan_in + fan_out)).",
    en="In a convolution the standard deviation is sqrt(2 / (fan_in + fan_out)).",
)
def test_xavier_normal_of_a_convolution(student):
    assert_std(draws(student, "xavier_normal", CONVOLUTION, 310), math.sqrt(2 / (750 + 240)))


@pytest.mark.points("xavier_normal", 0.25)
@pytest.mark.says(
    es="Los números siguen una normal de media 0, sin recortar, y son independientes.",
    en="The numbers follow a normal of mean 0, untruncated, and are independent.",
)
def test_xavier_normal_is_normal_about_zero(student):
    assert_normal(draws(student, "xavier_normal", CONVOLUTION, 320))


@pytest.mark.points("xavier_normal", 0.25)
@pytest.mark.says(
    es="El azar sale solo de `rng`: se repite con la misma semilla y cambia de una llamada a otra.",
    en="Randomness comes from `rng` alone: it repeats with the seed and changes from call to call.",
)
def test_xavier_normal_draws_from_rng(student):
    assert_draws_from_rng(student, "xavier_normal", 330)


@pytest.mark.points("xavier_uniform", 0.25)
@pytest.mark.says(
    es="En una capa densa, la varianza es 2 / (fan_in + fan_out).",
    en="In a dense layer the variance is 2 / (fan_in + fan_out).",
)
def test_xavier_uniform_of_a_dense_layer(student):
    assert_std(draws(student, "xavier_uniform", DENSE, 400), math.sqrt(2 / (100 + 150)), uniform_std_tolerance)


@pytest.mark.points("xavier_uniform", 0.25)
@pytest.mark.says(
    es="En una convolución, la varianza es 2 / (fan_in + fan_out).",
    en="In a convolution the variance is 2 / (fan_in + fan_out).",
)
def test_xavier_uniform_of_a_convolution(student):
    assert_std(draws(student, "xavier_uniform", CONVOLUTION, 410), math.sqrt(2 / (750 + 240)), uniform_std_tolerance)


@pytest.mark.points("xavier_uniform", 0.25)
@pytest.mark.says(
    es="Los números siguen una uniforme centrada en 0 y son independientes.",
    en="The numbers follow a uniform distribution about 0 and are independent.",
)
def test_xavier_uniform_is_uniform_about_zero(student):
    assert_uniform(draws(student, "xavier_uniform", CONVOLUTION, 420))


@pytest.mark.points("xavier_uniform", 0.25)
@pytest.mark.says(
    es="El azar sale solo de `rng`: se repite con la misma semilla y cambia de una llamada a otra.",
    en="Randomness comes from `rng` alone: it repeats with the seed and changes from call to call.",
)
def test_xavier_uniform_draws_from_rng(student):
    assert_draws_from_rng(student, "xavier_uniform", 430)


@pytest.mark.points("lecun_normal", 0.25)
@pytest.mark.says(
    es="En una capa densa, la desviación típica es 1 / sqrt(fan_in).",
    en="In a dense layer the standard deviation is 1 / sqrt(fan_in).",
)
def test_lecun_normal_of_a_dense_layer(student):
    assert_std(draws(student, "lecun_normal", DENSE, 500), 1 / math.sqrt(100))


@pytest.mark.points("lecun_normal", 0.25)
@pytest.mark.says(
    es="En una convolución, la desviación típica es 1 / sqrt(fan_in).",
    en="In a convolution the standard deviation is 1 / sqrt(fan_in).",
)
def test_lecun_normal_of_a_convolution(student):
    assert_std(draws(student, "lecun_normal", CONVOLUTION, 510), 1 / math.sqrt(750))


@pytest.mark.points("lecun_normal", 0.125)
@pytest.mark.says(
    es="Los números siguen una normal de media 0, sin recortar, y son independientes.",
    en="The numbers follow a normal of mean 0, untruncated, and are independent.",
)
def test_lecun_normal_is_normal_about_zero(student):
    assert_normal(draws(student, "lecun_normal", CONVOLUTION, 520))


@pytest.mark.points("lecun_normal", 0.125)
@pytest.mark.says(
    es="El azar sale solo de `rng`: se repite con la misma semilla y cambia de una llamada a otra.",
    en="Randomness comes from `rng` alone: it repeats with the seed and changes from call to call.",
)
def test_lecun_normal_draws_from_rng(student):
    assert_draws_from_rng(student, "lecun_normal", 530)


@pytest.mark.points("he_normal", 0.25)
@pytest.mark.says(
    es="En una capa densa, la desviación típica es sqrt(2 / fan_in).",
    en="In a dense layer the standard deviation is sqrt(2 / fan_in).",
)
def test_he_normal_of_a_dense_layer(student):
    assert_std(draws(student, "he_normal", DENSE, 600), math.sqrt(2 / 100))


@pytest.mark.points("he_normal", 0.25)
@pytest.mark.says(
    es="En una convolución, la desviación típica es sqrt(2 / fan_in).",
    en="In a convolution the standard deviation is sqrt(2 / fan_in).",
)
def test_he_normal_of_a_convolution(student):
    assert_std(draws(student, "he_normal", CONVOLUTION, 610), math.sqrt(2 / 750))


@pytest.mark.points("he_normal", 0.25)
@pytest.mark.says(
    es="Los números siguen una normal de media 0, sin recortar, y son independientes.",
    en="The numbers follow a normal of mean 0, untruncated, and are independent.",
)
def test_he_normal_is_normal_about_zero(student):
    assert_normal(draws(student, "he_normal", CONVOLUTION, 620))


@pytest.mark.points("he_normal", 0.25)
@pytest.mark.says(
    es="El azar sale solo de `rng`: se repite con la misma semilla y cambia de una llamada a otra.",
    en="Randomness comes from `rng` alone: it repeats with the seed and changes from call to call.",
)
def test_he_normal_draws_from_rng(student):
    assert_draws_from_rng(student, "he_normal", 630)


@pytest.mark.points("he_uniform", 0.25)
@pytest.mark.says(
    es="En una capa densa, la varianza es 2 / fan_in.",
    en="In a dense layer the variance is 2 / fan_in.",
)
def test_he_uniform_of_a_dense_layer(student):
    assert_std(draws(student, "he_uniform", DENSE, 700), math.sqrt(2 / 100), uniform_std_tolerance)


@pytest.mark.points("he_uniform", 0.25)
@pytest.mark.says(
    es="En una convolución, la varianza es 2 / fan_in.",
    en="In a convolution the variance is 2 / fan_in.",
)
def test_he_uniform_of_a_convolution(student):
    assert_std(draws(student, "he_uniform", CONVOLUTION, 710), math.sqrt(2 / 750), uniform_std_tolerance)


@pytest.mark.points("he_uniform", 0.25)
@pytest.mark.says(
    es="Los números siguen una uniforme centrada en 0 y son independientes.",
    en="The numbers follow a uniform distribution about 0 and are independent.",
)
def test_he_uniform_is_uniform_about_zero(student):
    assert_uniform(draws(student, "he_uniform", CONVOLUTION, 720))


@pytest.mark.points("he_uniform", 0.25)
@pytest.mark.says(
    es="El azar sale solo de `rng`: se repite con la misma semilla y cambia de una llamada a otra.",
    en="Randomness comes from `rng` alone: it repeats with the seed and changes from call to call.",
)
def test_he_uniform_draws_from_rng(student):
    assert_draws_from_rng(student, "he_uniform", 730)


# -- activation_spread --------------------------------------------------------------------------------------


def half_up_to(top):
    """Make the activation that halves what lies between 0 and `top`, so that it shows when it is applied twice."""
    return Formula("z", "np.clip(z, 0.0, top) / 2", text=f"z -> clip(z, 0, {top:g}) / 2", top=top)


TANH = Formula("z", "np.tanh(z)", text="<ufunc 'tanh'>")


# Weights that make the activations of clip(z, 0, top) / 2 known whatever the input is. The first layer is so steep
# that half of its four units are at top / 2 and half at 0, by the sign of one sum; the later weights give the same for
# both signs. The sum is too small for that only if three of the inputs are next to nothing: even of float32 normals, of
# which one in 2**23 is exactly 0, that is one sample in 2**69. (Their steps near 0, 3e-8, times 2**30 outweigh any
# other input, so that the terms do not cancel.)
STEEP = 1e12 * np.outer([0.0, 1.0, 2.0**30, 2.0**60, 0.0], [1.0, -1.0, 1.0, -1.0])
SECOND = np.array([[0.25, -2.0, 2.0], [0.5, -1.0, 1.0], [0.5, -1.0, 1.0], [0.25, -2.0, 2.0]])
THIRD = np.array([[2.0, -2.0], [10.0, 4.0], [0.25, -0.5]])

# Gives the weights of the shape that is asked for, turned round if the shape is.
KNOWN_WEIGHTS = Formula(
    "shape, rng=None",
    "(lambda sides: next((one for one in known if one.shape == sides), np.zeros((1, 1))))(tuple(shape))",
    text="known weights",
    known=[STEEP, SECOND, THIRD, STEEP.T, SECOND.T, THIRD.T],
)


class Noting:
    """Gives ones, and notes with which arguments it was called."""

    def __init__(self):
        self.shapes = []
        self.generators = []

    def __call__(self, shape, rng=None):
        """Note the arguments and return the weights of a layer."""
        self.shapes.append(copy.deepcopy(shape))
        self.generators.append(isinstance(rng, np.random.Generator))
        known = [(n, m) for n in (6, 3, 5, 2) for m in (6, 3, 5, 2)]
        return next((np.ones(sides) for sides in known if difference(shape, sides) is None), np.ones((1, 1)))

    def __repr__(self):
        return "ones"


class Drawing:
    """Draws 4 x 4 weights from the generator that it is handed, and keeps them."""

    def __init__(self):
        self.drawn = []

    def __call__(self, shape, rng=None):
        """Draw the weights of a layer."""
        with_rng = isinstance(rng, np.random.Generator)
        self.drawn.append(rng.standard_normal((4, 4)) if with_rng else np.ones((4, 4)))
        return self.drawn[-1].copy()

    def __repr__(self):
        return "normal"


# The same for checks that do not look at the weights.
NORMAL = Formula(
    "shape, rng=None",
    "rng.standard_normal((4, 4)) if isinstance(rng, np.random.Generator) else np.ones((4, 4))",
    text="normal",
)


def scaled(scale, side):
    """Make an initializer that gives `scale` times the identity matrix with `side` rows."""
    text = f"{scale:g} * identity"
    return Formula("shape, rng=None", "scale * np.eye(side)", text=text, scale=scale, side=side)


class Seen:
    """The activation that changes nothing, and keeps what it is given."""

    def __init__(self):
        self.given = []

    def __call__(self, z):
        """Keep the values and return them."""
        self.given.append(copy.deepcopy(z))
        return z

    def __repr__(self):
        return "z -> z"

    def numbers(self):
        """All that was given, one after another, whether it came whole, by rows or one by one."""
        assert_holds(len(self.given) > 0, "property")
        single = (int, float, np.floating)
        arrays = [array_of(np.array(z) if isinstance(z, single) else z) for z in self.given]
        return np.concatenate([array.astype(np.float64).ravel() for array in arrays])


def spread_of(student, *arguments):
    """Call `activation_spread` and return its numbers, one a layer, of any size."""
    like = reference.activation_spread(*copy.deepcopy(arguments))
    spread = student.activation_spread(*arguments)
    assert_agrees(spread, like, ANY_NUMBER)
    return np.array([float(number) for number in spread])


@pytest.mark.points("activation_spread", 0.5)
@pytest.mark.says(
    es="El inicializador se llama una vez por capa, en orden, con (D_in, D_out) y un generador; hay un "
    "número por matriz de pesos y `sizes` queda como estaba.",
    en="The initializer is called once a layer, in order, with (D_in, D_out) and a generator; there is one "
    "number per weight matrix and `sizes` stays as it was.",
)
def test_spread_calls_the_initializer_once_a_layer(student):
    initializer = Noting()
    arguments = initializer, [6, 3, 5, 2], TANH, generator(800), 10
    like = reference.activation_spread(*copy.deepcopy(arguments))
    spread, after = call_and_look(student, "activation_spread", *arguments)
    assert_agrees(initializer.shapes, [(6, 3), (3, 5), (5, 2)])
    assert_holds(all(initializer.generators), "property")
    assert_agrees(spread, like, ANY_NUMBER)
    assert_holds(difference(after[1], [6, 3, 5, 2]) is None, "inputs-changed", after[1], [6, 3, 5, 2])


@pytest.mark.points("activation_spread", 0.5)
@pytest.mark.says(
    es="La activación se aplica en todas las capas, y tras ella se mide la desviación típica poblacional de "
    "todas las muestras y unidades juntas.",
    en="The activation is applied in every layer, and after it the population standard deviation of all "
    "samples and units together is measured.",
)
@settings(max_examples=8)  # depth and top, of which there are three each, are what tells mistakes apart
@given(
    depth=integers(1, 3),
    top=sampled_from([8.0, 1.0, 4.0]),
    n_samples=integers(1, 6),
    seed=integers(0, 2**32 - 1),
)
@example(depth=3, top=8.0, n_samples=1, seed=0)
@example(depth=3, top=8.0, n_samples=5, seed=1)
@agrees_with(reference.activation_spread)
def test_spread_after_every_activation(depth, top, n_samples, seed):
    rng = np.random.default_rng(seed)
    return KNOWN_WEIGHTS, [5, 4, 3, 2][: depth + 1], half_up_to(top), rng, n_samples


@pytest.mark.points("activation_spread", 0.25)
@pytest.mark.says(
    es="La red recibe números de N(0, 1): normales, de media 0 y desviación típica 1.",
    en="The net is fed numbers from N(0, 1): normal, of mean 0 and standard deviation 1.",
)
def test_spread_of_a_standard_normal_input(student):
    # One layer that halves its input and an activation that shows what it is given: 2000 x 4 numbers.
    seen = Seen()
    (std,) = spread_of(student, scaled(0.5, 4), [4, 4], seen, generator(810), 2000)
    assert_measures(float(std), 0.5, normal_std_tolerance(8000, 0.5), "std", false_alarm=FALSE_ALARM)
    numbers = 2 * seen.numbers()
    mean = float(numbers.mean())
    assert_measures(mean, 0.0, normal_mean_tolerance(8000, 1.0), "mean", false_alarm=FALSE_ALARM)
    # Of 8,000 normals; numbers that were looked at twice count twice in both parts of the share.
    low, high = binomial_bounds(8000, tail(2))
    tolerance = max(high / 8000 - tail(2), tail(2) - low / 8000)
    measured = float(np.mean(np.abs(numbers) > 2))
    assert_measures(measured, tail(2), tolerance, "P(|x| > 2)", false_alarm=FALSE_ALARM)


@pytest.mark.points("activation_spread", 0.25)
@pytest.mark.says(
    es="La red recibe `n_samples` muestras; si no se dice cuántas, 1000.",
    en="The net is fed `n_samples` samples; unless told how many, 1000.",
)
@pytest.mark.parametrize(("n_samples", "more"), [(1, (1,)), (300, (300,)), (1000, ())])
def test_spread_over_n_samples(student, n_samples, more):
    # One input, one unit, weight 1: the activation sees every sample. A float32 normal is equal to one of 999 others
    # with a probability below 999 * 2**-23, and eight repetitions are forgiven; there can never be more than n.
    seen = Seen()
    spread_of(student, scaled(1.0, 1), [1, 1], seen, generator(820), *more)
    distinct = float(len(np.unique(seen.numbers())))
    ninth = math.comb(n_samples, 9) * (n_samples * 2.0**-23) ** 9
    tolerance = 8.0 if distinct < n_samples else 0.0
    assert_measures(distinct, float(n_samples), tolerance, "n_samples", false_alarm=ninth)


@pytest.mark.points("activation_spread", 0.25)
@pytest.mark.says(
    es="Cada capa recibe números distintos del generador.",
    en="Every layer gets different numbers from the generator.",
)
def test_spread_draws_every_layer_anew(student):
    initializer = Drawing()
    spread_of(student, initializer, [4, 4, 4, 4], TANH, generator(830), 10)
    assert_holds(len(initializer.drawn) > 1, "property")
    for number, weights in enumerate(initializer.drawn):
        repeated = any(np.any(weights == earlier) for earlier in initializer.drawn[:number])
        # the weights are float64, of which two are equal with a probability of at most 2**-52
        assert_holds(not repeated, "same-draws", weights, false_alarm=number * 16 * 2.0**-52)


@pytest.mark.points("activation_spread", 0.25)
@pytest.mark.says(
    es="El azar sale solo de `rng`: se repite con la misma semilla y cambia de una llamada a otra.",
    en="Randomness comes from `rng` alone: it repeats with the seed and changes from call to call.",
)
def test_spread_draws_from_rng(student):
    sizes = [4, 4, 4, 4]
    arguments = NORMAL, sizes, TANH, generator(840), 10
    assert_leaves_global_random_state(student, "activation_spread", *arguments)
    one, other = (spread_of(student, NORMAL, sizes, TANH, generator(841), 10) for _ in range(2))
    assert_holds(difference(other, one) is None, "not-reproducible", other, one)
    # Three spreads that are equal to the last digit: even of float32 that is less than 1e-5 each.
    rng, weights, again = generator(842), Drawing(), Drawing()
    first, second = (spread_of(student, one, sizes, TANH, rng, 10) for one in (weights, again))
    assert_holds(not np.array_equal(first, second), "same-draws", second, false_alarm=1e-15)
    # The input alone makes them differ; the weights, three times sixteen float64 numbers, have to be new as well.
    repeated = any(np.any(now == before) for now, before in zip(again.drawn, weights.drawn, strict=False))
    assert_holds(not repeated, "same-draws", again.drawn, false_alarm=48 * 2.0**-52)
