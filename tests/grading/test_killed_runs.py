"""Runs that are killed: no hand-in is lost, no grade doubled, and the gradebook ends as if nothing had happened."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.grading.classes import OURS, Class, work

ASSIGNMENT = "m01-bisa-dan-tidak"
STUDENTS = 12

# The command, killing itself at one of the moments at which something is half done.
DYING = """
import os, signal, sys
from workshop_kit.grading import cli
cli.lighten()
moment, turn = sys.argv[1], int(sys.argv[2])
del sys.argv[1:3]
from workshop_kit.grading import run, writer, record

def deadly(owner, name):
    usual, count = getattr(owner, name), 0
    def dying(*arguments, **named):
        nonlocal count
        count += 1
        if count == turn:
            os.kill(os.getpid(), signal.SIGKILL)
        return usual(*arguments, **named)
    setattr(owner, name, dying)

deadly(*{
    "before the grades": (writer.Writer, "write"),
    "between the grades": (writer._Held, "flush"),
    "before they are kept": (writer._Held, "keep"),
    "before the folder": (run._Run, "_put_in_place"),
    "before the record": (record.Records, "write"),
}[moment])
from workshop_kit.cli import main
main()
"""
MOMENTS = ["before the grades", "between the grades", "before they are kept", "before the folder", "before the record"]


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Class:
    """A class that nobody has graded yet."""
    course = Class(tmp_path_factory.mktemp("terhenti") / "kelas")
    course.folder.mkdir()
    course.settings(OURS)
    course.release("m01")
    for number in range(STUDENTS):
        given = work("m01")
        for place, name in enumerate(given.graded()):
            if place % 3 == number % 3:
                given.answer_right(name)
            elif place % 3 == (number + 1) % 3:
                given.answer_wrong(name)
        course.hand_in(f"peserta-{number:02}", given, timestamp="2026-11-24 10:00:00.000000 UTC")
    return course


@pytest.fixture(scope="module")
def undisturbed(fresh: Class) -> dict[str, list[tuple[object, ...]]]:
    course = copy(fresh, "tenang")
    course.grade()
    return everything(course)


def copy(course: Class, name: str) -> Class:
    folder = course.folder.with_name(name)
    shutil.copytree(course.folder, folder)
    return Class(folder)


def everything(course: Class) -> dict[str, list[tuple[object, ...]]]:
    """The gradebook's hand-ins in full, without the numbers that it draws itself."""
    with sqlite3.connect(course.folder / "gradebook.db") as book:
        return {
            "hand-ins": sorted(book.execute("SELECT student_id, timestamp FROM submitted_assignment")),
            "notebooks": sorted(
                book.execute(
                    "SELECT s.student_id, n.late_submission_penalty, n.flagged FROM submitted_notebook n "
                    "JOIN submitted_assignment s ON s.id = n.assignment_id"
                )
            ),
            "grades": sorted(
                book.execute(
                    "SELECT s.student_id, c.name, g.auto_score, g.manual_score, g.needs_manual_grade FROM grade g "
                    "JOIN base_cell c ON c.id = g.cell_id JOIN submitted_notebook n ON n.id = g.notebook_id "
                    "JOIN submitted_assignment s ON s.id = n.assignment_id"
                )
            ),
            "comments": sorted(
                book.execute(
                    "SELECT s.student_id, c.name, k.auto_comment, k.manual_comment FROM comment k "
                    "JOIN base_cell c ON c.id = k.cell_id JOIN submitted_notebook n ON n.id = k.notebook_id "
                    "JOIN submitted_assignment s ON s.id = n.assignment_id"
                ),
                key=str,
            ),
            "folders": sorted((path.name,) for path in (course.folder / "autograded").iterdir()),
        }


def test_ten_runs_killed_at_random_end_with_the_same_gradebook(
    fresh: Class, undisturbed: dict[str, list[tuple[object, ...]]]
) -> None:
    draws = random.Random(6472)
    course = copy(fresh, "terbunuh")
    killed = {"main": 0, "lane": 0}
    drafts = course.folder / ".grading" / "drafts"
    for turn in range(10):
        shutil.rmtree(drafts, ignore_errors=True)  # else a run seems to be at work before it is
        process = subprocess.Popen(
            [sys.executable, "-m", "workshop_kit.cli", "grade", str(course.folder), "--again"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        # From the first hand-in at work on; how long that takes is the machine's affair.
        while process.poll() is None and not drafts.exists():
            time.sleep(0.01)
        time.sleep(draws.uniform(0, 0.6))
        victims = descendants(process.pid) if turn % 2 else [process.pid]
        if process.poll() is None and victims:
            victim = draws.choice(victims)
            try:
                os.kill(victim, signal.SIGKILL)
                killed["main" if victim == process.pid else "lane"] += 1
            except ProcessLookupError:
                pass
        if victims == [process.pid]:
            process.wait()
        else:
            time.sleep(draws.uniform(0, 0.5))
            process.kill()
            process.wait()
    course.grade()

    assert min(killed.values()) > 0
    assert everything(course) == undisturbed
    assert not list((course.folder / ".grading").glob("drafts/*"))


def test_a_cage_that_the_machine_fells_costs_nobody_a_point(
    fresh: Class, undisturbed: dict[str, list[tuple[object, ...]]]
) -> None:
    course = copy(fresh, "terjatuh")
    process = subprocess.Popen(
        [sys.executable, "-m", "workshop_kit.cli", "grade", str(course.folder)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    met: set[Path] = set()
    felled = 0
    while process.poll() is None:
        at_work = set((course.folder / ".grading" / "drafts").glob("*/*"))
        cages = [pid for pid in descendants(process.pid) if b"cage.zygote" in command_of(pid)]
        # Felled once it is the machine, felled twice it would be the hand-in: none is met again.
        if at_work and cages and felled < 4 and not at_work & met:
            os.kill(cages[felled % len(cages)], signal.SIGKILL)
            felled += 1
            met |= at_work
        time.sleep(0.2)

    assert process.returncode == 0
    assert felled
    assert everything(course) == undisturbed


def command_of(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_writer_killed_half_way_is_taken_up_again(
    fresh: Class, undisturbed: dict[str, list[tuple[object, ...]]], moment: str
) -> None:
    course = copy(fresh, moment.replace(" ", "-"))
    died = subprocess.run(
        [sys.executable, "-c", DYING, moment, "3", "grade", str(course.folder)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert died.returncode == -signal.SIGKILL, died.stderr
    course.grade()

    assert everything(course) == undisturbed


def descendants(parent: int) -> list[int]:
    """All processes below one: lanes, judges, cages."""
    children: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rsplit(")", 1)[1].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        children.setdefault(int(fields[1]), []).append(int(path.parent.name))
    found, waiting = [], [parent]
    while waiting:
        below = children.get(waiting.pop(), [])
        found += below
        waiting += below
    return found
