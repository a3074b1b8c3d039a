import pandas as pd
import pytest
from threadpoolctl import threadpool_limits

from tests.data.complaints import gates
from workshop_kit.data.generate.complaints.aduan import aduan, aduan_mentah, kunci_aduan
from workshop_kit.data.generate.complaints.corpus import Complaint, complaints
from workshop_kit.data.generate.complaints.final_test import kunci_uji_akhir
from workshop_kit.data.generate.people.penduduk import residents
from workshop_kit.data.generate.people.warga_sampel import warga_sampel_mentah
from workshop_kit.data.generate.people.wilayah import villages


@pytest.fixture(scope="package", autouse=True)
def one_thread():
    """Many threads on small matrices mostly wait for each other."""
    with threadpool_limits(1):
        yield


@pytest.fixture(scope="session")
def raw() -> pd.DataFrame:
    return pd.DataFrame(aduan_mentah(6472))


@pytest.fixture(scope="session")
def published() -> pd.DataFrame:
    return pd.DataFrame(aduan(6472))


@pytest.fixture(scope="session")
def key() -> pd.DataFrame:
    return pd.DataFrame(kunci_aduan(6472))


@pytest.fixture(scope="session")
def written() -> tuple[Complaint, ...]:
    """The complaints with their pieces, in the order of the raw table."""
    return complaints(6472)


@pytest.fixture(scope="session")
def persons() -> pd.DataFrame:
    return pd.DataFrame(warga_sampel_mentah(6472))


@pytest.fixture(scope="session")
def people() -> pd.Series:
    """Residents in 2024 by kecamatan."""
    districts = {village.code: village.district for village in villages()}
    counts = pd.Series({cell: count for cell, count in residents(6472).items() if cell[0] == 2024})
    return counts.groupby([districts[code] for _, code, _, _ in counts.index]).sum()


@pytest.fixture(scope="session")
def final() -> pd.DataFrame:
    return pd.DataFrame(kunci_uji_akhir())


@pytest.fixture(scope="session")
def on_a_random_split(raw):
    return gates.random_split(raw["teks"], raw["kategori_petugas"])


@pytest.fixture(scope="session")
def without_their_cores(raw, key):
    return gates.cores_held_out(raw["teks"], raw["kategori_petugas"], key["inti"])
