"""``workshop data``: build the tables, list them."""

import itertools
from pathlib import Path
from typing import Annotated, Literal, cast

import typer

from workshop_kit.data.problems import FolderNotWritable, GeneratorAbsent, SizeUnknown
from workshop_kit.data.release import checkout, datasets_folder
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
    size: Annotated[str, typer.Option(help="full: data lokakarya; small: data kecil untuk tes.")] = "full",
    folder: Annotated[
        Path | None, typer.Option("--to", help="Folder data; tanpa ini: tempat lokakarya mencari datanya.")
    ] = None,
    keys: Annotated[
        Path | None,
        typer.Option("--keys", help="Folder kunci jawaban; tanpa ini: solutions/kunci, atau kunci di dalam --to."),
    ] = None,
) -> None:
    """Buat semua tabel dari satu benih."""
    from rich.progress import Progress

    try:
        from workshop_kit.data.generate import package
    except ModuleNotFoundError as problem:
        raise GeneratorAbsent from problem
    if size not in ("full", "small"):
        raise SizeUnknown(size)
    folder = folder or datasets_folder()
    keys = keys or _usual_keys(folder)
    with Progress() as bar:
        task = bar.add_task("", total=package.steps())
        finished = itertools.count()

        def show(name: str) -> None:
            bar.update(task, description=translate(_("Membuat tabel {nama}"), nama=name), completed=next(finished))

        try:
            package.build(folder, seed, cast(Literal["full", "small"], size), keys, show)
        except OSError as problem:
            raise FolderNotWritable(folder, problem) from problem
        bar.update(task, description=translate(_("Tabel selesai")), completed=next(finished))
    typer.echo(translate(_("Selesai. Data ada di {folder}, kunci jawaban di {kunci}."), folder=folder, kunci=keys))


def _usual_keys(folder: Path) -> Path:
    """Beside the trainers' notebooks for the workshop's own data, else inside the folder of the data."""
    root = checkout()
    return root / "solutions" / "kunci" if root and folder == root / "datasets" else folder / "kunci"


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
