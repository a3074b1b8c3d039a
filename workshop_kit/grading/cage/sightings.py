"""What an attendee's process is seen doing, for the trainer. It stops nothing: the room does that.

It can be silenced from within, and honest code may do what is listed here; so it is told, and never counted.
"""

import builtins as python
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

_MOST = 200
_BY_NAME = {
    "socket.connect": "network",
    "socket.bind": "network",
    "socket.sendto": "network",
    "socket.getaddrinfo": "network",
    "socket.gethostbyname": "network",
    "urllib.Request": "network",
    "subprocess.Popen": "process",
    "os.system": "process",
    "os.exec": "process",
    "os.fork": "process",
    "os.forkpty": "process",
    "os.posix_spawn": "process",
    "os.spawn": "process",
    "os.kill": "signal",
    "os.killpg": "signal",
    "ctypes.dlopen": "ctypes",
    "ctypes.dlsym": "ctypes",
    "ctypes.call_function": "ctypes",
    "ctypes.string_at": "ctypes",
    "sys.settrace": "trace",
    "sys.setprofile": "trace",
    "sys.addaudithook": "trace",
    "sys._current_frames": "frames",
    "gc.get_objects": "frames",
    "gc.get_referrers": "frames",
    "gc.get_referents": "frames",
    "os.symlink": "link",
    "os.link": "link",
    "resource.prlimit": "limits",
    "resource.setrlimit": "limits",
}
# How Python's own platform module asks for the machine's name.
_OF_LIBRARIES = ("subprocess.Popen uname ['uname', '-p']",)
_LOOKING = {"open", "os.listdir", "os.scandir", "os.chdir", "os.remove", "os.rename", "os.truncate", "os.chmod"}
_FOREIGN = ("workshop_kit.grading", "workshop_kit.authoring", "nbgrader")
# Read by libraries all the time.
_HARMLESS = (
    "/usr",
    "/lib",
    "/lib64",
    "/bin",
    "/datasets",
    "/dev/null",
    "/dev/urandom",
    "/dev/random",
    "/etc/localtime",
    "/etc/os-release",
    "/etc/lsb-release",
    "/etc/mime.types",
    "/etc/fonts",
    "/proc/self/status",
    "/proc/self/stat",
    "/proc/self/fd",
    "/proc/self/maps",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/proc/stat",
    "/sys/fs/cgroup",
    "/sys/devices/system",
)


def watch(report: Callable[[str, str], None], home: Path) -> None:
    """Report, each once, what of interest goes on in this process.

    Parameters
    ----------
    report : callable
        Takes a kind (``network``, ``process``, ``file``, ...) and a detail.
    home : Path
        The attendee's own; what happens there is nobody's business.
    """
    allowed = (*_HARMLESS, str(home), sys.prefix, sys.base_prefix, *(p for p in sys.path if p.startswith("/")))
    seen: set[tuple[str, str]] = set()

    def look(event: str, arguments: tuple[Any, ...]) -> None:
        kind = _BY_NAME.get(event)
        if kind is None and event not in _LOOKING and event != "import":
            return
        try:
            if event == "import":
                name = arguments[0]
                if not (isinstance(name, str) and name.startswith(_FOREIGN)):
                    return
                sighting = ("import", name)
            elif kind is None:
                path = arguments[0]
                if isinstance(path, bytes):
                    path = os.fsdecode(path)
                if not isinstance(path, str) or _is_below(os.path.abspath(path), allowed):  # noqa: PTH100
                    return
                sighting = ("file", f"{event} {path}")
            else:
                sighting = (kind, f"{event} {_short(arguments)}")
                if sighting[1] in _OF_LIBRARIES:
                    return
            if sighting not in seen and len(seen) < _MOST:
                seen.add(sighting)
                report(*sighting)
        except Exception:
            return

    sys.addaudithook(look)


def _is_below(path: str, folders: tuple[str, ...]) -> bool:
    return any(path == folder or path.startswith(folder + "/") for folder in folders)


def _short(arguments: tuple[Any, ...]) -> str:
    plain = [str(part) for part in arguments if type(part) in (str, int, bytes, tuple, list)]
    return " ".join(plain)[:200]


def builtins() -> Mapping[str, Any]:
    """Python's own functions as they are now."""
    return dict(vars(python))


def changed(before: Mapping[str, Any]) -> list[str]:
    """Which of Python's own functions are no longer what they were."""
    now = vars(python)
    return [name for name, thing in before.items() if name != "_" and now.get(name) is not thing]
