"""Ordinary ``openai`` clients that reach the sandbox: in this process when alone, the hub's service on the hub.

Alone with a live model, the sandbox is a process of its own, as on the hub.

Whoever asks is known to the hub by their own token. No provider's key is here, nor anything else of the environment.
"""

import os
import ssl
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from workshop_kit.errors import WorkshopError
from workshop_kit.language import _
from workshop_kit.llm.access import local_service
from workshop_kit.settings import settings

if TYPE_CHECKING:
    import httpx2
    import openai

# The sandbox has its own, shorter ones; these are for when it does not answer at all.
SECONDS_TO_CONNECT = 10.0
SECONDS_BETWEEN_PIECES = 120.0
_NO_TOKEN = "tanpa-kunci"  # noqa: S105 - in place of one
# Everything else comes from the environment or from the client's own statistics, and is nobody's business.
_SENT_ON = frozenset(
    (
        *("host", "connection", "user-agent", "accept", "accept-encoding", "accept-language"),
        *("content-type", "content-length", "transfer-encoding", "x-workshop-fallback"),
    )
)


class AddressNotUnderstood(WorkshopError):
    """The address of the hub's service is none."""


@dataclass(frozen=True)
class Place:
    """Where the sandbox is.

    Attributes
    ----------
    url : str or None
        Of the service, ending in ``/v1``; None in this process.
    token : str
        The person's own token at the hub.
    """

    url: str | None
    token: str = field(default=_NO_TOKEN, repr=False)


def place() -> Place:
    """Where the sandbox is, by the environment.

    ``WORKSHOP_LLM_URL`` names the service; on a hub that knows its public address, it is found there; at one's own desk
    it is where ``workshop llm serve`` says.

    Raises
    ------
    AddressNotUnderstood
    """
    token = os.environ.get("JUPYTERHUB_API_TOKEN") or _NO_TOKEN
    url = os.environ.get("WORKSHOP_LLM_URL", "").strip()
    hub = os.environ.get("JUPYTERHUB_PUBLIC_HUB_URL", "").strip()
    if not url and hub and token != _NO_TOKEN:
        url = hub.rstrip("/").removesuffix("/hub") + "/services/llm"
    if not url:
        return Place(local_service.found(settings().home))
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.query or parts.fragment:
        raise AddressNotUnderstood(
            _("Alamat layanan model di WORKSHOP_LLM_URL tidak dikenali. Beri tahu pelatih; bentuknya: https://…/v1.")
        )
    url = url.rstrip("/")
    return Place(url if url.endswith("/v1") else f"{url}/v1", token)


def client() -> "openai.OpenAI":
    """An ordinary `openai.OpenAI` that reaches the workshop's models without a key.

    It raises the ``openai`` package's own errors, whose text is the sandbox's sentence.

    Returns
    -------
    openai.OpenAI

    Examples
    --------
    >>> from workshop_kit import llm
    >>> client = llm.client()
    >>> answer = client.chat.completions.create(
    ...     model="simulasi", messages=[{"role": "user", "content": "Halo"}]
    ... )
    >>> answer.choices[0].message.role
    'assistant'
    """
    import httpx2
    import openai

    where = place()

    def only_ours(request: httpx2.Request) -> None:
        _only_ours(request, where.token)

    transport: Any = None
    if where.url is None:
        transport = _here().InProcess()
    http = openai.DefaultHttpxClient(event_hooks={"request": [only_ours]}, **_http_options(where, transport))
    client = openai.OpenAI(http_client=http, **_options(where))
    _forget_environment(client)
    return client


def async_client() -> "openai.AsyncOpenAI":
    """As `client`, for those who write ``await``.

    Returns
    -------
    openai.AsyncOpenAI
    """
    import httpx2
    import openai

    where = place()

    async def only_ours(request: httpx2.Request) -> None:
        _only_ours(request, where.token)

    transport: Any = None
    if where.url is None:
        transport = _here().InProcessAsync()
    http = openai.DefaultAsyncHttpxClient(event_hooks={"request": [only_ours]}, **_http_options(where, transport))
    client = openai.AsyncOpenAI(http_client=http, **_options(where))
    _forget_environment(client)
    return client


def _here() -> Any:
    """The transports into this process, its sandbox started: what is wrong with its settings is said at once."""
    from workshop_kit.llm.access import inprocess

    inprocess.mounted()
    return inprocess


def _options(where: Place) -> dict[str, Any]:
    from workshop_kit.llm.access.inprocess import BASE_URL

    return {
        "base_url": where.url or BASE_URL,
        "api_key": where.token,
        # Not None, which would be looked up in the environment.
        "admin_api_key": "",
        "organization": "",
        "project": "",
        "webhook_secret": "",
        # The sandbox itself tries again where that is safe; once more from here would be paid for twice.
        "max_retries": 0,
    }


def _http_options(where: Place, transport: Any) -> dict[str, Any]:
    import httpx2

    options: dict[str, Any] = {
        # A proxy of the environment must see neither the token nor what goes on in this process.
        "trust_env": False,
        # A redirect leads to a page for people to log in.
        "follow_redirects": False,
        "timeout": httpx2.Timeout(SECONDS_BETWEEN_PIECES, connect=SECONDS_TO_CONNECT),
    }
    if transport is not None:
        options["transport"] = transport
    elif where.url is not None and where.url.startswith("https:"):
        # Knows the certificates that the system, or SSL_CERT_FILE, trusts.
        options["verify"] = ssl.create_default_context()
    return options


def _forget_environment(client: Any) -> None:
    """Drop what the package took from ``OPENAI_CUSTOM_HEADERS``, which may hold somebody's key."""
    client._custom_headers = {}
    client._ambient_authorizations = frozenset()


def _only_ours(request: "httpx2.Request", token: str) -> None:
    for name in {name.lower() for name in request.headers}:
        if name not in _SENT_ON:
            del request.headers[name]
    request.headers["authorization"] = f"Bearer {token}"
