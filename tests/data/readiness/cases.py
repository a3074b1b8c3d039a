"""For every kind of finding a folder that has it, what is said, and which other findings cannot be kept away."""

import datetime
import json
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.data.readiness import office
from tests.data.readiness.office import HEADER, added, changed, column, describe, raw, rows, text, workbook
from tests.data.readiness.old_workbook import old_workbook
from workshop_kit.data.readiness import limits


@dataclass(frozen=True)
class Case:
    code: str
    build: Callable[[Path], None]
    says: str
    also: frozenset[str] = frozenset()
    options: dict[str, Any] = field(default_factory=dict)
    name: str = ""


def lines(change: Callable[[list[str]], list[str]]) -> Callable[[Path], None]:
    return changed(lambda whole: "\n".join(change(whole.splitlines())) + "\n")


def sheet(change: Callable[[Any], None]) -> Callable[[Path], None]:
    return workbook(lambda book: change(book["data"]))


def repeated(folder: Path) -> None:
    (folder / "data.csv").write_text(text(HEADER, [*rows(), *rows()[:3]]), "utf-8")
    describe(folder)


def repeated_otherwise(folder: Path) -> None:
    again = rows()[4]
    (folder / "data.csv").write_text(text(HEADER, [*rows(), [f" {str(each).upper()}  " for each in again]]), "utf-8")
    describe(folder)


def without_metadata(folder: Path) -> None:
    (folder / "data.csv").write_text(text(HEADER, rows()), "utf-8")


def half_described(folder: Path) -> None:
    without_metadata(folder)
    said = office.metadata()
    del said["resources"][0]["walidata"]
    (folder / "metadata.json").write_text(json.dumps(said), "utf-8")


def described(header: list[str]) -> Callable[[Path], None]:
    def build(folder: Path) -> None:
        without_metadata(folder)
        describe(folder, header)

    return build


def broken_metadata(folder: Path) -> None:
    without_metadata(folder)
    describe(folder)
    (folder / "datapackage.json").write_text("[" * 100_000, "utf-8")


def linked(folder: Path) -> None:
    without_metadata(folder)
    describe(folder)
    outside = folder.parent / "luar.csv"
    outside.write_text("nik\n9972044104880523\n", "utf-8")
    try:
        (folder / "tautan.csv").symlink_to(outside)
    except OSError:
        pytest.skip("this system allows no links")


def deep(folder: Path) -> None:
    without_metadata(folder)
    describe(folder)
    folder.joinpath(*"abcdefghi").mkdir(parents=True)


def many(folder: Path) -> None:
    without_metadata(folder)
    for number in range(limits.FILES):
        (folder / f"b{number:03d}.csv").write_text("x\n", "utf-8")


def beside(name: str, content: bytes) -> Callable[[Path], None]:
    def build(folder: Path) -> None:
        without_metadata(folder)
        describe(folder)
        (folder / name).write_bytes(content)

    return build


def with_another(build: Callable[[Path], None]) -> Callable[[Path], None]:
    """A second table without metadata beside the first."""

    def both(folder: Path) -> None:
        build(folder)
        (folder / "lain.csv").write_text("kode,nilai\na,1\nb,9\n", "utf-8")

    return both


def parquet(table: pa.Table) -> Callable[[Path], None]:
    def build(folder: Path) -> None:
        pq.write_table(table, folder / "data.parquet")
        describe(folder, table.column_names)

    return build


def nested_parquet(folder: Path) -> None:
    table = pa.table({"id": ["a", "b", "c"], "jumlah": [1, 5, 9], "daftar": [[1], [2], []]})
    parquet(table)(folder)


def archive(change: Callable[[zipfile.ZipFile], None]) -> Callable[[Path], None]:
    def build(folder: Path) -> None:
        workbook()(folder)
        with zipfile.ZipFile(folder / "data.xlsx", "a", zipfile.ZIP_DEFLATED) as opened:
            change(opened)

    return build


