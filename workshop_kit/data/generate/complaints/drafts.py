"""A text while it is being written: what must stay exact, or must not be published, is a piece of its own."""

from collections.abc import Iterable
from dataclasses import dataclass, field

# Private use characters stand for the pieces: no spelling mistake can touch them.
FIRST = 0xE000
LAST = 0xF8FF


@dataclass(frozen=True)
class Piece:
    """A place, a name, a number.

    Attributes
    ----------
    exact, public : str
        As the complaint has it, and as the anonymised release has it.
    kind : str
        ``NAMA``, ``NIK``, ...; empty for what is not personal data.
    """

    exact: str
    public: str
    kind: str = ""

    @property
    def spoken(self) -> bool:
        """Whether it is written in small or capital letters as the words around it."""
        return self.kind in ("", "NAMA", "ALAMAT")


@dataclass
class Pieces:
    """The pieces of one text; adding one gives the character that stands for it."""

    found: list[Piece] = field(default_factory=list)

    def add(self, exact: str, public: str, kind: str = "") -> str:
        """Keep a piece and return its character."""
        self.found.append(Piece(exact, public, kind))
        return chr(FIRST + len(self.found) - 1)


def is_piece(character: str) -> bool:
    """Whether a character stands for a piece."""
    return FIRST <= ord(character) <= LAST


def holds_piece(text: str) -> bool:
    """Whether any character stands for a piece."""
    return any(map(is_piece, text))


def rendered(text: str, pieces: Iterable[Piece], case: str, exact: bool) -> str:
    """The text with its pieces put in, exact or public; ``case`` is that of the writer."""
    for number, piece in enumerate(pieces):
        shown = piece.exact if exact else piece.public
        if piece.spoken and not shown.startswith("["):
            shown = {"kecil": shown.lower(), "besar": shown.upper()}.get(case, shown)
        text = text.replace(chr(FIRST + number), shown)
    return text
