# Prints in every call, through print, through the streams and through the raw descriptors.
# mark: 10
# after the model answer
import os
import sys


def talkative(function):
    def talking(*arguments):
        print("x" * 1000, flush=True)
        sys.stderr.write("progress...\r")
        os.write(1, b"x" * 1000)
        os.write(2, b"x" * 1000)
        return function(*arguments)

    return talking


scale, normalise, running = talkative(scale), talkative(normalise), talkative(running)
slope, jitter = talkative(slope), talkative(jitter)
