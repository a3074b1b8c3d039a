"""The hand-written prose of the performance reports is complete and neutral: the engine alone sets numbers."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

import workshop_kit.data

GENERATE = Path(workshop_kit.data.__file__).parent / "generate"
PROSE = GENERATE / "reports" / "prose"
CATALOGUE = GENERATE / "performance" / "catalogue"

# The fewest paragraphs of each section; the agencies of long reports have more.
FRAME = {"gambaran": 5, "isu": 4, "langkah": 4}
INDICATOR = {"arti": 2, "sebab baik": 3, "sebab buruk": 3, "lanjut": 3}
# Ten districts draw on the same sections: six of each instead of three.
SHARED_INDICATOR = dict.fromkeys(INDICATOR, 6)
COMMON = {
    "pengantar": 6,
    "metode": 5,
    "kendala data": 10,
    "anggaran": 12,
    "perbandingan": 10,
    "penutup": 6,
    "saran": 10,
}
# Digits inside a name are no numbers: SP2D, PBB-P2, SP4N, B3.
NAME_WITH_DIGIT = re.compile(r"(?:PBB-P2|\b[A-Za-z]+\d[A-Za-z]*\b)")
LAW = re.compile(r"\bNomor \d[\d-]* Tahun \d{4}\b")
AGENCY = re.compile(r"\b(?:Dinas|Badan) [A-Z][a-z]+")
NATIONAL = {"Badan Pemeriksa", "Badan Pusat"}


def catalogue(file: str) -> list[dict[str, str]]:
    return list(csv.DictReader((CATALOGUE / file).read_text("utf-8").splitlines()))


def owner(opd: str) -> str:
    """The name of the prose file that an agency's report reads."""
    return "kecamatan" if opd.startswith("Kec. ") else opd.lower()


def sections(text: str) -> dict[tuple[str, ...], list[str]]:
    """Paragraphs under each heading; an indicator's parts are keyed (indicator, part), the others (heading,)."""
    found: dict[tuple[str, ...], list[str]] = {}
    key: tuple[str, ...] = ()
    for block in re.split(r"\n\s*\n", text.strip()):
        if block.startswith("#"):
            level, _, title = block.partition(" ")
            assert "\n" not in block, f"a heading stands alone: {block[:60]!r}"
            key = (title,) if level != "###" else (key[0], title)
            assert key not in found, f"heading twice: {key}"
            found[key] = []
        else:
            found[key].append(block)
    return found


def numbers_in(paragraph: str) -> list[str]:
    return re.findall(r"\d[\d.,]*", NAME_WITH_DIGIT.sub("", LAW.sub("", paragraph)))


INDICATORS: dict[str, list[str]] = {}
for row in catalogue("indicators.csv"):
    texts = INDICATORS.setdefault(owner(row["opd"]), [])
    if row["indikator"] not in texts:
        texts.append(row["indikator"])

FILES = [*INDICATORS, "umum"]
SHORT_NAMES = [row["opd"] for row in catalogue("agencies.csv")]


@pytest.fixture(scope="module", params=FILES)
def prose(request: pytest.FixtureRequest) -> tuple[str, dict[tuple[str, ...], list[str]]]:
    return request.param, sections((PROSE / f"{request.param}.md").read_text("utf-8"))


def test_no_file_lies_beside_the_expected_ones():
    assert {path.stem for path in PROSE.glob("*.md")} == set(FILES)


@pytest.mark.parametrize("name", INDICATORS)
def test_every_section_of_an_agency_has_its_paragraphs(name):
    found = sections((PROSE / f"{name}.md").read_text("utf-8"))
    title = name if name == "kecamatan" else next(opd for opd in SHORT_NAMES if owner(opd) == name)
    expected = {(title,): 0} | {(part,): least for part, least in FRAME.items()}
    for indicator in INDICATORS[name]:
        heading = f"indikator: {indicator}"
        parts = SHARED_INDICATOR if name == "kecamatan" else INDICATOR
        expected[heading,] = 0
        expected |= {(heading, part): least for part, least in parts.items()}
    assert set(found) == set(expected)
    assert {key: len(found[key]) for key, least in expected.items() if len(found[key]) < least} == {}


def test_common_sections_have_their_alternatives():
    found = sections((PROSE / "umum.md").read_text("utf-8"))
    assert set(found) == {("umum",), ("dasar hukum",), *((part,) for part in COMMON)}
    assert {part: len(found[part,]) for part in COMMON} == COMMON
    assert found["dasar hukum",]


def test_only_known_slots_are_used(prose):
    name, found = prose
    known = {"{tahun}", "{opd}"} | ({"{kecamatan}"} if name == "kecamatan" else set())
    for paragraphs in found.values():
        for paragraph in paragraphs:
            assert set(re.findall(r"\{[^}]*\}?|\}", paragraph)) - {"}"} <= known, paragraph
            assert paragraph.count("{") == paragraph.count("}"), paragraph


def test_no_number_is_written_out_of_law_titles_and_names(prose):
    _, found = prose
    guilty = [paragraph for paragraphs in found.values() for paragraph in paragraphs if numbers_in(paragraph)]
    assert not guilty


def test_only_agencies_of_the_catalogue_are_named(prose):
    _, found = prose
    known = " ".join(row["nama_opd"] for row in catalogue("agencies.csv"))
    for paragraphs in found.values():
        for paragraph in paragraphs:
            for match in AGENCY.findall(paragraph):
                assert match in known or match in NATIONAL, (match, paragraph)


def test_a_paragraph_is_one_line_of_a_reasonable_length(prose):
    _, found = prose
    for key, paragraphs in found.items():
        for paragraph in paragraphs:
            assert "\n" not in paragraph, (key, paragraph)
            assert 20 <= len(paragraph.split()) <= 150, (key, len(paragraph.split()), paragraph)
            assert paragraph.endswith("."), (key, paragraph)


def test_no_paragraph_occurs_twice_in_the_whole_bank():
    counts = Counter(
        re.sub(r"\W+", " ", paragraph).lower()
        for path in sorted(PROSE.glob("*.md"))
        for paragraphs in sections(path.read_text("utf-8")).values()
        for paragraph in paragraphs
    )
    assert [paragraph for paragraph, count in counts.items() if count > 1] == []


def test_the_detectors_of_numbers_and_slots_see_what_they_should():
    assert numbers_in("Tercapai 85,5 persen pada 2024.") == ["85,5", "2024."]
    assert numbers_in("Undang-Undang Nomor 25 Tahun 2009 dan SP2D, PBB-P2, SP4N-LAPOR!") == []
    assert sections("# a\n\n## b\n\nx\n\ny\n\n### c\n\nz") == {("a",): [], ("b",): ["x", "y"], ("b", "c"): ["z"]}
