"""How checks, hints and progress look: small pieces of HTML that need nothing from outside.

Colours are set in pairs (text and ground), so that they reach a contrast of 4.5:1 in Jupyter's light and dark themes,
and no state is told by colour alone.
"""

import html
from collections.abc import Sequence

from workshop_kit.exercises.verdict import Verdict
from workshop_kit.language import _, translate

_BOX = (
    "margin:4px 0;padding:10px 14px;border-left:6px solid {edge};background:{ground};color:#1a1a1a;"
    "border-radius:4px;line-height:1.5;max-width:52em"
)
_PALETTE = {
    "right": ("#1b6e3c", "#e9f6ee"),
    "wrong": ("#9a5b00", "#fff4e0"),
    "missing": ("#44546a", "#eef1f5"),
    "note": ("#1f4e8c", "#eaf1fb"),
}
_MARKS = {"right": "✔", "wrong": "✎", "missing": "○", "note": "ℹ"}


def inline(text: str) -> str:
    """Escape a sentence for HTML and show its `backticked` words as code."""
    parts = html.escape(text, quote=True).split("`")
    if len(parts) % 2 == 0:
        return "`".join(parts)
    return "".join(f"<code>{part}</code>" if i % 2 else part for i, part in enumerate(parts))


def box(kind: str, content: str) -> str:
    """One message in a frame. ``content`` is HTML."""
    edge, ground = _PALETTE[kind]
    style = _BOX.format(edge=edge, ground=ground)
    return f'<div role="status" style="{style}"><span aria-hidden="true">{_MARKS[kind]}</span> {content}</div>'


def headline(verdict: Verdict) -> str:
    """The word that opens a verdict."""
    words = {"right": _("Benar."), "wrong": _("Belum tepat."), "missing": _("Belum dijawab.")}
    return translate(words[verdict.state])


def verdict_html(verdict: Verdict, hints: Sequence[str]) -> str:
    """A verdict, and below a wrong one its hints, each to be opened when wanted."""
    content = f"<strong>{headline(verdict)}</strong>"
    if verdict.sentence and verdict.sentence != headline(verdict):
        content += f" {inline(verdict.sentence)}"
    if not verdict.passed:
        content += _nested_hints([translate(hint) for hint in hints], 1, len(hints))
    return box(verdict.state, content)


def _nested_hints(hints: Sequence[str], number: int, total: int) -> str:
    """Each hint holds the next, so that nobody sees the third before the first."""
    if not hints:
        return ""
    label = html.escape(translate(_("Petunjuk {number} dari {total}"), number=number, total=total))
    deeper = _nested_hints(hints[1:], number + 1, total)
    return (
        f'<details style="margin-top:6px"><summary style="cursor:pointer">{label}</summary>'
        f'<div style="padding-left:1em">{inline(hints[0])}{deeper}</div></details>'
    )


def hint_html(hints: Sequence[str]) -> str:
    """The hints shown so far."""
    rows = "".join(f"<li>{inline(translate(hint))}</li>" for hint in hints)
    title = html.escape(translate(_("Petunjuk")))
    return box("note", f'<strong>{title}</strong><ol style="margin:4px 0 0;padding-left:1.6em">{rows}</ol>')


def note_html(sentence: str) -> str:
    """A sentence that is neither right nor wrong."""
    return box("note", inline(sentence))


def progress_html(module: str, rows: Sequence[tuple[str, bool, int]]) -> str:
    """A table of a module's exercises.

    Parameters
    ----------
    module : str
        Such as ``m04``.
    rows : sequence of (title, passed, tries)
    """
    done = sum(passed for _title, passed, _tries in rows)
    summary = html.escape(
        translate(_("{module}: {done} dari {total} latihan sudah benar"), module=module, done=done, total=len(rows))
    )
    states = {True: translate(_("✔ benar")), False: translate(_("✎ belum"))}
    fresh = translate(_("○ belum dicoba"))
    lines = "".join(
        '<tr><th scope="row" style="text-align:left;font-weight:normal;padding:3px 16px 3px 0">'
        f"{inline(title)}</th>"
        f'<td style="text-align:left;padding:3px 0">{html.escape(states[passed] if tries else fresh)}</td></tr>'
        for title, passed, tries in rows
    )
    table = f'<table style="margin:6px 0 0;background:transparent;color:inherit"><tbody>{lines}</tbody></table>'
    return box("note", f"<strong>{summary}</strong>{table}")
