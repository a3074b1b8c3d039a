"""Recordings: the same question gives the same answer, and no file makes it fall over."""

import asyncio
import json
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.llm.engines.scripted import QUESTION, Heard, hear
from workshop_kit.llm.engines.engine import (
    ChatRequest,
    EmbeddingRequest,
    Message,
    Origin,
    Piece,
    TokenLogprob,
    Tool,
    ToolCall,
    Usage,
)
from workshop_kit.llm.engines.rekaman import Rekaman
from workshop_kit.llm.problems import Problem
from workshop_kit.llm.recordings.cassettes import (
    MOST_BYTES,
    SHIPPED,
    Cassette,
    canonical,
    name_of,
    read,
    text_of,
    write,
)

RICH = ChatRequest(
    "hulu-1",
    (
        Message("system", "Jawab singkat."),
        Message("user", "Cari “air” untuk <NIK_1>.", name="warga"),
        Message("assistant", "", (ToolCall("call_1", "cari", "{}"),)),
        Message("tool", "Perda 3", tool_call_id="call_1"),
    ),
    max_tokens=20,
    n=2,
    temperature=0.5,
    stop=("\n",),
    seed=7,
    top_logprobs=1,
    tools=(Tool("cari", "Mencari", {"type": "object", "properties": {"kata": {"type": "string"}}}, strict=True),),
    tool_choice="required",
    form="json_schema",
    schema={"type": "object", "properties": {"a": {"type": "number"}}},
)
PIECES = (
    Piece(1, "satu", logprobs=(TokenLogprob("satu", -0.5, (("satu", -0.5),)),)),
    Piece(0, "nol \x1b[0m \u2028 “é”"),
    Piece(0, "", (ToolCall("call_2", "cari", '{"kata": "air"}'),), finish="tool_calls"),
    Piece(1, "", finish="length"),
)


def cassette(request: ChatRequest = QUESTION, text: str = "Tiga hari.", **changes: Any) -> Cassette:
    pieces = (Piece(0, text[:4]), Piece(0, text[4:]), Piece(0, "", finish="stop"))
    return replace(Cassette(canonical(request), "hulu-1-2026", "2026-05-04", pieces, (), Usage(12, 3)), **changes)


def ask(folder: Path, request: ChatRequest = QUESTION, **options: Any) -> Heard:
    return asyncio.run(hear(Rekaman(folder, **options), request))


def refused(folder: Path, request: ChatRequest = QUESTION, **options: Any) -> Problem:
    with pytest.raises(Problem) as caught:
        ask(folder, request, **options)
    return caught.value


def test_a_recorded_answer_is_played_in_its_pieces_with_model_and_date(tmp_path: Path) -> None:
    write(tmp_path, cassette(RICH, pieces=PIECES))
    heard = ask(tmp_path, RICH)
    assert heard.origin == Origin("rekaman", "hulu-1-2026", recorded="2026-05-04")
    assert tuple(heard.pieces) == PIECES
    assert heard.usage == Usage(12, 3)


def test_recorded_vectors_are_given(tmp_path: Path) -> None:
    request = EmbeddingRequest("hulu-vektor", ("jalan", "air"))
    vectors = ((0.6, 0.8), (1 / 3, -(8**0.5) / 3))
    write(tmp_path, Cassette(canonical(request), "hulu-vektor", "2026-05-04", (), vectors, Usage(4, 0)))
    found = asyncio.run(Rekaman(tmp_path).embed(request))
    for mine, recorded in zip(found.vectors, vectors, strict=True):
        assert mine == pytest.approx(recorded, abs=1e-6)
    with pytest.raises(Problem):
        asyncio.run(Rekaman(tmp_path).embed(replace(request, texts=("air", "jalan"))))


def test_a_recording_is_readable_sorted_and_says_its_format(tmp_path: Path) -> None:
    text = write(tmp_path, cassette()).read_text(encoding="utf-8")
    body = json.loads(text)
    assert body["format"] == 1
    assert "Berapa lama izin usaha terbit?" in text
    assert list(body) == sorted(body) and list(body["request"]) == sorted(body["request"])
    assert text.count("\n") > 30


