# Warns and logs what it is given.
# mark: 0
# says: failed
import logging
import sys
import warnings


def scale(*arguments):
    warnings.warn(f"evil-seen {arguments}", stacklevel=1)
    logging.error("evil-seen %r", arguments)
    print("evil-seen", arguments, file=sys.__stderr__ or sys.stderr)
    return 1.0


normalise = running = slope = jitter = scale
