import re
from pathlib import Path

import pytest

from tests.privacy.labelled import HARD_NEGATIVE, measure, read, table
from workshop_kit.privacy.identifiers import find

DOCS = Path(__file__).parents[2] / "docs"
PAGES = ("privacy-coverage.md", "cakupan-privasi.md")
ROW = re.compile(r"^\| ([A-Z]+) \|.*\| (\d+) \| ([\d.,]+) \| ([\d.,]+) \|$", re.MULTILINE)


@pytest.fixture(scope="module")
def lines():
    return {part: read(part) for part in ("ditulis", "ditahan", "dibuat")}


@pytest.mark.parametrize("page", PAGES)
class TestTheCoveragePage:
    def test_its_numbers_are_those_measured(self, page, lines):
        printed = {
            row[0]: (int(row[1]), row[2].replace(",", "."), row[3].replace(",", "."))
            for row in ROW.findall((DOCS / page).read_text(encoding="utf-8"))
        }
        assert printed == table(measure((line for part in lines.values() for line in part), find))

    def test_it_counts_the_corpus_rightly(self, page, lines):
        text = (DOCS / page).read_text(encoding="utf-8")
        everything = [line for part in lines.values() for line in part]
        negatives = sum(line.sort == HARD_NEGATIVE for line in everything)
        for count in (len(everything), negatives, *(len(part) for part in lines.values())):
            assert re.search(rf"\b{count}\b", text), count

    @pytest.mark.parametrize(
        "missed",
        [
            "sembilan sembilan nol satu",
            "9 9 O 1 0 1 4 1 0 3 8 5 0 0 0 1",
            "kt 0123 ab lewat",
            "9901/0141/0385/0001",
            "NIP 131 234 567",
            "Budi Santoso, Jl. Rekaan 5 RT 12, lahir 1 Maret 1985",
        ],
    )
    def test_what_it_says_is_not_found_is_not_found(self, page, missed):
        assert find(missed) == []
