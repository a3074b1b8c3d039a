"""Holding the model to a form: which tokens keep what is said within a JSON schema.

The schema becomes a finite automaton over bytes; a token may come next if all its bytes lead on. So the form is always
valid. What stands in it is the model's, and may be wrong.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workshop_kit.llm.mini.tokenizer import Tokenizer

States = frozenset[int]
# What is not said by the schema: how long a text, how long a list may become.
LONGEST_TEXT = 160
_MOST_ITEMS = 6
_MOST_UNROLLED = 200
_MOST_VALUES = 1_000
_MOST_STATES = 20_000
_DEEPEST = 8
_KNOWN = frozenset(
    (
        *("$defs", "$id", "$ref", "$schema", "additionalProperties", "anyOf", "const", "default", "definitions"),
        *("deprecated", "description", "enum", "examples", "format", "items", "maxItems", "maximum", "maxLength"),
        *("minItems", "minimum", "minLength", "oneOf", "properties", "required", "title", "type"),
    )
)
_TYPES = ("object", "array", "string", "integer", "number", "boolean", "null")
_DIGITS = frozenset(b"0123456789")
_PLAIN = frozenset(range(0x20, 0x80)) - frozenset(b'"\\\x7f')
_TAILS = frozenset(range(0x80, 0xC0))


class BeyondForms(ValueError):
    """The schema asks for what cannot be guaranteed; ``args[0]`` is the part of it."""


class Form:
    """An automaton that accepts the JSON texts of a schema, written with ``", "`` and ``": "``.

    Parameters
    ----------
    tokenizer : Tokenizer

    Examples
    --------
    >>> from workshop_kit.llm.mini.model import model
    >>> form = Form.of_schema({"enum": ["ya", "tidak"]}, model().tokenizer)
    >>> form.accepts('"ya"'), form.accepts('"mungkin"')
    (True, False)
    """

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._trie = trie_of(tokenizer)
        self._size = len(tokenizer.pieces)
        self._edges: list[list[tuple[frozenset[int], int]]] = []
        self._free: list[list[int]] = []
        self._texts: set[int] = set()
        self._after: dict[tuple[States, int], States] = {}
        self._allowed: dict[States, NDArray[np.bool_]] = {}
        self._pieces = tokenizer.pieces
        self._quote = next(number for number, piece in enumerate(tokenizer.pieces) if piece == b'"')
        self.start: States = frozenset()
        self._end = -1

    @classmethod
    def of_schema(
        cls,
        schema: Any,
        tokenizer: Tokenizer,
        root: Mapping[str, Any] | None = None,
        before: str = "",
        after: str = "",
    ) -> "Form":
        """The form of a JSON schema.

        Parameters
        ----------
        schema : mapping or bool
        tokenizer : Tokenizer
        root : mapping, optional
            What its references point into; usually itself.
        before, after : str
            What stands around the value.

        Raises
        ------
        BeyondForms
            If the schema has parts that cannot be guaranteed.
        """
        form = cls(tokenizer)
        whole = root if root is not None else schema if isinstance(schema, Mapping) else {}
        return form._closed(
            lambda begin: form._literal(
                form._value(form._literal(begin, before.encode()), schema, whole, 0), after.encode()
            )
        )

    @classmethod
    def of_texts(cls, texts: Iterable[str], tokenizer: Tokenizer) -> "Form":
        """One of some texts, as they are."""
        form = cls(tokenizer)
        return form._closed(lambda begin: form._one_of(begin, [text.encode() for text in texts]))

    def _closed(self, build: Any) -> "Form":
        begin = self._state()
        self._end = build(begin)
        self.start = self._reached([begin])
        return self

    def accepts(self, text: str) -> bool:
        """Whether a whole text has this form."""
        return self.is_whole(self.after(self.start, text.encode()))

    def is_whole(self, states: States) -> bool:
        """Whether what has been said may end here."""
        return self._end in states

    def after(self, states: States, piece: bytes) -> States:
        """Where some bytes lead; empty where they may not come."""
        for byte in piece:
            key = (states, byte)
            found = self._after.get(key)
            if found is None:
                found = self._reached([to for state in states for on, to in self._edges[state] if byte in on])
                self._after[key] = found
            states = found
        return states

    def allowed(self, states: States) -> NDArray[np.bool_]:
        """Tokens that may come next, as (vocabulary,)."""
        found = self._allowed.get(states)
        if found is None:
            found = np.zeros(self._size, np.bool_)
            waiting = [(self._trie, states)]
            while waiting:
                node, here = waiting.pop()
                for byte, child in node.children.items():
                    there = self.after(here, bytes((byte,)))
                    if there:
                        found[child.tokens] = True
                        waiting.append((child, there))
            self._allowed[states] = found
        return found

    def closing(self, states: States) -> NDArray[np.bool_] | None:
        """Only the token that ends a text, where one is being said; None elsewhere."""
        if not states & self._texts or not self.after(states, b'"'):
            return None
        only = np.zeros(self._size, np.bool_)
        only[self._quote] = True
        return only

    def _state(self) -> int:
        if len(self._edges) >= _MOST_STATES:
            raise BeyondForms("schema")
        self._edges.append([])
        self._free.append([])
        return len(self._edges) - 1

    def _reached(self, states: Iterable[int]) -> States:
        found: set[int] = set()
        waiting = list(states)
        while waiting:
            state = waiting.pop()
            if state not in found:
                found.add(state)
                waiting += self._free[state]
        return frozenset(found)

    def _on(self, begin: int, signs: frozenset[int], end: int | None = None) -> int:
        end = self._state() if end is None else end
        self._edges[begin].append((signs, end))
        return end

    def _literal(self, begin: int, text: bytes) -> int:
        for byte in text:
            begin = self._on(begin, frozenset((byte,)))
        return begin

    def _one_of(self, begin: int, texts: Iterable[bytes]) -> int:
        end = self._state()
        for text in texts:
            self._free[self._literal(begin, text)].append(end)
        return end

    def _value(self, begin: int, schema: Any, root: Mapping[str, Any], depth: int) -> int:
        if schema is True:
            schema = {}
        if not isinstance(schema, Mapping) or depth > _DEEPEST:
            raise BeyondForms("$ref" if depth > _DEEPEST else "false")
        for name in schema:
            if name not in _KNOWN:
                raise BeyondForms(str(name))
        if "$ref" in schema:
            return self._value(begin, _pointed(root, schema["$ref"]), root, depth + 1)
        if "const" in schema or "enum" in schema:
            values = [schema["const"]] if "const" in schema else schema["enum"]
            return self._one_of(begin, [_written(value) for value in values])
        ways = schema.get("anyOf", schema.get("oneOf"))
        if ways is None:
            kinds = schema.get("type", "string")
            ways = [{**schema, "type": kind} for kind in kinds] if isinstance(kinds, list) else None
        if ways is not None:
            end = self._state()
            for way in ways:
                self._free[self._value(begin, way, root, depth + 1)].append(end)
            return end
        kind = schema.get("type", "string")
        if kind not in _TYPES:
            raise BeyondForms("type")
        return int(getattr(self, f"_{kind}")(begin, schema, root, depth))

    def _object(self, begin: int, schema: Mapping[str, Any], root: Mapping[str, Any], depth: int) -> int:
        properties = schema.get("properties", {})
        for name in schema.get("required", ()):
            if name not in properties:
                raise BeyondForms("required")
        begin = self._literal(begin, b"{")
        for place, (name, each) in enumerate(properties.items()):
            begin = self._literal(begin, (b", " if place else b"") + _written(name) + b": ")
            begin = self._value(begin, each, root, depth + 1)
        return self._literal(begin, b"}")

    def _array(self, begin: int, schema: Mapping[str, Any], root: Mapping[str, Any], depth: int) -> int:
        least = int(schema.get("minItems", 0))
        most = min(int(schema.get("maxItems", max(_MOST_ITEMS, least))), max(_MOST_ITEMS, least))
        if least > _MOST_UNROLLED or least > most:
            raise BeyondForms("minItems")
        end = self._state()
        begin = self._literal(begin, b"[")
        for place in range(most + 1):
            if place >= least:
                self._free[self._literal(begin, b"]")].append(end)
            if place < most:
                begin = self._literal(begin, b", ") if place else begin
                begin = self._value(begin, schema.get("items", {}), root, depth + 1)
        return end

    def _string(self, begin: int, schema: Mapping[str, Any], _root: Mapping[str, Any], _depth: int) -> int:
        form = schema.get("format")
        begin = self._literal(begin, b'"')
        if form == "date":
            return self._literal(self._date(begin), b'"')
        if form is not None:
            raise BeyondForms("format")
        least, most = int(schema.get("minLength", 0)), schema.get("maxLength")
        if least > _MOST_UNROLLED or (most is not None and most < least):
            raise BeyondForms("minLength")
        for _ in range(least):
            begin = self._sign(begin, self._state())
        end = self._state()
        if most is not None and most <= _MOST_UNROLLED:
            for _ in range(most - least):
                self._on(begin, frozenset(b'"'), end)
                begin = self._sign(begin, self._state())
        else:
            loop = self._state()
            self._free[begin].append(loop)
            self._texts.add(loop)
            begin = self._sign(loop, loop)
        return self._on(begin, frozenset(b'"'), end)

    def _sign(self, begin: int, end: int) -> int:
        """One character of a text: ASCII, UTF-8 of two to four bytes without surrogates, or an escape."""
        self._on(begin, _PLAIN, end)
        self._on(self._on(begin, frozenset(b"\\")), frozenset(b'"\\nt'), end)
        self._on(self._on(begin, frozenset(range(0xC2, 0xE0))), _TAILS, end)
        for first, second in (
            (frozenset((0xE0,)), frozenset(range(0xA0, 0xC0))),
            (frozenset(range(0xE1, 0xF0)) - {0xED}, _TAILS),
            (frozenset((0xED,)), frozenset(range(0x80, 0xA0))),
        ):
            self._on(self._on(self._on(begin, first), second), _TAILS, end)
        for first, second in (
            (frozenset((0xF0,)), frozenset(range(0x90, 0xC0))),
            (frozenset(range(0xF1, 0xF4)), _TAILS),
            (frozenset((0xF4,)), frozenset(range(0x80, 0x90))),
        ):
            self._on(self._on(self._on(self._on(begin, first), second), _TAILS), _TAILS, end)
        return end

    def _date(self, begin: int) -> int:
        begin = self._literal(begin, b"20")
        begin = self._on(self._on(begin, _DIGITS), _DIGITS)
        days = [f"-{month:02d}-{day:02d}".encode() for month in range(1, 13) for day in range(1, _DAYS[month - 1] + 1)]
        return self._one_of(begin, days)

    def _integer(self, begin: int, schema: Mapping[str, Any], _root: Mapping[str, Any], _depth: int) -> int:
        low, high = schema.get("minimum"), schema.get("maximum")
        if low is not None and high is not None and 0 <= high - low < _MOST_VALUES:
            return self._one_of(begin, [str(each).encode() for each in range(-int(-low // 1), int(high // 1) + 1)])
        if low not in (None, 0, 1) or high is not None:
            raise BeyondForms("minimum")
        return self._figures(begin, signed=low is None, zero=low != 1)

    def _figures(self, begin: int, signed: bool, zero: bool = True) -> int:
        end = self._state()
        if zero:
            self._free[self._literal(begin, b"0")].append(end)
        if signed:
            begun = self._state()
            self._free[begin].append(begun)
            self._on(begin, frozenset(b"-"), begun)
            begin = begun
        begin = self._on(begin, _DIGITS - frozenset(b"0"))
        for _ in range(11):
            self._free[begin].append(end)
            begin = self._on(begin, _DIGITS)
        self._free[begin].append(end)
        return end

    def _number(self, begin: int, schema: Mapping[str, Any], _root: Mapping[str, Any], _depth: int) -> int:
        low, high = schema.get("minimum"), schema.get("maximum")
        if low not in (None, 0) or high is not None:
            raise BeyondForms("minimum")
        whole = self._figures(begin, signed=low is None)
        end = self._state()
        self._free[whole].append(end)
        point = self._literal(whole, b".")
        for _ in range(3):
            point = self._on(point, _DIGITS)
            self._free[point].append(end)
        return end

    def _boolean(self, begin: int, _schema: Any, _root: Any, _depth: int) -> int:
        return self._one_of(begin, (b"true", b"false"))

    def _null(self, begin: int, _schema: Any, _root: Any, _depth: int) -> int:
        return self._literal(begin, b"null")


_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _written(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _pointed(root: Mapping[str, Any], pointer: Any) -> Any:
    found: Any = root
    for name in str(pointer).removeprefix("#").strip("/").split("/"):
        name = name.replace("~1", "/").replace("~0", "~")
        if name:
            if not isinstance(found, Mapping) or name not in found:
                raise BeyondForms("$ref")
            found = found[name]
    return found


class Node:
    """A place in the vocabulary's tree: tokens that end here, and the bytes that lead on."""

    __slots__ = ("children", "tokens")

    def __init__(self) -> None:
        self.tokens: list[int] = []
        self.children: dict[int, Node] = {}


