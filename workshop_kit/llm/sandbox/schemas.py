"""JSON schemas of a request, bounded: small, without references to elsewhere, without patterns that explode.

A schema is data that engines follow: what is not known here is refused by name, so that no engine meets it.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from workshop_kit.language import _
from workshop_kit.llm.problems import Problem
from workshop_kit.llm.sandbox.fields import OBJECT, join, wrong_type
from workshop_kit.llm.sandbox.wording import shortened

_MOST_PLACES = 500
_MOST_EXPANDED = 2_000
_DEEPEST = 12
_LONGEST_TEXT = 4_096
_LONGEST_PATTERN = 128
_HIGHEST_COUNT = 10_000
_MOST_UNBOUNDED = 2

_SCHEMA = frozenset(("items", "additionalProperties", "contains", "propertyNames", "not", "if", "then", "else"))
_SCHEMAS = frozenset(("anyOf", "allOf", "oneOf", "prefixItems"))
_NAMED_SCHEMAS = frozenset(("properties", "$defs", "definitions", "patternProperties"))
_COUNTS = frozenset(
    ("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties", "minContains", "maxContains")
)
_NUMBERS = frozenset(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"))
_TEXTS = frozenset(("title", "description", "format", "$comment", "$schema", "pattern", "$ref"))
_FLAGS = frozenset(("uniqueItems", "deprecated", "readOnly", "writeOnly", "nullable"))
_ANY = frozenset(("default", "const", "examples", "example"))
_TYPES = frozenset(("object", "array", "string", "number", "integer", "boolean", "null"))
_REFERENCE = re.compile(r"#(/(\$defs|definitions)/[^/%~]{1,128})?")

# A pattern without its character classes and escaped characters, then what may make a search explode.
_CLASS = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_UNBOUNDED = re.compile(r"[*+]|\{\d*,\}")
_RISKY = re.compile(r"\(\?(?![:)])|\)\s*(?:[*+]|\{)|[*+}?][*+{]|\{\d{4,}|\{\d*,\d{4,}")
_BACKWARD = re.compile(r"(?<!\\)(?:\\\\)*\\(?:[1-9]|g|k)")


def check_schema(schema: Any, path: str) -> Mapping[str, Any]:
    """A JSON schema that engines may follow, as it was given.

    Parameters
    ----------
    schema : object
        What stands where a schema should.
    path : str
        Where it stands, as told to the reader.

    Raises
    ------
    Problem
        400: not an object, a keyword that is not known, too large or deep, a ``$ref`` to elsewhere, to nothing or to
        itself, a pattern that may take for ever.
    """
    if type(schema) is not dict:
        raise wrong_type(path, OBJECT)
    for places, (depth, place, each) in enumerate(_subschemas(schema, path), 1):
        if places > _MOST_PLACES:
            raise Problem(400, "schema_too_large", _TOO_LARGE, param=path, field=path, most=_MOST_PLACES)
        if depth > _DEEPEST:
            raise Problem(400, "schema_too_deep", _TOO_DEEP, param=path, field=path, depth=_DEEPEST)
        if type(each) is not bool:
            _check_keywords(each, place)
    _check_references(schema, path)
    return schema


def _subschemas(schema: dict[str, Any], path: str) -> Iterator[tuple[int, str, Any]]:
    """Each schema within a schema, itself first, with its depth and place; no recursion."""
    left: list[tuple[int, str, Any]] = [(1, path, schema)]
    while left:
        depth, place, each = left.pop()
        if type(each) is bool:
            yield depth, place, each
            continue
        if type(each) is not dict:
            raise wrong_type(place, OBJECT)
        yield depth, place, each
        for name, value in each.items():
            if name in _SCHEMA:
                left.append((depth + 1, join(place, name), value))
            elif name in _SCHEMAS:
                if type(value) is not list or not value:
                    raise _bad(join(place, name))
                left += [(depth + 1, join(place, name), one) for one in value]
            elif name in _NAMED_SCHEMAS:
                if type(value) is not dict:
                    raise wrong_type(join(place, name), OBJECT)
                if any(len(key) > 128 for key in value):
                    raise _bad(join(place, name))
                if name == "patternProperties":
                    for key in value:
                        _check_pattern(key, join(place, name))
                left += [(depth + 1, f"{place}.{name}.{shortened(key)}", one) for key, one in value.items()]


def _check_keywords(schema: dict[str, Any], place: str) -> None:
    for name, value in schema.items():
        if name in _SCHEMA or name in _SCHEMAS or name in _NAMED_SCHEMAS:
            continue
        where = join(place, shortened(name))
        if name in _TEXTS:
            good = type(value) is str and len(value) <= _LONGEST_TEXT
        elif name in _COUNTS:
            good = type(value) is int and 0 <= value <= _HIGHEST_COUNT
        elif name in _NUMBERS:
            good = type(value) in (int, float)
        elif name in _FLAGS:
            good = type(value) is bool
        elif name in _ANY:
            good = True
        elif name == "type":
            good = _is_type(value)
        elif name == "enum":
            good = type(value) is list and 0 < len(value) <= _MOST_PLACES
        elif name == "required":
            good = type(value) is list and all(type(each) is str for each in value)
        elif name == "discriminator":
            good = type(value) is dict
        else:
            raise Problem(400, "unknown_keyword", _UNKNOWN, param=where, field=where)
        if not good:
            raise _bad(where)
        if name == "pattern":
            _check_pattern(value, where)


def _is_type(value: Any) -> bool:
    if type(value) is list:
        return bool(value) and all(type(each) is str and each in _TYPES for each in value)
    return type(value) is str and value in _TYPES


def _check_pattern(pattern: str, where: str) -> None:
    """Refuse a pattern whose search may take more than time in proportion to a small power of the text's length.

    A simple rule that can be told: no repeated group, no repeat of a repeat, no look-around, no reference backwards,
    and at most two repeats without end.
    """
    bare = _CLASS.sub("x", pattern)
    if (
        len(pattern) > _LONGEST_PATTERN
        or _RISKY.search(bare)
        or _BACKWARD.search(pattern)
        or len(_UNBOUNDED.findall(bare)) > _MOST_UNBOUNDED
    ):
        raise Problem(400, "risky_pattern", _RISKY_PATTERN, param=where, field=where)
    try:
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError):
        raise _bad(where) from None


def _check_references(schema: dict[str, Any], path: str) -> None:
    """Refuse references to elsewhere, to nothing, in a circle, and those that multiply without measure."""
    definitions = {
        f"#/{group}/{name}": each for group in ("$defs", "definitions") for name, each in schema.get(group, {}).items()
    }
    sizes: dict[str, int] = {}
    running: set[str] = set()

    def size_of(each: dict[str, Any] | bool, at_root: bool) -> int:
        total = 0
        # Definitions count where they are used.
        used = each if not at_root or type(each) is bool else _without_definitions(each)
        for _depth, place, part in _subschemas(used, path) if type(used) is dict else ():
            total += 1
            if type(part) is dict and "$ref" in part:
                total += size_of_reference(part["$ref"], place)
            if total > _MOST_EXPANDED:
                raise Problem(400, "schema_too_large", _TOO_LARGE, param=path, field=path, most=_MOST_EXPANDED)
        return total

    def size_of_reference(reference: str, place: str) -> int:
        where = join(place, "$ref")
        if not _REFERENCE.fullmatch(reference):
            raise Problem(400, "foreign_reference", _FOREIGN, param=where, field=where)
        if reference == "#" or reference in running:
            raise Problem(400, "cyclic_reference", _CYCLIC, param=where, field=where)
        if reference not in definitions:
            raise Problem(400, "unresolved_reference", _UNRESOLVED, param=where, field=where)
        if len(running) >= _DEEPEST:
            raise Problem(400, "schema_too_deep", _TOO_DEEP, param=path, field=path, depth=_DEEPEST)
        if reference not in sizes:
            running.add(reference)
            sizes[reference] = size_of(definitions[reference], at_root=False)
            running.discard(reference)
        return sizes[reference]

    size_of(schema, at_root=True)
    for reference in definitions:
        size_of_reference(reference, path)


def _without_definitions(schema: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in schema.items() if name not in ("$defs", "definitions")}


def _bad(where: str) -> Problem:
    return Problem(400, "bad_schema", _BAD, param=where, field=where)


_BAD = _("“{field}” tidak sah dalam skema JSON; perbaiki nilainya.")
_UNKNOWN = _("“{field}” bukan kata kunci skema JSON yang dikenal di sini; hapus dari skema.")
_TOO_LARGE = _("Skema “{field}” terlalu besar (paling banyak {most} bagian); sederhanakan.")
_TOO_DEEP = _("Skema “{field}” bersarang lebih dari {depth} tingkat; sederhanakan.")
_FOREIGN = _("“{field}” menunjuk ke luar skema; pakai hanya #/$defs/nama.")
_CYCLIC = _("“{field}” menunjuk kembali ke dirinya sendiri; susun skema tanpa lingkaran.")
_UNRESOLVED = _("“{field}” menunjuk ke bagian yang tidak ada; tambahkan bagian itu di $defs.")
_RISKY_PATTERN = _(
    "Pola di “{field}” terlalu rumit; pakai pola pendek, tanpa kelompok berulang, dengan paling banyak dua pengulangan "
    "tanpa batas."
)
