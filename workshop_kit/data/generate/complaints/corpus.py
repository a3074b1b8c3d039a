"""The complaints with everything that is known of them; the releases and the keys show parts of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache

from workshop_kit.data.generate.complaints import phrases
from workshop_kit.data.generate.complaints.arrivals import (
    channel_by_lot,
    core_by_lot,
    day_by_lot,
    end,
    moment,
    repertoire,
)
from workshop_kit.data.generate.complaints.cores import Core
from workshop_kit.data.generate.complaints.grammar import Draft, compose
from workshop_kit.data.generate.complaints.noise import with_slips
from workshop_kit.data.generate.complaints.planting import AS_DESIGNED, Planting
from workshop_kit.data.generate.complaints.reporters import reporters
from workshop_kit.data.generate.complaints.writers import Writer, writer
from workshop_kit.data.generate.draws import Draws
from workshop_kit.data.generate.people.warga_sampel import Person
from workshop_kit.data.generate.people.wilayah import Village, villages
from workshop_kit.data.generate.table import Size

ROWS = {"full": 2_400, "small": 240}
# Two texts of one core that share more of their words than this are written anew.
TOO_ALIKE = 0.7
ATTEMPTS = 6
# No situation is told more often, else its own words would give the class away.
MOST_OFTEN = 15
BY_A_NEIGHBOUR = 0.35
UNCHANGED = 0.25


@dataclass(frozen=True)
class Complaint:
    """One complaint as it happened, before any officer has touched it.

    Attributes
    ----------
    time : datetime
        WITA.
    channel, reporter, village, core, writer, draft
        How, who (an entry of ``warga_sampel``), where, what, in whose hand, in which words.
    copy_of : int
        Number of the complaint it repeats; -1 for an original.
    """

    time: datetime
    channel: str
    reporter: Person
    village: Village
    core: Core
    writer: Writer
    draft: Draft
    copy_of: int = -1

    @property
    def labels(self) -> tuple[str, ...]:
        """True classes, the main one first."""
        return (self.core.category, self.draft.second) if self.draft.second else (self.core.category,)

    @property
    def personal(self) -> tuple[str, ...]:
        """Kinds of personal data in the text."""
        return tuple(dict.fromkeys(piece.kind for piece in self.draft.pieces if piece.kind))


@dataclass(frozen=True)
class Text:
    """One text to train with, and what is true of it."""

    text: str
    labels: tuple[str, ...]
    core: str
    urgency: str
    variety: str
    channel: str


def texts(
    seed: int, count: int, without_cores: frozenset[str] = frozenset(), planting: Planting = AS_DESIGNED
) -> list[Text]:
    """Draw any number of texts with their labels, for instance for a training set of another seed.

    Parameters
    ----------
    seed : int
        The same seed gives the same texts.
    count : int
        How many.
    without_cores : frozenset of str
        Ids of cores that must not be used, such as those of a test set.
    planting : Planting
        Drift, second issues; there are no personal data and no copies in these texts.

    Examples
    --------
    >>> one, two = texts(1, 2, without_cores=frozenset({"jalan-01"}))
    >>> {one.core, two.core} & {"jalan-01"}
    set()
    """
    found = []
    for told in told_texts(seed, count, without_cores, planting):
        core, second = told.core, told.draft.second
        labels = (core.category, second) if second else (core.category,)
        found.append(
            Text(told.draft.shown(exact=True), labels, core.id, core.urgency, told.writer.variety, told.channel)
        )
    return found


@dataclass(frozen=True)
class Told:
    """One text before its pieces are put in, with all that it was made from."""

    core: Core
    writer: Writer
    channel: str
    village: Village
    draft: Draft


def told_texts(
    seed: int, count: int, without_cores: frozenset[str] = frozenset(), planting: Planting = AS_DESIGNED
) -> Iterator[Told]:
    """Draw the same texts as `texts`, one by one, with their places still apart."""
    draws = Draws(seed, "aduan/teks")
    repeated = repertoire(draws, planting, without_cores)
    for _ in range(count):
        who = writer(draws)
        day = day_by_lot(draws, "full")
        channel = channel_by_lot(draws, day, who, planting)
        core = core_by_lot(draws, day, who.variety, repeated, planting)
        village = draws.one_of(villages(), [each.people for each in villages()])
        second = draws.chance(planting.second_issues)
        draft = compose(core, who, channel, village, draws, second_issue=second, without_cores=without_cores)
        yield Told(core, who, channel, village, draft)


@lru_cache(maxsize=8)
def complaints(seed: int, size: Size = "full", planting: Planting = AS_DESIGNED) -> tuple[Complaint, ...]:
    """All complaints in the order of their time."""
    draws = Draws(seed, "aduan")
    copies = round(ROWS[size] * planting.duplicates)
    originals = _originals(draws, seed, size, ROWS[size] - copies, planting)
    sent_again = sorted(draws.pick(range(len(originals)), copies))
    everything = originals + [_copy(draws, originals, number, size) for number in sent_again]
    order = sorted(range(len(everything)), key=lambda number: (everything[number].time, number))
    place = {number: new for new, number in enumerate(order)}
    return tuple(replace(everything[number], copy_of=place.get(everything[number].copy_of, -1)) for number in order)


def _originals(draws: Draws, seed: int, size: Size, count: int, planting: Planting) -> list[Complaint]:
    by_code = {village.code: village for village in villages()}
    told = repertoire(draws, planting)
    hands: dict[str, Writer] = {}
    seen: dict[str, list[frozenset[str]]] = {}
    with_data = frozenset(draws.pick(range(count), round(count * planting.personal_data)))
    with_second = frozenset(draws.pick(range(count), round(count * planting.second_issues)))
    found = []
    for number, person in enumerate(reporters(draws, seed, size, count, planting)):
        if person.person not in hands:
            hands[person.person] = writer(draws)
        who = hands[person.person]
        day = day_by_lot(draws, size)
        channel = channel_by_lot(draws, day, who, planting)
        village = by_code[person.village]
        owner = person if number in with_data else None
        for _ in range(ATTEMPTS):
            core = core_by_lot(draws, day, who.variety, told, planting)
            draft = compose(core, who, channel, village, draws, person=owner, second_issue=number in with_second)
            own = frozenset(re.findall(r"\w+", draft.text.lower()))
            others = seen.get(core.id, [])
            if len(others) < MOST_OFTEN and all(_shared(own, other) <= TOO_ALIKE for other in others):
                break
        seen.setdefault(core.id, []).append(own)
        found.append(Complaint(moment(draws, day, channel), channel, person, village, core, who, draft))
    return found


def _copy(draws: Draws, originals: list[Complaint], number: int, size: Size) -> Complaint:
    """The same complaint once more: sent again after days, or passed on by a neighbour."""
    first = originals[number]
    neighbours = [
        each for each in originals if each.village is first.village and each.reporter.person != first.reporter.person
    ]
    by_neighbour = bool(neighbours) and draws.chance(BY_A_NEIGHBOUR)
    sender = draws.one_of(neighbours) if by_neighbour else first
    later = timedelta(seconds=draws.below(4 * 86_400) if by_neighbour else 86_400 + draws.below(20 * 86_400))
    channel = "WA" if first.channel == "loket" else first.channel
    text = first.draft.text
    if not draws.chance(UNCHANGED):
        again = draws.one_of(phrases.around("terusan" if by_neighbour else "ulang", first.writer.variety))
        again = {"besar": again.upper(), "kecil": again.lower()}.get(first.draft.case, again)
        text = again + ("" if again[-1] in ".!?" else ".") + " " + with_slips(text, 0.04, draws)
    return replace(
        first,
        time=min(first.time + later, end(size)),
        channel=channel,
        reporter=sender.reporter,
        draft=replace(first.draft, text=text),
        copy_of=number,
    )


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of the words of two texts that stand in both."""
    return len(one & other) / max(1, len(one | other))
