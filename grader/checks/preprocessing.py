"""Hidden checks of exercise 14: preprocessing.

Images hold multiples of 1/64, spread over [0, 1], and constant channels: a float32 computation, even of a variance as
the mean of squares minus the square of the mean, stays inside the tolerance. Where an answer is free (the order of
indices, which of them repeat, how a class that does not divide evenly is rounded) its properties are checked.
"""

import math

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis.strategies import builds, integers, just, lists, sampled_from, tuples

from cnn_reference import preprocessing as reference
from cnn_reference.misconceptions import preprocessing as misconceptions
from gradiente.checking import (
    FALSE_ALARM,
    agrees_with,
    array_of,
    assert_agrees,
    assert_holds,
    assert_inputs_unchanged,
    assert_leaves_global_random_state,
    assert_measures,
    called_often,
    mean_tolerance,
    read_only,
)

MISCONCEPTIONS = misconceptions.MISCONCEPTIONS

SEED = 140_014
WITHIN_ONE = 1 + 1e-9  # test_fraction * n is rounded in floating point


# Whoever goes from pixel to pixel takes a while for each image, and the smallest show what is wrong.
FEWER = settings(max_examples=20)


def generator(number):
    """Make the generator of one check."""
    return np.random.default_rng((SEED, number))


def filled(shape, step=11, dtype=np.float64):
    """Fill a shape with multiples of 1/64 from 0 to 1 that jump about."""
    return (step * np.arange(1, math.prod(shape) + 1) % 65 / 64).reshape(shape).astype(dtype)


FLOATS = sampled_from([np.float64, np.float32])
STEPS = sampled_from([11, 23, 37])
SIDES = integers(1, 3)
COLOUR_SHAPES = lists(SIDES, max_size=3).map(lambda axes: (*axes, 3))
COLOURS = builds(filled, COLOUR_SHAPES, STEPS, FLOATS)
PRIMARIES = [(1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0), (0, 1, 1), (1, 0, 1), (1, 1, 1), (0, 0, 0)]


# -- to_grayscale -------------------------------------------------------------------------------------------


@pytest.mark.points("to_grayscale", 0.5)
@pytest.mark.says(
    es="Cada color da 0.299 R + 0.587 G + 0.114 B en un solo canal, con cualquier número de ejes delante.",
    en="Each colour gives 0.299 R + 0.587 G + 0.114 B in a single channel, with any number of axes before it.",
)
@given(images=COLOURS)
@example(images=filled((3,)))
@example(images=filled((2, 3)))
@example(images=filled((2, 3, 3)))
@example(images=filled((2, 3, 2, 3)))
@example(images=filled((3, 3, 3, 3)))
@agrees_with(reference.to_grayscale)
def test_grey_of_any_images(images):
    return (images,)


@pytest.mark.points("to_grayscale", 0.25)
@pytest.mark.says(
    es="Los colores puros dan cada uno su peso, y los grises se quedan como están.",
    en="Pure colours give their weight each, and greys stay as they are.",
)
@given(red=integers(0, 4), green=integers(0, 4), blue=integers(0, 4))
@example(red=4, green=0, blue=0)
@example(red=0, green=4, blue=0)
@example(red=0, green=0, blue=4)
@example(red=2, green=2, blue=2)
@agrees_with(reference.to_grayscale)
def test_grey_of_a_colour(red, green, blue):
    return (np.array([[[red, green, blue]]]) / 4,)


@pytest.mark.points("to_grayscale", 0.25)
@pytest.mark.says(
    es="Las imágenes quedan como estaban, y pueden ser de solo lectura.",
    en="The images are left as they were, and may be read-only.",
)
def test_grey_leaves_its_images(student):
    images = filled((2, 2, 3, 3))
    want = reference.to_grayscale(images)
    assert_agrees(assert_inputs_unchanged(student, "to_grayscale", images.copy()), want)
    assert_agrees(student.to_grayscale(read_only(images)), want)


# -- rgb_to_yuv ---------------------------------------------------------------------------------------------


@pytest.mark.points("rgb_to_yuv", 0.5)
@pytest.mark.says(
    es="Cada color da Y, U = 0.492 (B - Y) y V = 0.877 (R - Y), con cualquier número de ejes delante.",
    en="Each colour gives Y, U = 0.492 (B - Y) and V = 0.877 (R - Y), with any number of axes before it.",
)
@given(images=COLOURS)
@example(images=filled((3,)))
@example(images=filled((2, 3)))
@example(images=filled((2, 3, 3)))
@example(images=filled((2, 3, 2, 3)))
@example(images=filled((3, 3, 3, 3)))
@agrees_with(reference.rgb_to_yuv)
def test_yuv_of_any_images(images):
    return (images,)


