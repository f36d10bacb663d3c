"""Wrong answers with a name: batch normalization and its gradient.

A wrong backward pass takes the reference's cache.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from cnn_reference.batch_normalization import (
    BatchNormCache,
    Float64s,
    Reals,
    all_but_last,
    batch_norm_backward,
    batch_norm_inference,
    update_running,
)
from cnn_reference.misconceptions.misconception import Misconception, Text

Function = Callable[..., Any]
Axes = Callable[[Reals], tuple[int, ...]]
Root = Callable[[Float64s, float], Any]
Affine = Callable[[Float64s, Float64s, Reals, Reals], Any]


def _root(variance: Float64s, eps: float) -> Any:
    return np.sqrt(variance + eps)


def _scale_and_shift(x_hat: Float64s, x: Float64s, gamma: Reals, beta: Reals) -> Any:
    return gamma * x_hat + beta


def _quotient(numerator: Any, denominator: Any) -> Float64s:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(numerator / denominator, dtype=np.float64)


def _variance(x: Float64s, axes: tuple[int, ...], ddof: int) -> Float64s:
    squares = ((x - x.mean(axis=axes, keepdims=True)) ** 2).sum(axis=axes, keepdims=True)
    return _quotient(squares, np.prod([x.shape[axis] for axis in axes]) - ddof)


def _standardized(x: Reals, axes: tuple[int, ...], eps: float, root: Root, ddof: int) -> tuple[Float64s, Any]:
    values = x.astype(np.float64)
    divisor = root(_variance(values, axes, ddof), eps)
    return _quotient(values - values.mean(axis=axes, keepdims=True), divisor), divisor


def _standardize(*, axes: Axes = all_but_last, root: Root = _root, ddof: int = 0) -> Function:
    """Standardize a volume with one thing done another way."""

    def wrong(volume: Reals, eps: float = 1e-5) -> Float64s:
        return _standardized(volume, axes(volume), eps, root, ddof)[0]

    return wrong


def _forward(
    *, axes: Axes = all_but_last, root: Root = _root, ddof: int = 0, affine: Affine = _scale_and_shift
) -> Function:
    """Normalize a batch with one thing done another way."""

    def wrong(x: Reals, gamma: Reals, beta: Reals, eps: float = 1e-5) -> tuple[Float64s, BatchNormCache]:
        x_hat, divisor = _standardized(x, axes(x), eps, root, ddof)
        y = np.asarray(affine(x_hat, x.astype(np.float64), gamma, beta))
        return y, BatchNormCache(x_hat, gamma.astype(np.float64), divisor)

    return wrong


def _inference(*, root: Root = _root, affine: Affine = _scale_and_shift) -> Function:
    """Normalize with the running statistics, one thing done another way."""

    def wrong(
        x: Reals, gamma: Reals, beta: Reals, running_mean: Reals, running_var: Reals, eps: float = 1e-5
    ) -> Float64s:
        values = x.astype(np.float64)
        x_hat = _quotient(values - running_mean, root(running_var.astype(np.float64), eps))
        return np.asarray(affine(x_hat, values, gamma, beta))

    return wrong


# Other axes


def _batch_axis(x: Reals) -> tuple[int, ...]:
    return (0,)


def _channel_axis(x: Reals) -> tuple[int, ...]:
    return (x.ndim - 1,)


def _all_axes(x: Reals) -> tuple[int, ...]:
    return tuple(range(x.ndim))


def _image_axes(x: Reals) -> tuple[int, ...]:
    return tuple(range(1, x.ndim - 1)) or (0,)  # a batch (N, C) has no images to take apart


def _update_over_the_batch_axis(
    running_mean: Reals, running_var: Reals, x: Reals, momentum: float = 0.9
) -> tuple[Float64s, Float64s]:
    values = x.astype(np.float64)
    mean = momentum * running_mean + (1 - momentum) * values.mean(axis=0)
    var = momentum * running_var + (1 - momentum) * values.var(axis=0)
    return mean, var


def _backward_over_the_batch_axis(dy: Reals, cache: BatchNormCache) -> tuple[Float64s, Float64s, Float64s]:
    gradient = dy.astype(np.float64)
    dgamma, dbeta = np.asarray((gradient * cache.x_hat).sum(axis=0)), np.asarray(gradient.sum(axis=0))
    dx = cache.gamma / cache.std * (gradient - (dbeta + cache.x_hat * dgamma) / len(gradient))
    return dx, dgamma, dbeta


# Re-scaling


def _rescaled_over(axis: int | None) -> Function:
    def wrong(volume: Reals) -> Float64s:
        x = volume.astype(np.float64)
        smallest, largest = x.min(axis=axis, keepdims=True), x.max(axis=axis, keepdims=True)
        return np.where(largest > smallest, _quotient(x - smallest, largest - smallest), 0.0)

    return wrong


def _unguarded_rescale(volume: Reals) -> Float64s:
    x = volume.astype(np.float64)
    smallest, largest = x.min(axis=(0, 1)), x.max(axis=(0, 1))
    return _quotient(x - smallest, largest - smallest)


def _divided_by_the_maximum(volume: Reals) -> Float64s:
    x = volume.astype(np.float64)
    smallest, largest = x.min(axis=(0, 1)), x.max(axis=(0, 1))
    return np.where(largest > smallest, _quotient(x, largest), 0.0)


# eps


def _outside_the_root(variance: Float64s, eps: float) -> Any:
    return np.sqrt(variance) + eps


def _without_eps(variance: Float64s, eps: float) -> Any:
    return np.sqrt(variance)


def _without_root(variance: Float64s, eps: float) -> Any:
    return variance + eps


# gamma and beta


def _applied_to_x(x_hat: Float64s, x: Float64s, gamma: Reals, beta: Reals) -> Any:
    return gamma * x + beta


def _left_out(x_hat: Float64s, x: Float64s, gamma: Reals, beta: Reals) -> Any:
    return x_hat


def _shifted_first(x_hat: Float64s, x: Float64s, gamma: Reals, beta: Reals) -> Any:
    return gamma * (x_hat + beta)


# The running statistics


def _batch_statistics(
    x: Reals, gamma: Reals, beta: Reals, running_mean: Reals, running_var: Reals, eps: float = 1e-5
) -> Float64s:
    axes = all_but_last(x)
    values = x.astype(np.float64)
    return batch_norm_inference(x, gamma, beta, values.mean(axis=axes), values.var(axis=axes), eps)


def _momentum_of_the_batch(
    running_mean: Reals, running_var: Reals, x: Reals, momentum: float = 0.9
) -> tuple[Float64s, Float64s]:
    return update_running(running_mean, running_var, x, 1 - momentum)


def _sample_variance_kept(
    running_mean: Reals, running_var: Reals, x: Reals, momentum: float = 0.9
) -> tuple[Float64s, Float64s]:
    mean, _ = update_running(running_mean, running_var, x, momentum)
    batch_var = _variance(x.astype(np.float64), all_but_last(x), ddof=1).reshape(-1)
    return mean, momentum * running_var + (1 - momentum) * batch_var


def _std_kept(running_mean: Reals, running_var: Reals, x: Reals, momentum: float = 0.9) -> tuple[Float64s, Float64s]:
    mean, _ = update_running(running_mean, running_var, x, momentum)
    batch_std = x.astype(np.float64).std(axis=all_but_last(x))
    return mean, momentum * running_var + (1 - momentum) * batch_std


# The backward pass


def _backward(change: Callable[[Float64s, BatchNormCache, Float64s, Float64s], Any]) -> Function:
    """Compute dx another way, from the gradient and its two sums dgamma and dbeta."""

    def wrong(dy: Reals, cache: BatchNormCache) -> tuple[Float64s, Float64s, Float64s]:
        _, dgamma, dbeta = batch_norm_backward(dy, cache)
        return np.asarray(change(dy.astype(np.float64), cache, dgamma, dbeta)), dgamma, dbeta

    return wrong


def _values(dy: Float64s) -> int:
    return int(dy[..., 0].size)


def _statistics_constant(dy: Float64s, cache: BatchNormCache, dgamma: Float64s, dbeta: Float64s) -> Any:
    return dy * cache.gamma / cache.std


def _variance_constant(dy: Float64s, cache: BatchNormCache, dgamma: Float64s, dbeta: Float64s) -> Any:
    return cache.gamma / cache.std * (dy - dbeta / _values(dy))


def _gamma_forgotten(dy: Float64s, cache: BatchNormCache, dgamma: Float64s, dbeta: Float64s) -> Any:
    return (dy - (dbeta + cache.x_hat * dgamma) / _values(dy)) / cache.std


def _std_forgotten(dy: Float64s, cache: BatchNormCache, dgamma: Float64s, dbeta: Float64s) -> Any:
    return cache.gamma * (dy - (dbeta + cache.x_hat * dgamma) / _values(dy))


def _divided_by_n_alone(dy: Float64s, cache: BatchNormCache, dgamma: Float64s, dbeta: Float64s) -> Any:
    return cache.gamma / cache.std * (dy - (dbeta + cache.x_hat * dgamma) / len(dy))


def _means_for_sums(dy: Reals, cache: BatchNormCache) -> tuple[Float64s, Float64s, Float64s]:
    dx, dgamma, dbeta = batch_norm_backward(dy, cache)
    return dx, dgamma / dy[..., 0].size, dbeta / dy[..., 0].size


def _parameters_exchanged(dy: Reals, cache: BatchNormCache) -> tuple[Float64s, Float64s, Float64s]:
    dx, dgamma, dbeta = batch_norm_backward(dy, cache)
    return dx, dbeta, dgamma


LECTURE = Text(
    es="Conceptos avanzados, «Batch normalization»: re-escalado y estandarización.",
    en="Advanced concepts, “Batch normalization”: re-scaling and standardization.",
)
SLIP_LECTURE = Text(
    es="Conceptos avanzados, «Batch normalization» (la diapositiva con la errata); caso de estudio, «Definir "
    "arquitectura» (la fórmula correcta).",
    en="Advanced concepts, “Batch normalization” (the slide with the slip); case study, “Define the architecture” (the "
    "right formula).",
)
INFERENCE_LECTURE = Text(
    es="Caso de estudio, «Definir arquitectura»: la normalización se calcula solo con datos de entrenamiento.",
    en="Case study, “Define the architecture”: a normalization is computed from training data only.",
)
BACKWARD_LECTURE = Text(
    es="Conceptos básicos, «Retropropagación» (la regla de la cadena), y conceptos avanzados, «Batch normalization».",
    en="Basic concepts, “Backpropagation” (the chain rule), and advanced concepts, “Batch normalization”.",
)

MISCONCEPTIONS: tuple[Misconception, ...] = (
    Misconception(
        id="batch_normalization/sample-variance",
        name=Text(
            es="dividido la varianza entre el número de valores menos 1",
            en="divided the variance by the number of values less 1",
        ),
        explanation=Text(
            es="Parece que usas la varianza muestral (ddof=1). Aquí, como en la diapositiva, se divide entre el número "
            "de valores: 1 y 3 tienen media 2 y varianza (1 + 1) / 2 = 1, no 2. Con un solo valor la varianza es 0, y "
            "con ddof=1 sería 0 / 0. Mira si has puesto ddof, o si usas otra biblioteca: torch.var divide por defecto "
            "entre n - 1, y np.var entre n.",
            en="You seem to use the sample variance (ddof=1). Here, as on the slide, the divisor is the number of "
            "values: 1 and 3 have mean 2 and variance (1 + 1) / 2 = 1, not 2. A single value has variance 0, and "
            "ddof=1 would make it 0 / 0. See whether you set ddof, or use another library: torch.var divides by n - 1 "
            "unless told otherwise, np.var by n.",
        ),
        lecture=LECTURE,
        wrong={
            "standardize": _standardize(ddof=1),
            "batch_norm_forward": _forward(ddof=1),
            "update_running": _sample_variance_kept,
        },
    ),
    Misconception(
        id="batch_normalization/batch-axis-alone",
        name=Text(
            es="tomado la estadística solo sobre el eje del lote, también con imágenes",
            en="taken the statistics over the batch axis alone, for images too",
        ),
        explanation=Text(
            es="Parece que en un lote de imágenes (N, H, W, C) solo recorres el eje 0, así que cada píxel tiene su "
            "propia media. Cada canal tiene una sola, sobre las N imágenes y todos sus píxeles: dos imágenes de 1x2 "
            "con los valores [1, 3] y [1, 3] tienen media 2; a ti te salen dos medias, 1 y 3, y varianza 0. Los "
            "filtros de una convolución son los mismos en toda la imagen, y su normalización también. Suma sobre todos "
            "los ejes menos el último: tuple(range(x.ndim - 1)).",
            en="For a batch of images (N, H, W, C) you seem to go over axis 0 only, so that each pixel has its own "
            "mean. Each channel has a single one, over the N images and all their pixels: two 1x2 images with the "
            "values [1, 3] and [1, 3] have mean 2; yours are two means, 1 and 3, and variance 0. The filters of a "
            "convolution are the same all over the image, and so is their normalization. Go over all axes but the "
            "last: tuple(range(x.ndim - 1)).",
        ),
        lecture=LECTURE,
        wrong={
            "batch_norm_forward": _forward(axes=_batch_axis),
            "batch_norm_backward": _backward_over_the_batch_axis,
            "update_running": _update_over_the_batch_axis,
        },
    ),
    Misconception(
        id="batch_normalization/over-the-channels",
        name=Text(
            es="tomado la estadística a lo largo de los canales",
            en="taken the statistics along the channels",
        ),
        explanation=Text(
            es="Parece que normalizas a lo largo del último eje, así que en cada posición se mezclan los canales. Es "
            "al revés: cada canal se normaliza por separado, sobre todas las posiciones (y todas las muestras). Con "
            "dos canales que valen [0, 2] y [10, 30], cada uno tiene su propia media, 1 y 20; a lo largo de los "
            "canales las medias serían 5 y 16. Los ejes de la estadística son todos menos el último.",
            en="You seem to normalize along the last axis, so that each position mixes its channels. It is the other "
            "way round: each channel is normalized on its own, over all positions (and all samples). Two channels "
            "[0, 2] and [10, 30] have each its own mean, 1 and 20; along the channels the means would be 5 and 16. The "
            "axes of the statistics are all but the last.",
        ),
        lecture=LECTURE,
        wrong={
            "rescale": _rescaled_over(-1),
            "standardize": _standardize(axes=_channel_axis),
            "batch_norm_forward": _forward(axes=_channel_axis),
        },
    ),
    Misconception(
        id="batch_normalization/one-statistic-for-all-channels",
        name=Text(
            es="usado la misma estadística para todos los canales",
            en="used one statistic for all channels",
        ),
        explanation=Text(
            es="Parece que calculas la media (o el mínimo y el máximo) del array entero. Cada canal, la tercera "
            "dimensión, se normaliza con lo suyo: si un canal va de 0 a 1 y otro de 0 a 100, al re-escalar los dos van "
            "de 0 a 1, y con el máximo común el primero se quedaría en 0.01. Di a NumPy los ejes: axis=(0, 1) en un "
            "volumen.",
            en="You seem to compute the mean (or minimum and maximum) of the whole array. Each channel, the third "
            "dimension, is normalized with its own: if one channel runs from 0 to 1 and another from 0 to 100, both "
            "run from 0 to 1 after re-scaling, and with the common maximum the first would end at 0.01. Tell NumPy the "
            "axes: axis=(0, 1) for a volume.",
        ),
        lecture=LECTURE,
        wrong={
            "rescale": _rescaled_over(None),
            "standardize": _standardize(axes=_all_axes),
            "batch_norm_forward": _forward(axes=_all_axes),
        },
    ),
    Misconception(
        id="batch_normalization/each-image-on-its-own",
        name=Text(
            es="normalizado cada imagen del lote por separado",
            en="normalized each image of the batch on its own",
        ),
        explanation=Text(
            es="Parece que cada imagen del lote se normaliza con su propia media. En batch normalization la "
            "estadística es la del lote entero: con dos imágenes de 1x2, [0, 2] y [10, 12], la media es 6; a ti te "
            "salen 1 y 11, y las dos imágenes quedan iguales. Incluye el eje 0 entre los ejes de la media.",
            en="You seem to normalize each image of the batch with its own mean. Batch normalization takes the "
            "statistics of the whole batch: of two 1x2 images, [0, 2] and [10, 12], the mean is 6; yours are 1 and 11, "
            "and the two images become the same. Have axis 0 among the axes of the mean.",
        ),
        lecture=LECTURE,
        wrong={"batch_norm_forward": _forward(axes=_image_axes)},
    ),
    Misconception(
        id="batch_normalization/minimum-not-subtracted",
        name=Text(es="dividido entre el máximo sin restar el mínimo", en="divided by the maximum without the minimum"),
        explanation=Text(
            es="Parece que re-escalas dividiendo entre el máximo. Así el máximo llega a 1, pero el mínimo no baja a 0: "
            "[2, 4, 6] daría [0.33, 0.67, 1] en vez de [0, 0.5, 1], y con valores negativos ni siquiera queda en [0, "
            "1]. Resta el mínimo, y divide entre la diferencia del máximo y el mínimo.",
            en="You seem to re-scale by dividing by the maximum. The maximum gets to 1, but the minimum does not get "
            "to 0: [2, 4, 6] would give [0.33, 0.67, 1] instead of [0, 0.5, 1], and with negative values it does not "
            "even stay in [0, 1]. Subtract the minimum, and divide by the difference of maximum and minimum.",
        ),
        lecture=LECTURE,
        wrong={"rescale": _divided_by_the_maximum},
    ),
    Misconception(
        id="batch_normalization/division-by-zero-on-a-constant-channel",
        name=Text(es="dividido entre 0 en un canal constante", en="divided by 0 on a constant channel"),
        explanation=Text(
            es="Tu resultado es correcto salvo en un canal cuyos valores son todos iguales: ahí el máximo menos el "
            "mínimo, o la varianza, es 0, y 0 / 0 da nan, que luego contagia a toda la red. En rescale un canal "
            "constante da 0: divide entre 1 donde la diferencia sea 0. En la estandarización para eso está eps, que se "
            "suma a la varianza: sqrt(0 + eps) no es 0.",
            en="Your result is right except for a channel whose values are all equal: there the maximum minus the "
            "minimum, or the variance, is 0, and 0 / 0 is nan, which then spreads through the whole network. In "
            "rescale a constant channel gives 0: divide by 1 where the difference is 0. For the standardization there "
            "is eps, which is added to the variance: sqrt(0 + eps) is not 0.",
        ),
        lecture=LECTURE,
        wrong={
            "rescale": _unguarded_rescale,
            "standardize": _standardize(root=_without_eps),
            "batch_norm_forward": _forward(root=_without_eps),
            "batch_norm_inference": _inference(root=_without_eps),
        },
    ),
    Misconception(
        id="batch_normalization/eps-outside-the-root",
        name=Text(es="sumado eps fuera de la raíz", en="added eps outside the root"),
        explanation=Text(
            es="Parece que divides entre sqrt(var) + eps. La fórmula suma eps a la varianza, dentro de la raíz: con "
            "varianza 1 y eps = 3 se divide entre sqrt(1 + 3) = 2, no entre 1 + 3 = 4. Con eps = 1e-5 apenas se nota, "
            "salvo en un canal casi constante: sqrt(1e-5) = 0.0032 y 1e-5 son cosas muy distintas.",
            en="You seem to divide by sqrt(var) + eps. The formula adds eps to the variance, inside the root: with "
            "variance 1 and eps = 3 the divisor is sqrt(1 + 3) = 2, not 1 + 3 = 4. With eps = 1e-5 it hardly shows, "
            "except for a channel that is almost constant: sqrt(1e-5) = 0.0032 and 1e-5 are very different.",
        ),
        lecture=LECTURE,
        wrong={
            "standardize": _standardize(root=_outside_the_root),
            "batch_norm_forward": _forward(root=_outside_the_root),
            "batch_norm_inference": _inference(root=_outside_the_root),
        },
    ),
    Misconception(
        id="batch_normalization/root-forgotten",
        name=Text(
            es="dividido entre la varianza en vez de su raíz",
            en="divided by the variance instead of its root",
        ),
        explanation=Text(
            es="Parece que divides entre var + eps, sin la raíz. La escala de unos datos es su desviación típica: 0 y "
            "4 tienen media 2 y varianza 4, y estandarizados son -1 y 1; a ti te salen -0.5 y 0.5, cuya varianza no es "
            "1. Con varianza 1 no se nota.",
            en="You seem to divide by var + eps, without the root. The scale of data is their standard deviation: 0 "
            "and 4 have mean 2 and variance 4, and standardized they are -1 and 1; yours are -0.5 and 0.5, whose "
            "variance is not 1. With variance 1 it does not show.",
        ),
        lecture=LECTURE,
        wrong={
            "standardize": _standardize(root=_without_root),
            "batch_norm_forward": _forward(root=_without_root),
            "batch_norm_inference": _inference(root=_without_root),
        },
    ),
    Misconception(
        id="batch_normalization/gamma-applied-to-x",
        name=Text(
            es="aplicado gamma y beta a x en vez de al x normalizado",
            en="applied gamma and beta to x instead of the normalized x",
        ),
        explanation=Text(
            es="Parece que calculas gamma · x + beta con la entrada sin normalizar, tal como lo imprime la diapositiva "
            "de batch normalization, que tiene una errata. Si fuera así, la media y la varianza no servirían para "
            "nada: la entrada 1000 saldría como 1000 con gamma = 1 y beta = 0. Es gamma · x_hat + beta; la diapositiva "
            "del caso de estudio lo escribe bien, con la x normalizada.",
            en="You seem to compute gamma · x + beta with the input that is not normalized, as the slide on batch "
            "normalization prints it; that slide has a slip. If it were so, mean and variance would be of no use: the "
            "input 1000 would come out as 1000 with gamma = 1 and beta = 0. It is gamma · x_hat + beta; the slide of "
            "the case study has it right, with the normalized x.",
        ),
        lecture=SLIP_LECTURE,
        wrong={
            "batch_norm_forward": _forward(affine=_applied_to_x),
            "batch_norm_inference": _inference(affine=_applied_to_x),
        },
    ),
    Misconception(
        id="batch_normalization/gamma-and-beta-left-out",
        name=Text(es="dejado fuera gamma y beta", en="left out gamma and beta"),
        explanation=Text(
            es="Parece que devuelves el x normalizado sin más. La capa tiene dos parámetros entrenables por canal, y "
            "su salida es gamma · x_hat + beta: con gamma = 2, beta = 10 y x_hat = -1 es 8. Con gamma = 1 y beta = 0, "
            "con los que se empieza, no se nota.",
            en="You seem to return the normalized x as it is. The layer has two trained parameters per channel, and "
            "its output is gamma · x_hat + beta: with gamma = 2, beta = 10 and x_hat = -1 it is 8. With gamma = 1 and "
            "beta = 0, which training starts from, it does not show.",
        ),
        lecture=SLIP_LECTURE,
        wrong={
            "batch_norm_forward": _forward(affine=_left_out),
            "batch_norm_inference": _inference(affine=_left_out),
        },
    ),
    Misconception(
        id="batch_normalization/beta-added-before-gamma",
        name=Text(es="sumado beta antes de multiplicar por gamma", en="added beta before multiplying by gamma"),
        explanation=Text(
            es="Parece que calculas gamma · (x_hat + beta). Primero se multiplica y después se suma: con gamma = 2, "
            "beta = 10 y x_hat = -1 el resultado es 2 · (-1) + 10 = 8, no 2 · 9 = 18. Mira los paréntesis.",
            en="You seem to compute gamma · (x_hat + beta). The product comes first and the sum second: with gamma = "
            "2, beta = 10 and x_hat = -1 the result is 2 · (-1) + 10 = 8, not 2 · 9 = 18. Look at the parentheses.",
        ),
        lecture=SLIP_LECTURE,
        wrong={
            "batch_norm_forward": _forward(affine=_shifted_first),
            "batch_norm_inference": _inference(affine=_shifted_first),
        },
    ),
    Misconception(
        id="batch_normalization/batch-statistics-at-inference",
        name=Text(
            es="usado la media y la varianza del lote en la inferencia",
            en="used the mean and variance of the batch at inference",
        ),
        explanation=Text(
            es="Parece que en batch_norm_inference normalizas con la estadística del propio lote. En la inferencia se "
            "usan running_mean y running_var, que vienen del entrenamiento: con media 0 y varianza 1, una única "
            "muestra x = 3 da aproximadamente 3; con su propia media daría siempre 0, fuera cual fuera la imagen. "
            "Además, lo que la red dice de una muestra no puede depender de qué otras la acompañan.",
            en="In batch_norm_inference you seem to normalize with the statistics of the batch itself. Inference uses "
            "running_mean and running_var, which come from training: with mean 0 and variance 1 a single sample x = 3 "
            "gives about 3; with its own mean it would give 0 always, whatever the image. Besides, what the network "
            "says of one sample must not depend on which others come with it.",
        ),
        lecture=INFERENCE_LECTURE,
        wrong={"batch_norm_inference": _batch_statistics},
    ),
    Misconception(
        id="batch_normalization/momentum-the-wrong-way-round",
        name=Text(
            es="cambiado el peso de lo anterior por el del lote",
            en="exchanged the weights of the old and of the batch",
        ),
        explanation=Text(
            es="Parece que multiplicas por momentum lo del lote y por 1 - momentum lo anterior. Aquí momentum es lo "
            "que se conserva: con media anterior 0, media del lote 1 y momentum = 0.9 la nueva es 0.9 · 0 + 0.1 · 1 = "
            "0.1, no 0.9. Ojo: torch llama momentum a lo contrario, y su valor por defecto es 0.1.",
            en="You seem to multiply the batch by momentum and the old by 1 - momentum. Here momentum is what is kept: "
            "with old mean 0, batch mean 1 and momentum = 0.9 the new one is 0.9 · 0 + 0.1 · 1 = 0.1, not 0.9. Beware: "
            "torch calls the opposite momentum, with 0.1 as its default.",
        ),
        lecture=INFERENCE_LECTURE,
        wrong={"update_running": _momentum_of_the_batch},
    ),
    Misconception(
        id="batch_normalization/standard-deviation-kept",
        name=Text(
            es="mezclado la desviación típica del lote con la varianza",
            en="mixed the standard deviation of the batch into the variance",
        ),
        explanation=Text(
            es="Parece que en running_var entra la desviación típica del lote. Las dos cosas que se promedian son "
            "varianzas: un lote con los valores 0 y 4 aporta 4, no 2. La raíz se saca después, al normalizar. Usa "
            "np.var, no np.std.",
            en="The standard deviation of the batch seems to go into running_var. Both things that are averaged are "
            "variances: a batch with the values 0 and 4 contributes 4, not 2. The root is taken later, when "
            "normalizing. Use np.var, not np.std.",
        ),
        lecture=INFERENCE_LECTURE,
        wrong={"update_running": _std_kept},
    ),
    Misconception(
        id="batch_normalization/statistics-treated-as-constants",
        name=Text(
            es="derivado como si la media y la varianza fueran constantes",
            en="differentiated as if mean and variance were constants",
        ),
        explanation=Text(
            es="Parece que dx es gamma · dy / sqrt(var + eps). Eso valdría si la media y la varianza fueran números "
            "fijos, pero salen de x: al subir una entrada sube también la media, y con ella bajan todas las salidas. "
            "Prueba con dy = 1 en todas partes: la suma de las salidas es N · beta, haga lo que haga x, así que dx "
            "tiene que ser 0, y a ti te sale gamma / sqrt(var + eps). Faltan los dos caminos de la regla de la cadena "
            "que pasan por la media y por la varianza.",
            en="Your dx seems to be gamma · dy / sqrt(var + eps). That would do if mean and variance were fixed "
            "numbers, but they come from x: raise one input and the mean rises too, and with it all outputs fall. Try "
            "dy = 1 everywhere: the sum of the outputs is N · beta whatever x does, so dx has to be 0, and yours is "
            "gamma / sqrt(var + eps). What is missing are the two paths of the chain rule that go through the mean and "
            "through the variance.",
        ),
        lecture=BACKWARD_LECTURE,
        wrong={"batch_norm_backward": _backward(_statistics_constant)},
    ),
    Misconception(
        id="batch_normalization/variance-treated-as-constant",
        name=Text(
            es="derivado como si la varianza fuera constante",
            en="differentiated as if the variance were a constant",
        ),
        explanation=Text(
            es="Parece que en dx has contado con que la media depende de x, pero no con que la varianza también. Falta "
            "el término x_hat · mean(dy · x_hat): con x = [1, 1, 3, 3] y dy = [1, 0, 0, 0] (gamma = 1) dx es [0.5, "
            "-0.5, 0, 0], y sin ese término sale [0.75, -0.25, -0.25, -0.25]. Alargar las entradas no cambia las "
            "salidas, así que, sea cual sea dy, la suma de dx · x_hat tiene que ser casi 0.",
            en="In dx you seem to have allowed for the mean depending on x, but not for the variance, which does too. "
            "The term x_hat · mean(dy · x_hat) is missing: with x = [1, 1, 3, 3] and dy = [1, 0, 0, 0] (gamma = 1) dx "
            "is [0.5, -0.5, 0, 0], and without that term it is [0.75, -0.25, -0.25, -0.25]. Stretching the inputs does "
            "not change the outputs, so the sum of dx · x_hat has to be almost 0, whatever dy is.",
        ),
        lecture=BACKWARD_LECTURE,
        wrong={"batch_norm_backward": _backward(_variance_constant)},
    ),
    Misconception(
        id="batch_normalization/gamma-forgotten-in-dx",
        name=Text(es="olvidado gamma en dx", en="forgotten gamma in dx"),
        explanation=Text(
            es="Tu dx es correcto para gamma = 1, pero no se multiplica por gamma. La salida es gamma · x_hat + beta, "
            "así que lo que le llega a x_hat es dy · gamma: con gamma = 2 todo dx es el doble.",
            en="Your dx is right for gamma = 1, but it is not multiplied by gamma. The output is gamma · x_hat + beta, "
            "so what arrives at x_hat is dy · gamma: with gamma = 2 all of dx is twice as large.",
        ),
        lecture=BACKWARD_LECTURE,
        wrong={"batch_norm_backward": _backward(_gamma_forgotten)},
    ),
    Misconception(
        id="batch_normalization/root-forgotten-in-dx",
        name=Text(
            es="olvidado dividir dx entre la desviación típica",
            en="forgotten to divide dx by the standard deviation",
        ),
        explanation=Text(
            es="Tu dx es correcto si la desviación típica es 1, pero no se divide entre ella. x_hat cambia "
            "1 / sqrt(var + eps) veces lo que cambia x: con varianza 4, dx es la mitad de lo que te sale.",
            en="Your dx is right if the standard deviation is 1, but it is not divided by it. x_hat changes by "
            "1 / sqrt(var + eps) times what x changes by: with variance 4, dx is half of yours.",
        ),
        lecture=BACKWARD_LECTURE,
        wrong={"batch_norm_backward": _backward(_std_forgotten)},
    ),
    Misconception(
        id="batch_normalization/divided-by-n-alone",
        name=Text(
            es="dividido entre N en vez de entre N·H·W en dx",
            en="divided by N instead of N·H·W in dx",
        ),
        explanation=Text(
            es="Con (N, D) tu dx es correcto, pero con imágenes divides las sumas entre N. Cada canal tiene N·H·W "
            "valores, y con todos ellos se ha calculado su media: con 2 imágenes de 4x4 son 32. Usa el número de "
            "valores de un canal, por ejemplo x.size // x.shape[-1], o toma medias en vez de sumas.",
            en="For (N, D) your dx is right, but for images you divide the sums by N. Each channel has N·H·W values, "
            "and its mean was computed from all of them: for 2 images of 4x4 they are 32. Use the number of values of "
            "a channel, for instance x.size // x.shape[-1], or take means instead of sums.",
        ),
        lecture=BACKWARD_LECTURE,
        wrong={"batch_norm_backward": _backward(_divided_by_n_alone)},
    ),
    Misconception(
        id="batch_normalization/means-instead-of-sums",
        name=Text(
            es="promediado dgamma y dbeta en vez de sumarlos",
            en="averaged dgamma and dbeta instead of summing",
        ),
        explanation=Text(
            es="Parece que dgamma y dbeta son medias. Un mismo beta se suma a todas las salidas de su canal, y cada "
            "una aporta su dy: con dy = [1, 1, 1, 1] dbeta es 4, no 1. Si el coste ya es una media sobre el lote, el "
            "1/N está dentro de dy y no hay que ponerlo otra vez.",
            en="Your dgamma and dbeta seem to be means. One and the same beta is added to all outputs of its channel, "
            "and each contributes its dy: with dy = [1, 1, 1, 1] dbeta is 4, not 1. If the loss is a mean over the "
            "batch, the 1/N is in dy already and is not to be applied again.",
        ),
        lecture=BACKWARD_LECTURE,
        wrong={"batch_norm_backward": _means_for_sums},
    ),
    Misconception(
        id="batch_normalization/dgamma-and-dbeta-exchanged",
        name=Text(es="devuelto dbeta antes que dgamma", en="returned dbeta before dgamma"),
        explanation=Text(
            es="Los dos gradientes son correctos, pero están en el orden contrario: se devuelve (dx, dgamma, dbeta).",
            en="Both gradients are right but stand in the opposite order: the result is (dx, dgamma, dbeta).",
        ),
        lecture=BACKWARD_LECTURE,
        wrong={"batch_norm_backward": _parameters_exchanged},
    ),
)
