"""A circuit breaker: an upstream that fails again and again is left alone for a while."""

import math
import time
from collections.abc import Callable

from workshop_kit.llm.engines.failures import resting


class Breaker:
    """Counts failures in a row; opens, and lets one request through as a probe when its time is over.

    Parameters
    ----------
    failures : int
        So many in a row open it.
    seconds : float
        How long it stays open.
    clock : callable
        Seconds that never go back.
    """

    def __init__(self, failures: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = failures
        self._seconds = seconds
        self._clock = clock
        self._failed = 0
        self._closed_again = 0.0
        self._probe: Permit | None = None

    def enter(self) -> "Permit":
        """Let a request through.

        Raises
        ------
        workshop_kit.llm.problems.Problem
            503 while it is open, with the seconds until it makes sense to try again.
        """
        if self._failed < self._most:
            return Permit(self)
        left = self._closed_again - self._clock()
        if left > 0 or self._probe is not None:
            raise resting(max(1, math.ceil(left)))
        self._probe = Permit(self)
        return self._probe

    def settle(self, permit: "Permit", *, failed: bool) -> None:
        """Note how a request went; while it is open, only the probe's word counts."""
        if self._failed >= self._most and permit is not self._probe:
            return
        self.leave(permit)
        if not failed:
            self._failed = 0
            return
        self._failed += 1
        if self._failed >= self._most:
            self._closed_again = self._clock() + self._seconds

    def leave(self, permit: "Permit") -> None:
        """Forget a request that ended without a result, so that another one can be the probe."""
        if permit is self._probe:
            self._probe = None


class Permit:
    """One request that a breaker let through."""

    def __init__(self, breaker: Breaker) -> None:
        self._breaker = breaker

    def succeeded(self) -> None:
        """The upstream answered."""
        self._breaker.settle(self, failed=False)

    def failed(self) -> None:
        """The upstream could not be reached, or its answer was of no use."""
        self._breaker.settle(self, failed=True)

    def left(self) -> None:
        """The request is over; without a result before this, nothing is known of the upstream."""
        self._breaker.leave(self)
