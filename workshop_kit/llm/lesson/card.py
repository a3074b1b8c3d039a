"""How an answer is shown: its text as text, then where it comes from, what it cost, what was masked.

No colours but the frame's, so that it fits light and dark pages. The answer stands in ``pre``: nothing of it is run,
followed or typeset, be it HTML, Markdown or a formula.
"""

from html import escape

from workshop_kit.language import _, language, translate
from workshop_kit.llm.lesson import words
from workshop_kit.llm.lesson.answer import Facts

Shown = tuple[str, str]
_FRAME = "border:1px solid #8494a6;border-radius:8px;padding:12px 16px;line-height:1.5;max-width:52em"
_TEXT = (
    "white-space:pre-wrap;overflow-wrap:anywhere;word-break:normal;font:inherit;line-height:inherit;color:inherit;background:none;"
    "border:0;margin:0;padding:0"
)
_LIST = "list-style:none;display:flex;flex-wrap:wrap;gap:2px 18px;margin:6px 0 0;padding:0;font-size:92%"
_BELOW = "border-top:1px solid #8494a6;margin-top:12px"
_LINE = "margin:8px 0 0"


def card(text: str, facts: Facts) -> Shown:
    """A finished answer as HTML and as plain text.

    The plain text is the same on every run, as far as the answer is: it leaves out how long it took.
    """
    told = (words.staged(facts), words.cut_short(facts), words.stand_in(facts))
    remarks = [remark for remark in told if remark]
    about = "".join(f"<p style='{_LINE}'><strong>{_safe(remark)}</strong></p>" for remark in remarks)
    masked = [words.masking(facts)] if words.masking(facts) else []
    html = _framed(
        _quoted(text),
        f"<p role='status' style='{_LINE}'><strong>{_safe(words.origin(facts))}</strong></p>"
        + about
        + _listed([*words.amounts(facts, latency=True), *masked]),
    )
    plain = " · ".join([words.origin(facts), *remarks, *words.amounts(facts, latency=False), *masked])
    return html, f"{words.harmless(text)}\n\n[{words.harmless(plain)}]"


def waiting(text: str, seconds: int) -> Shown:
    """What has come of an answer so far, for a person who waits."""
    line = translate(_("Menunggu jawaban ..."))
    # Said aloud once; every second would be a nuisance.
    role = "" if seconds or text else " role='status'"
    counted = translate(_("{seconds} detik"), seconds=seconds) if seconds else ""
    status = (
        f"<p{role} style='{_LINE if text else 'margin:0'}'>{_safe(line)} <span aria-hidden='true'>{counted}</span></p>"
    )
    return _framed(_quoted(text) if text else "", status, busy=True), line


def broken_off(text: str, reason: str) -> Shown:
    """What had come of an answer that ends before its end."""
    status = f"<p role='status' style='{_LINE if text else 'margin:0'}'><strong>{_safe(reason)}</strong></p>"
    return _framed(_quoted(text) if text else "", status), words.harmless(f"{text}\n\n[{reason}]").strip()


def progress(done: int, total: int) -> Shown:
    """How many of several texts are through."""
    line = translate(_("{done} dari {total} teks selesai"), done=words.number(done), total=words.number(total))
    bar = f"<progress value='{done}' max='{total}' aria-label='{_safe(line)}' style='width:12em'></progress>"
    role = "" if done else " role='status'"
    return _framed("", f"<p{role} style='margin:0'>{bar} <span>{_safe(line)}</span></p>", busy=True), line


def summary(title: str, facts: Facts, remark: str = "") -> Shown:
    """What several requests were together."""
    masked = [words.masking(facts)] if words.masking(facts) else []
    remarks = [part for part in (remark, words.staged(facts), words.stand_in(facts)) if part]
    html = _framed(
        "",
        f"<p role='status' style='margin:0'>{_safe(title)} <strong>{_safe(words.origin(facts))}</strong></p>"
        + "".join(f"<p style='{_LINE}'><strong>{_safe(part)}</strong></p>" for part in remarks)
        + _listed([*words.amounts(facts, latency=True), *masked]),
    )
    plain = " · ".join([words.origin(facts), *remarks, *words.amounts(facts, latency=False), *masked])
    return html, words.harmless(f"{title} [{plain}]")


def sentences(lines: list[str]) -> Shown:
    """Plain sentences."""
    html = "".join(f"<p style='margin:0'>{_safe(line)}</p>" for line in lines)
    return _framed("", html), "\n".join(lines)


def _framed(answer: str, about: str, busy: bool = False) -> str:
    """The answer is in whatever language it is; only what is said about it is in the reader's."""
    label = f" role='group' aria-label='{_safe(translate(_('Jawaban')))}'" if answer else ""
    waits = " aria-busy='true'" if busy else ""
    line = f" style='{_BELOW}'" if answer else ""
    return f"<div style='{_FRAME}'{label}{waits}>{answer}<div lang='{language()}'{line}>{about}</div></div>"


def _quoted(text: str) -> str:
    return f"<pre class='mathjax_ignore tex2jax_ignore' style='{_TEXT}'>{_safe(text)}</pre>"


def _safe(text: str) -> str:
    return escape(words.harmless(text))


def _listed(parts: list[str]) -> str:
    return f"<ul style='{_LIST}'>" + "".join(f"<li>{_safe(part)}</li>" for part in parts) + "</ul>"
