"""Whatever the bytes are, reading them gives a plain value or one kind of error, soon and without much memory."""

import collections
import datetime
import functools
import random
import resource
import struct
import time
import tracemalloc
from typing import Any

import numpy as np
import orjson
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure

from workshop_kit.exercises.charts import Chart, Drawing
from workshop_kit.grading.values import (
    Caller,
    Functions,
    Opaque,
    RemoteFunction,
    ValueUnreadable,
    answer,
    decode,
    decoding,
    encode,
)
from workshop_kit.grading.values.message import pack

SEEDS = 8
MUTATIONS = 150


def stop(*_unused: Any) -> Any:
    raise AssertionError("nothing may be called while a message is read")


def read(data: bytes) -> Any:
    """The value, or None for an error of the right kind."""
    try:
        return decode(data, stop)
    except ValueUnreadable:
        return None


@functools.cache
def messages() -> tuple[bytes, ...]:
    """One of every kind."""
    axes = Figure().subplots()
    axes.bar(["a", "b"], [1, 2], label="x")
    axes.plot([1, 2], [3, 4])
    axes.legend()
    times = pd.date_range("2024-01-01", periods=3, tz="Asia/Makassar")
    values = [
        [1, 2.5, "a", None, True, 10**30, float("nan"), "\ud800", b"x", 1j, ...],
        {"a": {1, 2}, (1, 2): frozenset("ab"), "r": range(3), "s": slice(1)},
        [collections.Counter("aab"), collections.OrderedDict(a=1), collections.deque([1], 3)],
        [collections.namedtuple("P", "x y")(1, 2), collections.defaultdict(int, a=1), {1: 2}.items()],
        [datetime.date(2024, 1, 1), datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC), datetime.timedelta(1)],
        [len, stop, iter([1]), object()],
        [np.arange(6).reshape(2, 3), np.array(["a", "bc"]), np.array([1, "a"], dtype=object), np.float32(1)],
        [np.array([True, False]), np.array(["2024"], dtype="M8[D]"), np.array([b"ab"])],
        pd.DataFrame({"a": [1, 2], "b": ["x", None], "c": pd.array([1, None]), "d": pd.Categorical(["p", "q"])}),
        pd.DataFrame({"t": times, "p": pd.period_range("2024", periods=3, freq="M"), "i": pd.interval_range(0, 3)}),
        pd.Series([1, 2], index=pd.MultiIndex.from_tuples([("a", 1), ("b", 2)]), name="s"),
        pd.Series(["a", None], dtype=pd.StringDtype("python")),
        pd.Series([1, 2], dtype="int64[pyarrow]"),
        [pd.Timestamp("2024"), pd.Timedelta("1D"), pd.Period("2024-01", "M"), pd.Interval(0, 1), pd.NA, pd.NaT],
        [times, pd.RangeIndex(3), pd.DataFrame({"a": [1]}).dtypes.tolist(), pd.CategoricalDtype(["a"])],
        [axes, axes.figure],
    ]
    return tuple(encode(value, Functions()) for value in values)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The message with a few bytes changed, cut out, doubled or taken from another one."""
    found = bytearray(data)
    for _time in range(chance.randint(1, 4)):
        at = chance.randrange(len(found) or 1)
        what = chance.randrange(6)
        if what == 0 and found:
            found[at] ^= 1 << chance.randrange(8)
        elif what == 1:
            found[at : at + chance.randint(1, 9)] = b""
        elif what == 2:
            found[at:at] = chance.randbytes(chance.randint(1, 9))
        elif what == 3 and found:
            found[at] = chance.choice(b'0123456789"[],-.eatxonull')
        elif what == 4:
            found[at:at] = found[at : at + 20]
        else:
            other = chance.choice(messages())
            start = chance.randrange(len(other))
            found[at : at + 12] = other[start : start + 12]
    return bytes(found)


def nodes(node: Any) -> list[list[Any]]:
    """Every list in a header's tree."""
    if type(node) is not list:
        return []
    return [node, *(inner for item in node for inner in nodes(item))]


def twisted(data: bytes, chance: random.Random) -> bytes:
    """A well-formed message whose nodes are mixed up: items swapped, dropped, replaced by others of its own."""
    (length,) = struct.unpack_from("<I", data, 4)
    tree, lengths = orjson.loads(data[8 : 8 + length])
    rest = data[8 + length :]
    found = [node for node in nodes([tree]) if node]
    for _time in range(chance.randint(1, 3)):
        node = chance.choice(found)
        at = chance.randrange(len(node))
        what = chance.randrange(5)
        if what == 0:
            node[at] = orjson.loads(orjson.dumps(chance.choice(chance.choice(found) or [None])))
        elif what == 1:
            node[at] = chance.choice([None, True, -1, 0, 2**63, 1e308, "", "a", "ao", [], [[]], "x" * 50, -(2**63), {}])
        elif what == 2:
            node.pop(at)
            if not node:
                node.append(None)
        elif what == 3:
            node.insert(at, orjson.loads(orjson.dumps(node[at])))
        elif isinstance(node[at], int):
            node[at] = node[at] * chance.choice([-1, 2, 10**6]) % 2**62
    header = orjson.dumps([tree, lengths])
    header += b" " * (-(8 + len(header)) % 8)
    return struct.pack("<4sI", b"WKV1", len(header)) + header + rest


