"""The published release describes its own files truly and can be made again byte by byte."""

import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from tests.data import detectors
from workshop_kit.data.generate import package
from workshop_kit.data.generate.tables import ANONIM, KEYS, MENTAH

DATASETS = Path(__file__).parents[2] / "datasets"
FOLDERS = {
    "anonim": DATASETS / "anonim",
    "mentah": DATASETS / "mentah",
    "kunci": DATASETS.parent / "solutions" / "kunci",
}
MADE = {"anonim": ANONIM, "mentah": MENTAH, "kunci": KEYS}
KINDS = {
    "string": "string",
    "integer": "Int64",
    "number": "Float64",
    "boolean": "boolean",
    "year": "Int64",
    "yearmonth": "string",
    "date": "string",
    "datetime": "string",
    "array": "string",
}
NAMES = [table.name for table in ANONIM]
EVERYWHERE = [(release, table.name) for release, tables in MADE.items() for table in tables]


@pytest.fixture(scope="module")
def described():
    return {
        release: json.loads((folder / "datapackage.json").read_text("utf-8")) for release, folder in FOLDERS.items()
    }


@pytest.fixture(params=EVERYWHERE, ids=[f"{release}-{name}" for release, name in EVERYWHERE])
def resource(described, request):
    release, name = request.param
    return release, next(each for each in described[release]["resources"] if each["name"] == name)


def as_described(release, resource) -> pd.DataFrame:
    """The CSV, read with the types of its schema; a value of another type is an error."""
    types = {field["name"]: KINDS[field["type"]] for field in resource["schema"]["fields"]}
    missing = resource["schema"]["missingValues"]
    return pd.read_csv(FOLDERS[release] / resource["path"], dtype=types, na_values=missing, keep_default_na=False)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """All of it built again."""
    folder = tmp_path_factory.mktemp("built")
    package.build(folder, 6472, keys=folder / "kunci")
    return folder


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """The small size, of another seed."""
    folder = tmp_path_factory.mktemp("small")
    package.build(folder, 1, "small", keys=folder / "kunci")
    return folder


