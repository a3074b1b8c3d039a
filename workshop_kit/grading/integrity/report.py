"""The trainer's report: a page to read and the same facts as JSON, in the course folder."""

import html
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Protocol

from workshop_kit.grading.integrity.alike import Alike, Answers, alike
from workshop_kit.grading.integrity.findings import Finding
from workshop_kit.language import _, language, speaking, translate

NAME = "integritas"
# Of one hand-in; a loop that tries a thousand doors is one thing to tell.
_MOST_EVENTS = 30

# What the room sees of a hand-in (`workshop_kit.grading.cage.sightings`).
EVENTS = {
    "network": _("mencoba memakai jaringan"),
    "file": _("mencoba membuka berkas di luar folder buku kerja"),
    "process": _("mencoba menjalankan program atau proses lain"),
    "signal": _("mencoba mengirim sinyal"),
    "ctypes": _("mencoba memanggil pustaka sistem langsung"),
    "trace": _("mencoba melacak jalannya program"),
    "frames": _("mencoba membaca isi program lain yang berjalan"),
    "import": _("mencoba memuat isi paket yang bukan untuk peserta"),
    "builtins": _("mengganti fungsi bawaan Python"),
    "link": _("mencoba membuat tautan berkas"),
    "limits": _("mencoba mengubah batas sumber daya"),
}


class Event(Protocol):
    """What was seen while a hand-in ran."""

    @property
    def kind(self) -> str:
        """One word for what happened."""

    @property
    def detail(self) -> str:
        """A line on what it was about."""


@dataclass(frozen=True)
class Handed:
    """One hand-in, as far as the report is concerned.

    Attributes
    ----------
    student, assignment : str
    findings : sequence of Finding
        What it shows by itself.
    events : sequence
        What was seen while it ran: objects with ``kind`` and ``detail``.
    answers : mapping
        As ``answers_of`` gives them.
    """

    student: str
    assignment: str
    findings: Sequence[Finding] = ()
    events: Sequence[Event] = ()
    answers: Answers = field(default_factory=dict)


def write_report(folder: Path, handed: Iterable[Handed], reader: str = "id", notes: Sequence[str] = ()) -> Path:
    """Write ``integritas.html`` and ``integritas.json``.

    Parameters
    ----------
    folder : Path
        The course folder.
    handed : iterable of Handed
        Every hand-in of the course; those with nothing to tell do not appear.
    reader : {"id", "en"}
        The trainer's language.
    notes : sequence of str
        Sentences on the whole run, such as that it ran without a sandbox.

    Returns
    -------
    Path
        The page.
    """
    everybody = list(handed)
    told = sorted((h for h in everybody if h.findings or h.events), key=lambda h: (h.assignment, h.student))
    same = [
        group
        for assignment in sorted({h.assignment for h in everybody})
        for group in alike(assignment, ((h.student, h.answers) for h in everybody if h.assignment == assignment))
    ]
    with speaking(reader):
        facts = {
            "version": 1,
            "notes": list(notes),
            "hand_ins": [_facts(one) for one in told],
            "alike": [asdict(group) for group in same],
        }
        page = _page(told, same, notes, len(everybody))
    _write(folder / f"{NAME}.json", json.dumps(facts, ensure_ascii=False, indent=1) + "\n")
    _write(folder / f"{NAME}.html", page)
    return folder / f"{NAME}.html"


def _write(path: Path, text: str) -> None:
    # Names and details come from attendees; half a character of theirs must not stop the report.
    draft = path.with_name(f".{path.name}.baru")
    draft.write_text(text.encode("utf-8", "replace").decode("utf-8"), encoding="utf-8", newline="\n")
    draft.replace(path)


def _facts(one: Handed) -> dict[str, Any]:
    return {
        "student": one.student,
        "assignment": one.assignment,
        "findings": [{**asdict(finding), "sentence": finding.sentence} for finding in one.findings],
        "events": [
            {"kind": event.kind, "detail": event.detail, "sentence": _event_sentence(event)}
            for event in _once(one.events)
        ],
    }


def _once(events: Sequence[Event]) -> list[Event]:
    """Every event once, in order, and only so many."""
    found: dict[tuple[str, str], Event] = {}
    for event in events:
        found.setdefault((event.kind, event.detail), event)
    return list(found.values())[:_MOST_EVENTS]


