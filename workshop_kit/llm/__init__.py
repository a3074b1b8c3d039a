"""Language models for everyone in the room, with no key in reach.

Names are loaded on first use, so that the first cell of a lesson starts at once.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workshop_kit.llm.answer import Answer as Answer
    from workshop_kit.llm.asking import ask as ask
    from workshop_kit.llm.classification import classify as classify
    from workshop_kit.llm.clients import async_client as async_client
    from workshop_kit.llm.clients import client as client
    from workshop_kit.llm.conversation import Conversation as Conversation
    from workshop_kit.llm.conversation import chat as chat
    from workshop_kit.llm.embedding import embed as embed
    from workshop_kit.llm.extraction import extract as extract
    from workshop_kit.llm.own_usage import usage as usage

_HOME = {
    "Answer": "workshop_kit.llm.answer",
    "Conversation": "workshop_kit.llm.conversation",
    "ask": "workshop_kit.llm.asking",
    "async_client": "workshop_kit.llm.clients",
    "chat": "workshop_kit.llm.conversation",
    "classify": "workshop_kit.llm.classification",
    "client": "workshop_kit.llm.clients",
    "embed": "workshop_kit.llm.embedding",
    "extract": "workshop_kit.llm.extraction",
    "usage": "workshop_kit.llm.own_usage",
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