@pytest.mark.parametrize("seed", range(SEEDS))
@pytest.mark.parametrize("change", [mutated, twisted])
def test_changed_messages_give_a_value_or_one_kind_of_error(change: Any, seed: int) -> None:
    chance = random.Random(seed)
    errors = 0
    for _time in range(MUTATIONS):
        data = change(chance.choice(messages()), chance)
        started = time.process_time()
        errors += read(data) is None
        assert time.process_time() - started < 5, data

    assert 0 < errors < MUTATIONS


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.binary(max_size=300) | st.binary(max_size=100).map(lambda tail: b"WKV1\x10\0\0\0" + tail))
def test_any_bytes_are_no_value(data: bytes) -> None:
    assert read(data) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=5),
    max_leaves=20,
)
TAGS = st.sampled_from(sorted(decoding._READERS))


@settings(max_examples=1500, deadline=None, derandomize=True)
@given(
    st.builds(lambda tag, rest: [tag, *rest], TAGS, st.lists(JSON, max_size=6)),
    st.lists(st.binary(max_size=24), max_size=3),
)
def test_any_node_is_a_value_or_one_kind_of_error(node: Any, buffers: list[bytes]) -> None:
    read(pack(node, buffers))


def peak_of(data: bytes) -> int:
    """Bytes that Python and numpy took at most while the message was read."""
    tracemalloc.start()
    try:
        read(data)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def nested(depth: int) -> Any:
    node: Any = ["l", []]
    for _time in range(depth):
        node = ["l", [node]]
    return node


BOMBS: dict[str, bytes] = {}


def bomb(name: str, node: Any, *buffers: bytes) -> None:
    BOMBS[name] = pack(node, buffers)


bomb("a shape beyond its buffer", ["a", "<f8", [10**6, 10**6], "C", True, 0], b"x" * 8)
bomb("a shape with a zero", ["a", "<f8", [0, 10**12], "C", True, 0], b"")
bomb("texts of no length", ["a", "<U0", [10**9], "C", True, 0], b"")
bomb("a range of a billion", ["hr", 0, 10**9, 1, None])
bomb("a range of numbers", ["r", 0, 10**18, 1])
bomb("a deep list", nested(100))
bomb("one buffer many times", ["l", [["a", "<f8", [10**5], "C", True, 0]] * 1000], b"\0" * (8 * 10**5))
bomb("one text many times", ["l", [["t", 0]] * 100_000], b"x" * 10_000)
bomb("an integer of many digits", ["i", "0x" + "f" * 1_000_000])
bomb("a decimal of a large exponent", ["D", "1E+999999999"])
bomb("keys of one hash", ["d", [n * (2**61 - 1) for n in range(-4, 4)] * 20_000, [0] * 160_000])
bomb(
    "large keys of one hash",
    ["s", [["i", hex((2**61 - 1) * n)] for n in range(2**10, 2**10 + 60_000)]],
)
bomb("many classes", ["l", [["nt", f"N{n}", ["a"], [1]] for n in range(5000)]])
bomb("offsets that fall", ["xs", "nan", 0, 1, None], struct.pack("<3q", 0, 9, 3), b"abc")
bomb("offsets beyond", ["xs", "nan", 0, 1, None], struct.pack("<2q", 0, 2**40), b"abc")
bomb("bad Unicode", ["xs", "nan", 0, 1, None], struct.pack("<2q", 0, 3), b"\xff\xfe\xfd")
bomb("a character beyond Unicode", ["a", "<U1", [1], "C", True, 0], b"\xff\xff\xff\x7f")
bomb("truth of three kinds", ["a", "|b1", [1], "C", True, 0], b"\x02")
bomb("a frequency to prove", ["h", ["a", "<M8[ns]", [200_000], "C", True, 0], None, "BMS"], b"\0" * 1_600_000)
bomb("a zone outside", ["tz", ["z", "../../../etc/passwd"]])
bomb("a zone of a folder", ["tz", ["z", "Asia"]])
bomb("a dtype with objects", ["a", "|O", [1], "C", True, 0], b"\0" * 8)
bomb("a dtype of fields", ["a", "|V8", [1], "C", True, 0], b"\0" * 8)
bomb("a class to import", ["nt", "os.system", ["a"], [1]])
bomb("a chart of many parts", ["ch", ["l", [["l", []]] * 10]])
bomb(
    "a category twice",
    ["xc", ["a", "|i1", [1], "C", True, 0], ["h", ["xt", "nan", ["a", "a"]], None, None], False],
    b"\0",
)
BOMBS["many empty lists"] = b"WKV1" + struct.pack("<I", 12_000_000) + b"[" + b"[]," * 3_999_999 + b"0]"
BOMBS["many braces"] = b"WKV1" + struct.pack("<I", 8_000_000) + b"[" + b"{}," * 2_666_666 + b"]"
BOMBS["deep brackets"] = b"WKV1" + struct.pack("<I", 400_000) + b"[" * 200_000 + b"]" * 200_000
BOMBS["a long number"] = b"WKV1" + struct.pack("<I", 4_000_000) + b"[" + b"9" * 3_999_995 + b",[]]"
BOMBS["a length that lies"] = b"WKV1" + struct.pack("<I", 2**32 - 1) + b"[]"


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_refused_soon_and_cheaply(name: str) -> None:
    data = BOMBS[name]
    started = time.process_time()
    assert read(data) is None
    assert time.process_time() - started < 5

    assert peak_of(data) < 64 * 2**20 + 4 * len(data)


