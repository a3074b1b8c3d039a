"""Works for a database, done by a thread of their own: all that wait together at once."""

import asyncio
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, TypeVar

MOST_AT_ONCE = 64
T = TypeVar("T")


class Work:
    """One thing to do, and what came of it."""

    __slots__ = ("_error", "_result", "future", "todo")

    def __init__(self, todo: Callable[[Any], Any], future: "asyncio.Future[Any]") -> None:
        self.todo = todo
        self.future = future
        self._result: Any = None
        self._error: BaseException | None = None

    def succeed(self, result: Any) -> None:
        """It is done."""
        self._result, self._error = result, None

    def fail(self, error: BaseException) -> None:
        """It is not done."""
        self._error = error

    def tell(self) -> None:
        """Tell who waits, on the loop where it waits."""
        if self.future.done():
            return
        if self._error is None:
            self.future.set_result(self._result)
        else:
            self.future.set_exception(self._error)


class Batches:
    """A thread that does what waits.

    Parameters
    ----------
    do : callable
        Gets the works that wait, at most ``MOST_AT_ONCE``, and lets each succeed or fail.
    name : str
        Of the thread.
    """

    def __init__(self, do: Callable[[list[Work]], None], name: str) -> None:
        self._do = do
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=name)
        self._waiting: deque[Work] = deque()
        self._at_work = False
        self._lock = threading.Lock()

    def add(self, todo: Callable[[Any], T]) -> "asyncio.Future[T]":
        """Let something be done; the future belongs to the loop that runs here."""
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        work = Work(todo, future)
        with self._lock:
            self._waiting.append(work)
            if not self._at_work:
                self._thread.submit(self._work)
                self._at_work = True
        return future

    def close(self) -> None:
        """Wait until all is done."""
        self._thread.shutdown(wait=True)

    def _work(self) -> None:
        while batch := self._next():
            try:
                self._do(batch)
            except BaseException as error:
                for work in batch:
                    work.fail(error)
            for loop in {work.future.get_loop() for work in batch}:
                with suppress(RuntimeError):  # closed: nobody waits any more
                    loop.call_soon_threadsafe(_tell, [work for work in batch if work.future.get_loop() is loop])

    def _next(self) -> list[Work]:
        with self._lock:
            batch = [self._waiting.popleft() for _place in range(min(len(self._waiting), MOST_AT_ONCE))]
            self._at_work = bool(batch)
        return batch


def _tell(works: list[Work]) -> None:
    for work in works:
        work.tell()
