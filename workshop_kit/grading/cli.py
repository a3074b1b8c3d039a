"""``workshop course``."""

from pathlib import Path
from typing import Annotated

import typer

from workshop_kit.language import _, translate

course = typer.Typer(no_args_is_help=True, help="Kursus untuk dinilai dengan nbgrader.")
_ROOT = Path(__file__).resolve().parents[2]


@course.callback()
def _group() -> None:
    """Kursus untuk dinilai dengan nbgrader."""


@course.command()
def create(
    folder: Annotated[Path, typer.Argument(help="Folder baru untuk kursus.")],
    language: Annotated[str, typer.Option(help="Bahasa buku kerja: id atau en.")] = "id",
) -> None:
    """Buat folder kursus: setelan, buku nilai, sumber, dan rilis semua modul."""
    from rich.console import Console

    from workshop_kit.authoring.build import Workplace
    from workshop_kit.authoring.lesson import LessonError
    from workshop_kit.errors import WorkshopError
    from workshop_kit.grading.course import create_course
    from workshop_kit.settings import choose_language

    console = Console(stderr=True, highlight=False, soft_wrap=True)
    try:
        chosen = choose_language(language)
        with console.status("") as status:
            made = create_course(folder, Workplace(_ROOT), chosen, status.update)
    except (WorkshopError, LessonError) as error:
        console.print(str(error), style="red", markup=False)
        raise typer.Exit(1) from error
    console.print(translate(_("Kursus siap di {folder}: {assignments}."), folder=folder, assignments=", ".join(made)))
    console.print(translate(_("Berikutnya: cd {folder}, lalu nbgrader release_assignment NAMA."), folder=folder))
