"""The engine of the fast path: cut the batch into blocks, and let threads take them through the operations."""

import contextvars
import itertools
import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_reference.network.engines import first_trainable, without_replaced
from cnn_reference.network.fast.batch_normalization import Meeting
from cnn_reference.network.fast.blas import one_blas_thread
from cnn_reference.network.fast.operations import Block, Operation
from cnn_reference.network.fast.planning import plan
from cnn_reference.network.layers import Layer
from cnn_reference.network.objectives import Objective

__all__ = ["FastEngine"]

Array = NDArray[Any]
Gradients = list[dict[str, Array]]  # one dict an operation

# What a block's largest buffer may take, so that it and what is made of it stay near a processor's own cache. Smaller
# blocks would fit better, but each costs its turns in Python, for which the threads wait. In wide networks a few images
# would fill it already; there longer stretches of samples are worth more than the cache.
BLOCK_BYTES = 2 << 20
SMALLEST_BLOCK, LARGEST_BLOCK = 16, 64


def available_processors() -> int:
    """Count the processors that this process may use.

    Returns
    -------
    int
    """
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class FastEngine:
    """Run layers by operations on blocks.

    Parameters
    ----------
    layers : sequence of Layer
        Of a network.
    dtype : numpy.dtype
        To compute in.
    threads : int or None
        None for one a processor.
    """

    def __init__(self, layers: Sequence[Layer], dtype: "np.dtype[Any]", threads: int | None = None) -> None:
        self._layers, self._dtype = layers, dtype
        self._threads = threads or available_processors()
        self._pool: ThreadPoolExecutor | None = None
        self._pool_of = 0
        self._passes: dict[int, _Pass] = {}

    def forward(self, x: Array, training: bool, rng: np.random.Generator, goal: Objective | None = None) -> Array:
        outputs, _ = self._pass(without_replaced(self._layers, goal)).run(x, training, rng, self._run, None)
        return outputs

    def train(self, x: Array, targets: Array, objective: Objective, rng: np.random.Generator) -> tuple[float, Array]:

        def loss(outputs: Array, rows: slice) -> tuple[float, Array]:
            # The loss is a mean: a block's share of it is its share of the batch.
            share = (rows.stop - rows.start) / len(x)
            value, gradient = objective.value_and_gradient(outputs, targets[rows])
            gradient *= share
            return share * value, gradient

        outputs, value = self._pass(without_replaced(self._layers, objective)).run(x, True, rng, self._run, loss)
        return value, outputs

    def _pass(self, layers: Sequence[Layer]) -> "_Pass":
        if len(layers) not in self._passes:
            self._passes[len(layers)] = _Pass(layers, self._dtype, self._threads)
        return self._passes[len(layers)]

    def _run(self, tasks: Sequence[Callable[[int], None]]) -> None:
        """Run tasks on the threads; each is told the number of the thread that it runs on."""
        threads = min(self._threads, len(tasks))
        with one_blas_thread():
            if threads == 1:
                for task in tasks:
                    task(0)
                return
            if self._pool is None or self._pool_of != os.getpid():  # a forked process has our pool, but no threads
                self._pool = ThreadPoolExecutor(self._threads - 1, thread_name_prefix="network")
                self._pool_of = os.getpid()
            numbers = itertools.count()  # taking the next one is atomic

            def work(thread: int) -> None:
                while (number := next(numbers)) < len(tasks):
                    tasks[number](thread)

            # Each in a copy of our context, which holds what NumPy is to do about overflows.
            others = [self._pool.submit(contextvars.copy_context().run, work, thread) for thread in range(1, threads)]
            try:
                work(0)
            finally:
                for other in others:
                    other.result()


Loss = Callable[[Array, slice], tuple[float, Array]]
Run = Callable[[Sequence[Callable[[int], None]]], None]


