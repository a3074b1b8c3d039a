"""How a reader finds each planted truth in the tables of people."""

import numpy as np
import pandas as pd


def joined_by_name(penduduk: pd.DataFrame, wilayah: pd.DataFrame, year: int) -> int:
    """How many of the 59 kelurahan a join by name finds in one year, capitals ignored."""
    written = penduduk.loc[penduduk["tahun"] == year, "nama_kelurahan"].str.upper().unique()
    return int(wilayah["kelurahan"].str.upper().isin(written).sum())


def small_cells(raw: pd.DataFrame) -> float:
    """Share of cells with 1 to 4 residents."""
    return float(raw["jumlah"].between(1, 4).mean())


def same_person(raw: pd.DataFrame) -> pd.Series:
    """Rows of one kelurahan with the same birth date, sex and address: one person, whatever the name and NIK."""
    return raw.duplicated(["kode_kelurahan", "tanggal_lahir", "jk", "alamat_rt"], keep=False)


def lost_by_job(raw: pd.DataFrame, published: pd.DataFrame) -> pd.Series:
    """Share of the people of each occupation that anonymising cost; who is there twice counts once."""
    once = raw[~raw.duplicated(["kode_kelurahan", "tanggal_lahir", "jk", "alamat_rt"])]
    before, after = once["pekerjaan"].value_counts(), published["pekerjaan"].value_counts()
    return 1 - after.reindex(before.index).fillna(0) / before


def simulated_city(raw_residents: pd.DataFrame, year: int, seed: int) -> pd.DataFrame:
    """One row a resident of one year, with a birth day drawn evenly over the year of age."""
    cells = raw_residents[raw_residents["tahun"] == year]
    people = cells.loc[cells.index.repeat(cells["jumlah"]), ["kode_kelurahan", "jk", "umur"]].reset_index(drop=True)
    people["hari"] = np.random.default_rng(seed).integers(0, 365, len(people))
    return people
