"""How much may be used, and the sentence when it is used up."""

from dataclasses import dataclass, field
from typing import Literal

from workshop_kit.language import _
from workshop_kit.llm.ledger.amount import Amount
from workshop_kit.llm.problems import Problem

Period = Literal["day", "workshop"]
Unit = Literal["requests", "tokens", "microrupiah"]
UNITS: tuple[Unit, ...] = ("requests", "tokens", "microrupiah")


@dataclass(frozen=True, slots=True)
class Quota:
    """Upper bounds; None is no bound."""

    requests: int | None = None
    tokens: int | None = None
    microrupiah: int | None = None

    def exceeded_by(self, used: Amount) -> Unit | None:
        """The first unit in which ``used`` is above the bound, or None."""
        for unit in UNITS:
            bound = getattr(self, unit)
            if bound is not None and getattr(used, unit) > bound:
                return unit
        return None


@dataclass(frozen=True)
class Quotas:
    """The bounds of a workshop.

    Attributes
    ----------
    day, workshop : dict of str to Quota
        For each person of a group, per day and for the whole workshop, by the name of the group.
    cap : Quota
        For everybody together, for the whole workshop.
    """

    day: dict[str, Quota] = field(default_factory=dict)
    workshop: dict[str, Quota] = field(default_factory=dict)
    cap: Quota = field(default_factory=Quota)


def exhausted(period: Literal["day", "workshop", "cap"], unit: Unit, seconds_to_midnight: int) -> Problem:
    """What is answered when a bound is reached.

    Parameters
    ----------
    period : str
        Which bound.
    unit : str
        In which unit it is reached.
    seconds_to_midnight : int
        Until the day's quota begins anew.
    """
    sentence, code = _SENTENCES[period, unit]
    return Problem(429, code, sentence, retry_after=seconds_to_midnight if period == "day" else None)


_SENTENCES: dict[tuple[str, Unit], tuple[str, str]] = {
    ("day", "requests"): (
        _("Jatah permintaan Anda hari ini habis. Lanjutkan besok, atau minta tambahan ke pelatih."),
        "quota_day_requests",
    ),
    ("day", "tokens"): (
        _("Sisa token Anda hari ini tidak cukup. Perpendek permintaan, lanjutkan besok, atau hubungi pelatih."),
        "quota_day_tokens",
    ),
    ("day", "microrupiah"): (
        _("Sisa biaya Anda hari ini tidak cukup. Perpendek permintaan, lanjutkan besok, atau hubungi pelatih."),
        "quota_day_rupiah",
    ),
    ("workshop", "requests"): (
        _("Jatah permintaan Anda untuk lokakarya ini habis. Minta tambahan ke pelatih."),
        "quota_workshop_requests",
    ),
    ("workshop", "tokens"): (
        _("Sisa token Anda untuk lokakarya ini tidak cukup. Perpendek permintaan, atau minta tambahan ke pelatih."),
        "quota_workshop_tokens",
    ),
    ("workshop", "microrupiah"): (
        _("Sisa biaya Anda untuk lokakarya ini tidak cukup. Perpendek permintaan, atau minta tambahan ke pelatih."),
        "quota_workshop_rupiah",
    ),
    ("cap", "requests"): (
        _("Jatah permintaan seluruh kelas habis. Beri tahu pelatih; pelajaran dapat diteruskan dengan mesin simulasi."),
        "cap_requests",
    ),
    ("cap", "tokens"): (
        _("Sisa token seluruh kelas tidak cukup. Beri tahu pelatih; pelajaran dapat diteruskan dengan mesin simulasi."),
        "cap_tokens",
    ),
    ("cap", "microrupiah"): (
        _("Sisa biaya seluruh kelas tidak cukup. Beri tahu pelatih; pelajaran dapat diteruskan dengan mesin simulasi."),
        "cap_rupiah",
    ),
}
