"""``nbgrader autograde`` and formgrader's *Autograde* button on the same grader.

nbgrader converts a hand-in itself and calls this step where it would start a kernel. The lane is a process of its own,
started once for as long as nbgrader runs, so that nothing is forked in a server with threads.
"""

import atexit
import json
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import nbformat.v4
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from workshop_kit.errors import WorkshopError
from workshop_kit.grading.connection import LaneGone, Message, receive, send
from workshop_kit.grading.mending import original_of
from workshop_kit.language import _


class LaneFailed(WorkshopError):
    """The grading process did not start or has ended."""


class GradeInCage(NbGraderPreprocessor):  # type: ignore[misc]
    """Run a notebook's cells in the cage and its checks beside it, in place of nbgrader's ``Execute``."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Fill in the outputs.

        Raises
        ------
        LaneFailed
            nbgrader then lists this hand-in as failed.
        """
        told = resources["nbgrader"]
        original = original_of(resources)
        folder = Path(resources["metadata"]["path"]).resolve()
        with tempfile.TemporaryDirectory(prefix="nilai-") as draft:
            notebook = Path(draft) / "in.ipynb"
            notebook.write_text(json.dumps(nb), encoding="utf-8")
            found = _ask(
                json.dumps(dict(self.config.get("GradingLimits", {}))),
                {
                    "original": original.to_json(),
                    "notebook": str(notebook),
                    "folder": str(folder),
                    "draft": draft,
                },
            )
            if found["failed"]:
                self.log.error("%s/%s: %s", told["assignment"], told["student"], found["failed"])
                raise LaneFailed(found["failed"])
            # nbformat's own reader: in a file, texts are lists of lines.
            graded = nbformat.v4.reads((Path(draft) / "out" / f"{original.name}.ipynb").read_text(encoding="utf-8"))
        for note in found["notes"]:
            self.log.warning("%s/%s: %s", told["assignment"], told["student"], note)
        return graded, resources


_lane: tuple["subprocess.Popen[bytes]", socket.socket] | None = None


def _ask(limits: str, message: Message) -> Message:
    """Have the lane grade one notebook; a lane that has ended is started anew, once."""
    for _turn in range(2):
        try:
            connection = _connection(limits)
            send(connection, message)
            return receive(connection)
        except LaneGone:
            _stop()
    raise LaneFailed(_("Proses penilai terhenti dua kali pada buku kerja ini; buka buku kerjanya."))


def _connection(limits: str) -> socket.socket:
    """The lane's connection; it is started where there is none.

    Raises
    ------
    LaneGone, LaneFailed
    """
    global _lane
    if _lane is None:
        ours, theirs = socket.socketpair()
        command = [sys.executable, "-m", "workshop_kit.grading.lane_process", str(theirs.fileno()), limits]
        with theirs:
            process = subprocess.Popen(command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)
        _lane = (process, ours)
        atexit.register(_stop)
        first = receive(ours)
        if "ready" not in first:
            _stop()
            raise LaneFailed(str(first["failed"]))
    return _lane[1]


def _stop() -> None:
    global _lane
    if _lane is not None:
        process, connection = _lane
        _lane = None
        connection.close()
        process.wait()
