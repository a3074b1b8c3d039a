"""From a message to a value. Only plain values are built, whatever the bytes say, and nothing of the learner's runs."""

import collections
import datetime
import decimal
import fractions
import inspect
import keyword
import zoneinfo
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from workshop_kit.exercises.charts import Chart, Drawing
from workshop_kit.grading.values import arrays, tables
from workshop_kit.grading.values.functions import MOST_DOC, MOST_PARAMETERS, Call, Functions, RemoteFunction
from workshop_kit.grading.values.message import MOST_BYTES, MOST_DEPTH, ValueUnreadable, unpack
from workshop_kit.grading.values.opaque import WHYS, Opaque

_MOST_DIGITS = 300_000
_MOST_EXPONENT = 10_000
_MOST_FIELDS = 100
_MOST_CLASSES = 50
_MOST_ITEMS = 1_000_000
# So many keys may share their hash before a dictionary becomes slow.
_MOST_COLLISIONS = 1000
_PLAIN = frozenset({str, int, float, bool, type(None)})


def decode(data: bytes, call: Call | None = None, functions: Functions | None = None, most: int = MOST_BYTES) -> Any:
    """Make a value of a message.

    Parameters
    ----------
    data : bytes
        Of :func:`workshop_kit.grading.values.encode`, or of somebody who pretends.
    call : callable, optional
        Takes a function's number, a tuple of arguments and a dict of named ones, and gives what the function gave; for
        the functions in the message.
    functions : Functions, optional
        In the learner's process: where its own functions are found again when they come back.
    most : int
        Bytes.

    Raises
    ------
    ValueUnreadable
        Always this, whatever is wrong.
    """
    return Decoder(data, call, functions, most).value()


class Decoder:
    """The reading of one message.

    Parameters
    ----------
    data : bytes
    call : callable or None
    functions : Functions or None
    most : int
    objects : dict of int to object, optional
        What this side has under the numbers that the message names.
    """

    def __init__(
        self,
        data: bytes,
        call: Call | None = None,
        functions: Functions | None = None,
        most: int = MOST_BYTES,
        objects: dict[int, Any] | None = None,
    ) -> None:
        self.call = call
        self.functions = functions
        self.objects = {} if objects is None else objects
        self.root, self._buffers = unpack(data, most)
        self._depth = 0
        self._size = len(data)
        self._read = 0
        self._classes: set[tuple[str, ...]] = set()
        self._names: set[str] = set()

    def value(self) -> Any:
        """The message's value."""
        return self.guarded(lambda: self.node(self.root))

    def guarded(self, read: Callable[[], Any]) -> Any:
        """What ``read`` gives; whatever goes wrong in it is one kind of error.

        Raises
        ------
        ValueUnreadable
        """
        try:
            return read()
        except ValueUnreadable:
            raise
        except Exception as error:
            raise ValueUnreadable(f"{type(error).__name__}: {error}") from None

    def node(self, node: Any) -> Any:
        """The value of a node."""
        kind = type(node)
        if kind in _PLAIN:
            return node
        if kind is not list or not node or type(node[0]) is not str:
            raise ValueUnreadable("a node")
        reader = _READERS.get(node[0])
        if reader is None or self._depth >= MOST_DEPTH:
            raise ValueUnreadable("a node of no kind" if reader is None else "too deep")
        self._depth += 1
        try:
            return reader(self, node)
        finally:
            self._depth -= 1

    def items(self, nodes: Any) -> list[Any]:
        """The values of many nodes."""
        if type(nodes) is not list:
            raise ValueUnreadable("no list")
        if set(map(type, nodes)) <= _PLAIN:
            return list(nodes)
        return [self.node(node) for node in nodes]

    def buffer(self, number: Any) -> memoryview:
        """A buffer by its number. Naming one buffer many times does not make a small message large."""
        if type(number) is not int or not 0 <= number < len(self._buffers):
            raise ValueUnreadable("a buffer's number")
        found = self._buffers[number]
        self._read += len(found)
        if self._read > self._size:
            raise ValueUnreadable("buffers named too often")
        return found

    def keys(self, nodes: Any) -> list[Any]:
        """Values that go into a set or are keys."""
        values = self.items(nodes)
        if len(values) > _MOST_COLLISIONS and len(values) - len(set(map(hash, values))) > _MOST_COLLISIONS:
            raise ValueUnreadable("keys of one hash")
        return values

    def zone(self, node: Any) -> datetime.tzinfo | None:
        """A time zone."""
        if node is None:
            return None
        if node == "utc":
            return datetime.UTC
        if type(node) in (int, float):
            return datetime.timezone(datetime.timedelta(seconds=node))
        if type(node) is list and len(node) == 2 and node[0] == "z" and type(node[1]) is str:
            return _zone(node[1])
        raise ValueUnreadable("a time zone")

    def class_name(self, name: Any) -> Any:
        """The name of a class as the message gives it; of so many names that each would take room, none."""
        if type(name) is not str or (name not in self._names and len(self._names) >= _MOST_CLASSES):
            return "object"
        self._names.add(name)
        return name

    def named_class(self, name: Any, fields: Any) -> Any:
        """A class of named tuples."""
        if type(name) is not str or type(fields) is not list or len(fields) > _MOST_FIELDS:
            raise ValueUnreadable("a named tuple")
        for word in [name, *fields]:
            if type(word) is not str or not word.isidentifier() or keyword.iskeyword(word) or len(word) > 60:
                raise ValueUnreadable("a name")
        self._classes.add((name, *fields))
        if len(self._classes) > _MOST_CLASSES:
            raise ValueUnreadable("too many classes")
        return _named_class(name, tuple(fields))


