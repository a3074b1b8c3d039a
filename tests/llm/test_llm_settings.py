"""The sandbox's settings: by file and environment, and without a word of what is secret."""

import traceback
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from workshop_kit.llm.ledger.quota import Quota, Quotas
from workshop_kit.llm.sandbox.policy import ATTENDEE
from workshop_kit.llm.settings import LlmSettingsError, TokenPrice, llm_settings
from workshop_kit.settings import config

KEY = "sk-rahasia-123456"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "llm.toml"


def read(file: Path, text: str = "", **environment: str) -> Any:
    file.write_text(text)
    variables = {f"WORKSHOP_LLM_{name.upper()}": value for name, value in environment.items()}
    return llm_settings({"WORKSHOP_LLM_SETTINGS": str(file), **variables})


def test_without_anything_the_simulator_answers() -> None:
    found = llm_settings({})
    assert (found.engine, found.upstream, found.hub, found.keep_texts) == ("simulasi", "", None, False)
    assert not found.key() and not found.ledger


def test_a_file_can_say_everything(file: Path) -> None:
    found = read(
        file,
        """
        engine = "langsung"
        upstream = "http://127.0.0.1:8080/v1"
        model = "hulu-1"
        token_field = "max_completion_tokens"
        key_file = "/run/secrets/kunci"
        recordings = "/srv/rekaman"
        ledger = "postgresql://a:b@c/d"
        audit = "/var/log/audit.jsonl"
        keep_texts = true
        trainer_groups = ["pelatih", "panitia"]
        attendee_groups = ["kelas-1"]
        [models]
        besar = "hulu-2"
        [prices.hulu-1]
        prompt = 1000
        completion = 2000.5
        [limits.attendee]
        max_tokens = 100
        models = ["workshop"]
        [quotas.attendee.day]
        requests = 10
        [quotas.attendee.workshop]
        rupiah = 5000
        [quotas.cap]
        tokens = 1000000
        """,
    )
    assert (found.engine, found.upstream, found.model) == ("langsung", "http://127.0.0.1:8080/v1", "hulu-1")
    assert (found.key_file, found.ledger.reveal()) == (Path("/run/secrets/kunci"), "postgresql://a:b@c/d")
    assert (found.recordings, found.audit) == (Path("/srv/rekaman"), Path("/var/log/audit.jsonl"))
    assert (found.trainer_groups, found.attendee_groups) == (("pelatih", "panitia"), ("kelas-1",))
    assert (found.models, found.keep_texts) == ({"besar": "hulu-2"}, True)
    assert found.prices == {"hulu-1": TokenPrice(1000, 2000.5)}
    assert found.limits["attendee"].max_tokens == 100
    assert found.limits["attendee"].models == ("workshop",)
    assert found.limits["attendee"].max_n == ATTENDEE.max_n
    assert found.quotas == Quotas(
        {"attendee": Quota(requests=10)},
        {"attendee": Quota(microrupiah=5_000_000_000)},
        Quota(tokens=1_000_000),
    )


def test_the_environment_comes_before_the_file(file: Path) -> None:
    found = read(file, 'model = "satu"\nkeep_texts = true', model="dua", keep_texts="tidak", trainer_groups="a, b")
    assert (found.model, found.keep_texts, found.trainer_groups) == ("dua", False, ("a", "b"))


def test_where_clients_find_the_sandbox_is_not_its_own_setting(file: Path) -> None:
    assert read(file, url="https://hub.contoh.id/services/llm/v1").engine == "simulasi"


@pytest.mark.parametrize(
    ("text", "environment", "says"),
    [
        ("engin = 'simulasi'", {}, "“engin” di .* tidak dikenal; yang ada: engine"),
        ("", {"engin": "a"}, "“engin” di WORKSHOP_LLM_ENGIN tidak dikenal"),
        ("engine = 'gpt'", {}, "“engine” .* simulasi, mini, rekaman, atau langsung"),
        ("engine = 1", {}, "“engine”"),
        ("home = '/'", {}, "“home” di .* tidak dikenal"),
        ("", {"hub": "a"}, "“hub” di .* tidak dikenal"),
        ("", {"keep_texts": "mungkin"}, "“keep_texts” .* true atau false"),
        ("", {"quotas": "{}"}, "hanya dapat diisi di berkas"),
        ("[quotas.tamu.day]\nrequests = 1", {}, "“quotas”"),
        ("[quotas.attendee.week]\nrequests = 1", {}, "“quotas”"),
        ("[quotas.attendee.day]\nrequests = -1", {}, "“quotas”"),
        ("[quotas.attendee.day]\nrequests = true", {}, "“quotas”"),
        ("[limits.attendee]\nmax_tokens = 0", {}, "“limits”"),
        ("[limits.attendee]\nmax_apa = 5", {}, "“limits”"),
        ("[limits.tamu]\nmax_tokens = 5", {}, "“limits”"),
        ("[prices]\na = 5", {}, "“prices” .* rupiah per satu juta token"),
        ("[prices.a]\nprompt = 'mahal'", {}, "“prices”"),
        ("[models]\na = 5", {}, "“models”"),
        ("trainer_groups = [1]", {}, "“trainer_groups”"),
        (f"key = '{KEY}'", {}, "Kunci penyedia di .*llm.toml dapat terbaca .* key_file"),
        ("", {"key": KEY}, "Kunci penyedia di WORKSHOP_LLM_KEY dapat terbaca"),
        (f"key = '{KEY}", {}, "tidak terbaca"),
    ],
)
def test_what_means_nothing_is_told(file: Path, text: str, environment: dict[str, str], says: str) -> None:
    with pytest.raises(LlmSettingsError, match=says) as caught:
        read(file, text, **environment)
    assert KEY not in "".join(traceback.format_exception(caught.value))


