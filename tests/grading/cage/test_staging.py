"""What of the kit is staged, and what of its checks is left."""

from pathlib import Path

import pytest

from workshop_kit.grading.cage.staging import stage, without_checks

CHECKS = '''
"""Checks of m99."""
import numpy as np
from workshop_kit.exercises import Module, Option, Wrong

module = Module("m99", edition=1)
RIGHT = 42
SHOWN = [1, 0]

def _helper(value):
    return _deeper(value) == RIGHT

def _deeper(value):
    return np.floor(value)

@module.code("dua", title="Dua", answers=["x"], hints=["a"])
def dua(x: "float") -> None:
    """The answer is 42."""
    if not _helper(x):
        raise Wrong("keliru 42")

kuis = module.ordering("urut", title="Urut", question="?", steps=["a", "b"], shown=SHOWN)

# --- contoh jawaban ---
dua.wrong("lain", "x = 1", says="keliru")
'''


@pytest.fixture(scope="module")
def staged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stage(tmp_path_factory.mktemp("perangkat"))


def test_a_check_is_a_name_only_and_what_only_it_needed_is_gone() -> None:
    left = without_checks(CHECKS)

    for known in ("42", "_helper", "_deeper", "floor", "keliru", "lain", "float"):
        assert known not in left
    assert "SHOWN = [1, 0]" in left


def test_the_exercises_are_all_there_and_a_check_says_where_it_is_done() -> None:
    names: dict[str, object] = {}
    exec(without_checks(CHECKS), names)
    module = names["module"]

    assert list(module.exercises) == ["dua", "urut"]  # type: ignore[attr-defined]
    verdict = module["dua"].judge({"x": 42}, {})  # type: ignore[index]
    assert verdict.state == "missing"
    assert "sel pemeriksaan" in verdict.sentence


def test_nothing_for_authors_trainers_and_graders_is_staged(staged: Path) -> None:
    package = staged / "kit" / "workshop_kit"
    names = {path.relative_to(package).as_posix() for path in package.rglob("*") if path.is_file()}

    assert not [name for name in names if name.endswith(("lesson.py", ".md", ".po")) or "generate/" in name]
    assert not [name for name in names if name.startswith(("authoring/", "lab/", "hub/"))]
    grading = {name for name in names if name.startswith("grading/") and "__pycache__" not in name}
    assert {name.split("/")[1] for name in grading} == {"__init__.py", "cage", "cells.py", "limits.py", "values"}
    assert "grading/cage/visit.py" not in names
    assert {"exercises/quiz.js", "matplotlibrc", "locale/en.mo", "data/shelf.py"} <= names


def test_every_module_is_staged_with_its_exercises(staged: Path) -> None:
    kit = Path(__file__).resolve().parents[3] / "workshop_kit" / "curriculum"
    modules = {path.parent.name for path in kit.glob("m*/checks.py")}

    assert {path.parent.name for path in (staged / "kit").rglob("checks.py")} == modules
