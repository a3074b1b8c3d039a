"""Numbers, dates, places and keys as the checks understand them, also where nothing is wrong."""

import datetime
from collections.abc import Iterable

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workshop_kit import data
from workshop_kit.data.readiness import codes, days, disclosure, keys, missing, places, quantities
from workshop_kit.data.readiness.findings import Finding
from workshop_kit.data.readiness.profile import Profile, profile
from workshop_kit.data.readiness.reading import text_column
from workshop_kit.privacy.anonymity import class_sizes

TODAY = datetime.date(2026, 6, 1)


def column(name: str, values: Iterable[object]) -> Profile:
    return profile(text_column(name, [str(value) for value in values]))


def told(findings: Iterable[Finding]) -> set[str]:
    return {each.code for each in findings}


def numbers(name: str, values: Iterable[object]) -> set[str]:
    found = quantities.Numbers(column(name, values))
    assert found.mostly
    parsed = found.values()
    scale = quantities.scale_findings(found, parsed)
    return told([*quantities.findings(found), *scale, *missing.sentinels(found.profile, parsed)])


def dates(values: Iterable[object], name: str = "tanggal") -> set[str]:
    found = days.Days(column(name, values))
    assert found.mostly
    return told(days.findings(found, TODAY))


# -- numbers -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "meant"),
    [
        (["1.234,5", "7,25", "-3"], [1234.5, 7.25, -3]),
        (["1.234.567", "2.000", "7,5"], [1234567, 2000, 7.5]),
        (["1,234.5", "2,000,000", "7.5"], [1234.5, 2000000, 7.5]),
        (["0.5", "12.75", "3"], [0.5, 12.75, 3]),
        (["Rp 1.000,00", "Rp250.000", "IDR 5"], [1000, 250000, 5]),
        (["80%", "7,5 %", "12"], [80, 7.5, 12]),
        (["12 kg", "1,5 ton", "3"], [12, 1.5, 3]),
        (["1,5E+09", "2e3", "1"], [1.5e9, 2000, 1]),
        (["+5", "- 7", ".5"], [5, -7, 0.5]),
    ],
)
def test_numbers_are_understood_as_they_were_meant(values: list[str], meant: list[float]) -> None:
    found = quantities.Numbers(column("nilai", values))

    assert found.mostly
    assert found.values().tolist() == pytest.approx(meant)


@pytest.mark.parametrize(
    "values",
    [range(1, 50), [0.5, 1.25, 100], [-4, 0, 4], [2020, 2021, 2022], [10**k for k in range(8)], [0.0, 0.0, 5.0]],
)
def test_sound_numbers_give_no_finding(values: Iterable[object]) -> None:
    assert numbers("nilai", values) == set()


def test_99_is_no_sentinel_among_its_like() -> None:
    assert numbers("nilai", [*range(90, 110), 99, 99]) == set()
    assert numbers("nilai", [*range(1, 20), 9999, 9999]) == {"missing-sentinel"}


def test_percentages_from_0_to_100_may_hold_small_ones() -> None:
    assert numbers("persen", [*range(1, 100), 0.5]) == set()
    assert numbers("persen", [0.8, 0.7, 0.65, 0.9]) == set()
    assert numbers("persen", [0.8, 0.7, 65, 90]) == {"percent-mixed"}


@pytest.mark.parametrize(
    "values", [["12 Ilir", "3 Ulu"], ["7A", "8B"], ["RT 5", "RT 6"], ["64.72.01", "64.72.02"], ["abc"]]
)
def test_other_texts_are_no_numbers(values: list[str]) -> None:
    assert not quantities.Numbers(column("nilai", values)).mostly


@given(st.lists(st.integers(-(10**12), 10**12), min_size=1, max_size=20))
@settings(max_examples=60, deadline=None)
def test_whole_numbers_come_back_in_every_way_of_writing(given_numbers: list[int]) -> None:
    for written in (
        str,
        lambda n: f"{n:,}",
        lambda n: f"{n:,}".replace(",", "."),
        lambda n: f"Rp {n:,}".replace(",", "."),
    ):
        # A group of three digits alone may be thousands or decimals: with a longer number beside it there is no doubt.
        values = [written(n) for n in [*given_numbers, 1_000_000]]
        found = quantities.Numbers(column("nilai", values))
        single = {f"{n:,}" for n in given_numbers if 1000 <= abs(n) < 1_000_000}
        if single & set(values):
            continue
        by_text = dict(zip(found.profile.distinct.to_pylist(), found.values().tolist(), strict=True))
        assert [by_text[value] for value in values[:-1]] == pytest.approx([float(n) for n in given_numbers])


