"""An event loop of one's own, beside whatever runs in the main thread.

In a notebook the main thread has a running loop already, which a lesson's ordinary call must neither need nor wait for.
"""

import asyncio
import atexit
import concurrent.futures.thread
import os
import threading
import time
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")
# A lock cannot be interrupted everywhere; so waiting comes up for air.
_BREATH_SECONDS = 0.25
_GOODBYE_SECONDS = 2.0


class Background:
    """A thread with an event loop.

    Attributes
    ----------
    loop : asyncio.AbstractEventLoop
    at_end : list of callable
        Coroutine functions that are run, last one first, before the loop is closed.
    lock : threading.Lock
        For what is started once in a background.
    """

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.at_end: list[Callable[[], Coroutine[Any, Any, None]]] = []
        self.lock = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="workshop-llm", daemon=True)
        self._thread.start()

    def submit(self, work: Coroutine[Any, Any, T]) -> "concurrent.futures.Future[T]":
        """Start a coroutine in the loop."""
        return asyncio.run_coroutine_threadsafe(work, self.loop)

    def wait(self, work: Coroutine[Any, Any, T], seconds: float | None = None) -> T:
        """Run a coroutine in the loop and wait for what it returns.

        Raises
        ------
        TimeoutError
            After ``seconds``. The coroutine is then cancelled, as it is when the waiting is interrupted.
        """
        future = self.submit(work)
        end = None if seconds is None else time.monotonic() + seconds
        try:
            while True:
                left = _BREATH_SECONDS if end is None else min(_BREATH_SECONDS, end - time.monotonic())
                if left <= 0:
                    raise TimeoutError
                if concurrent.futures.wait([future], left).done:
                    return future.result()
        finally:
            future.cancel()

    async def join(self, work: Coroutine[Any, Any, T]) -> T:
        """Run a coroutine in the loop and await it from this loop or from any other."""
        if asyncio.get_running_loop() is self.loop:
            return await work
        return await asyncio.wrap_future(self.submit(work))

    def close(self) -> None:
        """Do what is to be done at the end, cancel the rest, stop. Takes a few seconds at the most."""
        if not self._thread.is_alive():
            return
        concurrent.futures.wait([self.submit(self._goodbye())], 2 * _GOODBYE_SECONDS)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join(_GOODBYE_SECONDS)

    async def _goodbye(self) -> None:
        for last in reversed(self.at_end):
            try:
                await asyncio.wait_for(last(), _GOODBYE_SECONDS)
            except Exception:  # noqa: S112 - the others still have their turn
                continue
        rest = asyncio.all_tasks() - {asyncio.current_task()}
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)

    def _run(self) -> None:
        asyncio.set_event_loop(self.loop)
        self.loop.run_forever()
        self.loop.close()


_current: Background | None = None
_lock = threading.Lock()
# What a fork has copied from its parent is let lie: closing it would reach into the parent's files.
_left_behind: list[Background] = []


def background() -> Background:
    """This process's background, started at the first call."""
    global _current
    with _lock:
        if _current is None:
            _current = Background()
        return _current


def running() -> Background | None:
    """This process's background if there is one. Takes no lock: finalizers run at any time, under any lock."""
    return _current


def stop() -> None:
    """End the background; the next call of `background` starts a new one."""
    global _current
    with _lock:
        ended, _current = _current, None
    if ended is not None:
        ended.close()


def _forget() -> None:
    global _current, _lock
    _lock = threading.Lock()
    if _current is not None:
        _left_behind.append(_current)
        _current = None


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
# Thread pools refuse work once the interpreter begins to end, which is before atexit; the ledger still has to close.
# What is registered later runs earlier, hence the import of their module above.
getattr(threading, "_register_atexit", atexit.register)(stop)
