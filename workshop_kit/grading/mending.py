"""Bringing a handed-in notebook back into the form that was released: nbgrader's own steps, fed from the original.

nbgrader restores the text of locked cells. It stumbles over a cell forged to be an answer, over one without points, and
over a deleted check whose neighbour was deleted too; so the metadata comes from the original first, and needs no check.
"""

import json
from pathlib import Path
from typing import Any

from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.preprocessors import DeduplicateIds, NbGraderPreprocessor, OverwriteCells
from traitlets.config import Config

from workshop_kit.grading.handed_in import parse_notebook
from workshop_kit.grading.original import Original, SourceCell, read_original


def mend(notebook: NotebookNode, original: Original, config: Config | None = None) -> list[str]:
    """Restore everything about a hand-in that is not its answers.

    Parameters
    ----------
    notebook : NotebookNode
        Changed in place.
    original : Original
    config : Config, optional
        The course's, for nbgrader's own steps.

    Returns
    -------
    list of str
        Names of the cells that were missing and are back.
    """
    restore_metadata(notebook, original)
    DeduplicateIds(config=config).preprocess(notebook, {})
    for cell in notebook.cells:
        if not cell.metadata.get("nbgrader", True):
            del cell.metadata["nbgrader"]
    added = add_missing(notebook, original)
    _OverwriteFromOriginal(original, config).preprocess(notebook, {})
    notebook.metadata["kernelspec"] = original.kernelspec
    notebook.metadata["workshop"] = original.workshop
    return added


def restore_metadata(notebook: NotebookNode, original: Original) -> None:
    """Give every cell that bears a released name that cell's metadata, and take it from all others.

    A cell that lost its metadata in another editor is known by its id, which a build makes from the name.
    """
    claimed = {cell.metadata.get("nbgrader", {}).get("grade_id") for cell in notebook.cells}
    for cell in notebook.cells:
        name = cell.metadata.pop("nbgrader", {}).get("grade_id")
        if name is None and cell.get("id") not in claimed:
            name = cell.get("id")
        source = original.cell(name)
        if source is not None:
            cell.metadata["nbgrader"] = source.metadata()


def add_missing(notebook: NotebookNode, original: Original) -> list[str]:
    """Put deleted cells back, each behind the one that stood before it; returns their names."""
    added = []
    for place, source in enumerate(original.cells):
        standing = _places(notebook)
        if source.name in standing:
            continue
        before = [standing[cell.name] for cell in original.cells[:place] if cell.name in standing]
        notebook.cells.insert(before[-1] + 1 if before else 0, _as_released(source, set(_ids(notebook))))
        added.append(source.name)
    return added


def _places(notebook: NotebookNode) -> dict[str, int]:
    return {
        cell.metadata["nbgrader"]["grade_id"]: place
        for place, cell in enumerate(notebook.cells)
        if "nbgrader" in cell.metadata
    }


def _ids(notebook: NotebookNode) -> list[str]:
    return [cell.get("id", "") for cell in notebook.cells]


def _as_released(source: SourceCell, taken: set[str]) -> NotebookNode:
    name = source.name
    while name in taken:
        name += "x"
    cell = NotebookNode(
        id=name,
        cell_type=source.cell_type,
        metadata=NotebookNode(nbgrader=NotebookNode(source.metadata())),
        source=source.source,
    )
    if source.cell_type == "code":
        cell.outputs, cell.execution_count = [], None
    return cell


class _OverwriteFromOriginal(OverwriteCells):  # type: ignore[misc]
    """nbgrader's step, asking the original instead of opening the gradebook."""

    def __init__(self, original: Original, config: Config | None) -> None:
        super().__init__(config=config)
        self.gradebook = _OriginalAsGradebook(original)
        self.notebook_id, self.assignment_id = original.name, original.assignment

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        found: tuple[NotebookNode, dict[str, Any]] = Preprocessor.preprocess(  # type: ignore[no-untyped-call]
            self, nb, resources
        )
        return found


class _OriginalAsGradebook:
    """The questions that nbgrader's step asks of a gradebook."""

    def __init__(self, original: Original) -> None:
        self._original = original

    def find_source_cell(self, name: str, _notebook: str, _assignment: str) -> SourceCell:
        cell = self._original.cell(name)
        if cell is None:
            raise MissingEntry(name)
        return cell

    find_graded_cell = find_source_cell


class Mend(NbGraderPreprocessor):  # type: ignore[misc]
    """For ``nbgrader autograde``: the same, before nbgrader's own sanitising steps."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Mend a hand-in."""
        clean = parse_notebook(json.dumps(nb).encode())
        mend(clean, original_of(resources), self.config)
        return clean, resources


def original_of(resources: dict[str, Any]) -> Original:
    """What was released as the notebook that nbgrader is converting."""
    told = resources["nbgrader"]
    with Gradebook(told["db_url"]) as gradebook:
        notebook = gradebook.find_notebook(told["notebook"], told["assignment"])
        # nbgrader converts with the course folder as working folder.
        return read_original(notebook, Path("source", told["assignment"], f"{told['notebook']}.ipynb"))
