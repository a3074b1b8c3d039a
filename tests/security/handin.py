"""A hand-in being made: the attendee's notebook, its answers, and whatever else lies in the folder."""

import json
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from tests.security.scene import ASSIGNMENT, IN_SOLUTION, Scene
from workshop_kit.authoring.build import Draft
from workshop_kit.authoring.regions import with_region, without_markers
from workshop_kit.exercises.exercise import CodeExercise

# What hostile code starts with: `bawa` carries something out, by the output and by a file; `tembus` says that an
# attempt went through, in words that do not stand in the code, since tracebacks print code.
_PRELUDE = """\
import os, sys, pathlib
NAMA, JARAHAN, PORT, KURSUS = {name!r}, {loot!r}, {port!r}, {course!r}
def bawa(isi):
    print(isi)
    try:
        with open(os.path.join(JARAHAN, NAMA), "a") as berkas:
            berkas.write(str(isi))
    except OSError:
        pass
def tembus(apa=""):
    bawa("TEM" + "BUS " + NAMA + str(apa))
"""


@dataclass
class HandIn:
    """One attendee's folder before it is written.

    Attributes
    ----------
    notebook : NotebookNode
        The released notebook, nothing answered.
    quizzes : dict
        Stored answers for ``jawaban.json``; none, no file.
    files : dict
        Other files by name.
    raw : bytes or None
        Written in place of the notebook.
    """

    name: str
    scene: Scene
    draft: Draft
    notebook: NotebookNode
    quizzes: dict[str, Any] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    raw: bytes | None = None
    afterwards: list[Callable[[Path], None]] = field(default_factory=list)

    def cell(self, cell_id: str) -> NotebookNode:
        return next(cell for cell in self.notebook.cells if cell.id == cell_id)

    def place(self, cell_id: str) -> int:
        return next(n for n, cell in enumerate(self.notebook.cells) if cell.id == cell_id)

    def prelude(self) -> str:
        scene = self.scene
        return _PRELUDE.format(name=self.name, loot=str(scene.loot), port=scene.port, course=str(scene.course))

    @staticmethod
    def cell_of_attack(name: str) -> str:
        """The id of the cell in which a kind's code runs."""
        return f"serang-{name}"

    def run(self, code: str, *, before: str = "saring") -> None:
        """Put hostile code into a cell of its own; it knows `tabel` and runs before the first answer."""
        cell = new_code_cell(self.prelude() + textwrap.dedent(code).strip("\n"))
        cell.id = self.cell_of_attack(self.name)
        self.notebook.cells.insert(self.place(before), cell)

    def write(self, cell_id: str, code: str) -> None:
        """Replace a cell's source."""
        self.cell(cell_id).source = textwrap.dedent(code).strip("\n")

    def markdown(self, text: str) -> NotebookNode:
        cell = new_markdown_cell(text)
        self.notebook.cells.append(cell)
        return cell

    def answer(self, exercise: str, *, right: bool) -> None:
        """Answer one exercise, rightly or by its first listed wrong answer."""
        defined = self.draft.module[exercise]
        if not isinstance(defined, CodeExercise):
            self.quizzes[exercise] = self.draft.answers("O")[exercise] if right else defined.all_wrong()[0].value
            return
        sources = self.draft.sources["O", "id"].cells
        source = next(cell.source for cell in sources if cell.id == exercise)
        code = source if right else with_region(source, defined.all_wrong()[0].value)
        self.cell(exercise).source = self._own(code)

    def code_of(self, exercise: str) -> str:
        """The right answer's code, for an attendee who knows it."""
        source = next(cell.source for cell in self.draft.sources["O", "id"].cells if cell.id == exercise)
        return self._own(source)

    @staticmethod
    def _own(code: str) -> str:
        """An answer as an attendee would type it, without the mark of the source."""
        return "\n".join(row for row in without_markers(code).split("\n") if IN_SOLUTION not in row)

    def store(self) -> None:
        """Write the folder as nbgrader's collector leaves it."""
        folder = self.scene.submitted(self.name)
        folder.mkdir(parents=True)
        text = nbformat.writes(self.notebook, version=4) if self.raw is None else None
        target = folder / f"{ASSIGNMENT}.ipynb"
        if text is not None:
            target.write_text(text, encoding="utf-8")
        elif self.raw is not None:
            target.write_bytes(self.raw)
        if self.quizzes:
            content = {"module": "m04", "answers": self.quizzes}
            (folder / "jawaban.json").write_text(json.dumps(content), encoding="utf-8")
        for name, data in self.files.items():
            (folder / name).write_bytes(data)
        for change in self.afterwards:
            change(folder)
