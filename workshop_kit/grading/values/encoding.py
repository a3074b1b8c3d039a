"""From a value to a message. Exact types cross; of everything else only the name of its class does."""

import collections
import datetime
import decimal
import fractions
import inspect
import math
import types
import zoneinfo
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import pandas as pd

from workshop_kit.exercises.charts import Chart, Drawing, is_axes, is_figure
from workshop_kit.grading.values import arrays, tables
from workshop_kit.grading.values.functions import MOST_DOC, MOST_PARAMETERS, Functions, RemoteFunction
from workshop_kit.grading.values.message import MOST_DEPTH, MOST_NODES, pack
from workshop_kit.grading.values.opaque import Opaque, Why, clean_name

# A little below what decoding takes, since a node may be wrapped.
_DEPTH = MOST_DEPTH // 2
_LONG_TEXT = 10_000
_MOST_BITS = 1_000_000
_MOST_DIGITS = 10_000
_INT64 = (-(2**63), 2**63 - 1)
_UNWRAPPED = frozenset({str, bool, type(None)})


class TooLarge(Exception):
    """The message would be larger than allowed."""


def encode(value: Any, functions: Functions | None = None, most: int = 32 * 2**20) -> bytes:
    """Make a message of a value. Never raises for odd values: what cannot cross is named only.

    Parameters
    ----------
    value : Any
        Plain kinds cross whole: texts, numbers, containers, times, numpy's and pandas' own; charts as a summary.
    functions : Functions, optional
        Where callables (and what cannot cross) are kept to be called or handed back by number. Without it, callables
        cannot cross.
    most : int
        Bytes. A larger value cannot cross.

    Returns
    -------
    bytes
        For :func:`workshop_kit.grading.values.decode`.
    """
    return Encoder(functions, most).message(value)


def kind_of(value: Any) -> str:
    """The name of a value's class, also when the class lies about it."""
    return clean_name(type.__dict__["__name__"].__get__(type(value)))


