"""What goes wrong with an upstream, told in our own words: none of its text, headers or addresses is passed on."""

from workshop_kit.language import _
from workshop_kit.llm.problems import Problem

# The upstream did not do its part. These count for the circuit breaker.
FAILED = frozenset({"upstream_unavailable", "upstream_failed", "upstream_broken", "upstream_cut", "upstream_timeout"})
# No answer is to be had here; another engine may stand in.
UNAVAILABLE = FAILED | {"upstream_busy", "upstream_resting", "no_recording", "broken_recording"}


def unavailable() -> Problem:
    """The upstream cannot be reached or does not let us in."""
    return Problem(
        503,
        "upstream_unavailable",
        _("Model sedang tidak tersedia. Coba lagi beberapa saat lagi; kalau tetap begini, beri tahu pelatih."),
    )


def busy(retry_after: int | None) -> Problem:
    """The upstream, or our own way to it, has too much to do."""
    return Problem(
        503,
        "upstream_busy",
        _("Model sedang melayani banyak permintaan. Tunggu sebentar, lalu coba lagi."),
        retry_after=retry_after or 5,
    )


def resting(retry_after: int) -> Problem:
    """The circuit is open."""
    return Problem(
        503,
        "upstream_resting",
        _("Model sedang gangguan dan diistirahatkan. Coba lagi dalam {seconds} detik."),
        retry_after=retry_after,
        seconds=retry_after,
    )


def refused() -> Problem:
    """The upstream takes our request for wrong."""
    return Problem(
        400,
        "upstream_refused",
        _("Permintaan ditolak model. Periksa panjang teks, alat, dan skema, lalu coba yang lebih sederhana."),
    )


def failed() -> Problem:
    """The upstream says that it failed."""
    return Problem(502, "upstream_failed", _("Model gagal menjawab. Coba lagi."))


def broken() -> Problem:
    """The upstream's answer is not what the API promises."""
    return Problem(502, "upstream_broken", _("Jawaban dari model rusak dan tidak dapat dipakai. Coba lagi."))


def cut() -> Problem:
    """The upstream's answer ended before its end."""
    return Problem(502, "upstream_cut", _("Sambungan ke model putus sebelum jawaban selesai. Coba lagi."))


def too_long() -> Problem:
    """The upstream's answer exceeds our bounds."""
    return Problem(
        502,
        "upstream_too_long",
        _("Jawaban model terlalu panjang dan dihentikan. Minta jawaban yang lebih pendek."),
    )


def timed_out() -> Problem:
    """The upstream takes too long."""
    return Problem(
        504,
        "upstream_timeout",
        _("Model terlalu lama menjawab. Coba lagi, atau minta jawaban yang lebih pendek."),
    )


def of_status(status: int, retry_after: int | None = None) -> Problem:
    """What an upstream's status means for the one who asked.

    Examples
    --------
    >>> [of_status(status).status for status in (302, 400, 401, 404, 422, 429, 500, 503, 504)]
    [502, 400, 503, 503, 400, 503, 502, 503, 504]
    """
    if status in (400, 413, 422):
        return refused()
    if status == 429 or (status in (503, 529) and retry_after is not None):
        return busy(retry_after)
    if status in (401, 402, 403, 404, 503, 529):
        return unavailable()
    if status in (408, 504):
        return timed_out()
    return failed() if status >= 500 else broken()
