"""Wrong answers with a name: activation functions and their derivatives."""

from typing import Any

import numpy as np

from cnn_reference.activations import (
    DEFAULT_SLOPE,
    Reals,
    leaky_relu,
    leaky_relu_derivative,
    relu_derivative,
    sigmoid,
    tanh,
)
from cnn_reference.misconceptions.misconception import Misconception, Text

# The derivative of the output: right if z were the activation already


def _sigmoid_derivative_of_the_output(z: Reals) -> Any:
    return z * (1 - z)


def _tanh_derivative_of_the_output(z: Reals) -> Any:
    return 1 - z**2


# Overflow: infinity divided by infinity on one side, on the other, on both, or only a warning


def _sigmoid_of_positive_exponential(z: Reals) -> Any:
    with np.errstate(over="ignore", invalid="ignore"):
        return np.exp(z) / (1 + np.exp(z))


def _sigmoid_derivative_of_positive_exponential(z: Reals) -> Any:
    with np.errstate(over="ignore", invalid="ignore"):
        return np.exp(z) / (1 + np.exp(z)) ** 2


def _tanh_of_positive_exponential(z: Reals) -> Any:
    with np.errstate(over="ignore", invalid="ignore"):
        return (np.exp(2 * z) - 1) / (np.exp(2 * z) + 1)


def _tanh_derivative_of_positive_exponential(z: Reals) -> Any:
    return 1 - _tanh_of_positive_exponential(z) ** 2


def _sigmoid_derivative_of_negative_exponential(z: Reals) -> Any:
    with np.errstate(over="ignore", invalid="ignore"):
        return np.exp(-z) / (1 + np.exp(-z)) ** 2


def _tanh_of_negative_exponential(z: Reals) -> Any:
    with np.errstate(over="ignore", invalid="ignore"):
        return (1 - np.exp(-2 * z)) / (1 + np.exp(-2 * z))


def _tanh_derivative_of_negative_exponential(z: Reals) -> Any:
    return 1 - _tanh_of_negative_exponential(z) ** 2


def _tanh_of_both_exponentials(z: Reals) -> Any:
    with np.errstate(over="ignore", invalid="ignore"):
        return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))


def _tanh_derivative_of_both_exponentials(z: Reals) -> Any:
    return 1 - _tanh_of_both_exponentials(z) ** 2


def _sigmoid_that_warns(z: Reals) -> Any:
    return 1 / (1 + np.exp(-z))


# The sigmoid's minus, and the 2 of tanh(z) = 2 sigmoid(2z) - 1


def _falling_sigmoid(z: Reals) -> Any:
    return sigmoid(-z)


def _tanh_without_doubling(z: Reals) -> Any:
    return 2 * sigmoid(z) - 1


def _tanh_derivative_without_doubling(z: Reals) -> Any:
    return 1 - _tanh_without_doubling(z) ** 2


def _tanh_derivative_without_square(z: Reals) -> Any:
    return 1 - tanh(z)


# The maximum of everything


def _relu_of_the_largest(z: Reals) -> Any:
    return max(0.0, float(np.max(z)))


def _leaky_relu_of_the_largest(z: Reals, slope: float = DEFAULT_SLOPE) -> Any:
    return max(float(np.max(z)), float(np.max(slope * z)))


# The corner


def _relu_derivative_one_at_zero(z: Reals) -> Any:
    return np.where(z >= 0, 1.0, 0.0)


def _leaky_relu_derivative_one_at_zero(z: Reals, slope: float = DEFAULT_SLOPE) -> Any:
    return np.where(z >= 0, 1.0, slope)


def _relu_derivative_half_at_zero(z: Reals) -> Any:
    return np.heaviside(z, 0.5)


def _leaky_relu_derivative_half_at_zero(z: Reals, slope: float = DEFAULT_SLOPE) -> Any:
    return slope + (1 - slope) * np.heaviside(z, 0.5)


# Booleans for numbers


def _relu_derivative_as_booleans(z: Reals) -> Any:
    return z > 0


# The sides of leaky ReLU


def _leaky_relu_on_the_wrong_side(z: Reals, slope: float = DEFAULT_SLOPE) -> Any:
    return np.where(z > 0, slope * z, z)


def _leaky_relu_derivative_on_the_wrong_side(z: Reals, slope: float = DEFAULT_SLOPE) -> Any:
    return np.where(z > 0, slope, 1.0)


