"""Personal data are found wherever they stand, and nothing the check writes or says holds an identifier in full."""

import json
import re
from pathlib import Path

import pandas as pd
import pytest

from tests.data.readiness import office
from workshop_kit import data
from workshop_kit.data.readiness import Report, check, personal
from workshop_kit.data.readiness.masking import plain, shape, shown
from workshop_kit.data.readiness.profile import Profile, profile
from workshop_kit.data.readiness.reading import text_column


@pytest.fixture(scope="session")
def warga() -> pd.DataFrame:
    return data.load("warga_sampel", release="mentah", consent=True).head(400)


def everything_said(report: Report) -> str:
    return report.to_html() + report.to_json() + report.template + report._repr_html_() + repr(report)


def column(name: str, values: list[str]) -> Profile:
    return profile(text_column(name, values))


def codes(name: str, values: list[str]) -> list[str]:
    return [each.code for each in personal.findings(column(name, values))]


@pytest.mark.parametrize("ending", ["csv", "xlsx", "parquet"])
def test_no_identifier_of_a_table_of_people_is_shown(warga: pd.DataFrame, tmp_path: Path, ending: str) -> None:
    spoilt = warga.copy().astype(str)
    # Faults in personal columns, of which a report would like to show examples.
    spoilt.loc[3, "nik"] = f" {spoilt.loc[3, 'nik']}"
    spoilt.loc[4, "telepon"] = spoilt.loc[4, "telepon"].replace("-", "") + "x"
    spoilt.loc[5, "nama"] = spoilt.loc[6, "nama"].upper()
    spoilt.loc[7, "tanggal_lahir"] = "31/02/1988"
    spoilt["catatan"] = [
        "pemohon " + name + " nik " + nik for name, nik in zip(spoilt["nama"], spoilt["nik"], strict=True)
    ]
    if ending == "csv":
        spoilt.to_csv(tmp_path / "warga.csv", index=False)
    elif ending == "xlsx":
        spoilt.to_excel(tmp_path / "warga.xlsx", index=False)
    else:
        spoilt.to_parquet(tmp_path / "warga.parquet")

    report = check(tmp_path)
    said = everything_said(report)

    found = {each.column for each in report.findings if each.code.startswith("personal")}
    assert {"nik", "telepon", "nama", "tanggal_lahir", "alamat_rt", "catatan"} <= found
    for name in ("nik", "telepon", "nama", "alamat_rt", "tanggal_lahir"):
        for value in spoilt[name]:
            assert value.strip() not in said, name
    assert re.search(r"9972\d{12}", said) is None


def test_identifiers_in_names_of_files_sheets_and_columns_are_not_shown(tmp_path: Path) -> None:
    folder = tmp_path / "9972044104880523"
    folder.mkdir()
    office.workbook(lambda book: setattr(book["data"], "title", "9972044104880523"))(folder)
    (folder / "data.xlsx").rename(folder / "9972044104880523.xlsx")
    named = pd.DataFrame({"hp 0800-1234-5678": ["5", "", "9"], "kode": ["a", "b", "c"]})
    named.to_parquet(folder / "b.parquet")

    report = check(folder, key=["kode"])

    assert "9972044104880523" not in everything_said(report)
    assert "0800-1234-5678" not in everything_said(report)
    assert any(each.file == "[NIK].xlsx" and each.sheet == "[NIK]" for each in report.findings)
    assert any(each.column == "hp [TELEPON]" for each in report.findings)


def test_a_file_without_column_names_does_not_show_its_first_person(warga: pd.DataFrame, tmp_path: Path) -> None:
    warga.to_csv(tmp_path / "warga.csv", index=False, header=False)

    said = everything_said(check(tmp_path))

    assert "Baris pertama sudah berisi data" in said
    for value in warga.iloc[0].astype(str)[["nik", "nama", "telepon", "alamat_rt"]]:
        assert value not in said


