"""Wrong answers of the topic preprocessing that have a name."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_reference.misconceptions.misconception import Misconception, Text
from cnn_reference.preprocessing import (
    FloatArray,
    Floats,
    Indices,
    Integers,
    balanced_indices,
    class_counts,
    fit_normalizer,
    normalize,
    rgb_to_yuv,
    stratified_split,
    to_grayscale,
)

COLOURS = Text(
    es="Caso de estudio, «Definir arquitectura»: conversión de espacio de color",
    en="Case study, “Definir arquitectura”: conversion of the colour space",
)
NORMALIZATION = Text(
    es="Caso de estudio, «Definir arquitectura»: normalización",
    en="Case study, “Definir arquitectura”: normalization",
)
CONTRAST = Text(
    es="Caso de estudio, «Definir arquitectura»: los mapas de características tras la normalización de contraste",
    en="Case study, “Definir arquitectura”: the feature maps after contrast normalization",
)
CLASSES = Text(
    es="Caso de estudio, «Analizar datos»: la distribución de clases no es homogénea",
    en="Case study, “Analizar datos”: the classes are not equally common",
)
SPLIT = Text(
    es="Caso de estudio, «Analizar datos»: train/val/test",
    en="Case study, “Analizar datos”: train/val/test",
)


# -- colours ------------------------------------------------------------------------------------------------


def _gray_of(*weights: float) -> Callable[[Floats], FloatArray]:
    def wrong(images: Floats) -> FloatArray:
        return np.asarray(np.asarray(images, dtype=np.float64) @ np.array(weights)[:, None])

    return wrong


def _yuv_of(*weights: float) -> Callable[[Floats], FloatArray]:
    def wrong(images: Floats) -> FloatArray:
        rgb = np.asarray(images, dtype=np.float64)
        y = rgb @ np.array(weights)
        return np.stack([y, 0.492 * (rgb[..., 2] - y), 0.877 * (rgb[..., 0] - y)], axis=-1)

    return wrong


def _of_reversed_channels(right: Callable[[Floats], FloatArray]) -> Callable[[Floats], FloatArray]:
    def wrong(images: Floats) -> FloatArray:
        return right(images[..., ::-1])

    return wrong


def _gray_without_axis(images: Floats) -> FloatArray:
    return to_grayscale(images)[..., 0]


def _yvu(images: Floats) -> FloatArray:
    return rgb_to_yuv(images)[..., [0, 2, 1]]


def _ycbcr(images: Floats) -> FloatArray:
    y, u, v = np.moveaxis(rgb_to_yuv(images), -1, 0)
    return np.stack([y, 0.5 + 0.564 * u / 0.492, 0.5 + 0.713 * v / 0.877], axis=-1)


def _differences_backwards(images: Floats) -> FloatArray:
    return np.asarray(rgb_to_yuv(images) * np.array([1.0, -1.0, -1.0]))


# -- normalization ------------------------------------------------------------------------------------------


def _fit_one_for_all(train: Floats) -> tuple[Any, Any]:
    return np.mean(train, dtype=np.float64), np.std(train, dtype=np.float64)


def _fit_along(axis: int | tuple[int, ...]) -> Callable[[Floats], tuple[Any, Any]]:
    def wrong(train: Floats) -> tuple[Any, Any]:
        return np.mean(train, axis=axis, dtype=np.float64), np.std(train, axis=axis, dtype=np.float64)

    return wrong


def _fit_sample_std(train: Floats) -> tuple[FloatArray, FloatArray]:
    pixels = np.asarray(train, dtype=np.float64).reshape(-1, train.shape[-1])
    with np.errstate(all="ignore"):
        variance = ((pixels - pixels.mean(axis=0)) ** 2).sum(axis=0) / np.float64(len(pixels) - 1)
        return pixels.mean(axis=0), np.sqrt(variance)


def _fit_variance(train: Floats) -> tuple[FloatArray, FloatArray]:
    mean, std = fit_normalizer(train)
    return mean, std**2


def _fit_mean_of_stds(train: Floats) -> tuple[FloatArray, FloatArray]:
    mean, _ = fit_normalizer(train)
    return mean, np.std(train, axis=(1, 2), dtype=np.float64).mean(axis=0)


def _normalize_by_own(images: Floats, mean: Floats, std: Floats, eps: float = 1e-8) -> FloatArray:
    return normalize(images, *fit_normalizer(images), eps)


def _normalize_each_image(images: Floats, mean: Floats, std: Floats, eps: float = 1e-8) -> FloatArray:
    x = np.asarray(images, dtype=np.float64)
    return np.asarray((x - x.mean(axis=(1, 2), keepdims=True)) / (x.std(axis=(1, 2), keepdims=True) + eps))


def _normalize_eps_in_root(images: Floats, mean: Floats, std: Floats, eps: float = 1e-8) -> FloatArray:
    return np.asarray((np.asarray(images, dtype=np.float64) - mean) / np.sqrt(np.square(std, dtype=np.float64) + eps))


def _normalize_without_eps(images: Floats, mean: Floats, std: Floats, eps: float = 1e-8) -> FloatArray:
    with np.errstate(all="ignore"):
        return np.asarray((np.asarray(images, dtype=np.float64) - mean) / np.asarray(std, dtype=np.float64))


# -- local contrast, with one mistake -----------------------------------------------------------------------


def _contrast(
    *,
    mode: Any = "reflect",
    reach: Callable[[int], int] = lambda radius: radius,
    ddof: int = 0,
    divide: bool = True,
    eps_in_root: bool = False,
) -> Callable[..., FloatArray]:
    def wrong(image: Floats, radius: int = 2, eps: float = 1e-2) -> FloatArray:
        x = np.asarray(image, dtype=np.float64)[..., 0]
        side = 2 * reach(radius) + 1
        padded = np.pad(x, reach(radius), mode=mode)
        windows = np.lib.stride_tricks.sliding_window_view(padded, (side, side))
        mean, variance = windows.mean(axis=(2, 3)), windows.var(axis=(2, 3))
        with np.errstate(all="ignore"):
            variance = variance * side**2 / np.float64(side**2 - ddof)
            spread = np.sqrt(variance + eps) if eps_in_root else np.sqrt(variance) + eps
            return np.asarray((x - mean) / spread if divide else x - mean)[..., None]

    return wrong


def _contrast_of_the_whole_image(image: Floats, radius: int = 2, eps: float = 1e-2) -> FloatArray:
    x = np.asarray(image, dtype=np.float64)
    return np.asarray((x - x.mean()) / (x.std() + eps))


def _contrast_of_cut_windows(image: Floats, radius: int = 2, eps: float = 1e-2) -> FloatArray:
    x = np.asarray(image, dtype=np.float64)[..., 0]
    result = np.zeros(x.shape)
    for i, j in np.ndindex(*x.shape):
        window = x[max(i - radius, 0) : i + radius + 1, max(j - radius, 0) : j + radius + 1]
        result[i, j] = (x[i, j] - window.mean()) / (window.std() + eps)
    return result[..., None]


# -- classes ------------------------------------------------------------------------------------------------


def _counts_of_present_classes(labels: Integers, n_classes: int) -> NDArray[Any]:
    return np.unique(labels, return_counts=True)[1]


def _shares(labels: Integers, n_classes: int) -> FloatArray:
    return np.asarray(class_counts(labels, n_classes) / len(labels))


def _members(labels: Integers) -> list[Indices]:
    return [np.flatnonzero(np.asarray(labels) == one) for one in np.unique(labels)]


def _cut_to_the_smallest(labels: Integers, rng: np.random.Generator) -> NDArray[Any]:
    members = _members(labels)
    smallest = min(len(one) for one in members)
    return np.concatenate([rng.permutation(one)[:smallest] for one in members])


def _drawn_with_replacement(labels: Integers, rng: np.random.Generator) -> NDArray[Any]:
    members = _members(labels)
    largest = max(len(one) for one in members)
    return np.concatenate([rng.choice(one, largest) for one in members])


def _positions_in_the_class(labels: Integers, rng: np.random.Generator) -> NDArray[Any]:
    members = _members(labels)
    largest = max(len(one) for one in members)
    return np.concatenate([np.resize(np.arange(len(one)), largest) for one in members])


def _labels_instead(labels: Integers, rng: np.random.Generator) -> NDArray[Any]:
    return np.asarray(labels)[balanced_indices(labels, rng)]


def _balanced_globally(labels: Integers, rng: np.random.Generator) -> NDArray[Any]:
    members = _members(labels)
    largest = max(len(one) for one in members)
    extra = [np.random.choice(one, largest - len(one)) for one in members]
    return np.concatenate([np.arange(len(labels)), *extra])


# -- splits -------------------------------------------------------------------------------------------------


def _tested(n: int, fraction: float) -> int:
    wanted = round(fraction * n)
    return min(max(wanted, 1), n - 1) if n > 1 else wanted


def _split_without_classes(
    labels: Integers, test_fraction: float, rng: np.random.Generator
) -> tuple[NDArray[Any], NDArray[Any]]:
    order = rng.permutation(len(labels))
    n_test = _tested(len(labels), test_fraction)
    return order[n_test:], order[:n_test]


def _split_each(
    count: Callable[[int, float], int], shuffle: Callable[[Indices, np.random.Generator], Indices]
) -> Callable[..., tuple[NDArray[Any], NDArray[Any]]]:
    def wrong(labels: Integers, test_fraction: float, rng: np.random.Generator) -> tuple[NDArray[Any], NDArray[Any]]:
        train, test = [], []
        for one in _members(labels):
            members, n_test = shuffle(one, rng), count(len(one), test_fraction)
            test.append(members[:n_test])
            train.append(members[n_test:])
        return np.concatenate(train), np.concatenate(test)

    return wrong


def _shuffled(members: Indices, rng: np.random.Generator) -> Indices:
    return rng.permutation(members)


def _split_after_balancing(
    labels: Integers, test_fraction: float, rng: np.random.Generator
) -> tuple[NDArray[Any], NDArray[Any]]:
    indices = balanced_indices(labels, rng)
    train, test = stratified_split(np.asarray(labels)[indices], test_fraction, rng)
    return indices[train], indices[test]


def _test_inside_train(
    labels: Integers, test_fraction: float, rng: np.random.Generator
) -> tuple[NDArray[Any], NDArray[Any]]:
    _, test = stratified_split(labels, test_fraction, rng)
    return np.arange(len(labels)), test


def _sides_swapped(
    labels: Integers, test_fraction: float, rng: np.random.Generator
) -> tuple[NDArray[Any], NDArray[Any]]:
    train, test = stratified_split(labels, test_fraction, rng)
    return test, train


def _test_drawn_with_replacement(
    labels: Integers, test_fraction: float, rng: np.random.Generator
) -> tuple[NDArray[Any], NDArray[Any]]:
    test = np.concatenate([rng.choice(one, _tested(len(one), test_fraction)) for one in _members(labels)])
    return np.setdiff1d(np.arange(len(labels)), test), test


def _split_repeated(
    labels: Integers, test_fraction: float, rng: np.random.Generator
) -> tuple[NDArray[Any], NDArray[Any]]:
    return stratified_split(labels, test_fraction, np.random.default_rng(0))


MISCONCEPTIONS: tuple[Misconception, ...] = (
    Misconception(
        id="preprocessing/plain-mean-of-the-colours",
        name=Text(
            es="dado el mismo peso a los tres colores",
            en="given the three colours the same weight",
        ),
        explanation=Text(
            es="Parece que promedias los canales. El ojo no ve igual de claros los tres colores: un verde puro es "
            "mucho más luminoso que un azul puro, y por eso la norma pesa 0.299, 0.587 y 0.114. Con la media, los "
            "dos salen 0.333 y en gris no se distinguen; con los pesos, el verde es 0.587 y el azul 0.114.",
            en="You seem to average the channels. The eye does not see the three colours equally bright: pure green "
            "is far brighter than pure blue, which is why the standard weighs them 0.299, 0.587 and 0.114. With "
            "the mean both come out as 0.333, and in grey nobody can tell them apart; with the weights green is "
            "0.587 and blue 0.114.",
        ),
        lecture=COLOURS,
        wrong={"to_grayscale": _gray_of(1 / 3, 1 / 3, 1 / 3), "rgb_to_yuv": _yuv_of(1 / 3, 1 / 3, 1 / 3)},
    ),
    Misconception(
        id="preprocessing/weights-of-rec-709",
        name=Text(
            es="usado los pesos de otra norma, Rec. 709",
            en="used the weights of another standard, Rec. 709",
        ),
        explanation=Text(
            es="Parece que usas 0.2126, 0.7152 y 0.0722. Son los pesos de Rec. 709, la norma de la televisión de alta "
            "definición; aquí se piden los de Rec. 601: 0.299, 0.587 y 0.114. Un rojo puro da 0.213 con unos y "
            "0.299 con otros. Mezclar normas es un error difícil de ver, porque la imagen parece correcta y la red "
            "recibe en producción otros valores que al entrenar.",
            en="You seem to use 0.2126, 0.7152 and 0.0722. Those are the weights of Rec. 709, the standard of "
            "high-definition television; asked for are those of Rec. 601: 0.299, 0.587 and 0.114. Pure red gives "
            "0.213 with the ones and 0.299 with the others. Mixed standards are hard to notice, since the image "
            "looks right while the network meets other values in use than in training.",
        ),
        lecture=COLOURS,
        wrong={"to_grayscale": _gray_of(0.2126, 0.7152, 0.0722), "rgb_to_yuv": _yuv_of(0.2126, 0.7152, 0.0722)},
    ),
    Misconception(
        id="preprocessing/bgr-order",
        name=Text(
            es="leído los canales en orden azul, verde, rojo",
            en="read the channels as blue, green, red",
        ),
        explanation=Text(
            es="Parece que para ti el canal 0 es el azul y el 2 el rojo. Así lee las imágenes OpenCV (BGR); aquí, "
            "como en casi todo lo demás, el orden es rojo, verde, azul. El rojo puro [1, 0, 0] debe dar Y = 0.299 "
            "y a ti te da 0.114. El verde no lo delata, porque está en medio en los dos órdenes: prueba con rojo y "
            "con azul.",
            en="You seem to take channel 0 for blue and channel 2 for red. That is how OpenCV reads images (BGR); "
            "here, as almost everywhere else, the order is red, green, blue. Pure red [1, 0, 0] has to give Y = "
            "0.299, and yours gives 0.114. Green does not tell, for it stands in the middle of both orders: try "
            "red and blue.",
        ),
        lecture=COLOURS,
        wrong={
            "to_grayscale": _of_reversed_channels(to_grayscale),
            "rgb_to_yuv": _of_reversed_channels(rgb_to_yuv),
        },
    ),
    Misconception(
        id="preprocessing/channel-axis-lost",
        name=Text(es="perdido el eje de los canales", en="lost the channel axis"),
        explanation=Text(
            es="Los valores son correctos, pero falta el último eje: de (N, H, W, 3) debe salir (N, H, W, 1), y te "
            "sale (N, H, W). Una imagen en gris sigue teniendo canales, uno; una red que espera (N, H, W, C) "
            "rechaza las tuyas o, peor, toma W por los canales. Añádelo con `[..., None]` o con `keepdims=True`, o "
            "multiplica por una matriz de forma (3, 1).",
            en="The values are right, but the last axis is missing: (N, H, W, 3) has to become (N, H, W, 1), and "
            "yours becomes (N, H, W). A grey image still has channels, one of them; a network that expects (N, H, "
            "W, C) refuses yours or, worse, takes W for the channels. Add it with `[..., None]` or "
            "`keepdims=True`, or multiply by a matrix of shape (3, 1).",
        ),
        lecture=COLOURS,
        wrong={"to_grayscale": _gray_without_axis},
    ),
    Misconception(
        id="preprocessing/u-and-v-exchanged",
        name=Text(es="intercambiado U y V", en="exchanged U and V"),
        explanation=Text(
            es="El segundo canal de tu resultado es V y el tercero U. U mide el azul, 0.492 (B - Y), y V el rojo, "
            "0.877 (R - Y), en ese orden: Y, U, V. El azul puro [0, 0, 1] da (0.114, 0.436, -0.1); a ti te da "
            "(0.114, -0.1, 0.436).",
            en="The second channel of your result is V and the third is U. U measures blue, 0.492 (B - Y), and V red, "
            "0.877 (R - Y), in that order: Y, U, V. Pure blue [0, 0, 1] gives (0.114, 0.436, -0.1); yours gives "
            "(0.114, -0.1, 0.436).",
        ),
        lecture=COLOURS,
        wrong={"rgb_to_yuv": _yvu},
    ),
    Misconception(
        id="preprocessing/ycbcr-instead-of-yuv",
        name=Text(es="calculado YCbCr en vez de YUV", en="computed YCbCr instead of YUV"),
        explanation=Text(
            es="Parece que usas los factores 0.564 y 0.713 y sumas 0.5. Eso es YCbCr, el formato de JPEG, que "
            "desplaza las diferencias de color para guardarlas sin signo. En YUV los factores son 0.492 y 0.877 y "
            "no se suma nada: un gris tiene U = V = 0, no 0.5.",
            en="You seem to use the factors 0.564 and 0.713 and to add 0.5. That is YCbCr, the format of JPEG, which "
            "shifts the colour differences to store them without a sign. In YUV the factors are 0.492 and 0.877 "
            "and nothing is added: a grey has U = V = 0, not 0.5.",
        ),
        lecture=COLOURS,
        wrong={"rgb_to_yuv": _ycbcr},
    ),
    Misconception(
        id="preprocessing/colour-differences-backwards",
        name=Text(
            es="restado al revés en U y V",
            en="subtracted the wrong way round in U and V",
        ),
        explanation=Text(
            es="Tus U y V son los correctos con el signo cambiado: restas el color de Y. Es al revés, U = 0.492 (B - "
            "Y): lo que el azul tiene de más sobre el brillo. El azul puro tiene B = 1 e Y = 0.114, así que U es "
            "positivo, 0.436.",
            en="Your U and V are the right ones with the opposite sign: you subtract the colour from Y. It is the "
            "other way round, U = 0.492 (B - Y): what blue has more than the brightness. Pure blue has B = 1 and Y "
            "= 0.114, so U is positive, 0.436.",
        ),
        lecture=COLOURS,
        wrong={"rgb_to_yuv": _differences_backwards},
    ),
    Misconception(
        id="preprocessing/one-mean-for-all-channels",
        name=Text(
            es="calculado una sola media para todos los canales",
            en="computed one mean for all channels",
        ),
        explanation=Text(
            es="Parece que llamas a `train.mean()` y `train.std()` sin eje: sale un solo número, que mezcla los "
            "canales. Con un canal que siempre vale 0 y otro que siempre vale 1, la media común es 0.5 y tras "
            "normalizar ninguno queda centrado. Cada canal tiene su media y su desviación: los ejes que se "
            "promedian son (0, 1, 2), y queda un array (C,).",
            en="You seem to call `train.mean()` and `train.std()` without an axis: one number comes out, which mixes "
            "the channels. With a channel that is always 0 and another that is always 1 the common mean is 0.5, "
            "and after normalization neither is centred. Each channel has a mean and a standard deviation of its "
            "own: the axes averaged over are (0, 1, 2), and an array (C,) is left.",
        ),
        lecture=NORMALIZATION,
        wrong={"fit_normalizer": _fit_one_for_all},
    ),
    Misconception(
        id="preprocessing/statistics-per-image",
        name=Text(
            es="calculado las estadísticas de cada imagen por separado",
            en="computed the statistics of each image by itself",
        ),
        explanation=Text(
            es="Parece que promedias sobre los ejes (1, 2), de modo que cada imagen tiene su propia media. Si cada "
            "imagen se normaliza con la suya, una foto oscura y una clara acaban iguales, y la red deja de ver una "
            "diferencia que puede importar. Las estadísticas son las de todo el conjunto de entrenamiento: una "
            "imagen toda a 0 y otra toda a 1 tienen juntas media 0.5 y desviación 0.5, no 0 y 1 con desviación 0.",
            en="You seem to average over the axes (1, 2), so that every image has a mean of its own. If each is "
            "normalized with its own, a dark photo and a bright one end up the same, and the network no longer "
            "sees a difference that may matter. The statistics are those of the whole training set: an image of "
            "zeros and one of ones have together mean 0.5 and standard deviation 0.5, not 0 and 1 with a deviation "
            "of 0.",
        ),
        lecture=NORMALIZATION,
        wrong={"fit_normalizer": _fit_along((1, 2)), "normalize": _normalize_each_image},
    ),
    Misconception(
        id="preprocessing/statistics-per-pixel",
        name=Text(
            es="calculado una media para cada posición de la imagen",
            en="computed a mean for every position of the image",
        ),
        explanation=Text(
            es="Parece que promedias solo sobre las imágenes (axis=0), y te queda una media para cada píxel, de forma "
            "(H, W, C). Aquí hay una por canal: también se promedia sobre filas y columnas. Una señal puede "
            "aparecer en cualquier sitio de la imagen, así que no hay razón para tratar distinto la esquina que el "
            "centro.",
            en="You seem to average over the images alone (axis=0), and are left with a mean for every pixel, of "
            "shape (H, W, C). Here there is one a channel: rows and columns are averaged over as well. A sign may "
            "appear anywhere in the image, so there is no reason to treat the corner unlike the middle.",
        ),
        lecture=NORMALIZATION,
        wrong={"fit_normalizer": _fit_along(0)},
    ),
    Misconception(
        id="preprocessing/sample-standard-deviation",
        name=Text(
            es="dividido entre n - 1 en la desviación típica",
            en="divided by n - 1 in the standard deviation",
        ),
        explanation=Text(
            es="Parece que usas la desviación típica muestral (ddof=1). Aquí es la poblacional: las desviaciones al "
            "cuadrado se dividen entre cuántas son. Los valores 0 y 1 tienen desviación 0.5; con n - 1 sale 0.707, "
            "y con un solo valor, 0/0. `np.std` divide entre n si no le dices otra cosa; `torch.std` y la de "
            "pandas, entre n - 1.",
            en="You seem to use the sample standard deviation (ddof=1). Here it is that of the population: the "
            "squared deviations are divided by how many there are. The values 0 and 1 have the deviation 0.5; with "
            "n - 1 it is 0.707, and with a single value 0/0. `np.std` divides by n unless told otherwise; "
            "`torch.std` and that of pandas by n - 1.",
        ),
        lecture=NORMALIZATION,
        wrong={"fit_normalizer": _fit_sample_std, "local_contrast": _contrast(ddof=1)},
    ),
    Misconception(
        id="preprocessing/variance-for-standard-deviation",
        name=Text(
            es="devuelto la varianza en lugar de la desviación típica",
            en="returned the variance instead of the standard deviation",
        ),
        explanation=Text(
            es="Falta la raíz cuadrada. La varianza está en unidades al cuadrado: los valores 0 y 1 tienen varianza "
            "0.25 y desviación típica 0.5. Al dividir entre la varianza, los datos no quedan con desviación 1, "
            "sino con 1/0.5 = 2.",
            en="The square root is missing. The variance is in squared units: the values 0 and 1 have the variance "
            "0.25 and the standard deviation 0.5. Divided by the variance, the data do not end up with a deviation "
            "of 1 but of 1/0.5 = 2.",
        ),
        lecture=NORMALIZATION,
        wrong={"fit_normalizer": _fit_variance},
    ),
    Misconception(
        id="preprocessing/mean-of-standard-deviations",
        name=Text(
            es="promediado las desviaciones típicas de las imágenes",
            en="averaged the standard deviations of the images",
        ),
        explanation=Text(
            es="La media es correcta, pero la desviación típica sale de promediar las de cada imagen, y eso no es lo "
            "mismo. Una imagen toda a 0 y otra toda a 1 tienen desviación 0 cada una; juntas, 0.5. Lo que varía de "
            "una imagen a otra también cuenta: calcula la desviación de todos los píxeles a la vez, con axis=(0, "
            "1, 2).",
            en="The mean is right, but the standard deviation comes from averaging those of the images, which is not "
            "the same. An image of zeros and one of ones have a deviation of 0 each; together, 0.5. What varies "
            "from image to image counts too: take the deviation of all pixels at once, with axis=(0, 1, 2).",
        ),
        lecture=NORMALIZATION,
        wrong={"fit_normalizer": _fit_mean_of_stds},
    ),
    Misconception(
        id="preprocessing/own-statistics",
        name=Text(
            es="normalizado con las estadísticas de las propias imágenes",
            en="normalized with the statistics of the images themselves",
        ),
        explanation=Text(
            es="Parece que no usas `mean` y `std`, sino que los calculas de nuevo con las imágenes que llegan. La "
            "clase lo subraya: las estadísticas se calculan solo con los datos de entrenamiento y se aplican a "
            "todos los conjuntos. Si el test se normaliza con su propia media, un conjunto de fotos nocturnas "
            "queda igual de claro que el de entrenamiento, y un mismo píxel de 0.5 significa cosas distintas en "
            "cada conjunto. Con una sola imagen de un píxel te sale siempre 0.",
            en="You seem not to use `mean` and `std` but to compute them anew from the images that come in. The "
            "lecture underlines it: statistics are computed from training data alone and applied to all sets. If "
            "the test set is normalized with its own mean, a set of photos taken at night becomes as bright as the "
            "training set, and the same pixel of 0.5 means something else in every set. For a single image of one "
            "pixel you always get 0.",
        ),
        lecture=NORMALIZATION,
        wrong={"normalize": _normalize_by_own},
    ),
    Misconception(
        id="preprocessing/eps-inside-the-root",
        name=Text(
            es="puesto eps dentro de la raíz",
            en="put eps inside the root",
        ),
        explanation=Text(
            es="Parece que divides entre sqrt(std² + eps), como en batch normalization. Aquí se divide entre std + "
            "eps. Con std = 0 la diferencia es grande: sqrt(0.01) es 0.1, diez veces 0.01. Las dos formas existen "
            "y sirven para lo mismo, no dividir entre 0, pero dan números distintos.",
            en="You seem to divide by sqrt(std² + eps), as in batch normalization. Here the divisor is std + eps. "
            "With std = 0 the difference is large: sqrt(0.01) is 0.1, ten times 0.01. Both forms exist and serve "
            "the same end, not to divide by 0, but they give different numbers.",
        ),
        lecture=NORMALIZATION,
        wrong={"normalize": _normalize_eps_in_root, "local_contrast": _contrast(eps_in_root=True)},
    ),
    Misconception(
        id="preprocessing/eps-forgotten",
        name=Text(es="olvidado eps", en="forgotten eps"),
        explanation=Text(
            es="Divides entre std sin sumarle eps. Mientras std es grande apenas se nota, pero un canal que es "
            "constante en todo el entrenamiento tiene std = 0, y 0/0 es nan: un solo nan en la entrada convierte "
            "en nan toda la red. El divisor es std + eps.",
            en="You divide by std without adding eps. While std is large it hardly shows, but a channel that is "
            "constant throughout the training set has std = 0, and 0/0 is nan: a single nan in the input turns the "
            "whole network into nan. The divisor is std + eps.",
        ),
        lecture=NORMALIZATION,
        wrong={"normalize": _normalize_without_eps},
    ),
    Misconception(
        id="preprocessing/zeros-beyond-the-edge",
        name=Text(
            es="rellenado con ceros más allá del borde",
            en="filled with zeros beyond the edge",
        ),
        explanation=Text(
            es="En el interior aciertas, pero junto al borde tus ventanas contienen ceros que no son de la imagen. "
            "Una imagen constante de 0.5 debe dar 0 en todas partes; con ceros alrededor, la media de la esquina "
            'baja y aparece un marco brillante. El borde se refleja: `np.pad(..., mode="reflect")`.',
            en="Inside you are right, but near the edge your windows hold zeros that are not of the image. A constant "
            "image of 0.5 has to give 0 everywhere; with zeros around it the mean at the corner drops, and a "
            'bright frame appears. The edge is reflected: `np.pad(..., mode="reflect")`.',
        ),
        lecture=CONTRAST,
        wrong={"local_contrast": _contrast(mode="constant")},
    ),
    Misconception(
        id="preprocessing/border-pixel-mirrored-too",
        name=Text(
            es="reflejado también el píxel del borde",
            en="mirrored the border pixel too",
        ),
        explanation=Text(
            es='Parece que usas `mode="symmetric"` (o índices equivalentes), que repite la fila del borde: más allá '
            'de [a, b, c] sigue c, b, a. Con "reflect" el espejo está sobre el último píxel, que no se repite: '
            "sigue b, a. Solo se nota a menos de `radius` píxeles del borde.",
            en='You seem to use `mode="symmetric"` (or indices to that effect), which repeats the row at the '
            'border: beyond [a, b, c] follow c, b, a. With "reflect" the mirror stands on the last pixel, which '
            "is not repeated: b, a follow. It shows only within `radius` pixels of the edge.",
        ),
        lecture=CONTRAST,
        wrong={"local_contrast": _contrast(mode="symmetric")},
    ),
    Misconception(
        id="preprocessing/edge-pixel-repeated",
        name=Text(
            es="repetido el píxel del borde más allá de la imagen",
            en="repeated the edge pixel beyond the image",
        ),
        explanation=Text(
            es='Parece que usas `mode="edge"`, o que recortas los índices con `np.clip`: más allá de [a, b, c] '
            "sigue c, c, c. Así el píxel del borde pesa mucho más que los demás en su propia ventana. Con "
            '"reflect" la imagen continúa como en un espejo puesto sobre el último píxel: b, a.',
            en='You seem to use `mode="edge"`, or to clip the indices with `np.clip`: beyond [a, b, c] follow c, c, '
            'c. The edge pixel then weighs far more than the others in its own window. With "reflect" the image '
            "goes on as in a mirror on its last pixel: b, a.",
        ),
        lecture=CONTRAST,
        wrong={"local_contrast": _contrast(mode="edge")},
    ),
    Misconception(
        id="preprocessing/window-cut-at-the-edge",
        name=Text(
            es="cortado la ventana en el borde de la imagen",
            en="cut the window off at the edge of the image",
        ),
        explanation=Text(
            es="En el interior aciertas, pero en el borde tu ventana se queda con los píxeles que existen: la de una "
            "esquina con radio 1 tiene 4 píxeles en vez de 9. Aquí la ventana tiene siempre (2·radius + 1)² "
            "valores, y los que faltan se obtienen reflejando la imagen: rellena antes con `np.pad(..., "
            'mode="reflect")`.',
            en="Inside you are right, but at the edge your window makes do with the pixels there are: that of a "
            "corner with radius 1 has 4 pixels instead of 9. Here the window always holds (2·radius + 1)² values, "
            "and those that are missing come from reflecting the image: pad it first with `np.pad(..., "
            'mode="reflect")`.',
        ),
        lecture=CONTRAST,
        wrong={"local_contrast": _contrast_of_cut_windows},
    ),
    Misconception(
        id="preprocessing/contrast-of-the-whole-image",
        name=Text(
            es="usado la media y la desviación de toda la imagen",
            en="used mean and deviation of the whole image",
        ),
        explanation=Text(
            es="Parece que restas la media de toda la imagen y divides entre su desviación. Eso no es local: una "
            "señal mitad al sol y mitad a la sombra sigue teniendo una mitad clara y otra oscura. Cada píxel se "
            "compara con su propia ventana de (2·radius + 1)² píxeles, así que hay una media y una desviación para "
            "cada posición.",
            en="You seem to subtract the mean of the whole image and divide by its deviation. That is not local: a "
            "sign half in the sun and half in the shade still has a bright half and a dark one. Each pixel is "
            "compared with its own window of (2·radius + 1)² pixels, so there is a mean and a deviation for every "
            "position.",
        ),
        lecture=CONTRAST,
        wrong={"local_contrast": _contrast_of_the_whole_image},
    ),
    Misconception(
        id="preprocessing/radius-taken-for-the-side",
        name=Text(
            es="tomado el radio por el lado de la ventana",
            en="taken the radius for the side of the window",
        ),
        explanation=Text(
            es="Tu ventana es demasiado pequeña: parece que solo abarca unos `radius` píxeles de ancho, centro "
            "incluido. El radio se cuenta desde el centro hacia cada lado: con radius = 2 la ventana tiene 2 + 1 + "
            "2 = 5 píxeles de lado y 25 en total.",
            en="Your window is too small: it seems to be about `radius` pixels wide, the centre included. The radius "
            "counts from the centre to either side: with radius = 2 the window is 2 + 1 + 2 = 5 pixels wide and "
            "holds 25.",
        ),
        lecture=CONTRAST,
        wrong={"local_contrast": _contrast(reach=lambda radius: radius // 2)},
    ),
    Misconception(
        id="preprocessing/mean-subtracted-alone",
        name=Text(
            es="restado la media sin dividir entre la desviación",
            en="subtracted the mean without dividing by the deviation",
        ),
        explanation=Text(
            es="Restas la media de la ventana, pero no divides entre su desviación típica más eps. Así se quita el "
            "brillo local, pero no se iguala el contraste: un borde suave de 0.1 sigue siendo diez veces más débil "
            "que uno de 1. Con la división los dos quedan casi igual de marcados.",
            en="You subtract the mean of the window but do not divide by its standard deviation plus eps. That "
            "removes the local brightness but does not even out the contrast: a soft edge of 0.1 remains ten times "
            "weaker than one of 1. With the division both stand out almost alike.",
        ),
        lecture=CONTRAST,
        wrong={"local_contrast": _contrast(divide=False)},
    ),
    Misconception(
        id="preprocessing/absent-classes-left-out",
        name=Text(
            es="dejado fuera las clases sin muestras",
            en="left out the classes without samples",
        ),
        explanation=Text(
            es="Parece que usas `np.unique(..., return_counts=True)`, que solo conoce las clases que aparecen. Con "
            "las etiquetas [0, 2, 2] y 4 clases te sale [1, 2], y la posición 1 ya no es la de la clase 1. Debe "
            "salir [1, 0, 2, 0]: n_classes números, con un 0 donde no hay muestras. Mira `np.bincount` y su "
            "`minlength`.",
            en="You seem to use `np.unique(..., return_counts=True)`, which knows only the classes that occur. With "
            "the labels [0, 2, 2] and 4 classes you get [1, 2], and position 1 is no longer that of class 1. It "
            "has to be [1, 0, 2, 0]: n_classes numbers, with a 0 where there are no samples. Look at `np.bincount` "
            "and its `minlength`.",
        ),
        lecture=CLASSES,
        wrong={"class_counts": _counts_of_present_classes},
    ),
    Misconception(
        id="preprocessing/shares-instead-of-counts",
        name=Text(
            es="devuelto proporciones en vez de recuentos",
            en="returned shares instead of counts",
        ),
        explanation=Text(
            es="Tus números suman 1: has dividido entre el total. Aquí se cuentan muestras: [0, 2, 2] con 4 clases da "
            "[1, 0, 2, 0], no [0.33, 0, 0.67, 0].",
            en="Your numbers add up to 1: you divided by the total. Samples are counted here: [0, 2, 2] with 4 "
            "classes gives [1, 0, 2, 0], not [0.33, 0, 0.67, 0].",
        ),
        lecture=CLASSES,
        wrong={"class_counts": _shares},
    ),
    Misconception(
        id="preprocessing/cut-to-the-smallest-class",
        name=Text(
            es="recortado todas las clases a la más pequeña",
            en="cut all classes down to the smallest",
        ),
        explanation=Text(
            es="Las clases quedan equilibradas, pero tirando muestras: si una clase tiene 2000 imágenes y otra 200, "
            "te quedas con 200 de cada una y pierdes 1800. Aquí se conserva todo y se repite lo escaso: cada clase "
            "aparece tantas veces como la más grande, y cada índice al menos una vez.",
            en="The classes come out balanced, but by throwing samples away: if one class has 2000 images and another "
            "200, you keep 200 of each and lose 1800. Here everything is kept and what is rare is repeated: each "
            "class occurs as often as the largest, and every index at least once.",
        ),
        lecture=CLASSES,
        wrong={"balanced_indices": _cut_to_the_smallest},
    ),
    Misconception(
        id="preprocessing/samples-lost-to-replacement",
        name=Text(
            es="perdido muestras al sortear con reemplazo",
            en="lost samples by drawing with replacement",
        ),
        explanation=Text(
            es="Los tamaños son correctos, pero sorteas todos los índices con reemplazo: unos salen varias veces y "
            "otros no salen. De una clase de n muestras, n sorteos dejan fuera más o menos un tercio (1/e = 0.37). "
            "Pon primero todos los índices una vez y sortea solo los que faltan para igualar a la clase más grande.",
            en="The sizes are right, but you draw all indices with replacement: some come several times and others "
            "never. Of a class of n samples, n draws leave out about a third (1/e = 0.37). Put in all indices once "
            "first, and draw only those that are missing to match the largest class.",
        ),
        lecture=CLASSES,
        wrong={"balanced_indices": _drawn_with_replacement},
    ),
    Misconception(
        id="preprocessing/positions-within-the-class",
        name=Text(
            es="devuelto posiciones dentro de cada clase",
            en="returned positions within each class",
        ),
        explanation=Text(
            es="Tus índices cuentan las muestras de cada clase desde 0, pero deben ser posiciones en `labels`. En [0, "
            "0, 0, 1] la única muestra de la clase 1 es la número 3; tú devuelves 0 para ella, que es de la clase "
            "0. `np.flatnonzero(labels == k)` da las posiciones de la clase k: sortea entre ellas, no entre 0 y su "
            "número.",
            en="Your indices count the samples of each class from 0, but they have to be positions in `labels`. In "
            "[0, 0, 0, 1] the only sample of class 1 is number 3; you return 0 for it, which is of class 0. "
            "`np.flatnonzero(labels == k)` gives the positions of class k: draw from those, not from 0 to their "
            "number.",
        ),
        lecture=CLASSES,
        wrong={"balanced_indices": _positions_in_the_class},
    ),
    Misconception(
        id="preprocessing/labels-instead-of-indices",
        name=Text(
            es="devuelto etiquetas en vez de índices",
            en="returned labels instead of indices",
        ),
        explanation=Text(
            es="Devuelves las etiquetas ya equilibradas, y con ellas no se puede elegir ninguna imagen. Hacen falta "
            "los índices: con `indices`, `images[indices]` y `labels[indices]` dan las imágenes y sus etiquetas a "
            "la vez. En [5, 5, 7] la solución es, por ejemplo, [0, 1, 2, 2], no [5, 5, 7, 7].",
            en="You return the balanced labels themselves, and nobody can choose an image with those. What is needed "
            "are the indices: with `indices`, `images[indices]` and `labels[indices]` give the images and their "
            "labels together. In [5, 5, 7] an answer is [0, 1, 2, 2], not [5, 5, 7, 7].",
        ),
        lecture=CLASSES,
        wrong={"balanced_indices": _labels_instead},
    ),
    Misconception(
        id="preprocessing/global-random-state",
        name=Text(
            es="sorteado del estado global de NumPy en lugar de `rng`",
            en="drawn from NumPy's global state instead of `rng`",
        ),
        explanation=Text(
            es="Parece que llamas a `np.random.choice`, `np.random.permutation` o similares. Usan un generador "
            "escondido que comparte todo el programa: con `np.random.default_rng(7)` dos veces salen dos "
            "particiones distintas, y nadie puede repetir tu experimento con los mismos datos de test. "
            "`np.random.permutation(x)` pasa a ser `rng.permutation(x)`.",
            en="You seem to call `np.random.choice`, `np.random.permutation` or the like. They use a hidden generator "
            "that the whole program shares: given `np.random.default_rng(7)` twice, two different splits come out, "
            "and nobody can repeat your experiment with the same test data. `np.random.permutation(x)` becomes "
            "`rng.permutation(x)`.",
        ),
        lecture=SPLIT,
        wrong={
            "balanced_indices": _balanced_globally,
            "stratified_split": _split_each(_tested, lambda members, rng: np.random.permutation(members)),
        },
    ),
    Misconception(
        id="preprocessing/classes-ignored",
        name=Text(
            es="partido los datos sin mirar las clases",
            en="split the data without looking at the classes",
        ),
        explanation=Text(
            es="Parece que barajas todos los índices y cortas. En promedio cada clase queda bien repartida, pero a "
            "una clase pequeña el promedio no le basta: con 4 muestras y una fracción de 0.25 se queda sin test "
            "una de cada tres veces, y entonces no sabes nada de cómo la reconoce la red. Recorre las clases, "
            "baraja los índices de cada una y parte cada clase por su cuenta.",
            en="You seem to shuffle all indices and cut. On average every class is split well, but that does not help "
            "a small class: with 4 samples and a fraction of 0.25 it has none in the test set one time in three, "
            "and then you know nothing about how well the network recognizes it. Go through the classes, shuffle "
            "the indices of each, and split every class by itself.",
        ),
        lecture=SPLIT,
        wrong={"stratified_split": _split_without_classes},
    ),
    Misconception(
        id="preprocessing/rare-class-absent",
        name=Text(
            es="dejado una clase pequeña fuera del test",
            en="left a small class out of the test set",
        ),
        explanation=Text(
            es="Repartes clase por clase, pero `int(test_fraction * n)` redondea hacia abajo: con 3 muestras y una "
            "fracción de 0.25 da 0, y la clase no aparece en el test. Una clase de dos o más muestras tiene al "
            "menos una en cada lado: `min(max(n_test, 1), n - 1)`.",
            en="You split class by class, but `int(test_fraction * n)` rounds down: 3 samples and a fraction of 0.25 "
            "give 0, and the class does not occur in the test set. A class of two or more samples has at least one "
            "on each side: `min(max(n_test, 1), n - 1)`.",
        ),
        lecture=SPLIT,
        wrong={"stratified_split": _split_each(lambda n, fraction: int(fraction * n), _shuffled)},
    ),
    Misconception(
        id="preprocessing/split-after-balancing",
        name=Text(
            es="equilibrado las clases antes de partir",
            en="balanced the classes before splitting",
        ),
        explanation=Text(
            es="Parece que repites primero las muestras de las clases escasas y partes después. Las copias de una "
            "misma imagen caen entonces a los dos lados, y la red se examina con imágenes que ha visto al "
            "entrenar: el rendimiento en test sale demasiado bueno. Aquí no se repite nada: cada índice está una "
            "sola vez y en un solo lado. El orden correcto es partir y luego equilibrar solo el entrenamiento.",
            en="You seem to repeat the samples of the rare classes first and to split afterwards. Copies of one image "
            "then fall on both sides, and the network is examined on images that it saw in training: the test "
            "accuracy comes out too good. Nothing is repeated here: every index is there once, on one side. The "
            "right order is to split, and then to balance the training set alone.",
        ),
        lecture=SPLIT,
        wrong={"stratified_split": _split_after_balancing},
    ),
    Misconception(
        id="preprocessing/test-inside-train",
        name=Text(
            es="dejado las muestras de test dentro del entrenamiento",
            en="left the test samples inside the training set",
        ),
        explanation=Text(
            es="Tu `test` está bien elegido, pero `train` son todos los índices, también los de test. La red se "
            "examinaría con lo que ha estudiado, y el resultado no dice nada de imágenes nuevas. `train` son los "
            "índices que no están en `test`.",
            en="Your `test` is well chosen, but `train` holds all indices, those of the test included. The network "
            "would be examined on what it has studied, and the result says nothing of new images. `train` is the "
            "indices that are not in `test`.",
        ),
        lecture=SPLIT,
        wrong={"stratified_split": _test_inside_train},
    ),
    Misconception(
        id="preprocessing/train-and-test-exchanged",
        name=Text(
            es="intercambiado entrenamiento y test",
            en="exchanged training and test set",
        ),
        explanation=Text(
            es="La fracción que pides para el test acaba en el entrenamiento: con 100 muestras y `test_fraction` = "
            "0.2 devuelves 20 para entrenar y 80 para test. Mira el orden del resultado, primero `train` y después "
            "`test`, y qué parte del corte tiene `test_fraction * n` elementos.",
            en="The fraction meant for the test set ends up in the training set: with 100 samples and `test_fraction` "
            "= 0.2 you return 20 to train and 80 to test. Look at the order of the result, `train` first and "
            "`test` second, and at which part of the cut has `test_fraction * n` elements.",
        ),
        lecture=SPLIT,
        wrong={"stratified_split": _sides_swapped},
    ),
    Misconception(
        id="preprocessing/test-drawn-with-replacement",
        name=Text(
            es="sorteado el test con reemplazo",
            en="drawn the test set with replacement",
        ),
        explanation=Text(
            es="Parece que usas `rng.choice(members, n_test)`, que puede sacar dos veces la misma muestra: el test "
            "tiene repetidos y es más pequeño de lo que parece. Baraja con `rng.permutation(members)` y corta, o "
            "usa `replace=False`.",
            en="You seem to use `rng.choice(members, n_test)`, which may take one sample twice: the test set holds "
            "repeats, and is smaller than it looks. Shuffle with `rng.permutation(members)` and cut, or use "
            "`replace=False`.",
        ),
        lecture=SPLIT,
        wrong={"stratified_split": _test_drawn_with_replacement},
    ),
    Misconception(
        id="preprocessing/split-not-shuffled",
        name=Text(
            es="tomado siempre las primeras muestras de cada clase",
            en="always taken the first samples of each class",
        ),
        explanation=Text(
            es="Tu test son siempre las primeras muestras de cada clase, en el orden en que están guardadas. Los "
            "datos rara vez están desordenados: las señales de tráfico vienen en series de 30 fotos de una misma "
            "señal, así que las primeras se parecen entre sí y no representan a las demás. Baraja los índices de "
            "cada clase con `rng.permutation` antes de cortar.",
            en="Your test set is always the first samples of each class, in the order in which they are stored. Data "
            "are rarely in disorder: the traffic signs come in tracks of 30 photos of the same sign, so the first "
            "ones look alike and do not stand for the rest. Shuffle the indices of every class with "
            "`rng.permutation` before you cut.",
        ),
        lecture=SPLIT,
        wrong={"stratified_split": _split_each(_tested, lambda members, rng: members)},
    ),
    Misconception(
        id="preprocessing/same-split-every-time",
        name=Text(
            es="sorteado la misma partición en cada llamada",
            en="drawn the same split in every call",
        ),
        explanation=Text(
            es="Parece que creas un generador con una semilla fija, como `np.random.default_rng(0)`, dentro de la "
            "función: empieza de nuevo en cada llamada y la partición es siempre la misma. Si repites el "
            "experimento para ver cuánto depende del azar, no cambia nada. Usa el `rng` que te dan; quien quiera "
            "repetir una partición le pone la misma semilla.",
            en="You seem to make a generator with a fixed seed, such as `np.random.default_rng(0)`, inside the "
            "function: it starts anew in every call, and the split is always the same. If you repeat the "
            "experiment to see how much depends on chance, nothing changes. Use the `rng` that you are given; "
            "whoever wants to repeat a split gives it the same seed.",
        ),
        lecture=SPLIT,
        wrong={"stratified_split": _split_repeated},
    ),
)
