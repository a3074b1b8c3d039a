"""pandas' frames, series, indexes, extension arrays and scalars."""

import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
from pandas.api.extensions import ExtensionArray

from workshop_kit.grading.values import arrays
from workshop_kit.grading.values.message import ValueUnreadable

if TYPE_CHECKING:
    from workshop_kit.grading.values.decoding import Decoder
    from workshop_kit.grading.values.encoding import Encoder

_MOST_COLUMNS = 100_000
# An index proves its frequency step by step, unless that is a length of time.
_MOST_STEPS = 20_000
_FREQUENCY = re.compile(r"-?[A-Za-z0-9-]{1,30}", re.ASCII)
_UNITS = ("s", "ms", "us", "ns")
_CLOSED = ("left", "right", "both", "neither")
_MASKED = ("Int8", "Int16", "Int32", "Int64", "UInt8", "UInt16", "UInt32", "UInt64", "Float32", "Float64", "boolean")
_ARROW = re.compile(
    r"bool|u?int(8|16|32|64)|halffloat|float|double|large_string|string|date32\[day\]|date64\[ms\]|"
    r"timestamp\[(s|ms|us|ns)\]|duration\[(s|ms|us|ns)\]"
)


# --- dtypes ---


def dtype_node(to: "Encoder", dtype: Any) -> Any:
    """A dtype as a value, such as ``frame.dtypes`` holds."""
    if isinstance(dtype, np.dtype) and (dtype.kind == "O" or arrays.is_plain(dtype)):
        return ["y", dtype.str]
    if type(dtype) is pd.CategoricalDtype and dtype.categories is None:
        return ["yc", bool(dtype.ordered)]
    if type(dtype) is pd.ArrowDtype:
        return ["ya", str(dtype.pyarrow_dtype)] if _ARROW.fullmatch(str(dtype.pyarrow_dtype)) else to.opaque(dtype)
    if isinstance(dtype, pd.api.extensions.ExtensionDtype) and type(dtype).__module__.partition(".")[0] == "pandas":
        # The dtype of an empty array says all about it.
        empty: Any = []
        node = extension_node(to, pd.array(empty, dtype=dtype))
        return node if node[0] == "o" else ["yx", node]
    return to.opaque(dtype)


def read_dtype(source: "Decoder", node: list[Any]) -> Any:
    """The dtype of a ``y`` node."""
    return np.dtype(object) if node[1] == "|O" else arrays.read_dtype(node[1])


def read_open_category(source: "Decoder", node: list[Any]) -> Any:
    """The dtype of a ``yc`` node."""
    return pd.CategoricalDtype(ordered=bool(node[1]))


def read_arrow_dtype(source: "Decoder", node: list[Any]) -> Any:
    """The dtype of a ``ya`` node."""
    return pd.ArrowDtype(_arrow_type(node[1]))


def read_extension_dtype(source: "Decoder", node: list[Any]) -> Any:
    """The dtype of a ``yx`` node."""
    return _extension(source, node[1]).dtype


# --- extension arrays ---


def extension_node(to: "Encoder", array: Any) -> Any:
    """An extension array; of a kind that is not pandas' own, only the name."""
    dtype = array.dtype
    kind = type(dtype)
    if kind is pd.StringDtype:
        return _text_node(to, array)
    if kind is pd.CategoricalDtype:
        return ["xc", to.node(np.asarray(array.codes)), to.node(array.categories), bool(array.ordered)]
    if kind is pd.DatetimeTZDtype:
        from workshop_kit.grading.values.encoding import zone_node

        zone = zone_node(dtype.tz)
        if zone is None:
            return to.opaque(array)
        return ["xz", dtype.unit, zone, to.buffer(array.asi8.tobytes())]
    if kind is pd.PeriodDtype:
        return ["xp", str(dtype)[len("period[") : -1], to.buffer(array.asi8.tobytes())]
    if kind is pd.IntervalDtype:
        return ["xi", to.node(array.left), to.node(array.right), array.closed]
    if dtype.name in _MASKED and hasattr(array, "_mask"):
        return ["xm", dtype.name, to.buffer(array._data.tobytes()), to.buffer(array._mask.tobytes())]
    if kind is pd.ArrowDtype and _ARROW.fullmatch(str(dtype.pyarrow_dtype)):
        return ["xa", str(dtype.pyarrow_dtype), to.items(pa.array(array).to_pylist())]
    return to.opaque(array)