def test_identifiers_are_found_among_many_other_numbers() -> None:
    numbers = [f"{10**15 + 7919 * n}" for n in range(60_000)]
    numbers[31_234] = "9972044104880523"

    (found,) = personal.findings(column("nomor surat", numbers))

    assert found.sentence == "Sekitar 1 sel memuat NIK."


def test_a_full_column_is_estimated_from_a_selection() -> None:
    numbers = [f"99720441{n % 12 + 1:02d}88{n % 9999 + 1:04d}" for n in range(9000)]
    distinct = len(set(numbers))

    (found,) = personal.findings(column("nik", [*dict.fromkeys(numbers)]))

    assert found.sentence.startswith("Sekitar ")
    assert found.rows == pytest.approx(distinct, rel=0.02)


def test_a_masked_column_is_no_longer_personal() -> None:
    assert codes("nik", ["****************", "[NIK]", "<NIK_12>", "a" * 64]) == []
    assert codes("nama", ["S***", "[disamarkan]"]) == ["personal-by-name"]


@pytest.mark.parametrize("values", [["Rawa Makmur", "DADIMULYA"], ["Dinas Kesehatan", "Kecamatan Palaran", "PT Maju"]])
def test_a_column_called_nama_may_hold_places_and_offices(values: list[str]) -> None:
    assert codes("nama", values) == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("nama", "nama orang"),
        ("Nama Lengkap", "nama orang"),
        ("nama_ibu_kandung", "nama orang"),
        ("namaPemohon", "nama orang"),
        ("ALAMAT", "alamat rumah"),
        ("tgl_lahir", "tanggal lahir"),
        ("Tempat, Tanggal Lahir", "tanggal lahir"),
        ("No. HP", "nomor telepon"),
        ("e-mail", "alamat surel"),
        ("No KK", "nomor kartu keluarga"),
        ("no_rekening", "rekening bank"),
    ],
)
def test_columns_that_hold_people_by_their_name(name: str, kind: str) -> None:
    (found,) = personal.findings(column(name, ["abc def", "ghi jkl"]))

    assert found.code == "personal-by-name"
    assert kind in found.sentence


@pytest.mark.parametrize(
    "name",
    ["nama_opd", "nama_kelurahan", "nama_program", "kode_rekening", "alamat_kantor", "tanggal", "tahun_lahir", "nikel"],
)
def test_columns_that_do_not(name: str) -> None:
    assert codes(name, ["abc def", "ghi jkl"]) == []


def test_metadata_may_say_that_a_column_is_not_personal_but_not_against_what_is_found(tmp_path: Path) -> None:
    names = [f"Taman {chr(65 + n % 26)}{n}" for n in range(40)]
    office.added("nama", lambda n: names[n] if n else "Alun")(tmp_path)
    said = office.metadata([*office.HEADER, "nama"])
    field = said["resources"][0]["schema"]["fields"][-1]

    def found(values: str) -> set[str]:
        field["data_pribadi"] = values
        (tmp_path / "metadata.json").write_text(json.dumps(said), "utf-8")
        return {each.code for each in check(tmp_path).findings}

    office.added("nama", lambda n: f"orang {n}")(tmp_path)
    assert "personal-by-name" in found("ya")
    assert found("tidak") == set()
    office.added("nama", lambda n: f"orang {n} 9972044104880523")(tmp_path)
    assert "personal-identifier" in found("tidak")


def test_what_is_shown_of_a_text() -> None:
    assert shown("Budi, 9972044104880523") == "Budi, [NIK]"
    assert shown("7001234567", "no rekening") == "[REKENING]"
    assert shown("nomor 12345678901234") == "nomor 12…[14]"
    assert shown("Rp 1.234.567.890.123,00") == "Rp 1.234.567.890.123,00"
    assert shape("Siti R., 1988-04-01") == "Aaaa A., 9999-99-99"
    assert plain("a\x1b]0;x\x07b\u202ec\u200bd\r\ne") == "a�]0;x�b�c�d  e"
    assert len(plain("x" * 500)) == 60
    assert shown("9972044104880523" * 300) != ""
