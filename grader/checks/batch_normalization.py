"""Hidden checks of exercise 10: batch normalization.

Values are multiples of 1/4, or of 1/256 where the default eps has to show, and lie within 2 of 0. A channel that is
not constant has a variance of at least 1/4 (or a mean no larger than its spread), so that a student who computes in
float32, E[x^2] - E[x]^2 included, stays inside the tolerance. A constant channel has 4 or 8 values, of which float32
finds the mean without rounding, and an eps that is not small, because 1/sqrt(1e-5) would magnify what rounding it
finds elsewhere. For the same reason batches of the backward pass have more than two samples.
"""

from functools import cache

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis.extra.numpy import arrays
from hypothesis.strategies import composite, integers, nothing, sampled_from, tuples

from cnn_reference import batch_normalization as reference
from cnn_reference.misconceptions import batch_normalization as misconceptions
from gradiente.checking import (
    agrees_with,
    assert_agrees,
    assert_holds,
    assert_inputs_unchanged,
    call_and_look,
    difference,
    read_only,
)

MISCONCEPTIONS = misconceptions.MISCONCEPTIONS
STAND_INS = {"batch_norm_forward": reference.batch_norm_forward}

quarters = integers(-8, 8).map(lambda n: n / 4)
variances = integers(1, 12).map(lambda n: n / 4)
clear_eps = sampled_from([0.25, 1.0, 3.0])

VOLUMES = tuples(integers(1, 4), integers(1, 4), integers(1, 3))
BATCHES = tuples(integers(3, 6), integers(1, 3))
IMAGES = tuples(integers(1, 3), integers(1, 3), integers(1, 3), integers(1, 3))


@cache
def filled(shapes, elements=quarters):
    """Draw an array of one of the shapes."""
    return arrays(np.float64, shapes, elements=elements, fill=nothing())


def variance(x):
    """Return the variance of each channel."""
    return x.var(axis=tuple(range(x.ndim - 1)))


def spread(shapes):
    """Draw an array whose channels all have a variance of at least 1/4."""
    return filled(shapes.filter(lambda shape: np.prod(shape[:-1]) > 2)).filter(lambda x: variance(x).min() >= 0.25)


def faint(shapes):
    """Draw an array of values between 0 and 1/64, no channel constant."""
    values = filled(shapes.filter(lambda shape: np.prod(shape[:-1]) > 2), integers(0, 4).map(lambda n: n / 256))
    return values.filter(lambda x: variance(x).min() > 0)


@composite
def with_constant_channels(draw, shapes):
    """Draw an array with a constant channel, and perhaps one that is not, of 4 or 8 values each."""
    shape = draw(shapes)
    x = np.zeros((*shape, draw(integers(1, 2))))
    x[..., 0] = draw(quarters)
    if x.shape[-1] == 2:
        x[..., 1] = np.arange(x[..., 1].size).reshape(shape) / 2 - 1
    return x


@composite
def to_normalize(draw, batches):
    """Draw a batch and the gamma and beta of its channels."""
    x = draw(batches)
    return x, draw(filled(x.shape[-1])), draw(filled(x.shape[-1]))


@composite
def to_infer(draw, shapes, elements=quarters):
    """Draw a batch, and gamma, beta, mean and variance of its channels."""
    x = draw(filled(shapes, elements))
    channels = x.shape[-1]
    parameters = [draw(filled(channels)) for _ in ("gamma", "beta", "mean")]
    return x, *parameters, draw(filled(channels, variances))


def single(arguments):
    """Turn the arrays of a call into float32."""
    return tuple(one.astype(np.float32) for one in arguments)


def column(*values):
    """Make a batch (N, 1)."""
    return np.array(values)[:, np.newaxis]


ONE = np.ones(1)
PAIRED = (np.array([[[1.0, 0.5], [-1.0, 2.0]], [[0.0, -1.5], [2.0, 0.25]]]),)
VECTORS = (np.array([[1.0, 0.5], [-1.0, 2.0], [0.0, -1.5], [2.0, 0.25]]), np.array([2.0, -0.5]), np.array([1.0, 0.25]))
PICTURES = (
    np.array([1.0, 0.5, -1.0, 2.0, 0.0, -1.5, 2.0, 0.25, 1.5, 1.0, -0.5, -2.0]).reshape(3, 1, 2, 2),
    np.array([2.0, -0.5]),
    np.array([1.0, 0.25]),
)


