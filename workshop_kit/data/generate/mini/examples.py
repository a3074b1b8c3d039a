"""What the small model learns from: complaints and report sections of other seeds than the shipped ones, as tasks."""

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from workshop_kit.data.generate.complaints.cores import CATEGORIES, Core, cores
from workshop_kit.data.generate.complaints.corpus import Told, told_texts
from workshop_kit.data.generate.complaints.drafts import Piece, is_piece, rendered
from workshop_kit.data.generate.complaints.grammar import compose
from workshop_kit.data.generate.complaints.writers import writer
from workshop_kit.data.generate.draws import Draws
from workshop_kit.data.generate.people.wilayah import villages
from workshop_kit.data.generate.performance.indicators import indicators
from workshop_kit.data.generate.reports.claims import Claim
from workshop_kit.data.generate.reports.corpus import written
from workshop_kit.data.generate.reports.layout import Heading, Paragraph
from workshop_kit.data.generate.reports.planting import AS_DESIGNED
from workshop_kit.data.generate.reports.writer import Writer
from workshop_kit.llm.mini.tasks import COMPLAINT_FIELDS, Task, classified

SPLIT_SEED = 9
# Seed of the shipped tables.
SHIPPED = 6472
# Share of the cores of each class, and of the indicators, that the model never sees.
HELD_OUT = 0.2
LONGEST_SECTION = 900
# Share of a phrase's longer words that a core kept for the scores may have.
TOO_NEAR = 0.6
# Complaints from phrases for each complaint from a core.
PHRASES = 0.35
_RT = re.compile(r"\bRT (\d+)", re.IGNORECASE)
_GANG = re.compile(r"^Gang ", re.IGNORECASE)
_QUESTIONS = (
    "Berapa {what} {year}?",
    "Berapa nilai {what} {year}?",
    "Menurut teks ini, berapa {what} {year}?",
    "Apa yang dicatat tentang {what} {year}?",
    "{what} {year} berapa?",
)
_PLACE_QUESTIONS = {
    "tempat": (
        "Di mana tempatnya?",
        "Di mana kejadiannya?",
        "Lokasinya di mana?",
        "Tempat mana yang dilaporkan?",
    ),
    "rt": ("RT berapa?", "Di RT berapa kejadiannya?", "Berapa nomor RT-nya?"),
    "kelurahan": ("Kelurahan apa?", "Di kelurahan mana?", "Kelurahan mana yang disebut?"),
}


@dataclass(frozen=True)
class Wanted:
    """One task on a text.

    Attributes
    ----------
    task : str
    question : str
    answer : str or None
        None where the text does not have it.
    open : bool
        Whether nobody knows how the answer goes on.
    """

    task: Task
    question: str
    answer: str | None
    open: bool = False


@dataclass(frozen=True)
class Page:
    """A text with all that is asked of it.

    Attributes
    ----------
    text : str
    tasks : tuple of Wanted
    source : str
        Core, or indicator, that it comes from: what is drawn anew together when a score's interval is measured.
    """

    text: str
    tasks: tuple[Wanted, ...] = ()
    source: str = ""


@lru_cache(maxsize=1)
def held_out_cores() -> frozenset[str]:
    """Cores that are kept for the scores, a fifth of each class, by lot."""
    draws = Draws(SPLIT_SEED, "mini/inti")
    kept: list[str] = []
    for category in CATEGORIES:
        own = [core.id for core in cores() if core.category == category]
        kept += draws.pick(own, round(HELD_OUT * len(own)))
    return frozenset(kept)


@lru_cache(maxsize=1)
def held_out_indicators() -> frozenset[str]:
    """Indicators that are kept for the scores, by lot."""
    names = sorted({indicator.name for indicator in indicators()})
    return frozenset(Draws(SPLIT_SEED, "mini/indikator").pick(names, round(HELD_OUT * len(names))))


def complaints(seed: int, count: int, held_out: bool) -> list[Told]:
    """Complaints that tell only the cores kept for the scores, or only the others."""
    kept = held_out_cores()
    others = frozenset(core.id for core in cores()) - kept
    return list(told_texts(seed, count, others if held_out else kept))


def fields_of(told: Told) -> dict[str, str | None]:
    """What a form asks of a complaint; None where it is not in the text."""
    places = [piece for piece in _pieces_in_order(told) if not piece.kind]
    shown = [rendered(chr(0xE000), [piece], told.draft.case, True) for piece in places]
    found: dict[str, str | None] = dict.fromkeys(COMPLAINT_FIELDS)
    found |= {"kategori": told.core.category, "urgensi": told.core.urgency, "tempat": shown[0] if shown else None}
    for place in reversed(shown):
        village = next((name for name in _village_names() if place.lower().endswith(name.lower())), "")
        if village:
            found["kelurahan"] = place[-len(village) :]
        if match := _RT.search(place):
            found["rt"] = match[1]
        if _GANG.match(place):
            end = match.start() if match else len(place) - len(village)
            found["gang"] = place[len("Gang ") : end].strip()
    return found