def zip_bomb(folder: Path) -> None:
    workbook()(folder)
    with (
        zipfile.ZipFile(folder / "data.xlsx", "a", zipfile.ZIP_DEFLATED) as opened,
        opened.open("xl/media/besar.bin", "w", force_zip64=True) as stream,
    ):
        for _ in range(60):
            stream.write(bytes(1 << 20))


def lying_bomb(folder: Path) -> None:
    """An archive whose directory says that a part is small, and whose part is not."""
    zip_bomb(folder)
    path = folder / "data.xlsx"
    content = bytearray(path.read_bytes())
    place = content.rindex(b"PK\x01\x02")
    content[place + 24 : place + 28] = struct.pack("<I", 100)
    path.write_bytes(content)


def overlapping(folder: Path) -> None:
    """Two entries of the directory that point to the same bytes."""
    workbook()(folder)
    path = folder / "data.xlsx"
    content = path.read_bytes()
    with zipfile.ZipFile(path) as opened:
        start = opened.start_dir
    end = content.rindex(b"PK\x05\x06")
    directory = content[start:end]
    name = directory[46 : 46 + struct.unpack("<H", directory[28:30])[0]]
    length = 46 + sum(struct.unpack("<3H", directory[28:34]))
    again = directory[:length].replace(name, name[:-1] + b"_")
    tail = bytearray(content[end:])
    count = struct.unpack("<H", tail[8:10])[0] + 1
    tail[8:12] = struct.pack("<2H", count, count)
    tail[12:16] = struct.pack("<I", len(directory) + len(again))
    path.write_bytes(content[:start] + directory + again + bytes(tail))


def with_part(name: str, change: Callable[[str], str]) -> Callable[[Path], None]:
    """A workbook of which one part is rewritten."""

    def build(folder: Path) -> None:
        workbook()(folder)
        path = folder / "data.xlsx"
        with zipfile.ZipFile(path) as opened:
            parts = {each: opened.read(each) for each in opened.namelist()}
        parts[name] = change(parts[name].decode()).encode()
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
            for each, content in parts.items():
                opened.writestr(each, content)

    return build


SHEET = "xl/worksheets/sheet1.xml"
DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def long_shared_text(folder: Path) -> None:
    """One long text to which every cell points."""
    workbook()(folder)
    path = folder / "data.xlsx"
    with zipfile.ZipFile(path) as opened:
        parts = {each: opened.read(each) for each in opened.namelist()}
    parts["xl/sharedStrings.xml"] = f"<sst><si><t>{'x' * 2_000_000}</t></si></sst>".encode()
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 400))
    parts[SHEET] = f"<worksheet><sheetData>{cells}</sheetData></worksheet>".encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
        for each, content in parts.items():
            opened.writestr(each, content)


def encrypted(folder: Path) -> None:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    raw(content, "data.xlsx")(folder)


def locked_entries(folder: Path) -> None:
    workbook()(folder)
    path = folder / "data.xlsx"
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as opened:
        start = opened.start_dir
    content[start + 8] |= 1
    path.write_bytes(content)


def two_tables(book: openpyxl.Workbook) -> None:
    page = book["data"]
    page.append([])
    page.append(["nama_unit", "pegawai"])
    page.append(["Utara", 4])
    page.append(["Selatan", 7])


def side_by_side(book: openpyxl.Workbook) -> None:
    page = book["data"]
    for number, row in enumerate([["unit", "pegawai"], ["Utara", 4], ["Selatan", 7]], start=1):
        for place, value in enumerate(row):
            page.cell(number, len(HEADER) + 2 + place, value)


def title_above(page: Any) -> None:
    page.insert_rows(1, 2)
    page["A1"] = "LAPORAN SAMPAH 2025"


def blank_between(page: Any) -> None:
    page.insert_rows(20, 2)


def merged(page: Any) -> None:
    page.merge_cells("K1:M2")


def formula(page: Any) -> None:
    page["J1"] = "ganda"
    page["J2"] = "=F2*2"


def failed_formula(page: Any) -> None:
    page["I5"] = "#N/A"
    page["I5"].data_type = "e"