# rescale


@pytest.mark.points("rescale", 0.4)
@pytest.mark.says(
    es="Cada canal va de 0 a 1 por separado, con su mínimo y su máximo sobre H y W.",
    en="Each channel runs from 0 to 1 on its own, by its minimum and maximum over H and W.",
)
@given(volume=filled(VOLUMES))
@example(volume=PAIRED[0])
@example(volume=np.array([[[2.0], [4.0]], [[6.0], [3.0]]]))
@agrees_with(reference.rescale)
def test_rescale_any_volume(volume):
    return (volume,)


@pytest.mark.points("rescale", 0.3)
@pytest.mark.says(
    es="Un canal constante da 0, aunque los demás no lo sean.",
    en="A constant channel gives 0, even if the others are not constant.",
)
@given(volume=with_constant_channels(sampled_from([(2, 2), (1, 4), (4, 2), (1, 1)])))
@example(volume=np.full((1, 1, 1), 2.0))
@example(volume=np.zeros((2, 2, 2)))
@agrees_with(reference.rescale)
def test_rescale_a_constant_channel(volume):
    return (volume,)


@pytest.mark.points("rescale", 0.1)
@pytest.mark.says(es="Acepta arrays float32.", en="It takes float32 arrays.")
@given(volume=filled(VOLUMES))
@agrees_with(reference.rescale)
def test_rescale_float32(volume):
    return single((volume,))


@pytest.mark.points("rescale", 0.2)
@pytest.mark.says(
    es="El volumen que recibe queda como estaba, y puede ser de solo lectura.",
    en="The volume that it gets is left as it was, and may be read-only.",
)
def test_rescale_leaves_its_input(student):
    want = reference.rescale(*PAIRED)
    assert_agrees(assert_inputs_unchanged(student, "rescale", PAIRED[0].copy()), want)
    assert_agrees(student.rescale(read_only(PAIRED[0])), want)


# standardize


@pytest.mark.points("standardize", 0.5)
@pytest.mark.says(
    es="A cada canal se le resta su media y se divide entre la raíz de su varianza poblacional, sobre H y W.",
    en="Each channel has its mean subtracted and is divided by the root of its population variance, over H and W.",
)
@given(volume=spread(VOLUMES))
@example(volume=PAIRED[0])
@agrees_with(reference.standardize)
def test_standardize_any_volume(volume):
    return (volume,)


@pytest.mark.points("standardize", 0.3)
@pytest.mark.says(
    es="eps se suma a la varianza, dentro de la raíz.",
    en="eps is added to the variance, inside the root.",
)
@given(volume=spread(VOLUMES), eps=clear_eps)
@example(volume=np.array([[[1.0], [-1.0]]]), eps=3.0)
@agrees_with(reference.standardize)
def test_standardize_with_an_eps(volume, eps):
    return volume, eps


@pytest.mark.points("standardize", 0.1)
@pytest.mark.says(
    es="Sin eps en la llamada vale 1e-5, y se nota cuando los valores apenas cambian.",
    en="Without eps in the call it is 1e-5, which shows where the values hardly change.",
)
@given(volume=faint(VOLUMES))
@agrees_with(reference.standardize)
def test_standardize_faint_values(volume):
    return (volume,)


@pytest.mark.points("standardize", 0.3)
@pytest.mark.says(
    es="Un canal constante da 0, aunque los demás no lo sean.",
    en="A constant channel gives 0, even if the others are not constant.",
)
@given(volume=with_constant_channels(sampled_from([(2, 2), (1, 4), (4, 2), (1, 1)])))
@example(volume=np.full((1, 1, 1), 2.0))
@agrees_with(reference.standardize)
def test_standardize_a_constant_channel(volume):
    return (volume,)


@pytest.mark.points("standardize", 0.1)
@pytest.mark.says(es="Acepta arrays float32.", en="It takes float32 arrays.")
@given(volume=spread(VOLUMES))
@agrees_with(reference.standardize)
def test_standardize_float32(volume):
    return single((volume,))


@pytest.mark.points("standardize", 0.2)
@pytest.mark.says(
    es="El volumen que recibe queda como estaba, y puede ser de solo lectura.",
    en="The volume that it gets is left as it was, and may be read-only.",
)
def test_standardize_leaves_its_input(student):
    want = reference.standardize(*PAIRED)
    assert_agrees(assert_inputs_unchanged(student, "standardize", PAIRED[0].copy()), want)
    assert_agrees(student.standardize(read_only(PAIRED[0])), want)


