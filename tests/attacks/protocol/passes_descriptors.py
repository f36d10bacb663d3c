# Sends its own descriptors along with its answers, hundreds of times.
# mark: 0
# says: crashed, not run, timed out, failed
import array
import os
import socket


def scale(*arguments):
    channel = socket.socket(fileno=os.dup(3))
    for _ in range(100):
        channel.sendmsg([b"\0"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [3, 0, 1, 2]))])
    return 1.0


normalise = running = slope = jitter = scale
