# Reads the worker's own program, which it may, for a secret that should not be there.
# mark: 0
# says: failed, not run
import sys


def look(*arguments):
    found = []
    for name, module in sys.modules.items():
        if name.startswith("worker"):
            for key, value in vars(module).items():
                if isinstance(value, (str, bytes)) and "secret" in key.lower() + str(value).lower():
                    found.append((name, key))
    return found


scale = normalise = running = slope = jitter = look
