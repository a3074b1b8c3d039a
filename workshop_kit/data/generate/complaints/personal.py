"""Personal data in a text: always of a fictional person."""

import re
from functools import lru_cache

from workshop_kit.data.generate.catalogue import catalogue_rows
from workshop_kit.data.generate.complaints.drafts import Pieces
from workshop_kit.data.generate.draws import Draws
from workshop_kit.data.generate.people.warga_sampel import Person

SLOT = re.compile(r"\{(\w+)\}")
LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
# What the anonymised release shows instead; the same marks as privacy.masking.scrub.
MARKS = {
    "nama": "NAMA",
    "alamat": "ALAMAT",
    "nik": "NIK",
    "kk": "KK",
    "telepon": "TELEPON",
    "email": "EMAIL",
    "plat": "PLAT",
}


def sentence(person: Person, variety: str, pieces: Pieces, draws: Draws) -> str:
    """A sentence in which somebody gives their own data."""
    spoken = "baku" if variety == "baku" else "sehari"
    text = draws.one_of([row["teks"] for row in _sentences() if row["ragam"] == spoken])

    def fill(match: re.Match[str]) -> str:
        kind = match[1]
        mark = MARKS[kind]
        return pieces.add(_datum(kind, person, draws), f"[{mark}]", mark)

    return SLOT.sub(fill, text)


def _datum(kind: str, person: Person, draws: Draws) -> str:
    if kind == "nama":
        return person.name
    if kind == "alamat":
        return person.address
    if kind == "nik":
        return _spaced(person.nik) if draws.chance(0.15) else person.nik
    if kind == "kk":
        # The register of families is not among the tables: area and date as in an NIK, another serial.
        day, month, year = 1 + draws.below(28), 1 + draws.below(12), 10 + draws.below(14)
        return f"{person.nik[:6]}{day:02d}{month:02d}{year}{draws.below(10_000):04d}"
    if kind == "telepon":
        return person.phone.replace("-", draws.one_of(("-", " ", "")))
    if kind == "email":
        return re.sub(r"[^a-z]+", draws.one_of((".", "_", "")), person.name.lower()).strip("._") + "@contoh.id"
    # No plate's number starts with 0.
    return f"KT 0{100 + draws.below(900)} {draws.one_of(LETTERS)}{draws.one_of(LETTERS)}"


def _spaced(number: str) -> str:
    return " ".join(number[start : start + 4] for start in range(0, len(number), 4))


@lru_cache(maxsize=1)
def _sentences() -> list[dict[str, str]]:
    return catalogue_rows("complaints", "data_pribadi.csv")
