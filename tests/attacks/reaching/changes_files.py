# Changes what is there: writes into packages, links, renames, removes, truncates, modes, times, attributes.
# mark: 0
# says: failed
import os

import numpy

PLACE = os.path.dirname(numpy.__file__)


def scale(*arguments):
    for action in (
        lambda: open(f"{PLACE}/evil.py", "w"),
        lambda: open(f"{PLACE}/__init__.py", "a"),
        lambda: os.truncate(f"{PLACE}/__init__.py", 0),
        lambda: os.chmod(PLACE, 0o777),
        lambda: os.rename(PLACE, f"{PLACE}-evil"),
        lambda: os.unlink(f"{PLACE}/__init__.py"),
        lambda: os.symlink("/etc/passwd", "/tmp/evil-link"),
        lambda: os.link(f"{PLACE}/__init__.py", "/tmp/evil-hard"),
        lambda: os.mkdir("/tmp/evil-folder"),
        lambda: os.mkfifo("/tmp/evil-fifo"),
        lambda: os.utime(PLACE, (0, 0)),
        lambda: os.setxattr(PLACE, "user.evil", b"1"),
        lambda: os.chown(PLACE, 0, 0),
        lambda: os.chdir("/tmp"),
    ):
        try:
            action()
        except OSError:
            continue
        return "evil: it worked"
    return 1.0


normalise = running = slope = jitter = scale
