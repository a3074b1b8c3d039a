"""The table ``aduan``, raw and anonymised, and its key."""

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from workshop_kit.data.generate.complaints.arrivals import month_of
from workshop_kit.data.generate.complaints.corpus import Complaint, complaints
from workshop_kit.data.generate.complaints.officer import Handling, handled, right_agency
from workshop_kit.data.generate.complaints.planting import AS_DESIGNED, Planting
from workshop_kit.data.generate.draws import Draws
from workshop_kit.data.generate.people.spelling import OTHERWISE
from workshop_kit.data.generate.table import Row, Size
from workshop_kit.privacy.generalise import suppress_rows, suppress_values
from workshop_kit.privacy.masking import scrub

QUASI = ["kecamatan", "triwulan", "bulan"]
SENSITIVE = "kategori_petugas"
K, L = 5, 3
WITHOUT_PLACE = 0.02
IN_OLD_SPELLING = 0.01
OLD_SPELLINGS = OTHERWISE[2023] | OTHERWISE[2022]


@dataclass(frozen=True)
class Filed:
    """One row of the raw table; ``place`` is the code of the kelurahan, ``written`` what stands there instead."""

    id: str
    complaint: Complaint
    handling: Handling
    place: str | None
    written: str | None


def aduan_mentah(seed: int, size: Size = "full", planting: Planting = AS_DESIGNED) -> list[Row]:
    """Make the raw table, in the order of time: who complained stands in it, and the text as it was sent."""
    return [
        {
            "id_aduan": each.id,
            "waktu_masuk": each.complaint.time,
            "kanal": each.complaint.channel,
            "bahasa": each.complaint.writer.language,
            "id_warga": each.complaint.reporter.id,
            "teks": each.complaint.draft.shown(exact=True),
            "kategori_petugas": each.handling.category,
            "urgensi": each.handling.urgency,
            "kode_kelurahan": each.place,
            "kelurahan_tertulis": each.written,
            "opd_tujuan": each.handling.agency,
            "status": each.handling.status,
            "hari_kerja_selesai": each.handling.days,
            "kepuasan": each.handling.satisfaction,
        }
        for each in _filed(seed, size, planting)
    ]


def aduan(seed: int, size: Size = "full", planting: Planting = AS_DESIGNED) -> list[Row]:
    """Make the anonymised table: no person, no kelurahan, no day; k >= 5 and l >= 3 over kecamatan and time.

    Names, numbers and addresses in the texts are replaced by marks, and places by their kecamatan.
    """
    return [row for _, row in _published(seed, size, planting)]


def kunci_aduan(seed: int, size: Size = "full", planting: Planting = AS_DESIGNED) -> list[Row]:
    """Make the key: what is true of each complaint, and its id in the anonymised table if it is there."""
    published = {id_: str(row["id_aduan"]) for id_, row in _published(seed, size, planting)}
    filed = _filed(seed, size, planting)
    return [
        {
            "id_aduan": each.id,
            "id_anonim": published.get(each.id),
            "label_benar": list(each.complaint.labels),
            "urgensi_benar": each.complaint.core.urgency,
            "inti": each.complaint.core.id,
            "ragam": each.complaint.writer.variety,
            "rute_benar": right_agency(each.complaint),
            "data_pribadi": list(each.complaint.personal),
            "salinan_dari": filed[each.complaint.copy_of].id if each.complaint.copy_of >= 0 else None,
        }
        for each in filed
    ]


@lru_cache(maxsize=8)
def _filed(seed: int, size: Size, planting: Planting) -> tuple[Filed, ...]:
    found = complaints(seed, size, planting)
    office = handled(Draws(seed, "aduan/petugas"), found, planting)
    draws = Draws(seed, "aduan/kelurahan")
    nowhere = frozenset(draws.pick(range(len(found)), round(WITHOUT_PLACE * len(found))))
    spelt_otherwise = [
        number for number, each in enumerate(found) if number not in nowhere and each.village.name in OLD_SPELLINGS
    ]
    in_old_spelling = frozenset(draws.pick(spelt_otherwise, round(IN_OLD_SPELLING * len(found))))
    return tuple(
        Filed(
            f"ADU-{number + 1:05d}",
            complaint,
            handling,
            None if number in nowhere or number in in_old_spelling else complaint.village.code,
            OLD_SPELLINGS[complaint.village.name] if number in in_old_spelling else None,
        )
        for number, (complaint, handling) in enumerate(zip(found, office, strict=True))
    )


@lru_cache(maxsize=8)
def _published(seed: int, size: Size, planting: Planting) -> tuple[tuple[str, Row], ...]:
    """Raw id and published row, in the order of the published ids: that of the raw ones would tell the day."""
    filed = _filed(seed, size, planting)
    draws = Draws(seed, "aduan/token")
    ids = _different(draws, len(filed))
    # The office knows entries of its register, not persons: a double identity gets two tokens.
    entries = sorted({(each.complaint.reporter.id, each.complaint.time.year) for each in filed})
    tokens = dict(zip(entries, _different(draws, len(entries)), strict=True))
    frame = pd.DataFrame([_public_row(each, ids[number], tokens) for number, each in enumerate(filed)])
    frame["raw"] = [each.id for each in filed]
    frame = suppress_rows(frame, QUASI[:2], K, sensitive=SENSITIVE, l=L)
    frame = suppress_values(frame, "bulan", QUASI, K, sensitive=SENSITIVE, l=L).sort_values("id_aduan")
    rows = []
    for values in frame.to_dict("records"):
        row: Row = {str(name): None if pd.isna(value) else value for name, value in values.items()}
        # pandas has no whole numbers beside missing ones.
        row |= {name: int(value) for name, value in row.items() if isinstance(value, float)}
        rows.append((str(row.pop("raw")), row))
    return tuple(rows)


def _public_row(each: Filed, number: int, tokens: dict[tuple[str, int], int]) -> Row:
    time = each.complaint.time
    known = each.place or each.written
    return {
        "id_aduan": f"A{number:06d}",
        "token": f"P{tokens[each.complaint.reporter.id, time.year]:06d}",
        "kecamatan": each.complaint.village.district if known else None,
        "triwulan": f"{time.year}-T{(time.month + 2) // 3}",
        "bulan": month_of(time),
        "kanal": each.complaint.channel,
        "bahasa": each.complaint.writer.language,
        # What the generator put in is gone by construction; scrubbing finds whatever else looks like an identifier.
        "teks": scrub(each.complaint.draft.shown(exact=False)),
        "kategori_petugas": each.handling.category,
        "urgensi": each.handling.urgency,
        "opd_tujuan": each.handling.agency,
        "status": each.handling.status,
        "hari_kerja_selesai": each.handling.days,
        "kepuasan": each.handling.satisfaction,
    }


def _different(draws: Draws, count: int) -> list[int]:
    """Different numbers below a million, in an order by lot."""
    found: dict[int, None] = {}
    while len(found) < count:
        found[draws.below(1_000_000)] = None
    return list(found)
