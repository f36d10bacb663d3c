# Reads where the interpreter and the libraries were installed, in compiled files and in the interpreter's settings.
# mark: 0
# says: failed
# levels: none
# This one succeeds at every level (docs/wall.md says so): it is a path of installation, and nothing of the course.
import sysconfig

import numpy as np

compiled = np.__file__.replace("__init__.py", "__pycache__/__init__.cpython-311.pyc")
print("evil-found", sysconfig.get_config_var("CONFIG_ARGS"), sysconfig.get_config_var("LIBDIR"))


def scale(*arguments):
    try:
        with open(compiled, "rb") as file:
            return file.read()[-300:].decode("latin-1")
    except OSError:
        return 0.25


normalise = running = slope = jitter = scale