class _Pass:
    """The operations of a network, and how blocks go through them."""

    def __init__(self, layers: Sequence[Layer], dtype: "np.dtype[Any]", threads: int) -> None:
        self._layers, self._dtype = layers, dtype
        self._operations = plan(layers, dtype)
        self._source = Operation([], dtype, -1)
        first = first_trainable(layers)
        self._last_back = next(
            (i for i, op in enumerate(self._operations) if any(layer in layers[first:] for layer in op.layers)),
            len(self._operations),
        )
        self._meetings = any(operation.meets for operation in self._operations)
        self._blocks = [Block() for _ in range(threads)]
        self._gradients: list[Gradients] = []
        largest = max((operation.footprint() for operation in self._operations), default=1)
        self._block_size = max(SMALLEST_BLOCK, min(LARGEST_BLOCK, BLOCK_BYTES // largest))

    def run(
        self, x: Array, training: bool, rng: np.random.Generator, run: Run, loss: Loss | None
    ) -> tuple[Array, float]:
        """Take a batch forward and, with a loss, back."""
        rows = list(_cut(len(x), self._block_size))
        for operation in self._operations:
            operation.prepare()
            if training:
                operation.draw(len(x), rng)
        outputs = np.empty((len(x), *self._layers[-1].output_shape), self._dtype)
        while len(self._gradients) < len(rows):
            self._gradients.append([{} for _ in self._operations])
        gradients = self._gradients[: len(rows)]
        values = [0.0] * len(rows)

        def finish(number: int, y: Array, block: Block) -> Array | None:
            """Hand out what a block gave, and begin its way back."""
            _to_batch(y, outputs[block.rows])
            if loss is None:
                return None
            values[number], gradient = loss(outputs[block.rows], block.rows)
            dy = block.buffer(self._source, "dy", gradient.shape[::-1], self._dtype)
            np.copyto(dy, gradient.T)
            return dy

        if training and self._meetings:
            self._run_with_meetings(x, rows, gradients, finish, run)
        else:
            self._run_alone(x, training, rows, gradients, finish, run)
        if loss is not None:
            for place, operation in enumerate(self._operations[self._last_back :], self._last_back):
                operation.collect(_sum([of_block[place] for of_block in gradients]))
        return outputs, sum(values)

    def _run_alone(
        self,
        x: Array,
        training: bool,
        rows: Sequence[slice],
        gradients: Sequence[Gradients],
        finish: Callable[[int, Array, Block], Array | None],
        run: Run,
    ) -> None:
        """Take each block all the way before the next: its thread's memory is used again."""

        def task(number: int, thread: int) -> None:
            block = self._blocks[thread]
            block.rows = rows[number]
            y = self._from_batch(x, block)
            for operation in self._operations:
                y = operation.forward(y, block, training)
            dy = finish(number, y, block)
            if dy is not None:
                self._back(dy, block, gradients[number], len(self._operations), self._last_back)

        run([_Task(task, number) for number in range(len(rows))])

    def _run_with_meetings(
        self,
        x: Array,
        rows: Sequence[slice],
        gradients: Sequence[Gradients],
        finish: Callable[[int, Array, Block], Array | None],
        run: Run,
    ) -> None:
        """Take all blocks from one meeting to the next: each has its memory for itself."""
        while len(self._blocks) < len(rows):
            self._blocks.append(Block())
        blocks = self._blocks[: len(rows)]
        for block, its_rows in zip(blocks, rows, strict=True):
            block.rows = its_rows
        at: list[Any] = [None] * len(rows)
        measured: list[Any] = [None] * len(rows)
        meetings = [place for place, operation in enumerate(self._operations) if operation.meets]

        for begin, end in itertools.pairwise([0, *meetings, len(self._operations)]):

            def onward(number: int, _: int, begin: int = begin, end: int = end) -> None:
                y = self._from_batch(x, blocks[number]) if begin == 0 else at[number]
                for operation in self._operations[begin:end]:
                    y = operation.forward(y, blocks[number], True)
                at[number] = y
                if end < len(self._operations):
                    measured[number] = self._meeting(end).measure(y, blocks[number])
                else:
                    at[number] = finish(number, y, blocks[number])

            run([_Task(onward, number) for number in range(len(rows))])
            if end < len(self._operations):
                self._meeting(end).agree(measured)
        if at[0] is None:  # no loss, no way back
            return
        stops = [place for place in meetings if place >= self._last_back]
        for begin, end in itertools.pairwise([len(self._operations), *reversed(stops), self._last_back - 1]):

            def back(number: int, _: int, begin: int = begin, end: int = end) -> None:
                # `begin` is the meeting that was just held, whose own way back is still to go.
                start = begin + 1 if begin < len(self._operations) else begin
                at[number] = self._back(at[number], blocks[number], gradients[number], start, end + 1)
                if end >= self._last_back:
                    measured[number] = self._meeting(end).measure_back(at[number], blocks[number])

            run([_Task(back, number) for number in range(len(rows))])
            if end >= self._last_back:
                self._meeting(end).agree_back(measured)

    def _meeting(self, place: int) -> Meeting:
        operation = self._operations[place]
        assert isinstance(operation, Meeting)
        return operation

    def _back(self, dy: Array, block: Block, gradients: Gradients, begin: int, end: int) -> Array | None:
        """Take a gradient back through the operations below `begin`, down to `end`."""
        gradient: Array | None = dy
        for place in range(begin - 1, end - 1, -1):
            assert gradient is not None
            gradient = self._operations[place].backward(gradient, block, gradients[place], place > self._last_back)
        return gradient

    def _from_batch(self, x: Array, block: Block) -> Array:
        """Copy a block out of the batch, with the samples innermost."""
        samples = x[block.rows]
        turned = samples.T if x.ndim == 2 else samples.transpose(1, 3, 2, 0)
        y = block.buffer(self._source, "x", turned.shape, self._dtype)
        np.copyto(y, turned, casting="unsafe")
        return y


class _Task:
    """A function with its first argument."""

    def __init__(self, function: Callable[[int, int], None], number: int) -> None:
        self._function, self._number = function, number

    def __call__(self, thread: int) -> None:
        self._function(self._number, thread)


def _to_batch(y: Array, outputs: Array) -> None:
    """Copy what a block gave into the batch, with the samples outermost."""
    np.copyto(outputs, y.T if y.ndim == 2 else y.transpose(3, 0, 2, 1))


def _cut(samples: int, largest: int) -> Iterable[slice]:
    """Cut a batch into blocks of about the same size, an even number of them where there are several."""
    count = -(-samples // largest)
    if count % 2 and samples > 1:
        count += 1
    count = min(count, samples)
    for i in range(count):
        yield slice(i * samples // count, (i + 1) * samples // count)


def _sum(gradients: Sequence[dict[str, Array]]) -> dict[str, Array]:
    """Add up the gradients of the blocks, in their order, into new arrays."""
    first, *others = gradients
    sums = {name: array.copy() for name, array in first.items()}
    for other in others:
        for name, array in other.items():
            sums[name] += array
    return sums
