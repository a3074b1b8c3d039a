"""Courses with hand-ins, made without nbgrader's exchange: what the tests of grading grade."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from workshop_kit.authoring.build import Draft, Workplace, draft, make_notebooks
from workshop_kit.authoring.execution import copy_of
from workshop_kit.authoring.notebook import written
from workshop_kit.authoring.regions import with_region, without_markers
from workshop_kit.authoring.release import release_config
from workshop_kit.exercises.answer_file import FILE_NAME
from workshop_kit.exercises.exercise import CodeExercise
from workshop_kit.exercises.quizzes import Quiz
from workshop_kit.grading.course import commands_of_this_python

ROOT = Path(__file__).resolve().parents[2]
OURS = """\
from pathlib import Path
from workshop_kit.grading.config import configure
c = get_config()
configure(c, Path(__file__).resolve().parent, language="id")
c.CourseDirectory.course_id = "kelas"
"""
# nbgrader as it comes: its own kernels, its own order of steps.
STOCK = """\
from pathlib import Path
c = get_config()
c.CourseDirectory.root = str(Path(__file__).resolve().parent)
c.CourseDirectory.course_id = "kelas"
"""


@cache
def module(name: str) -> Draft:
    """A module with its notebooks, such as ``m04``."""
    made = draft(Workplace(ROOT).lesson_files([name])[0])
    make_notebooks(made)
    return made


@dataclass
class Work:
    """One attendee's notebook and files for one assignment.

    Attributes
    ----------
    notebook : NotebookNode
        As released; a test changes it.
    files : dict of str to bytes
        What lies beside it.
    """

    made: Draft
    track: str
    notebook: NotebookNode
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def assignment(self) -> str:
        return self.made.lesson.folder(self.track)

    def cell(self, name: str) -> NotebookNode:
        """The cell of this id."""
        return next(cell for cell in self.notebook.cells if cell.id == name)

    def graded(self) -> list[str]:
        """The graded exercises of this track."""
        cells = self.made.lesson.cells_of(self.track)
        return [c.name for c in cells if c.kind in ("latihan", "kuis") and self.made.module[c.name].graded]

    def answer(self, values: Mapping[str, Any]) -> "Work":
        """Answer exercises: code for the answer cell's region, or what a quiz stores."""
        sources = {cell.id: cell.source for cell in self.made.sources[self.track, "id"].cells}
        stored = {}
        for name, value in values.items():
            if isinstance(self.made.module[name], CodeExercise):
                self.cell(name).source = without_markers(with_region(sources[name], value))
            else:
                stored[name] = value
        if stored:
            before = json.loads(self.files.get(FILE_NAME, b'{"answers": {}}'))["answers"]
            content = {"module": self.made.lesson.id, "answers": {**before, **stored}}
            self.files[FILE_NAME] = json.dumps(content).encode()
        return self

    def answer_right(self, *names: str) -> "Work":
        """Give the reference answers, to all exercises when none is named."""
        solutions = {cell.id: cell.source for cell in self.made.solutions[self.track, "id"].cells}
        for name in names or self.graded():
            exercise = self.made.module[name]
            if isinstance(exercise, CodeExercise):
                self.cell(name).source = solutions[name]
            elif isinstance(exercise, Quiz):
                self.answer({name: exercise.reference()})
        return self

    def answer_wrong(self, *names: str) -> "Work":
        """Give each exercise's first listed wrong answer."""
        return self.answer({name: self.made.module[name].all_wrong()[0].value for name in names or self.graded()})


def work(name: str, track: str = "O") -> Work:
    """An untouched notebook of a module."""
    made = module(name)
    return Work(made, track, copy_of(made.lessons[track, "id"]))


@dataclass
class Class:
    """A course folder."""

    folder: Path

    def settings(self, text: str) -> "Class":
        """Write the course's settings."""
        (self.folder / "nbgrader_config.py").write_text(text, encoding="utf-8")
        return self

    def release(self, name: str, track: str = "O") -> None:
        """Write an assignment's source and have nbgrader release it."""
        made = module(name)
        assignment = made.lesson.folder(track)
        source = self.folder / "source" / assignment
        source.mkdir(parents=True)
        (source / f"{assignment}.ipynb").write_text(written(made.sources[track, "id"]), encoding="utf-8")
        config = Config(release_config("id"))
        config.CourseDirectory.root = str(self.folder)
        config.CourseDirectory.course_id = "kelas"
        with commands_of_this_python():
            outcome = NbGraderAPI(CourseDirectory(config=config), config=config).generate_assignment(assignment)
        assert outcome["success"], outcome

    def submitted(self, student: str, assignment: str) -> Path:
        return self.folder / "submitted" / student / assignment

    def hand_in(self, student: str, given: Work, timestamp: str = "", name: str = "") -> Path:
        """Put a hand-in where nbgrader collects it; returns its folder."""
        folder = self.submitted(student, given.assignment)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name or given.assignment}.ipynb").write_text(nbformat.writes(given.notebook), encoding="utf-8")
        for path, content in given.files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
        if timestamp:
            (folder / "timestamp.txt").write_text(timestamp, encoding="utf-8")
        return folder

    def run(self, *arguments: str, code: int | None = 0) -> str:
        """Run a command of this environment in the course folder; returns what it wrote."""
        environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
        done = subprocess.run(
            [sys.executable, "-m", *arguments],
            cwd=self.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert code is None or done.returncode == code, done.stderr
        return done.stdout + done.stderr

    def grade(self, *arguments: str, code: int | None = 0) -> str:
        """Run ``workshop grade`` here."""
        return self.run("workshop_kit.cli", "grade", str(self.folder), *arguments, code=code)

    def gradebook(self) -> Gradebook:
        return Gradebook(f"sqlite:///{self.folder}/gradebook.db", "kelas")

    def grades(self) -> dict[tuple[str, str, str], tuple[float | None, float, bool]]:
        """By assignment, student and cell: the automatic score, the possible one, whether a person is asked."""
        with self.gradebook() as book:
            return {
                (assignment.name, submission.student_id, grade.name): (
                    grade.auto_score,
                    grade.max_score,
                    grade.needs_manual_grade,
                )
                for assignment in book.assignments
                for submission in assignment.submissions
                for notebook in submission.notebooks
                for grade in notebook.grades
            }

    def points(self, student: str, assignment: str) -> dict[str, float | None]:
        """Automatic scores of the checks, by exercise."""
        return {
            name.removeprefix("cek-"): score
            for (at, by, name), (score, _most, _asks) in self.grades().items()
            if (at, by) == (assignment, student) and name.startswith("cek-")
        }

    def autograded(self, student: str, assignment: str) -> NotebookNode:
        """The graded notebook."""
        path = self.folder / "autograded" / student / assignment / f"{assignment}.ipynb"
        return nbformat.read(path, as_version=4)

    def said(self, student: str, assignment: str, cell: str) -> str:
        """Everything that a cell's outputs say."""
        found = next(c for c in self.autograded(student, assignment).cells if c.id == cell)
        return "\n".join(
            str(piece)
            for output in found.outputs
            for piece in [output.get("text", ""), output.get("evalue", ""), *output.get("data", {}).values()]
        )
