"""Where a notebook may lie, and what its learner is told."""

import subprocess
import sys
from pathlib import Path

from workshop_kit.exercises.session import folder_notes

ANSWER = """
from workshop_kit.exercises.answer_file import AnswerFile, AnswersNotSaved
from workshop_kit.exercises.session import folder_notes
from workshop_kit.language import translate
from pathlib import Path
print(*map(translate, folder_notes(Path.cwd(), "m04")))
try:
    AnswerFile(Path.cwd(), "m04").write("urutan", [1, 0])
except AnswersNotSaved as error:
    print(error)
"""


def test_a_modules_own_folder_needs_no_words(tmp_path: Path) -> None:
    (tmp_path / "m04-tabel-capaian").mkdir()

    assert folder_notes(tmp_path / "m04-tabel-capaian", "m04") == []


def test_a_read_only_folder_is_said_and_loses_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "m04-tabel-capaian"
    folder.mkdir()
    (folder / "jawaban.json").write_text('{"module": "m04", "answers": {"urutan": [0, 1]}}')
    before = (folder / "jawaban.json").read_bytes()
    read_only = ["bwrap", "--bind", "/", "/", "--dev", "/dev", "--ro-bind", str(folder), str(folder)]

    said = subprocess.run(
        [*read_only, "--chdir", str(folder), sys.executable, "-c", ANSWER], capture_output=True, text=True, check=True
    ).stdout

    assert "hanya bisa dibaca" in said
    assert "belum tersimpan" in said
    assert (folder / "jawaban.json").read_bytes() == before
    assert [path.name for path in folder.iterdir()] == ["jawaban.json"]
