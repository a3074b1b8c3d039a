"""Knowing when a caller leaves, and letting one who waits know that work goes on."""

import asyncio
from collections.abc import Awaitable, Callable

from starlette.types import Receive


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
        self._watch = asyncio.create_task(self._listen())
        self._beat: asyncio.Task[None] | None = None

    def call_when_gone(self, what: Callable[[], None] | None) -> None:
        """Do this when the caller leaves, at once if it has left; None: nothing any more."""
        self._when_gone = what
        if self.gone and what is not None:
            what()

    def beat(self, seconds: float, send: Callable[[], Awaitable[None]]) -> None:
        """Do something every few seconds."""

        async def repeat() -> None:
            while not self.gone:
                await asyncio.sleep(seconds)
                await send()

        self._beat = asyncio.create_task(repeat())

    def close(self) -> None:
        """Stop watching."""
        self._when_gone = None
        self._watch.cancel()
        if self._beat is not None:
            self._beat.cancel()

    async def _listen(self) -> None:
        while True:
            message = await self._receive()
            if message["type"] == "http.disconnect":
                break
        self.gone = True
        if self._when_gone is not None:
            self._when_gone()
