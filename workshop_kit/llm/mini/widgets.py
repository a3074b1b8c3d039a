"""Widgets that let a learner turn the small model's wheels; the browser's half is in ``widgets.js``.

The browser asks through ``request``; this half answers by setting ``view``. Where widgets cannot show, a still table is
shown instead.
"""

from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

import anywidget
import numpy as np
import traitlets

from workshop_kit.errors import WorkshopError
from workshop_kit.exercises.still import WIDGET_VIEW
from workshop_kit.language import _, language, translate
from workshop_kit.llm.mini import looking
from workshop_kit.llm.mini.failures import NotThere
from workshop_kit.llm.mini.model import model
from workshop_kit.llm.mini.pictures import number, percent

_MOST_SHOWN = 10
_MOST_TOKENS = 40


class MiniWidget(anywidget.AnyWidget):
    """What both widgets have: a view drawn by the browser, and requests from it.

    Parameters
    ----------
    kind : str
        ``next`` or ``attention``.
    labels : mapping of str to str
    """

    _esm = Path(__file__).with_name("widgets.js")
    _css = Path(__file__).with_name("widgets.css")

    kind = traitlets.Unicode("").tag(sync=True)
    language = traitlets.Unicode("id").tag(sync=True)
    labels = traitlets.Dict().tag(sync=True)
    view = traitlets.Dict().tag(sync=True)
    request = traitlets.Dict().tag(sync=True)

    def __init__(self, kind: str, labels: Mapping[str, str]) -> None:
        said = {name: translate(text) for name, text in labels.items()}
        super().__init__(kind=kind, language=language(), labels=said)
        self.observe(lambda change: self._asked(change["new"]), names="request")

    def _asked(self, request: Mapping[str, Any]) -> None:
        try:
            self.answer(request)
        except WorkshopError as error:
            self.tell(str(error))

    def answer(self, request: Mapping[str, Any]) -> None:
        """Do what the browser asks for."""
        raise NotImplementedError

    def tell(self, sentence: str) -> None:
        """Say something below the widget; the same sentence twice is announced twice."""
        self.view = {**self.view, "said": sentence, "n": int(self.view.get("n", 0)) + 1}

    def still(self) -> tuple[str, str]:
        """The widget as HTML and as plain text, for saved notebooks."""
        raise NotImplementedError

    def _repr_mimebundle_(self, **_unused: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        html, plain = self.still()
        shown = {"version_major": 2, "version_minor": 0, "model_id": self.model_id}
        return {WIDGET_VIEW: shown, "text/html": html, "text/plain": plain}, {}


class NextWords(MiniWidget):
    """The likeliest next tokens as bars: the learner picks one, or throws the die at a temperature.

    Parameters
    ----------
    text : str
        How the text begins.
    temperature : float
        Above 0, up to 2.
    seed : int
        Of the die.

    Examples
    --------
    >>> bars = NextWords("Lampu jalan")
    >>> len(bars.view["rows"])
    10
    """

    def __init__(self, text: str, temperature: float = 1.0, seed: int = 1) -> None:
        super().__init__("next", _NEXT)
        self.start = text
        self._chance = np.random.default_rng(seed)
        self._show(text, temperature)

    def answer(self, request: Mapping[str, Any]) -> None:
        """``pick`` a row, ``throw`` the die, set the ``temperature``, or begin ``again``."""
        what, text = request.get("what"), str(self.view["text"])
        warmth = min(2.0, max(0.1, float(request.get("temperature", self.view["temperature"]))))
        if what == "again":
            self._show(self.start, warmth)
        elif what == "temperature":
            self._show(text, warmth, translate(_("Suhu {temperature}."), temperature=number(warmth, 1)))
        elif what in ("pick", "throw"):
            token = self._picked(int(request.get("place", 0))) if what == "pick" else self._thrown(text, warmth)
            said = translate(_("Ditambahkan: “{token}”."), token=token.strip() or "␣")
            self._show(text + token, warmth, said)

    def _picked(self, place: int) -> str:
        rows = self.view["rows"]
        return str(rows[min(max(place, 0), len(rows) - 1)]["token"])

    def _thrown(self, text: str, warmth: float) -> str:
        own = model()
        shares = looking.shares_at(own.next_token(own.read(text)), warmth)
        token = int(np.searchsorted(np.cumsum(shares), self._chance.random() * shares.sum(), side="right"))
        return _readable(own.tokenizer.shown(token))

    def _show(self, text: str, warmth: float, said: str = "") -> None:
        rows = [
            {"token": _readable(each.text), "share": each.share, "said": percent(each.share)}
            for each in looking.next_words(text, _MOST_SHOWN, warmth)
        ]
        self.view = {
            "text": text,
            "temperature": warmth,
            "warmth": number(warmth, 1),
            "rows": rows,
            "said": said,
            "n": int(self.view.get("n", 0)) + 1,
        }

    def still(self) -> tuple[str, str]:
        """The bars as a table."""
        rows = [(str(each["token"]), str(each["said"])) for each in self.view["rows"]]
        return _table(str(self.view["text"]), (self.labels["token"], self.labels["share"]), rows)


class AttentionView(MiniWidget):
    """What a head looks at from each token of a sentence.

    Parameters
    ----------
    text : str
        Of no more than forty tokens.
    layer, head : int
        Counted from 1.

    Examples
    --------
    >>> seen = AttentionView("Jalan rusak di Gang Ulin")
    >>> len(seen.view["tokens"]) == len(seen.view["row"])
    True
    """

    def __init__(self, text: str, layer: int = 1, head: int = 1) -> None:
        super().__init__("attention", _ATTENTION)
        count = len(model().tokenizer.encode(text))
        if count > _MOST_TOKENS:
            raise NotThere(
                _("Kalimat ini {count} token; untuk gambar perhatian pakai kalimat paling panjang {most} token."),
                count=count,
                most=_MOST_TOKENS,
            )
        self.text = text
        self._show(layer, head, -1)

    def answer(self, request: Mapping[str, Any]) -> None:
        """Look from another token, or through another head."""
        kept = {name: int(request.get(name, self.view[name])) for name in ("layer", "head", "place")}
        self._show(kept["layer"], kept["head"], kept["place"])

    def _show(self, layer: int, head: int, place: int) -> None:
        seen = looking.attention(self.text, layer, head)
        last = len(seen.tokens) - 1
        place = last if place < 0 else min(place, last)
        row = [float(each) for each in seen.rows[place]]
        most = max(range(len(row)), key=lambda each: row[each])
        said = translate(
            _("Dari “{token}” kepala ini paling banyak melihat “{seen}” ({share})."),
            token=seen.tokens[place].strip() or "␣",
            seen=seen.tokens[most].strip() or "␣",
            share=percent(row[most]),
        )
        own = model().transformer
        self.view = {
            "tokens": seen.tokens,
            "row": row,
            "shares": [percent(each) for each in row],
            "layer": layer,
            "head": head,
            "place": place,
            "layers": own.layers,
            "heads": own.heads,
            "said": said,
            "n": int(self.view.get("n", 0)) + 1,
        }

    def still(self) -> tuple[str, str]:
        """The row as a table."""
        rows = list(zip(self.view["tokens"], self.view["shares"], strict=True))
        return _table(str(self.view["said"]), (self.labels["token"], self.labels["share"]), rows)


def _readable(token: str) -> str:
    """A token that can stand in a text; one that is half a character cannot."""
    return "�" if token.startswith("<0x") else token


def _table(title: str, header: tuple[str, str], rows: list[tuple[str, str]]) -> tuple[str, str]:
    head = "".join(f"<th scope='col'>{escape(each)}</th>" for each in header)
    body = "".join(
        f"<tr><th scope='row' style='white-space:pre'>{escape(name)}</th><td>{escape(said)}</td></tr>"
        for name, said in rows
    )
    html = f"<p>{escape(title)}</p><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return html, "\n".join([title, *(f"{name}\t{said}" for name, said in rows)])


_NEXT = {
    "title": _("Kata berikutnya"),
    "note": _("Pilih sebuah token, atau lempar dadu. Batang menunjukkan peluang menurut model."),
    "token": _("Token"),
    "share": _("Peluang"),
    "throw": _("Lempar dadu"),
    "again": _("Mulai lagi"),
    "temperature": _("Suhu"),
    "text": _("Teks sejauh ini"),
}
_ATTENTION = {
    "title": _("Perhatian satu kepala"),
    "note": _("Pilih sebuah token untuk melihat ke mana kepala ini memandang dari sana."),
    "token": _("Token"),
    "share": _("Bobot"),
    "layer": _("Lapisan"),
    "head": _("Kepala"),
}
