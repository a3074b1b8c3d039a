import pytest

from workshop_kit.language import set_language


@pytest.fixture(autouse=True)
def in_indonesian():
    set_language("id")
    yield
    set_language("id")
