"""Misconceptions about parameters and shapes."""

import math
from collections.abc import Callable, Sequence
from itertools import accumulate

import cnn_reference.parameters as reference
from cnn_reference.misconceptions.misconception import Misconception, Text
from cnn_reference.parameters import ImageShape, Layer, Shape, Size, pair

# The parts of a network that a misconception may replace.


def _network_of(
    conv2d_parameters: Callable[..., int] = reference.conv2d_parameters,
    dense_parameters: Callable[..., int] = reference.dense_parameters,
    batch_norm_parameters: Callable[..., int] = reference.batch_norm_parameters,
    conv2d_output_shape: Callable[..., ImageShape] = reference.conv2d_output_shape,
    max_pool_output_shape: Callable[..., ImageShape] = reference.max_pool_output_shape,
) -> Callable[[ImageShape, Sequence[Layer]], list[int]]:
    """Assemble a `network_parameters` out of right parts and the wrong ones given.

    A wrong shape has its consequences: the layers behind it are counted, and refused, for the wrong shape.
    """

    def network_parameters(input_shape: ImageShape, layers: Sequence[Layer]) -> list[int]:
        counts: list[int] = []
        shape: Shape = tuple(input_shape)
        for layer in layers:
            after = reference.layer_output_shape(shape, layer)
            match layer:
                case ("conv", kh, kw, filters):
                    counts.append(conv2d_parameters(shape[-1], filters, (kh, kw)))
                    after = conv2d_output_shape(shape, filters, (kh, kw))
                case ("max_pool", size):
                    counts.append(0)
                    after = max_pool_output_shape(shape, size)
                case ("batch_norm",):
                    counts.append(batch_norm_parameters(shape[-1]))
                case ("dense", units):
                    counts.append(dense_parameters(shape[-1], units))
                case _:
                    counts.append(0)
            shape = after
        return counts

    return network_parameters


# No bias.


def _dense_without_biases(n_inputs: int, n_outputs: int, bias: bool = True) -> int:
    return n_inputs * n_outputs


def _conv2d_without_biases(in_channels: int, out_channels: int, kernel_size: Size, bias: bool = True) -> int:
    kh, kw = pair(kernel_size)
    return kh * kw * in_channels * out_channels


NO_BIAS = Misconception(
    id="parameters/no-bias",
    name=Text(es="olvidado los sesgos", en="left out the biases"),
    explanation=Text(
        es=(
            "Has contado solo los pesos. Cada unidad de una capa densa y cada filtro de una convolución suma "
            "además un sesgo, que también se aprende, salvo que la capa se pida con `bias=False`. Una capa "
            "densa de 2 entradas y 3 salidas tiene 2·3 = 6 pesos y 3 sesgos: 9 parámetros, no 6. Mira qué "
            "sumas cuando `bias` es verdadero."
        ),
        en=(
            "You counted the weights alone. Each unit of a dense layer and each filter of a convolution also "
            "adds a bias, which is trained too, unless the layer is asked for with `bias=False`. A dense "
            "layer with 2 inputs and 3 outputs has 2·3 = 6 weights and 3 biases: 9 parameters, not 6. Look "
            "at what you add when `bias` is true."
        ),
    ),
    lecture=Text(
        es="Introducción, «Parámetros versus hiperparámetros»: la pregunta sobre la primera capa convolucional",
        en="Introduction, “Parameters versus hyperparameters”: the question on the first convolutional layer",
    ),
    wrong={
        "dense_parameters": _dense_without_biases,
        "conv2d_parameters": _conv2d_without_biases,
        "network_parameters": _network_of(
            conv2d_parameters=_conv2d_without_biases, dense_parameters=_dense_without_biases
        ),
    },
)


# One bias per slice of a filter.


def _conv2d_with_a_bias_per_slice(in_channels: int, out_channels: int, kernel_size: Size, bias: bool = True) -> int:
    weights = reference.conv2d_parameters(in_channels, out_channels, kernel_size, bias=False)
    return weights + (in_channels * out_channels if bias else 0)


