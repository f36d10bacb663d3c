"""Speak on the worker's channel in its place; a module beside the attacks, no attack itself."""

import os
import struct
import sys

import msgpack

CHANNEL = 3


def say(message):
    """Send one well-framed message."""
    data = msgpack.packb(message)
    say_raw(struct.pack("<I", len(data)) + data)


def say_raw(data):
    """Send bytes."""
    while data:
        data = data[os.write(CHANNEL, data) :]


def nonce():
    """Find the number of the question that is being answered, in the frames below."""
    frame = sys._getframe()
    while frame is not None:
        found = getattr(frame.f_locals.get("self"), "_nonce", None)
        if found is not None:
            return found
        frame = frame.f_back
    return b""


def integer(value):
    """An integer larger than 64 bits, as it crosses."""
    return msgpack.ExtType(3, value.to_bytes(value.bit_length() // 8 + 1, "little", signed=True))


def packed_set(items):
    """A set, as it crosses."""
    return msgpack.ExtType(8, msgpack.packb(items))


def how_many(calls):
    """Count the calls of a question, which come as a list or by columns."""
    if isinstance(calls, list):
        return len(calls)
    column = msgpack.unpackb(calls.data)[0]
    return len(column[0] if len(column) == 1 else column[1])


class TakenOver:
    """Answer this question and every later one oneself."""

    def __init__(self, answer):
        say(answer("call", nonce()))
        while True:
            kind, number, *rest = self.hear()
            for _ in range(how_many(rest[1]) if kind == "many" else 1):
                say(answer(kind, number, *rest))

    def hear(self):
        """Read one question."""
        (size,) = struct.unpack("<I", self.exactly(4))
        return msgpack.unpackb(self.exactly(size), strict_map_key=False)

    @staticmethod
    def exactly(size):
        """Read so many bytes; at the end of the channel, end."""
        data = b""
        while len(data) < size:
            more = os.read(CHANNEL, size - len(data))
            if not more:
                os._exit(0)
            data += more
        return data
