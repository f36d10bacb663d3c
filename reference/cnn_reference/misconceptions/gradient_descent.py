"""What goes wrong in gradient descent, by name."""

from collections.abc import Callable
from typing import Any

import numpy as np

from cnn_reference.misconceptions.misconception import Misconception, Text

LECTURE = Text(
    es="Conceptos básicos, «Optimización»: descenso por gradiente",
    en="Basic concepts, “Optimization”: gradient descent",
)


def _slope_at(gradient: Callable[[Any], Any], p: Any) -> Any:
    """Ask for the gradient at p, as floats."""
    return np.asarray(gradient(p), dtype=np.float64)


def _error_derivative(x: Any, y: Any, p: Any) -> Any:
    """Differentiate the mean of (x p - y)^2 with respect to p."""
    return 2 * np.mean((x * p - y) * x)


# The sign: the path climbs.


def _gradient_descent_ascends(gradient: Any, p0: Any, learning_rate: Any, steps: Any) -> Any:
    path = [np.array(p0, dtype=np.float64)]
    for _ in range(steps):
        path.append(path[-1] + learning_rate * _slope_at(gradient, path[-1]))
    return np.stack(path)


def _gradient_descent_until_ascends(gradient: Any, p0: Any, learning_rate: Any, tolerance: Any, max_steps: Any) -> Any:
    p = np.array(p0, dtype=np.float64)
    steps = 0
    while np.all(np.isfinite(p)):
        slope = _slope_at(gradient, p)
        if np.linalg.norm(slope) <= tolerance:
            return p, steps, True
        if steps == max_steps:
            break
        p = p + learning_rate * slope
        steps += 1
    return p, steps, False


def _fit_proportional_ascends(x: Any, y: Any, p0: Any, learning_rate: Any, steps: Any) -> Any:
    path = [float(p0)]
    for _ in range(steps):
        path.append(path[-1] + learning_rate * _error_derivative(x, y, path[-1]))
    return np.array(path)


# One array for every p: without a copy, the steps are written into the start and into every row of the path.


def _gradient_descent_in_place(gradient: Any, p0: Any, learning_rate: Any, steps: Any) -> Any:
    p = np.asarray(p0, dtype=np.float64)
    path = [p]
    for _ in range(steps):
        p -= learning_rate * _slope_at(gradient, p)
        path.append(p)
    return np.stack(path)


def _gradient_descent_until_in_place(gradient: Any, p0: Any, learning_rate: Any, tolerance: Any, max_steps: Any) -> Any:
    p = np.asarray(p0, dtype=np.float64)
    steps = 0
    while np.all(np.isfinite(p)):
        slope = _slope_at(gradient, p)
        if np.linalg.norm(slope) <= tolerance:
            return p, steps, True
        if steps == max_steps:
            break
        p -= learning_rate * slope
        steps += 1
    return p, steps, False


def _fit_proportional_in_place(x: Any, y: Any, p0: Any, learning_rate: Any, steps: Any) -> Any:
    p = np.asarray(p0, dtype=np.float64)
    path = [p]
    for _ in range(steps):
        p -= learning_rate * _error_derivative(x, y, p)
        path.append(p)
    return np.stack(path)


def _gradient_descent_same_row(gradient: Any, p0: Any, learning_rate: Any, steps: Any) -> Any:
    return _gradient_descent_in_place(gradient, np.array(p0, dtype=np.float64), learning_rate, steps)


# The number of steps.


def _gradient_descent_one_step_short(gradient: Any, p0: Any, learning_rate: Any, steps: Any) -> Any:
    path = [np.array(p0, dtype=np.float64)]
    for _ in range(steps - 1):
        path.append(path[-1] - learning_rate * _slope_at(gradient, path[-1]))
    return np.stack(path)


def _gradient_descent_until_one_step_short(
    gradient: Any, p0: Any, learning_rate: Any, tolerance: Any, max_steps: Any
) -> Any:
    p = np.array(p0, dtype=np.float64)
    steps = 0
    while np.all(np.isfinite(p)):
        slope = _slope_at(gradient, p)
        if np.linalg.norm(slope) <= tolerance:
            return p, steps, True
        if steps >= max_steps - 1:
            break
        p = p - learning_rate * slope
        steps += 1
    return p, steps, False


