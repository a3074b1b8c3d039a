"""The audit's lines, its file, and what is never in it; and the totals for Prometheus."""

import asyncio
import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from tests.llm.sandbox.conftest import HELLO, call, make_parts
from tests.llm.sandbox.engines import ORIGIN, Scripted
from workshop_kit.llm.engines.engine import Piece
from workshop_kit.llm.problems import Problem
from workshop_kit.llm.sandbox.app import Sandbox
from workshop_kit.llm.sandbox.audit import Entry, FileAudit, line_of

NIK = "9901014103850001"
ESCAPES = "\x1b]0;judul\x07\x1b[2J\x7f\x9b31m\u202egnp\u2028\r\nbaris palsu"


def asked(content: str, **fields: Any) -> dict[str, Any]:
    return {"model": "workshop", "messages": [{"role": "user", "content": content}], **fields}


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_a_request_is_one_line_without_its_words(tmp_path: Path) -> None:
    app = Sandbox(make_parts(tmp_path))
    answer = asyncio.run(call(app, body=asked(f"rahasia dapur, NIK {NIK}")))
    asyncio.run(call(app, body=asked("a", temperature=9)))
    asyncio.run(app.close())
    done, refused = lines(tmp_path / "audit.jsonl")
    assert done["reference"] == answer.headers["x-request-id"]
    assert (done["outcome"], done["status"], done["masked"]) == ("ok", 200, {"NIK": 1})
    assert (done["model"], done["engine"], done["answered_by"]) == ("workshop", "simulasi", "gema-1")
    assert done["prompt_tokens"] > 0 and done["completion_tokens"] > 0
    assert (refused["outcome"], refused["status"], refused["completion_tokens"]) == ("out_of_range", 400, 0)
    text = (tmp_path / "audit.jsonl").read_text()
    assert "rahasia" not in text and NIK not in text


def test_with_consent_texts_are_kept_as_the_model_saw_them(tmp_path: Path) -> None:
    app = Sandbox(make_parts(tmp_path, audit=FileAudit(tmp_path / "audit.jsonl", keeps_texts=True)))
    asyncio.run(call(app, body=asked(f"NIK {NIK}")))
    asyncio.run(call(app, "/v1/embeddings", {"model": "workshop", "input": f"NIK {NIK}"}))
    asyncio.run(app.close())
    chat, embeddings = lines(tmp_path / "audit.jsonl")
    assert chat["texts"] == {"asked": ["NIK <NIK_1>"], "answered": ["NIK <NIK_1>"]}
    assert embeddings["texts"]["asked"] == ["NIK <NIK_1>"]
    assert NIK not in (tmp_path / "audit.jsonl").read_text()


def test_what_a_model_says_of_its_own_accord_is_masked_too(tmp_path: Path) -> None:
    engine = Scripted([ORIGIN, Piece(0, f"Misalnya {NIK}.", finish="stop")])
    audit = FileAudit(tmp_path / "audit.jsonl", keeps_texts=True)
    app = Sandbox(make_parts(tmp_path, engines={"simulasi": engine}, audit=audit))
    asyncio.run(call(app, body=HELLO))
    asyncio.run(app.close())
    assert lines(tmp_path / "audit.jsonl")[0]["texts"]["answered"] == ["Misalnya [NIK]."]


def test_a_model_that_is_not_there_does_not_bring_its_name_into_the_audit(tmp_path: Path) -> None:
    app = Sandbox(make_parts(tmp_path))
    asyncio.run(call(app, body={**HELLO, "model": NIK}))
    asyncio.run(app.close())
    assert NIK not in (tmp_path / "audit.jsonl").read_text()


def test_no_control_character_reaches_a_line() -> None:
    entry = Entry("r", "/v1", person=ESCAPES, model=ESCAPES, texts={"asked": [ESCAPES]})
    line = line_of(entry)
    assert line.endswith(b"\n") and line.count(b"\n") == 1
    assert all(32 <= byte < 127 for byte in line[:-1])
    assert json.loads(line)["person"] == ESCAPES


def test_long_texts_are_cut() -> None:
    assert len(line_of(Entry("r", "/v1", texts={"asked": ["a" * 1_000_000]}))) < 30_000


def test_only_the_owner_reads_the_file(tmp_path: Path) -> None:
    audit = FileAudit(tmp_path / "di" / "sini" / "audit.jsonl")
    audit.write(Entry("r", "/v1"))
    audit.close()
    assert stat.S_IMODE((tmp_path / "di" / "sini" / "audit.jsonl").stat().st_mode) == 0o600


