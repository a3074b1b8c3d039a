import pandas as pd
import pytest

from workshop_kit import data


@pytest.fixture(scope="session")
def tickets() -> pd.DataFrame:
    return data.load("izin_antrean")


@pytest.fixture(scope="session")
def visits() -> pd.DataFrame:
    return data.load("puskesmas_kunjungan")


@pytest.fixture(scope="session")
def raw_visits() -> pd.DataFrame:
    return data.load("puskesmas_kunjungan", release="mentah", consent=True)


@pytest.fixture(scope="session")
def loads() -> pd.DataFrame:
    return data.load("sampah_angkutan")
