"""What a learner meets when asking for data: the table, or one sentence that helps."""

import json
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from workshop_kit import data
from workshop_kit.data.cli import app
from workshop_kit.data.problems import (
    ConsentNeeded,
    DatasetMissing,
    DatasetUnreadable,
    FolderNotWritable,
    GeneratorAbsent,
    RawReleaseAbsent,
    ReleaseUnknown,
    SeedUnusable,
    SizeUnknown,
    TableUnknown,
)
from workshop_kit.data.release import datasets_folder
from workshop_kit.language import set_language

PUBLISHED = Path(__file__).parents[2] / "datasets"


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """A copy of the datasets folder that a test may break."""
    folder = shutil.copytree(PUBLISHED, tmp_path / "datasets")
    monkeypatch.setenv("WORKSHOP_DATASETS", str(folder))
    return folder


def test_list_shows_what_there_is():
    listed = data.list()
    assert listed.columns.tolist() == ["nama", "baris", "modul", "kepekaan", "isi"]
    shown = listed.set_index("nama")
    assert shown.loc["kinerja_opd", "baris"] == 416
    assert "m04" in shown.loc["kinerja_opd", "modul"]
    assert shown.loc["wilayah", "kepekaan"] == "Tanpa data pribadi"


def test_list_shows_the_twelve_tables_of_the_workshop():
    assert sorted(data.list()["nama"]) == [
        "aduan",
        "apbd",
        "izin_antrean",
        "kejadian_banjir",
        "kinerja_opd",
        "laporan_opd",
        "penduduk",
        "puskesmas_kunjungan",
        "sampah_angkutan",
        "sensor_hidro",
        "warga_sampel",
        "wilayah",
    ]


def test_a_table_has_the_types_a_beginner_expects(kinerja, apbd):
    assert all(str(kinerja[name].dtype) == "str" for name in ("opd", "indikator", "kode_program", "arah"))
    assert kinerja["tahun"].dtype == np.int64
    assert kinerja["target"].dtype == np.float64
    assert kinerja["target"].isna().any()
    assert apbd["pagu_murni_rp"].dtype == np.int64
    assert apbd["realisasi_rp"].dtype == np.float64


def test_every_load_gives_a_fresh_copy():
    first = data.load("apbd")
    first["tahun"] = 0
    assert data.load("apbd")["tahun"].min() == 2022


def test_schema_describes_every_column(kinerja):
    described = data.schema("kinerja_opd")
    assert described["kolom"].tolist() == kinerja.columns.tolist()
    assert {"konsep", "definisi", "klasifikasi", "ukuran", "satuan"} <= set(described.columns)
    assert described.set_index("kolom")["boleh_kosong"][["target", "tahun"]].tolist() == [True, False]


def test_the_card_is_shown_in_the_readers_language(capsys):
    data.card("apbd")
    assert "fiktif" in capsys.readouterr().out.splitlines()[0]
    set_language("en")
    data.card("apbd")
    assert "fictional" in capsys.readouterr().out.splitlines()[0]


def test_in_a_notebook_the_card_is_rendered_as_markdown():
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.utils.capture import capture_output

    shell = InteractiveShell.instance()
    try:
        with capture_output() as captured:
            shell.run_cell("from workshop_kit import data; data.card('kinerja_opd')")
        assert "# Kartu data" in captured.outputs[0].data["text/markdown"]
    finally:
        InteractiveShell.clear_instance()


@pytest.mark.parametrize("ask", [data.load, data.schema, data.card])
def test_a_misspelt_name_is_answered_with_the_nearest_first(ask):
    with pytest.raises(TableUnknown, match=r"'apdb' tidak ada\. Mungkin maksud Anda 'apbd'\?.*: apbd, .*kinerja_opd"):
        ask("apdb")


@pytest.mark.parametrize("name", ["", "zzz", None, 7, ["apbd"], "../apbd", "kinerja_opd.csv"])
def test_a_name_that_is_no_table_is_answered_with_what_there_is(name):
    with pytest.raises(TableUnknown, match=r"kinerja_opd.*apbd|apbd.*kinerja_opd"):
        data.load(name)


@pytest.mark.parametrize("release", ["publik", "", None, "../anonim", 3])
def test_an_unknown_release_is_answered_with_those_there_are(release):
    with pytest.raises(ReleaseUnknown, match="anonim, mentah"):
        data.load("apbd", release=release)


@pytest.mark.parametrize("consent", [False, True])
def test_a_table_without_raw_release_says_so_whether_or_not_consent_is_given(consent):
    with pytest.raises(RawReleaseAbsent, match=r"tidak mempunyai rilis 'mentah'.*data\.load\('apbd'\)"):
        data.load("apbd", release="mentah", consent=consent)


def test_an_unknown_table_stays_unknown_in_the_raw_release():
    with pytest.raises(TableUnknown):
        data.load("zzz", release="mentah", consent=True)


def test_a_raw_release_needs_consent_in_so_many_words():
    for consent in (False, None, "ya", 1):
        with pytest.raises(ConsentNeeded, match="consent=True"):
            data.load("warga_sampel", release="mentah", consent=consent)
    assert len(data.load("warga_sampel", release="mentah", consent=True)) == 8_000


