"""What goes wrong with batches, by name."""

import math
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np

from cnn_reference.misconceptions.misconception import Misconception, Text

Batches = Iterator[tuple[Any, Any]]

LECTURE = Text(
    es="Conceptos básicos, «Lotes»",
    en="Basic concepts, “Batches” (lotes)",
)
WORDS = Text(
    es="Conceptos básicos, «Evaluación»: época, tamaño del lote, iteraciones",
    en="Basic concepts, “Evaluation”: epoch, batch size, iterations",
)


def _refuse(n_samples: int, batch_size: int, drop_last: bool = False) -> None:
    """Refuse the batch sizes that the right functions refuse."""
    if batch_size < 1 or (drop_last and batch_size > n_samples):
        raise ValueError(f"no batches of {batch_size} can be made of {n_samples} samples")


def _refuse_data(x: Any, y: Any, batch_size: int, drop_last: bool = False) -> int:
    """Refuse the data that the right functions refuse; returns how many samples there are."""
    if len(x) != len(y):
        raise ValueError(f"x has {len(x)} samples, y has {len(y)}")
    _refuse(len(x), batch_size, drop_last)
    return len(x)


def _count(n_samples: int, batch_size: int, drop_last: bool = False) -> int:
    """Count the batches of an epoch, rightly."""
    return n_samples // batch_size if drop_last else math.ceil(n_samples / batch_size)


def _order(n_samples: int, rng: np.random.Generator | None) -> Any:
    """Draw an order of the samples, rightly."""
    return np.arange(n_samples) if rng is None else rng.permutation(n_samples)


def _rows(order: Any, batch_size: int, drop_last: bool = False) -> list[Any]:
    """Cut an order into batches, rightly."""
    return [order[i * batch_size : (i + 1) * batch_size] for i in range(_count(len(order), batch_size, drop_last))]


def _descent(gradient: Any, made: Iterable[tuple[Any, Any]], p0: Any, learning_rate: float) -> Any:
    """Follow the gradients of batches, rightly."""
    path = [np.array(p0, dtype=np.float64)]
    for x_batch, y_batch in made:
        path.append(path[-1] - learning_rate * np.asarray(gradient(path[-1], x_batch, y_batch), dtype=np.float64))
    return np.stack(path)


def _descent_with(one_epoch: Callable[..., Any]) -> Callable[..., Any]:
    """Descend on the batches of a wrong `batches`, called anew for every epoch."""

    def minibatch_gradient_descent(
        gradient: Any, x: Any, y: Any, p0: Any, learning_rate: Any, batch_size: Any, epochs: Any, rng: Any = None
    ) -> Any:
        made = (batch for _ in range(epochs) for batch in one_epoch(x, y, batch_size, rng))
        return _descent(gradient, made, p0, learning_rate)

    return minibatch_gradient_descent


# How many batches there are.


def _iterations_floor(n_samples: int, batch_size: int, drop_last: bool = False) -> int:
    _refuse(n_samples, batch_size, drop_last)
    return n_samples // batch_size


def _updates_floor(n_samples: int, batch_size: int, epochs: int) -> int:
    _refuse(n_samples, batch_size)
    return n_samples // batch_size * epochs


def _batches_floor(x: Any, y: Any, batch_size: int, rng: Any = None, drop_last: bool = False) -> Batches:
    n = _refuse_data(x, y, batch_size, drop_last)
    for rows in _rows(_order(n, rng), batch_size, drop_last=True):
        yield x[rows], y[rows]


def _iterations_one_more(n_samples: int, batch_size: int, drop_last: bool = False) -> int:
    _refuse(n_samples, batch_size, drop_last)
    return n_samples // batch_size if drop_last else n_samples // batch_size + 1


