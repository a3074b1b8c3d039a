"""Sentences of a document, each with the mark by which it can be cited."""

import re
from dataclasses import dataclass

from workshop_kit.llm.engines.simulasi.words import word_set

# Before a name.
_TITLES = word_set(
    """yth jl jln gg dr drs dra ir prof hj h kel kec kab pt cv a.n u.p d.a sdr bpk mr mrs ms st vs e.g i.e"""
)
# Before a figure or in the midst of a sentence.
_ABBREVIATIONS = word_set("no rp tgl hlm hal s.d fig art dll dsb dst tbk")
# A full stop or its like, closing quotes, then room; or the end of a line.
_END = re.compile(r"[.!?…]{1,8}[\"'”’)\]]{0,4}(?=\s|$)|\n{1,50}")
_PAGE = re.compile(
    r"(?:halaman|hlm\.?|hal\.?|page|p\.)[ \t]{0,4}(\d{1,5})(?:[ \t]{0,4}(?:dari|of|/)[ \t]{0,4}\d{1,5})?", re.IGNORECASE
)
_NUMBERED = re.compile(r"^[ \t]{0,8}\[([^\]\n]{1,40})\][ \t]{0,8}")
_BULLET = re.compile(r"^[ \t]{0,20}(?:[-*•·–]|\d{1,3}[.)]|[a-z][.)])[ \t]{1,8}")
_BEFORE = re.compile(r"([^\s.(\"'“]{1,12}(?:\.[^\s.]{1,3}){0,3})$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document.

    Attributes
    ----------
    text : str
        Without bullets and numbers before it.
    number : int
        From 1, in the document.
    page : str or None
        The page marked before it, as ``12``.
    mark : str or None
        What stood in brackets before its paragraph, as ``2`` or ``Dokumen A``.
    """

    text: str
    number: int
    page: str | None = None
    mark: str | None = None

    @property
    def citation(self) -> str:
        """How it is cited: by its own mark, its page, else its number."""
        if self.mark is not None:
            return f"[{self.mark}]"
        return f"[halaman {self.page}]" if self.page is not None else f"[kalimat {self.number}]"


def sentences(text: str) -> list[Sentence]:
    """Cut a document into sentences.

    Page headings ("Halaman 12", "--- hlm. 12 ---") are no sentences but count for what follows; so do bracketed numbers
    at a paragraph's beginning.

    Examples
    --------
    >>> [each.text for each in sentences("Yth. Camat. Pagu Rp1.250.000 habis! Apa sebabnya?")]
    ['Yth. Camat.', 'Pagu Rp1.250.000 habis!', 'Apa sebabnya?']
    >>> sentences("Halaman 3\\nAir mati. Warga menunggu.")[1].citation
    '[halaman 3]'
    """
    found: list[Sentence] = []
    page: str | None = None
    mark: str | None = None
    for line in text.split("\n"):
        if not line.strip():
            continue
        new_page = _page_heading(line)
        if new_page is not None:
            page, mark = new_page, None
            continue
        marked = _NUMBERED.match(line)
        if marked:
            inside, line = marked.group(1).strip(), line[marked.end() :]
            paged = _PAGE.fullmatch(inside)
            page, mark = (paged.group(1), None) if paged else (page, inside)
        for part in _cut(_BULLET.sub("", line, count=1)):
            found.append(Sentence(part, len(found) + 1, page, mark))
    return found


def _page_heading(line: str) -> str | None:
    """The number of the page that a line announces, if it does little else."""
    bare = line.strip(" \t-=#*[]()|<>")
    if len(bare) > 160:
        return None
    found = list(_PAGE.finditer(bare))
    if not found:
        return None
    match = found[-1]
    rest = bare[: match.start()] + bare[match.end() :]
    # A running header has its page after a bar or dash; a sentence goes on.
    return match.group(1) if not rest.strip(" -|–—.:") or rest.rstrip().endswith(("|", "–", "—", "-")) else None


def _cut(line: str) -> list[str]:
    parts: list[str] = []
    start = 0
    for match in _END.finditer(line):
        if match.group()[0] == "." and _no_end(line, match.start(), match.end()):
            continue
        parts.append(line[start : match.end()].strip())
        start = match.end()
    parts.append(line[start:].strip())
    return [part for part in parts if any(each.isalnum() for each in part)]


def _no_end(line: str, at: int, end: int) -> bool:
    """Whether the full stop at a place belongs to an abbreviation or a number before a word."""
    before = _BEFORE.search(line[max(0, at - 24) : at])
    word = before.group(1).lower() if before else ""
    after = line[end : end + 12].lstrip()
    if word in _TITLES:
        return bool(after)
    if word in _ABBREVIATIONS:
        return bool(after) and not after[0].isupper()
    if len(word) == 1 and word.isalpha():
        # An initial stands first or after a name; "gedung B." ends.
        name = line[max(0, at - 24) : at - 1].split()
        return bool(after) and (not name or name[-1][0].isupper())
    return bool(after) and after[0].islower()
