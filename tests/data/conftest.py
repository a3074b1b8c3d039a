import pandas as pd
import pytest

from workshop_kit import data
from workshop_kit.language import set_language


@pytest.fixture(autouse=True)
def in_indonesian():
    set_language("id")
    yield
    set_language("id")


@pytest.fixture(scope="session")
def kinerja() -> pd.DataFrame:
    return data.load("kinerja_opd")


@pytest.fixture(scope="session")
def apbd() -> pd.DataFrame:
    return data.load("apbd")