@lru_cache(maxsize=200)
def _zone(name: str) -> datetime.tzinfo:
    if len(name) > 60:
        raise ValueUnreadable("a time zone")
    return zoneinfo.ZoneInfo(name)


@lru_cache(maxsize=200)
def _named_class(name: str, fields: tuple[str, ...]) -> Any:
    return collections.namedtuple(name, fields)


Node = list[Any]


# --- numbers, texts, times ---


def _text(source: Decoder, node: Node) -> str:
    return bytes(source.buffer(node[1])).decode("utf-8", "surrogatepass")


def _odd_float(source: Decoder, node: Node) -> float:
    return {"nan": float("nan"), "inf": float("inf"), "-inf": float("-inf")}[node[1]]


def _integer(source: Decoder, node: Node) -> int:
    digits = node[1]
    if type(digits) is not str or len(digits) > _MOST_DIGITS:
        raise ValueUnreadable("an integer")
    return int(digits, 16)


def _complex(source: Decoder, node: Node) -> complex:
    return complex(_real(source, node[1]), _real(source, node[2]))


def _real(source: Decoder, node: Any) -> float:
    value = source.node(node)
    if type(value) is not float:
        raise ValueUnreadable("a number")
    return value


def _bytes(source: Decoder, node: Node) -> bytes:
    return bytes(source.buffer(node[1]))


def _bytearray(source: Decoder, node: Node) -> bytearray:
    return bytearray(source.buffer(node[1]))


def _decimal(source: Decoder, node: Node) -> decimal.Decimal:
    text = node[1]
    if type(text) is not str or len(text) > 2 * _MOST_EXPONENT:
        raise ValueUnreadable("a decimal")
    value = decimal.Decimal(text)
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and abs(exponent) > _MOST_EXPONENT:
        raise ValueUnreadable("a decimal")
    return value


def _fraction(source: Decoder, node: Node) -> fractions.Fraction:
    above, below = source.node(node[1]), source.node(node[2])
    if type(above) is not int or type(below) is not int or max(above.bit_length(), below.bit_length()) > 100_000:
        raise ValueUnreadable("a fraction")
    return fractions.Fraction(above, below)


def _date(source: Decoder, node: Node) -> datetime.date:
    return datetime.date.fromisoformat(node[1])


def _datetime(source: Decoder, node: Node) -> datetime.datetime:
    _tag, text, zone, fold = node
    return datetime.datetime.fromisoformat(text).replace(tzinfo=source.zone(zone), fold=fold)


def _time(source: Decoder, node: Node) -> datetime.time:
    _tag, text, zone, fold = node
    return datetime.time.fromisoformat(text).replace(tzinfo=source.zone(zone), fold=fold)


def _timedelta(source: Decoder, node: Node) -> datetime.timedelta:
    return datetime.timedelta(*node[1:])


def _tzinfo(source: Decoder, node: Node) -> datetime.tzinfo | None:
    return source.zone(node[1])


def _range(source: Decoder, node: Node) -> range:
    found = range(*source.items(node[1:]))
    try:
        too_long = len(found) > arrays.MOST_LENGTH
    except OverflowError:
        too_long = True
    if too_long:
        raise ValueUnreadable("a range")
    return found


def _slice(source: Decoder, node: Node) -> slice:
    return slice(*source.items(node[1:]))


def _ellipsis(source: Decoder, node: Node) -> Any:
    return ...


# --- containers ---


def _list(source: Decoder, node: Node) -> list[Any]:
    return source.items(node[1])


def _tuple(source: Decoder, node: Node) -> tuple[Any, ...]:
    return tuple(source.items(node[1]))


def _set(source: Decoder, node: Node) -> set[Any]:
    return set(source.keys(node[1]))


def _frozenset(source: Decoder, node: Node) -> frozenset[Any]:
    return frozenset(source.keys(node[1]))


def _pairs(source: Decoder, keys: Any, values: Any) -> dict[Any, Any]:
    return dict(zip(source.keys(keys), source.items(values), strict=True))


def _dict(source: Decoder, node: Node) -> dict[Any, Any]:
    return _pairs(source, node[1], node[2])


