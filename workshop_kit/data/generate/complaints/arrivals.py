"""When complaints come in, how, and about what."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from workshop_kit.data.generate.complaints.cores import NEW_TOPICS_FROM, Core, cores
from workshop_kit.data.generate.complaints.planting import Planting
from workshop_kit.data.generate.complaints.writers import Writer
from workshop_kit.data.generate.draws import Draws
from workshop_kit.data.generate.table import Size

FIRST_DAY = datetime(2024, 1, 1)
DAYS = {"full": 731, "small": 181}
# The small release is short rather than thin, so that its classes are large enough to be published.
FIRST_DAY_OF = {"full": FIRST_DAY, "small": datetime(2025, 1, 1)}
WEEKDAYS = (1.15, 1.1, 1.0, 1.0, 0.95, 0.75, 0.8)
HOURS = (
    *(0.35, 0.2, 0.15, 0.15, 0.3, 0.7, 1.3, 2.2),
    *(4.2, 4.6, 3.9, 2.4, 2.0, 1.9, 1.9, 1.8),
    *(1.9, 2.1, 2.4, 4.1, 4.5, 3.8, 1.9, 0.8),
)
OFFICE_HOURS = range(8, 15)
# Invented weights of the classes.
CATEGORY_WEIGHTS = {
    "jalan": 13.5,
    "drainase": 12.5,
    "sampah": 12.0,
    "air_bersih": 11.0,
    "perhubungan": 10.5,
    "kesehatan": 9.0,
    "kependudukan": 9.0,
    "perizinan_pajak": 7.0,
    "lingkungan": 8.0,
    "ketertiban": 7.5,
}
# How many more complaints the wettest month brings than an average one; floods are felt at once.
RAIN_ON_ALL = 0.2
RAIN_ON_DRAINS = 0.6
# How unequal the situations are: some are everybody's, some happen once.
SPREAD_OF_CORES = 0.2
# Share of complaints in a local language that tell a core written in it. Few words of Kutai are confirmed, so that
# a translated core would hardly sound like it.
LOCAL_CORES = {"banjar": 0.6, "kutai": 0.85}


def day_by_lot(draws: Draws, size: Size) -> datetime:
    """A day, as often as its rain and its weekday say."""
    days, weights = _days(size)
    return draws.one_of(days, weights)


def moment(draws: Draws, day: datetime, channel: str) -> datetime:
    """A second of that day, in WITA; the counter has office hours."""
    hour = draws.one_of(OFFICE_HOURS) if channel == "loket" else draws.one_of(range(24), HOURS)
    return day + timedelta(hours=hour, minutes=draws.below(60), seconds=draws.below(60))


def end(size: Size) -> datetime:
    """The last second."""
    return FIRST_DAY_OF[size] + timedelta(days=DAYS[size]) - timedelta(seconds=1)


def channel_by_lot(draws: Draws, day: datetime, writer: Writer, planting: Planting) -> str:
    """WhatsApp grows at the cost of the others (F02); who writes letters prefers the portal and the counter."""
    share = planting.whatsapp_before if month_of(day) < NEW_TOPICS_FROM else planting.whatsapp_after
    if draws.chance(share):
        return "WA"
    weights = (0.6, 0.33, 0.07) if writer.formal else (0.44, 0.1, 0.46)
    channel = draws.one_of(("LAPOR", "loket", "media sosial"), weights)
    # Offices are closed on Saturday and Sunday.
    return "LAPOR" if channel == "loket" and day.weekday() > 4 else channel


def month_of(day: datetime) -> str:
    """The month as the tables write it: ``2025-03``."""
    return f"{day:%Y-%m}"


@dataclass(frozen=True)
class Repertoire:
    """Which cores may be told.

    Attributes
    ----------
    weights : dict of str to float
        How often each core is told, relative to the others of its class and variety; a core that is not in it is not.
    late : frozenset of str
        Cores that nobody tells before March 2025.
    """

    weights: dict[str, float]
    late: frozenset[str]

    def of(self, candidates: Sequence[Core], month: str) -> list[Core]:
        """Those that may be told in a month."""
        told = [core for core in candidates if core.id in self.weights]
        return told if month >= NEW_TOPICS_FROM else [core for core in told if core.id not in self.late]

    def one_of(self, draws: Draws, candidates: Sequence[Core]) -> Core:
        """One of them by its weight."""
        return draws.one_of(candidates, [self.weights[core.id] for core in candidates])


def repertoire(draws: Draws, planting: Planting, without: frozenset[str] = frozenset()) -> Repertoire:
    """How often each core is told, by lot; those in ``without`` are not."""
    # Rounded, so that the last bit of exp cannot differ between machines.
    weights = {core.id: round(draws.lognormal(SPREAD_OF_CORES), 6) for core in cores()}
    ordinary = [core.id for core in cores() if not core.since]
    late = frozenset(draws.pick(ordinary, round(planting.new_situations * len(ordinary))))
    return Repertoire({core: weight for core, weight in weights.items() if core not in without}, late)


def core_by_lot(draws: Draws, day: datetime, variety: str, told: Repertoire, planting: Planting) -> Core:
    """What a complaint of that day, in that variety, is about."""
    month = month_of(day)
    if month >= NEW_TOPICS_FROM and draws.chance(planting.new_topics):
        fitting = told.of([core for core in cores() if core.since], month)
        # Nobody has written local cores on the new topics; an everyday one is told in the local language.
        spoken = variety if variety == "baku" else "sehari"
        fitting = [core for core in fitting if core.variety == spoken] or fitting
        if fitting:
            return told.one_of(draws, fitting)
    category = draws.one_of(list(CATEGORY_WEIGHTS), _category_weights(month))
    if variety in LOCAL_CORES and not draws.chance(LOCAL_CORES[variety]):
        variety = "sehari"
    own = told.of(_old_cores(category), month)
    return told.one_of(draws, [core for core in own if core.variety == variety] or own)


@lru_cache(maxsize=16)
def _old_cores(category: str) -> list[Core]:
    return [core for core in cores() if core.category == category and not core.since]


@lru_cache(maxsize=2)
def _days(size: Size) -> tuple[list[datetime], list[float]]:
    days = [FIRST_DAY_OF[size] + timedelta(days=number) for number in range(DAYS[size])]
    return days, [WEEKDAYS[day.weekday()] * (1 + RAIN_ON_ALL * _wet(day.month)) for day in days]


@lru_cache(maxsize=32)
def _category_weights(month: str) -> list[float]:
    wet = _wet(int(month[-2:]))
    return [
        weight * (1 + RAIN_ON_DRAINS * wet if category == "drainase" else 1)
        for category, weight in CATEGORY_WEIGHTS.items()
    ]


def _wet(month: int) -> float:
    """From 1 in the wettest month to -1 in the driest: a coarse yearly wave with its crest in February."""
    return round(math.cos(2 * math.pi * (month - 2) / 12), 4)