def test_the_file_is_the_same_whatever_the_order_of_a_schema(tmp_path: Path) -> None:
    one = replace(QUESTION, schema={"a": 1, "b": {"c": 2, "d": 3}})
    other = replace(QUESTION, schema={"b": {"d": 3, "c": 2}, "a": 1})
    assert text_of(cassette(one)) == text_of(cassette(other))
    assert name_of(canonical(one)) == name_of(canonical(other))


@pytest.mark.parametrize(
    "changes",
    [
        {"model": "hulu-2"},
        {"messages": (Message("user", "Berapa lama izin usaha terbit? "),)},
        {"messages": (Message("system", "Berapa lama izin usaha terbit?"),)},
        {"messages": (*QUESTION.messages, Message("user", "?"))},
        {"max_tokens": 51},
        {"n": 2},
        {"temperature": 0.0},
        {"top_p": 0.5},
        {"stop": ("a",)},
        {"seed": 0},
        {"top_logprobs": 0},
        {"frequency_penalty": 0.1},
        {"presence_penalty": 0.1},
        {"tools": (Tool("a", "", {}),)},
        {"form": "json_object"},
        {"form": "json_schema", "schema": {"type": "object"}},
    ],
)
def test_whatever_shapes_an_answer_makes_it_another_question(tmp_path: Path, changes: dict[str, Any]) -> None:
    write(tmp_path, cassette())
    assert ask(tmp_path).text() == "Tiga hari."
    problem = refused(tmp_path, replace(QUESTION, **changes))
    assert (problem.status, problem.code) == (404, "no_recording")
    assert "simulasi" in str(problem)


def test_whole_numbers_and_fractions_are_the_same_parameter(tmp_path: Path) -> None:
    write(tmp_path, cassette(replace(QUESTION, temperature=0.0)))
    assert ask(tmp_path, replace(QUESTION, temperature=0)).text() == "Tiga hari."


@pytest.mark.parametrize("name", ["workshop", "rekaman"])
def test_who_asks_for_no_certain_model_gets_the_latest_recording_of_any(tmp_path: Path, name: str) -> None:
    for model, text, day in [("a", "lama", "2025-01-01"), ("z", "baru", "2026-01-01"), ("m", "lama", "2025-12-31")]:
        write(tmp_path, cassette(replace(QUESTION, model=model), text, model=model, recorded=day))
    heard = ask(tmp_path, replace(QUESTION, model=name))
    assert heard.text() == "baru"
    assert heard.origin is not None and heard.origin.model == "z"
    assert refused(tmp_path, replace(QUESTION, model="lain")).code == "no_recording"
    assert refused(tmp_path, replace(QUESTION, model=name, seed=1)).code == "no_recording"


def test_own_recordings_go_before_the_lessons(tmp_path: Path) -> None:
    write(tmp_path / "own", cassette(text="milik sendiri"))
    write(tmp_path / "lessons", cassette(text="pelajaran"))
    other = replace(QUESTION, seed=1)
    write(tmp_path / "lessons", cassette(other, text="pelajaran"))
    assert ask(tmp_path / "own", shipped=tmp_path / "lessons").text() == "milik sendiri"
    assert ask(tmp_path / "own", other, shipped=tmp_path / "lessons").text() == "pelajaran"
    assert asyncio.run(hear(Rekaman(shipped=tmp_path / "lessons"))).text() == "pelajaran"


def test_the_speed_of_playing_can_be_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, cassette())
    pauses: list[float] = []

    async def pause(seconds: float) -> None:
        pauses.append(seconds)

    monkeypatch.setattr("workshop_kit.llm.engines.rekaman.asyncio.sleep", pause)
    assert ask(tmp_path).text() == "Tiga hari." and pauses == []
    assert ask(tmp_path, pieces_per_second=20).text() == "Tiga hari." and pauses == [0.05] * 3


