# Imports the whole standard library while it is loaded.
# mark: 0
# says: one of not run, failed
# load: none or load-timed-out
import importlib
import sys

for name in sorted(sys.stdlib_module_names):
    if name not in ("antigravity", "this", "idlelib"):
        try:
            importlib.import_module(name)
        except BaseException:
            continue


def scale(*arguments): return 1.0
normalise = running = slope = jitter = scale