def test_the_schema_of_the_raw_release_has_the_raw_columns():
    assert "nik" in data.schema("warga_sampel", release="mentah")["kolom"].tolist()
    assert "nik" not in data.schema("warga_sampel")["kolom"].tolist()


def test_a_missing_file_is_named_with_what_to_do(copy):
    (copy / "anonim" / "apbd.parquet").unlink()
    with pytest.raises(DatasetMissing, match=r"apbd\.parquet tidak ditemukan.*workshop data build"):
        data.load("apbd")
    assert len(data.load("kinerja_opd")) == 416


def test_a_missing_card_or_registry_is_named_too(copy):
    (copy / "anonim" / "apbd.id.md").unlink()
    with pytest.raises(DatasetMissing, match=r"apbd\.id\.md"):
        data.card("apbd")
    (copy / "anonim" / "datapackage.json").unlink()
    for ask in (data.list, lambda: data.load("apbd"), lambda: data.schema("apbd")):
        with pytest.raises(DatasetMissing, match=r"datapackage\.json"):
            ask()


def test_a_datasets_folder_that_does_not_exist_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("WORKSHOP_DATASETS", str(tmp_path / "tidak-ada"))
    with pytest.raises(DatasetMissing, match="tidak-ada"):
        data.list()


@pytest.mark.parametrize("content", [b"", b"bukan parquet", None])
def test_a_changed_file_is_not_used(copy, content):
    path = copy / "anonim" / "apbd.parquet"
    path.write_bytes(path.read_bytes()[:-1] + b"X" if content is None else content)
    with pytest.raises(DatasetUnreadable, match=r"apbd\.parquet .* rusak atau telah diubah"):
        data.load("apbd")


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"resources": 3}', '{"resources": [{}]}', "\x00"])
def test_a_broken_registry_is_named(copy, content):
    (copy / "anonim" / "datapackage.json").write_text(content)
    with pytest.raises(DatasetUnreadable, match=r"datapackage\.json"):
        data.load("apbd")


BREAKS = {
    "a path out of the folder": lambda own: own["parquet"].update(path="../../rahasia.parquet"),
    "an absolute path": lambda own: own["parquet"].update(path="/etc/hosts"),
    "a Windows path": lambda own: own["parquet"].update(path="C:\\rahasia.parquet"),
    "a path that is no text": lambda own: own["parquet"].update(path=3),
    "a path with NUL": lambda own: own["parquet"].update(path="apbd\0.parquet"),
    "no parquet": lambda own: own.pop("parquet"),
    "no schema": lambda own: own.pop("schema"),
    "no modules": lambda own: own.pop("modul"),
    "a module that is no text": lambda own: own.update(modul=[3]),
    "a name that is no text": lambda own: own.update(name=3),
    "a name that leads elsewhere": lambda own: own.update(name="../apbd"),
    "a name twice": lambda own: own.update(name="wilayah"),
    "no concept": lambda own: own["schema"]["fields"][0].pop("konsep"),
    "an unknown type": lambda own: own["schema"]["fields"][0].update(type="geopoint"),
    "a type that cannot be looked up": lambda own: own["schema"]["fields"][0].update(type=["string"]),
    "a broken pattern": lambda own: own["schema"]["fields"][1].update(type="string", constraints={"pattern": "("}),
    "a limit in words": lambda own: own["schema"]["fields"][0].update(constraints={"minimum": "nol"}),
    "a key without column": lambda own: own["schema"].update(primaryKey=["zzz"]),
    "a key to no table": lambda own: own["schema"].update(
        foreignKeys=[{"fields": ["opd"], "reference": {"resource": "zzz", "fields": ["opd"]}}]
    ),
}


@pytest.mark.parametrize("damage", BREAKS.values(), ids=BREAKS)
def test_a_registry_that_is_half_broken_or_leads_elsewhere_is_not_used(copy, damage):
    path = copy / "anonim" / "datapackage.json"
    packed = json.loads(path.read_bytes())
    damage(next(each for each in packed["resources"] if each["name"] == "apbd"))
    path.write_text(json.dumps(packed))
    for ask in (data.list, lambda: data.load("apbd"), lambda: data.schema("apbd"), lambda: data.card("apbd")):
        with pytest.raises(DatasetUnreadable, match=r"datapackage\.json"):
            ask()


def test_a_schema_of_other_columns_than_the_file_is_noticed(copy):
    path = copy / "anonim" / "datapackage.json"
    packed = json.loads(path.read_bytes())
    del packed["resources"][0]["schema"]["fields"][-1]
    path.write_text(json.dumps(packed))
    with pytest.raises(DatasetUnreadable):
        data.load(packed["resources"][0]["name"])


def test_an_installed_package_is_not_told_to_build(monkeypatch, tmp_path):
    from workshop_kit.data import release

    monkeypatch.setenv("WORKSHOP_DATASETS", str(tmp_path))
    monkeypatch.setattr(release, "_PACKAGE", tmp_path / "workshop_kit")
    with pytest.raises(DatasetMissing, match=r"Pasang ulang lokakarya\.$"):
        data.list()


