"""Wrong answers of the topic initialization that have a name."""

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np

from cnn_reference.initialization import (
    Activation,
    FloatArray,
    Initializer,
    Shape,
    activation_spread,
    fan_in_fan_out,
    he_normal,
    he_uniform,
    lecun_normal,
    small_normal,
    uniform,
    xavier_normal,
    xavier_uniform,
)
from cnn_reference.misconceptions.misconception import Misconception, Text

LECTURE = Text(
    es="Inicialización de parámetros (weight initialization)",
    en="Weight initialization (inicialización de parámetros)",
)
Fans = Callable[[Shape], tuple[int, int]]


# -- the variance given as the standard deviation -----------------------------------------------------------


def _small_normal_variance(shape: Shape, rng: np.random.Generator, scale: float = 0.01) -> FloatArray:
    return np.asarray(rng.normal(0.0, scale**2, shape))


def _xavier_normal_variance(shape: Shape, rng: np.random.Generator) -> FloatArray:
    fan_in, fan_out = fan_in_fan_out(shape)
    return rng.normal(0.0, 2 / (fan_in + fan_out), shape)


def _xavier_uniform_variance(shape: Shape, rng: np.random.Generator) -> FloatArray:
    fan_in, fan_out = fan_in_fan_out(shape)
    limit = math.sqrt(3) * 2 / (fan_in + fan_out)
    return rng.uniform(-limit, limit, shape)


def _lecun_normal_variance(shape: Shape, rng: np.random.Generator) -> FloatArray:
    fan_in, _ = fan_in_fan_out(shape)
    return rng.normal(0.0, 1 / fan_in, shape)


def _he_normal_variance(shape: Shape, rng: np.random.Generator) -> FloatArray:
    fan_in, _ = fan_in_fan_out(shape)
    return rng.normal(0.0, 2 / fan_in, shape)


def _he_uniform_variance(shape: Shape, rng: np.random.Generator) -> FloatArray:
    fan_in, _ = fan_in_fan_out(shape)
    limit = math.sqrt(3) * 2 / fan_in
    return rng.uniform(-limit, limit, shape)


def _activation_spread_variance(
    initializer: Initializer,
    sizes: Sequence[int],
    activation: Activation,
    rng: np.random.Generator,
    n_samples: int = 1000,
) -> list[float]:
    return [spread**2 for spread in activation_spread(initializer, sizes, activation, rng, n_samples)]


# -- the wrong fans -----------------------------------------------------------------------------------------


def _swapped(shape: Shape) -> tuple[int, int]:
    fan_in, fan_out = fan_in_fan_out(shape)
    return fan_out, fan_in


def _without_receptive_field(shape: Shape) -> tuple[int, int]:
    return shape[-2], shape[-1]


def _receptive_field_in_fan_in_alone(shape: Shape) -> tuple[int, int]:
    return math.prod(shape[:-1]), shape[-1]


def _xavier_normal_of(fans: Fans) -> Initializer:
    def xavier_normal(shape: Shape, rng: np.random.Generator) -> FloatArray:
        return rng.normal(0.0, math.sqrt(2 / sum(fans(shape))), shape)

    return xavier_normal


def _xavier_uniform_of(fans: Fans) -> Initializer:
    def xavier_uniform(shape: Shape, rng: np.random.Generator) -> FloatArray:
        limit = math.sqrt(6 / sum(fans(shape)))
        return rng.uniform(-limit, limit, shape)

    return xavier_uniform


def _lecun_normal_of(fans: Fans) -> Initializer:
    def lecun_normal(shape: Shape, rng: np.random.Generator) -> FloatArray:
        return rng.normal(0.0, 1 / math.sqrt(fans(shape)[0]), shape)

    return lecun_normal


def _he_normal_of(fans: Fans) -> Initializer:
    def he_normal(shape: Shape, rng: np.random.Generator) -> FloatArray:
        return rng.normal(0.0, math.sqrt(2 / fans(shape)[0]), shape)

    return he_normal


def _he_uniform_of(fans: Fans) -> Initializer:
    def he_uniform(shape: Shape, rng: np.random.Generator) -> FloatArray:
        limit = math.sqrt(6 / fans(shape)[0])
        return rng.uniform(-limit, limit, shape)

    return he_uniform


def _activation_spread_transposed(
    initializer: Initializer,
    sizes: Sequence[int],
    activation: Activation,
    rng: np.random.Generator,
    n_samples: int = 1000,
) -> list[float]:
    a = rng.standard_normal((n_samples, sizes[0]))
    spread = []
    for n_in, n_out in pairwise(sizes):
        a = activation(a @ initializer((n_out, n_in), rng).T)
        spread.append(float(np.std(a)))
    return spread


