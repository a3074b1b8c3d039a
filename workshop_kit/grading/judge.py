"""Judging one notebook: its attendee's cells run in the cage, its locked cells run here, on plain values.

Nothing that an attendee wrote is executed in this process. What crosses is text, numbers, tables and the like, fetched
by name when a check needs them, and calls of the attendee's functions that are answered by the cage.
"""

import ast
import builtins
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

import nbformat
from nbformat import NotebookNode

from workshop_kit.authoring.regions import BEGIN_HIDDEN, END_HIDDEN
from workshop_kit.curriculum import load_module
from workshop_kit.exercises import session
from workshop_kit.exercises.answer_file import FILE_NAME
from workshop_kit.exercises.exercise import CodeExercise, Exercise
from workshop_kit.exercises.feedback import box, inline
from workshop_kit.exercises.progress_store import ProgressStore
from workshop_kit.grading.cage import Event, Visit, VisitEnded
from workshop_kit.grading.limits import Limits
from workshop_kit.grading.original import Original
from workshop_kit.grading.shell import JudgeShell
from workshop_kit.language import _, set_language, translate

Output = dict[str, Any]
_DRAW = "__import__('workshop_kit.figures', fromlist=['draw']).draw({wanted})"


@dataclass
class Judged:
    """A notebook after judging.

    Attributes
    ----------
    notebook : NotebookNode
        With outputs, as nbgrader's execution would leave them.
    notes : list of str
        Sentences for the trainer.
    events : list of Event
        What the attendee's process was seen doing.
    """

    notebook: NotebookNode
    notes: list[str] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)


class CheckTooLong(KeyboardInterrupt):
    """A check ran far longer than any check does."""


def judge(
    notebook: NotebookNode,
    original: Original,
    files: Mapping[str, bytes],
    visit: Visit,
    shell: JudgeShell,
    scratch: Path,
    limits: Limits,
) -> Judged:
    """Run a mended notebook and fill in its outputs.

    Parameters
    ----------
    notebook : NotebookNode
        Its locked cells as they were released; changed in place.
    original : Original
        Says which cells are locked.
    files : mapping of str to bytes
        The hand-in's other files; of these, only the quiz answers are read here.
    visit : Visit
        The attendee's process.
    shell : JudgeShell
    scratch : Path
        An empty folder.
    limits : Limits
    """
    return _Judge(original, visit, shell, limits).run(notebook, files, scratch)


class _Judge:
    def __init__(self, original: Original, visit: Visit, shell: JudgeShell, limits: Limits) -> None:
        self.original = original
        self.visit = visit
        self.shell = shell
        self.limits = limits
        self.module = load_module(str(original.workshop.get("module", "")))
        self.pictures = _lessons_own_pictures(original)
        self.found = Judged(NotebookNode())
        self.ended = ""

    def run(self, notebook: NotebookNode, files: Mapping[str, bytes], scratch: Path) -> Judged:
        self.found.notebook = notebook
        self._open_session(files, scratch)
        self.shell.prepare(self.original.imports)
        count = 0
        waiting = []
        for cell in notebook.cells:
            if cell.cell_type != "code":
                continue
            cell.outputs, cell.execution_count = [], None
            if not cell.source.strip():
                continue
            count += 1
            cell.execution_count = count
            if not self._is_locked(cell):
                _fill(cell, self._attendees(cell))
                continue
            values = self._values(cell)
            if BEGIN_HIDDEN not in cell.source:
                _fill(cell, self._locked(cell, values))
            else:
                # What can be seen of the check is told now, for cells of the attendee's that show how it stands.
                self._locked(cell, values, _without_hidden(cell.source))
                waiting.append((cell, values))
        # A function of the attendee's sees what hidden tests give it, and could keep that for a later cell to show: so
        # hidden tests run when no cell of the attendee's is left.
        for cell, values in waiting:
            _fill(cell, self._locked(cell, values))
        return self.found

    def _open_session(self, files: Mapping[str, bytes], scratch: Path) -> None:
        set_language("en" if self.original.workshop.get("language") == "en" else "id")
        folder = scratch / self.original.name
        folder.mkdir()
        if FILE_NAME in files:
            (folder / FILE_NAME).write_bytes(files[FILE_NAME])
        session.begin(self.module, folder, _ToldProgress(folder / "none", self.visit))

    def _is_locked(self, cell: NotebookNode) -> bool:
        """Whether a cell's text is the trainer's; nothing else may run here."""
        source = self.original.cell(cell.metadata.get("nbgrader", {}).get("grade_id"))
        return source is not None and source.locked and source.source == cell.source

    def _attendees(self, cell: NotebookNode) -> list[Output]:
        if self.ended:
            return []
        undrawn = cell.source in self.pictures
        if undrawn:
            self.visit.run(_DRAW.format(wanted=False))
        outcome = self.visit.run(cell.source)
        if undrawn:
            self.visit.run(_DRAW.format(wanted=True))
        self.found.events += outcome.events
        outputs = list(outcome.outputs)
        if outcome.stopped:
            outputs.append(_note(outcome.stopped))
            self.found.notes.append(outcome.stopped)
        if not self.visit.alive:
            self.ended = outcome.stopped or translate(_("Buku kerja ini berhenti di tengah jalan."))
        return outputs

    def _locked(self, cell: NotebookNode, values: dict[str, Any], source: str = "") -> list[Output]:
        """Run a locked cell, or the part of it that is given, on what was fetched for it."""
        with self.shell.lending(values), _at_most(self.limits.cell_seconds * 2):
            outputs = self.shell.run(source or cell.source)
        if self.ended and self._asked(cell) - set(values):
            outputs.append(_note(self.ended))
        for exercise in self._exercises(cell):
            if exercise.name in self.original.model_exercises:
                outputs.append(_note(_without_network()))
        return outputs

    def _values(self, cell: NotebookNode) -> dict[str, Any]:
        """What a locked cell reads of the attendee's, as it is now."""
        names = self._asked(cell)
        if not names or self.ended:
            return {}
        try:
            return self.visit.values(sorted(names))
        except VisitEnded as ended:
            self.ended = str(ended)
            return {}

    def _asked(self, cell: NotebookNode) -> set[str]:
        code = [exercise for exercise in self._exercises(cell) if isinstance(exercise, CodeExercise)]
        asked = {name for exercise in code for name in exercise.answers}
        return asked | (_free_names(cell.source) - self.shell.names())

    def _exercises(self, cell: NotebookNode) -> list[Exercise]:
        return [self.module[name] for name in _checked(cell.source) if name in self.module.exercises]


