"""Wrong answers of the topic dropout that have a name.

Every random function here is made of three choices: a rate, what is kept, and what is made of it. A misconception
replaces one of them.
"""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_reference.dropout import LARGEST_RATE, Floats, Mask, channel_max_drop, feature_max_drop, refuse_rate
from cnn_reference.misconceptions.misconception import Misconception, Text

LECTURE = Text(
    es="Dropout: la primera diapositiva y el artículo que cita.",
    en="Dropout: the first slide and the article that it cites.",
)
VARIANTS_LECTURE = Text(
    es="Dropout: las tablas de MNIST y CIFAR-10 que comparan las variantes.",
    en="Dropout: the tables of MNIST and CIFAR-10 that compare the variants.",
)

# `rng` is a Generator, or NumPy's module of global functions, which looks like one.
Keep = Callable[[Floats, float, Any], Mask]
Finish = Callable[[Floats, Mask, float], tuple[Floats, NDArray[Any]]]
Rate = Callable[[Any, str, float, float], float]


# What is kept


def _sides(x: Floats, axes: tuple[int, ...]) -> tuple[int, ...]:
    """Shape of the draws if there is one for each index along `axes`."""
    return tuple(side if axis in axes else 1 for axis, side in enumerate(x.shape))


def _elements(x: Floats, p: float, rng: Any) -> Mask:
    return np.asarray(rng.random(x.shape) >= p)


def _samples(x: Floats, p: float, rng: Any) -> Mask:
    return np.asarray(rng.random(_sides(x, (0,))) >= p)


def _positions_in_a_sample(x: Floats, p: float, rng: Any) -> Mask:
    return np.asarray(rng.random(_sides(x, tuple(range(1, x.ndim)))) >= p)


def _along(*axes: int) -> Keep:
    def keep(x: Floats, p: float, rng: Any) -> Mask:
        return np.asarray(rng.random(_sides(x, axes)) >= p)

    return keep


_maps, _pixels, _channels = _along(0, 3), _along(0, 1, 2), _along(3)


def _but_largest(over: tuple[int, ...], draws: tuple[int, ...], size: Callable[[Any], Any] = np.asarray) -> Keep:
    """Keep all but the largest over some axes, with one draw for each index along others."""

    def keep(x: Floats, p: float, rng: Any) -> Mask:
        largest = size(x) == size(x).max(axis=over, keepdims=True)
        return np.asarray(~(largest & (rng.random(_sides(x, draws)) < p)))

    return keep


_but_largest_of_map = _but_largest((1, 2), (0, 3))
_but_largest_of_position = _but_largest((3,), (0, 1, 2))


def _with_chance_p(keep: Keep) -> Keep:
    return lambda x, p, rng: keep(x, 1 - p, rng)


def _from_global_state(keep: Keep) -> Keep:
    return lambda x, p, rng: keep(x, p, np.random)


def _from_a_generator_of_its_own(keep: Keep) -> Keep:
    return lambda x, p, rng: keep(x, p, np.random.default_rng(0))


def _all_but_a_fixed_number(keep: Keep) -> Keep:
    """As many are dropped as p says, neither more nor less."""

    def wrong(x: Floats, p: float, rng: Any) -> Mask:
        draws = keep(x, 0.0, rng)  # for its shape
        order = rng.permutation(draws.size)
        return np.asarray((order >= round(p * draws.size)).reshape(draws.shape))

    return wrong


# What is made of it


def _whole(x: Floats, mask: Mask) -> Mask:
    return np.broadcast_to(mask, x.shape).copy()


def _divided(y: Floats, share: float) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(y / np.float64(share))


def _scaled(x: Floats, mask: Mask, p: float) -> tuple[Floats, Mask]:
    return _divided(x * mask, 1 - p), _whole(x, mask)


def _unscaled(x: Floats, mask: Mask, p: float) -> tuple[Floats, Mask]:
    return x * mask, _whole(x, mask)


def _scaled_by_p(x: Floats, mask: Mask, p: float) -> tuple[Floats, Mask]:
    return _divided(x * mask, p), _whole(x, mask)


def _multiplied(x: Floats, mask: Mask, p: float) -> tuple[Floats, Mask]:
    return x * mask * (1 - p), _whole(x, mask)


def _with_mask_of_the_dropped(finish: Finish) -> Finish:
    def wrong(x: Floats, mask: Mask, p: float) -> tuple[Floats, Mask]:
        y, kept = finish(x, mask, p)
        return y, ~kept

    return wrong


def _with_mask_of_numbers(x: Floats, mask: Mask, p: float) -> tuple[Floats, Floats]:
    factors = _divided(_whole(x, mask).astype(np.float64), 1 - p)
    return x * factors, factors


def _with_small_mask(x: Floats, mask: Mask, p: float) -> tuple[Floats, Mask]:
    return x * mask / (1 - p), mask


def _scaled_in_place(x: Floats, mask: Mask, p: float) -> tuple[Floats, Mask]:
    x *= mask
    x /= 1 - p
    return x, _whole(x, mask)