ONE_BIAS_PER_SLICE = Misconception(
    id="parameters/one-bias-per-kernel-slice",
    name=Text(
        es="puesto un sesgo por cada canal de entrada de cada filtro",
        en="given each filter one bias per input channel",
    ),
    explanation=Text(
        es=(
            "Has contado `out_channels * in_channels` sesgos. Un filtro tiene una rebanada de pesos por "
            "canal de entrada, pero los productos de todas las rebanadas se suman en un solo número y a ese "
            "número se le suma un único sesgo. Con 3 canales de entrada y 2 filtros de 1x1 hay 6 pesos y 2 "
            "sesgos: 8 parámetros, no 12. Mira cuántos sesgos sumas: uno por canal de salida."
        ),
        en=(
            "You counted `out_channels * in_channels` biases. A filter has one slice of weights per input "
            "channel, but the products of all slices are summed into one number, and that number gets a "
            "single bias. With 3 input channels and 2 filters of 1x1 there are 6 weights and 2 biases: 8 "
            "parameters, not 12. Look at how many biases you add: one per output channel."
        ),
    ),
    lecture=Text(
        es="Introducción, «Parámetros versus hiperparámetros»: la pregunta sobre la primera capa convolucional",
        en="Introduction, “Parameters versus hyperparameters”: the question on the first convolutional layer",
    ),
    wrong={
        "conv2d_parameters": _conv2d_with_a_bias_per_slice,
        "network_parameters": _network_of(conv2d_parameters=_conv2d_with_a_bias_per_slice),
    },
)


# The input channels ignored.


def _conv2d_of_flat_filters(in_channels: int, out_channels: int, kernel_size: Size, bias: bool = True) -> int:
    return reference.conv2d_parameters(1, out_channels, kernel_size, bias)


INPUT_CHANNELS_IGNORED = Misconception(
    id="parameters/input-channels-ignored",
    name=Text(
        es="dejado fuera los canales de entrada en la convolución",
        en="left the input channels out of the convolution",
    ),
    explanation=Text(
        es=(
            "Has contado cada filtro como si fuera plano, de kh x kw pesos. Un filtro atraviesa todos los "
            "canales de la entrada, así que tiene kh·kw·C pesos. Con una imagen en color (C = 3), un solo "
            "filtro de 1x1 tiene 3 pesos y 1 sesgo: 4 parámetros, no 2. Con 1 canal, como en la pregunta de "
            "clase, no se nota. Mira si `in_channels` entra en tu cuenta y, en una red, qué canales tiene lo "
            "que llega a cada convolución."
        ),
        en=(
            "You counted each filter as if it were flat, with kh x kw weights. A filter goes through all "
            "channels of its input, so it has kh·kw·C weights. On a colour image (C = 3) a single 1x1 filter "
            "has 3 weights and 1 bias: 4 parameters, not 2. With 1 channel, as in the lecture's question, "
            "nobody notices. Look whether `in_channels` enters your count and, in a network, how many "
            "channels reach each convolution."
        ),
    ),
    lecture=Text(
        es="Caso de estudio, «Definir arquitectura»: la tabla de la arquitectura basada en LeNet",
        en="Case study, “Define the architecture”: the table of the architecture based on LeNet",
    ),
    wrong={
        "conv2d_parameters": _conv2d_of_flat_filters,
        "network_parameters": _network_of(conv2d_parameters=_conv2d_of_flat_filters),
    },
)


# The volume that comes out, and weights that are not shared.


def _network_with_volumes_for_convolutions(input_shape: ImageShape, layers: Sequence[Layer]) -> list[int]:
    counts = reference.network_parameters(input_shape, layers)
    shapes = reference.network_shapes(input_shape, layers)
    return [
        math.prod(shape) if layer[0] == "conv" else count
        for count, shape, layer in zip(counts, shapes, layers, strict=True)
    ]


def _network_without_shared_weights(input_shape: ImageShape, layers: Sequence[Layer]) -> list[int]:
    counts = reference.network_parameters(input_shape, layers)
    shapes = reference.network_shapes(input_shape, layers)
    return [
        count * math.prod(shape[:2]) if layer[0] == "conv" else count
        for count, shape, layer in zip(counts, shapes, layers, strict=True)
    ]


