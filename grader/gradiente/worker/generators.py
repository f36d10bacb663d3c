"""Generators of random numbers as bytes: a number that names one, and the state it is in."""

from __future__ import annotations

import struct
from typing import Any

import numpy as np

from .arrays import WireError

UNNAMED = -1  # a generator that only ever crosses with its state

_NAME = struct.Struct("<q")
_STATE = struct.Struct("<16s16sBI")  # state and increment (128 bits each), whether half a draw is left, and that half


def bytes_of_generator(number: int, state: bytes | None) -> bytes:
    """Write down a generator by its number, and by its state unless the other side knows where it is."""
    return _NAME.pack(number) + (state or b"")


def read_generator(body: bytes) -> tuple[int, dict[str, Any] | None]:
    """Read number and state; WireError for anything else."""
    if len(body) == _NAME.size:
        return _NAME.unpack(body)[0], None
    if len(body) != _NAME.size + _STATE.size:
        raise WireError("not a generator")
    return _NAME.unpack_from(body)[0], full_state(body[_NAME.size :])


def is_writable(generator: np.random.Generator) -> bool:
    """Whether it is of the kind that may cross."""
    return type(generator.bit_generator) is np.random.PCG64


def state_of(generator: np.random.Generator) -> bytes:
    """Write down the state of a generator of the kind that may cross."""
    state: Any = generator.bit_generator.state
    inner = state["state"]
    return _STATE.pack(
        inner["state"].to_bytes(16, "little"),
        inner["inc"].to_bytes(16, "little"),
        state["has_uint32"],
        state["uinteger"],
    )


def full_state(data: Any) -> dict[str, Any]:
    """Read a state; WireError for anything else."""
    if type(data) is not bytes or len(data) != _STATE.size:
        raise WireError("not the state of a generator")
    state, increment, has_half, half = _STATE.unpack(data)
    if has_half > 1:
        raise WireError("not the state of a generator")
    inner = {"state": int.from_bytes(state, "little"), "inc": int.from_bytes(increment, "little") | 1}
    return {"bit_generator": "PCG64", "state": inner, "has_uint32": has_half, "uinteger": half}


def rebuilt_generator(state: dict[str, Any]) -> np.random.Generator:
    """Make a generator in a state; what it spawns depends on it as well."""
    inner = state["state"]
    generator = np.random.Generator(np.random.PCG64([inner["state"], inner["inc"]]))
    generator.bit_generator.state = state
    return generator


def generators_among(arguments: tuple[Any, ...] | list[Any], named: dict[str, Any]) -> list[np.random.Generator]:
    """The generators among the arguments of a call, in order."""
    return [item for item in (*arguments, *named.values()) if isinstance(item, np.random.Generator)]


def states_of(generators: list[np.random.Generator]) -> list[bytes]:
    """States of generators, as they cross."""
    return [state_of(generator) for generator in generators]


def set_states(generators: list[np.random.Generator], states: Any) -> None:
    """Bring generators to the states in which the other side left them."""
    if type(states) is not list or len(states) != len(generators):
        raise WireError("states for other generators")
    for generator, state in zip(generators, states, strict=True):
        generator.bit_generator.state = full_state(state)
