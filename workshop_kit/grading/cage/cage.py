"""A cage: a room with nothing in it, in which attendees' processes run one after another."""

import atexit
import json
import os
import re
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO

from workshop_kit.data.release import datasets_folder
from workshop_kit.errors import WorkshopError
from workshop_kit.grading.cage import bubblewrap
from workshop_kit.grading.cage.frames import packed
from workshop_kit.grading.cage.staging import stage
from workshop_kit.grading.cage.visit import Visit
from workshop_kit.grading.limits import Limits
from workshop_kit.language import _, language

_START_SECONDS = 60
_DAY = 86400
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


class CageNotStarted(WorkshopError):
    """The machine does not let the room be made, or Python does not run in it."""


class CageLost(WorkshopError):
    """The room ended while somebody was to be let in."""


class Cage:
    """A room in which one attendee's process runs at a time, and which is empty before each.

    Parameters
    ----------
    staged : Path
        As :func:`workshop_kit.grading.cage.staging.stage` wrote it.
    limits : Limits
    sandboxed : bool
        Without it there is no room: the processes are the grader's own, with limits and nothing else.

    Notes
    -----
    The room ends with the thread that started it.
    """

    def __init__(self, staged: Path, limits: Limits, *, sandboxed: bool = True) -> None:
        self.staged = staged
        self.limits = limits
        self.sandboxed = sandboxed
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._folder: str | None = None

    def start(self) -> None:
        """Make the room and wait until it is ready.

        Raises
        ------
        NoBubblewrap, CageNotStarted
        """
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs, tempfile.TemporaryFile() as complaints:
            self._process = subprocess.Popen(
                self._command(theirs.fileno()),
                pass_fds=[theirs.fileno()],
                env=None if self.sandboxed else self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=complaints,
            )
            theirs.close()
            self._control = ours
            ours.settimeout(_START_SECONDS)
            try:
                ready = ours.recv(16)
            except OSError:
                ready = b""
            if ready != b"ready":
                self.close()
                raise CageNotStarted(
                    _("Ruang untuk kode peserta tidak dapat dibuat di komputer ini ({reason})."),
                    reason=_last_words(complaints),
                )
            ours.settimeout(None)

    def _command(self, handle: int) -> list[str]:
        limits = json.dumps(asdict(self.limits))
        module = "workshop_kit.grading.cage.zygote"
        program = [sys.executable, "-s", "-m", module, str(handle)]
        if self.sandboxed:
            program += [bubblewrap.ROOM, limits, "alone"]
            return bubblewrap.command(self.staged, datasets_folder(), self.limits, program, self._environment())
        self._folder = tempfile.mkdtemp(prefix="peserta-")
        return [*program, self._folder, limits, "among others"]

    def _environment(self) -> dict[str, str]:
        home, staged = (bubblewrap.ROOM, bubblewrap.STAGED) if self.sandboxed else (str(self._folder), str(self.staged))
        environment = {
            "PATH": "/usr/bin:/bin",
            "HOME": f"{home}/peserta",
            "TMPDIR": f"{home}/tmp",  # noqa: S108 - of the room
            "USER": "peserta",
            "LANG": "C.UTF-8",
            "PYTHONPATH": f"{staged}/kit",
            "PYTHONDONTWRITEBYTECODE": "1",
            "MPLBACKEND": "module://matplotlib_inline.backend_inline",
            "MPLCONFIGDIR": f"{staged}/matplotlib",
            "IPYTHONDIR": f"{home}/peserta/.ipython",
            "WORKSHOP_HOME": f"{home}/peserta/.samarinda-ai",
            "WORKSHOP_DATASETS": "/datasets" if self.sandboxed else str(datasets_folder()),
            "WORKSHOP_LANGUAGE": language(),
            "OPENBLAS_NUM_THREADS": "1",
            "OMP_NUM_THREADS": "1",
            "MKL_NUM_THREADS": "1",
            # Its memory allocator would start a thread, and a process with threads must not fork.
            "JE_ARROW_MALLOC_CONF": "background_thread:false",
            "TERM": "xterm-color",
            "CLICOLOR": "1",
            "FORCE_COLOR": "1",
            "CLICOLOR_FORCE": "1",
            "PAGER": "cat",
            "GIT_PAGER": "cat",
        }
        for name in ("TZ", "LD_LIBRARY_PATH", "WORKSHOP_STILL"):
            if name in os.environ:
                environment[name] = os.environ[name]
        return environment

    def admit(
        self,
        files: Mapping[str, bytes],
        environment: Mapping[str, str] | None = None,
        folder: str = "buku-kerja",
    ) -> Visit:
        """Let the next attendee's process begin.

        Parameters
        ----------
        files : mapping of str to bytes
            What lies beside the notebook, by its place in the folder; paths that lead out of it are left out.
        environment : mapping of str to str, optional
            In addition to the room's own.
        folder : str
            The name of the notebook's folder.

        Raises
        ------
        NoBubblewrap, CageNotStarted
            When the room had ended and cannot be made again.
        CageLost
        """
        for turn in (1, 2):
            try:
                if self._process is None or self._process.poll() is not None:
                    self.close()
                    self.start()
                return self._admit(files, environment or {}, folder if _PLAIN.fullmatch(folder) else "buku-kerja")
            except CageNotStarted:  # felled while it was being made, perhaps
                if turn == 2:
                    raise
            except OSError as error:
                self.close()
                if turn == 2:
                    raise CageLost(_("Ruang untuk kode peserta terhenti dua kali; nilai ulang.")) from error
        raise AssertionError

    def _admit(self, files: Mapping[str, bytes], environment: Mapping[str, str], folder: str) -> Visit:
        assert self._control is not None
        data, their_data = socket.socketpair()
        watch, their_watch = socket.socketpair()
        with their_data, their_watch:
            socket.send_fds(self._control, [b"in"], [their_data.fileno(), their_watch.fileno()])
        inside = {name: content for name, content in files.items() if _stays_inside(name)}
        header = json.dumps(
            {
                "folder": f"peserta/{folder}",
                "files": [[name, len(content)] for name, content in inside.items()],
                "environment": dict(environment),
            }
        ).encode()
        watch.settimeout(_START_SECONDS)
        watch.sendall(packed(b"F", struct.pack(">I", len(header)) + header + b"".join(inside.values())))
        return Visit(data, watch, self.limits, self._give_up)

    def _give_up(self) -> None:
        """End the room at once; also from a process that did not start it."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                os.kill(self._process.pid, signal.SIGKILL)

    def close(self) -> None:
        """End the room and all in it."""
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.kill()
            self._process.wait()
            self._process = None
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts and "\0" not in name


def _last_words(complaints: IO[bytes]) -> str:
    complaints.seek(0)
    lines = complaints.read(1 << 16).decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else "?"


def new_cage(limits: Limits, *, sandboxed: bool) -> Callable[[], Cage]:
    """What makes cages, none of them started; all share one copy of the kit, which goes when this process ends.

    Raises
    ------
    NoBubblewrap
        When there can be none.
    """
    if sandboxed and shutil.which("bwrap") is None:
        raise bubblewrap.missing()
    _clear_old()
    owner = os.getpid()
    folder = tempfile.mkdtemp(prefix=f"perangkat-{owner}-")

    def remove() -> None:
        if os.getpid() == owner:  # a fork's end is not the end
            shutil.rmtree(folder, ignore_errors=True)

    atexit.register(remove)
    staged = stage(Path(folder))
    return partial(Cage, staged, limits, sandboxed=sandboxed)


def _clear_old() -> None:
    """Take away what graders left that were killed, once it is a day old."""
    for folder in Path(tempfile.gettempdir()).glob("perangkat-*-*"):
        owner = folder.name.split("-")[1]
        with suppress(OSError):
            if folder.stat().st_mtime < time.time() - _DAY and not Path("/proc", owner).exists():
                shutil.rmtree(folder, ignore_errors=True)
