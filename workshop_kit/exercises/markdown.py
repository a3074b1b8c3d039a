"""Authors' Markdown as HTML."""

from functools import lru_cache
from typing import Any


@lru_cache(maxsize=1)
def _renderer() -> Any:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table")


def block(text: str) -> str:
    """Paragraphs, lists and tables."""
    return str(_renderer().render(text))


def line(text: str) -> str:
    """One line: emphasis, code, links; no paragraph around it."""
    return str(_renderer().renderInline(text))
