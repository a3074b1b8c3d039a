"""What attendees write and show, as HTML on feedback pages and in formgrader: it is seen, and nothing of it runs.

nbconvert's own cleaning takes tables apart, and nbgrader's pages leave text cells as they are.
"""

import html
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import bleach  # type: ignore[import-untyped]
from jinja2 import pass_context
from nbconvert.exporters import HTMLExporter

_TAGS = {
    *("a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "details", "div", "dl", "dt", "em"),
    *(
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "s",
        "small",
        "span",
    ),
    *("strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul"),
}
_OPENING = re.compile(r"<(style|script)\b", re.IGNORECASE)
_CLOSING = {tag: re.compile(rf"</{tag}\s{{0,100}}>", re.IGNORECASE) for tag in ("style", "script")}
_EVERYWHERE = {"class", "id", "title", "lang", "dir", "align"}
_OF_TAG = {"ol": {"start"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan", "scope"}, "details": {"open"}}


@pass_context
def markdown2html(context: Mapping[str, Any], source: str) -> str:
    """nbconvert's filter of this name, and then only what is harmless.

    A text that cannot be rendered, such as one that names a picture it does not have, is shown as it was typed.
    """
    try:
        made = str(_exporter().markdown2html(context, source))
    except Exception:  # mistune and nbconvert stumble over texts in many ways
        return f"<pre>{html.escape(source)}</pre>"
    return clean_html(made)


def clean_html(made: object) -> str:
    """nbconvert's filter of this name for what outputs show, with more of what tables and texts consist of."""
    text = made.decode("utf-8", "replace") if isinstance(made, bytes) else str(made)
    protocols = {"http", "https", "mailto", "data"}
    return str(bleach.clean(_without_code(text), tags=_TAGS, attributes=_is_harmless, protocols=protocols))


def _without_code(text: str) -> str:
    """The text without what stands inside style and script, which is nothing to be shown.

    In one pass: of each tag that is opened and never closed, the end is looked for once.
    """
    kept, place = [], 0
    unclosed: set[str] = set()
    for opening in _OPENING.finditer(text):
        tag = opening[1].lower()
        if opening.start() < place or tag in unclosed:
            continue
        closing = _CLOSING[tag].search(text, opening.end())
        if closing is None:
            unclosed.add(tag)
            continue
        kept.append(text[place : opening.start()])
        place = closing.end()
    return "".join([*kept, text[place:]])


@lru_cache(maxsize=1)
def _exporter() -> HTMLExporter:
    return HTMLExporter()  # type: ignore[no-untyped-call]


def _is_harmless(tag: str, name: str, value: str) -> bool:
    """Links may lead elsewhere; pictures are those that the notebook holds, for opening a page must tell nobody."""
    address = value.strip().lower()
    if tag == "a" and name == "href":
        return not address.startswith("data:")
    if tag == "img":
        return name in ("alt", "width", "height") or (
            name == "src" and address.startswith(("data:image/png", "data:image/jpeg", "data:image/gif"))
        )
    return name in _EVERYWHERE or name in _OF_TAG.get(tag, ())
