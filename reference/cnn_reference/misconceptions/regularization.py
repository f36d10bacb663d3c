"""What goes wrong with regularization, by name."""

from collections.abc import Callable
from typing import Any

import numpy as np

from cnn_reference.misconceptions.misconception import Misconception, Text
from cnn_reference.regularization import l2_penalty, ridge_gradient, ridge_loss

LECTURE = Text(
    es="Conceptos básicos, «Regularización»",
    en="Basic concepts, “Regularization”",
)

# The penalty of one array, and its gradient. Most mistakes lie there and go through every function that uses them.
Penalty = Callable[[Any, Any], Any]


def _sum_of(penalty: Penalty) -> Callable[..., Any]:
    def l2_penalty(weights: Any, strength: Any) -> Any:
        return float(sum(penalty(w, strength) for w in weights))

    return l2_penalty


def _each_with(gradient: Penalty) -> Callable[..., Any]:
    def l2_gradient(weights: Any, strength: Any) -> Any:
        return [gradient(w, strength) for w in weights]

    return l2_gradient


def _loss_with(penalty: Penalty) -> Callable[..., Any]:
    def ridge_loss_with(x: Any, y: Any, w: Any, b: Any, strength: Any) -> Any:
        return ridge_loss(x, y, w, b, 0.0) + float(penalty(w, strength))

    return ridge_loss_with


def _gradient_with(gradient: Penalty) -> Callable[..., Any]:
    def ridge_gradient_with(x: Any, y: Any, w: Any, b: Any, strength: Any) -> Any:
        dw, db = ridge_gradient(x, y, w, b, 0.0)
        return dw + gradient(w, strength), db

    return ridge_gradient_with


def _step_with(decay: Penalty) -> Callable[..., Any]:
    def weight_decay_step_with(w: Any, gradient: Any, learning_rate: Any, strength: Any) -> Any:
        return w - learning_rate * (gradient + decay(w, strength))

    return weight_decay_step_with


# The penalty.


def _without_half(w: Any, strength: Any) -> Any:
    return strength * np.sum(np.square(w))


def _doubled(w: Any, strength: Any) -> Any:
    return 2 * strength * w


def _halved(w: Any, strength: Any) -> Any:
    return strength / 2 * w


def _absolute(w: Any, strength: Any) -> Any:
    return strength / 2 * np.sum(np.abs(w))


def _absolute_gradient(w: Any, strength: Any) -> Any:
    return strength / 2 * np.sign(w)


def _lasso(w: Any, strength: Any) -> Any:
    return strength * np.sum(np.abs(w))


def _lasso_gradient(w: Any, strength: Any) -> Any:
    return strength * np.sign(w)


def _mean(w: Any, strength: Any) -> Any:
    return strength / 2 * np.mean(np.square(w))


def _mean_gradient(w: Any, strength: Any) -> Any:
    return strength * w / np.size(w)


def _norm(w: Any, strength: Any) -> Any:
    return strength / 2 * np.sqrt(np.sum(np.square(w)))


def _penalty_norm(weights: Any, strength: Any) -> Any:
    return float(strength / 2 * np.sqrt(sum(np.sum(np.square(w)) for w in weights)))


def _penalty_mean(weights: Any, strength: Any) -> Any:
    return float(strength / 2 * np.mean(np.concatenate([np.square(w).ravel() for w in weights])))


def _penalty_of_the_last(weights: Any, strength: Any) -> Any:
    return l2_penalty(weights[-1:], strength)


def _no_vectors(w: Any, strength: Any) -> Any:
    return l2_penalty([w], strength) if w.ndim > 1 else 0.0


def _no_vectors_gradient(w: Any, strength: Any) -> Any:
    return strength * w if w.ndim > 1 else np.zeros_like(w)


def _negative(w: Any, strength: Any) -> Any:
    return -strength * w


def _negative_penalty(w: Any, strength: Any) -> Any:
    return -l2_penalty([w], strength)


# Ridge regression.


def _loss_penalises_bias(x: Any, y: Any, w: Any, b: Any, strength: Any) -> Any:
    return ridge_loss(x, y, w, b, strength) + float(strength / 2 * np.square(float(b)))


