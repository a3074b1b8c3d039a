"""Makes ``corpus/dibuat.csv``: identifiers and hard negatives from a seed, in many writings and sentences.

Run ``python -m tests.privacy.made`` to write it anew. All numbers have forms that nobody's number has.
"""

import csv
import io
import random
from collections.abc import Callable, Iterator

from stdnum import luhn

from tests.privacy.labelled import CORPUS

SEED = 6472
POSITIVES_A_KIND, NEGATIVES = 34, 160


def digits(draw: random.Random, count: int) -> str:
    return f"{draw.randrange(10**count):0{count}d}"


def nik(draw: random.Random) -> str:
    day = draw.randrange(1, 29) + draw.choice((0, 40))
    return f"99{draw.randrange(1, 11):02d}{draw.randrange(1, 9):02d}{day:02d}" + (
        f"{draw.randrange(1, 13):02d}{draw.randrange(100):02d}{draw.randrange(1, 99):04d}"
    )


def kk(draw: random.Random) -> str:
    number = nik(draw)
    return f"{number[:6]}{int(number[6:8]) % 40:02d}{number[8:]}"


def npwp(draw: random.Random) -> str:
    head = "99" + digits(draw, 6)
    return f"{head}{luhn.calc_check_digit(head)}999000"


def nip(draw: random.Random) -> str:
    born = draw.randrange(1966, 2000)
    return f"{born}{draw.randrange(1, 13):02d}{draw.randrange(1, 29):02d}{born + draw.randrange(22, 26)}" + (
        f"{draw.choice(('01', '03', '12', '21'))}{draw.choice('12')}9{digits(draw, 2)}"
    )


def grouped(number: str, lengths: tuple[int, ...], joint: str) -> str:
    parts, start = [], 0
    for length in lengths:
        parts.append(number[start : start + length])
        start += length
    return joint.join([*parts, *([number[start:]] if number[start:] else [])])


def wide(number: str) -> str:
    return "".join(chr(ord(c) - ord("0") + ord("０")) if c.isdigit() else c for c in number)


def hidden(number: str) -> str:
    return number[:4] + r"\u200b" + number[4:9] + r"\u200d" + number[9:]


def as_npwp(number: str) -> str:
    return f"{number[:2]}.{number[2:5]}.{number[5:8]}.{number[8]}-{number[9:12]}.{number[12:]}"


