"""Wrong answers of the topic hyperparameters that have a name."""

import math
from collections.abc import Callable, Mapping, Sequence
from itertools import product
from typing import Any

import numpy as np

from cnn_reference.hyperparameters import (
    Indices,
    Objective,
    Point,
    Range,
    Space,
    coarse_to_fine,
    draw,
    grid,
    k_folds,
    narrowed,
    random_search,
    step_decay,
)
from cnn_reference.misconceptions.misconception import Misconception, Text

SEARCH_LECTURE = Text(
    es="Búsqueda de hiperparámetros: búsqueda jerárquica, coarse-to-fine, grid y aleatoria.",
    en="Hyperparameter search (búsqueda hiperparámetros): hierarchical, coarse to fine, grid and random.",
)
DECAY_LECTURE = Text(
    es="Caso de estudio, «¿Después?»: reducir la tasa de aprendizaje, o que sea variable.",
    en="Case study, “¿Después?”: a lower learning rate, or one that varies.",
)
FOLDS_LECTURE = Text(
    es="Caso de estudio, «Analizar datos»: train/val/test y K particiones.",
    en="Case study, “Analizar datos”: train/val/test and K folds.",
)

# `rng` is a Generator, or NumPy's module of global functions, which looks much like one.
Draw = Callable[[Range, Any], Any]
Narrow = Callable[[Range, float, Any], Range]
Folds = list[tuple[Indices, Indices]]


# grid


def _first_name_fastest(space: Mapping[str, Sequence[Any]]) -> list[Point]:
    backwards = {name: space[name] for name in reversed(list(space))}
    return [{name: point[name] for name in space} for point in grid(backwards)]


def _zipped(space: Mapping[str, Sequence[Any]]) -> list[Point]:
    return [dict(zip(space, values, strict=True)) for values in zip(*space.values(), strict=False)]


def _grid_of_one_dict(space: Mapping[str, Sequence[Any]]) -> list[Point]:
    point: Point = {}
    points = []
    for values in product(*space.values()):
        point.update(zip(space, values, strict=True))
        points.append(point)
    return points


# One value


def _linear_for_log(allowed: Range, rng: Any) -> Any:
    return draw(("uniform", *allowed[1:]) if allowed[0] == "log_uniform" else allowed, rng)


def _exponent_for_log(allowed: Range, rng: Any) -> Any:
    return math.log(draw(allowed, rng)) if allowed[0] == "log_uniform" else draw(allowed, rng)


def _power_of_ten_for_log(allowed: Range, rng: Any) -> Any:
    return 10 ** draw(("uniform", *allowed[1:]), rng) if allowed[0] == "log_uniform" else draw(allowed, rng)


def _high_as_width(allowed: Range, rng: Any) -> Any:
    return allowed[1] + allowed[2] * rng.random() if allowed[0] == "uniform" else draw(allowed, rng)


def _choice_through_an_array(allowed: Range, rng: Any) -> Any:
    if allowed[0] != "choice":
        return draw(allowed, rng)
    return rng.choice(allowed[1])


def _from_global_state(allowed: Range, rng: Any) -> Any:
    if allowed[0] == "choice":
        return allowed[1][np.random.randint(len(allowed[1]))]
    low, high = allowed[1:]
    if allowed[0] == "uniform":
        return np.random.uniform(low, high)
    return math.exp(np.random.uniform(math.log(low), math.log(high)))


# random_search


def _search(draw: Draw) -> Any:
    def random_search(space: Space, n: int, rng: np.random.Generator) -> list[Point]:
        return [{name: draw(allowed, rng) for name, allowed in space.items()} for _ in range(n)]

    return random_search


def _search_of_one_dict(space: Space, n: int, rng: np.random.Generator) -> list[Point]:
    point: Point = {}
    points = []
    for _ in range(n):
        for name, allowed in space.items():
            point[name] = draw(allowed, rng)
        points.append(point)
    return points


def _search_with_one_number(space: Space, n: int, rng: np.random.Generator) -> list[Point]:
    """One random number places all the values of a point."""
    points = []
    for _ in range(n):
        share = rng.random()
        point: Point = {}
        for name, (kind, *limits) in space.items():
            if kind == "choice":
                point[name] = limits[0][int(share * len(limits[0]))]
            elif kind == "uniform":
                point[name] = limits[0] + share * (limits[1] - limits[0])
            else:
                point[name] = limits[0] * (limits[1] / limits[0]) ** share
        points.append(point)
    return points


def _search_from_a_generator_of_its_own(space: Space, n: int, rng: np.random.Generator) -> list[Point]:
    return random_search(space, n, np.random.default_rng(0))


# coarse_to_fine


def _narrowed_linearly(first: Range, width: float, center: Any) -> Range:
    if first[0] != "log_uniform":
        return narrowed(first, width, center)
    _, low, high = narrowed(("uniform", *first[1:]), width, center)
    return "log_uniform", low, high


def _twice_as_wide(first: Range, width: float, center: Any) -> Range:
    return narrowed(first, min(2 * width, 1.0), center)


def _not_narrowed(first: Range, width: float, center: Any) -> Range:
    return first


def _about_the_middle(first: Range, width: float, center: Any) -> Range:
    if first[0] == "choice":
        return first
    low, high = first[1:]
    return narrowed(first, width, (low + high) / 2 if first[0] == "uniform" else math.sqrt(low * high))


