"""The raw table of complaints: who, when, how, and what the office made of it."""

import pandas as pd
import pytest

from workshop_kit.data.generate.complaints.officer import AGENCIES
from workshop_kit.data.generate.complaints.tables import ADUAN_MENTAH
from workshop_kit.data.generate.people.wilayah import villages
from workshop_kit.data.generate.performance.agencies import agencies


def test_there_are_2400_complaints_in_the_order_of_their_time(raw):
    assert len(raw) == 2_400
    assert raw["id_aduan"].tolist() == [f"ADU-{number:05d}" for number in range(1, 2_401)]
    assert raw["waktu_masuk"].is_monotonic_increasing
    assert list(raw.columns) == [field.name for field in ADUAN_MENTAH.fields]


def test_they_came_in_2024_and_2025_in_every_month(raw):
    months = raw["waktu_masuk"].dt.strftime("%Y-%m").value_counts()
    assert months.index.min() == "2024-01"
    assert months.index.max() == "2025-12"
    assert len(months) == 24


def test_mornings_and_evenings_are_busiest(raw):
    hours = raw.loc[raw["kanal"] != "loket", "waktu_masuk"].dt.hour.value_counts()
    busiest = hours.nlargest(6).index
    assert set(busiest) == {8, 9, 10, 19, 20, 21}


def test_the_rainy_season_brings_more_complaints_and_more_about_water_in_the_house(raw, key):
    month = raw["waktu_masuk"].dt.month
    wet, dry = month.isin([1, 2, 3]), month.isin([7, 8, 9])
    assert wet.sum() > 1.15 * dry.sum()
    drains = key["label_benar"].str[0] == "drainase"
    assert drains[wet].mean() > 1.4 * drains[dry].mean()


def test_the_counter_is_open_in_office_hours(raw):
    at_the_counter = raw.loc[raw["kanal"] == "loket", "waktu_masuk"]
    assert len(at_the_counter) > 50
    assert at_the_counter.dt.hour.between(8, 14).all()
    assert (at_the_counter.dt.day_of_week < 5).all()


def test_reporters_are_grown_up_persons_of_the_register_who_live_there(raw, persons):
    who = persons.set_index("id_warga").loc[raw["id_warga"]].reset_index()
    assert (pd.to_datetime(who["tanggal_lahir"]).dt.year <= 2025 - 17).all()
    known = raw["kode_kelurahan"].notna()
    assert (who.loc[known, "kode_kelurahan"] == raw.loc[known, "kode_kelurahan"]).all()


def test_two_percent_have_no_place_and_one_percent_an_old_name(raw):
    named = raw["kelurahan_tertulis"].notna()
    assert named.mean() == pytest.approx(0.01, abs=0.001)
    assert (raw["kode_kelurahan"].isna() & ~named).mean() == pytest.approx(0.02, abs=0.001)
    assert not (raw["kode_kelurahan"].notna() & named).any()
    assert not set(raw["kelurahan_tertulis"].dropna()) & {village.name for village in villages()}


def test_only_agencies_with_a_sourced_name_and_the_water_company_appear(raw, key):
    known = {agency.short for agency in agencies()} | {"Perumdam Tirta Kencana"}
    assert set(raw["opd_tujuan"]) <= known
    assert set(key["rute_benar"]) <= known


def test_the_right_agency_follows_the_class(key):
    label = key["label_benar"].str[0]
    for category, agency in AGENCIES.items():
        assert set(key.loc[label == category, "rute_benar"]) == {agency}
    assert set(key.loc[label == "perizinan_pajak", "rute_benar"]) == {"DPMPTSP", "Bapenda"}
    assert key.loc[label == "ketertiban", "rute_benar"].str.startswith("Kec. ").all()


def test_the_officer_mostly_sees_how_urgent_it_is(raw, key):
    assert (raw["urgensi"] == key["urgensi_benar"]).mean() == pytest.approx(0.94, abs=0.02)
    assert raw["urgensi"].value_counts(normalize=True).between(0.12, 0.65).all()


def test_about_half_are_finished_after_26_working_days_on_average(raw):
    finished = raw["status"] == "selesai"
    assert finished.mean() == pytest.approx(0.53, abs=0.03)
    assert raw["hari_kerja_selesai"].notna().equals(finished)
    days = raw.loc[finished, "hari_kerja_selesai"]
    assert days.mean() == pytest.approx(26.1, abs=2)
    assert days.median() < 0.8 * days.mean(), "a few take very long"
    assert days.min() >= 1


def test_misrouted_complaints_take_longer(raw, key):
    wrong = raw["opd_tujuan"] != key["rute_benar"]
    days = raw["hari_kerja_selesai"].astype(float).groupby(wrong).mean()
    assert days[True] > 1.25 * days[False]


def test_satisfaction_is_missing_in_70_percent_and_not_at_random(raw):
    assert raw["kepuasan"].isna().mean() == pytest.approx(0.70, abs=0.02)
    answered = raw["kepuasan"].value_counts(normalize=True)
    assert set(answered.index) == {1, 2, 3, 4, 5}
    closed = raw["status"].isin(["selesai", "ditutup"])
    slow = raw["hari_kerja_selesai"].astype(float) > 40
    answers = raw["kepuasan"].notna()
    assert raw.loc[~closed, "kepuasan"].isna().all()
    assert answers[slow].mean() > answers[closed & ~slow].mean() + 0.1, "the furious answer"


def test_a_fifth_speaks_banjar_or_kutai(raw, key):
    shares = raw["bahasa"].value_counts(normalize=True)
    assert shares["Banjar"] == pytest.approx(0.14, abs=0.03)
    assert shares["Kutai"] == pytest.approx(0.05, abs=0.02)
    spoken = key["ragam"].map({"baku": "Indonesia", "sehari": "Indonesia", "banjar": "Banjar", "kutai": "Kutai"})
    assert (spoken == raw["bahasa"]).all()
