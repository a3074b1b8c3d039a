"""Lanes: processes that grade one hand-in after another, each with a cage for the attendees' code.

A lane is trusted and small: it reads a hand-in's files, lets its cage make a process for the attendee, and forks a
judge. Whatever a judge meets harms that one hand-in; a lane that dies takes none with it: its task is given out again.
"""

import ctypes
import gc
import json
import os
import resource
import select
import shutil
import signal
import socket
import sys
import traceback
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import nbformat.v4
from nbconvert.preprocessors import ClearMetadataPreprocessor
from nbgrader.preprocessors import IgnorePattern, LimitOutput
from traitlets.config import Config

from workshop_kit.curriculum import load_module
from workshop_kit.errors import WorkshopError
from workshop_kit.grading.cage import Cage, Visit
from workshop_kit.grading.connection import LaneGone, Message, receive, send
from workshop_kit.grading.handed_in import (
    HandIn,
    NotGradable,
    find_notebook,
    joined,
    parse_json,
    parse_notebook,
    read_hand_in,
)
from workshop_kit.grading.integrity import answers_of, inspect_submission
from workshop_kit.grading.judge import judge
from workshop_kit.grading.limits import Limits
from workshop_kit.grading.mending import mend, restore_metadata
from workshop_kit.grading.original import Assignment, Original
from workshop_kit.grading.shell import JudgeShell
from workshop_kit.language import _, translate

_PR_SET_PDEATHSIG = 1
# A judge holds a few tables and a notebook beside what it shares with its lane.
_JUDGE_BYTES = 1_500_000_000
_GRACE_SECONDS = 30


class Lane:
    """A lane as the main process sees it.

    Parameters
    ----------
    cage : Cage
        Not started yet; the lane's process starts it.
    assignments : mapping of str to Assignment
    limits : Limits
    config : Config
        The course's, for nbgrader's steps after execution.
    """

    def __init__(self, cage: Cage, assignments: Mapping[str, Assignment], limits: Limits, config: Config) -> None:
        self.connection, theirs = socket.socketpair()
        self.pid = os.fork()
        if self.pid == 0:
            self.connection.close()
            _never_return(lambda: serve(theirs, cage, assignments, limits, config))
        theirs.close()

    def fileno(self) -> int:
        """For ``select``."""
        return self.connection.fileno()

    def stop(self) -> None:
        """End the lane's process and all it holds."""
        self.connection.close()
        try:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        except (ProcessLookupError, ChildProcessError):
            pass


def _never_return(action: Any) -> None:
    """Run a forked process's work and end it, whatever happens, without the parent's clean-up."""
    code = 1
    try:
        _die_with_parent()
        # Ctrl+C reaches the whole group; the main process decides what it means.
        signal.signal(signal.SIGINT, lambda _number, _frame: None)
        action()
        code = 0
    except LaneGone:
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def _die_with_parent() -> None:
    parent = os.getppid()
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def serve(
    connection: socket.socket, cage: Cage, assignments: Mapping[str, Assignment], limits: Limits, config: Config | None
) -> None:
    """A lane's life: start the cage, then grade what is asked until nobody asks any more.

    Parameters
    ----------
    connection : socket
    cage : Cage
    assignments : mapping of str to Assignment
    limits : Limits
    config : Config or None
        For nbgrader's steps after execution; None where nbgrader takes them itself.

    Raises
    ------
    LaneGone
        When the other side has closed the connection.
    """
    worker = _Worker(connection, cage, assignments, limits, config)
    for assignment in assignments.values():
        for original in assignment.notebooks.values():
            load_module(str(original.workshop.get("module", "")))
            worker.shell.warm(original.imports)
            # What is remarked about the lesson's own cells is remembered, and most cells of a hand-in are these.
            inspect_submission(nbformat.from_dict(original.source), nbformat.from_dict(original.source))
    cage.start()
    gc.collect()
    gc.freeze()
    try:
        send(connection, {"ready": True})
        while True:
            message = receive(connection)
            send(connection, worker.grade_mended(message) if "original" in message else worker.grade(message))
    finally:
        cage.close()