def from_phrases(seed: int, count: int) -> list[Told]:
    """Complaints that tell, instead of a core, one of the short phrases that the simulator's lexicon was made from.

    They are many more situations than there are cores, so that the model cannot get by with knowing these. Nobody has
    said how urgent they are. Those that share most of their words with a core kept for the scores are left out.
    """
    draws = Draws(seed, "mini/frasa")
    found = []
    for _ in range(count):
        category, phrase = draws.one_of(phrases())
        who = writer(draws)
        topic = draws.one_of([core.topic for core in cores() if core.category == category and not core.asks])
        spoken = "baku" if who.variety == "baku" else "sehari"
        core = Core(f"{category}-frasa", category, topic, "", spoken, "", phrase[0].upper() + phrase[1:])
        village = draws.one_of(villages(), [each.people for each in villages()])
        channel = draws.one_of(("WA", "LAPOR", "media sosial"))
        second = draws.chance(0.1)
        draft = compose(core, who, channel, village, draws, second_issue=second, without_cores=held_out_cores())
        found.append(Told(core, who, channel, village, draft))
    return found


@lru_cache(maxsize=1)
def phrases() -> tuple[tuple[str, str], ...]:
    """Class and phrase, without those that come near a core kept for the scores."""
    kept = [_long_words(core.text) for core in cores() if core.id in held_out_cores()]
    found = []
    file = resources.files("workshop_kit.data.generate.simulator") / "phrases.csv"
    for row in csv.DictReader(file.read_text("utf-8").splitlines()):
        for phrase in row["frasa"].split(" | ") if row["dimensi"] == "kategori" else ():
            own = _long_words(phrase)
            near = max((len(own & words) / len(own) for words in kept), default=0.0) if len(own) > 1 else 0.0
            if own and near < TOO_NEAR:
                found.append((row["label"], phrase.strip()))
    return tuple(found)


def _long_words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]{4,}", text.lower()))


def _pieces_in_order(told: Told) -> list[Piece]:
    pieces = told.draft.pieces
    return [pieces[ord(each) - 0xE000] for each in told.draft.text if is_piece(each)]


@lru_cache(maxsize=1)
def _village_names() -> tuple[str, ...]:
    # The longest first: "Sungai Pinang Dalam" before "Sungai Pinang".
    return tuple(sorted((village.name for village in villages()), key=lambda name: (-len(name), name)))


def classification(told: Told) -> Wanted:
    """Class, urgency and place of a complaint; the class alone where nobody has said how urgent it is."""
    if not told.core.urgency:
        return Wanted("golong", "", f" {told.core.category} |", open=True)
    return Wanted("golong", "", classified(told.core.category, told.core.urgency, fields_of(told)["tempat"]))


def form(names: Sequence[str], known: Mapping[str, str | None]) -> Wanted:
    """A form with these fields."""
    answer = json.dumps({name: known[name] for name in names}, ensure_ascii=False)
    return Wanted("isi", ", ".join(names), f" {answer}")


def place_question(told: Told, kind: str, draws: Draws) -> Wanted:
    """A question on a complaint's place (``tempat``, ``rt``, ``kelurahan``), which it may not name."""
    answer = fields_of(told)[kind]
    said = None if answer is None else f" RT {answer}" if kind == "rt" else f" {answer}"
    return Wanted("tanya", draws.one_of(_PLACE_QUESTIONS[kind]), said)


def complaint_page(told: Told, draws: Draws) -> Page:
    """A complaint with its class, a form of some fields, and two questions on its place."""
    fields = [name for name in COMPLAINT_FIELDS if name != "urgensi" or told.core.urgency]
    names = draws.shuffled(draws.pick(fields, 2 + draws.below(3)))
    kinds = draws.pick(list(_PLACE_QUESTIONS), 2)
    tasks = (
        classification(told),
        form(names, fields_of(told)),
        *(place_question(told, kind, draws) for kind in kinds),
    )
    return Page(told.draft.shown(True), tasks, told.core.id)


@dataclass(frozen=True)
class Section:
    """Paragraphs of a report in which something is claimed."""

    text: str
    claims: tuple[Claim, ...]
    sentences: tuple[str, ...]
    others: tuple[str, ...]


def sections(seed: int, held_out: bool) -> list[Section]:
    """Paragraphs with claims on the indicators kept for the scores, or only on the others."""
    kept = held_out_indicators()
    found = []
    for report, _laid in written(seed, "full", AS_DESIGNED):
        names = [indicator.name for indicator in report.indicators]
        for paragraph in _paragraphs(report):
            claims = [unit.tag for unit in paragraph.units if isinstance(unit.tag, Claim)]
            own = {claim.fact.indicator.name for claim in claims}
            text = " ".join(unit.text for unit in paragraph.units)
            mine = own <= kept if held_out else not own & kept and not _names_kept(text)
            if claims and mine and len(text) <= LONGEST_SECTION:
                others = tuple(name for name in names if name not in own and name[:25].lower() not in text.lower())
                told = tuple(unit.text for unit in paragraph.units if isinstance(unit.tag, Claim))
                found.append(Section(text, tuple(claims), told, others))
    return found


