"""Whatever a worker says, the judge has an outcome or ends the worker: no exception, no hang, no growth."""

import importlib.util
import random
import sys
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gradiente.worker.arrays import WireError, bytes_of_array
from gradiente.worker.codec import Codec, Handles

spec = importlib.util.spec_from_file_location("hostile_worker", Path(__file__).with_name("hostile_worker.py"))
hostile = importlib.util.module_from_spec(spec)
sys.modules["hostile_worker"] = hostile
spec.loader.exec_module(hostile)

ANSWERS = hostile.good_answers()
ARRAY_BODY = bytes_of_array(np.zeros(2))
questions = st.sampled_from(hostile.QUESTIONS)

# MessagePack that is well formed, with our extensions in it at random.
leaves = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats()
    | st.text(max_size=8)
    | st.binary(max_size=40)
)
trees = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=6)
        | st.dictionaries(st.text(max_size=3) | st.integers(0, 9), inner, max_size=4)
        | st.builds(
            lambda code, body: hostile.msgpack.ExtType(code, hostile.msgpack.packb(body)), st.integers(0, 14), inner
        )
    ),
    max_leaves=20,
)
kinds = st.sampled_from(["value", "error", "refused", "callback", "printed", "locked", "return", "spawn", ""])
nonces = st.just(hostile.NONCE) | st.binary(min_size=8, max_size=8)
messages = st.builds(lambda kind, nonce, rest: [kind, nonce, *rest], kinds, nonces, st.lists(trees, max_size=6))


@given(question=questions, said=st.binary(max_size=400))
@settings(max_examples=300)
def test_any_bytes(question, said):
    hostile.talk(question, said)


@given(question=questions, said=st.lists(messages, min_size=1, max_size=4))
@settings(max_examples=600)
def test_any_well_formed_messages(question, said):
    hostile.talk(question, b"".join(hostile.framed(message) for message in said))


@pytest.mark.parametrize("question", hostile.QUESTIONS)
def test_good_answers_to_every_question_and_to_the_wrong_one(question):
    heard = [hostile.talk(question, answer) for answer in ANSWERS]
    for answer in ANSWERS:
        hostile.talk(question, answer + answer)
        assert not hostile.talk(question, answer[:-1])

    assert any(heard), "the judge heard nothing at all: then nothing here proves anything"
    assert question == "locked" or not all(heard)  # whatever is said there is an answer


@given(question=questions, seed=st.integers(0, 2**32 - 1))
@settings(max_examples=600)
def test_mutated_answers(question, seed):
    chance = random.Random(seed)
    said = bytearray(chance.choice(ANSWERS) + chance.choice(ANSWERS))
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(said))
        if chance.random() < 0.7:
            said[place] = chance.randrange(256)
        elif chance.random() < 0.5:
            del said[place : place + chance.randint(1, 8)]
        else:
            said[place:place] = chance.randbytes(chance.randint(1, 8))
        if not said:
            break

    hostile.talk(question, bytes(said))


@pytest.mark.parametrize(
    "said",
    [
        b"\xff\xff\xff\xff" + b"x" * 100,  # a length of 4 GiB
        b"\0\0\0\0",
        hostile.framed(b"\x91" * 5000 + b"\xc0"),  # nested 5,000 deep
        hostile.framed([b"", [b""] * 70000]),
        hostile.framed({"a": 1}),
        hostile.framed(["value", hostile.NONCE, {n: n for n in range(5000)}]),  # more keys than are hashed
        hostile.framed(["value", hostile.NONCE, list(range(15000))]),
        hostile.framed(b"\xdd\xff\xff\xff\xff"),  # a list that claims 2**32 items
        hostile.framed(
            ["value", hostile.msgpack.ExtType(hostile.ARRAY, ARRAY_BODY), 1]
        ),  # an array where the nonce stands
        hostile.framed([hostile.msgpack.ExtType(hostile.ARRAY, ARRAY_BODY), hostile.NONCE, 1]),
        hostile.framed(b"\xc9\xff\xff\xff\xff\x01"),  # an extension that claims 4 GiB
    ],
)
def test_known_tricks(said):
    for question in hostile.QUESTIONS:
        hostile.talk(question, said)


@pytest.mark.parametrize("place", ["answer", "argument", "leaf", "several", "block", "callback"])
@pytest.mark.parametrize("question", [one for one in hostile.QUESTIONS if one != "locked"])
def test_a_formula_ends_the_worker_that_says_it(question, place, tmp_path):
    said = hostile.formula(f"open({str(tmp_path / 'ran')!r}, 'w')", None)
    _, _, formula, _ = said
    message = {
        "answer": said,
        "argument": ["value", hostile.NONCE, 1.0, [formula]],
        "leaf": ["value", hostile.NONCE, [{"a": formula}], None],
        "several": ["several", hostile.NONCE, [["value", formula, None]]],
        "block": ["block", hostile.NONCE, b"", b"", 1, hostile.msgpack.packb(["value", formula, None])],
        "callback": ["callback", hostile.NONCE, 0, [formula], {}],
    }[place]

    assert not hostile.talk(question, hostile.framed(message))
    assert not list(tmp_path.iterdir())


def test_memory_does_not_grow():
    chance = random.Random(7)
    codec = Codec(Handles(), lambda number, text: None, own_objects=False)

    def decode_many(count):
        for _ in range(count):
            said = bytearray(chance.choice(ANSWERS)[4:])
            said[chance.randrange(len(said))] = chance.randrange(256)
            try:
                codec.decode(bytes(said))
            except WireError:
                continue

    decode_many(2000)
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    decode_many(10_000)
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert after - before < 100_000