@pytest.mark.points("rgb_to_yuv", 0.25)
@pytest.mark.says(
    es="Los colores puros y sus mezclas: U y V pueden ser negativos.",
    en="Pure colours and their mixtures: U and V may be negative.",
)
@pytest.mark.parametrize("colour", PRIMARIES)
@agrees_with(reference.rgb_to_yuv)
def test_yuv_of_pure_colours(colour):
    return (np.array([[colour]], dtype=np.float64),)


@pytest.mark.points("rgb_to_yuv", 0.25)
@pytest.mark.says(es="En un gris, U y V valen 0.", en="In a grey, U and V are 0.")
@given(grey=integers(0, 64))
@example(grey=32)
@agrees_with(reference.rgb_to_yuv)
def test_yuv_of_a_grey(grey):
    return (np.full((1, 2, 2, 3), grey / 64),)


@pytest.mark.points("rgb_to_yuv", 0.25)
@pytest.mark.says(
    es="Las imágenes quedan como estaban, y pueden ser de solo lectura.",
    en="The images are left as they were, and may be read-only.",
)
def test_yuv_leaves_its_images(student):
    images = filled((2, 2, 3, 3))
    want = reference.rgb_to_yuv(images)
    assert_agrees(assert_inputs_unchanged(student, "rgb_to_yuv", images.copy()), want)
    assert_agrees(student.rgb_to_yuv(read_only(images)), want)


# -- fit_normalizer -----------------------------------------------------------------------------------------


BATCH_SHAPES = tuples(SIDES, SIDES, SIDES, sampled_from([3, 1, 2]))


def spread_out(images):
    """Whether every channel is constant or varies by a good part of its mean."""
    std = images.std(axis=(0, 1, 2))
    return bool(np.all((std == 0) | (std > 0.2)))


@pytest.mark.points("fit_normalizer", 0.75)
@pytest.mark.says(
    es="Media y desviación típica poblacional de cada canal, sobre todas las imágenes y todos los píxeles a la vez.",
    en="Mean and population standard deviation of each channel, over all images and all pixels at once.",
)
@given(train=builds(filled, BATCH_SHAPES, STEPS, FLOATS).filter(spread_out))
@example(train=filled((4, 1, 1, 2)))
@example(train=filled((3, 2, 3, 3)))
@example(train=filled((2, 3, 1, 1), 37))
@example(train=filled((3, 3, 3, 3), 23, np.float32))
@agrees_with(reference.fit_normalizer)
def test_statistics_of_any_batch(train):
    return (train,)


@pytest.mark.points("fit_normalizer", 0.25)
@pytest.mark.says(
    es="Lo que varía de una imagen a otra cuenta igual que lo que varía dentro de ellas.",
    en="What varies from image to image counts as much as what varies within them.",
)
@given(levels=lists(integers(0, 4), min_size=2, max_size=4).filter(lambda levels: max(levels) - min(levels) > 1))
@example(levels=[0, 4])
@example(levels=[4, 0, 2])
@agrees_with(reference.fit_normalizer)
def test_statistics_of_plain_images(levels):
    return (np.array(levels)[:, None, None, None] / 4 * np.ones((1, 2, 3, 1)),)


@pytest.mark.points("fit_normalizer", 0.25)
@pytest.mark.says(
    es="Un canal constante tiene desviación 0, y también vale una sola imagen o un solo píxel.",
    en="A constant channel has the deviation 0, and a single image or a single pixel will do.",
)
@pytest.mark.parametrize("shape", [(1, 1, 1, 3), (1, 3, 2, 2), (4, 1, 1, 2), (2, 2, 2, 4)])
@agrees_with(reference.fit_normalizer)
def test_statistics_of_a_constant_channel(shape):
    train = filled(shape)
    train[..., 0] = 0.5
    return (train,)


@pytest.mark.points("fit_normalizer", 0.25)
@pytest.mark.says(
    es="Las imágenes quedan como estaban, y pueden ser de solo lectura.",
    en="The images are left as they were, and may be read-only.",
)
def test_statistics_leave_their_images(student):
    train = filled((2, 2, 3, 3))
    want = reference.fit_normalizer(train)
    assert_agrees(assert_inputs_unchanged(student, "fit_normalizer", train.copy()), want)
    assert_agrees(student.fit_normalizer(read_only(train)), want)


