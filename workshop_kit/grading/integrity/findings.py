"""What a hand-in shows by itself, held against its source: edited checks, forged metadata, odd code, script."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from nbformat import NotebookNode
from nbgrader.utils import compute_checksum

from workshop_kit.authoring.regions import BEGIN_HIDDEN, END_HIDDEN
from workshop_kit.grading.integrity.code import remarks
from workshop_kit.language import _, translate

# Facts about each other's sizes only: a hand-in with more than this is reported by its first ones.
_MOST = 40
_LONGEST_DETAIL = 160
_LONGEST_TEXT = 2_000_000

SENTENCES = {
    "check-edited": _("Sel periksa diubah; untuk menilai, isi aslinya dipakai kembali."),
    "check-missing": _("Sel periksa tidak ada lagi; untuk menilai, sel itu ditambahkan kembali."),
    "number-twice": _("Nomor nilai yang sama ada pada dua sel atau lebih; menyalin sel juga dapat menyebabkannya."),
    "number-unknown": _("Nomor nilai ini tidak ada di modulnya; buku kerja dari edisi lain juga dapat menyebabkannya."),
    "metadata-changed": _("Keterangan nilai pada sel berbeda dari aslinya: {detail}."),
    "metadata-unreadable": _("Keterangan nilai pada sel tidak berbentuk seperti yang ditulis nbgrader."),
    "of-another-module": _("Buku kerja menyebut dirinya milik modul lain: {detail}."),
    "network": _("Kode mengimpor modul untuk jaringan: {detail}."),
    "process": _("Kode menjalankan program atau proses lain: {detail}."),
    "interpreter": _("Kode menyentuh bagian dalam Python: {detail}."),
    "shell": _("Kode memakai bagian dalam IPython, yang menjalankan sel: {detail}."),
    "kit": _("Kode memakai bagian dalam paket lokakarya atau nbgrader, bukan fungsi untuk peserta: {detail}."),
    "patched": _("Kode mengganti sesuatu di dalam modul lain: {detail}."),
    "place": _("Kode menyebut tempat di luar folder buku kerja: {detail}."),
    "pretending": _("Kode membuat objek yang mengatur sendiri hasil perbandingannya: {detail}."),
    "unreadable-code": _("Kode tidak dapat dibaca untuk laporan ini: {detail}."),
    "script": _("Isi yang tampil memuat skrip atau isi dari tempat lain: {detail}."),
}


@dataclass(frozen=True)
class Finding:
    """One thing that a hand-in shows.

    Attributes
    ----------
    kind : str
        A key of ``SENTENCES``.
    cell : str
        The cell's grade id or place, such as ``cek-saring`` or ``sel 12``; empty for the notebook itself.
    detail : str
        At most a line, as it stands in the hand-in.
    """

    kind: str
    cell: str
    detail: str = ""

    @property
    def sentence(self) -> str:
        """What the trainer reads, in the reader's language."""
        return translate(SENTENCES[self.kind], detail=self.detail)


def inspect_submission(submitted: NotebookNode, source: NotebookNode) -> list[Finding]:
    """Hold a hand-in against its source.

    Parameters
    ----------
    submitted : NotebookNode
        As handed in; whatever stands in it, nothing is raised.
    source : NotebookNode
        The source notebook, with solutions and hidden tests.

    Returns
    -------
    list of Finding
        In the order of the cells, each once, at most 40; empty for whoever did nothing but answer.
    """
    cells = [cell for cell in _list(submitted.get("cells")) if isinstance(cell, Mapping)]
    found: list[Finding] = []
    found += _about_notebook(submitted, source)
    found += _about_numbers(cells, source)
    known = _usual(source)
    for place, cell in enumerate(cells, start=1):
        name = _grade_id(cell) or translate(_("sel {number}"), number=place)
        found += _about_code(cell, name, known)
        found += [Finding("script", name, what) for what in _scripts_of(cell)]
    unique = list(dict.fromkeys(Finding(f.kind, f.cell[:80], _one_line(f.detail)) for f in found))
    return unique[:_MOST]


def _about_notebook(submitted: NotebookNode, source: NotebookNode) -> Iterator[Finding]:
    metadata = _dict(submitted.get("metadata"))
    claimed = metadata.get("workshop")
    wanted = _dict(_dict(source.get("metadata")).get("workshop")).get("module")
    if claimed is not None and wanted is not None and _dict(claimed).get("module") != wanted:
        yield Finding("of-another-module", "", repr(_dict(claimed).get("module", claimed)))
    for state in _dict(metadata.get("widgets")).values():
        for what in active_content(str(state)[:_LONGEST_TEXT]):
            yield Finding("script", "", what)


# --- numbers and locks -------------------------------------------------------------------------------------------


def _about_numbers(cells: list[Mapping[str, Any]], source: NotebookNode) -> Iterator[Finding]:
    wanted = {grade_id: cell for cell in source.cells if (grade_id := _grade_id(cell))}
    there = Counter(grade_id for cell in cells if (grade_id := _grade_id(cell)))
    for cell in cells:
        metadata = _dict(cell.get("metadata")).get("nbgrader")
        if metadata is None:
            continue
        grade_id = _grade_id(cell)
        if not grade_id:
            yield Finding("metadata-unreadable", "", repr(metadata))
        elif grade_id not in wanted:
            yield Finding("number-unknown", grade_id)
        else:
            yield from _compared(cell, wanted[grade_id])
    for grade_id, times in there.items():
        if times > 1:
            yield Finding("number-twice", grade_id)
    for grade_id, cell in wanted.items():
        if grade_id not in there and _dict(cell.metadata.get("nbgrader")).get("grade"):
            yield Finding("check-missing", grade_id)


