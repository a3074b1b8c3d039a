"""The start page as HTML: which module comes next, and how far one is."""

from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

import jinja2

from workshop_kit.lab.modules import ModuleCard, Shelf, Track
from workshop_kit.lab.typed import typed
from workshop_kit.language import _, language, translate

TRACKS: tuple[Track, ...] = ("P", "O")
_TRACK_NAMES = {"P": _("Pimpinan"), "O": _("Operator")}
_TRACK_NOTES = {
    "P": _("Tanpa kode: membaca, menimbang, dan memutuskan."),
    "O": _("Dengan Python: menghitung dan membuat sendiri."),
}
_WORDS = {
    "title": _("Mulai"),
    "welcome": _("Selamat datang di lokakarya literasi AI"),
    "intro": _("Pilih modul untuk memulai. Jawaban dan kemajuan Anda tersimpan sendiri di komputer ini."),
    "choose": _("Anda mengikuti jalur yang mana?"),
    "tracks": _("Jalur"),
    "next": _("Berikutnya"),
    "finished": _("Selesai"),
    "goals": _("Yang akan Anda kuasai"),
    "exercises": _("Latihan"),
    "solved": _("benar"),
    "open": _("belum"),
    "none": _("Belum ada modul untuk jalur ini."),
    "unreadable": _("Tidak terbaca, mungkin rusak:"),
    "repair": _("Tutup JupyterLab, lalu ambil yang baru dengan {command} lab --fresh m04 (tulis nomor modulnya)."),
    "fiction": _("Angka kinerja dalam pelajaran ini fiktif."),
}


def page(shelf: Shelf, track: Track | None, base_url: str) -> str:
    """Render the page.

    Parameters
    ----------
    shelf : Shelf
    track : {"P", "O"} or None
        The learner's choice; without one, both tracks are shown and asked for.
    base_url : str
        Of the Jupyter server, with slashes at both ends.
    """
    return (
        _templates()
        .get_template("start.html")
        .render(
            language=language(),
            words={key: translate(text, command=typed()) for key, text in _WORDS.items()},
            tracks=[(code, translate(_TRACK_NAMES[code]), translate(_TRACK_NOTES[code])) for code in TRACKS],
            chosen=track,
            shown=[code for code in TRACKS if track in (None, code)],
            shelf=shelf,
            upcoming={code: _upcoming(shelf.of(code)) for code in TRACKS},
            base_url=base_url,
            notebook_url=lambda card: f"{base_url}lab/tree/{quote(card.path)}",
            duration=duration,
            summary=summary,
            score=score,
            action=action,
        )
    )


def duration(minutes: int) -> str:
    """Minutes in words.

    Examples
    --------
    >>> duration(135)
    '2 jam 15 menit'
    """
    hours, rest = divmod(minutes, 60)
    parts = []
    if hours:
        parts.append(translate(_("{hours} jam") if hours > 1 else _("1 jam"), hours=hours))
    if rest or not hours:
        parts.append(translate(_("{rest} menit"), rest=rest))
    return " ".join(parts)


def score(card: ModuleCard) -> str:
    """How many exercises of a module are solved."""
    return translate(_("{solved} dari {total} latihan benar"), solved=card.solved, total=card.total)


def summary(cards: list[ModuleCard]) -> str:
    """How far one is with a track."""
    left = sum(card.minutes_left for card in cards)
    fields = {"solved": sum(card.solved for card in cards), "total": sum(card.total for card in cards)}
    if left == 0:
        return translate(_("{solved} dari {total} latihan benar. Semua modul selesai."), **fields)
    return translate(_("{solved} dari {total} latihan benar, sisa sekitar {left}"), **fields, left=duration(left))


def action(card: ModuleCard) -> str:
    """The word on a module's button."""
    if card.finished:
        return translate(_("Buka lagi"))
    return translate(_("Lanjutkan") if card.solved else _("Mulai"))


def _upcoming(cards: list[ModuleCard]) -> str | None:
    """The path of the first module that is not finished."""
    return next((card.path for card in cards if not card.finished), None)


@lru_cache(maxsize=1)
def _templates() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
