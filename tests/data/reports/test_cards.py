"""The numbers on the cards are those of the corpus."""

import re
from importlib import resources

import pytest

from tests.data.reports.gates import UNIT, share_contradicted
from tests.data.reports.test_reports import LONG
from workshop_kit.data.generate.reports.frames import FRAMES


@pytest.fixture(params=["id", "en"])
def card(request) -> tuple[str, str]:
    folder = resources.files("workshop_kit.data.generate.cards")
    return request.param, folder.joinpath(f"laporan_opd.{request.param}.md").read_text("utf-8")


def in_language(language: str, text: str) -> str:
    """A number in English writing, in the language's writing."""
    return text.translate(str.maketrans(",.", ".,")) if language == "id" else text


def test_a_card_has_its_six_parts_and_says_first_that_it_is_fictional(card):
    language, text = card
    words = ("sintetis", "fiktif") if language == "id" else ("synthetic", "fictional")
    assert all(word in text.splitlines()[0] for word in words)
    assert len(re.findall(r"^## ", text, re.MULTILINE)) == 6


def test_sizes_and_shares_are_those_of_the_corpus(card, laporan, klaim):
    language, text = card
    long = laporan.set_index("id_laporan").loc[LONG]
    others = laporan.loc[laporan["id_laporan"] != LONG, "kata"]
    numbers = (
        f"{len(laporan)}",
        f"{laporan['halaman'].sum():,}",
        f"{laporan['kata'].sum():,}",
        f"{long['halaman']}",
        f"{long['kata']:,}",
        f"{others.min():,}",
        f"{others.max():,}",
        f"{len(klaim):,}",
        f"{klaim['bertentangan'].sum()}",
        f"{share_contradicted(klaim) * 100:.1f}%",
        f"{klaim.groupby(UNIT).ngroups}",
    )
    for number in numbers:
        assert re.search(rf"(?<![\d.,]){re.escape(in_language(language, number))}(?![\d])", text), number
    assert sum(map(len, FRAMES.values())) == int(re.search(r"(\d+)\s+(?:bingkai|hand-written sentence)", text)[1])


def test_the_kinds_are_counted(card, klaim):
    _, text = card
    counts = {kind: int(count) for kind, count in re.findall(r"^\| `(\w+)` \| .* \| (\d+) \|$", text, re.MULTILINE)}
    assert counts == klaim["jenis"].value_counts().to_dict()


def test_the_measured_gates_are_printed(card, words_scores, by_table):
    language, text = card
    numbers = [by_table[name] for name in ("f1", "precision", "recall")] + [words_scores["balanced"]]
    for number in numbers:
        assert in_language(language, f"{number:.2f}") in text
