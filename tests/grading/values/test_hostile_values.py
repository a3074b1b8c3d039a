"""Values made to deceive a check or to break the border: they arrive as what they are, or as nothing to be judged."""

import collections
import enum
import io
import itertools
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from tests.grading.values.sameness import Border
from workshop_kit.exercises import Wrong
from workshop_kit.grading.values import Opaque, RemoteFunction, decode, encode


class LiarAboutClass:
    """Says that it is a text."""

    __class__ = str  # type: ignore[assignment]


class EqualToAll:
    def __eq__(self, other: object) -> bool:
        return True

    def __ne__(self, other: object) -> bool:
        return False

    def __lt__(self, other: object) -> bool:
        return True

    __gt__ = __le__ = __ge__ = __lt__

    def __hash__(self) -> int:
        return 0

    def __float__(self) -> float:
        return 17.5

    def __len__(self) -> int:
        return 3

    def __bool__(self) -> bool:
        return True

    def __getattr__(self, name: str) -> Any:
        return self

    def __iter__(self) -> Any:
        return itertools.repeat(self)


class Reducer:
    def __reduce__(self) -> Any:
        return eval, ("1/0",)

    __reduce_ex__ = __reduce__  # type: ignore[assignment]


class Text(str):
    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = str.__hash__


class Whole(int):
    def __sub__(self, other: Any) -> Any:
        return 0


class Number(float):
    def __sub__(self, other: Any) -> Any:
        return 0.0

    def __abs__(self) -> float:
        return 0.0


class Row(list):  # type: ignore[type-arg]
    def __len__(self) -> int:
        return 5


class Book(dict):  # type: ignore[type-arg]
    def __missing__(self, key: Any) -> Any:
        return 42


class Pair(tuple):  # type: ignore[type-arg]
    _fields = ("a", "b")

    def __iter__(self) -> Any:
        return iter((1, 2))


class Frame(pd.DataFrame):
    def equals(self, other: object) -> bool:
        return True


class Column(pd.Series):
    def __eq__(self, other: object) -> Any:
        return True


class Array(np.ndarray):
    def __eq__(self, other: object) -> Any:
        return True


class Labels(pd.Index):
    pass


class Colour(enum.IntEnum):
    RED = 1


def nameless() -> Any:
    """An object and a class that answer no question; made late, since pytest asks classes."""

    class Meta(type):
        @property
        def __name__(cls) -> str:
            raise RuntimeError("no name")

        @property
        def __module__(cls) -> str:
            raise RuntimeError("no module")

        def __instancecheck__(cls, thing: Any) -> bool:
            return True

        def __subclasscheck__(cls, thing: Any) -> bool:
            return True

    class Nameless(metaclass=Meta):
        def __getattribute__(self, name: str) -> Any:
            raise RuntimeError(name)

    return Nameless()


class Endless:
    def __iter__(self) -> Any:
        return itertools.count()

    def __len__(self) -> int:
        return sys.maxsize


LIARS: list[Callable[[], Any]] = [
    LiarAboutClass,
    EqualToAll,
    Reducer,
    lambda: Text("Disdukcapil"),
    lambda: Whole(5),
    lambda: Number(17.5),
    lambda: Row([1]),
    lambda: Book(a=1),
    lambda: Pair((3, 4, 5)),
    lambda: Frame({"a": [1]}),
    lambda: Column([1.0]),
    lambda: np.arange(3).view(Array),
    lambda: np.ma.array([1, 2], mask=[True, False]),
    lambda: Colour.RED,
    nameless,
    Endless,
    object,
    lambda: sys,
    lambda: np.array([(1, 2.0)], dtype=[("a", "i4"), ("b", "f8")]),
    lambda: pd.DataFrame({"a": [1]}).groupby("a"),
    lambda: io.StringIO("a"),
    lambda: memoryview(b"abc"),
    lambda: (lambda: None).__code__,
    lambda: sys._getframe(),
]


def is_opaque(value: Any) -> bool:
    return issubclass(type(value), Opaque)


@pytest.mark.parametrize("make", LIARS)
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_what_is_not_exactly_a_plain_kind_cannot_be_judged(make: Any) -> None:
    assert is_opaque(Border().cross(make()))


