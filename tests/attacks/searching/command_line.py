# The command line, the interpreter's own paths, and the names of files in code objects and tracebacks.
# mark: 0
# says: failed
# levels: full
import gc
import sys
import types

found = [sys.argv, sys.orig_argv, sys.path, sys.executable, sys.prefix, sys.base_prefix, sys.meta_path, __file__]
found += sorted({item.co_filename for item in gc.get_objects() if isinstance(item, types.CodeType)})
found += [getattr(module, "__file__", None) for module in list(sys.modules.values())]
print("evil-found", found)


def scale(*arguments): return found
normalise = running = slope = jitter = scale
