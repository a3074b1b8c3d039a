"""What is kept of each hand-in beside its grade: under what it was graded, and what the trainer may want to see."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from workshop_kit.grading.cage import Event
from workshop_kit.grading.integrity import Finding, Handed


@dataclass(frozen=True)
class Record:
    """One hand-in.

    Attributes
    ----------
    fingerprint : str
        Of everything that its grade depended on; empty when it was not graded to the end.
    findings : list of Finding
    events : list of Event
    answers : dict
        As ``answers_of`` gives them.
    """

    fingerprint: str = ""
    findings: list[Finding] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    answers: dict[str, tuple[str, ...]] = field(default_factory=dict)


class Records:
    """The records of a course.

    Parameters
    ----------
    folder : Path
        Made when first written.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def _file(self, assignment: str, student: str) -> Path:
        return self._folder / assignment / f"{student}.json"

    def read(self, assignment: str, student: str) -> Record:
        """The record of a hand-in; an empty one where there is none."""
        try:
            kept = json.loads(self._file(assignment, student).read_text(encoding="utf-8"))
            return Record(
                kept["fingerprint"],
                [Finding(**finding) for finding in kept["findings"]],
                [Event(**event) for event in kept["events"]],
                {name: tuple(tokens) for name, tokens in kept["answers"].items()},
            )
        except (FileNotFoundError, NotADirectoryError, ValueError, KeyError, TypeError):
            return Record()

    def write(self, assignment: str, student: str, record: Record) -> None:
        """Keep a record, in place of the one before."""
        path = self._file(assignment, student)
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".baru")
        draft.write_text(json.dumps(asdict(record)), encoding="utf-8")
        draft.replace(path)

    def drop(self, assignment: str, student: str) -> None:
        """Forget a hand-in, because its grade is being replaced."""
        self._file(assignment, student).unlink(missing_ok=True)

    def handed(self) -> Iterator[Handed]:
        """All of them, for the trainer's report."""
        for path in sorted(self._folder.glob("*/*.json")):
            record = self.read(path.parent.name, path.stem)
            yield Handed(path.stem, path.parent.name, record.findings, record.events, record.answers)
