"""A provider's key, which never shows itself, and what takes it out of an answer."""

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NoReturn

from workshop_kit.llm.engines.engine import TokenLogprob

INSTEAD = "[kunci]"
# Shorter ones are the dummies of local servers ("ollama", "EMPTY"), and are words of ordinary answers.
_SHORTEST_REDACTED = 8


class Secret:
    """A value that no ``repr``, format, pickle or JSON shows.

    Parameters
    ----------
    value : str
        The key; empty if there is none.

    Examples
    --------
    >>> key = Secret("sk-contoh-123456")
    >>> f"{key} {key!r}"
    '*** ***'
    """

    __slots__ = ("__value",)

    def __init__(self, value: str = "") -> None:
        self.__value = value

    def reveal(self) -> str:
        """The value itself: only for the header it is meant for."""
        return self.__value

    def __repr__(self) -> str:
        return "***"

    def __bool__(self) -> bool:
        return bool(self.__value)

    def __deepcopy__(self, memo: dict[int, Any]) -> "Secret":
        return self

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret cannot be pickled")


class HiddenText(str):
    """A text whose ``repr`` hides it, for headers: tracebacks that show local variables show nothing."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "'***'"


def redact(text: str, key: Secret) -> str:
    """The text with a mark for each place where the key stands."""
    value = key.reveal()
    return text.replace(value, INSTEAD) if len(value) >= _SHORTEST_REDACTED else text


def redact_json(text: str, key: Secret) -> str:
    """The same for JSON, where the key may be written with escapes; what is not JSON is taken as text."""
    text = redact(text, key)
    if "\\" not in text or len(key.reveal()) < _SHORTEST_REDACTED:
        return text
    try:
        plain = json.dumps(json.loads(text), ensure_ascii=False)
    except (ValueError, RecursionError):
        return text
    clean = redact(plain, key)
    return text if clean == plain else clean


class Redactor:
    """Takes a key out of a text that comes in chunks, wherever it is cut.

    Parameters
    ----------
    key : Secret
        Keys shorter than 8 characters are not looked for.

    Examples
    --------
    >>> redactor = Redactor(Secret("sk-contoh-123456"))
    >>> [redactor.feed("kunci: sk-con"), redactor.feed("toh-123456!"), redactor.close()]
    ['kunci: ', '[kunci]!', '']
    """

    def __init__(self, key: Secret) -> None:
        self._key = key
        self._beginnings = _beginnings(key)
        self._held = ""

    def feed(self, chunk: str) -> str:
        """Take the next chunk and return what is certain by now: all but what may be the key's beginning."""
        if not self._beginnings:
            return chunk
        text = redact(self._held + chunk, self._key)
        held = _held(text, self._beginnings)
        self._held = text[len(text) - held :]
        return text[: len(text) - held]

    def close(self) -> str:
        """Return what was held back at the end."""
        rest, self._held = self._held, ""
        return rest


class TokenRedactor:
    """The same for tokens with their log probabilities: tokens that together show the key become one mark."""

    def __init__(self, key: Secret) -> None:
        self._key = key
        self._beginnings = _beginnings(key)
        self._held: list[TokenLogprob] = []

    def feed(self, tokens: Sequence[TokenLogprob]) -> tuple[TokenLogprob, ...]:
        """Take the next tokens and return those that are certain by now."""
        if not self._beginnings:
            return tuple(tokens)
        ready: list[TokenLogprob] = []
        for token in tokens:
            self._held.append(self._without_key(token))
            text = "".join(each.token for each in self._held)
            if self._key.reveal() in text:
                self._held = [TokenLogprob(INSTEAD, self._held[0].logprob)]
                text = INSTEAD
            keep = _held(text, self._beginnings)
            while self._held and len(text) - len(self._held[0].token) >= keep:
                text = text[len(self._held[0].token) :]
                ready.append(self._held.pop(0))
        return tuple(ready)

    def close(self) -> tuple[TokenLogprob, ...]:
        """Return what was held back at the end."""
        rest, self._held = tuple(self._held), []
        return rest

    def _without_key(self, token: TokenLogprob) -> TokenLogprob:
        top = tuple((redact(text, self._key), logprob) for text, logprob in token.top)
        return TokenLogprob(redact(token.token, self._key), token.logprob, top)


@lru_cache(maxsize=4)  # asked for each answer; a secret is told from others by what it is, not by what it holds
def _beginnings(key: Secret) -> tuple[str, ...]:
    """The key's beginnings, the longest first; none for a key that is not looked for."""
    value = key.reveal()
    return tuple(value[:length] for length in range(len(value) - 1, 0, -1)) if len(value) >= _SHORTEST_REDACTED else ()


def _held(text: str, beginnings: tuple[str, ...]) -> int:
    """How many characters at the text's end may be the key's beginning."""
    if not text.endswith(beginnings):
        return 0
    return next(len(beginning) for beginning in beginnings if text.endswith(beginning))