def _gradient_penalises_bias(x: Any, y: Any, w: Any, b: Any, strength: Any) -> Any:
    dw, db = ridge_gradient(x, y, w, b, strength)
    return dw, db + float(strength * float(b))


def _loss_penalty_over_n(x: Any, y: Any, w: Any, b: Any, strength: Any) -> Any:
    return ridge_loss(x, y, w, b, strength / len(y))


def _gradient_penalty_over_n(x: Any, y: Any, w: Any, b: Any, strength: Any) -> Any:
    return ridge_gradient(x, y, w, b, strength / len(y))


def _loss_sum(x: Any, y: Any, w: Any, b: Any, strength: Any) -> Any:
    return float(np.sum((x @ w + b - y) ** 2)) + l2_penalty([w], strength)


def _gradient_sum(x: Any, y: Any, w: Any, b: Any, strength: Any) -> Any:
    error = x @ w + b - y
    return 2 * x.T @ error + strength * w, float(2 * np.sum(error))


def _loss_half_the_error(x: Any, y: Any, w: Any, b: Any, strength: Any) -> Any:
    return ridge_loss(x, y, w, b, 0.0) / 2 + l2_penalty([w], strength)


def _gradient_without_two(x: Any, y: Any, w: Any, b: Any, strength: Any) -> Any:
    dw, db = ridge_gradient(x, y, w, b, 0.0)
    return dw / 2 + strength * w, db / 2


def _loss_without_penalty(x: Any, y: Any, w: Any, b: Any, strength: Any) -> Any:
    return ridge_loss(x, y, w, b, 0.0)


def _gradient_without_penalty(x: Any, y: Any, w: Any, b: Any, strength: Any) -> Any:
    return ridge_gradient(x, y, w, b, 0.0)


def _step_without_penalty(w: Any, gradient: Any, learning_rate: Any, strength: Any) -> Any:
    return w - learning_rate * gradient


def _loss_without_b(x: Any, y: Any, w: Any, b: Any, strength: Any) -> Any:
    return ridge_loss(x, y, w, 0.0, strength)


def _gradient_without_b(x: Any, y: Any, w: Any, b: Any, strength: Any) -> Any:
    return ridge_gradient(x, y, w, 0.0, strength)


def _gradient_of_the_opposite_error(x: Any, y: Any, w: Any, b: Any, strength: Any) -> Any:
    dw, db = ridge_gradient(x, y, w, b, 0.0)
    return -dw + strength * w, -db


# Weight decay.


def _step_without_rate(w: Any, gradient: Any, learning_rate: Any, strength: Any) -> Any:
    return (1 - strength) * w - learning_rate * gradient


def _step_decays_afterwards(w: Any, gradient: Any, learning_rate: Any, strength: Any) -> Any:
    return (1 - learning_rate * strength) * (w - learning_rate * gradient)


def _step_ascends(w: Any, gradient: Any, learning_rate: Any, strength: Any) -> Any:
    return (1 - learning_rate * strength) * w + learning_rate * gradient


# In place.


def _l2_gradient_in_place(weights: Any, strength: Any) -> Any:
    for w in weights:
        w *= strength
    return list(weights)


def _weight_decay_step_in_place(w: Any, gradient: Any, learning_rate: Any, strength: Any) -> Any:
    w *= 1 - learning_rate * strength
    w -= learning_rate * gradient
    return w


