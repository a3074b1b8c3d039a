"""``workshop course`` and ``workshop grade``."""

import os
import sys
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


def grade(
    folder: Annotated[Path, typer.Argument(help="Folder kursus.", metavar="KURSUS")],
    modules: Annotated[
        list[str] | None, typer.Argument(help="Modul, misalnya m04; semua bila tidak disebut.", show_default=False)
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(min=1, help="Berapa yang dinilai bersamaan.", show_default="banyaknya prosesor")
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="Nilai juga yang tidak berubah.")] = False,
    without_sandbox: Annotated[
        bool, typer.Option("--without-sandbox", help="Jalankan kode peserta tanpa sandbox, atas tanggungan Anda.")
    ] = False,
    language: Annotated[str | None, typer.Option(help="id | en", show_default=False)] = None,
) -> None:
    """Nilai semua serahan yang baru atau berubah; keluar dengan 3 bila ada yang tidak dapat dinilai."""
    lighten()
    from workshop_kit.grading.screen import grade_on_screen
    from workshop_kit.settings import choose_language

    choose_language(language)
    outcome = grade_on_screen(folder, modules or [], jobs=jobs, again=again, sandboxed=not without_sandbox)
    if outcome.failures:
        raise typer.Exit(3)


def lighten() -> None:
    """Leave out what grading does not need, before anything imports it."""
    # Threads made at import would be lost in every fork.
    os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"
    os.environ["JE_ARROW_MALLOC_CONF"] = "background_thread:false"
    os.environ["MPLBACKEND"] = "agg"
    # jsonschema builds a grammar of addresses at import, for three seconds and a format that nobody asks for.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    sys.modules.setdefault("debugpy", None)  # type: ignore[arg-type]