def _fit_proportional_one_step_short(x: Any, y: Any, p0: Any, learning_rate: Any, steps: Any) -> Any:
    path = [float(p0)]
    for _ in range(steps - 1):
        path.append(path[-1] - learning_rate * _error_derivative(x, y, path[-1]))
    return np.array(path)


def _gradient_descent_one_step_more(gradient: Any, p0: Any, learning_rate: Any, steps: Any) -> Any:
    path = [np.array(p0, dtype=np.float64)]
    for _ in range(steps + 1):
        path.append(path[-1] - learning_rate * _slope_at(gradient, path[-1]))
    return np.stack(path)


def _gradient_descent_until_one_step_more(
    gradient: Any, p0: Any, learning_rate: Any, tolerance: Any, max_steps: Any
) -> Any:
    p = np.array(p0, dtype=np.float64)
    steps = 0
    while np.all(np.isfinite(p)):
        slope = _slope_at(gradient, p)
        if np.linalg.norm(slope) <= tolerance:
            return p, steps, True
        if steps > max_steps:
            break
        p = p - learning_rate * slope
        steps += 1
    return p, steps, False


def _fit_proportional_one_step_more(x: Any, y: Any, p0: Any, learning_rate: Any, steps: Any) -> Any:
    path = [float(p0)]
    for _ in range(steps + 1):
        path.append(path[-1] - learning_rate * _error_derivative(x, y, path[-1]))
    return np.array(path)


def _gradient_descent_until_counts_looks(
    gradient: Any, p0: Any, learning_rate: Any, tolerance: Any, max_steps: Any
) -> Any:
    p = np.array(p0, dtype=np.float64)
    steps = 0
    while np.all(np.isfinite(p)):
        slope = _slope_at(gradient, p)
        if np.linalg.norm(slope) <= tolerance:
            return p, steps + 1, True
        if steps == max_steps:
            break
        p = p - learning_rate * slope
        steps += 1
    return p, steps, False


# The two ends of the path.


def _gradient_descent_without_start(gradient: Any, p0: Any, learning_rate: Any, steps: Any) -> Any:
    p = np.array(p0, dtype=np.float64)
    path = np.empty((steps, *p.shape))
    for step in range(steps):
        p = p - learning_rate * _slope_at(gradient, p)
        path[step] = p
    return path


def _fit_proportional_without_start(x: Any, y: Any, p0: Any, learning_rate: Any, steps: Any) -> Any:
    p = float(p0)
    path = []
    for _ in range(steps):
        p = p - learning_rate * _error_derivative(x, y, p)
        path.append(p)
    return np.array(path)


def _gradient_descent_until_steps_first(
    gradient: Any, p0: Any, learning_rate: Any, tolerance: Any, max_steps: Any
) -> Any:
    p = np.array(p0, dtype=np.float64)
    for steps in range(1, max_steps + 1):
        p = p - learning_rate * _slope_at(gradient, p)
        if not np.all(np.isfinite(p)):
            return p, steps, False
        if np.linalg.norm(_slope_at(gradient, p)) <= tolerance:
            return p, steps, True
    return p, max_steps, False


def _gradient_descent_until_no_last_look(
    gradient: Any, p0: Any, learning_rate: Any, tolerance: Any, max_steps: Any
) -> Any:
    p = np.array(p0, dtype=np.float64)
    for steps in range(max_steps):
        if not np.all(np.isfinite(p)):
            return p, steps, False
        slope = _slope_at(gradient, p)
        if np.linalg.norm(slope) <= tolerance:
            return p, steps, True
        p = p - learning_rate * slope
    return p, max_steps, False


# Integers: the result takes over the type of the start.


