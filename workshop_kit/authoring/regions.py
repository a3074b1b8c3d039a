"""Regions in code cells: what is taken out for learners, and faded lines that take its place."""

import re
from pathlib import Path
from typing import Any

from nbgrader.preprocessors import ClearSolutions

from workshop_kit.authoring.lesson import Cell, LessonError

FADED = re.compile(r"^(?P<indent>\s*)#~ ?(?P<code>.*)$")
BEGIN_HIDDEN, END_HIDDEN = "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"
_MARKER = re.compile(r"^\s*### (?P<edge>BEGIN|END) (?P<what>SOLUTION|HIDDEN TESTS)\s*$")


def check_regions(path: Path, cell: Cell) -> None:
    """Refuse regions that nbgrader would strip wrongly or not at all.

    Raises
    ------
    LessonError
    """
    wanted = {"latihan": "SOLUTION", "cek": "HIDDEN TESTS"}.get(cell.kind)
    is_open = False
    found = False
    for offset, row in enumerate(cell.source.split("\n"), start=1):
        line = cell.line + offset
        match = _MARKER.match(row)
        if match is None:
            if "BEGIN SOLUTION" in row or "END SOLUTION" in row or "HIDDEN TESTS" in row:
                raise LessonError(path, line, "a region's marker stands alone, such as '### BEGIN SOLUTION'")
            if FADED.match(row) and not is_open:
                raise LessonError(path, line, "a faded line '#~' must stand inside a solution region")
            continue
        if match["what"] != wanted:
            raise LessonError(path, line, f"a {match['what']} region does not belong in a '{cell.kind}' cell")
        if is_open == (match["edge"] == "BEGIN"):
            raise LessonError(path, line, f"{match['edge']} {match['what']} without its other half")
        is_open = not is_open
        found = True
    if is_open:
        raise LessonError(path, cell.line, f"BEGIN {wanted} has no END {wanted}")
    if cell.kind == "latihan" and not found:
        raise LessonError(path, cell.line, "an answer cell needs a region ### BEGIN SOLUTION ... ### END SOLUTION")


def without_markers(source: str) -> str:
    """The code as the trainer reads and runs it: no markers, no faded lines."""
    rows = [row for row in source.split("\n") if not _MARKER.match(row) and not FADED.match(row)]
    return "\n".join(rows).strip("\n")


def guarded_tests(source: str) -> str:
    """Put hidden tests under a guard, so that a failing one is a sentence and not a traceback with its code."""
    rows: list[str] = []
    inside = False
    for row in source.split("\n"):
        match = _MARKER.match(row)
        if match:
            inside = match["edge"] == "BEGIN"
            rows.append(row)
            if inside:
                rows += ["from workshop_kit.exercises import hidden_tests", "with hidden_tests():"]
        else:
            rows.append(f"    {row}" if inside and row else row)
    return "\n".join(rows)


def with_region(source: str, code: str) -> str:
    """Put other code in the place of the solution region, as a learner would."""
    rows: list[str] = []
    inside = False
    for row in source.split("\n"):
        match = _MARKER.match(row)
        if match and match["what"] == "SOLUTION":
            inside = match["edge"] == "BEGIN"
            if inside:
                rows.append(code)
        elif not inside:
            rows.append(row)
    return "\n".join(rows)


class ClearSolutionsLeavingFaded(ClearSolutions):  # type: ignore[misc]
    """nbgrader's own stripping, but a region with faded lines leaves these instead of the stub."""

    def _replace_solution_region(self, cell: Any, language: str) -> bool:
        faded = [match["code"] for row in cell.source.split("\n") if (match := FADED.match(row))]
        if not faded or cell.cell_type != "code":
            return bool(super()._replace_solution_region(cell, language))
        usual = self.code_stub  # type: ignore[has-type]
        self.code_stub = {**usual, language: "\n".join(faded)}
        try:
            return bool(super()._replace_solution_region(cell, language))
        finally:
            self.code_stub = usual
