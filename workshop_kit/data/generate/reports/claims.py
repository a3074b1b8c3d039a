"""What a report says about its indicators, and which of it the table contradicts."""

import re
from dataclasses import dataclass, field, replace

from workshop_kit.data.generate.draws import Draws
from workshop_kit.data.generate.performance.indicators import Indicator
from workshop_kit.data.generate.reports.facts import Fact
from workshop_kit.data.generate.reports.frames import FRAMES, JUDGEMENTS
from workshop_kit.data.generate.reports.numerals import fewest_decimals, rounded, rupiah, shortest, words

# Kinds of contradiction and the forms of claims that can carry them.
KINDS = {
    "angka_berbeda": ("nilai",),
    "arah_terbalik": ("arah", "posisi"),
    "capaian_salah_hitung": ("capaian",),
    "tahun_tertukar": ("nilai",),
    "satuan_tertukar": ("nilai", "belanja"),
    "status_keliru": ("status",),
    "serapan_keliru": ("serapan", "belanja"),
}
# How an honest figure may be said, and how often.
MANNERS = (("angka", 0.58), ("kata", 0.17), ("bulat", 0.25))
# Of the roundings of a percentage that is close to one, those that say a fraction.
FRACTION_SHARE = 0.5
FRACTIONS = (
    ("seperlima", 20.0),
    ("seperempat", 25.0),
    ("sepertiga", 33.3),
    ("dua perlima", 40.0),
    ("separuh", 50.0),
    ("tiga perlima", 60.0),
    ("dua pertiga", 66.7),
    ("tiga perempat", 75.0),
    ("empat perlima", 80.0),
    ("lima perenam", 83.3),
    ("sembilan persepuluh", 90.0),
)
# A wrong figure differs from the true one at least by this share of it; an honest rounding by 0.025 at most.
WRONG_SHARE = 0.08
# "this indicator" instead of its name, where the heading names it.
PRONOUN_SHARE = 0.35
# Of the contradictions that could do either, those that flatter the agency.
FLATTERING_SHARE = 0.75

SPOKEN_UNITS = {
    "indeks 0-100": "",
    "kasus per 100.000 penduduk": "kasus",
    "kematian per 100.000 kelahiran hidup": "kematian",
}
# Units that are easily taken for one another; else the decimal point slips.
SWAPPED_UNITS = {
    "hari kerja": ("jam", "menit"),
    "hari": ("jam", "hari kerja"),
    "menit": ("jam", "hari kerja"),
    "jam": ("menit", "hari kerja"),
    "juta rupiah": ("miliar rupiah",),
    "miliar rupiah": ("juta rupiah",),
    "kilometer": ("hektare", "titik"),
    "hektare": ("kilometer",),
    "orang": ("persen",),
    "titik": ("persen",),
}
PROPER_FIRST_WORDS = ("SiLPA",)


@dataclass
class Claim:
    """One statement of a report about one indicator.

    Attributes
    ----------
    form : str
        ``nilai``, ``capaian``, ``status``, ``arah``, ``posisi``, ``serapan``, ``belanja`` or ``bukti``.
    place : str
        Part of the report: ``ikhtisar``, ``hasil``, ``banding``, ``anggaran`` or ``penutup``.
    fact : Fact
        What the table says.
    number : int
        Number of the claim in its report; names its random stream, so that a contradiction changes no other claim.
    kind : str or None
        The contradiction it carries.
    """

    form: str
    place: str
    fact: Fact
    number: int
    kind: str | None = None
    text: str = ""
    stated: str = ""
    true: str = ""


@dataclass(frozen=True)
class Voice:
    """Who speaks, and in which year: what the sentences need besides the claim itself."""

    seed: int
    report: str
    agency: str
    year: int
    others: tuple[Indicator, ...] = field(default=())


def lower(name: str) -> str:
    """An indicator's name in the middle of a sentence."""
    return name if name.startswith(PROPER_FIRST_WORDS) else name[0].lower() + name[1:]


def sentence(text: str) -> str:
    """Capital letters at the start of each sentence."""
    return re.sub(r"(^|[.!?] )([a-z])", lambda found: found[1] + found[2].upper(), text)


def amount(value: float, indicator: Indicator, unit: str | None = None) -> str:
    """A value of the indicator with its unit, in figures."""
    return _with_unit(shortest(value, indicator.decimals), indicator, unit or indicator.unit)


