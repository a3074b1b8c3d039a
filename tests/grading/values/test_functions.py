"""Functions stay where they are; calls, results, errors and changes cross, and it looks like one process."""

import functools
import inspect
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest
from matplotlib import pyplot as plt

from tests.grading.values.sameness import Border, assert_same
from workshop_kit.exercises.charts import Chart, blank_axes, drawn_by
from workshop_kit.grading.values import Caller, Functions, Opaque, RemoteFunction, ValueUnreadable, decode, encode


@pytest.fixture
def border() -> Border:
    return Border()


def test_a_function_is_called_with_all_kinds_of_arguments(border: Border) -> None:
    def add(a: int, *more: int, b: int = 2, **others: int) -> tuple[Any, ...]:
        return a, more, b, others

    assert border.cross(add)(1, 2, 3, b=4, c=5) == (1, (2, 3), 4, {"c": 5})


def test_a_function_tells_its_name_its_parameters_and_what_it_is(border: Border) -> None:
    def papan(tabel: Any, tahun: int = 2025, *, minimal: float = 4) -> None:
        """Papan capaian."""

    found = border.cross(papan)

    assert isinstance(found, RemoteFunction) and callable(found)
    assert (found.__name__, found.__doc__, type(found).__name__) == ("papan", "Papan capaian.", "function")
    assert str(inspect.signature(found)) == "(tabel, tahun=2025, *, minimal=4)"


@pytest.mark.parametrize(
    "thing", [len, str.upper, [].append, int, functools.partial(int, base=2), np.sqrt, np.mean, lambda: 1, str]
)
def test_every_callable_crosses(border: Border, thing: Any) -> None:
    found = border.cross(thing)

    assert isinstance(found, RemoteFunction)
    assert type(found).__name__ == type(thing).__name__


def test_functions_cross_inside_containers_and_frames(border: Border) -> None:
    found = border.cross({"f": [abs], "t": (len, {"g": max}), "b": pd.DataFrame({"a": [abs, None]})})

    assert found["f"][0](-2) == 2
    assert found["t"][0]("abc") == 3
    assert found["t"][1]["g"](1, 5) == 5
    assert found["b"]["a"][0](-1) == 1


def test_the_same_function_is_the_same_on_the_other_side(border: Border) -> None:
    one, other, third = border.cross([abs, abs, len])

    assert one == other != third
    assert len({one, other, third}) == 2


def test_a_function_may_give_functions_and_take_its_own_back(border: Border) -> None:
    def adder(n: int) -> Any:
        return lambda m: n + m

    def twice(function: Any, value: int) -> Any:
        return function(function(value))

    assert border.cross(twice)(border.cross(adder)(5), 1) == 11


def test_an_object_that_cannot_cross_is_handed_back_to_functions(border: Border) -> None:
    class Model:
        def guess(self, text: str) -> str:
            return text.upper()

    found = border.cross(Model())

    assert isinstance(found, Opaque)
    assert border.cross(lambda model, text: model.guess(text))(found, "banyu") == "BANYU"


@pytest.mark.parametrize(
    ("error", "seen"),
    [
        (ValueError("tidak cocok"), ValueError),
        (KeyError("opd"), KeyError),
        (ZeroDivisionError(), ZeroDivisionError),
        (SystemExit(3), SystemExit),
        (RecursionError("x"), RecursionError),
        (pd.errors.MergeError("x"), pd.errors.MergeError),
        (np.linalg.LinAlgError("x"), np.linalg.LinAlgError),
        (UnicodeDecodeError("utf-8", b"x", 0, 1, "x"), Exception),
        (StopIteration(), StopIteration),
        (GeneratorExit(), Exception),
        (BaseException("x"), Exception),
    ],
)
def test_an_error_arrives_under_its_name(border: Border, error: BaseException, seen: type[BaseException]) -> None:
    def fails() -> None:
        raise error

    with pytest.raises(seen) as caught:
        border.cross(fails)()

    assert type(caught.value).__name__ == type(error).__name__


def test_an_error_of_the_learners_own_has_its_nearest_known_base(border: Border) -> None:
    class TabelKosong(ValueError):
        def __str__(self) -> str:
            raise RuntimeError

    def fails() -> None:
        raise TabelKosong

    with pytest.raises(ValueError) as caught:
        border.cross(fails)()

    assert type(caught.value).__name__ == "TabelKosong"
    assert str(caught.value) == ""


def test_endless_recursion_is_an_error_as_in_one_process(border: Border) -> None:
    def fall(n: int) -> int:
        return fall(n + 1)

    def count(n: int) -> int:
        return 0 if n == 0 else 1 + count(n - 1)

    with pytest.raises(RecursionError):
        border.cross(fall)(0)
    assert border.cross(count)(50) == 50


def test_an_interrupt_ends_the_answer(border: Border) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        border.cross(interrupted)()


def change_list(given: list[Any]) -> None:
    given.append(4)
    given[0] = [given[0]]


def sort_list(given: list[Any]) -> None:
    given.sort()


def change_dict(given: dict[str, Any]) -> None:
    given["b"] = given.pop("a")


def change_set(given: set[Any]) -> None:
    given.add(9)


def change_array(given: Any) -> None:
    given[0] = 99


def change_frame(given: pd.DataFrame) -> None:
    given["baru"] = given["a"] * 2
    given.loc[5] = [7, "y", 0]


