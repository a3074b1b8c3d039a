"""A document and a field of a form: what both are read as, and a line that names the field."""

import re
from dataclasses import dataclass
from functools import cached_property

from workshop_kit.llm.engines.simulasi import values
from workshop_kit.llm.engines.simulasi.sentences import Sentence, sentences
from workshop_kit.llm.engines.simulasi.values import Value
from workshop_kit.llm.engines.simulasi.words import fold, stems, word_set

# A form is filled from the beginning of a document.
_LONGEST = 40_000
_LINE = re.compile(r"^[ \t>*-]{0,6}([A-Za-z][\w /().-]{0,40}?)[ \t]{0,20}:[ \t]{0,8}(\S[^\n]{0,400})$", re.MULTILINE)
# A number after these names something and counts nothing.
_COUNTING = re.compile(
    r"\b(?:kelas|lantai|nomor|no\.?|pasal|ayat|tahap|blok|gang|km|versi|pekan ke"
    r"|ke)[ \t-]{0,2}(?:\d{1,3} (?:dan|sampai) )?$",
    re.IGNORECASE,
)
RT = re.compile(r"\b(?:RT|rt|Rt)\.?[ \t]{0,2}(\d{1,3})\b")
# Words that say what sort of value is wanted, not which one.
GENERAL = word_set(
    """jumlah banyak banyaknya besar besarnya nilai angka total dalam berapa nomor tanggal tgl date waktu lama apa
    apakah ada rupiah persen     persentase per yang nama tempat lokasi kejadian surat dari number count name
    sebutkan isi perkiraan diminta tulis ditulis format null     jika bila tidak disebut teks string integer
    satuan meter iso bilangan bulat sudah kali hari setiap data desimal"""
)


@dataclass(frozen=True)
class Source:
    """A document with what can be found in it, each found once."""

    whole: str

    @cached_property
    def text(self) -> str:
        """Its beginning."""
        return self.whole[:_LONGEST]

    @cached_property
    def lines(self) -> list[tuple[frozenset[str], str, str]]:
        """Lines "name: value": stems of the name, the name, the value."""
        return [
            (frozenset(_plain_words(match.group(1))), match.group(1), match.group(2).strip())
            for match in _LINE.finditer(self.text)
        ]

    @cached_property
    def sentences(self) -> list[Sentence]:
        """Its sentences."""
        return sentences(self.text)

    @cached_property
    def dates(self) -> list[Value]:
        """Its dates."""
        return values.dates(self.text)

    @cached_property
    def money(self) -> list[Value]:
        """Its amounts of money."""
        return values.money(self.text)

    @cached_property
    def percents(self) -> list[Value]:
        """Its percentages."""
        return values.percents(self.text)

    @cached_property
    def years(self) -> list[Value]:
        """Its years."""
        return values.years(self.text)

    @cached_property
    def numbers(self) -> list[Value]:
        """Numbers that are no part of a date, an amount or a percentage."""
        taken = sorted(
            (each.start, each.end) for each in [*self.dates, *self.money, *values.clocks(self.text), *_rts(self.text)]
        )
        starts = {place for start, end in taken for place in range(start, end)}
        return [
            each
            for each in values.numbers(self.text)
            if each.start not in starts and not _COUNTING.search(self.text[max(0, each.start - 14) : each.start])
        ]


@dataclass(frozen=True)
class Field:
    """A field of a form.

    Attributes
    ----------
    name, description : str
        As the schema has them; the description also holds those of what it is part of.
    """

    name: str
    description: str

    @cached_property
    def own(self) -> tuple[str, ...]:
        """Words of the name."""
        return tuple(_plain_words(self.name))

    @cached_property
    def said(self) -> tuple[str, ...]:
        """Words of name and description."""
        return (*self.own, *_plain_words(self.description))

    @cached_property
    def telling(self) -> frozenset[str]:
        """Stems that say which value is wanted."""
        special = [word for word in self.said if word not in GENERAL]
        return frozenset(stems(" ".join(special or self.own)))

    def has(self, *wanted: str) -> bool:
        """Whether one of some words stands in its name or description."""
        return any(each in self.said for each in wanted)


def line_value(field: Field, source: Source) -> str | None:
    """The value of a line whose name is that of the field."""
    own, said = frozenset(field.own), frozenset(field.said)
    best: tuple[float, str] | None = None
    for names, _name, value in source.lines:
        if not names:
            continue
        score = 2.0 * len(names & own) / len(names | own) + 0.5 * len(names & said) / len(names)
        if (names & own or names <= said) and (best is None or score > best[0]):
            best = score, value
    return best[1] if best is not None and best[0] >= 0.5 else None


def following(field: Field, source: Source) -> str | None:
    """What directly follows the field's own words in running text."""
    own = [word for word in field.own if len(word) > 1]
    if not own:
        return None
    said = r"[ \t]{1,3}".join(re.escape(word) for word in own)
    match = re.search(
        rf"\b{said}(?:nya)?[ \t]{{0,2}}(?:[:=]|adalah|ialah"
        rf"|yaitu)?[ \t]{{1,3}}([^\n,;.]{{1,80}}(?:\.\d[^\n,;. ]{{0,20}})?)",
        source.text,
        re.IGNORECASE,
    )
    return match.group(1).strip() if match else None


def _rts(text: str) -> list[Value]:
    return [Value(match.start(), match.end(), match.group(), match.group()) for match in RT.finditer(text)]


def _plain_words(text: str) -> list[str]:
    """Words of a name such as ``nomorSurat`` or ``nomor_surat``, folded."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text.replace("_", " ").replace("-", " "))
    return re.findall(r"[^\W_]{1,40}|%", fold(spaced))
