import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.privacy.labelled import read
from workshop_kit.privacy.identifiers import find
from workshop_kit.privacy.masking import Restorer, mask, mask_together, restore, scrub

NIK, OTHER = "9901014103850001", "9901010101900002"
LIKELY = st.lists(
    st.sampled_from(
        [
            *(
                NIK,
                OTHER,
                "9901 0141 0385 0001",
                "99010141",
                "03850001",
                "０１４１",
                "0800-1234-5678",
                "+62 800 1234 5678",
            ),
            *(
                "budi@contoh.id",
                "KT 0123 AB",
                "rekening 0001234567",
                "nik ",
                "９９０１０１４１０３８５０００１",
                "\u200b",
            ),
            *("<NIK_1>", "<NIK_1.2>", "<TEKS_1>", "<TELEPON_", "<", ">", "1>", "NIK_", "<<", ".", "_1", " ", "\n"),
        ]
    ),
    max_size=12,
).map("".join)
TEXTS = st.one_of(LIKELY, st.text(max_size=40))


class TestMask:
    def test_the_same_value_has_the_same_placeholder_over_several_texts(self):
        first = mask(f"NIK {NIK} dan {OTHER}")
        second = mask(f"lagi {OTHER}, {NIK}, hp 0800-1234-5678", first.placeholders)
        assert first.text == "NIK <NIK_1> dan <NIK_2>"
        assert second.text == "lagi <NIK_2>, <NIK_1>, hp <TELEPON_1>"

    def test_another_writing_of_a_value_keeps_its_number(self):
        masked = mask(f"{NIK} atau 9901 0141 0385 0001")
        assert masked.text == "<NIK_1> atau <NIK_1.2>"
        assert mask("9901 0141 0385 0001", masked.placeholders).text == "<NIK_1.2>"

    def test_what_is_handed_on_is_not_changed(self):
        known = mask(NIK).placeholders
        before = dict(known)
        mask(OTHER, known)
        assert known == before

    def test_the_placeholders_can_be_kept_as_json(self):
        first = mask(f"{NIK}; 0800 1234 5678; budi [at] contoh.id; KT 0123 AB")
        known = json.loads(json.dumps(first.placeholders))
        assert mask("0800-1234-5678 BUDI@contoh.id KT0123AB", known).text == "<TELEPON_1.2> <EMAIL_1.2> <PLAT_1.2>"

    def test_gaps_in_what_is_handed_on_lead_to_no_second_use_of_a_placeholder(self):
        known = {"<NIK_3>": OTHER, "<NIK_3.5>": "9901 0101 0190 0002"}
        masked = mask(f"{NIK} 9901-0101-0190-0002", known)
        assert masked.text == "<NIK_4> <NIK_3.6>"

    def test_it_tells_what_it_masked(self):
        assert [(each.kind, each.text) for each in mask(f"NIK {NIK} ok").found] == [("NIK", NIK)]

    @given(TEXTS)
    def test_restoring_gives_back_the_text(self, text):
        masked = mask(text)
        assert restore(masked.text, masked.placeholders) == text

    @given(st.lists(TEXTS, max_size=4))
    def test_restoring_gives_back_all_texts_one_after_the_other(self, texts):
        known: dict[str, str] = {}
        masked = []
        for text in texts:
            each = mask(text, known)
            known = each.placeholders
            masked.append(each.text)
        assert [restore(each, known) for each in masked] == texts

    def test_no_identifier_of_the_corpus_is_left(self):
        for part in ("ditulis", "ditahan", "dibuat"):
            for line in read(part):
                masked = mask(line.text)
                for label in line.labels:
                    assert not label.valid or line.text[label.start : label.end] not in masked.text


class TestWhatOnlyLooksLikeAPlaceholder:
    def test_it_comes_back_as_it_was(self):
        text = f"tulis <NIK_1> untuk {NIK}, bukan <TEKS_1>"
        masked = mask(text)
        assert masked.text == "tulis <TEKS_1> untuk <NIK_1>, bukan <TEKS_2>"
        assert restore(masked.text, masked.placeholders) == text

    def test_it_is_no_hiding_place(self):
        assert NIK not in mask(f"<NIK_{NIK}>").text

    def test_an_answer_s_own_invention_stays(self):
        assert restore("<NIK_7> dan <NIK_1>", {"<NIK_1>": NIK}) == f"<NIK_7> dan {NIK}"

    def test_what_was_restored_is_not_restored_again(self):
        assert restore("<TEKS_1>", {"<TEKS_1>": "<NIK_1>", "<NIK_1>": NIK}) == "<NIK_1>"


