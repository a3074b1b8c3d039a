"""The sandbox's settings: a file, and the environment before it. Read by the sandbox alone, never by a notebook.

The file is ``llm.toml`` in the workshop's home, or what ``WORKSHOP_LLM_SETTINGS`` names. A value of it can be given as
``WORKSHOP_LLM_<NAME>``; tables (models, prices, limits, quotas) only in the file.
"""

import os
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, cast

from workshop_kit.errors import WorkshopError
from workshop_kit.language import _, translate
from workshop_kit.llm.engines.secret import Secret
from workshop_kit.llm.ledger.amount import MICRO
from workshop_kit.llm.ledger.quota import Quota, Quotas
from workshop_kit.llm.sandbox.policy import ATTENDEE, TRAINER, GroupPolicy
from workshop_kit.settings import Source
from workshop_kit.settings import settings as own_settings

_PREFIX = "WORKSHOP_LLM_"
_FILE = "llm.toml"
# Names with the same beginning that are not the sandbox's: where its file is, and where clients find it.
_ELSEWHERE = frozenset(("SETTINGS", "URL"))
_TABLES = frozenset(("models", "prices", "limits", "quotas"))
_ENGINES = ("simulasi", "mini", "rekaman", "langsung")
_ON_A_HUB = Quotas(day={"attendee": Quota(requests=2_000, tokens=1_000_000)})


class LlmSettingsError(WorkshopError):
    """The sandbox's settings cannot be understood."""


@dataclass(frozen=True)
class TokenPrice:
    """Rupiah for a million tokens."""

    prompt: float = 0.0
    completion: float = 0.0


@dataclass(frozen=True)
class Hub:
    """What a hub tells its service.

    Attributes
    ----------
    api_url : str
    prefix : str
        Path under which the hub's proxy reaches the service, without the last slash.
    url : str
        Where the service is to listen.
    access_scopes : tuple of str
        A token must hold one of these.
    """

    api_url: str
    prefix: str
    url: str
    access_scopes: tuple[str, ...] = ()


@dataclass(frozen=True)
class LlmSettings:
    """What the sandbox is made by.

    Attributes
    ----------
    home : Path
        Where ledger, audit and recordings lie if nothing else is said.
    engine : str
        Answers for the model ``workshop``: ``simulasi``, ``mini``, ``rekaman`` or ``langsung``.
    upstream : str
        Address of the live model up to ``/v1``; empty: none.
    model : str
        The upstream's model for ``workshop`` and ``langsung``, by the upstream's own name.
    token_field : str
        As for `workshop_kit.llm.engines.upstream.Upstream`.
    key_file : Path or None
        A file that holds the upstream's key and that only its owner may read. The key itself is no setting: then it is
        neither in a file that others may see nor in the environment, which every program inherits.
    models : mapping of str to str
        Further names that are offered, with the upstream's own names.
    prices : mapping of str to TokenPrice
        By the upstream's own names.
    recordings : Path or None
        Folder of recorded answers.
    ledger : Secret
        A file, or ``postgresql://...``, which may hold a password; empty: a file in `home`.
    audit : Path or None
        The audit's file; None: a file in `home`.
    keep_texts : bool
        The workshop's stated consent to keep masked prompts and answers in the audit.
    trainer_groups, attendee_groups : tuple of str
        Groups of the hub.
    limits : mapping of str to GroupPolicy
        By group: ``attendee``, ``trainer``.
    quotas : Quotas
        On a hub, if nothing is said, a day's quota for each attendee; at one's own desk none.
    hub : Hub or None
        If this process is a hub's service.
    sources : mapping of str to str
        Where each value comes from that is not by default.
    """

    home: Path
    engine: str = "simulasi"
    upstream: str = ""
    model: str = ""
    token_field: str = "max_tokens"  # noqa: S105 - no password
    key_file: Path | None = None
    models: Mapping[str, str] = field(default_factory=dict)
    prices: Mapping[str, TokenPrice] = field(default_factory=dict)
    recordings: Path | None = None
    ledger: Secret = field(default_factory=Secret)
    audit: Path | None = None
    keep_texts: bool = False
    trainer_groups: tuple[str, ...] = ("pelatih",)
    attendee_groups: tuple[str, ...] = ()
    limits: Mapping[str, GroupPolicy] = field(default_factory=lambda: {"attendee": ATTENDEE, "trainer": TRAINER})
    quotas: Quotas = field(default_factory=Quotas)
    hub: Hub | None = None
    sources: Mapping[str, Source] = field(default_factory=dict, compare=False, repr=False)

    def key(self) -> Secret:
        """The upstream's key, read now; only the process that speaks to the upstream asks for it.

        Raises
        ------
        LlmSettingsError
            For a file that cannot be read, or that others can read.
        """
        return Secret(_key_of(self.key_file)) if self.key_file else Secret()

    def without_upstream(self) -> "LlmSettings":
        """The same without a live model and its key, for a sandbox inside a notebook's own process."""
        engine = "simulasi" if self.engine == "langsung" else self.engine
        return replace(self, engine=engine, upstream="", key_file=None, models={})


