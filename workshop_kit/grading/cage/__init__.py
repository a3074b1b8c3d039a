"""The cage: where attendees' code runs. What is exported here is its trusted side."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workshop_kit.grading.cage.bubblewrap import NoBubblewrap as NoBubblewrap
    from workshop_kit.grading.cage.cage import Cage as Cage
    from workshop_kit.grading.cage.cage import CageLost as CageLost
    from workshop_kit.grading.cage.cage import CageNotStarted as CageNotStarted
    from workshop_kit.grading.cage.cage import new_cage as new_cage
    from workshop_kit.grading.cage.visit import Event as Event
    from workshop_kit.grading.cage.visit import Outcome as Outcome
    from workshop_kit.grading.cage.visit import Visit as Visit
    from workshop_kit.grading.cage.visit import VisitEnded as VisitEnded

# The attendee's side lies in the same package, but has nothing of this.
_HOME = {
    "Cage": "cage",
    "CageLost": "cage",
    "CageNotStarted": "cage",
    "Event": "visit",
    "NoBubblewrap": "bubblewrap",
    "Outcome": "visit",
    "Visit": "visit",
    "VisitEnded": "visit",
    "new_cage": "cage",
}
__all__ = ["Cage", "CageLost", "CageNotStarted", "Event", "NoBubblewrap", "Outcome", "Visit", "VisitEnded", "new_cage"]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