# -- normalize ----------------------------------------------------------------------------------------------


def statistics(channels, dtype=np.float64):
    """Make a mean and a standard deviation for every channel; none is that of the images."""
    return np.array([0.25, 0.5, 0.75])[:channels].astype(dtype), np.array([0.5, 0.125, 2.0])[:channels].astype(dtype)


@pytest.mark.points("normalize", 0.5)
@pytest.mark.says(
    es="Se resta la media dada y se divide entre la desviación dada, canal por canal, sean cuales sean las imágenes.",
    en="The given mean is subtracted and the given deviation divided by, channel by channel, whatever the images are.",
)
@given(shape=BATCH_SHAPES, step=STEPS, dtype=FLOATS)
@example(shape=(1, 1, 1, 1), step=11, dtype=np.float64)
@example(shape=(1, 2, 3, 3), step=11, dtype=np.float64)
@example(shape=(3, 2, 3, 3), step=11, dtype=np.float64)
@example(shape=(3, 3, 3, 3), step=37, dtype=np.float32)
@agrees_with(reference.normalize)
def test_normalizing_with_given_statistics(shape, step, dtype):
    return filled(shape, step, dtype), *statistics(shape[-1], dtype)


@pytest.mark.points("normalize", 0.25)
@pytest.mark.says(
    es="El divisor es std + eps, también donde std es 0; si no se dice otra cosa, eps es 1e-8.",
    en="The divisor is std + eps, also where std is 0; unless told otherwise, eps is 1e-8.",
)
@pytest.mark.parametrize("eps", [(), (0.25,), (0.5,), (1e-3,)])
@pytest.mark.parametrize("std", [(0.5, 0.0), (0.0, 0.25), (0.0, 0.0), (1.0, 0.125)])
@pytest.mark.parametrize("mean", [(0.5, 0.5), (0.25, 0.75)])
@agrees_with(reference.normalize)
def test_normalizing_where_the_deviation_is_0(eps, std, mean):
    return np.full((2, 1, 2, 2), 0.5), np.array(mean), np.array(std), *eps


@pytest.mark.points("normalize", 0.25)
@pytest.mark.says(
    es="Las imágenes, la media y la desviación quedan como estaban, y pueden ser de solo lectura.",
    en="Images, mean and deviation are left as they were, and may be read-only.",
)
def test_normalizing_leaves_its_inputs(student):
    images, (mean, std) = filled((2, 2, 3, 3)), statistics(3)
    want = reference.normalize(images, mean, std)
    assert_agrees(assert_inputs_unchanged(student, "normalize", images.copy(), mean.copy(), std.copy()), want)
    assert_agrees(student.normalize(read_only(images), read_only(mean), read_only(std)), want)


# -- local_contrast -----------------------------------------------------------------------------------------


def windows_vary(image, radius):
    """Whether every window varies by a good part of its mean, so that float32 can tell."""
    padded = np.pad(image[..., 0].astype(np.float64), radius, mode="reflect")
    windows = np.lib.stride_tricks.sliding_window_view(padded, (2 * radius + 1, 2 * radius + 1))
    return bool(windows.std(axis=(2, 3)).min() > 0.15)


@pytest.mark.points("local_contrast", 0.75)
@pytest.mark.says(
    es="Cada píxel menos la media de su ventana de 5x5, dividido entre la desviación típica de esta más 0.01.",
    en="Each pixel minus the mean of its 5x5 window, divided by that window's standard deviation plus 0.01.",
)
@FEWER
@given(
    image=builds(filled, tuples(integers(3, 6), integers(3, 6), just(1)), STEPS, FLOATS).filter(
        lambda image: windows_vary(image, 2)
    )
)
@example(image=filled((3, 3, 1)))
@example(image=filled((6, 7, 1), 23))
@example(image=filled((7, 5, 1), 37))
@agrees_with(reference.local_contrast)
def test_contrast_of_any_image(image):
    return (image,)