def _updates_one_more(n_samples: int, batch_size: int, epochs: int) -> int:
    _refuse(n_samples, batch_size)
    return (n_samples // batch_size + 1) * epochs


def _batches_one_more(x: Any, y: Any, batch_size: int, rng: Any = None, drop_last: bool = False) -> Batches:
    n = _refuse_data(x, y, batch_size, drop_last)
    order = _order(n, rng)
    for i in range(n // batch_size if drop_last else n // batch_size + 1):
        rows = order[i * batch_size : (i + 1) * batch_size]
        yield x[rows], y[rows]


def _iterations_rounded(n_samples: int, batch_size: int, drop_last: bool = False) -> int:
    _refuse(n_samples, batch_size, drop_last)
    return n_samples // batch_size if drop_last else round(n_samples / batch_size)


def _updates_rounded(n_samples: int, batch_size: int, epochs: int) -> int:
    _refuse(n_samples, batch_size)
    return round(n_samples / batch_size) * epochs


def _iterations_ignore_drop_last(n_samples: int, batch_size: int, drop_last: bool = False) -> int:
    _refuse(n_samples, batch_size, drop_last)
    return _count(n_samples, batch_size)


def _batches_ignore_drop_last(x: Any, y: Any, batch_size: int, rng: Any = None, drop_last: bool = False) -> Batches:
    n = _refuse_data(x, y, batch_size, drop_last)
    for rows in _rows(_order(n, rng), batch_size):
        yield x[rows], y[rows]


def _iterations_the_other_way(n_samples: int, batch_size: int, drop_last: bool = False) -> int:
    _refuse(n_samples, batch_size, drop_last)
    return _count(n_samples, batch_size, not drop_last)


def _batches_the_other_way(x: Any, y: Any, batch_size: int, rng: Any = None, drop_last: bool = False) -> Batches:
    n = _refuse_data(x, y, batch_size, drop_last)
    for rows in _rows(_order(n, rng), batch_size, not drop_last):
        yield x[rows], y[rows]


# Epochs, iterations, samples.


def _updates_are_epochs(n_samples: int, batch_size: int, epochs: int) -> int:
    _refuse(n_samples, batch_size)
    return epochs


def _descent_updates_are_epochs(
    gradient: Any, x: Any, y: Any, p0: Any, learning_rate: Any, batch_size: Any, epochs: Any, rng: Any = None
) -> Any:
    n = _refuse_data(x, y, batch_size)

    def made() -> Batches:
        rows: list[Any] = []
        for _ in range(epochs):
            rows = rows or _rows(_order(n, rng), batch_size)
            chosen = rows.pop(0)
            yield x[chosen], y[chosen]

    return _descent(gradient, made(), p0, learning_rate)


def _updates_of_one_epoch(n_samples: int, batch_size: int, epochs: int) -> int:
    _refuse(n_samples, batch_size)
    return _count(n_samples, batch_size) if epochs else 0


def _descent_of_one_epoch(
    gradient: Any, x: Any, y: Any, p0: Any, learning_rate: Any, batch_size: Any, epochs: Any, rng: Any = None
) -> Any:
    n = _refuse_data(x, y, batch_size)
    rows = _rows(_order(n, rng), batch_size) if epochs else []
    return _descent(gradient, ((x[one], y[one]) for one in rows), p0, learning_rate)


def _updates_count_samples(n_samples: int, batch_size: int, epochs: int) -> int:
    _refuse(n_samples, batch_size)
    return n_samples * epochs


def _batches_of_single_samples(x: Any, y: Any, batch_size: int, rng: Any = None) -> Batches:
    n = _refuse_data(x, y, batch_size)
    for i in _order(n, rng):
        yield x[[i]], y[[i]]


def _updates_run_together(n_samples: int, batch_size: int, epochs: int) -> int:
    _refuse(n_samples, batch_size)
    return math.ceil(n_samples * epochs / batch_size)


def _descent_run_together(
    gradient: Any, x: Any, y: Any, p0: Any, learning_rate: Any, batch_size: Any, epochs: Any, rng: Any = None
) -> Any:
    n = _refuse_data(x, y, batch_size)
    order = np.concatenate([np.arange(0), *(_order(n, rng) for _ in range(epochs))])
    return _descent(gradient, ((x[rows], y[rows]) for rows in _rows(order, batch_size)), p0, learning_rate)


# The order.


def _batches_apart(x: Any, y: Any, batch_size: int, rng: Any = None, drop_last: bool = False) -> Batches:
    n = _refuse_data(x, y, batch_size, drop_last)
    pairs = zip(_rows(_order(n, rng), batch_size, drop_last), _rows(_order(n, rng), batch_size, drop_last), strict=True)
    for x_rows, y_rows in pairs:
        yield x[x_rows], y[y_rows]


def _batches_with_replacement(x: Any, y: Any, batch_size: int, rng: Any = None, drop_last: bool = False) -> Batches:
    n = _refuse_data(x, y, batch_size, drop_last)
    order = np.arange(n) if rng is None else rng.integers(n, size=n)
    for rows in _rows(order, batch_size, drop_last):
        yield x[rows], y[rows]


def _batches_each_on_its_own(x: Any, y: Any, batch_size: int, rng: Any = None, drop_last: bool = False) -> Batches:
    n = _refuse_data(x, y, batch_size, drop_last)
    for rows in _rows(np.arange(n), batch_size, drop_last):
        chosen = rows if rng is None else rng.choice(n, size=len(rows), replace=False)
        yield x[chosen], y[chosen]


def _batches_whole(x: Any, y: Any, batch_size: int, rng: Any = None, drop_last: bool = False) -> Batches:
    n = _refuse_data(x, y, batch_size, drop_last)
    rows = _rows(np.arange(n), batch_size, drop_last)
    for i in _order(len(rows), rng):
        yield x[rows[i]], y[rows[i]]


def _batches_within(x: Any, y: Any, batch_size: int, rng: Any = None, drop_last: bool = False) -> Batches:
    n = _refuse_data(x, y, batch_size, drop_last)
    for rows in _rows(np.arange(n), batch_size, drop_last):
        shuffled = rows if rng is None else rng.permutation(rows)
        yield x[shuffled], y[shuffled]


def _batches_never_shuffled(x: Any, y: Any, batch_size: int, rng: Any = None, drop_last: bool = False) -> Batches:
    n = _refuse_data(x, y, batch_size, drop_last)
    for rows in _rows(np.arange(n), batch_size, drop_last):
        yield x[rows], y[rows]


def _batches_always_shuffled(x: Any, y: Any, batch_size: int, rng: Any = None, drop_last: bool = False) -> Batches:
    n = _refuse_data(x, y, batch_size, drop_last)
    rng = np.random.default_rng(0) if rng is None else rng
    for rows in _rows(rng.permutation(n), batch_size, drop_last):
        yield x[rows], y[rows]


def _batches_drop_the_same(x: Any, y: Any, batch_size: int, rng: Any = None, drop_last: bool = False) -> Batches:
    n = _refuse_data(x, y, batch_size, drop_last)
    kept = n - n % batch_size if drop_last else n
    for rows in _rows(_order(kept, rng), batch_size, drop_last):
        yield x[rows], y[rows]


def _batches_in_place(x: Any, y: Any, batch_size: int, rng: Any = None, drop_last: bool = False) -> Batches:
    n = _refuse_data(x, y, batch_size, drop_last)
    if rng is not None:
        order = rng.permutation(n)
        x[:], y[:] = x[order], y[order]
    for rows in _rows(np.arange(n), batch_size, drop_last):
        yield x[rows], y[rows]


def _batches_global(x: Any, y: Any, batch_size: int, rng: Any = None, drop_last: bool = False) -> Batches:
    n = _refuse_data(x, y, batch_size, drop_last)
    order = np.arange(n) if rng is None else np.random.permutation(n)
    for rows in _rows(order, batch_size, drop_last):
        yield x[rows], y[rows]


def _batches_own_seed(x: Any, y: Any, batch_size: int, rng: Any = None, drop_last: bool = False) -> Batches:
    own = None if rng is None else np.random.default_rng(42)
    n = _refuse_data(x, y, batch_size, drop_last)
    for rows in _rows(_order(n, own), batch_size, drop_last):
        yield x[rows], y[rows]


def _batches_own_generator(x: Any, y: Any, batch_size: int, rng: Any = None, drop_last: bool = False) -> Batches:
    n = _refuse_data(x, y, batch_size, drop_last)
    for rows in _rows(_order(n, None if rng is None else np.random.default_rng()), batch_size, drop_last):
        yield x[rows], y[rows]


def _descent_own_seed(
    gradient: Any, x: Any, y: Any, p0: Any, learning_rate: Any, batch_size: Any, epochs: Any, rng: Any = None
) -> Any:
    own = None if rng is None else np.random.default_rng(42)
    n = _refuse_data(x, y, batch_size)
    rows = [one for _ in range(epochs) for one in _rows(_order(n, own), batch_size)]
    return _descent(gradient, ((x[one], y[one]) for one in rows), p0, learning_rate)


def _descent_same_order(
    gradient: Any, x: Any, y: Any, p0: Any, learning_rate: Any, batch_size: Any, epochs: Any, rng: Any = None
) -> Any:
    n = _refuse_data(x, y, batch_size)
    rows = _rows(_order(n, rng), batch_size) * epochs
    return _descent(gradient, ((x[one], y[one]) for one in rows), p0, learning_rate)


# The descent.


def _descent_of_all_data(
    gradient: Any, x: Any, y: Any, p0: Any, learning_rate: Any, batch_size: Any, epochs: Any, rng: Any = None
) -> Any:
    n = _refuse_data(x, y, batch_size)
    return _descent(gradient, [(x, y)] * (_count(n, batch_size) * epochs), p0, learning_rate)


def _descent_once_an_epoch(
    gradient: Any, x: Any, y: Any, p0: Any, learning_rate: Any, batch_size: Any, epochs: Any, rng: Any = None
) -> Any:
    n = _refuse_data(x, y, batch_size)
    path = [np.array(p0, dtype=np.float64)]
    for _ in range(epochs):
        rows = _rows(_order(n, rng), batch_size)
        path.append(_descent(gradient, ((x[one], y[one]) for one in rows), path[-1], learning_rate)[-1])
    return np.stack(path)


def _descent_without_start(
    gradient: Any, x: Any, y: Any, p0: Any, learning_rate: Any, batch_size: Any, epochs: Any, rng: Any = None
) -> Any:
    n = _refuse_data(x, y, batch_size)
    rows = [one for _ in range(epochs) for one in _rows(_order(n, rng), batch_size)]
    return _descent(gradient, ((x[one], y[one]) for one in rows), p0, learning_rate)[1:]


def _descent_truncates(
    gradient: Any, x: Any, y: Any, p0: Any, learning_rate: Any, batch_size: Any, epochs: Any, rng: Any = None
) -> Any:
    n = _refuse_data(x, y, batch_size)
    rows = [one for _ in range(epochs) for one in _rows(_order(n, rng), batch_size)]
    start = np.asarray(p0)
    path = np.empty((len(rows) + 1, *start.shape), dtype=start.dtype)
    path[0] = start
    for step, one in enumerate(rows):
        path[step + 1] = path[step] - learning_rate * np.asarray(gradient(path[step], x[one], y[one]))
    return path


def _descent_in_place(
    gradient: Any, x: Any, y: Any, p0: Any, learning_rate: Any, batch_size: Any, epochs: Any, rng: Any = None
) -> Any:
    n = _refuse_data(x, y, batch_size)
    p = np.asarray(p0, dtype=np.float64)
    path = [p]
    for _ in range(epochs):
        for one in _rows(_order(n, rng), batch_size):
            p -= learning_rate * np.asarray(gradient(p, x[one], y[one]))
            path.append(p)
    return np.stack(path)


MISCONCEPTIONS: tuple[Misconception, ...] = (
    Misconception(
        id="batches/last-batch-lost",
        name=Text(es="perdido el último lote incompleto", en="lost the incomplete last batch"),
        explanation=Text(
            es=(
                "Parece que solo cuentas los lotes completos. Con 10 muestras y lotes de 4 salen 4, 4 y 2: son 3 "
                "lotes, y 10 // 4 = 2 deja dos muestras sin ver en toda la época. Solo con drop_last=True se "
                "descarta el resto. Mira si usas una división entera donde hace falta redondear hacia arriba."
            ),
            en=(
                "You seem to count full batches alone. Ten samples in batches of 4 are 4, 4 and 2: 3 batches, "
                "and 10 // 4 = 2 leaves two samples unseen in the whole epoch. Only drop_last=True drops the "
                "rest. Look for a floor division where you need to round up."
            ),
        ),
        lecture=LECTURE,
        wrong={
            "iterations_per_epoch": _iterations_floor,
            "parameter_updates": _updates_floor,
            "batches": _batches_floor,
            "minibatch_gradient_descent": _descent_with(_batches_floor),
        },
    ),
    Misconception(
        id="batches/one-batch-too-many",
        name=Text(
            es="contado un lote de más cuando la división es exacta",
            en="counted one batch too many when the division leaves no rest",
        ),
        explanation=Text(
            es=(
                "Parece que sumas siempre uno por el último lote incompleto. Con 10 muestras y lotes de 5 no "
                "queda resto: son 2 lotes, y 10 // 5 + 1 = 3 añade un lote vacío. Suma uno solo si n % b no es "
                "0, o redondea hacia arriba: -(-n // b)."
            ),
            en=(
                "You seem always to add one for the incomplete last batch. Ten samples in batches of 5 leave no "
                "rest: 2 batches, and 10 // 5 + 1 = 3 adds an empty one. Add one only if n % b is not 0, or round "
                "up: -(-n // b)."
            ),
        ),
        lecture=LECTURE,
        wrong={
            "iterations_per_epoch": _iterations_one_more,
            "parameter_updates": _updates_one_more,
            "batches": _batches_one_more,
            "minibatch_gradient_descent": _descent_with(_batches_one_more),
        },
    ),
    Misconception(
        id="batches/rounds-to-the-nearest",
        name=Text(es="redondeado al entero más próximo", en="rounded to the nearest whole number"),
        explanation=Text(
            es=(
                "Parece que redondeas n / b al entero más próximo. Con 9 muestras y lotes de 4, 9 / 4 = 2.25 se "
                "redondea a 2, pero la novena muestra necesita un tercer lote. Se redondea siempre hacia arriba, "
                "por poco que sobre; hacia abajo con drop_last=True."
            ),
            en=(
                "You seem to round n / b to the nearest whole number. Nine samples in batches of 4: 9 / 4 = 2.25 "
                "rounds to 2, but the ninth sample needs a third batch. Always round up, however little is left "
                "over; down with drop_last=True."
            ),
        ),
        lecture=LECTURE,
        wrong={"iterations_per_epoch": _iterations_rounded, "parameter_updates": _updates_rounded},
    ),
    Misconception(
        id="batches/ignores-drop-last",
        name=Text(es="pasado por alto drop_last", en="paid no attention to drop_last"),
        explanation=Text(
            es=(
                "Parece que el último lote incompleto queda siempre. Con 5 muestras, lotes de 2 y drop_last=True "
                "quedan dos lotes, no tres: el de una sola muestra se descarta. Mira dónde usas drop_last."
            ),
            en=(
                "The incomplete last batch seems to stay in any case. With 5 samples, batches of 2 and "
                "drop_last=True two batches are left, not three: the one of a single sample is dropped. Look "
                "where you use drop_last."
            ),
        ),
        lecture=LECTURE,
        wrong={"iterations_per_epoch": _iterations_ignore_drop_last, "batches": _batches_ignore_drop_last},
    ),
    Misconception(
        id="batches/drop-last-the-wrong-way-round",
        name=Text(es="entendido drop_last al revés", en="taken drop_last the wrong way round"),
        explanation=Text(
            es=(
                "Parece que descartas el último lote incompleto cuando drop_last es False y lo dejas cuando es "
                "True. Con 5 muestras y lotes de 2: False da 2, 2 y 1; True da 2 y 2. Mira la condición."
            ),
            en=(
                "You seem to drop the incomplete last batch when drop_last is False and to keep it when it is "
                "True. With 5 samples in batches of 2, False gives 2, 2 and 1; True gives 2 and 2. Look at the "
                "condition."
            ),
        ),
        lecture=LECTURE,
        wrong={"iterations_per_epoch": _iterations_the_other_way, "batches": _batches_the_other_way},
    ),
    Misconception(
        id="batches/epochs-taken-for-updates",
        name=Text(es="confundido épocas con actualizaciones", en="taken epochs for updates"),
        explanation=Text(
            es=(
                "Parece que haces una actualización por época. Una época ve todos los datos; una iteración, solo "
                "un lote, y los parámetros cambian en cada iteración. Con 10 muestras, lotes de 4 y 2 épocas son "
                "3 · 2 = 6 actualizaciones, no 2. Hacen falta dos bucles: épocas por fuera, lotes por dentro."
            ),
            en=(
                "You seem to make one update an epoch. An epoch looks at all the data; an iteration at one batch, "
                "and the parameters change in every iteration. With 10 samples, batches of 4 and 2 epochs there "
                "are 3 · 2 = 6 updates, not 2. Two loops are needed: epochs outside, batches inside."
            ),
        ),
        lecture=WORDS,
        wrong={"parameter_updates": _updates_are_epochs, "minibatch_gradient_descent": _descent_updates_are_epochs},
    ),
    Misconception(
        id="batches/one-epoch-only",
        name=Text(es="pasado por los datos una sola vez", en="gone through the data only once"),
        explanation=Text(
            es=(
                "Parece que te quedas en la primera época. Con 10 muestras y lotes de 4, 3 iteraciones son una "
                "época; con epochs = 2 se vuelve a pasar por todos los datos y son 6 actualizaciones. Mira si el "
                "bucle de épocas rodea al de los lotes."
            ),
            en=(
                "You seem to stop after the first epoch. With 10 samples in batches of 4, 3 iterations are one "
                "epoch; with epochs = 2 all the data come again, 6 updates. Look whether a loop over the epochs "
                "stands around the one over the batches."
            ),
        ),
        lecture=WORDS,
        wrong={"parameter_updates": _updates_of_one_epoch, "minibatch_gradient_descent": _descent_of_one_epoch},
    ),
    Misconception(
        id="batches/one-update-per-sample",
        name=Text(es="actualizado con cada muestra", en="updated with every sample"),
        explanation=Text(
            es=(
                "Parece que cuentas muestras en vez de lotes. Eso es SGD con lotes de 1. Con 10 muestras y lotes "
                "de 4 se calcula un gradiente por lote: 3 actualizaciones en una época, no 10. Pide el gradiente "
                "una vez por lote, con todas sus muestras."
            ),
            en=(
                "You seem to count samples instead of batches. That is SGD with batches of 1. With 10 samples in "
                "batches of 4 there is one gradient a batch: 3 updates in an epoch, not 10. Ask for the gradient "
                "once a batch, with all its samples."
            ),
        ),
        lecture=LECTURE,
        wrong={
            "parameter_updates": _updates_count_samples,
            "minibatch_gradient_descent": _descent_with(_batches_of_single_samples),
        },
    ),
    Misconception(
        id="batches/epochs-run-together",
        name=Text(es="llenado el último lote con la época siguiente", en="filled the last batch from the next epoch"),
        explanation=Text(
            es=(
                "Parece que pones las épocas una tras otra y las cortas en lotes todas juntas. Con 10 muestras, "
                "lotes de 4 y 2 épocas te salen 20 / 4 = 5 lotes, y el tercero mezcla dos épocas. Cada época "
                "tiene su propio último lote, de 2: son 3 + 3 = 6. Redondea hacia arriba antes de multiplicar."
            ),
            en=(
                "You seem to put the epochs one after the other and to cut them into batches as a whole. With 10 "
                "samples, batches of 4 and 2 epochs that gives 20 / 4 = 5 batches, the third with samples of two "
                "epochs. Each epoch has its own last batch, of 2: 3 + 3 = 6. Round up before you multiply."
            ),
        ),
        lecture=WORDS,
        wrong={"parameter_updates": _updates_run_together, "minibatch_gradient_descent": _descent_run_together},
    ),
    Misconception(
        id="batches/x-and-y-shuffled-apart",
        name=Text(es="barajado x e y por separado", en="shuffled x and y apart"),
        explanation=Text(
            es=(
                "Parece que x e y se barajan cada uno por su lado. Con x = [foto de gato, foto de perro] e y = "
                "[gato, perro], la foto del gato acaba la mitad de las veces con la etiqueta del perro, y la red "
                "aprende ruido. Saca un solo orden, `order = rng.permutation(len(x))`, y usa x[order] e y[order]."
            ),
            en=(
                "You seem to shuffle x and y each on its own. With x = [photo of a cat, photo of a dog] and y = "
                "[cat, dog], the photo of the cat ends up with the label of the dog half of the time, and the "
                "network learns noise. Draw one order, `order = rng.permutation(len(x))`, and use x[order] and "
                "y[order]."
            ),
        ),
        lecture=LECTURE,
        wrong={
            "batches": _batches_apart,
            "minibatch_gradient_descent": _descent_with(_batches_apart),
        },
    ),
    Misconception(
        id="batches/sampling-with-replacement",
        name=Text(es="sacado muestras con reemplazo", en="sampled with replacement"),
        explanation=Text(
            es=(
                "Parece que eliges las muestras al azar sin apartar las que ya han salido. De 2 muestras, la "
                "mitad de las veces sale dos veces la misma y la otra ninguna; con muchas, cada época se deja "
                "sin ver un 37 %. En una época sale cada muestra exactamente una vez: baraja los índices con "
                "`rng.permutation`, no los sortees con `rng.integers` ni con `rng.choice`."
            ),
            en=(
                "You seem to pick samples at random without setting aside those that came already. Of 2 samples, "
                "half of the time one comes twice and the other never; of many, an epoch leaves 37 % unseen. In an "
                "epoch every sample comes exactly once: shuffle the indices with `rng.permutation`, do not draw "
                "them with `rng.integers` or `rng.choice`."
            ),
        ),
        lecture=WORDS,
        wrong={
            "batches": _batches_with_replacement,
            "minibatch_gradient_descent": _descent_with(_batches_with_replacement),
        },
    ),
    Misconception(
        id="batches/each-batch-drawn-anew",
        name=Text(es="sorteado cada lote entre todos los datos", en="drawn every batch from all the data"),
        explanation=Text(
            es=(
                "Parece que cada lote se sortea otra vez entre todas las muestras: dentro de un lote no hay "
                "repetidas, pero de un lote a otro sí. Con 4 muestras y lotes de 2, los lotes (1, 2) y (2, 3) "
                "repiten la 2 y dejan fuera la 4. Saca un orden por época y córtalo en trozos seguidos."
            ),
            en=(
                "You seem to draw each batch from all the samples again: within a batch none comes twice, but from "
                "batch to batch they do. With 4 samples in batches of 2, the batches (1, 2) and (2, 3) repeat "
                "sample 2 and leave out 4. Draw one order an epoch and cut it into consecutive pieces."
            ),
        ),
        lecture=WORDS,
        wrong={
            "batches": _batches_each_on_its_own,
            "minibatch_gradient_descent": _descent_with(_batches_each_on_its_own),
        },
    ),
    Misconception(
        id="batches/shuffles-whole-batches",
        name=Text(es="barajado los lotes y no las muestras", en="shuffled the batches, not the samples"),
        explanation=Text(
            es=(
                "Parece que cortas los datos en su orden y barajas después los lotes. Con 4 muestras y lotes de "
                "2, la 1 va siempre con la 2 y la 3 con la 4; si los datos vienen ordenados por clase, cada lote "
                "ve una sola clase. Baraja primero las muestras y corta después."
            ),
            en=(
                "You seem to cut the data as they stand and to shuffle the batches afterwards. With 4 samples in "
                "batches of 2, sample 1 always comes with 2, and 3 with 4; if the data are sorted by class, each "
                "batch sees a single class. Shuffle the samples first, cut afterwards."
            ),
        ),
        lecture=LECTURE,
        wrong={
            "batches": _batches_whole,
            "minibatch_gradient_descent": _descent_with(_batches_whole),
        },
    ),
    Misconception(
        id="batches/shuffles-within-batches",
        name=Text(es="barajado solo dentro de cada lote", en="shuffled only inside each batch"),
        explanation=Text(
            es=(
                "Parece que cortas los datos en su orden y barajas después cada lote por dentro. Con 4 muestras "
                "y lotes de 2, el primer lote contiene siempre la 1 y la 2, y el gradiente de un lote no depende "
                "de su orden: es como no barajar. Baraja todas las muestras antes de cortar."
            ),
            en=(
                "You seem to cut the data as they stand and to shuffle inside each batch afterwards. With 4 "
                "samples in batches of 2, the first batch always holds samples 1 and 2, and the gradient of a "
                "batch does not depend on its order: it is as if nothing were shuffled. Shuffle all samples "
                "before you cut."
            ),
        ),
        lecture=LECTURE,
        wrong={
            "batches": _batches_within,
            "minibatch_gradient_descent": _descent_with(_batches_within),
        },
    ),
    Misconception(
        id="batches/never-shuffled",
        name=Text(es="dejado sin barajar aunque se da rng", en="not shuffled although rng was given"),
        explanation=Text(
            es=(
                "Parece que las muestras salen siempre en su orden, también con rng. Si los datos vienen "
                "ordenados por clase, un lote ve una sola clase y su gradiente tira hacia ella. Si rng no es "
                "None, saca el orden con `rng.permutation(len(x))`."
            ),
            en=(
                "The samples seem to come as they stand, with rng too. If the data are sorted by class, a batch "
                "sees a single class and its gradient pulls towards it. If rng is not None, draw the order with "
                "`rng.permutation(len(x))`."
            ),
        ),
        lecture=LECTURE,
        wrong={
            "batches": _batches_never_shuffled,
            "minibatch_gradient_descent": _descent_with(_batches_never_shuffled),
        },
    ),
    Misconception(
        id="batches/always-shuffled",
        name=Text(es="barajado aunque rng es None", en="shuffled although rng is None"),
        explanation=Text(
            es=(
                "Parece que, sin rng, sacas el orden de un generador propio. Con rng=None las muestras salen en "
                "su orden: de [10, 20, 30] en lotes de 2, primero [10, 20] y luego [30]. Baraja solo si te dan "
                "con qué."
            ),
            en=(
                "Without rng you seem to draw the order from a generator of your own. With rng=None the samples "
                "come as they stand: of [10, 20, 30] in batches of 2, first [10, 20], then [30]. Shuffle only if "
                "you are given something to shuffle with."
            ),
        ),
        lecture=LECTURE,
        wrong={
            "batches": _batches_always_shuffled,
            "minibatch_gradient_descent": _descent_with(_batches_always_shuffled),
        },
    ),
    Misconception(
        id="batches/same-samples-dropped",
        name=Text(es="descartado siempre las mismas muestras", en="dropped the same samples every time"),
        explanation=Text(
            es=(
                "Parece que, con drop_last, apartas las últimas filas antes de barajar. Con 3 muestras y lotes de "
                "2, la tercera no se ve nunca, en ninguna época. Baraja todas y descarta después lo que sobra "
                "del orden: así le toca cada vez a otra."
            ),
            en=(
                "With drop_last you seem to set aside the last rows before you shuffle. With 3 samples in batches "
                "of 2 the third is never seen, in no epoch. Shuffle all of them and drop what is left over of the "
                "order: then another sample is left out each time."
            ),
        ),
        lecture=LECTURE,
        wrong={"batches": _batches_drop_the_same},
    ),
    Misconception(
        id="batches/shuffles-the-callers-data",
        name=Text(es="barajado los datos de quien llama", en="shuffled the caller's data"),
        explanation=Text(
            es=(
                "Parece que barajas x e y en su sitio: `rng.shuffle(x)` o `x[:] = x[order]` cambian los arrays "
                "de quien te llama, que después ya no están como los dejó. Con x = [1, 2] pueden volver como "
                "[2, 1], y un array de solo lectura da un error. Baraja índices, no datos: x[order] es un array "
                "nuevo."
            ),
            en=(
                "You seem to shuffle x and y in place: `rng.shuffle(x)` or `x[:] = x[order]` change the arrays of "
                "whoever calls you, who does not find them as they were. x = [1, 2] may come back as [2, 1], and "
                "a read-only array gives an error. Shuffle indices, not data: x[order] is a new array."
            ),
        ),
        lecture=LECTURE,
        wrong={
            "batches": _batches_in_place,
            "minibatch_gradient_descent": _descent_with(_batches_in_place),
        },
    ),
    Misconception(
        id="batches/global-random-state",
        name=Text(es="usado el azar global de NumPy", en="used NumPy's global random state"),
        explanation=Text(
            es=(
                "Parece que barajas con `np.random...` y no con el `rng` que te dan. El estado global lo comparte "
                "todo el programa: la misma semilla ya no da el mismo orden, y quien repite tu experimento no "
                "obtiene lo mismo. Usa `rng.permutation`."
            ),
            en=(
                "You seem to shuffle with `np.random...` and not with the `rng` that you are given. The global "
                "state is shared by the whole program: the same seed no longer gives the same order, and whoever "
                "repeats your experiment gets something else. Use `rng.permutation`."
            ),
        ),
        lecture=LECTURE,
        wrong={
            "batches": _batches_global,
            "minibatch_gradient_descent": _descent_with(_batches_global),
        },
    ),
    Misconception(
        id="batches/generator-without-a-seed",
        name=Text(es="creado dentro un generador sin semilla", en="made a generator without a seed inside"),
        explanation=Text(
            es=(
                "Parece que barajas con un generador nuevo, `np.random.default_rng()`, y no con el `rng` que te "
                "dan. Sin semilla da cada vez otra cosa: dos llamadas con `np.random.default_rng(5)` deben dar el "
                "mismo orden, y las tuyas dan dos distintos. Usa el argumento: `rng.permutation(len(x))`."
            ),
            en=(
                "You seem to shuffle with a new generator, `np.random.default_rng()`, and not with the `rng` that "
                "you are given. Without a seed it gives something else each time: two calls with "
                "`np.random.default_rng(5)` must give the same order, and yours give two. Use the argument: "
                "`rng.permutation(len(x))`."
            ),
        ),
        lecture=LECTURE,
        wrong={
            "batches": _batches_own_generator,
            "minibatch_gradient_descent": _descent_with(_batches_own_generator),
        },
    ),
    Misconception(
        id="batches/generator-with-its-own-seed",
        name=Text(
            es="creado dentro un generador con semilla fija",
            en="made a generator with a fixed seed inside",
        ),
        explanation=Text(
            es=(
                "Parece que creas el generador dentro de la función, con una semilla tuya, en vez de usar `rng`. "
                "Así cada llamada empieza igual y da siempre el mismo orden. El generador que te dan recuerda lo "
                "que ya ha dado, y por eso dos épocas seguidas salen distintas."
            ),
            en=(
                "You seem to make a generator inside the function, with a seed of your own, instead of using "
                "`rng`. Then every call begins alike and gives the same order each time. The generator that you "
                "are given remembers what it gave, and so two epochs in a row come out different."
            ),
        ),
        lecture=LECTURE,
        wrong={"batches": _batches_own_seed, "minibatch_gradient_descent": _descent_own_seed},
    ),
    Misconception(
        id="batches/same-order-every-epoch",
        name=Text(es="repetido el mismo orden en todas las épocas", en="kept one order for all epochs"),
        explanation=Text(
            es=(
                "Parece que barajas una sola vez, antes del bucle de épocas, y todas las épocas pasan por los "
                "mismos lotes. Con 4 muestras y lotes de 2, la 1 y la 3 que coinciden una vez coinciden siempre. "
                "Saca un orden nuevo dentro del bucle, al empezar cada época."
            ),
            en=(
                "You seem to shuffle once, before the loop over the epochs, so that all epochs go through the "
                "same batches. With 4 samples in batches of 2, if samples 1 and 3 meet once they meet always. "
                "Draw a new order inside the loop, at the beginning of every epoch."
            ),
        ),
        lecture=LECTURE,
        wrong={"minibatch_gradient_descent": _descent_same_order},
    ),
    Misconception(
        id="batches/gradient-of-all-the-data",
        name=Text(es="calculado el gradiente con todos los datos", en="taken the gradient of all the data"),
        explanation=Text(
            es=(
                "Parece que das el número justo de pasos, pero cada uno con x e y enteros. Con x = (4, 8, 2) y "
                "lotes de 2, el primer gradiente es el de (4, 8) y el segundo el de (2). Pasa a `gradient` el "
                "lote, x_batch e y_batch, y no los datos."
            ),
            en=(
                "You seem to take the right number of steps, but each with the whole x and y. With x = (4, 8, 2) "
                "in batches of 2, the first gradient is that of (4, 8) and the second that of (2). Hand the batch "
                "to `gradient`, x_batch and y_batch, not the data."
            ),
        ),
        lecture=LECTURE,
        wrong={"minibatch_gradient_descent": _descent_of_all_data},
    ),
    Misconception(
        id="batches/one-row-per-epoch",
        name=Text(es="guardado un punto por época", en="stored one point an epoch"),
        explanation=Text(
            es=(
                "Parece que guardas p al acabar cada época y no tras cada actualización. Con 3 muestras, lotes de "
                "2 y una época hay 2 actualizaciones: el camino tiene 3 filas, no 2. Guarda p dentro del bucle de "
                "los lotes."
            ),
            en=(
                "You seem to store p at the end of each epoch and not after each update. With 3 samples, batches "
                "of 2 and one epoch there are 2 updates: the path has 3 rows, not 2. Store p inside the loop over "
                "the batches."
            ),
        ),
        lecture=WORDS,
        wrong={"minibatch_gradient_descent": _descent_once_an_epoch},
    ),
    Misconception(
        id="batches/start-left-out",
        name=Text(es="dejado el inicio fuera del camino", en="left the start out of the path"),
        explanation=Text(
            es=(
                "Parece que el camino empieza en el punto que sigue a la primera actualización. Debe contener "
                "también p0: tras 2 actualizaciones hay 3 filas, y con epochs = 0 queda una. Guarda p0 antes de "
                "los bucles."
            ),
            en=(
                "Your path seems to begin with the point after the first update. It must hold p0 too: after 2 "
                "updates there are 3 rows, and with epochs = 0 one is left. Store p0 before the loops."
            ),
        ),
        lecture=LECTURE,
        wrong={"minibatch_gradient_descent": _descent_without_start},
    ),
    Misconception(
        id="batches/truncates-to-integers",
        name=Text(es="perdido los decimales de un p0 entero", en="lost the decimals of an integer p0"),
        explanation=Text(
            es=(
                "Parece que el camino hereda el tipo de p0. Un array de enteros corta los decimales de lo que se "
                "escribe en él: de p0 = 0 un paso a 0.75 se queda en 0. Convierte primero: `np.array(p0, "
                "dtype=float)`."
            ),
            en=(
                "Your path seems to take over the type of p0. An array of integers cuts off the decimals of what "
                "is written into it: from p0 = 0 a step to 0.75 stays at 0. Convert first: `np.array(p0, "
                "dtype=float)`."
            ),
        ),
        lecture=LECTURE,
        wrong={"minibatch_gradient_descent": _descent_truncates},
    ),
    Misconception(
        id="batches/changes-the-start-in-place",
        name=Text(es="escrito los pasos dentro de p0", en="written the steps into p0"),
        explanation=Text(
            es=(
                "Parece que trabajas siempre sobre el mismo array: `p -= ...` escribe en p0 y en todas las filas "
                "ya guardadas. Con p0 = [1.] y un paso que resta 1, la lista [p, p] acaba siendo [0.], [0.]. "
                "Empieza con una copia y escribe `p = p - ...`."
            ),
            en=(
                "You seem to work on one and the same array: `p -= ...` writes into p0 and into every row stored "
                "so far. With p0 = [1.] and a step that subtracts 1, the list [p, p] ends as [0.], [0.]. Begin "
                "with a copy and write `p = p - ...`."
            ),
        ),
        lecture=LECTURE,
        wrong={"minibatch_gradient_descent": _descent_in_place},
    ),
)
