"""The engine that plays recorded answers: the same words for everyone in the room, without a network."""

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from workshop_kit.language import _
from workshop_kit.llm.engines.engine import ChatRequest, EmbeddingRequest, Embeddings, Event, Origin
from workshop_kit.llm.problems import Problem
from workshop_kit.llm.recordings.cassettes import SHIPPED, Cassette, Request, canonical, name_of, pattern_of, read

# Who asks for these asks for no certain model: any that was recorded will do, and is named in the answer.
_ANY_MODEL = frozenset(("workshop", "rekaman"))
_MOST_SUGGESTED = 2_000
_LEAST_ALIKE = 0.5
_LONGEST_SUGGESTED = 80
_WORD = re.compile(r"\w+")


class Rekaman:
    """Plays recordings.

    Parameters
    ----------
    folder : Path, optional
        Recordings of one's own, looked into before those that come with the lessons.
    pieces_per_second : float, optional
        How fast an answer is played; None: as fast as it is read.
    shipped : Path
        The lessons' recordings. Only of these a question is named to someone whose question is not recorded: those in
        `folder` may be other people's.
    """

    name = "rekaman"

    def __init__(
        self, folder: Path | None = None, pieces_per_second: float | None = None, shipped: Path = SHIPPED
    ) -> None:
        self._folders = (folder, shipped) if folder is not None else (shipped,)
        self._shipped = shipped
        self._pause = 1 / pieces_per_second if pieces_per_second else 0.0

    async def chat(self, request: ChatRequest) -> AsyncIterator[Event]:
        """Play the recorded answer, in the pieces in which it came."""
        cassette = await asyncio.to_thread(self._find, request)
        yield Origin(self.name, cassette.model, recorded=cassette.recorded)
        for piece in cassette.pieces:
            if self._pause:
                await asyncio.sleep(self._pause)
            yield piece
        yield cassette.usage

    async def embed(self, request: EmbeddingRequest) -> Embeddings:
        """Give the recorded vectors."""
        cassette = await asyncio.to_thread(self._find, request)
        return Embeddings(
            Origin(self.name, cassette.model, recorded=cassette.recorded), cassette.vectors, cassette.usage
        )

    async def close(self) -> None:
        """Nothing is held open."""

    def _find(self, request: Request) -> Cassette:
        asked = canonical(request)
        for folder in self._folders:
            path = folder / name_of(asked)
            if _is_there(path):
                return read(path)
        if request.model in _ANY_MODEL:
            for folder in self._folders:
                found = [read(path) for path in sorted(folder.glob(pattern_of(asked)))]
                if found:
                    return max(found, key=lambda cassette: cassette.recorded)
        raise _missing(self._shipped, asked)


_CODE = "no_recording"
_NONE = _(
    "Tidak ada rekaman untuk permintaan ini. Pakai model simulasi, atau tulis pertanyaan persis seperti di pelajaran."
)
_SIMILAR = _(
    "Tidak ada rekaman untuk permintaan ini; yang paling mirip: “{nearest}”. "
    "Tulis persis begitu, atau pakai model simulasi."
)
_OTHERWISE = _(
    "Pertanyaan ini direkam dengan {settings} lain. Pakai setelan seperti di pelajaran, atau pakai model simulasi."
)


def _missing(folder: Path, asked: Mapping[str, Any]) -> Problem:
    """What is told for a question that is not recorded: the nearest one in a folder, or what is asked differently."""
    text = _last_text(asked)
    words = frozenset(_WORD.findall(text.lower()))
    best, alike = None, _LEAST_ALIKE
    for recorded, its_words, request in _suggestions(folder, _changed(folder)):
        if request["kind"] != asked["kind"] or not (words or its_words):
            continue
        share = 1.0 if recorded == text else 0.99 * len(words & its_words) / len(words | its_words)
        if share > alike:
            best, alike = request, share
    if best is None:
        return Problem(404, _CODE, _NONE)
    if alike == 1.0:
        return Problem(404, _CODE, _OTHERWISE, settings=", ".join(_differences(asked, best)))
    nearest = "".join(letter if letter.isprintable() else " " for letter in _last_text(best))
    if len(nearest) > _LONGEST_SUGGESTED:
        nearest = nearest[:_LONGEST_SUGGESTED] + "…"
    return Problem(404, _CODE, _SIMILAR, nearest=nearest)


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        # It is, but not for us: reading it tells so.
        return True


def _differences(asked: Mapping[str, Any], recorded: Mapping[str, Any]) -> list[str]:
    mine = {**asked, **asked.get("parameters", {})}
    its = {**recorded, **recorded.get("parameters", {})}
    return sorted(name for name in mine if name not in ("parameters", "kind") and mine[name] != its.get(name))


def _last_text(request: Mapping[str, Any]) -> str:
    texts = request["texts"] if request["kind"] == "embeddings" else [each["text"] for each in request["messages"]]
    return str(texts[-1]) if texts else ""


def _changed(folder: Path) -> int:
    try:
        return folder.stat().st_mtime_ns
    except OSError:
        return 0


@lru_cache(maxsize=4)
def _suggestions(folder: Path, changed: int) -> tuple[tuple[str, frozenset[str], Mapping[str, Any]], ...]:
    """The recorded questions of a folder, read again when it has changed."""
    found = []
    for path in sorted(folder.glob("*.json"))[:_MOST_SUGGESTED]:
        try:
            request = read(path).request
        except Problem:
            continue
        text = _last_text(request)
        found.append((text, frozenset(_WORD.findall(text.lower())), request))
    return tuple(found)
