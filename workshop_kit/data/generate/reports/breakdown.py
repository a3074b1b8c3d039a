"""An indicator's result divided among places, months or quarters, so that the parts give the whole again."""

import math
from dataclasses import dataclass

from workshop_kit.data.generate.draws import Draws
from workshop_kit.data.generate.performance.indicators import Indicator
from workshop_kit.data.generate.reports.facts import Fact

QUARTERS = ("I", "II", "III", "IV")
# No count of persons below this is printed for a place or a month: it could point to somebody.
FEWEST = 5
# An average place or month needs more, since half of them have less than the average.
FEW_ON_AVERAGE = 2 * FEWEST
# About how many there are in the whole city, to judge how rare the cases of a rate are.
CITY_BASES = {"kasus per 100.000 penduduk": 860_000, "kematian per 100.000 kelahiran hidup": 15_200}


@dataclass(frozen=True)
class Part:
    """One place or month: how many were counted (``base``), how many of them hit, value in the indicator's unit."""

    name: str
    base: int
    hits: int
    value: float


def kind(indicator: Indicator) -> str:
    """How parts make the whole: ``bagian`` (share), ``angka`` (rate), ``rata-rata`` (mean) or ``jumlah`` (sum)."""
    if indicator.unit == "persen":
        return "bagian"
    if " per 100.000 " in indicator.unit:
        return "angka"
    means = ("hari kerja", "hari", "menit", "jam", "indeks 0-100", "mg/L")
    return "rata-rata" if indicator.unit in means else "jumlah"


def columns(indicator: Indicator) -> list[str]:
    """Headers of the columns that `cells` fills."""
    by_kind = {
        "bagian": ["Dinilai", "Memenuhi", "Persen"],
        "rata-rata": ["Catatan", "Rata-rata"],
        "jumlah": [indicator.unit.capitalize()],
    }
    if kind(indicator) == "angka":
        base, hits = ("Penduduk", "Kasus") if "penduduk" in indicator.unit else ("Kelahiran hidup", "Kematian")
        return [base, hits, "Angka"]
    return by_kind[kind(indicator)]


def too_rare(indicator: Indicator, parts: int) -> bool:
    """Whether an indicator counts persons and so few of them that their number in a part could point to somebody."""
    if kind(indicator) == "angka":
        persons = min(indicator.targets) / 100_000 * CITY_BASES[indicator.unit]
    elif indicator.unit == "orang":
        persons = min(indicator.targets)
    else:
        # The base of a share is invented, and large enough.
        return False
    return persons < FEW_ON_AVERAGE * parts


def parts_of(fact: Fact, names: list[str], draws: Draws, people: list[int]) -> list[Part]:
    """Parts of a year's result.

    Parameters
    ----------
    fact : Fact
        A year whose result is known.
    names : list of str
        Places or months.
    draws : Draws
        Decides who is large and who is good.
    people : list of int
        Residents of each; the base of a rate.

    Returns
    -------
    list of Part
        One for each name; `whole` of them rounds to the result. (Of a rate it may miss by one in the last digit:
        there are no part cases.)
    """
    assert fact.value is not None
    indicator = fact.indicator
    if kind(indicator) == "angka":
        return _cases(fact, names, people, sum(people), draws)
    weights = [draws.lognormal(0.45) for _ in names]
    if kind(indicator) == "jumlah":
        scale = 10**indicator.decimals
        shares = split(round(fact.value * scale), weights, least=FEWEST if indicator.unit == "orang" else 1)
        return [Part(name, 0, 0, share / scale) for name, share in zip(names, shares, strict=True)]
    usual = len(names) * (60 + draws.below(240))
    if kind(indicator) == "rata-rata":
        return _means(fact, names, split(usual, weights, least=FEW_ON_AVERAGE), draws)
    # Those who are hit must not be few, nor those who are not: either can be had from the other by subtraction.
    smaller = min(fact.value, 100 - fact.value) or 100.0
    enough = math.ceil(FEW_ON_AVERAGE * len(names) * 100 / smaller)
    base, hits = _fraction(fact.value, max(usual, enough), indicator.decimals)
    bases = split(base, weights, least=FEW_ON_AVERAGE)
    chances = [part * min(1.0, hits / base * draws.lognormal(indicator.spread)) for part in bases]
    limits = bases if hits == base else [part - FEWEST for part in bases]
    parts = split(hits, chances, limits, least=FEWEST)
    return [
        Part(name, each, hit, round(hit / each * 100, indicator.decimals))
        for name, each, hit in zip(names, bases, parts, strict=True)
    ]


