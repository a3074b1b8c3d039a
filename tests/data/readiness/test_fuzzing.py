"""Whatever bytes a file is made of, there is a report, and no check gives up halfway."""

import io
import random
import tempfile
import zipfile
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.data.readiness import office
from tests.data.readiness.office import HEADER, rows, text
from workshop_kit.data.readiness import Report, check

ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".parquet", ".ods", ".xlsb")
MANY = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def report_on(content: bytes, ending: str) -> Report:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"data{ending}"
        path.write_bytes(content)
        report = check(path)
        assert [each for each in report.findings if each.code == "not-examined"] == []
        assert report.to_html()
        assert report.to_json()
        return report


@given(st.binary(max_size=400), st.sampled_from(ENDINGS))
@example(b"\xff\xfe", ".csv")
@example(b"\xff\xfea", ".csv")
@example(b"\xef\xbb\xbf", ".csv")
@example(b"PK\x05\x06" + bytes(18), ".xlsx")
@example(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".xls")
@example(b"PAR1" + bytes(20) + b"PAR1", ".parquet")
@MANY
def test_any_bytes(content: bytes, ending: str) -> None:
    report_on(content, ending)


CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["", "-", "9999", "1.234,5", "Rp 5", "80%", "12 kg", "31/02/2025", "45747", "2025-13-01", "64.72.01.1001"]
    ),
    st.sampled_from(
        ["Palaran", "9972044104880523", "6,4E+09", "0000-00-00", "\x00", '"', "=1+1", "\u202e", "é", "1e999", "∞"]
    ),
)
NAMES = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        ["id", "nama", "nik", "tgl_lahir", "kecamatan", "kode_kelurahan", "persen", "umur", "jk", "tanggal", "$x$"]
    ),
)


@given(st.data())
@MANY
def test_any_cells_as_csv(data: st.DataObject) -> None:
    width = data.draw(st.integers(1, 5))
    header = data.draw(st.lists(NAMES, min_size=width, max_size=width))
    table = data.draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=12))
    separator = data.draw(st.sampled_from(",;\t|"))

    report_on(text(header, table, separator).encode("utf-8", "replace"), ".csv")


@given(st.data())
@MANY
def test_any_cells_as_parquet(data: st.DataObject) -> None:
    names = data.draw(
        st.lists(NAMES.map(lambda name: name.encode("utf-8", "replace").decode()), min_size=1, max_size=4)
    )
    rows_ = data.draw(st.integers(0, 8))
    columns = [
        data.draw(
            st.one_of(
                st.lists(st.one_of(st.none(), st.floats()), min_size=rows_, max_size=rows_).map(
                    lambda v: pa.array(v, pa.float64())
                ),
                st.lists(st.one_of(st.none(), st.dates()), min_size=rows_, max_size=rows_).map(
                    lambda v: pa.array(v, pa.date32())
                ),
                st.lists(st.one_of(st.none(), CELLS), min_size=rows_, max_size=rows_).map(
                    lambda v: pa.array(
                        [None if each is None else each.encode("utf-8", "replace").decode() for each in v], pa.string()
                    )
                ),
                st.lists(st.one_of(st.none(), st.binary(max_size=5)), min_size=rows_, max_size=rows_).map(
                    lambda v: pa.array(v, pa.binary())
                ),
            )
        )
        for _ in names
    ]
    stream = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(columns, names), stream)

    report_on(stream.getvalue(), ".parquet")


@cache
def sound(ending: str) -> bytes:
    """A sound file, to be broken."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        if ending == ".xlsx":
            office.workbook()(folder)
            return (folder / "data.xlsx").read_bytes()
        if ending == ".parquet":
            columns = list(zip(*[[str(cell) for cell in row] for row in rows()], strict=True))
            pq.write_table(pa.table(dict(zip(HEADER, columns, strict=True))), folder / "data.parquet")
            return (folder / "data.parquet").read_bytes()
        return text(HEADER, rows()).encode()


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".parquet"])
@pytest.mark.parametrize("seed", range(15))
def test_a_sound_file_with_some_bytes_changed_or_cut_off(ending: str, seed: int) -> None:
    draw = random.Random(seed)
    content = bytearray(sound(ending))
    for _ in range(draw.choice((1, 3, 30))):
        content[draw.randrange(len(content))] = draw.randrange(256)
    if seed % 5 == 0:
        del content[draw.randrange(len(content)) :]

    report_on(bytes(content), ending)


@pytest.mark.parametrize("seed", range(15))
def test_a_sound_archive_with_broken_parts(seed: int) -> None:
    draw = random.Random(seed)
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(sound(".xlsx"))) as before,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            content = bytearray(before.read(name))
            if draw.random() < 0.4:
                for _ in range(draw.choice((1, 5, 50))):
                    content[draw.randrange(len(content))] = draw.choice(b"<>&\"'/ \x00\xffA0")
            after.writestr(name, bytes(content))

    report_on(stream.getvalue(), ".xlsx")
