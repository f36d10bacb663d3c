# Memory by maps, shared and private, and by the break, through C: the interpreter itself may die of it.
# mark: 0
# says: out of memory, not run, timed out, failed, crashed
import ctypes
import mmap

libc = ctypes.CDLL(None, use_errno=True)
libc.malloc.restype = ctypes.c_void_p
HELD = []


def scale(*arguments):
    while True:
        HELD.append(mmap.mmap(-1, 1 << 22))
        HELD[-1].write(b"x" * (1 << 22))


def normalise(v):
    pieces = 0
    while libc.malloc(1 << 20):
        pieces += 1
    raise MemoryError(f"{pieces} pieces")


running = slope = jitter = normalise