def change_series(given: pd.Series) -> None:
    given.loc["z"] = 5
    given.name = "lain"


@pytest.mark.parametrize(
    ("change", "make"),
    [
        (change_list, lambda: [1, 2]),
        (sort_list, lambda: [[3], [1], [2]]),
        (change_dict, lambda: {"a": 1}),
        (change_set, lambda: {1}),
        (change_array, lambda: np.arange(4.0)),
        (change_array, lambda: bytearray(b"abc")),
        (change_frame, lambda: pd.DataFrame({"a": [1, 2], "b": ["x", None]})),
        (change_series, lambda: pd.Series([1, 2], index=["x", "y"])),
    ],
)
def test_arguments_come_back_changed_as_in_one_process(border: Border, change: Any, make: Any) -> None:
    here, there = make(), make()
    change(here)

    assert border.cross(change)(there) is None
    assert_same(here, there)


def test_arguments_keep_who_they_are(border: Border) -> None:
    rows = [[3], [1]]
    wanted = sorted(rows)

    border.cross(sort_list)(rows)

    assert rows == wanted
    assert rows[0] is wanted[0]
    frame = pd.DataFrame({"a": [1]})
    assert border.cross(lambda x: x)(frame) is frame
    found = border.cross(lambda x, y: [x, {"y": y}])(rows, frame)
    assert found[0] is rows and found[1]["y"] is frame
    assert border.cross(lambda x, y: x is y)(rows, rows)
    border.cross(lambda x: x.append(x))(rows)
    assert rows[-1] is rows


def test_changes_cross_also_when_the_call_fails(border: Border) -> None:
    def half(given: list[int]) -> None:
        given.clear()
        raise ValueError

    given_ = [1]
    with pytest.raises(ValueError):
        border.cross(half)(given_)

    assert given_ == []


def test_an_iterator_is_drawn_from_one_by_one(border: Border) -> None:
    drawn = []

    def numbers() -> Iterator[int]:
        for n in range(10**9):
            drawn.append(n)
            yield n

    found = border.cross(numbers)()

    assert (next(found), next(found), drawn) == (0, 1, [0, 1])
    assert list(border.cross(zip("ab", [1, 2], strict=True))) == [("a", 1), ("b", 2)]
    assert list(border.cross(map(len, ["abc"]))) == [3]


def test_an_error_inside_an_iterator_arrives(border: Border) -> None:
    def fails() -> Iterator[int]:
        yield 1
        raise LookupError

    found = border.cross(fails)()
    assert next(found) == 1
    with pytest.raises(LookupError):
        next(found)


def test_a_result_that_is_too_large_cannot_be_seen() -> None:
    functions = Functions()
    from workshop_kit.grading.values import answer

    call = Caller(lambda request: answer(request, functions, most=10_000), most=10_000)
    function = decode(encode(lambda: np.zeros(10**6), functions), call)

    assert isinstance(found := function(), Opaque)
    assert found.why == "size"


def test_a_function_cannot_cross_where_nobody_answers() -> None:
    assert isinstance(decode(encode(len)), Opaque)
    with pytest.raises(ValueUnreadable):
        decode(encode(len, Functions()))


def test_a_chart_crosses_as_its_summary(border: Border) -> None:
    figure, axes = plt.subplots()
    axes.barh(["Ulu", "Ilir"], [3, 5])
    plt.close(figure)

    found = border.cross({"ax": axes, "gambar": figure, "banyak": np.array([axes], dtype=object)})

    assert found["ax"] == Chart.of(axes) == found["banyak"][0] == found["gambar"].charts[0]
    assert not hasattr(found["ax"], "figure")


def test_a_function_reads_an_axes_that_a_check_drew(border: Border) -> None:
    def height(ax: Any) -> tuple[Any, ...]:
        return [b.get_height() for b in ax.containers[0]], ax.get_ylim(), [t.get_text() for t in ax.get_xticklabels()]

    axes = blank_axes()
    axes.bar(["a", "b"], [80.0, 90.0])
    axes.set_ylim(70, 99)

    assert border.cross(height)(axes) == height(axes) == ([80.0, 90.0], (70.0, 99.0), ["a", "b"])


def test_a_function_draws_into_an_axes_as_in_one_process(border: Border) -> None:
    def draw(ax: Any, n: int) -> Any:
        ax.plot(range(n), label="garis")
        ax.bar(["x", "y"], [1, 2], color="red")
        ax.set_title("Judul", loc="left")
        ax.legend()
        return ax

    assert drawn_by(border.cross(draw), 3) == drawn_by(draw, 3)
    axes = blank_axes()
    assert border.cross(draw)(axes, 3) is axes
    assert Chart.of(axes) == drawn_by(draw, 3)


@pytest.mark.parametrize(
    "reply",
    [
        b"",
        b"WKV1",
        encode(None),
        encode(["returned", [], None]),
        encode(["returned", [[0, 5]], None]),
        encode(("raised", [], [["Exception"], 5])),
    ],
)
def test_a_reply_that_is_none_is_one_kind_of_error(reply: bytes) -> None:
    function = decode(encode(len, Functions()), Caller(lambda request: reply))
    given_ = [1]

    with pytest.raises(ValueUnreadable):
        function(given_)

    assert given_ == [1]
