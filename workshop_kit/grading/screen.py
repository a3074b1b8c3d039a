"""What the trainer sees of a run: a bar with an estimate, and a line for whatever needs a look."""

import os
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from workshop_kit.grading.cage import new_cage
from workshop_kit.grading.plan import Plan, open_course
from workshop_kit.grading.run import Graded, Outcome, grade_course
from workshop_kit.language import _, translate


def grade_on_screen(folder: Path, modules: list[str], *, jobs: int | None, again: bool, sandboxed: bool) -> Outcome:
    """Grade a course and tell how it goes.

    Parameters
    ----------
    folder : Path
        The course folder.
    modules : list of str
        All when empty.
    jobs : int or None
        As many as there are processors when None.
    again : bool
        Also what has not changed.
    sandboxed : bool

    Raises
    ------
    WorkshopError
        When the course cannot be graded at all.
    """
    console = Console(stderr=True, highlight=False, soft_wrap=True, emoji=False)
    course = open_course(folder)
    make_cage = new_cage(course.limits, sandboxed=sandboxed)
    # Drawn by hand after every hand-in: a drawing thread would not survive the forks.
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn(translate(_("sisa kira-kira"))),
        TimeRemainingColumn(),
        console=console,
        auto_refresh=False,
        disable=not console.is_terminal,
    )
    row = bar.add_task(translate(_("Menilai")), total=None)

    def planned(plan: Plan) -> None:
        if plan.unchanged:
            say(console, translate(_("{n} serahan tidak berubah sejak dinilai."), n=plan.unchanged))
        if not sandboxed:
            say(console, translate(_("Tanpa sandbox: kode peserta berjalan dengan hak Anda.")), "yellow")
        bar.update(row, total=len(plan.tasks))
        bar.refresh()

    def progress(one: Graded) -> None:
        if one.failed:
            line = translate(_("Tidak dapat dinilai: {label}: {reason}"), label=one.task.label, reason=one.failed)
            say(bar.console, line, "red")
        bar.advance(row)
        bar.refresh()

    with bar:
        outcome = grade_course(
            course,
            modules,
            jobs=jobs or os.cpu_count() or 1,
            again=again,
            make_cage=make_cage,
            sandboxed=sandboxed,
            planned=planned,
            progress=progress,
        )
    for one in outcome.graded:
        for note in [] if one.failed else one.notes:
            say(console, f"{one.task.label}: {note}", "dim")
    done = len(outcome.graded) - len(outcome.failures)
    sentence = _("{done} serahan dinilai, {failed} tidak dapat dinilai.")
    say(console, translate(sentence, done=done, failed=len(outcome.failures)))
    say(console, translate(_("Laporan untuk pelatih: {path}"), path=outcome.report))
    return outcome


def say(console: Console, line: str, style: str = "") -> None:
    """One line; an attendee's file name in it is neither markup nor a command to the terminal."""
    console.print("".join(sign if sign.isprintable() else "�" for sign in line), style=style, markup=False)
