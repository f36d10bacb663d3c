"""Wrong answers of the topic augmentation that have a name."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_reference.augmentation import (
    FloatArray,
    Image,
    augment,
    bilinear,
    flip_horizontal,
    flip_vertical,
    random_crop,
    resize,
    rotate,
    translate,
)
from cnn_reference.misconceptions.misconception import Misconception, Text

LECTURE = Text(
    es="Conceptos avanzados, «Data augmentation»: transformaciones típicas",
    en="Advanced concepts, “Data augmentation”: typical transformations",
)
CROPPING = Text(
    es="Conceptos avanzados, «Data augmentation»: *cropping*",
    en="Advanced concepts, “Data augmentation”: cropping",
)
RECIPE = Text(
    es="Conceptos avanzados, «Data augmentation»: el experimento con el dataset Flowers",
    en="Advanced concepts, “Data augmentation”: the experiment on the Flowers dataset",
)

Transform = Callable[..., FloatArray]
Interpolation = Callable[[Image, FloatArray, FloatArray], NDArray[Any]]


# -- ways to read a value between the pixels ----------------------------------------------------------------


def _nearest(image: Image, rows: FloatArray, columns: FloatArray) -> NDArray[Any]:
    return np.asarray(image[np.round(rows).astype(int), np.round(columns).astype(int)].astype(np.float64))


def _bilinear_by_differences(image: Image, rows: FloatArray, columns: FloatArray) -> NDArray[Any]:
    """Interpolate as p + a (q - p) in the image's own dtype, where q - p wraps around if it is unsigned."""
    top, left = np.floor(rows).astype(int), np.floor(columns).astype(int)
    bottom, right = np.minimum(top + 1, image.shape[0] - 1), np.minimum(left + 1, image.shape[1] - 1)
    a, b = (rows - top)[..., None], (columns - left)[..., None]
    upper = image[top, left] + b * (image[top, right] - image[top, left])
    lower = image[bottom, left] + b * (image[bottom, right] - image[bottom, left])
    return np.asarray(upper + a * (lower - upper))


# -- rotations, each with one mistake -----------------------------------------------------------------------


def _rotation(
    *,
    radians: bool = False,
    centre: Callable[[int, int], tuple[float, float]] = lambda height, width: ((height - 1) / 2, (width - 1) / 2),
    decimals: int = 9,
    outside: float | None = 0.0,
    interpolation: Interpolation = bilinear,
) -> Transform:
    def wrong(image: Image, degrees: float) -> FloatArray:
        height, width = image.shape[:2]
        centre_row, centre_column = centre(height, width)
        y, x = np.arange(height)[:, None] - centre_row, np.arange(width)[None, :] - centre_column
        angle = degrees if radians else np.deg2rad(degrees)
        sine, cosine = np.sin(angle), np.cos(angle)
        rows = np.round(centre_row + x * sine + y * cosine, decimals)
        columns = np.round(centre_column + x * cosine - y * sine, decimals)
        inside = (rows >= 0) & (rows <= height - 1) & (columns >= 0) & (columns <= width - 1)
        turned = interpolation(image, np.clip(rows, 0, height - 1), np.clip(columns, 0, width - 1))
        return turned if outside is None else np.where(inside[..., None], turned, outside)

    return wrong


def _rotate_clockwise(image: Image, degrees: float) -> FloatArray:
    return rotate(image, -degrees)


# -- sizes, each with one mistake ---------------------------------------------------------------------------


def _resized_from(coordinates: Callable[[int, int], FloatArray], interpolation: Interpolation = bilinear) -> Transform:
    def wrong(image: Image, height: int, width: int) -> FloatArray:
        rows, columns = coordinates(image.shape[0], height), coordinates(image.shape[1], width)
        return interpolation(image, *np.meshgrid(rows, columns, indexing="ij"))

    return wrong


def _aligned_corners(length: int, new_length: int) -> FloatArray:
    return np.linspace(0.0, length - 1, new_length)


def _without_half_a_pixel(length: int, new_length: int) -> FloatArray:
    return np.clip(np.arange(new_length) * length / new_length, 0, length - 1)


def _rounded_down(length: int, new_length: int) -> FloatArray:
    return np.floor(np.arange(new_length) * length / new_length)


def _not_clamped(length: int, new_length: int) -> FloatArray:
    """Leave coordinates below 0 as they are: `floor` makes -1 of them, and index -1 is the last row."""
    return np.minimum((np.arange(new_length) + 0.5) * length / new_length - 0.5, length - 1)


def _right(length: int, new_length: int) -> FloatArray:
    return np.clip((np.arange(new_length) + 0.5) * length / new_length - 0.5, 0, length - 1)


def _resize_swapped(image: Image, height: int, width: int) -> FloatArray:
    return resize(image, width, height)


# -- shifts -------------------------------------------------------------------------------------------------


def _translate_swapped(image: Image, dx: int, dy: int, fill: float = 0.0) -> FloatArray:
    return translate(image, dy, dx, fill)


def _translate_backwards(image: Image, dx: int, dy: int, fill: float = 0.0) -> FloatArray:
    return translate(image, -dx, -dy, fill)


def _translate_around(image: Image, dx: int, dy: int, fill: float = 0.0) -> Image:
    return np.roll(image, (dy, dx), axis=(0, 1))


# -- decimals lost ------------------------------------------------------------------------------------------


