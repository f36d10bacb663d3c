"""Wrong answers with a name: convolution, max pooling and flattening."""

import numpy as np

from cnn_reference.convolution import (
    Float64s,
    Reals,
    conv2d_backward,
    conv2d_forward,
    flatten,
    max_pool_backward,
    max_pool_forward,
)
from cnn_reference.misconceptions.misconception import Misconception, Text

Gradients = tuple[Float64s, Float64s, Float64s]


# The kernel turned around, or not where it has to be


def _turned(w: Reals) -> Reals:
    return np.flip(w, axis=(0, 1))


def _flipped_forward(x: Reals, w: Reals, b: Reals, stride: int = 1, padding: int = 0) -> Float64s:
    return conv2d_forward(x, _turned(w), b, stride, padding)


def _flipped_backward(dy: Reals, x: Reals, w: Reals, stride: int = 1, padding: int = 0) -> Gradients:
    dx, dw, db = conv2d_backward(dy, x, _turned(w), stride, padding)
    return dx, np.asarray(_turned(dw), dtype=np.float64), db


def _dx_by_the_kernel_as_it_is(dy: Reals, x: Reals, w: Reals, stride: int = 1, padding: int = 0) -> Gradients:
    dx, _, _ = conv2d_backward(dy, x, _turned(w), stride, padding)
    _, dw, db = conv2d_backward(dy, x, w, stride, padding)
    return dx, dw, db


# The bias


def _without_bias(x: Reals, w: Reals, b: Reals, stride: int = 1, padding: int = 0) -> Float64s:
    return conv2d_forward(x, w, np.zeros_like(b), stride, padding)


def _bias_in_every_product(x: Reals, w: Reals, b: Reals, stride: int = 1, padding: int = 0) -> Float64s:
    kh, kw, channels, _ = w.shape
    return conv2d_forward(x, w, b.astype(np.float64) * kh * kw * channels, stride, padding)


# Stride and padding


def _stride_ignored_forward(x: Reals, w: Reals, b: Reals, stride: int = 1, padding: int = 0) -> Float64s:
    return conv2d_forward(x, w, b, 1, padding)


def _stride_ignored_backward(dy: Reals, x: Reals, w: Reals, stride: int = 1, padding: int = 0) -> Gradients:
    return conv2d_backward(dy, x, w, 1, padding)


def _unguarded_forward(x: Reals, w: Reals, b: Reals, stride: int) -> Float64s:
    """Convolve as far as the formula of the size goes: a kernel too large leaves nothing, or NumPy objects."""
    kh, kw, _, filters = w.shape
    height, width = (x.shape[1] - kh) // stride + 1, (x.shape[2] - kw) // stride + 1
    y = np.zeros((len(x), height, width, filters))
    return conv2d_forward(x, w, b, stride) if y.size > 0 else y


def _padding_ignored(x: Reals, w: Reals, b: Reals, stride: int = 1, padding: int = 0) -> Float64s:
    return _unguarded_forward(x, w, b, stride)


def _padding_on_one_side(x: Reals, w: Reals, b: Reals, stride: int = 1, padding: int = 0) -> Float64s:
    return _unguarded_forward(np.pad(x, ((0, 0), (padding, 0), (padding, 0), (0, 0))), w, b, stride)


def _frame_kept(dy: Reals, x: Reals, w: Reals, stride: int = 1, padding: int = 0) -> Gradients:
    frame = (padding, padding)
    return conv2d_backward(dy, np.pad(x, ((0, 0), frame, frame, (0, 0))), w, stride)


# The sums of the backward pass


def _last_window_alone(dy: Reals, x: Reals, w: Reals, stride: int = 1, padding: int = 0) -> Gradients:
    _, dw, db = conv2d_backward(dy, x, w, stride, padding)
    kh, kw, _, _ = w.shape
    samples, height, width, channels = x.shape
    dx = np.zeros((samples, height + 2 * padding, width + 2 * padding, channels))
    for i, j in np.ndindex(dy.shape[1:3]):
        rows, columns = slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw)
        dx[:, rows, columns] = np.tensordot(dy[:, i, j], w, axes=(1, 3))
    return dx[:, padding : padding + height, padding : padding + width], dw, db