def _text_node(to: "Encoder", array: Any) -> Any:
    dtype = array.dtype
    missing = "nan" if dtype.na_value is np.nan else "NA"
    if dtype.storage != "pyarrow":
        values = [value if type(value) is str else None for value in np.asarray(array, dtype=object).tolist()]
        return ["xt", missing, to.items(values)]
    joined = pa.array(array, pa.large_string())
    if isinstance(joined, pa.ChunkedArray):
        joined = joined.combine_chunks()
    count = len(joined)
    start = joined.offset
    _valid, places, data = joined.buffers()
    offsets = np.frombuffer(places, np.int64, count + 1, start * 8) if count else np.zeros(1, np.int64)
    text = b"" if data is None else memoryview(data)[int(offsets[0]) : int(offsets[-1])].tobytes()
    valid = None
    if joined.null_count:
        valid = to.buffer(joined.is_valid().to_numpy(zero_copy_only=False).tobytes())
    return ["xs", missing, to.buffer((offsets - offsets[0]).tobytes()), to.buffer(text), valid]


def _extension(source: "Decoder", node: Any) -> Any:
    """The extension array of a node.

    Raises
    ------
    ValueUnreadable
    """
    found = source.node(node)
    if not isinstance(found, ExtensionArray):
        raise ValueUnreadable("an array")
    return found


def read_text(source: "Decoder", node: list[Any]) -> Any:
    """The text array of an ``xt`` node, kept by Python."""
    _tag, missing, items = node
    dtype = pd.StringDtype("python", na_value=_missing(missing))
    values = source.items(items)
    if not set(map(type, values)) <= {str, type(None)}:
        raise ValueUnreadable("a text")
    objects = np.empty(len(values), dtype=object)
    objects[:] = values
    return pd.array(objects, dtype=dtype)


def _missing(name: Any) -> Any:
    if name not in ("nan", "NA"):
        raise ValueUnreadable("a missing value")
    return np.nan if name == "nan" else pd.NA


def read_arrow_text(source: "Decoder", node: list[Any]) -> Any:
    """The text array of an ``xs`` node, kept by Arrow."""
    _tag, missing, places, text, valid = node
    offsets = arrays.read_buffer(np.dtype("<i8"), source.buffer(places))
    data = source.buffer(text)
    if not len(offsets) or offsets[0] != 0 or offsets[-1] != len(data) or (np.diff(offsets) < 0).any():
        raise ValueUnreadable("offsets of texts")
    mask = None
    if valid is not None:
        flags = arrays.read_buffer(np.dtype(bool), source.buffer(valid))
        if len(flags) != len(offsets) - 1:
            raise ValueUnreadable("a mask of another length")
        mask = pa.py_buffer(np.packbits(flags, bitorder="little").tobytes())
    # Arrow believes in its offsets and its Unicode, so both are proved here.
    buffers = [mask, pa.py_buffer(offsets.tobytes()), pa.py_buffer(bytes(data))]
    array = pa.Array.from_buffers(pa.large_string(), len(offsets) - 1, buffers)
    array.validate(full=True)
    return pd.array(array, dtype=pd.StringDtype("pyarrow", na_value=_missing(missing)))


def read_category(source: "Decoder", node: list[Any]) -> Any:
    """The categorical of an ``xc`` node."""
    _tag, codes, categories, ordered = node
    positions = source.node(codes)
    values = source.node(categories)
    if type(positions) is not np.ndarray or positions.dtype.kind != "i" or not isinstance(values, pd.Index):
        raise ValueUnreadable("categories")
    dtype = pd.CategoricalDtype(values, ordered=bool(ordered))
    return pd.Categorical.from_codes(positions, dtype=dtype)


def read_zoned(source: "Decoder", node: list[Any]) -> Any:
    """The times of an ``xz`` node."""
    _tag, unit, zone, number = node
    flat = arrays.read_buffer(np.dtype("<i8"), source.buffer(number))
    if unit not in _UNITS:
        raise ValueUnreadable("a unit of time")
    universal = pd.DatetimeIndex(flat.view(f"M8[{unit}]")).tz_localize("UTC")
    return universal.tz_convert(source.zone(zone)).array


def read_periods(source: "Decoder", node: list[Any]) -> Any:
    """The periods of an ``xp`` node."""
    _tag, frequency, number = node
    dtype: Any = pd.PeriodDtype(_frequency(frequency))
    return pd.arrays.PeriodArray(arrays.read_buffer(np.dtype("<i8"), source.buffer(number)), dtype=dtype)


