"""Quiz answers beside the notebook: never half a file, never lost, never somebody else's."""

import errno
import json
import tempfile
from pathlib import Path

import pytest

from workshop_kit.exercises.answer_file import AnswerFile, AnswersNotSaved, AnswersUnreadable


def test_an_answer_is_stored_changed_and_taken_back(tmp_path: Path) -> None:
    answers = AnswerFile(tmp_path, "m01")
    answers.write("tebak", 2)
    answers.write("urut", [1, 0])
    answers.write("tebak", 1)
    answers.write("urut", None)

    assert answers.read() == {"tebak": 1}
    assert json.loads((tmp_path / "jawaban.json").read_text()) == {"module": "m01", "answers": {"tebak": 1}}


def test_nothing_stored_yet_is_no_error(tmp_path: Path) -> None:
    assert AnswerFile(tmp_path, "m01").read() == {}


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"answers": 3}', b"\xff\xfe\x00", b"[" * 100_000, b'"' + b"x" * 2_000_000 + b'"']
)
def test_a_corrupted_file_is_said_and_set_aside_not_lost(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "jawaban.json").write_bytes(content)
    answers = AnswerFile(tmp_path, "m01")

    with pytest.raises(AnswersUnreadable, match="tidak terbaca"):
        answers.read()
    answers.write("tebak", 1)

    assert answers.read() == {"tebak": 1}
    assert (tmp_path / "jawaban.rusak-1.json").read_bytes() == content


def test_a_second_corrupted_file_does_not_overwrite_the_first(tmp_path: Path) -> None:
    answers = AnswerFile(tmp_path, "m01")
    for content in ("satu", "dua"):
        (tmp_path / "jawaban.json").write_text(content)
        answers.write("tebak", 1)

    assert (tmp_path / "jawaban.rusak-1.json").read_text() == "satu"
    assert (tmp_path / "jawaban.rusak-2.json").read_text() == "dua"


def test_answers_of_another_module_are_left_alone(tmp_path: Path) -> None:
    AnswerFile(tmp_path, "m04").write("persen", 1)

    before = (tmp_path / "jawaban.json").read_bytes()

    with pytest.raises(AnswersUnreadable, match="milik modul m04"):
        AnswerFile(tmp_path, "m01").read()
    with pytest.raises(AnswersUnreadable, match="milik modul m04"):
        AnswerFile(tmp_path, "m01").write("tebak", 1)

    assert (tmp_path / "jawaban.json").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["jawaban.json"]


def test_a_full_disk_is_said_and_keeps_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = AnswerFile(tmp_path, "m01")
    answers.write("tebak", 1)

    def full(*_arguments: object, **_named: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(tempfile, "mkstemp", full)
    with pytest.raises(AnswersNotSaved, match="penuh"):
        answers.write("tebak", 2)

    assert answers.read() == {"tebak": 1}
    assert [path.name for path in tmp_path.iterdir()] == ["jawaban.json"]
