"""Building: the same source gives the same bytes, learners get no solutions, English is the same code."""

import shutil
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbgrader.utils import determine_grade, is_grade, is_solution

from workshop_kit.authoring.execution import Job, run_all
from workshop_kit.authoring.regions import FADED

from .conftest import PACKAGE, SAMPLE, Checkout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    root = tmp_path_factory.mktemp("built")
    shutil.copytree(PACKAGE, root / "workshop_kit", ignore=shutil.ignore_patterns("m0*", "m1*", "__pycache__"))
    made = Checkout(root)
    shutil.copytree(SAMPLE, made.module)
    made.translate()
    outcome = made.workshop("build")
    assert outcome.returncode == 0, outcome.stderr
    return made


def notebook(made: Checkout, name: str) -> NotebookNode:
    return nbformat.read(made.root / name, as_version=4)


def code(made: Checkout, name: str) -> str:
    return "\n".join(cell.source for cell in notebook(made, name).cells)


def test_each_track_and_language_has_a_notebook_for_learners_and_one_for_trainers(built: Checkout) -> None:
    files = {
        path.relative_to(built.root).as_posix()
        for kind in ("lessons", "solutions")
        for path in (built.root / kind).rglob("*.ipynb")
    }

    assert files == {
        f"{kind}/{language}/{folder}/{folder}.ipynb"
        for kind in ("lessons", "solutions")
        for language in ("id", "en")
        for folder in ("m90-contoh", "m90-contoh-pimpinan")
    }


def test_a_rebuild_changes_no_byte_and_the_check_agrees(built: Checkout) -> None:
    again = built.workshop("build")
    check = built.workshop("build", "--check")

    assert ", 0 changed." in again.stderr
    assert check.returncode == 0, check.stderr


def test_the_check_names_every_file_that_differs_and_writes_nothing(built: Checkout) -> None:
    changed = built.root / "lessons/id/m90-contoh/m90-contoh.ipynb"
    stray = built.root / "solutions/id/m89-lama/m89-lama.ipynb"
    right = changed.read_bytes()
    changed.write_bytes(right + b"\n")
    stray.parent.mkdir()
    stray.write_text("{}")
    try:
        check = built.workshop("build", "--check")
        assert changed.read_bytes() == right + b"\n"
    finally:
        changed.write_bytes(right)
        stray.unlink()
        stray.parent.rmdir()

    assert check.returncode == 1
    assert "differs from its source: lessons/id/m90-contoh/m90-contoh.ipynb" in check.stderr
    assert "built by no module: solutions/id/m89-lama/m89-lama.ipynb" in check.stderr


def test_learners_get_neither_solutions_nor_hidden_tests_nor_outputs(built: Checkout) -> None:
    lesson = notebook(built, "lessons/id/m90-contoh/m90-contoh.ipynb")
    text = code(built, "lessons/id/m90-contoh/m90-contoh.ipynb")

    assert "(pagi + siang) / 2" not in text
    assert "assert" not in text
    assert "SOLUTION" not in text
    assert "istirahat" not in text
    assert not any(cell.get("outputs") for cell in lesson.cells)
    assert not list((built.root / "lessons").rglob("jawaban.json"))


def test_a_faded_region_leaves_its_lines_with_blanks(built: Checkout) -> None:
    cells = {cell.id: cell for cell in notebook(built, "lessons/id/m90-contoh/m90-contoh.ipynb").cells}

    assert cells["jumlah"].source == "jumlah = pagi + ____"
    assert "# TULIS JAWABAN ANDA DI SINI" in cells["rata"].source


def test_trainers_get_the_whole_code_executed_and_without_markers(built: Checkout) -> None:
    solution = notebook(built, "solutions/id/m90-contoh/m90-contoh.ipynb")
    text = code(built, "solutions/id/m90-contoh/m90-contoh.ipynb")

    assert "rata = (pagi + siang) / 2" in text
    assert "assert jumlah == 42" in text
    assert "###" not in text
    assert not any(FADED.match(row) for row in text.split("\n"))
    assert all(cell.execution_count for cell in solution.cells if cell.cell_type == "code")


def test_the_heads_notebook_hides_all_code_and_has_only_its_own_exercises(built: Checkout) -> None:
    lesson = notebook(built, "lessons/id/m90-contoh-pimpinan/m90-contoh-pimpinan.ipynb")

    assert all(cell.metadata.jupyter.source_hidden for cell in lesson.cells if cell.cell_type == "code")
    assert [exercise.name for exercise in lesson.metadata.workshop.exercises] == ["jenis"]


def test_english_differs_in_words_and_start_language_only(built: Checkout) -> None:
    text = code(built, "solutions/en/m90-contoh/m90-contoh.ipynb")

    assert 'start("m90", "en", edition=1)' in text
    assert "# Files hari ini\n# di loket 3" in text
    assert "rata = (pagi + siang) / 2" in text


def test_a_learners_own_name_check_does_not_stand_in_for_the_check(built: Checkout, tmp_path: Path) -> None:
    lesson = notebook(built, "lessons/id/m90-contoh/m90-contoh.ipynb")
    lesson.cells.insert(2, nbformat.v4.new_code_cell("def check(name):\n    pass"))
    folder = tmp_path / "m90-contoh"
    folder.mkdir()
    # The kernel imports the sample from its own checkout.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(built.root))
        run_all([Job(lesson, folder, allow_errors=True)])

    assert [determine_grade(cell)[0] for cell in lesson.cells if is_grade(cell) and not is_solution(cell)] == [0, 0, 0]


def test_cell_ids_come_from_exercise_names(built: Checkout) -> None:
    ids = [cell.id for cell in notebook(built, "lessons/id/m90-contoh/m90-contoh.ipynb").cells]

    assert {"jumlah", "cek-jumlah", "kuis-jenis", "cek-jenis", "alasan"} <= set(ids)
    assert len(ids) == len(set(ids))


def test_the_whole_course_in_this_checkout_is_as_its_sources_say() -> None:
    from typer.testing import CliRunner

    from workshop_kit.cli import app

    outcome = CliRunner().invoke(app, ["build", "--check"])

    assert outcome.exit_code == 0, outcome.output
