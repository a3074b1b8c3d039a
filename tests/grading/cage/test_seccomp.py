"""The filter, run instruction by instruction as a kernel would, for both kinds of machine."""

import errno
import struct

import pytest

from workshop_kit.grading.cage import seccomp

ALLOWED, KILLED = 0x7FFF0000, 0x80000000
AUDIT = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}


def refused(number: int) -> int:
    return 0x00050000 | number


def answer(machine: str, call: int, *arguments: int, architecture: int | None = None) -> int:
    """What a kernel gives for a system call under the filter."""
    code = seccomp.assemble(machine)
    program = [struct.unpack_from("=HBBI", code, at) for at in range(0, len(code), 8)]
    data = struct.pack("=iIQ", call, AUDIT[machine] if architecture is None else architecture, 0)
    data += struct.pack("=6Q", *arguments, *[0] * (6 - len(arguments)))
    at, held = 0, 0
    for _step in range(len(program)):
        operation, yes, no, value = program[at]
        at += 1
        if operation == 0x20:
            (held,) = struct.unpack_from("=I", data, value)
        elif operation == 0x06:
            return int(value)
        else:
            met = {0x15: held == value, 0x35: held >= value, 0x45: bool(held & value)}[operation]
            at += yes if met else no
    raise AssertionError("the program does not end")


@pytest.mark.parametrize(
    ("machine", "calls"),
    [
        ("x86_64", {"fork": 57, "execve": 59, "ptrace": 101, "mount": 165, "shmget": 29, "io_uring": 425, "bpf": 321}),
        ("aarch64", {"execve": 221, "ptrace": 117, "mount": 40, "shmget": 194, "io_uring": 425, "bpf": 280}),
    ],
)
def test_what_is_listed_is_refused(machine: str, calls: dict[str, int]) -> None:
    assert {name: answer(machine, call) for name, call in calls.items()} == dict.fromkeys(calls, refused(errno.EPERM))


@pytest.mark.parametrize(("machine", "clone"), [("x86_64", 56), ("aarch64", 220)])
def test_threads_are_allowed_and_processes_are_not(machine: str, clone: int) -> None:
    assert answer(machine, clone, 0x3D0F00) == ALLOWED
    assert answer(machine, clone, 0x01200011) == refused(errno.EPERM)
    assert answer(machine, clone, 0x10000011) == refused(errno.EPERM)
    assert answer(machine, 435) == refused(errno.ENOSYS)


@pytest.mark.parametrize(("machine", "socket"), [("x86_64", 41), ("aarch64", 198)])
def test_only_families_that_a_namespace_holds_are_allowed(machine: str, socket: int) -> None:
    allowed = [family for family in range(50) if answer(machine, socket, family, 1) == ALLOWED]

    assert allowed == [1, 2, 10]
    assert answer(machine, socket, 16, 3) == refused(errno.EAFNOSUPPORT)


@pytest.mark.parametrize(("machine", "prlimit"), [("x86_64", 302), ("aarch64", 261)])
def test_limits_are_the_own_process_s_only(machine: str, prlimit: int) -> None:
    assert answer(machine, prlimit, 0, 7) == ALLOWED
    assert answer(machine, prlimit, 1, 7) == refused(errno.EPERM)


@pytest.mark.parametrize(("machine", "calls"), [("x86_64", [0, 1, 9, 202, 231]), ("aarch64", [63, 64, 222, 98, 94])])
def test_reading_writing_memory_waiting_and_ending_are_allowed(machine: str, calls: list[int]) -> None:
    assert [answer(machine, call) for call in calls] == [ALLOWED] * len(calls)


def test_calls_of_another_architecture_end_the_process() -> None:
    assert answer("x86_64", 2, architecture=0x40000003) == KILLED
    assert answer("x86_64", 0x40000000 + 39) == KILLED
    assert answer("aarch64", 2, architecture=0x40000028) == KILLED


def test_another_machine_is_not_pretended_for() -> None:
    with pytest.raises(KeyError):
        seccomp.assemble("riscv64")
