"""Settings come from a file and the environment, each with its sentence when it makes no sense."""

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from workshop_kit.data.release import datasets_folder
from workshop_kit.settings import SettingsError, config, settings


def write(home: Path, text: str) -> None:
    home.mkdir(parents=True, exist_ok=True)
    (home / "setelan.toml").write_text(text)


def test_defaults(home: Path) -> None:
    assert (settings().home, settings().language, settings().folder, settings().port) == (home, "id", None, None)


def test_environment_wins_over_file(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(home, 'language = "en"\nport = 9001\nfolder = "/srv/kerja"')
    monkeypatch.setenv("WORKSHOP_PORT", "9002")
    assert (settings().language, settings().port, settings().folder) == ("en", 9002, Path("/srv/kerja"))
    assert settings().sources == {"home": "environment", "language": "file", "port": "environment", "folder": "file"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("language = ", "tidak terbaca"),
        ('languag = "en"', "“languag”.*yang ada: language, folder, port, datasets"),
        ('language = "fr"', "seharusnya id atau en"),
        ("port = 70000", "angka dari 1 sampai 65535"),
        ("port = true", "angka dari 1 sampai 65535"),
        ("folder = 3", "letak sebuah folder"),
        ("datasets = 3", "letak sebuah folder"),
    ],
)
def test_nonsense_in_the_file(home: Path, text: str, says: str) -> None:
    write(home, text)
    with pytest.raises(SettingsError, match=says):
        settings()


def test_config_shows_values_and_origins(home: Path) -> None:
    write(home, "port = 9001")
    app = typer.Typer()
    app.command()(config)
    result = CliRunner().invoke(app, [], env={"COLUMNS": "200"})
    assert result.exit_code == 0
    assert "9001" in result.stdout
    assert "berkas" in result.stdout
    assert str(home / "setelan.toml") in result.stdout


def test_config_with_nonsense_is_one_sentence(home: Path) -> None:
    write(home, "port = 0")
    app = typer.Typer()
    app.command()(config)
    result = CliRunner().invoke(app, [])
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1


def test_settings_follow_a_changed_environment(home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert settings().datasets is None
    monkeypatch.setenv("WORKSHOP_DATASETS", str(tmp_path))
    assert settings().datasets == tmp_path
    assert datasets_folder() == tmp_path


def test_datasets_may_stand_in_the_file(home: Path, tmp_path: Path) -> None:
    write(home, f"datasets = '{tmp_path}'")
    assert datasets_folder() == tmp_path


def test_config_survives_a_path_that_looks_like_markup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    odd = str(tmp_path / "rv[" / "b]" / ":key:")
    monkeypatch.setenv("WORKSHOP_HOME", odd)
    monkeypatch.setenv("WORKSHOP_DATASETS", odd)
    app = typer.Typer()
    app.command()(config)
    result = CliRunner().invoke(app, [], env={"COLUMNS": "300"})
    assert result.exit_code == 0
    assert result.stdout.count(odd) == 4