def _leaky_relu_of_its_own_slope(z: Reals, slope: float = DEFAULT_SLOPE) -> Any:
    return leaky_relu(z, DEFAULT_SLOPE)


def _leaky_relu_derivative_of_its_own_slope(z: Reals, slope: float = DEFAULT_SLOPE) -> Any:
    return leaky_relu_derivative(z, DEFAULT_SLOPE)


def _leaky_relu_derivative_not_differentiated(z: Reals, slope: float = DEFAULT_SLOPE) -> Any:
    return np.where(z > 0, 1.0, slope * z)


# Written into the caller's array


def _relu_in_place(z: Reals) -> Any:
    z[z < 0] = 0
    return z


def _relu_derivative_in_place(z: Reals) -> Any:
    z[...] = relu_derivative(z)
    return z


def _leaky_relu_in_place(z: Reals, slope: float = DEFAULT_SLOPE) -> Any:
    z[z < 0] *= slope
    return z


def _leaky_relu_derivative_in_place(z: Reals, slope: float = DEFAULT_SLOPE) -> Any:
    z[...] = leaky_relu_derivative(z, slope)
    return z


BACKPROPAGATION = Text(
    es="Conceptos básicos, «Optimización»: retropropagación, el factor d out / d net de la regla de la cadena.",
    en="Basic concepts, “Optimization”: backpropagation, the factor d out / d net of the chain rule.",
)
SIGMOID = Text(
    es="Conceptos básicos, «Optimización»: retropropagación, la fórmula de out_o1.",
    en="Basic concepts, “Optimization”: backpropagation, the formula of out_o1.",
)
EXAMPLES = Text(
    es="Conceptos avanzados, «Inicialización de parámetros»: los ejemplos con sigmoide, tanh y ReLU.",
    en="Advanced concepts, “Parameter initialization”: the examples for sigmoid, tanh and ReLU.",
)
LEAKY = Text(
    es="Caso de estudio, «¿Después?»: cambiar la función de activación.",
    en="Case study, “And then?”: another activation function.",
)

