"""Lessons come into the working folder, and nothing a learner did is lost."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from workshop_kit.lab.folder import FolderUnusable, ModuleUnknown, deliver, delivered_language
from workshop_kit.lab.lessons import LessonsMissing, offered

M04 = "m04-tabel-capaian/m04-tabel-capaian.ipynb"


def change(path: Path, text: str) -> None:
    notebook = json.loads(path.read_text())
    notebook["cells"][0]["source"] = text
    path.write_text(json.dumps(notebook))


def test_first_delivery_brings_everything(lessons: Path, tmp_path: Path) -> None:
    done = deliver(tmp_path / "kerja", offered("id", lessons), "id")
    assert len(done.added) == 3
    assert (tmp_path / "kerja" / M04).read_bytes() == (lessons / "id" / M04).read_bytes()


def test_second_delivery_changes_nothing(lessons: Path, tmp_path: Path) -> None:
    deliver(tmp_path / "kerja", offered("id", lessons), "id")
    done = deliver(tmp_path / "kerja", offered("id", lessons), "id")
    assert not (done.added or done.updated or done.removed or done.outdated)


def test_untouched_notebook_follows_a_newer_edition(lessons: Path, tmp_path: Path) -> None:
    deliver(tmp_path / "kerja", offered("id", lessons), "id")
    change(lessons / "id" / M04, "edisi 2")
    assert deliver(tmp_path / "kerja", offered("id", lessons), "id").updated == [M04]
    assert "edisi 2" in (tmp_path / "kerja" / M04).read_text()


def test_changed_notebook_is_kept_and_the_newer_edition_told(lessons: Path, tmp_path: Path) -> None:
    deliver(tmp_path / "kerja", offered("id", lessons), "id")
    change(tmp_path / "kerja" / M04, "jawaban saya")
    assert deliver(tmp_path / "kerja", offered("id", lessons), "id").outdated == []
    change(lessons / "id" / M04, "edisi 2")
    for _again in range(2):
        assert deliver(tmp_path / "kerja", offered("id", lessons), "id").outdated == [M04]
    assert "jawaban saya" in (tmp_path / "kerja" / M04).read_text()


def test_other_language_replaces_only_untouched_notebooks(lessons: Path, tmp_path: Path) -> None:
    deliver(tmp_path / "kerja", offered("id", lessons), "id")
    change(tmp_path / "kerja" / M04, "jawaban saya")
    done = deliver(tmp_path / "kerja", offered("en", lessons), "en")
    assert (len(done.updated), done.other_language, done.outdated) == (2, [M04], [])
    assert "jawaban saya" in (tmp_path / "kerja" / M04).read_text()


def test_fresh_module_backs_up_everything_of_the_old_one(lessons: Path, tmp_path: Path) -> None:
    kerja = tmp_path / "kerja"
    deliver(kerja, offered("id", lessons), "id")
    change(kerja / M04, "jawaban saya")
    (kerja / M04).with_name("jawaban.json").write_text("{}")
    done = deliver(kerja, offered("id", lessons), "id", fresh=["m04"], now=datetime(2026, 12, 1, 9, 30))
    [backup] = done.backups
    assert backup == kerja / "cadangan" / "m04-tabel-capaian-2026-12-01-093000"
    assert sorted(path.name for path in backup.iterdir()) == ["jawaban.json", "m04-tabel-capaian.ipynb"]
    assert "jawaban saya" in (backup / "m04-tabel-capaian.ipynb").read_text()
    assert (kerja / M04).read_bytes() == (lessons / "id" / M04).read_bytes()


def test_fresh_takes_both_tracks_or_one_folder(lessons: Path, tmp_path: Path) -> None:
    files = offered("id", lessons)
    deliver(tmp_path / "kerja", files, "id")
    assert len(deliver(tmp_path / "kerja", files, "id", ["m01"], datetime(2026, 12, 1)).backups) == 2
    assert len(deliver(tmp_path / "kerja", files, "id", ["m01-apa-itu-ai"], datetime(2026, 12, 2)).backups) == 1


def test_fresh_of_an_unknown_module_says_what_there_is(lessons: Path, tmp_path: Path) -> None:
    with pytest.raises(ModuleUnknown, match="m01, m04"):
        deliver(tmp_path / "kerja", offered("id", lessons), "id", fresh=["m99"])
    assert not (tmp_path / "kerja").exists()


def test_lesson_that_is_gone_leaves_only_when_untouched(lessons: Path, tmp_path: Path) -> None:
    kerja = tmp_path / "kerja"
    deliver(kerja, offered("id", lessons), "id")
    change(kerja / M04, "jawaban saya")
    for folder in ("m04-tabel-capaian", "m01-apa-itu-ai"):
        for path in (lessons / "id" / folder).iterdir():
            path.unlink()
    done = deliver(kerja, offered("id", lessons), "id")
    assert done.removed == ["m01-apa-itu-ai/m01-apa-itu-ai.ipynb"]
    assert (kerja / M04).is_file()
    assert not (kerja / "m01-apa-itu-ai").exists()


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"files": 3}', '{"files": {"a": 1}}', "\x00"])
def test_damaged_record_never_costs_work(lessons: Path, tmp_path: Path, damage: str) -> None:
    kerja = tmp_path / "kerja"
    deliver(kerja, offered("id", lessons), "id")
    change(kerja / M04, "jawaban saya")
    (kerja / ".workshop.json").write_text(damage)
    deliver(kerja, offered("id", lessons), "id")
    assert "jawaban saya" in (kerja / M04).read_text()
    assert json.loads((kerja / ".workshop.json").read_text())["files"]


def test_deleted_notebook_comes_back(lessons: Path, tmp_path: Path) -> None:
    deliver(tmp_path / "kerja", offered("id", lessons), "id")
    (tmp_path / "kerja" / M04).unlink()
    assert deliver(tmp_path / "kerja", offered("id", lessons), "id").added == [M04]


def test_file_in_place_of_the_folder(lessons: Path, tmp_path: Path) -> None:
    (tmp_path / "kerja").write_text("")
    with pytest.raises(FolderUnusable, match="terhalang berkas"):
        deliver(tmp_path / "kerja", offered("id", lessons), "id")


def test_no_lessons_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(LessonsMissing, match="Tidak ada pelajaran"):
        offered("en", tmp_path)


def test_language_delivered_last_is_known(lessons: Path, tmp_path: Path) -> None:
    kerja = tmp_path / "kerja"
    assert delivered_language(kerja) is None
    deliver(kerja, offered("id", lessons), "id")
    change(kerja / M04, "jawaban saya")
    deliver(kerja, offered("en", lessons), "en")
    assert delivered_language(kerja) == "en"


@pytest.mark.parametrize("damage", ["", "[]", "{}", '{"language": "fr"}', '{"language": []}', "[" * 100_000])
def test_damaged_record_names_no_language(lessons: Path, tmp_path: Path, damage: str) -> None:
    (tmp_path / ".workshop.json").write_text(damage)
    assert delivered_language(tmp_path) is None
    assert len(deliver(tmp_path, offered("id", lessons), "id").added) == 3