# batch_norm_forward. Its result is (y, cache), and anything agrees with the reference's cache.


@pytest.mark.points("batch_norm_forward", 0.5)
@pytest.mark.says(
    es="Un lote (N, C): cada columna se normaliza con su media y su varianza poblacional, y después gamma y beta.",
    en="A batch (N, C): each column is normalized with its mean and population variance, then gamma and beta.",
)
@given(call=to_normalize(spread(BATCHES)))
@example(call=VECTORS)
@agrees_with(reference.batch_norm_forward)
def test_forward_of_vectors(call):
    return call


@pytest.mark.points("batch_norm_forward", 0.5)
@pytest.mark.says(
    es="Un lote de imágenes: la media y la varianza de un canal son las de todas sus posiciones en todas las imágenes.",
    en="A batch of images: the mean and variance of a channel are those of all its positions in all images.",
)
@given(call=to_normalize(spread(IMAGES)))
@example(call=PICTURES)
@agrees_with(reference.batch_norm_forward)
def test_forward_of_images(call):
    return call


@pytest.mark.points("batch_norm_forward", 0.3)
@pytest.mark.says(
    es="eps se suma a la varianza, dentro de la raíz.",
    en="eps is added to the variance, inside the root.",
)
@given(call=to_normalize(spread(BATCHES)), eps=clear_eps)
@example(call=(column(1.0, 1.0, -1.0, -1.0), ONE, 0 * ONE), eps=3.0)
@agrees_with(reference.batch_norm_forward)
def test_forward_with_an_eps(call, eps):
    return *call, eps


@pytest.mark.points("batch_norm_forward", 0.1)
@pytest.mark.says(
    es="Sin eps en la llamada vale 1e-5, y se nota cuando los valores apenas cambian.",
    en="Without eps in the call it is 1e-5, which shows where the values hardly change.",
)
@given(call=to_normalize(faint(BATCHES)))
@example(call=(column(0.0, 0.0, 1.0, 0.0) / 128, ONE, ONE))
@agrees_with(reference.batch_norm_forward)
def test_forward_of_faint_values(call):
    return call


@pytest.mark.points("batch_norm_forward", 0.3)
@pytest.mark.says(
    es="Un canal constante da beta, aunque los demás no lo sean.",
    en="A constant channel gives beta, even if the others are not constant.",
)
@given(call=to_normalize(with_constant_channels(sampled_from([(4,), (8,), (2, 2, 1), (1, 2, 4)]))), eps=clear_eps)
@agrees_with(reference.batch_norm_forward)
def test_forward_of_a_constant_channel(call, eps):
    return *call, eps


@pytest.mark.points("batch_norm_forward", 0.2)
@pytest.mark.says(
    es="Con un solo valor por canal la varianza es 0, y el resultado es beta.",
    en="With a single value a channel the variance is 0, and the result is beta.",
)
@given(
    call=to_normalize(filled(sampled_from([(1, 1), (1, 3), (1, 1, 1, 1), (1, 1, 1, 3)]))),
    eps=clear_eps,
)
@example(call=(np.array([[2.0, -1.0]]), np.array([2.0, 0.5]), np.array([1.0, 0.25])), eps=1.0)
@agrees_with(reference.batch_norm_forward)
def test_forward_of_one_value_a_channel(call, eps):
    return *call, eps


@pytest.mark.points("batch_norm_forward", 0.2)
@pytest.mark.says(es="Acepta arrays float32.", en="It takes float32 arrays.")
@given(call=to_normalize(spread(IMAGES)))
@agrees_with(reference.batch_norm_forward)
def test_forward_of_float32(call):
    return single(call)


@pytest.mark.points("batch_norm_forward", 0.4)
@pytest.mark.says(
    es="Los arrays que recibe batch_norm_forward quedan como estaban, y pueden ser de solo lectura.",
    en="The arrays that batch_norm_forward gets are left as they were, and may be read-only.",
)
def test_forward_leaves_its_inputs(student):
    for call in (VECTORS, PICTURES):
        want = reference.batch_norm_forward(*call)
        assert_agrees(assert_inputs_unchanged(student, "batch_norm_forward", *(one.copy() for one in call)), want)
        assert_agrees(student.batch_norm_forward(*map(read_only, call)), want)


