"""How much a request uses."""

from dataclasses import dataclass

MICRO = 1_000_000


@dataclass(frozen=True, slots=True)
class Amount:
    """Requests, tokens and money; whole numbers, never below 0.

    Attributes
    ----------
    requests, prompt_tokens, completion_tokens : int
    microrupiah : int
        Millionths of a rupiah: a single token costs a fraction of one, and sums must not drift.

    Examples
    --------
    >>> (Amount(1, 10, 5, 250) + Amount(1, 0, 5, 250)).tokens
    20
    """

    requests: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    microrupiah: int = 0

    def __post_init__(self) -> None:
        for value in (self.requests, self.prompt_tokens, self.completion_tokens, self.microrupiah):
            if type(value) is not int or value < 0:
                raise ValueError(f"an amount must be whole numbers of at least 0, not {value!r}")

    def __add__(self, other: "Amount") -> "Amount":
        return Amount(
            self.requests + other.requests,
            self.prompt_tokens + other.prompt_tokens,
            self.completion_tokens + other.completion_tokens,
            self.microrupiah + other.microrupiah,
        )

    @property
    def tokens(self) -> int:
        """Prompt and completion tokens together."""
        return self.prompt_tokens + self.completion_tokens

    @property
    def rupiah(self) -> float:
        """Money in rupiah."""
        return self.microrupiah / MICRO