def _compared(cell: Mapping[str, Any], original: NotebookNode) -> Iterator[Finding]:
    """One numbered cell beside its original."""
    grade_id = _grade_id(cell)
    mine, wanted = _dict(_dict(cell.get("metadata")).get("nbgrader")), original.metadata.nbgrader
    changes = [
        f"{key} = {mine.get(key)!r}"
        for key in ("grade", "solution", "locked", "points", "task")
        if mine.get(key, None) != wanted.get(key, None)
    ]
    if cell.get("cell_type") != original.cell_type:
        changes.append(f"cell_type = {cell.get('cell_type')!r}")
    if changes:
        yield Finding("metadata-changed", grade_id, ", ".join(changes))
    if wanted.get("locked") and not wanted.get("solution") and not _is_as_released(cell, original):
        yield Finding("check-edited", grade_id, _first_difference(_source(cell), _without_hidden(original.source)))


def _is_as_released(cell: Mapping[str, Any], original: NotebookNode) -> bool:
    """Whether a locked cell is what was given out, by this release or by an earlier one.

    An earlier release's cell still carries its own checksum and still calls the same check.
    """
    text, wanted = _source(cell), _without_hidden(original.source)
    if _bare(text) == _bare(wanted):
        return True
    metadata = _dict(_dict(cell.get("metadata")).get("nbgrader"))
    call = re.search(r'(?:check|quiz)\("[^"]+"\)', wanted)
    try:
        unchanged = metadata.get("checksum") == compute_checksum(cell)
    except Exception:
        unchanged = False
    return bool(unchanged and call and call.group() in text)


def _without_hidden(source: str) -> str:
    """The text as it is given out."""
    rows, inside = [], False
    for row in source.split("\n"):
        if BEGIN_HIDDEN in row:
            inside = True
        elif END_HIDDEN in row:
            inside = False
        elif not inside:
            rows.append(row)
    return "\n".join(rows)


def _bare(text: str) -> str:
    return "\n".join(row.rstrip() for row in text.split("\n")).strip()


def _first_difference(mine: str, wanted: str) -> str:
    known = set(wanted.split("\n"))
    return next((row.strip() for row in mine.split("\n") if row.strip() and row not in known), "")


# --- code --------------------------------------------------------------------------------------------------------


def _usual(source: NotebookNode) -> set[tuple[str, str]]:
    """What the lesson's own code does, which is nothing to tell of an attendee."""
    return {remark for cell in source.cells if cell.cell_type == "code" for remark in remarks(cell.source)}


def _about_code(cell: Mapping[str, Any], name: str, usual: set[tuple[str, str]]) -> Iterator[Finding]:
    if cell.get("cell_type") == "code":
        for kind, detail in remarks(_source(cell)):
            if (kind, detail) not in usual:
                yield Finding(kind, name, detail)


# --- script ------------------------------------------------------------------------------------------------------


def _scripts_of(cell: Mapping[str, Any]) -> list[str]:
    """Active content in what a cell shows, stored outputs included."""
    found: list[str] = []
    if cell.get("cell_type") == "markdown":
        found += active_content(_source(cell)[:_LONGEST_TEXT], markdown=True)
    for output in _list(cell.get("outputs")):
        for kind, content in _dict(_dict(output).get("data")).items():
            if kind == "application/javascript":
                found.append(kind)
            elif kind in ("text/html", "image/svg+xml", "text/markdown"):
                text = "".join(map(str, content)) if isinstance(content, list) else str(content)
                found += active_content(text[:_LONGEST_TEXT], markdown=kind == "text/markdown")
    return found


def active_content(text: str, *, markdown: bool = False) -> list[str]:
    """Name what in a piece of HTML a browser would run or load from elsewhere.

    Examples
    --------
    >>> active_content('<p onclick="x()">a</p><script>y()</script>')
    ['<p onclick>', '<script>']
    >>> active_content("<p>a &lt; b</p>")
    []
    """
    parser = _Active()
    parser.feed(text)
    parser.close()
    if markdown and re.search(r"\]\(\s*(?:javascript|vbscript|data:text)", text, re.IGNORECASE):
        parser.found.append("javascript:")
    return list(dict.fromkeys(parser.found))


class _Active(HTMLParser):
    """Collects tags and attributes that do something."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "iframe", "object", "embed", "link", "meta", "base", "form"):
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            address = re.sub(r"\s", "", value or "").lower()
            if name.startswith("on") or name == "srcdoc":
                self.found.append(f"<{tag} {name}>")
            elif address.startswith(("javascript:", "vbscript:", "data:text/html")):
                self.found.append(f"<{tag} {name}={address[:11]}>")


# --- reading what may be anything --------------------------------------------------------------------------------


def _dict(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _source(cell: Mapping[str, Any]) -> str:
    source = cell.get("source", "")
    return source if isinstance(source, str) else ""


def _grade_id(cell: Mapping[str, Any]) -> str:
    grade_id = _dict(_dict(cell.get("metadata")).get("nbgrader")).get("grade_id")
    return grade_id if isinstance(grade_id, str) else ""


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_DETAIL else line[: _LONGEST_DETAIL - 1] + "…"