MISCONCEPTIONS: tuple[Misconception, ...] = (
    Misconception(
        id="activations/derivative-of-the-output",
        name=Text(
            es="derivado como si z fuera ya la activación",
            en="differentiated as if z were the activation already",
        ),
        explanation=Text(
            es="Parece que calculas a · (1 - a), o 1 - a², con el propio z en el lugar de la activación a. Esas "
            "fórmulas son buenas cuando a es la salida de la función, y por eso se ven en tantos programas; aquí "
            "recibes z, el valor de antes. En z = 0 la pendiente de la sigmoide es 0.5 · 0.5 = 0.25, y a ti te sale "
            "0 · (1 - 0) = 0; en z = 2 te sale -2, y la sigmoide no baja nunca. Calcula primero la activación y usa "
            "después la fórmula.",
            en="You seem to compute a · (1 - a), or 1 - a², with z itself in place of the activation a. These formulas "
            "are right if a is the output of the function, and that is how many programs have them; here you are "
            "given z, the value before it. At z = 0 the slope of the sigmoid is 0.5 · 0.5 = 0.25, and yours is "
            "0 · (1 - 0) = 0; at z = 2 yours is -2, and the sigmoid never falls. Compute the activation first, then "
            "use the formula.",
        ),
        lecture=BACKPROPAGATION,
        wrong={
            "sigmoid_derivative": _sigmoid_derivative_of_the_output,
            "tanh_derivative": _tanh_derivative_of_the_output,
        },
    ),
    Misconception(
        id="activations/overflow-for-positive-z",
        name=Text(
            es="usado una exponencial que se desborda cuando z es positivo y grande",
            en="used an exponential that overflows where z is large and positive",
        ),
        explanation=Text(
            es="Tu fórmula es correcta sobre el papel, pero lleva exp(z) (o exp(2z)) en el numerador y en el "
            "denominador. exp(1000) no cabe en un float64: NumPy da inf, e inf / inf es nan. En z = 1000 la sigmoide "
            "y tanh valen 1, y sus derivadas 0. Una exponencial de un número negativo, en cambio, solo puede "
            "redondearse a 0: reescribe la fórmula de modo que exp reciba siempre -|z|, o construye la derivada con "
            "una activación que no se desborde.",
            en="Your formula is right on paper, but it has exp(z) (or exp(2z)) above and below the fraction bar. "
            "exp(1000) does not fit into a float64: NumPy gives inf, and inf / inf is nan. At z = 1000 the sigmoid "
            "and tanh are 1, and their derivatives 0. The exponential of a negative number, however, can only be "
            "rounded to 0: rewrite the formula so that exp is always given -|z|, or make the derivative out of an "
            "activation that does not overflow.",
        ),
        lecture=SIGMOID,
        wrong={
            "sigmoid": _sigmoid_of_positive_exponential,
            "sigmoid_derivative": _sigmoid_derivative_of_positive_exponential,
            "tanh": _tanh_of_positive_exponential,
            "tanh_derivative": _tanh_derivative_of_positive_exponential,
        },
    ),
    Misconception(
        id="activations/overflow-for-negative-z",
        name=Text(
            es="usado una exponencial que se desborda cuando z es negativo y grande",
            en="used an exponential that overflows where z is large and negative",
        ),
        explanation=Text(
            es="Tu fórmula es correcta sobre el papel, pero lleva exp(-z) (o exp(-2z)) en el numerador y en el "
            "denominador. Con z = -1000 eso es exp(1000), que no cabe en un float64: NumPy da inf, e inf / inf es "
            "nan. Ahí tanh vale -1, y las derivadas de la sigmoide y de tanh valen 0. Construye la derivada con una "
            "activación que no se desborde, sigmoid(z) · (1 - sigmoid(z)) o 1 - tanh(z)², y en tanh haz que exp "
            "reciba siempre -|z| o usa la que trae NumPy.",
            en="Your formula is right on paper, but it has exp(-z) (or exp(-2z)) above and below the fraction bar. "
            "With z = -1000 that is exp(1000), which does not fit into a float64: NumPy gives inf, and inf / inf is "
            "nan. There tanh is -1, and the derivatives of the sigmoid and of tanh are 0. Make the derivative out of "
            "an activation that does not overflow, sigmoid(z) · (1 - sigmoid(z)) or 1 - tanh(z)², and in tanh see to "
            "it that exp is always given -|z|, or use NumPy's own.",
        ),
        lecture=SIGMOID,
        wrong={
            "sigmoid_derivative": _sigmoid_derivative_of_negative_exponential,
            "tanh": _tanh_of_negative_exponential,
            "tanh_derivative": _tanh_derivative_of_negative_exponential,
        },
    ),
    Misconception(
        id="activations/overflow-on-both-sides",
        name=Text(
            es="escrito tanh con exponenciales que se desbordan en los dos lados",
            en="written tanh with exponentials that overflow on either side",
        ),
        explanation=Text(
            es="Parece que has escrito tanh tal como la define el enunciado, con exp(z) y exp(-z). En z = 1000 es "
            "exp(z) la que no cabe en un float64, y en z = -1000 es exp(-z): las dos veces sale inf / inf, que es "
            "nan, donde tanh vale 1 y -1. np.tanh está hecha para no desbordarse; también vale "
            "2 · sigmoid(2z) - 1 con una sigmoide que no se desborde.",
            en="You seem to have written tanh as the statement defines it, with exp(z) and exp(-z). At z = 1000 it is "
            "exp(z) that does not fit into a float64, and at z = -1000 it is exp(-z): both times you get inf / inf, "
            "which is nan, where tanh is 1 and -1. np.tanh is made so as not to overflow; 2 · sigmoid(2z) - 1 will do "
            "too, with a sigmoid that does not overflow.",
        ),
        lecture=EXAMPLES,
        wrong={
            "tanh": _tanh_of_both_exponentials,
            "tanh_derivative": _tanh_derivative_of_both_exponentials,
        },
    ),
    Misconception(
        id="activations/overflow-warning",
        name=Text(
            es="dejado que la exponencial se desborde en la sigmoide",
            en="let the exponential overflow in the sigmoid",
        ),
        explanation=Text(
            es="Todos los valores son correctos, pero con z = -1000 tu función calcula exp(1000), que no cabe en un "
            "float64. NumPy da inf y avisa («overflow encountered in exp»); 1 / (1 + inf) resulta ser 0, el valor "
            "bueno. No siempre hay tanta suerte, y un aviso que sale siempre acaba tapando los que importan. "
            "np.where(z >= 0, ..., ...) no basta por sí solo: calcula las dos ramas en todos los elementos. Haz que "
            "exp no reciba nunca un número positivo, por ejemplo exp(-|z|).",
            en="All your values are right, but with z = -1000 your function computes exp(1000), which does not fit "
            "into a float64. NumPy gives inf and warns (“overflow encountered in exp”); 1 / (1 + inf) happens to be "
            "0, the right value. One is not always so lucky, and a warning that is always there ends up hiding those "
            "that matter. np.where(z >= 0, ..., ...) alone is not enough: it computes both branches for all elements. "
            "See to it that exp is never given a positive number, as in exp(-|z|).",
        ),
        lecture=SIGMOID,
        wrong={"sigmoid": _sigmoid_that_warns},
    ),
    Misconception(
        id="activations/falling-sigmoid",
        name=Text(
            es="perdido el menos del exponente de la sigmoide",
            en="lost the minus in the exponent of the sigmoid",
        ),
        explanation=Text(
            es="Parece que calculas 1 / (1 + exp(z)). Sin el menos la función baja en vez de subir: en z = log 3 sale "
            "1 / (1 + 3) = 0.25 y tiene que salir 1 / (1 + 1/3) = 0.75. En z = 0 no se nota. Comprueba que un z "
            "positivo da más de 0.5.",
            en="You seem to compute 1 / (1 + exp(z)). Without the minus the function falls instead of rising: at "
            "z = log 3 it gives 1 / (1 + 3) = 0.25, and it should give 1 / (1 + 1/3) = 0.75. At z = 0 it does not "
            "show. Check that a positive z gives more than 0.5.",
        ),
        lecture=SIGMOID,
        wrong={"sigmoid": _falling_sigmoid},
    ),
    Misconception(
        id="activations/tanh-without-doubling",
        name=Text(
            es="hecho tanh con la sigmoide de z en vez de la de 2z",
            en="made tanh out of the sigmoid of z instead of 2z",
        ),
        explanation=Text(
            es="Parece que calculas tanh como 2 · sigmoid(z) - 1. Así se llega de -1 a 1, pero la mitad de deprisa: "
            "eso es tanh(z / 2). En z = log 2 = 0.693 sale 1/3 y tiene que salir 0.6. La relación buena lleva un 2 "
            "también dentro: tanh(z) = 2 · sigmoid(2z) - 1.",
            en="You seem to compute tanh as 2 · sigmoid(z) - 1. That goes from -1 to 1, but half as fast: it is "
            "tanh(z / 2). At z = log 2 = 0.693 it gives 1/3, and it should give 0.6. The right relation has a 2 "
            "inside as well: tanh(z) = 2 · sigmoid(2z) - 1.",
        ),
        lecture=EXAMPLES,
        wrong={"tanh": _tanh_without_doubling, "tanh_derivative": _tanh_derivative_without_doubling},
    ),
    Misconception(
        id="activations/tanh-derivative-without-square",
        name=Text(
            es="olvidado el cuadrado en la derivada de tanh",
            en="forgotten the square in the derivative of tanh",
        ),
        explanation=Text(
            es="Parece que calculas 1 - tanh(z). La derivada es 1 - tanh(z)²: donde tanh vale 0.6, la pendiente es "
            "1 - 0.36 = 0.64, no 0.4. En z = 0 las dos coinciden. Fíjate en los negativos: tanh es simétrica, así que "
            "su pendiente es la misma en z y en -z, y la tuya se acerca a 2 por la izquierda.",
            en="You seem to compute 1 - tanh(z). The derivative is 1 - tanh(z)²: where tanh is 0.6, the slope is "
            "1 - 0.36 = 0.64, not 0.4. At z = 0 both agree. Look at the negative side: tanh is symmetric, so its "
            "slope is the same at z and at -z, while yours tends to 2 on the left.",
        ),
        lecture=EXAMPLES,
        wrong={"tanh_derivative": _tanh_derivative_without_square},
    ),
    Misconception(
        id="activations/maximum-of-the-whole-array",
        name=Text(
            es="tomado el máximo de todo el array en vez de hacerlo elemento a elemento",
            en="taken the maximum of the whole array instead of element by element",
        ),
        explanation=Text(
            es="Parece que tu resultado es un solo número, el mayor de todos. El max(0, z) de la fórmula compara cada "
            "elemento con 0 por su cuenta: de [-2, 1, 3] sale [0, 1, 3], no 3. np.max busca el mayor elemento de un "
            "array; np.maximum compara dos arrays (o un array y un número) elemento a elemento.",
            en="Your result seems to be a single number, the largest of all. The max(0, z) of the formula compares "
            "each element with 0 on its own: [-2, 1, 3] becomes [0, 1, 3], not 3. np.max looks for the largest "
            "element of an array; np.maximum compares two arrays (or an array and a number) element by element.",
        ),
        lecture=EXAMPLES,
        wrong={"relu": _relu_of_the_largest, "leaky_relu": _leaky_relu_of_the_largest},
    ),
    Misconception(
        id="activations/derivative-one-at-zero",
        name=Text(
            es="tomado 1 como derivada en z = 0",
            en="taken 1 as the derivative at z = 0",
        ),
        explanation=Text(
            es="Tu derivada es correcta salvo en z = 0, donde da 1. Ahí la función hace esquina y hay que elegir: aquí "
            "se elige la pendiente del lado negativo, 0 en la ReLU y slope en la leaky ReLU, como hace torch. No es "
            "una rareza: una imagen con fondo negro llega a las neuronas como muchos ceros exactos. Compara con > en "
            "vez de con >=.",
            en="Your derivative is right except at z = 0, where it gives 1. There the function has a corner and one "
            "has to choose: the slope of the negative side is chosen here, 0 for ReLU and slope for leaky ReLU, as "
            "torch does. It is no rarity: an image with a black background reaches the neurons as many exact zeros. "
            "Compare with > instead of >=.",
        ),
        lecture=EXAMPLES,
        wrong={
            "relu_derivative": _relu_derivative_one_at_zero,
            "leaky_relu_derivative": _leaky_relu_derivative_one_at_zero,
        },
    ),
    Misconception(
        id="activations/derivative-half-way-at-zero",
        name=Text(
            es="tomado en z = 0 la media de las dos pendientes",
            en="taken the mean of the two slopes at z = 0",
        ),
        explanation=Text(
            es="Tu derivada es correcta salvo en z = 0, donde da un valor intermedio: 0.5 en la ReLU. La media de las "
            "dos pendientes también es un subgradiente, pero el enunciado elige otro, el del lado negativo: 0 en la "
            "ReLU y slope en la leaky ReLU. Si usas np.heaviside, mira su segundo argumento; si usas np.sign, piensa "
            "en lo que da en 0.",
            en="Your derivative is right except at z = 0, where it gives a value in between: 0.5 for ReLU. The mean "
            "of the two slopes is a subgradient too, but the statement chooses another one, that of the negative "
            "side: 0 for ReLU and slope for leaky ReLU. If you use np.heaviside look at its second argument; if you "
            "use np.sign, think of what it gives at 0.",
        ),
        lecture=EXAMPLES,
        wrong={
            "relu_derivative": _relu_derivative_half_at_zero,
            "leaky_relu_derivative": _leaky_relu_derivative_half_at_zero,
        },
    ),
    Misconception(
        id="activations/booleans-for-numbers",
        name=Text(
            es="devuelto los booleanos de la comparación en vez de números",
            en="returned the booleans of the comparison instead of numbers",
        ),
        explanation=Text(
            es="Tu resultado es z > 0, un array de True y False. Parece lo mismo que 1 y 0 y al multiplicar se "
            "comporta igual, pero no es un array de números: -derivada da un error de NumPy, y True + True es True, no "
            "2. Conviértelo con .astype(float), o elige los números con np.where.",
            en="Your result is z > 0, an array of True and False. It looks like 1 and 0 and behaves alike in a "
            "product, but it is no array of numbers: -derivative is an error in NumPy, and True + True is True, not "
            "2. Convert it with .astype(float), or choose the numbers with np.where.",
        ),
        lecture=BACKPROPAGATION,
        wrong={"relu_derivative": _relu_derivative_as_booleans},
    ),
    Misconception(
        id="activations/slope-on-the-wrong-side",
        name=Text(
            es="puesto la pendiente pequeña en el lado positivo",
            en="put the small slope on the positive side",
        ),
        explanation=Text(
            es="Parece que slope multiplica (o es la derivada) donde z es positivo. La leaky ReLU deja pasar lo "
            "positivo tal cual y encoge lo negativo: con slope = 0.25, de [-4, 4] sale [-1, 4], y a ti te sale "
            "[-4, 1]. Mira el orden de los dos últimos argumentos de np.where, o el sentido de la comparación.",
            en="slope seems to multiply (or to be the derivative) where z is positive. Leaky ReLU lets the positive "
            "side through as it is and shrinks the negative one: with slope = 0.25, [-4, 4] becomes [-1, 4], and "
            "yours becomes [-4, 1]. Look at the order of the last two arguments of np.where, or at the direction of "
            "the comparison.",
        ),
        lecture=LEAKY,
        wrong={
            "leaky_relu": _leaky_relu_on_the_wrong_side,
            "leaky_relu_derivative": _leaky_relu_derivative_on_the_wrong_side,
        },
    ),
    Misconception(
        id="activations/slope-ignored",
        name=Text(
            es="usado siempre 0.01 en vez de la pendiente que se da",
            en="always used 0.01 instead of the slope that is given",
        ),
        explanation=Text(
            es="Sin el segundo argumento todo es correcto, pero con otra pendiente tu resultado no cambia: parece que "
            "0.01 está escrito dentro de la función. slope es un parámetro, y 0.01 solo el valor que toma si nadie da "
            "otro: leaky_relu(-4, 0.25) es -1, no -0.04. Usa slope en el cuerpo de la función.",
            en="Without the second argument all is right, but with another slope your result does not change: 0.01 "
            "seems to be written inside the function. slope is a parameter, and 0.01 only the value it takes if none "
            "is given: leaky_relu(-4, 0.25) is -1, not -0.04. Use slope in the body of the function.",
        ),
        lecture=LEAKY,
        wrong={
            "leaky_relu": _leaky_relu_of_its_own_slope,
            "leaky_relu_derivative": _leaky_relu_derivative_of_its_own_slope,
        },
    ),
    Misconception(
        id="activations/negative-side-not-differentiated",
        name=Text(
            es="dejado slope · z sin derivar en el lado negativo",
            en="left slope · z undifferentiated on the negative side",
        ),
        explanation=Text(
            es="En el lado positivo das 1, que es la derivada de z, pero en el negativo das slope · z, que es la "
            "función y no su derivada. La derivada de slope · z respecto a z es slope, esté z donde esté: con slope = "
            "0.25, en z = -4 es 0.25, no -1. Una pendiente negativa diría que la función baja, y no baja nunca.",
            en="On the positive side you give 1, the derivative of z, but on the negative side slope · z, which is the "
            "function and not its derivative. The derivative of slope · z with respect to z is slope, wherever z is: "
            "with slope = 0.25 it is 0.25 at z = -4, not -1. A negative slope would say that the function falls, and "
            "it never does.",
        ),
        lecture=LEAKY,
        wrong={"leaky_relu_derivative": _leaky_relu_derivative_not_differentiated},
    ),
    Misconception(
        id="activations/changes-its-input",
        name=Text(
            es="escrito el resultado encima del array recibido",
            en="written the result over the array that was given",
        ),
        explanation=Text(
            es="Los valores son correctos, pero z[z < 0] = 0 escribe en el array de quien te llamó. Ese array es el "
            "que la retropropagación necesita después: si la ReLU ya lo ha cambiado, se ha perdido el valor de antes "
            "de la activación. Tras relu(z) con z = [-2, 3], z tiene que seguir siendo [-2, 3]. Haz un array nuevo, "
            "con np.where o np.maximum, o trabaja sobre z.copy().",
            en="Your values are right, but z[z < 0] = 0 writes into the array of whoever called you. That array is the "
            "one that backpropagation needs later: once ReLU has changed it, the value before the activation is lost. "
            "After relu(z) with z = [-2, 3], z must still be [-2, 3]. Make a new array, with np.where or np.maximum, "
            "or work on z.copy().",
        ),
        lecture=BACKPROPAGATION,
        wrong={
            "relu": _relu_in_place,
            "relu_derivative": _relu_derivative_in_place,
            "leaky_relu": _leaky_relu_in_place,
            "leaky_relu_derivative": _leaky_relu_derivative_in_place,
        },
    ),
)