OUTPUT_VOLUME = Misconception(
    id="parameters/output-volume",
    name=Text(
        es="contado los números que salen de la convolución en vez de sus parámetros",
        en="counted the numbers that leave the convolution instead of its parameters",
    ),
    explanation=Text(
        es=(
            "Has dado H'·W'·C', el tamaño del volumen de salida. Esos números son datos: cambian con cada "
            "imagen y nadie los aprende. Los parámetros son los pesos y sesgos de los filtros, y no dependen "
            "del tamaño de la imagen. La pregunta de clase enseña el volumen C1 (32 x 28 x 28 = 25 088 "
            "números), pero la capa que lo produce, con 32 filtros de 3x3 sobre 1 canal, tiene 320 "
            "parámetros. Mira si multiplicas por el alto y el ancho de la imagen: en una convolución no "
            "entran en la cuenta."
        ),
        en=(
            "You gave H'·W'·C', the size of the output volume. Those numbers are data: they change with "
            "every image and nobody trains them. The parameters are the weights and biases of the filters, "
            "and they do not depend on the size of the image. The lecture's question shows the volume C1 (32 "
            "x 28 x 28 = 25 088 numbers), but the layer that makes it, 32 filters of 3x3 on 1 channel, has "
            "320 parameters. Look whether you multiply by the height and width of the image: they have no "
            "place in the count of a convolution."
        ),
    ),
    lecture=Text(
        es="Introducción, «Parámetros versus hiperparámetros»: la pregunta sobre el volumen C1",
        en="Introduction, “Parameters versus hyperparameters”: the question on the volume C1",
    ),
    wrong={"network_parameters": _network_with_volumes_for_convolutions},
)

WEIGHTS_PER_POSITION = Misconception(
    id="parameters/weights-per-position",
    name=Text(
        es="contado los pesos de cada filtro una vez por cada posición de la imagen",
        en="counted the weights of each filter again at every position of the image",
    ),
    explanation=Text(
        es=(
            "Has multiplicado los parámetros de la convolución por H'·W', como si cada posición tuviera su "
            "propio filtro. Un filtro recorre la imagen con los mismos pesos en todas partes: los pesos se "
            "comparten. Un filtro de 1x1 sobre una imagen de 2x2x1 tiene 1 peso y 1 sesgo, es decir 2 "
            "parámetros, aunque se aplique en 4 posiciones; no 8. Mira si el alto y el ancho de la salida "
            "entran en tu cuenta."
        ),
        en=(
            "You multiplied the parameters of the convolution by H'·W', as if every position had a filter of "
            "its own. A filter moves over the image with the same weights everywhere: the weights are "
            "shared. A 1x1 filter on a 2x2x1 image has 1 weight and 1 bias, that is 2 parameters, although "
            "it is applied at 4 positions; not 8. Look whether the height and width of the output enter your "
            "count."
        ),
    ),
    lecture=Text(
        es="Introducción, «Parámetros versus hiperparámetros»: la pregunta sobre el volumen C1",
        en="Introduction, “Parameters versus hyperparameters”: the question on the volume C1",
    ),
    wrong={"network_parameters": _network_without_shared_weights},
)


# A side of the kernel instead of its area.


def _conv2d_with_a_kernel_side(in_channels: int, out_channels: int, kernel_size: Size, bias: bool = True) -> int:
    area = (kernel_size, 1) if isinstance(kernel_size, int) else kernel_size
    return reference.conv2d_parameters(in_channels, out_channels, area, bias)


def _conv2d_with_a_kernel_height(in_channels: int, out_channels: int, kernel_size: Size, bias: bool = True) -> int:
    kh, _ = pair(kernel_size)
    return reference.conv2d_parameters(in_channels, out_channels, (kh, 1), bias)


KERNEL_SIDE_NOT_SQUARED = Misconception(
    id="parameters/kernel-side-not-squared",
    name=Text(
        es="usado un lado del filtro en vez de su área",
        en="used one side of the kernel instead of its area",
    ),
    explanation=Text(
        es=(
            "Has multiplicado por un solo lado del filtro. Un número k quiere decir un filtro de k x k, con "
            "k² pesos por canal; y un par (kh, kw), uno de kh·kw. Con 1 canal de entrada, 1 filtro de 3x3 "
            "tiene 9 pesos y 1 sesgo: 10 parámetros, no 4. Mira qué haces con `kernel_size` cuando es un "
            "entero."
        ),
        en=(
            "You multiplied by one side of the kernel only. A number k means a kernel of k x k, with k² "
            "weights per channel, and a pair (kh, kw) one of kh·kw. With 1 input channel, 1 filter of 3x3 "
            "has 9 weights and 1 bias: 10 parameters, not 4. Look at what you do with `kernel_size` when it "
            "is an int."
        ),
    ),
    lecture=Text(
        es="Introducción, «Parámetros versus hiperparámetros»: la pregunta sobre la primera capa convolucional",
        en="Introduction, “Parameters versus hyperparameters”: the question on the first convolutional layer",
    ),
    wrong={
        "conv2d_parameters": _conv2d_with_a_kernel_side,
        "network_parameters": _network_of(conv2d_parameters=_conv2d_with_a_kernel_height),
    },
)