def _names_kept(text: str) -> bool:
    """Whether a text names an indicator that is kept for the scores."""
    said = text.lower()
    return any(name.lower() in said for name in held_out_indicators())


def _paragraphs(report: Writer) -> Iterator[Paragraph]:
    return (block for block in report.blocks if isinstance(block, Paragraph))


def report_texts(seed: int) -> list[str]:
    """All that the reports say besides claims of indicators kept for the scores, a paragraph each."""
    found = []
    for report, _laid in written(seed, "full", AS_DESIGNED):
        for block in report.blocks:
            if isinstance(block, Paragraph):
                text = " ".join(unit.text for unit in block.units)
                if len(text) <= LONGEST_SECTION and not _names_kept(text):
                    found.append(text)
            elif isinstance(block, Heading) and block.level < 3:
                found.append(block.text)
    return found


def _asked(claim: Claim, sentence: str) -> tuple[str, str] | None:
    """Indicator and year as a question on a claim names them; None where the claim names the indicator by a pronoun."""
    what = _within(claim.fact.indicator.name)
    if what.lower() not in sentence.lower():
        return None
    return what, f"pada tahun {claim.fact.year}" if str(claim.fact.year) in sentence else "pada tahun pelaporan"


def _within(name: str) -> str:
    """An indicator's name in the middle of a sentence; "SiLPA" and "IKM" keep their capitals."""
    return name[0].lower() + name[1:] if name.split()[0][1:].islower() else name


def section_question(section: Section, draws: Draws, absent: bool) -> Wanted | None:
    """A question on a section; ``absent``: on another indicator, or a year of which it does not speak."""
    number = draws.below(len(section.claims))
    claim, sentence = section.claims[number], section.sentences[number]
    asked = _asked(claim, sentence)
    if asked is None:
        return None
    what, year = asked
    template = draws.one_of(_QUESTIONS)
    answer: str | None = f" {sentence}"
    if absent:
        answer = None
        years = [each for each in range(2019, 2029) if str(each) not in section.text]
        if section.others and draws.chance(0.6):
            what = _within(draws.one_of(section.others))
        else:
            year = f"pada tahun {draws.one_of(years)}"
    question = template.format(what=what, year=year)
    return Wanted("tanya", question[0].upper() + question[1:], answer)


def claim_of(section: Section) -> dict[str, str | None] | None:
    """Indicator, year and value of a section that states one value in figures; None of any other."""
    valued = [
        (claim, sentence)
        for claim, sentence in zip(section.claims, section.sentences, strict=True)
        if claim.form == "nilai" and claim.stated in sentence and str(claim.fact.year) in sentence
    ]
    if len(valued) != 1 or _asked(*valued[0]) is None:
        return None
    claim, sentence = valued[0]
    name = claim.fact.indicator.name
    start = sentence.lower().find(name.lower())
    return {
        "indikator": sentence[start : start + len(name)],
        "tahun": str(claim.fact.year),
        "nilai": claim.stated,
    }


def summary(section: Section, known: Mapping[str, str | None]) -> Wanted:
    """One sentence on a section: whose figure, of which year, and whether the target was reached if it says so."""
    status = next((claim for claim in section.claims if claim.form == "status"), None)
    said = f" Pada tahun {known['tahun']}, {_within(str(known['indikator']))} tercatat {known['nilai']}"
    said += f" dan targetnya {status.stated}." if status is not None else "."
    return Wanted("ringkas", "", said)


def section_page(section: Section, draws: Draws) -> Page:
    """A section with questions that it answers and one that it does not, a form and a summary where it has them."""
    asked = [section_question(section, draws, absent=absent) for absent in (False, True)]
    tasks = [each for each in asked if each is not None]
    known = claim_of(section)
    if known is not None:
        tasks += [form(draws.shuffled(list(known)), known), summary(section, known)]
    return Page(section.text, tuple(tasks), section.claims[0].fact.indicator.name)


def training(seed: int, complaints_count: int, report_seeds: int) -> list[Page]:
    """All training pages in an order by lot.

    Parameters
    ----------
    seed : int
        Another one gives other texts; the shipped tables' seed is refused.
    complaints_count, report_seeds : int
        How many complaints, and how many editions of the thirty reports.
    """
    if seed == SHIPPED:
        raise ValueError("the shipped tables' seed makes the shipped texts")
    draws = Draws(seed, "mini/latihan")
    told = complaints(seed, complaints_count, held_out=False) + from_phrases(seed, round(PHRASES * complaints_count))
    found = [complaint_page(each, draws) for each in told]
    for number in range(1, report_seeds + 1):
        found += [section_page(section, draws) for section in sections(seed + number, held_out=False)]
        texts = report_texts(seed + number)
        found += [Page(text) for text in draws.pick(texts, len(texts) // 6)]
    return draws.shuffled(found)
