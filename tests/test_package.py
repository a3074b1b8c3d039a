"""The package as it is installed: light to import, whole, and without what attendees must not have."""

import ast
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from workshop_kit.authoring.lesson import read_lesson
from workshop_kit.authoring.messages import paragraphs

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "workshop_kit"
SUBJECTS = ("exercises", "data", "privacy", "llm", "authoring", "grading", "lab")


def modules_after(code: str) -> set[str]:
    listing = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"], check=True, capture_output=True, text=True
    )
    return {name.split(".")[0] for name in listing.stdout.split()}


def test_importing_the_package_imports_nothing_heavy() -> None:
    heavy = {"pandas", "numpy", "matplotlib", "IPython", "nbgrader", "typer", "rich", "openai"}

    assert modules_after("import workshop_kit") & heavy == set()


def test_a_lesson_imports_nothing_of_the_hub_or_the_grader() -> None:
    started = 'from workshop_kit import *\nfrom workshop_kit.curriculum import load_module\nload_module("m04")'

    assert modules_after(started) & {"jupyterhub", "nbgrader", "sqlalchemy", "playwright"} == set()


def test_the_command_starts_without_what_it_may_not_need() -> None:
    assert modules_after("import workshop_kit.cli") & {"pandas", "nbgrader", "jupyterlab", "matplotlib"} == set()


def imports_of(path: Path) -> set[str]:
    """All modules of the package that a file imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return {name for name in found if name.startswith("workshop_kit")}


@pytest.mark.parametrize("subject", SUBJECTS)
def test_no_subject_reaches_up_to_the_curriculum_or_the_command(subject: str) -> None:
    for path in (PACKAGE / subject).rglob("*.py"):
        above = {name for name in imports_of(path) if name.startswith(("workshop_kit.curriculum", "workshop_kit.cli"))}
        # The judge asks the curriculum for a module's checks, by the one function that a lesson's first cell uses.
        asked = (
            {"workshop_kit.curriculum", "workshop_kit.curriculum.load_module", "workshop_kit.curriculum.module_folders"}
            if subject == "grading"
            else set()
        )
        assert above - asked == set(), path


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """A wheel built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)],
        check=True,
        capture_output=True,
    )
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def test_the_wheel_has_what_attendees_open(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())

    for path in [*(ROOT / "lessons").rglob("*.ipynb"), *(ROOT / "datasets").rglob("*.parquet")]:
        inside = path.relative_to(ROOT).as_posix()
        assert f"workshop_kit/_{inside}" in names
    assert any(name.endswith("checks.py") for name in names)
    assert "workshop_kit/locale/en.mo" in names
    assert "workshop_kit/matplotlibrc" in names
    assert "workshop_kit/exercises/quiz.js" in names


def test_the_wheel_has_no_sources_solutions_notes_or_hidden_tests(wheel: zipfile.ZipFile) -> None:
    names = wheel.namelist()

    assert [name for name in names if name.endswith("jawaban.json")] == []
    assert [name for name in names if "curriculum" in name and name.endswith(("lesson.py", ".md", ".po"))] == []
    assert [name for name in names if "solutions" in name] == []
    held = "\n".join(
        wheel.read(name).decode() for name in names if name.endswith((".py", ".ipynb")) and "authoring" not in name
    )
    assert "HIDDEN TESTS" not in held


def test_the_wheel_has_neither_the_answer_keys_of_the_tables_nor_what_makes_them(wheel: zipfile.ZipFile) -> None:
    names = wheel.namelist()

    assert any(name.endswith("_datasets/mentah/datapackage.json") for name in names)
    assert [name for name in names if "kunci" in name or "data/generate" in name] == []


def test_the_tables_load_without_what_makes_them(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    wheel.extractall(tmp_path)
    code = (
        "from workshop_kit import data\nprint(len(data.load('wilayah')), data.check(data.load('apbd'), 'apbd').empty)"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path)},
        check=True,
        capture_output=True,
        text=True,
    )

    assert shown.stdout.split() == ["59", "True"]


def test_the_wheels_catalogs_hold_no_model_answer(wheel: zipfile.ZipFile) -> None:
    catalogs = [wheel.read(name) for name in wheel.namelist() if name.endswith(".mo")]
    answers = 0
    for path in sorted((PACKAGE / "curriculum").glob("m*/lesson.py")):
        for cell in read_lesson(path).cells:
            if cell.kind == "refleksi":
                for part in paragraphs(cell.source):
                    answers += 1
                    assert not any(part.encode() in catalog for catalog in catalogs), (path, part)

    assert catalogs
    assert answers


def test_the_wheels_checks_have_no_example_answers_and_still_work(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    wheel.extractall(tmp_path)
    checks = sorted((tmp_path / "workshop_kit" / "curriculum").glob("*/checks.py"))

    assert checks
    for path in checks:
        text = path.read_text(encoding="utf-8")
        assert ".right(" not in text
        assert ".wrong(" not in text
    started = subprocess.run(
        [
            sys.executable,
            "-c",
            "from workshop_kit.curriculum import load_module\nprint(len(load_module('m04').exercises))",
        ],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path)},
        check=True,
        capture_output=True,
        text=True,
    )
    assert int(started.stdout) > 5
