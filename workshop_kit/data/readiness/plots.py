"""The report's pictures: each says in its title what it shows, and has a text for those who cannot see it."""

import base64
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workshop_kit.data.readiness.disclosure import BANDS
from workshop_kit.data.readiness.findings import grouped
from workshop_kit.data.readiness.quantities import decimal_text
from workshop_kit.data.readiness.report import TableSummary
from workshop_kit.language import _, translate

_STYLE = Path(__file__).parents[2] / "matplotlibrc"
_BLUE, _ORANGE = "#0072B2", "#B54700"
_BARS = 10
_WIDTH = 5.0


@dataclass(frozen=True)
class Picture:
    """A picture that needs no file.

    Attributes
    ----------
    source : str
        As a ``data:`` address.
    title, alt : str
        What it shows, and the same with its numbers.
    """

    source: str
    title: str
    alt: str


def missing(table: TableSummary) -> Picture | None:
    """Share of missing values in the columns that have most of them; None for a table without any."""
    worst = sorted(table.columns, key=lambda each: -(each.missing + each.disguised))
    shares = [(each.name, 100 * (each.missing + each.disguised) / table.rows) for each in worst[:_BARS]]
    shares = [(name, share) for name, share in shares if share > 0]
    if not shares:
        return None
    name, share = shares[0]
    title = translate(_("Kolom {kolom} paling banyak kosong: {persen}%"), kolom=name, persen=decimal_text(share))
    told = "; ".join(f"{each} {decimal_text(value)}%" for each, value in shares)
    alt = translate(_("Grafik batang bagian yang kosong per kolom: {isi}."), isi=told)
    return _bars(shares, title, alt, [_BLUE] * len(shares), 100, lambda value: f"{decimal_text(value)}%")


def groups(table: TableSummary, limit: int) -> Picture | None:
    """Rows by the size of the group in which they hide; None where k was not measured."""
    found = table.disclosure
    if found is None or not table.rows:
        return None
    names = [str(low) if low == high else f"{low}–{high}" if high else f"{low}+" for low, high in BANDS]
    values = list(zip(names, found.bands, strict=True))
    fields = {
        "baris": grouped(found.small),
        "persen": decimal_text(100 * found.small / table.rows),
        "batas": limit,
        "kolom": ", ".join(found.quasi),
    }
    sentence = (
        _("{baris} baris ({persen}%) ada dalam kelompok di bawah {batas} menurut {kolom}")
        if found.small
        else _("Tidak ada kelompok yang lebih kecil dari {batas} menurut {kolom}")
    )
    title = translate(sentence, **fields)
    told = "; ".join(f"{name}: {grouped(rows)}" for name, rows in values)
    alt = translate(_("Grafik batang jumlah baris menurut ukuran kelompoknya: {isi}."), isi=told)
    colours = [_ORANGE if (high or low) < limit else _BLUE for low, high in BANDS]
    return _bars(values, title, alt, colours, table.rows, lambda value: grouped(int(value)))


def _bars(values: Any, title: str, alt: str, colours: list[str], largest: float, written: Any) -> Picture:
    """Horizontal bars of a whole, with their numbers; narrow, so that the letters stay readable on a telephone."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    # Names are hostile: no formula in them is set, and no missing letter is worth a warning.
    with (
        rc_context(fname=str(_STYLE)),
        rc_context({"svg.hashsalt": "samarinda", "axes.grid": False, "text.parse_math": False}),
    ):
        figure = Figure(figsize=(_WIDTH, 0.2 + 0.36 * len(values)))
        axes = figure.subplots()
        names = [_short(name) for name, _value in values]
        axes.barh(range(len(values)), [value for _name, value in values], color=colours)
        axes.set_yticks(range(len(values)), names)
        axes.set_ylim(len(values) - 0.4, -0.6)
        axes.set_xticks([])
        axes.spines["bottom"].set_visible(False)
        axes.tick_params(length=0)
        # Room for the number beside the longest bar.
        axes.set_xlim(0, largest * 1.25)
        for place, (_name, value) in enumerate(values):
            axes.text(value + largest * 0.02, place, written(value), va="center", color="#222222")
        picture = io.BytesIO()
        _save(figure, picture)
    source = "data:image/svg+xml;base64," + base64.b64encode(picture.getvalue()).decode("ascii")
    return Picture(source, title, alt)


def _save(figure: Any, picture: io.BytesIO) -> None:
    import logging
    import warnings

    fonts = logging.getLogger("matplotlib.font_manager")
    before = fonts.level
    fonts.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            figure.savefig(picture, format="svg", metadata={"Date": None})
    finally:
        fonts.setLevel(before)


def _short(name: str) -> str:
    return name if len(name) <= 24 else name[:23] + "…"
