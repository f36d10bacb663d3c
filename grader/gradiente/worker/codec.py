"""Values as bytes: the closed format in which everything crosses the wall, in both directions.

MessagePack with eleven extension types. Nothing executable comes from a student: no pickle, no class names that would
be looked up. Both sides rebuild plain Python objects and base arrays; a callable or an object of the student's own
crosses as a number that only its owner can resolve. Only the judge can have a function computed on the other side, by
a formula.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import msgpack
import numpy as np

from .arrays import MAX_MESSAGE, WireError, bytes_of_array, rebuilt_array
from .blocks import LEAF, Leaves, Places, calls_of, columns_of, filled
from .formulas import Formula
from .generators import UNNAMED, bytes_of_generator, is_writable, read_generator, rebuilt_generator, state_of

MAX_ITEMS = 1 << 20  # entries of one list, tuple or array of lists
MAX_KEYS = 4096  # entries of one dict or set: they are hashed by the receiver
MAX_ENTRIES = 1 << 21  # entries of all lists and dicts of a message: one of a byte becomes an object of 64
MAX_DEPTH = 40
MAX_INTEGER = 1024  # bytes of one integer: Python refuses to write one of more than 4300 digits
NO_MEMORY_LEFT = 12  # a worker's exit status when it had not even the memory to say so (errno's ENOMEM)
MAX_DRAWN = 10_000  # items taken from one iterator

_ENTRIES_OF_AN_EXTENSION = 16  # one costs the time of so many entries, and has three bytes at least
_ENTRIES_OF_A_BYTE = 8  # at most

ARRAY, TUPLE, INTEGER, CALLABLE, RANDOM, OPAQUE, COMPLEX, SET, TENSOR, DRAWN = range(1, 11)
COLUMNS = 12  # and 11, of `blocks`
FORMULA = 13

_CONTAINERS = (list, tuple, dict, set, frozenset)
_KEYS: tuple[type, ...] = (str, int, type(None))


class RefusedValueError(ValueError):
    """A value that cannot cross the wall; `kind` says why, `detail` names its type."""

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(f"{kind}: {detail}")
        self.kind, self.detail = kind, detail


class _IteratorRaisedError(Exception):
    """Carries what a student's iterator raised past those who would take it for a fault of the encoding."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error


@dataclass(frozen=True)
class Opaque:
    """An object that stayed on the other side; it can only be handed back."""

    handle: int
    type_name: str


@dataclass(frozen=True)
class Kept:
    """A value that stays on this side, plain or not: it crosses as a number and comes back as the very same object."""

    value: Any


def keep_part(result: Any, position: int | None) -> Any:
    """Return what a function returned, the part at a position of its tuple or list being kept on this side."""
    if position is None or not isinstance(result, (tuple, list)):
        return result
    parts = list(result)
    if position < len(parts):
        parts[position] = Kept(parts[position])
    return tuple(parts) if isinstance(result, tuple) else parts


@dataclass(frozen=True)
class Tensor:
    """A torch tensor as the judge sees it: its values, and whether it hangs on a graph.

    The judge needs no torch: `type_name` is how a student would call it.
    """

    values: np.ndarray
    requires_grad: bool
    type_name = "torch.Tensor"


class Handles:
    """The callables, generators and objects that stay on this side, by number."""

    def __init__(self) -> None:
        self._objects: list[Any] = []
        self._numbers: dict[int, int] = {}

    def __len__(self) -> int:
        """How many were given a number."""
        return len(self._objects)

    def number_of(self, item: Any) -> int:
        """Return the number of an object, giving it one if it has none."""
        number = self._numbers.get(id(item))
        if number is None:
            number = len(self._objects)
            self._objects.append(item)  # kept alive, so that its id is not used again
            self._numbers[id(item)] = number
        return number

    def __getitem__(self, number: int) -> Any:
        """Return the object of a number, or fail if it was never given out."""
        if not 0 <= number < len(self._objects):
            raise WireError("a handle that was never given out")
        return self._objects[number]


