"""Indonesian as it is written, English from gettext catalogs."""

import gettext
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Literal

Language = Literal["id", "en"]
LANGUAGES: tuple[Language, ...] = ("id", "en")

_current: Language | None = None
_of_reader: ContextVar[Language | None] = ContextVar("language of one reader", default=None)


def _(text: str) -> str:
    """Mark an Indonesian text for the catalogs; it is translated when it is shown."""
    return text


def language() -> Language:
    """The reader's: by `speaking`, else as set by the lesson, else by ``WORKSHOP_LANGUAGE``, else Indonesian."""
    reader = _of_reader.get()
    if reader is not None:
        return reader
    if _current is not None:
        return _current
    wanted = os.environ.get("WORKSHOP_LANGUAGE", "id")
    return wanted if wanted in LANGUAGES else "id"


def set_language(code: str) -> None:
    """Set the reader's language for this process.

    Raises
    ------
    ValueError
        For a code other than ``id`` and ``en``.
    """
    global _current
    if code not in LANGUAGES:
        raise ValueError(f"language {code!r} is not one of {', '.join(LANGUAGES)}")
    _current = code


@contextmanager
def speaking(code: str | None) -> Iterator[None]:
    """Speak one reader's language inside, where a process answers many; None leaves it as it is.

    Raises
    ------
    ValueError
        For a code other than ``id`` and ``en``.
    """
    if code is not None and code not in LANGUAGES:
        raise ValueError(f"language {code!r} is not one of {', '.join(LANGUAGES)}")
    token = _of_reader.set(code)
    try:
        yield
    finally:
        _of_reader.reset(token)


def translate(text: str, /, **fields: object) -> str:
    """Give ``text`` in the reader's language and fill its ``{places}``.

    A text without translation stays Indonesian: better than an empty place on the page.
    """
    shown = text
    if text and language() == "en":
        for catalog in _catalogs():
            found = catalog.gettext(text)
            if found != text:
                shown = found
                break
    return shown.format(**fields) if fields else shown


def fills_same_places(original: str, translated: str) -> bool:
    """Whether a translation has the same ``{places}`` as its original."""
    return sorted(_places(original)) == sorted(_places(translated))


def _places(text: str) -> list[str]:
    return re.findall(r"\{[^{}]*\}", text)


@lru_cache(maxsize=1)
def _catalogs() -> tuple[gettext.GNUTranslations, ...]:
    """All English catalogs of the package: its own first, then each module's."""
    # Imported here: what finds personal data needs this module at once, and paths take a tenth of that time.
    from pathlib import Path

    package = Path(__file__).parent
    found = [package / "locale" / "en.mo", *sorted((package / "curriculum").glob("*/en.mo"))]
    catalogs = []
    for path in found:
        if path.is_file():
            with path.open("rb") as stream:
                catalogs.append(gettext.GNUTranslations(stream))
    return tuple(catalogs)
