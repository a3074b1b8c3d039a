"""JSON schemas: resolved, followed, and checked."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from workshop_kit.language import _
from workshop_kit.llm.problems import Problem

Schema = Mapping[str, Any]
_DEEPEST = 40
_MOST_TO_SEARCH = 20_000


def resolved(schema: Any, root: Schema) -> Schema:
    """A schema with its reference followed and the schemas that must all hold laid over each other.

    Raises
    ------
    Problem
        400 for a reference to nothing or in a circle.
    """
    for _step in range(_DEEPEST):
        if not isinstance(schema, Mapping):
            return {} if schema is not False else {"not": {}}
        reference = schema.get("$ref")
        if isinstance(reference, str):
            rest = {name: value for name, value in schema.items() if name != "$ref"}
            schema = {**_referred(reference, root), **rest}
        elif isinstance(schema.get("allOf"), Sequence):
            rest = {name: value for name, value in schema.items() if name != "allOf"}
            for each in schema["allOf"]:
                rest = _laid_over(rest, resolved(each, root))
            schema = rest
        else:
            return schema
    raise beyond_schema()


def _referred(reference: str, root: Schema) -> Schema:
    place: Any = root
    for step in reference.removeprefix("#").strip("/").split("/"):
        if not step:
            continue
        if not isinstance(place, Mapping) or step not in place:
            raise beyond_schema()
        place = place[step]
    if not isinstance(place, Mapping):
        raise beyond_schema()
    return place


def _laid_over(one: Mapping[str, Any], other: Schema) -> dict[str, Any]:
    merged = {**one, **other}
    if isinstance(one.get("properties"), Mapping) and isinstance(other.get("properties"), Mapping):
        merged["properties"] = {**one["properties"], **other["properties"]}
    if isinstance(one.get("required"), Sequence) and isinstance(other.get("required"), Sequence):
        merged["required"] = [*one["required"], *other["required"]]
    return merged


def alternatives(schema: Schema, root: Schema) -> list[Schema]:
    """The schemas of which one may be followed, each with one type, null among them if it is allowed."""
    given = resolved(schema, root)
    for name in ("anyOf", "oneOf"):
        if isinstance(given.get(name), Sequence):
            rest = {key: value for key, value in given.items() if key != name}
            return [way for each in given[name] for way in alternatives({**rest, **resolved(each, root)}, root)]
    kinds = given.get("type")
    if isinstance(kinds, list):
        return [{**given, "type": kind} for kind in kinds]
    if given.get("nullable") is True:
        return [given, {"type": "null"}]
    return [given]


def kind_of(schema: Schema) -> str:
    """The type of a schema that has one, else the one its keywords are about."""
    kind = schema.get("type")
    if isinstance(kind, str):
        return kind
    for name, implied in (("properties", "object"), ("items", "array"), ("minimum", "number"), ("maximum", "number")):
        if name in schema:
            return implied
    return "string"


def is_valid(value: Any, schema: Any, root: Schema, depth: int = 0) -> bool:
    """Whether a value holds to a schema, as far as the keywords that are known here go.

    Examples
    --------
    >>> is_valid({"a": 1}, {"type": "object", "required": ["a"]}, {}), is_valid("x", {"maxLength": 0}, {})
    (True, False)
    """
    if schema is True or schema is False:
        return bool(schema)
    if depth > _DEEPEST or not isinstance(schema, Mapping):
        return False
    if "$ref" in schema and not is_valid(value, _referred(str(schema["$ref"]), root), root, depth + 1):
        return False
    return (
        _is_of_type(value, schema)
        and _is_of_values(value, schema)
        and _holds_combined(value, schema, root, depth)
        and _HOLDS.get(type(value), _always)(value, schema, root, depth)
    )


def _always(_value: Any, _schema: Schema, _root: Schema, _depth: int) -> bool:
    return True


_TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,), "array": (list,), "string": (str,), "number": (int, float), "integer": (int, float),
    "boolean": (bool,), "null": (type(None),),
}  # fmt: skip


def _is_of_type(value: Any, schema: Schema) -> bool:
    kinds = schema.get("type")
    if kinds is None:
        return True
    for kind in [kinds] if isinstance(kinds, str) else kinds:
        if type(value) in _TYPES.get(kind, ()) and (kind != "integer" or float(value).is_integer()):
            return True
    return value is None and schema.get("nullable") is True


def _is_of_values(value: Any, schema: Schema) -> bool:
    if "const" in schema and not _same(value, schema["const"]):
        return False
    return "enum" not in schema or any(_same(value, each) for each in schema["enum"])


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    return bool(one == other)


def _holds_combined(value: Any, schema: Schema, root: Schema, depth: int) -> bool:
    def holds(each: Any) -> bool:
        return is_valid(value, each, root, depth + 1)

    if not all(map(holds, schema.get("allOf", ()))):
        return False
    if "anyOf" in schema and not any(map(holds, schema["anyOf"])):
        return False
    if "oneOf" in schema and sum(map(holds, schema["oneOf"])) != 1:
        return False
    if "not" in schema and holds(schema["not"]):
        return False
    if "if" in schema:
        return holds(schema.get("then", True)) if holds(schema["if"]) else holds(schema.get("else", True))
    return True


def _text_holds(value: str, schema: Schema, _root: Schema, _depth: int) -> bool:
    if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)):
        return False
    if "pattern" in schema and not matches(schema["pattern"], value):
        return False
    return _is_of_format(value, schema.get("format"))


def _is_of_format(value: str, form: Any) -> bool:
    try:
        if form == "date":
            date.fromisoformat(value)
        elif form == "date-time":
            datetime.fromisoformat(value)
        elif form == "time":
            time.fromisoformat(value)
    except ValueError:
        return False
    return form != "email" or re.fullmatch(r"[^@\s]{1,64}@[^@\s]{1,255}|<EMAIL_\d{1,4}>", value) is not None


def matches(pattern: str, value: str) -> bool:
    """Whether a pattern is found in a value; a pattern that is none is found nowhere."""
    try:
        return re.search(pattern, value[:_MOST_TO_SEARCH]) is not None
    except (re.error, RecursionError, OverflowError):
        return False


def _number_holds(value: float, schema: Schema, _root: Schema, _depth: int) -> bool:
    step = schema.get("multipleOf")
    return (
        schema.get("minimum", value) <= value <= schema.get("maximum", value)
        and ("exclusiveMinimum" not in schema or value > schema["exclusiveMinimum"])
        and ("exclusiveMaximum" not in schema or value < schema["exclusiveMaximum"])
        and (not step or abs(value / step - round(value / step)) < 1e-9)
    )


def _list_holds(value: list[Any], schema: Schema, root: Schema, depth: int) -> bool:
    if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
        return False
    if schema.get("uniqueItems") and any(_same(one, other) for at, one in enumerate(value) for other in value[:at]):
        return False
    before = schema.get("prefixItems", [])
    if not all(is_valid(each, way, root, depth + 1) for each, way in zip(value, before, strict=False)):
        return False
    rest = value[len(before) :]
    if "items" in schema and not all(is_valid(each, schema["items"], root, depth + 1) for each in rest):
        return False
    if "contains" in schema:
        count = sum(is_valid(each, schema["contains"], root, depth + 1) for each in value)
        return bool(schema.get("minContains", 1) <= count <= schema.get("maxContains", count))
    return True


def _object_holds(value: dict[str, Any], schema: Schema, root: Schema, depth: int) -> bool:
    if any(name not in value for name in schema.get("required", ())):
        return False
    if not schema.get("minProperties", 0) <= len(value) <= schema.get("maxProperties", len(value)):
        return False
    names = schema.get("propertyNames")
    if names is not None and not all(is_valid(name, names, root, depth + 1) for name in value):
        return False
    return all(
        all(is_valid(each, way, root, depth + 1) for way in _ways_of(name, schema)) for name, each in value.items()
    )


def _ways_of(name: str, schema: Schema) -> list[Any]:
    ways = [schema["properties"][name]] if name in schema.get("properties", {}) else []
    ways += [way for pattern, way in schema.get("patternProperties", {}).items() if matches(pattern, name)]
    return ways or [schema.get("additionalProperties", True)]


_HOLDS: Mapping[type, Any] = {
    str: _text_holds, int: _number_holds, float: _number_holds, list: _list_holds, dict: _object_holds,
}  # fmt: skip


def beyond_schema() -> Problem:
    """What is told of a schema that cannot be filled."""
    return Problem(400, "schema_beyond_simulator", _BEYOND, param="response_format")


_BEYOND = _(
    "Skema ini di luar kemampuan simulator; pakai kolom teks, angka, ya/tidak, pilihan, daftar, dan objek tanpa syarat "
    "bersilang."
)