def _beyond_the_first(first: Range, width: float, center: Any) -> Range:
    kind, *limits = first
    if kind == "choice":
        return first
    low, high = limits
    if kind == "uniform":
        half = width * (high - low) / 2
        return kind, center - half, center + half
    factor = (high / low) ** (width / 2)
    return kind, center / factor, center * factor


def _narrowed_choice(first: Range, width: float, center: Any) -> Range:
    return ("choice", [center]) if first[0] == "choice" else narrowed(first, width, center)


def _clipped(point: Point, space: Space) -> Point:
    return {
        name: value if space[name][0] == "choice" else min(max(value, space[name][1]), space[name][2])
        for name, value in point.items()
    }


def _coarse(
    narrow: Narrow = narrowed,
    draw: Draw = draw,
    *,
    sign: float = 1.0,
    last_round_alone: bool = False,
    finish: Callable[[Point, Space], Point] = lambda point, space: point,
    asks_again: bool = False,
    source: Callable[[Any], Any] = lambda rng: rng,
) -> Any:
    """Make a coarse to fine search with one of its parts replaced."""

    def coarse_to_fine(
        objective: Objective, space: Space, rounds: int, n: int, rng: np.random.Generator, shrink: float = 0.5
    ) -> tuple[Point, float]:
        generator = source(rng)
        best: Point = {}
        value = math.inf
        ranges = dict(space)
        for done in range(1, rounds + 1):
            if last_round_alone:
                best, value = {}, math.inf
            for raw in _search(draw)(ranges, n, generator):
                point = finish(raw, space)
                found = sign * objective(point)
                if found < value or not best:
                    best, value = point, found
            ranges = {name: narrow(first, shrink**done, best[name]) for name, first in space.items()}
        return best, objective(best) if asks_again else sign * value

    return coarse_to_fine


def _coarse_that_changes_the_space(
    objective: Objective, space: dict[str, Range], rounds: int, n: int, rng: np.random.Generator, shrink: float = 0.5
) -> tuple[Point, float]:
    first = dict(space)
    found = coarse_to_fine(objective, first, rounds, n, rng, shrink)
    for name, allowed in first.items():
        space[name] = narrowed(allowed, shrink**rounds, found[0][name])
    return found


# step_decay


def _decayed_every_epoch(initial: float, epoch: int, drop: float = 0.5, every: int = 10) -> float:
    return initial * drop**epoch


def _decayed_continuously(initial: float, epoch: int, drop: float = 0.5, every: int = 10) -> float:
    return float(initial * drop ** (epoch / every))


def _counted_from_one(initial: float, epoch: int, drop: float = 0.5, every: int = 10) -> float:
    return step_decay(initial, epoch + 1, drop, every)


def _part_taken_away(initial: float, epoch: int, drop: float = 0.5, every: int = 10) -> float:
    return step_decay(initial, epoch, 1 - drop, every)


def _dropped_once(initial: float, epoch: int, drop: float = 0.5, every: int = 10) -> float:
    return initial * drop if epoch >= every else initial


# k_folds


def _sizes(n_samples: int, k: int) -> list[int]:
    return [len(part) for part in np.array_split(np.arange(n_samples), k)]


def _rest(n_samples: int, fold: Indices) -> Indices:
    return np.setdiff1d(np.arange(n_samples), fold)


def _overlapping(n_samples: int, k: int, rng: np.random.Generator) -> Folds:
    folds = [rng.choice(n_samples, size, replace=False) for size in _sizes(n_samples, k)]
    return [(_rest(n_samples, fold), fold) for fold in folds]


def _trained_on_all(n_samples: int, k: int, rng: np.random.Generator) -> Folds:
    return [(rng.permutation(n_samples), fold) for _, fold in k_folds(n_samples, k, rng)]


def _swapped(n_samples: int, k: int, rng: np.random.Generator) -> Folds:
    return [(fold, train) for train, fold in k_folds(n_samples, k, rng)]


def _unshuffled(n_samples: int, k: int, rng: np.random.Generator) -> Folds:
    folds = np.array_split(np.arange(n_samples), k)
    return [(_rest(n_samples, fold), fold) for fold in folds]


def _rest_in_the_last(n_samples: int, k: int, rng: np.random.Generator) -> Folds:
    order, size = rng.permutation(n_samples), n_samples // k
    folds = [order[i * size : (i + 1) * size if i < k - 1 else n_samples] for i in range(k)]
    return [(_rest(n_samples, fold), fold) for fold in folds]


def _rest_left_out(n_samples: int, k: int, rng: np.random.Generator) -> Folds:
    order, size = rng.permutation(n_samples), n_samples // k
    folds = [order[i * size : (i + 1) * size] for i in range(k)]
    return [(_rest(n_samples, fold), fold) for fold in folds]


def _folds_from_global_state(n_samples: int, k: int, rng: np.random.Generator) -> Folds:
    folds = np.array_split(np.random.permutation(n_samples), k)
    return [(_rest(n_samples, fold), fold) for fold in folds]


def _folds_from_a_generator_of_its_own(n_samples: int, k: int, rng: np.random.Generator) -> Folds:
    return k_folds(n_samples, k, np.random.default_rng(0))


