"""How the letters of a text file are encoded, seen by reading all of it once in small pieces."""

import codecs
import io
from dataclasses import dataclass
from pathlib import Path

_PIECE = 1 << 22
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CONTROLS = bytes(each for each in range(32) if each not in b"\t\n\r\f\x1b")


@dataclass(frozen=True)
class Scan:
    """What a text file is made of.

    Attributes
    ----------
    encoding : str
        A codec that reads it.
    broken : int
        Places that this codec cannot read.
    nul : int
        NUL bytes outside UTF-16.
    quotes : int
        Quotation marks.
    lines : int
    longest : int
        Bytes of the longest line.
    controls : float
        Share of control characters.
    """

    encoding: str
    broken: int
    nul: int
    quotes: int
    lines: int
    longest: int
    controls: float

    @property
    def clean(self) -> bool:
        """Whether the bytes may be read as they are."""
        return self.encoding in ("utf-8", "utf-8-sig") and not self.broken and not self.nul


def scan(path: Path) -> Scan:
    """Read a file once.

    Raises
    ------
    OSError
    """
    with path.open("rb") as stream:
        head = stream.read(4096)
    wide = _wide(head)
    counts = dict.fromkeys(("nul", "quotes", "lines", "controls", "size"), 0)
    longest = current = 0
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    sound = True
    end = b"\n" if b"\n" in head or b"\r" not in head else b"\r"
    with path.open("rb") as stream:
        while piece := stream.read(_PIECE):
            counts["size"] += len(piece)
            counts["nul"] += piece.count(0)
            counts["quotes"] += piece.count(b'"')
            counts["controls"] += len(piece) - len(piece.translate(None, _CONTROLS))
            parts = piece.split(end)
            counts["lines"] += len(parts) - 1
            parts[0] = b" " * current + parts[0] if current else parts[0]
            longest = max(longest, *map(len, parts))
            current = len(parts[-1])
            sound = sound and wide is None and _decodes(decoder, piece)
    sound = sound and wide is None and _decodes(decoder, b"", final=True)
    nul = 0 if wide else counts["nul"]
    controls = 0.0 if wide else counts["controls"] / max(counts["size"], 1)
    if wide:
        encoding, broken = wide, _broken(path, wide)[0]
    elif sound:
        encoding, broken = ("utf-8-sig" if head.startswith(codecs.BOM_UTF8) else "utf-8"), 0
    else:
        encoding, broken = _eight_bits(path)
    return Scan(encoding, broken, nul, counts["quotes"], counts["lines"], longest, controls)


def text_of(path: Path, scanned: Scan) -> io.TextIOWrapper:
    """The file as text, with a mark in place of what cannot be read and line ends as they are."""
    return path.open("r", encoding=scanned.encoding, errors="replace", newline="")


class Cleaned(io.RawIOBase):
    """The file as UTF-8 bytes without NULs, for readers that know nothing else."""

    def __init__(self, path: Path, scanned: Scan) -> None:
        self._text = text_of(path, scanned)

    def read(self, size: int = -1) -> bytes:
        """At most about ``size`` bytes; nothing at the end of the file."""
        while True:
            # A letter takes up to four bytes, so a fourth of the letters never exceeds the size.
            letters = self._text.read(max(size // 4, 1) if size >= 0 else -1)
            cleaned = letters.replace("\0", "").encode("utf-8", "replace")
            if cleaned or not letters:
                return cleaned

    def readable(self) -> bool:
        """It is."""
        return True

    def close(self) -> None:
        """Close the file."""
        self._text.close()
        super().close()


def _wide(head: bytes) -> str | None:
    """UTF-16, told by its mark or by every second byte being NUL."""
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name if name == "utf-16" else None
    even, odd = head[0:2000:2].count(0), head[1:2000:2].count(0)
    half = max(len(head[:2000]) // 2, 1)
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * half and odd < 0.05 * half else None


def _decodes(decoder: codecs.IncrementalDecoder, piece: bytes, final: bool = False) -> bool:
    try:
        decoder.decode(piece, final)
    except UnicodeDecodeError:
        return False
    return True


def _eight_bits(path: Path) -> tuple[str, int]:
    """UTF-8 with broken places, or Windows-1252: whichever reads more of the letters beyond ASCII."""
    broken, letters = _broken(path, "utf-8")
    if letters > broken:
        return "utf-8", broken
    return "cp1252", _broken(path, "cp1252")[0]


def _broken(path: Path, encoding: str) -> tuple[int, int]:
    """Places that cannot be read, and letters beyond ASCII that can."""
    broken = letters = 0
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    with path.open("rb") as stream:
        while piece := stream.read(_PIECE):
            broken, letters = _counted(decoder.decode(piece), broken, letters)
        broken, letters = _counted(decoder.decode(b"", True), broken, letters)
    return broken, letters


def _counted(text: str, broken: int, letters: int) -> tuple[int, int]:
    marks = text.count("\ufffd")
    beyond = 0 if text.isascii() else len(text) - len(text.encode("ascii", "ignore"))
    return broken + marks, letters + beyond - marks