def llm_settings(environment: Mapping[str, str] | None = None) -> LlmSettings:
    """The sandbox's settings by file and environment.

    Parameters
    ----------
    environment : mapping of str to str, optional
        Instead of the process's own.

    Raises
    ------
    LlmSettingsError
        For a file that cannot be read, a name that is not known, a value that means nothing; no value is quoted that
        might be secret.
    """
    environment = os.environ if environment is None else environment
    home = own_settings().home
    path = settings_file(environment)
    values: dict[str, Any] = {}
    sources: dict[str, Source] = {}
    for name, value in _read(path, f"{_PREFIX}SETTINGS" in environment).items():
        values[name], sources[name] = _understand(name, value, str(path)), "file"
    for variable, text in environment.items():
        if not variable.startswith(_PREFIX) or not text or variable.removeprefix(_PREFIX) in _ELSEWHERE:
            continue
        name = variable.removeprefix(_PREFIX).lower()
        if name in _TABLES:
            raise LlmSettingsError(_("“{name}” hanya dapat diisi di berkas {path}."), name=variable, path=path)
        values[name], sources[name] = _understand(name, text, variable), "environment"
    hub = _hub(environment)
    if hub is not None:
        values.setdefault("quotas", _ON_A_HUB)
    return LlmSettings(home, **values, hub=hub, sources=sources)


def settings_file(environment: Mapping[str, str] | None = None) -> Path:
    """The file that is read; it need not exist unless ``WORKSHOP_LLM_SETTINGS`` names it."""
    environment = os.environ if environment is None else environment
    return Path(environment.get(f"{_PREFIX}SETTINGS") or own_settings().home / _FILE)


def _read(path: Path, needed: bool) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        if not needed:
            return {}
        raise LlmSettingsError(_("Berkas setelan {path} tidak ada; periksa letaknya."), path=path) from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        # Without the reason, which may quote a line.
        raise LlmSettingsError(_("Berkas setelan {path} tidak terbaca; perbaiki isinya."), path=path) from None


def _key_of(path: Path) -> str:
    try:
        if os.name == "posix" and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise LlmSettingsError(_("Berkas kunci {path} dapat dibaca orang lain; ketik: chmod 600 {path}"), path=path)
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise LlmSettingsError(_("Berkas kunci {path} tidak terbaca; periksa letak dan izinnya."), path=path) from None


def _hub(environment: Mapping[str, str]) -> Hub | None:
    # A notebook's server has most of these names as well; only a service has a name as such.
    name, api_url = environment.get("JUPYTERHUB_SERVICE_NAME"), environment.get("JUPYTERHUB_API_URL")
    if not name or not api_url or environment.get("JUPYTERHUB_USER"):
        return None
    scopes = environment.get("JUPYTERHUB_OAUTH_ACCESS_SCOPES", "")
    try:
        import json

        access = tuple(str(each) for each in json.loads(scopes)) if scopes else ()
    except ValueError:
        raise LlmSettingsError(
            _("JUPYTERHUB_OAUTH_ACCESS_SCOPES bukan daftar JSON; mulai layanan lewat hub.")
        ) from None
    return Hub(
        api_url,
        environment.get("JUPYTERHUB_SERVICE_PREFIX", f"/services/{name}/").rstrip("/"),
        environment.get("JUPYTERHUB_SERVICE_URL", ""),
        access,
    )


def _understand(name: str, value: Any, place: str) -> Any:
    """Turn a written value into the setting's type; texts of the environment, and values of the file."""
    if name == "key":
        raise LlmSettingsError(
            _(
                "Kunci penyedia di {place} dapat terbaca program lain; hapus dari situ, simpan di sebuah berkas, ketik "
                "chmod 600 untuk berkas itu, lalu sebut letaknya di setelan key_file."
            ),
            place=place,
        )
    known = [each.name for each in fields(LlmSettings) if each.name not in ("home", "hub", "sources")]
    if name not in known:
        raise LlmSettingsError(
            _("Setelan “{name}” di {place} tidak dikenal; yang ada: {known}."),
            name=name,
            place=place,
            known=", ".join(known),
        )
    understood = _UNDERSTAND[name](value)
    if understood is None:
        raise LlmSettingsError(
            _("Setelan “{name}” di {place} tidak dapat dipakai; seharusnya {wanted}."),
            name=name,
            place=place,
            wanted=translate(_WANTED.get(name, _("sebuah teks"))),
        )
    return understood


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _path(value: Any) -> Path | None:
    return Path(value).expanduser().absolute() if isinstance(value, str) and value else None


