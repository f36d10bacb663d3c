# The environment, through os, through C, and in the places where a shell keeps it.
# mark: 0
# says: failed
import ctypes
import os

print("evil-found", dict(os.environ))


def look(*arguments):
    environ = ctypes.POINTER(ctypes.c_char_p).in_dll(ctypes.CDLL(None), "environ")
    found, index = [], 0
    while environ[index]:
        found.append(environ[index].decode())
        index += 1
    print("evil-found", found)
    return found


scale = normalise = running = slope = jitter = look
