"""What is to be graded: the course's settings, its releases, its hand-ins, and which of them have changed."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from nbgrader.api import Assignment as ReleasedAssignment
from nbgrader.api import Gradebook, SubmittedAssignment
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

import workshop_kit
from workshop_kit.errors import WorkshopError
from workshop_kit.grading.handed_in import read_hand_in
from workshop_kit.grading.limits import Limits
from workshop_kit.grading.original import Assignment, read_original
from workshop_kit.grading.record import Records
from workshop_kit.language import _

WORK = ".grading"
_PACKAGE = Path(workshop_kit.__file__).parent
# What decides a verdict: when one of these changes, everything is graded again.
_JUDGING = ("exercises", "grading", "data/*.py", "display.py", "errors.py", "language.py", "figures.py")


class NoCourse(WorkshopError):
    """The folder is not a course of nbgrader's."""


class NotReleased(WorkshopError):
    """An assignment that the gradebook does not know."""


@dataclass(frozen=True)
class Course:
    """A course folder and its settings.

    Attributes
    ----------
    folder : Path
    config : Config
    directory : CourseDirectory
        nbgrader's own view of it.
    limits : Limits
    """

    folder: Path
    config: Config
    directory: CourseDirectory
    limits: Limits

    @property
    def work(self) -> Path:
        """Where grading keeps what it has done; nothing in it is needed to read grades."""
        return self.folder / WORK

    @property
    def records(self) -> Records:
        """What is kept of each hand-in."""
        return Records(self.work / "records")

    def place(self, step: str, student: str, assignment: str) -> Path:
        """The folder of one hand-in at a step such as ``submitted``."""
        return self.folder / str(self.directory.format_path(step, student, assignment))


def open_course(folder: Path) -> Course:
    """Read a course's settings as nbgrader's commands do.

    Raises
    ------
    NoCourse
    """
    folder = folder.resolve()
    if not (folder / "nbgrader_config.py").is_file():
        raise NoCourse(
            _("Di {folder} tidak ada nbgrader_config.py. Beri folder kursus buatan workshop course create."),
            folder=folder,
        )
    config = PyFileConfigLoader("nbgrader_config.py", path=str(folder)).load_config()
    directory = CourseDirectory(config=config)
    directory.root = str(folder)
    limits = Limits(**config.get("GradingLimits", {}))
    return Course(folder, config, directory, limits)


@dataclass(frozen=True)
class Task:
    """One hand-in that is to be graded.

    Attributes
    ----------
    assignment, student : str
    folder : Path
        Of the hand-in.
    fingerprint : str
        Of everything that its grade depends on.
    """

    assignment: str
    student: str
    folder: Path
    fingerprint: str

    @property
    def label(self) -> str:
        """As it is told to the trainer."""
        return f"{self.assignment}, {self.student}"


@dataclass
class Plan:
    """What a run will do.

    Attributes
    ----------
    assignments : dict of str to Assignment
    tasks : list of Task
    unchanged : int
        Hand-ins graded before, whose grade depends on nothing that has changed.
    """

    assignments: dict[str, Assignment] = field(default_factory=dict)
    tasks: list[Task] = field(default_factory=list)
    unchanged: int = 0


def make_plan(course: Course, gradebook: Gradebook, wanted: Sequence[str], *, again: bool, mode: str) -> Plan:
    """Find the hand-ins to grade.

    Parameters
    ----------
    course : Course
    gradebook : Gradebook
    wanted : sequence of str
        Modules (``m04``) or assignments (``m04-o-tabel-capaian``); all when empty.
    again : bool
        Also what has not changed.
    mode : str
        How it will be graded, such as "sandbox"; another mode grades again.

    Raises
    ------
    NotReleased
    """
    released = {assignment.name: assignment for assignment in gradebook.assignments}
    plan = Plan()
    for name in _chosen(list(released), wanted):
        plan.assignments[name] = _assignment(course, released[name])
    written = _written(gradebook)
    judging = _judging_code()
    for name, student, folder in _hand_ins(course, list(plan.assignments)):
        assignment = plan.assignments[name]
        known = written.get((name, student))
        fingerprint = _fingerprint(course, assignment, folder, judging, mode, known or "")
        done = known is not None and course.place("autograded", student, name).is_dir()
        if done and not again and course.records.read(name, student).fingerprint == fingerprint:
            plan.unchanged += 1
        else:
            plan.tasks.append(Task(name, student, folder, fingerprint))
    return plan


