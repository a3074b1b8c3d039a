"""``workshop grade`` from outside: what it refuses, what it says, how it ends."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.grading.classes import OURS, Class, work

ASSIGNMENT = "m01-bisa-dan-tidak"


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Class:
    course = Class(tmp_path_factory.mktemp("perintah"))
    course.settings(OURS)
    course.release("m01")
    course.hand_in("siti", work("m01").answer_right())
    return course


def grade(course: Path, *arguments: str, path: str | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PATH": path} if path else None
    return subprocess.run(
        [sys.executable, "-m", "workshop_kit.cli", "grade", str(course), *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_bubblewrap_it_refuses_and_names_the_way_out(course: Class, tmp_path: Path) -> None:
    told = grade(course.folder, path=str(tmp_path))

    assert told.returncode == 1
    assert "bubblewrap" in told.stderr
    assert "--without-sandbox" in told.stderr
    assert "Traceback" not in told.stderr
    assert course.grades() == {}


def test_a_folder_that_is_no_course_is_told(tmp_path: Path) -> None:
    told = grade(tmp_path)

    assert told.returncode == 1
    assert "nbgrader_config.py" in told.stderr
    assert "Traceback" not in told.stderr


def test_an_unknown_module_is_told_with_what_there_is(course: Class) -> None:
    told = grade(course.folder, "m99")

    assert told.returncode == 1
    assert "m99" in told.stderr
    assert ASSIGNMENT in told.stderr


def test_without_the_sandbox_the_gradebook_says_so_and_with_it_no_longer(course: Class) -> None:
    open_run = grade(course.folder, "m01", "--without-sandbox")
    assert open_run.returncode == 0, open_run.stderr
    points = course.points("siti", ASSIGNMENT)
    with course.gradebook() as book:
        comments = book.find_submission_notebook(ASSIGNMENT, ASSIGNMENT, "siti").comments
        assert all("tanpa sandbox" in comment.auto_comment for comment in comments)
        assert comments
    assert "tanpa sandbox" in (course.folder / "integritas.html").read_text(encoding="utf-8")

    again = grade(course.folder)
    assert again.returncode == 0, again.stderr
    assert course.points("siti", ASSIGNMENT) == points
    with course.gradebook() as book:
        comments = book.find_submission_notebook(ASSIGNMENT, ASSIGNMENT, "siti").comments
        assert not any("tanpa sandbox" in (comment.auto_comment or "") for comment in comments)


def test_a_second_run_beside_the_first_is_refused(course: Class) -> None:
    import fcntl

    (course.folder / ".grading").mkdir(exist_ok=True)
    with (course.folder / ".grading" / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        told = grade(course.folder)

    assert told.returncode == 1
    assert "sedang dinilai" in told.stderr