def _in_the_dtype_of_the_image(right: Transform) -> Transform:
    def wrong(image: Image, *arguments: Any) -> NDArray[Any]:
        return right(image, *arguments).astype(image.dtype)

    return wrong


# -- the input changed --------------------------------------------------------------------------------------


def _flip_horizontal_in_place(image: Image) -> Image:
    image[:] = flip_horizontal(image)
    return image


def _flip_vertical_in_place(image: Image) -> Image:
    image[:] = flip_vertical(image)
    return image


def _brightness_in_place(image: Image, delta: float) -> Image:
    image += delta
    np.clip(image, 0.0, 1.0, out=image)
    return image


# -- brightness ---------------------------------------------------------------------------------------------


def _brightness_unclipped(image: Image, delta: float) -> FloatArray:
    return np.asarray(image.astype(np.float64) + delta)


def _brightness_clipped_above(image: Image, delta: float) -> FloatArray:
    return np.minimum(image.astype(np.float64) + delta, 1.0)


def _brightness_by_a_factor(image: Image, delta: float) -> FloatArray:
    return np.clip(image.astype(np.float64) * (1 + delta), 0.0, 1.0)


# -- crops --------------------------------------------------------------------------------------------------


def _refuse_unless_it_fits(image: Image, height: int, width: int) -> None:
    if height > image.shape[0] or width > image.shape[1]:
        raise ValueError(f"the window {(height, width)} is larger than the image {image.shape[:2]}")


def _crop_swapped(image: Image, height: int, width: int, rng: np.random.Generator) -> Image:
    return random_crop(image, width, height, rng)


def _crop_never_last(image: Image, height: int, width: int, rng: np.random.Generator) -> Image:
    _refuse_unless_it_fits(image, height, width)
    top = rng.integers(0, max(image.shape[0] - height, 1))
    left = rng.integers(0, max(image.shape[1] - width, 1))
    return image[top : top + height, left : left + width]


def _crop_rounded(image: Image, height: int, width: int, rng: np.random.Generator) -> Image:
    _refuse_unless_it_fits(image, height, width)
    top = round(rng.uniform(0, image.shape[0] - height))
    left = round(rng.uniform(0, image.shape[1] - width))
    return image[top : top + height, left : left + width]


def _crop_from_the_middle(image: Image, height: int, width: int, rng: np.random.Generator) -> Image:
    _refuse_unless_it_fits(image, height, width)
    top, left = (image.shape[0] - height) // 2, (image.shape[1] - width) // 2
    return image[top : top + height, left : left + width]


def _crop_cut_short(image: Image, height: int, width: int, rng: np.random.Generator) -> Image:
    return random_crop(image, min(height, image.shape[0]), min(width, image.shape[1]), rng)


def _crop_global(image: Image, height: int, width: int, rng: np.random.Generator) -> Image:
    _refuse_unless_it_fits(image, height, width)
    top = np.random.randint(0, image.shape[0] - height + 1)
    left = np.random.randint(0, image.shape[1] - width + 1)
    return image[top : top + height, left : left + width]


def _crop_repeated(image: Image, height: int, width: int, rng: np.random.Generator) -> Image:
    return random_crop(image, height, width, np.random.default_rng(0))


# -- the recipe ---------------------------------------------------------------------------------------------


def _augment_radians(image: Image, rng: np.random.Generator, max_degrees: float = 20, max_shift: int = 5) -> FloatArray:
    degrees = rng.uniform(-max_degrees, max_degrees)
    dx, dy = rng.integers(-max_shift, max_shift, endpoint=True, size=2)
    return translate(_rotation(radians=True)(image, degrees), int(dx), int(dy))


def _augment_around(image: Image, rng: np.random.Generator, max_degrees: float = 20, max_shift: int = 5) -> FloatArray:
    degrees = rng.uniform(-max_degrees, max_degrees)
    dx, dy = rng.integers(-max_shift, max_shift, endpoint=True, size=2)
    return np.roll(rotate(image, degrees), (dy, dx), axis=(0, 1))


def _augment_never_last(
    image: Image, rng: np.random.Generator, max_degrees: float = 20, max_shift: int = 5
) -> FloatArray:
    degrees = rng.uniform(-max_degrees, max_degrees)
    dx, dy = rng.integers(-max_shift, max_shift, size=2)
    return translate(rotate(image, degrees), int(dx), int(dy))


def _augment_rounded(image: Image, rng: np.random.Generator, max_degrees: float = 20, max_shift: int = 5) -> FloatArray:
    degrees = rng.uniform(-max_degrees, max_degrees)
    dx, dy = (round(rng.uniform(-max_shift, max_shift)) for _ in range(2))
    return translate(rotate(image, degrees), dx, dy)


def _augment_one_sided(
    image: Image, rng: np.random.Generator, max_degrees: float = 20, max_shift: int = 5
) -> FloatArray:
    degrees = rng.uniform(0, max_degrees)
    dx, dy = rng.integers(0, max_shift, endpoint=True, size=2)
    return translate(rotate(image, degrees), int(dx), int(dy))


def _augment_along_the_diagonal(
    image: Image, rng: np.random.Generator, max_degrees: float = 20, max_shift: int = 5
) -> FloatArray:
    degrees = rng.uniform(-max_degrees, max_degrees)
    shift = int(rng.integers(-max_shift, max_shift, endpoint=True))
    return translate(rotate(image, degrees), shift, shift)


