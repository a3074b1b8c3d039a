"""The readiness report: what was looked at, what was found, and what to mend first."""

import datetime
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from workshop_kit.data.readiness.disclosure import BANDS, Disclosure
from workshop_kit.data.readiness.findings import Finding, Severity, in_order
from workshop_kit.language import _, language, translate

Verdict = Literal["ready", "ready-with-notes", "not-ready"]
VERDICTS: dict[Verdict, str] = {
    "ready": _("siap"),
    "ready-with-notes": _("siap dengan catatan"),
    "not-ready": _("belum siap"),
}


@dataclass(frozen=True)
class ColumnSummary:
    """One column in numbers.

    Attributes
    ----------
    name : str
        As it may be shown.
    kind : str
        ``number``, ``date``, ``text`` or ``empty``.
    missing, disguised, distinct : int
        Rows without a value, rows with a word in place of one, different values.
    personal : str or None
        Personal data in it, in the reader's language.
    """

    name: str
    kind: str
    missing: int
    disguised: int
    distinct: int
    personal: str | None


@dataclass(frozen=True)
class TableSummary:
    """One table in numbers.

    Attributes
    ----------
    file, sheet : str
    rows : int
    columns : tuple of ColumnSummary
    key : tuple of str
        Columns that tell its rows apart; empty if none do.
    disclosure : Disclosure or None
        How well it hides people, where that was measured.
    """

    file: str
    sheet: str
    rows: int
    columns: tuple[ColumnSummary, ...]
    key: tuple[str, ...]
    disclosure: Disclosure | None

    @property
    def title(self) -> str:
        """File and sheet."""
        return f"{self.file} › {self.sheet}" if self.sheet else self.file

    @property
    def missing(self) -> float:
        """Share of the cells without a value, 0 to 1."""
        cells = self.rows * len(self.columns)
        return sum(each.missing + each.disguised for each in self.columns) / cells if cells else 0.0


@dataclass(frozen=True)
class Report:
    """What `check` found in a folder.

    Attributes
    ----------
    folder : str
        Its name, without where it lies.
    checked : datetime.datetime
    tables : tuple of TableSummary
    findings : tuple of Finding
        In the order of mending.
    limit : int
        The k that was asked for.
    template : str
        A metadata.json to fill in.
    """

    folder: str
    checked: datetime.datetime
    tables: tuple[TableSummary, ...]
    findings: tuple[Finding, ...]
    limit: int = 5
    template: str = field(default="", repr=False)

    @property
    def verdict(self) -> Verdict:
        """Whether the data may be used."""
        if self.count("blocking"):
            return "not-ready"
        return "ready-with-notes" if self.findings else "ready"

    @property
    def verdict_words(self) -> str:
        """The verdict in the reader's language."""
        return translate(VERDICTS[self.verdict])

    def count(self, severity: Severity) -> int:
        """Number of findings of a severity."""
        return sum(each.severity == severity for each in self.findings)

    def mend_first(self, most: int = 5) -> list[tuple[Finding, list[Finding]]]:
        """What to mend first: each kind of finding once, with all findings of that kind."""
        groups: dict[str, list[Finding]] = {}
        for each in in_order(list(self.findings)):
            groups.setdefault(each.code, []).append(each)
        groups.pop("more", None)
        return [(group[0], group) for group in list(groups.values())[:most]]

    def to_dict(self) -> dict[str, Any]:
        """The report as plain values; names stay the same from version to version."""
        return {
            "versi": 1,
            "bahasa": language(),
            "folder": self.folder,
            "diperiksa": self.checked.isoformat(timespec="seconds"),
            "kesimpulan": {"kode": self.verdict, "kata": self.verdict_words},
            "jumlah": {"menghalangi": self.count("blocking"), "catatan": self.count("note")},
            "temuan": [_finding(each) for each in self.findings],
            "tabel": [_table(each) for each in self.tables],
        }

    def to_json(self) -> str:
        """The report as JSON."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=2) + "\n"

    def to_html(self) -> str:
        """The report as one page that needs nothing else."""
        from workshop_kit.data.readiness.page import whole

        return whole(self)

    def write(self, folder: Path) -> list[Path]:
        """Write page, JSON and metadata template into a folder.

        Raises
        ------
        OSError
            Also for a file that is there already: nothing is overwritten.
        """
        written = []
        for name, content in (
            ("laporan.html", self.to_html()),
            ("laporan.json", self.to_json()),
            ("templat-metadata.json", self.template),
        ):
            with (folder / name).open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(content)
            written.append(folder / name)
        return written

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from workshop_kit.data.readiness.page import fragment

        return fragment(self)


def _finding(each: Finding) -> dict[str, Any]:
    return {
        "kode": each.code,
        "tingkat": "menghalangi" if each.severity == "blocking" else "catatan",
        "berkas": each.file,
        "lembar": each.sheet,
        "kolom": each.column,
        "baris": each.rows,
        "dari": each.of,
        "contoh": list(each.examples),
        "temuan": each.sentence,
        "saran": each.advice,
    }


def _table(each: TableSummary) -> dict[str, Any]:
    found = each.disclosure
    return {
        "berkas": each.file,
        "lembar": each.sheet,
        "baris": each.rows,
        "kunci": list(each.key),
        "kolom": [
            {
                "nama": column.name,
                "jenis": column.kind,
                "kosong": column.missing,
                "kosong_disamarkan": column.disguised,
                "nilai_berbeda": column.distinct,
                "data_pribadi": column.personal,
            }
            for column in each.columns
        ],
        "k": None
        if found is None
        else {
            "kolom": list(found.quasi),
            "dipilih": found.chosen,
            "k": found.k,
            "baris_berisiko": found.small,
            "baris_menurut_ukuran_kelompok": {
                f"{low}-{high or ''}": rows for (low, high), rows in zip(BANDS, found.bands, strict=True)
            },
        },
    }