class _Worker:
    """A lane from inside."""

    def __init__(
        self,
        connection: socket.socket,
        cage: Cage,
        assignments: Mapping[str, Assignment],
        limits: Limits,
        config: Config | None,
    ) -> None:
        self.connection = connection
        self.cage = cage
        self.assignments = assignments
        self.limits = limits
        self.config = config
        self.shell = JudgeShell()

    def grade_mended(self, task: Message) -> Message:
        """Grade one notebook that nbgrader has mended already, into ``task["draft"]``."""
        original = Original.from_json(task["original"])
        draft = Path(task["draft"])
        (draft / "out").mkdir()
        try:
            hand_in = read_hand_in(Path(task["folder"]))
            return self._judge(Path(task["notebook"]).read_bytes(), original, hand_in, draft)
        except WorkshopError as error:
            return {"failed": str(error), "notes": [], "events": []}

    def grade(self, task: Message) -> Message:
        """Grade one hand-in into ``task["draft"]``.

        Returns
        -------
        dict
            ``notebooks`` (name to notes and events), ``missing``, ``notes`` (sentences), ``failed`` (one or empty).
        """
        assignment = self.assignments[task["assignment"]]
        draft = Path(task["draft"])
        found: Message = {"notebooks": {}, "missing": [], "notes": [], "failed": ""}
        try:
            shutil.rmtree(draft, ignore_errors=True)
            (draft / "out").mkdir(parents=True)
            hand_in = read_hand_in(Path(task["folder"]))
            hand_in.files.update(assignment.files)
            found["notes"] += hand_in.skipped
            _copy(hand_in, draft / "out")
            for original in assignment.notebooks.values():
                content, renamed = find_notebook(hand_in, original, assignment.notebooks)
                found["notes"] += [renamed] if renamed else []
                if content is None:
                    found["missing"].append(original.name)
                else:
                    found["notebooks"][original.name] = self._judge(content, original, hand_in, draft)
        except WorkshopError as error:
            found["failed"] = str(error)
        except OSError as error:
            found["failed"] = translate(
                _("berkasnya tidak bisa ditulis ({reason})"), reason=error.strerror or type(error).__name__
            )
        return found

    def _judge(self, content: bytes, original: Original, hand_in: HandIn, draft: Path) -> Message:
        """Have one notebook judged; once it may be the machine that fells it, twice it is the notebook itself."""
        told = self._judge_once(content, original, hand_in, draft)
        return self._judge_once(content, original, hand_in, draft) if told["fell"] else told

    def _judge_once(self, content: bytes, original: Original, hand_in: HandIn, draft: Path) -> Message:
        report = draft / f"{original.name}.json"
        report.unlink(missing_ok=True)
        visit = self.cage.admit(hand_in.files, folder=original.name)
        try:
            judge_pid = os.fork()
            if judge_pid == 0:
                _never_return(lambda: self._judge_here(content, original, hand_in, visit, draft))
            self._wait_for(judge_pid)
        finally:
            events = visit.leave()
        if not report.is_file():
            raise NotGradable(_("penilaiannya sendiri terhenti; beri tahu pelatih bila terulang"))
        told: Message = json.loads(report.read_text(encoding="utf-8"))
        if told["failed"]:
            raise NotGradable(told["failed"])
        told["events"] += [[event.kind, event.detail] for event in events]
        return told

    def _judge_here(self, content: bytes, original: Original, hand_in: HandIn, visit: Visit, draft: Path) -> None:
        """The judge's process."""
        self.connection.close()
        _bound_memory()
        gc.disable()  # it lives for one notebook
        told: Message = {"notes": [], "events": [], "failed": "", "added": [], "findings": [], "answers": {}}
        told["fell"] = False
        try:
            notebook = parse_notebook(content)
            told["added"] = mend(notebook, original, self.config or Config())
            scratch = draft / "scratch"
            shutil.rmtree(scratch, ignore_errors=True)
            scratch.mkdir()
            judged = judge(notebook, original, hand_in.files, visit, self.shell, scratch, self.limits)
            told["notes"], told["fell"] = judged.notes, visit.fell
            told |= _shown(content, original)
            told["events"] = [[event.kind, event.detail] for event in judged.events]
            for step in (IgnorePattern, ClearMetadataPreprocessor, LimitOutput) if self.config is not None else ():
                notebook, _resources = step(config=self.config)(notebook, {})
            text = nbformat.v4.writes(notebook)
            (draft / "out" / f"{original.name}.ipynb").write_bytes(text.encode("utf-8", "replace"))
        except NotGradable as error:
            told["failed"] = str(error)
        except MemoryError:
            told["failed"] = translate(_("isinya terlalu besar untuk dinilai"))
        except Exception as error:
            sentence = _("penilaiannya terhenti ({kind}); beri tahu pelatih")
            told["failed"] = translate(sentence, kind=type(error).__name__)
            told["trace"] = traceback.format_exc()
        (draft / f"{original.name}.json").write_text(json.dumps(told), encoding="utf-8")

    def _wait_for(self, pid: int) -> None:
        """Wait for a judge, no longer than a notebook may take; give up when the main process is gone."""
        handle = os.pidfd_open(pid)
        try:
            both = [handle, self.connection.fileno()]
            ready, _none, _also_none = select.select(both, [], [], self.limits.notebook_seconds + _GRACE_SECONDS)
            if ready and handle not in ready:
                # Nothing is asked of a lane at work: what is heard is that the main process is gone.
                raise LaneGone
        finally:
            os.close(handle)
            if os.waitpid(pid, os.WNOHANG) == (0, 0):
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)


def _bound_memory() -> None:
    held = int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    resource.setrlimit(resource.RLIMIT_AS, (held + _JUDGE_BYTES, held + _JUDGE_BYTES))


def _shown(content: bytes, original: Original) -> Message:
    """What a hand-in shows by itself."""
    given = parse_json(content)
    for cell in given["cells"] if isinstance(given.get("cells"), list) else []:
        if isinstance(cell, dict):
            cell["source"] = joined(cell.get("source", ""))
    submitted, source = nbformat.from_dict(given), nbformat.from_dict(original.source)
    findings = [asdict(finding) for finding in inspect_submission(submitted, source)]
    clean = parse_notebook(content)
    restore_metadata(clean, original)
    return {"findings": findings, "answers": answers_of(clean, source)}


def _copy(hand_in: HandIn, folder: Path) -> None:
    for path, content in hand_in.files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