def _unscaled_in_place(x: Floats, mask: Mask, p: float) -> tuple[Floats, Mask]:
    x *= mask
    return x, _whole(x, mask)


# The rate


def _drawn(rng: Any, distribution: str, a: float, b: float) -> float:
    if distribution == "normal":
        return float(rng.normal(a, b))
    if distribution == "uniform":
        return float(rng.uniform(a, b))
    raise ValueError(f'expected the distribution "normal" or "uniform", got {distribution!r}')


def _rate(rng: Any, distribution: str, a: float, b: float) -> float:
    return min(max(_drawn(rng, distribution, a, b), 0.0), LARGEST_RATE)


def _rate_of_variance_b(rng: Any, distribution: str, a: float, b: float) -> float:
    return _rate(rng, distribution, a, math.sqrt(b) if distribution == "normal" else b)


def _rate_about_a(rng: Any, distribution: str, a: float, b: float) -> float:
    ends = (a - b, a + b) if distribution == "uniform" else (a, b)
    return _rate(rng, distribution, *ends)


def _rate_drawn_again(rng: Any, distribution: str, a: float, b: float) -> float:
    while True:
        p = _drawn(rng, distribution, a, b)
        if 0 <= p <= LARGEST_RATE:
            return p


def _rate_up_to_one(rng: Any, distribution: str, a: float, b: float) -> float:
    return min(max(_drawn(rng, distribution, a, b), 0.0), 1.0)


# The functions


def _dropout(keep: Keep, finish: Finish, at_inference: Callable[[float], float] = lambda p: 1.0) -> Any:
    def dropout_forward(
        x: Floats, p: float, rng: np.random.Generator, training: bool = True
    ) -> tuple[Floats, NDArray[Any]]:
        refuse_rate(p)
        if not training:
            return x * at_inference(p), np.ones(x.shape, dtype=np.bool_)
        return finish(x, keep(x, p, rng), p)

    return dropout_forward


def _variant(keep: Keep, finish: Finish) -> Any:
    def variant(x: Floats, p: float, rng: np.random.Generator) -> tuple[Floats, NDArray[Any]]:
        refuse_rate(p)
        return finish(x, keep(x, p, rng), p)

    return variant


def _stochastic(keep: Keep, finish: Finish, rate: Rate = _rate, source: Callable[[Any], Any] = lambda rng: rng) -> Any:
    def stochastic_dropout(
        x: Floats, rng: np.random.Generator, distribution: str, a: float, b: float
    ) -> tuple[Floats, NDArray[Any], float]:
        generator = source(rng)
        p = rate(generator, distribution, a, b)
        return *finish(x, keep(x, p, generator), p), p

    return stochastic_dropout


def _backward(factor: Callable[[Mask, float], Any]) -> Any:
    def dropout_backward(dy: Floats, mask: Mask, p: float) -> Floats:
        refuse_rate(p)
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(dy * factor(mask, p))

    return dropout_backward


def _backward_in_place(dy: Floats, mask: Mask, p: float) -> Floats:
    refuse_rate(p)
    dy *= mask
    dy /= 1 - p
    return dy