class Encoder:
    """The making of one message.

    Parameters
    ----------
    functions : Functions or None
    most : int
    known : dict of int to int, optional
        Numbers, by id, of objects that the other side has: they cross as that number.
    numbering : bool
        Give every object that can change a number, in ``self.numbered``.
    """

    def __init__(
        self, functions: Functions | None, most: int, known: dict[int, int] | None = None, numbering: bool = False
    ) -> None:
        self.functions = functions
        self.most = most
        self.known = {} if known is None else known
        self.numbering = numbering
        self.numbered: list[Any] = []
        self._start_again()

    def _start_again(self) -> None:
        self.buffers: list[bytes] = []
        self.room = self.most
        self.nodes = 0
        self.depth = 0
        self.open: set[int] = set()
        self.strangers = 0
        for thing in self.numbered:
            self.known.pop(id(thing), None)
        self.numbered = []
        self.careful = False

    def message(self, value: Any) -> bytes:
        """The message of a value."""
        return self.written(value, self.node)

    def contents_message(self, value: Any) -> bytes:
        """The message of what a value holds, also when the other side has it under a number."""
        return self.written(value, self.contents)

    def contents(self, value: Any) -> Any:
        """The node of what a value holds, also when the other side has it under a number."""
        return self._container(_WAYS.get(type(value)) or _other_way(value), value, changing=False)

    def written(self, value: Any, write: "Write", otherwise: "Write | None" = None) -> bytes:
        """The message of the node that ``write`` makes of a value, or else the node that ``otherwise`` makes."""
        for careful in (False, True):
            self._start_again()
            self.careful = careful
            try:
                message = pack(write(value), self.buffers)
            except TypeError:  # a lone surrogate in one of the texts: look at each
                continue
            except Exception:
                break
            if len(message) <= self.most:
                return message
            break
        self._start_again()
        return pack(self.opaque(value, "size") if otherwise is None else otherwise(value), [])

    def node(self, value: Any) -> Any:
        """The node of a value."""
        kind = type(value)
        if kind in _UNWRAPPED:
            return value if kind is not str else self.text(value)
        self.count(1)
        if kind is int:
            return self.integer(value)
        if kind is float:
            return value if math.isfinite(value) else ["x", repr(value)]
        try:
            way = _WAYS.get(kind) or _other_way(value)
        except Exception:  # a class that answers no question
            way = _cannot
        if way in _OUTER:
            return way(self, value)
        return self._container(way, value, kind in _CHANGING or is_axes(value))

    def _container(self, way: "Way", value: Any, changing: bool) -> Any:
        at = id(value)
        if changing and at in self.known:
            return ["&", self.known[at]]
        if at in self.open:
            return self.opaque(value, "cycle")
        if self.depth >= _DEPTH:
            return self.opaque(value, "depth")
        number = None
        if changing and self.numbering:
            number = len(self.numbered)
            self.numbered.append(value)
        self.open.add(at)
        self.depth += 1
        try:
            node = way(self, value)
        except (TooLarge, KeyboardInterrupt):
            raise
        except Exception:
            node = self.opaque(value)
        finally:
            self.depth -= 1
            self.open.discard(at)
        if number is None:
            return node
        self.known[at] = number
        return ["@", number, node]

    def count(self, nodes: int, size: int = 2) -> None:
        """Take note of nodes and bytes.

        Raises
        ------
        TooLarge
        """
        self.nodes += nodes
        self.room -= nodes * size
        if self.room < 0 or self.nodes > MOST_NODES // 2:
            raise TooLarge

    def buffer(self, data: bytes) -> int:
        """Take in a buffer; gives its number."""
        self.count(1, len(data))
        self.buffers.append(data)
        return len(self.buffers) - 1

    def text(self, value: str) -> Any:
        """A text, also one with lone surrogates."""
        if len(value) > _LONG_TEXT or (self.careful and not _is_unicode(value)):
            return ["t", self.buffer(value.encode("utf-8", "surrogatepass"))]
        self.count(1, len(value))
        return value

    def integer(self, value: int) -> Any:
        """An integer of any reasonable size."""
        if _INT64[0] <= value <= _INT64[1]:
            return value
        if value.bit_length() > _MOST_BITS:
            return self.opaque(value, "size")
        digits = hex(value)
        self.count(1, len(digits))
        return ["i", digits]

    def items(self, values: list[Any]) -> list[Any]:
        """The nodes of many values."""
        size = self._written_as_they_are(values)
        if size is not None:
            self.count(len(values), size)
            return values
        self.count(len(values))
        return [self.node(value) for value in values]

    def _written_as_they_are(self, values: list[Any]) -> int | None:
        """About how many bytes each value takes when the header can hold them all as they stand; else None."""
        kinds = set(map(type, values))
        if kinds == {float}:
            return 8 if all(map(math.isfinite, values)) else None
        if kinds == {int}:
            return 8 if _INT64[0] <= min(values) and max(values) <= _INT64[1] else None
        if self.careful or not kinds <= _UNWRAPPED:
            return None
        lengths = [len(value) for value in values if value.__class__ is str]
        if max(lengths, default=0) > _LONG_TEXT:
            return None
        return 5 + sum(lengths) // max(len(values), 1)

    def opaque(self, value: Any, why: Why = "kind") -> Any:
        """The node of a value that cannot cross."""
        self.strangers += 1
        number = self.functions.number(value) if self.functions is not None else None
        return ["o", kind_of(value), why, number]

    def plain_items(self, values: list[Any]) -> list[Any] | None:
        """The nodes of many values; None when one of them cannot cross, as a key must."""
        before = self.strangers
        nodes = self.items(values)
        return nodes if self.strangers == before else None


Way = Callable[[Encoder, Any], Any]
Write = Callable[[Any], Any]


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


# --- numbers, bytes, times ---


def _big(to: Encoder, value: complex) -> Any:
    return ["j", to.node(value.real), to.node(value.imag)]


def _bytes(to: Encoder, value: bytes) -> Any:
    return ["b", to.buffer(value)]


def _bytearray(to: Encoder, value: bytearray) -> Any:
    return ["B", to.buffer(bytes(value))]


def _decimal(to: Encoder, value: decimal.Decimal) -> Any:
    _sign, digits, exponent = value.as_tuple()
    if len(digits) > _MOST_DIGITS or (isinstance(exponent, int) and abs(exponent) > _MOST_DIGITS):
        return to.opaque(value, "size")
    return ["D", str(value)]