# Inputs and outputs swapped.


def _dense_with_a_bias_per_input(n_inputs: int, n_outputs: int, bias: bool = True) -> int:
    return reference.dense_parameters(n_outputs, n_inputs, bias)


def _conv2d_with_a_bias_per_input(in_channels: int, out_channels: int, kernel_size: Size, bias: bool = True) -> int:
    return reference.conv2d_parameters(out_channels, in_channels, kernel_size, bias)


def _conv2d_output_shape_with_input_channels(
    input_shape: ImageShape, out_channels: int, kernel_size: Size, stride: Size = 1, padding: Size = 0
) -> ImageShape:
    height, width, _ = reference.conv2d_output_shape(input_shape, out_channels, kernel_size, stride, padding)
    return height, width, input_shape[2]


INPUTS_AND_OUTPUTS_SWAPPED = Misconception(
    id="parameters/inputs-and-outputs-swapped",
    name=Text(es="intercambiado entradas y salidas", en="swapped inputs and outputs"),
    explanation=Text(
        es=(
            "Has tomado las entradas por las salidas. En el número de pesos no se nota, porque el producto "
            "es el mismo, pero los sesgos son uno por salida: una capa densa de 3 entradas y 1 salida tiene "
            "3 pesos y 1 sesgo, 4 parámetros, no 6. Del mismo modo, una convolución entrega tantos canales "
            "como filtros tiene, no los canales que recibe. Mira cuál de los dos números usas en los sesgos "
            "y en el último eje."
        ),
        en=(
            "You took the inputs for the outputs. The number of weights hides it, because the product is the "
            "same, but there is one bias per output: a dense layer with 3 inputs and 1 output has 3 weights "
            "and 1 bias, 4 parameters, not 6. Likewise a convolution puts out as many channels as it has "
            "filters, not as many as it receives. Look which of the two numbers you use for the biases and "
            "for the last axis."
        ),
    ),
    lecture=Text(
        es="Caso de estudio, «Definir arquitectura»: la tabla de la arquitectura basada en LeNet",
        en="Case study, “Define the architecture”: the table of the architecture based on LeNet",
    ),
    wrong={
        "dense_parameters": _dense_with_a_bias_per_input,
        "conv2d_parameters": _conv2d_with_a_bias_per_input,
        "conv2d_output_shape": _conv2d_output_shape_with_input_channels,
        "network_parameters": _network_of(
            conv2d_parameters=_conv2d_with_a_bias_per_input, dense_parameters=_dense_with_a_bias_per_input
        ),
    },
)


# Shapes: another formula along each axis. `positions` stands for `reference.window_positions`.


def _conv2d_shape_with(positions: Callable[[int, int, int], int]) -> Callable[..., ImageShape]:
    """Make a `conv2d_output_shape` with another number of positions; it refuses what the right one does."""

    def conv2d_output_shape(
        input_shape: ImageShape, out_channels: int, kernel_size: Size, stride: Size = 1, padding: Size = 0
    ) -> ImageShape:
        reference.conv2d_output_shape(input_shape, out_channels, kernel_size, stride, padding)
        height, width, _ = input_shape
        (kh, kw), (sh, sw), (ph, pw) = pair(kernel_size), pair(stride), pair(padding)
        return positions(height + 2 * ph, kh, sh), positions(width + 2 * pw, kw, sw), out_channels

    return conv2d_output_shape


def _max_pool_shape_with(positions: Callable[[int, int, int], int]) -> Callable[..., ImageShape]:
    """Make a `max_pool_output_shape` with another number of positions; it refuses what the right one does."""

    def max_pool_output_shape(input_shape: ImageShape, pool_size: Size = 2, stride: Size | None = None) -> ImageShape:
        reference.max_pool_output_shape(input_shape, pool_size, stride)
        height, width, channels = input_shape
        (kh, kw), (sh, sw) = pair(pool_size), pair(pool_size if stride is None else stride)
        return positions(height, kh, sh), positions(width, kw, sw), channels

    return max_pool_output_shape


