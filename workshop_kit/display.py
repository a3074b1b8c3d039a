"""The one place that speaks to IPython; imported late, so that commands without a notebook stay light."""

from typing import Any


def shell() -> Any:
    """The running IPython shell, or None outside a notebook."""
    from IPython import get_ipython

    return get_ipython()


def show_html(html: str, text: str = "") -> None:
    """Show a piece of HTML as output of the running cell, and ``text`` where HTML cannot show."""
    from IPython.display import display

    display({"text/html": html, "text/plain": text or "(HTML)"}, raw=True)