@pytest.mark.parametrize("make", LIARS)
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_neither_can_it_inside_another_value(make: Any) -> None:
    border, liar = Border(), make()
    cells = np.empty(1, dtype=object)
    cells[0] = liar

    assert is_opaque(border.cross([1, liar])[1])
    assert is_opaque(border.cross({"a": (liar,)})["a"][0])
    assert is_opaque(border.cross(cells)[0])
    assert is_opaque(border.cross(pd.Series(cells, dtype=object)).iloc[0])
    assert is_opaque(border.cross(pd.DataFrame({"a": pd.Series(cells, dtype=object)})).loc[0, "a"])
    assert is_opaque(border.cross(lambda: liar)())


@pytest.mark.parametrize("make", [EqualToAll, lambda: Text("a"), lambda: Whole(1), lambda: Colour.RED])
def test_it_can_be_no_key_and_no_label_either(make: Any) -> None:
    border = Border()

    assert is_opaque(border.cross({make(): 1}))
    assert is_opaque(border.cross({make()}))
    assert is_opaque(border.cross(frozenset([make()])))
    assert is_opaque(border.cross(pd.Series([1], name=make())))


def test_labels_of_a_frame_that_lie_are_cells_that_cannot_be_read() -> None:
    found = Border().cross(pd.DataFrame({"a": [1]}, index=pd.Index([EqualToAll()], dtype=object)))
    if is_opaque(found):
        return  # a label that is equal to everything may also, by its number, pass for one that pandas knows

    with pytest.raises((Wrong, TypeError)):
        found.loc["Disdukcapil"]
    with pytest.raises((Wrong, TypeError)):
        assert found.index[0] == "Disdukcapil"


LOOKS: list[Callable[[Any], Any]] = [
    lambda value: value == 17.5,
    lambda value: value != 17.5,
    lambda value: value == value,
    lambda value: value == 17.5,
    lambda value: value != "a",
    lambda value: value in [1, 2],
    lambda value: not value,
    bool,
    float,
    int,
    len,
    iter,
    hash,
    list,
    sorted,
    abs,
    lambda value: value + 1,
    lambda value: 1 - value,
    lambda value: value < 1,
    lambda value: value >= 1,
    lambda value: value[0],
    lambda value: value["a"],
    lambda value: value(),
    lambda value: value.mean(),
    lambda value: np.asarray(value, dtype=float),
    lambda value: pd.Series([value], dtype=float),
    lambda value: np.allclose(value, 17.5),
    lambda value: pd.Series([value], dtype=object) == 1,
    lambda value: pd.Series([value], dtype=object).astype(float),
    lambda value: [value] == [1],
    lambda value: {"a": value} == {"a": 1},
    lambda value: (value, 1) != (2, 1),
    lambda value: pd.Series([value], dtype=object).equals(pd.Series([1], dtype=object)),
    lambda value: pd.testing.assert_series_equal(pd.Series([value], dtype=object), pd.Series([1], dtype=object)),
]


@pytest.mark.parametrize("look", LOOKS)
def test_no_look_at_it_gives_an_answer(look: Any) -> None:
    found = Border().cross(EqualToAll())

    with pytest.raises(Exception):  # noqa: B017  whichever: all of them fail a check
        look(found)


def test_it_is_in_no_list_of_pandas() -> None:
    found = Border().cross(EqualToAll())

    assert pd.Series([found, 1], dtype=object).isin([17.5, "a", None]).tolist() == [False, False]


def test_its_text_is_nothing_of_the_learners() -> None:
    class Disdukcapil:
        def __repr__(self) -> str:
            return "Disdukcapil"

    found = Border().cross(Disdukcapil())

    assert type(found).__name__ == "Disdukcapil"
    assert str(found) == repr(found) == f"{found}" == "<?>"


def test_what_is_told_of_it_is_one_sentence() -> None:
    with pytest.raises(Wrong, match=r"Jawaban memuat objek EqualToAll"):
        assert Border().cross(EqualToAll())


# --- values that want to be large, deep or endless ---


def cyclic_list() -> Any:
    value: list[Any] = [1]
    value.append({"a": value})
    return value


def cyclic_frame() -> Any:
    frame = pd.DataFrame({"a": [None]}, dtype=object)
    frame.at[0, "a"] = frame
    return frame


def deep(kind: Any) -> Any:
    value: Any = 1
    for _time in range(100_000):
        value = kind([value])
    return value


def laughing() -> Any:
    value: Any = ["ha"] * 10
    for _time in range(12):
        value = [value] * 10
    return value


