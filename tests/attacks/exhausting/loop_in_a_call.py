# An endless loop in every call, deaf to signals.
# mark: 0
# says: timed out, not run
import signal

for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        continue


def scale(*arguments):
    while True:
        try:
            while True:
                pass
        except BaseException:
            continue


normalise = running = slope = jitter = scale
