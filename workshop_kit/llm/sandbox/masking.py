"""Personal data out of every text of a request, and back into the answer.

Texts are masked together, in the order of the conversation, so that a number split over messages is found. Ids of tool
calls are random in each conversation; engines see them as ``call_1``, ``call_2``, ... so that the same question is the
same question.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import orjson

from workshop_kit.language import _
from workshop_kit.llm.engines.engine import ChatRequest, EmbeddingRequest, Message, Tool, ToolCall
from workshop_kit.llm.problems import Problem
from workshop_kit.llm.sandbox.decoding import each_key_once
from workshop_kit.llm.sandbox.reading import Bounds
from workshop_kit.privacy.identifiers import find
from workshop_kit.privacy.masking import mask_together

# Words of a schema, without digits, dots and signs: no identifier is written so.
_PLAIN = re.compile(r"[A-Za-z_$#/]{0,24}")
_BOUNDS = Bounds()


@dataclass(frozen=True, slots=True)
class Secrets:
    """What was masked in one request; only this request's answer gets it back.

    Attributes
    ----------
    placeholders : dict of str to str
        Personal data: never logged, never shown.
    kinds : mapping of str to int
        How many of each kind.
    """

    placeholders: dict[str, str] = field(repr=False)
    kinds: Mapping[str, int]


def mask_chat(request: ChatRequest) -> tuple[ChatRequest, Secrets]:
    """A conversation without personal data.

    Raises
    ------
    Problem
        400 for personal data in a name, which cannot be masked without changing what it names.
    """
    _refuse_in_names(request)
    texts = _Texts()
    # Messages first and in order; what describes tools comes after, so that it separates nothing.
    for message in request.messages:
        texts.take(message.text)
        for call in message.tool_calls:
            texts.take_json(call.arguments)
    for ending in request.stop:
        texts.take(ending)
    for tool in request.tools:
        texts.take(tool.description)
        texts.take_value(tool.parameters)
    if request.schema is not None:
        texts.take_value(request.schema)
    secrets = texts.mask()
    ids = _short_ids(request.messages)
    if not secrets.placeholders and not ids:
        return request, secrets
    messages = tuple(
        Message(
            message.role,
            texts.give(message.text),
            tuple(ToolCall(ids[call.id], call.name, texts.give_json(call.arguments)) for call in message.tool_calls),
            None if message.tool_call_id is None else ids[message.tool_call_id],
            message.name,
        )
        for message in request.messages
    )
    tools = tuple(
        Tool(tool.name, texts.give(tool.description), texts.give_value(tool.parameters), tool.strict)
        for tool in request.tools
    )
    schema = None if request.schema is None else texts.give_value(request.schema)
    stop = tuple(texts.give(each) for each in request.stop)
    return replace(request, messages=messages, tools=tools, schema=schema, stop=stop), secrets


def mask_embeddings(request: EmbeddingRequest) -> tuple[EmbeddingRequest, Secrets]:
    """Texts to be embedded, without personal data; each for itself, since they do not follow each other."""
    kinds: Counter[str] = Counter()
    placeholders: dict[str, str] = {}
    masked = []
    for text in request.texts:
        done = mask_together([text], placeholders)
        placeholders = done.placeholders
        kinds.update(each.kind for each in done.found)
        masked.append(done.texts[0])
    return replace(request, texts=tuple(masked)), Secrets(placeholders, dict(kinds))


class _Texts:
    """The texts of a request: taken, masked together, and given back by what they were."""

    def __init__(self) -> None:
        self._order: list[str] = []
        self._masked: dict[str, list[str]] = {}
        self._values: dict[str, Any] = {}
        self._given: Counter[str] = Counter()

    def take(self, text: str) -> None:
        self._order.append(text)

    def take_json(self, text: str) -> None:
        """JSON as text: its values are what is masked, since escapes in it could hide a number."""
        try:
            value = orjson.loads(text)
        except orjson.JSONDecodeError:
            self.take(text)
            return
        if each_key_once(text.encode(), value, _BOUNDS):
            self._values[text] = value
            self.take_value(value)
        else:
            self.take(text)

    def take_value(self, value: Any) -> None:
        self._order += (text for text in _leaves(value) if not _PLAIN.fullmatch(text))

    def mask(self) -> Secrets:
        done = mask_together(self._order)
        for text, masked in zip(self._order, done.texts, strict=True):
            self._masked.setdefault(text, []).append(masked)
        return Secrets(done.placeholders, dict(Counter(each.kind for each in done.found)))

    def give(self, text: str) -> str:
        """What became of a text; of the same text taken several times, in the order taken."""
        masked = self._masked.get(text)
        if masked is None:
            return text
        turn = self._given[text]
        self._given[text] = turn + 1
        return masked[min(turn, len(masked) - 1)]

    def give_json(self, text: str) -> str:
        if text not in self._values:
            return self.give(text)
        value = self._values[text]
        masked = self.give_value(value)
        return text if masked == value else orjson.dumps(masked).decode()

    def give_value(self, value: Any) -> Any:
        return _replaced(value, self.give)


def _leaves(value: Any) -> Iterator[str]:
    """The texts of a JSON value: keys, strings, and whole numbers long enough to be an identifier."""
    if type(value) is str:
        yield value
    elif type(value) is dict:
        for key, each in value.items():
            yield key
            yield from _leaves(each)
    elif type(value) is list:
        for each in value:
            yield from _leaves(each)
    elif _may_identify(value):
        yield str(int(value))


def _replaced(value: Any, give: Callable[[str], str]) -> Any:
    """A JSON value with other texts, taken in the order of `_leaves`."""
    if type(value) is str:
        return give(value)
    if type(value) is dict:
        return {give(key): _replaced(each, give) for key, each in value.items()}
    if type(value) is list:
        return [_replaced(each, give) for each in value]
    if _may_identify(value):
        masked = give(str(int(value)))
        return value if masked == str(int(value)) else masked
    return value


def _may_identify(value: Any) -> bool:
    return type(value) in (int, float) and 1e6 <= abs(value) < 1e20 and value == int(value)


def _short_ids(messages: tuple[Message, ...]) -> dict[str, str]:
    ids: dict[str, str] = {}
    for message in messages:
        for call in message.tool_calls:
            ids.setdefault(call.id, f"call_{len(ids) + 1}")
    return ids


def _refuse_in_names(request: ChatRequest) -> None:
    named = [("messages", message.name) for message in request.messages if message.name]
    named += [("messages", call.name) for message in request.messages for call in message.tool_calls]
    named += [("tools", tool.name) for tool in request.tools]
    for path, name in named:
        if not _PLAIN.fullmatch(name) and find(name):
            raise Problem(400, "personal_data_in_name", _IN_NAME, param=path, field=path)


_IN_NAME = _("Sebuah nama di “{field}” berisi data pribadi (misalnya NIK); pakai nama lain.")
