"""Commands are named as they can be typed here."""

import sys
from pathlib import Path

import pytest

from workshop_kit.lab import typed as module
from workshop_kit.lab.lessons import LessonsMissing, offered
from workshop_kit.lab.server import environment
from workshop_kit.lab.typed import typed


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with its own environment, in which the reader's terminal stands."""
    root = tmp_path / "lokakarya ini"
    programs = root / ".venv" / "bin"
    programs.mkdir(parents=True)
    (programs / "workshop").write_text("#!/bin/sh\n")
    (programs / "workshop").chmod(0o755)
    monkeypatch.setattr(sys, "prefix", str(root / ".venv"))
    monkeypatch.setattr(module, "checkout", lambda: root)
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    monkeypatch.chdir(root)
    return root


def test_environment_that_is_not_switched_on(checkout: Path) -> None:
    assert typed() == ".venv/bin/workshop"
    assert typed("pip") == ".venv/bin/pip"


def test_from_another_folder_it_is_the_whole_path(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert typed() == f"'{checkout}/.venv/bin/workshop'"


def test_environment_that_is_switched_on(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{checkout}/.venv/bin:/usr/bin")
    assert typed() == "workshop"


def test_link_to_it_on_the_path(checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "workshop").symlink_to(checkout / ".venv/bin/workshop")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert typed() == "workshop"


def test_installed_package(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "checkout", lambda: None)
    assert typed() == "workshop"


def test_the_lab_tells_its_processes(checkout: Path, tmp_path: Path) -> None:
    assert environment(tmp_path, tmp_path, "id", "")["WORKSHOP_COMMAND"] == ".venv/bin/workshop"


def test_missing_lessons_name_the_build(checkout: Path, tmp_path: Path) -> None:
    with pytest.raises(LessonsMissing, match=r"jalankan \.venv/bin/workshop build dahulu"):
        offered("id", tmp_path)
