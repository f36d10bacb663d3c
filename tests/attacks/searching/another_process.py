# Reads another process's memory: ptrace, process_vm_readv, pidfd_getfd, /dev/mem, kcmp.
# mark: 0
# says: failed
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


def look(*arguments):
    buffer = ctypes.create_string_buffer(64)
    results = []
    for pid in (1, os.getppid()):
        results.append(libc.ptrace(16, pid, 0, 0))
        results.append(libc.syscall(310, pid, buffer, 1, buffer, 1, 0))
        results.append(libc.syscall(438, 3, 0, 0))
        results.append(libc.syscall(312, os.getpid(), pid, 0, 0, 0))
    return "evil: it worked" if any(result >= 0 for result in results) else 1.0


scale = normalise = running = slope = jitter = look