def _fraction(to: Encoder, value: fractions.Fraction) -> Any:
    return ["Q", to.node(value.numerator), to.node(value.denominator)]


def _date(to: Encoder, value: datetime.date) -> Any:
    return ["dd", value.isoformat()]


def _datetime(to: Encoder, value: datetime.datetime) -> Any:
    zone = zone_node(value.tzinfo)
    if zone is None and value.tzinfo is not None:
        return to.opaque(value)
    return ["dt", value.replace(tzinfo=None).isoformat(), zone, value.fold]


def _time(to: Encoder, value: datetime.time) -> Any:
    zone = zone_node(value.tzinfo)
    if zone is None and value.tzinfo is not None:
        return to.opaque(value)
    return ["tt", value.replace(tzinfo=None).isoformat(), zone, value.fold]


def _timedelta(to: Encoder, value: datetime.timedelta) -> Any:
    return ["td", value.days, value.seconds, value.microseconds]


def zone_node(zone: datetime.tzinfo | None) -> Any:
    """A time zone: "utc", seconds east of it, or a name. None for none, and for one that cannot cross."""
    if zone is datetime.UTC:
        return "utc"
    if type(zone) is datetime.timezone:
        offset = zone.utcoffset(None)
        return offset.total_seconds() if zone == datetime.timezone(offset) else None
    if type(zone) is zoneinfo.ZoneInfo and zone.key is not None:
        return ["z", zone.key]
    return None


def _zone(to: Encoder, value: datetime.tzinfo) -> Any:
    node = zone_node(value)
    return to.opaque(value) if node is None else ["tz", node]


def _range(to: Encoder, value: range) -> Any:
    if len(value) > arrays.MOST_LENGTH:
        return to.opaque(value, "size")
    return ["r", *map(to.node, (value.start, value.stop, value.step))]


def _slice(to: Encoder, value: slice) -> Any:
    return ["sl", *map(to.node, (value.start, value.stop, value.step))]


def _ellipsis(to: Encoder, value: Any) -> Any:
    return ["e"]


# --- containers ---


def _list(to: Encoder, value: list[Any]) -> Any:
    return ["l", to.items(value)]


def _tuple(to: Encoder, value: tuple[Any, ...]) -> Any:
    return ["p", to.items(list(value))]


def _set(to: Encoder, value: set[Any]) -> Any:
    return _hashed(to, value, "s")


def _frozenset(to: Encoder, value: frozenset[Any]) -> Any:
    return _hashed(to, value, "S")


def _hashed(to: Encoder, value: Iterable[Any], tag: str) -> Any:
    nodes = to.plain_items(list(value))
    return to.opaque(value) if nodes is None else [tag, nodes]


def _dict(to: Encoder, value: dict[Any, Any]) -> Any:
    return _pairs(to, value, ["d"])


def _ordered(to: Encoder, value: "collections.OrderedDict[Any, Any]") -> Any:
    return _pairs(to, value, ["do"])


def _counter(to: Encoder, value: "collections.Counter[Any]") -> Any:
    return _pairs(to, value, ["dc"])


FACTORIES: dict[str, Any] = {kind.__name__: kind for kind in (int, float, str, list, dict, set, tuple, bool)}


def _defaultdict(to: Encoder, value: "collections.defaultdict[Any, Any]") -> Any:
    name = next((name for name, factory in FACTORIES.items() if value.default_factory is factory), "")
    return _pairs(to, value, ["df", name])


def _pairs(to: Encoder, value: dict[Any, Any], start: list[Any]) -> Any:
    keys = to.plain_items(list(dict.keys(value)))
    return to.opaque(value) if keys is None else [*start, keys, to.items(list(dict.values(value)))]


def _deque(to: Encoder, value: "collections.deque[Any]") -> Any:
    return ["q", to.items(list(value)), value.maxlen]


def _view(to: Encoder, value: Any) -> Any:
    name = type(value).__name__
    if name == "dict_values":
        return ["dv", to.items(list(value))]
    nodes = to.plain_items([item[0] for item in value] if name == "dict_items" else list(value))
    if nodes is None:
        return to.opaque(value)
    return ["dk", nodes] if name == "dict_keys" else ["di", nodes, to.items([item[1] for item in value])]


