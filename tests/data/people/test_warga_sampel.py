"""The sample of fictional persons: double entries, what anonymising costs whom, and two attacks."""

import re

import pandas as pd
import pytest

from tests.data.people import detectors
from workshop_kit import data
from workshop_kit.data.generate.people.planting import Planting
from workshop_kit.data.generate.people.warga_sampel import kunci_identitas, warga_sampel, warga_sampel_mentah
from workshop_kit.privacy.anonymity import k_anonymity, l_diversity, unique_share
from workshop_kit.privacy.attacks import crack_hashes, hashed, nik_space

QUASI = ["kecamatan", "kelompok_umur", "jk", "pekerjaan"]


def test_the_raw_table_has_8000_entries_with_their_own_nik(persons):
    assert len(persons) == 8_000
    assert persons["nik"].is_unique
    assert persons["id_warga"].is_unique


def test_no_number_can_be_that_of_a_real_person(persons):
    assert persons["nik"].str.startswith("99").all()
    assert persons["telepon"].str.startswith("0800-").all()


def test_a_nik_tells_birth_date_and_sex_as_real_ones_do(persons):
    day = persons["nik"].str[6:8].astype(int)
    assert ((day > 40) == (persons["jk"] == "P")).all()
    assert (day % 40 == persons["tanggal_lahir"].dt.day).all()
    assert (persons["nik"].str[8:12] == persons["tanggal_lahir"].dt.strftime("%m%y")).all()


def test_names_are_made_of_words_without_digits_and_hardly_repeat(persons):
    assert persons["nama"].map(lambda name: re.fullmatch(r"[A-Za-z.]+( [A-Za-z.]+){1,3}", name) is not None).all()
    assert persons["nama"].nunique() > 5_000


def test_twelve_occupations_fit_the_age(persons):
    age = 2025 - persons["tanggal_lahir"].dt.year
    assert persons["pekerjaan"].nunique() == 12
    assert age[persons["pekerjaan"] == "Pensiunan"].min() >= 56
    assert age[persons["pekerjaan"] == "ASN/TNI/Polri"].between(18, 58).all()


def test_poorer_people_are_helped_more_often(persons):
    helped = persons.groupby("desil")["penerima_bansos"].mean()
    assert helped[1] > 0.6
    assert helped[10] < 0.1


def test_six_percent_of_the_entries_are_somebody_who_is_there_already():
    key = pd.DataFrame(kunci_identitas(6472))
    assert key["id_orang"].duplicated().mean() == pytest.approx(0.06, abs=0.001)


def test_both_entries_differ_in_nik_and_name_but_not_in_birth_and_place(persons):
    key = pd.DataFrame(kunci_identitas(6472)).set_index("id_warga")["id_orang"]
    who = persons["id_warga"].map(key)
    twice = persons[who.duplicated(keep=False)].groupby(who)
    assert (twice["nik"].nunique() == 2).all()
    assert (twice["nama"].nunique() == 2).all()
    assert (twice[["tanggal_lahir", "kode_kelurahan", "jk", "alamat_rt"]].nunique() == 1).all(axis=None)


def test_comparing_birth_and_place_finds_the_double_entries(persons):
    key = pd.DataFrame(kunci_identitas(6472)).set_index("id_warga")["id_orang"]
    truth = persons["id_warga"].map(key).duplicated(keep=False)
    found = detectors.same_person(persons)
    assert (found & truth).sum() / truth.sum() > 0.99
    assert (found & truth).sum() / found.sum() > 0.95


def test_without_the_planting_nobody_is_there_twice():
    table = pd.DataFrame(warga_sampel_mentah(6472, planting=Planting(double_identities=0.0)))
    table["tanggal_lahir"] = pd.to_datetime(table["tanggal_lahir"])
    assert detectors.same_person(table).mean() < 0.005


def test_the_published_table_is_anonymous_as_measured(published):
    assert k_anonymity(published, QUASI) >= 5
    assert l_diversity(published, QUASI, "desil") >= 3


