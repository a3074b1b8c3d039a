"""Still pictures of the inside: HTML whose numbers stand beside the bars, so that nothing is said by colour alone."""

import math
from collections.abc import Sequence
from html import escape
from typing import Any

from workshop_kit.display import show_html
from workshop_kit.language import _, language, translate
from workshop_kit.llm.mini import looking
from workshop_kit.llm.mini.model import curve

_FRAME = "border:1px solid #8494a6;border-radius:8px;padding:12px 16px;line-height:1.5;max-width:52em"
_PIECE = "display:inline-block;border:1px solid #8494a6;border-radius:4px;margin:2px 1px;padding:0 3px;white-space:pre"
_NAME = "text-align:left;font-weight:normal;white-space:pre;padding:1px 8px"
_WIDE, _HIGH, _EDGE = 560, 220, 44


def show_tokens(text: str) -> None:
    """Show a sentence cut into its tokens, spaces as ``␣``."""
    found = looking.tokens(text)
    pieces = "".join(f"<span style='{_PIECE}'>{escape(each.replace(' ', '␣'))}</span>" for each in found)
    plain = " | ".join(found)
    line = translate(_("{count} token untuk {letters} huruf."), count=len(found), letters=len(text))
    _show(
        translate(_("Potongan kalimat")),
        f"<p style='margin:4px 0' role='img' aria-label='{escape(f'{line} {plain}', quote=True)}'>{pieces}</p>"
        f"<p style='margin:4px 0'>{escape(line)}</p>",
        f"{line}\n{plain}",
    )


def show_costs(words: Sequence[str]) -> None:
    """Show how many tokens each of some words costs."""
    rows = [(word, float(cost), str(cost)) for word, cost in looking.costs(list(words))]
    _bars(translate(_("Harga kata dalam token")), (translate(_("Kata")), "Token"), rows)


def show_next_words(text: str, count: int = 10, temperature: float = 1.0) -> None:
    """Show what may come next, as bars."""
    rows = [
        (each.text.replace(" ", "␣"), each.share, percent(each.share))
        for each in looking.next_words(text, count, temperature)
    ]
    title = translate(_("Kata berikutnya sesudah “{text}”"), text=text[-60:])
    _bars(title, ("Token", translate(_("Peluang"))), rows)


def show_neighbours(word: str, count: int = 8) -> None:
    """Show the words that lie nearest to a word in the model's embedding."""
    rows = [(name, near, f"{near:.2f}") for name, near in looking.neighbours(word, count)]
    title = translate(_("Tetangga “{word}” dalam ruang kata"), word=word[:40])
    _bars(title, (translate(_("Kata")), translate(_("Kedekatan"))), rows)


def show_place(text: str) -> None:
    """Show which place the model gives for a complaint, how sure it is, and whether it made the place up."""
    found = looking.place_of(text)
    rows = [(each.text.replace(" ", "␣"), each.share, percent(each.share)) for each in found.tokens]
    if found.made_up:
        verdict = translate(
            _(
                "Model menyebut “{place}”. Tempat itu tidak ada dalam teks: ini karangan, walau peluangnya tampak "
                "meyakinkan."
            ),
            place=found.place,
        )
    elif found.in_text:
        verdict = translate(_("Model menyebut “{place}”, dan itu memang tertulis dalam teks."), place=found.place)
    else:
        verdict = translate(_("Model mengatakan teks ini tidak menyebut tempat."))
    chance = translate(_("Peluang “tidak disebut”: {share}."), share=percent(found.absent))
    _bars(translate(_("Tempat menurut model")), ("Token", translate(_("Peluang"))), rows, f"{verdict} {chance}")


def show_training() -> None:
    """Show how the loss fell, and what the model could say after 1, 10, 100 and 1,000 steps."""
    found = curve()
    points: Any = found["loss"]
    samples: Any = found["samples"]
    first, last = points[0], points[-1]
    alt = translate(
        _("Kurva pelatihan: kesalahan turun dari {first} pada langkah {begin} menjadi {last} pada langkah {end}."),
        first=number(first[1]),
        begin=first[0],
        last=number(last[1]),
        end=last[0],
    )
    rows = "".join(
        f"<tr><th scope='row' style='text-align:right;padding:2px 10px;vertical-align:top'>{each['step']}</th>"
        f"<td style='text-align:left;padding:2px 10px' lang='id'>{escape(each['text'])}</td></tr>"
        for each in samples
    )
    head = "".join(
        f"<th scope='col' style='text-align:left;padding:2px 10px'>{escape(translate(each))}</th>"
        for each in (_("Langkah"), _("Yang dapat dikatakannya"))
    )
    head = f"<tr>{head}</tr>"
    plain = "\n".join(f"{each['step']}: {each['text']}" for each in samples)
    _show(
        translate(_("Belajar dari langkah ke langkah")),
        f"{_curve(points, alt)}<p style='margin:4px 0'>{escape(alt)}</p>"
        f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>",
        f"{alt}\n{plain}",
    )