def rate_by_month(fact: Fact, months: list[str], draws: Draws, residents: int) -> list[Part]:
    """A year's rate by month: cases of the month for all residents of the city; the rates add up to the year's."""
    return _cases(fact, months, [residents] * len(months), residents, draws)


def _cases(fact: Fact, names: list[str], bases: list[int], residents: int, draws: Draws) -> list[Part]:
    """Cases behind a rate, divided by residents."""
    assert fact.value is not None
    indicator = fact.indicator
    chances = [base * draws.lognormal(indicator.spread) for base in bases]
    hits = split(round(fact.value / 100_000 * residents), chances, least=FEWEST)
    return [
        Part(name, base, hit, round(hit / base * 100_000, indicator.decimals))
        for name, base, hit in zip(names, bases, hits, strict=True)
    ]


def whole(parts: list[Part], indicator: Indicator) -> float:
    """The result that the parts give together."""
    base = sum(part.base for part in parts)
    if kind(indicator) == "jumlah":
        return round(math.fsum(part.value for part in parts), indicator.decimals)
    if kind(indicator) == "rata-rata":
        return round(math.fsum(part.value * part.base for part in parts) / base, indicator.decimals)
    scale = 100 if kind(indicator) == "bagian" else 100_000
    return round(sum(part.hits for part in parts) / base * scale, indicator.decimals)


def _fraction(value: float, usual: int, decimals: int) -> tuple[int, int]:
    """Base near the usual one and number of hits whose share in percent is the value after rounding."""
    base = usual
    while True:
        hits = round(value / 100 * base)
        if hits and round(hits / base * 100, decimals) == value:
            return base, hits
        base += 1


def _means(fact: Fact, names: list[str], bases: list[int], draws: Draws) -> list[Part]:
    assert fact.value is not None
    indicator = fact.indicator
    spread = min(indicator.spread, 0.15)
    raw = [draws.lognormal(spread) for _ in names]
    middle = math.fsum(base * each for base, each in zip(bases, raw, strict=True)) / sum(bases)
    step = 10.0**-indicator.decimals
    means = [round(min(max(fact.value * each / middle, step), indicator.ceiling), indicator.decimals) for each in raw]
    parts = [Part(name, base, 0, mean) for name, base, mean in zip(names, bases, means, strict=True)]
    # Rounding and the ceiling shift the whole a little: single parts give way, one step at a time.
    place = 0
    while whole(parts, indicator) != fact.value:
        up = whole(parts, indicator) < fact.value
        part = parts[place % len(parts)]
        moved = round(part.value + (step if up else -step), indicator.decimals)
        if step <= moved <= indicator.ceiling:
            parts[place % len(parts)] = Part(part.name, part.base, 0, moved)
        place += 1
    return parts


def split(total: int, weights: list[float], limits: list[int] | None = None, least: int = 1) -> list[int]:
    """Whole numbers that add up to the total, by weight, none above its limit and (where it can be) none too small.

    Largest remainders first: unlike `shares.divided`, no part takes all that rounding leaves.
    """
    limits = limits or [total] * len(weights)
    whole_weight = math.fsum(weights)
    raw = [round(total * weight / whole_weight, 6) for weight in weights]
    parts = [min(int(each), limit) for each, limit in zip(raw, limits, strict=True)]
    order = sorted(range(len(parts)), key=lambda place: (-(raw[place] - int(raw[place])), place))
    left = total - sum(parts)
    while left > 0:
        for place in order:
            if left and parts[place] < limits[place]:
                parts[place] += 1
                left -= 1
    if total >= max(3, least) * len(weights):
        for place in range(len(parts)):
            while parts[place] < min(least, limits[place]):
                parts[parts.index(max(parts))] -= 1
                parts[place] += 1
    return parts


def quarters(fact: Fact, draws: Draws) -> list[float]:
    """Position at the end of each quarter; the last one is the year's result."""
    assert fact.value is not None
    indicator = fact.indicator
    if _adds_up(indicator):
        shares = [draws.uniform(0.14, 0.26), draws.uniform(0.38, 0.5), draws.uniform(0.64, 0.78)]
        values = [round(fact.value * share, indicator.decimals) for share in shares]
    else:
        values = []
        for quarter in range(3):
            away = indicator.spread * (0.9 - 0.2 * quarter) * draws.normal()
            values.append(round(min(fact.value * math.exp(away), indicator.ceiling), indicator.decimals))
    step = 10.0**-indicator.decimals
    return [max(step, value) for value in values] + [fact.value]


def _adds_up(indicator: Indicator) -> bool:
    """Whether the year's number grows month by month, unlike a stock or a rate."""
    if kind(indicator) != "jumlah" or "per hari" in indicator.name:
        return False
    return not indicator.falls or indicator.unit == "kejadian"
