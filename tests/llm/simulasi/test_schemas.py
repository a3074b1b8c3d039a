"""Whatever the schema, the answer holds to it or there is a sentence; jsonschema is the judge."""

import json
import re
from datetime import date
from enum import Enum
from typing import Literal

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, Field

from tests.llm.simulasi.conversing import ask
from workshop_kit.llm.engines.simulasi.samples import sample
from workshop_kit.llm.problems import Problem

TEXT = "Dua rumah di Gang Sawo, Kelurahan Bukuan, terendam sejak 3 Mei 2025. Kerugian Rp2,5 juta. Mohon dibantu."


def filled(schema, text=TEXT):
    answer = ask(f"Isi kolom dari teks.\n\n<teks>{text}</teks>", schema=schema, max_tokens=20_000)
    assert answer.finish == "stop"
    value = json.loads(answer.text())
    jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(value)
    return value


class Urgency(Enum):
    LOW = "rendah"
    HIGH = "tinggi"


class Place(BaseModel):
    kelurahan: str | None = Field(description="nama kelurahan")
    rt: str | None = None


class Report(BaseModel):
    tanggal: date | None
    jumlah_rumah: int
    kerugian: float = Field(description="kerugian dalam rupiah", ge=0)
    urgensi: Urgency
    tempat: Place
    lain: list[Place] = []
    jenis: Literal["banjir", "kebakaran"]
    benar: bool
    nilai: int | str | None = None


def test_a_pydantic_models_schema_with_references_is_filled():
    value = filled(Report.model_json_schema())
    report = Report.model_validate(value)
    assert (report.tanggal, report.jumlah_rumah, report.kerugian) == (date(2025, 5, 3), 2, 2_500_000)
    assert report.tempat.kelurahan == "Bukuan" and report.jenis == "banjir"


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "string"},
        {"type": "integer", "minimum": 5, "maximum": 7},
        {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1},
        {"type": "integer", "multipleOf": 7, "minimum": 8},
        {"type": "array", "items": {"type": "integer"}, "minItems": 4},
        {"type": "array", "items": {"enum": ["a", "b"]}, "uniqueItems": True},
        {"type": "string", "pattern": "^[A-Z]{3}-\\d{2}$"},
        {"type": "string", "minLength": 30, "maxLength": 31},
        {"type": "string", "format": "date"},
        {"type": "string", "format": "email"},
        {"type": "object", "required": ["x"], "properties": {}},
        {"type": "object", "properties": {"x": {"const": 4}}, "required": ["x"]},
        {"anyOf": [{"type": "null"}, {"type": "integer"}]},
        {"oneOf": [{"type": "string"}, {"type": "object", "properties": {}}]},
        {"allOf": [{"type": "object", "properties": {"a": {"type": "string"}}}, {"required": ["a"]}]},
        {
            "$ref": "#/$defs/a",
            "$defs": {"a": {"type": "array", "items": {"$ref": "#/$defs/b"}}, "b": {"type": "boolean"}},
        },
        {"enum": [1, None, "x"]},
        {"type": ["string", "null"], "maxLength": 0},
        {"type": "object", "additionalProperties": {"type": "integer"}, "required": ["k"]},
        {},
    ],
)
def test_odd_schemas_are_filled(schema):
    filled(schema)


@pytest.mark.parametrize(
    "schema", [{"not": {}}, {"type": "integer", "minimum": 5, "maximum": 4}, {"$ref": "#/$defs/no"}, {"enum": []}]
)
def test_schemas_that_nothing_holds_to_get_a_sentence(schema):
    with pytest.raises(Problem) as told:
        filled(schema)
    assert told.value.code == "schema_beyond_simulator" and told.value.status == 400


def _schemas():
    names = st.sampled_from(
        ["tanggal", "jumlah", "lokasi", "kelurahan", "kategori", "nama", "x", "ada_korban", "biaya", "isi", "$"]
    )
    leaf = st.one_of(
        st.builds(lambda low: {"type": "string", "minLength": low}, st.integers(0, 5)),
        st.builds(
            lambda low, more: {"type": "integer", "minimum": low, "maximum": low + more},
            st.integers(-9, 9),
            st.integers(0, 9),
        ),
        st.builds(lambda low: {"type": "number", "exclusiveMinimum": low}, st.integers(-9, 9)),
        st.builds(lambda values: {"enum": values}, st.lists(st.text(max_size=5), min_size=1, max_size=4, unique=True)),
        st.sampled_from(
            [{"type": "boolean"}, {"type": "null"}, {"type": "string", "format": "date"}, {"type": ["integer", "null"]}]
        ),
    )

    def grown(part):
        objects = st.dictionaries(names, part, max_size=4).flatmap(
            lambda properties: st.sets(st.sampled_from(sorted(properties) or ["x"])).map(
                lambda required: {
                    "type": "object",
                    "properties": properties,
                    "required": sorted(required & set(properties)),
                    "additionalProperties": False,
                }
            )
        )
        arrays = st.builds(
            lambda items, low: {"type": "array", "items": items, "minItems": low}, part, st.integers(0, 3)
        )
        return st.one_of(objects, arrays, st.builds(lambda one, other: {"anyOf": [one, other]}, part, part))

    return st.recursive(leaf, grown, max_leaves=12)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(_schemas(), st.sampled_from([TEXT, "", "1. a\n2. b\n3. 5 Mei 2025", "x" * 300]))
def test_any_schema_of_usual_parts_is_filled(schema, text):
    filled(schema, text)


@pytest.mark.parametrize(
    ("pattern", "made"),
    [
        ("^\\d{3,5}$", "000"),
        ("^(?:ya|tidak)$", "ya"),
        ("^[^0-9]{2}$", "AA"),
        ("a?b+c*", "b"),
        ("^\\+62\\d{9}$", "+62000000000"),
    ],
)
def test_a_text_is_made_for_a_pattern(pattern, made):
    assert sample(pattern) == made


@pytest.mark.parametrize("pattern", ["(", "[", "a{", "(?=a)b", "\\", "(?P<x>a)"])
def test_a_pattern_beyond_it_gets_nothing_or_what_matches(pattern):
    made = sample(pattern)
    assert made is None or re.search(pattern, made)
