"""What a check reads from a chart: its bars, lines, points, words and scales, as plain values.

A check never touches an Axes: in a learner's kernel it takes the summary of one, in grading the summary arrives ready.
matplotlib is imported only where there is a chart.
"""

import dataclasses
import itertools
import sys
import typing
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeVar

if TYPE_CHECKING:
    from matplotlib.axes import Axes

R = TypeVar("R", bound="Record")

# No honest chart has more parts, and each takes time to draw.
_MOST_PARTS = 2000
_PLACES: tuple[Literal["left", "center", "right"], ...] = ("left", "center", "right")
# Bars further from every tick than this have no name.
_NEAR = 0.5


class NotAChart(TypeError):
    """What was given is no Axes."""


@dataclasses.dataclass(frozen=True)
class Record:
    """A part of a chart: numbers, texts and further parts."""

    def plain(self) -> list[Any]:
        """The fields in order, all down to lists, numbers and texts."""
        return [_plain(getattr(self, field.name)) for field in dataclasses.fields(self)]

    @classmethod
    def from_plain(cls: type[R], fields: Any) -> R:
        """The part that :meth:`plain` told of.

        Raises
        ------
        NotAChart
            When it is something else.
        """
        kinds = typing.get_type_hints(cls)
        names = [field.name for field in dataclasses.fields(cls)]
        if type(fields) is not list or len(fields) != len(names):
            raise NotAChart(cls.__name__)
        return cls(**{name: _from_plain(kinds[name], value) for name, value in zip(names, fields, strict=True)})


def _plain(value: Any) -> Any:
    if isinstance(value, Record):
        return value.plain()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, str) else value  # numpy's texts are texts


def _from_plain(kind: Any, value: Any) -> Any:
    if typing.get_origin(kind) is tuple:
        if type(value) is not list:
            raise NotAChart("no list")
        inner = typing.get_args(kind)[0]
        if len(value) > _MOST_PARTS and inner is not float:
            raise NotAChart("too many parts")
        return tuple(_from_plain(inner, item) for item in value)
    optional = [option for option in typing.get_args(kind) if option is not type(None)]
    if optional:
        return None if value is None else _from_plain(optional[0], value)
    if issubclass(kind, Record):
        return kind.from_plain(value)
    if type(value) is not kind:
        raise NotAChart(kind.__name__)
    return value


@dataclasses.dataclass(frozen=True)
class Bar(Record):
    """A rectangle in data units.

    Attributes
    ----------
    x, y : float
        Its corner.
    width, height : float
    group : int
        Number of the call that drew it; -1 for a rectangle of its own.
    colour, hatch : str
        The colour as ``#rrggbbaa``.
    """

    x: float
    y: float
    width: float
    height: float
    group: int
    colour: str
    hatch: str


@dataclasses.dataclass(frozen=True)
class Group(Record):
    """What bars of one call have in common: whether they lie, and their label in the legend."""

    lying: bool
    label: str


@dataclasses.dataclass(frozen=True)
class Line(Record):
    """A line: its points and how it looks.

    Attributes
    ----------
    x, y : tuple of float
        Missing values are NaN.
    style, marker : str
        As matplotlib writes them, such as ``"--"`` and ``"o"``.
    colour, label : str
    width : float
    """

    x: tuple[float, ...]
    y: tuple[float, ...]
    style: str
    marker: str
    colour: str
    label: str
    width: float


@dataclasses.dataclass(frozen=True)
class Points(Record):
    """The points of one scatter."""

    x: tuple[float, ...]
    y: tuple[float, ...]
    sizes: tuple[float, ...]
    label: str


@dataclasses.dataclass(frozen=True)
class Wedge(Record):
    """A slice of a pie, from one angle to another in degrees."""

    start: float
    end: float
    label: str


@dataclasses.dataclass(frozen=True)
class Text(Record):
    """Words on the chart, and the place they belong to."""

    x: float
    y: float
    words: str


@dataclasses.dataclass(frozen=True)
class Legend(Record):
    """A legend: its entries from top to bottom."""

    title: str
    entries: tuple[str, ...]


@dataclasses.dataclass(frozen=True)
class Tick(Record):
    """A mark on an axis and what is written at it."""

    at: float
    words: str


