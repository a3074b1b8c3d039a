import pandas as pd
import pytest

from workshop_kit.data.generate.performance.kinerja_opd import kinerja_opd
from workshop_kit.data.generate.reports.corpus import claims_key, reports
from workshop_kit.data.generate.reports.planting import Planting
from workshop_kit.data.generate.reports.questions import questions_key

SEED = 6472
HONEST = Planting(contradiction_share=0.0)


@pytest.fixture(scope="session")
def laporan() -> pd.DataFrame:
    return pd.DataFrame(reports(SEED))


@pytest.fixture(scope="session")
def klaim() -> pd.DataFrame:
    return pd.DataFrame(claims_key(SEED))


@pytest.fixture(scope="session")
def tanya() -> pd.DataFrame:
    return pd.DataFrame(questions_key(SEED))


@pytest.fixture(scope="session")
def kinerja() -> pd.DataFrame:
    return pd.DataFrame(kinerja_opd(SEED))
