"""What the READMEs and CONTRIBUTING say is so: links lead somewhere, commands exist, the table is right."""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from workshop_kit.authoring.lesson import read_lesson
from workshop_kit.cli import app

ROOT = Path(__file__).resolve().parents[1]
PAGES = ["README.md", "README.id.md", "CONTRIBUTING.md"]


def text(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_every_link_and_picture_is_there(page: str) -> None:
    targets = re.findall(r"\]\(([^)#]+)\)", text(page))

    assert [target for target in targets if "://" not in target and not (ROOT / target).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_workshop_command_exists(page: str) -> None:
    commands = set(re.findall(r"`?(?:^|[\s`\\/])workshop ([a-z]+(?: create)?)", text(page), flags=re.MULTILINE))

    for command in commands:
        outcome = CliRunner().invoke(app, [*shlex.split(command), "--help"])
        assert outcome.exit_code == 0, command


@pytest.mark.parametrize("page", PAGES)
def test_every_make_word_exists(page: str) -> None:
    rules = set(re.findall(r"^([a-z]+):", text("Makefile"), flags=re.MULTILINE))

    assert set(re.findall(r"(?:^|`)make ([a-z]+)", text(page), flags=re.MULTILINE)) <= rules


@pytest.mark.parametrize("page", ["README.md", "README.id.md"])
def test_the_table_of_modules_is_that_of_the_lessons(page: str) -> None:
    rows = {
        row[0]: row[1:] for row in re.findall(r"^\| (m\d\d) \| (\S+)[^|]*\| (\S+)[^|]*\|", text(page), re.MULTILINE)
    }
    lessons = [read_lesson(path) for path in sorted((ROOT / "workshop_kit" / "curriculum").glob("m*/lesson.py"))]

    assert rows == {lesson.id: tuple(str(lesson.minutes.get(track, "–")) for track in ("P", "O")) for lesson in lessons}
