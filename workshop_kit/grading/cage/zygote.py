"""Process 1 of a room: everything that lessons import is loaded once, and every attendee's process is a fork of it.

Between two attendees it ends what is left of the first and empties the folder. While one is there it watches what the
kernel's own limits do not count as wanted: processor time and time by the clock of a cell, memory, threads, files.
"""

import gc
import json
import os
import select
import signal
import socket
import stat
import struct
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from workshop_kit.grading.cage import child, confinement
from workshop_kit.grading.cage.frames import Closed, Garbled, Incoming, packed
from workshop_kit.grading.limits import Limits

_FROM_TRUSTED = {b"F": 1 << 30, b"B": 100, b"E": 0, b"X": 0}
_LOOK_EVERY = 0.05
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


def main(handle: int, home: str, limits: Limits, *, alone: bool) -> None:
    """Serve one attendee after another until nobody asks any more.

    Parameters
    ----------
    handle : int
        A packet socket. Each packet brings two connections: the attendee's process's, and one to this process.
    home : str
        The folder that is emptied after each.
    limits : Limits
    alone : bool
        Whether all other processes in sight are the attendee's; true in a room of its own.
    """
    # Process 1 gets no signal it has no handler for; so it must have none.
    signal.signal(signal.SIGINT, signal.SIG_DFL if alone else signal.SIG_IGN)
    confinement.hide_memory()
    zygote = Zygote(Path(home), limits, alone=alone)
    zygote.clean()
    warm()
    zygote.clean()
    zygote.own_pages = _resident(os.getpid())
    with socket.socket(fileno=handle) as control:
        control.send(b"ready")
        while True:
            packet, handles, _flags, _address = socket.recv_fds(control, 16, 2)
            if not packet:
                return
            if len(handles) == 2:
                zygote.serve(control, socket.socket(fileno=handles[0]), socket.socket(fileno=handles[1]))


def warm() -> None:
    """Load what lessons import, and do once what is slow the first time."""
    sys.modules["debugpy"] = None  # type: ignore[assignment]
    from workshop_kit.grading.cells import make_shell

    shell = make_shell()
    # Pandas and Matplotlib look for the shell when they are imported.
    with shell.builtin_trap:
        import matplotlib
        import numpy as np
        import pandas as pd
        from matplotlib import pyplot as plt
        from matplotlib_inline import backend_inline

        from workshop_kit.curriculum import load_module, module_folders
        from workshop_kit.data import shelf  # noqa: F401
        from workshop_kit.grading import values  # noqa: F401

        with suppress(ImportError):
            import pandas.io.parquet
            import pyarrow.parquet  # noqa: F401
        for module in module_folders():
            load_module(module)
        frame = pd.DataFrame({"a": ["x", "y"], "b": np.array([1.0, 2.0])})
        frame.groupby("a")["b"].sum()
        frame.to_html()
        figure, axes = plt.subplots()
        frame.set_index("a")["b"].plot(kind="bar", ax=axes, title="Tajuk", legend=True)
        figure.savefig(os.devnull, format="png")
        plt.close("all")
        matplotlib.rcdefaults()
        show: Any = backend_inline.show
        show._to_draw, show._draw_called = [], False
    gc.collect()
    gc.freeze()


class Zygote:
    """What process 1 does for one attendee after another."""

    def __init__(self, home: Path, limits: Limits, *, alone: bool) -> None:
        self.home = home
        self.limits = limits
        self.alone = alone
        self.own_pages = 0

    def serve(self, control: socket.socket, data: socket.socket, watch: socket.socket) -> None:
        """Make an attendee's process, watch over it, and take every trace of it away."""
        pid = 0
        try:
            incoming = Incoming(watch, _FROM_TRUSTED)
            kind, content = incoming.wait()
            if kind != b"F":
                return
            header, blobs = _unpacked(content)
            folder = self._write(header, blobs)
            pid = os.fork()
            if pid == 0:
                child.live(data, self.home, folder, header["environment"], self.limits, (control, watch))
            data.close()
            _Watch(self, pid, watch, incoming).until_left()
        except (Closed, Garbled, OSError):  # whoever asked has gone
            pass
        finally:
            watch.close()
            data.close()
            self._end(pid)
            self.clean()

    def _write(self, header: dict[str, Any], blobs: memoryview) -> Path:
        folder: Path = self.home / header["folder"]
        folder.mkdir(parents=True)
        at = 0
        for name, size in header["files"]:
            place = folder / name
            with suppress(OSError):
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(blobs[at : at + size])
            at += size
        return folder

    def _end(self, pid: int) -> None:
        """End the attendee's process and all that it may have started."""
        if pid:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        if self.alone:
            with suppress(ProcessLookupError):
                os.kill(-1, signal.SIGKILL)
        with suppress(ChildProcessError):
            while True:
                os.waitpid(-1, 0)

    def clean(self) -> None:
        """Empty the folder, however deep, many or closed its files are.

        Folders below a folder are first moved up, so that nothing is ever deeper than two.
        """
        while entries := list(self.home.iterdir()):
            for entry in entries:
                if not _is_folder(entry):
                    entry.unlink()
                    continue
                entry.chmod(stat.S_IRWXU)
                for inner in list(entry.iterdir()):
                    if _is_folder(inner):
                        inner.chmod(stat.S_IRWXU)
                        # A name that nobody can have guessed and taken.
                        inner.rename(self.home / os.urandom(16).hex())
                    else:
                        inner.unlink()
                entry.rmdir()
        (self.home / "tmp").mkdir()
        (self.home / "peserta").mkdir()


