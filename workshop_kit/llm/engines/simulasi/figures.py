"""The figure that a field asks for: the one whose words are nearest to the field's own."""

import re
from collections.abc import Sequence

from workshop_kit.llm.engines.simulasi import values
from workshop_kit.llm.engines.simulasi.source import Field, Source, line_value
from workshop_kit.llm.engines.simulasi.values import Value
from workshop_kit.llm.engines.simulasi.words import stems, word_set, words

_MONEY_WORDS = word_set(
    """rupiah biaya harga tagihan tarif denda anggaran pagu iuran honor honorarium kontrak retribusi dana uang
    realisasi cost price amount     fee budget rp ongkos belanja bayar sanksi tunggakan"""
)
_UNITS = {
    "cm": "cm sentimeter",
    "m": "m meter",
    "km": "km kilometer",
    "hektare": "hektare hektar ha",
    "ton": "ton",
    "kg": "kg kilogram",
    "jam": "jam",
    "menit": "menit",
    "hari": "hari",
    "tahun": "tahun",
    "dosis": "dosis",
    "liter": "liter",
}


def number_value(field: Field, source: Source) -> float | None:
    """The number that a text says for a field."""
    if field.has("persen", "persentase", "percent", "%"):
        return _nearest(field, source.percents, source)
    if (
        field.has("tahun", "year")
        and not field.has("umur", "usia", "age", "lama")
        and not _MONEY_WORDS & set(field.own)
    ):
        found = _nearest(field, source.years, source, alone=True)
        if found is not None:
            return found
    if _MONEY_WORDS & set(field.said) or (_is_money(source) and not source.numbers):
        found = _nearest(field, source.money, source, alone=True)
        if found is not None or field.has("rupiah", "rp"):
            return found
    line = line_value(field, source)
    if line is not None and (found_in := values.money(line) or values.numbers(line)):
        return float(found_in[0].value)
    if field.has("umur", "usia", "age"):
        aged = re.search(
            r"\b(?:umur\w{0,4}|usia\w{0,4}|berumur|berusia|aged?)\D{0,24}(\d{1,3})|(\d{1,3})[ \t](?:tahun|years old)",
            source.text,
        )
        return float(aged.group(1) or aged.group(2)) if aged else None
    return _nearest(field, source.numbers, source)


def _nearest(field: Field, candidates: Sequence[Value], source: Source, alone: bool = False) -> float | None:
    """The number that stands nearest to the field's telling words; with ``alone``, the only one without any."""
    best: tuple[float, float] | None = None
    unit = _unit(field)
    for each in candidates[:2_000]:
        score = _closeness(field.telling, source.text, each)
        after = words(source.text[each.end : each.end + 24])[:1]
        if unit and not each.written.lower().startswith("rp"):
            fits_unit = bool(after) and after[0] in unit
            score += 1.5 if fits_unit else -1.5
        if score > 0.05 and (best is None or score > best[0] + 1e-9):
            best = score, float(each.value)
    if best is None and alone and candidates:
        return float(candidates[0].value)
    return None if best is None else best[1]


def _unit(field: Field) -> frozenset[str]:
    for unit, names in _UNITS.items():
        if field.has(*names.split()) and unit != "tahun":
            return frozenset(names.split())
    return frozenset()


def _closeness(wanted: frozenset[str], text: str, each: Value) -> float:
    after = _clause_after(text[each.end : each.end + 80])
    before = _clause_before(text[max(0, each.start - 110) : each.start])
    best: dict[str, float] = {}
    for place, word in enumerate(stems(after, keep_stopwords=True)[:7]):
        if word in wanted:
            best[word] = max(best.get(word, 0.0), 1.5 / (1 + 0.35 * place))
    share = 1.0
    for place, word in enumerate(reversed(stems(before, keep_stopwords=True)[-12:])):
        # What stands before another figure belongs to that one.
        share = 0.3 if word[0].isdigit() else share
        if word in wanted:
            best[word] = max(best.get(word, 0.0), share * 1.2 / (1 + 0.25 * place))
    return sum(best.values())


def _clause_after(text: str) -> str:
    return re.split(r"[.;\n](?:\s|$)|,[ \t]|\d", text)[0]


def _clause_before(text: str) -> str:
    return re.split(r"[.;\n](?:\s|$)", text)[-1]


def _is_money(source: Source) -> bool:
    return len(source.money) == 1
