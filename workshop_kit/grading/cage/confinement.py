"""What a process of the room takes from itself, for good: other memory, more than its share, system calls."""

import ctypes
import resource
from pathlib import Path

from workshop_kit.grading.cage import seccomp
from workshop_kit.grading.limits import Limits

_PR_SET_DUMPABLE = 4


def hide_memory() -> None:
    """Let no other process look into this one, and none of its forks into another."""
    ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def confine(limits: Limits) -> None:
    """Take the limits on; there is no way back.

    Raises
    ------
    OSError, ValueError
        When the kernel refuses.
    """
    for kind, most in _bounds(limits).items():
        before = resource.getrlimit(kind)[1]
        most = most if before == resource.RLIM_INFINITY else min(most, before)
        resource.setrlimit(kind, (most, most))
    seccomp.apply()


def _bounds(limits: Limits) -> dict[int, int]:
    held = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines() if ":" in line)
    memory = limits.memory_mb << 20
    return {
        resource.RLIMIT_AS: _kilobytes(held["VmSize"]) + memory,
        resource.RLIMIT_DATA: _kilobytes(held["VmData"]) + memory,
        resource.RLIMIT_CPU: int(limits.notebook_seconds) + 1,
        resource.RLIMIT_FSIZE: limits.file_mb << 20,
        resource.RLIMIT_NOFILE: limits.open_files,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_MEMLOCK: 0,
        resource.RLIMIT_MSGQUEUE: 0,
        resource.RLIMIT_SIGPENDING: 256,
    }


def _kilobytes(text: str) -> int:
    return int(text.split()[0]) << 10
