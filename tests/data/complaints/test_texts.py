"""The texts: how people write, and drawing more of them."""

import csv
import re
from pathlib import Path

import pytest

from tests.data.complaints.test_cores import BANJAR, KUTAI, UNSOURCED_AGENCIES, UNVERIFIED, words
from workshop_kit.data.generate.catalogue import catalogue_rows
from workshop_kit.data.generate.complaints import drafts
from workshop_kit.data.generate.complaints.cores import CATEGORIES, cores
from workshop_kit.data.generate.complaints.corpus import texts
from workshop_kit.data.generate.complaints.drafts import Piece, rendered
from workshop_kit.data.generate.complaints.noise import in_own_spelling, with_slips
from workshop_kit.data.generate.complaints.writers import Writer, writer
from workshop_kit.data.generate.draws import Draws

CATALOGUE = Path(drafts.__file__).parent / "catalogue"
LOCAL_WORDS = {"banjar": set(words(BANJAR)), "kutai": set(words(KUTAI)) | {"ni"}}


def test_no_slot_and_no_private_character_is_left(raw):
    assert not raw["teks"].str.contains(r"[{}\ue000-\uf8ff]").any()
    assert not raw["teks"].str.contains(r"\s\s|^\s|\s$").any()


def test_texts_have_between_a_line_and_a_letter(raw):
    length = raw["teks"].str.split().str.len()
    assert length.min() >= 6
    assert 35 <= length.mean() <= 55
    assert length.max() < 160


def test_the_same_person_has_one_word_for_no(written):
    """Spelling belongs to the writer: nobody mixes "ndak" and "gak" on WA."""
    forms = {"ndak", "ga", "gak", "nggak", "tdk", "ngga"}
    chats = [
        each for each in written if each.channel == "WA" and each.writer.language == "Indonesia" and each.copy_of < 0
    ]
    used = [forms & set(re.findall(r"\w+", each.draft.text.lower())) for each in chats if not each.writer.formal]
    used = [each for each in used if each]
    assert len(used) > 200
    assert sum(len(each) > 1 for each in used) < 0.03 * len(used), "typing errors apart"


def test_letters_are_typed_with_care_and_chats_are_not(raw, key):
    short = raw["teks"].str.contains(r"\b(?:yg|sdh|udh|tlg|tlong|bgt|jln|krn|dgn)\b", case=False)
    formal, chats = key["ragam"] == "baku", (key["ragam"] == "sehari") & (raw["kanal"] == "WA")
    assert short[formal].mean() < 0.02
    assert short[chats].mean() > 0.4


def test_local_texts_speak_their_language(raw, key):
    for variety, vocabulary in LOCAL_WORDS.items():
        local = raw.loc[key["ragam"] == variety, "teks"]
        assert local.map(lambda text, own=vocabulary: len(own & set(words(text))) >= 2).mean() > 0.9


def test_all_words_of_the_substitution_list_are_confirmed():
    for row in catalogue_rows("complaints", "lokal.csv"):
        assert set(row["banjar"].split()) <= LOCAL_WORDS["banjar"] | {"hari", "banyunya"}
        assert set(row["kutai"].split()) <= LOCAL_WORDS["kutai"] | {"ada", "hari", "aernya"}


@pytest.mark.parametrize("path", sorted(CATALOGUE.glob("*.csv")), ids=lambda path: path.name)
def test_lists_hold_no_unverified_word_and_no_agency_without_a_source(path):
    text = path.read_text("utf-8")
    rows = list(csv.reader(text.splitlines(), strict=True))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len({tuple(row) for row in rows}) == len(rows)
    assert not UNVERIFIED & set(re.findall(r"[\w']+", text.lower()))
    assert [name for name in UNSOURCED_AGENCIES if re.search(rf"\b{name}\b", text, re.IGNORECASE)] == []
    assert path.stem == "topik" or not re.search(r"\d(?:[ .-]?\d){7}", text)


def test_topics_name_cores_that_exist_and_sentences_topics_that_exist():
    known = {core.id for core in cores()}
    listed = [
        f"{row['kategori']}-{int(number):02d}"
        for row in catalogue_rows("complaints", "topik.csv")
        for number in row["inti"].split()
    ]
    assert set(listed) <= known
    assert len(listed) == len(set(listed)), "a core has one topic"
    topics = {(row["kategori"], row["topik"]) for row in catalogue_rows("complaints", "topik.csv")}
    used = {(row["kategori"], row["topik"]) for row in catalogue_rows("complaints", "kalimat.csv")}
    assert used <= topics | {(category, "umum") for category in CATEGORIES}


def test_drawing_texts_again_gives_the_same_and_another_seed_others():
    assert texts(3, 20) == texts(3, 20)
    assert texts(3, 20) != texts(4, 20)


def test_texts_can_be_drawn_without_cores_that_serve_as_a_test():
    kept = frozenset(core.id for core in cores() if int(core.id[-2:]) % 5 == 0)
    drawn = texts(1, 400, without_cores=kept)
    assert not {each.core for each in drawn} & kept
    assert {each.core for each in texts(1, 400)} & kept
    assert {each.labels[0] for each in drawn} == set(CATEGORIES)
    assert all(each.labels[0] == each.core.rpartition("-")[0] for each in drawn)
    assert all(each.text and each.urgency in ("rendah", "sedang", "tinggi") for each in drawn)


def test_training_texts_are_others_than_those_of_the_table(raw):
    assert not {each.text for each in texts(6472, 300)} & set(raw["teks"])


def test_a_piece_is_written_as_the_words_around_it_but_numbers_and_marks_are_not():
    pieces = [Piece("Gang Ulin", "gang kami di Palaran"), Piece("KT 0123 AB", "[PLAT]", "PLAT")]
    text = f"{chr(drafts.FIRST)}, {chr(drafts.FIRST + 1)}"
    assert rendered(text, pieces, "kecil", exact=True) == "gang ulin, KT 0123 AB"
    assert rendered(text, pieces, "besar", exact=False) == "GANG KAMI DI PALARAN, [PLAT]"


def test_slips_leave_pieces_alone():
    text = f"tolong {chr(drafts.FIRST)} secepatnya diperbaiki"
    changed = with_slips(text, 1.0, Draws(1, "salah ketik"))
    assert changed != text
    assert changed.split(" ")[1] == chr(drafts.FIRST)


def test_a_writer_keeps_to_one_spelling_and_takes_care_on_official_channels():
    hasty = Writer("Indonesia", False, {"yang": ("yg", 0.5)}, 0.0, "biasa", "titik", False, 0.0)
    assert in_own_spelling("Yang rusak, yang mana?", hasty, "WA") == "Yg rusak, yg mana?"
    assert in_own_spelling("Yang rusak, yang mana?", hasty, "loket") == "Yang rusak, yang mana?"


def test_people_differ():
    people = [writer(Draws(number, "penulis")) for number in range(60)]
    assert {each.language for each in people} == {"Indonesia", "Banjar", "Kutai"}
    assert {each.case for each in people} >= {"biasa", "kecil"}
    assert {each.stops for each in people} == {"titik", "koma", "tanpa", "titik-titik"}
    assert any(each.formal for each in people)