@pytest.mark.parametrize("given", [pd.NA, np.array(["anonim", "mentah"]), pd.Series(["anonim"]), ["anonim"], {}])
def test_a_release_or_a_name_that_is_no_text_gets_one_sentence(given):
    with pytest.raises(ReleaseUnknown, match="harus teks, bukan"):
        data.load("apbd", release=given)
    with pytest.raises(TableUnknown, match="harus teks, bukan"):
        data.load(given)


def test_an_endless_name_is_shortened():
    for ask in (lambda: data.load("x" * 5_000), lambda: data.load("apbd", release="x" * 5_000)):
        with pytest.raises((TableUnknown, ReleaseUnknown)) as told:
            ask()
        assert len(str(told.value)) < 400


def test_a_seed_below_nought_gets_one_sentence_and_nothing_is_written(tmp_path):
    ran = CliRunner().invoke(app, ["build", "--seed", "-1", "--to", str(tmp_path / "data")])
    assert isinstance(ran.exception, SeedUnusable)
    assert not list(tmp_path.iterdir())


def test_the_network_is_never_used(monkeypatch):
    def refuse(*arguments, **options):
        raise AssertionError("the loader opened a socket")

    monkeypatch.setattr(socket, "socket", refuse)
    data.list()
    data.load("kinerja_opd")
    data.schema("apbd")


def test_importing_the_loader_imports_no_pandas():
    code = "import sys, workshop_kit.data; print([m for m in ('pandas', 'numpy', 'pyarrow') if m in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_an_installed_package_finds_the_tables_inside_itself(tmp_path, monkeypatch):
    from workshop_kit.data import release

    monkeypatch.delenv("WORKSHOP_DATASETS", raising=False)
    assert datasets_folder() == PUBLISHED
    monkeypatch.setattr(release, "_PACKAGE", tmp_path / "workshop_kit")
    assert datasets_folder() == tmp_path / "workshop_kit" / "_datasets"


def test_the_command_builds_into_the_folder_it_is_given(tmp_path):
    ran = CliRunner().invoke(app, ["build", "--seed", "6472", "--size", "small", "--to", str(tmp_path)])
    assert ran.exit_code == 0
    assert "Selesai" in ran.output
    assert (tmp_path / "anonim" / "apbd.csv").read_bytes() == (PUBLISHED / "anonim" / "apbd.csv").read_bytes()
    assert (tmp_path / "mentah" / "warga_sampel.csv").is_file()
    assert (tmp_path / "kunci" / "kunci_identitas.csv").is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["anonim", "kunci", "mentah"]


def test_the_keys_of_the_workshops_own_tables_go_to_the_trainers_folder():
    from workshop_kit.data.cli import _usual_keys

    assert _usual_keys(PUBLISHED) == PUBLISHED.parent / "solutions" / "kunci"
    assert _usual_keys(Path("/lain/data")) == Path("/lain/data/kunci")


def test_an_unknown_size_is_answered_with_the_sizes_there_are(tmp_path):
    ran = CliRunner().invoke(app, ["build", "--size", "besar", "--to", str(tmp_path)])
    assert isinstance(ran.exception, SizeUnknown)
    assert "full atau small" in str(ran.exception)


def test_where_the_generator_is_not_installed_the_command_says_so(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "workshop_kit.data.generate", None)
    ran = CliRunner().invoke(app, ["build", "--to", str(tmp_path)])
    assert isinstance(ran.exception, GeneratorAbsent)
    assert "pasang ulang" in str(ran.exception)


def test_the_command_mends_a_broken_table_where_the_loader_looks_for_it(copy):
    (copy / "anonim" / "apbd.parquet").write_bytes(b"rusak")
    assert CliRunner().invoke(app, ["build", "--size", "small"]).exit_code == 0
    assert len(data.load("apbd")) == 550


def test_the_command_lists_the_tables():
    ran = CliRunner().invoke(app, ["list"])
    assert ran.exit_code == 0
    assert "kinerja_opd" in ran.output
    assert max(map(len, ran.output.splitlines())) <= 80


def test_a_folder_that_cannot_be_written_is_named_and_nothing_is_left_behind(tmp_path):
    blocked = tmp_path / "berkas"
    blocked.write_text("bukan folder")
    ran = CliRunner().invoke(app, ["build", "--to", str(blocked)])
    assert isinstance(ran.exception, FolderNotWritable)
    assert "--to" in str(ran.exception)
    assert blocked.read_text() == "bukan folder"


def test_a_full_disk_leaves_the_old_tables_whole(copy, monkeypatch):
    def full(path, content):
        raise OSError(28, "No space left on device")

    before = {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()}
    monkeypatch.setattr(Path, "write_bytes", full)
    ran = CliRunner().invoke(app, ["build", "--seed", "1", "--size", "small", "--to", str(copy)])
    assert "No space left" in str(ran.exception)
    assert {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()} == before