def _secret(value: Any) -> Secret | None:
    return Secret(value) if isinstance(value, str) and value else None


def _engine(value: Any) -> str | None:
    return value if value in _ENGINES else None


def _flag(value: Any) -> bool | None:
    if isinstance(value, bool):
        return value
    return {"1": True, "true": True, "ya": True, "0": False, "false": False, "tidak": False}.get(str(value).lower())


def _names(value: Any) -> tuple[str, ...] | None:
    if isinstance(value, str):
        return tuple(each.strip() for each in value.split(",") if each.strip())
    return tuple(value) if isinstance(value, list) and all(isinstance(each, str) for each in value) else None


def _models(value: Any) -> dict[str, str] | None:
    return value if _is_table(value) and all(isinstance(each, str) for each in value.values()) else None


def _prices(value: Any) -> dict[str, TokenPrice] | None:
    if not _is_table(value) or not all(_is_table(each) for each in value.values()):
        return None
    for each in value.values():
        if not each.keys() <= {"prompt", "completion"} or not all(_is_amount(price) for price in each.values()):
            return None
    return {name: TokenPrice(**each) for name, each in value.items()}


def _limits(value: Any) -> dict[str, GroupPolicy] | None:
    found = {"attendee": ATTENDEE, "trainer": TRAINER}
    if not _is_table(value) or not value.keys() <= found.keys():
        return None
    numbers = {each.name for each in fields(GroupPolicy)} - {"models"}
    for group, wanted in value.items():
        if not _is_table(wanted) or not wanted.keys() <= numbers | {"models"}:
            return None
        if not all(type(wanted[name]) is int and wanted[name] > 0 for name in wanted.keys() & numbers):
            return None
        models = _names(wanted.get("models", []))
        if models is None:
            return None
        given = {**wanted, "models": models} if "models" in wanted else wanted
        found[group] = replace(found[group], **given)
    return found


def _quotas(value: Any) -> Quotas | None:
    """``[quotas.attendee.day]``, ``[quotas.attendee.workshop]``, ``[quotas.cap]``: requests, tokens, rupiah."""
    if not _is_table(value) or not value.keys() <= {"attendee", "trainer", "cap"}:
        return None
    cap = _quota(value.get("cap", {}))
    groups = {group: each for group, each in value.items() if group != "cap"}
    if cap is None or not all(_is_table(each) and each.keys() <= {"day", "workshop"} for each in groups.values()):
        return None
    day = {group: _quota(each.get("day", {})) for group, each in groups.items()}
    workshop = {group: _quota(each.get("workshop", {})) for group, each in groups.items()}
    if None in day.values() or None in workshop.values():
        return None
    return Quotas(cast(dict[str, Quota], day), cast(dict[str, Quota], workshop), cap)


def _quota(value: Any) -> Quota | None:
    if not _is_table(value) or not value.keys() <= {"requests", "tokens", "rupiah"}:
        return None
    if not all(_is_amount(each) for each in value.values()):
        return None
    rupiah = value.get("rupiah")
    return Quota(value.get("requests"), value.get("tokens"), None if rupiah is None else round(rupiah * MICRO))


def _is_table(value: Any) -> bool:
    return isinstance(value, dict)


def _is_amount(value: Any) -> bool:
    return type(value) in (int, float) and 0 <= value < 1e15


_UNDERSTAND = {
    "engine": _engine,
    "upstream": _text,
    "model": _text,
    "token_field": _text,
    "key_file": _path,
    "models": _models,
    "prices": _prices,
    "recordings": _path,
    "ledger": _secret,
    "audit": _path,
    "keep_texts": _flag,
    "trainer_groups": _names,
    "attendee_groups": _names,
    "limits": _limits,
    "quotas": _quotas,
}
_WANTED = {
    "engine": _("simulasi, mini, rekaman, atau langsung"),
    "key_file": _("letak sebuah berkas"),
    "recordings": _("letak sebuah folder"),
    "audit": _("letak sebuah berkas"),
    "keep_texts": _("true atau false"),
    "trainer_groups": _("nama-nama kelompok di hub"),
    "attendee_groups": _("nama-nama kelompok di hub"),
    "models": _("tabel nama model"),
    "prices": _("tabel harga: prompt dan completion, dalam rupiah per satu juta token"),
    "limits": _("tabel batas untuk attendee dan trainer, berupa bilangan bulat di atas 0"),
    "quotas": _("tabel jatah untuk attendee, trainer, dan cap: requests, tokens, rupiah"),
}