def _ordered(source: Decoder, node: Node) -> Any:
    return collections.OrderedDict(_pairs(source, node[1], node[2]))


def _counter(source: Decoder, node: Node) -> Any:
    return collections.Counter(_pairs(source, node[1], node[2]))


def _defaultdict(source: Decoder, node: Node) -> Any:
    from workshop_kit.grading.values.encoding import FACTORIES

    return collections.defaultdict(FACTORIES.get(node[1]), _pairs(source, node[2], node[3]))


def _deque(source: Decoder, node: Node) -> Any:
    return collections.deque(source.items(node[1]), node[2])


def _keys_view(source: Decoder, node: Node) -> Any:
    return dict.fromkeys(source.keys(node[1])).keys()


def _values_view(source: Decoder, node: Node) -> Any:
    return dict(enumerate(source.items(node[1]))).values()


def _items_view(source: Decoder, node: Node) -> Any:
    return _pairs(source, node[1], node[2]).items()


def _namedtuple(source: Decoder, node: Node) -> Any:
    _tag, name, fields, items = node
    return source.named_class(name, fields)(*source.items(items))


# --- functions and what stays on the other side ---


def _function(source: Decoder, node: Node) -> Any:
    _tag, number, kind, name, doc, parameters = node
    text = source.node(doc)
    if source.call is None or type(number) is not int or not (text is None or type(text) is str):
        raise ValueUnreadable("a function")
    text = None if text is None else text[:MOST_DOC]
    return RemoteFunction(number, source.call, source.class_name(kind), name, text, _parameters(source, parameters))


def _parameters(source: Decoder, nodes: Any) -> list[inspect.Parameter] | None:
    if nodes is None:
        return None
    if type(nodes) is not list or len(nodes) > MOST_PARAMETERS:
        raise ValueUnreadable("parameters")
    found = []
    for name, kind, default in nodes:
        value = source.node(default[0]) if default else inspect.Parameter.empty
        found.append(inspect.Parameter(name, inspect._ParameterKind(kind), default=value))
    return found


def _iterator(source: Decoder, node: Node) -> Iterator[Any]:
    number, call = node[1], source.call
    if call is None or type(number) is not int:
        raise ValueUnreadable("an iterator")
    return _pulled(number, call)


def _pulled(number: int, call: Call) -> Iterator[Any]:
    """What the learner's iterator gives, one by one as it is asked for."""
    for _count in range(_MOST_ITEMS):
        try:
            value = call(number, (), {})
        except StopIteration:
            return
        yield value


def _own(source: Decoder, node: Node) -> Any:
    number = node[1]
    if source.functions is None or type(number) is not int or not 0 <= number < len(source.functions):
        raise ValueUnreadable("nothing of ours")
    return source.functions[number]


def _chart(source: Decoder, node: Node) -> Any:
    """The summary in the judge; in the learner's process an Axes that looks like it, for the learner's function."""
    chart = Chart.from_plain(source.node(node[1]))
    return chart if source.functions is None else chart.draw()


def _drawing(source: Decoder, node: Node) -> Any:
    return Drawing.from_plain(source.node(node[1]))


def _opaque(source: Decoder, node: Node) -> Opaque:
    _tag, kind, why, number = node
    if why not in WHYS or type(number) not in (int, type(None)):
        raise ValueUnreadable("a reason")
    return Opaque(source.class_name(kind), why, number)


def _numbered(source: Decoder, node: Node) -> Any:
    _tag, number, inner = node
    if type(number) is not int:
        raise ValueUnreadable("a number")
    source.objects[number] = found = source.node(inner)
    return found


def _known(source: Decoder, node: Node) -> Any:
    return source.objects[node[1]]


_READERS: dict[str, Callable[[Decoder, Node], Any]] = {
    "t": _text,
    "x": _odd_float,
    "i": _integer,
    "j": _complex,
    "b": _bytes,
    "B": _bytearray,
    "D": _decimal,
    "Q": _fraction,
    "dd": _date,
    "dt": _datetime,
    "tt": _time,
    "td": _timedelta,
    "tz": _tzinfo,
    "r": _range,
    "sl": _slice,
    "e": _ellipsis,
    "l": _list,
    "p": _tuple,
    "s": _set,
    "S": _frozenset,
    "d": _dict,
    "do": _ordered,
    "dc": _counter,
    "df": _defaultdict,
    "q": _deque,
    "dk": _keys_view,
    "dv": _values_view,
    "di": _items_view,
    "nt": _namedtuple,
    "f": _function,
    "it": _iterator,
    "own": _own,
    "o": _opaque,
    "ch": _chart,
    "fig": _drawing,
    "@": _numbered,
    "&": _known,
    "a": arrays.read_array,
    "ao": arrays.read_objects,
    "n": arrays.read_scalar,
    "ns": arrays.read_text_scalar,
    **tables.READERS,
}