def hidden(book: openpyxl.Workbook) -> None:
    other = book.create_sheet("Rahasia")
    for number in range(1, 6):
        other.append([f"id{number}" if number > 1 else "id", number * 3 if number > 1 else "nilai"])
    other.sheet_state = "hidden"


def far_cell(page: Any) -> None:
    page["XFD1000000"] = 1


def dates(change: Callable[[datetime.date, int], str]) -> Callable[[Path], None]:
    return column("tanggal", lambda number, old: change(datetime.date.fromisoformat(old), number))


def as_text(name: str) -> Callable[[Any], None]:
    def change(page: Any) -> None:
        place = HEADER.index(name) + 1
        for number in range(2, 42):
            cell = page.cell(number, place)
            cell.value = str(cell.value)

    return change


def some_dates_as_text(page: Any) -> None:
    for number in range(4, 42, 4):
        page.cell(number, 2).value = page.cell(number, 2).value.isoformat()


WIDE = (
    ",".join(f"k{n}" for n in range(10_000))
    + "\n"
    + "\n".join(",".join(str(n * r) for n in range(10_000)) for r in (1, 3))
)
NEVER_MIND_METADATA = frozenset(("metadata-columns", "metadata-stray"))

CASES = [
    # -- personal data ---------------------------------------------------------------------------------------------
    Case(
        "personal-identifier",
        added("catatan", lambda n: f"hubungi 0800-1234-{5000 + n}" if n == 7 else f"uraian {n}"),
        "1 sel memuat nomor telepon",
        name="telephone",
    ),
    Case("personal-identifier", added("pemilik", lambda n: f"9972044104880{n:03d}"), "memuat NIK", name="nik"),
    Case(
        "personal-identifier",
        added("nomor_rekening", lambda n: f"{7_000_000_000 + 13 * n}"),
        "nomor rekening",
        name="told by the column's name",
    ),
    Case("personal-by-name", added("nama_pemohon", lambda n: f"Orang {chr(65 + n)}"), "nama orang"),
    Case("vehicle-plate", added("truk", lambda n: f"KT {1000 + n} AB"), "40 sel memuat pelat"),
    Case(
        "k-small",
        added("umur", lambda n: 30 if n else 71),
        "Dengan umur, k = 1: 1 baris",
        options={"quasi": ["umur"]},
    ),
    Case(
        "quasi-suggested",
        lambda folder: _with_columns(folder, ["umur", "pekerjaan"], lambda n: [20 + n, f"kerja {n % 3}"]),
        "dapat mengenali orang: k = 1",
    ),
    Case(
        "quasi-absent",
        with_another(added("umur", lambda n: 20 + n % 2)),
        "tidak mempunyai semua kolom --quasi",
        also=frozenset(("metadata-missing",)) | NEVER_MIND_METADATA,
        options={"quasi": ["umur"]},
    ),
    # -- what cannot be examined -----------------------------------------------------------------------------------
    Case("file-empty", raw(b""), "tidak berisi apa-apa"),
    Case("file-empty", raw(b" \n\n  \n"), "tidak berisi apa-apa", name="blank lines"),
    Case("rows-absent", raw(b"id,nilai\n"), "tanpa satu baris data"),
    Case("unreadable", raw(bytes(range(256)) * 20), "tidak terbaca sebagai CSV"),
    Case("unreadable", raw(b"PK\x03\x04 bukan zip", "data.xlsx"), "sebagai XLSX", name="broken xlsx"),
    Case("unreadable", raw(b"PAR1 bukan parquet PAR1", "data.parquet"), "sebagai Parquet", name="broken parquet"),
    Case("unreadable", raw(b"<html><table><tr><td>1</td></tr></table></html>", "data.xls"), "XLS", name="html as xls"),
    Case("unreadable", raw(b"\x00\x01\x02\x03" * 50, "data.xlsx"), "sebagai XLSX", name="bytes as xlsx"),
    Case("password", encrypted, "terkunci dengan kata sandi"),
    Case("password", locked_entries, "terkunci dengan kata sandi", name="locked entries"),
    Case("archive-suspicious", zip_bomb, "mengembang"),
    Case("archive-suspicious", overlapping, "bertumpuk", name="overlapping"),
    Case("archive-suspicious", archive(lambda z: z.writestr(SHEET, b"<worksheet/>")), "bernama sama", name="same name"),
    Case(
        "archive-suspicious",
        archive(lambda z: [z.writestr(f"x/{n}", b"") for n in range(limits.PARTS)] and None),
        "bagian",
        name="many parts",
    ),
    Case("archive-suspicious", long_shared_text, "berulang", name="repeated long text"),
    Case(
        "archive-suspicious",
        with_part(SHEET, lambda xml: DOCTYPE + xml),
        "tidak ditulis seperti oleh Excel",
        name="entities in a sheet",
    ),
    Case(
        "archive-suspicious",
        with_part("xl/workbook.xml", lambda xml: DOCTYPE + xml),
        "tidak ditulis seperti oleh Excel",
        name="entities in the workbook",
    ),
    Case(
        "archive-suspicious",
        with_part(SHEET, lambda xml: xml.replace('r="A1"', "r='A1'")),
        "tidak ditulis seperti oleh Excel",
        name="cells written otherwise",
    ),
    Case("unreadable", lying_bomb, "sebagai XLSX", name="bomb that lies about its size"),
    Case("format-unsupported", lambda folder: _ods(folder), "ODS"),
    Case("line-too-long", raw(b"a,b\n" + b"x" * (limits.LINE + 10)), "panjangnya 8 MiB"),
    Case("sheet-too-large", sheet(far_cell), "sel; batasnya 5.000.000"),
    Case(
        "quote-unclosed",
        lines(lambda a: [*a[:9], a[9].replace("TPS-", '"TPS-'), *a[10:]]),
        "tanda kutip yang tidak ditutup",
    ),
    Case(
        "separator-mixed",
        lines(lambda a: [*a[:30], *(each.replace(",", ";") for each in a[30:33]), *a[33:]]),
        "3 baris memakai pemisah kolom yang lain dari koma",
    ),
    Case(
        "rows-ragged",
        lines(lambda a: [*a[:12], a[12] + ",lebih", "kurang,1", *a[13:]]),
        "2 baris tidak mempunyai 9 kolom",
    ),
    Case("header-missing", lines(lambda a: a[1:]), "Baris pertama sudah berisi data", also=NEVER_MIND_METADATA),
    Case("not-permitted", without_metadata, "tidak mengizinkan", name="denied"),
    Case("not-examined", without_metadata, "tidak selesai diperiksa (RecursionError)", name="a reader that fails"),
    # -- keys ------------------------------------------------------------------------------------------------------
    Case(
        "key-not-unique",
        column("id", lambda n, old: "TPS-001" if n in (3, 9) else old),
        "3 baris mempunyai nilai id yang sama",
        options={"key": ["id"]},
    ),
    Case(
        "key-not-unique",
        repeated,
        "3 baris mempunyai nilai id",
        also=frozenset(("rows-duplicate",)),
        name="repeated rows",
    ),
    Case(
        "key-empty",
        column("id", lambda n, old: "" if n == 3 else old),
        "1 baris tidak mempunyai nilai pada kunci id",
        also=frozenset(("missing-values",)),
        options={"key": ["id"]},
    ),
    Case(
        "key-missing",
        raw(b"kelas,berat\n" + b"".join(b"%c,%d\n" % (97 + n % 3, n * n + 7) for n in range(30))),
        "Tidak ada kolom",
        also=NEVER_MIND_METADATA,
    ),
    Case(
        "key-absent",
        with_another(changed(lambda whole: whole)),
        "tidak mempunyai semua kolom --key",
        also=frozenset(("metadata-missing",)) | NEVER_MIND_METADATA,
        options={"key": ["tanggal", "id"]},
    ),
    # -- how much was read -----------------------------------------------------------------------------------------
    Case("partly-read", changed(lambda whole: whole), "baris pertama yang diperiksa", name="large"),
    Case(
        "columns-too-many",
        raw(WIDE.encode()),
        "Ada 10000 kolom",
        also=NEVER_MIND_METADATA | {"columns-constant", "key-missing"},
    ),
    Case("files-too-many", many, "lebih dari 200 berkas", also=frozenset(("metadata-missing", "rows-absent"))),
    Case("folder-too-deep", deep, "lebih dari 8 tingkat"),
    Case("link-skipped", linked, "tautan ke tempat lain"),
    Case("not-a-table", beside("surat.pdf", b"%PDF-1.7"), "1 berkas bukan CSV"),
    # -- metadata --------------------------------------------------------------------------------------------------
    Case("metadata-missing", without_metadata, "Tidak ada keterangan"),
    Case("metadata-incomplete", half_described, "belum menyebut: walidata"),
    Case("metadata-columns", described(HEADER[:-1]), "1 kolom belum lengkap"),
    Case("metadata-stray", described([*HEADER, "lama"]), "tidak ada di tabel: lama"),
    Case("metadata-unreadable", broken_metadata, "tidak terbaca"),
    # -- rows ------------------------------------------------------------------------------------------------------
    Case("rows-duplicate", repeated, "3 baris sama persis", also=frozenset(("key-not-unique",))),
    Case(
        "rows-duplicate-normalised",
        repeated_otherwise,
        "1 baris sama dengan baris sebelumnya bila huruf besar",
        also=frozenset(("key-not-unique", "spaces-around", "place-spelling", "spelling-variants")),
    ),
    Case(
        "total-row",
        lines(lambda a: [*a, "Jumlah,,,,,69000,11000000,,"]),
        "tampaknya jumlah",
        also=frozenset(("missing-values",)),
    ),
    Case("rows-blank", sheet(blank_between), "2 baris kosong"),
    # -- how the file is built -------------------------------------------------------------------------------------
    Case(
        "bytes-broken",
        raw(text(HEADER, rows()).replace("sapu", "säpu").encode().replace(b"\xc3\xa4pu", b"\xc3pu", 1)),
        "1 huruf",
    ),
    Case("encoding-other", raw(text(HEADER, rows()).replace("sapu", "säpu").encode("cp1252")), "sebagai Windows-1252"),
    Case("encoding-other", raw(text(HEADER, rows()).encode("utf-16")), "sebagai UTF-16", name="utf-16"),
    Case("encoding-other", raw(text(HEADER, rows()).encode("utf-16-le")), "UTF-16", name="utf-16 without a mark"),
    Case("mojibake", column("layanan", lambda n, old: "sÃ©gar" if n == 5 else old), "1 baris memuat huruf yang salah"),
    Case("nul-bytes", raw(text(HEADER, rows()).encode().replace(b"sapu", b"sa\0pu", 2)), "2 byte NUL"),
    Case("extension-wrong", raw(text(HEADER, rows()).encode(), "data.xlsx"), "isinya CSV"),
    Case("format-old", lambda folder: _old_format(folder), "berbentuk .xls"),
    Case("several-tables", workbook(two_tables), "memuat 2 tabel"),
    Case("several-tables", workbook(side_by_side), "memuat 2 tabel", name="side by side"),
    Case("header-not-first", sheet(title_above), "ada di baris 3"),
    Case("header-not-first", lines(lambda a: ["LAPORAN SAMPAH", "", *a]), "ada di baris 3", name="csv"),
    Case("merged-cells", sheet(merged), "1 sel gabungan"),
    Case("formulas", sheet(formula), "1 sel berisi rumus", also=frozenset(("columns-empty", "metadata-columns"))),
    Case("formula-errors", sheet(failed_formula), "1 sel berisi galat", also=frozenset(("missing-values",))),
    Case("sheet-hidden", workbook(hidden), "disembunyikan", also=NEVER_MIND_METADATA),
    Case("sheet-empty", workbook(lambda book: book.create_sheet("kosong") and None), "Lembar ini kosong"),
    Case(
        "column-names-duplicate",
        changed(lambda t: t.replace("biaya_rp", "BERAT_KG", 1)),
        "2 kolom bernama sama: berat_kg",
        also=NEVER_MIND_METADATA,
    ),
    Case(
        "columns-unnamed",
        changed(lambda t: t.replace("biaya_rp", "", 1)),
        "1 kolom tidak mempunyai nama",
        also=NEVER_MIND_METADATA,
    ),
    Case("columns-empty", added("kosong", lambda n: ""), "kosong: kosong"),
    Case("columns-constant", added("kota", lambda n: "Samarinda"), "sama di semua baris: kota"),
    Case("column-nested", nested_parquet, "list<element: int64>", also=frozenset(("metadata-stray",))),
    # -- places and codes ------------------------------------------------------------------------------------------
    Case(
        "place-unknown",
        column("kelurahan", lambda n, old: "Dadi Mulyo" if n == 0 else old),
        "1 baris memuat nama atau kode",
    ),
    Case(
        "place-spelling", column("kelurahan", lambda n, old: old.upper() if n == 2 else old), "ejaan yang tidak resmi"
    ),
    Case(
        "place-elsewhere", added("kecamatan_asal", lambda n: ("Gambir", "Menteng")[n % 2]), "(40 baris) bukan wilayah"
    ),
    Case(
        "place-mismatch",
        column("kecamatan", lambda n, old: "Sambutan" if n == 0 else old),
        "1 baris menyebut kelurahan",
    ),
    Case(
        "code-systems-mixed",
        column("kode_kelurahan", lambda n, old: old.replace(".", "") if n % 2 else old),
        "kode Kemendagri (64.72.01.1001), kode Kemendagri tanpa titik",
    ),
    Case(
        "code-systems-mixed",
        column("kode_kelurahan", lambda n, old: _statistics(n) if n % 2 else old),
        "kode BPS (6472010005)",
        name="two offices",
    ),
    Case(
        "code-as-number",
        column("kode_kelurahan", lambda n, old: old.replace(".", "") + (".0" if n == 3 else "")),
        "1 baris memuat kode yang pernah dibaca sebagai angka",
    ),
    Case(
        "code-as-number",
        column("kode_kelurahan", lambda n, old: "6,4722E+09" if n == 3 else old),
        "1 baris",
        name="scientific",
    ),
    Case(
        "code-zero-lost",
        added("kode_pos_layanan", lambda n: str(n + 1) if n < 3 else f"{n + 1:03d}"),
        "3 baris lebih pendek",
    ),
    # -- values ----------------------------------------------------------------------------------------------------
    Case(
        "missing-values",
        column("layanan", lambda n, old: "" if n < 4 else old),
        "4 baris kosong di kolom ini (10 persen)",
    ),
    Case(
        "missing-disguised",
        column("layanan", lambda n, old: ("-", "N/A", "tidak ada")[n] if n < 3 else old),
        "3 baris memakai",
    ),
    Case(
        "missing-disguised", column("tanggal", lambda n, old: "0000-00-00" if n < 2 else old), "2 baris", name="no day"
    ),
    Case("missing-sentinel", column("capaian_persen", lambda n, old: 9999 if n < 2 else old), "2 baris berisi nilai"),
    Case(
        "missing-sentinel",
        column("berat_kg", lambda n, old: -1 if n < 2 else old),
        "2 baris berisi nilai",
        name="minus one",
    ),
    Case(
        "missing-sentinel", column("tanggal", lambda n, old: "1900-01-01" if n < 2 else old), "2 baris", name="day zero"
    ),
    Case("units-mixed", column("berat_kg", lambda n, old: f"{old} kg" if n % 2 else f"{old} ton"), "kg, ton"),
    Case(
        "units-mixed",
        column("berat_kg", lambda n, old: f"{old} kg" if n % 2 else old),
        "kg, tanpa satuan",
        name="and none",
    ),
    Case("unit-in-cell", column("berat_kg", lambda n, old: f"{old} kg"), "di dalam selnya (kg)"),
    Case(
        "unit-gap",
        column("berat_kg", lambda n, old: old / 1000 if n % 4 == 0 else old),
        "10 baris di kelompok terkecil",
    ),
    Case(
        "percent-mixed",
        column("capaian_persen", lambda n, old: old / 100 if n % 4 == 0 else old),
        "10 baris menulis persen",
    ),
    Case(
        "number-formats-mixed",
        column("biaya_rp", lambda n, old: f"Rp {old:,}".replace(",", ".") if n % 4 == 0 else old),
        "1234, Rp 1.234",
    ),
    Case("number-as-text", sheet(as_text("berat_kg")), "40 baris berisi angka yang tersimpan sebagai teks"),
    Case("number-decimal-comma", column("capaian_persen", lambda n, old: str(old).replace(".", ",")), "koma desimal"),
    Case(
        "number-not",
        column("berat_kg", lambda n, old: "rusak" if n == 6 else old),
        "1 baris di kolom angka ini bukan angka",
    ),
    Case(
        "date-formats-mixed",
        dates(lambda d, n: f"{d:%d/%m/%Y}" if n % 4 == 0 else d.isoformat()),
        "2025-03-31, 31/03/2025",
    ),
    Case("date-order-mixed", dates(lambda d, n: f"{d:%m/%d/%Y}" if n % 2 else f"{d:%d/%m/%Y}"), "sebagian bulan-hari"),
    Case("date-ambiguous", dates(lambda d, n: f"{1 + n % 9:02d}/{1 + n % 7:02d}/2025"), "mana hari dan mana bulan"),
    Case(
        "date-impossible",
        dates(lambda d, n: "2025-02-30" if n == 1 else d.isoformat()),
        "1 baris memuat tanggal yang tidak ada",
    ),
    Case(
        "date-future", dates(lambda d, n: "2062-01-03" if n == 1 else d.isoformat()), "1 baris memuat tanggal sesudah"
    ),
    Case("date-two-digit-year", dates(lambda d, n: f"{d:%d/%m/%y}"), "40 baris menulis tahun dengan dua angka"),
    Case(
        "date-serial",
        dates(lambda d, n: str(45_000 + n) if n == 1 else d.isoformat()),
        "1 baris memuat nomor hari Excel",
        also=frozenset(("date-formats-mixed",)),
    ),
    Case("date-as-text", sheet(some_dates_as_text), "10 baris memuat tanggal yang tersimpan sebagai teks"),
    Case(
        "spelling-variants",
        column("layanan", lambda n, old: "ANGKUT" if n == 3 else old),
        "1 baris menulis hal yang sama",
    ),
    Case(
        "spaces-around",
        column("layanan", lambda n, old: old + " " if n == 3 else old),
        "1 baris diawali atau diakhiri spasi",
    ),
    Case(
        "more",
        lambda folder: _with_columns(
            folder, [f"nilai{n}" for n in range(30)], lambda n: [""] * 30 if n == 0 else [str(n * 3)] * 30
        ),
        "10 temuan lagi",
        also=frozenset(("missing-values",)),
    ),
]


def _with_columns(folder: Path, names: list[str], values: Callable[[int], list[Any]]) -> None:
    header = [*HEADER, *names]
    (folder / "data.csv").write_text(text(header, [[*row, *values(n)] for n, row in enumerate(rows())]), "utf-8")
    describe(folder, header)


def _statistics(number: int) -> str:
    from workshop_kit import data

    return str(data.load("wilayah")["kode_bps"].iloc[number])


def _ods(folder: Path) -> None:
    with zipfile.ZipFile(folder / "data.ods", "w") as opened:
        opened.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    describe(folder)


def _old_format(folder: Path) -> None:
    (folder / "data.xls").write_bytes(old_workbook([["id", "nilai"], ["a", 1.0], ["b", 7.0], ["c", 30.0]]))
    describe(folder, ["id", "nilai"])
