"""The published release describes its own files truly and can be made again byte by byte."""

import hashlib
import json
import re
from pathlib import Path

import pandas as pd
import pytest

from tests.data import detectors
from workshop_kit.data.generate import package
from workshop_kit.data.generate.tables import TABLES

RELEASE = Path(__file__).parents[2] / "datasets" / "anonim"
KINDS = {"string": "string", "integer": "Int64", "number": "Float64", "year": "Int64"}
NAMES = [table.name for table in TABLES]


@pytest.fixture(scope="module")
def described():
    return json.loads((RELEASE / "datapackage.json").read_text("utf-8"))


@pytest.fixture
def resource(described, request):
    return next(each for each in described["resources"] if each["name"] == request.param)


def as_described(resource) -> pd.DataFrame:
    """The CSV, read with the types of its schema; a value of another type is an error."""
    types = {field["name"]: KINDS[field["type"]] for field in resource["schema"]["fields"]}
    missing = resource["schema"]["missingValues"]
    return pd.read_csv(RELEASE / resource["path"], dtype=types, na_values=missing, keep_default_na=False)


def test_building_again_gives_the_published_bytes(tmp_path):
    built = package.build(tmp_path, 6472)
    published = {path.name: path.read_bytes() for path in RELEASE.iterdir()}
    assert {path.name: path.read_bytes() for path in built.iterdir()} == published


def test_another_seed_gives_other_tables(tmp_path):
    built = package.build(tmp_path, 1)
    for name in NAMES:
        assert (built / f"{name}.csv").read_bytes() != (RELEASE / f"{name}.csv").read_bytes()


def test_a_new_table_would_not_change_the_others():
    from workshop_kit.data.generate.draws import Draws

    first = Draws(6472, "apbd").uniform()
    Draws(6472, "aduan").uniform()
    assert Draws(6472, "apbd").uniform() == first
    assert Draws(6472, "aduan").uniform() != first


def test_the_package_names_its_licence_and_says_that_it_is_synthetic(described):
    assert described["profile"] == "tabular-data-package"
    assert described["sintetis"] is True
    assert [each["name"] for each in described["licenses"]] == ["CC-BY-4.0"]
    assert [each["name"] for each in described["resources"]] == NAMES
    assert all(re.fullmatch(r"[a-z0-9._-]+", each["name"]) for each in described["resources"])


@pytest.mark.parametrize("resource", NAMES, indirect=True)
def test_hashes_and_sizes_are_those_of_the_files(resource):
    for entry in (resource, resource["parquet"]):
        content = (RELEASE / entry["path"]).read_bytes()
        assert entry["bytes"] == len(content)
        assert entry["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("resource", NAMES, indirect=True)
def test_the_csv_is_plain_utf8_with_unix_lines(resource):
    content = (RELEASE / resource["path"]).read_bytes()
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    content.decode("utf-8")


@pytest.mark.parametrize("resource", NAMES, indirect=True)
def test_every_column_has_the_described_name_type_and_limits(resource):
    table = as_described(resource)
    fields = resource["schema"]["fields"]
    assert list(table.columns) == [field["name"] for field in fields]
    assert len(table) == resource["baris"]
    for field in fields:
        column, limits = table[field["name"]], field.get("constraints", {})
        if limits.get("required"):
            assert column.notna().all()
        if "minimum" in limits:
            assert (column.dropna() >= limits["minimum"]).all()
        if "enum" in limits:
            assert set(column) <= set(limits["enum"])
        if "pattern" in limits:
            assert column.str.fullmatch(limits["pattern"]).all()


@pytest.mark.parametrize("resource", NAMES, indirect=True)
def test_every_field_has_the_five_elements_of_satu_data(resource):
    for field in resource["schema"]["fields"]:
        assert all(field[element] for element in ("konsep", "definisi", "klasifikasi", "ukuran", "satuan"))
    assert resource["produsen_data"]
    assert resource["walidata"]


@pytest.mark.parametrize("resource", NAMES, indirect=True)
def test_csv_and_parquet_hold_the_same_table(resource):
    parquet = pd.read_parquet(RELEASE / resource["parquet"]["path"])
    pd.testing.assert_frame_equal(
        as_described(resource).astype(object).where(lambda value: value.notna(), None),
        parquet.astype(object).where(lambda value: value.notna(), None),
        check_dtype=False,
    )


@pytest.mark.parametrize("resource", NAMES, indirect=True)
def test_primary_keys_are_unique_and_foreign_keys_lead_somewhere(resource, described):
    table = as_described(resource)
    assert not table.duplicated(resource["schema"]["primaryKey"]).any()
    for key in resource["schema"].get("foreignKeys", []):
        other = next(each for each in described["resources"] if each["name"] == key["reference"]["resource"])
        there = set(as_described(other)[key["reference"]["fields"]].itertuples(index=False, name=None))
        assert set(table[key["fields"]].itertuples(index=False, name=None)) <= there


@pytest.mark.parametrize("name", NAMES)
def test_the_first_line_of_a_card_says_that_the_figures_are_fictional(name):
    for language, words in {"id": ("sintetis", "fiktif"), "en": ("synthetic", "fictional")}.items():
        first = (RELEASE / f"{name}.{language}.md").read_text("utf-8").splitlines()[0]
        assert all(word in first for word in words)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_a_card_has_every_part_of_a_datasheet(name, language):
    text = (RELEASE / f"{name}.{language}.md").read_text("utf-8")
    assert len(re.findall(r"^## ", text, flags=re.MULTILINE)) == 6
    assert "CC BY 4.0" in text


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_numbers_on_the_cards_are_those_of_the_tables(language, kinerja, apbd):
    decimal = "," if language == "id" else "."
    text = (RELEASE / f"kinerja_opd.{language}.md").read_text("utf-8")
    correlation = f"{detectors.absorption_correlation(kinerja):.2f}".replace(".", decimal)
    falling = kinerja.loc[kinerja["arah"] == "turun", ["opd", "indikator"]].drop_duplicates()
    missing = kinerja["target"].isna().groupby(kinerja["opd"]).sum().nlargest(2).sum()
    for number in (
        f"{len(kinerja)} ",
        f"{len(kinerja.columns)} ",
        f"{kinerja['target'].isna().sum()} target",
        correlation,
        f"{detectors.reached_share(kinerja):.0%}",
        f"{len(falling)} ",
        f" {missing} ",
    ):
        assert number in text
    text = (RELEASE / f"apbd.{language}.md").read_text("utf-8")
    for number in (f"{len(apbd)} ", f"{len(apbd.columns)} ", f"{detectors.december_share(apbd):.0%}", "41%"):
        assert number in text


def test_the_release_stays_small():
    assert sum(path.stat().st_size for path in RELEASE.parent.rglob("*") if path.is_file()) < 15_000_000