# -- the spread of something else -----------------------------------------------------------------------------


def _spread_before_the_activation(
    initializer: Initializer,
    sizes: Sequence[int],
    activation: Activation,
    rng: np.random.Generator,
    n_samples: int = 1000,
) -> list[float]:
    a = rng.standard_normal((n_samples, sizes[0]))
    spread = []
    for n_in, n_out in pairwise(sizes):
        z = a @ initializer((n_in, n_out), rng)
        spread.append(float(np.std(z)))
        a = activation(z)
    return spread


def _spread_of_each_unit(
    initializer: Initializer,
    sizes: Sequence[int],
    activation: Activation,
    rng: np.random.Generator,
    n_samples: int = 1000,
) -> list[float]:
    a = rng.standard_normal((n_samples, sizes[0]))
    spread = []
    for n_in, n_out in pairwise(sizes):
        a = activation(a @ initializer((n_in, n_out), rng))
        spread.append(float(np.mean(np.std(a, axis=0))))
    return spread


# -- a uniform distribution whose limit is the standard deviation -------------------------------------------


def _xavier_uniform_limit(shape: Shape, rng: np.random.Generator) -> FloatArray:
    fan_in, fan_out = fan_in_fan_out(shape)
    limit = math.sqrt(2 / (fan_in + fan_out))
    return rng.uniform(-limit, limit, shape)


def _he_uniform_limit(shape: Shape, rng: np.random.Generator) -> FloatArray:
    fan_in, _ = fan_in_fan_out(shape)
    limit = math.sqrt(2 / fan_in)
    return rng.uniform(-limit, limit, shape)


# -- rand in [0, 1] -----------------------------------------------------------------------------------------


def _small_normal_positive(shape: Shape, rng: np.random.Generator, scale: float = 0.01) -> FloatArray:
    return np.asarray(scale * rng.random(shape))


def _xavier_normal_positive(shape: Shape, rng: np.random.Generator) -> FloatArray:
    fan_in, fan_out = fan_in_fan_out(shape)
    return math.sqrt(2 / (fan_in + fan_out)) * rng.random(shape)


def _xavier_uniform_positive(shape: Shape, rng: np.random.Generator) -> FloatArray:
    fan_in, fan_out = fan_in_fan_out(shape)
    return math.sqrt(6 / (fan_in + fan_out)) * rng.random(shape)


def _lecun_normal_positive(shape: Shape, rng: np.random.Generator) -> FloatArray:
    fan_in, _ = fan_in_fan_out(shape)
    return rng.random(shape) / math.sqrt(fan_in)


def _he_normal_positive(shape: Shape, rng: np.random.Generator) -> FloatArray:
    fan_in, _ = fan_in_fan_out(shape)
    return math.sqrt(2 / fan_in) * rng.random(shape)


def _he_uniform_positive(shape: Shape, rng: np.random.Generator) -> FloatArray:
    fan_in, _ = fan_in_fan_out(shape)
    return math.sqrt(6 / fan_in) * rng.random(shape)


def _activation_spread_positive(
    initializer: Initializer,
    sizes: Sequence[int],
    activation: Activation,
    rng: np.random.Generator,
    n_samples: int = 1000,
) -> list[float]:
    return _spread_from(rng.random((n_samples, sizes[0])), initializer, sizes, activation, rng)


# -- the generator ignored ----------------------------------------------------------------------------------


def _small_normal_global(shape: Shape, rng: np.random.Generator, scale: float = 0.01) -> FloatArray:
    return np.asarray(np.random.normal(0.0, scale, shape))


def _uniform_global(shape: Shape, rng: np.random.Generator, low: float = 0, high: float = 1) -> FloatArray:
    return np.asarray(np.random.uniform(low, high, shape))


def _xavier_normal_global(shape: Shape, rng: np.random.Generator) -> FloatArray:
    fan_in, fan_out = fan_in_fan_out(shape)
    return np.random.normal(0.0, math.sqrt(2 / (fan_in + fan_out)), shape)


def _xavier_uniform_global(shape: Shape, rng: np.random.Generator) -> FloatArray:
    fan_in, fan_out = fan_in_fan_out(shape)
    limit = math.sqrt(6 / (fan_in + fan_out))
    return np.random.uniform(-limit, limit, shape)


