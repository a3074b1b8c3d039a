"""The key of questions: quotes stand on the page named, and what is said to be absent is absent."""

import pandas as pd
import pytest

from workshop_kit.data.generate.reports.questions import ON_PROSE, UNANSWERED, questions_key


@pytest.fixture(scope="module")
def text(laporan, tanya) -> str:
    name = tanya["id_laporan"].unique().item()
    return laporan.set_index("id_laporan").loc[name, "teks"]


def test_there_are_forty_questions_with_an_answer_and_ten_without(tanya):
    assert tanya["ada_jawaban"].sum() >= 40
    assert (~tanya["ada_jawaban"]).sum() >= 10
    assert tanya["pertanyaan"].is_unique
    assert tanya["pertanyaan"].str.endswith("?").all()


def test_every_quote_stands_on_its_page_word_for_word(tanya, text):
    pages = text.split("\f")
    for row in tanya[tanya["ada_jawaban"]].itertuples():
        assert row.kutipan in pages[int(row.halaman) - 1]
        assert text[int(row.awal) : int(row.akhir)] == row.kutipan


def test_the_quote_holds_the_answer_unless_it_is_prose(tanya):
    for row in tanya[tanya["ada_jawaban"] & (tanya["asal"] != "uraian")].itertuples():
        assert row.jawaban in row.kutipan, row.pertanyaan


def test_other_pages_with_the_answer_have_it(tanya, text):
    pages = text.split("\f")
    listed = tanya[tanya["halaman_lain"].map(len) > 0]
    assert len(listed) > 5
    for row in listed.itertuples():
        assert str(int(row.halaman)) not in row.halaman_lain
        assert all(row.jawaban in pages[int(page) - 1] for page in row.halaman_lain)
        assert len(row.halaman_lain) <= 5


def test_answers_are_spread_over_the_whole_report(tanya, laporan):
    pages = tanya["halaman"].dropna()
    assert pages.nunique() >= 25
    assert pages.max() - pages.min() > 100
    assert tanya["asal"].nunique() == 9


def test_questions_without_an_answer_ask_for_words_the_report_has_not(tanya, text):
    words = dict(UNANSWERED)
    for question in tanya.loc[~tanya["ada_jawaban"], "pertanyaan"]:
        assert words[question] in question.casefold().replace("mata rantai", "") or question in words
        assert words[question] not in text.casefold()


def test_all_questions_on_the_prose_find_their_sentence(tanya):
    assert (tanya["asal"] == "uraian").sum() == len(ON_PROSE)


def test_other_seeds_and_the_small_size_have_questions_too():
    other = pd.DataFrame(questions_key(2))
    assert other["ada_jawaban"].sum() >= 40
    assert (~other["ada_jawaban"]).sum() >= 10
    assert pd.DataFrame(questions_key(6472, "small"))["ada_jawaban"].any()