# -- dates -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "values",
    [
        ["2025-01-31", "2024-02-29"],
        ["31/01/2025", "05/02/2025"],
        ["31-01-2025", "05-02-2025"],
        ["31.01.2025", "05.02.2025"],
        ["31 Januari 2025", "5 Mei 2025"],
        ["2025-01-31 07:30:00", "2025-02-01 08:00:00"],
        ["31/01/2025 07.30 WITA", "01/02/2025 08.00 WITA"],
        ["Senin, 3 Februari 2025", "Selasa, 4 Februari 2025"],
        ["20250131", "20250228"],
    ],
)
def test_sound_dates_give_no_finding(values: list[str]) -> None:
    assert dates(values) == set()


@pytest.mark.parametrize(
    ("values", "code"),
    [
        (["31/04/2025", "01/12/2025", "30/01/2025"], "date-impossible"),
        (["29/02/2023", "30/01/2023"], "date-impossible"),
        (["31 Februari 2025", "1 Mei 2025"], "date-impossible"),
        (["02/06/2026", "30/01/2026"], "date-future"),
        (["31/01/25", "28/02/25"], "date-two-digit-year"),
        (["31-Jan-25", "28-Feb-25"], "date-two-digit-year"),
        (["01/02/2025", "03/04/2025"], "date-ambiguous"),
        (["13/02/2025", "02/13/2025", "03/04/2025"], "date-order-mixed"),
        (["45747", "2025-03-31", "2025-04-01"], "date-serial"),
        (["2025-03-31", "31 Maret 2025"], "date-formats-mixed"),
    ],
)
def test_faults_of_dates(values: list[str], code: str) -> None:
    assert code in dates(values)


def test_a_date_that_reads_the_same_both_ways_is_not_ambiguous() -> None:
    assert dates(["05/05/2025", "06/06/2025"]) == set()


def test_two_digit_years_belong_to_the_century_that_has_been() -> None:
    assert dates(["31/01/70", "28/02/26"]) == {"date-two-digit-year"}


@given(st.dates(datetime.date(1900, 1, 3), TODAY))
@settings(max_examples=100, deadline=None)
def test_no_day_that_was_is_impossible_or_ahead(day: datetime.date) -> None:
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y/%m/%d"):
        assert dates([day.strftime(form)]) <= {"date-ambiguous"}


# -- places ------------------------------------------------------------------------------------------------------------


def test_every_official_name_and_code_is_known() -> None:
    table = data.load("wilayah")
    for name in ("kelurahan", "kecamatan", "kode_kelurahan", "kode_kecamatan", "kode_bps"):
        assert told(places.findings(column(name, table[name]))) == set(), name
    together = [column(name, table[name]) for name in ("kelurahan", "kecamatan", "kode_kelurahan", "kode_bps")]
    assert told(places.mismatches(together)) == set()


@pytest.mark.parametrize(
    ("written", "official"),
    [
        ("DADIMULYA", "Dadi Mulya"),
        ("Dadi Mulia", "Dadi Mulya"),
        ("Sempaja Slatan", "Sempaja Selatan"),
        ("Kel. Bukuan", "Bukuan"),
    ],
)
def test_the_nearest_kelurahan(written: str, official: str) -> None:
    assert places.nearest(written, "kelurahan") == official


def test_nothing_is_near_a_stranger() -> None:
    assert places.nearest("Gambir", "kelurahan") is None
    assert places.nearest("", "kelurahan") is None


def test_a_column_all_in_capitals_is_a_style() -> None:
    official = data.load("wilayah")["kelurahan"].tolist()

    assert told(places.findings(column("kelurahan", [each.upper() for each in official]))) == set()
    assert told(places.findings(column("kelurahan", [*official, official[0].upper()]))) == {"place-spelling"}


def test_the_same_number_is_another_place_in_the_other_system() -> None:
    """Twelve kelurahan have a Kemendagri code that is the BPS code of another one."""
    table = data.load("wilayah")
    bare = table["kode_kelurahan"].str.replace(".", "")
    shared = sorted(set(bare) & set(table["kode_bps"]))
    assert len(shared) == 12
    ministry = [column("kode_kelurahan", bare), column("kecamatan", table["kecamatan"])]
    statistics = [column("kode_bps", table["kode_bps"]), column("kecamatan", table["kecamatan"])]

    assert told(places.findings(ministry[0])) == told(places.findings(statistics[0])) == set()
    assert told(places.mismatches(ministry)) == told(places.mismatches(statistics)) == set()


