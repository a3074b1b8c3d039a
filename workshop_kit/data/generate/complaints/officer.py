"""What the office makes of the complaints: category, urgency, agency, status, and how satisfied people were."""

from collections.abc import Sequence
from dataclasses import dataclass

from workshop_kit.data.generate.complaints.corpus import Complaint
from workshop_kit.data.generate.complaints.planting import Planting
from workshop_kit.data.generate.draws import Draws

AGENCIES = {
    "jalan": "DPUPR",
    "drainase": "DPUPR",
    "sampah": "DLH",
    "air_bersih": "Perumdam Tirta Kencana",
    "perhubungan": "Dishub",
    "kesehatan": "Dinkes",
    "kependudukan": "Disdukcapil",
    "lingkungan": "DLH",
}
# What a hurried reader takes a class for.
CONFUSED = {
    "jalan": ("drainase", "perhubungan", "ketertiban"),
    "drainase": ("jalan", "air_bersih", "sampah"),
    "sampah": ("lingkungan", "ketertiban", "drainase"),
    "air_bersih": ("drainase", "lingkungan", "kesehatan"),
    "perhubungan": ("jalan", "ketertiban", "lingkungan"),
    "kesehatan": ("lingkungan", "kependudukan", "ketertiban"),
    "kependudukan": ("ketertiban", "kesehatan", "perizinan_pajak"),
    "perizinan_pajak": ("kependudukan", "ketertiban", "lingkungan"),
    "lingkungan": ("sampah", "drainase", "ketertiban"),
    "ketertiban": ("perhubungan", "lingkungan", "perizinan_pajak"),
}
# Of the complaints with a wrong category, those that therefore go to a wrong agency.
WRONG_LABEL_AND_AGENCY = 0.7
URGENCIES = ("rendah", "sedang", "tinggi")
WRONG_URGENCY = 0.06
STATUSES = ("belum diverifikasi", "diteruskan", "proses", "selesai", "ditutup")
STATUS_SHARES = (0.08, 0.14, 0.165, 0.535, 0.08)
STATUS_SHARES_MISROUTED = (0.08, 0.24, 0.16, 0.45, 0.07)
MEAN_DAYS = 26.1
SPREAD_OF_DAYS = 0.8
# exp(0.8² / 2)
MEAN_OF_FACTOR = 1.3771
SLOWER_WHEN_MISROUTED = 1.6
# Who is furious or delighted answers; the rest does not (not missing at random).
ANSWERS = {1: 0.86, 2: 0.55, 3: 0.27, 4: 0.38, 5: 0.7}


@dataclass(frozen=True)
class Handling:
    """What stands in the officer's columns; ``days`` are working days, ``satisfaction`` 1 to 5."""

    category: str
    urgency: str
    agency: str
    status: str
    days: int | None
    satisfaction: int | None


def right_agency(complaint: Complaint) -> str:
    """The agency in charge of the complaint's main matter."""
    core = complaint.core
    if core.category == "perizinan_pajak":
        return "Bapenda" if core.about_taxes else "DPMPTSP"
    return _agency(core.category, complaint)


def handled(draws: Draws, found: Sequence[Complaint], planting: Planting) -> list[Handling]:
    """What the office did with each complaint, in their order."""
    misrouted = _misrouted(draws, found, planting)
    categories = _categories(draws, found, misrouted, planting)
    rows = []
    for number, complaint in enumerate(found):
        wrong = number in misrouted
        agency = right_agency(complaint)
        if wrong:
            agency = _wrong_agency(draws, complaint, categories[number])
        status = draws.one_of(STATUSES, STATUS_SHARES_MISROUTED if wrong else STATUS_SHARES)
        days = _days(draws, wrong, planting) if status == "selesai" else None
        rows.append(
            Handling(
                categories[number],
                _urgency(draws, complaint.core.urgency),
                agency,
                status,
                days,
                _satisfaction(draws, days or 40) if status in ("selesai", "ditutup") else None,
            )
        )
    return rows


def _misrouted(draws: Draws, found: Sequence[Complaint], planting: Planting) -> frozenset[int]:
    """Numbers of the complaints that go to a wrong agency: those in a local language more often (F03)."""
    local = [number for number, each in enumerate(found) if each.writer.language != "Indonesia"]
    others = [number for number, each in enumerate(found) if each.writer.language == "Indonesia"]
    share = planting.misrouted * len(found) / max(1, len(others) + planting.misrouted_local * len(local))
    picked = draws.pick(local, round(share * planting.misrouted_local * len(local)))
    return frozenset(picked + draws.pick(others, round(share * len(others))))


def _categories(draws: Draws, found: Sequence[Complaint], misrouted: frozenset[int], planting: Planting) -> list[str]:
    wrong = round(planting.wrong_labels * len(found))
    and_sent_wrong = min(round(WRONG_LABEL_AND_AGENCY * wrong), len(misrouted))
    far = frozenset(draws.pick(sorted(misrouted), and_sent_wrong))
    # A confusion within one agency does no harm to the way the complaint goes.
    candidates = [
        number for number, each in enumerate(found) if number not in misrouted and _confusions(each, same_agency=True)
    ]
    near = frozenset(draws.pick(candidates, wrong - and_sent_wrong))
    categories = []
    for number, complaint in enumerate(found):
        category = complaint.core.category
        if number in far or number in near:
            second = [each for each in complaint.labels[1:] if number in far]
            category = draws.one_of(second or _confusions(complaint, same_agency=number in near))
        categories.append(category)
    return categories


def _confusions(complaint: Complaint, same_agency: bool) -> list[str]:
    own = right_agency(complaint)
    return [each for each in CONFUSED[complaint.core.category] if (_agency(each, complaint) == own) == same_agency]


def _wrong_agency(draws: Draws, complaint: Complaint, category: str) -> str:
    right = right_agency(complaint)
    if category != complaint.core.category and _agency(category, complaint) != right:
        return _agency(category, complaint)
    return draws.one_of([_agency(each, complaint) for each in _confusions(complaint, same_agency=False)])


def _agency(category: str, complaint: Complaint) -> str:
    if category == "ketertiban":
        return f"Kec. {complaint.village.district}"
    return AGENCIES.get(category, "DPMPTSP")


def _urgency(draws: Draws, true: str) -> str:
    if not draws.chance(WRONG_URGENCY):
        return true
    place = URGENCIES.index(true)
    return draws.one_of([URGENCIES[other] for other in (place - 1, place + 1) if 0 <= other < len(URGENCIES)])


def _days(draws: Draws, misrouted: bool, planting: Planting) -> int:
    # The mean of a lognormal factor is exp(spread²/2), and misrouted ones are slower; both are taken out of the scale.
    lengthened = 1 + planting.misrouted * (SLOWER_WHEN_MISROUTED - 1)
    scale = MEAN_DAYS / MEAN_OF_FACTOR / lengthened * (SLOWER_WHEN_MISROUTED if misrouted else 1)
    return max(1, round(scale * draws.lognormal(SPREAD_OF_DAYS)))


def _satisfaction(draws: Draws, days: int) -> int | None:
    score = min(5, max(1, round(3.9 - days / 28 + 1.2 * draws.normal())))
    return score if draws.chance(ANSWERS[score]) else None