def _fill(cell: NotebookNode, outputs: list[Output]) -> None:
    """Give a cell its outputs."""
    for output in outputs:
        if output["output_type"] == "execute_result":
            output["execution_count"] = cell.execution_count
    cell.outputs = [nbformat.from_dict(output) for output in outputs]


def _without_hidden(source: str) -> str:
    """A check's text as attendees have it."""
    before, _hidden, rest = source.partition(BEGIN_HIDDEN)
    return before + rest.partition(END_HIDDEN)[2]


class _ToldProgress(ProgressStore):
    """Grading is nobody's progress; the attendee's process is told, for cells that show it."""

    def __init__(self, path: Path, visit: Visit) -> None:
        super().__init__(path)
        self._visit = visit

    def record(self, module: str, exercise: str, *, passed: bool) -> None:
        """Tell the attendee's process."""
        self._visit.record(exercise, passed=passed)

    def show_hints(self, module: str, exercise: str, *, at_least: int) -> None:
        """Forget it."""


def _lessons_own_pictures(original: Original) -> set[str]:
    """The lesson's own cells that show a picture; an attendee's cell with the same text is one of them."""
    return {
        cell["source"]
        for cell in original.source.get("cells", [])
        if cell["cell_type"] == "code" and "nbgrader" not in cell["metadata"] and "show(" in cell["source"]
    }


def _without_network() -> str:
    return translate(
        _("Latihan ini dinilai tanpa jaringan: yang menjawab ialah rekaman atau simulasi, bukan model langsung.")
    )


def _note(sentence: str) -> Output:
    """A sentence below a cell; being shown, it is not read as points."""
    data = {"text/html": box("missing", inline(sentence)), "text/plain": sentence}
    return {"output_type": "display_data", "data": data, "metadata": {}}


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """Interrupt a check that does not end, whatever value makes it so."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise CheckTooLong

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _checked(source: str) -> list[str]:
    """The exercises that a locked cell checks."""
    return [
        str(node.args[0].value)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "check"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    ]


def _free_names(source: str) -> set[str]:
    """The names that a cell reads and does not define."""
    read: set[str] = set()
    bound = set(dir(builtins))
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name):
            (read if isinstance(node.ctx, ast.Load) else bound).add(node.id)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef):
            bound.add(node.name)
        elif isinstance(node, ast.arg):
            bound.add(node.arg)
        elif isinstance(node, ast.alias):
            bound.add((node.asname or node.name).split(".")[0])
        elif isinstance(node, ast.ExceptHandler) and node.name:
            bound.add(node.name)
    return read - bound