def test_the_arrow_names_the_nearest_and_its_row() -> None:
    spoilt = ["Bukuan", "Rawa Makmur", "Dadi Mulyo"]
    found = profile(text_column("kelurahan", spoilt), first=2)

    (finding,) = places.findings(found)

    assert finding.examples == ("Dadi Mulyo → Dadi Mulya (baris 4)",)


# -- codes, keys, duplicates -------------------------------------------------------------------------------------------


def test_codes_of_different_lengths_have_lost_nothing() -> None:
    assert told(codes.findings(column("kode", ["01", "001", "0001"]))) == set()
    assert told(codes.findings(column("nomor", range(1, 200)))) == set()
    assert told(codes.findings(column("kode", ["0123", "0456", "0789", "1234", "234"]))) == {"code-zero-lost"}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("kinerja_opd", {"tahun", "opd", "indikator"}),
        ("penduduk", {"tahun", "kode_kelurahan", "jk", "kelompok_umur"}),
        ("puskesmas_kunjungan", {"bulan", "puskesmas", "penyakit"}),
        ("sampah_angkutan", {"tanggal", "id_tps"}),
    ],
)
def test_the_key_of_each_table_is_found(name: str, key: set[str]) -> None:
    profiles = typed(data.load(name))

    assert {each.name for each in keys.detected(profiles)} == key


def typed(table: pd.DataFrame) -> list[Profile]:
    profiles = []
    for name in table.columns:
        values = ["" if pd.isna(value) else str(value) for value in table[name]]
        each = column(name, values)
        if quantities.Numbers(each).mostly:
            each.kind = "number"
        profiles.append(each)
    return profiles


TABLES = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.tuples(*[st.sampled_from(["a", "A", " a", "b", "c", ""])] * width), min_size=1, max_size=25
    )
)


def as_profiles(rows: list[tuple[str, ...]]) -> list[Profile]:
    return [column(f"k{number}", values) for number, values in enumerate(zip(*rows, strict=True))]


@given(TABLES)
@settings(max_examples=150, deadline=None)
def test_duplicates_are_those_that_a_reader_would_find(rows: list[tuple[str, ...]]) -> None:
    exact, alike = keys.duplicates(as_profiles(rows))
    lowered = [tuple(cell.strip().lower() for cell in row) for row in rows]

    assert exact.tolist() == [row in rows[:number] for number, row in enumerate(rows)]
    assert alike.tolist() == [row in lowered[:number] for number, row in enumerate(lowered)]


@given(TABLES)
@settings(max_examples=150, deadline=None)
def test_a_key_that_is_found_is_one_and_no_column_of_it_is_spare(rows: list[tuple[str, ...]]) -> None:
    profiles = as_profiles(rows)
    key = [profiles.index(each) for each in keys.detected(profiles)]

    def different(columns: list[int]) -> bool:
        seen = [tuple(row[number].strip().lower() for number in columns) for row in rows]
        return len(set(seen)) == len(seen)

    complete = [number for number in range(len(profiles)) if all(row[number].strip() for row in rows)]
    if key:
        assert different(key)
        assert len(key) == 1 or not any(different([other for other in key if other != each]) for each in key)
    else:
        assert not complete or not different(complete)


@given(TABLES, st.integers(2, 6))
@settings(max_examples=100, deadline=None)
def test_k_is_what_the_meter_for_anonymity_says(rows: list[tuple[str, ...]], limit: int) -> None:
    measured = disclosure.measured(as_profiles(rows), True, limit)
    frame = pd.DataFrame([[cell.strip().lower() or None for cell in row] for row in rows])
    sizes = class_sizes(frame, list(frame.columns)).to_numpy()

    assert measured.k == sizes.min()
    assert measured.small == (sizes < limit).sum()
    assert sum(measured.bands) == len(rows)


def test_quasi_identifiers_are_not_proposed_for_counts() -> None:
    people = [column("umur", [20, 30]), column("jk", "LP"), column("kecamatan", ["Palaran", "Sambutan"])]
    counts = [*people, column("jumlah", [5, 9])]

    assert [each.name for each in disclosure.proposed(people)] == ["umur", "jk", "kecamatan"]
    assert disclosure.proposed(counts) == []


def test_rows_of_a_profile_add_up() -> None:
    found = column("x", ["a", "b", "a", "", "-", " a "])

    assert found.counts.sum() == found.rows == 6
    assert found.filled == 4
    assert np.array_equal(found.marked_rows(found.blank), [False, False, False, True, False, False])