def test_a_file_that_is_moved_away_is_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "audit.jsonl"
    audit = FileAudit(path)
    audit.write(Entry("satu", "/v1"))
    path.rename(tmp_path / "audit.1")
    audit.write(Entry("dua", "/v1"))
    path.unlink()
    audit.write(Entry("tiga", "/v1"))
    audit.close()
    assert [line["reference"] for line in lines(tmp_path / "audit.1")] == ["satu"]
    assert [line["reference"] for line in lines(path)] == ["tiga"]


def test_two_processes_can_write_one_file(tmp_path: Path) -> None:
    first, second = FileAudit(tmp_path / "audit.jsonl"), FileAudit(tmp_path / "audit.jsonl")
    for number in range(50):
        (first if number % 2 else second).write(Entry(str(number), "/v1"))
    first.close()
    second.close()
    assert [line["reference"] for line in lines(tmp_path / "audit.jsonl")] == [str(number) for number in range(50)]


def test_while_nothing_can_be_written_nobody_is_answered_and_then_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    audit = FileAudit(tmp_path / "audit.jsonl")
    app = Sandbox(make_parts(tmp_path, audit=audit))
    full = True
    real = os.write

    def write(file: int, data: bytes) -> int:
        if full and data.startswith(b'{"when"'):
            return real(file, data[:10])
        return real(file, data)

    monkeypatch.setattr(os, "write", write)
    # The answer was made before its line could not be written.
    assert asyncio.run(call(app, body=HELLO)).status == 200
    refused = asyncio.run(call(app, body=HELLO))
    assert (refused.status, refused.error["code"]) == (503, "audit_unavailable")
    full = False
    assert asyncio.run(call(app, body=HELLO)).status == 200
    asyncio.run(app.close())
    assert [line["outcome"] for line in lines(tmp_path / "audit.jsonl")] == ["ok", "audit_unavailable", "ok"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("")
    audit = FileAudit(tmp_path / "berkas" / "audit.jsonl")
    audit.write(Entry("r", "/v1"))
    with pytest.raises(Problem) as caught:
        audit.ready()
    assert caught.value.code == "audit_unavailable"


def test_totals_name_nobody(tmp_path: Path) -> None:
    app = Sandbox(make_parts(tmp_path))
    asyncio.run(call(app, body=asked(f"NIK {NIK}")))
    asyncio.run(call(app, body=asked("a", stream=True)))
    asyncio.run(call(app, body=asked("a", n=99)))
    asyncio.run(call(app, "/tidak/ada"))
    answer = asyncio.run(call(app, "/metrics"))
    text = answer.body.decode()
    person = asyncio.run(app.parts.identify({})).name
    asyncio.run(app.close())
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert 'workshop_llm_requests_total{endpoint="/v1/chat/completions",status="200"} 2' in text
    assert 'workshop_llm_requests_total{endpoint="unknown",status="404"} 1' in text
    assert 'workshop_llm_outcomes_total{outcome="over_limit"} 1' in text
    assert 'workshop_llm_masked_total{kind="NIK"} 1' in text
    assert "workshop_llm_streams_total 1" in text
    assert "workshop_llm_seconds_count 4" in text
    assert f'"{person}"' not in text and NIK not in text


def test_totals_can_be_read_by_prometheus(tmp_path: Path) -> None:
    from prometheus_client.parser import text_string_to_metric_families

    app = Sandbox(make_parts(tmp_path))
    asyncio.run(call(app, body=HELLO))
    text = asyncio.run(call(app, "/metrics")).body.decode()
    asyncio.run(app.close())
    found = {family.name: family.type for family in text_string_to_metric_families(text)}
    assert found["workshop_llm_requests"] == "counter"
    assert found["workshop_llm_seconds"] == "histogram"
    assert found["workshop_llm_running"] == "gauge"


def test_totals_are_for_those_at_the_machine(tmp_path: Path) -> None:
    app = Sandbox(make_parts(tmp_path))
    assert asyncio.run(call(app, "/metrics", client=("10.0.0.7", 5))).status == 403
    assert asyncio.run(call(app, "/metrics", client=None)).status == 403
    assert asyncio.run(call(app, "/metrics", client=("::1", 5))).status == 200
    asyncio.run(app.close())
