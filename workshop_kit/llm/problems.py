"""What can be wrong with a request or an answer: a status, a code, and one sentence that says what to do."""

from typing import Any

from workshop_kit.errors import WorkshopError
from workshop_kit.language import translate


class Problem(WorkshopError):
    """Something the sandbox answers with an error in OpenAI's shape.

    Parameters
    ----------
    status : int
        HTTP status, 400 to 504.
    code : str
        Stable, machine-readable, English: ``unknown_field``, ``quota_exhausted``, ...
    message : str
        The Indonesian sentence, marked with ``_()`` where it is written: what is wrong and what to do. Never an
        upstream's words, a key, or text of the request that is not quoted and shortened.
    param : str or None
        The field it is about.
    retry_after : int or None
        Seconds after which it makes sense to try again.
    **fields : object
        Values for the sentence's ``{places}``.
    """

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        *,
        param: str | None = None,
        retry_after: int | None = None,
        **fields: object,
    ) -> None:
        super().__init__(message, **fields)
        self.status = status
        self.code = code
        self.param = param
        self.retry_after = retry_after

    def body(self) -> dict[str, Any]:
        """The error as OpenAI shapes it, in the reader's language."""
        kind = _KINDS.get(self.status, "invalid_request_error" if self.status < 500 else "server_error")
        return {
            "error": {
                "message": translate(self.message, **self.fields),
                "type": kind,
                "param": self.param,
                "code": self.code,
            }
        }


_KINDS = {
    401: "authentication_error",
    403: "permission_error",
    429: "rate_limit_error",
}