def _gradient_descent_truncates(gradient: Any, p0: Any, learning_rate: Any, steps: Any) -> Any:
    start = np.asarray(p0)
    path = np.empty((steps + 1, *start.shape), dtype=start.dtype)
    path[0] = start
    for step in range(steps):
        path[step + 1] = path[step] - learning_rate * _slope_at(gradient, path[step])
    return path


def _gradient_descent_until_truncates(
    gradient: Any, p0: Any, learning_rate: Any, tolerance: Any, max_steps: Any
) -> Any:
    p = np.array(p0)
    steps = 0
    while np.all(np.isfinite(p)):
        slope = _slope_at(gradient, p)
        if np.linalg.norm(slope) <= tolerance:
            return p, steps, True
        if steps == max_steps:
            break
        p[...] = p - learning_rate * slope
        steps += 1
    return p, steps, False


def _fit_proportional_truncates(x: Any, y: Any, p0: Any, learning_rate: Any, steps: Any) -> Any:
    path = np.empty(steps + 1, dtype=np.asarray(p0).dtype)
    path[0] = p0
    for step in range(steps):
        path[step + 1] = path[step] - learning_rate * _error_derivative(x, y, path[step])
    return path


# When to stop.


def _gradient_descent_until_each_component(
    gradient: Any, p0: Any, learning_rate: Any, tolerance: Any, max_steps: Any
) -> Any:
    p = np.array(p0, dtype=np.float64)
    steps = 0
    while np.all(np.isfinite(p)):
        slope = _slope_at(gradient, p)
        if np.all(np.abs(slope) <= tolerance):
            return p, steps, True
        if steps == max_steps:
            break
        p = p - learning_rate * slope
        steps += 1
    return p, steps, False


def _gradient_descent_until_ignores_divergence(
    gradient: Any, p0: Any, learning_rate: Any, tolerance: Any, max_steps: Any
) -> Any:
    p = np.array(p0, dtype=np.float64)
    steps = 0
    while True:
        slope = _slope_at(gradient, p)
        if np.linalg.norm(slope) <= tolerance:
            return p, steps, True
        if steps == max_steps:
            return p, steps, False
        p = p - learning_rate * slope
        steps += 1


# The derivative of the fit.


def _fit_proportional_sum(x: Any, y: Any, p0: Any, learning_rate: Any, steps: Any) -> Any:
    path = [float(p0)]
    for _ in range(steps):
        path.append(path[-1] - learning_rate * 2 * np.sum((x * path[-1] - y) * x))
    return np.array(path)


def _fit_proportional_without_two(x: Any, y: Any, p0: Any, learning_rate: Any, steps: Any) -> Any:
    path = [float(p0)]
    for _ in range(steps):
        path.append(path[-1] - learning_rate * np.mean((x * path[-1] - y) * x))
    return np.array(path)


def _fit_proportional_without_x(x: Any, y: Any, p0: Any, learning_rate: Any, steps: Any) -> Any:
    path = [float(p0)]
    for _ in range(steps):
        path.append(path[-1] - learning_rate * 2 * np.mean(x * path[-1] - y))
    return np.array(path)


# The measured gradient.


def _numerical_gradient_forward(f: Any, p: Any, h: Any = 1e-5) -> Any:
    gradient = np.zeros(p.shape)
    for index in np.ndindex(p.shape):
        step = np.zeros(p.shape)
        step[index] = h
        gradient[index] = (f(p + step) - f(p)) / h
    return gradient


def _numerical_gradient_divides_by_h(f: Any, p: Any, h: Any = 1e-5) -> Any:
    gradient = np.zeros(p.shape)
    for index in np.ndindex(p.shape):
        step = np.zeros(p.shape)
        step[index] = h
        gradient[index] = (f(p + step) - f(p - step)) / h
    return gradient


def _numerical_gradient_all_at_once(f: Any, p: Any, h: Any = 1e-5) -> Any:
    return np.full(p.shape, (f(p + h) - f(p - h)) / (2 * h))


def _numerical_gradient_in_place(f: Any, p: Any, h: Any = 1e-5) -> Any:
    gradient = np.zeros(p.shape)
    for index in np.ndindex(p.shape):
        p[index] += h
        above = f(p)
        p[index] -= 2 * h
        below = f(p)
        p[index] += h
        gradient[index] = (above - below) / (2 * h)
    return gradient