def _positions_rounded_up(length: int, window: int, stride: int) -> int:
    return math.ceil((length - window) / stride) + 1


def _positions_without_the_first(length: int, window: int, stride: int) -> int:
    return (length - window) // stride


SHAPE_ROUNDED_UP = Misconception(
    id="parameters/shape-rounded-up",
    name=Text(es="redondeado hacia arriba el tamaño de la salida", en="rounded the output shape up"),
    explanation=Text(
        es=(
            "Cuando la división no es exacta has redondeado hacia arriba, es decir, has contado una ventana "
            "que se sale de la imagen. En modo «valid» solo cuentan las ventanas que caben enteras, así que "
            "se redondea hacia abajo. Sobre 5 filas, una ventana de 2 que avanza de 2 en 2 cabe en 2 sitios, "
            "no en 3: la última fila se queda sin usar. Mira la división: en Python, `//` redondea hacia "
            "abajo."
        ),
        en=(
            "Where the division is not exact you rounded up, that is, you counted a window that sticks out "
            "of the image. In “valid” mode only windows that fit completely count, so one rounds down. On 5 "
            "rows a window of 2 that moves by 2 fits in 2 places, not in 3: the last row stays unused. Look "
            "at the division: in Python, `//` rounds down."
        ),
    ),
    lecture=Text(
        es="Caso de estudio, «Definir arquitectura»: «Max Pooling (valid, 2x2)» en la tabla",
        en="Case study, “Define the architecture”: “Max Pooling (valid, 2x2)” in the table",
    ),
    wrong={
        "conv2d_output_shape": _conv2d_shape_with(_positions_rounded_up),
        "max_pool_output_shape": _max_pool_shape_with(_positions_rounded_up),
        "network_parameters": _network_of(max_pool_output_shape=_max_pool_shape_with(_positions_rounded_up)),
    },
)

NO_PLUS_ONE = Misconception(
    id="parameters/no-plus-one",
    name=Text(es="olvidado el + 1 en el tamaño de la salida", en="forgotten the + 1 in the output shape"),
    explanation=Text(
        es=(
            "Has contado los pasos de la ventana, no los sitios donde se coloca: falta el sitio del que "
            "parte. Sobre 3 filas, una ventana de 3 no se puede mover, pero cabe una vez: (3 - 3) / 1 + 1 = "
            "1, no 0. Por eso la convolución de 5x5 de LeNet pasa de 32 a 28 y no a 27. Mira el final de tu "
            "fórmula."
        ),
        en=(
            "You counted the moves of the window, not the places where it stands: the place it starts from "
            "is missing. On 3 rows a window of 3 cannot move, but it fits once: (3 - 3) / 1 + 1 = 1, not 0. "
            "That is why LeNet's 5x5 convolution goes from 32 to 28 and not to 27. Look at the end of your "
            "formula."
        ),
    ),
    lecture=Text(
        es="Caso de estudio, «Definir arquitectura»: la tabla de la arquitectura basada en LeNet",
        en="Case study, “Define the architecture”: the table of the architecture based on LeNet",
    ),
    wrong={
        "conv2d_output_shape": _conv2d_shape_with(_positions_without_the_first),
        "max_pool_output_shape": _max_pool_shape_with(_positions_without_the_first),
        "network_parameters": _network_of(
            conv2d_output_shape=_conv2d_shape_with(_positions_without_the_first),
            max_pool_output_shape=_max_pool_shape_with(_positions_without_the_first),
        ),
    },
)


def _conv2d_output_shape_padded_on_one_side(
    input_shape: ImageShape, out_channels: int, kernel_size: Size, stride: Size = 1, padding: Size = 0
) -> ImageShape:
    reference.conv2d_output_shape(input_shape, out_channels, kernel_size, stride, padding)
    height, width, channels = input_shape
    ph, pw = pair(padding)
    return reference.conv2d_output_shape((height + ph, width + pw, channels), out_channels, kernel_size, stride)


