"""``workshop data list`` in both languages."""

import pytest
from typer.testing import CliRunner

from workshop_kit.cli import app


@pytest.mark.parametrize(
    ("language", "heads"),
    [
        ("id", ["nama", "baris", "modul", "kepekaan"]),
        ("en", ["name", "rows", "modules", "sensitivity"]),
    ],
)
def test_heads_of_the_list(monkeypatch: pytest.MonkeyPatch, language: str, heads: list[str]) -> None:
    monkeypatch.setenv("WORKSHOP_LANGUAGE", language)
    shown = CliRunner().invoke(app, ["data", "list"], env={"COLUMNS": "300"}).stdout.splitlines()[0]
    assert shown.split() == heads