def _with_unit(number: str, indicator: Indicator, unit: str) -> str:
    if unit.endswith(" rupiah"):
        return f"Rp{number} {unit.split()[0]}"
    return f"{number} {SPOKEN_UNITS.get(unit, unit)}".strip()


def spoken(claim: Claim, voice: Voice) -> None:
    """Set the claim's text, what it states and what the table has."""
    draws = Draws(voice.seed, f"laporan_opd/{voice.report}/klaim/{claim.number}")
    if claim.kind == "serapan_keliru" and claim.form == "serapan" and claim.fact.reached is False and draws.chance(0.5):
        claim.form = "bukti"
    frames = [frame for frame in FRAMES[claim.form] if _fits(frame, claim, voice)]
    frame = draws.one_of(frames)
    slots = _slots(claim, voice, draws)
    slots |= _judgement(claim, frame, draws) if claim.form in ("status", "arah", "posisi") else _stated(claim, draws)
    claim.text = sentence(frame.format(**slots))


def _fits(frame: str, claim: Claim, voice: Voice) -> bool:
    return not (("{target}" in frame and claim.fact.target is None) or ("{lain}" in frame and len(voice.others) < 2))


def _slots(claim: Claim, voice: Voice, draws: Draws) -> dict[str, str]:
    fact = claim.fact
    others = [each for each in voice.others if each.name != fact.indicator.name] or [fact.indicator]
    here = claim.place == "hasil" and draws.chance(PRONOUN_SHARE)
    years = [f"tahun {fact.year}"] * 3 + (["tahun pelaporan"] if fact.year == voice.year else [])
    return {
        "ind": "indikator ini" if here else lower(fact.indicator.name),
        "lain": lower(draws.one_of(others).name),
        "thn": draws.one_of(years),
        "tahun": str(fact.year),
        "lalu": str(fact.year - 1),
        "opd": voice.agency,
        "target": "" if fact.target is None else amount(fact.target, fact.indicator),
        "pagu": rupiah(fact.budget),
    }


def _judgement(claim: Claim, frame: str, draws: Draws) -> dict[str, str]:
    """Words of a judgement; a contradiction says the opposite."""
    fact, wrong = claim.fact, claim.kind is not None
    falls = fact.indicator.falls
    if claim.form == "status":
        says = bool(fact.reached) != wrong
        claim.stated, claim.true = ("tercapai" if each else "tidak tercapai" for each in (says, fact.reached))
        return {slot: draws.one_of(JUDGEMENTS[slot][not says]) for slot in ("tercapai", "memenuhi", "tunda")}
    if claim.form == "arah":
        rose = bool(fact.rose) != wrong
        claim.stated, claim.true = ("naik" if each else "turun" for each in (rose, fact.rose))
        better = rose != falls
        words_of = {"gerak": rose, "lebih": rose, "mutu": better}
        return {slot: draws.one_of(JUDGEMENTS[slot][not says]) for slot, says in words_of.items()}
    assert fact.value is not None and fact.target is not None
    above, good = fact.value > fact.target, bool(fact.reached)
    # "Lower is better" read wrongly: the place is right, the judgement is not. Elsewhere both are turned around.
    says_above, says_good = above != (wrong and not falls), good != wrong
    claim.stated, claim.true = (
        f"{'di atas' if place else 'di bawah'} target, {'baik' if judged else 'belum baik'}"
        for place, judged in ((says_above, says_good), (above, good))
    )
    return {"posisi": JUDGEMENTS["posisi"][not says_above][0], "baik": draws.one_of(JUDGEMENTS["baik"][not says_good])}


def _stated(claim: Claim, draws: Draws) -> dict[str, str]:
    """The figure a claim states, as text of the slot ``n``."""
    manner = draws.one_of([name for name, _ in MANNERS], [share for _, share in MANNERS])
    fact = claim.fact
    if claim.form == "nilai":
        assert fact.value is not None
        value, unit = _wrong_value(claim, draws) if claim.kind else (fact.value, fact.indicator.unit)
        if claim.kind == "satuan_tertukar" and manner == "bulat":
            manner = "angka"
        claim.stated, claim.true = amount(value, fact.indicator, unit), amount(fact.value, fact.indicator)
        if claim.kind == "satuan_tertukar" and unit == fact.indicator.unit:
            decimals = fewest_decimals(value)
            claim.stated = _with_unit(shortest(value, decimals), fact.indicator, unit)
            return {
                "n": claim.stated if manner == "angka" else _with_unit(words(value, decimals), fact.indicator, unit)
            }
        return {"n": _said(value, fact.indicator.decimals, manner, draws, fact.indicator, unit)}
    if claim.form == "belanja":
        spent = _wrong_money(claim, draws) if claim.kind else float(fact.spent)
        claim.stated, claim.true = rupiah(spent), rupiah(fact.spent)
        return {"n": _said_money(spent, manner)}
    true = fact.achievement if claim.form == "capaian" else fact.absorption
    assert true is not None
    percent = true if claim.kind is None or claim.form == "bukti" else _wrong_percent(claim, true, draws)
    claim.stated, claim.true = (f"{shortest(each, 1)} persen" for each in (percent, true))
    if claim.form == "bukti":
        claim.stated += ", tercapai"
        claim.true += ", tercapai" if fact.reached else ", tidak tercapai"
    return {"n": _said(percent, 1, manner, draws, fact.indicator, "persen")}


