"""Files as they come: letters, separators, sheets, folders."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.data.readiness.office import HEADER, rows, text
from workshop_kit.data.readiness import Report, check
from workshop_kit.data.readiness.problems import ColumnsAbsent, FolderMissing, LimitTooSmall, NothingToCheck


def one(folder: Path, content: bytes, name: str = "data.csv") -> Report:
    (folder / name).write_bytes(content)
    return check(folder)


def codes(report: Report) -> set[str]:
    return {each.code for each in report.findings if not each.code.startswith("metadata")}


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_separator_and_encoding_gives_the_same_table(tmp_path: Path, separator: str, encoding: str) -> None:
    report = one(tmp_path, text(HEADER, rows(), separator).encode(encoding))

    (table,) = report.tables
    assert (table.rows, [each.name for each in table.columns], table.key) == (40, HEADER, ("id",))
    assert codes(report) <= {"encoding-other"}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end(tmp_path: Path, end: str) -> None:
    report = one(tmp_path, text(HEADER, rows()).replace("\n", end).encode())

    assert report.tables[0].rows == 40
    assert codes(report) == set()


def test_semicolons_with_decimal_commas(tmp_path: Path) -> None:
    report = one(tmp_path, b"id;nilai;lain\n" + b"".join(b"p%d;%d,5;%d,25\n" % (n, n, n * 3) for n in range(20)))

    assert [each.name for each in report.tables[0].columns] == ["id", "nilai", "lain"]
    assert codes(report) == {"number-decimal-comma"}


def test_the_line_that_excel_puts_before_the_header(tmp_path: Path) -> None:
    report = one(tmp_path, b"sep=;\n" + text(HEADER, rows(), ";").encode())

    assert [each.name for each in report.tables[0].columns] == HEADER
    assert report.tables[0].rows == 40


def test_cells_over_several_lines_and_with_separators(tmp_path: Path) -> None:
    report = one(
        tmp_path, b"id,uraian\n" + b"".join(b'p%d,"baris, satu\nbaris ""dua"" %d"\n' % (n, n) for n in range(20))
    )

    assert report.tables[0].rows == 20
    assert codes(report) == set()


def test_a_table_of_one_column(tmp_path: Path) -> None:
    report = one(tmp_path, b"kode\na1\nb2\nc3\n")

    assert report.tables[0].rows == 3
    assert codes(report) == set()


def test_a_text_file_is_a_table_only_if_it_looks_like_one(tmp_path: Path) -> None:
    (tmp_path / "tabel.txt").write_text(text(HEADER, rows(), "\t"), "utf-8")
    (tmp_path / "surat.txt").write_text("Kepada yang terhormat\nDengan hormat\n", "utf-8")

    report = check(tmp_path)

    assert [each.file for each in report.tables] == ["tabel.txt"]
    assert [each.examples for each in report.findings if each.code == "not-a-table"] == [("surat.txt",)]


def test_years_as_column_names_are_names(tmp_path: Path) -> None:
    report = one(tmp_path, b"wilayah,2023,2024\nPalaran,10,12\nSambutan,8,9\n")

    assert [each.name for each in report.tables[0].columns] == ["wilayah", "2023", "2024"]
    assert "header-missing" not in codes(report)


def test_a_parquet_file_of_all_types(tmp_path: Path) -> None:
    import datetime
    import decimal

    table = pa.table(
        {
            "id": pa.array(["a", "b", None]).dictionary_encode(),
            "jumlah": pa.array([1.0, float("nan"), 3.0]),
            "kode_pos": pa.array([75111, 75112, 75113]),
            "harga": pa.array([decimal.Decimal("1.50"), None, decimal.Decimal("2.00")]),
            "benar": pa.array([True, False, None]),
            "kapan": pa.array([datetime.datetime(2025, 1, 1), None, datetime.datetime(2025, 1, 3)]),
            "jam": pa.array([datetime.time(1), None, datetime.time(2)]),
            "biner": pa.array([b"\xff\xfe", b"abc", None]),
            "hampa": pa.nulls(3),
            "susun": pa.array([{"x": 1}, None, {"x": 2}]),
        }
    )
    pq.write_table(table, tmp_path / "data.parquet")

    report = check(tmp_path)

    kinds = {each.name: (each.kind, each.missing) for each in report.tables[0].columns}
    assert kinds["jumlah"] == ("number", 1)
    assert kinds["kapan"] == ("date", 1)
    assert kinds["id"] == ("text", 1)
    assert kinds["hampa"] == ("empty", 3)
    assert "column-nested" in codes(report)


def test_a_parquet_file_whose_texts_are_not_text(tmp_path: Path) -> None:
    values = [f"teks-nomor-{number}" for number in range(50)]
    pq.write_table(pa.table({"kode": values}), tmp_path / "data.parquet", compression="none", use_dictionary=False)
    content = (tmp_path / "data.parquet").read_bytes()
    assert b"teks-nomor-7" in content

    report = one(tmp_path, content.replace(b"teks-nomor-7", b"teks\xff\xfe\xffmor-7"), "data.parquet")

    assert report.tables[0].rows == 50
    assert codes(report) == set()


def test_a_cell_far_away_does_not_fill_the_memory(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "x"
    book.worksheets[0]["XFD1048576"] = 1
    book.save(tmp_path / "data.xlsx")
    limited = (
        "import resource, sys\n"
        "resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))\n"
        "from workshop_kit.data.readiness import check\n"
        "print([each.code for each in check(sys.argv[1]).findings])\n"
    )
    if sys.platform == "linux":
        done = subprocess.run(
            [sys.executable, "-c", limited, str(tmp_path)], capture_output=True, text=True, check=True
        )
        assert "sheet-too-large" in done.stdout
    else:
        assert "sheet-too-large" in codes(check(tmp_path))


def test_a_workbook_within_a_workbook_is_not_opened(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in [HEADER, *rows()]:
        book.worksheets[0].append(row)
    book.save(tmp_path / "data.xlsx")
    inner = tmp_path / "data.xlsx"
    with zipfile.ZipFile(tmp_path / "luar.xlsx", "w") as outer:
        outer.write(inner, "dalam.xlsx")

    report = check(tmp_path)

    assert [each.file for each in report.tables] == ["data.xlsx"]
    assert [each.file for each in report.findings if each.code == "unreadable"] == ["luar.xlsx"]


def test_no_outside_file_is_read_through_an_entity(tmp_path: Path) -> None:
    secret = tmp_path / "rahasia.txt"
    secret.write_text("SANDI", "utf-8")
    folder = tmp_path / "data"
    folder.mkdir()
    book = openpyxl.Workbook()
    book.worksheets[0].append(["a", "b"])
    book.worksheets[0].append(["c", 1])
    book.save(folder / "data.xlsx")
    with zipfile.ZipFile(folder / "data.xlsx") as opened:
        parts = {each: opened.read(each) for each in opened.namelist()}
    name = "xl/worksheets/sheet1.xml"
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'.encode()
    parts[name] = entity + parts[name].replace(b"<t>c</t>", b"<t>&e;</t>")
    with zipfile.ZipFile(folder / "data.xlsx", "w") as opened:
        for each, content in parts.items():
            opened.writestr(each, content)

    report = check(folder)

    assert codes(report) == {"archive-suspicious"}
    assert "SANDI" not in report.to_json()


def test_folders_within_folders_and_odd_names(tmp_path: Path) -> None:
    deep = tmp_path / "dalam" / "sekali"
    deep.mkdir(parents=True)
    for name in ("spasi dan %.csv", "kutip'.csv", "emoji😀.csv", "UPPER.CSV"):
        (deep / name).write_text(text(HEADER, rows()), "utf-8")
    (tmp_path / "~$terbuka.xlsx").write_bytes(b"x")
    (tmp_path / ".rahasia.csv").write_bytes(b"x")

    report = check(tmp_path)

    assert len(report.tables) == 4
    assert all(each.file.startswith("dalam/sekali/") for each in report.tables)
    assert codes(report) == set()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_does_not_keep_it_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipa.csv")
    (tmp_path / "data.csv").write_text(text(HEADER, rows()), "utf-8")

    assert len(check(tmp_path).tables) == 1


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text(text(HEADER, rows()), "utf-8")
    try:
        (tmp_path / "lingkar").symlink_to(tmp_path, target_is_directory=True)
        (tmp_path / "diri").symlink_to(tmp_path / "diri")
    except OSError:
        pytest.skip("this system allows no links")

    report = check(tmp_path)

    assert len(report.tables) == 1
    assert codes(report) <= {"link-skipped", "not-permitted"}


def test_a_folder_that_may_not_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tertutup").mkdir()
    (tmp_path / "data.csv").write_text(text(HEADER, rows()), "utf-8")
    listed = os.scandir

    def refusing(path: Path) -> object:
        if Path(path).name == "tertutup":
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", refusing)

    (found,) = [each for each in check(tmp_path).findings if each.code == "not-permitted"]
    assert (found.file, "Permission denied" in found.sentence) == ("tertutup", True)


def test_one_file_alone_with_the_metadata_beside_it(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text(text(HEADER, rows()), "utf-8")
    (tmp_path / "lain.csv").write_text("x", "utf-8")
    (tmp_path / "metadata.json").write_text(json.dumps({"judul": "Sampah"}), "utf-8")

    report = check(tmp_path / "data.csv")

    assert [each.file for each in report.tables] == ["data.csv"]
    assert "metadata-missing" not in {each.code for each in report.findings}


def test_what_cannot_be_checked_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(FolderMissing, match="tidak ada"):
        check(tmp_path / "tiada")
    with pytest.raises(NothingToCheck, match="tidak ada berkas CSV"):
        check(tmp_path)
    (tmp_path / "data.csv").write_text(text(HEADER, rows()), "utf-8")
    with pytest.raises(ColumnsAbsent, match=r"--quasi umur\. Kolom yang ada: id, tanggal"):
        check(tmp_path, quasi=["umur"])
    with pytest.raises(LimitTooSmall):
        check(tmp_path, k=1)


def test_progress_grows_to_the_end(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.csv").write_text(text(HEADER, rows()), "utf-8")
    told: list[tuple[float, str]] = []

    check(tmp_path, progress=lambda share, name: told.append((share, name)))

    shares = [share for share, _name in told]
    assert shares == sorted(shares)
    assert told[0] == (0.0, "a.csv")
    assert told[-1] == (1.0, "Selesai")
