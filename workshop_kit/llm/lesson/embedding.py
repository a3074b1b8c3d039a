"""``llm.embed``: texts as vectors, near each other where the texts are alike."""

import asyncio
import base64
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from workshop_kit.errors import WorkshopError
from workshop_kit.language import _, translate
from workshop_kit.llm.access.clients import async_client
from workshop_kit.llm.lesson import arguments, waiting, words
from workshop_kit.llm.lesson.answer import Facts, facts_from, together
from workshop_kit.llm.lesson.card import broken_off, progress, summary
from workshop_kit.llm.lesson.failures import Interrupted, NoAnswer
from workshop_kit.llm.lesson.screen import Screen

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

# In one request; the sandbox takes no more than a few hundred thousand bytes.
_MOST_TEXTS = 64
_MOST_LETTERS = 60_000


def embed(
    texts: "str | Sequence[str] | pd.Series[str]",
    *,
    model: str = "workshop",
    show: bool = True,
) -> "NDArray[np.float32]":
    """Turn texts into vectors.

    No engine may stand in for another here: vectors of two models cannot be compared.

    Parameters
    ----------
    texts : str, or a sequence or pandas.Series of str
    model, show
        As in `ask`.

    Returns
    -------
    numpy.ndarray of float32, shape (n, d)
        One row a text, each of length 1: the product of two rows is their similarity.

    Raises
    ------
    WorkshopError
        One sentence.

    Examples
    --------
    >>> from workshop_kit import llm
    >>> vectors = llm.embed(["Air PDAM keruh", "Air keran keruh"], model="simulasi", show=False)
    >>> vectors.shape[0]
    2
    """
    import numpy as np

    every = [arguments.text(texts, "texts")] if isinstance(texts, str) else arguments.texts(texts, "texts")
    options = arguments.options(model, ())
    screen = Screen(show)
    done = [0]

    def seen(news: list[int], _seconds: float) -> None:
        done[0] += sum(news)
        screen.update(progress(done[0], len(every))[0])

    async def work(tell: Callable[[int], None]) -> tuple[list[Any], list[Facts]]:
        vectors: list[Any] = []
        facts = []
        async with await asyncio.to_thread(async_client) as client:
            for batch in _batches(every):
                begun = time.monotonic()
                async with asyncio.timeout(waiting.SECONDS):
                    response = await client.embeddings.create(input=batch, encoding_format="base64", **options)
                vectors += [_vector(each.embedding) for each in sorted(response.data, key=lambda each: each.index)]
                told = (response.model_extra or {}).get("workshop")
                facts.append(facts_from(told, response.usage, "stop", (time.monotonic() - begun) * 1000))
                tell(len(batch))
        return vectors, facts

    try:
        vectors, facts = waiting.wait_for(work, seen, waiting.SECONDS * len(every))
        if len(vectors) != len(every) or len({(each.engine, each.model) for each in facts}) > 1:
            raise NoAnswer(_("Vektor yang datang tidak lengkap atau tidak seragam. Jalankan sel ini lagi."))
    except (WorkshopError, Interrupted):
        screen.give_up(*broken_off("", translate(_("Vektor tidak selesai dibuat."))))
        raise
    title = translate(_("{count} teks dijadikan vektor."), count=words.number(len(every)))
    screen.finish(*summary(title, together(facts)))
    return np.stack(vectors)


def _batches(texts: list[str]) -> list[list[str]]:
    batches: list[list[str]] = [[]]
    for text in texts:
        full = len(batches[-1]) == _MOST_TEXTS or sum(map(len, batches[-1])) + len(text) > _MOST_LETTERS
        if batches[-1] and full:
            batches.append([])
        batches[-1].append(text)
    return batches


def _vector(embedding: Any) -> "NDArray[np.float32]":
    import numpy as np

    # The package hands on what it asked for itself: text in base64, unless a server gives numbers all the same.
    if isinstance(embedding, str):
        return np.frombuffer(base64.b64decode(embedding), dtype="<f4").astype(np.float32)
    return np.asarray(embedding, dtype=np.float32)
