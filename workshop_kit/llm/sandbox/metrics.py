"""Totals for Prometheus: nobody's name, nothing of what was asked."""

from collections import defaultdict
from collections.abc import Mapping

from workshop_kit.llm.ledger.amount import MICRO
from workshop_kit.llm.sandbox.audit import Entry

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0)


class Metrics:
    """Counts since the start."""

    def __init__(self) -> None:
        self.running = 0
        self._requests: dict[tuple[str, str], int] = defaultdict(int)
        self._outcomes: dict[str, int] = defaultdict(int)
        self._answers: dict[str, int] = defaultdict(int)
        self._tokens: dict[tuple[str, str], int] = defaultdict(int)
        self._microrupiah: dict[str, int] = defaultdict(int)
        self._masked: dict[str, int] = defaultdict(int)
        self._streams = 0
        self._seconds = [0] * (len(_SECONDS) + 1)
        self._seconds_sum = 0.0

    def count(self, entry: Entry) -> None:
        """Add a finished request."""
        self._requests[entry.endpoint, str(entry.status)] += 1
        self._outcomes[entry.outcome] += 1
        seconds = entry.milliseconds / 1000
        self._seconds_sum += seconds
        self._seconds[next((n for n, limit in enumerate(_SECONDS) if seconds <= limit), len(_SECONDS))] += 1
        self._streams += entry.stream
        for kind, number in entry.masked.items():
            self._masked[kind] += number
        if entry.engine:
            self._answers[entry.engine] += 1
            self._tokens[entry.engine, "prompt"] += entry.prompt_tokens
            self._tokens[entry.engine, "completion"] += entry.completion_tokens
            self._microrupiah[entry.engine] += entry.microrupiah

    def text(self) -> bytes:
        """All of it in Prometheus's text format."""
        lines = [
            *_lines(
                "requests_total",
                "counter",
                "Requests by endpoint and status.",
                _by(self._requests, "endpoint", "status"),
            ),
            *_lines("outcomes_total", "counter", "Requests by outcome.", _by(self._outcomes, "outcome")),
            *_lines("answers_total", "counter", "Answers by engine.", _by(self._answers, "engine")),
            *_lines("tokens_total", "counter", "Tokens by engine.", _by(self._tokens, "engine", "kind")),
            *_lines(
                "rupiah_total",
                "counter",
                "Cost by engine.",
                _by({engine: cost / MICRO for engine, cost in self._microrupiah.items()}, "engine"),
            ),
            *_lines("masked_total", "counter", "Masked personal data by kind.", _by(self._masked, "kind")),
            *_lines("streams_total", "counter", "Streamed answers.", {"": self._streams}),
            *_lines("running", "gauge", "Requests being answered.", {"": self.running}),
            *self._histogram(),
        ]
        return ("\n".join(lines) + "\n").encode()

    def _histogram(self) -> list[str]:
        lines = ["# HELP workshop_llm_seconds Time of requests.", "# TYPE workshop_llm_seconds histogram"]
        total = 0
        for limit, number in zip((*_SECONDS, "+Inf"), self._seconds, strict=True):
            total += number
            lines.append(f'workshop_llm_seconds_bucket{{le="{limit}"}} {total}')
        return [*lines, f"workshop_llm_seconds_sum {self._seconds_sum}", f"workshop_llm_seconds_count {total}"]


def _by(counts: Mapping[str, float] | Mapping[tuple[str, str], float], *names: str) -> dict[str, float]:
    labelled = {}
    for key, number in counts.items():
        values = (key,) if isinstance(key, str) else key
        # Values are names of our own; a quote could only come from a setting.
        pairs = ",".join(f'{name}="{_escaped(value)}"' for name, value in zip(names, values, strict=True))
        labelled["{" + pairs + "}"] = number
    return labelled


def _escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")


def _lines(name: str, kind: str, help_: str, values: Mapping[str, float]) -> list[str]:
    name = f"workshop_llm_{name}"
    return [
        f"# HELP {name} {help_}",
        f"# TYPE {name} {kind}",
        *(f"{name}{at} {number}" for at, number in values.items()),
    ]
