"""Jupyter's settings for someone alone at a desk."""

from workshop_kit.lab import CONFIG


def test_deleting_can_be_undone() -> None:
    assert not [path for path in CONFIG.rglob("*.py") if "delete_to_trash" in path.read_text()]
