"""Stand-in lessons, and settings of their own for every test."""

import shutil
from pathlib import Path

import pytest

from workshop_kit import language as language_module

# Learners' notebooks to copy about, not notebooks to test.
collect_ignore_glob = ["sample/*"]

SAMPLE = Path(__file__).parent / "sample"


@pytest.fixture
def lessons(tmp_path: Path) -> Path:
    """A copy of the stand-in lessons that a test may change."""
    return shutil.copytree(SAMPLE, tmp_path / "lessons")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The learner's data folder; language and settings are read anew."""
    for name in ("LANGUAGE", "FOLDER", "PORT", "DATASETS", "COMMAND"):
        monkeypatch.delenv(f"WORKSHOP_{name}", raising=False)
    monkeypatch.setenv("WORKSHOP_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(language_module, "_current", None)
    return tmp_path / "home"
