"""A form filled from a text: always valid against its schema, with nothing that the text does not say."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from workshop_kit.llm.engines.simulasi import fields, figures
from workshop_kit.llm.engines.simulasi.answers import best_answer
from workshop_kit.llm.engines.simulasi.drafts import Choice, Part
from workshop_kit.llm.engines.simulasi.judging import judge
from workshop_kit.llm.engines.simulasi.labels import named_in
from workshop_kit.llm.engines.simulasi.moments import best_date
from workshop_kit.llm.engines.simulasi.samples import sample
from workshop_kit.llm.engines.simulasi.schemas import Schema, alternatives, beyond_schema, is_valid, kind_of, matches
from workshop_kit.llm.engines.simulasi.source import Field, Source, line_value
from workshop_kit.llm.engines.simulasi.summary import key_sentences
from workshop_kit.llm.engines.simulasi.words import fold, word_set

_DEEPEST = 24
_MOST_VALUES = 2_000
_BLOCK = re.compile(r"\n[ \t]{0,8}(?=(?:\d{1,3}[.)]|[-*•]|\[\d{1,4}\])[ \t])")
_LARGEST = 10**15
_ANSWERS = word_set("jawaban answer balasan tanggapan")
_QUOTES = word_set("kutipan quote bukti evidence")
_SUMMARIES = word_set("ringkasan rangkuman summary intisari ikhtisar")
_PAGES = word_set("halaman page hlm")
_POINTS = word_set("poin butir pokok points langkah keputusan")


@dataclass
class Filling:
    """What a form is filled from.

    Attributes
    ----------
    source : Source
    question : str
        The instruction, for fields that want an answer.
    examples : sequence of (text, label)
    orders : mapping of str to str
        Values that a planted instruction dictates, by field or ``*`` for any.
    unsaid : str
        What a field of free text says if nothing at all is in reach; usually empty.
    """

    source: Source
    question: str = ""
    examples: Sequence[tuple[str, str]] = ()
    orders: Mapping[str, str] = field(default_factory=dict)
    unsaid: str = ""
    values: int = 0


class Judged(str):
    """A label that was chosen, with the probabilities of all."""

    options: tuple[tuple[str, float], ...] = ()


def filled(schema: Schema, filling: Filling) -> Any:
    """A value for a schema.

    Raises
    ------
    Problem
        400 if no value can be found that holds to the schema.
    """
    value = _value(schema, schema, "", "", filling, 0)
    if value is _MISSING or not is_valid(plain(value), schema, schema):
        value = _least(schema, schema, 0)
        if not is_valid(plain(value), schema, schema):
            raise beyond_schema()
    return value


def plain(value: Any) -> Any:
    """The value without what is known of its labels."""
    if isinstance(value, Judged):
        return str(value)
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, list) else value


def as_parts(value: Any) -> list[Part]:
    """JSON, in which each label is a place of choice."""
    parts: list[Part] = []
    _write(value, parts)
    joined: list[Part] = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        else:
            joined.append(part)
    return joined


def _write(value: Any, parts: list[Part]) -> None:
    if isinstance(value, Judged) and value.options:
        escaped = tuple((_json(text)[1:-1], probability) for text, probability in value.options)
        parts += ['"', Choice(escaped, whole=True), '"']
    elif isinstance(value, dict):
        parts.append("{")
        for place, (name, each) in enumerate(value.items()):
            parts.append(f"{', ' if place else ''}{_json(name)}: ")
            _write(each, parts)
        parts.append("}")
    elif isinstance(value, list):
        parts.append("[")
        for place, each in enumerate(value):
            if place:
                parts.append(", ")
            _write(each, parts)
        parts.append("]")
    else:
        parts.append(_json(value))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


class _Missing:
    """No value."""


_MISSING = _Missing()


def _value(schema: Any, root: Schema, name: str, about: str, filling: Filling, depth: int) -> Any:
    """A value that the text gives, null if it gives none and null may be, else the least that is valid."""
    filling.values += 1
    if depth > _DEEPEST or filling.values > _MOST_VALUES:
        raise beyond_schema()
    ways = alternatives(schema, root)
    for way in ways:
        if kind_of(way) == "null":
            continue
        found = _found(way, root, name, about, filling, depth)
        if found is not _MISSING and is_valid(plain(found), way, root):
            return found
    if any(kind_of(way) == "null" or is_valid(None, way, root) for way in ways):
        return None
    return _MISSING


def _found(way: Schema, root: Schema, name: str, about: str, filling: Filling, depth: int) -> Any:
    if "const" in way:
        return way["const"]
    description = f"{way.get('description', '')} {way.get('title', '')} {about}".strip()
    wanted = Field(name, description)
    if isinstance(way.get("enum"), Sequence):
        return _chosen(way["enum"], wanted, filling)
    kind = kind_of(way)
    if kind == "object":
        return _object(way, root, description if name else "", filling, depth)
    if kind == "array":
        return _list(way, root, wanted, filling, depth)
    if kind == "boolean":
        return fields.truth_value(wanted, filling.source)
    if kind in ("integer", "number"):
        return _number(way, kind, wanted, filling)
    return _text(way, wanted, filling)


def _object(way: Schema, root: Schema, about: str, filling: Filling, depth: int) -> dict[str, Any]:
    required = frozenset(way.get("required", ()))
    built = {}
    properties = way.get("properties", {})
    for name, schema in properties.items():
        value = _value(schema, root, name, about, filling, depth + 1)
        if value is _MISSING and name in required:
            value = _least(schema, root, depth + 1)
        if value is not _MISSING:
            built[name] = value
    for name in sorted(required - frozenset(properties)):
        built[name] = _least(way.get("additionalProperties", {}), root, depth + 1)
    return built


def _list(way: Schema, root: Schema, wanted: Field, filling: Filling, depth: int) -> list[Any]:
    items = alternatives(way.get("items", {}), root)[0]
    most = int(min(way.get("maxItems", 50), 50))
    kind = kind_of(items)
    if isinstance(items.get("enum"), Sequence):
        found: list[Any] = _several(items["enum"], wanted, filling)
    elif kind == "object":
        found = _objects(items, root, wanted, filling, depth)
    elif kind in ("integer", "number"):
        found = [_as_kind(each.value, kind) for each in filling.source.numbers]
    elif kind == "string":
        found = _texts(wanted, way, filling)
    else:
        found = []
    found = [each for each in found if is_valid(plain(each), items, root)]
    if way.get("uniqueItems"):
        found = [
            each for place, each in enumerate(found) if plain(each) not in [plain(other) for other in found[:place]]
        ]
    found = found[:most]
    while len(found) < way.get("minItems", 0) and len(found) < most:
        found.append(_least(items, root, depth + 1))
    return found


def _texts(wanted: Field, way: Schema, filling: Filling) -> list[str]:
    if _POINTS & set(wanted.own) or _SUMMARIES & set(wanted.said):
        count = int(way.get("maxItems", 3))
        return [each.text for each in key_sentences(filling.source.sentences, min(count, 20))]
    return fields.list_values(wanted, filling.source)


def _objects(items: Schema, root: Schema, wanted: Field, filling: Filling, depth: int) -> list[Any]:
    """One object for each point of a list in the text; one of the whole text if it has no list."""
    blocks = [block for block in _BLOCK.split("\n" + filling.source.text) if block.strip()]
    texts = blocks[:50] if len(blocks) > 1 else [filling.source.text]
    found = []
    for text in texts:
        part = Filling(Source(text), filling.question, filling.examples, filling.orders, values=filling.values)
        value = _value(items, root, wanted.name, "", part, depth + 1)
        filling.values = part.values
        # A heading before the list gives an object of nothing.
        if isinstance(value, dict) and (len(texts) == 1 or _says_something(value)):
            found.append(value)
    return found


def _says_something(value: Mapping[str, Any]) -> bool:
    return any(
        each not in (None, "", [], {}, False) and not isinstance(each, Judged) for each in value.values()
    ) or all(isinstance(each, Judged) for each in value.values())


def _chosen(labels: Sequence[Any], wanted: Field, filling: Filling) -> Any:
    texts = [each for each in labels if isinstance(each, str)]
    if not texts:
        number = figures.number_value(wanted, filling.source)
        return number if number in labels else next(iter(labels), _MISSING)
    ordered = _ordered(wanted, filling)
    dictated = named_in(ordered, texts) if ordered else None
    line = line_value(wanted, filling.source)
    stated = dictated or (named_in(line, texts) if line else None)
    if stated is not None:
        options = {label: 0.97 if label == stated else 0.03 / max(1, len(texts) - 1) for label in texts}
    elif len(texts) == 1:
        options = {texts[0]: 1.0}
    else:
        question = f"{wanted.name} {wanted.description} {filling.question}"
        examples = _labelled(filling.examples, wanted.name, texts)
        options, _grounded = judge(filling.source.text, dict.fromkeys(texts, ""), examples, question)
    best = max(options, key=lambda label: options[label])
    judged = Judged(best)
    judged.options = tuple((label, max(options[label], 1e-9)) for label in texts)
    return judged


def _labelled(examples: Sequence[tuple[str, str]], name: str, labels: list[str]) -> list[tuple[str, str]]:
    """Examples with the label that their answer has for one field."""
    found = []
    for text, answer in examples:
        try:
            value = json.loads(answer)
        except (ValueError, RecursionError):
            value = answer
        label = value.get(name) if isinstance(value, dict) else named_in(answer, labels)
        if isinstance(label, str) and label in labels:
            found.append((text, label))
    return found


def _several(labels: Sequence[Any], wanted: Field, filling: Filling) -> list[Any]:
    """The labels that hold: those well ahead of the others."""
    chosen = _chosen(labels, wanted, filling)
    if not isinstance(chosen, Judged):
        return [chosen]
    least = max(0.25, 1.5 / len(labels))
    return [label for label, probability in chosen.options if probability >= least] or [str(chosen)]


def _number(way: Schema, kind: str, wanted: Field, filling: Filling) -> Any:
    ordered = _ordered(wanted, filling)
    if ordered and (found := re.search(r"\d{1,12}", ordered)):
        return _as_kind(float(found.group()), kind)
    if _PAGES & set(wanted.own):
        sentence = best_answer(filling.question, filling.source.sentences)
        return int(sentence.page) if sentence is not None and sentence.page else _MISSING
    value = figures.number_value(wanted, filling.source)
    return _MISSING if value is None or abs(value) > _LARGEST else _as_kind(value, kind, way)


def _as_kind(value: float | str, kind: str, _way: Schema | None = None) -> Any:
    number = float(value)
    if kind == "integer" or number.is_integer():
        return int(number) if number.is_integer() else _MISSING
    return number


def _text(way: Schema, wanted: Field, filling: Filling) -> Any:
    found = _ordered(wanted, filling) or _free_text(wanted, filling)
    form = way.get("format")
    iso = form == "date" or any(each in wanted.said for each in ("iso", "yyyy", "tttt"))
    if iso and form in (None, "date"):
        date = best_date(wanted, filling.source)
        return _MISSING if date is None else str(date.value)
    if form == "date-time":
        date = best_date(wanted, filling.source)
        return _MISSING if date is None else f"{date.value}T00:00:00"
    if isinstance(way.get("pattern"), str):
        return _of_pattern(way["pattern"], found, filling.source.text)
    if found is None:
        return _MISSING
    most = way.get("maxLength")
    return found[:most] if isinstance(most, int) else found


def _of_pattern(pattern: str, found: str | None, text: str) -> Any:
    if found is not None and matches(pattern, found):
        return found
    try:
        inner = re.compile(pattern.removeprefix("^").removesuffix("$"))
    except (re.error, RecursionError, OverflowError):
        return _MISSING
    match = inner.search(text[:10_000])
    return match.group() if match and match.group() else _MISSING


def _free_text(wanted: Field, filling: Filling) -> str | None:
    own = set(wanted.own)
    if _ANSWERS & own or _QUOTES & own:
        sentence = best_answer(filling.question, filling.source.sentences)
        return sentence.text if sentence is not None else filling.unsaid or None
    if _SUMMARIES & own:
        return " ".join(each.text for each in key_sentences(filling.source.sentences, 2)) or filling.unsaid or None
    return fields.text_value(wanted, filling.source) or filling.unsaid or None


def _ordered(wanted: Field, filling: Filling) -> str | None:
    for name, value in filling.orders.items():
        if name == "*" or fold(name) in wanted.said or fold(name) == fold(wanted.name):
            return value
    return None


def _least(schema: Any, root: Schema, depth: int) -> Any:
    """The least value that is valid, where a value is required and the text gives none."""
    if depth > _DEEPEST:
        raise beyond_schema()
    ways = alternatives(schema, root)
    for way in sorted(ways, key=lambda each: kind_of(each) != "null"):
        for value in _least_of(way, root, depth):
            if is_valid(plain(value), way, root):
                return value
    raise beyond_schema()


def _least_of(way: Schema, root: Schema, depth: int) -> list[Any]:
    if "const" in way:
        return [way["const"]]
    if way.get("enum"):
        return list(way["enum"])
    kind = kind_of(way)
    if kind == "null":
        return [None]
    if kind == "object":
        required = sorted(
            way.get("required", ()),
            key=lambda name: list(way.get("properties", {})).index(name) if name in way.get("properties", {}) else 999,
        )
        properties = way.get("properties", {})
        return [
            {
                name: _least(properties.get(name, way.get("additionalProperties", {})), root, depth + 1)
                for name in required
            }
        ]
    if kind == "array":
        item = [_least(way.get("items", {}), root, depth + 1)] if way.get("minItems", 0) else []
        return [item * int(min(way.get("minItems", 0), 1_000))]
    if kind == "boolean":
        return [False, True]
    if kind in ("integer", "number"):
        bounds = [way.get(bound) for bound in ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")]
        near = [value + shift for value in bounds if isinstance(value, int | float) for shift in (0, 1, -1, 0.5, -0.5)]
        step = way.get("multipleOf")
        near += [step * -(-value // step) for value in near] if isinstance(step, int | float) and step > 0 else []
        candidates = [0, *near]
        return [int(value) if float(value).is_integer() else value for value in candidates]
    return _least_texts(way)


def _least_texts(way: Schema) -> list[str]:
    least = int(min(way.get("minLength", 0), 10_000))
    of_format = {
        "date": "0001-01-01",
        "date-time": "0001-01-01T00:00:00",
        "time": "00:00:00",
        "email": "tidak-ada@contoh.id",
    }
    candidates = [of_format[way["format"]]] if way.get("format") in of_format else ["", "-"]
    candidates.append("-" * least)
    if isinstance(way.get("pattern"), str):
        made = sample(way["pattern"], least)
        candidates += [made] if made is not None else []
    return candidates


def argument(name: str, schema: Any, root: Schema, filling: Filling) -> Any:
    """A value that the text gives for one named schema; None if it gives none."""
    value = plain(_value(schema, root, name, "", filling, 0))
    return None if value is _MISSING or value == [] else value
