"""Whether two values are the same in everything that a check could ask: types, labels, missing values, order."""

import collections
import decimal
import math
from typing import Any

import numpy as np
import pandas as pd

from workshop_kit.grading.values import Caller, Functions, answer, decode, encode


class Border:
    """Both sides of the border in one process, for tests: what crosses goes through bytes."""

    def __init__(self) -> None:
        self.functions = Functions()
        self.caller = Caller(lambda request: answer(request, self.functions))

    def cross(self, value: Any) -> Any:
        return decode(encode(value, self.functions), self.caller)


def assert_same(one: Any, other: Any) -> None:
    assert type(one) is type(other), ascii((one, other))
    if isinstance(one, pd.DataFrame):
        pd.testing.assert_frame_equal(one, other, check_exact=True, check_freq=True)
        assert one.flags.allows_duplicate_labels == other.flags.allows_duplicate_labels
        _assert_same_index(one.index, other.index)
        _assert_same_index(one.columns, other.columns)
        for n in range(one.shape[1]):
            _assert_same_objects(one.iloc[:, n], other.iloc[:, n])
    elif isinstance(one, pd.Series):
        pd.testing.assert_series_equal(one, other, check_exact=True, check_freq=True)
        assert one.flags.allows_duplicate_labels == other.flags.allows_duplicate_labels
        _assert_same_index(one.index, other.index)
        _assert_same_objects(one, other)
    elif isinstance(one, pd.Index):
        _assert_same_index(one, other)
    elif isinstance(one, np.ndarray):
        assert one.dtype == other.dtype and one.dtype.str == other.dtype.str and one.shape == other.shape
        assert one.flags.writeable == other.flags.writeable
        if one.flags.contiguous or one.flags.f_contiguous:
            assert one.flags.c_contiguous == other.flags.c_contiguous
            assert one.flags.f_contiguous == other.flags.f_contiguous
        if one.dtype == object:
            assert_same(one.ravel().tolist(), other.ravel().tolist())
        else:
            assert one.tobytes() == other.tobytes()
    elif isinstance(one, dict):
        assert_same(list(one.keys()), list(other.keys()))
        assert_same(list(one.values()), list(other.values()))
    elif isinstance(one, pd.api.extensions.ExtensionArray):
        assert_same(pd.Series(one), pd.Series(other))
    elif isinstance(one, np.generic):
        assert one.dtype == other.dtype and (one.tobytes() == other.tobytes() or repr(one) == repr(other))
    elif isinstance(one, collections.deque):
        assert one.maxlen == other.maxlen
        assert_same(list(one), list(other))
    elif isinstance(one, list | tuple):
        assert len(one) == len(other)
        for this, that in zip(one, other, strict=True):
            assert_same(this, that)
    elif isinstance(one, set | frozenset):
        assert_same(sorted(map(repr, one)), sorted(map(repr, other)))
    elif isinstance(one, float | complex | decimal.Decimal) or one is pd.NaT or one is pd.NA:
        assert repr(one) == repr(other)
    else:
        assert one == other, ascii((one, other))
        assert _looks(one) == _looks(other)


def _looks(value: Any) -> str:
    return repr(value) if not isinstance(value, int) or math.log2(abs(value) + 1) < 1000 else ""


def _assert_same_index(one: pd.Index, other: pd.Index) -> None:
    assert type(one) is type(other)
    pd.testing.assert_index_equal(one, other, exact=True, check_exact=True)
    assert list(one.names) == list(other.names)
    assert getattr(one, "freq", None) == getattr(other, "freq", None)
    _assert_same_objects(one, other)


def _assert_same_objects(one: Any, other: Any) -> None:
    """pandas' own comparison takes NaN, None and NA for the same."""
    if one.dtype.kind == "O" and not isinstance(one, pd.MultiIndex):
        assert_same(one.tolist(), other.tolist())
