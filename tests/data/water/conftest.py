import pandas as pd
import pytest

from tests.data.water import detectors
from workshop_kit import data


@pytest.fixture(scope="session")
def readings() -> pd.DataFrame:
    return data.load("sensor_hidro")


@pytest.fixture(scope="session")
def floods() -> pd.DataFrame:
    return data.load("kejadian_banjir")


@pytest.fixture(scope="session")
def days(readings) -> pd.DataFrame:
    return detectors.days(readings)
