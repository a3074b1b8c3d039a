"""From bytes to values: JSON as the standard has it, nothing doubled, nothing too deep."""

import json
import re
from typing import Any

import orjson

from workshop_kit.language import _
from workshop_kit.llm.problems import Problem
from workshop_kit.llm.sandbox.reading import Bounds
from workshop_kit.llm.sandbox.wording import shortened

_STRING = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)


def decode(body: bytes, bounds: Bounds) -> dict[str, Any]:
    """The object that a body writes.

    Raises
    ------
    Problem
        400, saying what is wrong: no JSON, no object, a key twice, NaN or an infinite number, half a surrogate pair,
        too deep, too many values, a null character.
    """
    try:
        document = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise _unreadable(body, error) from None
    if type(document) is not dict:
        raise Problem(400, "not_an_object", _NOT_AN_OBJECT)
    if not each_key_once(body, document, bounds):
        raise Problem(400, "duplicate_key", _DUPLICATE, key=shortened(_doubled(body)))
    if b"\\u0000" in body and _has_null(document):
        raise Problem(400, "null_character", _NULL)
    return document


def each_key_once(written: bytes, document: Any, bounds: Bounds) -> bool:
    """Whether the JSON that was read as `document` writes no key twice in one object.

    Raises
    ------
    Problem
        400 if it is too deep or has too many values.
    """
    # Outside of strings, valid JSON has one colon for each key it writes; the object has each key once.
    return _STRING.sub(b"", written).count(b":") == _count_keys(document, bounds)


def _count_keys(document: Any, bounds: Bounds) -> int:
    """Count keys level by level: no recursion that an attacker could exhaust."""
    keys = values = depth = 0
    level: list[Any] = [document] if type(document) in (dict, list) else []
    while level:
        depth += 1
        if depth > bounds.depth:
            raise Problem(400, "too_deep", _TOO_DEEP, depth=bounds.depth)
        below: list[Any] = []
        for each in level:
            values += len(each)
            inside = each
            if type(each) is dict:
                keys += len(each)
                inside = each.values()
            below += [value for value in inside if type(value) is dict or type(value) is list]
        if values > bounds.values:
            raise Problem(400, "too_many_values", _TOO_MANY, values=bounds.values)
        level = below
    return keys


def _unreadable(body: bytes, error: orjson.JSONDecodeError) -> Problem:
    if "depth" in error.msg or "recursion" in error.msg.lower():
        return Problem(400, "too_deep", _TOO_DEEP, depth=Bounds().depth)
    if "surrogate" in error.msg and "UTF-8" not in error.msg:
        return Problem(400, "lone_surrogate", _SURROGATE)
    if "UTF-8" in error.msg and "BOM" not in error.msg:
        return Problem(400, "not_utf8", _NOT_UTF8)
    # The position counts characters; the text is UTF-8, or there would have been another message.
    at = error.doc[error.pos : error.pos + 9] if isinstance(error.doc, str) else ""
    if "infinity" in error.msg or re.match(r"-?(NaN|Infinity)", at):
        return Problem(400, "not_finite", _NOT_FINITE)
    return Problem(400, "invalid_json", _INVALID, line=error.lineno, column=error.colno)


def _doubled(body: bytes) -> str:
    """The first key that stands twice in one object; looked for only when there is one."""
    found: list[str] = []

    def look(pairs: list[tuple[str, Any]]) -> None:
        seen = set()
        for key, _value in pairs:
            if key in seen and not found:
                found.append(key)
            seen.add(key)

    json.loads(body, object_pairs_hook=look)
    return found[0] if found else ""


def _has_null(document: Any) -> bool:
    left = [document]
    while left:
        value = left.pop()
        if type(value) is str and "\x00" in value:
            return True
        if type(value) is dict:
            left += value.keys()
            left += value.values()
        elif type(value) is list:
            left += value
    return False


_NOT_AN_OBJECT = _("Isi permintaan harus sebuah objek JSON, bukan daftar atau nilai tunggal.")
_INVALID = _(
    "Isi permintaan bukan JSON yang sah (baris {line}, kolom {column}); periksa tanda kutip, koma, dan kurungnya."
)
_DUPLICATE = _("Kunci “{key}” tertulis dua kali dalam satu objek JSON; hapus salah satu.")
_NULL = _("Teks berisi karakter nol (\\u0000); hapus karakter itu.")
_TOO_DEEP = _("JSON bersarang lebih dari {depth} tingkat; sederhanakan susunannya.")
_TOO_MANY = _("JSON berisi lebih dari {values} nilai; kirim lebih sedikit.")
_SURROGATE = _("Teks berisi separuh pasangan surogat (\\ud800-\\udfff); kirim karakter yang utuh.")
_NOT_UTF8 = _("Isi permintaan bukan UTF-8; simpan teksnya sebagai UTF-8 lalu kirim ulang.")
_NOT_FINITE = _("NaN, Infinity, dan bilangan yang terlalu besar tidak ada dalam JSON; kirim bilangan biasa.")
