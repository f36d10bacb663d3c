"""Examples of exercise 01 that you may see."""

import pytest

from gradiente.checking import assert_agrees

LENET = [
    ("conv", 5, 5, 6),
    ("max_pool", 2),
    ("relu",),
    ("conv", 5, 5, 16),
    ("max_pool", 2),
    ("relu",),
    ("flatten",),
    ("dense", 120),
    ("relu",),
    ("dense", 43),
]


@pytest.mark.points("dense_parameters", 0)
@pytest.mark.says(
    es="La capa densa de la clase, de 400 a 120: 400·120 pesos y 120 sesgos.",
    en="The lecture's dense layer, from 400 to 120: 400·120 weights and 120 biases.",
)
def test_dense_layer_from_400_to_120(student):
    assert_agrees(student.dense_parameters(400, 120), 48120)
    assert_agrees(student.dense_parameters(400, 120, bias=False), 48000)


@pytest.mark.points("conv2d_parameters", 0)
@pytest.mark.says(
    es="La pregunta de la clase: 1 canal de entrada, 32 de salida, 3x3: 320.",
    en="The lecture's question: 1 channel in, 32 out, 3x3: 320.",
)
def test_the_question_of_the_lecture(student):
    assert_agrees(student.conv2d_parameters(1, 32, 3), 320)


@pytest.mark.points("conv2d_parameters", 0)
@pytest.mark.says(
    es="2 canales de entrada y 5 filtros de 3x4: 3·4·2·5 = 120 pesos y 5 sesgos.",
    en="2 channels in and 5 filters of 3x4: 3·4·2·5 = 120 weights and 5 biases.",
)
def test_a_kernel_that_is_not_square(student):
    assert_agrees(student.conv2d_parameters(2, 5, (3, 4)), 125)
    assert_agrees(student.conv2d_parameters(2, 5, (3, 4), bias=False), 120)


@pytest.mark.points("batch_norm_parameters", 0)
@pytest.mark.says(es="6 canales tienen 6 γ y 6 β.", en="6 channels have 6 γ and 6 β.")
def test_batch_normalization_of_six_channels(student):
    assert_agrees(student.batch_norm_parameters(6), 12)


@pytest.mark.points("conv2d_output_shape", 0)
@pytest.mark.says(
    es="La primera capa de la clase, 5x5x6 sobre 32x32x3, da 28x28x6.",
    en="The lecture's first layer, 5x5x6 on 32x32x3, gives 28x28x6.",
)
def test_shape_after_the_first_layer_of_lenet(student):
    assert_agrees(student.conv2d_output_shape((32, 32, 3), 6, 5), (28, 28, 6))


@pytest.mark.points("conv2d_output_shape", 0)
@pytest.mark.says(
    es="Con pares: alto (9 + 2·1 - 3) // 2 + 1 = 5, ancho (12 + 2·0 - 5) // 3 + 1 = 3.",
    en="With pairs: height (9 + 2·1 - 3) // 2 + 1 = 5, width (12 + 2·0 - 5) // 3 + 1 = 3.",
)
def test_shape_with_pairs(student):
    assert_agrees(student.conv2d_output_shape((9, 12, 3), 8, (3, 5), stride=(2, 3), padding=(1, 0)), (5, 3, 8))


@pytest.mark.points("max_pool_output_shape", 0)
@pytest.mark.says(
    es="En 7 filas caben tres ventanas de 2 y también tres de 3 que avanzan de 2 en 2.",
    en="On 7 rows three windows of 2 fit, and also three of 3 that move by 2.",
)
def test_shape_after_pooling(student):
    assert_agrees(student.max_pool_output_shape((7, 28, 6)), (3, 14, 6))
    assert_agrees(student.max_pool_output_shape((7, 28, 6), pool_size=3, stride=2), (3, 13, 6))


@pytest.mark.points("network_parameters", 0)
@pytest.mark.says(
    es="La arquitectura basada en LeNet de la clase, sobre imágenes de 32x32x3.",
    en="The lecture's architecture based on LeNet, on images of 32x32x3.",
)
def test_the_architecture_of_the_lecture(student):
    counts = student.network_parameters((32, 32, 3), LENET)

    assert_agrees(counts, [456, 0, 0, 2416, 0, 0, 0, 48120, 0, 5203])


@pytest.mark.points("network_parameters", 0)
@pytest.mark.says(
    es="Una red pequeña sobre 6x6x1: la convolución deja 4x4x4, el «max pooling» 2x2x4 y `flatten` 16.",
    en="A small network on 6x6x1: the convolution leaves 4x4x4, the pooling 2x2x4 and flatten 16.",
)
def test_a_small_network(student):
    layers = [("conv", 3, 3, 4), ("relu",), ("max_pool", 2), ("flatten",), ("dense", 10)]

    assert_agrees(student.network_parameters((6, 6, 1), layers), [40, 0, 0, 0, 170])
