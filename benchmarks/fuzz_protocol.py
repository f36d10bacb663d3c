"""Attack the judge's end of the protocol with a fuzzer that is guided by coverage.

    python -m pip install atheris
    python benchmarks/fuzz_protocol.py [-runs=1000000] [-max_total_time=SECONDS]

Each run is one conversation: the first byte chooses the question, the rest is what the worker says. The fuzzer begins
with the answers of an honest worker. Whatever comes, an outcome or the end of the worker is expected; an exception, a
conversation of more than twenty seconds or memory beyond 1 GiB stops the fuzzer. Every 50,000 conversations it says
what they cost, and how much memory grew.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "wall"))
with atheris.instrument_imports(include=["gradiente"]):
    import hostile_worker

WARM = 50_000


class Watch:
    """What the conversations cost."""

    def __init__(self) -> None:
        self.runs, self.longest_s, self.began = 0, 0.0, time.monotonic()
        self.memory_kib = 0

    def one(self, data: bytes) -> None:
        """Hold one conversation."""
        if not data:
            return
        begun = time.monotonic()
        hostile_worker.talk(hostile_worker.QUESTIONS[data[0] % len(hostile_worker.QUESTIONS)], data[1:])
        self.longest_s = max(self.longest_s, time.monotonic() - begun)
        self.runs += 1
        if self.runs == WARM:  # caches are full by now: what comes on top is growth
            self.memory_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        if self.runs % WARM == 0:
            self.report()

    def report(self) -> None:
        """Say what they cost."""
        peak_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        grown_mib = (peak_kib - self.memory_kib) / 1024
        seconds = time.monotonic() - self.began
        print(f"{self.runs} conversations in {seconds:.0f} s, the longest {1e3 * self.longest_s:.1f} ms")
        print(f"peak memory {peak_kib / 1024:.0f} MiB, {grown_mib:.1f} MiB of it after the first {WARM}", flush=True)


def main() -> None:
    watch = Watch()
    with tempfile.TemporaryDirectory() as folder:
        for number, answer in enumerate(hostile_worker.good_answers()):
            for question in range(len(hostile_worker.QUESTIONS)):
                Path(folder, f"{number}-{question}").write_bytes(bytes([question]) + answer)
        options = sys.argv[1:] or ["-runs=1000000"]
        atheris.Setup(
            [sys.argv[0], *options, "-timeout=20", "-rss_limit_mb=1024", "-max_len=4096", "-verbosity=0", folder],
            watch.one,
        )
        atheris.Fuzz()


if __name__ == "__main__":
    main()
