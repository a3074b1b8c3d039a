import pandas as pd
import pytest
from sklearn.metrics import balanced_accuracy_score

from tests.data.reports.gates import findings_of, found_by_table, recall_at_precision, words_alone
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


@pytest.fixture(scope="session")
def findings(laporan, kinerja):
    return findings_of(laporan, kinerja)


@pytest.fixture(scope="session")
def by_table(klaim, findings):
    return found_by_table(klaim, findings)


@pytest.fixture(scope="session")
def words_scores(klaim) -> dict[str, float]:
    scores = words_alone(klaim)
    return {
        "recall": recall_at_precision(klaim["bertentangan"], scores, 0.5),
        "balanced": float(balanced_accuracy_score(klaim["bertentangan"], scores >= 0.5)),
    }
