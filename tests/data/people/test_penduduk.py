"""Residents: published totals, names that drift, and cells too small to publish."""

import pandas as pd
import pytest

from tests.data.people import detectors
from workshop_kit.data.generate.people.penduduk import age_band, penduduk, penduduk_mentah
from workshop_kit.data.generate.people.penduduk import residents as all_residents
from workshop_kit.data.generate.people.planting import Planting

PUBLISHED = {2022: 849_717, 2023: 861_878, 2024: 881_225}


def test_each_year_has_the_published_number_of_residents(residents):
    totals = pd.Series(all_residents(6472)).groupby(level=0).sum()
    assert {year: totals[year] for year in PUBLISHED} == PUBLISHED
    assert totals[2025] > totals[2024]
    assert residents.groupby("tahun")["jumlah"].sum().to_dict() == totals[[2024, 2025]].to_dict()


def test_every_kelurahan_is_there_in_every_year_with_every_band_and_both_sexes(penduduk):
    assert len(penduduk) == 4 * 59 * 2 * 16
    assert penduduk.groupby("kelompok_umur").ngroups == 16


def test_the_city_is_young_and_slightly_male(residents):
    grouped = residents[residents["tahun"] == 2024].groupby("jk")["jumlah"].sum()
    assert grouped["L"] / grouped.sum() == pytest.approx(0.509, abs=0.002)
    young = residents[(residents["tahun"] == 2024) & (residents["umur"] < 20)]["jumlah"].sum()
    assert 0.30 < young / PUBLISHED[2024] < 0.37


@pytest.mark.parametrize(("age", "band"), [(0, "0-4"), (4, "0-4"), (5, "5-9"), (74, "70-74"), (75, "75+"), (85, "75+")])
def test_an_age_falls_into_its_band(age, band):
    assert age_band(age) == band


def test_a_join_by_name_finds_46_of_59_kelurahan_in_2022(penduduk, wilayah):
    assert detectors.joined_by_name(penduduk, wilayah, 2022) == 46


def test_names_become_better_year_by_year_until_all_are_found(penduduk, wilayah):
    found = [detectors.joined_by_name(penduduk, wilayah, year) for year in (2022, 2023, 2024, 2025)]
    assert found == sorted(found)
    assert found[-1] == 59 > found[-2]


def test_dadi_mulya_is_written_three_ways(penduduk, wilayah):
    code = wilayah.set_index("kelurahan").loc["Dadi Mulya", "kode_kelurahan"]
    ways = penduduk.loc[penduduk["kode_kelurahan"] == code, "nama_kelurahan"].unique()
    assert set(ways) == {"DADIMULYA", "Dadimulya", "Dadi Mulya"}


def test_a_join_by_code_finds_all(penduduk, wilayah):
    assert set(penduduk["kode_kelurahan"]) == set(wilayah["kode_kelurahan"])


def test_without_the_planting_a_join_by_name_finds_all(wilayah):
    table = pd.DataFrame(penduduk(6472, planting=Planting(names_drift=False)))
    assert all(detectors.joined_by_name(table, wilayah, year) == 59 for year in (2022, 2023, 2024, 2025))


def test_five_percent_of_the_raw_cells_are_small(residents):
    assert detectors.small_cells(residents) == pytest.approx(0.05, abs=0.005)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_small_cells_are_there_whatever_the_seed(seed):
    assert detectors.small_cells(pd.DataFrame(penduduk_mentah(seed))) == pytest.approx(0.05, abs=0.01)


def test_where_all_kelurahan_are_alike_large_there_are_hardly_any(residents):
    """The control: the same ages spread over ten districts instead of 59 kelurahan."""
    by_district = residents.assign(kecamatan=residents["kode_kelurahan"].str[:8])
    summed = by_district.groupby(["tahun", "kecamatan", "jk", "umur"], as_index=False)["jumlah"].sum()
    assert detectors.small_cells(summed) < 0.005


def test_no_small_count_is_published(penduduk):
    known = penduduk["jumlah"].dropna()
    assert not known.between(1, 4).any()
    assert penduduk["jumlah"].isna().any()


def test_what_is_published_agrees_with_the_raw_table(penduduk, residents):
    bands = residents.assign(kelompok_umur=residents["umur"].map(age_band))
    key = ["tahun", "kode_kelurahan", "jk", "kelompok_umur"]
    true = bands.groupby(key)["jumlah"].sum()
    told = penduduk[penduduk["tahun"] >= 2024].set_index(key)["jumlah"].dropna()
    assert (told == true.loc[told.index]).all()


@pytest.mark.parametrize("rest", ["kode_kelurahan", "kelompok_umur"])
def test_no_hidden_count_can_be_had_by_subtraction(penduduk, rest):
    """Whoever knows a total of a kelurahan, or of an age in the city, finds in it two hidden cells or more, or none."""
    hidden = penduduk["jumlah"].isna().groupby([penduduk[name] for name in ("tahun", rest, "jk")]).sum()
    assert (hidden != 1).all()
    assert (hidden > 0).any()


def test_the_small_size_has_the_same_columns_in_fewer_rows():
    small, full = penduduk(6472, "small"), penduduk(6472)
    assert list(small[0]) == list(full[0])
    assert len(small) == len(full) / 4
