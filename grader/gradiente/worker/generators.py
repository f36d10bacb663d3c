"""Generators of random numbers as bytes: a number that names one, and the state it is in."""

from __future__ import annotations

import struct
from typing import Any

import numpy as np
from numpy.random.bit_generator import ISpawnableSeedSequence

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


class LaterSeeds(ISpawnableSeedSequence):
    """The seeds of a generator whose state is known, so that they matter only to what it spawns.

    To mix seeds takes most of the time of making a generator, and few ever spawn another: it is done when it is asked
    for. Whatever else is asked is answered by the `numpy.random.SeedSequence` of these arguments.
    """

    def __init__(self, entropy: Any, **more: Any) -> None:
        self._arguments = entropy, more
        self._made: np.random.SeedSequence | None = None

    @staticmethod
    def like(seeds: Any) -> LaterSeeds | None:
        """The same as other seeds, as far as those have spawned; None if they are of an unknown kind."""
        if isinstance(seeds, LaterSeeds):
            if seeds._made is None:
                entropy, more = seeds._arguments
                return LaterSeeds(entropy, **more)
            seeds = seeds._made
        if type(seeds) is not np.random.SeedSequence:
            return None
        return LaterSeeds(
            seeds.entropy,
            spawn_key=seeds.spawn_key,
            pool_size=seeds.pool_size,
            n_children_spawned=seeds.n_children_spawned,
        )

    def generate_state(self, n_words: int, dtype: Any = np.uint32) -> np.ndarray:
        """Return no state at all: the generator gets its own."""
        return np.zeros(n_words, dtype)

    def spawn(self, n_children: int) -> list[Any]:
        """Spawn the seeds of others."""
        return self._sequence().spawn(n_children)

    def _sequence(self) -> np.random.SeedSequence:
        if self._made is None:
            entropy, more = self._arguments
            self._made = np.random.SeedSequence(entropy, **more)
        return self._made

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self._sequence(), name)


def generator_in(state: dict[str, Any], seeds: LaterSeeds) -> np.random.Generator:
    """Make a generator that is in a state, and spawns what these seeds spawn."""
    bits: Any = np.random.PCG64(seeds)
    bits.state = state
    return np.random.Generator(bits)


def rebuilt_generator(state: dict[str, Any]) -> np.random.Generator:
    """Make a generator in a state; what it spawns depends on it as well."""
    inner = state["state"]
    return generator_in(state, LaterSeeds([inner["state"], inner["inc"]]))


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
