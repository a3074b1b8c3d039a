"""A quiz as a still picture, for places where widgets cannot show: saved notebooks, nbconvert, the trainers' copies."""

import html
import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeGuard

from workshop_kit.language import _, translate

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"

# All words of the widget that are not the lesson's. The names are those that quiz.js asks for.
_LABELS = {
    "kind_single": _("Pilih satu jawaban"),
    "kind_multiple": _("Pilih semua yang sesuai"),
    "kind_ordering": _("Susun urutannya"),
    "kind_number": _("Isi dengan angka"),
    "kind_slider": _("Geser ke nilai pilihan Anda"),
    "kind_sentences": _("Tandai kalimatnya"),
    "kind_predict": _("Tebak dahulu"),
    "kind_calibrate": _("Ukur keyakinan Anda"),
    "check": _("Periksa"),
    "hint": _("Petunjuk"),
    "hint_number": _("Petunjuk {number} dari {total}"),
    "hints_done": _("Semua petunjuk sudah terbuka."),
    "clear": _("Hapus jawaban"),
    "cleared": _("Jawaban dihapus."),
    "commit_predict": _("Kunci tebakan saya"),
    "commit_calibrate": _("Kunci jawaban saya"),
    "commit_note": _("Setelah dikunci, jawaban tidak dapat diubah lagi."),
    "locked": _("Terkunci"),
    "unanswered": _("Belum dijawab"),
    "answered": _("Sudah dijawab"),
    "chosen": _("dipilih"),
    "count_multiple": _("{n} dipilih"),
    "count_sentences": _("{n} kalimat ditandai"),
    "count_calibrate": _("{n} dari {total} terisi"),
    "state_right": _("Benar"),
    "state_wrong": _("Belum tepat"),
    "state_incomplete": _("Belum lengkap"),
    "state_info": _("Catatan"),
    "state_error": _("Ada kendala"),
    "needs_single": _("Pilih satu jawaban dahulu, lalu tekan Periksa."),
    "needs_multiple": _("Pilih sedikitnya satu jawaban dahulu, lalu tekan Periksa."),
    "needs_ordering": _("Pindahkan dahulu langkah-langkahnya, lalu tekan Periksa."),
    "needs_number": _("Tulis angkanya dahulu, lalu tekan Periksa."),
    "needs_slider": _("Geser penandanya dahulu, lalu tekan Periksa."),
    "needs_sentences": _("Tandai sedikitnya satu kalimat dahulu, lalu tekan Periksa."),
    "needs_predict": _("Pilih tebakan Anda dahulu, lalu kunci."),
    "needs_confidence": _("Geser dahulu penanda keyakinan Anda, lalu kunci."),
    "needs_calibrate": _("Masih ada {n} pernyataan yang belum Anda isi."),
    "up": _("Naik"),
    "down": _("Turun"),
    "move_up": _("Naikkan: {step}"),
    "move_down": _("Turunkan: {step}"),
    "moved": _("“{step}” sekarang di urutan {place} dari {total}."),
    "order_note": _("Tekan Naik atau Turun; dengan papan ketik, pakai tombol panah."),
    "number_field": _("Jawaban Anda"),
    "number_read": _("Terbaca sebagai {number}"),
    "number_unreadable": _("Angka ini belum terbaca. Tulis angkanya saja, misalnya 12,5."),
    "slider_field": _("Nilai pilihan Anda"),
    "slider_untouched": _("belum digeser"),
    "slider_note": _("Geser, atau pakai tombol panah. Enter menerima posisi yang tampak."),
    "confidence": _("Seberapa yakin Anda?"),
    "confidence_low": _("hanya menebak"),
    "confidence_high": _("sangat yakin"),
    "belief": _("Seberapa yakin Anda bahwa ini benar?"),
    "belief_low": _("pasti keliru"),
    "belief_high": _("pasti benar"),
    "your_belief": _("Keyakinan Anda: {percent}%"),
    "sentences_note": _("Ketuk sebuah kalimat untuk menandainya; ketuk lagi untuk membatalkan."),
    "truth_right": _("Benar"),
    "truth_wrong": _("Keliru"),
    "reveal": _("Jawabannya"),
    "no_reply": _(
        "Belum ada tanggapan: buku kerja sedang sibuk atau sudah terputus. Tunggu sampai sel lain selesai; "
        "bila tetap begini, jalankan lagi sel pertama, lalu sel ini."
    ),
    "your_answer": _("Jawaban: {answer}"),
    "run_cell": _("Untuk menjawab atau melihat jawaban terakhir Anda, jalankan sel ini dengan Shift+Enter."),
}


