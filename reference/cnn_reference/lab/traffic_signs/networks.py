"""The networks of the case study, from the lecture's to ours."""

from cnn_reference.data.gtsrb import N_CLASSES, SIDE
from cnn_reference.network import NeuralNetwork

__all__ = ["final_network", "network1", "network2"]


def network1(seed: int = 0, channels: int = 3, width: int = 1, n_classes: int = N_CLASSES) -> NeuralNetwork:
    """Build the lecture's first network: LeNet with one dense layer less.

    Parameters
    ----------
    seed : int
        Of the first weights, the order of the samples and augmentation.
    channels : int
        Of the images.
    width : int
        By how much to multiply filters and units.
    n_classes : int
        Outputs.

    Returns
    -------
    NeuralNetwork
        Of 56,195 parameters.
    """
    return (
        NeuralNetwork(seed)
        .input([SIDE, SIDE, channels])
        .conv([5, 5, 6 * width])
        .max_pool()
        .relu()
        .conv([5, 5, 16 * width])
        .max_pool()
        .relu()
        .flatten()
        .dense(120 * width)
        .relu()
        .dense(n_classes)
    )


def network2(seed: int = 0, channels: int = 3, n_classes: int = N_CLASSES) -> NeuralNetwork:
    """Build the lecture's second network: `network1` with twice the filters and units.

    Parameters
    ----------
    seed : int
        As for `network1`.
    channels : int
        Of the images.
    n_classes : int
        Outputs.

    Returns
    -------
    NeuralNetwork
        Of 213,147 parameters.
    """
    return network1(seed, channels, width=2, n_classes=n_classes)


def final_network(seed: int = 0, channels: int = 4, n_classes: int = N_CLASSES, width: int = 16) -> NeuralNetwork:
    """Build ours: five convolutions of 3 x 3 with batch normalization, two of which halve the image by their stride.

    Small windows one behind the other see as far as a large one with fewer parameters; batch normalization lets the
    learning rate be high; dropout is where most parameters are.

    Parameters
    ----------
    seed : int
        As for `network1`.
    channels : int
        Of the images.
    n_classes : int
        Outputs.
    width : int
        Filters of the first convolution; the others have two to six times as many.

    Returns
    -------
    NeuralNetwork
        With the width 16: some 305,000 parameters, 10.8 million multiplications an image.
    """
    network = NeuralNetwork(seed).input([SIDE, SIDE, channels])
    for filters, stride in ((width, 1), (2 * width, 2), (3 * width, 1), (4 * width, 2), (6 * width, 1)):
        network.conv([3, 3, filters], stride=stride, padding=1).batch_norm().relu()
    return network.max_pool().flatten().dropout(0.3).dense(8 * width).relu().dropout(0.3).dense(n_classes)