@pytest.mark.points("local_contrast", 0.5)
@pytest.mark.says(
    es="La ventana llega hasta `radius` píxeles a cada lado, y eps se suma a la desviación.",
    en="The window reaches `radius` pixels to either side, and eps is added to the deviation.",
)
@FEWER
@given(
    window=builds(
        lambda radius, more_rows, more_columns, step: (
            filled((radius + more_rows, radius + more_columns, 1), step),
            radius,
        ),
        sampled_from([1, 3, 2]),
        integers(1, 4),
        integers(1, 4),
        STEPS,
    ).filter(lambda window: windows_vary(*window)),
    eps=sampled_from([0.25, 1.0, 0.015625]),
)
@example(window=(filled((2, 2, 1), 23), 1), eps=0.25)
@example(window=(filled((4, 3, 1)), 1), eps=1.0)
@example(window=(filled((5, 4, 1), 37), 3), eps=0.015625)
@example(window=(filled((7, 7, 1)), 3), eps=0.25)
@agrees_with(reference.local_contrast)
def test_contrast_of_other_windows(window, eps):
    return *window, eps


@pytest.mark.points("local_contrast", 0.25)
@pytest.mark.says(
    es="Una imagen constante da 0 en todas partes, también en los bordes.",
    en="A constant image gives 0 everywhere, at the edges too.",
)
@pytest.mark.parametrize("value", [0.5, 1.0, 0.0, 0.015625])
@agrees_with(reference.local_contrast)
def test_contrast_of_a_constant_image(value):
    return (np.full((4, 5, 1), value),)


@pytest.mark.points("local_contrast", 0.25)
@pytest.mark.says(
    es="Con radius = 0 la ventana es el propio píxel, y todo da 0.",
    en="With radius = 0 the window is the pixel itself, and everything gives 0.",
)
@pytest.mark.parametrize("shape", [(3, 4, 1), (1, 1, 1), (1, 3, 1)])
@agrees_with(reference.local_contrast)
def test_contrast_of_single_pixels(shape):
    return filled(shape), 0


@pytest.mark.points("local_contrast", 0.25)
@pytest.mark.says(
    es="La imagen queda como estaba, y puede ser de solo lectura.",
    en="The image is left as it was, and may be read-only.",
)
def test_contrast_leaves_its_image(student):
    image = filled((4, 5, 1), 23)
    want = reference.local_contrast(image, 1)
    assert_agrees(assert_inputs_unchanged(student, "local_contrast", image.copy(), 1), want)
    assert_agrees(student.local_contrast(read_only(image), 1), want)


# -- class_counts -------------------------------------------------------------------------------------------


@pytest.mark.points("class_counts", 0.5)
@pytest.mark.says(
    es="Un número por clase, 0 en las que no tienen muestras, también si son las últimas.",
    en="One number a class, 0 for those without samples, the last ones included.",
)
@given(
    labels=lists(integers(0, 4), min_size=1, max_size=12),
    more=integers(0, 3),
    dtype=sampled_from([np.int64, np.int32]),
)
@example(labels=[0], more=0, dtype=np.int64)
@example(labels=[0, 2, 2], more=1, dtype=np.int64)
@example(labels=[3, 3], more=0, dtype=np.int64)
@example(labels=[1, 0, 2, 1], more=0, dtype=np.int64)
@agrees_with(reference.class_counts)
def test_counts_of_any_labels(labels, more, dtype):
    return np.array(labels, dtype=dtype), max(labels) + 1 + more


@pytest.mark.points("class_counts", 0.25)
@pytest.mark.says(
    es="Las etiquetas quedan como estaban, y pueden ser de solo lectura.",
    en="The labels are left as they were, and may be read-only.",
)
def test_counts_leave_their_labels(student):
    labels = np.array([2, 0, 2, 3])
    want = reference.class_counts(labels, 5)
    assert_agrees(assert_inputs_unchanged(student, "class_counts", labels.copy(), 5), want)
    assert_agrees(student.class_counts(read_only(labels), 5), want)


# -- balanced_indices ---------------------------------------------------------------------------------------


def indices_of(value, n):
    """Return what should be positions in n labels as integers, or fail."""
    array = array_of(value)
    array = array_of(array, (array.size,))
    whole = bool(np.all(np.isfinite(array)) and np.all(array == np.floor(array)))
    assert_holds(whole and bool(np.all((array >= 0) & (array < n))), "property", value)
    return array.astype(np.int64)


def labels_of(*counts):
    """Make labels of classes 0, 1, ... with so many samples each, in an order that mixes them."""
    labels = np.repeat(np.arange(len(counts)), counts)
    return labels[7 * np.arange(len(labels)) % len(labels)] if len(labels) % 7 else labels[::-1].copy()


