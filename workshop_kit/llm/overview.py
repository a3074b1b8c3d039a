"""The sandbox's settings as ``workshop config`` shows them: nothing secret is ever among them."""

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from workshop_kit.language import _, translate
from workshop_kit.llm.ledger.amount import MICRO
from workshop_kit.llm.ledger.quota import Quota
from workshop_kit.llm.sandbox.policy import GroupPolicy
from workshop_kit.llm.settings import LlmSettings

_STORED = _("tersimpan")


def rows(found: LlmSettings) -> Iterator[tuple[str, str, str]]:
    """Name, what it is, and where it comes from (``default``, ``file``, ``environment``) of each setting."""
    for each in fields(LlmSettings):
        if each.name not in ("home", "hub", "sources"):
            yield each.name, _said(found, each.name) or "-", found.sources.get(each.name, "default")


def _said(found: LlmSettings, name: str) -> str:
    value = getattr(found, name)
    if name == "key_file":
        return "" if value is None else f"{value} ({translate(_of_key(value))})"
    if name == "ledger":
        # The address of a database holds its password.
        return translate(_STORED) if "://" in value.reveal() else value.reveal()
    if name == "limits":
        return "\n".join(f"{group}: {_limits(policy)}" for group, policy in value.items())
    if name == "quotas":
        quotas = [*_named(value.day, "day"), *_named(value.workshop, "workshop"), ("cap", value.cap)]
        return "\n".join(f"{who}: {_quota(quota)}" for who, quota in quotas if _quota(quota))
    if name == "prices":
        return "\n".join(
            f"{model}: prompt {each.prompt:g}, completion {each.completion:g}" for model, each in value.items()
        )
    if name == "models":
        return "\n".join(f"{offered}: {own}" for offered, own in value.items())
    if isinstance(value, bool):
        return str(value).lower()
    return ", ".join(value) if isinstance(value, tuple) else str(value or "")


def _of_key(path: Path) -> str:
    """Whether there is a key; it is not read."""
    return _STORED if path.is_file() else _("tidak ada")


def _named(quotas: dict[str, Quota], period: str) -> list[tuple[str, Quota]]:
    return [(f"{group}.{period}", quota) for group, quota in quotas.items()]


def _quota(quota: Quota) -> str:
    rupiah = None if quota.microrupiah is None else quota.microrupiah / MICRO
    bounds = {"requests": quota.requests, "tokens": quota.tokens, "rupiah": rupiah}
    return ", ".join(
        f"{unit} {bound:g}" if unit == "rupiah" else f"{unit} {bound}"
        for unit, bound in bounds.items()
        if bound is not None
    )


def _limits(policy: GroupPolicy) -> str:
    numbers = [f"{each.name} {getattr(policy, each.name)}" for each in fields(GroupPolicy) if each.name != "models"]
    return ", ".join([*numbers, *([f"models {' '.join(policy.models)}"] if policy.models is not None else [])])
