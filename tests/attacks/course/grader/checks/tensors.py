"""Hidden checks of the topic with torch."""

import numpy as np
import pytest

from gradiente.checking import assert_agrees, assert_holds
from gradiente.checking.models import look_at_model, make_model, run_model, tensor
from gradiente.worker.codec import Tensor

SENTINELS = (564738.5, 1129477.0)
PARTS = {"head": [("linear", 3, 2), ("relu",)]}
MISCONCEPTIONS = ()


@pytest.mark.points("double", 5)
@pytest.mark.says(es="El doble, como tensor.", en="Twice, as a tensor.")
def test_double(student):
    for values in ([1.5, -2.0], [564738.5]):
        given = np.array(values)
        got = student.double(tensor(student, given))
        assert_holds(isinstance(got, Tensor), "type")
        assert_agrees(got.values, 2 * given)


@pytest.mark.points("frozen", 5)
@pytest.mark.says(es="Congela sin cambiar lo que sale.", en="It freezes, and changes nothing that comes out.")
def test_frozen(student):
    model = make_model(student, PARTS)
    images = np.ones((1, 3), dtype=np.float32)
    before = run_model(student, model, images)
    assert_agrees(student.frozen(model), 8)
    seen = look_at_model(student, model)
    assert_holds(not any(seen.trainable.values()), "property")
    assert_agrees(list(seen.parameters), ["head.0.weight", "head.0.bias"])
    assert_agrees(run_model(student, model, images), before)
