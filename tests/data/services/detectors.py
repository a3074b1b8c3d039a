"""How a reader finds each planted truth in the tables of services."""

import numpy as np
import pandas as pd

from workshop_kit.data.generate.services.puskesmas_kunjungan import TB_RATES


def mean_days(tickets: pd.DataFrame) -> pd.Series:
    """Mean processing time at MPP (True) and elsewhere (False)."""
    return tickets.groupby(tickets["loket"] == "MPP")["hari_proses"].mean()


def mean_days_by_complexity(tickets: pd.DataFrame) -> pd.DataFrame:
    """The same for each complexity: one row a complexity, columns True (MPP) and False."""
    return tickets.groupby(["kompleksitas", tickets["loket"] == "MPP"])["hari_proses"].mean().unstack()


def pile_at(tickets: pd.DataFrame, day: int) -> float:
    """How many tickets are closed on one day, relative to the mean of the days beside it."""
    counts = tickets["hari_proses"].value_counts()
    return float(counts[day] / counts[[day - 1, day + 1]].mean())


def lag_correlations(cases: pd.Series, rain: pd.Series, longest: int = 4) -> pd.Series:
    """Correlation of monthly cases with the rain so many months before."""
    rain = rain.sort_index()
    return pd.Series({lag: cases.corr(rain.shift(lag).reindex(cases.index)) for lag in range(longest + 1)})


def monthly_cases(visits: pd.DataFrame, disease: str) -> pd.Series:
    return visits[visits["penyakit"] == disease].groupby("bulan")["kunjungan"].sum()


def tuberculosis_and_age(
    visits: pd.DataFrame, residents: pd.DataFrame, wilayah: pd.DataFrame, year: int = 2025
) -> tuple[float, float]:
    """Correlation over health centres of the share of old people with the TB rate, crude and standardised by age."""
    centre = wilayah.set_index("kode_kelurahan")["puskesmas"]
    people = residents[residents["tahun"] == year].assign(puskesmas=lambda frame: frame["kode_kelurahan"].map(centre))
    group = pd.cut(people["umur"], [*TB_RATES, 200], right=False, labels=list(TB_RATES)).astype(int)
    by_age = people.groupby(["puskesmas", group])["jumlah"].sum().unstack()
    tb = visits[(visits["penyakit"] == "TB") & visits["bulan"].str.startswith(str(year))]
    cases = tb.groupby("puskesmas")["kunjungan"].sum()
    old = by_age[60] / by_age.sum(axis=1)
    expected = (by_age * pd.Series(TB_RATES) / 1_000).sum(axis=1)
    return float(old.corr(cases / by_age.sum(axis=1))), float(old.corr(cases / expected))


def round_share(loads: pd.DataFrame) -> pd.Series:
    """Share of weights that are multiples of 500 kg, by whether the weighbridge works."""
    return (loads["berat_kg"] % 500 == 0).groupby(loads["timbang"]).mean()


def tonnes_a_day(loads: pd.DataFrame) -> tuple[float, float]:
    """The two totals: net weight, and trips times capacity."""
    days = loads["tanggal"].nunique()
    return loads["berat_kg"].sum() / days / 1_000, (loads["ritase"] * loads["kapasitas_kg"]).sum() / days / 1_000


def last_digits_are_even(weights: pd.Series) -> float:
    """Largest distance of a last tens digit's share from one tenth."""
    return float(np.abs((weights // 10 % 10).value_counts(normalize=True) - 0.1).max())
