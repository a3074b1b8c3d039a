"""What was handed out: the cells that nbgrader released, in their order, with the points they carry.

Grading holds every hand-in against this, and takes nothing about a cell from the hand-in itself but the answer.
"""

import ast
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import nbformat.v4

from workshop_kit.authoring.regions import without_markers


@dataclass(frozen=True)
class SourceCell:
    """One named cell as it was released.

    Attributes
    ----------
    name : str
        nbgrader's ``grade_id``.
    cell_type : {"code", "markdown"}
    source : str
        With hidden tests, without solutions.
    checksum : str
    locked, grade, solution, task : bool
        As nbgrader's metadata has them.
    max_score : float
        0 for a cell without points.
    """

    name: str
    cell_type: str
    source: str
    checksum: str
    locked: bool
    grade: bool
    solution: bool
    task: bool
    max_score: float

    def metadata(self) -> dict[str, Any]:
        """nbgrader's metadata of this cell, as a hand-in must have it."""
        found: dict[str, Any] = {
            "grade_id": self.name,
            "grade": self.grade,
            "solution": self.solution,
            "locked": self.locked,
            "task": self.task,
            "schema_version": 3,
            "cell_type": self.cell_type,
            "checksum": self.checksum,
        }
        if self.grade or self.task:
            found["points"] = self.max_score
        return found


@dataclass(frozen=True)
class Original:
    """One released notebook.

    Attributes
    ----------
    assignment, name : str
    kernelspec, workshop : dict
        From the notebook's metadata; ``workshop`` names module, language and edition.
    cells : tuple of SourceCell
        In the notebook's order.
    imports : str
        The import lines of the lesson's own cells: what a hidden test may use without defining it.
    model_exercises : tuple of str
        Exercises whose reference answer calls a language model.
    source : dict
        The source notebook, to hold hand-ins against.
    """

    assignment: str
    name: str
    kernelspec: dict[str, Any]
    workshop: dict[str, Any]
    cells: tuple[SourceCell, ...]
    imports: str = ""
    model_exercises: tuple[str, ...] = ()
    source: dict[str, Any] = field(default_factory=dict)

    def cell(self, name: object) -> SourceCell | None:
        """The cell of this name."""
        return next((cell for cell in self.cells if cell.name == name), None)

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "Original":
        """The reverse of :meth:`to_json`."""
        cells = tuple(SourceCell(**cell) for cell in values["cells"])
        return cls(**{**values, "cells": cells, "model_exercises": tuple(values["model_exercises"])})


@dataclass(frozen=True)
class Assignment:
    """One released assignment.

    Attributes
    ----------
    name : str
    notebooks : dict of str to Original
    files : dict of str to bytes
        What else lies in its source folder, by path; it replaces files of the same name in a hand-in.
    due : str
        When it is due, as text; empty when it is not.
    """

    name: str
    notebooks: dict[str, Original]
    files: dict[str, bytes] = field(default_factory=dict)
    due: str = ""


def read_original(notebook: Any, source: Path) -> Original:
    """What was released as one notebook.

    Parameters
    ----------
    notebook : nbgrader.api.Notebook
    source : Path
        The source notebook's file, for the cells' order; without it they stand in the gradebook's.
    """
    content = _content(source)
    graded = {cell.name: cell.max_score for cell in notebook.grade_cells}
    tasks = {cell.name: cell.max_score for cell in notebook.task_cells}
    solutions = {cell.name for cell in notebook.solution_cells}
    cells = [
        SourceCell(
            name=cell.name,
            cell_type=cell.cell_type,
            source=cell.source or "",
            checksum=cell.checksum or "",
            locked=bool(cell.locked),
            grade=cell.name in graded,
            solution=cell.name in solutions,
            task=cell.name in tasks,
            max_score=float({**graded, **tasks}.get(cell.name) or 0),
        )
        for cell in notebook.source_cells
    ]
    order = {name: place for place, name in enumerate(_names(content))}
    cells.sort(key=lambda cell: (order.get(cell.name, len(order)), cell.name))
    return Original(
        assignment=notebook.assignment.name,
        name=notebook.name,
        kernelspec=json.loads(notebook.kernelspec) if notebook.kernelspec else {},
        workshop=content.get("metadata", {}).get("workshop", {}),
        cells=tuple(cells),
        imports=_imports(content),
        model_exercises=tuple(_model_exercises(content)),
        source=content,
    )


def _content(source: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = nbformat.v4.reads(source.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {"cells": [], "metadata": {}}
    return found


def _names(content: dict[str, Any]) -> list[str]:
    return [cell["metadata"]["nbgrader"]["grade_id"] for cell in content["cells"] if "nbgrader" in cell["metadata"]]


def _code_cells(content: dict[str, Any]) -> list[tuple[dict[str, Any], str]]:
    """The code cells with their source as the trainer runs it."""
    return [
        (cell, without_markers("".join(cell["source"]))) for cell in content["cells"] if cell["cell_type"] == "code"
    ]


def _parsed(source: str) -> ast.Module:
    try:
        return ast.parse(source)
    except SyntaxError:  # a magic, which IPython understands
        return ast.Module([], [])


def _imports(content: dict[str, Any]) -> str:
    """The import lines of the lesson's own cells, each once."""
    lines: dict[str, None] = {}
    for cell, source in _code_cells(content):
        if "nbgrader" not in cell["metadata"]:
            for statement in _parsed(source).body:
                if isinstance(statement, ast.Import | ast.ImportFrom):
                    lines[ast.unparse(statement)] = None
    return "\n".join(lines)


def _model_exercises(content: dict[str, Any]) -> list[str]:
    """Exercises whose answer reads the name ``llm``."""
    return [
        cell["metadata"]["nbgrader"]["grade_id"]
        for cell, source in _code_cells(content)
        if cell["metadata"].get("nbgrader", {}).get("solution")
        and any(isinstance(node, ast.Name) and node.id == "llm" for node in ast.walk(_parsed(source)))
    ]
