"""What goes wrong on the way to an answer, as one sentence for the reader.

The ``openai`` package's own errors stay with those who use `client`. None of them is the cause of what is raised here:
a cause would be shown, with all that its frames hold.
"""

import datetime
from typing import Any

from workshop_kit.errors import WorkshopError
from workshop_kit.language import _, translate

WITA = datetime.timezone(datetime.timedelta(hours=8), "WITA")
_LONGEST_SENTENCE = 600


class NotAsked(WorkshopError):
    """The arguments mean nothing, so nothing was sent."""


class NoAnswer(WorkshopError):
    """Something was sent and no answer came."""


class Interrupted(KeyboardInterrupt):
    """The reader stopped the cell; the request is cancelled."""

    def __str__(self) -> str:
        return translate(_("Dihentikan. Permintaan yang sedang berjalan sudah dibatalkan."))

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


def as_sentence(error: BaseException, seconds: float) -> WorkshopError:
    """The error to raise in place of another.

    Parameters
    ----------
    error : BaseException
        From the way to the answer.
    seconds : float
        How long an answer may take.

    Returns
    -------
    WorkshopError
    """
    import httpx2
    import openai

    if isinstance(error, WorkshopError):
        return error
    # The package wraps whatever comes out of a transport.
    if isinstance(error.__cause__, WorkshopError):
        return error.__cause__
    # As the error of a stream, a time-out may come from below.
    if isinstance(error, TimeoutError | openai.APITimeoutError | httpx2.TimeoutException):
        return NoAnswer(_TOO_SLOW, seconds=round(seconds))
    if isinstance(error, openai.APIStatusError):
        said = _said(error.body)
        if said is None:
            return NoAnswer(_by_status(error.status_code), status=error.status_code)
        # Other sentences say themselves when it makes sense to try again.
        when = _when(error.response.headers.get("retry-after")) if error.status_code == 429 else ""
        return NoAnswer("{sentence}", sentence=f"{said} {when}".strip())
    if isinstance(error, openai.APIError) and (said := _said(error.body)):
        return NoAnswer("{sentence}", sentence=said)
    if isinstance(error, openai.APIConnectionError | httpx2.TransportError):
        return NoAnswer(_UNREACHABLE)
    return NoAnswer(_UNREADABLE)


def _said(body: Any) -> str | None:
    """The sandbox's own sentence, if the body is the sandbox's and not that of something in between."""
    if isinstance(body, dict) and isinstance(body.get("code"), str) and isinstance(body.get("message"), str):
        sentence: str = body["message"].strip()
        return sentence if 0 < len(sentence) <= _LONGEST_SENTENCE else None
    return None


def _when(retry_after: str | None) -> str:
    if retry_after is None or not retry_after.isdecimal() or len(retry_after) > 9 or int(retry_after) == 0:
        return ""
    seconds = int(retry_after)
    if seconds <= 90:
        return translate(_("Coba lagi setelah {seconds} detik."), seconds=seconds)
    if seconds <= 90 * 60:
        return translate(_("Coba lagi setelah {minutes} menit."), minutes=-(-seconds // 60))
    then = datetime.datetime.now(WITA) + datetime.timedelta(seconds=seconds)
    return translate(_("Coba lagi mulai pukul {time} WITA."), time=then.strftime("%H.%M"))


def _by_status(status: int) -> str:
    if status in (401, 403):
        return _(
            "Layanan model tidak mengenali Anda. Simpan pekerjaan, hentikan dan mulai lagi server Anda di halaman hub, "
            "lalu jalankan sel ini lagi."
        )
    if status == 404:
        return _("Di alamat yang disetel tidak ada layanan model. Beri tahu pelatih.")
    if status == 413:
        return _("Teks terlalu besar untuk dikirim. Pendekkan teksnya.")
    if status == 429:
        return _("Terlalu banyak permintaan sekaligus. Tunggu sebentar, lalu jalankan sel ini lagi.")
    if status >= 500:
        return _("Layanan model sedang tidak tersedia ({status}). Tunggu sebentar, lalu jalankan sel ini lagi.")
    return _("Layanan model menjawab di luar kebiasaan ({status}). Beri tahu pelatih.")


_TOO_SLOW = _(
    "Jawaban belum lengkap setelah {seconds} detik, jadi ditunggu tidak lebih lama. Coba lagi, atau pendekkan teksnya."
)
_UNREACHABLE = _("Layanan model tidak dapat dihubungi. Tunggu sebentar, lalu jalankan sel ini lagi.")
_UNREADABLE = _("Jawaban layanan model tidak dapat dibaca. Jalankan sel ini lagi; bila terulang, beri tahu pelatih.")