PADDING_ON_ONE_SIDE = Misconception(
    id="parameters/padding-on-one-side",
    name=Text(
        es="añadido el relleno a un solo lado de la imagen",
        en="added the padding on one side of the image only",
    ),
    explanation=Text(
        es=(
            "Has sumado p una sola vez. El relleno se añade arriba y abajo, a la izquierda y a la derecha, "
            "así que cada eje crece 2p. Una imagen de 4x4 con p = 1 mide 6x6, y una convolución de 3x3 la "
            "devuelve a 4x4, no a 3x3. Mira cuántas veces aparece `padding` en tu fórmula, y también al "
            "comprobar si el filtro cabe."
        ),
        en=(
            "You added p once only. Padding goes above and below, left and right, so each axis grows by 2p. "
            "A 4x4 image with p = 1 measures 6x6, and a 3x3 convolution brings it back to 4x4, not to 3x3. "
            "Look how often `padding` stands in your formula, and also where you test whether the kernel "
            "fits."
        ),
    ),
    lecture=Text(
        es="Caso de estudio, «Definir arquitectura»: la tabla de la arquitectura (allí «valid», sin relleno)",
        en="Case study, “Define the architecture”: the table of the architecture (“valid” there: no padding)",
    ),
    wrong={"conv2d_output_shape": _conv2d_output_shape_padded_on_one_side},
)


def _max_pool_output_shape_moving_by_one(
    input_shape: ImageShape, pool_size: Size = 2, stride: Size | None = None
) -> ImageShape:
    return reference.max_pool_output_shape(input_shape, pool_size, 1 if stride is None else stride)


POOLING_MOVES_BY_ONE = Misconception(
    id="parameters/pooling-moves-by-one",
    name=Text(es="movido la ventana de «max pooling» de uno en uno", en="moved the pooling window by one at a time"),
    explanation=Text(
        es=(
            "Has tomado un paso de 1 donde no se daba ninguno. En «max pooling», si no se dice otra cosa, la "
            "ventana avanza su propio tamaño: las ventanas no se solapan y la imagen se reduce. Una imagen "
            "de 4x4 con ventanas de 2x2 pasa a 2x2, no a 3x3; en la tabla de clase, 28x28 pasa a 14x14. Mira "
            "qué paso usas cuando `stride` es None."
        ),
        en=(
            "You took a stride of 1 where none was given. In max pooling the window moves by its own size "
            "unless something else is said: windows do not overlap, and the image shrinks. A 4x4 image with "
            "2x2 windows becomes 2x2, not 3x3; in the lecture's table 28x28 becomes 14x14. Look which stride "
            "you use when `stride` is None."
        ),
    ),
    lecture=Text(
        es="Caso de estudio, «Definir arquitectura»: «Max Pooling (valid, 2x2)» en la tabla",
        en="Case study, “Define the architecture”: “Max Pooling (valid, 2x2)” in the table",
    ),
    wrong={
        "max_pool_output_shape": _max_pool_output_shape_moving_by_one,
        "network_parameters": _network_of(max_pool_output_shape=_max_pool_output_shape_moving_by_one),
    },
)


# Counts of layers that train nothing, or less.


def _network_with_pooling_weights(input_shape: ImageShape, layers: Sequence[Layer]) -> list[int]:
    counts = reference.network_parameters(input_shape, layers)
    entering = [tuple(input_shape), *reference.network_shapes(input_shape, layers)]
    return [
        layer[1] * layer[1] * shape[-1] if layer[0] == "max_pool" else count
        for count, shape, layer in zip(counts, entering, layers, strict=False)
    ]


POOLING_HAS_WEIGHTS = Misconception(
    id="parameters/pooling-has-weights",
    name=Text(es="dado pesos al «max pooling»", en="given max pooling weights"),
    explanation=Text(
        es=(
            "Has contado un peso por casilla de la ventana y canal. «Max pooling» recorre la imagen con una "
            "ventana, como la convolución, pero solo se queda con el mayor de los valores que ve: no "
            "multiplica por nada y no tiene nada que aprender. De (1, 4, 2, 3) siempre sale 4, antes y "
            "después de entrenar. Su tamaño es un hiperparámetro. Mira qué cuenta das para las capas "
            "`max_pool`: debe ser 0."
        ),
        en=(
            "You counted one weight per cell of the window and channel. Max pooling moves a window over the "
            "image, like a convolution, but it only keeps the largest of the values it sees: it multiplies "
            "by nothing and has nothing to train. Out of (1, 4, 2, 3) comes 4, before training and after. "
            "Its size is a hyperparameter. Look at the count you give for `max_pool` layers: it must be 0."
        ),
    ),
    lecture=Text(
        es="Introducción, «Parámetros versus hiperparámetros»",
        en="Introduction, “Parameters versus hyperparameters”",
    ),
    wrong={"network_parameters": _network_with_pooling_weights},
)


