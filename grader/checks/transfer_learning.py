"""Hidden checks of topic 17, transfer_learning.

Every function works on small models of ours. How a student keeps a batch norm in evaluation mode is their choice, so
what is looked at are its statistics and its output, never its mode. `fine_tune` is free in its optimizer and its
batches: its losses are compared with a learning rate so small that nothing moves, and beyond that it has to make the
loss smaller.

How much smaller was calibrated on the set of `test_fine_tuning_learns` with 24 seeds for the data, the weights and
the order, and batches of 8, 16, 32 and all 60 images. What is left of the loss after 50 epochs is at most 0.14 of it
with SGD and momentum, 0.01 with Adam and AdamW at the given rate, 0.29 with Adam at a tenth of it, 0.88 with RMSprop;
with SGD without momentum 0.12, 0.33, 0.63 and, on all images at once, 0.84. 0.95 is asked for.
"""

from functools import cache
from typing import Any

import numpy as np
import pytest

from cnn_reference import lenet
from cnn_reference.misconceptions import transfer_learning as misconceptions
from cnn_reference.toy_signs import draw_signs
from gradiente.checking import (
    array_of,
    assert_agrees,
    assert_holds,
    assert_measures,
    call_and_look,
    difference,
    incomparable,
)
from gradiente.checking.models import (
    Seen,
    freeze_part,
    is_model,
    look_at_model,
    make_model,
    part_of,
    plain,
    run_model,
    same_object,
    set_buffers,
    set_gradients,
    set_parameters,
    set_trainable,
    set_training,
    take_passes,
    tensor,
)

MISCONCEPTIONS = misconceptions.MISCONCEPTIONS

ANY_NUMBER = 1e300  # a tolerance that leaves type, length and finiteness to look at
STANDSTILL = 1e-9  # a learning rate with which no float32 weight moves by more than 1e-6, whatever the optimizer
K = 4

# Two batch norms of images, one of them a part within a part, and one of vectors.
NORMALIZED = {
    "features": [
        ("max_pool2d", 4),
        ("conv2d", 3, 4, 3),
        ("batch_norm2d", 4),
        ("relu",),
        [("conv2d", 4, 3, 3), ("batch_norm2d", 3), ("relu",)],
        ("flatten",),
    ],
    "classifier": [("linear", 48, 8), ("batch_norm1d", 8), ("relu",), ("linear", 8, K)],
}
PLAIN = {
    "features": [
        ("max_pool2d", 4),
        ("conv2d", 3, 4, 3),
        ("batch_norm2d", 4),
        ("relu",),
        ("flatten",),
        ("linear", 144, 8),
    ],
    "classifier": [("relu",), ("linear", 8, 6), ("relu",), ("linear", 6, K)],
}
CLASSIFIERS = {
    "in a sequence": PLAIN["classifier"],
    "itself": ("linear", 8, K),
    "nested": [("relu",), [("linear", 8, 6), [("relu",), ("linear", 6, K)]], ("dropout", 0.0)],
    "not at the end": [("linear", 8, 6), ("relu",), ("linear", 6, K), ("dropout", 0.0), ("softmax",)],
}
# Dense layers that come after the classifier and do not belong to it, in a model that is looked at and never run.
BESIDE = {"auxiliary": ("linear", K, 5), "projection": ("linear", 5, K)}


