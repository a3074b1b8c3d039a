"""Putting a complaint together: a core, what people say around it, and the hand that writes it."""

import re
from dataclasses import dataclass
from functools import lru_cache

from workshop_kit.data.generate.complaints import phrases
from workshop_kit.data.generate.complaints.cores import CATEGORIES, Core, cores
from workshop_kit.data.generate.complaints.drafts import Piece, Pieces, rendered
from workshop_kit.data.generate.complaints.noise import in_local_language, in_own_spelling, stretched, with_slips
from workshop_kit.data.generate.complaints.personal import sentence as personal_sentence
from workshop_kit.data.generate.complaints.places import filled
from workshop_kit.data.generate.complaints.writers import Writer
from workshop_kit.data.generate.draws import Draws
from workshop_kit.data.generate.people.warga_sampel import Person
from workshop_kit.data.generate.people.wilayah import Village

# Mixture: how often each part stands in a text. Tuned to the gates of the corpus, see its card.
GREETING = 0.42
BEFORE = 0.14
DETAIL = 0.92
BRIEFER = 0.5
SECOND_DETAIL = 0.33
IN_PASSING = 0.5
BACKGROUND = 0.5
REQUEST = 0.56
SECOND_WISH = 0.9
SECOND_BY_CORE = 0.85
URGING = 0.25
CLOSING = 0.34
SHORTENED = 0.7
NOTED_BY_OFFICER = 0.4
# Not after "Yth.", which goes with the name that follows.
SENTENCE_END = re.compile(r"(?<=[.!?])(?<!Yth\.) ")
# Words of a first sentence that may stand as a second issue.
SHORTEST, LONGEST = 6, 18
# Cores whose first sentence says nothing without the next.
UNCLEAR_ALONE = frozenset(
    {
        *("jalan-27", "jalan-36", "jalan-38", "drainase-26", "drainase-31", "drainase-39", "sampah-37"),
        *("perhubungan-22", "perhubungan-31", "perhubungan-40", "kesehatan-26", "kesehatan-30", "ketertiban-16"),
        *("perizinan_pajak-15", "perizinan_pajak-16", "perizinan_pajak-25", "perizinan_pajak-30", "perizinan_pajak-31"),
        *("lingkungan-35", "kependudukan-11", "kependudukan-15", "kesehatan-33", "air_bersih-27", "air_bersih-40"),
    }
)
# Cores that open with a greeting of their own.
GREETS = re.compile(
    r"(yth|dengan hormat|min\b|halo|pak\b|bu\b|kak\b|bapak|bersama ini|lapor|tolong lah pak)", re.IGNORECASE
)


@dataclass(frozen=True)
class Draft:
    """A complaint before its pieces are put in.

    Attributes
    ----------
    text : str
        With one private use character for each piece.
    pieces : tuple of Piece
    case : str
        That of the writer, for the pieces.
    second : str
        Class of the second issue; empty without one.
    """

    text: str
    pieces: tuple[Piece, ...]
    case: str
    second: str

    def shown(self, exact: bool) -> str:
        """The text as sent, or as published."""
        return rendered(self.text, self.pieces, self.case, exact)


def compose(
    core: Core,
    writer: Writer,
    channel: str,
    village: Village,
    draws: Draws,
    *,
    person: Person | None = None,
    second_issue: bool = False,
    without_cores: frozenset[str] = frozenset(),
) -> Draft:
    """Write one complaint.

    Parameters
    ----------
    core : Core
        What has happened.
    writer : Writer
        Who writes.
    channel : str
        ``WA``, ``media sosial``, ``LAPOR`` or ``loket``.
    village : Village
        Where it is.
    person : Person or None
        Whose personal data stand in it, if any do.
    second_issue : bool
        Whether something of another class is reported too.
    without_cores : frozenset of str
        Ids of cores whose opening must not stand as the second issue.
    """
    pieces = Pieces()
    variety = writer.variety
    parts: list[str] = []
    if channel == "loket" and draws.chance(NOTED_BY_OFFICER):
        parts.append(draws.one_of(phrases.around("loket", "baku")))
    elif not GREETS.match(core.text) and draws.chance(GREETING):
        parts.append(draws.one_of(phrases.around("salam", variety)))
    calm = 0.3 if core.urgency == "tinggi" else 1.0
    if not core.asks and draws.chance(BEFORE * calm):
        parts.append(draws.one_of(phrases.around("pembuka", variety)))
    if person is not None and draws.chance(0.3):
        parts.append(personal_sentence(person, variety, pieces, draws))
        person = None
    core_place = len(parts)
    parts.append(_told(core, draws))
    details = phrases.about(core, "rincian", variety)
    # Who has two things to say says less about each.
    if details and draws.chance(DETAIL * (BRIEFER if second_issue else 1)):
        parts += draws.pick(details, 2 if draws.chance(SECOND_DETAIL) else 1)
    second = ""
    if second_issue:
        second = draws.one_of([category for category in CATEGORIES if category != core.category])
        parts += [filled(part, second, village, pieces, draws) for part in _also(second, variety, draws, without_cores)]
    if not core.asks and draws.chance(IN_PASSING * calm):
        other = draws.one_of([category for category in CATEGORIES if category not in (core.category, second)])
        parts.append(draws.one_of(phrases.in_passing(other, variety)))
    elif draws.chance(BACKGROUND * calm):
        parts.append(draws.one_of(phrases.around("latar_tanya" if core.asks else "latar", variety)))
    wishes = _sometimes(phrases.about(core, "permintaan", variety), REQUEST, draws)
    if not wishes and not core.asks:
        wishes = _sometimes(phrases.around("desakan", variety), URGING, draws)
    parts += wishes
    if person is not None:
        parts.append(personal_sentence(person, variety, pieces, draws))
    if draws.chance(CLOSING):
        parts.append(draws.one_of(phrases.around("penutup", variety)))
    agency = phrases.agency_as_called(core, variety, draws)
    parts = [filled(part.replace("{instansi}", agency), core.category, village, pieces, draws) for part in parts]
    shouted = re.sub(r"\{\w+\}", "", core.text).isupper()
    case = "besar" if shouted else "biasa" if channel == "loket" else writer.case
    local = core_place if core.variety == variety else None
    text = by_hand(parts, writer, channel, case, draws, already_local=local)
    return Draft(text, tuple(pieces.found), case, second)