def content(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


@pytest.mark.parametrize("release", FOLDERS)
def test_building_again_gives_the_published_bytes(built, release):
    assert content(built / release) == content(FOLDERS[release])


@pytest.mark.parametrize("release", FOLDERS)
def test_the_small_size_has_the_same_tables_and_columns_in_fewer_rows(small, described, release):
    packed = json.loads((small / release / "datapackage.json").read_text("utf-8"))
    rows = 0
    for here, there in zip(packed["resources"], described[release]["resources"], strict=True):
        assert here["schema"] == there["schema"]
        assert here["baris"] <= there["baris"]
        rows += here["baris"]
    assert rows < sum(each["baris"] for each in described[release]["resources"]) / 2


def test_a_package_says_with_what_command_it_was_made(small, described):
    assert described["anonim"]["perintah"] == "workshop data build --seed 6472"
    packed = json.loads((small / "anonim" / "datapackage.json").read_text("utf-8"))
    assert packed["perintah"] == "workshop data build --seed 1 --size small"


def test_building_removes_the_files_of_tables_that_are_gone_and_nothing_else(tmp_path, monkeypatch):
    monkeypatch.setattr(package, "MENTAH", ())
    monkeypatch.setattr(package, "KEYS", ())
    package.build(tmp_path, 6472, "small")
    (tmp_path / "anonim" / "catatan.csv").write_text("milik orang")
    monkeypatch.setattr(package, "ANONIM", [table for table in ANONIM if table.name != "apbd"])
    package.build(tmp_path, 6472, "small")
    left = {path.name for path in (tmp_path / "anonim").iterdir()}
    assert "catatan.csv" in left
    assert {name for name in left if name.startswith("apbd.")} == set()


def test_another_seed_gives_other_tables(small, tmp_path):
    package.build(tmp_path, 2, "small")
    for name in NAMES:
        assert (tmp_path / "anonim" / f"{name}.csv").read_bytes() != (small / "anonim" / f"{name}.csv").read_bytes()


def test_a_table_made_alone_is_the_one_made_among_the_others(small):
    """A table that others come before and after does not depend on what they drew: new ones change nothing."""
    alone = "; ".join(
        (
            "import sys",
            "from workshop_kit.data.generate.tables import ANONIM",
            "from workshop_kit.data.generate.package import _csv",
            "table = next(each for each in ANONIM if each.name == 'izin_antrean')",
            "sys.stdout.buffer.write(_csv(table, table.make(1, 'small')))",
        )
    )
    ran = subprocess.run([sys.executable, "-c", alone], capture_output=True, check=True)
    assert ran.stdout == (small / "anonim" / "izin_antrean.csv").read_bytes()


@pytest.mark.parametrize("release", FOLDERS)
def test_the_package_names_its_licence_and_says_that_it_is_synthetic(described, release):
    packed = described[release]
    assert packed["profile"] == "tabular-data-package"
    assert packed["sintetis"] is True
    assert [each["name"] for each in packed["licenses"]] == ["CC-BY-4.0"]
    assert [each["name"] for each in packed["resources"]] == [table.name for table in MADE[release]]
    assert all(re.fullmatch(r"[a-z0-9._-]+", each["name"]) for each in packed["resources"])


@pytest.mark.parametrize("release", FOLDERS)
def test_frictionless_finds_every_package_valid_foreign_keys_and_hashes_included(release):
    from frictionless import Package

    report = Package(str(FOLDERS[release] / "datapackage.json")).validate(parallel=False)
    assert report.valid, report.to_summary()


def test_frictionless_would_find_a_key_that_leads_nowhere(tmp_path):
    from frictionless import Package

    shutil.copytree(FOLDERS["anonim"], tmp_path / "anonim")
    path = tmp_path / "anonim" / "kinerja_opd.csv"
    broken = path.read_text("utf-8").replace("4.02.02", "9.02.02")
    path.write_text(broken, "utf-8")
    package_file = tmp_path / "anonim" / "datapackage.json"
    packed = json.loads(package_file.read_text("utf-8"))
    packed["resources"] = [each for each in packed["resources"] if each["name"] in ("kinerja_opd", "apbd")]
    for each in packed["resources"]:
        each.pop("hash")
        each.pop("bytes")
    package_file.write_text(json.dumps(packed), "utf-8")
    report = Package(str(package_file)).validate()
    assert {error.type for task in report.tasks for error in task.errors} == {"foreign-key"}


def test_hashes_and_sizes_are_those_of_the_files(resource):
    release, described = resource
    for entry in (described, described["parquet"]):
        content = (FOLDERS[release] / entry["path"]).read_bytes()
        assert entry["bytes"] == len(content)
        assert entry["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()


def test_the_csv_is_plain_utf8_with_unix_lines(resource):
    release, described = resource
    content = (FOLDERS[release] / described["path"]).read_bytes()
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    content.decode("utf-8")


def test_every_column_has_the_described_name_type_and_limits(resource):
    release, described = resource
    table = as_described(release, described)
    fields = described["schema"]["fields"]
    assert list(table.columns) == [field["name"] for field in fields]
    assert len(table) == described["baris"]
    for field in fields:
        column, limits = table[field["name"]], field.get("constraints", {})
        if limits.get("required"):
            assert column.notna().all()
        if limits.get("unique"):
            assert column.is_unique
        if "minimum" in limits:
            assert (column.dropna() >= limits["minimum"]).all()
        if "maximum" in limits:
            assert (column.dropna() <= limits["maximum"]).all()
        if "enum" in limits:
            assert set(column.dropna()) <= set(limits["enum"])
        if "pattern" in limits:
            assert column.dropna().str.fullmatch(limits["pattern"]).all()


def test_every_field_has_the_five_elements_of_satu_data(resource):
    _, described = resource
    for field in described["schema"]["fields"]:
        assert all(field[element] for element in ("konsep", "definisi", "klasifikasi", "ukuran", "satuan"))
    assert described["produsen_data"]
    assert described["walidata"]


def test_csv_and_parquet_hold_the_same_table(resource):
    release, described = resource
    parquet = pd.read_parquet(FOLDERS[release] / described["parquet"]["path"])
    for field in described["schema"]["fields"]:
        if field["type"] in ("date", "datetime"):
            form = "%Y-%m-%d" if field["type"] == "date" else "%Y-%m-%dT%H:%M:%S"
            parquet[field["name"]] = parquet[field["name"]].dt.strftime(form)
        if field["type"] == "array":
            parquet[field["name"]] = parquet[field["name"]].map(
                lambda items: json.dumps(list(items), ensure_ascii=False)
            )
    pd.testing.assert_frame_equal(
        as_described(release, described).astype(object).where(lambda value: value.notna(), None),
        parquet.astype(object).where(lambda value: value.notna(), None),
        check_dtype=False,
    )


def test_primary_keys_are_unique_and_foreign_keys_lead_somewhere(resource, described):
    release, own = resource
    table = as_described(release, own)
    key = own["schema"].get("primaryKey", [])
    assert not key or not table.duplicated(key).any()
    for foreign in own["schema"].get("foreignKeys", []):
        wanted = foreign["reference"]["resource"]
        other = next(each for each in described[release]["resources"] if each["name"] == wanted)
        there = set(as_described(release, other)[foreign["reference"]["fields"]].itertuples(index=False, name=None))
        assert set(table[foreign["fields"]].dropna().itertuples(index=False, name=None)) <= there


@pytest.mark.parametrize("name", NAMES)
def test_the_first_line_of_a_card_says_that_the_figures_are_fictional(name):
    for language, words in {"id": ("sintetis", "fiktif"), "en": ("synthetic", "fictional")}.items():
        first = (FOLDERS["anonim"] / f"{name}.{language}.md").read_text("utf-8").splitlines()[0]
        assert all(word in first for word in words)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_a_card_has_every_part_of_a_datasheet(name, language):
    text = (FOLDERS["anonim"] / f"{name}.{language}.md").read_text("utf-8")
    assert len(re.findall(r"^## ", text, flags=re.MULTILINE)) == 6
    assert "CC BY 4.0" in text


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_numbers_on_the_cards_are_those_of_the_tables(language, kinerja, apbd):
    decimal = "," if language == "id" else "."
    text = (FOLDERS["anonim"] / f"kinerja_opd.{language}.md").read_text("utf-8")
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
    text = (FOLDERS["anonim"] / f"apbd.{language}.md").read_text("utf-8")
    for number in (f"{len(apbd)} ", f"{len(apbd.columns)} ", f"{detectors.december_share(apbd):.0%}", "41%"):
        assert number in text


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(("release", "name"), [pair for pair in EVERYWHERE if pair[0] != "kunci"])
def test_a_card_states_the_size_of_its_table(described, release, name, language):
    resource = next(each for each in described[release]["resources"] if each["name"] == name)
    words = {"id": "{} baris, {} kolom", "en": "{} rows, {} columns"}[language]
    text = (FOLDERS[release] / f"{name}.{language}.md").read_text("utf-8")
    assert words.format(resource["baris"], len(resource["schema"]["fields"])) in text


def test_the_datasets_stay_below_15_megabytes():
    assert sum(path.stat().st_size for path in DATASETS.rglob("*") if path.is_file()) < 15_000_000
