"""The modules: one folder each, found by their number."""

import os
import sys
from importlib import import_module
from pathlib import Path

from workshop_kit import exercises
from workshop_kit.display import shell, show_html
from workshop_kit.errors import WorkshopError
from workshop_kit.exercises import Module, session
from workshop_kit.exercises.blanks import watch_cells
from workshop_kit.exercises.feedback import box, inline
from workshop_kit.language import LANGUAGES, _, set_language, translate

FOLDER = Path(__file__).parent


class UnknownModule(WorkshopError):
    """The installed package does not have this module."""


class WrongLanguage(WorkshopError):
    """A language other than the two of the course."""


def module_folders() -> dict[str, Path]:
    """All modules by number: ``{"m01": .../m01_slug}``."""
    return {path.name.split("_")[0]: path for path in sorted(FOLDER.glob("m[0-9][0-9]_*")) if path.is_dir()}


def load_module(module: str) -> Module:
    """Import the exercises of a module.

    Raises
    ------
    UnknownModule
        With the modules there are.
    """
    folders = module_folders()
    if not isinstance(module, str) or module not in folders:
        raise UnknownModule(
            _("Modul {module} tidak ada di paket ini. Yang ada: {known}. Perbarui paket atau buka modul lain."),
            module=module if isinstance(module, str) else type(module).__name__,
            known=", ".join(folders),
        )
    loaded: Module = import_module(f"{__name__}.{folders[module].name}.checks").module
    return loaded


def start(module: str = "", language: str = "id", edition: int = 0) -> None:
    """Open a lesson: the first code cell of every notebook.

    Parameters
    ----------
    module : str
        Such as ``m04``.
    language : str
        ``id`` or ``en``.
    edition : int
        The edition of the module that the notebook was built for.

    Raises
    ------
    UnknownModule, WrongLanguage
        Shown as one sentence.
    """
    if not isinstance(language, str) or language not in LANGUAGES:
        raise WrongLanguage(_('Bahasa {language} tidak ada. Tulis "id" atau "en".'), language=language)
    set_language(language)
    loaded = load_module(module)
    exercises.begin(loaded)
    _prepare_notebook()
    notes = session.folder_notes(Path.cwd(), module)
    if edition != loaded.edition:
        notes.append(
            _(
                "Buku kerja ini edisi lama atau dari paket lain, jadi beberapa latihan mungkin tidak cocok. Jawaban "
                "Anda aman; ambil edisi yang cocok dari halaman Mulai."
            )
        )
    _greet(module, notes)


def _prepare_notebook() -> None:
    if (running := shell()) is not None:
        watch_cells(running)
    # Read by matplotlib when it is first imported, so that starting a lesson does not have to import it.
    style = str(FOLDER.parent / "matplotlibrc")
    os.environ["MATPLOTLIBRC"] = style
    if "matplotlib" in sys.modules:
        sys.modules["matplotlib"].rc_file(style)


def _greet(module: str, notes: list[str]) -> None:
    ready = translate(
        _("Buku kerja {module} siap. Semua data di sini buatan, dan semua sel berjalan tanpa internet."), module=module
    )
    content = inline(ready)
    beware = inline(translate(_("Perhatikan:")))
    for note in notes:
        sentence = inline(translate(note))
        content += f"<p style='margin:6px 0 0'><strong>{beware}</strong> {sentence}</p>"
    show_html(box("note", content), ready)