def _frequency(text: Any) -> str:
    if type(text) is not str or not _FREQUENCY.fullmatch(text):
        raise ValueUnreadable("a frequency")
    return text


def read_intervals(source: "Decoder", node: list[Any]) -> Any:
    """The intervals of an ``xi`` node."""
    _tag, left, right, closed = node
    sides = source.node(left), source.node(right)
    if not all(isinstance(side, pd.Index) for side in sides) or closed not in _CLOSED:
        raise ValueUnreadable("intervals")
    return pd.arrays.IntervalArray.from_arrays(*sides, closed=closed)


def read_masked(source: "Decoder", node: list[Any]) -> Any:
    """The nullable numbers or truth values of an ``xm`` node."""
    _tag, name, data, mask = node
    if name not in _MASKED:
        raise ValueUnreadable("a nullable dtype")
    dtype: Any = pd.api.types.pandas_dtype(name)
    values = arrays.read_buffer(dtype.numpy_dtype, source.buffer(data))
    return dtype.construct_array_type()(values, arrays.read_buffer(np.dtype(bool), source.buffer(mask)))


def read_arrow(source: "Decoder", node: list[Any]) -> Any:
    """The array of an ``xa`` node, of one of Arrow's own types."""
    _tag, name, items = node
    kind = _arrow_type(name)
    return pd.array(pa.array(source.items(items), kind), dtype=pd.ArrowDtype(kind))


def _arrow_type(name: Any) -> Any:
    if type(name) is not str or not _ARROW.fullmatch(name):
        raise ValueUnreadable("a type of Arrow's")
    return pa.type_for_alias(name)


# --- index, series, frame ---


def _column_node(to: "Encoder", values: Any) -> Any:
    """The node of what a series or an index holds."""
    if isinstance(values.dtype, np.dtype):
        return arrays.array_node(to, np.asarray(values), column=True)
    return extension_node(to, values.array)


def _read_column(source: "Decoder", node: Any) -> Any:
    array = source.node(node)
    if (type(array) is np.ndarray and array.ndim == 1) or isinstance(array, ExtensionArray):
        return array
    raise ValueUnreadable("a column")


def index_node(to: "Encoder", index: pd.Index) -> Any:
    """An index of any kind but one of several levels."""
    name = to.plain_items([index.name])
    if name is None:
        return to.opaque(index)
    frequency = getattr(index, "freq", None) if isinstance(index, pd.DatetimeIndex | pd.TimedeltaIndex) else None
    if len(index) > _MOST_STEPS and not isinstance(frequency, pd.tseries.offsets.Tick):
        frequency = None
    node = _column_node(to, index)
    if node[0] == "o":
        return to.opaque(index)
    return ["h", node, name[0], None if frequency is None else frequency.freqstr]


def read_index(source: "Decoder", node: list[Any]) -> pd.Index:
    """The index of an ``h`` node."""
    _tag, values, name, frequency = node
    array = _read_column(source, values)
    index: pd.Index = pd.Index(array, dtype=array.dtype, name=source.node(name))
    if frequency is not None:
        if not isinstance(index, pd.DatetimeIndex | pd.TimedeltaIndex):
            raise ValueUnreadable("a frequency")
        offset = pd.tseries.frequencies.to_offset(_frequency(frequency))
        if len(index) > _MOST_STEPS and not isinstance(offset, pd.tseries.offsets.Tick):
            raise ValueUnreadable("a frequency that takes long to prove")
        index.freq = offset  # type: ignore[misc]
    return index


def range_node(to: "Encoder", index: pd.RangeIndex) -> Any:
    """An index that counts."""
    name = to.plain_items([index.name])
    if name is None:
        return to.opaque(index)
    if len(index) > arrays.MOST_LENGTH:
        return to.opaque(index, "size")
    return ["hr", index.start, index.stop, index.step, name[0]]


def read_range(source: "Decoder", node: list[Any]) -> pd.Index:
    """The index of an ``hr`` node."""
    _tag, start, stop, step, name = node
    if not all(type(n) is int for n in (start, stop, step)) or len(range(start, stop, step)) > arrays.MOST_LENGTH:
        raise ValueUnreadable("a range")
    return pd.RangeIndex(start, stop, step, name=source.node(name))


