# fork, vfork, clone, clone3 and execveat by their numbers, in the 64-bit and the x32 table.
# mark: 0
# says: failed
import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def scale(*arguments):
    libc.prctl(15, b"evil-clone", 0, 0, 0)
    for number in (56, 57, 58, 435, 322, 59):
        for table in (0, 0x40000000):
            if libc.syscall(number | table, 17, 0, 0, 0, 0) >= 0:
                return "evil: a process"
    return 1.0


normalise = running = slope = jitter = scale
