"""The report as HTML: one page that needs no other file, no network and no script."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2

from workshop_kit.data.readiness import plots
from workshop_kit.data.readiness.disclosure import BANDS
from workshop_kit.data.readiness.findings import Finding, grouped
from workshop_kit.data.readiness.quantities import decimal_text
from workshop_kit.data.readiness.report import Report, TableSummary
from workshop_kit.language import _, language, translate

# Tables of which the columns are listed and pictured; a folder of hundreds would be a page nobody opens.
_SHOWN = 30
_COLUMNS = 100
_PLACES = 3
_WORDS = {
    "title": _("Laporan kesiapan data"),
    "checked": _("Diperiksa"),
    "verdict": _("Kesimpulan"),
    "blocking": _("menghalangi"),
    "note": _("catatan"),
    "first": _("Perbaiki dahulu"),
    "nothing": _("Tidak ada temuan."),
    "all": _("Semua temuan"),
    "tables": _("Tabel yang diperiksa"),
    "columns": _("Kolom"),
    "where": _("Letak"),
    "found": _("Temuan"),
    "rows": _("Baris"),
    "share": _("Bagian"),
    "examples": _("Contoh"),
    "kind": _("Jenis"),
    "missing": _("Kosong"),
    "distinct": _("Nilai berbeda"),
    "personal": _("Data pribadi"),
    "key": _("Kunci"),
    "no_key": _("tidak ada"),
    "whole_folder": _("seluruh folder"),
    "group": _("Ukuran kelompok"),
    "about": _("Tentang laporan ini"),
    "more_tables": _("Rincian hanya ditampilkan untuk {jumlah} tabel pertama; selebihnya ada di laporan.json."),
    "more_columns": _("Hanya {jumlah} kolom pertama yang ditampilkan; selebihnya ada di laporan.json."),
}
_KINDS = {"number": _("angka"), "date": _("tanggal"), "text": _("teks"), "empty": _("kosong")}
_MEANINGS = {
    "ready": _("Tidak ada temuan. Data ini siap dipakai."),
    "ready-with-notes": _("Data ini dapat dipakai; baca catatannya dahulu, karena dapat mengubah hasil."),
    "not-ready": _("Jangan pakai atau kirim data ini sebelum temuan yang menghalangi diperbaiki."),
}
_ABOUT = (
    _("Data pribadi disamarkan: dari kolom pribadi hanya ditunjukkan bentuknya (huruf menjadi a, angka menjadi 9)."),
    _(
        "Pemeriksaan otomatis tidak menemukan segalanya: nama orang di dalam teks bebas, misalnya, tidak dikenali, dan "
        "kolom dengan ribuan angka panjang yang berbeda diperiksa dari contohnya. "
        "Orang yang memahami datanya tetap harus membacanya."
    ),
    _(
        "k adalah banyaknya orang dalam kelompok terkecil yang sama semua nilainya; makin besar makin aman. "
        "Di sini diminta k ≥ {batas}."
    ),
    _("Berkas Anda tidak diubah dan tidak dikirim ke mana pun."),
)


def whole(report: Report) -> str:
    """A complete page."""
    return _templates().get_template("laporan.html").render(_shown(report), fragment=False)


def fragment(report: Report) -> str:
    """The same without the page around it, for a notebook."""
    return _templates().get_template("laporan.html").render(_shown(report), fragment=True)


def _shown(report: Report) -> dict[str, Any]:
    tables = report.tables[:_SHOWN]
    return {
        "language": language(),
        "words": {name: translate(text) for name, text in _WORDS.items()},
        "report": report,
        "meaning": translate(_MEANINGS[report.verdict]),
        "about": [translate(text, batas=report.limit) if "{" in text else translate(text) for text in _ABOUT],
        "first": [_mending(one, group) for one, group in report.mend_first()],
        "tables": [_table(each, report.limit) for each in tables],
        "hidden_tables": len(report.tables) - len(tables),
        "kinds": {name: translate(text) for name, text in _KINDS.items()},
        "most_tables": _SHOWN,
        "most_columns": _COLUMNS,
        "summary": _summary(report),
        "place": place,
        "share": share,
        "grouped": grouped,
    }


def place(finding: Finding) -> str:
    """Where a finding is, in one line."""
    parts = [each for each in (finding.file, finding.sheet, finding.column) if each]
    return " › ".join(parts) or translate(_WORDS["whole_folder"])


def share(finding: Finding) -> str:
    """The share of the rows a finding touches."""
    return f"{decimal_text(100 * finding.rows / finding.of)}%" if finding.rows and finding.of else ""


def _summary(report: Report) -> str:
    return translate(
        _("{tabel} tabel, {baris} baris; {menghalangi} temuan menghalangi, {catatan} catatan."),
        tabel=len(report.tables),
        baris=grouped(sum(each.rows for each in report.tables)),
        menghalangi=report.count("blocking"),
        catatan=report.count("note"),
    )


def _mending(one: Finding, group: list[Finding]) -> dict[str, Any]:
    """A kind of finding with its first few places; those of which the same is said stand together."""
    said: dict[str, list[str]] = {}
    for each in group[:_PLACES]:
        said.setdefault(each.sentence, []).append(place(each))
    more = len(group) - _PLACES
    return {
        "finding": one,
        "places": [("; ".join(places), sentence) for sentence, places in said.items()],
        "more": translate(_("dan {lain} tempat lain"), lain=more) if more > 0 else "",
    }


def _table(table: TableSummary, limit: int) -> dict[str, Any]:
    found = table.disclosure
    groups = []
    if found is not None:
        names = [str(low) if low == high else f"{low}–{high}" if high else f"{low}+" for low, high in BANDS]
        groups = list(zip(names, found.bands, strict=True))
    return {
        "table": table,
        "facts": translate(
            _("{baris} baris, {kolom} kolom, {persen}% sel kosong"),
            baris=grouped(table.rows),
            kolom=len(table.columns),
            persen=decimal_text(100 * table.missing),
        ),
        "columns": [
            {"column": each, "missing": f"{decimal_text(100 * (each.missing + each.disguised) / table.rows)}%"}
            for each in table.columns[:_COLUMNS]
        ],
        "pictures": [each for each in (plots.missing(table), plots.groups(table, limit)) if each],
        "groups": groups,
        "quasi": ", ".join(found.quasi) if found else "",
    }


@lru_cache(maxsize=1)
def _templates() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
