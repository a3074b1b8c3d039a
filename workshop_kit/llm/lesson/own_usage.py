"""``llm.usage``: what one has used, and what is left."""

import asyncio
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from workshop_kit.language import _, translate
from workshop_kit.llm.access.clients import async_client
from workshop_kit.llm.lesson import waiting, words
from workshop_kit.llm.lesson.card import sentences
from workshop_kit.llm.lesson.failures import NoAnswer
from workshop_kit.llm.lesson.screen import Screen

if TYPE_CHECKING:
    import pandas as pd

_PERIODS = {"day": _("Hari ini"), "workshop": _("Seluruh lokakarya")}
_UNITS = {"requests": _("permintaan"), "tokens": _("token"), "rupiah": _("biaya")}


def usage(*, show: bool = True) -> "pd.DataFrame":
    """Show what you have used today and in the whole workshop, and what is left.

    Parameters
    ----------
    show : bool
        Whether to say it in words.

    Returns
    -------
    pandas.DataFrame
        Rows: period and unit (requests, tokens, rupiah). Columns ``terpakai`` (used), ``jatah`` (quota) and ``sisa``
        (left), the last two missing where there is no bound.

    Raises
    ------
    WorkshopError
        One sentence.

    Examples
    --------
    >>> from workshop_kit import llm
    >>> list(llm.usage(show=False).columns)
    ['terpakai', 'jatah', 'sisa']
    """
    import pandas as pd

    told = waiting.wait_for(_ask, lambda _news, _seconds: None)
    rows = []
    lines = []
    for period, name in _PERIODS.items():
        used, quota = _numbers(told, period)
        for unit in _UNITS:
            bound = quota[unit]
            left = None if bound is None else max(0.0, bound - used[unit])
            rows.append((period, unit, used[unit], bound, left))
        lines.append(f"{translate(name)}: {_in_words(used, quota)}")
    Screen(show).finish(*sentences(lines))
    frame = pd.DataFrame(rows, columns=["periode", "satuan", "terpakai", "jatah", "sisa"])
    frame["periode"] = frame["periode"].map({period: translate(name) for period, name in _PERIODS.items()})
    frame["satuan"] = frame["satuan"].map({unit: translate(name) for unit, name in _UNITS.items()})
    numbers = ["terpakai", "jatah", "sisa"]
    frame[numbers] = frame[numbers].astype("Float64")
    return frame.set_index(["periode", "satuan"])


async def _ask(_tell: Callable[[Any], None]) -> Any:
    async with await asyncio.to_thread(async_client) as client, asyncio.timeout(waiting.SECONDS):
        return await client.get("/usage", cast_to=object)


def _numbers(told: Any, period: str) -> tuple[dict[str, float], dict[str, float | None]]:
    """What was used and what may be, of one period.

    Raises
    ------
    NoAnswer
        If the service tells something else.
    """
    part = told.get(period) if isinstance(told, Mapping) else None
    quota = part.get("quota") if isinstance(part, Mapping) else None
    if not isinstance(part, Mapping) or not isinstance(quota, Mapping):
        raise NoAnswer(_("Layanan model tidak menyebutkan pemakaian. Beri tahu pelatih."))
    return (
        {unit: float(part.get(unit) or 0) for unit in _UNITS},
        {unit: None if quota.get(unit) is None else float(quota[unit]) for unit in _UNITS},
    )


def _in_words(used: Mapping[str, float], quota: Mapping[str, float | None]) -> str:
    parts = []
    for unit, name in _UNITS.items():
        bound = quota[unit]
        amount = _amount(unit, used[unit])
        if bound is None:
            parts.append(translate(_("{unit} {used}, tanpa batas"), unit=translate(name), used=amount))
        else:
            left = _amount(unit, max(0.0, bound - used[unit]))
            parts.append(translate(_("{unit} {used}, sisa {left}"), unit=translate(name), used=amount, left=left))
    return "; ".join(parts) + "."


def _amount(unit: str, value: float) -> str:
    return words.rupiah(value) if unit == "rupiah" else words.number(value)
