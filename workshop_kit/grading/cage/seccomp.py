"""The system calls that an attendee's process does without, as a filter of the kernel's, assembled here.

No library is needed: a filter is a list of instructions of eight bytes. Whatever it does not name is allowed, for the
namespaces around it hold anyway; it takes away what would outlive the process, reach its neighbours, or be more of the
kernel than a lesson needs.
"""

import ctypes
import errno
import os
import platform
import struct

# In each pair: the number on x86_64, and on aarch64 where it exists there.
_REFUSED: dict[str, tuple[int, int | None]] = {
    # More processes, or another program in place of this one.
    "fork": (57, None),
    "vfork": (58, None),
    "execve": (59, 221),
    "execveat": (322, 281),
    # Other processes' memory and handles.
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "process_madvise": (440, 440),
    "process_mrelease": (448, 448),
    "kcmp": (312, 272),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
    "migrate_pages": (256, 238),
    "move_pages": (279, 239),
    # What stays when the process is gone.
    "keyctl": (250, 219),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "shmget": (29, 194),
    "shmat": (30, 196),
    "shmctl": (31, 195),
    "semget": (64, 190),
    "semctl": (66, 191),
    "msgget": (68, 186),
    "msgctl": (71, 187),
    "mq_open": (240, 180),
    "mq_unlink": (241, 181),
    # Memory beside the counted.
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    # The file system's shape, and namespaces.
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "move_mount": (429, 429),
    "open_tree": (428, 428),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "mount_setattr": (442, 442),
    "unshare": (272, 97),
    "setns": (308, 268),
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    "quotactl": (179, 60),
    "quotactl_fd": (443, 443),
    "fanotify_init": (300, 262),
    # The machine, and rarely used rooms of the kernel.
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "kexec_load": (246, 104),
    "kexec_file_load": (320, 294),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "reboot": (169, 142),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "acct": (163, 89),
    "syslog": (103, 116),
    "settimeofday": (164, 170),
    "clock_settime": (227, 112),
    "clock_adjtime": (305, 266),
    "adjtimex": (159, 171),
    "sethostname": (170, 161),
    "setdomainname": (171, 162),
    "iopl": (172, None),
    "ioperm": (173, None),
    "modify_ldt": (154, None),
    "vhangup": (153, 58),
    "personality": (135, 92),
    # Others' share of the processor.
    "setpriority": (141, 140),
    "ioprio_set": (251, 30),
}
# Allowed for the process itself, which calls itself 0.
_ONLY_ITSELF: dict[str, tuple[int, int | None]] = {
    "prlimit64": (302, 261),
    "sched_setaffinity": (203, 122),
    "sched_setscheduler": (144, 119),
    "sched_setparam": (142, 118),
    "sched_setattr": (314, 274),
}
_CLONE: tuple[int, int] = (56, 220)
_CLONE3 = 435
_SOCKET: tuple[int, int] = (41, 198)

_ARCHITECTURES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}
# On x86_64 the same kernel also answers calls of the x32 kind, numbered from here.
_X32 = 0x40000000

_LOAD = 0x20  # BPF_LD | BPF_W | BPF_ABS
_EQUAL = 0x15  # BPF_JMP | BPF_JEQ | BPF_K
_AT_LEAST = 0x35  # BPF_JMP | BPF_JGE | BPF_K
_BITS = 0x45  # BPF_JMP | BPF_JSET | BPF_K
_RETURN = 0x06

_NUMBER, _ARCHITECTURE, _FIRST = 0, 4, 16  # offsets in struct seccomp_data

_ALLOW = 0x7FFF0000
_KILL = 0x80000000
_ERRNO = 0x00050000

_CLONE_THREAD = 0x00010000
# AF_UNIX, AF_INET, AF_INET6: the others are not all kept inside by a network namespace.
_FAMILIES = (1, 2, 10)

_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _MODE_FILTER = 38, 22, 2

Instruction = tuple[int, int, int, int]


def assemble(machine: str) -> bytes:
    """The filter for a kind of machine.

    Parameters
    ----------
    machine : {"x86_64", "aarch64"}

    Returns
    -------
    bytes
        Instructions of eight bytes (``struct sock_filter``).

    Raises
    ------
    KeyError
        For another machine.
    """
    audit, column = _ARCHITECTURES[machine]
    program: list[Instruction] = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, audit),
        _give(_KILL),
        (_LOAD, 0, 0, _NUMBER),
    ]
    if machine == "x86_64":
        program += [(_AT_LEAST, 0, 1, _X32), _give(_KILL)]
    for numbers in _REFUSED.values():
        number = numbers[column]
        if number is not None:
            program += [(_EQUAL, 0, 1, number), _give(_ERRNO | errno.EPERM)]
    # Its flags lie in memory, where a filter cannot look; without it, libraries take clone.
    program += [(_EQUAL, 0, 1, _CLONE3), _give(_ERRNO | errno.ENOSYS)]
    program += [
        (_EQUAL, 0, 4, _CLONE[column]),
        (_LOAD, 0, 0, _FIRST),
        (_BITS, 1, 0, _CLONE_THREAD),
        _give(_ERRNO | errno.EPERM),
        _give(_ALLOW),
    ]
    families = [(_EQUAL, len(_FAMILIES) - place, 0, family) for place, family in enumerate(_FAMILIES)]
    program += [
        (_EQUAL, 0, len(families) + 3, _SOCKET[column]),
        (_LOAD, 0, 0, _FIRST),
        *families,
        _give(_ERRNO | errno.EAFNOSUPPORT),
        _give(_ALLOW),
    ]
    for numbers in _ONLY_ITSELF.values():
        number = numbers[column]
        assert number is not None
        program += [
            (_EQUAL, 0, 4, number),
            (_LOAD, 0, 0, _FIRST),
            (_EQUAL, 1, 0, 0),
            _give(_ERRNO | errno.EPERM),
            _give(_ALLOW),
        ]
    program.append(_give(_ALLOW))
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in program)


def _give(answer: int) -> Instruction:
    return (_RETURN, 0, 0, answer)


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_char_p)]


def apply() -> None:
    """Put this process, and every thread it will have, under the filter for good.

    Raises
    ------
    OSError
        When the kernel refuses.
    """
    code = assemble(platform.machine())
    program = _Program(len(code) // 8, code)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.prctl(
        _PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(program), 0, 0
    ):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
