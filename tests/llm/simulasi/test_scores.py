"""The published scores are the measured ones."""

import csv
import re
from importlib import resources
from pathlib import Path

import pytest

from tests.llm.simulasi import measuring
from tests.llm.simulasi.measuring import CLASSES, HELDOUT, bootstrap
from workshop_kit.data.generate.mini.baselines import KEYWORDS, URGENT, commonest_by_words
from workshop_kit.llm.mini.tasks import URGENCIES

DOCS = Path(__file__).parents[3] / "docs"
PAGES = ("simulator-scores.md", "nilai-simulator.md")
# As the first column of each table names them, in the order of the page.
SETS = ("", "_kedua")


@pytest.fixture(scope="module")
def rows():
    """The rows of all tables of scores, in order, as cells without what names the row."""
    measured = []
    texts = measuring.final_test()
    for labels, column, words, commonest in (
        (CLASSES, "kategori_1", KEYWORDS, "jalan"),
        (URGENCIES, "urgensi_1", URGENT, "sedang"),
    ):
        by_engine = measuring.classified(labels, column)
        by_words = [(row[column], commonest_by_words(row["teks"], words, commonest)) for row in texts]
        for pairs in (by_engine, by_words, [(row[column], commonest) for row in texts]):
            measured.append([str(bootstrap(pairs, measuring.macro_f1)), str(bootstrap(pairs, measuring.accuracy))])
    for name in SETS:
        found = measuring.extracted(f"isian{name}")
        documents = {document for document, *_rest in found}
        scores = [str(measuring.field_score(found, same)) for same in (measuring.exactly, measuring.mostly)]
        measured.append([str(len(documents)), str(len(found)), *scores])
    for name in SETS:
        asked = measuring.answered(f"bacaan{name}")
        right = [each.given in each.wanted for each in asked if each.wanted]
        refused = [each.given is None for each in asked if not each.wanted]
        measured.append(
            [
                str(len(right)),
                str(bootstrap(right, measuring.share)),
                str(len(refused)),
                str(bootstrap(refused, measuring.share)),
            ]
        )
    for name in SETS:
        shares = measuring.summarised(f"bacaan{name}")
        scores = [str(bootstrap([each[side] for each in shares], measuring.mean)) for side in (0, 1)]
        measured.append([str(len(shares)), *scores])
    measured += [[str(size), f"{measuring.auc(*measuring.separation(size)):.2f}"] for size in (256, 1024)]
    return measured


def printed(page):
    """Cells with figures of each row of the first part's tables; decimal points in both languages."""
    text = (DOCS / page).read_text("utf-8")
    scores = re.split(r"^## ", text, flags=re.MULTILINE)[1]
    lines = [line for line in scores.split("\n") if line.startswith("|")]
    rows = [[cell.strip().replace(",", ".") for cell in line.strip("|").split("|")] for line in lines]
    figures = [[cell for cell in row if re.match(r"\d", cell)] for row in rows]
    return [row for row in figures if row]


@pytest.mark.parametrize("page", PAGES)
class TestThePage:
    def test_its_scores_are_those_measured(self, page, rows):
        assert printed(page) == rows

    def test_it_counts_rightly(self, page, rows):
        text = (DOCS / page).read_text("utf-8")
        folder = resources.files("workshop_kit.data.generate.complaints") / "cores"
        cores = sum(
            len(list(csv.DictReader(file.read_text("utf-8").splitlines())))
            for file in folder.iterdir()
            if file.name.endswith(".csv")
        )
        beyond = len((HELDOUT / "di_luar.txt").read_text("utf-8").splitlines())
        for count in (cores, beyond, len(measuring.final_test())):
            assert re.search(rf"\b{count}\b", text), count


def test_the_engine_is_better_than_keywords_and_these_better_than_one_class(rows):
    assert rows[0][0] > rows[1][0] > rows[2][0] and rows[3][0] > rows[4][0] > rows[5][0]


def test_the_held_out_sets_are_as_large_as_agreed():
    first = measuring.answered()
    assert len(measuring.forms()) >= 40 and len(measuring.readings()) >= 20
    assert len(first) >= 60 and sum(not each.wanted for each in first) >= 20
