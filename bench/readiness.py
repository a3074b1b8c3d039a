"""How long an operator waits for ``workshop data check``, and how much memory it takes.

Run with ``make bench``. One million rows of twenty columns such as an office keeps, as CSV and as Parquet, and the
largest sheet that is read as XLSX. Each is checked in a Python of its own, on two cores.
"""

import contextlib
import csv
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow.csv
import pyarrow.parquet

ROWS, SHEET_ROWS = 1_000_000, 240_000
# The bars the product promises, for the million rows.
SECONDS_BAR, GIB_BAR = 60.0, 2.0
HEADER = [
    *[
        "id",
        "nik",
        "nama",
        "tgl_lahir",
        "jk",
        "alamat",
        "telepon",
        "kecamatan",
        "kelurahan",
        "kode_kelurahan",
        "tanggal",
    ],
    *["tarif", "berat", "persen", "status", "layanan", "keterangan", "no_rekening", "tahun", "jumlah"],
]
PLACES = [
    ("Palaran", "Rawa Makmur", "64.72.01.1001"),
    ("Palaran", "BUKUAN", "64.72.01.1003"),
    ("Samarinda Ulu", "Dadi Mulya", "6472061006"),
    ("Samarinda Ulu", "DADIMULYAA", "6472061006.0"),
]
CHECK = """
import resource, sys, time
began = time.perf_counter()
from workshop_kit.data.readiness import check
report = check(sys.argv[1], quasi=["kecamatan", "jk", "tahun"])
report.to_html()
report.to_json()
# In KiB, but in bytes on macOS.
unit = 1 if sys.platform == "darwin" else 1024
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**30
print(time.perf_counter() - began, peak, len(report.findings), report.verdict)
"""


def row(number: int, draw: random.Random) -> list[object]:
    """One row, with the faults an office's table has."""
    day = f"{draw.randint(1, 28):02d}"
    month = f"{draw.randint(1, 12):02d}"
    year = draw.randint(1950, 2009)
    place = PLACES[draw.choices((0, 1, 2, 3), (50, 30, 19, 1))[0]]
    return [
        f"P-{number:07d}",
        f"9972{draw.randint(1, 10):02d}{day}{month}{year % 100:02d}{draw.randint(1, 9999):04d}",
        f"{draw.choice(('Siti', 'Budi', 'Rina', 'Agus'))} {draw.choice(('Rahman', 'Njuk', 'Ramli'))} {number % 997}",
        f"{day}/{month}/{year}" if draw.random() < 0.98 else f"{year}-{month}-{day}",
        draw.choice("LP"),
        f"Gang Mawar {draw.randint(1, 400)} RT {draw.randint(1, 60)}",
        f"0800-{draw.randint(0, 9999):04d}-{draw.randint(0, 9999):04d}",
        *place,
        f"2025-{month}-{day}",
        f"Rp {draw.randint(1, 999)}.000,00" if draw.random() < 0.3 else draw.randint(1, 999) * 1000,
        f"{draw.randint(1, 9999)} kg" if draw.random() < 0.1 else draw.randint(1, 9999),
        f"{draw.random():.3f}" if draw.random() < 0.2 else f"{draw.random() * 100:.1f}",
        draw.choice(("selesai", "Selesai", "proses", "-", "")),
        draw.choice(("KTP", "KK", "Akta")),
        f"berkas {draw.randint(1, 10**6)} diterima, menunggu tanda tangan",
        draw.randint(10**9, 10**10),
        draw.randint(2020, 2025),
        9999 if draw.random() < 0.01 else draw.randint(1, 40),
    ]


def write(path: Path, rows: int) -> None:
    """Write a table as CSV."""
    draw = random.Random(6472)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEADER)
        writer.writerows(row(number, draw) for number in range(rows))


def write_sheet(path: Path, rows: int) -> None:
    """Write a table as XLSX."""
    import openpyxl

    draw = random.Random(6472)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("data")
    sheet.append(HEADER)
    for number in range(rows):
        sheet.append(row(number, draw))
    book.save(path)


def checked(path: Path) -> tuple[float, float, str]:
    """Seconds, peak memory in GiB, and what was found."""
    done = subprocess.run([sys.executable, "-c", CHECK, str(path)], check=True, capture_output=True, text=True)
    seconds, peak, findings, verdict = done.stdout.split()
    return float(seconds), float(peak), f"{findings} findings, {verdict}"


def main() -> None:
    """Print one row per file."""
    with contextlib.suppress(AttributeError):
        # Only Linux can keep a process to some of its cores.
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2])
    with tempfile.TemporaryDirectory() as scratch:
        table = Path(scratch) / "tabel.csv"
        write(table, ROWS)
        columnar = table.with_suffix(".parquet")
        pyarrow.parquet.write_table(pyarrow.csv.read_csv(table), columnar)
        sheet = table.with_suffix(".xlsx")
        write_sheet(sheet, SHEET_ROWS)
        for path, rows in ((table, ROWS), (columnar, ROWS), (sheet, SHEET_ROWS)):
            began = time.perf_counter()
            seconds, peak, found = checked(path)
            waited = time.perf_counter() - began
            bar = f"bar {SECONDS_BAR:.0f} s, {GIB_BAR:.0f} GiB" if rows == ROWS else "no bar"
            size = path.stat().st_size / 2**20
            print(
                f"{path.suffix[1:]:<8} {rows:>9,} rows × {len(HEADER)}, {size:4.0f} MiB  {seconds:6.1f} s "
                f"({waited:.1f} s with start)  {peak:5.2f} GiB  {rows / seconds:>9,.0f} rows/s  {bar}  ({found})"
            )


if __name__ == "__main__":
    main()
