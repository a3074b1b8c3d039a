"""One kind of hostile hand-in: what it tries, how its success is seen, and what it does under stock nbgrader."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from tests.security.handin import HandIn
from tests.security.scene import ASSIGNMENT, RIGHT, Scene

Make = Callable[[HandIn], None]


@dataclass(frozen=True)
class Traces:
    """What is left after the class was graded, as far as one hand-in is concerned.

    Attributes
    ----------
    points : dict of str to float, or None
        Of the checks, by exercise; None when the submission could not be graded.
    outputs : str
        All outputs of its graded notebook.
    feedback : str
        Its feedback page.
    loot : str
        What it wrote into the folder outside.
    heard : str
        What it sent to somebody who listened.
    class_points : mapping
        Points of everybody, by name.
    log : str
        What the grading command said.
    waited : bool
        Whether the grading command waited for ever on a pipe of this hand-in, until it was let go.
    """

    name: str
    scene: Scene
    points: dict[str, float] | None
    outputs: str
    feedback: str
    loot: str
    heard: str
    class_points: Mapping[str, dict[str, float] | None]
    log: str
    waited: bool = False

    @property
    def carried_out(self) -> str:
        """Everything an attendee or somebody outside could read."""
        return self.outputs + self.loot + self.heard


Seen = Callable[[Traces], bool]


@dataclass(frozen=True)
class Attack:
    """A kind of hostile hand-in.

    Attributes
    ----------
    name : str
        Also the name under which it is handed in.
    tries : str
        In a sentence.
    make : callable
        Turns a released notebook into the hostile one.
    seen : callable
        Whether it had success.
    stock : bool
        Whether it has success under stock nbgrader.
    together : bool
        Whether it can share a hand-in with others where only stock nbgrader grades it: it is seen by its own traces and
        leaves the kernel as it was. Starting a kernel for each would take most of the time.
    earns : dict
        Points that it deserves for honest answers beside the attack; 0 for all others.
    """

    name: str
    tries: str
    make: Make
    seen: Seen
    stock: bool
    together: bool = False
    earns: dict[str, float] = field(default_factory=dict)


COLLECTION: list[Attack] = []


def attack(
    name: str,
    tries: str,
    *,
    seen: Seen,
    stock: bool = True,
    together: bool = False,
    earns: dict[str, float] | None = None,
) -> Callable[[Make], Make]:
    """Add a kind to the collection; decorates what makes its hand-in."""

    def add(make: Make) -> Make:
        if any(known.name == name for known in COLLECTION):
            raise ValueError(f"{name!r} is there twice")
        COLLECTION.append(Attack(name, tries, make, seen, stock, together, earns or {}))
        return make

    return add


def gained(traces: Traces) -> bool:
    """Points for something that was not answered."""
    return bool(traces.points and sum(traces.points.values()) > 0)


def went_through(traces: Traces) -> bool:
    """The hostile code said so itself."""
    return f"TEMBUS {traces.name}" in traces.carried_out


def leaked(mark: str) -> Seen:
    """A mark is where the attendee, or somebody outside, can read it."""
    return lambda traces: mark in traces.carried_out


def called_home(traces: Traces) -> bool:
    """The listener heard from it."""
    return traces.name in traces.heard


def left(place: Callable[[Scene], Path]) -> Seen:
    """Something lies outside the hand-in that was not there."""
    return lambda traces: place(traces.scene).exists()


def changed(place: Callable[[Scene], Path], mark: str) -> Seen:
    """A file of others holds the attacker's mark."""

    def look(traces: Traces) -> bool:
        path = place(traces.scene)
        return path.exists() and mark in path.read_text(encoding="utf-8", errors="replace")

    return look


def ungraded(traces: Traces) -> bool:
    """The submission hangs in the gradebook, and nobody is told in a line why."""
    told = f"Tidak dapat dinilai: {ASSIGNMENT}, {traces.name}: "
    return traces.points is None and told not in traces.log


def waits_for_ever(traces: Traces) -> bool:
    """Whoever grades waits for it, and for the class behind it."""
    return traces.waited


def class_disturbed(traces: Traces) -> bool:
    """Somebody honest is not graded."""
    return any(traces.class_points.get(student) is None for student in RIGHT)


class _Script(HTMLParser):
    """Finds what a browser would run or fetch by itself, and that carries the attacker's name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.found = False
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag in ("script", "style")
        for key, value in attrs:
            active = key.startswith("on") or (value or "").strip().lower().startswith("javascript:") or key == "srcdoc"
            active = active or (tag == "link" and key == "href")
            if active and self.name in (value or ""):
                self.found = True

    def handle_data(self, data: str) -> None:
        if self._inside and self.name in data:
            self.found = True

    def handle_endtag(self, tag: str) -> None:
        self._inside = False


def runs_script(traces: Traces) -> bool:
    """The feedback page runs something of the attacker's in the browser of whoever opens it."""
    parser = _Script(traces.name)
    # Floods of other kinds on the same page take long to parse.
    parser.feed(re.sub(r"(.)\1{1000,}", "", traces.feedback))
    return parser.found
