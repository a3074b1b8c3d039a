"""The reports are whole, of the promised length, paged, without repetition, and consistent in themselves."""

import re
from collections import Counter

import pandas as pd
import pytest

from tests.data.reports.conftest import SEED
from workshop_kit.data.generate.people.penduduk import TOTALS, residents
from workshop_kit.data.generate.people.wilayah import catchments
from workshop_kit.data.generate.performance.agencies import agencies
from workshop_kit.data.generate.reports.corpus import reports, written
from workshop_kit.data.generate.reports.health import ACTIVITIES
from workshop_kit.data.generate.reports.layout import Grid, Heading, Paragraph, Style, lay_out, words_in
from workshop_kit.data.generate.reports.planting import AS_DESIGNED
from workshop_kit.data.generate.reports.tables import KEYS, LAPORAN_OPD

LONG = "LKJ-2025-DINKES"
RUNNING = re.compile(r"Laporan Kinerja .+ Tahun \d{4} \| Halaman (\d+)")
DETAILS = re.compile(
    r"Tabel L[\d.]+ ((?!Sarana|Keluaran).+ menurut (?:Puskesmas|Kecamatan|Kelurahan|Bulan), Tahun \d{4})"
)
CELLS = re.compile(r" \| |  +")


def paragraphs(page: str) -> list[str]:
    """Paragraphs of a page without headings, tables and the running line."""
    blocks = [block.strip("\n") for block in page.split("\n\n")]
    return [block for block in blocks if words_in(block) > 8 and "\n" not in block and not RUNNING.match(block)]


def tables(text: str, title: str) -> list[list[str]]:
    """Rows of every table whose caption holds the title, continued tables included."""
    rows: list[list[str]] = []
    number, in_rows = "", False
    for line in re.split(r"[\n\f]", text):
        caption = re.match(r"(Tabel [\dL.]+) (.+)", line)
        if caption and caption[2] != "(lanjutan)":
            number = caption[1] if title in caption[2] else ""
        in_rows = (in_rows or line.startswith("---")) and bool(line) and not caption
        if number and in_rows and not line.startswith("---"):
            rows.append(CELLS.split(line))
    return rows


def as_number(cell: str) -> float:
    return float(cell.replace(".", "").replace(",", "."))


def test_there_are_thirty_reports_and_one_of_them_is_long(laporan):
    assert len(laporan) == 30
    assert laporan["id_laporan"].is_unique
    assert laporan["tahun"].between(2023, 2025).all()
    assert set(laporan["opd"]) <= {agency.short for agency in agencies()}
    assert laporan["opd"].str.startswith("Kec. ").sum() == 8
    assert (laporan["halaman"] >= 100).sum() == 1


def test_the_long_report_has_150_pages_and_45_to_55_thousand_words(laporan):
    long = laporan.set_index("id_laporan").loc[LONG]
    assert long["halaman"] == 150
    assert 45_000 <= long["kata"] <= 55_000


def test_the_others_have_8_to_15_thousand_words(laporan):
    assert laporan.loc[laporan["id_laporan"] != LONG, "kata"].between(8_000, 15_000).all()


def test_the_texts_fit_into_the_release(laporan):
    assert laporan["teks"].str.encode("utf-8").str.len().sum() < 3_200_000


def test_pages_and_words_are_those_of_the_text(laporan):
    assert (laporan["teks"].str.count("\f") + 1 == laporan["halaman"]).all()
    assert (laporan["teks"].map(words_in) == laporan["kata"]).all()


def test_every_page_has_one_running_line_with_its_number(laporan):
    for text in laporan["teks"]:
        for number, page in enumerate(text.split("\f"), start=1):
            assert [int(found) for found in RUNNING.findall(page)] == [number]


def test_most_pages_have_a_page_of_words(laporan):
    lengths = pd.Series([words_in(page) for text in laporan["teks"] for page in text.split("\f")])
    assert lengths.max() <= 430
    assert 320 <= lengths.median() <= 410
    assert lengths.between(300, 425).mean() > 0.7