def labels() -> dict[str, str]:
    """The widget's own words in the reader's language; ``{places}`` are filled by the browser."""
    return {name: translate(text) for name, text in _LABELS.items()}


def keep_still_pictures(notebook: dict[str, Any]) -> None:
    """Take the live views out of a notebook that goes to disk, so that its quizzes show as still pictures.

    Once its kernel is gone, JupyterLab shows "model not found" in place of a widget, and nbconvert shows nothing,
    although the page and the text lie beside it: both look at the widget first.

    Parameters
    ----------
    notebook : dict
        In the form of nbformat 4; changed in place. Outputs without a page beside the widget stay as they are.
    """
    for cell in notebook.get("cells", []):
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if "text/html" in data:
                data.pop(WIDGET_VIEW, None)


def fallback_html(
    spec: Mapping[str, Any],
    value: Any,
    feedback: Mapping[str, Any] | None = None,
    *,
    reveal: str = "",
    truth: Sequence[Mapping[str, Any]] = (),
) -> str:
    """The quiz as still HTML, which says everything without style too: GitHub takes styles away.

    Parameters
    ----------
    spec, value, feedback, reveal, truth
        As in :class:`QuizWidget`.

    Returns
    -------
    str
        The same for the same arguments.
    """
    words = _words(spec)
    rows = "".join(
        f'<li style="margin:4px 0">{mark}&nbsp;{f"<strong>{text}</strong>" if strong else text}</li>'
        for mark, text, strong in _rows(spec, value, truth, words)
    )
    parts = [
        f'<p style="margin:0 0 6px"><strong>{html.escape(str(spec.get("title", "")))}</strong></p>',
        str(spec.get("question", "")),
        f'<ul style="list-style:none;margin:6px 0;padding-left:4px">{rows}</ul>',
        f"<div><strong>{html.escape(words['reveal'])}</strong> {reveal}</div>" if reveal else "",
        f"<p>{_feedback_line(feedback, words)}</p>" if feedback and feedback.get("state") else "",
        f'<p style="margin:6px 0 0"><em>{html.escape(words["run_cell"])}</em></p>',
    ]
    # No colours but the frame's: code, links and tables then fit the page's theme, light or dark.
    style = "border:1px solid #8494a6;border-radius:8px;padding:12px 16px;line-height:1.5;max-width:52em"
    language = html.escape(str(spec.get("language", "id")))
    return f'<div lang="{language}" style="{style}">' + "".join(parts) + "</div>"


def fallback_text(
    spec: Mapping[str, Any],
    value: Any,
    feedback: Mapping[str, Any] | None = None,
    *,
    reveal: str = "",
    truth: Sequence[Mapping[str, Any]] = (),
) -> str:
    """The quiz as plain text; see :func:`fallback_html`."""
    words = _words(spec)
    lines = [str(spec.get("title", "")), _plain(str(spec.get("question", "")))]
    lines += [f"{mark} {_plain(text)}" for mark, text, _strong in _rows(spec, value, truth, words)]
    if reveal:
        lines.append(f"{words['reveal']}: {_plain(reveal)}")
    if feedback and feedback.get("state"):
        lines.append(_plain(_feedback_line(feedback, words)))
    return "\n".join(line for line in lines if line)


def _words(spec: Mapping[str, Any]) -> Mapping[str, str]:
    found: Mapping[str, str] = spec.get("labels") or labels()
    return found


