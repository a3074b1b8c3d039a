"""Everything that the tables and their protection say is said in English as well."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "workshop_kit"


def marked(path: Path) -> list[str]:
    """The texts that a module marks for translation."""
    return [
        ast.literal_eval(call.args[0])
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "_"
    ]


@pytest.fixture(scope="module")
def catalog() -> dict[str, str]:
    from babel.messages.pofile import read_po

    with (PACKAGE / "locale" / "en.po").open("rb") as stream:
        return {message.id: message.string for message in read_po(stream) if "fuzzy" not in message.flags}


@pytest.mark.parametrize("folder", ["data", "privacy"])
def test_every_text_has_its_english(catalog, folder):
    texts = [text for path in sorted((PACKAGE / folder).rglob("*.py")) for text in marked(path)]
    assert len(texts) > 20
    assert [text for text in texts if not catalog.get(text)] == []
