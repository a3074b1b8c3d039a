"""Knowing when a caller leaves, and letting one who waits know that work goes on."""

import asyncio
from collections.abc import Awaitable, Callable

from starlette.types import Receive

# Most answers are made sooner, and need nobody who listens.
_LISTEN_AFTER_SECONDS = 0.02


class Caller:
    """The caller of one request, whose body has been read.

    Parameters
    ----------
    receive : callable
        ASGI's; from now on it tells only of leaving.

    Attributes
    ----------
    gone : bool
    """

    def __init__(self, receive: Receive) -> None:
        self.gone = False
        self._receive = receive
        self._when_gone: Callable[[], None] | None = None
        self._loop = asyncio.get_running_loop()
        self._start = self._loop.call_later(_LISTEN_AFTER_SECONDS, self._begin)
        self._beat: asyncio.TimerHandle | None = None
        self._tasks: list[asyncio.Task[None]] = []

    def call_when_gone(self, what: Callable[[], None] | None) -> None:
        """Do this when the caller leaves, at once if it has left; None: nothing any more."""
        self._when_gone = what
        if self.gone and what is not None:
            what()

    def beat(self, seconds: float, send: Callable[[], Awaitable[None]]) -> None:
        """Do something every few seconds."""

        async def repeat() -> None:
            while not self.gone:
                await send()
                await asyncio.sleep(seconds)

        def begin() -> None:
            self._tasks.append(self._loop.create_task(repeat()))

        self._beat = self._loop.call_later(seconds, begin)

    def close(self) -> None:
        """Stop listening."""
        self._when_gone = None
        self._start.cancel()
        if self._beat is not None:
            self._beat.cancel()
        for task in self._tasks:
            task.cancel()

    def _begin(self) -> None:
        self._tasks.append(self._loop.create_task(self._listen()))

    async def _listen(self) -> None:
        while True:
            message = await self._receive()
            if message["type"] == "http.disconnect":
                break
        self.gone = True
        if self._when_gone is not None:
            self._when_gone()
