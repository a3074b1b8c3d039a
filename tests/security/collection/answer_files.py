"""Forged and malformed ``jawaban.json``: what the quizzes' checks read."""

import json
from pathlib import Path

from tests.security.attack import attack, gained, ungraded
from tests.security.handin import HandIn
from tests.security.scene import ASSIGNMENT, RIGHT


def _answers(work: HandIn, answers: object, **other: object) -> None:
    work.files["jawaban.json"] = json.dumps({"module": "m04", "answers": answers, **other}).encode()


@attack("answers-of-other-types", "Stores answers of every type but the right one.", seen=gained, stock=False)
def _(work: HandIn) -> None:
    _answers(work, {"urutan": {"0": 1}, "kalimat": "semua", "saring": True, "target-kosong": {"passed": True}})


@attack(
    "order-of-truth-values", "Answers an order in numbers that are none: true, 1.0, -0, NaN.", seen=gained, stock=False
)
def _(work: HandIn) -> None:
    work.files["jawaban.json"] = (
        b'{"module": "m04", "answers": {"urutan": [false, true, 2.0, NaN, -0.0, Infinity, 1e400], "kalimat": [NaN]}}'
    )


@attack("answers-of-many-megabytes", "Stores a file of many megabytes.", seen=ungraded, stock=False)
def _(work: HandIn) -> None:
    _answers(work, {"urutan": ["x" * 30_000_000]})


@attack("answers-nested-without-end", "Stores answers a hundred thousand deep.", seen=ungraded, stock=False)
def _(work: HandIn) -> None:
    deep = b"[" * 100_000 + b"]" * 100_000
    work.files["jawaban.json"] = b'{"module": "m04", "answers": {"urutan": ' + deep + b"}}"


@attack(
    "answers-with-byte-order-mark", "Stores a file in another encoding, with names twice.", seen=gained, stock=False
)
def _(work: HandIn) -> None:
    text = '{"module": "m04", "answers": {"urutan": 1, "urutan": "\ud83d"}, "answers": {"kalimat": null}}'
    work.files["jawaban.json"] = b"\xef\xbb\xbf" + text.encode("utf-8", "surrogatepass")


@attack("answers-linked", "Hands in a link to another attendee's stored answers.", seen=gained)
def _(work: HandIn) -> None:
    def link(folder: Path) -> None:
        (folder / "jawaban.json").symlink_to(Path("../..") / RIGHT[0] / ASSIGNMENT / "jawaban.json")

    work.afterwards.append(link)


@attack("answers-are-a-pipe", "Hands in a pipe in the place of its stored answers.", seen=ungraded)
def _(work: HandIn) -> None:
    import os

    work.afterwards.append(lambda folder: os.mkfifo(folder / "jawaban.json"))