class TestMaskTogether:
    @pytest.mark.parametrize(
        "texts",
        [
            ["NIK saya 99010141", "03850001 ya"],
            ["9901", "0141", "0385", "0001"],
            ["nik 9901-0141", "lanjut?", "0385-0001"],
            ["NIK 990101 ", " 410385", "0001."],
            ["ini: 9901014", "oke", "sip", "103850001"],
        ],
    )
    def test_a_split_number_is_masked_in_all_its_pieces(self, texts):
        masked = mask_together(texts)
        assert not any(character.isdigit() for text in masked.texts for character in text.split("<NIK_1.")[0])
        assert all(text.count("<NIK_1.") <= 1 for text in masked.texts)
        assert sum(text.count("<NIK_1.") for text in masked.texts) == sum(
            any(c.isdigit() for c in text) for text in texts
        )
        assert [restore(text, masked.placeholders) for text in masked.texts] == texts
        assert [(each.kind, each.value, each.valid) for each in masked.found] == [("NIK", NIK, True)]

    def test_a_split_telephone_number_and_account_are_masked(self):
        assert mask_together(["hp 0800", "1234 5678"]).texts == ("hp <TELEPON_1.2>", "<TELEPON_1.3>")
        assert mask_together(["norek 0001", "2345", "6789"]).texts == (
            "norek <REKENING_1.2>",
            "<REKENING_1.3>",
            "<REKENING_1.4>",
        )

    def test_a_word_in_one_text_explains_the_number_in_the_next(self):
        assert mask_together(["nomor BPJS saya", "9990001234567"]).texts == ("nomor BPJS saya", "<BPJS_1>")

    def test_a_whole_number_keeps_the_number_of_its_pieces(self):
        split = mask_together(["NIK 99010141", "03850001"])
        assert mask(f"jadi {NIK}", split.placeholders).text == "jadi <NIK_1>"

    def test_numbers_that_do_not_belong_together_are_left(self):
        texts = ["ada 2024", "lalu 150 orang", "dan 12.500 rupiah"]
        assert mask_together(texts).texts == tuple(texts)

    def test_no_text_and_empty_texts(self):
        assert mask_together([]).texts == ()
        assert mask_together(["", NIK, ""]).texts == ("", "<NIK_1>", "")

    @given(st.lists(TEXTS, max_size=5))
    def test_restoring_gives_back_each_text(self, texts):
        masked = mask_together(texts)
        assert [restore(text, masked.placeholders) for text in masked.texts] == texts

    @given(st.lists(TEXTS, max_size=5))
    def test_what_is_found_in_one_text_alone_is_masked_together_too(self, texts):
        masked = mask_together(texts)
        for text, instead in zip(texts, masked.texts, strict=True):
            for each in find(text):
                assert instead.count(each.text) < text.count(each.text)


class TestRestorer:
    @given(TEXTS, st.lists(st.integers(0, 200), max_size=8))
    def test_chunks_cut_anywhere_give_the_whole(self, text, cuts):
        masked = mask(text)
        assert together(masked.text, cuts, masked.placeholders) == text

    @given(LIKELY, st.lists(st.integers(0, 200), max_size=8))
    def test_an_answer_with_placeholders_and_half_ones_is_restored_as_a_whole_would_be(self, answer, cuts):
        known = {"<NIK_1>": NIK, "<NIK_1.2>": "9901 0141 0385 0001", "<TEKS_1>": "<NIK_1>"}
        assert together(answer, cuts, known) == restore(answer, known)

    def test_every_cut_of_a_placeholder(self):
        known = {"<NIK_1>": NIK, "<NIK_12.34>": OTHER}
        text = "a <NIK_1><NIK_12.34> <NIK_ <b> <NIK_12.34"
        for first in range(len(text) + 1):
            for second in range(first, len(text) + 1):
                assert together(text, [first, second], known) == restore(text, known)

    def test_one_character_at_a_time(self):
        masked = mask(f"NIK {NIK}, surel budi@contoh.id < 5 <b>tebal</b>")
        restorer = Restorer(masked.placeholders)
        out = [restorer.feed(character) for character in masked.text]
        assert "".join(out) + restorer.close() == restore(masked.text, masked.placeholders)

    def test_it_holds_back_only_what_may_be_a_placeholder(self):
        restorer = Restorer({"<NIK_1>": NIK})
        assert restorer.feed("hasil 3 < 5 dan <b") == "hasil 3 < 5 dan <b"
        assert restorer.feed(" <NI") == " "
        assert restorer.feed("LAI>") == "<NILAI>"
        assert restorer.feed("<NIK_1234567890") == "<NIK_1234567890"


def together(text: str, cuts: list[int], placeholders: dict[str, str]) -> str:
    edges = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    restorer = Restorer(placeholders)
    chunks = [text[start:end] for start, end in pairwise(edges)]
    return "".join(restorer.feed(chunk) for chunk in chunks) + restorer.close()


class TestScrub:
    def test_marks_name_the_kind(self):
        assert scrub(f"NIK {NIK}, hp 0800-1234-5678") == "NIK [NIK], hp [TELEPON]"

    def test_nothing_is_left_of_the_corpus(self):
        for part in ("ditulis", "ditahan", "dibuat"):
            for line in read(part):
                assert find(scrub(line.text)) == []

    def test_a_text_without_identifiers_stays_as_it_is(self):
        for line in read("dibuat"):
            if line.sort == "negatif":
                assert scrub(line.text) == line.text