@pytest.mark.parametrize(
    "make",
    [
        cyclic_list,
        cyclic_frame,
        lambda: deep(list),
        lambda: deep(tuple),
        laughing,
        lambda: [laughing()],
        lambda: 10**1_000_000,
        lambda: range(10**15),
        lambda: pd.RangeIndex(10**15),
        lambda: pd.DataFrame(index=pd.RangeIndex(10**12)),
        lambda: np.broadcast_to(np.float64(1), (10**5, 10**5)),
        lambda: np.zeros(10**8, dtype="i1"),
        lambda: "x" * 10**8,
        lambda: b"x" * 10**8,
        lambda: ["x" * 1000] * 10**6,
        lambda: {n: n for n in range(10**6)},
        lambda: [[]] * 10**6,
    ],
)
def test_too_much_is_told_soon_and_in_few_bytes(make: Any) -> None:
    value = make()
    started = time.process_time()
    message = encode(value, most=4 * 2**20)
    assert time.process_time() - started < 10

    assert len(message) < 10_000
    decode(message)
    while type(value) in (list, tuple) and value:  # or taking it apart overflows the stack
        value = value[0] if len(value) == 1 else None


def test_a_cycle_ends_where_it_begins() -> None:
    found = Border().cross(cyclic_list())

    assert found[0] == 1
    assert is_opaque(found[1]["a"]) and found[1]["a"].why == "cycle"


def test_the_same_list_twice_is_no_cycle() -> None:
    inner = [1]

    assert Border().cross([inner, inner]) == [[1], [1]]


def test_an_endless_iterator_is_drawn_from_only_as_asked() -> None:
    found = Border().cross(itertools.count())

    assert [next(found), next(found)] == [0, 1]


# --- things that look like numbers, tables, functions ---


def test_nan_compares_as_it_must() -> None:
    found = Border().cross([float("nan"), np.nan, np.float64("nan")])

    assert all(value != value for value in found)


def test_an_object_column_that_holds_liars_equals_nothing() -> None:
    found = Border().cross(pd.DataFrame({"opd": pd.Series([EqualToAll()] * 2, dtype=object), "n": [1, 2]}))

    assert found["n"].tolist() == [1, 2]
    with pytest.raises(Wrong):
        found["opd"].eq("Disdukcapil").all()


def test_a_registered_accessor_or_a_patched_method_stays_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = pd.DataFrame({"a": [1, 2]})
    border = Border()
    message = encode(frame, border.functions)
    monkeypatch.setattr(frame, "_item_cache", {"a": EqualToAll()}, raising=False)
    object.__setattr__(frame, "equals", lambda other: True)

    found = decode(message)

    assert not found.equals(pd.DataFrame({"a": [9]}))
    assert "equals" not in vars(Border().cross(frame))


def test_a_callable_object_is_only_called() -> None:
    class Callable_:  # noqa: N801
        __name__ = "<b>papan</b>"
        __doc__ = "x" * 10**6
        __signature__ = "none"
        calls = 0

        def __call__(self) -> int:
            type(self).calls += 1
            return 5

        def __getattr__(self, name: str) -> Any:
            raise RuntimeError(name)

    found = Border().cross(Callable_())

    assert isinstance(found, RemoteFunction)
    assert (found.__name__, len(found.__doc__ or ""), Callable_.calls) == ("object", 4000, 0)
    assert found() == 5


def test_a_function_with_a_lying_signature_crosses() -> None:
    def f(x: int = EqualToAll()) -> int:  # type: ignore[assignment]
        return 1

    g = lambda: 2  # noqa: E731
    g.__signature__ = EqualToAll()  # type: ignore[attr-defined]
    found = Border().cross([f, g])

    assert [found[0](), found[1]()] == [1, 2]


def test_a_default_dict_with_a_factory_of_its_own_invents_nothing() -> None:
    found = Border().cross(collections.defaultdict(EqualToAll, a=1))

    with pytest.raises(KeyError):
        found["b"]


def test_a_result_that_lies_is_opaque_and_its_class_keeps_its_name() -> None:
    def papan() -> Any:
        return Frame({"a": [1]})

    found = Border().cross(papan)()

    assert is_opaque(found)
    assert type(found).__name__ == "Frame"


def test_a_class_that_borrows_the_name_of_a_plain_kind_is_marked() -> None:
    found = Border().cross(type("DataFrame", (pd.DataFrame,), {})({"a": [1]}))

    assert type(found).__name__ == "DataFrame_lain"


def test_hostile_column_names_do_no_harm() -> None:
    frame = pd.DataFrame([[1, 2, 3]], columns=["__class__", "\ud800", ("a", None)])

    found = Border().cross(frame)

    assert list(found.columns) == list(frame.columns)
