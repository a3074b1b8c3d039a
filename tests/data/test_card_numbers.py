"""The numbers that a card states are those of its table, whatever the language."""

import re
from collections.abc import Callable

import pandas as pd
import pytest

from tests.data import detectors as performance
from tests.data.people import detectors as people
from tests.data.services import detectors as services
from workshop_kit import data
from workshop_kit.data.shelf import card_text
from workshop_kit.language import set_language


def raw(name: str) -> pd.DataFrame:
    return data.load(name, release="mentah", consent=True)


def penduduk() -> list[str]:
    table = data.load("penduduk")
    found = people.joined_by_name(table, data.load("wilayah"), 2022)
    return [
        f"{table['jumlah'].isna().sum()} ",
        f"{people.small_cells(raw('penduduk')):.0%}",
        f"{found} dari 59|{found} of 59",
    ]


def warga_sampel() -> list[str]:
    before, after = raw("warga_sampel"), data.load("warga_sampel")
    lost = people.lost_by_job(before, after)
    jobs = ["Buruh harian lepas", "Karyawan swasta", "Petani/nelayan", "Guru/dosen", "Sopir/ojek", "Pensiunan"]
    return [f" {lost[job]:.0%}" for job in jobs]


def izin_antrean() -> list[str]:
    means = services.mean_days(data.load("izin_antrean"))
    return [f"{means[True]:.1f}", f"{means[False]:.1f}", "18%"]


def puskesmas_kunjungan() -> list[str]:
    table = data.load("puskesmas_kunjungan")
    crude, _ = services.tuberculosis_and_age(table, raw("penduduk"), data.load("wilayah"))
    return [f"{table['kunjungan'].isna().sum()} ", f"{crude:.2f}"]


def sampah_angkutan() -> list[str]:
    table = data.load("sampah_angkutan")
    rounded = services.round_share(table)
    net, capacity = services.tonnes_a_day(table)
    return [f"{rounded[False]:.0%}", f"{rounded[True]:.0%}", f" {net:.0f} ", f" {capacity:,.0f} "]


def apbd() -> list[str]:
    table = data.load("apbd")
    year = table[table["tahun"] == 2026]
    group = year["kode_rekening"].where(~year["kode_rekening"].str.startswith("5.2"), "5.2")
    sums = year.groupby(group)[["pagu_murni_rp", "pagu_perubahan_rp"]].sum()
    cut = 1 - sums["pagu_perubahan_rp"] / sums["pagu_murni_rp"]
    whole = 1 - year["pagu_perubahan_rp"].sum() / year["pagu_murni_rp"].sum()
    return [f"{performance.december_share(table):.0%}", f"{whole:.0%}", *(f" {share:.0%}" for share in cut)]


CARDS: list[Callable[[], list[str]]] = [
    penduduk,
    warga_sampel,
    izin_antrean,
    puskesmas_kunjungan,
    sampah_angkutan,
    apbd,
]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("numbers", CARDS, ids=lambda function: function.__name__)
def test_the_numbers_on_the_card_are_those_of_the_table(numbers, language):
    set_language(language)
    text = card_text(numbers.__name__)
    for number in numbers():
        if language == "id":
            number = number.translate(str.maketrans(",.", ".,"))
        pattern = "|".join(map(re.escape, number.split("|")))
        assert re.search(pattern, text), number
