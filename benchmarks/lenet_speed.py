"""How fast LeNet learns: our fast path beside torch eager and torch channels-last, on the same processors.

    env -u OPENBLAS_CORETYPE -u OPENBLAS_L2_SIZE python benchmarks/lenet_speed.py [--threads 2] [--rounds 60]

The lecture's network1 on images of 32 x 32 x 3, batches of 128, float32; a step is forward, cross-entropy, backward,
and an update by SGD with momentum. The contestants take turns, one step each, in an order drawn anew in every round,
so that whatever else runs on the machine meets all of them. The speeds are compared by the median of the ratios within
a round, and, because a machine with other work on it is harder on threads that wait for each other, by the best
steps, which come nearest to a machine without. The processor time is that of all threads together, waiting in a loop
included.
torch gets its images in its own order beforehand; the fast path turns them around within its step.

Memory is measured in a process for each contestant: the peak of the process, and how far that lies above the process
with everything imported and the images made.

The two variables in the command tell OpenBLAS which processor to take this one for. Where they are set they slow
NumPy down (by a quarter to a half here), and torch, which has a BLAS of its own, not at all.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

BATCH, CLASSES, BATCHES = 128, 43, 8
LEARNING_RATE, MOMENTUM = 0.01, 0.9
CONTESTANTS = ("fast", "torch eager", "torch channels-last")
PAUSE_S = 0.002  # torch's threads go on waiting for work for a moment, and would be in the next one's way
PLAIN_ROUNDS = 2

Step = Callable[[int], None]


def images() -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(0)
    x = rng.standard_normal((BATCHES, BATCH, 32, 32, 3), dtype=np.float32)
    return x, rng.integers(0, CLASSES, (BATCHES, BATCH))


def ours(threads: int, fast: bool) -> Step:
    from cnn_reference.network import Momentum, NeuralNetwork

    x, y = images()
    network = (
        NeuralNetwork(fast=fast, threads=threads)
        .input([32, 32, 3])
        .conv([5, 5, 6])
        .max_pool()
        .relu()
        .conv([5, 5, 16])
        .max_pool()
        .relu()
        .flatten()
        .dense(120)
        .relu()
        .dense(CLASSES)
    )
    optimizer = Momentum(LEARNING_RATE, MOMENTUM)

    def step(i: int) -> None:
        _, gradients = network.loss_and_gradients(x[i], y[i])
        optimizer.step(network.parameters, gradients)

    return step


def torchs(threads: int, channels_last: bool) -> Step:
    import torch
    from torch import nn

    torch.set_num_threads(threads)
    torch.manual_seed(0)
    x_all, y_all = images()
    layout = torch.channels_last if channels_last else torch.contiguous_format
    x = [torch.from_numpy(batch).permute(0, 3, 1, 2).contiguous(memory_format=layout) for batch in x_all]
    y = [torch.from_numpy(batch) for batch in y_all]
    network = nn.Sequential(
        nn.Conv2d(3, 6, 5),
        nn.MaxPool2d(2),
        nn.ReLU(),
        nn.Conv2d(6, 16, 5),
        nn.MaxPool2d(2),
        nn.ReLU(),
        nn.Flatten(),
        nn.Linear(400, 120),
        nn.ReLU(),
        nn.Linear(120, CLASSES),
    ).to(memory_format=layout)
    loss = nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(network.parameters(), LEARNING_RATE, MOMENTUM)

    def step(i: int) -> None:
        optimizer.zero_grad()
        loss(network(x[i]), y[i]).backward()
        optimizer.step()

    return step


def contestant(name: str, threads: int) -> Step:
    if name.startswith("torch"):
        return torchs(threads, channels_last=name == "torch channels-last")
    return ours(threads, fast=name == "fast")


def take_turns(steps: dict[str, Step], rounds: int) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    """Seconds of each step, of the clock and of all processors; entry r of each list is from round r."""
    rng = np.random.default_rng(0)
    seconds: dict[str, list[float]] = {name: [] for name in steps}
    processor: dict[str, list[float]] = {name: [] for name in steps}
    for i in range(-min(5, rounds), rounds):  # some rounds to warm up
        for name in rng.permutation(list(steps)):
            time.sleep(PAUSE_S)
            began, used = time.perf_counter(), time.process_time()
            steps[name](i % BATCHES)
            if i >= 0:
                seconds[name].append(time.perf_counter() - began)
                processor[name].append(time.process_time() - used)
    return seconds, processor


def memory(name: str, threads: int) -> dict[str, float]:
    """Peak memory of a process that only trains this contestant."""
    command = [sys.executable, __file__, "--memory-of", name, "--threads", str(threads)]
    return dict(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def peak_mib() -> float:
    """Most memory that this process has held; getrusage would count what its parent held before."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("the kernel does not say how much memory this process has held")


def report_memory(name: str, threads: int) -> None:
    if name.startswith("torch"):
        import torch  # noqa: F401
    else:
        import cnn_reference.network  # noqa: F401
    images()
    imported = peak_mib()
    step = contestant(name, threads)
    for i in range(4 * BATCHES):
        step(i % BATCHES)
    print(json.dumps({"process": peak_mib(), "above start": peak_mib() - imported}))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--threads", type=int, default=2)
    arguments.add_argument("--rounds", type=int, default=60)
    arguments.add_argument("--memory-of", help=argparse.SUPPRESS)
    options = arguments.parse_args()
    if options.memory_of:
        report_memory(options.memory_of, options.threads)
        return

    import torch

    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} processors, {options.threads} threads; "
          f"Python {platform.python_version()}, NumPy {np.__version__}, torch {torch.__version__}; "
          f"load before {os.getloadavg()[0]:.1f}")  # fmt: skip
    for variable in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"):
        if variable in os.environ:
            print(f"{variable}={os.environ[variable]} is set and may slow NumPy down")
    steps = {name: contestant(name, options.threads) for name in CONTESTANTS}
    seconds, processor = take_turns(steps, options.rounds)
    plain = take_turns({"plain layers": ours(1, fast=False)}, PLAIN_ROUNDS)
    seconds |= plain[0]
    processor |= plain[1]

    fast = seconds["fast"]
    print(
        f"\n{'':22}{'ms a step':>20}{'images/s':>10}{'fast / its speed':>19}{'processor':>11}{'peak memory, MiB':>23}"
    )
    print(f"{'':22}{'median':>10}{'best':>10}{'at best':>10}{'median':>10}{'best':>9}{'best, ms':>11}"
          f"{'process':>9}{'above start':>14}")  # fmt: skip
    for name, times in seconds.items():
        ratio = statistics.median(its / our for its, our in zip(times, fast, strict=False))
        line = f"{name:22}{statistics.median(times) * 1e3:10.2f}{min(times) * 1e3:10.2f}{BATCH / min(times):10,.0f}"
        line += f"{ratio:10.2f}{min(times) / min(fast):9.2f}{min(processor[name]) * 1e3:11.2f}"
        if name in CONTESTANTS:
            used = memory(name, options.threads)
            line += f"{used['process']:9.0f}{used['above start']:14.0f}"
        print(line)
    print(f"\nload after {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
