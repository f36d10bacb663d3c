# The kernel's newer doors: io_uring, memfd, keyrings, bpf, userfaultfd, perf, fanotify, modules, pidfd, landlock.
# mark: 0
# says: failed
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
DOORS = (425, 426, 427, 319, 248, 249, 250, 321, 323, 298, 300, 175, 313, 434, 424, 444, 446, 317, 101, 272, 279, 303,
         304, 310, 311, 435, 437, 447, 448, 29, 30, 31, 64, 66, 68, 240, 241, 253, 255, 283, 284, 290, 291, 293, 22)


def scale(*arguments):
    buffer = ctypes.create_string_buffer(256)
    opened = [n for n in DOORS if libc.syscall(n, buffer, buffer, 0, 0, 0, 0) >= 0]
    return f"evil: opened {opened}" if opened else 1.0


normalise = running = slope = jitter = scale
