"""How a reader of m08 would hold the narrative against ``kinerja_opd``, without knowing the key or the frames."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

TOLERANCE = 0.03  # of the table's value; what "sekitar" and "hampir" may hide
UNITS = {"indeks 0-100": "", "kasus per 100.000 penduduk": "kasus", "kematian per 100.000 kelahiran hidup": "kematian"}
SCALES = {"triliun": 1e12, "miliar": 1e9, "juta": 1e6}
# What a reader takes for a unit.
KNOWN_UNITS = re.compile(
    r" ?(persen|hari kerja|hari|jam|menit|kasus|kematian|orang|titik|mg/L|kilometer|hektare|instansi|inovasi|"
    r"unit kerja|pertemuan|kejadian|triliun|miliar|juta)\b"
)

ONE_TO_ELEVEN = (
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
)
ONES = {word: number for number, word in enumerate(ONE_TO_ELEVEN)}
NUMBER_WORD = "|".join([*ONES, "seratus", "seribu", "belas", "puluh", "ratus", "ribu", "koma"])
IN_WORDS = re.compile(rf"\b(?:{NUMBER_WORD})(?: (?:{NUMBER_WORD}))*\b")
IN_FIGURES = re.compile(r"(?<![\w.,])\d[\d.]*(?:,\d+)?(?!\w)|(?<=Rp)\d[\d.]*(?:,\d+)?")
YEAR = re.compile(r"\b20\d\d\b")
SECTION = re.compile(r"3\.2\.\d+ (.+)")
# Quarters, places and differences are not the year's result.
OTHER = re.compile(
    r"triwulan|semester|puskesmas [A-Z]|maret|september|poin persen|selisih|rentang|"
    r"setempat|kecamatan ini|wilayah kerja",
    re.IGNORECASE,
)
ASIDE = re.compile(
    r"^(?:sementara|berbeda dengan)\b[^,]*,|"
    r"\b(?:sedangkan|sementara|di luar|tidak termasuk|terlepas|pembahasan\w*)\b.*",
    re.IGNORECASE,
)

REACHED = re.compile(r"\b(?:tercapai|tercapainya|terpenuhi|terpenuhinya|memenuhi target|dapat dipenuhi|diraih)\b", re.I)
NOT = re.compile(r"\b(?:belum|tidak)\b[^.;,]{0,20}$", re.I)
COMPARED = re.compile(r"banding|daripada|sebelumnya|dari tahun|antara tahun|latar|terhadap tahun|disandingkan", re.I)
UP = re.compile(r"\b(?:meningkat|naik|lebih tinggi|bertambah tinggi)\b", re.I)
DOWN = re.compile(r"\b(?:menurun|turun|lebih rendah|berkurang)\b", re.I)
BETTER = re.compile(r"\b(?:membaik|perbaikan)\b", re.I)
WORSE = re.compile(r"\b(?:memburuk|kemunduran)\b", re.I)


class Finding(NamedTuple):
    start: int
    end: int
    reason: str


class Sentence(NamedTuple):
    text: str
    start: int
    section: str | None


class Truth(NamedTuple):
    unit: str
    falls: bool
    target: float
    value: float
    before: float
    budget: float
    spent: float


def from_words(text: str) -> float:
    """A number in words as a number."""
    whole, _, digits = text.partition(" koma ")
    total = current = 0
    for word in whole.split():
        if word in ONES:
            current += ONES[word]
        elif word == "seratus":
            current += 100
        elif word == "seribu":
            total += 1000
        elif word == "belas":
            current += 10
        elif word == "puluh":
            current += current % 10 * 9
        elif word == "ratus":
            current *= 100
        elif word == "ribu":
            total, current = total + current * 1000, 0
    return float(f"{total + current}.{''.join(str(ONES.get(word, 0)) for word in digits.split()) or 0}")


def numbers(text: str) -> list[tuple[float, str, int]]:
    """Every figure, its unit (empty where none follows) and where it stands."""
    found = [
        (float(each[0].rstrip(".").replace(".", "").replace(",", ".")), each.span())
        for each in IN_FIGURES.finditer(text)
    ]
    found += [(from_words(each[0]), each.span()) for each in IN_WORDS.finditer(text)]
    with_unit = [(value, KNOWN_UNITS.match(text, end), start) for value, (start, end) in found]
    return sorted(
        ((value, unit[1] if unit else "", start) for value, unit, start in with_unit), key=lambda each: each[2]
    )


def sentences(text: str, names: list[str]) -> Iterator[Sentence]:
    """The narrative's sentences with the section's indicator; tables, running lines and the appendix are left out."""
    section: str | None = None
    position = 0
    for line in text.splitlines(keepends=True):
        start, position = position, position + len(line)
        bare = line.strip("\n\f")
        heading = SECTION.fullmatch(bare)
        if bare == "LAMPIRAN":
            return
        if heading:
            section = heading[1] if heading[1] in names else section
        elif re.match(r"3\.3 |BAB ", bare):
            section = None
        elif not re.search(r" \| |  |^Tabel |\.\.\.\.\.|^\d\.\d", bare):
            for piece in re.finditer(r"\S.*?(?:[.!?](?= [A-Z])|$)", bare):
                yield Sentence(piece[0], start + line.index(bare) + piece.start(), section)


def truths(kinerja: pd.DataFrame, opd: str) -> dict[tuple[str, int], Truth]:
    """The agency's rows of the table by indicator and year."""
    own = kinerja[kinerja["opd"] == opd]
    values = {(row.indikator, row.tahun): row.realisasi for row in own.itertuples()}
    return {
        (row.indikator, row.tahun): Truth(
            row.satuan,
            row.arah == "turun",
            row.target,
            row.realisasi,
            values.get((row.indikator, row.tahun - 1), float("nan")),
            row.pagu_rp,
            row.serapan_rp,
        )
        for row in own.itertuples()
    }