# batch_norm_backward. The forward pass that made the cache is the student's.


def sixty_fourths(rng, *shape):
    """Draw an array of multiples of 1/64 within 2 of 0."""
    return rng.integers(-128, 129, shape) / 64


def a_pass(shape, seed):
    """Make x, gamma and beta, and the gradient dy of the output; always the same, and with no faint channel in x."""
    rng = np.random.default_rng(seed)
    x = sixty_fourths(rng, *shape)
    while x[..., 0].size > 1 and variance(x).min() < 0.75:
        x = sixty_fourths(rng, *shape)
    channels = shape[-1]
    signs = np.where(np.arange(channels) % 2 == 0, 1, -1)
    gamma = signs * (0.5 + np.abs(sixty_fourths(rng, channels)))
    return (x, gamma, sixty_fourths(rng, channels)), sixty_fourths(rng, *shape)


def cache_of(student, call):
    """Run the student's forward pass and return its cache."""
    forward = student.batch_norm_forward(*call)
    assert_holds(isinstance(forward, (tuple, list)) and len(forward) == 2, "property", forward, "(y, cache)")
    return forward[1]


def gradients(call, dy):
    """Return the right dx, dgamma and dbeta."""
    return reference.batch_norm_backward(dy, reference.batch_norm_forward(*call)[1])


def assert_passes_back(student, call, dy):
    """Assert that a gradient comes back as it should."""
    cache = cache_of(student, call)
    assert_agrees(student.batch_norm_backward(dy, cache), gradients(call, dy))


@pytest.mark.points("batch_norm_backward", 0.6)
@pytest.mark.uses("batch_norm_forward")
@pytest.mark.says(
    es="Un lote (N, C): dx, dgamma y dbeta son las derivadas, también a través de la media y de la varianza.",
    en="A batch (N, C): dx, dgamma and dbeta are the derivatives, through the mean and the variance too.",
)
@pytest.mark.parametrize("shape", [(4, 1), (6, 3), (4, 5), (5, 2)])
def test_backward_of_vectors(student, shape):
    call, dy = a_pass(shape, seed=10)
    assert_passes_back(student, call, dy)


@pytest.mark.points("batch_norm_backward", 0.6)
@pytest.mark.uses("batch_norm_forward")
@pytest.mark.says(
    es="Un lote de imágenes: las sumas y las medias recorren todas las posiciones de todas las imágenes.",
    en="A batch of images: sums and means go over all positions of all images.",
)
@pytest.mark.parametrize("shape", [(2, 2, 3, 2), (3, 1, 2, 1), (1, 3, 4, 3), (4, 2, 1, 2)])
def test_backward_of_images(student, shape):
    call, dy = a_pass(shape, seed=20)
    assert_passes_back(student, call, dy)


@pytest.mark.points("batch_norm_backward", 0.3)
@pytest.mark.uses("batch_norm_forward")
@pytest.mark.says(
    es="dx tiene en cuenta el eps de la pasada hacia delante.",
    en="dx takes the eps of the forward pass into account.",
)
@pytest.mark.parametrize("eps", [0.25, 1.0, 3.0])
def test_backward_with_an_eps(student, eps):
    for shape in ((5, 2), (2, 2, 3, 2)):
        call, dy = a_pass(shape, seed=30)
        assert_passes_back(student, (*call, eps), dy)


@pytest.mark.points("batch_norm_backward", 0.2)
@pytest.mark.uses("batch_norm_forward")
@pytest.mark.says(
    es="gamma puede ser 0: entonces dx es 0 en ese canal, pero dgamma no.",
    en="gamma may be 0: then dx is 0 in that channel, but dgamma is not.",
)
def test_backward_with_a_gamma_of_zero(student):
    (x, gamma, beta), dy = a_pass((5, 3), seed=40)
    gamma[1] = 0.0
    assert_passes_back(student, (x, gamma, beta), dy)