def _feedback_line(feedback: Mapping[str, Any], words: Mapping[str, str]) -> str:
    word = words.get(f"state_{feedback['state']}", "")
    text = str(feedback.get("html", ""))
    return text if _plain(text).rstrip(".") == word else f"{html.escape(word)}: {text}"


def _rows(
    spec: Mapping[str, Any], value: Any, truth: Sequence[Mapping[str, Any]], words: Mapping[str, str]
) -> list[tuple[str, str, bool]]:
    """The answers of a quiz: a mark, the text as HTML, and whether it was chosen.

    A value of another form than the kind's counts as no answer.
    """
    kind = spec.get("kind")
    if kind in ("single", "predict"):
        answer = value if isinstance(value, dict) else {"choice": value}
        rows = _option_rows([o["text"] for o in spec.get("options", [])], [answer.get("choice")], "●○", words)
        confidence = answer.get("confidence")
        if kind == "predict" and _is_number(confidence):
            rows.append(("→", words["your_belief"].format(percent=_number(confidence, spec)), False))
        return rows
    if kind == "multiple":
        return _option_rows([o["text"] for o in spec.get("options", [])], value, "☑☐", words)
    if kind == "sentences":
        return _option_rows([html.escape(s["text"]) for s in spec.get("sentences", [])], value, "☑☐", words)
    if kind == "ordering":
        return _step_rows(spec.get("steps", []), value)
    if kind == "calibrate":
        return _statement_rows(spec, value, truth, words)
    shown = words["unanswered"]
    if _is_number(value):
        shown = words["your_answer"].format(answer=f"{_number(value, spec)} {spec.get('unit', '')}".strip())
    return [("→", html.escape(shown), _is_number(value))]


def _option_rows(texts: Sequence[str], value: Any, marks: str, words: Mapping[str, str]) -> list[tuple[str, str, bool]]:
    chosen = [i for i in value if type(i) is int] if isinstance(value, list) else []
    said = f" ({html.escape(words['chosen'])})"
    return [(marks[0], text + said, True) if i in chosen else (marks[1], text, False) for i, text in enumerate(texts)]


def _step_rows(steps: Sequence[Mapping[str, Any]], value: Any) -> list[tuple[str, str, bool]]:
    texts = {step["id"]: step["text"] for step in steps}
    complete = isinstance(value, list) and sorted(map(str, value)) == sorted(map(str, texts))
    order = value if complete else list(texts)
    return [(f"{place}.", texts[step], False) for place, step in enumerate(order, start=1)]


def _statement_rows(
    spec: Mapping[str, Any], value: Any, truth: Sequence[Mapping[str, Any]], words: Mapping[str, str]
) -> list[tuple[str, str, bool]]:
    given = value if isinstance(value, list) else []
    rows = []
    for i, statement in enumerate(spec.get("statements", [])):
        text = statement["text"]
        if i < len(given) and _is_number(given[i]):
            text += " " + html.escape(words["your_belief"].format(percent=_number(given[i], spec)))
        if i < len(truth):
            word = words["truth_right"] if truth[i].get("right") else words["truth_wrong"]
            text += f" <strong>{html.escape(word)}.</strong> {truth[i].get('why', '')}"
        rows.append((f"{i + 1}.", text, False))
    return rows


def _is_number(value: Any) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _number(value: float, spec: Mapping[str, Any]) -> str:
    """A number as the reader's language writes it: 12,5 in Indonesian."""
    text = str(int(value)) if float(value).is_integer() else str(value)
    return text if spec.get("language") == "en" else text.replace(".", ",")


def _plain(text: str) -> str:
    """HTML as text: blocks become lines, tags go."""
    lined = re.sub(r"</(?:p|li|tr|div|h\d)>|<br\s*/?>", "\n", text.strip())
    bare = html.unescape(re.sub(r"<[^>]+>", "", lined))
    return "\n".join(line.strip() for line in bare.splitlines() if line.strip())
