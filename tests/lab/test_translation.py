"""JupyterLab's Indonesian, completed."""

from jupyterlab_server.translation_utils import get_language_pack

from workshop_kit.lab.translation import additions, completed


def test_pack_is_completed() -> None:
    packs, message = completed(get_language_pack)("id_ID")
    assert message == ""
    assert packs["jupyterlab"]["menu\x04File"] == ["Berkas"]
    assert packs["jupyterlab"]["Cut Cell"] == ["Potong sel", "Potong sel"]
    assert packs["jupyterlab"]["\nConnected: %1"] == ["\nTerhubung: %1"]


def test_other_languages_are_left_alone() -> None:
    assert completed(get_language_pack)("en") == get_language_pack("en")


def test_places_are_kept() -> None:
    for english, texts in additions().items():
        for place in ("%1", "%2"):
            assert all((place in english) == (place in text) for text in texts), english