def _batch_norm_with_running_statistics(channels: int) -> int:
    return 4 * channels


RUNNING_STATISTICS_COUNTED = Misconception(
    id="parameters/running-statistics-counted",
    name=Text(
        es="contado la media y la varianza como parámetros",
        en="counted the mean and the variance as parameters",
    ),
    explanation=Text(
        es=(
            "Has contado 4 números por canal. Por cada canal se aprenden dos, γ y β. La media μ y la "
            "varianza σ² se calculan a partir de los datos; las versiones acumuladas que se guardan para el "
            "test son memoria, no parámetros: el gradiente no las toca. Con 1 canal hay 2 parámetros, no 4 "
            "(algunas bibliotecas muestran los otros dos como «no entrenables»). Mira qué números actualiza "
            "el entrenamiento."
        ),
        en=(
            "You counted 4 numbers per channel. Two are trained per channel, γ and β. The mean μ and the "
            "variance σ² are computed from the data; the running versions that are kept for the test are "
            "memory, not parameters: the gradient does not touch them. With 1 channel there are 2 "
            "parameters, not 4 (some libraries list the other two as “non-trainable”). Look which numbers "
            "training updates."
        ),
    ),
    lecture=Text(
        es="Conceptos avanzados, «Batch normalization»; caso de estudio: «Parámetros: γ, β»",
        en="Advanced concepts, “Batch normalization”; case study: “Parameters: γ, β”",
    ),
    wrong={
        "batch_norm_parameters": _batch_norm_with_running_statistics,
        "network_parameters": _network_of(batch_norm_parameters=_batch_norm_with_running_statistics),
    },
)


def _network_with_running_total(input_shape: ImageShape, layers: Sequence[Layer]) -> list[int]:
    return list(accumulate(reference.network_parameters(input_shape, layers)))


RUNNING_TOTAL = Misconception(
    id="parameters/running-total",
    name=Text(
        es="devuelto el total acumulado en vez de la cuenta de cada capa",
        en="returned the running total instead of one count per layer",
    ),
    explanation=Text(
        es=(
            "Cada número de tu lista incluye los de las capas anteriores. Se pide una cuenta por capa: una "
            "red con convoluciones de 320 y 18 496 parámetros da [320, 18496], no [320, 18816] (el 18 816 "
            "que ofrecía la pregunta de clase es justamente 320 + 18 496). Una capa sin parámetros da 0, no "
            "lo que se llevaba sumado. Mira qué guardas en la lista: la cuenta de la capa o la suma hasta "
            "ella."
        ),
        en=(
            "Each number of your list includes those of the layers before. One count per layer is asked for: "
            "a network with convolutions of 320 and 18 496 parameters gives [320, 18496], not [320, 18816] "
            "(the 18 816 offered by the lecture's question is just 320 + 18 496). A layer without parameters "
            "gives 0, not the sum so far. Look at what you put into the list: the count of the layer, or "
            "the sum up to it."
        ),
    ),
    lecture=Text(
        es="Introducción, «Parámetros versus hiperparámetros»: las opciones de la pregunta",
        en="Introduction, “Parameters versus hyperparameters”: the options of the question",
    ),
    wrong={"network_parameters": _network_with_running_total},
)

MISCONCEPTIONS: tuple[Misconception, ...] = (
    NO_BIAS,
    ONE_BIAS_PER_SLICE,
    INPUT_CHANNELS_IGNORED,
    OUTPUT_VOLUME,
    WEIGHTS_PER_POSITION,
    KERNEL_SIDE_NOT_SQUARED,
    INPUTS_AND_OUTPUTS_SWAPPED,
    SHAPE_ROUNDED_UP,
    NO_PLUS_ONE,
    PADDING_ON_ONE_SIDE,
    POOLING_MOVES_BY_ONE,
    POOLING_HAS_WEIGHTS,
    RUNNING_STATISTICS_COUNTED,
    RUNNING_TOTAL,
)
