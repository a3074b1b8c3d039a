import pandas as pd
import pytest

from workshop_kit import data


@pytest.fixture(scope="session")
def wilayah() -> pd.DataFrame:
    return data.load("wilayah")


@pytest.fixture(scope="session")
def penduduk() -> pd.DataFrame:
    return data.load("penduduk")


@pytest.fixture(scope="session")
def residents() -> pd.DataFrame:
    return data.load("penduduk", release="mentah", consent=True)


@pytest.fixture(scope="session")
def persons() -> pd.DataFrame:
    return data.load("warga_sampel", release="mentah", consent=True)


@pytest.fixture(scope="session")
def published() -> pd.DataFrame:
    return data.load("warga_sampel")