MISCONCEPTIONS: tuple[Misconception, ...] = (
    Misconception(
        id="hyperparameters/first-name-fastest",
        name=Text(
            es="hecho variar más deprisa el primer nombre",
            en="made the first name vary fastest",
        ),
        explanation=Text(
            es="Están todas las combinaciones, pero en otro orden: el que más deprisa varía tiene que ser el último "
            "nombre, como la última cifra de un cuentakilómetros. Con {'a': [1, 2], 'b': [3, 4]} van (1, 3), (1, 4), "
            "(2, 3), (2, 4). Con bucles anidados, el del primer nombre es el de fuera.",
            en="All the combinations are there, but in another order: it is the last name that has to vary fastest, "
            "like the last digit of a mileage counter. {'a': [1, 2], 'b': [3, 4]} gives (1, 3), (1, 4), (2, 3), "
            "(2, 4). With nested loops, that of the first name is the outer one.",
        ),
        lecture=SEARCH_LECTURE,
        wrong={"grid": _first_name_fastest},
    ),
    Misconception(
        id="hyperparameters/zip-instead-of-product",
        name=Text(
            es="emparejado las listas en vez de combinarlas",
            en="paired the lists up instead of combining them",
        ),
        explanation=Text(
            es="Parece que tomas los primeros valores de todas las listas, luego los segundos, y así, como hace `zip`. "
            "Una búsqueda grid prueba cada valor con todos los demás: con 2 tasas y 3 tamaños son 2 * 3 = 6 "
            "entrenamientos, no 2. Hace falta un bucle dentro de otro, tantos como nombres; o una función de "
            "`itertools`.",
            en="You seem to take the first values of all lists, then the second ones, and so on, as `zip` does. A "
            "grid search tries every value with all the others: 2 rates and 3 sizes make 2 * 3 = 6 trainings, not "
            "2. It takes a loop within a loop, as many as there are names; or a function of `itertools`.",
        ),
        lecture=SEARCH_LECTURE,
        wrong={"grid": _zipped},
    ),
    Misconception(
        id="hyperparameters/one-dict-for-all",
        name=Text(
            es="metido el mismo diccionario muchas veces en la lista",
            en="put one and the same dict into the list many times",
        ),
        explanation=Text(
            es="Todos tus puntos son iguales al último. Parece que creas un solo diccionario, lo vas cambiando y lo "
            "añades una y otra vez: la lista guarda la referencia, no una copia, y todas sus entradas son el mismo "
            "objeto. Con {'a': [1, 2]} sale [{'a': 2}, {'a': 2}]. Crea el diccionario dentro del bucle, uno por "
            "punto.",
            en="All your points equal the last one. You seem to make a single dict, change it and append it again "
            "and again: the list keeps a reference, not a copy, and all its entries are the same object. From "
            "{'a': [1, 2]} comes [{'a': 2}, {'a': 2}]. Make the dict inside the loop, one for each point.",
        ),
        lecture=SEARCH_LECTURE,
        wrong={"grid": _grid_of_one_dict, "random_search": _search_of_one_dict},
    ),
    Misconception(
        id="hyperparameters/linear-draw-for-log-range",
        name=Text(
            es="sorteado linealmente un rango logarítmico",
            en="drawn linearly from a logarithmic range",
        ),
        explanation=Text(
            es='Parece que con "log_uniform" sorteas igual que con "uniform". Entre 0.0001 y 1, un sorteo lineal '
            "cae por encima de 0.1 nueve de cada diez veces, y por debajo de 0.001 una de cada mil: casi todas las "
            "pruebas miran la misma década. Sortea el logaritmo, de log(low) a log(high), y deshazlo con exp: "
            "entonces cada década recibe una de cada cuatro.",
            en='For "log_uniform" you seem to draw as for "uniform". Between 0.0001 and 1, a linear draw lies above '
            "0.1 nine times of ten and below 0.001 once in a thousand: nearly all trials look at the same decade. "
            "Draw the logarithm, from log(low) to log(high), and undo it with exp: then every decade gets one in "
            "four.",
        ),
        lecture=SEARCH_LECTURE,
        wrong={"random_search": _search(_linear_for_log), "coarse_to_fine": _coarse(draw=_linear_for_log)},
    ),
    Misconception(
        id="hyperparameters/exponent-returned",
        name=Text(
            es="devuelto el logaritmo en vez del valor",
            en="returned the logarithm instead of the value",
        ),
        explanation=Text(
            es="Parece que sorteas bien el logaritmo y no lo deshaces. Entre 0.001 y 1 salen números de -6.9 a 0, y "
            "una tasa de aprendizaje negativa aleja del mínimo. Falta el último paso: exp de lo sorteado, o 10 "
            "elevado a ello si usas logaritmos decimales.",
            en="You seem to draw the logarithm correctly and not to undo it. Between 0.001 and 1 come numbers from "
            "-6.9 to 0, and a negative learning rate leads away from the minimum. The last step is missing: exp of "
            "what was drawn, or 10 to the power of it if you use decimal logarithms.",
        ),
        lecture=SEARCH_LECTURE,
        wrong={"random_search": _search(_exponent_for_log)},
    ),
    Misconception(
        id="hyperparameters/limits-as-exponents",
        name=Text(
            es="tomado los límites por exponentes",
            en="taken the limits for exponents",
        ),
        explanation=Text(
            es="Parece que elevas 10 a un número sorteado entre low y high. Los límites son ya los valores, no sus "
            "exponentes: con low = 0.001 y high = 1 salen así números entre 1.002 y 10, todos fuera del rango. Toma "
            "primero el logaritmo de los dos límites: 10 ** rng.uniform(log10(low), log10(high)).",
            en="You seem to raise 10 to a number drawn between low and high. The limits are the values already, not "
            "their exponents: low = 0.001 and high = 1 then give numbers between 1.002 and 10, all outside the "
            "range. Take the logarithm of both limits first: 10 ** rng.uniform(log10(low), log10(high)).",
        ),
        lecture=SEARCH_LECTURE,
        wrong={"random_search": _search(_power_of_ten_for_log)},
    ),
    Misconception(
        id="hyperparameters/high-as-width",
        name=Text(
            es="tomado el límite superior por la anchura",
            en="taken the upper limit for the width",
        ),
        explanation=Text(
            es="Parece que calculas low + high * u con u entre 0 y 1. La anchura del rango es high - low: entre 2 y 6, "
            "tu fórmula da números de 2 a 8. Con low = 0 no se nota. Usa low + (high - low) * u, o `rng.uniform(low, "
            "high)`.",
            en="You seem to compute low + high * u with u between 0 and 1. The width of the range is high - low: "
            "between 2 and 6 your formula gives numbers from 2 to 8. With low = 0 it does not show. Use "
            "low + (high - low) * u, or `rng.uniform(low, high)`.",
        ),
        lecture=SEARCH_LECTURE,
        wrong={"random_search": _search(_high_as_width)},
    ),
    Misconception(
        id="hyperparameters/one-number-for-all-names",
        name=Text(
            es="usado un solo número aleatorio para todos los nombres de un punto",
            en="used one random number for all the names of a point",
        ),
        explanation=Text(
            es="Parece que sorteas un número por punto y con él colocas todos los hiperparámetros: cuando la tasa es "
            "alta, también lo es el dropout. Los puntos quedan en la diagonal del espacio y nunca pruebas una tasa "
            "alta con poco dropout. Cada nombre necesita su propio sorteo, dentro del bucle de los nombres.",
            en="You seem to draw one number a point and place all hyperparameters by it: when the rate is high, so "
            "is the dropout. The points lie on the diagonal of the space, and a high rate with little dropout is "
            "never tried. Every name needs a draw of its own, inside the loop over the names.",
        ),
        lecture=SEARCH_LECTURE,
        wrong={"random_search": _search_with_one_number},
    ),
    Misconception(
        id="hyperparameters/choice-through-an-array",
        name=Text(
            es="pasado la lista de opciones por un array de NumPy",
            en="passed the listed options through a NumPy array",
        ),
        explanation=Text(
            es="Parece que eliges con `rng.choice(lista)`, que antes convierte la lista en un array, y un array tiene "
            "un solo tipo: [16, 'auto'] se vuelve ['16', 'auto'], True junto a 2 se vuelve 1, y la tupla (3, 3) "
            "acaba en array([3, 3]). Tiene que salir el mismo objeto que está en la lista. Sortea su posición: "
            "`lista[rng.integers(len(lista))]`.",
            en="You seem to choose with `rng.choice(options)`, which turns the list into an array first, and an array "
            "has a single type: [16, 'auto'] becomes ['16', 'auto'], True beside 2 becomes 1, and the tuple (3, 3) "
            "ends up as array([3, 3]). What comes out has to be the very object that is listed. Draw its position: "
            "`options[rng.integers(len(options))]`.",
        ),
        lecture=SEARCH_LECTURE,
        wrong={
            "random_search": _search(_choice_through_an_array),
            "coarse_to_fine": _coarse(draw=_choice_through_an_array),
        },
    ),
    Misconception(
        id="hyperparameters/best-of-the-last-round",
        name=Text(
            es="olvidado lo mejor de las rondas anteriores",
            en="forgotten the best of the earlier rounds",
        ),
        explanation=Text(
            es="Parece que en cada ronda empiezas de nuevo a buscar el mejor. Si la primera encuentra un coste de 0.2 "
            "y en la segunda todo queda por encima de 0.3, el mejor sigue siendo el 0.2: alrededor de él se estrecha, "
            "y es el que se devuelve. Mira dónde pones el mejor valor a infinito: una sola vez, antes del bucle de las "
            "rondas.",
            en="You seem to begin anew in each round to look for the best. If the first one finds a loss of 0.2 and "
            "in the second all stay above 0.3, the best is still the 0.2: the ranges narrow about it, and it is what "
            "is returned. Look where you set the best value to infinity: only once, before the loop of the rounds.",
        ),
        lecture=SEARCH_LECTURE,
        wrong={"coarse_to_fine": _coarse(last_round_alone=True)},
    ),
    Misconception(
        id="hyperparameters/maximum-instead-of-minimum",
        name=Text(
            es="buscado el máximo en vez del mínimo",
            en="looked for the maximum instead of the minimum",
        ),
        explanation=Text(
            es="Parece que te quedas con el valor más alto. El objetivo es algo que se minimiza, como el coste de "
            "validación: de 0.2 y 0.9, el mejor es 0.2. Mira hacia qué lado va la comparación y con qué valor "
            "empiezas: con +infinito, no con 0 ni con -infinito.",
            en="You seem to keep the highest value. The objective is something to be minimised, such as the "
            "validation loss: of 0.2 and 0.9 the better is 0.2. Look at the direction of your comparison and at the "
            "value you begin with: plus infinity, not 0 or minus infinity.",
        ),
        lecture=SEARCH_LECTURE,
        wrong={"coarse_to_fine": _coarse(sign=-1.0)},
    ),
    Misconception(
        id="hyperparameters/leaves-the-first-range",
        name=Text(
            es="salido del primer rango al estrecharlo",
            en="left the first range when narrowing it",
        ),
        explanation=Text(
            es="Parece que centras el rango nuevo en el mejor punto y no miras dónde acaba. Con dropout entre 0 y 0.8 "
            "y el mejor en 0.1, la mitad de ancho va de -0.1 a 0.3, y un dropout negativo no existe. Corta lo que se "
            "sale, con max y min contra los límites del primer rango, o desplaza el rango hacia dentro.",
            en="You seem to centre the new range on the best point and not to look where it ends. With a dropout "
            "between 0 and 0.8 and the best at 0.1, half the width goes from -0.1 to 0.3, and there is no negative "
            "dropout. Cut off what sticks out, with max and min against the limits of the first range, or move the "
            "range inside.",
        ),
        lecture=SEARCH_LECTURE,
        wrong={"coarse_to_fine": _coarse(_beyond_the_first)},
    ),
    Misconception(
        id="hyperparameters/points-clipped",
        name=Text(
            es="recortado los puntos en vez del rango",
            en="clipped the points instead of the range",
        ),
        explanation=Text(
            es="Parece que sorteas en un rango que se sale del primero y llevas al límite los puntos que quedan fuera. "
            "Si el mejor está en el borde, la mitad de los puntos de la ronda acaba justo en él: veinte "
            "entrenamientos iguales. Recorta el rango antes de sortear, y así todos caen repartidos dentro.",
            en="You seem to draw in a range that leaves the first one, and to move to the limit the points that fall "
            "outside. If the best is at the border, half of the points of the round end exactly there: twenty equal "
            "trainings. Cut the range before you draw, and all of them fall inside, spread out.",
        ),
        lecture=SEARCH_LECTURE,
        wrong={"coarse_to_fine": _coarse(_beyond_the_first, finish=_clipped)},
    ),
    Misconception(
        id="hyperparameters/twice-as-wide",
        name=Text(
            es="tomado la anchura nueva por la mitad de la anchura",
            en="taken the new width for half of the width",
        ),
        explanation=Text(
            es="Parece que el rango nuevo va de mejor - shrink * anchura a mejor + shrink * anchura: eso mide el "
            "doble. Con un rango de 0 a 8, el mejor en 4 y shrink = 0.5, la anchura nueva es 4: de 2 a 6, no de 0 a 8. "
            "A cada lado va la mitad.",
            en="Your new range seems to go from best - shrink * width to best + shrink * width: that is twice as wide. "
            "With a range from 0 to 8, the best at 4 and shrink = 0.5, the new width is 4: from 2 to 6, not from 0 "
            "to 8. To each side goes one half.",
        ),
        lecture=SEARCH_LECTURE,
        wrong={"coarse_to_fine": _coarse(_twice_as_wide)},
    ),
    Misconception(
        id="hyperparameters/ranges-not-narrowed",
        name=Text(
            es="buscado siempre en los rangos de partida",
            en="searched the ranges of the beginning all the time",
        ),
        explanation=Text(
            es="Parece que todas las rondas sortean en los mismos rangos: eso es una búsqueda aleatoria con "
            "rounds * n puntos. Lo que hace fina a la búsqueda es que, tras cada ronda, el rango se queda en `shrink` "
            "veces su anchura, alrededor del mejor punto. Con 0..8, shrink = 0.5 y el mejor en 3, la segunda ronda "
            "busca en 1..5. Mira si guardas los rangos nuevos.",
            en="All rounds seem to draw from the same ranges: that is a random search with rounds * n points. What "
            "makes the search fine is that after each round a range is `shrink` times as wide, about the best point. "
            "With 0..8, shrink = 0.5 and the best at 3, the second round searches 1..5. Look whether you keep the "
            "new ranges.",
        ),
        lecture=SEARCH_LECTURE,
        wrong={"coarse_to_fine": _coarse(_not_narrowed)},
    ),
    Misconception(
        id="hyperparameters/narrowed-about-the-middle",
        name=Text(
            es="estrechado alrededor del centro del rango y no del mejor punto",
            en="narrowed about the middle of the range and not the best point",
        ),
        explanation=Text(
            es="Parece que el rango se estrecha sin moverse de su centro. De 0..8 pasas a 2..6 aunque el mejor punto "
            "esté en 1, y a partir de ahí no vuelves a probar nada cerca de él. El rango nuevo se centra en el mejor "
            "punto visto hasta ahora.",
            en="Your range seems to narrow without moving from its middle. From 0..8 you go to 2..6 though the best "
            "point be at 1, and from then on nothing near it is tried. The new range is centred on the best point "
            "seen so far.",
        ),
        lecture=SEARCH_LECTURE,
        wrong={"coarse_to_fine": _coarse(_about_the_middle)},
    ),
    Misconception(
        id="hyperparameters/log-range-narrowed-linearly",
        name=Text(
            es="estrechado linealmente un rango logarítmico",
            en="narrowed a logarithmic range linearly",
        ),
        explanation=Text(
            es='Parece que en "log_uniform" sorteas el logaritmo, pero al estrechar restas y sumas anchuras lineales. '
            "Con 0.0001..1 y el mejor en 0.01, la mitad de ancho en el logaritmo son dos décadas: de 0.001 a 0.1. "
            "Linealmente es 0.01 ± 0.25: por abajo se sale, y por arriba no se estrecha casi nada. Toma logaritmos de "
            "los límites y del mejor, estrecha ahí, y deshazlos.",
            en='For "log_uniform" you seem to draw the logarithm, but when you narrow you add and subtract linear '
            "widths. With 0.0001..1 and the best at 0.01, half the width in the logarithm is two decades: from 0.001 "
            "to 0.1. Linearly it is 0.01 ± 0.25: below it leaves the range, and above it hardly narrows at all. Take "
            "logarithms of the limits and of the best, narrow there, and undo them.",
        ),
        lecture=SEARCH_LECTURE,
        wrong={"coarse_to_fine": _coarse(_narrowed_linearly)},
    ),
    Misconception(
        id="hyperparameters/choices-narrowed",
        name=Text(
            es="reducido las opciones a la del mejor punto",
            en="reduced the choices to that of the best point",
        ),
        explanation=Text(
            es='Parece que tras una ronda dejas en cada "choice" solo la opción del mejor punto. Entre opciones no hay '
            "distancias, así que no hay nada que estrechar: la lista se queda como está, y una opción que perdió con "
            "una tasa mala puede ganar con otra.",
            en='After a round you seem to leave in each "choice" only the option of the best point. There are no '
            "distances between options, so there is nothing to narrow: the list stays as it is, and an option that "
            "lost with a bad rate may win with another.",
        ),
        lecture=SEARCH_LECTURE,
        wrong={"coarse_to_fine": _coarse(_narrowed_choice)},
    ),
    Misconception(
        id="hyperparameters/objective-asked-again",
        name=Text(
            es="vuelto a llamar al objetivo para saber el valor del mejor",
            en="called the objective again to learn the value of the best",
        ),
        explanation=Text(
            es="Parece que al final llamas una vez más a `objective(best)`. Cada llamada es un entrenamiento entero: "
            "se hacen rounds * n y ni uno más. Además, un entrenamiento repetido puede dar otro número. Guarda el "
            "valor junto al punto cuando lo encuentres.",
            en="You seem to call `objective(best)` once more at the end. Every call is a whole training: there are "
            "rounds * n of them and not one more. Besides, a training that is repeated may give another number. Keep "
            "the value beside the point when you find it.",
        ),
        lecture=SEARCH_LECTURE,
        wrong={"coarse_to_fine": _coarse(asks_again=True)},
    ),
    Misconception(
        id="hyperparameters/space-changed",
        name=Text(
            es="cambiado el espacio que recibes",
            en="changed the space that you are given",
        ),
        explanation=Text(
            es="La búsqueda es buena, pero escribes los rangos estrechados en el diccionario `space` de quien te "
            "llama. Si lo usa para una segunda búsqueda, empezará donde acabó la primera: ('uniform', 0, 8) se ha "
            "vuelto ('uniform', 2.9, 3.1). Trabaja con una copia, `ranges = dict(space)`, o crea un diccionario nuevo "
            "en cada ronda.",
            en="The search is right, but you write the narrowed ranges into the caller's dict `space`. If they use it "
            "for a second search, it will begin where the first one ended: ('uniform', 0, 8) has become "
            "('uniform', 2.9, 3.1). Work on a copy, `ranges = dict(space)`, or make a new dict in each round.",
        ),
        lecture=SEARCH_LECTURE,
        wrong={"coarse_to_fine": _coarse_that_changes_the_space},
    ),
    Misconception(
        id="hyperparameters/decayed-every-epoch",
        name=Text(
            es="reducido la tasa en todas las épocas",
            en="lowered the rate in every epoch",
        ),
        explanation=Text(
            es="Parece que elevas `drop` a la época. La tasa se multiplica por `drop` una vez cada `every` épocas: con "
            "los valores por defecto, en la época 9 sigue siendo la inicial y en la 10 pasa a la mitad. Con tu fórmula "
            "en la época 10 queda una milésima. El exponente es cuántos escalones enteros han pasado: "
            "epoch // every.",
            en="You seem to raise `drop` to the epoch. The rate is multiplied by `drop` once in `every` epochs: with "
            "the defaults it is still the initial one in epoch 9 and one half of it in epoch 10. By your formula a "
            "thousandth is left in epoch 10. The exponent is how many whole steps have gone by: epoch // every.",
        ),
        lecture=DECAY_LECTURE,
        wrong={"step_decay": _decayed_every_epoch},
    ),
    Misconception(
        id="hyperparameters/decayed-without-steps",
        name=Text(
            es="bajado la tasa poco a poco, sin escalones",
            en="lowered the rate bit by bit, without steps",
        ),
        explanation=Text(
            es="Parece que usas epoch / every como exponente. En las épocas 0, 10 y 20 coincide, pero entre medias la "
            "tasa ya va bajando: en la 5 te queda 0.71 de la inicial, y tiene que ser todavía la inicial. El número "
            "de escalones es entero: epoch // every.",
            en="You seem to use epoch / every as the exponent. In the epochs 0, 10 and 20 it is the same, but in "
            "between the rate is going down already: in epoch 5 you have 0.71 of the initial one, and it must still "
            "be the initial one. The number of steps is whole: epoch // every.",
        ),
        lecture=DECAY_LECTURE,
        wrong={"step_decay": _decayed_continuously},
    ),
    Misconception(
        id="hyperparameters/epochs-counted-from-one",
        name=Text(
            es="contado las épocas desde 1",
            en="counted the epochs from 1",
        ),
        explanation=Text(
            es="Parece que sumas 1 a la época: la tasa baja en la época 9 y no en la 10. Aquí la primera época es la "
            "0, así que las diez primeras, de la 0 a la 9, llevan la tasa inicial.",
            en="You seem to add 1 to the epoch: the rate goes down in epoch 9 and not in 10. Here the first epoch is "
            "0, so the first ten, 0 to 9, have the initial rate.",
        ),
        lecture=DECAY_LECTURE,
        wrong={"step_decay": _counted_from_one},
    ),
    Misconception(
        id="hyperparameters/drop-as-part-taken-away",
        name=Text(
            es="tomado drop por la parte que se quita",
            en="taken drop for the part that is taken away",
        ),
        explanation=Text(
            es="Parece que multiplicas por 1 - drop. `drop` es el factor que queda, no lo que se pierde: con drop = "
            "0.1 una tasa de 1 pasa a 0.1, no a 0.9. Con el valor por defecto, 0.5, las dos cosas son lo mismo y no se "
            "nota.",
            en="You seem to multiply by 1 - drop. `drop` is the factor that is left, not what is lost: with drop = 0.1 "
            "a rate of 1 becomes 0.1, not 0.9. With the default, 0.5, both are the same and it does not show.",
        ),
        lecture=DECAY_LECTURE,
        wrong={"step_decay": _part_taken_away},
    ),
    Misconception(
        id="hyperparameters/dropped-once",
        name=Text(
            es="bajado la tasa una sola vez",
            en="lowered the rate only once",
        ),
        explanation=Text(
            es="Parece que compruebas si epoch >= every y bajas un solo escalón. Hay uno cada `every` épocas: con los "
            "valores por defecto y una tasa inicial de 0.8 son 0.8, 0.4 desde la época 10, 0.2 desde la 20, 0.1 desde "
            "la 30. Cuenta cuántos han pasado.",
            en="You seem to check whether epoch >= every and go down a single step. There is one every `every` epochs: "
            "with the defaults and an initial rate of 0.8 it is 0.8, 0.4 from epoch 10, 0.2 from 20, 0.1 from 30. "
            "Count how many have gone by.",
        ),
        lecture=DECAY_LECTURE,
        wrong={"step_decay": _dropped_once},
    ),
    Misconception(
        id="hyperparameters/folds-that-overlap",
        name=Text(
            es="sorteado cada partición por su cuenta, y se solapan",
            en="drawn each fold by itself, so that they overlap",
        ),
        explanation=Text(
            es="Parece que para cada partición sorteas de nuevo entre todas las muestras. Así unas se validan dos "
            "veces y otras ninguna: de 6 muestras en 3 particiones, la 4 puede salir en dos y la 1 en ninguna. Baraja "
            "una sola vez y corta esa lista en k trozos.",
            en="For each fold you seem to draw anew among all samples. Some are then validated twice and others not "
            "at all: of 6 samples in 3 folds, number 4 may come up in two and number 1 in none. Shuffle only once and "
            "cut that list into k pieces.",
        ),
        lecture=FOLDS_LECTURE,
        wrong={"k_folds": _overlapping},
    ),
    Misconception(
        id="hyperparameters/validation-inside-train",
        name=Text(
            es="dejado las muestras de validación dentro de las de entrenamiento",
            en="left the validation samples among the training ones",
        ),
        explanation=Text(
            es="Parece que entrenas con todas las muestras, también con las de validación. Un modelo que se las ha "
            "aprendido de memoria saca un 100 % en ellas y no dice nada de muestras nuevas. Con 6 muestras y "
            "validación [0, 3], se entrena con [1, 2, 4, 5]: el resto, y solo el resto.",
            en="You seem to train on all samples, those of validation too. A model that has learnt them by heart gets "
            "100 % on them, and that tells nothing about new samples. With 6 samples and validation [0, 3], training "
            "is on [1, 2, 4, 5]: on the rest, and on nothing but the rest.",
        ),
        lecture=FOLDS_LECTURE,
        wrong={"k_folds": _trained_on_all},
    ),
    Misconception(
        id="hyperparameters/train-and-validation-swapped",
        name=Text(
            es="devuelto la validación delante y el entrenamiento detrás",
            en="returned validation first and training second",
        ),
        explanation=Text(
            es="Tus pares van al revés: (validación, entrenamiento). Se pide (train, validation). Con 6 muestras y "
            "k = 3 el primero de cada par tiene 4 índices y el segundo 2.",
            en="Your pairs are the wrong way round: (validation, training). It is (train, validation). With 6 samples "
            "and k = 3 the first of each pair has 4 indices and the second 2.",
        ),
        lecture=FOLDS_LECTURE,
        wrong={"k_folds": _swapped},
    ),
    Misconception(
        id="hyperparameters/folds-not-shuffled",
        name=Text(
            es="cortado las muestras en orden, sin barajar",
            en="cut the samples in order, unshuffled",
        ),
        explanation=Text(
            es="Parece que cortas 0, 1, 2, ... en trozos tal cual. Los datos suelen venir ordenados, por clase por "
            "ejemplo: con 6 muestras de las clases 0, 0, 1, 1, 2, 2 y k = 3, cada modelo se valida con una clase que "
            "no ha visto nunca. Baraja antes de cortar: `rng.permutation(n_samples)`.",
            en="You seem to cut 0, 1, 2, ... into pieces as they are. Data usually come sorted, by class for example: "
            "with 6 samples of the classes 0, 0, 1, 1, 2, 2 and k = 3 every model is validated on a class that it has "
            "never seen. Shuffle before you cut: `rng.permutation(n_samples)`.",
        ),
        lecture=FOLDS_LECTURE,
        wrong={"k_folds": _unshuffled},
    ),
    Misconception(
        id="hyperparameters/remainder-in-the-last-fold",
        name=Text(
            es="metido todo lo que sobra en la última partición",
            en="put all that is left over into the last fold",
        ),
        explanation=Text(
            es="Parece que das n // k muestras a cada partición y a la última, además, las que sobran. Con 11 muestras "
            "y k = 4 salen 2, 2, 2 y 5; los tamaños pueden diferir en uno como mucho: 3, 3, 3 y 2. Reparte las n % k "
            "que sobran, una por partición; `np.array_split` lo hace.",
            en="You seem to give n // k samples to each fold, and to the last one all that are left over. 11 samples "
            "and k = 4 make 2, 2, 2 and 5; the sizes may differ by one at most: 3, 3, 3 and 2. Hand out the n % k "
            "that are left, one to a fold; `np.array_split` does so.",
        ),
        lecture=FOLDS_LECTURE,
        wrong={"k_folds": _rest_in_the_last},
    ),
    Misconception(
        id="hyperparameters/remainder-left-out",
        name=Text(
            es="dejado fuera las muestras que sobran",
            en="left out the samples that remain",
        ),
        explanation=Text(
            es="Parece que das n // k muestras a cada partición y olvidas las que sobran: con 7 muestras y k = 3 se "
            "validan 6, y la otra nunca. Cada muestra tiene que estar en una validación. Reparte las n % k que "
            "sobran, una por partición; `np.array_split` lo hace.",
            en="You seem to give n // k samples to each fold and to forget those that remain: of 7 samples with k = 3, "
            "6 are validated and the other one never is. Every sample has to be in one validation set. Hand out the "
            "n % k that are left, one to a fold; `np.array_split` does so.",
        ),
        lecture=FOLDS_LECTURE,
        wrong={"k_folds": _rest_left_out},
    ),
    Misconception(
        id="hyperparameters/global-random-state",
        name=Text(
            es="sorteado del estado global en lugar de `rng`",
            en="drawn from global state instead of `rng`",
        ),
        explanation=Text(
            es="Parece que has llamado a `np.random.uniform`, `np.random.permutation` o similares. Esas funciones usan "
            "un generador escondido que comparte todo el programa: aunque te den dos veces "
            "`np.random.default_rng(7)`, la búsqueda prueba otros puntos, y nadie puede repetirla. Mira cada sorteo: "
            "`np.random.uniform(a, b)` pasa a ser `rng.uniform(a, b)`.",
            en="You seem to have called `np.random.uniform`, `np.random.permutation` or the like. They use a hidden "
            "generator that the whole program shares: given `np.random.default_rng(7)` twice, the search tries other "
            "points, and nobody can repeat it. Look at every draw: `np.random.uniform(a, b)` becomes "
            "`rng.uniform(a, b)`.",
        ),
        lecture=SEARCH_LECTURE,
        wrong={
            "random_search": _search(_from_global_state),
            "coarse_to_fine": _coarse(draw=_from_global_state),
            "k_folds": _folds_from_global_state,
        },
    ),
    Misconception(
        id="hyperparameters/same-draws-in-every-call",
        name=Text(
            es="repetido los mismos sorteos en todas las llamadas",
            en="repeated the same draws in every call",
        ),
        explanation=Text(
            es="Parece que creas un generador con una semilla fija, por ejemplo `np.random.default_rng(0)`, dentro de "
            "la función. Empieza siempre por el mismo número: dos búsquedas prueban los mismos puntos y la segunda no "
            "enseña nada nuevo. Mira dónde aparece `default_rng`: no hace falta en ninguna función, `rng` avanza solo "
            "con cada sorteo.",
            en="You seem to make a generator with a fixed seed, such as `np.random.default_rng(0)`, inside the "
            "function. It always begins with the same number: two searches try the same points, and the second one "
            "teaches nothing new. Look for `default_rng`: no function needs it, `rng` moves on by itself with every "
            "draw.",
        ),
        lecture=SEARCH_LECTURE,
        wrong={
            "random_search": _search_from_a_generator_of_its_own,
            "coarse_to_fine": _coarse(source=lambda rng: np.random.default_rng(0)),
            "k_folds": _folds_from_a_generator_of_its_own,
        },
    ),
)
