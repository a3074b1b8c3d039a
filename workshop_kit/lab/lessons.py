"""Where the built lessons lie: in the checkout, or in the installed package."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from workshop_kit.errors import WorkshopError
from workshop_kit.language import Language, _

_PACKAGE = Path(__file__).resolve().parents[1]


class LessonsMissing(WorkshopError):
    """There is nothing to learn from."""


@dataclass(frozen=True)
class Offered:
    """One file of a lesson.

    Attributes
    ----------
    name : str
        Its place in the working folder, with ``/``: ``m04-tabel-capaian/m04-tabel-capaian.ipynb``.
    path : Path
        Where the original lies.
    """

    name: str
    path: Path

    @property
    def folder(self) -> str:
        """The module's folder."""
        return self.name.partition("/")[0]


def checkout() -> Path | None:
    """The checkout this package runs from, or None when it is installed."""
    root = _PACKAGE.parent
    return root if (root / "pyproject.toml").is_file() and (root / "Makefile").is_file() else None


def offered(language: Language, source: Path | None = None) -> list[Offered]:
    """The files of all lessons in one language, in order of name.

    Parameters
    ----------
    language : {"id", "en"}
    source : Path, optional
        A folder with ``id`` and ``en``; else the checkout's or the package's own.

    Raises
    ------
    LessonsMissing
        When there are none.
    """
    root = checkout()
    source = source or (root / "lessons" if root else _PACKAGE / "_lessons")
    found = sorted(_files(source / language), key=lambda file: file.name)
    if not any(file.name.endswith(".ipynb") for file in found):
        place = source / language
        if not root:
            raise LessonsMissing(_("Tidak ada pelajaran di {place}: pasang ulang paket workshop-kit."), place=place)
        # That file asks this one for the checkout.
        from workshop_kit.lab.typed import typed

        raise LessonsMissing(
            _("Tidak ada pelajaran di {place}: jalankan {command} build dahulu."), place=place, command=typed()
        )
    return found


def _files(folder: Path) -> Iterator[Offered]:
    for path in folder.glob("m*/**/*"):
        parts = path.relative_to(folder).parts
        if path.is_file() and not any(part.startswith((".", "__")) for part in parts):
            yield Offered("/".join(parts), path)