def full_check(text: str, opd: str, year: int, kinerja: pd.DataFrame) -> list[Finding]:
    """Sentences of one report that the table contradicts."""
    table = truths(kinerja, opd)
    names = sorted({name for name, _ in table}, key=len, reverse=True)
    found = []
    before: tuple[str | None, int | None] = (None, None)
    for each in sentences(text, names):
        indicator = named(each.text, names)
        if indicator is None and "indikator ini" in each.text.lower():
            indicator = each.section
        years = [int(found_year) for found_year in YEAR.findall(each.text)]
        about = year if "tahun pelaporan" in each.text else max(years) if years else None
        # A claim may go on in the next sentence, not farther.
        whole = (indicator or before[0], about or before[1])
        before = (indicator, about)
        row = table.get(whole)  # type: ignore[arg-type]
        if row is not None and whole[0] is not None and not OTHER.search(each.text):
            reason = contradicted(each.text, whole[0], row)
            if reason:
                found.append(Finding(each.start, each.start + len(each.text), reason))
    return found


def named(text: str, names: list[str]) -> str | None:
    """The indicator that a sentence is about: the one it names outside of asides."""
    lower = ASIDE.sub("", text).lower()
    return next((name for name in names if name.lower() in lower), None)


def contradicted(text: str, indicator: str, row: Truth) -> str | None:
    """Why the table contradicts a sentence; None where it does not, or nothing can be said."""
    judged = row.target == row.target and row.value == row.value
    reached = row.value <= row.target if row.falls else row.value >= row.target
    plain = YEAR.sub("", re.sub(re.escape(indicator), "", ASIDE.sub("", text), flags=re.I))
    word = REACHED.search(plain)
    if word:
        return (
            "status"
            if judged and bool(NOT.search(plain[: word.start()])) == reached
            else wrong_number(plain, row, judged)
        )
    if row.before == row.before and row.value == row.value and COMPARED.search(plain):
        rose = row.value > row.before
        for words, says in ((UP, True), (DOWN, False), (BETTER, not row.falls), (WORSE, row.falls)):
            if words.search(plain):
                return "arah" if says != rose else None
    return wrong_number(plain, row, judged)


def wrong_number(text: str, row: Truth, judged: bool) -> str | None:
    """Which of the sentence's figures is not the table's."""
    own_unit = UNITS.get(row.unit, row.unit)
    for value, unit, start in numbers(text):
        near = text[max(0, start - 60) : start].lower()
        money = near.endswith("rp")
        if re.search(r"(?:target|pagu)\b[^.;,]{0,45}$", near) or (not unit and own_unit and not money):
            continue
        if re.search(r"serap|belanja|keuangan|dana|anggaran|tutup buku", text, re.I):
            kind, true = "serapan", row.spent if money else row.spent / row.budget * 100
        elif re.search(r"capaian|targetnya", text, re.I):
            if not judged:
                continue
            kind, true = "capaian", (row.target / row.value if row.falls else row.value / row.target) * 100
        else:
            kind, true = "nilai", row.value * (SCALES[row.unit.split()[0]] if money and "rupiah" in row.unit else 1)
        if true != true:
            continue
        if abs(value * (SCALES.get(unit, 1) if money else 1) - true) > TOLERANCE * true:
            return kind
        if kind == "nilai" and not money and unit != own_unit:
            return "satuan"
    return None
