"""The reader's settings: read once from a file and the environment, shown by ``workshop config``."""

import os
import tomllib
from dataclasses import dataclass, field, fields
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import platformdirs

from workshop_kit.errors import WorkshopError
from workshop_kit.language import LANGUAGES, Language, _, set_language, translate

Source = Literal["default", "file", "environment"]
_FILE = "setelan.toml"


class SettingsError(WorkshopError):
    """The settings cannot be understood."""


@dataclass(frozen=True)
class Settings:
    """What the reader may decide.

    Attributes
    ----------
    home : Path
        Where progress and settings are kept: ``WORKSHOP_HOME``, else the system's place for a user's data.
    language : {"id", "en"}
        ``WORKSHOP_LANGUAGE``, else ``language`` in the file, else Indonesian.
    folder : Path or None
        The working folder of ``workshop lab``: ``WORKSHOP_FOLDER``, else ``folder`` in the file.
    port : int or None
        The port of ``workshop lab``: ``WORKSHOP_PORT``, else ``port`` in the file; none takes a free one.
    datasets : Path or None
        Where the tables lie: ``WORKSHOP_DATASETS``, else ``datasets`` in the file; none takes the workshop's own.
    sources : dict
        Where each value comes from.
    """

    home: Path
    language: Language = "id"
    folder: Path | None = None
    port: int | None = None
    datasets: Path | None = None
    sources: dict[str, Source] = field(default_factory=dict, compare=False, repr=False)

    @property
    def file(self) -> Path:
        """The settings file; it need not exist."""
        return self.home / _FILE


def settings() -> Settings:
    """The settings of this process, read at the first call and again when the environment has changed.

    Raises
    ------
    SettingsError
        For a file that is not TOML, an unknown name, or a value that means nothing.
    """
    return _settings(tuple((name, value) for name, value in os.environ.items() if name.startswith("WORKSHOP_")))


@lru_cache(maxsize=1)
def _settings(variables: tuple[tuple[str, str], ...]) -> Settings:
    environment = dict(variables)
    home = Path(environment.get("WORKSHOP_HOME") or platformdirs.user_data_path("samarinda-ai", appauthor=False))
    home = home.expanduser().absolute()
    sources: dict[str, Source] = {"home": "environment" if environment.get("WORKSHOP_HOME") else "default"}
    values: dict[str, Any] = {}
    for name, value in _read(home / _FILE).items():
        values[name], sources[name] = (
            _understand(name, value, str(home / _FILE)),
            "file",
        )
    for name in _names():
        variable = f"WORKSHOP_{name.upper()}"
        if environment.get(variable):
            values[name], sources[name] = (
                _understand(name, environment[variable], variable),
                "environment",
            )
    return Settings(home, **values, sources=sources)


def _names() -> list[str]:
    return [entry.name for entry in fields(Settings) if entry.name not in ("home", "sources")]


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(
            _("Berkas setelan {path} tidak terbaca ({reason}); perbaiki atau hapus berkas itu."),
            path=path,
            reason=error,
        ) from error


def _understand(name: str, value: Any, place: str) -> Any:
    """Turn a written value into the setting's type."""
    if name not in _names():
        raise SettingsError(
            _("Setelan “{name}” di {place} tidak dikenal; yang ada: {known}."),
            name=name,
            place=place,
            known=", ".join(_names()),
        )
    if name == "language" and value in LANGUAGES:
        return value
    if name in ("folder", "datasets") and isinstance(value, str) and value:
        return Path(value).expanduser().absolute()
    if name == "port" and str(value).isdecimal() and 1 <= int(value) <= 65535:
        return int(value)
    wanted = {
        "language": _("id atau en"),
        "folder": _("letak sebuah folder"),
        "datasets": _("letak sebuah folder"),
        "port": _("angka dari 1 sampai 65535"),
    }
    raise SettingsError(
        _("Setelan “{name}” di {place} berisi “{value}”; seharusnya {wanted}."),
        name=name,
        place=place,
        value=value,
        wanted=translate(wanted[name]),
    )


def choose_language(wanted: str | None) -> Language:
    """Set the reader's language from an option, else from the settings.

    Raises
    ------
    SettingsError
        For another language than Indonesian and English.
    """
    if wanted is not None and wanted not in LANGUAGES:
        raise SettingsError(_("Bahasa “{wanted}” belum ada; pilih id atau en."), wanted=wanted)
    chosen = wanted if wanted is not None else settings().language
    set_language(chosen)
    return chosen


def config(language: str | None = None) -> None:
    """Tampilkan setelan dan asalnya."""
    # Imported here, because every lesson imports this file and must start at once.
    import typer
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from workshop_kit.llm.overview import rows
    from workshop_kit.llm.settings import llm_settings, settings_file

    console = Console(highlight=False, emoji=False)
    try:
        choose_language(language)
        found = settings()
        of_models = list(rows(llm_settings()))
    except WorkshopError as error:
        Console(stderr=True, highlight=False, soft_wrap=True, emoji=False).print(str(error), style="red", markup=False)
        raise typer.Exit(1) from error
    origins = {
        "default": _("bawaan"),
        "file": _("berkas"),
        "environment": _("lingkungan"),
    }
    table = Table(translate(_("Setelan")), translate(_("Isi")), translate(_("Asal")))
    for name in ["home", *_names()]:
        value = getattr(found, name)
        table.add_row(
            name,
            # A path may look like markup.
            Text("-" if value is None else str(value)),
            translate(origins[found.sources.get(name, "default")]),
        )
    console.print(table)
    console.print(
        translate(_('Ubah di {path}, misalnya: language = "en"'), path=found.file),
        markup=False,
        soft_wrap=True,
    )
    table = Table(translate(_("Setelan model bahasa")), translate(_("Isi")), translate(_("Asal")))
    for name, said, source in of_models:
        table.add_row(name, Text(said), translate(origins[source]))
    console.print(table)
    console.print(
        translate(_('Ubah di {path}, misalnya: engine = "rekaman"'), path=settings_file()), markup=False, soft_wrap=True
    )