def test_a_class_holds_five_people_and_not_five_entries():
    """Nobody stands in the published table twice, so that rows can be counted as people."""
    key = pd.DataFrame(kunci_identitas(6472))
    assert len(warga_sampel(6472)) <= key["id_orang"].nunique() < len(key)


@pytest.mark.parametrize("seed", [*range(5), 6472])
def test_every_entry_has_a_nik_of_its_own_whatever_the_seed(seed):
    raw = warga_sampel_mentah(seed, "small")
    assert len({row["nik"] for row in raw}) == len(raw)


def test_hashed_niks_of_a_district_fall_to_whoever_counts_them_up(persons):
    """Three birth years of one district: each possible NIK is tried, and all hashes are open."""
    own = persons[persons["nik"].str.startswith("997208") & persons["tanggal_lahir"].dt.year.between(1990, 1992)]["nik"]
    cracked = crack_hashes(hashed(own), nik_space("997208", range(1990, 1993), serials=range(1, 4)))
    assert len(own) > 30
    assert len(cracked.terbuka) == cracked.dicari == len(own)


def test_the_published_table_has_no_column_that_names_a_person(published):
    assert list(published.columns) == ["token", "kecamatan", "kelompok_umur", "jk", "pekerjaan", "desil"]
    assert published["token"].is_unique
    assert published["token"].is_monotonic_increasing


def test_the_order_of_the_published_rows_says_nothing_about_the_raw_ones(published, persons):
    raw_order = persons["pekerjaan"].head(len(published)).to_numpy() == published["pekerjaan"].to_numpy()
    by_chance = (persons["pekerjaan"].value_counts(normalize=True) ** 2).sum()
    assert raw_order.mean() == pytest.approx(by_chance, abs=0.03)


def test_day_labourers_lose_a_fifth_of_their_rows_and_clerks_hardly_any(persons, published):
    lost = detectors.lost_by_job(persons, published)
    assert lost["Buruh harian lepas"] == pytest.approx(0.20, abs=0.05)
    assert lost["Karyawan swasta"] <= 0.03


@pytest.mark.parametrize("seed", [1, 2])
def test_rare_occupations_lose_more_whatever_the_seed(seed):
    lost = detectors.lost_by_job(pd.DataFrame(warga_sampel_mentah(seed)), pd.DataFrame(warga_sampel(seed)))
    assert lost["Buruh harian lepas"] > lost["Karyawan swasta"] + 0.08


def test_where_occupations_are_alike_in_size_labourers_do_not_lose_more_than_clerks():
    even = Planting(uneven_jobs=False)
    lost = detectors.lost_by_job(
        pd.DataFrame(warga_sampel_mentah(6472, planting=even)), pd.DataFrame(warga_sampel(6472, planting=even))
    )
    assert abs(lost["Buruh harian lepas"] - lost["Karyawan swasta"]) < 0.08


def test_birth_date_sex_and_kelurahan_single_out_two_thirds_of_the_city(residents):
    city = detectors.simulated_city(residents, 2024, seed=1)
    assert len(city) == 881_225
    assert unique_share(city, ["kode_kelurahan", "jk", "umur", "hari"]) == pytest.approx(0.68, abs=0.03)


def test_five_year_band_sex_and_kecamatan_single_out_nobody(residents):
    city = detectors.simulated_city(residents, 2024, seed=1)
    coarse = city.assign(kecamatan=city["kode_kelurahan"].str[:8], kelompok=city["umur"].clip(upper=75) // 5)
    assert unique_share(coarse, ["kecamatan", "jk", "kelompok"]) == 0
    assert k_anonymity(coarse, ["kecamatan", "jk", "kelompok"]) >= 5


def test_consent_is_asked_before_the_raw_table_is_shown():
    with pytest.raises(data.problems.ConsentNeeded, match="data pribadi rekaan"):
        data.load("warga_sampel", release="mentah")


def test_the_small_size_has_the_same_columns_in_fewer_rows():
    small, full = warga_sampel_mentah(6472, "small"), warga_sampel_mentah(6472)
    assert list(small[0]) == list(full[0])
    assert len(small) == 800
    assert k_anonymity(pd.DataFrame(warga_sampel(6472, "small")), QUASI) >= 5
