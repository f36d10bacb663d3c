# Raises its own limits, and those of its parent.
# mark: 0
# says: failed
import os
import resource


def scale(*arguments):
    for kind in (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE):
        for pid in (0, os.getppid(), 1):
            try:
                resource.prlimit(pid, kind, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            except (OSError, ValueError):
                continue
            return "evil: raised"
    for action in (lambda: os.nice(-20), lambda: os.sched_setaffinity(0, {0}), lambda: os.setpriority(0, 0, -20)):
        try:
            action()
        except OSError:
            continue
        return "evil: raised"
    return 1.0


normalise = running = slope = jitter = scale
