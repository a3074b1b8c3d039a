"""How a reader finds each planted truth in the tables of water."""

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression


def wide(readings: pd.DataFrame, column: str) -> pd.DataFrame:
    """One column a post, one row an hour."""
    return readings.pivot(index="waktu", columns="id_pos", values=column).dropna(axis=1, how="all")


def longest_run(levels: pd.Series) -> tuple[int, pd.Timestamp]:
    """The longest stretch of hours with the very same level, and when it begins; missing hours interrupt it."""
    known = levels.dropna()
    run = (known != known.shift()).cumsum()
    lengths = run.value_counts()
    return int(lengths.max()), known.index[run.to_numpy() == lengths.idxmax()][0]


def days_in_metres(levels: pd.Series) -> list[pd.Timestamp]:
    """Days whose middle level is under a twentieth of the year's."""
    daily = levels.resample("D").median()
    return list(daily.index[daily < levels.median() / 20])


def best_shift(rain: pd.DataFrame, post: str, longest: int = 12) -> int:
    """By how many hours a gauge has to be shifted to agree best with the mean of the others."""
    others = rain.drop(columns=post).mean(axis=1)
    return max(range(longest + 1), key=lambda hours: rain[post].shift(hours).corr(others))


def days(readings: pd.DataFrame) -> pd.DataFrame:
    """Rain and highest level of the Mahakam of each day, from the readings that the instruments call good."""
    good = readings[readings["kualitas"] == "baik"].assign(tanggal=lambda frame: frame["waktu"].dt.normalize())
    rain = good.groupby(["id_pos", "tanggal"])["hujan_mm"].sum(min_count=12).unstack(0)
    # The gauge whose clock is wrong puts its evenings into other days.
    rain = rain[["Hujan Sambutan", "Hujan Loa Bakung"]].mean(axis=1)
    river = good[good["id_pos"] == "Mahakam"].groupby("tanggal")["tma_cm"].max()
    return pd.DataFrame({"hujan": rain, "mahakam": river})


def flooded_share(floods: pd.DataFrame, chosen: pd.Index, villages: int = 59) -> float:
    """Share of the kelurahan-days of chosen days that were flooded."""
    return floods["tanggal"].isin(chosen).sum() / (villages * len(chosen))


def tide_ratio(floods: pd.DataFrame, days: pd.DataFrame) -> float:
    """How many times likelier a flood is on days of heavy rain when the river is high than when it is low."""
    high = days["mahakam"] >= days["mahakam"].quantile(0.6)
    heavy = days["hujan"] > 25
    return flooded_share(floods, days.index[heavy & high]) / flooded_share(floods, days.index[heavy & ~high])


def interaction(grid: pd.DataFrame) -> float:
    """How much more a high river adds to the log odds of a flood on days of heavy rain than on others."""
    limit = grid["mahakam"].quantile(0.6)
    high = (grid["mahakam"] >= limit).astype(float) if grid["mahakam"].nunique() > 2 else grid["mahakam"]
    heavy, rain = (grid["hujan"] > 25).astype(float), np.log1p(grid["hujan"])
    features = pd.DataFrame({"rain": rain, "squared": rain**2, "high": high, "heavy": heavy, "both": heavy * high})
    model = LogisticRegression(C=1e6, max_iter=2_000).fit(features, grid["banjir"])
    return float(model.coef_[0][-1])


def kelurahan_days(floods: pd.DataFrame, days: pd.DataFrame, wilayah: pd.DataFrame) -> pd.DataFrame:
    """One row a day and kelurahan, with whether it was flooded: what a learning machine is given."""
    grid = days.reset_index().merge(wilayah[["kode_kelurahan", "zona_topografi"]], how="cross")
    events = floods[["tanggal", "kode_kelurahan"]].assign(banjir=True)
    grid = grid.merge(events, how="left", on=["tanggal", "kode_kelurahan"])
    return grid.assign(banjir=grid["banjir"].eq(True)).fillna({"hujan": 0.0, "mahakam": days["mahakam"].median()})
