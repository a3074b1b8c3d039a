"""The anonymised complaints: as anonymous as the card says, and still of use."""

import re

import pandas as pd
import pytest

from tests.data.complaints import detectors
from workshop_kit.data.generate.complaints.aduan import aduan, aduan_mentah, kunci_aduan
from workshop_kit.data.generate.complaints.tables import ADUAN, ADUAN_MENTAH
from workshop_kit.data.generate.people.wilayah import districts, villages
from workshop_kit.privacy.anonymity import class_sizes, k_anonymity, l_diversity

QUASI = ["kecamatan", "triwulan", "bulan"]


def test_the_published_rows_are_anonymous_as_measured(published):
    assert k_anonymity(published, QUASI) >= 5
    assert l_diversity(published, QUASI, "kategori_petugas") >= 3


def test_the_raw_rows_would_not_be(raw):
    days = raw.assign(hari=raw["waktu_masuk"].dt.date)
    assert k_anonymity(days, ["kode_kelurahan", "hari"]) == 1


def test_the_price_is_few_rows_and_few_months(published, raw):
    assert len(published) >= 0.98 * len(raw)
    assert published["bulan"].isna().mean() < 0.15
    assert published["triwulan"].notna().all()


@pytest.mark.parametrize("seed", [1, 2])
def test_another_seed_is_as_anonymous(seed):
    table = pd.DataFrame(aduan(seed))
    assert k_anonymity(table, QUASI) >= 5
    assert l_diversity(table, QUASI, "kategori_petugas") >= 3


def test_no_column_names_a_person_a_day_or_a_kelurahan(published):
    assert list(published.columns) == [field.name for field in ADUAN.fields]
    assert not {"id_warga", "waktu_masuk", "kode_kelurahan", "kelurahan_tertulis"} & set(published.columns)
    assert set(published["kecamatan"].dropna()) == set(districts())
    assert published["kecamatan"].isna().sum() <= 48


def test_no_identifier_is_left_in_a_published_text(published):
    assert not any(detectors.identifiers(published["teks"]))


def test_nothing_that_was_planted_is_left_in_a_published_text(published, key, written):
    rows = dict(zip(key["id_aduan"], key["id_anonim"], strict=True))
    texts = published.set_index("id_aduan")["teks"].str.lower()
    checked = 0
    for id_, complaint in zip(key["id_aduan"], written, strict=True):
        for piece in complaint.draft.pieces:
            if piece.kind and rows[id_] in texts.index:
                assert piece.exact.lower() not in texts[rows[id_]]
                checked += 1
    assert checked > 200


def test_no_place_finer_than_a_kecamatan_is_left(published, written):
    text = "\n".join(published["teks"])
    assert not re.search(r"\b(rt|blok) \d", text, re.IGNORECASE)
    gangs = {piece.exact for each in written for piece in each.draft.pieces if piece.exact.startswith("Gang ")}
    names = {name for gang in gangs if (name := re.sub(r" RT \d+$", "", gang)) != "Gang"}
    assert len(names) > 20
    assert not [name for name in names if re.search(rf"\b{re.escape(name)}\b", text)]
    # Some kelurahan have the name of a kecamatan or of a river that a core may name.
    common = {*districts(), "Karang Mumus", "Pelabuhan", "Bandara", "Jawa", "Simpang Tiga", "Mesjid"}
    finer = [village.name for village in villages() if village.name not in common]
    assert [name for name in finer if re.search(rf"\b{re.escape(name)}\b", text)] == []


def test_marks_show_where_something_was(published):
    marks = set(re.findall(r"\[([A-Z]+)\]", " ".join(published["teks"])))
    assert marks == {"NAMA", "ALAMAT", "NIK", "KK", "TELEPON", "EMAIL", "PLAT"}


def test_ids_and_tokens_say_nothing_about_the_order_or_the_person(published, raw, key):
    link = key.dropna(subset=["id_anonim"])
    order = link["id_anonim"].str[1:].astype(int)
    assert abs(order.corr(pd.Series(range(len(order)), index=order.index), method="spearman")) < 0.06
    assert published["id_aduan"].is_monotonic_increasing
    assert published["id_aduan"].is_unique
    person = raw.loc[link.index, "id_warga"].to_numpy()
    year = raw.loc[link.index, "waktu_masuk"].dt.year.to_numpy()
    tokens = published.set_index("id_aduan").loc[link["id_anonim"], "token"].to_numpy()
    pairs = pd.DataFrame({"person": person, "year": year, "token": tokens}).drop_duplicates()
    assert not pairs.duplicated("token").any(), "one token, one entry and year"
    assert not pairs.duplicated(["person", "year"]).any(), "one entry and year, one token"


def test_knowing_channel_and_language_too_would_break_the_classes(published):
    """Said on the card: k holds for place and time, not for what the text itself shows."""
    assert class_sizes(published, [*QUASI, "kanal", "bahasa"]).min() == 1


def test_the_small_size_is_published_too_with_the_same_columns():
    raw, table = pd.DataFrame(aduan_mentah(3, "small")), pd.DataFrame(aduan(3, "small"))
    assert len(raw) == 240
    assert list(raw.columns) == [field.name for field in ADUAN_MENTAH.fields]
    assert list(table.columns) == [field.name for field in ADUAN.fields]
    assert len(table) >= 0.9 * len(raw)
    assert k_anonymity(table, QUASI) >= 5


def test_the_key_leads_to_every_published_row(published, key):
    assert set(key["id_anonim"].dropna()) == set(published["id_aduan"])
    assert key["id_aduan"].is_unique


def test_the_same_seed_gives_the_same_rows_and_another_seed_others():
    assert aduan(5, "small") == aduan(5, "small")
    assert [row["teks"] for row in aduan(5, "small")] != [row["teks"] for row in aduan(4, "small")]
    assert [row["id_aduan"] for row in kunci_aduan(5, "small")] == [row["id_aduan"] for row in aduan_mentah(5, "small")]