@pytest.mark.points("batch_norm_backward", 0.2)
@pytest.mark.uses("batch_norm_forward")
@pytest.mark.says(
    es="Un canal constante, o un solo valor por canal, no da ningún nan.",
    en="A constant channel, or a single value a channel, gives no nan.",
)
def test_backward_without_variance(student):
    for shape in ((4, 2), (2, 2, 2, 2)):
        (x, gamma, beta), dy = a_pass(shape, seed=50)
        x[..., 1] = 1.5
        assert_passes_back(student, (x, gamma, beta, 0.25), dy)
    call, dy = a_pass((1, 3), seed=51)
    assert_passes_back(student, (*call, 1.0), dy)


@pytest.mark.points("batch_norm_backward", 0.2)
@pytest.mark.uses("batch_norm_forward")
@pytest.mark.says(es="Acepta arrays float32.", en="It takes float32 arrays.")
@pytest.mark.parametrize("shape", [(5, 2), (2, 2, 3, 2)])
def test_backward_of_float32(student, shape):
    call, dy = a_pass(shape, seed=60)
    assert_passes_back(student, single(call), dy.astype(np.float32))


@pytest.mark.points("batch_norm_backward", 0.4)
@pytest.mark.uses("batch_norm_forward")
@pytest.mark.says(
    es="El dy que recibe queda como estaba, y puede ser de solo lectura.",
    en="The dy that it gets is left as it was, and may be read-only.",
)
@pytest.mark.parametrize("shape", [(5, 2), (2, 2, 3, 2)])
def test_backward_leaves_dy(student, shape):
    call, dy = a_pass(shape, seed=70)
    got, after = call_and_look(student, "batch_norm_backward", dy.copy(), cache_of(student, call))
    assert_holds(difference(after[0], dy, tolerance=0.0) is None, "inputs-changed", after[0], dy)
    assert_agrees(got, gradients(call, dy))
    assert_passes_back(student, call, read_only(dy))


# update_running


@cache
def running(channels):
    """Draw running statistics of some channels."""
    return tuples(filled(channels), filled(channels, variances))


@composite
def to_update(draw, batches):
    """Draw running statistics and a batch."""
    x = draw(batches)
    return *draw(running(x.shape[-1])), x


@pytest.mark.points("update_running", 0.4)
@pytest.mark.says(
    es="Un lote (N, C): la media y la varianza poblacional de cada columna entran con peso 1 - momentum, que es 0.1.",
    en="A batch (N, C): the mean and population variance of each column enter with the weight 1 - momentum, 0.1.",
)
@given(call=to_update(spread(BATCHES)))
@example(call=(np.array([0.0, 1.0]), np.array([1.0, 2.0]), VECTORS[0]))
@agrees_with(reference.update_running)
def test_update_with_vectors(call):
    return call


@pytest.mark.points("update_running", 0.4)
@pytest.mark.says(
    es="Un lote de imágenes: la estadística de un canal es la de todas sus posiciones en todas las imágenes.",
    en="A batch of images: the statistics of a channel are those of all its positions in all images.",
)
@given(call=to_update(spread(IMAGES)))
@example(call=(np.array([0.0, 1.0]), np.array([1.0, 2.0]), PICTURES[0]))
@agrees_with(reference.update_running)
def test_update_with_images(call):
    return call


@pytest.mark.points("update_running", 0.2)
@pytest.mark.says(
    es="momentum es lo que se conserva de lo anterior: con 1 no cambia nada y con 0 solo cuenta el lote.",
    en="momentum is what is kept of the old: with 1 nothing changes, and with 0 only the batch counts.",
)
@given(call=to_update(spread(BATCHES)), momentum=sampled_from([0.75, 0.0, 1.0, 0.5, 0.25]))
@example(call=(np.array([1.0]), np.array([2.0]), column(1.0, -1.0, 1.0, -1.0)), momentum=1.0)
@example(call=(np.array([1.0]), np.array([2.0]), column(1.0, -1.0, 1.0, -1.0)), momentum=0.0)
@agrees_with(reference.update_running)
def test_update_with_a_momentum(call, momentum):
    return *call, momentum


@pytest.mark.points("update_running", 0.1)
@pytest.mark.says(
    es="Con un solo valor por canal la varianza del lote es 0.",
    en="With a single value a channel the variance of the batch is 0.",
)
@given(call=to_update(filled(sampled_from([(1, 1), (1, 3), (1, 1, 1, 2)]))))
@agrees_with(reference.update_running)
def test_update_with_one_value_a_channel(call):
    return call


