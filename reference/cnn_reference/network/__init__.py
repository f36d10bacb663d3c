"""The network of the lecture's last slides: a fluent builder on the textbook functions, and a fast path beside them.

>>> from cnn_reference.network import NeuralNetwork
>>> network = NeuralNetwork().input([8, 8, 1]).conv([3, 3, 4]).max_pool().relu().flatten().dense(10)
>>> print(network.summary())
Layer                       Shape  Parameters
---------------------------------------------
Input                       8x8x1           0
Convolution (valid, 3x3x4)  6x6x4          40
Max pooling (valid, 2x2)    3x3x4           0
Activation (ReLU)           3x3x4           0
Flatten                     36              0
Dense                       10            370
---------------------------------------------
Total                                     410
"""

from cnn_reference.network.errors import ModelFileError, NetworkError, ShapeError
from cnn_reference.network.history import Evaluation, History
from cnn_reference.network.neural_network import NeuralNetwork
from cnn_reference.network.optimizers import SGD, Adam, Momentum, Nesterov, Optimizer

__all__ = [
    "SGD",
    "Adam",
    "Evaluation",
    "History",
    "ModelFileError",
    "Momentum",
    "Nesterov",
    "NetworkError",
    "NeuralNetwork",
    "Optimizer",
    "ShapeError",
]
