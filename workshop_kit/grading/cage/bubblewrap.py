"""The room around attendees' processes: namespaces of their own, a read-only system, one folder in memory.

Nothing of the machine's users is in it: of the file system only the system's libraries, Python, its packages, the
staged kit and the tables are bound, at their places, read-only. Everything else does not exist there.
"""

import os
import shutil
import site
import sys
from collections.abc import Iterator
from pathlib import Path

from workshop_kit.errors import WorkshopError
from workshop_kit.grading.limits import Limits
from workshop_kit.language import _

# Not /home: there the Python of an ordinary user may lie, and it keeps its place.
ROOM = "/ruang"
HOME = f"{ROOM}/peserta"
STAGED = "/perangkat"
_SYSTEM = ("/usr", "/lib", "/lib64", "/lib32", "/libx32", "/bin", "/sbin", "/nix/store", "/gnu/store")
_FILES = ("/etc/ld.so.cache", "/etc/localtime", "/etc/alternatives", "/etc/fonts", "/etc/mime.types")


class NoBubblewrap(WorkshopError):
    """The program that makes the room is not there."""


def missing() -> NoBubblewrap:
    """What to say where the program is not there."""
    return NoBubblewrap(
        _(
            "Program bubblewrap (bwrap) belum terpasang, sehingga kode peserta tidak dapat dijalankan dengan aman. "
            "Pasang paket bubblewrap, lalu ulangi; atau, atas tanggungan Anda: workshop grade --without-sandbox."
        )
    )


def command(staged: Path, datasets: Path, limits: Limits, program: list[str], environment: dict[str, str]) -> list[str]:
    """What to run so that ``program`` is process 1 of its own room.

    Parameters
    ----------
    staged : Path
        As :func:`workshop_kit.grading.cage.staging.stage` wrote it.
    datasets : Path
        The folder with the tables; its releases for learners are shown.
    limits : Limits
    program : list of str
    environment : dict of str to str
        All of its environment.

    Raises
    ------
    NoBubblewrap
    """
    found = shutil.which("bwrap")
    if found is None:
        raise missing()
    words = [found, "--unshare-all", "--unshare-user", "--disable-userns", "--die-with-parent", "--new-session"]
    words += ["--as-pid-1", "--cap-drop", "ALL", "--uid", "1000", "--gid", "1000", "--hostname", "kelas", "--clearenv"]
    for name, value in environment.items():
        words += ["--setenv", name, value]
    words += _system()
    words += ["--ro-bind", str(staged / "etc" / "passwd"), "/etc/passwd"]
    words += ["--ro-bind", str(staged / "etc" / "group"), "/etc/group"]
    words += ["--ro-bind", str(staged), STAGED]
    for release in ("anonim", "mentah"):
        words += ["--ro-bind-try", str(datasets / release), f"/datasets/{release}"]
    words += ["--dev", "/dev", "--proc", "/proc", "--size", str(limits.home_mb << 20), "--tmpfs", ROOM]
    if not any(path.is_relative_to("/tmp") for path in _pythons()):  # noqa: S108 - of the room
        words += ["--symlink", f"{ROOM[1:]}/tmp", "/tmp"]  # noqa: S108 - of the room
    words += ["--chdir", "/"]
    # Last, when everything has its place: of all there is, only the room's own folder can be written.
    words += ["--remount-ro", "/dev", "--remount-ro", "/proc", "--remount-ro", "/"]
    return [*words, "--", *program]


def _system() -> list[str]:
    words: list[str] = []
    bound: list[Path] = []
    for name in _SYSTEM:
        path = Path(name)
        if path.is_symlink():
            words += ["--symlink", str(path.readlink()), name]
        elif path.is_dir():
            words += ["--ro-bind", name, name]
            bound.append(path)
    for name in _FILES:
        words += ["--ro-bind-try", name, name]
    for path in _pythons():
        if not any(path.is_relative_to(place) for place in bound):
            words += ["--ro-bind", str(path), str(path)]
            bound.append(path)
    words += _links(bound)
    for path in _installed_kits():
        words += ["--tmpfs", str(path), "--remount-ro", str(path)]
    return words


def _pythons() -> Iterator[Path]:
    """Where Python and its packages lie, the widest first."""
    found = {sys.base_prefix, sys.base_exec_prefix, sys.prefix, sys.exec_prefix, *site.getsitepackages()}
    paths = {Path(os.path.normpath(path)) for path in found}
    yield from sorted((path for path in paths if path.is_dir() and path != Path("/")), key=lambda path: len(path.parts))


def _links(bound: list[Path]) -> list[str]:
    """The links from a virtual environment's python to the real one, as far as they lie elsewhere."""
    words: list[str] = []
    path = Path(sys.executable)
    while path.is_symlink():
        target = path.readlink()
        if not any(path.is_relative_to(place) for place in bound):
            words += ["--symlink", str(target), str(path)]
        path = Path(os.path.normpath(path.parent / target))
    return words


def _installed_kits() -> Iterator[Path]:
    """The kit as installed, checks and all: covered, so that only the staged one is seen."""
    for folder in site.getsitepackages():
        path = Path(folder) / "workshop_kit"
        if path.is_dir():
            yield path
