"""Figures with a text for those who cannot see them."""

import base64
import html
import io
from typing import Any

from workshop_kit.display import show_html
from workshop_kit.errors import WorkshopError
from workshop_kit.language import _, translate

_drawing = True


def draw(wanted: bool) -> None:
    """Whether :func:`show` draws. Grading does without the lessons' own pictures: they take most of its time."""
    global _drawing
    _drawing = wanted


class NoFigure(WorkshopError):
    """Something else than a matplotlib figure was to be shown."""


class NoAltText(WorkshopError):
    """A figure was to be shown without a text alternative."""


def show(figure: Any = None, *, alt: str = "") -> None:
    """Show a matplotlib figure with its alternative text, and close it.

    Parameters
    ----------
    figure : matplotlib.figure.Figure or matplotlib.axes.Axes
    alt : str
        What the figure shows: its kind, the trend, and at least one number.

    Raises
    ------
    NoFigure, NoAltText
        Shown as one sentence.
    """
    if not isinstance(alt, str) or not alt.strip():
        raise NoAltText(_('Tulis juga teks pengganti gambar: show(gambar, alt="Grafik batang ...").'))
    figure = getattr(figure, "figure", figure)
    if not hasattr(figure, "savefig"):
        raise NoFigure(
            _(
                "Yang diberikan ke show(...) bukan gambar, melainkan {kind}. Beri hasil plot, misalnya "
                "show(ax, alt=...)."
            ),
            kind=type(figure).__name__,
        )
    from matplotlib import pyplot

    if not _drawing:
        pyplot.close(figure)
        told = translate(_("Gambar pelajaran ini tidak digambar ulang saat menilai. Isinya: {alt}"), alt=alt)
        show_html(f"<p><em>{html.escape(told)}</em></p>", told)
        return
    picture = io.BytesIO()
    # No software version or date inside, so that the same figure is the same bytes.
    figure.savefig(picture, format="png", metadata={"Software": None})
    pyplot.close(figure)
    data = base64.b64encode(picture.getvalue()).decode("ascii")
    image = f'<img src="data:image/png;base64,{data}" alt="{html.escape(alt, quote=True)}" style="max-width:100%">'
    show_html(f'<figure style="margin:0">{image}</figure>', alt)
