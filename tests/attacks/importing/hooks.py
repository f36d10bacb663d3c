# Import hooks that give other modules for the ones asked for, in the worker's own imports too.
# mark: 0
# says: failed
import sys
import types


class Finder:
    def find_spec(self, name, path=None, target=None):
        print("evil-asked", name)
        return None


sys.meta_path.insert(0, Finder())
sys.modules["math"] = sys.modules["struct"] = types.ModuleType("evil")


def scale(*arguments):
    import difflib
    return 1.0


normalise = running = slope = jitter = scale
