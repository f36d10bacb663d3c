"""Whether the judge grows with what hostile workers say: memory during many conversations, without a fuzzer's own.

    python benchmarks/protocol_memory.py [--conversations 300000]

Answers of an honest worker are changed at random in up to four places, and each is said in answer to some question, as
in `fuzz_protocol.py`. Prints how much memory the process has after every sixth of the conversations.
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "wall"))
import hostile_worker


def changed(answer: bytes, chance: random.Random) -> bytes:
    """Change, leave out or put in some bytes."""
    said = bytearray(answer)
    for _ in range(chance.randint(0, 4)):
        at, many = chance.randrange(len(said) + 1), chance.randint(1, 8)
        left_out = chance.choice([0, 1, many])
        put_in = chance.randbytes(chance.choice([1, many])) if left_out < 2 else b""
        said[at : at + left_out] = put_in
    return bytes(said)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--conversations", type=int, default=300_000)
    conversations = parser.parse_args().conversations
    chance, answers = random.Random(1), list(hostile_worker.good_answers())
    for number in range(1, conversations + 1):
        hostile_worker.talk(chance.choice(hostile_worker.QUESTIONS), changed(chance.choice(answers), chance))
        if number % max(conversations // 6, 1) == 0:
            print(f"{number} conversations, {psutil.Process().memory_info().rss / 2**20:.1f} MiB", flush=True)


if __name__ == "__main__":
    main()