BALANCE = [
    labels_of(4, 1),
    labels_of(2, 9, 5),
    np.array([5, 5, 7, 20, 5, 7, 5]),  # gaps
    labels_of(3, 3, 3),
    np.array([2, 2, 2]),
    np.array([0]),
    labels_of(0, 12, 1, 0, 2).astype(np.int32),
]


@pytest.mark.points("balanced_indices", 0.5)
@pytest.mark.says(
    es="Cada clase presente aparece exactamente tantas veces como la más grande.",
    en="Each class that is present occurs exactly as often as the largest.",
)
@pytest.mark.parametrize("labels", BALANCE)
def test_balanced_classes_are_equally_common(student, labels):
    chosen = labels[indices_of(student.balanced_indices(labels, generator(1)), len(labels))]
    counts = reference.class_counts(labels, 21)
    assert_agrees(reference.class_counts(chosen, 21), np.where(counts > 0, counts.max(), 0))


@pytest.mark.points("balanced_indices", 0.375)
@pytest.mark.says(
    es="Ninguna muestra se pierde: cada índice aparece al menos una vez.",
    en="No sample is lost: every index is there at least once.",
)
@pytest.mark.parametrize("labels", BALANCE)
def test_balancing_keeps_every_sample(student, labels):
    indices = indices_of(student.balanced_indices(labels, generator(2)), len(labels))
    every = len(np.unique(indices)) == len(labels)
    assert_holds(every, "property", indices)


@pytest.mark.points("balanced_indices", 0.125)
@pytest.mark.says(
    es="Si hay azar, sale solo de `rng`: con la misma semilla salen los mismos índices.",
    en="If there is randomness it comes from `rng` alone: the same seed gives the same indices.",
)
def test_balancing_draws_from_rng(student):
    labels = labels_of(30, 5, 1)
    assert_leaves_global_random_state(student, "balanced_indices", labels, generator(3))
    one, other = (indices_of(student.balanced_indices(labels, generator(4)), len(labels)) for _ in range(2))
    assert_holds(np.array_equal(one, other), "not-reproducible", other, one)


@pytest.mark.points("balanced_indices", 0.25)
@pytest.mark.says(
    es="Las etiquetas quedan como estaban, y pueden ser de solo lectura.",
    en="The labels are left as they were, and may be read-only.",
)
def test_balancing_leaves_its_labels(student):
    labels = labels_of(3, 1, 2)
    indices_of(assert_inputs_unchanged(student, "balanced_indices", labels.copy(), generator(5)), len(labels))
    indices_of(student.balanced_indices(read_only(labels), generator(6)), len(labels))


# -- stratified_split ---------------------------------------------------------------------------------------


def split_of(student, labels, fraction, rng):
    """Call `stratified_split` and return the two index arrays."""
    return sides_of(student.stratified_split(labels, fraction, rng), labels)


def sides_of(sides, labels):
    """Return the two index arrays that came back."""
    assert_holds(isinstance(sides, (tuple, list)) and len(sides) == 2, "property", sides)
    train, test = sides
    return indices_of(train, len(labels)), indices_of(test, len(labels))


SPLITS = [
    (labels_of(10, 5), 0.2),
    (labels_of(7, 4, 12), 0.5),
    (labels_of(40, 3, 1), 0.25),
    (np.array([9, 2, 2, 9, 2, 9, 9, 4]), 0.3),  # gaps, and a class of one
    (labels_of(2, 2).astype(np.int32), 0.5),
]


@pytest.mark.points("stratified_split", 0.25)
@pytest.mark.says(
    es="Cada índice está en uno de los dos lados, una sola vez.",
    en="Every index is on one of the two sides, once.",
)
@pytest.mark.parametrize(("labels", "fraction"), SPLITS)
def test_split_loses_and_repeats_nothing(student, labels, fraction):
    train, test = split_of(student, labels, fraction, generator(10))
    assert_holds(len(np.unique(train)) == len(train), "property", train)
    assert_holds(len(np.unique(test)) == len(test), "property", test)
    assert_holds(not np.any(np.isin(test, train)), "property", (train, test))
    assert_measures(len(train) + len(test), len(labels), 0.0, "len(train) + len(test)")


