"""What is said about a table and each of its fields (Satu Data: konsep, definisi, klasifikasi, ukuran, satuan)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from workshop_kit.language import _

# `datetime` is a `date`: naive, local time (WITA), whole seconds. A month is text, "2024-03".
Value = str | int | float | bool | date | list[str] | None
Row = dict[str, Value]
Size = Literal["full", "small"]

REQUIRED = {"required": True}
NO_PERSONAL_DATA = _("Tanpa data pribadi")
FICTIONAL_PERSONAL_DATA = _("Data pribadi rekaan, hanya untuk latihan")
ANONYMISED = _("Telah dianonimkan")
CUSTODIAN = _("Dinas Komunikasi dan Informatika (peran walidata pada data sesungguhnya; tabel ini sintetis)")


@dataclass(frozen=True)
class Field:
    """One column and its meaning.

    Attributes
    ----------
    name : str
        Name of the column.
    kind : str
        Frictionless type: ``string``, ``integer``, ``number``, ``boolean``, ``year``, ``yearmonth``, ``date``,
        ``datetime`` or ``array`` (of text).
    concept, definition, classification, measure, unit : str
        The five elements of Satu Data, in Indonesian.
    constraints : dict
        Frictionless constraints: ``required``, ``unique``, ``enum``, ``pattern``, ``minimum``, ``maximum``.
    """

    name: str
    kind: str
    concept: str
    definition: str
    classification: str
    measure: str
    unit: str
    constraints: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """One table of the workshop in one release.

    Attributes
    ----------
    name : str
        Name of the table and of its files; the raw and the anonymised release share it.
    title, description : str
        In Indonesian; the description is one line.
    modules : tuple of str
        Lessons that use it.
    sensitivity : str
        Personal data in it, in words.
    producer, custodian : str
        Produsen data and walidata.
    key : tuple of str
        Primary key; empty for a table whose rows have no name of their own (anonymised ones).
    foreign_keys : tuple
        Pairs of columns and the table of the same release they point to; the columns have the same names there.
        A row with a missing value in them points nowhere.
    fields : tuple of Field
        The columns, in order.
    make : callable
        Seed and size to rows.
    """

    name: str
    title: str
    description: str
    modules: tuple[str, ...]
    sensitivity: str
    producer: str
    custodian: str
    key: tuple[str, ...]
    foreign_keys: tuple[tuple[tuple[str, ...], str], ...]
    fields: tuple[Field, ...]
    make: Callable[[int, Size], list[Row]]


YEAR = Field(
    "tahun",
    "year",
    _("Tahun anggaran"),
    _("Tahun anggaran yang berlangsung 1 Januari sampai 31 Desember."),
    _("Tahun kalender"),
    _("Waktu"),
    _("tahun"),
    REQUIRED,
)
VILLAGE = Field(
    "kode_kelurahan",
    "string",
    _("Kelurahan"),
    _("Kode kelurahan menurut Kementerian Dalam Negeri; namanya ada di tabel wilayah."),
    _("Kode wilayah administrasi Kemendagri"),
    _("Kategori"),
    _("tanpa satuan"),
    {"required": True, "pattern": r"64\.72\.\d\d\.\d{4}"},
)
DISTRICT = Field(
    "kecamatan",
    "string",
    _("Kecamatan"),
    _("Nama kecamatan."),
    _("Sepuluh kecamatan Kota Samarinda"),
    _("Kategori"),
    _("tanpa satuan"),
    REQUIRED,
)