def test_no_paragraph_occurs_twice_in_a_report():
    for writer, _ in written(SEED, "full", AS_DESIGNED):
        said = Counter(
            " ".join(unit.text for unit in block.units) for block in writer.blocks if isinstance(block, Paragraph)
        )
        assert [text for text, count in said.items() if count > 1] == []


def test_no_paragraph_is_left_with_an_open_slot_or_a_doubled_word(laporan):
    for text in laporan["teks"]:
        assert not re.search(r"[{}]|\bNone\b|\bnan\b", text)
        prose = " ".join(paragraph for page in text.split("\f") for paragraph in paragraphs(page))
        assert not re.search(r"  | [,.;]", prose)
        # "… lima tahun tahun 2024" ends an indicator's name and begins the year.
        doubled = [word for word in re.findall(r"\b(\w+) \1\b", prose) if word not in ("tahun",)]
        assert doubled == []


def test_sentences_begin_with_a_capital_letter_and_end():
    for writer, _ in written(SEED, "full", AS_DESIGNED):
        cover, *blocks = (block for block in writer.blocks if isinstance(block, Paragraph))
        assert words_in(cover.units[0].text) > 5
        for block in blocks:
            for unit in block.units if len(block.units) > 1 else ():
                assert re.match(r"[A-Z0-9]", unit.text), unit.text
                assert unit.text.endswith((".", "?")), unit.text


def test_numbers_are_written_the_indonesian_way(laporan):
    # 1,234.5 or 82.5 would be the English way; programme codes, sections and captions have points of their own.
    for text in laporan["teks"]:
        for page in text.split("\f"):
            for paragraph in paragraphs(page):
                assert not re.search(r"\d,\d{3}\b", paragraph), paragraph
                assert not re.search(r"(?<!Tabel )(?<![\d.])\d+\.\d{1,2}(?!\d|\.\d)", paragraph), paragraph


def test_every_chapter_of_a_performance_report_is_there(laporan):
    chapters = ("BAB I PENDAHULUAN", "BAB II PERENCANAAN KINERJA", "BAB III AKUNTABILITAS KINERJA", "LAMPIRAN")
    for row in laporan.itertuples():
        lines = re.split(r"[\n\f]", row.teks)
        assert {"Kata Pengantar", "Daftar Isi", "Ikhtisar Eksekutif", *chapters} <= set(lines)
        assert any(re.fullmatch(r"BAB \w+ PENUTUP", line) for line in lines)
        assert all(word in row.teks.split("\f")[0] for word in ("sintetis", "fiktif"))


def test_the_table_of_contents_names_the_right_pages(laporan):
    for text in laporan["teks"]:
        pages = text.split("\f")
        listed = re.findall(r"^ *(\S.*) \.{5} (\d+)$", text, re.MULTILINE)
        assert len(listed) >= 20
        for heading, page in listed:
            assert re.search(rf"^{re.escape(heading)}$", pages[int(page) - 1], re.MULTILINE | re.IGNORECASE), heading


def test_some_tables_cross_a_page_and_repeat_their_header(laporan):
    assert laporan["teks"].str.contains(r"Tabel [\dL.]+ \(lanjutan\)\n").sum() >= 10


def test_the_printed_table_of_results_is_that_of_kinerja_opd(laporan, kinerja):
    for row in laporan.itertuples():
        own = kinerja[(kinerja["opd"] == row.opd) & (kinerja["tahun"] == row.tahun)].set_index("indikator")
        printed = tables(row.teks, f"Target, Realisasi, dan Capaian Tahun {row.tahun}")
        assert {cells[1] for cells in printed} == set(own.index)
        for cells in printed:
            for cell, column in ((cells[-3], "target"), (cells[-2], "realisasi")):
                true = own.loc[cells[1], column]
                assert (cell == "-") == pd.isna(true)
                assert pd.isna(true) or as_number(cell) == true


