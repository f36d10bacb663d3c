"""The table of a network: layers, shapes, parameters.

Lecture: case study, the table of the architecture based on LeNet.
"""

from collections.abc import Sequence

from cnn_reference.network.layers import Layer, Shape

__all__ = ["table"]


def table(input_shape: Shape, layers: Sequence[Layer]) -> str:
    """Write the table.

    Parameters
    ----------
    input_shape : tuple of int
        Of one sample.
    layers : sequence of Layer
        Of a network.

    Returns
    -------
    str
        One line a layer, under a line of headings and above the sum.
    """
    rows = [("Layer", "Shape", "Parameters"), ("Input", _shape(input_shape), "0")]
    rows += [(layer.describe(), _shape(layer.output_shape), f"{layer.count():,}") for layer in layers]
    rows.append(("Total", "", f"{sum(layer.count() for layer in layers):,}"))
    first, second, third = (max(len(row[i]) for row in rows) for i in range(3))
    lines = [f"{name:<{first}}  {shape:<{second}}  {count:>{third}}" for name, shape, count in rows]
    rule = "-" * len(lines[0])
    return "\n".join([lines[0], rule, *lines[1:-1], rule, lines[-1]])


def _shape(shape: Shape) -> str:
    return "x".join(map(str, shape))
