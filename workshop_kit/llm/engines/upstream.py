"""Where a live model is, and how patient we are with it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Literal
from urllib.parse import urlsplit

from workshop_kit.errors import WorkshopError
from workshop_kit.language import _
from workshop_kit.llm.engines.secret import Secret


class UpstreamError(WorkshopError):
    """The settings of an upstream cannot be used."""


@dataclass(frozen=True)
class Upstream:
    """An OpenAI-compatible server and our bounds for it.

    Attributes
    ----------
    address : str
        Base address, up to and with ``/v1``; without user, password, query.
    key : Secret
        Sent as bearer token; empty for servers that ask for none.
    models : mapping of str to str
        Names that requests may carry, to the upstream's own; any other name is sent as it is.
    token_field : str
        ``max_completion_tokens`` for models that refuse ``max_tokens``.
    connect_seconds : float
        For name resolution, TCP and TLS together.
    first_byte_seconds : float
        From the request to the status line, and again to the first byte of the body, of a stream.
    plain_seconds : float
        The same for an answer in one piece, which begins only when it is whole.
    chunk_seconds : float
        Longest silence within an answer.
    whole_seconds : float
        For all of it, retries and waits too.
    queue_seconds : float
        Longest wait for one of the `parallel` places.
    most_bytes, most_event_bytes : int
        Of a whole answer, and of one event of a stream.
    retries : int
        Further tries, only where the upstream cannot have begun: no connection, or 429 and 503 with ``Retry-After``.
    patience_seconds : float
        A longer ``Retry-After`` is not waited for, but told.
    failures_to_open, open_seconds : int, float
        The circuit breaker: failures in a row, and how long it then rests.
    parallel : int
        Requests at a time.
    trust_environment : bool
        Whether proxies named in the environment are used.
    """

    address: str
    key: Secret = field(default_factory=Secret)
    models: Mapping[str, str] = field(default_factory=dict)
    token_field: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"  # noqa: S105 - no password
    connect_seconds: float = 5.0
    first_byte_seconds: float = 60.0
    plain_seconds: float = 140.0
    chunk_seconds: float = 30.0
    whole_seconds: float = 300.0
    queue_seconds: float = 30.0
    most_bytes: int = 8_000_000
    most_event_bytes: int = 1_000_000
    retries: int = 2
    patience_seconds: float = 8.0
    failures_to_open: int = 5
    open_seconds: float = 30.0
    parallel: int = 32
    trust_environment: bool = False

    def __post_init__(self) -> None:
        """Check the settings.

        Raises
        ------
        UpstreamError
            For an address, a key or a bound that cannot be used; the key is never quoted.
        """
        _check_address(self.address)
        key = self.key.reveal()
        if not (key.isascii() and key.isprintable() and " " not in key):
            raise UpstreamError(
                _("Kunci model berisi spasi atau karakter yang tidak dapat dikirim; salin lagi kuncinya.")
            )
        if self.token_field not in ("max_tokens", "max_completion_tokens"):
            raise UpstreamError(_("Setelan model “{name}” tidak dapat dipakai; periksa nilainya."), name="token_field")
        for each in fields(self):
            value = getattr(self, each.name)
            least = 0 if each.name in ("retries", "patience_seconds", "queue_seconds") else 1e-3
            if each.type in (int, float) and not (math.isfinite(value) and value >= least):
                raise UpstreamError(_("Setelan model “{name}” tidak dapat dipakai; periksa nilainya."), name=each.name)


def _check_address(address: str) -> None:
    wrong = UpstreamError(
        _("Alamat model tidak dapat dipakai; misalnya http://127.0.0.1:8080/v1, tanpa nama, sandi, dan tanda tanya.")
    )
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise wrong from None
    clean = parts.scheme in ("http", "https") and parts.hostname and port != 0 and address.isprintable()
    if not clean or parts.query or parts.fragment or "@" in parts.netloc or " " in address:
        raise wrong