def test_the_parts_of_every_appendix_table_give_its_whole(laporan):
    checked = 0
    for text in laporan["teks"]:
        for title in set(DETAILS.findall(text)):
            rows = tables(text, title)
            parts, total = rows[:-1], rows[-1]
            assert total[0] == "Jumlah"
            columns = [[as_number(cell) for cell in column] for column in zip(*(row[1:] for row in parts), strict=True)]
            whole = [as_number(cell) for cell in total[1:]]
            if len(whole) != 2:
                # Shares and rates: base and hits add up. Sums: all columns do.
                # By month a rate has all residents every month.
                monthly_rate = "penduduk menurut Bulan" in title
                for column, value in list(zip(columns, whole, strict=True))[: 2 if len(whole) == 3 else None]:
                    every_month = monthly_rate and column is columns[0]
                    assert (max(column) if every_month else sum(column)) == pytest.approx(value)
            else:
                assert sum(columns[0]) == whole[0]
                mean = sum(base * value for base, value in zip(*columns, strict=True)) / whole[0]
                assert mean == pytest.approx(whole[1], abs=0.051)
            checked += 1
    assert checked > 150


PLACED = re.compile(r"^Tabel L[\d.]+ (.+ menurut (?:Puskesmas|Kecamatan|Kelurahan|Bulan), Tahun \d{4})$", re.MULTILINE)
COUNTS = ("Dinilai", "Memenuhi", "Catatan", "Kasus", "Kematian", "Kelahiran hidup", "Penduduk", "Orang")
PERSONS = re.compile(r"^(?:kasus|kader|balita|bayi|orang|keluarga|responden) ")


def few_persons(text: str) -> list[tuple[str, str, str]]:
    """Table, place or month and column of every count of persons from 1 to 4; activities are named by their number."""
    persons = [f"Kegiatan 4.2.{number}" for number, each in enumerate(ACTIVITIES, start=1) if PERSONS.match(each[1])]
    found = []
    title, header, before = "", [""], ""
    for line in re.split(r"[\n\f]", text):
        caption = re.match(r"Tabel [\dL.]+ (.+)", line)
        if caption and caption[1] != "(lanjutan)":
            title = caption[1] if PLACED.match(line) else ""
        if line.startswith("---"):
            header = CELLS.split(before.strip())
        cells = CELLS.split(line)
        if title and len(cells) == len(header) and not line.startswith("---"):
            found += [
                (title, cells[0], name)
                for name, cell in zip(header, cells, strict=True)
                if name in (*COUNTS, *persons) and cell in ("1", "2", "3", "4")
            ]
        before = line
    return found


def test_no_table_shows_a_count_of_one_to_four_persons_for_a_place_or_a_month(laporan):
    assert [(row.id_laporan, each) for row in laporan.itertuples() for each in few_persons(row.teks)] == []


@pytest.mark.parametrize("seed", [3, 77])
def test_other_seeds_show_no_few_persons_either(seed):
    assert [each for row in reports(seed) for each in few_persons(row["teks"])] == []


@pytest.mark.parametrize(("cell", "few"), [("1", 1), ("4", 1), ("0", 0), ("5", 0), ("1.004", 0)])
def test_the_search_for_few_persons_sees_them(cell, few):
    text = (
        f"Tabel L.3 Angka sakit menurut Puskesmas, Tahun 2025\nPuskesmas | Penduduk | Kasus | Angka\n---|---|---|---\n"
        f"Puskesmas Contoh | 944 | {cell} | 2,0\nJumlah | 944 | 12 | 2,0\n\n"
    )
    assert len(few_persons(text)) == few


def test_maternal_deaths_are_printed_for_the_whole_city_only(laporan):
    for text in laporan.loc[laporan["opd"] == "Dinkes", "teks"]:
        assert "Angka kematian ibu per 100.000 kelahiran hidup tidak dirinci menurut tempat atau bulan." in text
        assert not re.search(r"kematian ibu[^\n]* menurut (?:Puskesmas|Bulan)", text)
        for title in re.findall(r"Tabel [\d.]+ (Indikator (?:Kecamatan|Wilayah Kerja) .+)", text):
            assert not any("ematian" in row[0] for row in tables(text, title))


