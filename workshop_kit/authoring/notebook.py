"""From a lesson's cells to a notebook with nbgrader's metadata."""

from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from workshop_kit.authoring.catalog import Catalog
from workshop_kit.authoring.lesson import Cell, Lesson, LessonError
from workshop_kit.authoring.regions import guarded_tests, without_markers
from workshop_kit.authoring.translation import CodeChanged, translate_code, translate_markdown
from workshop_kit.exercises import Module

# What nbgrader leaves in an answer cell, per language.
CODE_STUB = {"id": "# TULIS JAWABAN ANDA DI SINI", "en": "# WRITE YOUR ANSWER HERE"}
TEXT_STUB = {
    "id": "*Tulis jawaban Anda di sini: klik dua kali, ketik, lalu Shift+Enter.*",
    "en": "*Write your answer here: double-click, type, then Shift+Enter.*",
}


def source_notebook(lesson: Lesson, module: Module, catalog: Catalog, track: str, language: str) -> NotebookNode:
    """The notebook that nbgrader calls the source: solutions between markers, nothing executed.

    Raises
    ------
    LessonError
        When a translation would change code.
    """

    def say(text: str) -> str:
        return catalog.translate(text) if language == "en" else text

    notebook: NotebookNode = new_notebook()
    notebook.metadata = _metadata(lesson, module, say, track, language)
    ids = _Ids()
    for cell in lesson.cells_of(track):
        notebook.cells.extend(_expanded(lesson, cell, say, language, ids))
    if track == "P":
        for built in notebook.cells:
            if built.cell_type == "code":
                built.metadata["jupyter"] = {"source_hidden": True}
    return notebook


def _metadata(lesson: Lesson, module: Module, say: Any, track: str, language: str) -> NotebookNode:
    exercises = []
    for cell in lesson.cells_of(track):
        if cell.points is not None:
            title = say(module[cell.name].title) if cell.name in module.exercises else ""
            exercises.append({"name": cell.name, "title": title, "points": cell.points})
    metadata: NotebookNode = nbformat.from_dict(
        {
            "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
            "language_info": {"name": "python", "file_extension": ".py", "mimetype": "text/x-python"},
            "workshop": {
                "module": lesson.id,
                "track": track,
                "language": language,
                "edition": module.edition,
                "title": say(lesson.title),
                "minutes": lesson.minutes[track],
                "objectives": [say(goal) for goal in lesson.objectives[track]],
                "before": say(str(lesson.before[track] or "")),
                "exercises": exercises,
            },
        }
    )
    return metadata


class _Ids:
    """Cell ids from exercise names, so that a rebuild gives the same and a diff stays readable."""

    def __init__(self) -> None:
        self.after = "awal"
        self.count = 0

    def named(self, name: str) -> str:
        self.after, self.count = name, 0
        return name

    def next(self) -> str:
        self.count += 1
        return f"{self.after}-t{self.count}"


def _expanded(lesson: Lesson, cell: Cell, say: Any, language: str, ids: _Ids) -> list[NotebookNode]:
    if cell.kind == "text":
        return [new_markdown_cell(translate_markdown(cell.source, say), id=ids.next())]
    if cell.kind == "refleksi":
        text = translate_markdown(cell.source, say)
        return [_graded(new_markdown_cell(text, id=ids.named(cell.name)), cell.name, cell.points, solution=True)]
    if cell.kind == "kuis":
        quiz = new_code_cell(f'quiz("{cell.name}")', id=ids.named(f"kuis-{cell.name}"))
        built = [_graded(quiz, f"kuis-{cell.name}", None, solution=False)]
        if cell.points is not None:
            check = new_code_cell(_check_call(cell), id=ids.named(f"cek-{cell.name}"))
            built.append(_graded(check, f"cek-{cell.name}", cell.points, solution=False))
        return built
    source = cell.source
    if cell.kind == "cek":
        source = _check_call(cell) + (f"\n{guarded_tests(source)}" if source else "")
    try:
        source = translate_code(source, say, language)
    except CodeChanged as error:
        raise LessonError(lesson.path, cell.line, str(error)) from error
    if cell.kind == "latihan":
        return [_graded(new_code_cell(source, id=ids.named(cell.name)), cell.name, None, solution=True)]
    if cell.kind == "cek":
        check = new_code_cell(source, id=ids.named(f"cek-{cell.name}"))
        return [_graded(check, f"cek-{cell.name}", cell.points, solution=False)]
    plain = new_code_cell(source, id=ids.next())
    if "progress(" in source:
        # What it shows depends on what was solved when.
        plain.metadata["tags"] = ["nbval-ignore-output"]
    return [plain]


def _check_call(cell: Cell) -> str:
    # Imported where it is called, so that a learner's own name `check` does not stand in its place.
    return f'from workshop_kit import check; check("{cell.name}")'


def _graded(cell: NotebookNode, grade_id: str, points: int | None, *, solution: bool) -> NotebookNode:
    """Give a cell nbgrader's metadata: answer cells are open, all others locked."""
    cell.metadata["nbgrader"] = {
        "grade_id": grade_id,
        "grade": points is not None,
        "solution": solution,
        "locked": not solution,
        "task": False,
        "schema_version": 3,
        **({"points": points} if points is not None else {}),
    }
    return cell


def solution_notebook(source: NotebookNode) -> NotebookNode:
    """The trainer's notebook: the same without markers and faded lines."""
    solution: NotebookNode = nbformat.from_dict(source)
    for cell in solution.cells:
        if cell.cell_type == "code":
            cell.source = without_markers(cell.source)
    return solution


def written(notebook: NotebookNode) -> str:
    """A notebook as text; the same notebook is the same text."""
    return str(nbformat.writes(notebook, version=4)) + "\n"
