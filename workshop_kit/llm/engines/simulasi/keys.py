"""The fields of a form that a prompt describes in words, as a schema."""

import re
from typing import Any

from workshop_kit.llm.engines.simulasi.labels import labels_in
from workshop_kit.llm.engines.simulasi.words import fold, word_set

_PAIR = re.compile(
    r"\"([\w -]{1,60})\"[ \t\n]{0,8}:[ \t\n]{0,8}(\"[^\"\n]{0,300}\"|-?\d{1,12}(?:\.\d{1,6})?|true|false|null"
    r"|\[|\{|<[^>\n]{0,80}>)?"
)
_LISTED = re.compile(
    r"\b(?:kunci|key|keys|kolom|kolom-kolom|field|fields|isian|atribut|berisi|memuat|data|informasi|ekstrak"
    r"|ambil|extract|catat|cari|find|nilai)\b[^:\n.]{0,50}?"
    r"(?::|\bberikut\b|\b(?:berikut|dari teks)?)[ \t]{0,3}([^.\n]{4,300})",
    re.IGNORECASE,
)
_BULLET = re.compile(
    r"^[ \t]{0,8}[-*•][ \t]{0,3}[\"`*]{0,3}([\w ]{2,40}?)[\"`*]{0,3}(?:[ \t]{0,3}(?::|[–—=(]"
    r"|-[ \t])[ \t]{0,3}([^\n]{0,200}))?$",
    re.MULTILINE,
)
_LONGEST = 6_000
_STANDARD = {
    "kategori": [
        "jalan",
        "drainase",
        "sampah",
        "air_bersih",
        "perhubungan",
        "kesehatan",
        "kependudukan",
        "perizinan_pajak",
        "lingkungan",
        "ketertiban",
    ],
    "urgensi": ["rendah", "sedang", "tinggi"],
    "sentimen": ["positif", "netral", "negatif"],
}
_NUMBERS = word_set("jumlah banyak banyaknya umur usia biaya nominal count")


def form_in(instruction: str) -> dict[str, Any] | None:
    """A schema of the fields that an instruction names; None if it names none.

    Examples
    --------
    >>> list(form_in('Jawab dalam JSON: {"tanggal": "...", "urgensi": "rendah|tinggi"}')["properties"])
    ['tanggal', 'urgensi']
    >>> list(form_in("Ekstrak data berikut: nama, tanggal dan lokasi.")["properties"])
    ['nama', 'tanggal', 'lokasi']
    """
    said = instruction[:_LONGEST]
    fields: dict[str, dict[str, Any]] = {}
    for match in _PAIR.finditer(said):
        fields.setdefault(match.group(1), _of_example(match.group(1), match.group(2) or ""))
    if not fields:
        for match in _BULLET.finditer(said):
            fields.setdefault(match.group(1).strip(), _of_words(match.group(1), match.group(2) or ""))
    if not fields:
        for match in _LISTED.finditer(said):
            named = labels_in(f"pilihan: {match.group(1).strip(' :')}")
            if named:
                fields = {name: _of_words(name, description) for name, description in named.items()}
                break
    if not fields:
        return None
    return {"type": "object", "properties": fields, "required": list(fields)}


def _of_example(name: str, example: str) -> dict[str, Any]:
    bare = example.strip('"<>')
    ways = [way.strip() for way in re.split(r"[|/]", bare)]
    if 2 <= len(ways) <= 20 and all(0 < len(way) <= 40 for way in ways):
        return {"type": "string", "enum": ways}
    if example in ("true", "false") or fold(bare) in ("true", "false", "boolean", "bool"):
        return {"type": "boolean"}
    if re.fullmatch(r"-?\d[\d.]*", example) or fold(bare) in ("number", "integer", "angka", "bilangan"):
        return {"type": ["number", "null"]}
    if example == "[":
        return {"type": "array", "items": {"type": "string"}}
    return _of_words(name, bare)


def _of_words(name: str, description: str) -> dict[str, Any]:
    bare = fold(name).strip().replace(" ", "_")
    for standard, labels in _STANDARD.items():
        if bare == standard:
            own = list(labels_in(f"pilihan: {description}")) if description else []
            return {"type": "string", "enum": own or labels}
    first = bare.split("_")[0]
    kind = "number" if first in _NUMBERS else "string"
    return {"type": [kind, "null"], "description": description}
