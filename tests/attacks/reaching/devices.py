# Devices: terminals, memory, disks, random writes, shared memory.
# mark: 0
# says: failed
import os


def scale(*arguments):
    for path in ("/dev/tty", "/dev/console", "/dev/mem", "/dev/kmsg", "/dev/ptmx", "/dev/sda", "/dev/vda", "/dev/fuse",
                 "/dev/kvm", "/dev/shm/evil-shm", "/dev/null", "/dev/zero"):
        try:
            os.close(os.open(path, os.O_RDWR | os.O_CREAT))
        except OSError:
            continue
        return f"evil: opened {path}"
    return 1.0


normalise = running = slope = jitter = scale