def levels_node(to: "Encoder", index: pd.MultiIndex) -> Any:
    """An index of several levels."""
    names = to.plain_items(list(index.names))
    if names is None:
        return to.opaque(index)
    levels = to.plain_items([level.rename(None) for level in index.levels])
    if levels is None:
        return to.opaque(index)
    return ["hm", levels, [to.node(np.asarray(codes)) for codes in index.codes], names]


def read_levels(source: "Decoder", node: list[Any]) -> pd.Index:
    """The index of an ``hm`` node."""
    _tag, levels, codes, names = node
    found = source.items(levels)
    positions = source.items(codes)
    if not found or not all(isinstance(level, pd.Index) for level in found):
        raise ValueUnreadable("levels")
    if not all(type(code) is np.ndarray and code.dtype.kind == "i" and code.ndim == 1 for code in positions):
        raise ValueUnreadable("codes of levels")
    return pd.MultiIndex(found, positions, names=source.items(names))


def series_node(to: "Encoder", series: "pd.Series[Any]") -> Any:
    """A series."""
    name = to.plain_items([series.name])
    if name is None:
        return to.opaque(series)
    column = _column_node(to, series)
    index = to.node(series.index)
    if column[0] == "o" or index[0] == "o":
        return to.opaque(series)
    return ["c", column, index, name[0], series.flags.allows_duplicate_labels]


def read_series(source: "Decoder", node: list[Any]) -> "pd.Series[Any]":
    """The series of a ``c`` node."""
    _tag, values, index, name, duplicates = node
    array = _read_column(source, values)
    made = pd.Series(array, index=_index(source, index), dtype=array.dtype, name=source.node(name), copy=False)
    series: pd.Series[Any] = made
    if duplicates is not True:
        series = series.set_flags(allows_duplicate_labels=False)
    return series


def _index(source: "Decoder", node: Any) -> pd.Index:
    index = source.node(node)
    if not isinstance(index, pd.Index):
        raise ValueUnreadable("an index")
    return index


def frame_node(to: "Encoder", frame: pd.DataFrame) -> Any:
    """A frame, column by column. A column of a foreign kind crosses as cells that cannot be read."""
    if frame.shape[1] > _MOST_COLUMNS:
        return to.opaque(frame, "size")
    columns = to.node(frame.columns)
    index = to.node(frame.index)
    if columns[0] == "o" or index[0] == "o":
        return to.opaque(frame)
    nodes = []
    for _name, column in frame.items():
        node = _column_node(to, column)
        nodes.append(_column_node(to, column.astype(object)) if node[0] == "o" else node)
    return ["g", nodes, columns, index, frame.flags.allows_duplicate_labels]


def read_frame(source: "Decoder", node: list[Any]) -> pd.DataFrame:
    """The frame of a ``g`` node."""
    _tag, nodes, columns, index, duplicates = node
    if type(nodes) is not list:
        raise ValueUnreadable("columns")
    rows = _index(source, index)
    found = [_read_column(source, column) for column in nodes]
    made = {n: pd.Series(array, index=rows, dtype=array.dtype, copy=False) for n, array in enumerate(found)}
    frame = pd.DataFrame(made, index=rows, copy=False)
    frame.columns = _index(source, columns)
    return frame if duplicates is True else frame.set_flags(allows_duplicate_labels=False)


# --- scalars ---


def timestamp_node(to: "Encoder", value: pd.Timestamp) -> Any:
    """A point in time."""
    from workshop_kit.grading.values.encoding import zone_node

    zone = zone_node(value.tzinfo)
    if zone is None and value.tzinfo is not None:
        return to.opaque(value)
    return ["wt", value.unit, int(value.asm8.astype("i8")), zone]


def read_timestamp(source: "Decoder", node: list[Any]) -> Any:
    """The point in time of a ``wt`` node."""
    _tag, unit, count, zone = node
    if unit not in _UNITS or type(count) is not int:
        raise ValueUnreadable("a point in time")
    naive = pd.Timestamp(np.datetime64(count, unit))
    return naive if zone is None else naive.tz_localize("UTC").tz_convert(source.zone(zone))


def timedelta_node(to: "Encoder", value: pd.Timedelta) -> Any:
    """A length of time."""
    return ["wd", value.unit, int(value.asm8.astype("i8"))]


def read_timedelta(source: "Decoder", node: list[Any]) -> Any:
    """The length of time of a ``wd`` node."""
    _tag, unit, count = node
    if unit not in _UNITS or type(count) is not int:
        raise ValueUnreadable("a length of time")
    return pd.Timedelta(np.timedelta64(count, unit))


