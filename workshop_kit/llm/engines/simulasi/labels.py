"""Labels as a prompt lists them, with what is said of each."""

import re

from workshop_kit.llm.engines.simulasi.words import fold

_MOST_LABELS = 60
_LONGEST_LABEL = 60
_LONGEST = 8_000
_HEADING = re.compile(
    r"(?:label|labels|kategori|kategorinya|categories|category|pilihan|kelas|classes|options|golongan|jenis"
    r"|daftar)\b[^:\n]{0,60}:[ \t]*",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^[ \t]{0,8}(?:[-*•·–]|\d{1,2}[.)]|[a-zA-Z][.)])[ \t]{1,4}(\S[^\n]{0,300})$", re.MULTILINE)
_TRIGGER = re.compile(
    r"\b(?:salah satu(?: dari| label| kategori)?(?: berikut)?|satu dari|antara|dari daftar|dari pilihan"
    r"|one of|into|among|between"
    r"|sebagai|menjadi|ke dalam|ke|either|label|kategori|kelas|labels|categories|dengan|urgensi(?:nya)?"
    r"|sentimen(?:nya)?|is it|apakah"
    r"|yaitu|yakni|adalah|as|with)\b[ \t]{0,3}(?:kategori|label|labels|categories|kelas|berikut|these"
    r"|ini)?[ \t]{0,3}:?[ \t]{0,3}",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"[(\[{]([^()\[\]{}\n]{3,400})[)\]}]")
_SEPARATOR = re.compile(r"[ \t]*(?:,[ \t]*(?:dan|atau|and|or)\b|[,;|/\n]|\b(?:atau|or)\b)[ \t]*")
_LAST_AND = re.compile(r"[ \t]+(?:dan|and|&)[ \t]+")
_WORDS_WITH_OR = re.compile(r"\b[\w-]{2,30}(?:, [\w-]{2,30}){0,20},? (?:atau|or) [\w-]{2,30}\b")
_END = re.compile(r"[.?\n;:]|$")
_DESCRIPTION = re.compile(r"[ \t]*(?::|[–—]|[ \t]-[ \t]|=|→)[ \t]*|[ \t]+\((?=[^)]{3,200}\)?$)")
_QUOTES = "\"'`“”‘’<>*_ \t"


def labels_in(instruction: str) -> dict[str, str]:
    """Labels listed in an instruction.

    Parameters
    ----------
    instruction : str

    Returns
    -------
    dict of str to str
        Label → what is said of it, often nothing; in order; empty if fewer than two are listed.

    Examples
    --------
    >>> list(labels_in("Pilih satu: jalan, air bersih atau sampah."))
    ['jalan', 'air bersih', 'sampah']
    >>> labels_in("Label:\\n- jalan: aspal rusak\\n- air")
    {'jalan': 'aspal rusak', 'air': ''}
    """
    said = instruction[:_LONGEST]
    for find in (_under_heading, _after_heading, _in_brackets, _after_trigger, _after_colon, _bare):
        found = find(said)
        if 2 <= len(found) <= _MOST_LABELS:
            return found
    return {}


def _under_heading(said: str) -> dict[str, str]:
    heading = _HEADING.search(said)
    begin = heading.end() if heading else 0
    lines = [match for match in _BULLET.finditer(said) if match.start() >= begin]
    if not heading and len(lines) < 2:
        return {}
    return _labels([match.group(1) for match in lines])


def _after_heading(said: str) -> dict[str, str]:
    for heading in _HEADING.finditer(said):
        end = _END.search(said, heading.end())
        found = _listed(said[heading.end() : end.start() if end else len(said)])
        if len(found) >= 2:
            return found
    return {}


def _in_brackets(said: str) -> dict[str, str]:
    for match in _BRACKETS.finditer(said):
        found = _listed(match.group(1))
        if len(found) >= 2:
            return found
    return {}


def _after_trigger(said: str) -> dict[str, str]:
    best: dict[str, str] = {}
    for match in _TRIGGER.finditer(said):
        end = _END.search(said, match.end())
        found = _listed(said[match.end() : end.start() if end else len(said)])
        if len(found) > len(best) and len(found) >= 2:
            best = found
    return best


def _after_colon(said: str) -> dict[str, str]:
    for place in [match.end() for match in re.finditer(":", said)][:50]:
        end = _END.search(said, place)
        found = _listed(said[place : end.start() if end else len(said)])
        if len(found) >= 2:
            return found
    return {}


def _bare(said: str) -> dict[str, str]:
    match = _WORDS_WITH_OR.search(said)
    return _listed(match.group()) if match else {}


def _listed(text: str) -> dict[str, str]:
    """Labels of a list in one line; none if it does not look like one."""
    parts = [part for part in _SEPARATOR.split(text[:2_000]) if part.strip(_QUOTES)]
    if parts:
        # "jalan, air dan sampah", "antara jalan dan air"
        parts[-1:] = _LAST_AND.split(parts[-1], maxsplit=1)
    if any(len(part.split()) > 5 for part in parts):
        return {}
    return _labels(parts)


def _labels(parts: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in parts:
        name, description = (part, "")
        split = _DESCRIPTION.search(part)
        if split and split.start() > 0:
            name, description = part[: split.start()], part[split.end() :].strip(") \t")
        name = name.strip(_QUOTES + ".,;:")
        if 0 < len(name) <= _LONGEST_LABEL and name not in found:
            found[name] = description
    return found


def named_in(text: str, labels: list[str]) -> str | None:
    """The label that a text names first, if it names one; in whole words, whatever their case."""
    said = f" {_plain(text)} "
    places = [(said.find(f" {_plain(label)} "), -len(label), label) for label in labels]
    found = sorted(place for place in places if place[0] >= 0)
    return found[0][2] if found else None


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", fold(text[:_LONGEST])))
