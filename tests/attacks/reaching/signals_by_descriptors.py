# Has the kernel send a signal to another process when something happens on a descriptor.
# mark: 0
# says: failed
import fcntl
import os


def scale(*arguments):
    for command, value in ((fcntl.F_SETOWN, os.getppid()), (fcntl.F_SETSIG, 9), (fcntl.F_SETLEASE, 0),
                           (fcntl.F_NOTIFY, 1), (fcntl.F_SETPIPE_SZ, 1 << 20), (1033, 0)):
        try:
            fcntl.fcntl(3, command, value)
        except OSError:
            continue
        return "evil: it worked"
    for request in (0x5412, 0x8901, 0x8902, 0x5452, 0x540E):
        try:
            fcntl.ioctl(3, request, b"\0" * 8)
        except OSError:
            continue
        return "evil: it worked"
    return 1.0


normalise = running = slope = jitter = scale