def _db_of_every_position(dy: Reals, x: Reals, w: Reals, stride: int = 1, padding: int = 0) -> Gradients:
    dx, dw, _ = conv2d_backward(dy, x, w, stride, padding)
    return dx, dw, np.sum(dy, axis=0, dtype=np.float64)


def _mean_over_the_batch(dy: Reals, x: Reals, w: Reals, stride: int = 1, padding: int = 0) -> Gradients:
    dx, dw, db = conv2d_backward(dy, x, w, stride, padding)
    return dx, dw / len(x), db / len(x)


# Pooling forward


def _mean_of_the_window(x: Reals, size: int = 2) -> Float64s:
    samples, height, width, channels = x.shape
    height, width = height // size, width // size
    windows = x[:, : height * size, : width * size].astype(np.float64)
    return np.asarray(windows.reshape(samples, height, size, width, size, channels).mean(axis=(2, 4)))


def _windows_that_stick_out(x: Reals, size: int = 2) -> Float64s:
    below, right = -x.shape[1] % size, -x.shape[2] % size
    frame = ((0, 0), (0, below), (0, right), (0, 0))
    return max_pool_forward(np.pad(x.astype(np.float64), frame, constant_values=-np.inf), size)


def _windows_that_overlap(x: Reals, size: int = 2) -> Float64s:
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(1, 2))
    return np.asarray(windows.max(axis=(-2, -1)), dtype=np.float64)


def _one_maximum_for_all_channels(x: Reals, size: int = 2) -> Float64s:
    largest = max_pool_forward(x, size)
    return np.asarray(largest.max(axis=-1, keepdims=True).repeat(largest.shape[-1], axis=-1))


# Pooling backward


def _spread(dy: Reals, x: Reals, size: int) -> Float64s:
    """Repeat every gradient over its window; 0 outside the windows."""
    dx = np.zeros(x.shape)
    repeated = dy.repeat(size, axis=1).repeat(size, axis=2)
    dx[:, : repeated.shape[1], : repeated.shape[2]] = repeated
    return dx


def _equal_shares(dy: Reals, x: Reals, size: int = 2) -> Float64s:
    return _spread(dy, x, size) / size**2


def _whole_window(dy: Reals, x: Reals, size: int = 2) -> Float64s:
    return _spread(dy, x, size)


def _every_tied_maximum(dy: Reals, x: Reals, size: int = 2) -> Float64s:
    return np.asarray(_spread(dy, x, size) * (x == _spread(max_pool_forward(x, size), x, size)))


def _last_tied_maximum(dy: Reals, x: Reals, size: int = 2) -> Float64s:
    # The last maximum of a window is the first one of the window turned around.
    _, height, width, _ = dy.shape
    inside = x[:, : height * size, : width * size]
    turned = max_pool_backward(np.flip(dy, axis=(1, 2)), np.flip(inside, axis=(1, 2)), size)
    dx = np.zeros(x.shape)
    dx[:, : height * size, : width * size] = np.flip(turned, axis=(1, 2))
    return dx


def _border_cut_off(dy: Reals, x: Reals, size: int = 2) -> Float64s:
    _, height, width, _ = dy.shape
    return max_pool_backward(dy, x, size)[:, : height * size, : width * size]


# Flatten


def _samples_mixed(x: Reals) -> Float64s:
    return np.asarray(x.reshape(-1, len(x)).T, dtype=np.float64)


def _channels_first(x: Reals) -> Float64s:
    return flatten(x.transpose(0, 3, 1, 2))


def _one_long_row(x: Reals) -> Float64s:
    return np.asarray(x.ravel(), dtype=np.float64)


LAYERS_LECTURE = Text(
    es="Caso de estudio, «Definir arquitectura»: la tabla de la arquitectura basada en LeNet.",
    en="Case study, “Define the architecture”: the table of the architecture based on LeNet.",
)
BACKWARD_LECTURE = Text(
    es="Conceptos básicos, «Retropropagación»: la regla de la cadena y el backward pass.",
    en="Basic concepts, “Backpropagation”: the chain rule and the backward pass.",
)

