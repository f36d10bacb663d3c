# New namespaces, mounts, roots, capabilities and users.
# mark: 0
# says: failed
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


def scale(*arguments):
    results = [libc.unshare(flag) for flag in (0x10000000, 0x00020000, 0x40000000, 0x20000000, 0x7E020000)]
    results += [libc.syscall(number, 0, 0, 0, 0, 0) for number in (308, 155, 161, 165, 166, 428, 429, 430, 442)]
    results += [libc.mount(b"none", b"/tmp", b"tmpfs", 0, 0), libc.chroot(b"/"), libc.sethostname(b"evil", 4)]
    for action in (lambda: os.setuid(0), lambda: os.setgid(0), lambda: os.setgroups([0]), lambda: os.setsid()):
        try:
            action()
        except OSError:
            continue
        results.append(0)
    return "evil: it worked" if any(result >= 0 for result in results) else 1.0


normalise = running = slope = jitter = scale
