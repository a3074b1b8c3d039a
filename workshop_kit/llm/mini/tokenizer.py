"""From text to tokens and back: byte-level byte-pair encoding, read from the plain file that `tokenizers` writes."""

import json
import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from workshop_kit.llm.mini.tasks import CONTROL

# Words with the space before them, single digits, other signs, spaces. Written with explicit ranges, so that it means
# the same to `tokenizers`; of no more than 40 characters each, so that a text without spaces is no trap.
WORDS = (
    r" ?[A-Za-zÀ-ɏ]{1,40}|[0-9]| ?[^ \t\r\nA-Za-z0-9À-ɏ]{1,40}"
    r"|[ \t\r\n]{1,40}(?![^ \t\r\n])|[ \t\r\n]{1,40}"
)


@lru_cache(maxsize=1)
def byte_signs() -> tuple[str, ...]:
    """The printable character that stands for each byte in the vocabulary's file."""
    plain = [*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1), *range(ord("®"), ord("ÿ") + 1)]
    signs = {byte: chr(byte) for byte in plain}
    for byte in range(256):
        if byte not in signs:
            signs[byte] = chr(256 + len(signs) - len(plain))
    return tuple(signs[byte] for byte in range(256))


class Tokenizer:
    """Byte-pair encoding.

    Parameters
    ----------
    path : Path
        ``tokenizer.json``.

    Attributes
    ----------
    pieces : list of bytes
        What each token stands for; control tokens for nothing.
    control : dict of str to int
        Numbers of the control tokens. No text is ever encoded into them.
    """

    def __init__(self, path: Path) -> None:
        model = json.loads(path.read_text("utf-8"))["model"]
        byte_of = {sign: byte for byte, sign in enumerate(byte_signs())}
        vocabulary: dict[str, int] = model["vocab"]
        self.control = {name: vocabulary[name] for name in CONTROL}
        self.pieces = [b""] * len(vocabulary)
        for written, number in vocabulary.items():
            if written not in self.control:
                self.pieces[number] = bytes(byte_of[sign] for sign in written)
        self._number = {piece: number for number, piece in enumerate(self.pieces) if piece}
        self._single = [self._number[bytes([byte])] for byte in range(256)]
        merges = [pair if isinstance(pair, list) else pair.split(" ") for pair in model["merges"]]
        self._rank: dict[tuple[int, int], tuple[int, int]] = {}
        for rank, (one, other) in enumerate(merges):
            joined = vocabulary[one + other]
            self._rank[vocabulary[one], vocabulary[other]] = (rank, joined)
        self._words = re.compile(WORDS)
        self._known: dict[str, tuple[int, ...]] = {}

    def encode(self, text: str) -> list[int]:
        """Tokens of a text; control tokens that somebody typed are ordinary characters."""
        found: list[int] = []
        for word in self._words.findall(text):
            found += self._encoded(word)
        return found

    def decode(self, tokens: Iterable[int]) -> str:
        """Text of tokens; bytes that are no UTF-8 become replacement characters."""
        return b"".join(self.pieces[token] for token in tokens).decode("utf-8", errors="replace")

    def shown(self, token: int) -> str:
        """A token as a person can read it: its text, a control token's name, single bytes as ``<0xE2>``."""
        piece = self.pieces[token]
        if not piece:
            return next(name for name, number in self.control.items() if number == token)
        try:
            return piece.decode("utf-8")
        except UnicodeDecodeError:
            return "".join(f"<0x{byte:02X}>" for byte in piece)

    def _encoded(self, word: str) -> tuple[int, ...]:
        known = self._known.get(word)
        if known is None:
            known = tuple(self._merged([self._single[byte] for byte in word.encode("utf-8", "replace")]))
            if len(self._known) < 20_000:
                self._known[word] = known
        return known

    def _merged(self, tokens: list[int]) -> list[int]:
        while len(tokens) > 1:
            pairs = [(self._rank[pair], place) for place, pair in enumerate(pairwise(tokens)) if pair in self._rank]
            if not pairs:
                break
            (_rank, joined), place = min(pairs)
            tokens[place : place + 2] = [joined]
        return tokens