MISCONCEPTIONS: tuple[Misconception, ...] = (
    Misconception(
        id="gradient_descent/ascends",
        name=Text(es="subido en vez de bajar", en="climbed instead of descending"),
        explanation=Text(
            es=(
                "Parece que sumas el gradiente en lugar de restarlo. El gradiente apunta hacia donde la "
                "función crece. Con f(p) = (p - 3)², p = 0 y tasa 0.25 el gradiente vale -6: restarlo lleva "
                "a 1.5, más cerca del mínimo; sumarlo lleva a -1.5, más lejos. Mira el signo de tu "
                "actualización."
            ),
            en=(
                "You seem to add the gradient instead of subtracting it. The gradient points to where the "
                "function grows. With f(p) = (p - 3)^2, p = 0 and rate 0.25 the gradient is -6: subtracting "
                "it leads to 1.5, nearer to the minimum; adding it leads to -1.5, farther away. Look at the "
                "sign of your update."
            ),
        ),
        lecture=LECTURE,
        wrong={
            "gradient_descent": _gradient_descent_ascends,
            "gradient_descent_until": _gradient_descent_until_ascends,
            "fit_proportional": _fit_proportional_ascends,
        },
    ),
    Misconception(
        id="gradient_descent/changes-the-start-in-place",
        name=Text(es="escrito los pasos dentro de p0", en="written the steps into p0"),
        explanation=Text(
            es=(
                "Parece que trabajas siempre sobre el mismo array: `p -= ...` no crea un punto nuevo, sino "
                "que escribe en el que ya hay. Con p0 = [1.] y un paso que resta 1, la lista [p, p] contiene "
                "dos veces el mismo array y acaba siendo [0.], [0.], y quien llamó ve cambiado su p0. Un "
                "array p0 de solo lectura ni siquiera se deja. Empieza con una copia, `np.array(p0, "
                "dtype=float)`, y escribe `p = p - ...`, o guarda una copia en cada paso."
            ),
            en=(
                "You seem to work on one and the same array: `p -= ...` makes no new point but writes into "
                "the one that is there. With p0 = [1.] and a step that subtracts 1, the list [p, p] holds "
                "the same array twice and ends as [0.], [0.], and the caller finds p0 changed. A read-only "
                "p0 does not even allow it. Begin with a copy, `np.array(p0, dtype=float)`, and write `p = p "
                "- ...`, or store a copy in every step."
            ),
        ),
        lecture=LECTURE,
        wrong={
            "gradient_descent": _gradient_descent_in_place,
            "gradient_descent_until": _gradient_descent_until_in_place,
            "fit_proportional": _fit_proportional_in_place,
        },
    ),
    Misconception(
        id="gradient_descent/one-array-for-every-row",
        name=Text(
            es="guardado el mismo array en todas las filas del camino",
            en="stored one and the same array in every row of the path",
        ),
        explanation=Text(
            es=(
                "Parece que copias p0, y haces bien, pero después cada paso (`p -= ...`) escribe en el mismo p que "
                "ya está en la lista. `path.append(p)` no guarda los números de ahora sino el array: con p0 = [1.] "
                "y un paso que resta 1, el camino acaba siendo [0.], [0.]. Si p es un número de Python no pasa. "
                "Escribe `p = p - ...`, que crea un array nuevo, o guarda `p.copy()`."
            ),
            en=(
                "You seem to copy p0, and rightly so, but then every step (`p -= ...`) writes into the same p that "
                "is in the list already. `path.append(p)` stores not the numbers of the moment but the array: with "
                "p0 = [1.] and a step that subtracts 1 the path ends as [0.], [0.]. With p a Python number it does "
                "not happen. Write `p = p - ...`, which makes a new array, or store `p.copy()`."
            ),
        ),
        lecture=LECTURE,
        wrong={"gradient_descent": _gradient_descent_same_row},
    ),
    Misconception(
        id="gradient_descent/one-step-too-few",
        name=Text(es="dado un paso de menos", en="taken one step too few"),
        explanation=Text(
            es=(
                "Parece que cuentas p0 como un paso. Entre n + 1 puntos hay n pasos: con steps = 1 el camino "
                "es [p0, p1] y el gradiente se pide una vez. Mira los límites de tu `range`: `range(steps)` "
                "da steps vueltas, `range(1, steps)` y `range(steps - 1)` dan una menos."
            ),
            en=(
                "You seem to count p0 as a step. Between n + 1 points there are n steps: with steps = 1 the "
                "path is [p0, p1] and the gradient is asked for once. Look at the limits of your `range`: "
                "`range(steps)` goes round steps times, `range(1, steps)` and `range(steps - 1)` once less."
            ),
        ),
        lecture=LECTURE,
        wrong={
            "gradient_descent": _gradient_descent_one_step_short,
            "gradient_descent_until": _gradient_descent_until_one_step_short,
            "fit_proportional": _fit_proportional_one_step_short,
        },
    ),
    Misconception(
        id="gradient_descent/one-step-too-many",
        name=Text(es="dado un paso de más", en="taken one step too many"),
        explanation=Text(
            es=(
                "Parece que das un paso más de los pedidos. El camino tiene steps + 1 puntos, pero solo "
                "steps pasos, porque p0 ya es uno de los puntos: con steps = 0 no se mueve nada. Mira si tu "
                "bucle usa `range(steps + 1)`, o `<=` donde debía decir `<`."
            ),
            en=(
                "You seem to take one step more than asked for. The path has steps + 1 points but only steps "
                "steps, since p0 is one of the points already: with steps = 0 nothing moves. Look whether "
                "your loop uses `range(steps + 1)`, or `<=` where `<` was meant."
            ),
        ),
        lecture=LECTURE,
        wrong={
            "gradient_descent": _gradient_descent_one_step_more,
            "gradient_descent_until": _gradient_descent_until_one_step_more,
            "fit_proportional": _fit_proportional_one_step_more,
        },
    ),
    Misconception(
        id="gradient_descent/counts-looks-as-steps",
        name=Text(
            es="contado como paso la última mirada al gradiente",
            en="counted the last look at the gradient as a step",
        ),
        explanation=Text(
            es=(
                "Parece que, cuando converge, devuelves las veces que se pidió el gradiente y no los pasos "
                "dados. Si p0 ya es el mínimo se mira una vez y no se da ningún paso: la respuesta es 0, no "
                "1. Suma uno al contador al mover p, no al mirar."
            ),
            en=(
                "When it converges, you seem to return how often the gradient was asked for and not the "
                "steps taken. If p0 is the minimum already, one looks once and takes no step: the answer is "
                "0, not 1. Add one to the counter when p moves, not when you look."
            ),
        ),
        lecture=LECTURE,
        wrong={"gradient_descent_until": _gradient_descent_until_counts_looks},
    ),
    Misconception(
        id="gradient_descent/last-step-not-looked-at",
        name=Text(
            es="pasado por alto el gradiente tras el último paso",
            en="overlooked the gradient after the last step",
        ),
        explanation=Text(
            es=(
                "Parece que, cuando se acaban los pasos, respondes siempre que no ha convergido. El último "
                "paso también puede llegar. Si p0 ya es el mínimo y max_steps = 0, la respuesta es (p0, 0, "
                "True). Hay max_steps + 1 puntos que mirar: el inicio y el que sigue a cada paso."
            ),
            en=(
                "When the steps are used up, you seem to answer that it did not converge, whatever happened. "
                "The last step may arrive as well. If p0 is the minimum already and max_steps = 0, the "
                "answer is (p0, 0, True). There are max_steps + 1 points to look at: the start, and one "
                "after each step."
            ),
        ),
        lecture=LECTURE,
        wrong={"gradient_descent_until": _gradient_descent_until_no_last_look},
    ),
    Misconception(
        id="gradient_descent/steps-before-looking",
        name=Text(es="dado un paso antes de mirar p0", en="taken a step before looking at p0"),
        explanation=Text(
            es=(
                "Parece que miras el gradiente solo después de cada paso, nunca en el inicio. Con f(p) = (p "
                "- 3)² y p0 = 3 no hay nada que hacer: 0 pasos y convergido; tu respuesta da un paso en "
                "balde, o con max_steps = 0 no se entera de que ya estaba allí. Compara antes de mover p."
            ),
            en=(
                "You seem to look at the gradient only after each step, never at the start. With f(p) = (p - "
                "3)^2 and p0 = 3 there is nothing to do: 0 steps, converged; your answer takes a step for "
                "nothing, or with max_steps = 0 does not see that it was there already. Compare before you "
                "move p."
            ),
        ),
        lecture=LECTURE,
        wrong={"gradient_descent_until": _gradient_descent_until_steps_first},
    ),
    Misconception(
        id="gradient_descent/start-left-out",
        name=Text(es="dejado el inicio fuera del camino", en="left the start out of the path"),
        explanation=Text(
            es=(
                "Parece que guardas p solo después de cada paso, y el camino empieza en p1. Debe contener "
                "también el punto de partida: steps + 1 filas, la primera p0. Con steps = 0 queda una fila, "
                "no ninguna. Guarda p0 antes del bucle."
            ),
            en=(
                "You seem to store p only after each step, so that the path begins at p1. It must hold the "
                "starting point too: steps + 1 rows, p0 first. With steps = 0 one row is left, not none. "
                "Store p0 before the loop."
            ),
        ),
        lecture=LECTURE,
        wrong={
            "gradient_descent": _gradient_descent_without_start,
            "fit_proportional": _fit_proportional_without_start,
        },
    ),
    Misconception(
        id="gradient_descent/truncates-to-integers",
        name=Text(es="perdido los decimales de un p0 entero", en="lost the decimals of an integer p0"),
        explanation=Text(
            es=(
                "Parece que el resultado hereda el tipo de p0. Un array de enteros corta los decimales de lo "
                "que se escribe en él: de p0 = 0 un paso a 0.75 se queda en 0, y el descenso no avanza. "
                "Convierte primero: `np.array(p0, dtype=float)`."
            ),
            en=(
                "Your result seems to take over the type of p0. An array of integers cuts off the decimals "
                "of what is written into it: from p0 = 0 a step to 0.75 stays at 0, and the descent gets "
                "nowhere. Convert first: `np.array(p0, dtype=float)`."
            ),
        ),
        lecture=LECTURE,
        wrong={
            "gradient_descent": _gradient_descent_truncates,
            "gradient_descent_until": _gradient_descent_until_truncates,
            "fit_proportional": _fit_proportional_truncates,
        },
    ),
    Misconception(
        id="gradient_descent/each-component-instead-of-the-norm",
        name=Text(es="comparado cada componente en vez de la norma", en="compared each component instead of the norm"),
        explanation=Text(
            es=(
                "Parece que te paras cuando cada componente del gradiente, por separado, es menor que la "
                "tolerancia. El gradiente (3, 4) mide √(9 + 16) = 5: con tolerancia 4.5 todavía es demasiado "
                "grande, aunque 3 y 4 quepan. Usa `np.linalg.norm`."
            ),
            en=(
                "You seem to stop when each component of the gradient on its own is below the tolerance. The "
                "gradient (3, 4) has length √(9 + 16) = 5: with tolerance 4.5 it is still too large, "
                "although 3 and 4 would pass. Use `np.linalg.norm`."
            ),
        ),
        lecture=LECTURE,
        wrong={"gradient_descent_until": _gradient_descent_until_each_component},
    ),
    Misconception(
        id="gradient_descent/ignores-divergence",
        name=Text(es="seguido aunque p ya no era finito", en="gone on although p was no longer finite"),
        explanation=Text(
            es=(
                "Parece que no miras si p sigue siendo un número. Cuando un paso lleva a NaN o a infinito no "
                "hay vuelta: debes devolver ese p, el número de pasos hasta él y False. Y no basta con mirar "
                "el gradiente: el de exp(-p) en p = ∞ vale 0, y parecería el mínimo. Comprueba "
                "`np.isfinite(p)` antes de pedirlo."
            ),
            en=(
                "You seem not to look whether p is still a number. When a step leads to NaN or infinity "
                "there is no way back: return that p, the number of steps up to it, and False. Looking at "
                "the gradient is not enough: that of exp(-p) at p = ∞ is 0 and would pass for the minimum. "
                "Test `np.isfinite(p)` before you ask for it."
            ),
        ),
        lecture=Text(
            es="Conceptos básicos, «Optimización»: descenso por gradiente, «Convergencia»",
            en="Basic concepts, “Optimization”: gradient descent, “Convergence”",
        ),
        wrong={"gradient_descent_until": _gradient_descent_until_ignores_divergence},
    ),
    Misconception(
        id="gradient_descent/sum-instead-of-mean",
        name=Text(es="sumado en vez de promediar", en="summed instead of averaging"),
        explanation=Text(
            es=(
                "Parece que sumas los errores de todos los datos sin dividir entre N. El error cuadrático "
                "medio es un promedio, y su derivada también: repetir cada dato dos veces no debe cambiar el "
                "paso, y el tuyo se hace el doble de largo. Mira si falta 1/N, o usa `np.mean`."
            ),
            en=(
                "You seem to sum the errors of all data without dividing by N. The mean squared error is an "
                "average, and so is its derivative: repeating every data point twice must not change the "
                "step, and yours becomes twice as long. Look for the missing 1/N, or use `np.mean`."
            ),
        ),
        lecture=Text(
            es="Conceptos básicos, «Optimización»: error cuadrático medio",
            en="Basic concepts, “Optimization”: mean squared error",
        ),
        wrong={"fit_proportional": _fit_proportional_sum},
    ),
    Misconception(
        id="gradient_descent/missing-two",
        name=Text(es="olvidado el 2 de la derivada del cuadrado", en="forgotten the 2 of the square's derivative"),
        explanation=Text(
            es=(
                "Parece que derivas e² como e. La derivada de e² es 2e: con x = 1, y = 1 y p = 0 el error es "
                "(p - 1)² y su derivada -2, no -1. El 2 solo desaparece si la función de coste lleva un 1/2 "
                "delante, y la de la clase no lo lleva."
            ),
            en=(
                "You seem to differentiate e^2 as e. The derivative of e^2 is 2e: with x = 1, y = 1 and p = "
                "0 the error is (p - 1)^2 and its derivative -2, not -1. The 2 goes away only where the loss "
                "has a 1/2 in front, and the lecture's has none."
            ),
        ),
        lecture=Text(
            es="Conceptos básicos, «Optimización»: error cuadrático medio",
            en="Basic concepts, “Optimization”: mean squared error",
        ),
        wrong={"fit_proportional": _fit_proportional_without_two},
    ),
    Misconception(
        id="gradient_descent/missing-inner-derivative",
        name=Text(es="olvidado la derivada interior, x", en="forgotten the inner derivative, x"),
        explanation=Text(
            es=(
                "Parece que paras la regla de la cadena a medio camino. La derivada de (x p - y)² respecto a "
                "p es 2 (x p - y) por la derivada de lo de dentro, que es x. Con x = 2, y = 2 y p = 0 vale 2 "
                "· (-2) · 2 = -8, no -4. Multiplica cada error por su x."
            ),
            en=(
                "You seem to stop the chain rule half-way. The derivative of (x p - y)^2 with respect to p "
                "is 2 (x p - y) times the derivative of what is inside, which is x. With x = 2, y = 2 and p "
                "= 0 it is 2 * (-2) * 2 = -8, not -4. Multiply each error by its x."
            ),
        ),
        lecture=Text(
            es="Conceptos básicos, «Optimización»: descenso por gradiente, f(x, p) = x·p",
            en="Basic concepts, “Optimization”: gradient descent, f(x, p) = x·p",
        ),
        wrong={"fit_proportional": _fit_proportional_without_x},
    ),
    Misconception(
        id="gradient_descent/forward-difference",
        name=Text(es="medido solo hacia delante", en="measured forwards only"),
        explanation=Text(
            es=(
                "Parece que calculas (f(p + h) - f(p)) / h. Es una derivada, pero con un error proporcional "
                "a h: para f(p) = p² en p = 1 y h = 0.1 da 2.1, mientras que la diferencia centrada (f(p + "
                "h) - f(p - h)) / (2h) da 2, exacto. Evalúa f a los dos lados."
            ),
            en=(
                "You seem to compute (f(p + h) - f(p)) / h. That is a derivative, but with an error "
                "proportional to h: for f(p) = p^2 at p = 1 with h = 0.1 it gives 2.1, while the central "
                "difference (f(p + h) - f(p - h)) / (2h) gives exactly 2. Evaluate f on both sides."
            ),
        ),
        lecture=LECTURE,
        wrong={"numerical_gradient": _numerical_gradient_forward},
    ),
    Misconception(
        id="gradient_descent/divides-by-h",
        name=Text(es="dividido entre h en vez de 2h", en="divided by h instead of 2h"),
        explanation=Text(
            es=(
                "Parece que divides la diferencia centrada entre h. De p - h a p + h hay una distancia 2h: "
                "para f(p) = p y h = 0.1, en p = 0, es (0.1 - (-0.1)) / 0.2 = 1; dividiendo entre 0.1 sale "
                "2. Todos tus gradientes son el doble de grandes."
            ),
            en=(
                "You seem to divide the central difference by h. From p - h to p + h the distance is 2h: for "
                "f(p) = p with h = 0.1, at p = 0, it is (0.1 - (-0.1)) / 0.2 = 1; dividing by 0.1 gives 2. "
                "All your gradients are twice as large."
            ),
        ),
        lecture=LECTURE,
        wrong={"numerical_gradient": _numerical_gradient_divides_by_h},
    ),
    Misconception(
        id="gradient_descent/moves-every-coordinate-at-once",
        name=Text(es="movido todas las coordenadas a la vez", en="moved every coordinate at once"),
        explanation=Text(
            es=(
                "Parece que sumas h a todo p. Eso mide cuánto cambia f al mover todas las coordenadas "
                "juntas: la suma de las derivadas parciales. Para f(p) = p_1 + 2 p_2 el gradiente es (1, 2), "
                "y sale (3, 3). Mueve una coordenada, deja quietas las demás y repítelo para cada una."
            ),
            en=(
                "You seem to add h to the whole of p. That measures how f changes when all coordinates move "
                "together: the sum of the partial derivatives. For f(p) = p_1 + 2 p_2 the gradient is (1, "
                "2), and you get (3, 3). Move one coordinate, keep the others still, and repeat it for each."
            ),
        ),
        lecture=Text(
            es="Conceptos básicos, «Optimización»: funciones de múltiples variables, derivadas parciales",
            en="Basic concepts, “Optimization”: functions of several variables, partial derivatives",
        ),
        wrong={"numerical_gradient": _numerical_gradient_all_at_once},
    ),
    Misconception(
        id="gradient_descent/moves-the-callers-p",
        name=Text(es="movido el p de quien llama", en="moved the caller's own p"),
        explanation=Text(
            es=(
                "Parece que sumas y restas h dentro del array que te dieron. Aunque después lo deshagas, el "
                "redondeo deja restos: 0.1 + 0.2 - 0.2 no es exactamente 0.1. Y si p es de solo lectura, "
                "NumPy se niega. Haz una copia, o un array nuevo para p + h y otro para p - h."
            ),
            en=(
                "You seem to add and subtract h inside the array that you were given. Even if you undo it "
                "afterwards, rounding leaves a trace: 0.1 + 0.2 - 0.2 is not exactly 0.1. And where p is "
                "read-only, NumPy refuses. Make a copy, or a new array for p + h and another for p - h."
            ),
        ),
        lecture=LECTURE,
        wrong={"numerical_gradient": _numerical_gradient_in_place},
    ),
)