def _chosen(released: list[str], wanted: Sequence[str]) -> list[str]:
    chosen: dict[str, None] = {}
    for name in wanted:
        found = [assignment for assignment in released if assignment == name or assignment.split("-")[0] == name]
        if not found:
            raise NotReleased(
                _("{name} tidak ada di buku nilai kursus ini. Yang ada: {known}."),
                name=name,
                known=", ".join(sorted(released)) or "-",
            )
        chosen.update(dict.fromkeys(found))
    return sorted(chosen or released)


def _assignment(course: Course, released: ReleasedAssignment) -> Assignment:
    source = course.place("source", ".", released.name)
    notebooks = {
        notebook.name: read_original(notebook, source / f"{notebook.name}.ipynb") for notebook in released.notebooks
    }
    files = read_hand_in(source).files if source.is_dir() else {}
    kept = course.config.Autograde.get("exclude_overwriting", {}).get(released.name, [])
    files = {path: content for path, content in files.items() if path not in kept}
    return Assignment(released.name, notebooks, files, str(released.duedate or ""))


def _written(gradebook: Gradebook) -> dict[tuple[str, str], str]:
    """Hand-ins in the gradebook, each with what a trainer may have granted."""
    rows = (
        gradebook.db.query(ReleasedAssignment.name, SubmittedAssignment.student_id, SubmittedAssignment.extension)
        .join(SubmittedAssignment, SubmittedAssignment.assignment_id == ReleasedAssignment.id)
        .all()
    )
    return {(name, student): str(extension or "") for name, student, extension in rows}


def _hand_ins(course: Course, assignments: list[str]) -> Iterator[tuple[str, str, Path]]:
    """Assignment by assignment, so that a class is done before the next begins."""
    submitted = course.folder / course.directory.submitted_directory
    excluded = set((course.directory.student_id_exclude or "").split(","))
    if not submitted.is_dir():
        return
    students = sorted(path.name for path in submitted.iterdir() if path.is_dir() and not path.name.startswith("."))
    for name in assignments:
        for student in students:
            folder = course.place("submitted", student, name)
            if student not in excluded and folder.is_dir():
                yield name, student, folder


def _judging_code() -> str:
    digest = hashlib.sha256(workshop_kit.__version__.encode())
    for pattern in _JUDGING:
        for path in sorted(_PACKAGE.glob(pattern if "." in pattern else f"{pattern}/**/*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _checks(assignment: Assignment) -> Iterator[bytes]:
    for module in sorted({str(o.workshop.get("module", "")) for o in assignment.notebooks.values()}):
        for path in sorted((_PACKAGE / "curriculum").glob(f"{module}_*/*.mo")) if module else []:
            yield path.read_bytes()
        for path in sorted((_PACKAGE / "curriculum").glob(f"{module}_*/checks.py")) if module else []:
            yield path.read_bytes()


def _fingerprint(course: Course, assignment: Assignment, folder: Path, judging: str, mode: str, extension: str) -> str:
    """One text for everything that the grade of a hand-in depends on."""
    digest = hashlib.sha256()

    def add(*parts: str | bytes) -> None:
        for part in parts:
            raw = part.encode() if isinstance(part, str) else part
            digest.update(f"{len(raw)}:".encode() + raw)

    originals = {name: original.to_json() for name, original in assignment.notebooks.items()}
    add(judging, mode, extension, assignment.due, json.dumps(asdict(course.limits)), json.dumps(originals))
    add((course.folder / "nbgrader_config.py").read_bytes(), *_checks(assignment))
    _add_files(add, assignment.files)
    try:
        hand_in = read_hand_in(folder)
    except WorkshopError as error:
        add(str(error))
        return digest.hexdigest()
    _add_files(add, hand_in.files)
    _add_files(add, hand_in.notebooks)
    add(*hand_in.skipped)
    return digest.hexdigest()


def _add_files(add: Any, files: Mapping[str, bytes]) -> None:
    for path, content in sorted(files.items()):
        add(path, content)
