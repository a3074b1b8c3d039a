"""Where a notebook may lie, and what its learner is told."""

import os
from pathlib import Path

import pytest

from workshop_kit.exercises.session import folder_notes
from workshop_kit.language import translate


def test_a_modules_own_folder_needs_no_words(tmp_path: Path) -> None:
    (tmp_path / "m04-tabel-capaian").mkdir()

    assert folder_notes(tmp_path / "m04-tabel-capaian", "m04") == []


def test_a_read_only_folder_is_said_before_work_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "m04-tabel-capaian"
    folder.mkdir()
    monkeypatch.setattr(os, "access", lambda *_arguments: False)

    (note,) = folder_notes(folder, "m04")

    assert "hanya bisa dibaca" in translate(note)