# What is told when there is none


def test_the_nearest_question_of_the_lessons_is_named(tmp_path: Path) -> None:
    write(tmp_path, cassette())
    nearly = replace(QUESTION, messages=(Message("user", "berapa lama izin usaha bisa terbit"),))
    assert "“Berapa lama izin usaha terbit?”" in str(refused(tmp_path / "x", nearly, shipped=tmp_path))
    far = replace(QUESTION, messages=(Message("user", "Siapa penemu lampu?"),))
    assert "“" not in str(refused(tmp_path / "x", far, shipped=tmp_path))


def test_what_is_asked_differently_is_named(tmp_path: Path) -> None:
    write(tmp_path, cassette())
    other = replace(QUESTION, model="hulu-2", temperature=0.0)
    assert "direkam dengan model, temperature lain" in str(refused(tmp_path / "x", other, shipped=tmp_path))


def test_questions_of_other_people_are_never_named(tmp_path: Path) -> None:
    write(tmp_path / "own", cassette())
    for other in (replace(QUESTION, seed=1), replace(QUESTION, messages=(Message("user", "Berapa lama izin usaha?"),))):
        problem = refused(tmp_path / "own", other, shipped=tmp_path / "lessons")
        assert "Berapa lama" not in str(problem) and "direkam dengan" not in str(problem)


def test_a_named_question_is_short_and_without_control_characters(tmp_path: Path) -> None:
    long = "Jelaskan \x1b[31m izin " + "usaha " * 100
    write(tmp_path, cassette(replace(QUESTION, messages=(Message("user", long),))))
    nearly = replace(QUESTION, messages=(Message("user", "jelaskan izin usaha"),))
    sentence = str(refused(tmp_path / "x", nearly, shipped=tmp_path))
    assert "Jelaskan" in sentence and "\x1b" not in sentence and len(sentence) < 260


def test_texts_that_look_like_places_of_a_sentence_are_only_text(tmp_path: Path) -> None:
    write(tmp_path, cassette(replace(QUESTION, messages=(Message("user", "isi {nama} dan {0} ya"),))))
    nearly = replace(QUESTION, messages=(Message("user", "isi nama dan 0"),))
    assert "“isi {nama} dan {0} ya”" in str(refused(tmp_path / "x", nearly, shipped=tmp_path))


# Files that are not what they should be


def edited(change: Callable[[Any], Any], *, resealed: bool = True) -> bytes:
    """A recording changed by someone who knows how its checksum is made, or does not."""
    import hashlib

    body = json.loads(text_of(cassette()))
    seal = body.pop("checksum")
    body = change(body) or body
    if resealed:
        text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        seal = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return json.dumps(body | {"checksum": seal}, ensure_ascii=True).encode()


def put(name: str, value: Any) -> Callable[[Any], None]:
    def change(body: Any) -> None:
        body[name] = value

    return change


def put_piece(**values: Any) -> Callable[[Any], None]:
    def change(body: Any) -> None:
        body["pieces"][0] |= values

    return change