def _said(value: float, decimals: int, manner: str, draws: Draws, indicator: Indicator, unit: str) -> str:
    """A figure in figures, in words or rounded, with its unit."""
    if manner == "kata" and not unit.endswith(" rupiah"):
        return _with_unit(words(value, decimals), indicator, unit)
    near = rounded(value)
    part = next((name for name, share in FRACTIONS if abs(share - value) <= 0.025 * value), None)
    if manner == "bulat" and unit == "persen" and part and draws.chance(FRACTION_SHARE):
        return f"sekitar {part}"
    if manner == "bulat" and near != value:
        hedges = ("sekitar", "kurang lebih", "hampir" if near > value else "lebih dari")
        return f"{draws.one_of(hedges)} {_with_unit(shortest(near, 2 if decimals > 1 else 1), indicator, unit)}"
    return _with_unit(shortest(value, decimals), indicator, unit)


def _said_money(value: float, manner: str) -> str:
    exact = rupiah(value)
    scale = next(size for size in (10**12, 10**9, 10**6, 1) if value >= size)
    near = rounded(round(value / scale, 1)) * scale
    text = rupiah(near, fewest_decimals(near / scale))
    return f"sekitar {text}" if manner == "bulat" and text != exact else exact


def _wrong_value(claim: Claim, draws: Draws) -> tuple[float, str]:
    fact = claim.fact
    assert fact.value is not None
    indicator, unit = fact.indicator, fact.indicator.unit
    if claim.kind == "tahun_tertukar":
        return draws.one_of(other_years(claim)), unit
    if claim.kind == "satuan_tertukar":
        if unit in SWAPPED_UNITS:
            return fact.value, draws.one_of(SWAPPED_UNITS[unit])
        slipped = fact.value * 10 if fact.value * 10 <= indicator.ceiling and draws.chance(0.5) else fact.value / 10
        return round(slipped, indicator.decimals + 1), unit
    flatters = draws.chance(FLATTERING_SHARE)
    up = flatters != indicator.falls
    share = draws.uniform(0.1, 0.3)
    value = fact.value * (1 + share if up else 1 - share)
    if value > indicator.ceiling or round(value, indicator.decimals) == fact.value:
        value = fact.value * (1 - share)
    step = 10.0**-indicator.decimals
    value = round(value, indicator.decimals)
    # Whole numbers may be too small for a share of them.
    return (value if abs(value - fact.value) >= WRONG_SHARE * fact.value else value - step), unit


def other_years(claim: Claim) -> list[float]:
    """Results of the neighbouring years that nobody would take for an honest rounding of this one."""
    fact = claim.fact
    known = [fact.before]
    return [
        value
        for value in known
        if value is not None and fact.value and abs(value - fact.value) >= WRONG_SHARE * fact.value
    ]


def _wrong_money(claim: Claim, draws: Draws) -> float:
    spent = claim.fact.spent
    if claim.kind == "satuan_tertukar":
        return spent / 1000 if spent >= 10**9 else spent * 1000.0
    return spent * (1 - draws.uniform(0.12, 0.3) if draws.chance(0.3) else 1 + draws.uniform(0.12, 0.3))


def _wrong_percent(claim: Claim, true: float, draws: Draws) -> float:
    least = WRONG_SHARE * max(true, 100)
    if claim.form == "capaian":
        upside_down = round(10_000 / true, 1)
        if abs(upside_down - true) >= least and draws.chance(0.7):
            return upside_down
    points = least + draws.uniform(0, 12)
    up = true + points if draws.chance(FLATTERING_SHARE) else true - points
    return round(true - points if claim.form == "serapan" and up > 99.9 else up, 1)