PROPORTIONS = [
    (labels_of(100, 60, 80), 0.2),
    (labels_of(30, 90, 50), 0.5),
    (labels_of(64, 33, 101), 0.75),
    (labels_of(10, 20, 5), 0.9),
    (labels_of(100, 57), 0.05),
]
RARE = [
    (labels_of(20, 2), 0.1),
    (labels_of(20, 2, 3), 0.25),
    (labels_of(20, 3, 2, 2), 0.75),
    (labels_of(12, 2, 4), 0.95),
    (labels_of(30, 5, 3), 0.01),
    (labels_of(30, 5, 3, 4), 0.2),
]


@pytest.mark.points("stratified_split", 0.375)
@pytest.mark.says(
    es="De cada clase va al test la fracción pedida, con una muestra de diferencia como mucho.",
    en="Of every class the fraction asked for goes to the test set, to within one sample.",
)
@pytest.mark.parametrize(("labels", "fraction"), [*PROPORTIONS, *RARE])
def test_split_keeps_proportions(student, labels, fraction):
    _, test = split_of(student, labels, fraction, generator(11))
    for one, n in enumerate(reference.class_counts(labels, labels.max() + 1)):
        assert_measures(np.count_nonzero(labels[test] == one), fraction * n, WITHIN_ONE, f"#(test, y = {one})")


@pytest.mark.points("stratified_split", 0.25)
@pytest.mark.says(
    es="Una clase de dos muestras o más tiene al menos una en cada lado.",
    en="A class of two or more samples has at least one on each side.",
)
@pytest.mark.parametrize(("labels", "fraction"), RARE)
def test_split_leaves_no_class_out(student, labels, fraction):
    train, test = split_of(student, labels, fraction, generator(12))
    n_classes = int(labels.max()) + 1
    fewest = [int(reference.class_counts(labels[side], n_classes).min()) for side in (train, test)]
    assert_holds(min(fewest) >= 1, "property", (train, test))


@pytest.mark.points("stratified_split", 0.125)
@pytest.mark.says(
    es="Todas las muestras de una clase tienen la misma probabilidad de ir al test.",
    en="All samples of a class are equally likely to be tested.",
)
def test_split_tests_every_sample_alike(student):
    n, rng, labels = 240, generator(13), np.array([0, 1, 0, 1, 1, 0, 1, 0, 1, 1])
    splits = called_often(student, "stratified_split", [(labels, 0.5, rng)] * n)
    shares = np.mean([np.bincount(sides_of(split, labels)[1], minlength=10) for split in splits], axis=0)
    for one in (0, 1):
        of_class = shares[labels == one]
        for k, share in enumerate(of_class):
            # Tested or not, minus the share of its class that is tested: between -3/4 and 3/4, and 0 on average.
            gap, quantity = float(share - of_class.mean()), f"P(test | y = {one}, #{k}) - P(test | y = {one})"
            assert_measures(gap, 0.0, mean_tolerance(n, 1.5), quantity, false_alarm=FALSE_ALARM)


@pytest.mark.points("stratified_split", 0.125)
@pytest.mark.says(
    es="El azar sale solo de `rng`: se repite con la misma semilla y cambia de una llamada a otra.",
    en="Randomness comes from `rng` alone: it repeats with the seed and changes from call to call.",
)
def test_split_draws_from_rng(student):
    labels = labels_of(60)
    assert_leaves_global_random_state(student, "stratified_split", labels, 0.5, generator(14))

    def tested(rng):
        return np.sort(split_of(student, labels, 0.5, rng)[1])

    rng = generator(15)
    first, second, again = tested(rng), tested(rng), tested(generator(15))
    assert_holds(np.array_equal(first, again), "not-reproducible", again, first)
    # Of 60 samples 29, 30 or 31 are tested, no choice of them likelier than one in C(60, 29); 32 at most are a block.
    one_choice = 1 / math.comb(60, 29)
    is_block = len(first) > 0 and int(first[-1]) - int(first[0]) + 1 == len(first)
    assert_holds(not is_block, "property", first, false_alarm=32 * one_choice)
    assert_holds(not np.array_equal(first, second), "same-draws", second, false_alarm=one_choice)


@pytest.mark.points("stratified_split", 0.125)
@pytest.mark.says(
    es="Las etiquetas quedan como estaban, y pueden ser de solo lectura.",
    en="The labels are left as they were, and may be read-only.",
)
def test_split_leaves_its_labels(student):
    labels = labels_of(5, 4, 2)
    after = assert_inputs_unchanged(student, "stratified_split", labels.copy(), 0.5, generator(16))
    assert_holds(isinstance(after, (tuple, list)) and len(after) == 2, "property", after)
    split_of(student, read_only(labels), 0.5, generator(17))