@pytest.mark.points("update_running", 0.1)
@pytest.mark.says(es="Acepta arrays float32.", en="It takes float32 arrays.")
@given(call=to_update(spread(IMAGES)))
@agrees_with(reference.update_running)
def test_update_of_float32(call):
    return single(call)


@pytest.mark.points("update_running", 0.3)
@pytest.mark.says(
    es="Los arrays que recibe update_running quedan como estaban, y pueden ser de solo lectura.",
    en="The arrays that update_running gets are left as they were, and may be read-only.",
)
def test_update_leaves_its_inputs(student):
    for batch in (VECTORS[0], PICTURES[0]):
        call = np.array([0.5, -1.0]), np.array([1.0, 2.0]), batch
        want = reference.update_running(*call)
        assert_agrees(assert_inputs_unchanged(student, "update_running", *(one.copy() for one in call)), want)
        assert_agrees(student.update_running(*map(read_only, call)), want)


# batch_norm_inference


@pytest.mark.points("batch_norm_inference", 0.3)
@pytest.mark.says(
    es="Un lote (N, C) se normaliza con la media y la varianza dadas, aunque las suyas sean otras.",
    en="A batch (N, C) is normalized with the mean and variance given, even if its own are others.",
)
@given(call=to_infer(tuples(integers(1, 5), integers(1, 3))))
@example(call=(*VECTORS, np.array([0.5, -1.0]), np.array([0.25, 2.0])))
@agrees_with(reference.batch_norm_inference)
def test_inference_of_vectors(call):
    return call


@pytest.mark.points("batch_norm_inference", 0.2)
@pytest.mark.says(
    es="Un lote de imágenes se normaliza con una media y una varianza por canal.",
    en="A batch of images is normalized with one mean and one variance per channel.",
)
@given(call=to_infer(IMAGES))
@example(call=(*PICTURES, np.array([0.5, -1.0]), np.array([0.25, 2.0])))
@agrees_with(reference.batch_norm_inference)
def test_inference_of_images(call):
    return call


@pytest.mark.points("batch_norm_inference", 0.15)
@pytest.mark.says(
    es="eps se suma a la varianza, dentro de la raíz.",
    en="eps is added to the variance, inside the root.",
)
@given(call=to_infer(tuples(integers(1, 5), integers(1, 3))), eps=clear_eps)
@example(call=(column(1.0, 2.0), ONE, 0 * ONE, 0 * ONE, ONE), eps=3.0)
@agrees_with(reference.batch_norm_inference)
def test_inference_with_an_eps(call, eps):
    return *call, eps


@pytest.mark.points("batch_norm_inference", 0.1)
@pytest.mark.says(
    es="Una varianza de 0 no da ni nan ni infinito: eps la acompaña en la raíz, y vale 1e-5 si no se dice otra cosa.",
    en="A variance of 0 gives neither nan nor infinity: eps is with it in the root, 1e-5 unless told otherwise.",
)
@given(x=filled(tuples(integers(1, 4), integers(1, 3)), integers(-4, 4).map(lambda n: n / 256)), gamma=quarters)
@example(x=np.array([[0.0, 1.0]]) / 64, gamma=1.0)
@agrees_with(reference.batch_norm_inference)
def test_inference_without_variance(x, gamma):
    zeros = np.zeros(x.shape[-1])
    return x, np.full(x.shape[-1], gamma), zeros, zeros.copy(), zeros.copy()


@pytest.mark.points("batch_norm_inference", 0.1)
@pytest.mark.says(es="Acepta arrays float32.", en="It takes float32 arrays.")
@given(call=to_infer(IMAGES))
@agrees_with(reference.batch_norm_inference)
def test_inference_of_float32(call):
    return single(call)


@pytest.mark.points("batch_norm_inference", 0.15)
@pytest.mark.says(
    es="Los arrays que recibe batch_norm_inference quedan como estaban, y pueden ser de solo lectura.",
    en="The arrays that batch_norm_inference gets are left as they were, and may be read-only.",
)
def test_inference_leaves_its_inputs(student):
    for batch in (VECTORS, PICTURES):
        call = *batch, np.array([0.5, -1.0]), np.array([0.25, 2.0])
        want = reference.batch_norm_inference(*call)
        assert_agrees(assert_inputs_unchanged(student, "batch_norm_inference", *(one.copy() for one in call)), want)
        assert_agrees(student.batch_norm_inference(*map(read_only, call)), want)
