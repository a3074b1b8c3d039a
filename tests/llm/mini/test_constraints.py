"""Forms: whatever is said in one is valid JSON of its schema; what cannot be guaranteed is refused."""

import json

import jsonschema
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workshop_kit.llm.mini.constraints import BeyondForms, Form, Held
from workshop_kit.llm.mini.model import model

SCHEMAS = (
    {"enum": ["ya", "tidak", None, 3]},
    {"type": "object", "properties": {}},
    {"type": ["string", "null"]},
    {"type": "string", "maxLength": 5},
    {"type": "string", "minLength": 2, "maxLength": 2},
    {"type": "string", "format": "date"},
    {"type": "integer", "minimum": -2, "maximum": 3},
    {"type": "integer", "minimum": 0},
    {"type": "number"},
    {"type": "array", "items": {"type": "boolean"}, "minItems": 2, "maxItems": 3},
    {
        "type": "object",
        "properties": {"a": {"$ref": "#/$defs/x"}, "b": {"const": "“é”"}},
        "$defs": {"x": {"type": "null"}},
    },
    {"anyOf": [{"type": "integer"}, {"type": "object", "properties": {"n": {"type": "number", "minimum": 0}}}]},
)


def said(schema, seed):
    """A text of a form, its tokens drawn without any model: what could be said at worst."""
    own = model()
    form = Form.of_schema(schema, own.tokenizer)
    chance, held, tokens = np.random.default_rng(seed), Held(form, own.end), []
    for _ in range(400):
        allowed = np.flatnonzero(held(tokens))
        token = int(chance.choice(allowed))
        if token == own.end:
            return own.tokenizer.decode(tokens)
        tokens.append(token)
    raise AssertionError("no end")


@pytest.mark.parametrize("schema", SCHEMAS)
@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_said_is_valid(schema, seed):
    jsonschema.validate(json.loads(said(schema, seed)), schema)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=5, unique=True), st.integers(0, 9))
def test_one_of_any_labels_is_said(labels, seed):
    assert json.loads(said({"enum": labels}, seed)) in labels


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "string", "pattern": "^a+$"},
        {"type": "string", "format": "email"},
        {"type": "integer", "minimum": 17},
        {"type": "number", "maximum": 3.5},
        {"type": "array", "uniqueItems": True},
        {"type": "object", "properties": {}, "required": ["x"]},
        {"$ref": "#/$defs/nowhere"},
        {"$ref": "#"},
        {"allOf": []},
        {"type": "banana"},
        False,
    ],
)
def test_what_cannot_be_guaranteed_is_refused(schema):
    with pytest.raises(BeyondForms):
        Form.of_schema(schema, model().tokenizer)


def test_a_form_of_texts_takes_them_alone():
    form = Form.of_texts(["jalan", "jalan raya"], model().tokenizer)
    assert form.accepts("jalan") and form.accepts("jalan raya") and not form.accepts("jalan r") and not form.accepts("")


def test_a_text_within_a_form_ends_before_it_fills_the_window():
    found = [said({"type": "string"}, seed) for seed in range(5)]
    assert all(len(each.encode()) < 260 for each in found)