def period_node(to: "Encoder", value: Any) -> Any:
    """A period."""
    return ["wp", value.freqstr, value.ordinal]


def read_period(source: "Decoder", node: list[Any]) -> Any:
    """The period of a ``wp`` node."""
    _tag, frequency, ordinal = node
    if type(ordinal) is not int or abs(ordinal) > 2**62:
        raise ValueUnreadable("a period")
    return pd.Period(ordinal=ordinal, freq=_frequency(frequency))


def interval_node(to: "Encoder", value: "pd.Interval[Any]") -> Any:
    """An interval."""
    return ["wi", to.node(value.left), to.node(value.right), value.closed]


def read_interval(source: "Decoder", node: list[Any]) -> Any:
    """The interval of a ``wi`` node."""
    _tag, left, right, closed = node
    if closed not in _CLOSED:
        raise ValueUnreadable("an interval")
    sides = source.node(left), source.node(right)
    return pd.Interval(*sides, closed=closed)


def missing_node(to: "Encoder", value: Any) -> Any:
    """NA or NaT."""
    return ["wn", "NA" if value is pd.NA else "NaT"]


def read_missing(source: "Decoder", node: list[Any]) -> Any:
    """The missing value of a ``wn`` node."""
    return {"NA": pd.NA, "NaT": pd.NaT}[node[1]]


_INDEXES = (
    pd.Index,
    pd.DatetimeIndex,
    pd.TimedeltaIndex,
    pd.PeriodIndex,
    pd.IntervalIndex,
    pd.CategoricalIndex,
)
_EXTENSIONS = (
    pd.arrays.ArrowExtensionArray,
    pd.arrays.ArrowStringArray,
    pd.arrays.StringArray,
    pd.arrays.BooleanArray,
    pd.arrays.IntegerArray,
    pd.arrays.FloatingArray,
    pd.arrays.IntervalArray,
    pd.arrays.PeriodArray,
    pd.Categorical,
)


def _time_array(to: "Encoder", array: Any) -> Any:
    """An array of times, with zone or without, or of lengths of time."""
    if isinstance(array.dtype, np.dtype):
        return ["xd", arrays.array_node(to, np.asarray(array))]
    return extension_node(to, array)


def read_time_array(source: "Decoder", node: list[Any]) -> Any:
    """The array of an ``xd`` node."""
    array = source.node(node[1])
    if type(array) is not np.ndarray or array.dtype.kind not in "mM":
        raise ValueUnreadable("times")
    return pd.array(array)


def _numpy_array(to: "Encoder", array: Any) -> Any:
    """numpy's array in pandas' clothes."""
    return ["xn", arrays.array_node(to, array.to_numpy())]


def read_numpy_array(source: "Decoder", node: list[Any]) -> Any:
    """The array of an ``xn`` node."""
    array = source.node(node[1])
    if type(array) is not np.ndarray:
        raise ValueUnreadable("an array")
    return pd.arrays.NumpyExtensionArray(array)


WAYS: dict[type, Any] = {
    pd.DataFrame: frame_node,
    pd.Series: series_node,
    pd.RangeIndex: range_node,
    pd.MultiIndex: levels_node,
    **dict.fromkeys(_INDEXES, index_node),
    **dict.fromkeys(_EXTENSIONS, extension_node),
    pd.arrays.DatetimeArray: _time_array,
    pd.arrays.TimedeltaArray: _time_array,
    pd.arrays.NumpyExtensionArray: _numpy_array,
    pd.Timestamp: timestamp_node,
    pd.Timedelta: timedelta_node,
    pd.Period: period_node,
    pd.Interval: interval_node,
    type(pd.NA): missing_node,
    type(pd.NaT): missing_node,
}

READERS: dict[str, Any] = {
    "g": read_frame,
    "c": read_series,
    "h": read_index,
    "hr": read_range,
    "hm": read_levels,
    "y": read_dtype,
    "yc": read_open_category,
    "ya": read_arrow_dtype,
    "yx": read_extension_dtype,
    "xt": read_text,
    "xs": read_arrow_text,
    "xc": read_category,
    "xz": read_zoned,
    "xp": read_periods,
    "xi": read_intervals,
    "xm": read_masked,
    "xa": read_arrow,
    "xd": read_time_array,
    "xn": read_numpy_array,
    "wt": read_timestamp,
    "wd": read_timedelta,
    "wp": read_period,
    "wi": read_interval,
    "wn": read_missing,
}
