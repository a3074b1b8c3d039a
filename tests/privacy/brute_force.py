"""The measures once more, written by their definitions with nested loops, sharing nothing with the package."""

import math

import pandas as pd


def same(one, other):
    if pd.isna(one) or pd.isna(other):
        return bool(pd.isna(one) and pd.isna(other))
    return bool(one == other)


def rows_of(frame, columns):
    places = [list(frame.columns).index(name) for name in columns]
    return [[frame.iat[row, place] for place in places] for row in range(len(frame))]


def members(frame, quasi):
    """For each row, the rows of its class."""
    rows = rows_of(frame, quasi)
    return [
        [other for other in range(len(rows)) if all(same(x, y) for x, y in zip(rows[row], rows[other], strict=True))]
        for row in range(len(rows))
    ]


def different(values):
    found = []
    for value in values:
        if not any(same(value, each) for each in found):
            found.append(value)
    return found


def sizes(frame, quasi):
    return [len(each) for each in members(frame, quasi)]


def k(frame, quasi):
    return min(sizes(frame, quasi), default=0)


def secrets(frame, quasi, sensitive):
    values = [row[0] for row in rows_of(frame, [sensitive])]
    return [[values[row] for row in each] for each in members(frame, quasi)]


def l_distinct(frame, quasi, sensitive):
    return min((len(different(each)) for each in secrets(frame, quasi, sensitive)), default=0)


def shares(values, domain):
    return [sum(same(value, each) for value in values) / len(values) for each in domain]


def l_entropy(frame, quasi, sensitive):
    found = []
    for values in secrets(frame, quasi, sensitive):
        found.append(math.exp(-sum(p * math.log(p) for p in shares(values, different(values)))))
    return min(found, default=0.0)


def t(frame, quasi, sensitive, order=None):
    """With ``order``, a list of all values from low to high, the ordered distance, else the equal one."""
    everyone = [row[0] for row in rows_of(frame, [sensitive])]
    domain = order if order is not None else different(everyone)
    found = []
    for values in secrets(frame, quasi, sensitive):
        gaps = [p - q for p, q in zip(shares(values, domain), shares(everyone, domain), strict=True)]
        if order is None:
            found.append(sum(abs(gap) for gap in gaps) / 2)
        else:
            moved = [abs(sum(gaps[: place + 1])) for place in range(len(gaps))]
            found.append(sum(moved) / (len(domain) - 1) if len(domain) > 1 else 0.0)
    return max(found, default=0.0)
