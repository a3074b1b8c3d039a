"""The table ``warga_sampel``: a fictional sample of persons, raw and anonymised."""

import math
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate

import pandas as pd

from workshop_kit.data.generate.catalogue import catalogue_rows
from workshop_kit.data.generate.draws import Draws
from workshop_kit.data.generate.people.names import full_name, misspelt
from workshop_kit.data.generate.people.penduduk import OLDEST, residents
from workshop_kit.data.generate.people.planting import AS_DESIGNED, Planting
from workshop_kit.data.generate.people.wilayah import villages
from workshop_kit.data.generate.table import Row, Size
from workshop_kit.privacy.generalise import age_bands, suppress_rows

ROWS = {"full": 8_000, "small": 800}
YEAR = 2025
QUASI = ["kecamatan", "kelompok_umur", "jk", "pekerjaan"]
SENSITIVE = "desil"
K, L = 5, 3
# No province has the code 99: these numbers cannot meet a real one.
FICTIONAL_PROVINCE = "99"
STREETS = ("Melati", "Kenanga", "Rambutan", "Durian", "Mawar", "Cempaka", "Pinang", "Nangka", "Anggrek", "Sawo")


@dataclass(frozen=True)
class Person:
    """One row of the raw table; ``person`` is the same for both entries of somebody who is there twice."""

    id: str
    person: str
    nik: str
    name: str
    born: date
    sex: str
    address: str
    village: str
    district: str
    job: str
    phone: str
    decile: int
    aided: bool


def warga_sampel_mentah(seed: int, size: Size = "full", planting: Planting = AS_DESIGNED) -> list[Row]:
    """Make the raw table: one row an entry; 6% are second entries of a person with another NIK, spelling and phone."""
    return [
        {
            "id_warga": person.id,
            "nik": person.nik,
            "nama": person.name,
            "tanggal_lahir": person.born,
            "jk": person.sex,
            "alamat_rt": person.address,
            "kode_kelurahan": person.village,
            "pekerjaan": person.job,
            "telepon": person.phone,
            "desil": person.decile,
            "penerima_bansos": person.aided,
        }
        for person in persons(seed, size, planting)
    ]


def warga_sampel(seed: int, size: Size = "full", planting: Planting = AS_DESIGNED) -> list[Row]:
    """Make the anonymised table: kecamatan, ten-year band, sex, occupation and decile, k >= 5 and l >= 3.

    Second entries of a person are left out first.
    ``penerima_bansos`` is left out: a column with two values can never have three different ones in a class.
    """
    # One row a person: counted twice, four people would look like a class of five.
    everybody = list({person.person: person for person in persons(seed, size, planting)}.values())
    frame = pd.DataFrame(
        {
            "kecamatan": [person.district for person in everybody],
            "kelompok_umur": age_bands(pd.Series([age_at_year_end(person.born) for person in everybody])),
            "jk": [person.sex for person in everybody],
            "pekerjaan": [person.job for person in everybody],
            "desil": [person.decile for person in everybody],
        }
    )
    kept = suppress_rows(frame, QUASI, K, sensitive=SENSITIVE, l=L)
    draws = Draws(seed, "warga_sampel/token")
    tokens = [f"W{number:06d}" for number in _different(draws, len(kept))]
    rows = [
        {"token": token, **{name: values[name] for name in frame.columns}, "desil": int(values["desil"])}
        for token, values in zip(tokens, kept.to_dict("records"), strict=True)
    ]
    # In the order of the tokens: the order of the raw table would tell who is who.
    return sorted(rows, key=lambda row: str(row["token"]))


def kunci_identitas(seed: int, size: Size = "full", planting: Planting = AS_DESIGNED) -> list[Row]:
    """Make the key: which entries of the raw table are the same person."""
    return [{"id_warga": person.id, "id_orang": person.person} for person in persons(seed, size, planting)]


def age_at_year_end(born: date) -> int:
    """Full years of age on 31 December of the table's year."""
    return YEAR - born.year


