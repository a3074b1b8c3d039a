"""``workshop data``: build the tables, list them."""

from pathlib import Path
from typing import Annotated

import typer

from workshop_kit.data.problems import FolderNotWritable
from workshop_kit.data.release import datasets_folder
from workshop_kit.language import _, translate

app = typer.Typer(no_args_is_help=True, help="Data lokakarya.")
_HEADS = {
    "nama": _("nama"),
    "baris": _("baris"),
    "modul": _("modul"),
    "kepekaan": _("kepekaan"),
    "isi": _("isi"),
}


@app.command()
def build(
    seed: Annotated[int, typer.Option(help="Benih; benih yang sama memberi data yang sama.")] = 6472,
    folder: Annotated[
        Path | None, typer.Option("--to", help="Folder data; tanpa ini: tempat lokakarya mencari datanya.")
    ] = None,
) -> None:
    """Buat semua tabel dari satu benih."""
    from rich.progress import Progress

    from workshop_kit.data.generate import package

    folder = folder or datasets_folder()
    with Progress() as bar:
        task = bar.add_task(translate(_("Membuat tabel")), total=package.steps())
        try:
            release = package.build(folder, seed, lambda name: bar.advance(task))
        except OSError as problem:
            raise FolderNotWritable(folder, problem) from problem
    typer.echo(translate(_("Selesai. Data ada di {folder}."), folder=release))


@app.command("list")
def list_() -> None:
    """Sebutkan tabel yang tersedia."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from workshop_kit.data.shelf import contents

    shown = Table(*(translate(head) for head in _HEADS.values()))
    for row in contents():
        shown.add_row(*(Text(str(row[column])) for column in _HEADS))
    Console().print(shown)
