# Makes its own channel connect, bind and listen somewhere else.
# mark: 0
# says: failed
import os
import socket


def scale(*arguments):
    channel = socket.socket(fileno=os.dup(3))
    for action in (lambda: channel.connect("\0evil"), lambda: channel.bind("/tmp/evil-socket"),
                   lambda: channel.listen(), lambda: channel.shutdown(0), lambda: channel.setsockopt(1, 7, 1 << 30)):
        try:
            action()
        except OSError:
            continue
        return "evil: it worked"
    return 1.0


normalise = running = slope = jitter = scale
