# The name of the host, of the user and of the home folder.
# mark: 0
# says: failed
# levels: full
import os
import platform
import socket


def attempt(action):
    try:
        return action()
    except Exception as error:
        return type(error).__name__


print("evil-host", os.uname().nodename, platform.node(), attempt(socket.gethostname), attempt(os.getlogin))
print("evil-host", attempt(lambda: os.path.expanduser("~")), attempt(lambda: __import__("getpass").getuser()))


def scale(*arguments): return platform.node()
normalise = running = slope = jitter = scale
