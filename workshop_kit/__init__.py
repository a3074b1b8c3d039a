"""The Samarinda.AI workshop: lessons that check themselves, city data, language models.

Names are loaded on first use, so that the first cell of a lesson starts at once.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workshop_kit import data as data
    from workshop_kit import llm as llm
    from workshop_kit.curriculum import start as start
    from workshop_kit.exercises import answer as answer
    from workshop_kit.exercises import check as check
    from workshop_kit.exercises import hint as hint
    from workshop_kit.exercises import progress as progress
    from workshop_kit.exercises import quiz as quiz
    from workshop_kit.exercises import truth as truth
    from workshop_kit.figures import show as show

__version__ = "0.1.0"
__all__ = ["answer", "check", "data", "hint", "llm", "progress", "quiz", "show", "start", "truth"]

_HOME = {
    "answer": "workshop_kit.exercises",
    "check": "workshop_kit.exercises",
    "hint": "workshop_kit.exercises",
    "progress": "workshop_kit.exercises",
    "quiz": "workshop_kit.exercises",
    "show": "workshop_kit.figures",
    "start": "workshop_kit.curriculum",
    "truth": "workshop_kit.exercises",
}


def __getattr__(name: str) -> Any:
    if name in ("data", "llm"):
        return import_module(f"workshop_kit.{name}")
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'workshop_kit' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