def test_a_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(LlmSettingsError, match="tidak ada"):
        llm_settings({"WORKSHOP_LLM_SETTINGS": str(tmp_path / "tidak-ada.toml")})


def test_a_key_may_be_in_a_file_that_only_its_owner_reads(file: Path, tmp_path: Path) -> None:
    key = tmp_path / "kunci"
    key.write_text(KEY + "\n")
    key.chmod(0o600)
    assert read(file, key_file=str(key)).key().reveal() == KEY
    for mode in (0o640, 0o604, 0o644):
        key.chmod(mode)
        with pytest.raises(LlmSettingsError, match="chmod 600"):
            read(file, key_file=str(key)).key()
    with pytest.raises(LlmSettingsError, match="tidak terbaca"):
        read(file, key_file=str(tmp_path / "tidak-ada")).key()


def test_secrets_do_not_show_themselves(file: Path) -> None:
    key = file.with_name("kunci")
    key.write_text(KEY)
    key.chmod(0o600)
    found = read(file, key_file=str(key), ledger="postgresql://a:sandi@b/c")
    assert KEY not in repr(found) + str(found) + f"{found.key()} {found.key()!r}"
    assert "sandi" not in repr(found)


def test_a_sandbox_in_a_notebook_has_no_key(file: Path) -> None:
    found = read(file, 'engine = "langsung"\nupstream = "http://a/v1"', key_file="/kunci").without_upstream()
    assert (found.engine, found.upstream, found.key_file, bool(found.key())) == ("simulasi", "", None, False)


SERVICE = {
    "JUPYTERHUB_SERVICE_NAME": "llm",
    "JUPYTERHUB_API_URL": "http://127.0.0.1:8081/hub/api",
    "JUPYTERHUB_SERVICE_PREFIX": "/services/llm/",
    "JUPYTERHUB_SERVICE_URL": "http://127.0.0.1:10101",
    "JUPYTERHUB_OAUTH_ACCESS_SCOPES": '["access:services", "access:services!service=llm"]',
}


def test_a_hub_tells_its_service_where_it_is() -> None:
    hub = llm_settings(SERVICE).hub
    assert hub is not None
    assert (hub.api_url, hub.prefix, hub.url) == (
        "http://127.0.0.1:8081/hub/api",
        "/services/llm",
        "http://127.0.0.1:10101",
    )
    assert hub.access_scopes == ("access:services", "access:services!service=llm")
    assert llm_settings(SERVICE).quotas.day["attendee"].requests == 2_000
    assert llm_settings({}).quotas == Quotas()


def test_a_notebooks_server_is_no_service() -> None:
    assert llm_settings({**SERVICE, "JUPYTERHUB_USER": "siti"}).hub is None
    assert llm_settings({**SERVICE, "JUPYTERHUB_SERVICE_NAME": ""}).hub is None


def test_scopes_that_are_no_list_are_told() -> None:
    with pytest.raises(LlmSettingsError, match="bukan daftar JSON"):
        llm_settings({**SERVICE, "JUPYTERHUB_OAUTH_ACCESS_SCOPES": "access:services"})


def test_config_shows_where_each_setting_comes_from_and_nothing_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = tmp_path / "kunci"
    key.write_text(KEY)
    (tmp_path / "llm.toml").write_text(
        f"""
        key_file = "{key}"
        ledger = "postgresql://workshop:sandi-basis-data@db/llm"
        keep_texts = true
        [models]
        besar = "hulu-2"
        [prices.hulu-2]
        prompt = 1500
        [limits.attendee]
        models = ["workshop"]
        [quotas.attendee.day]
        requests = 40
        [quotas.cap]
        rupiah = 2500.5
        """
    )
    monkeypatch.setenv("WORKSHOP_HOME", str(tmp_path))
    monkeypatch.setenv("WORKSHOP_LLM_ENGINE", "rekaman")
    monkeypatch.setenv("COLUMNS", "200")
    command = typer.Typer()
    command.command()(config)
    shown = CliRunner().invoke(command).output
    lines = {line.split("│")[1].strip(): line for line in shown.splitlines() if line.startswith("│")}
    assert "rekaman" in lines["engine"] and "lingkungan" in lines["engine"]
    assert "(tersimpan)" in lines["key_file"] and "berkas" in lines["key_file"]
    assert "tersimpan" in lines["ledger"] and "true" in lines["keep_texts"]
    assert "bawaan" in lines["upstream"]
    for said in ("besar: hulu-2", "hulu-2: prompt 1500", "attendee.day: requests 40", "cap: rupiah 2500.5", "llm.toml"):
        assert said in shown
    assert "models workshop" in shown
    assert KEY not in shown and "sandi-basis-data" not in shown
    key.unlink()
    assert "(tidak ada)" in CliRunner().invoke(command).output
    (tmp_path / "llm.toml").write_text(f"key = '{KEY}'")
    failed = CliRunner().invoke(command)
    assert failed.exit_code == 1 and "key_file" in failed.output and KEY not in failed.output