@dataclasses.dataclass(frozen=True)
class Axis(Record):
    """One axis.

    Attributes
    ----------
    label : str
    start, end : float
        The limits; ``start > end`` when the axis is turned round.
    scale : str
        Such as ``"linear"``.
    ticks : tuple of Tick
    free, ticks_free : bool
        Whether the limits and the ticks still follow what is drawn.
    """

    label: str
    start: float
    end: float
    scale: str
    ticks: tuple[Tick, ...]
    free: bool
    ticks_free: bool

    @property
    def turned(self) -> bool:
        """Whether it runs against the usual direction."""
        return self.start > self.end

    def name_at(self, place: float) -> str:
        """What is written at the tick nearest to a place, lower case; empty when none is near."""
        near = min(self.ticks, key=lambda tick: abs(tick.at - place), default=None)
        if near is None or not abs(near.at - place) < _NEAR:
            return ""
        return near.words.strip().lower()


@dataclasses.dataclass(frozen=True)
class Value:
    """A bar as a reader meets it: what it is called, lower case, and its length in data units."""

    name: str
    length: float


@dataclasses.dataclass(frozen=True)
class Chart(Record):
    """The summary of an Axes.

    Attributes
    ----------
    bars : tuple of Bar
        In the order of drawing.
    groups : tuple of Group
        What bars of one call have in common.
    lines, points, wedges, texts : tuple
    legend : Legend or None
    titles : tuple of str
        Left, centre, right, and that of the whole figure.
    x, y : Axis

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> axes = Figure().subplots()
    >>> _ = axes.bar(["Ulu", "Ilir"], [3, 5])
    >>> Chart.of(axes).values()
    [Value(name='ulu', length=3.0), Value(name='ilir', length=5.0)]
    """

    bars: tuple[Bar, ...]
    groups: tuple[Group, ...]
    lines: tuple[Line, ...]
    points: tuple[Points, ...]
    wedges: tuple[Wedge, ...]
    texts: tuple[Text, ...]
    legend: Legend | None
    titles: tuple[str, ...]
    x: Axis
    y: Axis

    @classmethod
    def of(cls, axes: Any) -> "Chart":
        """Summarise an Axes; a summary stays what it is.

        Raises
        ------
        NotAChart
            When it is neither.
        """
        if isinstance(axes, Chart):
            return axes
        if not is_axes(axes):
            raise NotAChart(type(axes).__name__)
        return _summary(axes)

    @property
    def lying(self) -> bool:
        """Whether the bars lie."""
        return any(group.lying for group in self.groups)

    @property
    def value_axis(self) -> Axis:
        """The axis along which the bars grow."""
        return self.x if self.lying else self.y

    @property
    def title(self) -> str:
        """The title, wherever it was put."""
        return " ".join(title for title in self.titles if title)

    def values(self) -> list[Value]:
        """The bars in reading order: from the top, or from the left."""
        names = self.y if self.lying else self.x
        placed = []
        for bar in self.bars:
            length = bar.width if self.lying else bar.height
            centre = bar.y + bar.height / 2 if self.lying else bar.x + bar.width / 2
            # A vertical axis grows upwards, reading goes downwards.
            placed.append((-centre if self.lying != names.turned else centre, Value(names.name_at(centre), length)))
        return [value for _place, value in sorted(placed, key=lambda pair: pair[0])]

    def starts_at_zero(self) -> bool:
        """Whether the axis of the values holds zero."""
        low, high = sorted([self.value_axis.start, self.value_axis.end])
        return low <= 0 <= high

    def draw(self) -> "Axes":
        """Draw it anew, on a figure that no pyplot state knows of."""
        axes = blank_axes()
        self.draw_on(axes)
        return axes

    def draw_on(self, axes: "Axes") -> None:
        """Draw it on an empty Axes: what comes out has this summary."""
        axes.set_xscale(self.x.scale)
        axes.set_yscale(self.y.scale)
        _draw_bars(self, axes)
        for line in self.lines:
            (drawn,) = axes.plot(line.x, line.y, linestyle=line.style, marker=line.marker, color=line.colour)
            drawn.set(linewidth=line.width, label=line.label)
        for points in self.points:
            axes.scatter(points.x, points.y, points.sizes, label=points.label)
        _draw_wedges(self, axes)
        for text in self.texts:
            axes.text(text.x, text.y, text.words)
        _draw_words(self, axes)


