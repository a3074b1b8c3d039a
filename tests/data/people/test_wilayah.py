"""The register of kelurahan: two code systems for the same places."""

import pandas as pd
import pytest

from workshop_kit.data.generate.people.wilayah import CITY_KM2
from workshop_kit.data.generate.people.wilayah import wilayah as make


def test_the_city_has_59_kelurahan_in_ten_kecamatan(wilayah):
    assert len(wilayah) == 59
    assert wilayah["kecamatan"].nunique() == wilayah["kode_kecamatan"].nunique() == 10


def test_the_code_of_a_kelurahan_begins_with_that_of_its_kecamatan(wilayah):
    assert (wilayah["kode_kelurahan"].str[:8] == wilayah["kode_kecamatan"]).all()


def test_each_kelurahan_has_one_code_in_each_system_and_they_differ(wilayah):
    assert wilayah["kode_kelurahan"].is_unique
    assert wilayah["kode_bps"].is_unique
    without_dots = wilayah["kode_kelurahan"].str.replace(".", "")
    assert (without_dots != wilayah["kode_bps"]).all()


def test_codes_are_text_so_that_no_zero_is_lost(wilayah):
    assert all(str(wilayah[name].dtype) == "str" for name in ("kode_kelurahan", "kode_kecamatan", "kode_bps"))


def test_areas_add_up_to_the_city(wilayah):
    assert wilayah["luas_km2"].sum() == pytest.approx(CITY_KM2)
    assert wilayah["luas_km2"].min() > 0.2


def test_areas_depend_on_the_seed_because_they_are_invented():
    assert pd.DataFrame(make(1))["luas_km2"].tolist() != pd.DataFrame(make(2))["luas_km2"].tolist()
