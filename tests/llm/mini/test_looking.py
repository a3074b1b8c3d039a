"""What m02 shows of the inside: numbers that are the model's, pictures that everybody can read."""

import re

import numpy as np
import pytest

from workshop_kit.language import speaking
from workshop_kit.llm.mini import looking, pictures
from workshop_kit.llm.mini.failures import NotThere
from workshop_kit.llm.mini.model import curve, model
from workshop_kit.llm.mini.widgets import AttentionView, NextWords

TEXT = "Lampu jalan di Gang Ulin padam."


@pytest.fixture
def shown(monkeypatch):
    """What is shown, as (HTML, text)."""
    found = []
    monkeypatch.setattr(pictures, "show_html", lambda html, text="": found.append((html, text)))
    return found


class TestNumbers:
    def test_tokens_make_up_the_text(self):
        assert "".join(looking.tokens(TEXT)) == TEXT

    def test_next_words_are_the_models_without_control_tokens(self):
        found = looking.next_words(TEXT, 3_000)
        assert sum(each.share for each in found) == pytest.approx(1)
        assert not {each.text for each in found} & (set(model().tokenizer.control) - {"<|akhir|>"})

    def test_cold_makes_the_likeliest_likelier(self):
        cold, warm = (looking.next_words(TEXT, 1, temperature)[0].share for temperature in (0.2, 1.5))
        assert cold > warm

    @pytest.mark.parametrize("temperature", [0, -1])
    def test_no_temperature_is_refused(self, temperature):
        with pytest.raises(NotThere):
            looking.next_words(TEXT, temperature=temperature)

    def test_attention_is_that_of_the_head_asked_for(self):
        one, other = looking.attention(TEXT, 1, 1), looking.attention(TEXT, 2, 1)
        assert np.allclose(one.rows.sum(axis=1), 1, atol=1e-5) and not np.allclose(one.rows, other.rows)

    @pytest.mark.parametrize(("layer", "head"), [(0, 1), (1, 0), (99, 1), (1, 99)])
    def test_a_head_that_is_not_there_is_told(self, layer, head):
        with pytest.raises(NotThere, match="lapisan"):
            looking.attention(TEXT, layer, head)

    def test_neighbours_are_ordered_and_not_the_word_itself(self):
        found = looking.neighbours("sampah", 6)
        assert [near for _, near in found] == sorted((near for _, near in found), reverse=True)
        assert "sampah" not in dict(found)

    def test_a_word_of_several_tokens_has_neighbours_too(self):
        assert len(looking.neighbours("kakanakan", 3)) == 3

    def test_a_place_is_made_up_if_the_text_does_not_have_it(self):
        found = looking.place_of(TEXT)
        assert found.in_text == (found.place.lower() in TEXT.lower())
        assert all(0 <= each.share <= 1 for each in found.tokens) and 0 <= found.absent <= 1

    def test_the_curve_falls(self):
        told = curve()
        assert told["loss"][0][1] > 2 * told["loss"][-1][1]


PICTURES = {
    "tokens": lambda: pictures.show_tokens(TEXT),
    "costs": lambda: pictures.show_costs(["Samarinda", "kakanakan"]),
    "next": lambda: pictures.show_next_words(TEXT),
    "neighbours": lambda: pictures.show_neighbours("sampah"),
    "place": lambda: pictures.show_place(TEXT),
    "training": pictures.show_training,
}


class TestPictures:
    @pytest.mark.parametrize("language", ["id", "en"])
    @pytest.mark.parametrize("name", PICTURES)
    def test_each_has_a_label_and_a_text_in_its_language(self, shown, name, language):
        with speaking(language):
            PICTURES[name]()
        ((html, plain),) = shown
        assert f"lang='{language}'" in html and re.search(r"aria-label='[^']{8,}'", html) and len(plain) > 10

    @pytest.mark.parametrize("name", PICTURES)
    def test_nothing_of_a_text_becomes_markup(self, shown, name, monkeypatch):
        monkeypatch.setattr("tests.llm.mini.test_looking.TEXT", "<img src=x onerror=alert(1)> 'x'")
        PICTURES[name]()
        assert "<img" not in shown[0][0]

    def test_the_curve_is_a_picture_with_its_numbers_as_text(self, shown):
        pictures.show_training()
        assert "role='img'" in shown[0][0] and "100" in shown[0][0]

    def test_percentages_are_written_as_the_language_writes_them(self):
        with speaking("id"):
            assert pictures.percent(0.1234) == "12,3%"
        with speaking("en"):
            assert pictures.percent(0.1234) == "12.3%"


class TestWidgets:
    def test_a_picked_token_is_added(self):
        bars = NextWords("Lampu jalan")
        token = bars.view["rows"][2]["token"]
        bars.request = {"what": "pick", "place": 2, "n": 1}
        assert bars.view["text"] == f"Lampu jalan{token}"

    def test_the_die_falls_as_the_seed_says(self):
        one, other = NextWords("Lampu jalan", seed=3), NextWords("Lampu jalan", seed=3)
        for bars in (one, other):
            for number in range(4):
                bars.request = {"what": "throw", "temperature": 1.0, "n": number}
        assert one.view["text"] == other.view["text"] != "Lampu jalan"

    def test_it_can_be_begun_again_and_warmed(self):
        bars = NextWords("Lampu jalan")
        likeliest = bars.view["rows"][0]["share"]
        bars.request = {"what": "temperature", "temperature": 0.3, "n": 1}
        assert bars.view["rows"][0]["share"] > likeliest
        bars.request = {"what": "throw", "n": 2}
        bars.request = {"what": "again", "n": 3}
        assert bars.view["text"] == "Lampu jalan"

    def test_the_end_of_the_window_is_told_in_the_widget(self):
        bars = NextWords("air " * 480)
        for number in range(40):
            bars.request = {"what": "pick", "place": 0, "n": number}
        assert "token" in bars.view["said"]

    def test_another_token_and_head_are_shown(self):
        seen = AttentionView(TEXT)
        seen.request = {"place": 2, "n": 1}
        assert seen.view["place"] == 2
        before = seen.view["row"]
        seen.request = {"head": 2, "n": 2}
        assert seen.view["head"] == 2 and seen.view["place"] == 2 and seen.view["row"] != before

    def test_a_sentence_too_long_for_the_picture_is_told(self):
        with pytest.raises(NotThere, match="perhatian"):
            AttentionView("kata " * 60)

    @pytest.mark.parametrize("language", ["id", "en"])
    def test_saved_notebooks_show_a_table(self, language):
        with speaking(language):
            for widget in (NextWords("Lampu jalan"), AttentionView(TEXT)):
                bundle, _ = widget._repr_mimebundle_()
                assert "<table>" in bundle["text/html"] and "\t" in bundle["text/plain"]
                assert widget.language == language


def test_all_of_it_is_had_from_the_package():
    from workshop_kit.llm import mini

    assert [name for name in mini._PLACES if not callable(getattr(mini, name))] == []
    with pytest.raises(AttributeError):
        mini.nothing  # noqa: B018