Write = Callable[[random.Random], str]
WRITINGS: dict[str, tuple[Write, ...]] = {
    "NIK": (
        nik,
        nik,
        lambda draw: grouped(nik(draw), (4, 4, 4, 4), " "),
        lambda draw: grouped(nik(draw), (6, 6, 4), draw.choice(".- ")),
        lambda draw: wide(nik(draw)),
        lambda draw: hidden(nik(draw)),
        lambda draw: grouped(nik(draw), (8, 8), r"\n"),
        lambda draw: grouped(nik(draw), (4, 4, 4, 4), draw.choice("-_·")),
        lambda draw: grouped(nik(draw), (1,) * 16, " "),
    ),
    "KK": (kk, kk, lambda draw: grouped(kk(draw), (4, 4, 4, 4), " "), lambda draw: wide(kk(draw))),
    "NPWP": (
        lambda draw: as_npwp(npwp(draw)),
        lambda draw: as_npwp(npwp(draw)).replace("-", "."),
        npwp,
        lambda draw: "0" + npwp(draw),
        lambda draw: wide(as_npwp(npwp(draw))),
    ),
    "NIP": (
        nip,
        lambda draw: grouped(nip(draw), (8, 6, 1, 3), " "),
        lambda draw: grouped(nip(draw), (8, 6, 1, 3), draw.choice(".-")),
        lambda draw: wide(nip(draw)),
    ),
    "TELEPON": (
        lambda draw: "0800" + digits(draw, draw.randrange(7, 10)),
        lambda draw: grouped("0800" + digits(draw, 8), (4, 4, 4), draw.choice(" -.")),
        lambda draw: grouped("0800" + digits(draw, 7), (4, 3, 4), draw.choice(" -.")),
        lambda draw: "+62800" + digits(draw, 8),
        lambda draw: "+62 " + grouped("800" + digits(draw, 8), (3, 4, 4), draw.choice(" -")),
        lambda draw: "62800" + digits(draw, 8),
        lambda draw: wide("0800" + digits(draw, 8)),
        lambda draw: hidden("0800" + digits(draw, 8)),
    ),
    "EMAIL": (
        lambda draw: (
            f"{draw.choice(('ana', 'budi', 'citra', 'dodi'))}{digits(draw, 2)}@{draw.choice(('contoh', 'example'))}.id"
        ),
        lambda draw: f"{draw.choice(('eko.s', 'fitri_a', 'gita-w'))}@dinas{draw.randrange(9)}.contoh.id",
        lambda draw: (
            f"{draw.choice(('hadi', 'intan'))}{digits(draw, 1)}{draw.choice(('[at]', ' (at) ', '＠'))}contoh.id"
        ),
    ),
    "PLAT": (
        lambda draw: f"KT 0{digits(draw, 3)} {draw.choice(('AB', 'BC', 'WX', 'YZ', 'NQ'))}",
        lambda draw: f"KT0{digits(draw, 3)}{draw.choice(('AB', 'BC', 'WX'))}",
        lambda draw: f"{draw.choice(('B', 'L', 'N'))} 0{digits(draw, 3)} {draw.choice(('SAB', 'TZ'))}",
        lambda draw: f"DA-0{digits(draw, 3)}-{draw.choice(('KL', 'Z'))}",
    ),
    "BPJS": (
        lambda draw: "999" + digits(draw, 10),
        lambda draw: grouped("999" + digits(draw, 10), (4, 4, 5), draw.choice(" -")),
        lambda draw: wide("999" + digits(draw, 10)),
    ),
    "REKENING": (
        lambda draw: "000" + digits(draw, draw.choice((7, 10, 12))),
        lambda draw: f"0000-01-{digits(draw, 6)}-{digits(draw, 2)}-{digits(draw, 1)}",
        lambda draw: f"000-00-{digits(draw, 7)}-{digits(draw, 1)}",
    ),
}
SENTENCES: dict[str, tuple[str, ...]] = {
    "NIK": ("NIK {}", "nik saya {} min", "pemohon ({}) sudah rekam", "Nama: Tini\\nNIK: {}", "ktp {} hilang", "{}"),
    "KK": ("No. KK {}", "kk: {} alamat pindah", "Nomor Kartu Keluarga {} terbit 12-03-2024", "nmr kk sy {}"),
    "NPWP": ("NPWP {}", "npwp usaha: {} aktif", "NPWP bendahara {} per 31/12/2024"),
    "NIP": ("NIP {}", "NIP. {}\\nPembina", "Sdr. Umar, {}, hadir", "nip {} pensiun 2030"),
    "TELEPON": ("hp {}", "WA: {} ya", "hubungi {} (Pak RT)", "{}", "Telp. {}; Faks. -", "nomor saya ganti {}"),
    "EMAIL": ("surel {}", "balas ke {} saja", "{}", "Kirim ke {}, terima kasih"),
    "PLAT": ("plat {}", "mobil {} parkir di trotoar", "truk sampah {} 2 rit", "nopol {} warna merah", "ada {} lewat"),
    "BPJS": ("BPJS {}", "no bpjs saya {} nonaktif", "Nomor kartu JKN {} kelas 2", "kartu peserta BPJS: {}"),
    "REKENING": ("rekening {} an Ida", "norek bri {}", "No. Rek. {}", "transfer ke rek {} ya", "Rekening BNI {}"),
}
NOT_IDENTIFIERS: tuple[Write, ...] = (
    lambda draw: f"kegiatan 1.0{draw.randrange(1, 9)}.{digits(draw, 2)}.2.{digits(draw, 2)}.{digits(draw, 4)} berjalan",
    lambda draw: f"kode rekening 5.1.02.{digits(draw, 2)}.{digits(draw, 2)}.{digits(draw, 4)}",
    lambda draw: f"pagu Rp{draw.randrange(1, 999)}.{digits(draw, 3)}.{digits(draw, 3)}.{digits(draw, 3)},00",
    lambda draw: f"Rp {draw.randrange(10**9, 10**12)} untuk {draw.randrange(2, 90)} paket",
    lambda draw: f"faktur INV/{draw.randrange(2019, 2026)}/{digits(draw, 9)}",
    lambda draw: f"nomor faktur pajak 0{digits(draw, 2)}.{digits(draw, 3)}-24.{digits(draw, 8)}",
    lambda draw: f"hadir L {draw.randrange(1, 999)} P {draw.randrange(1, 999)}",
    lambda draw: f"titik -0.{digits(draw, 6)}, 117.{digits(draw, 6)}",
    lambda draw: f"ISBN 978-602-{digits(draw, 4)}-{digits(draw, 2)}-{digits(draw, 1)}",
    lambda draw: (
        f"kelurahan 64.72.{digits(draw, 2)}.10{digits(draw, 2)} dan 64.72.{digits(draw, 2)}.10{digits(draw, 2)}"
    ),
    lambda draw: f"tiket ADU-{digits(draw, 5)} selesai {draw.randrange(1, 28)}-0{draw.randrange(1, 9)}-2025",
    lambda draw: f"surat 005/{digits(draw, 4)}/100.{digits(draw, 2)} tanggal {draw.randrange(1, 28)} Mei 2024",
    lambda draw: f"versi {draw.randrange(9)}.{draw.randrange(30)}.{draw.randrange(99)} build {digits(draw, 10)}",
    lambda draw: f"KBLI {digits(draw, 5)} dan {digits(draw, 5)}",
    lambda draw: f"PO 45{digits(draw, 8)} laptop {draw.randrange(2, 40)} unit",
    lambda draw: f"buka 0{draw.randrange(7, 9)}.00-1{draw.randrange(2, 7)}.30 WITA setiap hari",
    lambda draw: f"penduduk {digits(draw, 6)} jiwa, KK {digits(draw, 5)}",
    lambda draw: f"curah hujan {' '.join(f'{draw.randrange(900) / 10:.1f}' for _ in range(8))} mm",
    lambda draw: f"nilai {' '.join(str(draw.randrange(40, 100)) for _ in range(10))}",
    lambda draw: f"NIB {draw.randrange(10**12, 10**13)} aktif",
)


def lines(seed: int = SEED) -> Iterator[tuple[str, str]]:
    draw = random.Random(seed)
    for kind, writings in WRITINGS.items():
        for number in range(POSITIVES_A_KIND):
            written = writings[number % len(writings)](draw)
            yield "buatan", draw.choice(SENTENCES[kind]).format(f"[[{kind}:{written}]]")
    for number in range(NEGATIVES):
        yield "negatif", NOT_IDENTIFIERS[number % len(NOT_IDENTIFIERS)](draw)


def as_csv() -> str:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["ragam", "teks"])
    writer.writerows(lines())
    return file.getvalue()


if __name__ == "__main__":
    (CORPUS / "dibuat.csv").write_text(as_csv(), encoding="utf-8")