class _Watch:
    """One attendee's process, watched."""

    def __init__(self, zygote: Zygote, pid: int, watch: socket.socket, incoming: Incoming) -> None:
        self.pid = pid
        self.watch = watch
        self.incoming = incoming
        self.home = zygote.home
        self.alone = zygote.alone
        self.limits = zygote.limits
        self.own_pages = zygote.own_pages
        self.began = time.monotonic()
        # Of the cell that runs: since when, and the processor time before it.
        self.cell: tuple[float, float] | None = None
        self.interrupted: tuple[float, str] | None = None
        self.ended = False

    def until_left(self) -> None:
        """Watch until the trusted side says goodbye, or is gone."""
        handle = os.pidfd_open(self.pid)
        try:
            # Some may have come together with the files.
            while not self._left():
                handles: list[Any] = [self.watch] if self.ended else [self.watch, handle]
                ready, _none, _also_none = select.select(handles, [], [], None if self.ended else _LOOK_EVERY)
                if self.watch in ready:
                    self.incoming.receive()
                elif handle in ready:
                    self._died()
                elif not self.ended:
                    self._look()
        finally:
            os.close(handle)

    def _left(self) -> bool:
        """Hear what the trusted side has said; True when it was goodbye."""
        while message := self.incoming.next():
            if message[0] == b"X":
                return True
            self._note(message[0])
        return False

    def _note(self, kind: bytes) -> None:
        self.interrupted = None
        self.cell = (time.monotonic(), self._cpu()) if kind == b"B" else None

    def _cpu(self) -> float:
        fields = _stat(self.pid)
        return (int(fields[11]) + int(fields[12])) / _TICKS if fields else 0.0

    def _died(self) -> None:
        _pid, status = os.waitpid(self.pid, 0)
        by_time = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU
        self._tell(b"K", "notebook" if by_time else "died")

    def _look(self) -> None:
        fields = _stat(self.pid)
        if not fields:
            return
        now = time.monotonic()
        why = ""
        if (int(fields[21]) - self.own_pages) * _PAGE > self.limits.memory_mb << 20:
            why = "memory"
        elif int(fields[17]) > self.limits.threads:
            why = "threads"
        elif self.alone and (room := os.statvfs(self.home)).f_files - room.f_ffree > self.limits.files:
            why = "files"
        elif now - self.began > self.limits.notebook_seconds:
            why = "notebook"
        elif self.interrupted and now - self.interrupted[0] > self.limits.grace_seconds:
            why = self.interrupted[1]
        if why:
            self._kill(why)
        elif self.cell and not self.interrupted:
            self._look_at_cell(now, (int(fields[11]) + int(fields[12])) / _TICKS)

    def _look_at_cell(self, now: float, cpu: float) -> None:
        assert self.cell is not None
        since, cpu_before = self.cell
        if cpu - cpu_before > self.limits.cell_cpu_seconds:
            why = "cpu"
        elif now - since > self.limits.cell_seconds:
            why = "clock"
        else:
            return
        self.interrupted = (now, why)
        # First the reason, then the interrupt, so that the reason is there when the cell's end is.
        self.watch.sendall(packed(b"I", why.encode()))
        os.kill(self.pid, signal.SIGINT)

    def _kill(self, why: str) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        self._tell(b"K", why)

    def _tell(self, kind: bytes, why: str) -> None:
        self.ended = True
        self.watch.sendall(packed(kind, why.encode()))


def _is_folder(path: Path) -> bool:
    return stat.S_ISDIR(path.lstat().st_mode)


def _stat(pid: int) -> list[str]:
    """The fields of ``/proc/PID/stat`` from the third on; empty when there is no such process."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _resident(pid: int) -> int:
    return int(_stat(pid)[21])


def _unpacked(content: bytes) -> tuple[dict[str, Any], memoryview]:
    (length,) = struct.unpack_from(">I", content)
    header: dict[str, Any] = json.loads(content[4 : 4 + length])
    return header, memoryview(content)[4 + length :]


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], Limits(**json.loads(sys.argv[3])), alone=sys.argv[4] == "alone")