def feasible(claim: Claim) -> list[str]:
    """Kinds of contradiction that this claim could carry."""
    kinds = [kind for kind, forms in KINDS.items() if claim.form in forms]
    if "tahun_tertukar" in kinds and not other_years(claim):
        kinds.remove("tahun_tertukar")
    return kinds


def flattering(claim: Claim) -> bool:
    """Whether turning the claim around would make the agency look better."""
    fact = claim.fact
    if claim.form == "arah":
        return bool(fact.rose) == fact.indicator.falls
    return not fact.reached


def plan(facts: list[Fact], year: int, draws: Draws, every_year: bool = False) -> list[Claim]:
    """The honest claims of a report: all forms about its own year, fewer about earlier years.

    Parameters
    ----------
    facts : list of Fact
        Indicators and years that the report speaks of.
    year : int
        The report's year.
    draws : Draws
        Decides which claims there are.
    every_year : bool
        Whether all years are treated as fully as the report's own.
    """
    claims: list[Claim] = []
    for fact in facts:
        full = every_year or fact.year == year
        places = _full_year(fact, year, draws) if full else _earlier_year(fact, draws)
        claims += [Claim(form, place, fact, 0) for form, place in places]
    return [replace(claim, number=number) for number, claim in enumerate(claims, start=1)]


def _full_year(fact: Fact, year: int, draws: Draws) -> list[tuple[str, str]]:
    """Forms and places of the claims about an indicator in a year that the report treats fully."""
    wanted = [("nilai", "hasil", 1.0), ("arah", "hasil", 0.8), ("capaian", "hasil", 0.7), ("status", "hasil", 0.6)]
    wanted += [
        ("posisi", "hasil", 0.5),
        ("serapan", "anggaran", 0.7),
        ("belanja", "anggaran", 0.5),
        ("bukti", "anggaran", 0.3),
    ]
    if fact.year == year:
        # The summary speaks of every indicator.
        short = "status" if draws.chance(0.5) and possible("status", fact) else "nilai"
        wanted += [(short, "ikhtisar", 1.0), ("status", "penutup", 0.3), ("arah", "penutup", 0.3)]
    drawn = [(form, place) for form, place, share in wanted if draws.chance(share)]
    return [(form, place) for form, place in drawn if possible(form, fact)]


def _earlier_year(fact: Fact, draws: Draws) -> list[tuple[str, str]]:
    wanted = (("nilai", 0.9), ("arah", 0.4), ("capaian", 0.4), ("status", 0.5), ("serapan", 0.3))
    return [(form, "banding") for form, share in wanted if draws.chance(share) and possible(form, fact)]


def possible(form: str, fact: Fact) -> bool:
    """Whether the table has what such a claim needs."""
    if form == "arah":
        return fact.rose is not None
    if form in ("capaian", "status"):
        return fact.reached is not None
    if form == "posisi":
        return fact.reached is not None and fact.value != fact.target
    if form == "bukti":
        return fact.reached is True
    return form in ("serapan", "belanja") or fact.value is not None


def contradict(reports: list[list[Claim]], share: float, draws: Draws) -> None:
    """Turn one claim of some indicators against the table, every kind about equally often.

    Parameters
    ----------
    reports : list of list of Claim
        The claims of each report; changed in place.
    share : float
        Share of the indicators (of one year, in one report) that get a contradiction.
    draws : Draws
        Decides which.
    """
    used = dict.fromkeys(KINDS, 0)
    start = draws.uniform()
    seen = 0
    for claims in reports:
        units: dict[tuple[str, int], list[Claim]] = {}
        for claim in claims:
            units.setdefault((claim.fact.indicator.name, claim.fact.year), []).append(claim)
        before, seen = seen, seen + len(units)
        count = int(seen * share + start) - int(before * share + start)
        for unit in draws.pick(list(units), count):
            _contradict_unit(units[unit], used, draws)


def _contradict_unit(claims: list[Claim], used: dict[str, int], draws: Draws) -> None:
    pairs = [(claim, kind) for claim in claims for kind in feasible(claim)]
    if not pairs:
        return
    rarest = min(used[kind] for _, kind in pairs)
    pairs = [(claim, kind) for claim, kind in pairs if used[kind] == rarest]
    liked = [pair for pair in pairs if pair[0].form in ("status", "arah", "posisi") and flattering(pair[0])]
    claim, kind = draws.one_of(liked if liked and draws.chance(FLATTERING_SHARE) else pairs)
    claim.kind = kind
    used[kind] += 1