def _lecun_normal_global(shape: Shape, rng: np.random.Generator) -> FloatArray:
    fan_in, _ = fan_in_fan_out(shape)
    return np.random.normal(0.0, 1 / math.sqrt(fan_in), shape)


def _he_normal_global(shape: Shape, rng: np.random.Generator) -> FloatArray:
    fan_in, _ = fan_in_fan_out(shape)
    return np.random.normal(0.0, math.sqrt(2 / fan_in), shape)


def _he_uniform_global(shape: Shape, rng: np.random.Generator) -> FloatArray:
    fan_in, _ = fan_in_fan_out(shape)
    limit = math.sqrt(6 / fan_in)
    return np.random.uniform(-limit, limit, shape)


def _activation_spread_global(
    initializer: Initializer,
    sizes: Sequence[int],
    activation: Activation,
    rng: np.random.Generator,
    n_samples: int = 1000,
) -> list[float]:
    return _spread_from(np.random.normal(size=(n_samples, sizes[0])), initializer, sizes, activation, rng)


def _spread_from(
    a: FloatArray,
    initializer: Initializer,
    sizes: Sequence[int],
    activation: Activation,
    rng: np.random.Generator,
) -> list[float]:
    """Run the net on an input that is already there."""
    spread = []
    for n_in, n_out in pairwise(sizes):
        a = activation(a @ initializer((n_in, n_out), rng))
        spread.append(float(np.std(a)))
    return spread


# -- the same numbers in every layer ------------------------------------------------------------------------


def _small_normal_repeated(shape: Shape, rng: np.random.Generator, scale: float = 0.01) -> FloatArray:
    return small_normal(shape, np.random.default_rng(0), scale)


def _uniform_repeated(shape: Shape, rng: np.random.Generator, low: float = 0, high: float = 1) -> FloatArray:
    return uniform(shape, np.random.default_rng(0), low, high)


def _repeated(right: Initializer) -> Initializer:
    def repeated(shape: Shape, rng: np.random.Generator) -> FloatArray:
        return right(shape, np.random.default_rng(0))

    return repeated


def _activation_spread_repeated(
    initializer: Initializer,
    sizes: Sequence[int],
    activation: Activation,
    rng: np.random.Generator,
    n_samples: int = 1000,
) -> list[float]:
    return activation_spread(_repeated(initializer), sizes, activation, rng, n_samples)


