"""One run of ``workshop grade``: lanes grade side by side, this process alone writes the gradebook."""

import fcntl
import os
import select
import shutil
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat.v4
from nbgrader.api import Gradebook

from workshop_kit.errors import WorkshopError
from workshop_kit.grading.cage import Cage, Event
from workshop_kit.grading.connection import LaneGone, Message, receive, send
from workshop_kit.grading.handed_in import TIMESTAMP
from workshop_kit.grading.integrity import Finding, write_report
from workshop_kit.grading.lanes import Lane
from workshop_kit.grading.plan import Course, Plan, Task, make_plan
from workshop_kit.grading.record import Record
from workshop_kit.grading.writer import Writer, readable_timestamp
from workshop_kit.language import _, language, translate

# A hand-in that ends its lane twice is given up; once may be the machine's fault.
_TRIES = 2
_START_SECONDS = 120
_GRACE_SECONDS = 60
_LOCK_TRIES = 30


class AlreadyGrading(WorkshopError):
    """Another run is at work in this course."""


class NoLane(WorkshopError):
    """No process for grading can be started."""


@dataclass(frozen=True)
class Graded:
    """What became of one hand-in.

    Attributes
    ----------
    task : Task
    failed : str
        Why it could not be graded; empty when it was.
    notes : list of str
        Sentences for the trainer.
    """

    task: Task
    failed: str = ""
    notes: list[str] = field(default_factory=list)


@dataclass
class Outcome:
    """What a run did."""

    plan: Plan
    graded: list[Graded] = field(default_factory=list)
    report: Path | None = None

    @property
    def failures(self) -> list[Graded]:
        """Hand-ins that could not be graded."""
        return [one for one in self.graded if one.failed]


def grade_course(
    course: Course,
    wanted: list[str],
    *,
    jobs: int,
    again: bool,
    make_cage: Callable[[], Cage],
    sandboxed: bool,
    planned: Callable[[Plan], None],
    progress: Callable[[Graded], None],
) -> Outcome:
    """Grade what has changed.

    Parameters
    ----------
    course : Course
    wanted : list of str
        Modules or assignments; all when empty.
    jobs : int
        Lanes at a time.
    again : bool
        Also what has not changed.
    make_cage : callable
        Gives a cage that is not started yet.
    sandboxed : bool
        Whether it is one; if not, the gradebook says so.
    planned, progress : callable
        Told what there is to do, and each hand-in that is done.

    Raises
    ------
    AlreadyGrading, NoLane, GradebookBusy, NotReleased
    """
    with _alone(course):
        gradebook = Gradebook(course.directory.db_url, course.directory.course_id)
        try:
            mode = "sandbox" if sandboxed else "open"
            plan = make_plan(course, gradebook, wanted, again=again, mode=mode)
        finally:
            gradebook.close()
        planned(plan)
        outcome = Outcome(plan)
        if plan.tasks:
            run = _Run(course, plan, make_cage, sandboxed=sandboxed)
            for one in run.all(min(jobs, len(plan.tasks))):
                outcome.graded.append(one)
                progress(one)
        notes = [] if sandboxed else [translate(_("Dinilai tanpa sandbox."))]
        outcome.report = write_report(course.folder, course.records.handed(), language(), notes)
    return outcome


@contextmanager
def _alone(course: Course) -> Iterator[None]:
    """Hold the course for one run; what an interrupted run left half done goes."""
    course.work.mkdir(exist_ok=True)
    with (course.work / "lock").open("w") as lock:
        _lock(lock.fileno())
        _remove(course.work / "drafts")
        yield


def _lock(handle: int) -> None:
    """Take the lock; lanes of a killed run hold it for a moment longer.

    Raises
    ------
    AlreadyGrading
    """
    for _turn in range(_LOCK_TRIES):
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except OSError:
            time.sleep(0.1)
    raise AlreadyGrading(_("Kursus ini sedang dinilai oleh perintah lain. Tunggu sampai selesai, lalu ulangi."))


