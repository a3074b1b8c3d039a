"""The final test of the triage lesson: 200 complaints written by hand, labelled by two people."""

import csv
from datetime import date
from importlib import resources

from workshop_kit.data.generate.table import Row

FIRST = "final_test.csv"
# The labels of the second person, who did not see those of the first.
SECOND = "final_test_second.csv"


def kunci_uji_akhir() -> list[Row]:
    """Make the key: each text with the labels of both people; those of the second are missing until they are in."""
    second = {row["id_uji"]: row for row in _rows(SECOND)}
    return [
        {
            "id_uji": row["id_uji"],
            "tanggal": date.fromisoformat(row["tanggal"]),
            "kanal": row["kanal"],
            "ragam": row["ragam"],
            "teks": row["teks"],
            "kategori_1": row["kategori_1"],
            "urgensi_1": row["urgensi_1"],
            "kategori_kedua_1": row["kategori_kedua_1"] or None,
            **{
                name: second.get(row["id_uji"], {}).get(name) or None
                for name in ("kategori_2", "urgensi_2", "kategori_kedua_2")
            },
        }
        for row in _rows(FIRST)
    ]


def _rows(file: str) -> list[dict[str, str]]:
    path = resources.files("workshop_kit.data.generate.complaints") / file
    if not path.is_file():
        return []
    return list(csv.DictReader(path.read_text("utf-8").splitlines()))