def percent(share: float) -> str:
    """A share as the reader's language writes it: ``12,3%``."""
    return f"{number(100 * share, 1)}%"


def number(value: float, decimals: int = 2) -> str:
    """A number with the decimal sign of the reader's language."""
    said = f"{value:.{decimals}f}"
    return said.replace(".", ",") if language() == "id" else said


def _bars(title: str, header: tuple[str, str], rows: Sequence[tuple[str, float, str]], below: str = "") -> None:
    most = max((abs(value) for _name, value, _said in rows), default=1.0) or 1.0
    body = "".join(
        f"<tr><th scope='row' style='{_NAME}'>{escape(name)}</th>"
        f"<td style='padding:1px 8px'><span aria-hidden='true' style='display:inline-block;height:0.9em;"
        f"background:#0b5c8a;width:{max(0.1, 16 * max(value, 0) / most):.1f}em'></span> {escape(said)}</td></tr>"
        for name, value, said in rows
    )
    head = "".join(f"<th scope='col' style='text-align:left;padding:1px 8px'>{escape(each)}</th>" for each in header)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    after = f"<p style='margin:6px 0 0'><strong>{escape(below)}</strong></p>" if below else ""
    plain = "\n".join(f"{name}\t{said}" for name, _value, said in rows)
    _show(title, table + after, f"{title}\n{plain}\n{below}".strip())


def _curve(points: Sequence[Sequence[float]], alt: str) -> str:
    lows, highs = min(each[1] for each in points), max(each[1] for each in points)
    end = math.log10(max(2, points[-1][0]))
    spread = (highs - lows) or 1.0

    def across(step: float) -> float:
        return _EDGE + (_WIDE - 2 * _EDGE) * math.log10(max(step, 1)) / end

    def up(loss: float) -> float:
        return _HIGH - _EDGE - (_HIGH - 2 * _EDGE) * (loss - lows) / spread

    line = " ".join(f"{across(step):.1f},{up(loss):.1f}" for step, loss in points)
    floor = _HIGH - _EDGE
    marks = "".join(
        f"<path d='M{across(step):.1f} {floor}v5' stroke='currentColor'/>"
        f"<text x='{across(step):.1f}' y='{_HIGH - _EDGE + 20}' text-anchor='middle'>{step}</text>"
        for step in (1, 10, 100, 1000, 10000)
        if step <= points[-1][0]
    )
    sides = "".join(
        f"<text x='{_EDGE - 6}' y='{up(loss) + 4:.1f}' text-anchor='end'>{number(loss, 1)}</text>"
        for loss in (lows, highs)
    )
    label = escape(translate(_("langkah (skala berlipat sepuluh)")))
    return (
        f"<svg role='img' aria-label='{escape(alt, quote=True)}' viewBox='0 0 {_WIDE} {_HIGH}' style='max-width:100%;"
        f"width:{_WIDE}px;font:12px system-ui,sans-serif;fill:currentColor'>"
        f"<polyline points='{line}' fill='none' stroke='#0b7fbd' stroke-width='2.5'/>"
        f"<line x1='{_EDGE}' x2='{_WIDE - _EDGE}' y1='{_HIGH - _EDGE}' y2='{_HIGH - _EDGE}' stroke='currentColor'/>"
        f"{marks}{sides}<text x='{_WIDE / 2}' y='{_HIGH - 6}' text-anchor='middle'>{label}</text></svg>"
    )


def _show(title: str, html: str, plain: str) -> None:
    heading = f"<p style='margin:0 0 6px'><strong>{escape(title)}</strong></p>"
    show_html(
        f"<section lang='{language()}' style='{_FRAME}' aria-label='{escape(title, quote=True)}'>{heading}{html}"
        "</section>",
        plain,
    )