class Codec:
    """Encode and decode for one side of one conversation.

    Parameters
    ----------
    callables : Handles
        This side's own callables.
    remote_callable : callable
        Makes the stand-in for a callable of the other side, from its number and its text.
    own_objects : bool
        True in the worker: objects that have no plain form stay there and cross as numbers. The judge has no
        such objects, and refuses to encode one.
    """

    def __init__(self, callables: Handles, remote_callable: Callable[[int, str], Any], *, own_objects: bool) -> None:
        self.callables = callables
        self.objects = Handles()
        self._remote = remote_callable
        self._own_objects = own_objects
        self._stand_ins: dict[int, Any] = {}
        # One table for both directions: the judge gives a generator its number.
        self._generators: dict[int, np.random.Generator] = {}
        self._generator_numbers: dict[int, int] = {}
        self._formulas: dict[bytes, Formula] = {}
        self._entries_left, self._counts = 0, True
        self._leaves: Leaves | Places | None = None  # of the block that is being read

    # -- encoding ---------------------------------------------------------------------------------------

    def encode(self, message: Any) -> bytes:
        """Turn a message into bytes; raises RefusedValueError for what cannot cross, and what an iterator raises."""
        try:
            data = self._pack(message)
        except _IteratorRaisedError as stopped:
            raise stopped.error from None
        except RecursionError:
            raise RefusedValueError("too-deep", "") from None
        except (TypeError, OverflowError, UnicodeEncodeError) as error:
            raise RefusedValueError("refused-type", str(error)[:200]) from None
        except ValueError as error:
            if isinstance(error, RefusedValueError):
                raise
            kind = "too-deep" if "recursion" in str(error) else "refused-type"
            raise RefusedValueError(kind, str(error)[:200]) from None
        if len(data) > MAX_MESSAGE:
            raise RefusedValueError("too-large", f"{len(data) >> 20} MiB")
        if self._own_objects:
            _refuse_what_is_no_message(message)
        return data

    def encode_with(self, head: list[Any], encoded: bytes) -> bytes:
        """Turn a message into bytes whose last part is encoded already."""
        return bytes([0x90 | (len(head) + 1)]) + b"".join(map(self._pack, head)) + encoded

    def encode_calls(self, calls: list[list[Any]]) -> bytes:
        """Turn the arguments of many calls into bytes, by columns where that can be; see `encode`."""
        columns = columns_of(calls)
        if columns is None:
            return self.encode(calls)
        return self._pack(msgpack.ExtType(COLUMNS, self.encode(columns)))

    @property
    def gave_numbers(self) -> bool:
        """Whether a callable, an object or a generator of this side crossed as a number."""
        return bool(len(self.callables) or len(self.objects) or self._generators)

    def _pack(self, value: Any) -> bytes:
        packed: bytes = msgpack.packb(value, default=self._plain, strict_types=True)
        return packed

    def _plain(self, value: Any) -> Any:
        """Say in MessagePack's own types what is not one of them; subclasses degrade to what they extend."""
        if type(value) is np.random.Generator:
            return self._random(value)
        if isinstance(value, np.ndarray):
            return self._array(value)
        if isinstance(value, np.generic):
            return _scalar(value)
        if isinstance(value, tuple):
            return msgpack.ExtType(TUPLE, self._pack(list(tuple.__iter__(value))))
        if isinstance(value, int):
            return _integer(value)
        if isinstance(value, (Fraction, Decimal)):
            return float(value)
        if isinstance(value, complex):
            return msgpack.ExtType(COMPLEX, msgpack.packb([value.real, value.imag]))
        for base in (float, str, list, dict, bytes):
            if isinstance(value, base):
                return _degraded(base, value)
        if isinstance(value, (set, frozenset)):
            return msgpack.ExtType(SET, self._pack(list(value)))
        if isinstance(value, np.random.Generator):
            return self._random(value)
        return self._other(value)

    def _array(self, value: np.ndarray) -> msgpack.ExtType:
        array = value if type(value) is np.ndarray else np.ndarray.view(value, np.ndarray)
        if array.dtype.kind == "f" and array.dtype.itemsize > 8:
            array = array.astype(np.float64)
        body = bytes_of_array(array)
        if body is None:
            raise RefusedValueError("refused-type", f"ndarray of dtype {array.dtype.name[:40]}")
        return msgpack.ExtType(ARRAY, body)

    def _random(self, generator: np.random.Generator) -> msgpack.ExtType:
        number = self._generator_numbers.get(id(generator))
        known = number is not None
        if number is None:
            number = len(self._generators) if not self._own_objects else UNNAMED
            if number >= 0:
                self._generators[number] = generator
                self._generator_numbers[id(generator)] = number
        if not is_writable(generator):
            raise RefusedValueError("refused-type", f"Generator of {type(generator.bit_generator).__name__[:40]}")
        # From the judge only the first crossing carries the state: over there it goes on from where it is.
        state = None if known and not self._own_objects else state_of(generator)
        return msgpack.ExtType(RANDOM, bytes_of_generator(number, state))

    def _other(self, value: Any) -> Any:
        if isinstance(value, (Iterator, range)):
            return self._drawn(value)
        if isinstance(value, Tensor):
            return msgpack.ExtType(TENSOR, self._pack([value.values, value.requires_grad]))
        torch = sys.modules.get("torch")
        if torch is not None and isinstance(value, torch.Tensor):
            return msgpack.ExtType(TENSOR, self._pack(_tensor_parts(value)))
        number = getattr(value, "gradiente_handle", None)
        if type(number) is int and self._stand_ins.get(number) is value:
            return msgpack.ExtType(CALLABLE, msgpack.packb([number, "", True]))
        if not self._own_objects:
            if isinstance(value, Formula):
                value.encoded = value.encoded or self._pack(value.parts())
                return msgpack.ExtType(FORMULA, value.encoded)
            if isinstance(value, Opaque):
                return msgpack.ExtType(OPAQUE, msgpack.packb([value.handle, ""]))
            if callable(value):
                text = text_of_callable(value)
                return msgpack.ExtType(CALLABLE, msgpack.packb([self.callables.number_of(value), text, False]))
            raise TypeError(f"a {type(value).__name__} cannot cross the wall")
        own = value.value if type(value) is Kept else value
        name = "function" if isinstance(own, Formula) else type(own).__name__[:80]
        return msgpack.ExtType(OPAQUE, msgpack.packb([self.objects.number_of(own), name]))

    def _drawn(self, value: Any) -> msgpack.ExtType:
        """Take an iterator's items, each packed before the next is asked for.

        So they cross as a loop over them would see them, even if all are one array that is filled anew each time,
        and an iterator without an end is stopped by its size as well as by its length.
        """
        packed: list[bytes] = []
        size = 0
        try:
            items = iter(value)
        except Exception as error:
            raise _IteratorRaisedError(error) from None
        while True:
            try:
                item = next(items)
            except StopIteration:
                break
            except Exception as error:
                raise _IteratorRaisedError(error) from None
            packed.append(self._pack(item))
            size += len(packed[-1])
            if len(packed) > MAX_DRAWN or size > MAX_MESSAGE:
                raise RefusedValueError("too-large", "iterator")
        return msgpack.ExtType(DRAWN, join_encoded(packed))

    def give_in_place_of(self, generator: np.random.Generator, other: np.random.Generator) -> None:
        """Take a generator for another that went over in its place; it is brought to the state of that one."""
        number = self._generator_numbers.pop(id(other))
        self._generators[number] = generator
        self._generator_numbers[id(generator)] = number
        generator.bit_generator.state = other.bit_generator.state

    def knows(self, generator: np.random.Generator) -> bool:
        """Whether a generator has crossed already."""
        return id(generator) in self._generator_numbers

    # -- decoding ---------------------------------------------------------------------------------------

    def decode(self, data: bytes | bytearray, around: int = 0) -> Any:
        """Rebuild a message from bytes; raises WireError for anything that is not one.

        `around` lists within lists do not count as nesting: answers that travel together are as deep as alone.
        """
        self._begin_to_count(len(data))
        return self._unpack(data, -around)

    def decode_block(self, flags: bytes, numbers: bytes, count: int, forms: bytes) -> list[Any]:
        """Rebuild the answers of a block, each as deep as if it had come alone; raises WireError as `decode` does."""
        self._begin_to_count(len(forms))
        leaves = Leaves(flags, numbers)
        form = forms[: len(forms) // max(count, 1)]
        if count > 1 and forms == form * count and not self._counts:
            answers = self._read_alike(form, count, leaves)
            if answers is not None:
                return answers
        return self._read_forms(forms, count, leaves)

    def _read_alike(self, form: bytes, count: int, leaves: Leaves) -> list[Any] | None:
        """Read answers of which each has the same form, in one step; None if that cannot be."""
        places = Places()
        (answer,) = self._read_forms(form, 1, places)
        columns = leaves.columns(places.sides, count) if places.sides else None
        return None if columns is None else [filled(answer, row) for row in zip(*columns, strict=True)]

    def _read_forms(self, forms: bytes, count: int, leaves: Leaves | Places) -> list[Any]:
        self._leaves = leaves
        try:
            answers: list[Any] = self._unpack(msgpack.Packer().pack_array_header(count) + forms, -1)
            leaves.end()
        finally:
            self._leaves = None
        return answers

    def _begin_to_count(self, size: int) -> None:
        """Count the entries of a message of so many bytes, if there could be too many."""
        self._entries_left = MAX_ENTRIES
        self._counts = size * _ENTRIES_OF_A_BYTE > MAX_ENTRIES

    def _count(self, entries: int) -> None:
        self._entries_left -= entries
        if self._entries_left < 0:
            raise WireError("too many entries")

    def _counted(self, items: list[Any]) -> list[Any]:
        self._count(1 + len(items))
        return items

    def _mapping(self, pairs: list[tuple[Any, Any]]) -> dict[Any, Any]:
        self._count(1 + len(pairs))
        for key, _ in pairs:
            if type(key) not in (str, int, bool, type(None)) or not _hashes_well(key):
                raise WireError("a key that is neither text nor an integer of 64 bits")
        return dict(pairs)

    def _unpack(self, data: bytes | bytearray, depth: int) -> Any:
        if depth > MAX_DEPTH:
            raise WireError("nested too deeply")
        try:
            value = msgpack.unpackb(
                data,
                ext_hook=lambda code, body: self._extension(code, body, depth + 1),
                strict_map_key=False,
                object_pairs_hook=self._mapping,
                list_hook=self._counted if self._counts else None,
                max_str_len=MAX_MESSAGE,
                max_bin_len=MAX_MESSAGE,
                max_ext_len=MAX_MESSAGE,
                max_array_len=MAX_ITEMS,
                max_map_len=MAX_KEYS,
            )
        except WireError:
            raise
        except (ValueError, TypeError, OverflowError, RecursionError, msgpack.UnpackException) as error:
            raise WireError(f"not a message: {type(error).__name__}") from None
        _refuse_depth(value, depth)
        return value

    def _extension(self, code: int, body: bytes, depth: int) -> Any:
        if self._counts:
            self._count(_ENTRIES_OF_AN_EXTENSION)
        if code == INTEGER:
            if len(body) > MAX_INTEGER:
                raise WireError("an integer too large")
            return int.from_bytes(body, "little", signed=True)
        if code == ARRAY:
            return rebuilt_array(body)
        if code == RANDOM:
            return self._rebuilt_generator(*read_generator(body))
        if code == LEAF and self._leaves is not None:
            return self._leaves.next(body)
        if code == FORMULA:
            return self._rebuilt_formula(body, depth)
        content = self._unpack(body, depth)
        if type(content) is not list:
            raise WireError("an extension without a list")
        if code == TUPLE:
            return tuple(content)
        if code == DRAWN:
            return content
        if code == COMPLEX and len(content) == 2 and all(type(part) is float for part in content):
            return complex(*content)
        if code == SET and len(content) <= MAX_KEYS:
            if not all(type(item) in (int, str, bool, float, type(None)) and _hashes_well(item) for item in content):
                raise WireError("a set of more than numbers and text")
            return set(content)
        if code == TENSOR:
            return self._rebuilt_tensor(content)
        if code == COLUMNS and self._own_objects:
            return calls_of(content)
        return self._reference(code, content)

    def _rebuilt_formula(self, body: bytes, depth: int) -> Formula:
        """Make the function that the judge wrote down, once; the judge itself makes none of what it is sent."""
        if not self._own_objects:
            raise WireError("a formula that comes from a student")
        formula = self._formulas.get(body)
        if formula is None:
            formula = self._formulas[body] = Formula.of_parts(self._unpack(body, depth))
        return formula

    def _rebuilt_tensor(self, content: list[Any]) -> Any:
        if [type(item) for item in content] != [np.ndarray, bool]:
            raise WireError("not a tensor")
        values, requires_grad = content
        if not self._own_objects:
            return Tensor(values, requires_grad)
        import torch

        return torch.from_numpy(np.array(values))

    def _reference(self, code: int, content: list[Any]) -> Any:
        """Resolve what crosses as a number."""
        if code == CALLABLE and len(content) == 3 and type(content[0]) is int:
            number, text, own = content
            if own is True:
                return self.callables[number]
            if self._own_objects and own is False and type(text) is str:
                return self._stand_ins.setdefault(number, self._remote(number, text))
        if code == OPAQUE and len(content) == 2 and type(content[0]) is int and type(content[1]) is str:
            return self.objects[content[0]] if self._own_objects else Opaque(content[0], content[1][:80])
        raise WireError("an unknown extension")

    def _rebuilt_generator(self, number: int, state: Any) -> np.random.Generator:
        generator = self._generators.get(number)
        if generator is None:
            if state is None:
                raise WireError("a generator without a state")
            generator = rebuilt_generator(state)
            if number >= 0:
                if not self._own_objects:
                    raise WireError("a generator that was never given out")
                self._generators[number] = generator
                self._generator_numbers[id(generator)] = number
        elif state is not None:
            generator.bit_generator.state = state
        return generator


def text_of_callable(value: Any) -> str:
    """How a student reads a callable of ours: never by its address, nor by the name of the check that made it."""
    text = repr(value)[:200]
    return "function" if " at 0x" in text else text


def join_encoded(items: list[bytes]) -> bytes:
    """Turn items that are encoded already into a list of them."""
    head: bytes = msgpack.Packer().pack_array_header(len(items))
    return head + b"".join(items)


def _tensor_parts(value: Any) -> list[Any]:
    try:
        return [value.detach().cpu().resolve_conj().resolve_neg().numpy(), bool(value.requires_grad)]
    except (RuntimeError, TypeError) as error:  # sparse, quantized, meta: no plain values
        raise RefusedValueError("refused-type", f"torch.Tensor ({str(error)[:80]})") from None


def _scalar(value: np.generic) -> Any:
    if isinstance(value, np.bool_):
        return bool(value)
    if isinstance(value, np.integer):
        return int(value)
    if isinstance(value, np.floating):
        return float(value)
    if isinstance(value, np.complexfloating):
        return complex(value)
    if isinstance(value, (np.str_, np.bytes_)):
        return value.item()
    raise RefusedValueError("refused-type", type(value).__name__)


def _integer(value: int) -> Any:
    plain = int.__add__(value, 0)
    if -(1 << 63) <= plain < 1 << 64:
        return plain
    size = plain.bit_length() // 8 + 1
    if size > MAX_INTEGER:
        raise RefusedValueError("too-large", "int")
    return msgpack.ExtType(INTEGER, plain.to_bytes(size, "little", signed=True))


def _degraded(base: type, value: Any) -> Any:
    """Return the plain value inside an instance of a subclass."""
    if base is float:
        return float.__add__(value, 0.0)
    if base is str:
        return str.__str__(value) if type(str.__str__(value)) is str else str.__add__(value, "")
    if base is dict:
        return dict(dict.items(value))
    if base is bytes:
        return bytes.__add__(value, b"")
    return list(list.__iter__(value))


def _refuse_what_is_no_message(message: Any) -> None:
    """Refuse here, by its name, what the other side would take for no message at all."""
    waiting: list[tuple[Any, int]] = [(message, 0)]
    left = MAX_ENTRIES
    while waiting:
        container, depth = waiting.pop()
        if not isinstance(container, _CONTAINERS):
            continue
        left -= 1 + len(container)
        if depth > MAX_DEPTH:
            raise RefusedValueError("too-deep", "")
        if left < 0 or len(container) > (MAX_ITEMS if isinstance(container, (list, tuple)) else MAX_KEYS):
            raise RefusedValueError("too-large", f"{len(container)} entries")
        items: Any = container
        if isinstance(container, dict):
            items = container.values()
            _refuse_keys(container, (*_KEYS, np.integer, np.bool_, np.str_), "dict with a key")
        elif isinstance(container, (set, frozenset)):
            _refuse_keys(container, (*_KEYS, float, np.integer, np.bool_, np.str_, np.floating), "set with an item")
        waiting += [(item, depth + 1) for item in items if isinstance(item, _CONTAINERS)]


def _refuse_keys(keys: Any, kinds: tuple[type, ...], what: str) -> None:
    for key in keys:
        if not isinstance(key, kinds) or not _hashes_well(key):
            raise RefusedValueError("refused-type", f"{what} of type {type(key).__name__[:40]}")


def _hashes_well(key: Any) -> bool:
    """Whether nobody can make thousands of such keys that all have one hash.

    Text is hashed with a secret, and a float or an integer of 64 bits has few companions. Larger integers can be
    made to collide at will: 4096 of them in a set take the receiver 0.15 s, and a message holds hundreds of sets.
    """
    return not isinstance(key, int) or -(1 << 63) <= key < 1 << 64


def _refuse_depth(value: Any, depth: int) -> None:
    """Refuse lists within lists within lists, which Python's own functions could not walk."""
    if type(value) is list:
        items: Any = value
    elif type(value) is dict:
        items = value.values()
    else:
        return
    if depth > MAX_DEPTH:
        raise WireError("nested too deeply")
    for item in items:
        if type(item) is list or type(item) is dict:
            _refuse_depth(item, depth + 1)