def _event_sentence(event: Event) -> str:
    words = EVENTS.get(event.kind)
    return translate(words) if words else event.kind


# --- the page ----------------------------------------------------------------------------------------------------

_STYLE = """
:root { color-scheme: light dark; --line: #8a8f98; --soft: #f2f4f7; }
@media (prefers-color-scheme: dark) { :root { --soft: #23272e; } }
body { font: 1rem/1.55 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 2rem; }
caption { text-align: start; font-weight: 600; padding: .4rem 0; }
th, td { border: 1px solid var(--line); padding: .4rem .6rem; text-align: start; vertical-align: top;
  overflow-wrap: anywhere; }
thead th, .note { background: var(--soft); }
.note { border-inline-start: .35rem solid var(--line); padding: .6rem 1rem; }
code { font-family: ui-monospace, monospace; font-size: .95em; }
"""

_FOR_TRAINERS = _(
    "Laporan ini untuk pelatih saja. Tidak ada nilai yang berubah karenanya: pemeriksaan berjalan terpisah dari kode "
    "peserta. Yang tercantum belum tentu disengaja; bicarakan dahulu dengan orangnya."
)
_COUNTED = _("{told} dari {number} kumpulan jawaban memuat sesuatu untuk dilihat.")
_WHY_THE_SAME = _(
    "Jawaban panjang yang sama kata demi kata, tanpa menghitung tata letak dan komentar. Bekerja bersama, atau "
    "menyalin contoh yang sama, juga menghasilkan ini."
)
# Should any text of an attendee's slip through, nothing of it is run or loaded.
_FRAME = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
{content}
</main>
</body>
</html>
"""


def _page(told: Sequence[Handed], same: Sequence[Alike], notes: Sequence[str], number: int) -> str:
    title = translate(_("Laporan integritas"))
    parts = [
        f"<h1>{_text(title)}</h1>",
        f'<p class="note">{_say(_FOR_TRAINERS)}</p>',
        *(f'<p class="note">{_text(note)}</p>' for note in notes),
        f"<h2>{_say(_('Yang tercatat'))}</h2>",
        f"<p>{_say(_COUNTED, told=len(told), number=number)}</p>",
        *(_table_of(one) for one in told),
        f"<h2>{_say(_('Jawaban yang sama'))}</h2>",
        f"<p>{_say(_WHY_THE_SAME)}</p>",
        _table_of_same(same) if same else f"<p>{_say(_('Tidak ada.'))}</p>",
    ]
    return _FRAME.format(language=language(), title=_text(title), style=_STYLE, content="\n".join(parts))


def _table_of(one: Handed) -> str:
    rows = [(_("di dalam buku kerja"), finding.cell, _text(finding.sentence)) for finding in one.findings]
    for event in _once(one.events):
        what = f"{_text(_event_sentence(event))}: <code>{_text(event.detail)}</code>"
        rows.append((_("ketika dijalankan"), "", what))
    body = "".join(
        f"<tr><td>{_say(where)}</td><td><code>{_text(cell)}</code></td><td>{what}</td></tr>"
        for where, cell, what in rows
    )
    head = _head(_("Terlihat"), _("Sel"), _("Apa"))
    return (
        f"<table><caption>{_text(one.student)} · {_text(one.assignment)}</caption>{head}<tbody>{body}</tbody></table>"
    )


def _table_of_same(same: Sequence[Alike]) -> str:
    body = "".join(
        f"<tr><td>{_text(group.assignment)}</td><td><code>{_text(group.exercise)}</code></td>"
        f"<td>{_text(', '.join(group.students))}</td></tr>"
        for group in same
    )
    caption = _say(_("Latihan dan peserta, menurut abjad"))
    head = _head(_("Modul"), _("Latihan"), _("Peserta"))
    return f"<table><caption>{caption}</caption>{head}<tbody>{body}</tbody></table>"


def _head(*names: str) -> str:
    return "<thead><tr>" + "".join(f'<th scope="col">{_say(name)}</th>' for name in names) + "</tr></thead>"


def _say(text: str, **fields: object) -> str:
    return _text(translate(text, **fields))


def _text(text: str) -> str:
    return html.escape(text, quote=True)