@lru_cache(maxsize=4)
def persons(seed: int, size: Size = "full", planting: Planting = AS_DESIGNED) -> tuple[Person, ...]:
    """All entries in the order of their ``id_warga``."""
    draws = Draws(seed, "warga_sampel")
    total = ROWS[size]
    twice = round(total * planting.double_identities)
    cells = [(cell, count) for cell, count in residents(seed).items() if cell[0] == YEAR]
    sums = list(accumulate(count for _, count in cells))
    picked = sorted(draws.below(sums[-1]) for _ in range(total - twice))
    found, place = [], 0
    for order, resident in enumerate(picked, start=1):
        while sums[place] <= resident:
            place += 1
        (_, village, sex, age), _count = cells[place]
        found.append(_person(draws, planting, order, village, sex, age))
    second = [_second_entry(draws, person) for person in draws.pick(found, twice)]
    listed = draws.shuffled(found + second)
    serials: Counter[str] = Counter()
    numbered = []
    for order, person in enumerate(listed, start=1):
        # As registries do: one serial after the other for the same place, birth date and sex.
        start = _start_of_nik(person)
        serials[start] += 1
        numbered.append(replace(person, id=f"WRG-{order:05d}", nik=f"{start}{serials[start]:04d}"))
    return tuple(numbered)


def _person(draws: Draws, planting: Planting, number: int, code: str, sex: str, age: int) -> Person:
    village = next(each for each in villages() if each.code == code)
    if age == OLDEST:
        age += draws.below(9)
    born = date(YEAR - age, 1, 1) + timedelta(days=draws.below(365))
    job = _job(draws, planting, sex, age)
    decile = min(10, max(1, round(_decile(job) + 2.1 * draws.normal())))
    aided = draws.chance(0.72 if decile <= 2 else 0.3 if decile <= 4 else 0.02)
    return Person(
        id="",
        person=f"ORG-{number:06d}",
        nik="",
        name=full_name(draws, sex),
        born=born,
        sex=sex,
        address=f"Gang {draws.one_of(STREETS)} {1 + draws.below(9)} RT {1 + draws.below(60):02d}",
        village=code,
        district=village.district,
        job=job,
        phone=_phone(draws),
        decile=decile,
        aided=aided,
    )


def _second_entry(draws: Draws, person: Person) -> Person:
    """The same person registered again: a new NIK by mistake, the name as heard, another phone."""
    return replace(
        person,
        name=misspelt(person.name, draws),
        phone=_phone(draws) if draws.chance(0.7) else person.phone,
    )


def _start_of_nik(person: Person) -> str:
    """The first twelve digits: area and birth date (women: day + 40), as usual; but the province does not exist."""
    day = person.born.day + (40 if person.sex == "P" else 0)
    return f"{FICTIONAL_PROVINCE}72{person.village[6:8]}{day:02d}{person.born:%m%y}"


def _phone(draws: Draws) -> str:
    return f"0800-{draws.below(10_000):04d}-{draws.below(10_000):04d}"


def _different(draws: Draws, count: int) -> list[int]:
    """Different numbers below a million, in an order by lot."""
    found: dict[int, None] = {}
    while len(found) < count:
        found[draws.below(1_000_000)] = None
    return list(found)


def _job(draws: Draws, planting: Planting, sex: str, age: int) -> str:
    if age <= 6:
        return "Belum bekerja"
    if age <= 17 or (age <= 21 and draws.chance(0.6)):
        return "Pelajar/mahasiswa"
    names, weights = [], []
    for row in _jobs():
        weight = float(row["bobot" if planting.uneven_jobs else "bobot_rata"])
        if int(row["umur_awal"]) <= age <= int(row["umur_akhir"]) and weight:
            names.append(row["pekerjaan"])
            weights.append(weight * (float(row["bobot_l" if sex == "L" else "bobot_p"]) if planting.uneven_jobs else 1))
    return draws.one_of(names, weights)


@lru_cache(maxsize=1)
def _jobs() -> list[dict[str, str]]:
    return catalogue_rows("people", "pekerjaan.csv")


def _decile(job: str) -> float:
    return math.fsum(float(row["desil_rata"]) for row in _jobs() if row["pekerjaan"] == job)
