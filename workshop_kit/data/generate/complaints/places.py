"""Filling the slots of a sentence: places, durations, points in time."""

import re
from functools import lru_cache

from workshop_kit.data.generate.catalogue import catalogue_rows
from workshop_kit.data.generate.complaints.drafts import Pieces
from workshop_kit.data.generate.draws import Draws
from workshop_kit.data.generate.people.wilayah import Village

SLOT = re.compile(r"(\S*\s)?\{(\w+)\}")
# "air mati sejak Senin", but "berkas saya ajukan Senin pagi".
LASTING = ("jalan", "drainase", "sampah", "air_bersih", "perhubungan")


def filled(text: str, category: str, village: Village, pieces: Pieces, draws: Draws) -> str:
    """The sentence with its slots filled; places are pieces, so that the release can show the kecamatan alone."""

    def fill(match: re.Match[str]) -> str:
        before, slot = match[1] or "", match[2]
        if slot == "kelurahan":
            after_office = before.strip().lower() in ("kelurahan", "lurah")
            return before + pieces.add(village.name, f"{'di ' if after_office else ''}{village.district}")
        if slot == "tempat":
            return before + _place(village, pieces, draws)
        if slot == "waktu":
            slot = "sejak" if category in LASTING else "saat"
        return before + draws.one_of(_names(slot))

    return SLOT.sub(fill, text)


def _place(village: Village, pieces: Pieces, draws: Draws) -> str:
    row = draws.one_of(_forms(), [float(row["bobot"]) for row in _forms()])
    exact = row["persis"].format(
        gang=draws.one_of(_names("gang")),
        perumahan=draws.one_of(_names("perumahan")),
        rt=f"{1 + draws.below(40):02d}",
        blok=f"{draws.one_of('ABCDEFG')}{1 + draws.below(20)}",
        kelurahan=village.name,
    )
    return pieces.add(exact, row["kasar"].format(kecamatan=village.district))


@lru_cache(maxsize=1)
def _forms() -> list[dict[str, str]]:
    return catalogue_rows("complaints", "tempat.csv")


@lru_cache(maxsize=16)
def _names(kind: str) -> list[str]:
    return [row["nama"] for row in catalogue_rows("complaints", "isian.csv") if row["jenis"] == kind]