BAD_FILES = {
    "empty": b"",
    "no JSON": b"bukan json",
    "no object": b"[1, 2]",
    "half": text_of(cassette()).encode()[:200],
    "not UTF-8": text_of(cassette()).encode().replace(b"izin", b"iz\xffn"),
    "deep": b"[" * 200_000,
    "NaN": text_of(cassette()).encode().replace(b'"index": 0', b'"index": NaN'),
    "too large": text_of(cassette()).encode() + b" " * MOST_BYTES,
    "text changed": text_of(cassette()).encode().replace(b"hari", b"jam "),
    "no checksum": b'{"format": 1}',
    "another format": edited(put("format", 2)),
    "another question": edited(lambda body: body["request"]["messages"][0].update(text="Lain?")),
    "a date that is none": edited(put("recorded", "kemarin")),
    "a date that is a number": edited(put("recorded", 3)),
    "a model with a line end": edited(put("model", "a\nb")),
    "no pieces": edited(put("pieces", [])),
    "pieces that are a number": edited(put("pieces", 3)),
    "pieces without an end": edited(lambda body: body["pieces"].pop()),
    "an end twice": edited(lambda body: body["pieces"].append(body["pieces"][-1])),
    "a choice that nobody asked for": edited(put_piece(index=1)),
    "a choice below the first": edited(put_piece(index=-1)),
    "a choice of yes": edited(put_piece(index=True)),
    "text that is a number": edited(put_piece(text=3)),
    "an end of another kind": edited(put_piece(finish="bosan")),
    "calls of another shape": edited(put_piece(tool_calls=[{"id": "a"}])),
    "log probabilities of another shape": edited(put_piece(logprobs=[["a"]])),
    "log probabilities in words": edited(put_piece(logprobs=[["a", "b", []]])),
    "negative usage": edited(put("usage", {"prompt_tokens": -1, "completion_tokens": 1})),
    "no usage": edited(put("usage", None)),
    "a lone surrogate": edited(put_piece(text="\ud83d")),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_that_is_no_recording_is_told_in_a_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / name_of(canonical(QUESTION))).write_bytes(BAD_FILES[name])
    problem = refused(tmp_path)
    assert (problem.status, problem.code) == (502, "broken_recording")
    assert "direkam ulang" in str(problem) and str(tmp_path) not in str(problem)
    # Nor does it disturb other questions, or the search for near ones.
    assert refused(tmp_path, replace(QUESTION, seed=1), shipped=tmp_path).code == "no_recording"
    assert refused(tmp_path, replace(QUESTION, model="rekaman")).code == "broken_recording"


def test_the_changes_of_this_test_are_what_is_refused(tmp_path: Path) -> None:
    """A recording sealed again without a change is played: the seal of `edited` is the right one."""
    (tmp_path / name_of(canonical(QUESTION))).write_bytes(edited(lambda body: body))
    assert ask(tmp_path).text() == "Tiga hari."


@pytest.mark.parametrize("kind", ["folder", "pipe", "device", "loop"])
def test_what_is_no_file_is_told_in_a_sentence(tmp_path: Path, kind: str) -> None:
    path = tmp_path / name_of(canonical(QUESTION))
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    else:
        (tmp_path / "a").symlink_to(path)
        path.symlink_to(tmp_path / "a")
    assert refused(tmp_path).code in ("broken_recording", "no_recording")


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "a/../../b", "a\x00b", "..", "*", "[a-z]", "é" * 500]
)
def test_no_name_in_a_request_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / "rahasia.json").write_text(text_of(cassette()), encoding="utf-8")
    folder = tmp_path / "rekaman"
    folder.mkdir()
    request = replace(QUESTION, model=name)
    assert name_of(canonical(request)).removesuffix(".json").replace("-", "").isalnum()
    assert refused(folder, request).code == "no_recording"
    path = write(folder, cassette(request))
    assert path.parent == folder and path.is_file()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["rahasia.json", "rekaman"]
    assert ask(folder, request).text() == "Tiga hari."


def test_a_folder_that_is_not_there_has_no_recordings(tmp_path: Path) -> None:
    assert refused(tmp_path / "tidak" / "ada", shipped=tmp_path / "juga").code == "no_recording"


def test_writing_is_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, cassette(text="yang lama"))

    def full(self: Path, target: Path) -> Path:
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        with pytest.raises(OSError, match="disk full"):
            write(tmp_path, cassette(text="yang baru"))
    assert ask(tmp_path).text() == "yang lama"
    assert len(list(tmp_path.iterdir())) == 1


def test_all_recordings_that_come_with_the_lessons_can_be_played() -> None:
    assert (SHIPPED / "README.md").is_file()
    for path in SHIPPED.glob("*.json"):
        assert date.fromisoformat(read(path).recorded)