def test_the_largest_message_takes_bounded_memory() -> None:
    widest = pack(["l", [["l", []]] * 480_000], [])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    assert len(read(widest)) == 480_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300 * 2**10


@pytest.mark.parametrize("name", ["DataFrame", "str", "int", "Chart"])
def test_an_object_that_borrows_a_name_is_marked(name: str) -> None:
    found = read(pack(["o", name, "kind", None], []))

    assert isinstance(found, Opaque)
    assert type(found).__name__ in (f"{name}_lain", "Chart")


@pytest.mark.parametrize("kind", ["<script>", "a b", "x" * 1000, "", None, 5, "Nilai\n100"])
def test_names_of_classes_and_functions_are_only_names(kind: Any) -> None:
    found = read(pack(["l", [["o", kind, "kind", None], ["f", 0, kind, kind, None, None]]], []))

    assert [type(thing).__name__ for thing in found] == ["object", "object"]
    assert found[1].__name__ == "object"


def test_many_names_of_classes_make_few_classes() -> None:
    found = read(pack(["l", [["o", f"K{n}", "kind", None] for n in range(20_000)]], []))

    assert len({type(thing) for thing in found}) < 100


def test_only_plain_kinds_come_out_of_changed_messages() -> None:
    """A list of what may come out, so that a new kind is thought about."""
    plain = {
        *(bool, int, float, complex, str, bytes, bytearray, type(None), type(...), range, slice, list, tuple, set),
        *(frozenset, dict, collections.OrderedDict, collections.Counter, collections.defaultdict, collections.deque),
    }
    modules = {"numpy", "pandas", "datetime", "decimal", "fractions", "zoneinfo", "builtins"}
    chance = random.Random(7)
    for _time in range(2000):
        found = read(twisted(chance.choice(messages()), chance))
        kind = type(found)
        assert (
            kind in plain
            or kind.__module__.partition(".")[0] in modules
            or isinstance(found, Opaque | RemoteFunction | Chart | Drawing)
            or issubclass(kind, tuple)
        ), kind


def test_a_request_of_a_liar_calls_nothing() -> None:
    called = []
    functions = Functions()
    functions.number(lambda: called.append(1))
    for message in (encode((5, (), {})), encode((-1, (), {})), encode("x"), encode(None), b""):
        with pytest.raises(ValueUnreadable):
            answer(message, functions)

    assert called == []


@pytest.mark.parametrize("seed", range(4))
def test_changed_replies_give_a_value_or_an_error(seed: int) -> None:
    """What the judge's own argument is afterwards may be anything of its kind, but it is of its kind."""
    chance = random.Random(seed)
    functions = Functions()

    def change(frame: pd.DataFrame, rows: list[int]) -> Any:
        frame["b"] = 1
        rows.append(5)
        if chance.random() < 0.3:
            raise KeyError("x")
        return frame, rows, len

    def send(request: bytes) -> bytes:
        reply = answer(request, functions)
        return mutated(reply, chance) if chance.random() < 0.5 else twisted(reply, chance)

    function = decode(encode(change, functions), Caller(send))
    kept = 0
    for _time in range(150):
        frame, rows = pd.DataFrame({"a": [1, 2]}), [1]
        try:
            function(frame, rows)
            kept += 1
        except (ValueUnreadable, Exception) as error:  # the learner's function may raise any Exception
            assert isinstance(error, Exception)
        assert type(frame) is pd.DataFrame and type(rows) is list

    assert kept