@cache
def batch(n: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Draw n images and their labels."""
    rng = np.random.default_rng((17, seed))
    return 2 * rng.standard_normal((n, 3, 32, 32), np.float32), rng.integers(0, K, n)


def tensors(student: Any, *arrays: np.ndarray) -> list[Any]:
    return [tensor(student, array) for array in arrays]


def model_with_statistics(student: Any, parts: dict[str, Any], seed: int) -> Any:
    """Make a model whose running statistics are not those of any batch."""
    model = make_model(student, parts, seed)
    rng = np.random.default_rng((17, 99, seed))
    buffers = look_at_model(student, model).buffers.values()
    values = [rng.uniform(0.5, 2, one.shape).astype(np.float32) if one.ndim else one + 7 for one in buffers]
    set_buffers(student, model, values)
    return model


def changed(before: dict[str, np.ndarray], after: dict[str, np.ndarray], prefix: str = "") -> int:
    """How many tensors, of those whose names begin so, are not what they were to the last bit."""
    return sum(not np.array_equal(before[name], after[name]) for name in before if name.startswith(prefix))


# -- freeze -------------------------------------------------------------------------------------------------


@pytest.mark.points("freeze", 0.75)
@pytest.mark.says(
    es="Tras freeze no se entrena ningún parámetro del módulo, esté donde esté, y sus valores no cambian.",
    en="After freeze no parameter of the module is trained, wherever it is, and their values do not change.",
)
def test_nothing_of_a_frozen_model_is_trained(student):
    model = make_model(student, NORMALIZED, 1)
    before = look_at_model(student, model)
    student.freeze(model)
    after = look_at_model(student, model)
    assert_measures(sum(after.trainable.values()), 0, 0.0, "requires_grad")
    assert_measures(changed(before.parameters, after.parameters), 0, 0.0, "parameters")


@pytest.mark.points("freeze", 0.5)
@pytest.mark.says(
    es="Las normalizaciones congeladas conservan sus estadísticas bit a bit en una pasada, también las de una parte "
    "dentro de otra y las de vectores.",
    en="Frozen batch norms keep their statistics to the last bit in a pass, also those of a part within a part and "
    "those of vectors.",
)
def test_frozen_statistics_stay(student):
    model = model_with_statistics(student, NORMALIZED, 2)
    student.freeze(model)
    before = look_at_model(student, model)
    run_model(student, model, batch(6, 2)[0])
    assert_measures(changed(before.buffers, look_at_model(student, model).buffers), 0, 0.0, "running statistics")


@pytest.mark.points("freeze", 0.75)
@pytest.mark.says(
    es="También las conservan tras un model.train() posterior, cuantas veces se llame, num_batches_tracked incluido.",
    en="They keep them after a later model.train() as well, however often it is called, num_batches_tracked included.",
)
def test_frozen_statistics_stay_in_training_mode(student):
    model = model_with_statistics(student, NORMALIZED, 3)
    set_training(student, model, False)
    student.freeze(model)
    before = look_at_model(student, model)
    for seed in (3, 4):
        set_training(student, model, True)
        run_model(student, model, batch(6, seed)[0])
    assert_measures(changed(before.buffers, look_at_model(student, model).buffers), 0, 0.0, "running statistics")


@pytest.mark.points("freeze", 0.5)
@pytest.mark.says(
    es="En modo de entrenamiento, lo congelado normaliza con sus estadísticas acumuladas: la salida de una imagen no "
    "depende del lote.",
    en="In training mode what is frozen normalizes by its running statistics: the output of an image does not depend "
    "on the batch.",
)
def test_frozen_output_in_training_mode(student):
    twin = model_with_statistics(None, NORMALIZED, 5)
    set_training(None, twin, False)
    model = model_with_statistics(student, NORMALIZED, 5)
    student.freeze(model)
    set_training(student, model, True)
    images = batch(6, 5)[0]
    assert_agrees(run_model(student, model, images), run_model(None, twin, images))


@pytest.mark.points("freeze", 0.5)
@pytest.mark.says(
    es="Si se congela una parte, el resto del modelo sigue como estaba: se entrena, y sus normalizaciones usan el "
    "lote.",
    en="If a part is frozen, the rest of the model stays as it was: it is trained, and its batch norms use the batch.",
)
def test_freezing_a_part(student):
    for part, statistics in (("features", 6), ("features.2", 3), ("classifier.0", 0)):
        twin = model_with_statistics(None, NORMALIZED, 6)
        freeze_part(None, twin, part)
        model = model_with_statistics(student, NORMALIZED, 6)
        student.freeze(part_of(student, model, part))
        frozen = look_at_model(student, model).trainable
        assert_holds(frozen == look_at_model(None, twin).trainable, "property", frozen)
        before = look_at_model(student, model).buffers
        set_training(None, twin, True)
        set_training(student, model, True)
        images = batch(6, 6)[0]
        assert_agrees(run_model(student, model, images), run_model(None, twin, images))
        assert_measures(changed(before, look_at_model(student, model).buffers), 9 - statistics, 0.0, "statistics")


# -- replace_classifier -------------------------------------------------------------------------------------


def with_classifier(student: Any, name: str, seed: int) -> Any:
    return model_with_statistics(student, {**PLAIN, "classifier": CLASSIFIERS[name]}, seed)


def split(seen: Seen) -> tuple[list[np.ndarray], list[np.ndarray], list[bool], list[bool]]:
    """Parameters of the last dense layer of the classifier and all others, and what of both is trained.

    By their order, not by their names: a student may have built the sequence around the new layer anew.
    """
    names = list(seen.parameters)
    last = [name for name in names if name.startswith("classifier")][-2:]
    rest = [name for name in names if name not in last]
    values = ([seen.parameters[name] for name in part] for part in (last, rest))
    trained = ([seen.trainable[name] for name in part] for part in (last, rest))
    return (*values, *trained)


@pytest.mark.points("replace_classifier", 0.75)
@pytest.mark.says(
    es="Devuelve el mismo modelo, cuya última capa densa del clasificador tiene ahora n_classes salidas y las "
    "entradas de antes; esa capa puede ser el clasificador mismo, estar dentro de otra parte o no ser la última de "
    "todas.",
    en="It returns the same model, whose last dense layer of the classifier now has n_classes outputs and the inputs "
    "of before; that layer may be the classifier itself, stand within another part or not be the very last one.",
)
def test_new_layer_has_as_many_outputs_as_classes(student):
    for name, units in (("in a sequence", 6), ("itself", 8), ("nested", 6), ("not at the end", 6)):
        for n_classes in (7, 3):
            model = with_classifier(student, name, 1)
            returned = student.replace_classifier(model, n_classes)
            assert_holds(is_model(student, returned), "property", returned)
            assert_holds(same_object(returned, model), "property", returned)
            last = split(look_at_model(student, model))[0]
            assert_agrees([list(values.shape) for values in last], [[n_classes, units], [n_classes]])
            array_of(run_model(student, model, batch(5, 1)[0]), (5, n_classes))


@pytest.mark.points("replace_classifier", 0.5)
@pytest.mark.says(
    es="Los pesos de la capa nueva son nuevos y al azar, también si tiene tantas salidas como la de antes.",
    en="The weights of the new layer are new and random, also if it has as many outputs as the one before.",
)
def test_new_layer_has_fresh_weights(student):
    for name in ("in a sequence", "itself"):
        for n_classes in (7, K, 2):
            model = with_classifier(student, name, 2)
            old = split(look_at_model(student, model))[0]
            student.replace_classifier(model, n_classes)
            new = split(look_at_model(student, model))[0]
            assert_agrees(len(new[0]), n_classes)
            # Two random float32 are equal once in millions.
            kept = np.isin(new[0], old[0])
            assert_measures(float(kept.mean()), 0.0, 0.25, "old weights")
            assert_holds(np.unique(new[0]).size > new[0].size // 2, "property", new[0])
            assert_holds(not np.any(np.isin(new[1], old[1])), "property", new[1])


@pytest.mark.points("replace_classifier", 0.5)
@pytest.mark.says(
    es="En un modelo congelado se entrena la capa nueva, y solo ella.",
    en="In a frozen model the new layer is trained, and it alone.",
)
def test_new_layer_is_trainable_in_a_frozen_model(student):
    for name in ("in a sequence", "itself", "nested"):
        model = with_classifier(student, name, 3)
        freeze_part(student, model, "")
        student.replace_classifier(model, 5)
        _, _, last, rest = split(look_at_model(student, model))
        assert_measures(sum(last), 2, 0.0, "requires_grad (new)")
        assert_measures(sum(rest), 0, 0.0, "requires_grad (old)")


@pytest.mark.points("replace_classifier", 0.75)
@pytest.mark.says(
    es="Todo lo demás queda como estaba: pesos, qué se entrena y qué no, estadísticas y modos.",
    en="Everything else stays as it was: weights, what is trained and what is not, statistics and modes.",
)
def test_the_rest_of_the_model_is_untouched(student):
    for name in ("in a sequence", "itself", "nested", "not at the end"):
        model = model_with_statistics(student, {**PLAIN, "classifier": CLASSIFIERS[name], **BESIDE}, 4)
        set_trainable(student, model, False, "features.1")
        set_training(student, model, False, "features.2")
        before = look_at_model(student, model)
        student.replace_classifier(model, 6)
        after = look_at_model(student, model)
        _, old, _, was_trained = split(before)
        last, new, _, is_trained = split(after)
        assert_agrees(len(last[0]), 6)
        assert_agrees([list(values.shape) for values in new], [list(values.shape) for values in old])
        assert_holds(all(map(np.array_equal, old, new)), "property")
        assert_holds(was_trained == is_trained, "property", is_trained, was_trained)
        assert_measures(changed(before.buffers, after.buffers), 0, 0.0, "running statistics")
        modes = {name: mode for name, mode in before.modes.items() if name.startswith("features")}
        assert_holds(all(after.modes.get(name) == mode for name, mode in modes.items()), "property")


# -- trainable_parameters -----------------------------------------------------------------------------------


@pytest.mark.points("trainable_parameters", 0.5)
@pytest.mark.says(
    es="Sin nada congelado se cuentan todos los números de todos los parámetros, pero no las estadísticas.",
    en="With nothing frozen all numbers of all parameters are counted, but not the statistics.",
)
def test_count_of_a_model_that_is_all_trained(student):
    for parts in (NORMALIZED, PLAIN):
        model = make_model(student, parts, 1)
        total = sum(values.size for values in look_at_model(student, model).parameters.values())
        assert_agrees(plain(student.trainable_parameters(model)), total)


@pytest.mark.points("trainable_parameters", 0.5)
@pytest.mark.says(
    es="Los parámetros congelados no se cuentan; si lo están todos, el resultado es 0.",
    en="Frozen parameters are not counted; if all are, the result is 0.",
)
def test_count_of_a_model_that_is_partly_frozen(student):
    for prefix in ("features", "classifier.0", "features.1", ""):
        model = make_model(student, NORMALIZED, 1)
        freeze_part(student, model, prefix)
        seen = look_at_model(student, model)
        total = sum(values.size for name, values in seen.parameters.items() if seen.trainable[name])
        assert_agrees(plain(student.trainable_parameters(model)), total)


# -- fine_tune ----------------------------------------------------------------------------------------------

# 60 and 240 images: one less is a prime, so that no batch size leaves a last batch of one.


def with_frozen_features(student: Any, seed: int, parts: dict[str, Any] = PLAIN) -> Any:
    model = model_with_statistics(student, parts, seed)
    freeze_part(student, model, "features")
    return model


def fine_tuned(student: Any, model: Any, n: int, epochs: int, learning_rate: float, seed: int = 5) -> Any:
    return student.fine_tune(model, *tensors(student, *batch(n, n)), epochs, learning_rate, seed)


def losses_of(result: Any, epochs: int) -> list[float]:
    """Take what a student's `fine_tune` returned as one number an epoch."""
    result = plain(result)
    assert_agrees(result, [0.0] * epochs, ANY_NUMBER)
    return [float(loss) for loss in result]


@pytest.mark.points("fine_tune", 0.75)
@pytest.mark.says(
    es="Devuelve una pérdida por época: la entropía cruzada media de las imágenes.",
    en="It returns one loss an epoch: the mean cross-entropy of the images.",
)
def test_losses_of_fine_tuning(student):
    loss, _ = lenet.evaluate(outspoken(None), *tensors(None, *batch(240, 240)))
    losses = losses_of(fine_tuned(student, outspoken(student), 240, 8, STANDSTILL), 8)
    # Room for a mean of the means of unequal batches: the losses of the images have a standard deviation of 1, and of
    # 200 orders with batches of 7 to 128 images none came farther than 0.08 from the mean of the images.
    assert_agrees(losses, [loss] * 8, 0.1)


def outspoken(student: Any) -> Any:
    """Make a model with larger weights than at birth, whose losses differ from image to image."""
    model = with_frozen_features(student, 1)
    values = [2.2 * one for one in look_at_model(student, model).parameters.values()]
    set_parameters(student, model, values)
    return model


@pytest.mark.points("fine_tune", 1)
@pytest.mark.says(
    es="Lo congelado queda igual bit a bit, parámetros y estadísticas, también si guarda un gradiente de antes; y "
    "sigue congelado.",
    en="What is frozen stays equal to the last bit, parameters and statistics, also if it still holds a gradient from "
    "before; and it stays frozen.",
)
def test_frozen_tensors_stay(student):
    for gradients in (None, 1.0):
        for frozen in ("features", "features.1", "classifier.1"):
            model = model_with_statistics(student, PLAIN, 2)
            freeze_part(student, model, "features.2")
            freeze_part(student, model, frozen)
            if gradients is not None:
                set_gradients(student, model, gradients)
            before = look_at_model(student, model)
            fine_tuned(student, model, 60, 2, 0.05)
            after = look_at_model(student, model)
            assert_measures(changed(before.parameters, after.parameters, frozen), 0, 0.0, "parameters")
            assert_measures(changed(before.buffers, after.buffers), 0, 0.0, "running statistics")
            assert_holds(after.trainable == before.trainable, "property")
            # Who trains nothing leaves what is frozen alone, too.
            assert_holds(changed(before.parameters, after.parameters) > 0, "property")


@pytest.mark.points("fine_tune", 0.5)
@pytest.mark.says(
    es="Se entrena todo lo que no está congelado, también fuera del clasificador.",
    en="Everything that is not frozen is trained, outside of the classifier as well.",
)
def test_everything_else_is_trained(student):
    for frozen in ("features.1", "classifier.1"):
        model = model_with_statistics(student, PLAIN, 3)
        freeze_part(student, model, "features.2")
        freeze_part(student, model, frozen)
        before = look_at_model(student, model)
        fine_tuned(student, model, 60, 2, 0.05)
        after = look_at_model(student, model)
        trained = {name: values for name, values in before.parameters.items() if before.trainable[name]}
        assert_measures(changed(trained, after.parameters), len(trained), 0.0, "parameters")


@pytest.mark.points("fine_tune", 0.5)
@pytest.mark.says(
    es="La pérdida baja con las épocas.",
    en="The loss falls with the epochs.",
)
def test_fine_tuning_learns(student):
    parts = {
        "features": [
            ("max_pool2d", 2),
            ("conv2d", 3, 8, 5),
            ("batch_norm2d", 8),
            ("relu",),
            ("max_pool2d", 3),
            ("flatten",),
        ],
        "classifier": [("linear", 128, 16), ("relu",), ("linear", 16, 4)],
    }
    images, labels = signs()
    twin = make_model(None, parts, 1)
    freeze_part(None, twin, "features")
    model = make_model(student, parts, 1)
    freeze_part(student, model, "features")
    student.fine_tune(model, *tensors(student, images, labels), 50, 0.03, 3)
    start, _ = lenet.evaluate(twin, *tensors(None, images, labels))
    set_training(student, model, False)
    logits = array_of(run_model(student, model, images), (60, 4)).astype(np.float64)
    logits -= logits.max(axis=1, keepdims=True)
    end = float(np.mean(np.log(np.exp(logits).sum(axis=1)) - logits[np.arange(60), labels]))
    with incomparable():
        assert_measures(end / start, 0.0, 0.95, "loss after / loss before")


@cache
def signs() -> tuple[np.ndarray, np.ndarray]:
    """Draw 60 signs of four classes, their values about 0."""
    images, labels = draw_signs(60, np.random.default_rng((17, 0)), 4)
    return 4 * (images - np.float32(0.5)), labels


@pytest.mark.points("fine_tune", 0.5)
@pytest.mark.says(
    es="Con la misma semilla y el mismo modelo, las pérdidas y los pesos finales son los mismos.",
    en="With the same seed and the same model the losses and the final weights are the same.",
)
def test_fine_tuning_is_reproducible(student):
    results = []
    for _ in range(2):
        model = with_frozen_features(student, 4)
        before = look_at_model(student, model).parameters
        losses = losses_of(fine_tuned(student, model, 60, 3, 0.05), 3)
        after = look_at_model(student, model).parameters
        assert_holds(changed(before, after) > 0, "property")
        results.append([losses, *after.values()])
    first, second = results
    assert_holds(difference(second, first) is None, "not-reproducible", second[0], first[0])


@pytest.mark.points("fine_tune", 0.25)
@pytest.mark.says(
    es="Los gradientes de un paso no cuentan en el siguiente, y las imágenes y las etiquetas no cambian.",
    en="The gradients of one step do not count in the next, and images and labels stay as they were.",
)
def test_every_step_begins_anew(student):
    model = with_frozen_features(student, 6)
    data = batch(60, 60)
    _, after = call_and_look(student, "fine_tune", model, *tensors(student, *data), 4, 0.05, 1)
    left = [value for value in map(plain, after) if isinstance(value, np.ndarray)]
    assert_holds(len(left) == 2 and all(map(np.array_equal, left, data)), "inputs-changed")
    trained = [one for one in take_passes(student, model) if one.went_back]
    assert_holds(len(trained) > 1, "property")
    # Gradients of several small batches may be gathered on purpose; never to forget them is the mistake.
    assert_holds(not all(one.found_gradients for one in trained[1:]), "property")
