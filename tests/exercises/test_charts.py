"""The summary of a chart: what a check reads of it, and that a chart drawn from it has the same one."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from workshop_kit.exercises.charts import Chart, Drawing, Legend, NotAChart, Text, Value, blank_axes, drawn_by


def bars() -> Axes:
    axes = blank_axes()
    axes.bar(["Ulu", "Ilir", "Kota"], [3, 5, 2], label="Laporan", hatch="/", color="#ff0000")
    axes.set_ylim(1, 6)
    axes.set_ylabel("Laporan per bulan")
    axes.legend(title="Sumber")
    return axes


def lying_bars() -> Axes:
    axes = blank_axes()
    axes.barh(["Ulu", "Ilir", "Kota"], [3, 5, 2])
    axes.set_xlabel("Persen")
    return axes


def turned_bars() -> Axes:
    axes = lying_bars()
    axes.invert_yaxis()
    return axes


def dated_lines() -> Axes:
    axes = blank_axes()
    axes.plot(pd.date_range("2024-01-01", periods=3), [1, np.nan, 3], "s--", color="C1", label="Air")
    axes.axhline(2)
    axes.text(1, 2, "puncak")
    axes.annotate("catatan", (3, 4), xytext=(5, 6))
    axes.legend()
    return axes


def points() -> Axes:
    axes = blank_axes()
    axes.scatter([1, 2, 3], [4, 5, 6], s=[10, 20, 30], label="OPD")
    axes.set_xscale("log")
    axes.set_yscale("log")
    return axes


def pie() -> Axes:
    axes = blank_axes()
    axes.pie([1, 3], labels=["a", "b"])
    axes.set_title("Kiri", loc="left")
    axes.set_title("Kanan", loc="right")
    axes.figure.suptitle("Atas")  # type: ignore[union-attr]
    return axes


def histogram() -> Axes:
    axes = blank_axes()
    axes.hist([1, 2, 2, 3], bins=3)
    axes.axvspan(1, 2)
    return axes


def of_pandas() -> Axes:
    frame = pd.DataFrame({"a": [1.0, 2.0], "b": [3.0, 1.0]}, index=["x", "y"])
    axes = frame.plot.bar(stacked=True, title="Judul")
    plt.close("all")
    return axes


ALL = [bars, lying_bars, turned_bars, dated_lines, points, pie, histogram, of_pandas, blank_axes]


@pytest.mark.parametrize("make", ALL)
def test_a_chart_drawn_from_a_summary_has_the_same_summary(make: Any) -> None:
    chart = Chart.of(make())

    assert repr(Chart.of(chart.draw())) == repr(chart)  # NaN is not equal to itself


@pytest.mark.parametrize("make", ALL)
def test_a_summary_survives_as_plain_values(make: Any) -> None:
    chart = Chart.of(make())

    assert repr(Chart.from_plain(chart.plain())) == repr(chart)
    drawing = Drawing.of(make().figure)
    assert repr(Drawing.from_plain(drawing.plain())) == repr(drawing)


def test_bars_are_read_from_the_left_or_from_the_top() -> None:
    assert Chart.of(bars()).values() == [Value("ulu", 3), Value("ilir", 5), Value("kota", 2)]
    assert Chart.of(lying_bars()).values() == [Value("kota", 2), Value("ilir", 5), Value("ulu", 3)]
    assert Chart.of(turned_bars()).values() == [Value("ulu", 3), Value("ilir", 5), Value("kota", 2)]


def test_the_axis_of_the_values_is_found_and_read() -> None:
    assert not Chart.of(bars()).starts_at_zero()
    assert Chart.of(lying_bars()).starts_at_zero()
    assert Chart.of(bars()).value_axis.label == "Laporan per bulan"
    assert Chart.of(lying_bars()).value_axis.label == "Persen"


def test_words_are_found_wherever_they_are() -> None:
    assert Chart.of(pie()).title == "Kiri Kanan Atas"
    assert Chart.of(bars()).legend == Legend("Sumber", ("Laporan",))
    assert Chart.of(dated_lines()).texts == (Text(1, 2, "puncak"), Text(3, 4, "catatan"))


def test_lines_tell_their_numbers_and_looks() -> None:
    line = Chart.of(dated_lines()).lines[0]

    assert (line.style, line.marker, line.label) == ("--", "s", "Air")
    assert line.y[0] == 1 and line.y[1] != line.y[1] and line.y[2] == 3
    assert np.diff(line.x).tolist() == [1, 1]


def test_a_summary_stays_what_it_is() -> None:
    chart, drawing = Chart.of(bars()), Drawing.of(bars().figure)

    assert Chart.of(chart) is chart
    assert Drawing.of(drawing) is drawing


def test_a_function_draws_into_an_axes_of_its_own() -> None:
    def draw(axes: Axes, height: int) -> None:
        axes.bar(["a"], [height])

    before = plt.get_fignums()

    assert drawn_by(draw, 4).values() == [Value("a", 4)]
    assert plt.get_fignums() == before


class Liar:
    __class__ = Axes


@pytest.mark.parametrize("thing", [None, 1, "ax", plt, object(), Liar(), plt.Axes])
def test_what_is_no_axes_has_no_summary(thing: Any) -> None:
    with pytest.raises(NotAChart):
        Chart.of(thing)
    with pytest.raises(NotAChart):
        Drawing.of(thing)


@pytest.mark.parametrize("plain", [None, [], {}, "x", [1] * 10, [[]] * 10, [[[]] * 3000] + [[]] * 9])
def test_plain_values_that_are_no_summary_are_refused(plain: Any) -> None:
    with pytest.raises(NotAChart):
        Chart.from_plain(plain)
