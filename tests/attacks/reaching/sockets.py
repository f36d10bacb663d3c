# Sockets of every family: IPv4, IPv6, local, packet, netlink, Bluetooth, vsock.
# mark: 0
# says: failed
import socket


def scale(*arguments):
    for family in range(45):
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW):
            try:
                socket.socket(family, kind).close()
            except OSError:
                continue
            return "evil: a socket"
    return 1.0


normalise = running = slope = jitter = scale
