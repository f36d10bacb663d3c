# gradiente: parameters · en
"""One class a layer, in the way of Keras."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import namedtuple
from dataclasses import dataclass
from typing import ClassVar, Union

Size = Union[int, "tuple[int, int]"]
Shape = namedtuple("Shape", "height width channels")


class DoesNotFit(ValueError):
    """Something is larger than what it should fit into."""


def pair(size: Size) -> tuple[int, int]:
    return (size, size) if type(size) is int else tuple(size)


class Layer(ABC):
    registry: ClassVar[dict[str, type[Layer]]] = {}
    name: ClassVar[str]

    def __init_subclass__(cls) -> None:
        Layer.registry[cls.name] = cls

    @abstractmethod
    def shape_after(self, shape: tuple) -> tuple: ...

    def parameters(self, shape: tuple) -> int:
        return 0

    @staticmethod
    def volume(shape: tuple) -> Shape:
        if len(shape) != 3:
            raise ValueError(f"needs a volume (H, W, C), got {len(shape)} axes")
        return Shape(*shape)


@dataclass(frozen=True)
class Conv(Layer):
    name: ClassVar[str] = "conv"
    kh: int
    kw: int
    filters: int
    stride: Size = 1
    padding: Size = 0
    bias: bool = True

    def shape_after(self, shape: tuple) -> Shape:
        height, width, _ = self.volume(shape)
        (sh, sw), (ph, pw) = pair(self.stride), pair(self.padding)
        if sh < 1 or sw < 1:
            raise ValueError(f"a stride of {self.stride} does not move the kernel forward")
        if ph < 0 or pw < 0:
            raise ValueError(f"a padding of {self.padding} is negative")
        height, width = height + 2 * ph, width + 2 * pw
        if self.kh > height or self.kw > width:
            raise DoesNotFit(f"kernel {self.kh}x{self.kw} on {height}x{width}")
        return Shape((height - self.kh) // sh + 1, (width - self.kw) // sw + 1, self.filters)

    def parameters(self, shape: tuple) -> int:
        return self.filters * (self.kh * self.kw * self.volume(shape).channels + int(self.bias))


@dataclass(frozen=True)
class MaxPool(Layer):
    name: ClassVar[str] = "max_pool"
    size: Size
    stride: Size | None = None

    def shape_after(self, shape: tuple) -> Shape:
        shape = self.volume(shape)
        stride = self.size if self.stride is None else self.stride
        return Conv(*pair(self.size), shape.channels, stride).shape_after(shape)


@dataclass(frozen=True)
class Relu(Layer):
    name: ClassVar[str] = "relu"

    def shape_after(self, shape: tuple) -> tuple:
        return shape


@dataclass(frozen=True)
class BatchNorm(Relu):
    name: ClassVar[str] = "batch_norm"

    def parameters(self, shape: tuple) -> int:
        return len(("gamma", "beta")) * shape[-1]


@dataclass(frozen=True)
class Flatten(Layer):
    name: ClassVar[str] = "flatten"

    def shape_after(self, shape: tuple) -> tuple:
        numbers = 1
        for side in shape:
            numbers *= side
        return (numbers,)


@dataclass(frozen=True)
class Dense(Layer):
    name: ClassVar[str] = "dense"
    units: int
    bias: bool = True

    def shape_after(self, shape: tuple) -> tuple:
        if len(shape) != 1:
            raise ValueError("a dense layer needs numbers in a row: flatten first")
        return (self.units,)

    def parameters(self, shape: tuple) -> int:
        return (shape[0] + self.bias) * self.units


def dense_parameters(n_inputs: int, n_outputs: int, bias: bool = True) -> int:
    return Dense(n_outputs, bias).parameters((n_inputs,))


def conv2d_parameters(in_channels: int, out_channels: int, kernel_size: Size, bias: bool = True) -> int:
    return Conv(*pair(kernel_size), out_channels, bias=bias).parameters((1, 1, in_channels))


def batch_norm_parameters(channels: int) -> int:
    return BatchNorm().parameters((channels,))


def conv2d_output_shape(
    input_shape: tuple, out_channels: int, kernel_size: Size, stride: Size = 1, padding: Size = 0
) -> Shape:
    return Conv(*pair(kernel_size), out_channels, stride, padding).shape_after(input_shape)


def max_pool_output_shape(input_shape: tuple, pool_size: Size = 2, stride: Size | None = None) -> Shape:
    return MaxPool(pool_size, stride).shape_after(input_shape)


def network_parameters(input_shape: tuple, layers: list) -> list[int]:
    class Counts(list):
        """A list with a total, which the exercise does not ask for."""

        @property
        def total(self) -> int:
            return sum(self)

    counts, shape = Counts(), tuple(input_shape)
    for kind, *arguments in layers:
        try:
            layer = Layer.registry[kind](*arguments)
        except KeyError as error:
            raise ValueError(f"unknown layer {kind!r}; there are {sorted(Layer.registry)}") from error
        new_shape = layer.shape_after(shape)
        counts.append(layer.parameters(shape))
        shape = new_shape
    return counts
