"""Random tables with everything that trips a measure: missing values, odd indexes, unused categories, mixed types."""

import datetime

import pandas as pd
from hypothesis import strategies as st

QUASI = ["a", "b", "c"]
_TIMES = pd.to_datetime(["2024-01-31", "2024-02-29", "2024-12-31"]).tolist()
_POOLS = {
    "object": [None, float("nan"), pd.NA, "x", "y", 1, 2.5, datetime.date(2024, 1, 1)],
    "str": [None, "Palaran", "Sambutan", "Loa Janan Ilir"],
    "category": [None, "SD", "SMP", "SMA"],
    "Int64": [None, 3, 20, 21],
    "float64": [None, -1.5, 0.0, 7.25],
    "int64": [0, 1, 5],
    "bool": [False, True],
    "datetime64[ns]": [None, *_TIMES],
}


@st.composite
def columns(draw, rows, kinds=tuple(_POOLS)):
    kind = draw(st.sampled_from(kinds))
    values = draw(st.lists(st.sampled_from(_POOLS[kind]), min_size=rows, max_size=rows))
    if kind == "category":
        unused = ["TK", "SD", "SMP", "SMA", "S3"]
        return pd.Series(pd.Categorical(values, categories=unused, ordered=draw(st.booleans())))
    return pd.Series(values, dtype=kind)


@st.composite
def frames(draw, most=14, least=0):
    """A table with the columns a, b, c and s, and an index in any order, at times with one label twice."""
    rows = draw(st.integers(least, most))
    table = pd.DataFrame({name: draw(columns(rows)) for name in [*QUASI, "s"]})
    table.index = pd.Index(draw(st.lists(st.integers(0, 30), min_size=rows, max_size=rows)), dtype="int64")
    return table


quasi = st.lists(st.sampled_from(QUASI), max_size=3)
