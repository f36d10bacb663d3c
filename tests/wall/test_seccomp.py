"""The filter, run as the kernel would run it: what it lets through, and in how many steps."""

import errno
import struct

import pytest

from gradiente.worker import seccomp

ALLOW, KILL, REFUSE = 0x7FFF0000, 0x80000000, 0x00050000 | errno.EPERM
PID = 77
MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
LOOKED_AT = {
    "kill": (62, 129), "tgkill": (234, 131), "clone": (56, 220), "clone3": (435, 435), "prctl": (157, 167),
    "fcntl": (72, 25), "ioctl": (16, 29), "prlimit64": (302, 261),
}  # fmt: skip


def verdict(program, number, architecture, *arguments):
    """Run classic BPF over one system call; returns what it says and after how many steps."""
    data = struct.pack("<IIQ6Q", number, architecture, 0, *arguments, *[0] * (6 - len(arguments)))
    instructions = [struct.unpack_from("HBBI", program, at) for at in range(0, len(program), 8)]
    accumulator = at = steps = 0
    while True:
        code, true, false, k = instructions[at]
        at, steps = at + 1, steps + 1
        if code == 0x20:
            (accumulator,) = struct.unpack_from("<I", data, k)
        elif code == 0x06:
            return k, steps
        else:
            holds = {0x15: accumulator == k, 0x35: accumulator >= k, 0x45: accumulator & k}[code]
            at += true if holds else false


@pytest.fixture(params=MACHINES)
def machine(request):
    return request.param


def test_exactly_the_listed_calls_are_let_through(machine):
    column, architecture = MACHINES[machine]
    program = seccomp.program(machine, PID)
    allowed = {numbers[column] for numbers in seccomp._ALLOWED.values()} - {None}
    looked_at = {numbers[column] for numbers in LOOKED_AT.values()}

    for number in set(range(1000)) - looked_at:
        assert verdict(program, number, architecture)[0] == (ALLOW if number in allowed else REFUSE), number
    assert allowed
    assert not allowed & looked_at


def test_no_call_takes_many_steps(machine):
    _, architecture = MACHINES[machine]
    program = seccomp.program(machine, PID)

    assert max(verdict(program, number, architecture)[1] for number in range(1000)) <= 24


def test_another_architecture_is_the_end(machine):
    program = seccomp.program(machine, PID)

    assert verdict(program, 0, 0x40000003)[0] == KILL


def test_the_calls_of_x32_do_not_exist():
    for number in (0x40000000, 0x40000001, 0xFFFFFFFF):
        assert verdict(seccomp.program("x86_64", PID), number, 0xC000003E)[0] == 0x00050000 | errno.ENOSYS


@pytest.mark.parametrize(
    ("name", "arguments", "passes"),
    [
        ("kill", (PID, 9), True), ("kill", (PID + 1, 9), False), ("kill", (2**32 - 1, 9), False),
        ("tgkill", (PID, 1), True), ("tgkill", (1, 1), False),
        ("clone", (0x10000 | 17,), True), ("clone", (17,), False),
        ("prctl", (15,), True), ("prctl", (16,), True), ("prctl", (4,), False), ("prctl", (0x53564D41,), True),
        ("fcntl", (0, 1030), True), ("fcntl", (0, 8), False), ("fcntl", (0, 4), True), ("fcntl", (0, 5), False),
        ("ioctl", (0, 0x541B), True), ("ioctl", (0, 0x5412), False),
        ("prlimit64", (0, 7, 0), True), ("prlimit64", (0, 7, 1), False), ("prlimit64", (0, 7, 1 << 32), False),
    ],
)  # fmt: skip
def test_of_some_calls_the_arguments_decide(machine, name, arguments, passes):
    column, architecture = MACHINES[machine]

    found, _ = verdict(seccomp.program(machine, PID), LOOKED_AT[name][column], architecture, *arguments)

    assert found == (ALLOW if passes else REFUSE)


def test_libc_is_sent_back_from_clone3_to_clone(machine):
    _, architecture = MACHINES[machine]

    assert verdict(seccomp.program(machine, PID), 435, architecture)[0] == 0x00050000 | errno.ENOSYS