MISCONCEPTIONS: tuple[Misconception, ...] = (
    Misconception(
        id="convolution/flipped-kernel",
        name=Text(
            es="dado la vuelta al filtro antes de colocarlo",
            en="turned the kernel around before laying it on the image",
        ),
        explanation=Text(
            es="Parece que calculas la convolución de las matemáticas, con el filtro girado de arriba abajo y de "
            "izquierda a derecha, como hace scipy.signal.convolve. Lo que las redes llaman convolución no le da "
            "la vuelta: la fila 1, 2 con el filtro 10, 1 da 1 · 10 + 2 · 1 = 12, y a ti te sale "
            "1 · 1 + 2 · 10 = 21. Con un filtro simétrico no se nota. Mira si inviertes w (w[::-1], np.flip) o si "
            "los índices de la ventana y del filtro corren en sentidos contrarios: x'[s i + u] va con w[u].",
            en="You seem to compute the convolution of mathematics, with the kernel turned upside down and left to "
            "right, as scipy.signal.convolve does. What networks call convolution does not turn it: the row 1, 2 "
            "with the kernel 10, 1 gives 1 · 10 + 2 · 1 = 12, and yours is 1 · 1 + 2 · 10 = 21. With a symmetric "
            "kernel it does not show. See whether you reverse w (w[::-1], np.flip), or whether the indices of "
            "window and kernel run in opposite directions: x'[s i + u] goes with w[u].",
        ),
        lecture=LAYERS_LECTURE,
        wrong={"conv2d_forward": _flipped_forward, "conv2d_backward": _flipped_backward},
    ),
    Misconception(
        id="convolution/bias-forgotten",
        name=Text(es="olvidado el sesgo", en="forgotten the bias"),
        explanation=Text(
            es="Tu salida es la correcta menos b. Cada canal de salida f suma su sesgo b[f] en todas las "
            "posiciones: sobre una imagen de ceros, la salida es b y no 0. Sin él, el filtro no puede mover el "
            "umbral de la ReLU que viene después. Suma b al final: (N, H', W', F) + (F,) lo reparte bien.",
            en="Your output is the right one less b. Every output channel f adds its bias b[f] at all positions: "
            "on an image of zeros the output is b and not 0. Without it the kernel cannot move the threshold of "
            "the ReLU that follows. Add b at the end: (N, H', W', F) + (F,) puts it in the right places.",
        ),
        lecture=LAYERS_LECTURE,
        wrong={"conv2d_forward": _without_bias},
    ),
    Misconception(
        id="convolution/bias-in-every-product",
        name=Text(
            es="sumado el sesgo en cada producto en vez de una vez por salida",
            en="added the bias to every product instead of once per output",
        ),
        explanation=Text(
            es="Parece que sumas b dentro del sumatorio, así que cuenta kh · kw · C veces. Un filtro de 2x2 sobre un "
            "canal, con sesgo 1 y una imagen de ceros, da 1; a ti te sale 4. La fórmula es b más la suma, no la "
            "suma de (producto + b). Mira el paréntesis, o si sumas b en el bucle de dentro.",
            en="You seem to add b inside the sum, so that it counts kh · kw · C times. A 2x2 kernel on one channel, "
            "with bias 1 and an image of zeros, gives 1; yours gives 4. The formula is b plus the sum, not the sum "
            "of (product + b). Look at the parenthesis, or whether you add b in the inner loop.",
        ),
        lecture=LAYERS_LECTURE,
        wrong={"conv2d_forward": _bias_in_every_product},
    ),
    Misconception(
        id="convolution/stride-ignored",
        name=Text(
            es="movido la ventana de píxel en píxel, sin el paso",
            en="moved the window pixel by pixel, without the stride",
        ),
        explanation=Text(
            es="Parece que la ventana de la salida (i, j) empieza en (i, j) y no en (i · stride, j · stride). Con "
            "paso 2 y un filtro de 1x1, la fila 1, 2, 3 da 1, 3: las columnas 0 y 2. Hacia delante tu salida es "
            "demasiado grande; hacia atrás el gradiente de la segunda salida llega a la columna 1, que ninguna "
            "ventana ha mirado, en vez de a la 2. Con stride = 1 no se nota. Busca todos los índices de ventana y "
            "multiplícalos por stride.",
            en="The window of output (i, j) seems to begin at (i, j) and not at (i · stride, j · stride). With "
            "stride 2 and a 1x1 kernel the row 1, 2, 3 gives 1, 3: the columns 0 and 2. Forward your output is too "
            "large; backward the gradient of the second output arrives at column 1, which no window has seen, "
            "instead of column 2. With stride = 1 it does not show. Find every index of a window and multiply it "
            "by stride.",
        ),
        lecture=LAYERS_LECTURE,
        wrong={"conv2d_forward": _stride_ignored_forward, "conv2d_backward": _stride_ignored_backward},
    ),
    Misconception(
        id="convolution/padding-ignored",
        name=Text(es="olvidado el relleno", en="forgotten the padding"),
        explanation=Text(
            es="Parece que el argumento padding no llega a usarse: tu salida es la de padding = 0, más pequeña. Con "
            "relleno 1, un filtro de 3x3 conserva el tamaño de la imagen: de 5x5 sale (5 + 2 - 3) / 1 + 1 = 5, y a "
            "ti te sale 3. Añade primero el marco de ceros (np.pad, solo en los ejes H y W) y trabaja a partir de "
            "ahí con la imagen ampliada.",
            en="The argument padding seems to be unused: your output is that of padding = 0, which is smaller. With "
            "padding 1 a 3x3 kernel keeps the size of the image: 5x5 gives (5 + 2 - 3) / 1 + 1 = 5, and yours "
            "gives 3. Add the frame of zeros first (np.pad, along the axes H and W only) and work with the larger "
            "image from there on.",
        ),
        lecture=LAYERS_LECTURE,
        wrong={"conv2d_forward": _padding_ignored},
    ),
    Misconception(
        id="convolution/padding-on-one-side",
        name=Text(
            es="puesto el relleno por un solo lado",
            en="padded on one side only",
        ),
        explanation=Text(
            es="Parece que añades las filas de ceros solo arriba y las columnas solo a la izquierda. El relleno va "
            "por los dos lados, y por eso la fórmula del tamaño lleva 2p: una fila de 3 números con relleno 1 mide "
            "5, y con un filtro de 3 da 3 salidas; a ti te salen 2. En np.pad cada eje lleva un par "
            "(antes, después): (padding, padding).",
            en="You seem to add the rows of zeros above only and the columns on the left only. Padding goes on both "
            "sides, which is why the formula of the size has 2p: a row of 3 numbers with padding 1 is 5 long and "
            "gives 3 outputs with a kernel of 3; yours gives 2. In np.pad every axis takes a pair (before, after): "
            "(padding, padding).",
        ),
        lecture=LAYERS_LECTURE,
        wrong={"conv2d_forward": _padding_on_one_side},
    ),
    Misconception(
        id="convolution/padding-gradient-kept",
        name=Text(
            es="devuelto también el gradiente del relleno",
            en="returned the gradient of the padding as well",
        ),
        explanation=Text(
            es="Tu dx tiene el tamaño de la imagen con su marco de ceros. Un gradiente tiene la forma de aquello que "
            "se deriva: x es (N, H, W, C), y dx también. Con una imagen de 1x1 y relleno 1 tu dx mide 3x3; solo el "
            "número del centro es de x, y los otros ocho son de ceros que nadie va a cambiar. Recorta el marco al "
            "final: dx[:, padding:padding + H, padding:padding + W].",
            en="Your dx has the size of the image with its frame of zeros. A gradient has the shape of what it is the "
            "gradient of: x is (N, H, W, C), and so is dx. With an image of 1x1 and padding 1 your dx is 3x3; only "
            "the number in the middle belongs to x, and the other eight belong to zeros that nobody will change. "
            "Cut off the frame at the end: dx[:, padding:padding + H, padding:padding + W].",
        ),
        lecture=BACKWARD_LECTURE,
        wrong={"conv2d_backward": _frame_kept},
    ),
    Misconception(
        id="convolution/dx-by-the-unturned-kernel",
        name=Text(
            es="calculado dx pasando por dy el filtro sin darle la vuelta",
            en="computed dx by sliding the kernel over dy without turning it around",
        ),
        explanation=Text(
            es="Parece que obtienes dx con otra correlación: el filtro, tal cual, sobre dy. Con la fila x0, x1, x2 y "
            "el filtro 10, 1, las salidas son y0 = 10 x0 + x1 e y1 = 10 x1 + x2, así que x1 recibe "
            "1 · dy0 + 10 · dy1: el primer peso va con la última salida. Tú le das 10 · dy0 + 1 · dy1. Da la vuelta "
            "al filtro en sus dos ejes, o suma en dx, ventana por ventana, w · dy[i, j], que no exige pensar en el "
            "giro.",
            en="You seem to obtain dx by another correlation: the kernel, as it is, over dy. With the row x0, x1, x2 "
            "and the kernel 10, 1 the outputs are y0 = 10 x0 + x1 and y1 = 10 x1 + x2, so that x1 gets "
            "1 · dy0 + 10 · dy1: the first weight goes with the last output. Yours gets 10 · dy0 + 1 · dy1. Turn "
            "the kernel around along both axes, or add w · dy[i, j] to dx window by window, which needs no thought "
            "about turning.",
        ),
        lecture=BACKWARD_LECTURE,
        wrong={"conv2d_backward": _dx_by_the_kernel_as_it_is},
    ),
    Misconception(
        id="convolution/overlaps-overwritten",
        name=Text(
            es="sobrescrito en dx lo que habían dejado otras ventanas",
            en="overwritten in dx what other windows had left there",
        ),
        explanation=Text(
            es="Parece que asignas (=) el gradiente de cada ventana en dx en lugar de sumarlo (+=). Un píxel que está "
            "en varias ventanas influye en varias salidas, y la regla de la cadena suma lo que le llega de cada "
            "una: con la fila x0, x1, x2, el filtro 1, 1 y dy = (5, 7), x1 recibe 5 + 7 = 12; a ti te queda 7, lo "
            "de la última ventana. Si las ventanas no se solapan no se nota.",
            en="You seem to assign (=) the gradient of each window to dx instead of adding it (+=). A pixel in "
            "several windows acts on several outputs, and the chain rule adds up what arrives from each: with the "
            "row x0, x1, x2, the kernel 1, 1 and dy = (5, 7), x1 gets 5 + 7 = 12; yours is left with 7, that of "
            "the last window. Where windows do not overlap it does not show.",
        ),
        lecture=BACKWARD_LECTURE,
        wrong={"conv2d_backward": _last_window_alone},
    ),
    Misconception(
        id="convolution/db-of-every-position",
        name=Text(
            es="dejado db sin sumar sobre las posiciones",
            en="left db without a sum over the positions",
        ),
        explanation=Text(
            es="Tu db tiene la forma (H', W', F): has sumado sobre las imágenes y no sobre las posiciones. El sesgo "
            "b[f] es un solo número que entra en todas las salidas del canal f, así que su gradiente es la suma de "
            "todas: con dy = [[1, 0], [0, 2]] es 3. Suma sobre los ejes 0, 1 y 2 y queda (F,), la forma de b.",
            en="Your db has the shape (H', W', F): you have summed over the images and not over the positions. The "
            "bias b[f] is a single number that enters all outputs of channel f, so its gradient is the sum of them "
            "all: with dy = [[1, 0], [0, 2]] it is 3. Sum over the axes 0, 1 and 2, which leaves (F,), the shape "
            "of b.",
        ),
        lecture=BACKWARD_LECTURE,
        wrong={"conv2d_backward": _db_of_every_position},
    ),
    Misconception(
        id="convolution/divided-by-the-batch",
        name=Text(
            es="dividido dw y db entre el tamaño del lote",
            en="divided dw and db by the size of the batch",
        ),
        explanation=Text(
            es="Tus dw y db son los correctos divididos entre N. El 1/N de la media pertenece al coste, y ya ha "
            "llegado dentro de dy: aquí toca sumar lo que aporta cada imagen. Dos imágenes con dy = 1 dan db = 2, "
            "no 1. Si divides otra vez, el paso del descenso por gradiente queda N veces más corto. Busca un mean o "
            "una división entre N.",
            en="Your dw and db are the right ones divided by N. The 1/N of the mean belongs to the loss, and has "
            "arrived inside dy already: here the contributions of the images are added up. Two images with dy = 1 "
            "give db = 2, not 1. If you divide once more, the step of gradient descent becomes N times shorter. "
            "Look for a mean or a division by N.",
        ),
        lecture=BACKWARD_LECTURE,
        wrong={"conv2d_backward": _mean_over_the_batch},
    ),
    Misconception(
        id="convolution/mean-instead-of-maximum",
        name=Text(
            es="usado la media de la ventana en vez de su máximo",
            en="used the mean of the window instead of its maximum",
        ),
        explanation=Text(
            es="Parece que has escrito average pooling. La ventana [[1, 3], [2, 6]] da 6, no 3. Hacia atrás, la media "
            "reparte el gradiente en partes iguales; el máximo depende de un solo número, y ese se lo lleva "
            "entero: con dy = 8 recibe 8 el 6 de la ventana y 0 los otros tres, no 2 cada uno.",
            en="You seem to have written average pooling. The window [[1, 3], [2, 6]] gives 6, not 3. Backward, a mean "
            "shares the gradient out in equal parts; the maximum depends on one number only, and that one gets it "
            "all: with dy = 8 the 6 of the window gets 8 and the other three get 0, not 2 each.",
        ),
        lecture=LAYERS_LECTURE,
        wrong={"max_pool_forward": _mean_of_the_window, "max_pool_backward": _equal_shares},
    ),
    Misconception(
        id="convolution/incomplete-windows-kept",
        name=Text(
            es="contado también las ventanas incompletas",
            en="counted incomplete windows as well",
        ),
        explanation=Text(
            es="Tu salida tiene una fila o una columna de más: la de la ventana que se sale de la imagen. Esas "
            "ventanas no cuentan («valid»): de 5 columnas con ventanas de 2 salen 5 // 2 = 2, y la quinta columna se "
            "pierde. Mira si redondeas hacia arriba, o si tu bucle range(0, H, size) llega hasta una ventana cortada.",
            en="Your output has a row or a column too many: that of the window that sticks out of the image. Such "
            "windows do not count (“valid”): 5 columns with windows of 2 give 5 // 2 = 2, and the fifth column is "
            "lost. See whether you round up, or whether your loop range(0, H, size) reaches a window cut short.",
        ),
        lecture=LAYERS_LECTURE,
        wrong={"max_pool_forward": _windows_that_stick_out},
    ),
    Misconception(
        id="convolution/overlapping-pool-windows",
        name=Text(
            es="movido la ventana del pooling de píxel en píxel",
            en="moved the pooling window pixel by pixel",
        ),
        explanation=Text(
            es="Parece que la ventana del max pooling avanza 1 píxel, como la de una convolución. Aquí avanza `size`, "
            "de modo que las ventanas no se solapan: la fila 1, 2, 3, 4 (de dos filas iguales) da 2, 4, y a ti te sale "
            "2, 3, 4. Así la capa deja de reducir la imagen a la mitad, que es para lo que está.",
            en="Your pooling window seems to move by 1 pixel, as that of a convolution does. Here it moves by `size`, "
            "so that windows do not overlap: the row 1, 2, 3, 4 (of two equal rows) gives 2, 4, and yours gives "
            "2, 3, 4. The layer then no longer halves the image, which is what it is for.",
        ),
        lecture=LAYERS_LECTURE,
        wrong={"max_pool_forward": _windows_that_overlap},
    ),
    Misconception(
        id="convolution/one-maximum-for-all-channels",
        name=Text(
            es="tomado un solo máximo para todos los canales",
            en="taken a single maximum for all channels",
        ),
        explanation=Text(
            es="Parece que el máximo de la ventana se toma también sobre los canales, y que todos reciben el mismo "
            "número. Cada canal es la respuesta de un filtro distinto y se reduce por separado: si en una ventana el "
            "mayor del canal 0 es 3 y el del canal 1 es 8, la salida es (3, 8), no (8, 8). Con un solo canal no se "
            "nota. Mira el axis del máximo: solo las filas y las columnas de la ventana.",
            en="The maximum of a window seems to be taken over the channels too, and all of them get the same number. "
            "Each channel is the answer of another kernel and is reduced on its own: if the largest of channel 0 in "
            "a window is 3 and that of channel 1 is 8, the output is (3, 8), not (8, 8). With one channel it does "
            "not show. Look at the axis of the maximum: the rows and columns of the window only.",
        ),
        lecture=LAYERS_LECTURE,
        wrong={"max_pool_forward": _one_maximum_for_all_channels},
    ),
    Misconception(
        id="convolution/gradient-to-every-tied-maximum",
        name=Text(
            es="dado el gradiente a todos los máximos iguales de una ventana",
            en="given the gradient to every equal maximum of a window",
        ),
        explanation=Text(
            es="Parece que comparas la ventana con su máximo (x == máximo) y das el gradiente a todos los que "
            "coinciden. Con [[4, 4], [1, 0]] y dy = 7 lo reciben los dos cuatros y suman 14: el gradiente se ha "
            "duplicado por el camino. Tras una ReLU pasa mucho, porque hay ventanas enteras de ceros. Elige uno solo, "
            "el primero por filas; np.argmax hace eso.",
            en="You seem to compare the window with its maximum (x == maximum) and give the gradient to all that "
            "match. With [[4, 4], [1, 0]] and dy = 7 both 4s get it, which is 14 together: the gradient has doubled "
            "on its way. After a ReLU this happens often, because whole windows are zero. Choose one, the first row "
            "by row; np.argmax does just that.",
        ),
        lecture=BACKWARD_LECTURE,
        wrong={"max_pool_backward": _every_tied_maximum},
    ),
    Misconception(
        id="convolution/gradient-to-the-last-tied-maximum",
        name=Text(
            es="dado el gradiente al último de los máximos iguales",
            en="given the gradient to the last of equal maxima",
        ),
        explanation=Text(
            es="Cuando dos números de la ventana empatan, se lo das al último y no al primero. Con [[4, 4], [1, 0]] y "
            "dy = 7 lo recibe el cuatro de la izquierda. Suele venir de un bucle que compara con >= : un empate "
            "cambia entonces de ganador. Con > se queda el primero, que es también lo que hacen np.argmax y los "
            "frameworks.",
            en="Where two numbers of the window are equal you give it to the last and not to the first. With "
            "[[4, 4], [1, 0]] and dy = 7 the 4 on the left gets it. It usually comes from a loop that compares with "
            ">= : a tie then changes the winner. With > the first one stays, which is also what np.argmax and the "
            "frameworks do.",
        ),
        lecture=BACKWARD_LECTURE,
        wrong={"max_pool_backward": _last_tied_maximum},
    ),
    Misconception(
        id="convolution/gradient-to-the-whole-window",
        name=Text(
            es="dado el gradiente a la ventana entera",
            en="given the gradient to the whole window",
        ),
        explanation=Text(
            es="Parece que repites cada número de dy en los size x size píxeles de su ventana. La salida no cambia si "
            "mueves un poco un número que no es el mayor, así que su derivada es 0: con la ventana [[1, 3], [2, 6]] "
            "y dy = 8 solo el 6 recibe 8. Repetir sirve para ampliar una imagen, no para derivar un máximo.",
            en="You seem to repeat every number of dy over the size x size pixels of its window. The output does not "
            "change if you move a number a little that is not the largest, so its derivative is 0: with the window "
            "[[1, 3], [2, 6]] and dy = 8 only the 6 gets 8. Repeating enlarges an image; it does not differentiate "
            "a maximum.",
        ),
        lecture=BACKWARD_LECTURE,
        wrong={"max_pool_backward": _whole_window},
    ),
    Misconception(
        id="convolution/border-without-gradient-cut-off",
        name=Text(
            es="devuelto un dx sin las filas y columnas que no están en ninguna ventana",
            en="returned a dx without the rows and columns that are in no window",
        ),
        explanation=Text(
            es="Tu dx es más pequeño que x cuando su lado no es múltiplo de `size`: le falta el borde que ninguna "
            "ventana mira. Ese borde no influye en la salida, y por eso su gradiente es 0, pero existe: con 5 "
            "columnas y ventanas de 2, dx tiene 5 columnas y la última es de ceros. Empieza con np.zeros(x.shape).",
            en="Your dx is smaller than x where a side is no multiple of `size`: the border that no window sees is "
            "missing. That border does not act on the output, so its gradient is 0, but it is there: with 5 columns "
            "and windows of 2, dx has 5 columns and the last one is zeros. Begin with np.zeros(x.shape).",
        ),
        lecture=BACKWARD_LECTURE,
        wrong={"max_pool_backward": _border_cut_off},
    ),
    Misconception(
        id="convolution/flatten-mixes-samples",
        name=Text(
            es="mezclado los números de distintas imágenes en una fila",
            en="mixed the numbers of different images in one row",
        ),
        explanation=Text(
            es="La forma de tu resultado es correcta, pero cada fila lleva números de varias imágenes. reshape(-1, N) "
            "seguido de una traspuesta no separa las imágenes: reparte los números de N en N. Con las imágenes 1 2 "
            "y 3 4 las filas son [1, 2] y [3, 4]; a ti te sale [1, 3] y [2, 4]. El eje de las imágenes ya es el "
            "primero: x.reshape(N, -1) lo deja donde está.",
            en="The shape of your result is right, but every row holds numbers of several images. reshape(-1, N) "
            "followed by a transpose does not separate the images: it deals the numbers out N at a time. With the "
            "images 1 2 and 3 4 the rows are [1, 2] and [3, 4]; yours are [1, 3] and [2, 4]. The axis of the images "
            "is the first already: x.reshape(N, -1) leaves it where it is.",
        ),
        lecture=LAYERS_LECTURE,
        wrong={"flatten": _samples_mixed},
    ),
    Misconception(
        id="convolution/flatten-channels-first",
        name=Text(
            es="aplanado canal por canal, como PyTorch",
            en="flattened channel by channel, as PyTorch does",
        ),
        explanation=Text(
            es="Parece que pones primero todos los píxeles del canal 0, luego los del canal 1, etc. Ese es el orden de "
            "PyTorch, cuyas imágenes son (N, C, H, W). Aquí son (N, H, W, C) y los canales de un píxel van seguidos: "
            "dos píxeles (1, 2) y (3, 4) dan 1 2 3 4, no 1 3 2 4. Los pesos de la capa densa siguiente cuentan con "
            "ese orden. No hace falta ningún transpose.",
            en="You seem to put all pixels of channel 0 first, then those of channel 1, and so on. That is the order "
            "of PyTorch, whose images are (N, C, H, W). Here they are (N, H, W, C), and the channels of a pixel stand "
            "side by side: two pixels (1, 2) and (3, 4) give 1 2 3 4, not 1 3 2 4. The weights of the dense layer "
            "that follows count on that order. No transpose is needed.",
        ),
        lecture=LAYERS_LECTURE,
        wrong={"flatten": _channels_first},
    ),
    Misconception(
        id="convolution/flatten-into-one-row",
        name=Text(
            es="aplanado también el eje de las imágenes",
            en="flattened the axis of the images too",
        ),
        explanation=Text(
            es="Tu resultado tiene un solo eje, con todas las imágenes una detrás de otra. La capa densa necesita una "
            "fila por imagen: dos imágenes de 5x5x16 dan (2, 400), no (800,). ravel y flatten de NumPy juntan todos "
            "los ejes; x.reshape(N, -1) conserva el primero.",
            en="Your result has a single axis, with all images one after the other. The dense layer needs one row per "
            "image: two images of 5x5x16 give (2, 400), not (800,). NumPy's ravel and flatten join all axes; "
            "x.reshape(N, -1) keeps the first.",
        ),
        lecture=LAYERS_LECTURE,
        wrong={"flatten": _one_long_row},
    ),
)