class _Run:
    def __init__(self, course: Course, plan: Plan, make_cage: Callable[[], Cage], *, sandboxed: bool) -> None:
        self.course = course
        self.plan = plan
        self.make_cage = make_cage
        self.sandboxed = sandboxed
        self.waiting = deque(range(len(plan.tasks)))
        self.tries = [0] * len(plan.tasks)
        # What each lane is at: a task's number, -1 while it starts, None while it has nothing; and until when it may.
        self.lanes: dict[Lane, tuple[int | None, float]] = {}
        self.failed_starts = 0

    def all(self, jobs: int) -> Iterator[Graded]:
        """Grade everything; each hand-in is told when it is written."""
        # Lanes are forked before the gradebook is open: a connection must not be shared.
        for _number in range(jobs):
            self._start_lane()
        directory = self.course.directory
        writer = Writer(directory.db_url, directory.course_id, self.course.config)
        try:
            while self.waiting or any(number is not None for number, _until in self.lanes.values()):
                for lane, message in self._heard():
                    number, _until = self.lanes[lane]
                    if message is None:
                        yield from self._lost(lane, number)
                    else:
                        self._give(lane)
                        if number is not None and number >= 0:
                            yield self._write(writer, self.plan.tasks[number], message)
        finally:
            for lane in list(self.lanes):
                lane.stop()
            writer.close()
            _remove(self.course.work / "drafts")

    def _start_lane(self) -> None:
        lane = Lane(self.make_cage(), self.plan.assignments, self.course.limits, self.course.config)
        self.lanes[lane] = (-1, time.monotonic() + _START_SECONDS)

    def _heard(self) -> Iterator[tuple[Lane, Message | None]]:
        """What lanes say; None for one that has ended or was overdue."""
        now = time.monotonic()
        wait = max(0.0, min((until for _number, until in self.lanes.values()), default=now) - now)
        ready, _none, _also_none = select.select(list(self.lanes), [], [], wait)
        for lane in ready:
            try:
                yield lane, receive(lane.connection)
            except LaneGone:
                yield lane, None
        now = time.monotonic()
        for lane, (_number, until) in list(self.lanes.items()):
            if lane not in ready and now > until:
                yield lane, None

    def _give(self, lane: Lane) -> None:
        """Give a lane its next task, if there is one."""
        if not self.waiting:
            self.lanes[lane] = (None, float("inf"))
            return
        number = self.waiting.popleft()
        task = self.plan.tasks[number]
        notebooks = len(self.plan.assignments[task.assignment].notebooks)
        until = time.monotonic() + (self.course.limits.notebook_seconds + _GRACE_SECONDS) * max(notebooks, 1)
        self.lanes[lane] = (number, until)
        message = {"assignment": task.assignment, "folder": str(task.folder), "draft": str(self._draft(task))}
        with suppress(LaneGone):  # its end is heard next
            send(lane.connection, message)

    def _lost(self, lane: Lane, number: int | None) -> Iterator[Graded]:
        """A lane has ended: its task goes back, another lane takes its place.

        Raises
        ------
        NoLane
        """
        del self.lanes[lane]
        lane.stop()
        if number == -1:
            self.failed_starts += 1
            if self.failed_starts > 2:
                raise NoLane(_("Proses penilai tidak bisa dimulai. Jalankan workshop doctor, lalu ulangi."))
        elif number is not None:
            self.tries[number] += 1
            if self.tries[number] < _TRIES:
                self.waiting.appendleft(number)
            else:
                yield Graded(
                    self.plan.tasks[number], translate(_("penilaiannya terhenti dua kali; buka buku kerjanya"))
                )
        if self.waiting:
            self._start_lane()

    def _draft(self, task: Task) -> Path:
        return self.course.work / "drafts" / task.assignment / task.student

    def _write(self, writer: Writer, task: Task, told: Message) -> Graded:
        """Write one hand-in: its grades in one transaction, then its folder in one step, then its marker."""
        notes, events, findings = list(told["notes"]), [], []
        answers: dict[str, tuple[str, ...]] = {}
        for found in told["notebooks"].values():
            notes += found["notes"]
            events += [Event(kind, detail) for kind, detail in found["events"]]
            findings += [Finding(**finding) for finding in found["findings"]]
            answers |= {name: tuple(tokens) for name, tokens in found["answers"].items()}
            if found["added"]:
                sentence = _("{n} sel yang terhapus dikembalikan: {names}")
                notes.append(translate(sentence, n=len(found["added"]), names=", ".join(found["added"])))
        notes += [translate(_("{name}.ipynb tidak ada: bernilai 0"), name=name) for name in told["missing"]]
        draft = self._draft(task)
        if not told["failed"]:
            out = draft / "out"
            timestamp = _timestamp(out)
            if not timestamp:
                (out / TIMESTAMP).unlink(missing_ok=True)
            notebooks = {name: _read(out / f"{name}.ipynb") for name in told["notebooks"]}
            self.course.records.drop(task.assignment, task.student)
            writer.write(
                task.assignment,
                task.student,
                timestamp=timestamp,
                notebooks=notebooks,
                missing=told["missing"],
                comment="" if self.sandboxed else translate(_("Dinilai tanpa sandbox.")),
            )
            self._put_in_place(task, out)
        fingerprint = "" if told["failed"] else task.fingerprint
        record = Record(fingerprint, findings, events, answers)
        self.course.records.write(task.assignment, task.student, record)
        _remove(draft)
        return Graded(task, told["failed"], notes)

    def _put_in_place(self, task: Task, out: Path) -> None:
        place = self.course.place("autograded", task.student, task.assignment)
        shared = self.course.directory.groupshared
        for folder, _folders, files in os.walk(out):
            for file in files:
                (Path(folder) / file).chmod(0o664 if shared else 0o444)
            if shared:
                Path(folder).chmod(0o2770 | Path(folder).stat().st_mode & 0o777)
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.exists():
            old = out.with_name("old")
            place.rename(old)
        out.rename(place)


def _timestamp(folder: Path) -> str:
    try:
        return readable_timestamp((folder / TIMESTAMP).read_bytes()[:100].decode("utf-8", "replace"))
    except FileNotFoundError:
        return ""


def _read(path: Path) -> Any:
    # Written by a judge a moment ago: valid, and validating is what nbformat takes longest for.
    return nbformat.v4.reads(path.read_text(encoding="utf-8"))


def _remove(folder: Path) -> None:
    """Delete a folder, also what an attendee or nbgrader made read-only in it."""
    for found, _folders, _files in os.walk(folder):
        Path(found).chmod(0o700)
    shutil.rmtree(folder, ignore_errors=True)
