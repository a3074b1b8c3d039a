"""A course from release to feedback through nbgrader's own commands, as a trainer and two learners would do it."""

import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from workshop_kit.authoring.build import Draft, Workplace, draft, make_notebooks
from workshop_kit.authoring.regions import with_region, without_markers
from workshop_kit.exercises.answer_file import FILE_NAME, AnswerFile
from workshop_kit.exercises.exercise import CodeExercise
from workshop_kit.grading import course as course_module

ROOT = Path(__file__).resolve().parents[2]
LEARNERS = ("siti", "budi")


@dataclass(frozen=True)
class Course:
    """A course folder and two learners' homes beside it."""

    folder: Path
    modules: dict[str, tuple[Draft, str]]

    def home(self, learner: str) -> Path:
        return self.folder.parent / learner

    @property
    def trainers_home(self) -> Path:
        return self.folder.parent / "pelatih"

    def nbgrader(self, *arguments: str, learner: str = "") -> str:
        """Run one of nbgrader's commands as trainer, or as a learner in their home."""
        environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
        environment["WORKSHOP_HOME"] = str(self.trainers_home)
        where = self.folder
        if learner:
            where = self.home(learner)
            environment |= {"JUPYTERHUB_USER": learner, "USER": learner, "HOME": str(where)}
        outcome = subprocess.run(
            [sys.executable, "-m", "nbgrader", *arguments],
            cwd=where,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert outcome.returncode == 0, outcome.stderr
        return outcome.stderr

    def workshop(self, *arguments: str) -> str:
        """Run this project's command as the trainer."""
        outcome = subprocess.run(
            [sys.executable, "-m", "workshop_kit.cli", *arguments],
            cwd=self.folder,
            env={**os.environ, "WORKSHOP_HOME": str(self.trainers_home)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert outcome.returncode == 0, outcome.stderr
        return outcome.stderr


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Released, fetched, answered (one right, one wrong), submitted, collected, graded, with feedback."""
    folder = tmp_path_factory.mktemp("kelas") / "literasi"
    made = subprocess.run(
        [sys.executable, "-m", "workshop_kit.cli", "course", "create", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    modules = {}
    for path in Workplace(ROOT).lesson_files([]):
        module = draft(path)
        make_notebooks(module)
        for track in module.lesson.tracks:
            modules[module.lesson.folder(track)] = (module, track)
    course = Course(folder, modules)
    for learner in LEARNERS:
        course.home(learner).mkdir()
        settings = (
            (folder / "nbgrader_config.py").read_text()
            + f'\nc.CourseDirectory.root = "{course.home(learner)}"\nc.CourseDirectory.student_id = "{learner}"\n'
        )
        (course.home(learner) / "nbgrader_config.py").write_text(
            settings.replace("Path(__file__).resolve().parent", f'Path("{folder}")')
        )
    for assignment in modules:
        course.nbgrader("release_assignment", assignment)
    with ThreadPoolExecutor() as side_by_side:
        list(side_by_side.map(lambda learner: hand_in(course, learner), LEARNERS))
    for assignment in modules:
        # Both learners are one user of this machine, so who owns a file says nothing here.
        course.nbgrader("collect", assignment, "--ExchangeCollect.check_owner=False")
    graded = course.workshop("grade", str(course.folder))
    assert f"{2 * len(modules)} serahan dinilai, 0 tidak dapat dinilai." in graded
    for assignment in modules:
        course.nbgrader("generate_feedback", assignment)
        course.nbgrader("release_feedback", assignment)
    return course


def hand_in(course: Course, learner: str) -> None:
    """Fetch everything, answer it (Siti right, Budi wrong), submit it."""
    course.nbgrader("fetch_assignment", *course.modules, learner=learner)
    for assignment, (module, track) in course.modules.items():
        fill_in(course.home(learner) / assignment, module, track, right=learner == "siti")
        course.nbgrader("submit", assignment, learner=learner)


def fill_in(folder: Path, module: Draft, track: str, *, right: bool) -> None:
    """Answer everything in a fetched notebook: by the reference, or by each exercise's first wrong answer."""
    path = folder / f"{folder.name}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    solutions = {cell.id: cell.source for cell in module.solutions[track, "id"].cells}
    sources = {cell.id: cell.source for cell in module.sources[track, "id"].cells}
    stored = module.answers(track) if right else {}
    for cell in notebook.cells:
        exercise = module.module.exercises.get(cell.id.removeprefix("kuis-"))
        if exercise is None:
            continue
        if isinstance(exercise, CodeExercise):
            wrong = without_markers(with_region(sources[cell.id], exercise.all_wrong()[0].value))
            cell.source = solutions[cell.id] if right else wrong
        elif not right and exercise.graded:
            stored[exercise.name] = exercise.all_wrong()[0].value
    nbformat.write(notebook, path)
    if stored:
        AnswerFile(folder, module.lesson.id).replace_all(stored)


def points(course: Course, assignment: str, learner: str) -> dict[str, tuple[float, float]]:
    """Earned and possible points by cell, as they stand in the gradebook."""
    with Gradebook(f"sqlite:///{course.folder}/gradebook.db", "literasi") as gradebook:
        notebook = gradebook.find_submission_notebook(assignment, assignment, learner)
        return {
            grade.name: (grade.score, grade.max_score) for grade in notebook.grades if grade.name.startswith("cek-")
        }


def expected(module: Draft, track: str) -> dict[str, int]:
    return {
        f"cek-{cell.name}": cell.points
        for cell in module.lesson.cells_of(track)
        if cell.kind in ("cek", "kuis") and cell.points
    }


def test_the_right_answers_earn_every_point_exercise_by_exercise(course: Course) -> None:
    for assignment, (module, track) in course.modules.items():
        wanted = {name: (points, points) for name, points in expected(module, track).items()}
        assert points(course, assignment, "siti") == wanted, assignment


def test_the_wrong_answers_earn_nothing_exercise_by_exercise(course: Course) -> None:
    for assignment, (module, track) in course.modules.items():
        wanted = {name: (0, points) for name, points in expected(module, track).items()}
        assert points(course, assignment, "budi") == wanted, assignment


def test_nbgraders_own_command_and_formgraders_button_give_the_same_points(course: Course) -> None:
    assignment = next(name for name in course.modules if name.startswith("m04"))
    before = {learner: points(course, assignment, learner) for learner in LEARNERS}
    page = course.folder / "autograded" / "siti" / assignment / f"{assignment}.ipynb"
    notebook = nbformat.read(page, as_version=4)

    course.nbgrader("autograde", assignment, "--force")
    assert {learner: points(course, assignment, learner) for learner in LEARNERS} == before
    assert [c.get("outputs") for c in nbformat.read(page, as_version=4).cells] == [
        c.get("outputs") for c in notebook.cells
    ]

    # What formgrader's button calls.
    script = (
        "from nbgrader.apps.api import NbGraderAPI; from nbgrader.coursedir import CourseDirectory; "
        "from workshop_kit.grading.plan import open_course; from pathlib import Path; import sys; "
        "c = open_course(Path('.')).config; "
        f"told = NbGraderAPI(CourseDirectory(config=c), config=c).autograde({assignment!r}, 'budi'); "
        "sys.exit(0 if told['success'] else told['log'])"
    )
    pressed = subprocess.run([sys.executable, "-c", script], cwd=course.folder, capture_output=True, text=True)
    assert pressed.returncode == 0, pressed.stderr
    assert {learner: points(course, assignment, learner) for learner in LEARNERS} == before


def test_reflections_wait_for_a_person(course: Course) -> None:
    by_hand = 0
    with Gradebook(f"sqlite:///{course.folder}/gradebook.db", "literasi") as gradebook:
        for assignment, (module, track) in course.modules.items():
            grades = gradebook.find_submission_notebook(assignment, assignment, "siti").grades
            names = {cell.name for cell in module.lesson.cells_of(track) if cell.kind == "refleksi"}
            by_hand += len(names)
            assert {grade.name for grade in grades if not grade.name.startswith("cek-")} == names
    assert by_hand


def test_quiz_answers_travel_with_the_hand_in(course: Course) -> None:
    for assignment, (module, track) in course.modules.items():
        if answers := module.answers(track):
            collected = course.folder / "submitted" / "siti" / assignment / FILE_NAME
            assert json.loads(collected.read_text(encoding="utf-8"))["answers"] == answers


def test_releases_hold_no_answers(course: Course) -> None:
    names = {path.name for path in (course.folder / "release").rglob("*") if path.is_file()}

    assert names == {f"{assignment}.ipynb" for assignment in course.modules}


def test_feedback_says_what_was_wrong_and_loads_nothing_from_outside(course: Course) -> None:
    for assignment in course.modules:
        page = course.folder / "feedback" / "budi" / assignment / f"{assignment}.html"
        text = page.read_text(encoding="utf-8")
        assert "Belum tepat." in text
        assert "Traceback (most recent" not in text
        assert "HIDDEN TESTS" not in text
        assert "hidden_tests" not in text
        assert 'src="http' not in text
        assert "@import" not in text


def test_grading_leaves_the_trainers_own_progress_alone(course: Course) -> None:
    assert not course.trainers_home.exists()


def test_a_folder_that_holds_something_is_left_alone(course: Course) -> None:
    before = (course.folder / "gradebook.db").read_bytes()
    again = subprocess.run(
        [sys.executable, "-m", "workshop_kit.cli", "course", "create", str(course.folder)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert again.returncode == 1
    assert "sudah berisi" in again.stderr
    assert "Traceback" not in again.stderr
    assert (course.folder / "gradebook.db").read_bytes() == before


def test_a_course_that_fails_half_way_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_folder: Path, _language: str, name: str) -> None:
        raise course_module.ReleaseRefused("{name}", name=name)

    monkeypatch.setattr(course_module, "_release", refuse)
    with pytest.raises(course_module.ReleaseRefused):
        course_module.create_course(tmp_path / "kursus", Workplace(ROOT), "id", lambda _line: None)

    assert list(tmp_path.iterdir()) == []


def test_a_course_can_be_made_in_english(tmp_path: Path) -> None:
    made = subprocess.run(
        [sys.executable, "-m", "workshop_kit.cli", "course", "create", str(tmp_path / "course"), "--language", "en"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert made.returncode == 0, made.stderr
    released = next((tmp_path / "course" / "release").rglob("*.ipynb")).read_text(encoding="utf-8")
    assert ', \\"en\\", edition=' in released
    shutil.rmtree(tmp_path / "course")
