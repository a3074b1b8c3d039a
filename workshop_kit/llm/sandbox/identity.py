"""Who asks: at one's own desk the user of the operating system, on the hub the owner of the token that was sent.

When the hub cannot be asked, nobody is let in.
"""

import getpass
import hashlib
import re
import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol

from workshop_kit.language import _
from workshop_kit.llm.problems import Problem

if TYPE_CHECKING:
    import aiohttp

Group = Literal["attendee", "trainer"]
_BEARER = re.compile(rb"(?:bearer|token) +([!-~]{1,512}) *", re.IGNORECASE)
_REMEMBERED_SECONDS = 60.0
_REFUSED_SECONDS = 5.0
_MOST_REMEMBERED = 4_096
_HUB_SECONDS = 5.0
_LARGEST_ANSWER = 262_144


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks.

    Attributes
    ----------
    name : str
    group : str
        ``attendee`` or ``trainer``.
    token_hash : str
        SHA-256 of the token, empty where there is none.
    """

    name: str
    group: Group
    token_hash: str = field(default="", repr=False)


class Identify(Protocol):
    """Finds out who asks."""

    async def __call__(self, headers: Mapping[bytes, bytes]) -> Person:
        """Who asks, by the headers of the request.

        Raises
        ------
        Problem
            401 for nobody known, 403 for one who may not, 503 when it cannot be found out.
        """
        ...

    async def close(self) -> None:
        """Give back connections."""
        ...


class LocalIdentity:
    """The user of the operating system; what the client sends as a key means nothing here."""

    def __init__(self, group: Group = "attendee") -> None:
        try:
            name = getpass.getuser()
        except (KeyError, OSError):
            name = "peserta"
        self._person = Person(name, group)

    async def __call__(self, headers: Mapping[bytes, bytes]) -> Person:
        """This user, whoever asks."""
        return self._person

    async def close(self) -> None:
        """Nothing is held."""


class HubIdentity:
    """The owner of a JupyterHub token, as the hub's API tells it.

    Parameters
    ----------
    api_url : str
        ``JUPYTERHUB_API_URL``.
    trainer_groups : collection of str
        Groups of the hub whose members are trainers; the hub's admins are, too.
    attendee_groups : collection of str
        Groups whose members are attendees; if empty, everybody who has an account is one.
    access_scopes : collection of str
        The token must hold one of these scopes, as the hub tells a service (``JUPYTERHUB_OAUTH_ACCESS_SCOPES``); if
        empty, any token of a user will do.
    clock : callable
        Seconds that only grow.
    """

    def __init__(
        self,
        api_url: str,
        trainer_groups: Collection[str],
        attendee_groups: Collection[str] = (),
        access_scopes: Collection[str] = (),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._url = api_url.rstrip("/") + "/user"
        self._trainers = frozenset(trainer_groups)
        self._attendees = frozenset(attendee_groups)
        self._scopes = frozenset(access_scopes)
        self._clock = clock
        self._known: OrderedDict[str, tuple[float, Person | Problem]] = OrderedDict()
        self._session: aiohttp.ClientSession | None = None

    async def __call__(self, headers: Mapping[bytes, bytes]) -> Person:
        """The owner of the bearer token, asked at the hub at most once a minute."""
        match = _BEARER.fullmatch(headers.get(b"authorization", b""))
        if match is None:
            raise Problem(401, "no_token", _NO_TOKEN)
        token = match[1].decode("ascii")
        hashed = hashlib.sha256(match[1]).hexdigest()
        known = self._known.get(hashed)
        if known is None or known[0] <= self._clock():
            try:
                answer: Person | Problem = self._person(await self._ask(token), hashed)
            except Problem as problem:
                if problem.status == 503:
                    raise
                answer = problem
            self._remember(hashed, answer)
        else:
            answer = known[1]
        if isinstance(answer, Problem):
            raise Problem(answer.status, answer.code, answer.message)
        return answer

    async def close(self) -> None:
        """Close the connections to the hub."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _remember(self, hashed: str, answer: Person | Problem) -> None:
        seconds = _REMEMBERED_SECONDS if isinstance(answer, Person) else _REFUSED_SECONDS
        self._known[hashed] = (self._clock() + seconds, answer)
        self._known.move_to_end(hashed)
        if len(self._known) > _MOST_REMEMBERED:
            self._known.popitem(last=False)

    async def _ask(self, token: str) -> Mapping[str, Any]:
        """The hub's model of the token's owner."""
        # Imported here: it takes a third of a second, which only a hub's service needs to spend.
        import aiohttp
        import orjson

        if self._session is None:
            self._session = aiohttp.ClientSession(
                timeout=aiohttp.ClientTimeout(total=_HUB_SECONDS), cookie_jar=aiohttp.DummyCookieJar()
            )
        try:
            async with self._session.get(
                self._url, headers={"Authorization": f"token {token}"}, allow_redirects=False
            ) as response:
                if response.status in (401, 403, 404):
                    raise Problem(401, "unknown_token", _UNKNOWN_TOKEN)
                if response.status != 200:
                    raise _unavailable()
                model = orjson.loads(await response.content.read(_LARGEST_ANSWER))
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            raise _unavailable() from error
        if type(model) is not dict:
            raise _unavailable()
        return model

    def _person(self, model: Mapping[str, Any], hashed: str) -> Person:
        name, groups, scopes = model.get("name"), model.get("groups") or [], model.get("scopes") or []
        if model.get("kind", "user") != "user" or type(name) is not str or not name:
            raise Problem(403, "not_a_person", _NOT_A_PERSON)
        if type(groups) is not list or type(scopes) is not list:
            raise _unavailable()
        if self._scopes and not self._scopes.intersection(filter(_is_text, scopes)):
            raise Problem(403, "token_without_access", _WITHOUT_ACCESS)
        mine = frozenset(filter(_is_text, groups))
        if model.get("admin") is True or mine & self._trainers:
            return Person(name, "trainer", hashed)
        if self._attendees and not mine & self._attendees:
            raise Problem(403, "not_in_workshop", _NOT_IN_WORKSHOP)
        return Person(name, "attendee", hashed)


def _is_text(value: object) -> bool:
    return type(value) is str


def _unavailable() -> Problem:
    return Problem(503, "hub_unavailable", _HUB_UNAVAILABLE, retry_after=5)


_NO_TOKEN = _("Permintaan tidak membawa tanda masuk; kirim dari buku kerja di hub, lewat llm.client().")
_UNKNOWN_TOKEN = _("Tanda masuk tidak dikenal atau sudah dicabut; muat ulang server Anda di hub, lalu coba lagi.")
_NOT_A_PERSON = _("Tanda masuk ini bukan milik seorang peserta; pakai tanda masuk dari server Anda sendiri.")
_WITHOUT_ACCESS = _(
    "Tanda masuk ini tidak berhak memakai layanan model; muat ulang server Anda di hub, atau beri tahu pelatih."
)
_NOT_IN_WORKSHOP = _("Akun Anda belum terdaftar di lokakarya ini; beri tahu pelatih.")
_HUB_UNAVAILABLE = _("Hub sedang tidak dapat dihubungi, jadi Anda belum dapat dikenali; coba lagi sebentar lagi.")
