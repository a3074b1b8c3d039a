"""The modules in a working folder, as their notebooks describe themselves, and how far the learner is."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from workshop_kit.exercises.progress_store import ProgressStore

Track = Literal["P", "O"]
# A week without sleep: beyond this it is a slip of the pen.
_MINUTES = 10_000


@dataclass(frozen=True)
class Exercise:
    """One graded exercise of a notebook, and whether it was solved."""

    name: str
    title: str
    solved: bool


@dataclass(frozen=True)
class ModuleCard:
    """What the start page shows of one notebook.

    Attributes
    ----------
    path : str
        The notebook, seen from the working folder, with ``/``.
    minutes : int
        Meant for the whole module.
    """

    path: str
    module: str
    track: Track
    title: str
    minutes: int
    objectives: tuple[str, ...]
    exercises: tuple[Exercise, ...]

    @property
    def total(self) -> int:
        """Number of exercises."""
        return len(self.exercises)

    @property
    def solved(self) -> int:
        """Number of exercises solved."""
        return sum(exercise.solved for exercise in self.exercises)

    @property
    def finished(self) -> bool:
        """Whether every exercise is solved."""
        return self.total > 0 and self.solved == self.total

    @property
    def minutes_left(self) -> int:
        """The unsolved share of the minutes, in fives."""
        share = 1 - self.solved / self.total if self.total else 1.0
        return math.ceil(self.minutes * share / 5) * 5


@dataclass(frozen=True)
class Shelf:
    """All modules of a working folder, and the notebooks that could not be read."""

    cards: tuple[ModuleCard, ...]
    unreadable: tuple[str, ...]

    def of(self, track: Track) -> list[ModuleCard]:
        """The modules of one track, in order."""
        return [card for card in self.cards if card.track == track]


def shelf(folder: Path, progress: ProgressStore) -> Shelf:
    """Read ``folder/*/*.ipynb``. Other people's notebooks are left out, damaged ones are named."""
    cards, unreadable = [], []
    for path in sorted(folder.glob("*/*.ipynb")):
        if path.name.startswith("."):
            continue
        # A file name need not be UTF-8; the page is.
        name = path.relative_to(folder).as_posix().encode(errors="replace").decode()
        try:
            about = json.loads(path.read_text(encoding="utf-8"))["metadata"].get("workshop")
            if about is not None:
                cards.append(_card(name, about, progress))
        except (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
            unreadable.append(name)
    cards.sort(key=lambda card: (card.module, card.path))
    return Shelf(tuple(cards), tuple(unreadable))


def _card(path: str, about: Mapping[str, Any], progress: ProgressStore) -> ModuleCard:
    # JSON can name half a character, which no page can show.
    json.dumps([path, about], ensure_ascii=False).encode()
    if about["track"] not in ("P", "O"):
        raise ValueError(f"no track {about['track']!r}")
    minutes = about["minutes"]
    if not 0 < minutes < _MINUTES:
        raise ValueError(f"{minutes!r} minutes")
    module = str(about["module"])
    solved = progress.passed(module)
    exercises = tuple(
        Exercise(str(entry["name"]), str(entry["title"]), bool(solved.get(entry["name"])))
        for entry in about.get("exercises", [])
    )
    return ModuleCard(
        path=path,
        module=module,
        track=about["track"],
        title=str(about["title"]),
        minutes=math.ceil(minutes),
        objectives=tuple(str(objective) for objective in about.get("objectives", [])),
        exercises=exercises,
    )
