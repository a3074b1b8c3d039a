"""How a reader finds each planted truth; used on the published tables and on tables without the planting."""

import pandas as pd


def naive_achievement(kinerja: pd.DataFrame) -> pd.Series:
    """Result over target in percent, direction ignored."""
    return kinerja["realisasi"] / kinerja["target"] * 100


def achievement(kinerja: pd.DataFrame) -> pd.Series:
    """Achievement in percent; target over result where lower is better."""
    naive = naive_achievement(kinerja)
    return naive.where(kinerja["arah"] == "naik", kinerja["target"] / kinerja["realisasi"] * 100)


def absorption_correlation(kinerja: pd.DataFrame) -> float:
    return (kinerja["serapan_rp"] / kinerja["pagu_rp"]).corr(achievement(kinerja))


def reached_share(kinerja: pd.DataFrame) -> float:
    return float((achievement(kinerja).dropna() >= 100).mean())


def ranking(kinerja: pd.DataFrame, measure: pd.Series) -> pd.Series:
    """Rank of each agency by its mean; 1 is best."""
    return measure.groupby(kinerja["opd"]).mean().rank(ascending=False)


def missing_targets(kinerja: pd.DataFrame) -> pd.Series:
    """Share of missing targets by agency, largest first."""
    return kinerja["target"].isna().groupby(kinerja["opd"]).mean().sort_values(ascending=False)


def short_of_neighbouring_target(kinerja: pd.DataFrame) -> float:
    """Of the results without target, the share that falls short of the targets of the years around it."""
    ordered = kinerja.sort_values("tahun")
    known = ordered.groupby(["opd", "indikator"])["target"].transform(
        lambda target: target.interpolate(limit_direction="both")
    )
    hidden = ordered[ordered["target"].isna() & ordered["realisasi"].notna()]
    known = known.loc[hidden.index]
    rising = hidden["arah"] == "naik"
    short = (hidden["realisasi"] < known).where(rising, hidden["realisasi"] > known)
    return float(short.mean())


def december_share(apbd: pd.DataFrame) -> float:
    closed = apbd[apbd["tahun"] < 2026]
    return float(closed["realisasi_desember_rp"].sum() / closed["realisasi_rp"].sum())


def cuts_of_2026(apbd: pd.DataFrame) -> pd.Series:
    """Share of the plan that was cut, by programme."""
    open_year = apbd[apbd["tahun"] == 2026]
    return 1 - open_year["pagu_perubahan_rp"] / open_year["pagu_murni_rp"]