def _namedtuple(to: Encoder, value: tuple[Any, ...]) -> Any:
    fields = type(value)._fields  # type: ignore[attr-defined]
    items = list(tuple.__iter__(value))
    if type(fields) is not tuple or len(fields) != len(items) or not all(type(field) is str for field in fields):
        return to.opaque(value)
    return ["nt", kind_of(value), list(fields), to.items(items)]


# --- functions and what stays ---


def _function(to: Encoder, value: Any) -> Any:
    if to.functions is None:
        return to.opaque(value)
    number = to.functions.number(value)
    if number is None:
        return to.opaque(value, "size")
    name = getattr(value, "__name__", "")
    doc = getattr(value, "__doc__", None)
    doc = doc[:MOST_DOC] if type(doc) is str else None
    return ["f", number, kind_of(value), clean_name(name), to.node(doc), _parameters(to, value)]


def _parameters(to: Encoder, value: Any) -> Any:
    try:
        parameters = list(inspect.signature(value).parameters.values())
        if len(parameters) > MOST_PARAMETERS:
            return None
        return [
            [p.name, int(p.kind), [] if p.default is inspect.Parameter.empty else [to.node(p.default)]]
            for p in parameters
        ]
    except (TooLarge, KeyboardInterrupt):
        raise
    except Exception:  # many callables cannot say
        return None


def _iterator(to: Encoder, value: Any) -> Any:
    if to.functions is None:
        return to.opaque(value)
    number = to.functions.number(value)
    return to.opaque(value, "size") if number is None else ["it", number]


def _back(to: Encoder, value: RemoteFunction | Opaque) -> Any:
    """What came from the other side goes back as its number."""
    if value.number is None:
        return ["o", clean_name(getattr(value, "kind", "object")), "kind", None]
    return ["own", value.number]


def _cannot(to: Encoder, value: Any) -> Any:
    return to.opaque(value)


def _chart(to: Encoder, value: Any) -> Any:
    return ["ch", to.node(Chart.of(value).plain())]


def _drawing(to: Encoder, value: Any) -> Any:
    return ["fig", to.node(Drawing.of(value).plain())]


_WAYS: dict[type, Way] = {
    complex: _big,
    bytes: _bytes,
    bytearray: _bytearray,
    decimal.Decimal: _decimal,
    fractions.Fraction: _fraction,
    datetime.date: _date,
    datetime.datetime: _datetime,
    datetime.time: _time,
    datetime.timedelta: _timedelta,
    datetime.timezone: _zone,
    zoneinfo.ZoneInfo: _zone,
    range: _range,
    slice: _slice,
    types.EllipsisType: _ellipsis,
    list: _list,
    tuple: _tuple,
    set: _set,
    frozenset: _frozenset,
    dict: _dict,
    collections.OrderedDict: _ordered,
    collections.Counter: _counter,
    collections.defaultdict: _defaultdict,
    collections.deque: _deque,
    type({}.keys()): _view,
    type({}.values()): _view,
    type({}.items()): _view,
    types.GeneratorType: _iterator,
    Chart: _chart,
    Drawing: _drawing,
    np.ndarray: arrays.array_node,
    **dict.fromkeys(set(np.sctypeDict.values()), arrays.scalar_node),
    **tables.WAYS,
}
# Objects that can be changed in place.
_CHANGING = frozenset(
    {
        list,
        set,
        dict,
        bytearray,
        collections.OrderedDict,
        collections.Counter,
        collections.defaultdict,
        collections.deque,
        np.ndarray,
        pd.Series,
        pd.DataFrame,
    }
)
_OUTER: frozenset[Way] = frozenset({_cannot, _back})


def _other_way(value: Any) -> Way:
    """The way of a value whose type is not listed. Its type is asked, never the value: that may lie."""
    kind = type(value)
    if issubclass(kind, RemoteFunction | Opaque):
        return _back
    if type.__getattribute__(kind, "__bases__") == (tuple,) and "_fields" in vars(kind):
        return _namedtuple
    if is_axes(value):
        return _chart
    if is_figure(value):
        return _drawing
    if hasattr(kind, "__next__") and kind.__module__ in ("builtins", "itertools"):
        return _iterator
    if issubclass(kind, np.dtype | pd.api.extensions.ExtensionDtype):
        return tables.dtype_node
    if callable(value):
        return _function
    return _cannot
