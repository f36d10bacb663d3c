# Looks for what the one before left behind.
# mark: 0
# says: failed
import builtins
import gc
import os
import sys

import numpy as np

FOUND = [hasattr(np, "evil"), hasattr(builtins, "evil"), hasattr(sys, "evil"), "EVIL" in os.environ]


def scale(*arguments):
    seen = [item for item in gc.get_objects() if getattr(type(item), "__name__", "") == "function"
            and getattr(item, "__name__", "") == "normalise"]
    return f"evil: {FOUND}" if any(FOUND) or len(seen) > 2 else 1.0


normalise = running = slope = jitter = scale