def _augment_whole_degrees(
    image: Image, rng: np.random.Generator, max_degrees: float = 20, max_shift: int = 5
) -> FloatArray:
    degrees = rng.integers(-int(max_degrees), int(max_degrees), endpoint=True)
    dx, dy = rng.integers(-max_shift, max_shift, endpoint=True, size=2)
    return translate(rotate(image, float(degrees)), int(dx), int(dy))


def _augment_global(image: Image, rng: np.random.Generator, max_degrees: float = 20, max_shift: int = 5) -> FloatArray:
    degrees = np.random.uniform(-max_degrees, max_degrees)
    dx, dy = np.random.randint(-max_shift, max_shift + 1, size=2)
    return translate(rotate(image, degrees), int(dx), int(dy))


def _augment_repeated(
    image: Image, rng: np.random.Generator, max_degrees: float = 20, max_shift: int = 5
) -> FloatArray:
    return augment(image, np.random.default_rng(0), max_degrees, max_shift)


MISCONCEPTIONS: tuple[Misconception, ...] = (
    Misconception(
        id="augmentation/axes-swapped",
        name=Text(es="confundido filas y columnas", en="confused rows and columns"),
        explanation=Text(
            es="Parece que has cambiado un eje por el otro. En un array (H, W, C) el primer índice es la fila, que "
            "crece hacia abajo (y, alto), y el segundo la columna, que crece hacia la derecha (x, ancho): "
            "`image[i, j]`, `H, W = image.shape[:2]`. El eje izquierda-derecha es el 1: darle la vuelta a [[1, 2, "
            "3]] da [[3, 2, 1]]; `image[::-1]` la deja igual, porque solo hay una fila. Del mismo modo dx mueve "
            "columnas y dy filas, el alto va antes que el ancho, y el centro es ((H - 1)/2, (W - 1)/2). Con "
            "imágenes cuadradas muchas de estas confusiones no se ven: prueba con una de 2x3.",
            en="You seem to have taken one axis for the other. In an (H, W, C) array the first index is the row, "
            "which grows downwards (y, height), and the second the column, which grows to the right (x, width): "
            "`image[i, j]`, `H, W = image.shape[:2]`. Left-right is axis 1: mirroring [[1, 2, 3]] gives [[3, 2, "
            "1]]; `image[::-1]` leaves it as it is, for there is but one row. Likewise dx moves columns and dy "
            "rows, height comes before width, and the centre is ((H - 1)/2, (W - 1)/2). Square images hide many of "
            "these mix-ups: try one of 2x3.",
        ),
        lecture=LECTURE,
        wrong={
            "flip_horizontal": flip_vertical,
            "flip_vertical": flip_horizontal,
            "translate": _translate_swapped,
            "rotate": _rotation(centre=lambda height, width: ((width - 1) / 2, (height - 1) / 2)),
            "resize": _resize_swapped,
            "random_crop": _crop_swapped,
        },
    ),
    Misconception(
        id="augmentation/shift-backwards",
        name=Text(es="desplazado en sentido contrario", en="shifted the opposite way"),
        explanation=Text(
            es="Tu imagen se mueve hacia el lado contrario. Con dx = 1 el contenido va una columna a la derecha: [[1, "
            "2, 3]] pasa a [[0, 1, 2]], no a [[2, 3, 0]]. Lo que llega a la columna j estaba en la j - dx: "
            "`result[i, j] = image[i - dy, j - dx]`, con menos. Y las filas crecen hacia abajo, así que dy = 1 "
            "baja la imagen.",
            en="Your image moves the opposite way. With dx = 1 the content goes one column to the right: [[1, 2, 3]] "
            "becomes [[0, 1, 2]], not [[2, 3, 0]]. What arrives in column j was in column j - dx: `result[i, j] = "
            "image[i - dy, j - dx]`, with a minus. And rows grow downwards, so dy = 1 moves the image down.",
        ),
        lecture=LECTURE,
        wrong={"translate": _translate_backwards},
    ),
    Misconception(
        id="augmentation/wraps-around",
        name=Text(
            es="hecho reaparecer por un borde lo que sale por el otro",
            en="let what leaves at one edge come back at the other",
        ),
        explanation=Text(
            es="Parece que usas `np.roll`, o índices negativos que NumPy cuenta desde el final. Así [[1, 2, 3]] con "
            "dx = 1 da [[3, 1, 2]]: la red vería un trozo del borde derecho pegado al izquierdo, algo que ninguna "
            "cámara produce. Lo que sale de la imagen se pierde, y lo que entra vale `fill`: [[0, 1, 2]]. Empieza "
            "con una imagen llena de `fill` y copia encima solo la parte que sigue dentro.",
            en="You seem to use `np.roll`, or negative indices, which NumPy counts from the end. [[1, 2, 3]] with dx "
            "= 1 then gives [[3, 1, 2]]: the network would see a piece of the right edge glued to the left one, "
            "which no camera produces. What leaves the image is lost, and what comes in is `fill`: [[0, 1, 2]]. "
            "Begin with an image full of `fill` and copy onto it only the part that is still inside.",
        ),
        lecture=LECTURE,
        wrong={"translate": _translate_around, "augment": _augment_around},
    ),
    Misconception(
        id="augmentation/decimals-lost-in-uint8",
        name=Text(
            es="perdido los decimales al guardar el resultado en uint8",
            en="lost the decimals by storing the result as uint8",
        ),
        explanation=Text(
            es="Con imágenes de floats aciertas, pero con imágenes uint8 tu resultado pierde los decimales: a medio "
            "camino entre 10 y 11 hay 10.5, no 10, y un `fill` de 0.5 se queda en 0. `np.zeros_like(image)` y "
            "`np.full_like(image, fill)` heredan el dtype de la imagen, y asignar un float a un array uint8 lo "
            "trunca sin avisar; `.astype(image.dtype)` al final hace lo mismo. Crea el resultado con "
            "`np.zeros(image.shape)`, que es float64.",
            en="You are right for images of floats, but with uint8 images your result loses its decimals: half-way "
            "between 10 and 11 lies 10.5, not 10, and a `fill` of 0.5 becomes 0. `np.zeros_like(image)` and "
            "`np.full_like(image, fill)` inherit the dtype of the image, and assigning a float to a uint8 array "
            "truncates it without a word; so does `.astype(image.dtype)` at the end. Make the result with "
            "`np.zeros(image.shape)`, which is float64.",
        ),
        lecture=LECTURE,
        wrong={
            "translate": _in_the_dtype_of_the_image(translate),
            "rotate": _in_the_dtype_of_the_image(rotate),
            "resize": _in_the_dtype_of_the_image(resize),
            "augment": _in_the_dtype_of_the_image(augment),
        },
    ),
    Misconception(
        id="augmentation/uint8-overflow",
        name=Text(
            es="restado píxeles uint8, que no conocen números negativos",
            en="subtracted uint8 pixels, which know no negative numbers",
        ),
        explanation=Text(
            es="Con imágenes de floats aciertas, pero con uint8 tu interpolación da la vuelta. En `p + a * (q - p)`, "
            "con p = 250 y q = 3, la diferencia debería ser -247; en uint8, que solo llega de 0 a 255, es 9, y a "
            "medio camino sale 254.5 en vez de 126.5. NumPy no avisa. Convierte la imagen antes de operar, "
            "`image.astype(float)`, o escribe `(1 - a) * p + a * q`, donde cada píxel se multiplica por un float "
            "antes de sumar.",
            en="You are right for images of floats, but with uint8 your interpolation wraps around. In `p + a * (q - "
            "p)`, with p = 250 and q = 3, the difference should be -247; in uint8, which goes from 0 to 255 only, "
            "it is 9, and half-way you get 254.5 instead of 126.5. NumPy does not complain. Convert the image "
            "first, `image.astype(float)`, or write `(1 - a) * p + a * q`, where every pixel meets a float before "
            "anything is added.",
        ),
        lecture=LECTURE,
        wrong={
            "rotate": _rotation(interpolation=_bilinear_by_differences),
            "resize": _resized_from(_right, _bilinear_by_differences),
        },
    ),
    Misconception(
        id="augmentation/input-changed",
        name=Text(es="modificado la imagen recibida", en="changed the image that was given"),
        explanation=Text(
            es="El resultado es correcto, pero la imagen original ya no es la que era: quien llama con la misma "
            "imagen otra vez recibe algo distinto, y en cada época el aumento se aplicaría sobre el de la "
            "anterior. `image += delta` e `image[:] = ...` escriben en el array de quien llama; `image + delta` e "
            "`image[:, ::-1]` crean uno nuevo o una vista y dejan el original como estaba.",
            en="The result is right, but the original image is no longer what it was: whoever calls with the same "
            "image again gets something else, and in every epoch the augmentation would come on top of the last "
            "one. `image += delta` and `image[:] = ...` write into the caller's array; `image + delta` and "
            "`image[:, ::-1]` make a new one, or a view, and leave the original alone.",
        ),
        lecture=LECTURE,
        wrong={
            "flip_horizontal": _flip_horizontal_in_place,
            "flip_vertical": _flip_vertical_in_place,
            "brightness": _brightness_in_place,
        },
    ),
    Misconception(
        id="augmentation/clockwise",
        name=Text(es="girado en el sentido de las agujas del reloj", en="rotated clockwise"),
        explanation=Text(
            es="Tu giro va en sentido contrario. Con 90 grados la columna derecha pasa a ser la fila de arriba: [[1, "
            "2], [3, 4]] da [[2, 4], [1, 3]], como `np.rot90`; a ti te sale [[3, 1], [4, 2]]. Dos cosas cambian el "
            "signo y es fácil perder una: las filas crecen hacia abajo, y para cada píxel del resultado buscas de "
            "dónde viene, es decir, deshaces el giro. Con (y, x) medidos desde el centro, el punto de origen es "
            "(x·sen + y·cos, x·cos - y·sen).",
            en="Your rotation goes the other way. At 90 degrees the right column becomes the top row: [[1, 2], [3, "
            "4]] gives [[2, 4], [1, 3]], as `np.rot90` does; yours gives [[3, 1], [4, 2]]. Two things turn the "
            "sign and one of them is easily lost: rows grow downwards, and for each pixel of the result you look "
            "for where it comes from, that is, you undo the rotation. With (y, x) measured from the centre, the "
            "source point is (x sin + y cos, x cos - y sin).",
        ),
        lecture=LECTURE,
        wrong={"rotate": _rotate_clockwise},
    ),
    Misconception(
        id="augmentation/radians",
        name=Text(es="tomado los grados por radianes", en="taken degrees for radians"),
        explanation=Text(
            es="Parece que pasas los grados directamente a `np.sin` y `np.cos`, que esperan radianes. 90 radianes son "
            "14 vueltas y 117 grados, así que la imagen acaba en cualquier posición; con 20 «grados» sale un giro "
            "de 66. Convierte antes: `np.deg2rad(degrees)`, que es degrees·π/180.",
            en="You seem to hand degrees straight to `np.sin` and `np.cos`, which expect radians. 90 radians are 14 "
            "turns and 117 degrees, so the image ends up in any position; 20 “degrees” become a turn of 66. "
            "Convert first: `np.deg2rad(degrees)`, which is degrees·π/180.",
        ),
        lecture=LECTURE,
        wrong={"rotate": _rotation(radians=True), "augment": _augment_radians},
    ),
    Misconception(
        id="augmentation/centre-half-a-pixel-off",
        name=Text(
            es="girado alrededor de (H/2, W/2), medio píxel más allá del centro",
            en="rotated about (H/2, W/2), half a pixel beyond the centre",
        ),
        explanation=Text(
            es="Parece que el centro de tu giro es (H/2, W/2). Los píxeles de una fila de cuatro están en 0, 1, 2 y "
            "3, y su punto medio es (4 - 1)/2 = 1.5, no 2. Con media vuelta alrededor de 2, el píxel 1 viene del 3 "
            "en vez del 2, y el 0 viene del 4, que no existe: la imagen se corre un píxel y pierde un borde. El "
            "centro es ((H - 1)/2, (W - 1)/2).",
            en="Your rotation seems to have its centre at (H/2, W/2). The pixels of a row of four lie at 0, 1, 2 and "
            "3, and the middle of them is (4 - 1)/2 = 1.5, not 2. In half a turn about 2, pixel 1 comes from 3 "
            "instead of 2, and pixel 0 from 4, which does not exist: the image moves by a pixel and loses an edge. "
            "The centre is ((H - 1)/2, (W - 1)/2).",
        ),
        lecture=LECTURE,
        wrong={"rotate": _rotation(centre=lambda height, width: (height / 2, width / 2))},
    ),
    Misconception(
        id="augmentation/edge-lost-to-rounding",
        name=Text(
            es="perdido un borde por el redondeo en los giros de 90 grados",
            en="lost an edge to rounding in turns of 90 degrees",
        ),
        explanation=Text(
            es="Tu giro es correcto salvo en los múltiplos de 90 grados, donde un borde entero sale a 0. En coma "
            "flotante cos(90°) no es 0, sino 6e-17, y la fila de origen de un borde sale -1e-16 o "
            "3.0000000000000004: por un pelo fuera de la imagen, y tu comparación la descarta. Redondea las "
            "coordenadas de origen (por ejemplo, `np.round(rows, 6)`) o deja un margen pequeño antes de decidir "
            "qué está fuera.",
            en="Your rotation is right except at multiples of 90 degrees, where a whole edge becomes 0. In floating "
            "point cos(90°) is not 0 but 6e-17, and the source row of an edge comes out as -1e-16 or "
            "3.0000000000000004: outside the image by a hair, and your comparison discards it. Round the source "
            "coordinates (for example `np.round(rows, 6)`), or leave a small margin before you decide what is "
            "outside.",
        ),
        lecture=LECTURE,
        wrong={"rotate": _rotation(decimals=17)},
    ),
    Misconception(
        id="augmentation/edge-repeated-outside",
        name=Text(
            es="repetido el borde de la imagen donde debía haber ceros",
            en="repeated the edge of the image where there should be zeros",
        ),
        explanation=Text(
            es="Al girar, las esquinas del resultado vienen de puntos que están fuera de la imagen, y ahí el valor es "
            "0. Parece que recortas esas coordenadas al borde (`np.clip`) y sigues: el último píxel se estira en "
            "rayas hasta la esquina. Una imagen de unos girada 45 grados tiene las esquinas a 0, no a 1. Recortar "
            "está bien para que el índice no falle; después hay que poner a 0 los puntos que estaban fuera.",
            en="In a rotation the corners of the result come from points outside the image, and there the value is 0. "
            "You seem to clip those coordinates to the edge (`np.clip`) and go on: the last pixel is stretched "
            "into streaks up to the corner. An image of ones turned by 45 degrees has corners of 0, not 1. "
            "Clipping is fine to keep the index from failing; afterwards the points that were outside have to be "
            "set to 0.",
        ),
        lecture=LECTURE,
        wrong={"rotate": _rotation(outside=None)},
    ),
    Misconception(
        id="augmentation/nearest-pixel",
        name=Text(
            es="tomado un solo píxel en vez de interpolar entre cuatro",
            en="taken a single pixel instead of interpolating between four",
        ),
        explanation=Text(
            es="Parece que redondeas la coordenada de origen y copias ese píxel. Así, al ampliar [[0, 1]] a cuatro "
            "columnas sale [[0, 0, 1, 1]], una escalera, en vez de [[0, 0.25, 0.75, 1]]. La interpolación bilineal "
            "mezcla los cuatro píxeles que rodean al punto: si cae a 0.25 de distancia del primero, este pesa 0.75 "
            "y el siguiente 0.25, y lo mismo en vertical.",
            en="You seem to round the source coordinate and copy that pixel. Enlarging [[0, 1]] to four columns then "
            "gives [[0, 0, 1, 1]], a staircase, instead of [[0, 0.25, 0.75, 1]]. Bilinear interpolation mixes the "
            "four pixels around the point: if it lies at a distance of 0.25 from the first, that one weighs 0.75 "
            "and the next 0.25, and so too vertically.",
        ),
        lecture=CROPPING,
        wrong={"rotate": _rotation(interpolation=_nearest), "resize": _resized_from(_rounded_down)},
    ),
    Misconception(
        id="augmentation/corners-aligned",
        name=Text(
            es="hecho coincidir las esquinas al cambiar de tamaño",
            en="aligned the corners in resizing",
        ),
        explanation=Text(
            es="Parece que repartes los puntos de origen de 0 a H - 1, como `np.linspace(0, H - 1, height)`: el "
            "primer píxel viene del primero y el último del último. Aquí los píxeles son cuadrados y las dos "
            "imágenes cubren la misma superficie; el centro del píxel i está en (i + 0.5)·H/height - 0.5. Al "
            "reducir [[0, 1, 2, 3]] a dos columnas, cada una resume una mitad: [[0.5, 2.5]], no [[0, 3]].",
            en="You seem to spread the source points from 0 to H - 1, as `np.linspace(0, H - 1, height)` does: the "
            "first pixel comes from the first and the last from the last. Here pixels are squares and both images "
            "cover the same area; the centre of pixel i lies at (i + 0.5)·H/height - 0.5. When [[0, 1, 2, 3]] "
            "shrinks to two columns each stands for one half: [[0.5, 2.5]], not [[0, 3]].",
        ),
        lecture=CROPPING,
        wrong={"resize": _resized_from(_aligned_corners)},
    ),
    Misconception(
        id="augmentation/half-pixel-forgotten",
        name=Text(
            es="olvidado el medio píxel al cambiar de tamaño",
            en="forgotten the half pixel in resizing",
        ),
        explanation=Text(
            es="Parece que la fila i viene de i·H/height. Esa cuenta compara los bordes izquierdos de los píxeles, no "
            "sus centros, y corre toda la imagen: al reducir [[0, 1, 2, 3]] a dos columnas toma las columnas 0 y "
            "2, [[0, 2]], cuando cada mitad debe dar su punto medio, [[0.5, 2.5]]. Suma 0.5 antes de escalar y "
            "réstalo después: (i + 0.5)·H/height - 0.5.",
            en="Row i seems to come from i·H/height. That compares the left borders of the pixels, not their centres, "
            "and moves the whole image: shrinking [[0, 1, 2, 3]] to two columns it takes columns 0 and 2, [[0, "
            "2]], while each half should give its middle, [[0.5, 2.5]]. Add 0.5 before you scale and subtract it "
            "after: (i + 0.5)·H/height - 0.5.",
        ),
        lecture=CROPPING,
        wrong={"resize": _resized_from(_without_half_a_pixel)},
    ),
    Misconception(
        id="augmentation/source-not-clamped",
        name=Text(
            es="dejado coordenadas de origen por debajo de 0",
            en="left source coordinates below 0",
        ),
        explanation=Text(
            es="Al ampliar, las primeras filas y columnas vienen de coordenadas negativas: de 2 a 4 píxeles, la "
            "primera es (0 + 0.5)·2/4 - 0.5 = -0.25. Su parte entera es -1, y `image[-1]` es en NumPy la última "
            "fila: se mezcla el borde opuesto. [[0, 1]] da [[0.25, ...]] en vez de [[0, ...]]. Lleva antes la "
            "coordenada al intervalo [0, H - 1] con `np.clip`.",
            en="When an image grows, its first rows and columns come from negative coordinates: from 2 to 4 pixels "
            "the first is (0 + 0.5)·2/4 - 0.5 = -0.25. Its floor is -1, and `image[-1]` is NumPy's last row: the "
            "opposite edge gets mixed in. [[0, 1]] gives [[0.25, ...]] instead of [[0, ...]]. Bring the coordinate "
            "into [0, H - 1] first, with `np.clip`.",
        ),
        lecture=CROPPING,
        wrong={"resize": _resized_from(_not_clamped)},
    ),
    Misconception(
        id="augmentation/last-position-never-drawn",
        name=Text(
            es="dejado fuera del sorteo el último valor",
            en="left the last value out of the draw",
        ),
        explanation=Text(
            es="`rng.integers(a, b)` sortea de a a b - 1: el extremo superior no sale nunca. Una ventana de 2 "
            "columnas cabe en una imagen de 3 de dos maneras, empezando en 0 o en 1, y `rng.integers(0, 3 - 2)` "
            "solo da 0; si la ventana es tan grande como la imagen, ni siquiera hay nada que sortear. Con "
            "desplazamientos, `rng.integers(-5, 5)` nunca da +5, y las imágenes tiran de media hacia un lado. Suma "
            "1 al extremo o usa `endpoint=True`.",
            en="`rng.integers(a, b)` draws from a to b - 1: the upper end never comes. A window of 2 columns fits "
            "into an image of 3 in two ways, beginning at 0 or at 1, and `rng.integers(0, 3 - 2)` gives 0 only; if "
            "the window is as large as the image there is nothing left to draw from. With shifts, "
            "`rng.integers(-5, 5)` never gives +5, and on average the images drift to one side. Add 1 to the end, "
            "or use `endpoint=True`.",
        ),
        lecture=CROPPING,
        wrong={"random_crop": _crop_never_last, "augment": _augment_never_last},
    ),
    Misconception(
        id="augmentation/rounded-uniform-draw",
        name=Text(
            es="redondeado un número uniforme, que da a los extremos la mitad de probabilidad",
            en="rounded a uniform number, which gives the ends half the chance",
        ),
        explanation=Text(
            es="Parece que sorteas un número real y lo redondeas. Con `round(rng.uniform(0, 2))` el 0 solo recoge de "
            "0 a 0.5 y el 2 de 1.5 a 2, mientras que el 1 recoge de 0.5 a 1.5: las probabilidades son 1/4, 1/2 y "
            "1/4, y deberían ser 1/3 cada una. Para enteros igual de probables está `rng.integers`.",
            en="You seem to draw a real number and round it. With `round(rng.uniform(0, 2))`, 0 collects only what "
            "falls between 0 and 0.5, and 2 what falls between 1.5 and 2, while 1 collects from 0.5 to 1.5: the "
            "chances are 1/4, 1/2 and 1/4, and should be 1/3 each. For equally likely integers there is "
            "`rng.integers`.",
        ),
        lecture=CROPPING,
        wrong={"random_crop": _crop_rounded, "augment": _augment_rounded},
    ),
    Misconception(
        id="augmentation/crop-from-the-middle",
        name=Text(es="recortado siempre el centro", en="always cropped the middle"),
        explanation=Text(
            es="Tu ventana sale siempre del mismo sitio, el centro de la imagen. El aumento de datos busca lo "
            "contrario: que la red vea cada vez una parte distinta y no pueda fiarse de la posición. Sortea con "
            "`rng` la primera fila, entre 0 y H - height, y aparte la primera columna, entre 0 y W - width, con "
            "los dos extremos incluidos.",
            en="Your window always comes from one place, the middle of the image. Augmentation wants the opposite: "
            "the network should see a different part each time and not rely on the position. Draw the first row "
            "with `rng`, between 0 and H - height, and apart from it the first column, between 0 and W - width, "
            "both ends included.",
        ),
        lecture=CROPPING,
        wrong={"random_crop": _crop_from_the_middle},
    ),
    Misconception(
        id="augmentation/window-cut-short",
        name=Text(
            es="devuelto una ventana más pequeña que la pedida",
            en="returned a window smaller than the one asked for",
        ),
        explanation=Text(
            es="Si la ventana no cabe en la imagen, NumPy no protesta: `image[0:5]` de una imagen de 3 filas tiene 3 "
            "filas. Tu función devuelve entonces un trozo de otro tamaño, y el error aparece mucho más tarde, al "
            "juntar las imágenes en un lote. Comprueba al principio que height <= H y width <= W, y si no, lanza "
            "ValueError con un mensaje.",
            en="If the window does not fit into the image, NumPy does not object: `image[0:5]` of an image of 3 rows "
            "has 3 rows. Your function then returns a piece of another size, and the error shows up much later, "
            "when the images are put into a batch. Check at the start that height <= H and width <= W, and if not, "
            "raise ValueError with a message.",
        ),
        lecture=CROPPING,
        wrong={"random_crop": _crop_cut_short},
    ),
    Misconception(
        id="augmentation/not-clipped",
        name=Text(es="olvidado recortar a [0, 1]", en="forgotten to clip to [0, 1]"),
        explanation=Text(
            es="Sumas `delta`, pero dejas que los valores salgan de [0, 1]: 0.9 + 0.25 es 1.15, y una imagen no puede "
            "ser más clara que el blanco. Al mostrarla o guardarla cada programa hará con ese valor una cosa "
            "distinta. Recorta el resultado por los dos lados: `np.clip(..., 0, 1)`.",
            en="You add `delta` but let values leave [0, 1]: 0.9 + 0.25 is 1.15, and an image cannot be brighter than "
            "white. When it is shown or saved, each program will make something else of that value. Clip the "
            "result on both sides: `np.clip(..., 0, 1)`.",
        ),
        lecture=LECTURE,
        wrong={"brightness": _brightness_unclipped},
    ),
    Misconception(
        id="augmentation/clipped-on-one-side",
        name=Text(es="recortado solo por arriba", en="clipped at the top only"),
        explanation=Text(
            es="Recortas lo que pasa de 1, pero no lo que baja de 0. `delta` puede ser negativo: 0.1 - 0.25 es -0.15, "
            "y debe quedar en 0. `np.clip(..., 0, 1)` recorta por los dos lados; `np.minimum(..., 1)` solo por uno.",
            en="You clip what exceeds 1, but not what falls below 0. `delta` may be negative: 0.1 - 0.25 is -0.15 and "
            "has to become 0. `np.clip(..., 0, 1)` clips on both sides; `np.minimum(..., 1)` on one only.",
        ),
        lecture=LECTURE,
        wrong={"brightness": _brightness_clipped_above},
    ),
    Misconception(
        id="augmentation/brightness-by-a-factor",
        name=Text(es="multiplicado en vez de sumar", en="multiplied instead of adding"),
        explanation=Text(
            es="Parece que multiplicas por (1 + delta). Eso deja el negro en 0 por mucho que aclares, y separa los "
            "valores claros: cambia el contraste, no solo el brillo. Aquí cada valor recibe lo mismo: con delta = "
            "0.25, 0 pasa a 0.25 y 0.5 a 0.75 (no a 0.625).",
            en="You seem to multiply by (1 + delta). That leaves black at 0 however much you brighten, and pulls "
            "bright values apart: it changes contrast, not brightness alone. Here every value gets the same: with "
            "delta = 0.25, 0 becomes 0.25 and 0.5 becomes 0.75 (not 0.625).",
        ),
        lecture=LECTURE,
        wrong={"brightness": _brightness_by_a_factor},
    ),
    Misconception(
        id="augmentation/one-sided",
        name=Text(
            es="girado y desplazado siempre hacia el mismo lado",
            en="always rotated and shifted to the same side",
        ),
        explanation=Text(
            es="Parece que sorteas entre 0 y el máximo. La receta de la clase es (-20, 20) y (-5, 5): también hay que "
            "girar en el sentido de las agujas del reloj y mover a la izquierda y hacia arriba. Con giros de 0 a "
            "20 grados la imagen media queda torcida 10 grados, y la red aprende que las flores se inclinan hacia "
            "la izquierda.",
            en="You seem to draw between 0 and the maximum. The lecture's recipe is (-20, 20) and (-5, 5): images "
            "also turn clockwise, and move to the left and up. With turns of 0 to 20 degrees the average image is "
            "tilted by 10 degrees, and the network learns that flowers lean to the left.",
        ),
        lecture=RECIPE,
        wrong={"augment": _augment_one_sided},
    ),
    Misconception(
        id="augmentation/one-shift-for-both-axes",
        name=Text(
            es="usado el mismo desplazamiento en los dos ejes",
            en="used one shift for both axes",
        ),
        explanation=Text(
            es="En tus imágenes dx y dy son siempre iguales: todas se mueven a lo largo de una diagonal. Con "
            "desplazamientos de -1 a 1 hay 9 combinaciones y tú solo produces 3; un movimiento a la derecha sin "
            "bajar no aparece nunca. Haz un sorteo para cada eje, por ejemplo `rng.integers(-m, m + 1, size=2)`.",
            en="In your images dx and dy are always equal: all of them move along a diagonal. With shifts from -1 to "
            "1 there are 9 combinations and you produce 3 of them; a move to the right without one down never "
            "occurs. Draw once for each axis, for example `rng.integers(-m, m + 1, size=2)`.",
        ),
        lecture=RECIPE,
        wrong={"augment": _augment_along_the_diagonal},
    ),
    Misconception(
        id="augmentation/whole-degrees",
        name=Text(es="sorteado solo grados enteros", en="drawn whole degrees only"),
        explanation=Text(
            es="El ángulo se sortea en un intervalo, y en él hay más números que los enteros: 7.3 grados es tan "
            "posible como 7. Con `rng.integers` solo hay 41 giros distintos entre -20 y 20. Los desplazamientos sí "
            "son enteros, porque son píxeles; para el ángulo usa `rng.uniform(-max_degrees, max_degrees)`.",
            en="The angle is drawn from an interval, and that holds more numbers than the integers: 7.3 degrees is as "
            "possible as 7. With `rng.integers` there are only 41 different turns between -20 and 20. Shifts are "
            "whole, for they are pixels; for the angle use `rng.uniform(-max_degrees, max_degrees)`.",
        ),
        lecture=RECIPE,
        wrong={"augment": _augment_whole_degrees},
    ),
    Misconception(
        id="augmentation/global-random-state",
        name=Text(
            es="sorteado del estado global de NumPy en lugar de `rng`",
            en="drawn from NumPy's global state instead of `rng`",
        ),
        explanation=Text(
            es="Parece que llamas a `np.random.randint`, `np.random.uniform` o similares. Usan un generador escondido "
            "que comparte todo el programa: con `np.random.default_rng(7)` dos veces salen dos recortes distintos, "
            "y nadie puede repetir tu entrenamiento. Mira cada sorteo: `np.random.randint(0, n)` pasa a ser "
            "`rng.integers(0, n)`.",
            en="You seem to call `np.random.randint`, `np.random.uniform` or the like. They use a hidden generator "
            "that the whole program shares: given `np.random.default_rng(7)` twice, two different crops come out, "
            "and nobody can repeat your training. Look at every draw: `np.random.randint(0, n)` becomes "
            "`rng.integers(0, n)`.",
        ),
        lecture=LECTURE,
        wrong={"random_crop": _crop_global, "augment": _augment_global},
    ),
    Misconception(
        id="augmentation/same-draw-every-time",
        name=Text(
            es="sorteado lo mismo en cada llamada",
            en="drawn the same in every call",
        ),
        explanation=Text(
            es="Parece que creas un generador con una semilla fija, como `np.random.default_rng(0)`, dentro de la "
            "función. Empieza de nuevo en cada llamada, así que todas las imágenes reciben el mismo recorte o el "
            "mismo giro, y eso ya no es aumento: es mover el dataset entero. Usa el `rng` que te dan, que avanza "
            "solo con cada sorteo.",
            en="You seem to make a generator with a fixed seed, such as `np.random.default_rng(0)`, inside the "
            "function. It starts anew in every call, so all images get the same crop or the same turn, and that is "
            "no augmentation: it moves the whole dataset. Use the `rng` that you are given, which moves on by "
            "itself with every draw.",
        ),
        lecture=LECTURE,
        wrong={"random_crop": _crop_repeated, "augment": _augment_repeated},
    ),
)
