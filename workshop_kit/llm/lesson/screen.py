"""Where a lesson's functions show things: an output that changes in a notebook, plain lines elsewhere."""

import sys
from typing import Any

from workshop_kit.display import shell
from workshop_kit.llm.lesson.words import harmless, still


class Screen:
    """One place on the page, or the terminal.

    In a notebook the place is written again and again; where outputs must be the same on every run, once at the end. In
    a terminal the text is written as it comes.

    Parameters
    ----------
    on : bool
        Whether to show anything.
    """

    def __init__(self, on: bool = True) -> None:
        self._on = on
        self._notebook = on and getattr(shell(), "kernel", None) is not None
        self._terminal = on and not self._notebook and sys.stdout.isatty()
        self._place: Any = None
        self._written = ""

    def update(self, html: str, text: str = "") -> None:
        """Show what is for now; `text` is what has come of an answer."""
        if self._notebook and not still():
            self._put(html, "")
        elif self._terminal and text.startswith(self._written):
            sys.stdout.write(harmless(text[len(self._written) :]))
            sys.stdout.flush()
            self._written = text

    def finish(self, html: str, text: str) -> None:
        """Show what stays."""
        if self._notebook:
            self._put(html, text)
        elif self._on:
            written = harmless(self._written)
            print(text[len(written) :] if text.startswith(written) else f"\n{text}")

    def give_up(self, html: str, text: str) -> None:
        """Show what is left of what was shown; where nothing was, nothing."""
        if self._place is not None or self._written:
            self.finish(html, text)

    def _put(self, html: str, text: str) -> None:
        from IPython.display import display

        data = {"text/html": html, "text/plain": text}
        if self._place is not None:
            self._place.update(data, raw=True)
        elif still():
            display(data, raw=True)
        else:
            self._place = display(data, raw=True, display_id=True)
