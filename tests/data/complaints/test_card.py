"""The card of ``aduan``: its numbers are those measured on the shipped rows."""

import re

import pytest

from tests.data.complaints import gates, measures
from workshop_kit.data.shelf import card_text
from workshop_kit.language import set_language

SHARES = (
    "copies second wrong_labels personal misrouted misrouted_local misrouted_others double "
    "whatsapp_before whatsapp_after without_month finished unanswered"
).split()
SCORES = "random held_out gap keywords final kappa kappa_urgency drift".split()
WHOLE = "k l lost cores fewest_cores".split()


@pytest.fixture(scope="module")
def measured(raw, published, key, final, people, persons) -> dict[str, float]:
    labels = raw["kategori_petugas"]
    random = gates.random_split(raw["teks"], labels)
    held_out = gates.cores_held_out(raw["teks"], labels, key["inti"])
    return measures.of_the_gates(raw, key, final, random, held_out) | measures.of_the_phenomena(
        raw, published, key, people, persons
    )


def printed(measured: dict[str, float]) -> dict[str, str]:
    """Each number as an English card prints it."""
    return (
        {name: f"{measured[name]:.1%}" for name in SHARES}
        | {name: f"{measured[name]:.2f}" for name in SCORES}
        | {name: f"{measured[name]:.0f}" for name in WHOLE}
        | {"gap_of_rates": f"{measured['gap_of_rates']:.1f}", "days": f"{measured['days']:.1f}"}
    )


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_numbers_on_the_card_are_those_measured(measured, language):
    set_language(language)
    text = card_text("aduan")
    for name, number in printed(measured).items():
        shown = number if language == "en" else number.translate(str.maketrans(",.", ".,"))
        assert re.search(rf"(?<![\d.,]){re.escape(shown)}(?![\d%])", text), (name, shown)