@dataclasses.dataclass(frozen=True)
class Drawing(Record):
    """The summary of a whole figure: its charts and its title."""

    charts: tuple[Chart, ...]
    title: str

    @classmethod
    def of(cls, figure: Any) -> "Drawing":
        """Summarise a Figure; a summary stays what it is.

        Raises
        ------
        NotAChart
            When it is neither.
        """
        if isinstance(figure, Drawing):
            return figure
        if not is_figure(figure):
            raise NotAChart(type(figure).__name__)
        return Drawing(tuple(_summary(axes) for axes in figure.axes), figure.get_suptitle())


def is_axes(value: Any) -> bool:
    """Whether a value is an Axes, whatever it says it is."""
    module = sys.modules.get("matplotlib.axes")
    return module is not None and issubclass(type(value), module.Axes)


def is_figure(value: Any) -> bool:
    """Whether a value is a Figure, whatever it says it is."""
    module = sys.modules.get("matplotlib.figure")
    return module is not None and issubclass(type(value), module.Figure)


def blank_axes() -> "Axes":
    """An Axes that no pyplot state knows of."""
    from matplotlib.figure import Figure

    figure: Figure = Figure()
    return figure.subplots()


def drawn_by(function: Callable[..., Any], *arguments: Any) -> Chart:
    """What a learner's function draws into an Axes that it is given before its other arguments.

    Works the same in a learner's kernel and in grading, where the function runs in another process.
    """
    axes = blank_axes()
    function(axes, *arguments)
    return Chart.of(axes)


# --- reading an Axes ---


def _summary(axes: "Axes") -> Chart:
    from matplotlib.collections import PathCollection
    from matplotlib.container import BarContainer
    from matplotlib.patches import Rectangle
    from matplotlib.patches import Wedge as Slice

    containers = [container for container in axes.containers if isinstance(container, BarContainer)]
    group_of = {id(patch): n for n, container in enumerate(containers) for patch in container.patches}
    legend = axes.get_legend()
    titles = [axes.get_title(loc=place) for place in _PLACES]
    figure = axes.figure
    return Chart(
        bars=tuple(_bar(patch, group_of.get(id(patch), -1)) for patch in axes.patches if isinstance(patch, Rectangle)),
        groups=tuple(
            Group(getattr(container, "orientation", "") == "horizontal", _shown(container.get_label()))
            for container in containers
        ),
        lines=tuple(map(_line, axes.lines)),
        points=tuple(_points(found) for found in axes.collections if isinstance(found, PathCollection)),
        wedges=tuple(
            Wedge(float(patch.theta1), float(patch.theta2), _shown(patch.get_label()))
            for patch in axes.patches
            if isinstance(patch, Slice)
        ),
        texts=tuple(map(_text, axes.texts)),
        legend=None if legend is None else _legend(legend),
        titles=(*titles, figure.get_suptitle() if figure is not None else ""),
        x=_axis(axes.xaxis, axes.get_xlim(), axes.get_autoscalex_on()),
        y=_axis(axes.yaxis, axes.get_ylim(), axes.get_autoscaley_on()),
    )


def _shown(label: Any) -> str:
    """A label; matplotlib's own, which begin with an underscore, are none."""
    text = str(label)
    return "" if text.startswith("_") else text


def _colour(colour: Any) -> str:
    from matplotlib.colors import to_hex

    try:
        return to_hex(colour, keep_alpha=True)
    except (ValueError, TypeError):
        return "#00000000"


def _bar(patch: Any, group: int) -> Bar:
    x, y, width, height = (
        float(side) for side in (patch.get_x(), patch.get_y(), patch.get_width(), patch.get_height())
    )
    return Bar(x, y, width, height, group, _colour(patch.get_facecolor()), str(patch.get_hatch() or ""))


def _line(line: Any) -> Line:
    return Line(
        _floats(line.get_xdata(), line.get_xdata(orig=False)),
        _floats(line.get_ydata(), line.get_ydata(orig=False)),
        str(line.get_linestyle()),
        str(line.get_marker()),
        _colour(line.get_color()),
        _shown(line.get_label()),
        float(line.get_linewidth()),
    )


