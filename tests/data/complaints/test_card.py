"""What the card of ``aduan`` says is what the shipped rows measure."""

from pathlib import Path

import pytest

from tests.data.complaints import measures
from workshop_kit.data.generate import cards

FOLDER = Path(cards.__file__).parent


@pytest.fixture(scope="module")
def measured(raw, published, key, final, people, persons, on_a_random_split, without_their_cores):
    return measures.of_the_gates(raw, key, final, on_a_random_split, without_their_cores) | measures.of_the_phenomena(
        raw, published, key, people, persons
    )


@pytest.fixture(params=["id", "en"])
def card(request):
    """The card and a way to write a number as it does."""
    text = (FOLDER / f"aduan.{request.param}.md").read_text("utf-8")
    return text, lambda written: written.replace(".", ",") if request.param == "id" else written


def test_the_gates_on_the_card_are_measured(card, measured):
    text, as_written = card
    m = measured
    rows = [
        f"{m['random']:.2f} | 0.80-0.90",
        f"{m['held_out']:.2f} | ",
        f"{m['gap']:.2f} | ",
        f"{m['random_true']:.2f}; {m['held_out_true']:.2f}",
        f"{m['keywords']:.2f} | ",
        f"{m['final']:.2f} | ",
        f"{m['copies']:.1%} | 5-6%",
        f"{m['second']:.1%} | 15-20%",
        f"{m['wrong_labels']:.1%} | 3-5%",
        f"{m['kappa']:.2f}; {m['kappa_urgency']:.2f}",
    ]
    assert [row for row in rows if as_written(row) not in text] == []
    table = [line for line in text.splitlines() if line.startswith("| macro-F1")]
    assert [line.split("|")[2].strip() for line in table] == [
        as_written(each)
        for each in (
            f"{m['random']:.2f}",
            f"{m['held_out']:.2f}",
            f"{m['random_true']:.2f}; {m['held_out_true']:.2f}",
            f"{m['keywords']:.2f}",
            f"{m['final']:.2f}",
        )
    ]


def test_the_planted_truths_on_the_card_are_measured(card, measured):
    text, as_written = card
    m = measured
    planted = "\n".join(line for line in text.splitlines() if line.startswith("| ") and line.count("|") == 4)
    for number in (
        f"Samarinda Kota {m['gap_of_rates']:.1f} ",
        f"{m['whatsapp_before']:.0%}",
        f"{m['whatsapp_after']:.0%}",
        f"{m['drift']:.2f} macro-F1",
        f"{m['misrouted_local']:.1%}",
        f"{m['misrouted_others']:.1%}",
        f"{m['misrouted']:.1%}",
        f"| {m['double']:.0%} ",
        f"| {m['personal']:.1%} ",
    ):
        assert as_written(number) in planted


def test_sizes_and_anonymity_on_the_card_are_measured(card, measured, raw, published):
    text, as_written = card
    m = measured
    for number in (
        f"{len(raw)} ",
        f"{len(published)} ",
        f"k = {m['k']:.0f} ",
        f"l = {m['l']:.0f} ",
        f" {m['without_month']:.0%} ",
        f" {m['lost']} ",
        f"({m['finished']:.0%}, ",
        f" {m['days']:.1f} ",
        f" {m['unanswered']:.0%} ",
        f" {m['cores']} ",
        f" {m['fewest_cores']} ",
    ):
        assert as_written(number) in text