MISCONCEPTIONS: tuple[Misconception, ...] = (
    Misconception(
        id="initialization/variance-as-standard-deviation",
        name=Text(
            es="usado la varianza donde va la desviación típica",
            en="used the variance where the standard deviation belongs",
        ),
        explanation=Text(
            es=(
                "Parece que has confundido la varianza con la desviación típica: el segundo argumento de "
                "`rng.normal`, y lo que multiplica a `rng.standard_normal`, es una desviación típica, y "
                "`np.std` también lo es. Con fan_in = 200, He pide una varianza de 2 / 200 = 0.01, o sea "
                "una desviación típica de 0.1; si pasas 0.01 los pesos salen diez veces demasiado pequeños "
                "y la señal se apaga en dos o tres capas. Mira dónde falta la raíz cuadrada, y en "
                "`small_normal` y `activation_spread` dónde sobra un cuadrado."
            ),
            en=(
                "You seem to have taken the variance for the standard deviation: the second argument of "
                "`rng.normal`, and the factor of `rng.standard_normal`, is a standard deviation, and so is "
                "`np.std`. With fan_in = 200, He asks for a variance of 2 / 200 = 0.01, which is a "
                "standard deviation of 0.1; hand over 0.01 and the weights are ten times too small, so the "
                "signal dies out within two or three layers. Look for the missing square root, and in "
                "`small_normal` and `activation_spread` for a square too many."
            ),
        ),
        lecture=LECTURE,
        wrong={
            "small_normal": _small_normal_variance,
            "xavier_normal": _xavier_normal_variance,
            "xavier_uniform": _xavier_uniform_variance,
            "lecun_normal": _lecun_normal_variance,
            "he_normal": _he_normal_variance,
            "he_uniform": _he_uniform_variance,
            "activation_spread": _activation_spread_variance,
        },
    ),
    Misconception(
        id="initialization/fan-out-for-fan-in",
        name=Text(
            es="tomado fan_out por fan_in",
            en="taken fan_out for fan_in",
        ),
        explanation=Text(
            es=(
                "Parece que has cambiado entradas por salidas. El n de la diapositiva es el número de "
                "entradas de una unidad, porque z es una suma de n productos y su varianza crece con n. "
                "Los pesos (100, 400) multiplican por la derecha, x @ w: cada unidad suma 100 entradas, "
                "fan_in = 100, y LeCun da 1 / sqrt(100) = 0.1 y no 1 / sqrt(400) = 0.05. Mira cuál de los "
                "dos últimos ejes de `shape` es el de entrada: el penúltimo. PyTorch guarda los pesos al "
                "revés, (salidas, entradas); aquí no."
            ),
            en=(
                "You seem to have swapped inputs and outputs. The n of the slide is the number of inputs "
                "of a unit, because z is a sum of n products and its variance grows with n. Weights (100, "
                "400) multiply from the right, x @ w: every unit adds up 100 inputs, fan_in = 100, and "
                "LeCun gives 1 / sqrt(100) = 0.1 and not 1 / sqrt(400) = 0.05. Look at which of the last "
                "two axes of `shape` is the input: the one before the last. PyTorch stores weights the "
                "other way round, (out, in); here they are not."
            ),
        ),
        lecture=LECTURE,
        wrong={
            "fan_in_fan_out": _swapped,
            "lecun_normal": _lecun_normal_of(_swapped),
            "he_normal": _he_normal_of(_swapped),
            "he_uniform": _he_uniform_of(_swapped),
            "activation_spread": _activation_spread_transposed,
        },
    ),
    Misconception(
        id="initialization/receptive-field-forgotten",
        name=Text(
            es="olvidado el campo receptivo de la convolución",
            en="forgotten the receptive field of the convolution",
        ),
        explanation=Text(
            es=(
                "Parece que en una convolución has contado solo los canales. Una unidad de una convolución "
                "3x3 con 16 canales de entrada no suma 16 productos sino 3 * 3 * 16 = 144, uno por cada "
                "peso del filtro. Con fan_in = 16, He daría sqrt(2 / 16) = 0.35 en lugar de sqrt(2 / 144) "
                "= 0.12: la señal se triplica en cada capa. Mira los dos primeros ejes de `shape`: "
                "multiplican a los canales de entrada y también a los de salida."
            ),
            en=(
                "You seem to have counted only the channels of a convolution. One unit of a 3x3 "
                "convolution with 16 input channels adds up not 16 products but 3 * 3 * 16 = 144, one for "
                "each weight of the filter. With fan_in = 16, He would give sqrt(2 / 16) = 0.35 instead of "
                "sqrt(2 / 144) = 0.12: the signal triples in every layer. Look at the first two axes of "
                "`shape`: they multiply the input channels, and the output channels as well."
            ),
        ),
        lecture=LECTURE,
        wrong={
            "fan_in_fan_out": _without_receptive_field,
            "xavier_normal": _xavier_normal_of(_without_receptive_field),
            "xavier_uniform": _xavier_uniform_of(_without_receptive_field),
            "lecun_normal": _lecun_normal_of(_without_receptive_field),
            "he_normal": _he_normal_of(_without_receptive_field),
            "he_uniform": _he_uniform_of(_without_receptive_field),
        },
    ),
    Misconception(
        id="initialization/receptive-field-in-fan-in-alone",
        name=Text(
            es="olvidado el campo receptivo en fan_out",
            en="forgotten the receptive field in fan_out",
        ),
        explanation=Text(
            es=(
                "Parece que en una convolución has multiplicado por kh * kw solo fan_in. También cada "
                "entrada llega a muchas salidas: el filtro 3x3 la recoge desde 3 * 3 posiciones distintas, "
                "y en cada una hay C_out canales. Con la forma (3, 3, 16, 32), fan_out es 9 * 32 = 288 y "
                "no 32, y Xavier da sqrt(2 / (144 + 288)) = 0.068 y no sqrt(2 / (144 + 32)) = 0.107. Mira "
                "cómo calculas el segundo de los dos números."
            ),
            en=(
                "You seem to have multiplied only fan_in of a convolution by kh * kw. An input reaches "
                "many outputs, too: the 3x3 filter picks it up from 3 * 3 positions, with C_out channels "
                "in each of them. With the shape (3, 3, 16, 32), fan_out is 9 * 32 = 288 and not 32, and "
                "Xavier gives sqrt(2 / (144 + 288)) = 0.068 and not sqrt(2 / (144 + 32)) = 0.107. Look at "
                "how you compute the second of the two numbers."
            ),
        ),
        lecture=LECTURE,
        wrong={
            "fan_in_fan_out": _receptive_field_in_fan_in_alone,
            "xavier_normal": _xavier_normal_of(_receptive_field_in_fan_in_alone),
            "xavier_uniform": _xavier_uniform_of(_receptive_field_in_fan_in_alone),
        },
    ),
    Misconception(
        id="initialization/uniform-limit-is-the-standard-deviation",
        name=Text(
            es="usado la desviación típica como límite de la uniforme",
            en="used the standard deviation as the limit of the uniform distribution",
        ),
        explanation=Text(
            es=(
                "Parece que has puesto el límite de la distribución uniforme en sqrt(var). Casi todos los "
                "números de [-a, a] quedan lejos del borde, así que su desviación típica es menor que a: "
                "la varianza es a**2 / 3. Con una varianza pedida de 0.03, el límite sqrt(0.03) = 0.17 "
                "solo da una varianza de 0.01; hace falta a = sqrt(3 * 0.03) = 0.3. Mira si tu límite "
                "lleva el 3: de 2 / n sale sqrt(6 / n)."
            ),
            en=(
                "You seem to have put the limit of the uniform distribution at sqrt(var). Most numbers of "
                "[-a, a] lie well inside the limit, so their standard deviation is smaller than a: the "
                "variance is a**2 / 3. For a wanted variance of 0.03 the limit sqrt(0.03) = 0.17 gives a "
                "variance of only 0.01; it takes a = sqrt(3 * 0.03) = 0.3. Look for the 3 in your limit: 2 "
                "/ n becomes sqrt(6 / n)."
            ),
        ),
        lecture=LECTURE,
        wrong={"xavier_uniform": _xavier_uniform_limit, "he_uniform": _he_uniform_limit},
    ),
    Misconception(
        id="initialization/spread-before-the-activation",
        name=Text(
            es="medido la dispersión antes de la activación",
            en="measured the spread before the activation",
        ),
        explanation=Text(
            es=(
                "Parece que mides la desviación típica de a @ w y no la de activation(a @ w). Lo que llega a "
                "la capa siguiente, y lo que se satura o se apaga, es lo que sale de la activación: con ReLU, "
                "de -1 y 1 quedan 0 y 1, cuya desviación típica es 0.5 y no 1. Si la activación no hace nada "
                "no se nota. Aplica primero `activation` y mide después, también en la última capa."
            ),
            en=(
                "You seem to measure the standard deviation of a @ w and not that of activation(a @ w). What "
                "reaches the next layer, and what saturates or dies out, is what leaves the activation: ReLU "
                "makes 0 and 1 of -1 and 1, whose standard deviation is 0.5 and not 1. If the activation does "
                "nothing it does not show. Apply `activation` first and measure afterwards, in the last layer "
                "too."
            ),
        ),
        lecture=LECTURE,
        wrong={"activation_spread": _spread_before_the_activation},
    ),
    Misconception(
        id="initialization/spread-of-each-unit",
        name=Text(
            es="promediado la dispersión de cada unidad en vez de medirla de todas juntas",
            en="averaged the spread of each unit instead of measuring all of them together",
        ),
        explanation=Text(
            es=(
                "Parece que calculas una desviación típica por unidad (axis=0) y luego su media. Así no cuenta "
                "lo que una unidad se aparta de otra: si una da siempre 0 y otra siempre 1, cada una tiene "
                "dispersión 0, pero la de los cuatro números 0, 1, 0, 1 de dos muestras es 0.5. Usa np.std sin "
                "axis, sobre muestras y unidades a la vez."
            ),
            en=(
                "You seem to compute one standard deviation per unit (axis=0) and then their mean. How far one "
                "unit lies from another does not count in it: if one always gives 0 and another always 1, each "
                "has the spread 0, but that of the four numbers 0, 1, 0, 1 of two samples is 0.5. Use np.std "
                "without an axis, over samples and units at once."
            ),
        ),
        lecture=LECTURE,
        wrong={"activation_spread": _spread_of_each_unit},
    ),
    Misconception(
        id="initialization/rand-in-zero-one",
        name=Text(
            es="sorteado números de [0, 1), cuya media es mayor que 0",
            en="drawn numbers from [0, 1), whose mean is above 0",
        ),
        explanation=Text(
            es=(
                "Parece que has leído rand(0,1) como números uniformes entre 0 y 1. En la diapositiva 0 es "
                "la media y 1 la desviación típica: una normal, con tantos pesos negativos como positivos. "
                "Si todos los pesos son positivos, su media es 0.5: con 100 entradas iguales a 1, z vale "
                "unas 50 en todas las unidades a la vez, y todas aprenden casi lo mismo. Mira si has usado "
                "`rng.random` o `rng.uniform` con 0 como límite inferior; lo simétrico es "
                "`rng.standard_normal`, o bien `rng.uniform(-a, a)`."
            ),
            en=(
                "You seem to have read rand(0,1) as uniform numbers between 0 and 1. On the slide 0 is the "
                "mean and 1 the standard deviation: a normal, with as many negative weights as positive "
                "ones. If all weights are positive their mean is 0.5: with 100 inputs equal to 1, z is "
                "about 50 in all units at once, and all of them learn nearly the same. Look for "
                "`rng.random`, or `rng.uniform` with 0 as its lower limit; symmetric are "
                "`rng.standard_normal` and `rng.uniform(-a, a)`."
            ),
        ),
        lecture=LECTURE,
        wrong={
            "small_normal": _small_normal_positive,
            "xavier_normal": _xavier_normal_positive,
            "xavier_uniform": _xavier_uniform_positive,
            "lecun_normal": _lecun_normal_positive,
            "he_normal": _he_normal_positive,
            "he_uniform": _he_uniform_positive,
            "activation_spread": _activation_spread_positive,
        },
    ),
    Misconception(
        id="initialization/global-random-state",
        name=Text(
            es="sorteado del estado global de NumPy en lugar de `rng`",
            en="drawn from NumPy's global state instead of `rng`",
        ),
        explanation=Text(
            es=(
                "Parece que has llamado a `np.random.normal`, `np.random.uniform` o similares. Esas "
                "funciones usan un generador escondido que comparte todo el programa: aunque te den dos "
                "veces `np.random.default_rng(7)`, devuelven números distintos, y quien quiera repetir tu "
                "experimento no puede. Mira cada sorteo: `np.random.normal(0, s, shape)` pasa a ser "
                "`rng.normal(0, s, shape)`."
            ),
            en=(
                "You seem to have called `np.random.normal`, `np.random.uniform` or the like. They use a "
                "hidden generator that the whole program shares: given `np.random.default_rng(7)` twice "
                "they return different numbers, and nobody can repeat your experiment. Look at every draw: "
                "`np.random.normal(0, s, shape)` becomes `rng.normal(0, s, shape)`."
            ),
        ),
        lecture=LECTURE,
        wrong={
            "small_normal": _small_normal_global,
            "uniform": _uniform_global,
            "xavier_normal": _xavier_normal_global,
            "xavier_uniform": _xavier_uniform_global,
            "lecun_normal": _lecun_normal_global,
            "he_normal": _he_normal_global,
            "he_uniform": _he_uniform_global,
            "activation_spread": _activation_spread_global,
        },
    ),
    Misconception(
        id="initialization/same-numbers-in-every-layer",
        name=Text(
            es="repetido los mismos números en todas las capas",
            en="repeated the same numbers in every layer",
        ),
        explanation=Text(
            es=(
                "Parece que creas un generador nuevo con una semilla fija, por ejemplo "
                "`np.random.default_rng(0)`, en cada llamada o en cada capa. Un generador con la misma "
                "semilla empieza siempre por el mismo número, 0.1257... si es la 0: dos capas de la misma "
                "forma salen idénticas, y lo que debía ser azar independiente es una copia. Mira dónde "
                "aparece `default_rng`: no hace falta en ninguna función. El `rng` que te dan avanza solo "
                "con cada sorteo; úsalo tal cual, y pásalo tal cual al inicializador."
            ),
            en=(
                "You seem to make a new generator with a fixed seed, such as `np.random.default_rng(0)`, "
                "in every call or every layer. A generator of the same seed always begins with the same "
                "number, 0.1257... for seed 0: two layers of one shape come out identical, and what should "
                "be independent chance is a copy. Look for `default_rng`: no function needs it. The `rng` "
                "that you are given moves on by itself with every draw; use it as it is, and hand it as it "
                "is to the initializer."
            ),
        ),
        lecture=LECTURE,
        wrong={
            "small_normal": _small_normal_repeated,
            "uniform": _uniform_repeated,
            "xavier_normal": _repeated(xavier_normal),
            "xavier_uniform": _repeated(xavier_uniform),
            "lecun_normal": _repeated(lecun_normal),
            "he_normal": _repeated(he_normal),
            "he_uniform": _repeated(he_uniform),
            "activation_spread": _activation_spread_repeated,
        },
    ),
)