def test_residents_in_the_health_reports_are_those_of_penduduk(laporan):
    counted: dict[tuple[int, str], int] = {}
    centres = {code: name for name, codes in catchments().items() for code in codes}
    for (year, code, _, _), count in residents(SEED).items():
        key = (year, centres[code])
        counted[key] = counted.get(key, 0) + count
    text = laporan.set_index("id_laporan").loc[LONG, "teks"]
    for year, total in TOTALS.items():
        wanted = {name: count for (counted_year, name), count in counted.items() if counted_year == year}
        for title, column in (
            (f"Penduduk Wilayah Kerja menurut Puskesmas, Tahun {year}", 4),
            (f"Angka kejadian DBD per 100.000 penduduk menurut Puskesmas, Tahun {year}", 1),
        ):
            *rows, whole = tables(text, title)
            assert {row[0]: as_number(row[column]) for row in rows} == wanted
            assert as_number(whole[column]) == total
        months = tables(text, f"Angka kejadian DBD per 100.000 penduduk menurut Bulan, Tahun {year}")
        assert len(months) == 13
        assert {as_number(row[1]) for row in months} == {total}


def test_two_reports_of_an_agency_print_the_same_details(laporan):
    one, other = (laporan.set_index("id_laporan").loc[name, "teks"] for name in ("LKJ-2024-DINKES", LONG))
    titles = [title for title in DETAILS.findall(one) if "Puskesmas" in title]
    assert len(titles) == 3
    assert all(tables(one, title) == tables(other, title) for title in titles)


def test_the_same_seed_gives_the_same_texts(laporan):
    written.cache_clear()
    assert [row["teks"] for row in reports(SEED)] == list(laporan["teks"])


@pytest.mark.parametrize("seed", [3, 77])
def test_any_seed_gives_other_reports_of_the_same_make(seed, laporan):
    others = pd.DataFrame(reports(seed))
    assert len(others) == 30
    assert not set(others["teks"]) & set(laporan["teks"])
    assert others["kata"].min() >= 8_000
    assert 140 <= others["halaman"].max() <= 160


def test_the_small_size_has_three_reports_with_the_same_columns(laporan):
    small = reports(SEED, "small")
    assert len(small) == 3
    assert list(small[0]) == list(laporan.columns)


@pytest.mark.parametrize("table", [LAPORAN_OPD, *KEYS], ids=lambda table: table.name)
@pytest.mark.parametrize("size", ["full", "small"])
def test_rows_have_the_described_fields_and_keep_their_limits(table, size):
    rows = table.make(SEED, size)
    seen = set()
    for row in rows:
        assert list(row) == [column.name for column in table.fields]
        seen.add(tuple(row[name] for name in table.key))
        for column in table.fields:
            value, limits = row[column.name], column.constraints
            assert value is not None or not limits.get("required")
            if value is not None:
                assert value in limits.get("enum", [value])
                assert value >= limits.get("minimum", value)
                assert re.fullmatch(limits.get("pattern", ".*"), str(value), re.DOTALL)
    assert len(seen) == len(rows)


def test_a_table_longer_than_a_page_goes_on_with_its_header():
    rows = [[f"baris {number}", str(number)] for number in range(60)]
    laid = lay_out(
        [Heading("Bab I", 1), Grid("Tabel 1.1 Uji", ["Nama", "Nilai"], rows)], Style("Laporan", True, 80, True)
    )
    assert laid.pages == 3
    assert laid.text.count("Nama | Nilai") == 3
    assert laid.text.count("Tabel 1.1 (lanjutan)") == 2
    assert all(f"baris {number} | {number}\n" in laid.text for number in range(60))