def _floats(given: Any, drawn: Any) -> tuple[float, ...]:
    """The numbers that were given; for dates and names the places where they were drawn."""
    try:
        return tuple(float(value) for value in given)
    except (TypeError, ValueError):
        return tuple(map(float, drawn))


def _points(found: Any) -> Points:
    import numpy as np

    places: Any = np.ma.filled(np.ma.asarray(found.get_offsets(), dtype=float), np.nan)
    sizes = np.asarray(found.get_sizes(), dtype=float)
    x, y = places.T.tolist() if len(places) else ([], [])
    return Points(tuple(x), tuple(y), tuple(sizes.tolist()), _shown(found.get_label()))


def _text(text: Any) -> Text:
    x, y = getattr(text, "xy", None) or text.get_position()
    (x, y) = _floats((x, y), (float("nan"), float("nan")))
    return Text(x, y, text.get_text())


def _legend(legend: Any) -> Legend:
    return Legend(legend.get_title().get_text(), tuple(text.get_text() for text in legend.get_texts()))


def _axis(axis: Any, limits: Sequence[Any], free: bool) -> Axis:
    from matplotlib.ticker import AutoLocator, LogLocator

    ticks_free = type(axis.get_major_locator()) in (AutoLocator, LogLocator)
    # What ticks would say, without making them: that takes ten times as long.
    places = axis.get_majorticklocs()
    words = axis.get_major_formatter().format_ticks(places)
    ticks = tuple(Tick(float(at), str(text)) for at, text in zip(places, words, strict=False))
    start, end = map(float, limits)
    return Axis(axis.get_label_text(), start, end, axis.get_scale(), ticks, bool(free), ticks_free)


# --- drawing one anew ---


def _draw_bars(chart: Chart, axes: "Axes") -> None:
    from matplotlib.patches import Rectangle

    for number, bars in _runs(chart):
        if number < 0:
            for bar in bars:
                axes.add_patch(Rectangle((bar.x, bar.y), bar.width, bar.height, color=bar.colour, hatch=bar.hatch))
            continue
        x, y, width, height, look = [], [], [], [], []
        for bar in bars:
            x.append(bar.x)
            y.append(bar.y)
            width.append(bar.width)
            height.append(bar.height)
            look.append((bar.colour, bar.hatch))
        group = chart.groups[number]
        drawn = (
            axes.barh(y, width, height, x, align="edge", label=group.label)
            if group.lying
            else axes.bar(x, height, width, y, align="edge", label=group.label)
        )
        for patch, (colour, hatch) in zip(drawn.patches, look, strict=True):
            patch.set(facecolor=colour, hatch=hatch)


def _runs(chart: Chart) -> Iterator[tuple[int, list[Bar]]]:
    """The bars of each call together, in the order of drawing; also of calls that drew none."""
    drawn = 0
    for number, bars in itertools.groupby(chart.bars, key=lambda bar: bar.group):
        yield from ((empty, []) for empty in range(drawn, number))
        yield number, list(bars)
        drawn = max(drawn, number + 1)
    yield from ((empty, []) for empty in range(drawn, len(chart.groups)))


def _draw_wedges(chart: Chart, axes: "Axes") -> None:
    from matplotlib.patches import Wedge as Slice

    for wedge in chart.wedges:
        axes.add_patch(Slice((0, 0), 1, wedge.start, wedge.end, label=wedge.label))


def _draw_words(chart: Chart, axes: "Axes") -> None:
    from matplotlib.lines import Line2D

    *titles, whole = chart.titles
    for place, title in zip(_PLACES, titles, strict=True):
        axes.set_title(title, loc=place)
    if whole and axes.figure is not None:
        axes.figure.suptitle(whole)
    if chart.legend is not None:
        marks = [Line2D([], []) for _entry in chart.legend.entries]
        axes.legend(marks, chart.legend.entries, title=chart.legend.title)
    axes.set_xlabel(chart.x.label)
    axes.set_ylabel(chart.y.label)
    for axis, told in ((axes.xaxis, chart.x), (axes.yaxis, chart.y)):
        if not told.ticks_free:
            axis.set_ticks([tick.at for tick in told.ticks], labels=[tick.words for tick in told.ticks])
    # Last, since ticks widen the limits.
    axes.set_xlim(chart.x.start, chart.x.end, auto=chart.x.free)
    axes.set_ylim(chart.y.start, chart.y.end, auto=chart.y.free)
