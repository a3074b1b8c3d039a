"""What every part of a report is written with: claims that find their place, sentences in turn, numbered tables."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from workshop_kit.data.generate.catalogue import catalogue_rows
from workshop_kit.data.generate.draws import Draws
from workshop_kit.data.generate.people.penduduk import SEXES, residents
from workshop_kit.data.generate.people.wilayah import catchments, districts, villages
from workshop_kit.data.generate.performance.agencies import Agency
from workshop_kit.data.generate.performance.indicators import Indicator, indicators
from workshop_kit.data.generate.reports.breakdown import Part, parts_of, too_rare
from workshop_kit.data.generate.reports.claims import Claim, Voice, spoken
from workshop_kit.data.generate.reports.facts import Fact, facts
from workshop_kit.data.generate.reports.layout import Block, Grid, Heading, NewPage, Paragraph, Unit, words_in
from workshop_kit.data.generate.reports.sentences import MONTHS

# Agencies whose work has places in the city; the others count by month.
WITH_PLACES = ("BPBD", "Diskominfo", "Disdukcapil", "DPUPR", "DLH", "Dishub", "Bapenda")
# What cannot be divided among places or months: there is too little of it, or one number for the whole city.
UNDIVIDED = (
    "Deviasi anggaran",
    "Kadar BOD",
    "Persentase data prioritas",
    "Persentase dermaga",
    "Persentase kelurahan",
    "Persentase keselarasan",
    "Persentase layanan publik",
    "Persentase perangkat daerah",
    "Persentase program",
    "Persentase puskesmas",
    "Persentase rancangan perda",
    "Persentase sistem elektronik",
    "SiLPA",
)
SENTENCE_END = re.compile(r"(?<=[.!?]) (?=[A-Z])")
# A sentence of the hand-written causes that says whether the target was reached.
SAYS_STATUS = re.compile(
    r"\btarget\w*\b.*\b(?:tercapai|terpenuhi|terlampaui|terlewati|meleset|dapat dipenuhi|dapat dicapai)|"
    r"\b(?:tercapai|terpenuhi)nya\b.*\btarget|"
    r"\b(?:memenuhi|menjauhi) target|menjauhkan capaian dari target|"
    r"^(?:Keberhasilan ini|Capaian tersebut) ",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Spec:
    """Which report: agency, year, and whether it is the long form."""

    agency: Agency
    year: int
    long: bool = False

    @property
    def name(self) -> str:
        """Identifier, "LKJ-2025-DINKES"."""
        return f"LKJ-{self.year}-{self.agency.short.upper().replace('. ', '-').replace(' ', '-')}"

    @property
    def years(self) -> tuple[int, ...]:
        """Years that the report speaks of, oldest first."""
        return tuple(range(2022, self.year + 1))


@dataclass(eq=False)
class Asked:
    """A question that a tagged sentence answers; another page that answers it has the words of ``subject`` too."""

    question: str
    answer: str
    subject: tuple[str, ...]
    origin: str


@dataclass
class Writer:
    """A report while it is written."""

    seed: int
    spec: Spec
    claims: list[Claim]
    blocks: list[Block] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    # Outputs of the activities by year; the long form divides them among puskesmas later.
    outputs: list[list[int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.agency, self.year = self.spec.agency, self.spec.year
        self.draws = Draws(self.seed, f"laporan_opd/{self.spec.name}/naskah")
        self.voice = Voice(self.seed, self.spec.name, self.called, self.year, self.indicators)
        self.tables: dict[str, int] = {}
        self.turns: dict[Sequence[object], list[object]] = {}

    @property
    def called(self) -> str:
        """What the agency is called in a sentence."""
        return self.agency.name

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The agency's indicators."""
        return tuple(each for each in indicators() if each.agency == self.spec.agency)

    def fact(self, indicator: Indicator, year: int) -> Fact:
        """What the table says about an indicator in a year."""
        return facts(self.seed)[self.spec.agency.short, indicator.name, year]

    def heading(self, text: str, level: int) -> None:
        """Add a heading."""
        self.blocks.append(Heading(text, level))

    def new_page(self) -> None:
        """Go on with a new page."""
        self.blocks.append(NewPage())

    def say(self, *units: str | Unit | Claim) -> None:
        """Add a paragraph."""
        made = [
            self.claim(unit) if isinstance(unit, Claim) else Unit(unit) if isinstance(unit, str) else unit
            for unit in units
        ]
        if made:
            self.blocks.append(Paragraph(made))

    def claim(self, claim: Claim) -> Unit:
        """Say a planned claim."""
        spoken(claim, self.voice)
        return Unit(claim.text, claim)

    def claims_at(self, place: str, indicator: Indicator | None = None, year: int | None = None) -> list[Claim]:
        """The planned claims of a part of the report."""
        return [
            claim
            for claim in self.claims
            if claim.place == place
            and (indicator is None or claim.fact.indicator == indicator)
            and (year is None or claim.fact.year == year)
        ]

    def ask(self, text: str, question: str, answer: str, subject: tuple[str, ...], origin: str) -> Unit:
        """A sentence that answers a question."""
        asked = Asked(question, answer, subject, origin)
        self.asked.append(asked)
        return Unit(text, asked)

    def turn(self, items: Sequence[str]) -> str:
        """The next of some sentences: all of them before any comes again."""
        waiting = self.turns.setdefault(items, [])
        if not waiting:
            waiting += self.draws.shuffled(items)
        return str(waiting.pop())

    def fill(self, text: str) -> str:
        """A hand-written paragraph with its slots filled."""
        return text.format(tahun=self.year, opd=self.called, kecamatan=self.agency.name.removeprefix("Kecamatan "))

    def prose(self, paragraphs: Iterable[str]) -> None:
        """Add hand-written paragraphs."""
        for paragraph in paragraphs:
            self.say(*SENTENCE_END.split(self.fill(paragraph)))

    def causes(self, paragraphs: Iterable[str], fact: Fact, says_good: bool) -> None:
        """Add hand-written causes; a sentence in them that says whether the target was reached is a claim too."""
        for paragraph in paragraphs:
            text = paragraph.replace("{tahun}", str(fact.year))
            self.say(*(self._cause(each, fact, says_good) for each in SENTENCE_END.split(self.fill(text))))

    def _cause(self, text: str, fact: Fact, says_good: bool) -> Unit:
        if fact.reached is None or not SAYS_STATUS.search(text):
            return Unit(text)
        kind = None if says_good == fact.reached else "status_keliru"
        claim = Claim("status", "sebab", fact, len(self.claims) + 1, kind, text)
        claim.stated, claim.true = ("tercapai" if each else "tidak tercapai" for each in (says_good, fact.reached))
        self.claims.append(claim)
        return Unit(text, claim)

    def pick(self, paragraphs: list[str], count: int) -> list[str]:
        """Some of the hand-written paragraphs by lot."""
        return self.draws.pick(paragraphs, count)

    def grid(
        self,
        chapter: str,
        title: str,
        header: list[str],
        rows: list[list[str]],
        left: int = 1,
        tags: dict[int, object] | None = None,
    ) -> str:
        """Add a table and return its number."""
        self.tables[chapter] = self.tables.get(chapter, 0) + 1
        number = f"{chapter}.{self.tables[chapter]}"
        self.blocks.append(Grid(f"Tabel {number} {title}", header, rows, left, tags or {}))
        return number

    @property
    def words(self) -> int:
        """Words so far, without running lines."""
        count = 0
        for block in self.blocks:
            if isinstance(block, Heading):
                count += words_in(block.text)
            elif isinstance(block, Paragraph):
                count += sum(words_in(unit.text) for unit in block.units)
            elif isinstance(block, Grid):
                count += words_in(block.caption)
                count += sum(words_in(cell) for row in (block.header, *block.rows) for cell in row)
        return count

    @property
    def place_kind(self) -> str:
        """What the city is divided into in this report."""
        if self.agency.short == "Dinkes":
            return "puskesmas"
        if self.agency.kind == "kecamatan":
            return "kelurahan"
        return "kecamatan" if self.agency.short in WITH_PLACES else "bulan"

    def places(self) -> list[str]:
        """Names of the places (or months)."""
        if self.place_kind == "puskesmas":
            return [row["puskesmas"] for row in health_centres()]
        if self.place_kind == "kelurahan":
            district = self.agency.name.removeprefix("Kecamatan ")
            return [village.name for village in villages() if village.district == district]
        return list(districts()) if self.place_kind == "kecamatan" else list(MONTHS)

    def site(self, name: str) -> str:
        """A place in the middle of a sentence."""
        return name if self.place_kind == "puskesmas" else f"{self.place_kind.capitalize()} {name}"

    @property
    def divided_indicators(self) -> tuple[Indicator, ...]:
        """The indicators whose results have details."""
        return tuple(each for each in self.indicators if has_details(each))

    def parts(self, fact: Fact) -> list[Part]:
        """A result divided among the places: the same in every report that prints it."""
        name = f"laporan_opd/rincian/{self.agency.short}/{fact.indicator.name}/{fact.year}"
        people = [each["L"] + each["P"] for each in served(self.seed, fact.year).values()]
        return parts_of(fact, self.places(), Draws(self.seed, name), people)


def has_details(indicator: Indicator) -> bool:
    """Whether a result can be divided among places and months."""
    return not indicator.name.startswith(UNDIVIDED) and not too_rare(indicator, len(health_centres()))


@lru_cache(maxsize=16)
def served(seed: int, year: int) -> dict[str, dict[str, int]]:
    """Men (L) and women (P) in the area of each puskesmas as in the table ``penduduk``."""
    centres = {code: name for name, codes in catchments().items() for code in codes}
    found = {row["puskesmas"]: dict.fromkeys(SEXES, 0) for row in health_centres()}
    for (counted, village, sex, _), count in residents(seed).items():
        if counted == year:
            found[centres[village]][sex] += count
    return found


@lru_cache(maxsize=1)
def health_centres() -> tuple[dict[str, str], ...]:
    """The puskesmas with the kelurahan and kecamatan of their seats."""
    seats = {village.code: village for village in villages()}
    return tuple(
        {
            "puskesmas": row["puskesmas"],
            "kelurahan": seats[row["kode_kelurahan"]].name,
            "kecamatan": seats[row["kode_kelurahan"]].district,
        }
        for row in catalogue_rows("people", "puskesmas.csv")
    )
