"""Public examples of exercise 17: numbers that can be followed by hand."""

import numpy as np
import pytest

from gradiente.checking import assert_agrees, assert_holds, assert_measures
from gradiente.checking.models import (
    freeze_part,
    look_at_model,
    make_model,
    part_of,
    plain,
    run_model,
    same_object,
    set_gradients,
    set_training,
    tensor,
)

# 12 -> 3 with a batch norm, then 3 -> 2: (36 + 3) + (3 + 3) in the features and 6 + 2 in the classifier.
PARTS = {
    "features": [("max_pool2d", 16), ("flatten",), ("linear", 12, 3), ("batch_norm1d", 3), ("relu",)],
    "classifier": [("linear", 3, 2)],
}
LEVELS = np.array([-4, -3, -2, -1, 1, 2, 3, 4], np.float32) / 4
IMAGES = np.ones((8, 3, 32, 32), np.float32) * LEVELS[:, np.newaxis, np.newaxis, np.newaxis]
LABELS = np.array([0, 0, 0, 0, 1, 1, 1, 1])


@pytest.mark.points("freeze", 0)
@pytest.mark.says(
    es="Al congelar `features` dejan de entrenarse sus cuatro tensores, y solo ellos.",
    en="Freezing `features` stops the training of its four tensors, and of them alone.",
)
def test_frozen_features_are_not_trained(student):
    model = make_model(student, PARTS)
    student.freeze(part_of(student, model, "features"))
    trainable = look_at_model(student, model).trainable
    assert_agrees(list(trainable.values()), [False] * 4 + [True] * 2)


@pytest.mark.points("freeze", 0)
@pytest.mark.says(
    es="La media acumulada sigue siendo 0 tras model.train() y una pasada.",
    en="The running mean is still 0 after model.train() and a pass.",
)
def test_frozen_running_mean(student):
    model = make_model(student, PARTS)
    student.freeze(part_of(student, model, "features"))
    set_training(student, model, True)
    run_model(student, model, IMAGES)
    mean, var, count = look_at_model(student, model).buffers.values()
    assert_agrees([mean, var, count], [np.zeros(3), np.ones(3), np.array(0)])


@pytest.mark.points("replace_classifier", 0)
@pytest.mark.says(
    es="El mismo modelo, con 7 salidas, y lo demás como estaba.",
    en="The same model, with 7 outputs, and the rest as it was.",
)
def test_seven_classes(student):
    model = make_model(student, PARTS)
    before = look_at_model(student, model).parameters
    returned = student.replace_classifier(model, 7)
    assert_holds(same_object(returned, model), "property", returned)
    after = look_at_model(student, model).parameters
    assert_agrees([list(values.shape) for values in after.values()], [[3, 12], [3], [3], [3], [7, 3], [7]])
    assert_holds(all(map(np.array_equal, [*before.values()][:4], [*after.values()][:4])), "property")


@pytest.mark.points("replace_classifier", 0)
@pytest.mark.says(
    es="En un modelo congelado se entrenan los dos tensores de la capa nueva.",
    en="In a frozen model the two tensors of the new layer are trained.",
)
def test_new_layer_in_a_frozen_model(student):
    model = make_model(student, PARTS)
    freeze_part(student, model, "")
    student.replace_classifier(model, 2)
    assert_agrees(list(look_at_model(student, model).trainable.values()), [False] * 4 + [True] * 2)


@pytest.mark.points("trainable_parameters", 0)
@pytest.mark.says(
    es="Hay 45 números en `features` y 8 en el clasificador.",
    en="There are 45 numbers in `features` and 8 in the classifier.",
)
@pytest.mark.parametrize(("frozen", "count"), [("nothing", 53), ("features", 8), ("classifier", 45), ("", 0)])
def test_count(student, frozen, count):
    model = make_model(student, PARTS)
    freeze_part(student, model, frozen)
    assert_agrees(plain(student.trainable_parameters(model)), count)


@pytest.mark.points("fine_tune", 0)
@pytest.mark.says(
    es="Veinte épocas dan veinte pérdidas, la última menor que la primera, y lo congelado queda igual.",
    en="Twenty epochs give twenty losses, the last smaller than the first, and what is frozen stays equal.",
)
def test_fine_tuning_the_classifier(student):
    model = make_model(student, PARTS)
    freeze_part(student, model, "features")
    set_gradients(student, model, 1.0)
    before = look_at_model(student, model)
    losses = plain(student.fine_tune(model, tensor(student, IMAGES), tensor(student, LABELS), 20, 0.1, 0))
    assert_agrees(losses, [0.0] * 20, 1e300)
    assert_holds(losses[-1] < losses[0], "property", losses)
    after = look_at_model(student, model)
    moved = [not np.array_equal(before.parameters[name], after.parameters[name]) for name in before.parameters]
    assert_measures(sum(moved[:4]), 0, 0.0, "frozen")
    assert_measures(sum(moved[4:]), 2, 0.0, "trained")
