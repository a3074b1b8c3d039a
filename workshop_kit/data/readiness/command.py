"""``workshop data check``: check a folder, write the report, say in a few lines what it says."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn
from rich.text import Text

from workshop_kit.data.readiness.examination import Progress as Told
from workshop_kit.data.readiness.examination import check
from workshop_kit.data.readiness.masking import plain
from workshop_kit.data.readiness.page import place
from workshop_kit.data.readiness.problems import ReportNotWritable
from workshop_kit.data.readiness.report import Report
from workshop_kit.language import _, translate

_FOLDER = "laporan-kesiapan"
_COLOURS = {"ready": "green", "ready-with-notes": "yellow", "not-ready": "red"}


def run(folder: Path, key: Sequence[str], quasi: Sequence[str], k: int, to: Path | None) -> bool:
    """Check a folder and write the report.

    Returns
    -------
    bool
        Whether nothing bars the use of the data.

    Raises
    ------
    WorkshopError
        If it could not be checked, or the report not be written.
    """
    with _progress() as told:
        report = check(folder, key, quasi, k, progress=told)
    written = write(report, to or usual_folder(folder))
    _say(report, written)
    return report.verdict != "not-ready"


def usual_folder(checked: Path) -> Path:
    """Where a report goes: the current folder, or beside the checked one when that is the current one."""
    checked = checked.expanduser().resolve()
    here = Path.cwd()
    inside = here == checked or checked in here.parents
    return (checked.parent if inside else here) / _FOLDER


def write(report: Report, wanted: Path) -> list[Path]:
    """Write the report into a folder that had none: ``laporan-kesiapan``, ``laporan-kesiapan-2``, …

    Raises
    ------
    ReportNotWritable
    """
    wanted = wanted.expanduser().absolute()
    try:
        return report.write(_new(wanted))
    except OSError as problem:
        raise ReportNotWritable(wanted, problem) from problem


def _new(wanted: Path) -> Path:
    """The folder itself when it is new or empty, else the next free one beside it."""
    for number in range(1, 10_000):
        folder = wanted if number == 1 else wanted.with_name(f"{wanted.name}-{number}")
        try:
            folder.mkdir(parents=True)
        except FileExistsError:
            if not folder.is_dir() or any(folder.iterdir()):
                continue
        return folder
    raise FileExistsError(wanted)


@contextmanager
def _progress() -> Iterator[Told]:
    columns = (
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%", markup=False),
        TextColumn("{task.fields[file]}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=1.0, file="")
        yield lambda share, name: bar.update(task, completed=share, file=plain(name, 50))


def _say(report: Report, written: Sequence[Path]) -> None:
    """A few lines on the terminal; nothing in them is markup or a command to it."""
    console = Console(highlight=False, emoji=False, soft_wrap=True)

    def say(text: str, style: str = "") -> None:
        console.print(Text(text, style))

    heading = translate(_("{folder}: {kesimpulan}"), folder=report.folder, kesimpulan=report.verdict_words)
    say(heading, f"bold {_COLOURS[report.verdict]}")
    say(
        translate(
            _("{tabel} tabel; {menghalangi} temuan menghalangi, {catatan} catatan."),
            tabel=len(report.tables),
            menghalangi=report.count("blocking"),
            catatan=report.count("note"),
        )
    )
    first = report.mend_first()
    if first:
        say("\n" + translate(_("Perbaiki dahulu:")), "bold")
    for number, (one, group) in enumerate(first, start=1):
        more = translate(_(" (dan {lain} tempat lain)"), lain=len(group) - 1) if len(group) > 1 else ""
        mark = "✗" if one.severity == "blocking" else "!"
        say(f"{number}. {mark} {one.heading}: {place(one)}{more}")
        say(f"   {one.sentence}")
        say(f"   → {one.advice}")
    say("\n" + translate(_("Laporan: {berkas}"), berkas=plain(str(written[0]), 300)))
    say(translate(_("Templat metadata: {berkas}"), berkas=plain(str(written[-1]), 300)))
