"""The report: one page that is safe, whole and readable, the same in JSON, and a template that leads back."""

import datetime
import itertools
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.data.readiness import office
from tests.data.readiness.office import HEADER, rows, text
from workshop_kit.data.readiness import Report, check
from workshop_kit.language import set_language

NOW = datetime.datetime(2026, 6, 1, 9, 0)
HOSTILE = "<script>alert(1)</script>"
ESCAPES = "\x1b[31m\x1b]0;judul\x07\u202egnp"


class Page(HTMLParser):
    """What a page is made of."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.opened: list[tuple[str, dict[str, str | None]]] = []
        self.depth: list[str] = []
        self.feed(content)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.opened.append((tag, dict(attributes)))
        if tag not in ("meta", "img", "br", "link"):
            self.depth.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.depth.pop() == tag

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.opened if tag in tags]


@pytest.fixture
def messy(tmp_path: Path) -> Path:
    """A folder with a bit of everything."""
    folder = tmp_path / "kantor"
    folder.mkdir()
    table = rows()
    for number, row in enumerate(table):
        row.append(20 + number)
        row.append("L" if number % 2 else "P")
        row.append("Orang" if number > 1 else "")
    table[3][8] = "-"
    table[4][2] = "Sambutn"
    (folder / "data.csv").write_text(text([*HEADER, "umur", "jk", "nama"], table), "utf-8")
    (folder / "rusak.xlsx").write_bytes(b"PK\x03\x04")
    return folder


def test_the_page_needs_nothing_else(messy: Path) -> None:
    content = check(messy, quasi=["umur", "jk"]).to_html()
    page = Page(content)

    assert page.depth == []
    assert page.all("script", "link", "iframe", "object", "form") == []
    assert [each["src"][:26] for each in page.all("img") if each["src"]] == ["data:image/svg+xml;base64,"] * 2
    assert re.findall(r"https?://", content) == []
    assert "default-src 'none'" in content


def test_the_page_is_accessible(messy: Path) -> None:
    page = Page(check(messy, quasi=["umur", "jk"]).to_html())
    tags = [tag for tag, _attributes in page.opened]
    levels = [int(tag[1]) for tag in tags if re.fullmatch(r"h[1-6]", tag)]

    assert page.all("html")[0]["lang"] == "id"
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert tags.count("table") == tags.count("caption") == tags.count("thead") > 2
    assert all(each.get("scope") in ("col", "row") for each in page.all("th"))
    assert all(re.search(r"\d", each["alt"] or "") for each in page.all("img"))
    assert tags.count("main") == 1


def test_titles_of_pictures_say_what_they_show(messy: Path) -> None:
    content = check(messy, quasi=["umur", "jk"]).to_html()

    assert "Kolom nama paling banyak kosong: 5%" in content
    assert "40 baris (100%) ada dalam kelompok di bawah 5 menurut umur, jk" in content


def test_what_to_mend_first_is_ordered_by_effect(messy: Path) -> None:
    report = check(messy, quasi=["umur", "jk"])

    assert [one.code for one, _group in report.mend_first(4)] == [
        "personal-by-name",
        "k-small",
        "unreadable",
        "metadata-missing",
    ]
    assert [each.severity for each in report.findings] == sorted(each.severity for each in report.findings)


def test_names_and_values_cannot_write_the_page(tmp_path: Path) -> None:
    name = f"{HOSTILE}$\\frac{{1}}{{0}}$"
    header = ["id", name, ESCAPES, "a{b}%(c)s"]
    table = [[f"p{n}", HOSTILE if n else "", f"{ESCAPES}{n % 3}", f"{{x.__class__}} {n % 2}"] for n in range(30)]
    table[3][1] = f" {HOSTILE}"
    (tmp_path / "a<b>&amp;'\"{0}.csv").write_text(text(header, table), "utf-8")

    report = check(tmp_path, quasi=[name, "a{b}%(c)s"])
    whole = report.to_html()

    assert "<script" not in whole
    assert "\x1b" not in whole + report.to_json() + report.template
    assert "\u202e" not in whole + report.to_json() + report.template
    assert Page(whole).depth == []
    assert Page(report._repr_html_()).depth == []


def test_a_notebook_shows_the_report_without_the_page_around_it(messy: Path) -> None:
    shown = check(messy)._repr_html_()

    assert "<html" not in shown
    assert "<body" not in shown
    assert "Kesimpulan: belum siap" in shown


def test_the_json_says_the_same(messy: Path) -> None:
    report = check(messy, quasi=["umur", "jk"], now=NOW)
    said = json.loads(report.to_json())

    assert said["kesimpulan"] == {"kode": "not-ready", "kata": "belum siap"}
    assert said["diperiksa"] == "2026-06-01T09:00:00"
    assert len(said["temuan"]) == len(report.findings) == sum(said["jumlah"].values())
    assert {"kode", "tingkat", "berkas", "kolom", "baris", "contoh", "temuan", "saran"} <= set(said["temuan"][0])
    assert said["tabel"][0]["k"]["k"] == 1
    assert sum(said["tabel"][0]["k"]["baris_menurut_ukuran_kelompok"].values()) == 40
    assert str(messy) not in report.to_json()


def test_the_report_in_english(messy: Path) -> None:
    set_language("en")
    report = check(messy)

    assert 'lang="en"' in report.to_html()
    # Column names are never translated, even if they are words of the catalog.
    assert any(each.column == "nama" for each in report.findings)


def test_the_template_filled_in_and_put_back_leaves_no_finding(tmp_path: Path) -> None:
    office.changed(lambda whole: whole)(tmp_path)
    (tmp_path / "metadata.json").unlink()
    report = check(tmp_path)
    assert {each.code for each in report.findings} == {"metadata-missing"}

    (tmp_path / "metadata.json").write_text(report.template, "utf-8")
    empty = check(tmp_path)
    (tmp_path / "metadata.json").write_text(re.sub(r'": ""', '": "terisi"', report.template), "utf-8")
    filled = check(tmp_path)

    assert {each.code for each in empty.findings} == {"metadata-incomplete", "metadata-columns"}
    assert filled.findings == ()


def test_the_template_keeps_what_is_known(tmp_path: Path) -> None:
    office.changed(lambda whole: whole)(tmp_path)
    said = office.metadata()
    said["resources"][0]["schema"]["fields"][5]["satuan"] = "kilogram"
    del said["resources"][0]["periode"]
    (tmp_path / "metadata.json").write_text(json.dumps(said), "utf-8")

    kept = json.loads(check(tmp_path).template)["resources"][0]

    assert kept["judul"] == "Sampah"
    assert kept["periode"] == ""
    assert kept["schema"]["fields"][5]["satuan"] == "kilogram"


def test_nothing_is_overwritten(tmp_path: Path, messy: Path) -> None:
    report = check(messy)
    folder = tmp_path / "laporan"
    folder.mkdir()
    (folder / "laporan.json").write_text("milik orang lain", "utf-8")

    with pytest.raises(FileExistsError):
        report.write(folder)

    assert (folder / "laporan.json").read_text("utf-8") == "milik orang lain"


def test_many_findings_of_a_kind_are_counted(tmp_path: Path) -> None:
    header = ["id", *(f"n{n}" for n in range(300))]
    table = [[f"p{row}", *(["-" if row == 2 else str(row * n) for n in range(300)])] for row in range(10)]
    (tmp_path / "data.csv").write_text(text(header, table), "utf-8")

    report: Report = check(tmp_path)

    assert sum(each.code == "missing-disguised" for each in report.findings) == 20
    assert any("280 temuan lagi" in each.sentence for each in report.findings)
    assert len(report.to_html()) < 500_000
