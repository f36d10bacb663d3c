"""Copies of arguments: whoever gets them may spoil them."""

import copy
import pickle

import numpy as np
import pytest

from gradiente.checking.agreement import fresh


@pytest.mark.parametrize("seed", [3, [1, 2], np.random.SeedSequence(5, spawn_key=(1,), pool_size=8), None])
def test_a_generator_draws_and_spawns_as_the_one_that_it_is_a_copy_of(seed):
    generator = np.random.default_rng(seed)
    generator.spawn(1)
    generator.integers(10, dtype=np.uint32)  # half a draw is left

    first = fresh(generator)
    second = fresh(fresh(generator))

    drawn = [
        (one.integers(10, dtype=np.uint32), one.random(), one.spawn(1)[0].random())
        for one in (first, second, generator)
    ]
    assert drawn[0] == drawn[1] == drawn[2]
    assert fresh(first).spawn(1)[0].random() == fresh(generator).spawn(1)[0].random()
    assert copy.deepcopy(second).spawn(1)[0].random() == pickle.loads(pickle.dumps(generator)).spawn(1)[0].random()
    assert first.bit_generator.seed_seq.entropy == generator.bit_generator.seed_seq.entropy


def test_a_generator_of_another_kind_is_copied_too():
    generator = np.random.Generator(np.random.MT19937(1))

    assert fresh(generator).random() == generator.random()


def test_drawing_from_a_copy_leaves_the_original():
    generator = np.random.default_rng(1)
    fresh(generator).random(3)

    assert generator.random() == np.random.default_rng(1).random()


def test_arrays_keep_their_order_and_whether_they_may_be_written_to():
    array = np.asfortranarray(np.eye(3))
    array.flags.writeable = False

    copied = fresh([{"x": (array,)}])[0]["x"][0]

    assert copied is not array
    assert copied.flags.f_contiguous
    assert not copied.flags.writeable