_TRIES: dict[int, Node] = {}


def trie_of(tokenizer: Tokenizer) -> Node:
    """All tokens by their bytes; made once a vocabulary."""
    found = _TRIES.get(id(tokenizer))
    if found is None:
        found = _TRIES[id(tokenizer)] = Node()
        for number, piece in enumerate(tokenizer.pieces):
            node = found
            for byte in piece:
                node = node.children.setdefault(byte, Node())
            if piece:
                node.tokens.append(number)
    return found


class Held:
    """A form while something is said in it.

    Parameters
    ----------
    form : Form
    end : int
        The token that ends what is said.
    """

    def __init__(self, form: Form, end: int) -> None:
        self._form, self._end = form, end
        self._states = form.start
        self._count = 0
        self._text = 0

    def __call__(self, tokens: Sequence[int]) -> NDArray[np.bool_]:
        """Tokens that may come next, after those said so far."""
        for token in tokens[self._count :]:
            piece = self._form._pieces[token]
            self._states = self._form.after(self._states, piece)
            # In the midst of a character it cannot be closed, but is still inside.
            inside = self._form.closing(self._states) is not None or (self._text and b'"' not in piece)
            self._text = self._text + len(piece) if inside else 0
        self._count = len(tokens)
        if self._text > LONGEST_TEXT and (closing := self._form.closing(self._states)) is not None:
            return closing
        allowed = self._form.allowed(self._states)
        if self._form.is_whole(self._states):
            allowed = allowed.copy()
            allowed[self._end] = True
        return allowed
