"""``workshop data``: build the tables, list them."""

import itertools
import shutil
import textwrap
from pathlib import Path
from typing import Annotated, Literal, cast

import typer

from workshop_kit.data.problems import FolderNotWritable, GeneratorAbsent, SeedUnusable, SizeUnknown
from workshop_kit.data.release import checkout, datasets_folder
from workshop_kit.errors import WorkshopError
from workshop_kit.language import _, translate

app = typer.Typer(no_args_is_help=True, help="Data lokakarya.")
_HEADS = {"nama": _("nama"), "baris": _("baris"), "modul": _("modul"), "kepekaan": _("kepekaan")}


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
    if seed < 0:
        raise SeedUnusable(seed)
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


@app.command()
def check(
    folder: Annotated[Path, typer.Argument(help="Folder (atau satu berkas) CSV, XLSX, Parquet milik Anda.")],
    key: Annotated[str, typer.Option(help="Kolom kunci, dipisah koma; tanpa ini dicari sendiri.")] = "",
    quasi: Annotated[
        str, typer.Option(help="Kolom yang bersama-sama dapat mengenali orang, misalnya kecamatan,umur.")
    ] = "",
    k: Annotated[int, typer.Option("--k", help="Kelompok terkecil yang dianggap aman.")] = 5,
    to: Annotated[
        Path | None, typer.Option(help="Folder laporan; tanpa ini: laporan-kesiapan di sini.", show_default=False)
    ] = None,
    language: Annotated[str | None, typer.Option(help="id | en", show_default=False)] = None,
) -> None:
    """Periksa apakah data Anda siap dipakai, dan apa yang perlu diperbaiki dahulu.

    Selesai dengan 0 bila tidak ada yang menghalangi, 1 bila ada, 2 bila tidak dapat diperiksa.
    """
    from workshop_kit.settings import choose_language

    try:
        choose_language(language)
        from workshop_kit.data.readiness.command import run

        ready = run(folder, _names(key), _names(quasi), k, to)
    except WorkshopError as problem:
        typer.echo(str(problem), err=True)
        raise typer.Exit(2) from problem
    if not ready:
        raise typer.Exit(1)


def _names(given: str) -> list[str]:
    return [name.strip() for name in given.split(",") if name.strip()]


@app.command("list")
def list_() -> None:
    """Sebutkan tabel yang tersedia."""
    from workshop_kit.data.shelf import contents

    tables = contents()
    lines = [[translate(head) for head in _HEADS.values()]]
    lines += [[str(table[column]) for column in _HEADS] for table in tables]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    shown = ["  ".join(map(str.ljust, line, widths)).rstrip() for line in lines]
    typer.echo(shown[0])
    # What a table is about needs a line of its own: beside the rest it would stand in a narrow column.
    for line, table in zip(shown[1:], tables, strict=True):
        typer.echo(line)
        typer.echo(textwrap.fill(table["isi"], _terminal(), initial_indent="    ", subsequent_indent="    "))


def _terminal() -> int:
    return shutil.get_terminal_size().columns