def _told(core: Core, draws: Draws) -> str:
    """The core, a long one sometimes without one or two of its later sentences."""
    sentences = SENTENCE_END.split(core.text)
    for _ in range(2):
        if len(sentences) >= 3 and draws.chance(SHORTENED):
            del sentences[1 + draws.below(len(sentences) - 1)]
    return " ".join(sentences)


def _also(category: str, variety: str, draws: Draws, without_cores: frozenset[str]) -> list[str]:
    """A second issue after a linking word: in a few words, or as another complaint would open."""
    link = draws.one_of(phrases.around("penghubung", variety))
    if not draws.chance(SECOND_BY_CORE):
        issue = draws.one_of(phrases.second_issue(category, variety))
        return [f"{link} {issue}", *_sometimes(phrases.general_requests(category, variety), SECOND_WISH, draws)]
    openings = _openings(category, "baku" if variety == "baku" else "sehari")
    core, opening = draws.one_of([each for each in openings if each[0].id not in without_cores] or openings)
    return [
        f"{link} {opening}",
        *_sometimes(phrases.about(core, "rincian", variety), SECOND_WISH, draws),
        *_sometimes(phrases.general_requests(category, variety), SECOND_WISH, draws),
    ]


@lru_cache(maxsize=20)
def _openings(category: str, variety: str) -> list[tuple[Core, str]]:
    """Cores whose first sentence can stand alone, and that sentence, starting small."""
    found = []
    for core in cores():
        usable = (core.category, core.variety, core.since) == (category, variety, "") and core.urgency != "tinggi"
        if usable and not core.asks and core.id not in UNCLEAR_ALONE:
            first = SENTENCE_END.split(core.text)[0].rstrip(".")
            if SHORTEST <= len(first.split()) <= LONGEST and not GREETS.match(first) and not first.isupper():
                found.append((core, first[0].lower() + first[1:] if not first[:2].isupper() else first))
    return found


def _sometimes(sentences: list[str], share: float, draws: Draws) -> list[str]:
    """One of the sentences, in some texts."""
    return [draws.one_of(sentences)] if sentences and draws.chance(share) else []


def by_hand(
    parts: list[str], writer: Writer, channel: str, case: str, draws: Draws, already_local: int | None = None
) -> str:
    """The sentences as this person writes them on this channel; ``already_local`` is the place of a local one."""
    typed = channel == "loket"
    if writer.language == "Indonesia":
        already_local = None
    parts = [
        part if place == already_local else in_local_language(part, writer, draws) for place, part in enumerate(parts)
    ]
    parts = [in_own_spelling(part, writer, channel) for part in parts]
    text = _joined(parts, "titik" if typed else writer.stops)
    text = with_slips(text, 0.0 if typed else writer.slips, draws)
    if writer.stretches and not typed:
        text = stretched(text, draws)
    if case == "besar":
        return text.upper()
    return text.lower() if case == "kecil" else _capitalised(text)


def _joined(parts: list[str], stops: str) -> str:
    """Sentences one after the other, with the stops the writer uses."""
    text = parts[0]
    for part in parts[1:]:
        ends = text[-1] in ".!?,:)"
        if stops == "titik":
            text += " " if ends else ". "
        elif stops == "koma":
            text = text.rstrip(".") if not ends or text[-1] == "." else text
            text += " " if text[-1] in "!?,:)" else ", "
        elif stops == "tanpa":
            text = text.rstrip(".,") + " "
        else:
            text = text.rstrip(".") + ("" if text[-1] in "!?,:" else "..") + " "
        text += _small(part) if text.endswith(", ") and stops == "koma" else part
    return re.sub(r"[.,](?=\s|$)", "", text) if stops == "tanpa" else text


def _small(sentence: str) -> str:
    """A sentence that goes on after a comma; a word in capitals keeps them."""
    return sentence[0].lower() + sentence[1:] if sentence[1:2].islower() else sentence


def _capitalised(text: str) -> str:
    """Capitals where sentences start."""
    return re.sub(r"(^|[.!?:]\s+)([a-z])", lambda match: match[1] + match[2].upper(), text)