MISCONCEPTIONS: tuple[Misconception, ...] = (
    Misconception(
        id="dropout/keep-probability",
        name=Text(
            es="tomado p por la probabilidad de conservar",
            en="taken p for the chance to keep",
        ),
        explanation=Text(
            es="Parece que conservas cada elemento con probabilidad p, y aquí p es la probabilidad de eliminarlo. El "
            "artículo original llama p a la de conservar, y de ahí viene el lío; las tablas de la clase y PyTorch "
            "llaman p a la de eliminar. Con p = 0.2 debe sobrevivir el 80 % y multiplicarse por 1 / 0.8 = 1.25; a "
            "ti te sobrevive el 20 %. Prueba con p = 0: no se puede perder nada. Mira hacia qué lado va la "
            "comparación con p y, si escalas, entre qué divides.",
            en="You seem to keep each element with probability p, and here p is the chance to drop it. The original "
            "article calls the chance to keep p, hence the muddle; the tables of the lecture and PyTorch call the "
            "chance to drop p. With p = 0.2, 80 % must survive and be multiplied by 1 / 0.8 = 1.25; with yours 20 % "
            "survive. Try p = 0: nothing may be lost. Look at the direction of your comparison with p and, where "
            "you scale, at what you divide by.",
        ),
        lecture=LECTURE,
        wrong={
            "dropout_forward": _dropout(_with_chance_p(_elements), _scaled_by_p),
            "dropout_backward": _backward(lambda mask, p: mask / np.float64(p)),
            "spatial_dropout": _variant(_with_chance_p(_maps), _scaled_by_p),
            "feature_max_drop": _variant(_with_chance_p(_but_largest_of_map), _unscaled),
            "channel_max_drop": _variant(_with_chance_p(_but_largest_of_position), _unscaled),
            "stochastic_dropout": _stochastic(_with_chance_p(_elements), _scaled_by_p),
        },
    ),
    Misconception(
        id="dropout/not-scaled",
        name=Text(
            es="dejado sin escalar lo que sobrevive",
            en="left the survivors unscaled",
        ),
        explanation=Text(
            es="Parece que pones a cero y no compensas. Con p = 0.5, una activación que vale 1 queda en 0 o en 1: de "
            "media 0.5. En inferencia no se elimina nada y vale 1, el doble de lo que la capa siguiente ha visto al "
            "entrenar. Dividir lo que sobrevive entre 1 - p lo arregla: 0 o 2, de media 1. Mira si divides entre "
            "1 - p durante el entrenamiento.",
            en="You seem to set elements to zero and make up for nothing. With p = 0.5 an activation of 1 becomes 0 "
            "or 1: 0.5 on average. At inference nothing is dropped and it is 1, twice what the next layer has seen "
            "in training. Dividing the survivors by 1 - p mends it: 0 or 2, on average 1. Look whether you divide "
            "by 1 - p in training.",
        ),
        lecture=LECTURE,
        wrong={
            "dropout_forward": _dropout(_elements, _unscaled),
            "spatial_dropout": _variant(_maps, _unscaled),
            "stochastic_dropout": _stochastic(_elements, _unscaled),
        },
    ),
    Misconception(
        id="dropout/scaled-at-inference",
        name=Text(
            es="escalado también en inferencia",
            en="scaled at inference as well",
        ),
        explanation=Text(
            es="Parece que en entrenamiento divides entre 1 - p y además en inferencia multiplicas por 1 - p. La "
            "compensación se hace una sola vez. Con p = 0.5, una activación de 1 vale al entrenar 0 o 2, de media "
            "1; si en inferencia la dejas en 0.5, la capa siguiente recibe la mitad de lo que aprendió a esperar. "
            "Con `training=False` se devuelve x tal cual.",
            en="You seem to divide by 1 - p in training and on top of that multiply by 1 - p at inference. It is "
            "made up for only once. With p = 0.5 an activation of 1 is 0 or 2 in training, on average 1; if you "
            "make it 0.5 at inference, the next layer gets half of what it has learnt to expect. With "
            "`training=False` x is returned as it is.",
        ),
        lecture=LECTURE,
        wrong={"dropout_forward": _dropout(_elements, _scaled, lambda p: 1 - p)},
    ),
    Misconception(
        id="dropout/classic-dropout",
        name=Text(
            es="escrito el dropout clásico, que escala en inferencia y no al entrenar",
            en="written classic dropout, which scales at inference and not in training",
        ),
        explanation=Text(
            es="Lo tuyo es el dropout del artículo original: al entrenar se pone a cero sin escalar y en inferencia "
            "se multiplica por 1 - p. De media da lo mismo, pero este ejercicio pide el dropout invertido, el que "
            "usan las bibliotecas de hoy: se divide entre 1 - p al entrenar, y así la red ya entrenada se usa sin "
            "tocar nada. Con p = 0.5, un 1 pasa a 0 o 2 al entrenar y sigue siendo 1 en inferencia. Mueve el "
            "factor de sitio, y que sea una división.",
            en="Yours is the dropout of the original article: in training elements are set to zero unscaled, and at "
            "inference all is multiplied by 1 - p. On average it is the same, but this exercise asks for inverted "
            "dropout, the one in today's libraries: it divides by 1 - p in training, and so the trained net is used "
            "as it is. With p = 0.5 a 1 becomes 0 or 2 in training and stays 1 at inference. Move the factor, and "
            "make it a division.",
        ),
        lecture=LECTURE,
        wrong={"dropout_forward": _dropout(_elements, _unscaled, lambda p: 1 - p)},
    ),
    Misconception(
        id="dropout/multiplied-instead-of-divided",
        name=Text(
            es="multiplicado por 1 - p en vez de dividir",
            en="multiplied by 1 - p instead of dividing",
        ),
        explanation=Text(
            es="Parece que multiplicas lo que sobrevive por 1 - p, y hay que dividirlo. Como se pierde una parte, el "
            "resto tiene que crecer para que la media no cambie. Con p = 0.5, un 1 que sobrevive pasa a 2, y la "
            "media de 0 y 2 es 1; con tu factor pasa a 0.5, y la media se queda en 0.25.",
            en="You seem to multiply the survivors by 1 - p, and they have to be divided by it. A part is lost, so "
            "the rest must grow for the mean to stay. With p = 0.5 a 1 that survives becomes 2, and the mean of 0 "
            "and 2 is 1; with your factor it becomes 0.5, and the mean is down to 0.25.",
        ),
        lecture=LECTURE,
        wrong={
            "dropout_forward": _dropout(_elements, _multiplied),
            "dropout_backward": _backward(lambda mask, p: mask * (1 - p)),
            "spatial_dropout": _variant(_maps, _multiplied),
            "stochastic_dropout": _stochastic(_elements, _multiplied),
        },
    ),
    Misconception(
        id="dropout/not-scaled-in-backward",
        name=Text(
            es="olvidado el factor 1 / (1 - p) en el paso hacia atrás",
            en="forgotten the factor 1 / (1 - p) in the backward pass",
        ),
        explanation=Text(
            es="Parece que el gradiente pasa por la máscara y nada más. Hacia delante, un elemento conservado sale "
            "como y = x / (1 - p), así que la derivada de y respecto a x es 1 / (1 - p), no 1. Con p = 0.75, si "
            "dy = 1 le corresponde dx = 4. Sin el factor, los gradientes de todas las capas anteriores salen "
            "demasiado pequeños.",
            en="You seem to let the gradient through the mask and do no more. Forward, an element that is kept "
            "becomes y = x / (1 - p), so the derivative of y with respect to x is 1 / (1 - p), not 1. With p = 0.75, "
            "dy = 1 gives dx = 4. Without the factor the gradients of all layers before come out too small.",
        ),
        lecture=LECTURE,
        wrong={"dropout_backward": _backward(lambda mask, p: mask)},
    ),
    Misconception(
        id="dropout/mask-forgotten-in-backward",
        name=Text(
            es="olvidado la máscara en el paso hacia atrás",
            en="forgotten the mask in the backward pass",
        ),
        explanation=Text(
            es="Parece que divides el gradiente entre 1 - p sin pasarlo por la máscara. Un elemento eliminado sale "
            "como 0 valga lo que valga x: moverlo no cambia la salida, y su derivada es 0. Con p = 0.5 y la máscara "
            "[True, False], dy = [1, 1] da [2, 0], no [2, 2].",
            en="You seem to divide the gradient by 1 - p without sending it through the mask. An element that was "
            "dropped comes out as 0 whatever x is: moving it does not change the output, and its derivative is 0. "
            "With p = 0.5 and the mask [True, False], dy = [1, 1] gives [2, 0], not [2, 2].",
        ),
        lecture=LECTURE,
        wrong={"dropout_backward": _backward(lambda mask, p: 1 / (1 - p))},
    ),
    Misconception(
        id="dropout/mask-of-the-dropped",
        name=Text(
            es="puesto True en la máscara donde se elimina",
            en="put True in the mask where an element is dropped",
        ),
        explanation=Text(
            es="Parece que tu máscara dice qué se elimina, y aquí True quiere decir que el elemento se conserva: si "
            "[3, 5] pasa a [6, 0], la máscara es [True, False]. Con este convenio la salida es x * mask / (1 - p), "
            "y el gradiente, dy * mask / (1 - p). Basta invertirla con ~, o dar la vuelta a la comparación.",
            en="Your mask seems to say what is dropped, and here True means that the element is kept: if [3, 5] "
            "becomes [6, 0], the mask is [True, False]. With this convention the output is x * mask / (1 - p) and "
            "the gradient dy * mask / (1 - p). It is enough to invert it with ~, or to turn the comparison round.",
        ),
        lecture=LECTURE,
        wrong={
            "dropout_forward": _dropout(_elements, _with_mask_of_the_dropped(_scaled)),
            "dropout_backward": _backward(lambda mask, p: ~mask / (1 - p)),
            "spatial_dropout": _variant(_maps, _with_mask_of_the_dropped(_scaled)),
            "feature_max_drop": _variant(_but_largest_of_map, _with_mask_of_the_dropped(_unscaled)),
            "channel_max_drop": _variant(_but_largest_of_position, _with_mask_of_the_dropped(_unscaled)),
            "stochastic_dropout": _stochastic(_elements, _with_mask_of_the_dropped(_scaled)),
        },
    ),
    Misconception(
        id="dropout/mask-of-numbers",
        name=Text(
            es="devuelto una máscara ya escalada, de números",
            en="returned a mask of numbers, already scaled",
        ),
        explanation=Text(
            es="Tu salida es buena, pero la máscara que devuelves contiene 0 y 1 / (1 - p) en lugar de False y True. "
            "Es una forma habitual de programarlo, porque ahorra una división, pero aquí la máscara es booleana: "
            "`dropout_backward` la recibe junto con p y divide ella misma. Con tu máscara y p = 0.5 el gradiente "
            "saldría multiplicado por 4 en vez de por 2. Guarda la comparación, que ya es booleana, y escala aparte.",
            en="Your output is right, but the mask that you return holds 0 and 1 / (1 - p) instead of False and "
            "True. It is a common way to write it, since it saves a division, but here the mask is boolean: "
            "`dropout_backward` gets it together with p and divides on its own. With your mask and p = 0.5 the "
            "gradient would be multiplied by 4 instead of 2. Keep the comparison, which is boolean already, and "
            "scale apart from it.",
        ),
        lecture=LECTURE,
        wrong={
            "dropout_forward": _dropout(_elements, _with_mask_of_numbers),
            "spatial_dropout": _variant(_maps, _with_mask_of_numbers),
            "stochastic_dropout": _stochastic(_elements, _with_mask_of_numbers),
        },
    ),
    Misconception(
        id="dropout/one-draw-per-sample",
        name=Text(
            es="sorteado una sola vez por muestra",
            en="drawn only once a sample",
        ),
        explanation=Text(
            es="Parece que un solo sorteo decide por toda una muestra: o se conserva entera o se pierde entera. "
            "Una fila de x llega entonces intacta o toda a cero, y a la capa siguiente no le sirve de nada. "
            "`dropout_forward` y `stochastic_dropout` sortean por elemento, una fila de 4 con 4 sorteos; "
            "`spatial_dropout` y `feature_max_drop`, por muestra y canal; `channel_max_drop`, por muestra y "
            "posición. Mira la forma que pides a `rng.random`.",
            en="A single draw seems to decide for a whole sample: it is kept whole or lost whole. A row of x then "
            "arrives untouched or all zero, which is of no use to the next layer. `dropout_forward` and "
            "`stochastic_dropout` draw for each element, a row of 4 with 4 draws; `spatial_dropout` and "
            "`feature_max_drop` for each sample and channel; `channel_max_drop` for each sample and position. Look "
            "at the shape that you ask `rng.random` for.",
        ),
        lecture=LECTURE,
        wrong={
            "dropout_forward": _dropout(_samples, _scaled),
            "spatial_dropout": _variant(_samples, _scaled),
            "feature_max_drop": _variant(_but_largest((1, 2), (0,)), _unscaled),
            "channel_max_drop": _variant(_but_largest((3,), (0,)), _unscaled),
            "stochastic_dropout": _stochastic(_samples, _scaled),
        },
    ),
    Misconception(
        id="dropout/one-mask-for-the-batch",
        name=Text(
            es="usado la misma máscara para todo el lote",
            en="used one mask for the whole batch",
        ),
        explanation=Text(
            es="Parece que sorteas una máscara y la aplicas a todas las muestras del lote: si cae la unidad 3, cae "
            "en todas. Cada muestra tiene su propio sorteo, y así un lote de 64 entrena 64 subredes distintas a la "
            "vez; con una máscara común entrena una sola y el gradiente oscila mucho más. Mira si en la forma que "
            "pides a `rng.random` falta el eje del lote, el primero.",
            en="You seem to draw one mask and apply it to all samples of the batch: if unit 3 goes, it goes in all "
            "of them. Every sample has draws of its own, so that a batch of 64 trains 64 different subnets at once; "
            "with one common mask it trains a single one, and the gradient is far noisier. Look whether the shape "
            "that you ask `rng.random` for lacks the axis of the batch, the first.",
        ),
        lecture=LECTURE,
        wrong={
            "dropout_forward": _dropout(_positions_in_a_sample, _scaled),
            "spatial_dropout": _variant(_channels, _scaled),
            "feature_max_drop": _variant(_but_largest((1, 2), (3,)), _unscaled),
            "channel_max_drop": _variant(_but_largest((3,), (1, 2)), _unscaled),
            "stochastic_dropout": _stochastic(_positions_in_a_sample, _scaled),
        },
    ),
    Misconception(
        id="dropout/fixed-number-dropped",
        name=Text(
            es="eliminado siempre el mismo número de elementos",
            en="dropped the same number of elements every time",
        ),
        explanation=Text(
            es="Parece que barajas y eliminas exactamente una fracción p. La media sale bien, pero los sorteos dejan "
            "de ser independientes: de dos elementos con p = 0.5 cae siempre uno y solo uno, cuando deberían caer "
            "los dos, o ninguno, la mitad de las veces. Cada elemento se sortea por su cuenta, "
            "`rng.random(forma) < p`, y cuántos caen cambia de una llamada a otra.",
            en="You seem to shuffle and drop exactly a fraction p. The mean comes out right, but the draws are no "
            "longer independent: of two elements with p = 0.5 it is always one and only one that goes, when both, "
            "or neither, should go half of the time. Every element is drawn by itself, `rng.random(shape) < p`, and "
            "how many go changes from call to call.",
        ),
        lecture=LECTURE,
        wrong={
            "dropout_forward": _dropout(_all_but_a_fixed_number(_elements), _scaled),
            "spatial_dropout": _variant(_all_but_a_fixed_number(_maps), _scaled),
        },
    ),
    Misconception(
        id="dropout/pixels-instead-of-maps",
        name=Text(
            es="sorteado por píxel en vez de por mapa",
            en="drawn for each pixel instead of each map",
        ),
        explanation=Text(
            es="Parece que sorteas una vez por posición y aplicas el resultado a todos los canales: quedan agujeros "
            "en los mismos píxeles de todos los mapas. El dropout espacial hace lo contrario: un sorteo por muestra "
            "y canal, que vale para todas las posiciones. Con x de forma (8, 5, 5, 16) son 8 * 16 = 128 sorteos, no "
            "8 * 5 * 5 = 200: pide la forma (N, 1, 1, C) y deja que NumPy la extienda.",
            en="You seem to draw once a position and apply it to all channels: holes appear at the same pixels of "
            "all maps. Spatial dropout does the opposite: one draw for each sample and channel, which holds for all "
            "positions. With x of shape (8, 5, 5, 16) those are 8 * 16 = 128 draws, not 8 * 5 * 5 = 200: ask for "
            "the shape (N, 1, 1, C) and let NumPy broadcast it.",
        ),
        lecture=VARIANTS_LECTURE,
        wrong={"spatial_dropout": _variant(_pixels, _scaled)},
    ),
    Misconception(
        id="dropout/elements-instead-of-maps",
        name=Text(
            es="aplicado el dropout corriente, elemento a elemento, a los mapas",
            en="applied ordinary dropout, element by element, to the maps",
        ),
        explanation=Text(
            es="Parece que sorteas cada elemento por separado, como en `dropout_forward`. En un mapa los píxeles "
            "vecinos se parecen tanto que, si falta uno, los de al lado cuentan lo mismo y apenas se pierde nada; "
            "por eso el dropout espacial quita el mapa entero. Un mapa de 5x5 se decide con un sorteo, no con 25: "
            "pide a `rng.random` la forma (N, 1, 1, C).",
            en="You seem to draw every element by itself, as in `dropout_forward`. In a map neighbouring pixels are "
            "so alike that when one is missing those beside it tell the same, and next to nothing is lost; that is "
            "why spatial dropout takes the whole map. A 5x5 map is decided by one draw, not by 25: ask `rng.random` "
            "for the shape (N, 1, 1, C).",
        ),
        lecture=VARIANTS_LECTURE,
        wrong={"spatial_dropout": _variant(_elements, _scaled)},
    ),
    Misconception(
        id="dropout/mask-not-broadcast",
        name=Text(
            es="devuelto la máscara sin extender a la forma de x",
            en="returned the mask without broadcasting it to the shape of x",
        ),
        explanation=Text(
            es="Tu salida es buena, pero devuelves la máscara con forma (N, 1, 1, C), tal como la sorteas. Se pide "
            "con la forma de x, (N, H, W, C), igual en todas las posiciones de cada mapa: quien la reciba no tiene "
            "por qué saber cómo se sorteó. `np.broadcast_to(mask, x.shape)` la extiende.",
            en="Your output is right, but you return the mask of shape (N, 1, 1, C), as you drew it. It is asked for "
            "in the shape of x, (N, H, W, C), equal at all positions of each map: whoever gets it need not know how "
            "it was drawn. `np.broadcast_to(mask, x.shape)` stretches it.",
        ),
        lecture=VARIANTS_LECTURE,
        wrong={"spatial_dropout": _variant(_maps, _with_small_mask)},
    ),
    Misconception(
        id="dropout/max-drop-scaled",
        name=Text(
            es="escalado lo que conserva max-drop",
            en="scaled what max-drop keeps",
        ),
        explanation=Text(
            es="Parece que divides entre 1 - p también en max-drop. Ese factor compensa que cada elemento se pierda "
            "con probabilidad p; aquí solo puede perderse uno por grupo, y los demás se conservan siempre. Con "
            "p = 0.5 y un mapa [1, 4, 2, 3], si cae el 4 la salida es [1, 0, 2, 3], no [2, 0, 4, 6]. Devuelve "
            "x * mask sin dividir.",
            en="You seem to divide by 1 - p in max-drop as well. That factor makes up for every element being lost "
            "with probability p; here only one of each group can be lost, and the others are always kept. With "
            "p = 0.5 and a map [1, 4, 2, 3], if the 4 goes the output is [1, 0, 2, 3], not [2, 0, 4, 6]. Return "
            "x * mask undivided.",
        ),
        lecture=VARIANTS_LECTURE,
        wrong={
            "feature_max_drop": _variant(_but_largest_of_map, _scaled),
            "channel_max_drop": _variant(_but_largest_of_position, _scaled),
        },
    ),
    Misconception(
        id="dropout/maps-and-channels-swapped",
        name=Text(
            es="buscado el máximo a lo largo de los ejes equivocados",
            en="looked for the maximum along the wrong axes",
        ),
        explanation=Text(
            es="Parece que has cambiado una variante por la otra. `feature_max_drop` busca el máximo dentro de cada "
            "mapa, sobre H y W (ejes 1 y 2): un máximo por muestra y canal. `channel_max_drop` lo busca en cada "
            "posición, sobre los canales (eje 3): un máximo por muestra y píxel. Con x de forma (2, 5, 5, 3) son "
            "2 * 3 = 6 máximos en la primera y 2 * 5 * 5 = 50 en la segunda. Mira el `axis` de tu máximo y la forma "
            "de tus sorteos.",
            en="You seem to have taken one variant for the other. `feature_max_drop` looks for the maximum within "
            "each map, over H and W (axes 1 and 2): one maximum for each sample and channel. `channel_max_drop` "
            "looks for it at each position, over the channels (axis 3): one maximum for each sample and pixel. With "
            "x of shape (2, 5, 5, 3) there are 2 * 3 = 6 maxima in the first and 2 * 5 * 5 = 50 in the second. Look "
            "at the `axis` of your maximum and at the shape of your draws.",
        ),
        lecture=VARIANTS_LECTURE,
        wrong={"feature_max_drop": channel_max_drop, "channel_max_drop": feature_max_drop},
    ),
    Misconception(
        id="dropout/largest-magnitude",
        name=Text(
            es="eliminado el mayor en valor absoluto",
            en="dropped the largest in absolute value",
        ),
        explanation=Text(
            es="Parece que comparas valores absolutos. La activación mayor es la de mayor valor con su signo: en "
            "[1, 4, -9, 2] es 4, no -9. Tras una ReLU no se nota, porque no hay negativos; antes de ella, sí. Quita "
            "el `abs`.",
            en="You seem to compare absolute values. The largest activation is the one of largest value, sign "
            "included: of [1, 4, -9, 2] it is 4, not -9. After a ReLU it does not show, since nothing is negative; "
            "before it, it does. Take away the `abs`.",
        ),
        lecture=VARIANTS_LECTURE,
        wrong={
            "feature_max_drop": _variant(_but_largest((1, 2), (0, 3), np.abs), _unscaled),
            "channel_max_drop": _variant(_but_largest((3,), (0, 1, 2), np.abs), _unscaled),
        },
    ),
    Misconception(
        id="dropout/variance-as-standard-deviation",
        name=Text(
            es="tomado b por la varianza",
            en="taken b for the variance",
        ),
        explanation=Text(
            es="Parece que sorteas la tasa con desviación típica sqrt(b). Aquí b es ya la desviación típica, lo mismo "
            "que espera `rng.normal` como segundo argumento. Con N(0.2, 0.05), dos de cada tres tasas quedan entre "
            "0.15 y 0.25; con sqrt(0.05) = 0.22 casi una de cada cinco sería negativa.",
            en="You seem to draw the rate with standard deviation sqrt(b). Here b is the standard deviation itself, "
            "which is what `rng.normal` expects as its second argument. With N(0.2, 0.05) two of three rates lie "
            "between 0.15 and 0.25; with sqrt(0.05) = 0.22 almost one in five would be negative.",
        ),
        lecture=VARIANTS_LECTURE,
        wrong={"stochastic_dropout": _stochastic(_elements, _scaled, _rate_of_variance_b)},
    ),
    Misconception(
        id="dropout/uniform-about-a",
        name=Text(
            es="tomado a y b por el centro y el radio de la uniforme",
            en="taken a and b for centre and radius of the uniform distribution",
        ),
        explanation=Text(
            es='Parece que con "uniform" sorteas entre a - b y a + b. En N(a, b) los números son media y desviación '
            "típica, pero en U(a, b) son los dos extremos: U(0.1, 0.3) da tasas entre 0.1 y 0.3, no entre -0.2 y "
            "0.4. `rng.uniform(a, b)` los espera así.",
            en='You seem to draw between a - b and a + b for "uniform". In N(a, b) the numbers are mean and standard '
            "deviation, but in U(a, b) they are the two ends: U(0.1, 0.3) gives rates between 0.1 and 0.3, not "
            "between -0.2 and 0.4. `rng.uniform(a, b)` expects them so.",
        ),
        lecture=VARIANTS_LECTURE,
        wrong={"stochastic_dropout": _stochastic(_elements, _scaled, _rate_about_a)},
    ),
    Misconception(
        id="dropout/rate-drawn-again",
        name=Text(
            es="vuelto a sortear la tasa en vez de recortarla",
            en="drawn the rate again instead of clipping it",
        ),
        explanation=Text(
            es="Parece que, si la tasa sale fuera de [0, 0.95], sorteas otra hasta que cae dentro. Recortar es otra "
            "cosa: lo que cae fuera pasa al extremo más cercano. Con la N(0, 0.2) de la tabla de CIFAR-10, la mitad "
            "de los sorteos son negativos, y en esas iteraciones p = 0 y no se elimina nada; con los tuyos eso no "
            "ocurre nunca. Usa `np.clip(p, 0, 0.95)`.",
            en="If the rate falls outside [0, 0.95] you seem to draw again until it falls inside. Clipping is "
            "something else: what falls outside is moved to the nearest end. With the N(0, 0.2) of the CIFAR-10 "
            "table half of the draws are negative, and in those iterations p = 0 and nothing is dropped; with yours "
            "that never happens. Use `np.clip(p, 0, 0.95)`.",
        ),
        lecture=VARIANTS_LECTURE,
        wrong={"stochastic_dropout": _stochastic(_elements, _scaled, _rate_drawn_again)},
    ),
    Misconception(
        id="dropout/rate-up-to-one",
        name=Text(
            es="dejado que la tasa llegue hasta 1",
            en="let the rate go up to 1",
        ),
        explanation=Text(
            es="Parece que recortas la tasa a [0, 1]. El límite es 0.95: con p = 1 no sobrevive nada y 1 / (1 - p) es "
            "una división entre cero, y con p = 0.999 el único de cada mil que sobrevive sale multiplicado por "
            "1000. Con 0.95 el factor no pasa de 20. Usa `np.clip(p, 0, 0.95)`.",
            en="You seem to clip the rate to [0, 1]. The limit is 0.95: with p = 1 nothing survives and 1 / (1 - p) "
            "is a division by zero, and with p = 0.999 the one of a thousand that survives is multiplied by 1000. "
            "With 0.95 the factor is 20 at most. Use `np.clip(p, 0, 0.95)`.",
        ),
        lecture=VARIANTS_LECTURE,
        wrong={"stochastic_dropout": _stochastic(_elements, _scaled, _rate_up_to_one)},
    ),
    Misconception(
        id="dropout/global-random-state",
        name=Text(
            es="sorteado del estado global de NumPy en lugar de `rng`",
            en="drawn from NumPy's global state instead of `rng`",
        ),
        explanation=Text(
            es="Parece que has llamado a `np.random.rand`, `np.random.binomial` o similares. Esas funciones usan un "
            "generador escondido que comparte todo el programa: aunque te den dos veces "
            "`np.random.default_rng(7)`, la máscara sale distinta, y nadie puede repetir tu entrenamiento. Mira "
            "cada sorteo: `np.random.rand(*x.shape)` pasa a ser `rng.random(x.shape)`.",
            en="You seem to have called `np.random.rand`, `np.random.binomial` or the like. They use a hidden "
            "generator that the whole program shares: given `np.random.default_rng(7)` twice, the mask comes out "
            "different, and nobody can repeat your training. Look at every draw: `np.random.rand(*x.shape)` becomes "
            "`rng.random(x.shape)`.",
        ),
        lecture=LECTURE,
        wrong={
            "dropout_forward": _dropout(_from_global_state(_elements), _scaled),
            "spatial_dropout": _variant(_from_global_state(_maps), _scaled),
            "feature_max_drop": _variant(_from_global_state(_but_largest_of_map), _unscaled),
            "channel_max_drop": _variant(_from_global_state(_but_largest_of_position), _unscaled),
            "stochastic_dropout": _stochastic(_elements, _scaled, source=lambda rng: np.random),
        },
    ),
    Misconception(
        id="dropout/same-mask-in-every-call",
        name=Text(
            es="repetido la misma máscara en todas las llamadas",
            en="repeated the same mask in every call",
        ),
        explanation=Text(
            es="Parece que creas un generador con una semilla fija, por ejemplo `np.random.default_rng(0)`, dentro de "
            "la función. Empieza siempre por el mismo número, así que en todas las iteraciones caen las mismas "
            "unidades: eso no es dropout, es entrenar una red más pequeña. La clase lo dice: se sortea en cada "
            "iteración. Mira dónde aparece `default_rng`: no hace falta en ninguna función, `rng` avanza solo con "
            "cada sorteo.",
            en="You seem to make a generator with a fixed seed, such as `np.random.default_rng(0)`, inside the "
            "function. It always begins with the same number, so the same units go in every iteration: that is not "
            "dropout, it is training a smaller net. The lecture says it: the draw is made in each iteration. Look "
            "for `default_rng`: no function needs it, `rng` moves on by itself with every draw.",
        ),
        lecture=LECTURE,
        wrong={
            "dropout_forward": _dropout(_from_a_generator_of_its_own(_elements), _scaled),
            "spatial_dropout": _variant(_from_a_generator_of_its_own(_maps), _scaled),
            "feature_max_drop": _variant(_from_a_generator_of_its_own(_but_largest_of_map), _unscaled),
            "channel_max_drop": _variant(_from_a_generator_of_its_own(_but_largest_of_position), _unscaled),
            "stochastic_dropout": _stochastic(_elements, _scaled, source=lambda rng: np.random.default_rng(0)),
        },
    ),
    Misconception(
        id="dropout/input-changed",
        name=Text(
            es="cambiado el array que recibes",
            en="changed the array that you are given",
        ),
        explanation=Text(
            es="El resultado es bueno, pero por el camino modificas x (o dy): `x *= mask` y `x[~mask] = 0` escriben "
            "en el array de quien te llama, y con `y = x` los dos nombres son el mismo array. Si después otra capa "
            "usa x, ya no es lo que era: [3, 5] se ha vuelto [6, 0]. Escribe `y = x * mask`, que crea otro array, "
            "o copia antes con `x.copy()`.",
            en="The result is right, but on the way you modify x (or dy): `x *= mask` and `x[~mask] = 0` write into "
            "your caller's array, and after `y = x` both names are the same array. If another layer uses x "
            "afterwards it is no longer what it was: [3, 5] has become [6, 0]. Write `y = x * mask`, which makes "
            "another array, or copy first with `x.copy()`.",
        ),
        lecture=LECTURE,
        wrong={
            "dropout_forward": _dropout(_elements, _scaled_in_place),
            "dropout_backward": _backward_in_place,
            "spatial_dropout": _variant(_maps, _scaled_in_place),
            "feature_max_drop": _variant(_but_largest_of_map, _unscaled_in_place),
            "channel_max_drop": _variant(_but_largest_of_position, _unscaled_in_place),
            "stochastic_dropout": _stochastic(_elements, _scaled_in_place),
        },
    ),
)