MISCONCEPTIONS: tuple[Misconception, ...] = (
    Misconception(
        id="regularization/half-forgotten",
        name=Text(es="olvidado el 1/2 de la penalización", en="forgotten the 1/2 of the penalty"),
        explanation=Text(
            es=(
                "Parece que calculas λ Σ w² en lugar de λ/2 Σ w². Con w = [2] y λ = 1 la penalización es 1/2 · 4 "
                "= 2, no 4. El 1/2 de la clase está ahí para que la derivada quede en λ w, sin ningún 2. Mira el "
                "factor delante de la suma."
            ),
            en=(
                "You seem to compute λ Σ w² instead of λ/2 Σ w². With w = [2] and λ = 1 the penalty is 1/2 · 4 = "
                "2, not 4. The lecture's 1/2 is there so that the derivative is λ w, without any 2. Look at the "
                "factor before the sum."
            ),
        ),
        lecture=LECTURE,
        wrong={
            "l2_penalty": _sum_of(_without_half),
            "ridge_loss": _loss_with(_without_half),
        },
    ),
    Misconception(
        id="regularization/gradient-doubled",
        name=Text(es="usado 2 λ w como gradiente de la penalización", en="taken 2 λ w for the gradient of the penalty"),
        explanation=Text(
            es=(
                "Parece que derivas λ w² y no λ/2 w². La derivada de w² es 2w, y el 1/2 de la penalización se "
                "lleva ese 2: queda λ w. Con w = [3] y λ = 1 es 3, no 6. Compara tu gradiente con una diferencia "
                "centrada de `l2_penalty`."
            ),
            en=(
                "You seem to differentiate λ w² and not λ/2 w². The derivative of w² is 2w, and the 1/2 of the "
                "penalty takes that 2 away: λ w is left. With w = [3] and λ = 1 that is 3, not 6. Compare your "
                "gradient with a central difference of `l2_penalty`."
            ),
        ),
        lecture=LECTURE,
        wrong={
            "l2_gradient": _each_with(_doubled),
            "ridge_gradient": _gradient_with(_doubled),
            "weight_decay_step": _step_with(_doubled),
        },
    ),
    Misconception(
        id="regularization/gradient-halved",
        name=Text(
            es="dejado el 1/2 en el gradiente de la penalización", en="left the 1/2 in the gradient of the penalty"
        ),
        explanation=Text(
            es=(
                "Parece que derivas w² como w, y el 1/2 se queda: λ/2 w. La derivada de w² es 2w, así que la de "
                "λ/2 w² es λ w. Con w = [3] y λ = 1 es 3, no 1.5."
            ),
            en=(
                "You seem to differentiate w² as w, so that the 1/2 stays: λ/2 w. The derivative of w² is 2w, so "
                "that of λ/2 w² is λ w. With w = [3] and λ = 1 that is 3, not 1.5."
            ),
        ),
        lecture=LECTURE,
        wrong={
            "l2_gradient": _each_with(_halved),
            "ridge_gradient": _gradient_with(_halved),
            "weight_decay_step": _step_with(_halved),
        },
    ),
    Misconception(
        id="regularization/exponent-overlooked",
        name=Text(es="pasado por alto el cuadrado en |w|²", en="overlooked the square of |w|²"),
        explanation=Text(
            es=(
                "Parece que sumas los valores absolutos con el factor λ/2: la diapositiva escribe |ω|², con un "
                "cuadrado. Con w = [3, -4] y λ = 1 la penalización es (9 + 16) / 2 = 12.5, no (3 + 4) / 2 = 3.5; "
                "y su gradiente, λ w, crece con el peso, no es siempre ± λ/2. Eleva al cuadrado antes de sumar."
            ),
            en=(
                "You seem to add up absolute values with the factor λ/2: the slide writes |ω|², with a square. "
                "With w = [3, -4] and λ = 1 the penalty is (9 + 16) / 2 = 12.5, not (3 + 4) / 2 = 3.5; and its "
                "gradient, λ w, grows with the weight, it is not always ± λ/2. Square before you add up."
            ),
        ),
        lecture=LECTURE,
        wrong={
            "l2_penalty": _sum_of(_absolute),
            "l2_gradient": _each_with(_absolute_gradient),
            "ridge_loss": _loss_with(_absolute),
            "ridge_gradient": _gradient_with(_absolute_gradient),
            "weight_decay_step": _step_with(_absolute_gradient),
        },
    ),
    Misconception(
        id="regularization/l1-instead-of-l2",
        name=Text(es="usado la penalización L1", en="used the L1 penalty"),
        explanation=Text(
            es=(
                "Parece que usas λ Σ |w|, la penalización L1 (lasso), cuyo gradiente es λ por el signo de w. La "
                "de la clase es L2: λ/2 Σ w². Con w = [3, -4] y λ = 1 son 12.5, no 7, y el gradiente es [3, -4], "
                "no [1, -1]. L1 empuja a todos los pesos por igual; L2, a los grandes más."
            ),
            en=(
                "You seem to use λ Σ |w|, the L1 penalty (lasso), whose gradient is λ times the sign of w. The "
                "lecture's is L2: λ/2 Σ w². With w = [3, -4] and λ = 1 that is 12.5, not 7, and the gradient is "
                "[3, -4], not [1, -1]. L1 pushes all weights alike; L2 pushes large ones more."
            ),
        ),
        lecture=LECTURE,
        wrong={
            "l2_penalty": _sum_of(_lasso),
            "l2_gradient": _each_with(_lasso_gradient),
            "ridge_loss": _loss_with(_lasso),
            "ridge_gradient": _gradient_with(_lasso_gradient),
            "weight_decay_step": _step_with(_lasso_gradient),
        },
    ),
    Misconception(
        id="regularization/mean-of-squares",
        name=Text(es="promediado los cuadrados de los pesos", en="averaged the squares of the weights"),
        explanation=Text(
            es=(
                "Parece que divides la suma de los cuadrados entre el número de pesos. Lo que se promedia es el "
                "error, sobre las muestras; la penalización es una suma. Con w = [3, 4] y λ = 1 es 25 / 2 = "
                "12.5, no 6.25. Mira si usas `np.mean` donde debe ir `np.sum`."
            ),
            en=(
                "You seem to divide the sum of squares by the number of weights. What is averaged is the error, "
                "over the samples; the penalty is a sum. With w = [3, 4] and λ = 1 it is 25 / 2 = 12.5, not 6.25. "
                "Look for `np.mean` where `np.sum` belongs."
            ),
        ),
        lecture=LECTURE,
        wrong={
            "l2_penalty": _penalty_mean,
            "l2_gradient": _each_with(_mean_gradient),
            "ridge_loss": _loss_with(_mean),
            "ridge_gradient": _gradient_with(_mean_gradient),
            "weight_decay_step": _step_with(_mean_gradient),
        },
    ),
    Misconception(
        id="regularization/norm-not-squared",
        name=Text(es="usado la norma sin elevar al cuadrado", en="used the norm without its square"),
        explanation=Text(
            es=(
                "Parece que tomas la norma de los pesos, con su raíz. L2 es aquí el cuadrado de la norma: con w = "
                "[3, 4] y λ = 1 la penalización es 1/2 · 25 = 12.5, no 1/2 · 5 = 2.5. Quita la raíz, o eleva "
                "`np.linalg.norm(w)` al cuadrado."
            ),
            en=(
                "You seem to take the norm of the weights, with its root. L2 means the square of the norm here: "
                "with w = [3, 4] and λ = 1 the penalty is 1/2 · 25 = 12.5, not 1/2 · 5 = 2.5. Leave out the root, "
                "or square `np.linalg.norm(w)`."
            ),
        ),
        lecture=LECTURE,
        wrong={
            "l2_penalty": _penalty_norm,
            "ridge_loss": _loss_with(_norm),
        },
    ),
    Misconception(
        id="regularization/last-array-only",
        name=Text(es="contado solo el último array de pesos", en="counted the last array of weights alone"),
        explanation=Text(
            es=(
                "Parece que el bucle sobre las capas se queda con el resultado de la última. Con weights = [[3.], "
                "[4.]] y λ = 2 la penalización es 9 + 16 = 25, no 16. Mira si asignas (`=`) donde hay que "
                "acumular (`+=`)."
            ),
            en=(
                "Your loop over the layers seems to keep the result of the last one. With weights = [[3.], [4.]] "
                "and λ = 2 the penalty is 9 + 16 = 25, not 16. Look for an assignment (`=`) where you need to add "
                "up (`+=`)."
            ),
        ),
        lecture=LECTURE,
        wrong={
            "l2_penalty": _penalty_of_the_last,
        },
    ),
    Misconception(
        id="regularization/vectors-taken-for-biases",
        name=Text(es="saltado los vectores como si fueran sesgos", en="skipped vectors as if they were biases"),
        explanation=Text(
            es=(
                "Parece que dejas fuera los arrays de un solo eje. Los sesgos no se penalizan, pero la lista "
                "`weights` contiene solo pesos, y también pueden formar un vector, como el w de `ridge_loss`. Con "
                "weights = [[3., 4.]] (forma (2,)) y λ = 1 la penalización es 12.5, no 0. Decide quien llama, no "
                "la forma."
            ),
            en=(
                "You seem to leave out arrays of one axis. Biases are not penalised, but the list `weights` holds "
                "nothing but weights, and they may form a vector, like the w of `ridge_loss`. With weights = "
                "[[3., 4.]] (shape (2,)) and λ = 1 the penalty is 12.5, not 0. The caller decides, not the shape."
            ),
        ),
        lecture=LECTURE,
        wrong={
            "l2_penalty": _sum_of(_no_vectors),
            "l2_gradient": _each_with(_no_vectors_gradient),
        },
    ),
    Misconception(
        id="regularization/bias-penalised",
        name=Text(es="penalizado también el sesgo", en="penalised the bias too"),
        explanation=Text(
            es=(
                "Parece que sumas b a los pesos penalizados. El sesgo solo desplaza las predicciones; hacerlo "
                "pequeño no evita el sobreajuste, y tira de ellas hacia 0. Con x = [[0.]], y = [3.], w = [0.], b "
                "= 3 y λ = 1 el ajuste es perfecto y el coste es 0, no 4.5. Penaliza solo w; db no lleva ningún "
                "término con λ."
            ),
            en=(
                "You seem to count b among the penalised weights. The bias only shifts the predictions; making it "
                "small does not prevent overfitting and pulls them towards 0. With x = [[0.]], y = [3.], w = "
                "[0.], b = 3 and λ = 1 the fit is perfect and the loss is 0, not 4.5. Penalise w alone; db has no "
                "term with λ."
            ),
        ),
        lecture=LECTURE,
        wrong={
            "ridge_loss": _loss_penalises_bias,
            "ridge_gradient": _gradient_penalises_bias,
        },
    ),
    Misconception(
        id="regularization/penalty-divided-by-n",
        name=Text(es="dividido la penalización entre N", en="divided the penalty by N"),
        explanation=Text(
            es=(
                "Parece que el 1/N del error alcanza también a la penalización. En la clase la suma sobre los "
                "datos lleva 1/N y la suma sobre los pesos no: λ/2 Σ w² es lo mismo con 2 datos que con 2000. Con "
                "w = [2], λ = 1 y N = 2 es 2, no 1. Mira los paréntesis."
            ),
            en=(
                "The 1/N of the error seems to reach the penalty as well. In the lecture the sum over the data "
                "has a 1/N and the sum over the weights has not: λ/2 Σ w² is the same with 2 data as with 2000. "
                "With w = [2], λ = 1 and N = 2 it is 2, not 1. Look at the parentheses."
            ),
        ),
        lecture=LECTURE,
        wrong={
            "ridge_loss": _loss_penalty_over_n,
            "ridge_gradient": _gradient_penalty_over_n,
        },
    ),
    Misconception(
        id="regularization/sum-of-errors",
        name=Text(es="sumado los errores sin dividir entre N", en="summed the errors without dividing by N"),
        explanation=Text(
            es=(
                "Parece que el error cuadrático se suma y no se promedia. Con x = [[1.], [1.]], y = [0., 0.], w = "
                "[2.], b = 0 y λ = 0 el coste es (4 + 4) / 2 = 4, no 8. Con muchos datos la penalización dejaría "
                "de notarse. Usa `np.mean`."
            ),
            en=(
                "The squared errors seem to be summed and not averaged. With x = [[1.], [1.]], y = [0., 0.], w = "
                "[2.], b = 0 and λ = 0 the loss is (4 + 4) / 2 = 4, not 8. With many data the penalty would no "
                "longer count. Use `np.mean`."
            ),
        ),
        lecture=LECTURE,
        wrong={
            "ridge_loss": _loss_sum,
            "ridge_gradient": _gradient_sum,
        },
    ),
    Misconception(
        id="regularization/error-halved",
        name=Text(es="puesto un 1/2 delante del error", en="put a 1/2 before the error"),
        explanation=Text(
            es=(
                "Parece que el error cuadrático medio lleva un 1/2 de más, o que su derivada ha perdido el 2. En "
                "la clase el 1/2 está solo delante de la penalización. Con x = [[1.]], y = [0.], w = [2.], b = 0 "
                "y λ = 0 el coste es 4, no 2, y su derivada 2 · 2 = 4, no 2."
            ),
            en=(
                "Your mean squared error seems to have a 1/2 too many, or its derivative has lost the 2. In the "
                "lecture the 1/2 stands before the penalty alone. With x = [[1.]], y = [0.], w = [2.], b = 0 and "
                "λ = 0 the loss is 4, not 2, and its derivative 2 · 2 = 4, not 2."
            ),
        ),
        lecture=LECTURE,
        wrong={
            "ridge_loss": _loss_half_the_error,
            "ridge_gradient": _gradient_without_two,
        },
    ),
    Misconception(
        id="regularization/penalty-left-out",
        name=Text(es="olvidado la penalización", en="left out the penalty"),
        explanation=Text(
            es=(
                "Parece que λ no interviene. El gradiente de una suma es la suma de los gradientes, y la "
                "penalización también tiene el suyo, λ w. Aunque el error sea 0, con w = [2] y λ = 1 el coste es "
                "2 y su derivada 2: los pesos se encogen. Suma el segundo término."
            ),
            en=(
                "λ seems to play no part. The gradient of a sum is the sum of the gradients, and the penalty has "
                "its own, λ w. Even if the error is 0, with w = [2] and λ = 1 the loss is 2 and its derivative 2: "
                "the weights shrink. Add the second term."
            ),
        ),
        lecture=LECTURE,
        wrong={
            "ridge_loss": _loss_without_penalty,
            "ridge_gradient": _gradient_without_penalty,
            "weight_decay_step": _step_without_penalty,
        },
    ),
    Misconception(
        id="regularization/bias-left-out",
        name=Text(es="olvidado b en la predicción", en="left b out of the prediction"),
        explanation=Text(
            es=(
                "Parece que predices x @ w sin sumar b. Que b no se penalice no quiere decir que no prediga: con "
                "x = [[0.]], y = [3.], w = [1.] y b = 3 la predicción es 3 y el error 0, no -3. Calcula el error "
                "con x @ w + b."
            ),
            en=(
                "You seem to predict x @ w without adding b. That b is not penalised does not mean that it does "
                "not predict: with x = [[0.]], y = [3.], w = [1.] and b = 3 the prediction is 3 and the error 0, "
                "not -3. Compute the error with x @ w + b."
            ),
        ),
        lecture=LECTURE,
        wrong={
            "ridge_loss": _loss_without_b,
            "ridge_gradient": _gradient_without_b,
        },
    ),
    Misconception(
        id="regularization/error-the-wrong-way-round",
        name=Text(es="restado al revés en el gradiente del error", en="subtracted the wrong way round in the gradient"),
        explanation=Text(
            es=(
                "Parece que en el gradiente el error es y menos la predicción. En el coste da igual, porque se "
                "eleva al cuadrado; en la derivada cambia el signo, y el descenso sube. Con x = [[1.]], y = [0.], "
                "w = [2.], b = 0 y λ = 0 dw es 2 · 2 · 1 = 4, no -4. Resta y a la predicción."
            ),
            en=(
                "In the gradient your error seems to be y minus the prediction. In the loss it makes no "
                "difference, since it is squared; in the derivative it changes the sign, and descent climbs. With "
                "x = [[1.]], y = [0.], w = [2.], b = 0 and λ = 0, dw is 2 · 2 · 1 = 4, not -4. Subtract y from "
                "the prediction."
            ),
        ),
        lecture=LECTURE,
        wrong={
            "ridge_gradient": _gradient_of_the_opposite_error,
        },
    ),
    Misconception(
        id="regularization/sign-of-the-penalty",
        name=Text(es="cambiado el signo de la penalización", en="changed the sign of the penalty"),
        explanation=Text(
            es=(
                "Parece que la penalización entra con el signo contrario: los pesos grandes salen baratos y "
                "crecen en vez de encogerse. Con w = [2.], gradiente 0, tasa 0.5 y λ = 0.5, un paso lleva a (1 - "
                "0.25) · 2 = 1.5, no a 2.5. En el coste se suma λ/2 Σ w², y en el paso se resta tasa · λ · w."
            ),
            en=(
                "The penalty seems to come with the opposite sign: large weights are cheap and grow instead of "
                "shrinking. With w = [2.], gradient 0, rate 0.5 and λ = 0.5, a step leads to (1 - 0.25) · 2 = "
                "1.5, not to 2.5. In the loss λ/2 Σ w² is added, and in the step rate · λ · w is subtracted."
            ),
        ),
        lecture=LECTURE,
        wrong={
            "ridge_loss": _loss_with(_negative_penalty),
            "ridge_gradient": _gradient_with(_negative),
            "weight_decay_step": _step_with(_negative),
        },
    ),
    Misconception(
        id="regularization/decay-without-the-rate",
        name=Text(es="encogido sin la tasa de aprendizaje", en="decayed without the learning rate"),
        explanation=Text(
            es=(
                "Parece que encoges los pesos con 1 - λ. El decaimiento sale del gradiente λ w de la "
                "penalización, y todo gradiente se multiplica por la tasa: el factor es 1 - tasa · λ. Con w = "
                "[2.], gradiente 0, tasa 0.5 y λ = 0.5 el paso lleva a 0.75 · 2 = 1.5, no a 1."
            ),
            en=(
                "You seem to shrink the weights by 1 - λ. The decay comes from the gradient λ w of the penalty, "
                "and every gradient is multiplied by the rate: the factor is 1 - rate · λ. With w = [2.], "
                "gradient 0, rate 0.5 and λ = 0.5 the step leads to 0.75 · 2 = 1.5, not to 1."
            ),
        ),
        lecture=LECTURE,
        wrong={
            "weight_decay_step": _step_without_rate,
        },
    ),
    Misconception(
        id="regularization/decays-after-the-step",
        name=Text(es="encogido después del paso", en="decayed after the step"),
        explanation=Text(
            es=(
                "Parece que primero das el paso del coste y después encoges el resultado, con lo que el factor "
                "alcanza también al gradiente. Los dos gradientes se toman en el mismo w: con w = [2.], gradiente "
                "[2.], tasa 0.5 y λ = 0.5 es 0.75 · 2 - 0.5 · 2 = 0.5, no 0.75 · (2 - 1) = 0.75. El factor "
                "multiplica solo al w de antes."
            ),
            en=(
                "You seem to take the step of the loss first and to shrink the result, so that the factor reaches "
                "the gradient as well. Both gradients are taken at the same w: with w = [2.], gradient [2.], rate "
                "0.5 and λ = 0.5 it is 0.75 · 2 - 0.5 · 2 = 0.5, not 0.75 · (2 - 1) = 0.75. The factor multiplies "
                "nothing but the old w."
            ),
        ),
        lecture=LECTURE,
        wrong={
            "weight_decay_step": _step_decays_afterwards,
        },
    ),
    Misconception(
        id="regularization/ascends",
        name=Text(es="sumado el gradiente del coste", en="added the gradient of the loss"),
        explanation=Text(
            es=(
                "Parece que sumas el gradiente en lugar de restarlo. Apunta hacia donde el coste crece: con w = "
                "[2.], gradiente [2.], tasa 0.5 y λ = 0 el paso lleva a 2 - 1 = 1, no a 3."
            ),
            en=(
                "You seem to add the gradient instead of subtracting it. It points to where the loss grows: with "
                "w = [2.], gradient [2.], rate 0.5 and λ = 0 the step leads to 2 - 1 = 1, not to 3."
            ),
        ),
        lecture=LECTURE,
        wrong={
            "weight_decay_step": _step_ascends,
        },
    ),
    Misconception(
        id="regularization/changes-the-weights-in-place",
        name=Text(es="escrito el resultado dentro de los pesos", en="written the result into the weights"),
        explanation=Text(
            es=(
                "Parece que trabajas sobre los arrays que te dan: `w *= ...` y `w -= ...` escriben en los pesos "
                "de quien te llama. Con w = [2.] y λ = 0.5, pedir el gradiente de la penalización no debe dejar "
                "el peso en 1. Escribe `strength * w` o `w - ...`, que crean un array nuevo."
            ),
            en=(
                "You seem to work on the arrays that you are given: `w *= ...` and `w -= ...` write into the "
                "caller's weights. With w = [2.] and λ = 0.5, asking for the gradient of the penalty must not "
                "leave the weight at 1. Write `strength * w` or `w - ...`, which make a new array."
            ),
        ),
        lecture=LECTURE,
        wrong={
            "l2_gradient": _l2_gradient_in_place,
            "weight_decay_step": _weight_decay_step_in_place,
        },
    ),
)
