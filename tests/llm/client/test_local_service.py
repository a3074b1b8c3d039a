"""A live model at one's own desk: served by a process of its own, which notebooks find."""

import json
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from workshop_kit import llm
from workshop_kit.llm.access import background, clients, inprocess, local_service


@pytest.fixture
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    for name in [name for name in os.environ if name.startswith(("WORKSHOP_", "JUPYTERHUB_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("WORKSHOP_HOME", str(tmp_path))
    background.stop()
    yield tmp_path
    background.stop()


def test_a_live_model_is_out_of_this_process_s_reach_and_the_reader_is_told_what_to_do(own_home: Path) -> None:
    key = own_home / "kunci"
    key.write_text("sk-rahasia-123456")
    key.chmod(0o644)  # refused when it is read
    (own_home / "llm.toml").write_text(f'upstream = "http://127.0.0.1:9/v1"\nkey_file = "{key}"')
    models = [model.id for model in llm.client().models.list()]
    assert "simulasi" in models and "langsung" not in models
    background.stop()
    (own_home / "llm.toml").write_text('engine = "langsung"\nupstream = "http://127.0.0.1:9/v1"')
    with pytest.raises(inprocess.NeedsService, match="workshop llm serve"):
        llm.client()


def test_a_service_at_ones_own_desk_is_found_while_it_runs(own_home: Path) -> None:
    assert clients.place().url is None
    with socket.create_server(("127.0.0.1", 0)) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/v1"
        with local_service.announced(own_home, url):
            assert clients.place() == clients.Place(url)
        assert clients.place().url is None
        (own_home / "llm-service.json").write_text(json.dumps({"url": url}))
        assert clients.place().url == url
    # It was killed and could not take the file away.
    assert clients.place().url is None


@pytest.mark.parametrize(
    "told", ["", "[]", "{", '{"url": 5}', '{"url": "http://jahat.example:80/v1"}', '{"url": "http://[1"}']
)
def test_what_is_no_address_of_this_machine_is_no_service(own_home: Path, told: str) -> None:
    (own_home / "llm-service.json").write_text(told)
    assert clients.place().url is None


def test_the_service_runs_beside_the_lab_where_there_is_a_live_model(own_home: Path) -> None:
    with local_service.beside(own_home):
        assert local_service.found(own_home) is None
    (own_home / "llm.toml").write_text('upstream = "http://127.0.0.1:9/v1"')
    with local_service.beside(own_home):
        assert "langsung" in [model.id for model in llm.client().models.list()]
        with local_service.beside(own_home):  # a second lab takes the first one's
            pass
        assert local_service.found(own_home)
    assert local_service.found(own_home) is None
    (own_home / "llm.toml").write_text('upstream = "bukan alamat"')
    with pytest.raises(local_service.ServiceNotStarted, match="workshop llm serve"), local_service.beside(own_home):
        pass
