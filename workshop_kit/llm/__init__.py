"""Language models for everyone in the room, with no key in reach.

Names are loaded on first use, so that the first cell of a lesson starts at once.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workshop_kit.llm.access.clients import async_client as async_client
    from workshop_kit.llm.access.clients import client as client
    from workshop_kit.llm.lesson.answer import Answer as Answer
    from workshop_kit.llm.lesson.asking import ask as ask
    from workshop_kit.llm.lesson.classification import classify as classify
    from workshop_kit.llm.lesson.conversation import Conversation as Conversation
    from workshop_kit.llm.lesson.conversation import chat as chat
    from workshop_kit.llm.lesson.embedding import embed as embed
    from workshop_kit.llm.lesson.extraction import extract as extract
    from workshop_kit.llm.lesson.own_usage import usage as usage

_HOME = {
    "Answer": "workshop_kit.llm.lesson.answer",
    "Conversation": "workshop_kit.llm.lesson.conversation",
    "ask": "workshop_kit.llm.lesson.asking",
    "async_client": "workshop_kit.llm.access.clients",
    "chat": "workshop_kit.llm.lesson.conversation",
    "classify": "workshop_kit.llm.lesson.classification",
    "client": "workshop_kit.llm.access.clients",
    "embed": "workshop_kit.llm.lesson.embedding",
    "extract": "workshop_kit.llm.lesson.extraction",
    "usage": "workshop_kit.llm.lesson.own_usage",
}
__all__ = [
    "Answer",
    "Conversation",
    "ask",
    "async_client",
    "chat",
    "classify",
    "client",
    "embed",
    "extract",
    "usage",
]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'workshop_kit.llm' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
