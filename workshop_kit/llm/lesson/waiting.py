"""Waiting for work in the background: with news on the way, a limit, and an end when the reader stops the cell."""

import concurrent.futures
import queue
import time
from collections.abc import Callable, Coroutine
from typing import Any, Generic, TypeVar

from workshop_kit.llm.access.background import background
from workshop_kit.llm.lesson.failures import Interrupted, as_sentence

T = TypeVar("T")
# For a whole answer. The sandbox has limits of its own; this one holds whatever happens there.
SECONDS = 300.0
_BETWEEN_LOOKS = 0.25
_TO_TIDY_UP = 3.0


class News(Generic[T]):
    """What the work tells on its way; put in from the background, taken out where one waits."""

    def __init__(self) -> None:
        self._items: queue.SimpleQueue[T] = queue.SimpleQueue()

    def put(self, item: T) -> None:
        """Tell something."""
        self._items.put(item)

    def all_within(self, seconds: float) -> list[T]:
        """What has been told, waiting a while for the first."""
        try:
            found = [self._items.get(timeout=seconds)]
        except queue.Empty:
            return []
        while not self._items.empty():
            found.append(self._items.get())
        return found


def wait_for(
    work: Callable[[Callable[[Any], None]], Coroutine[Any, Any, T]],
    seen: Callable[[list[Any], float], None],
    limit: float | None = None,
) -> T:
    """Run a coroutine in the background and wait for it.

    Parameters
    ----------
    work : callable
        Given a function to tell news with, makes the coroutine.
    seen : callable
        Called here, again and again, with the news since the last time and the seconds waited.
    limit : float, optional
        Seconds for all of it; those of one answer when left out.

    Raises
    ------
    WorkshopError
        Whatever goes wrong, as one sentence.
    Interrupted
        When the reader stops the cell.
    """
    limit = limit or SECONDS
    try:
        return _wait(work, seen, limit)
    except KeyboardInterrupt:
        stopped: BaseException = Interrupted()
    except concurrent.futures.CancelledError:
        stopped = as_sentence(RuntimeError(), limit)
    except Exception as error:
        stopped = as_sentence(error, limit)
    # From here, where nothing leads to the work: what is raised keeps the variables of this frame alive.
    raise stopped


def _wait(
    work: Callable[[Callable[[Any], None]], Coroutine[Any, Any, T]],
    seen: Callable[[list[Any], float], None],
    limit: float,
) -> T:
    news: News[Any] = News()
    begun = time.monotonic()
    future = background().submit(work(news.put))
    # So that waiting for news ends with the work.
    future.add_done_callback(lambda _done: news.put(None))
    try:
        while not future.done():
            told = news.all_within(_BETWEEN_LOOKS)
            waited = time.monotonic() - begun
            seen([item for item in told if item is not None], waited)
            if waited > limit:
                raise TimeoutError
        seen([item for item in news.all_within(0) if item is not None], time.monotonic() - begun)
        return future.result()
    finally:
        if not future.done():
            future.cancel()
            concurrent.futures.wait([future], _TO_TIDY_UP)
