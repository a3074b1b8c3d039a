"""Errors that speak to the reader: one sentence, in the reader's language, and no traceback."""

from workshop_kit.language import translate


class WorkshopError(Exception):
    """Something the reader did, or met, that one sentence can explain.

    Parameters
    ----------
    message : str
        The Indonesian sentence, marked with ``_()`` where it is written: what is wrong and what to do.
    **fields : object
        Values for the sentence's ``{places}``.

    Examples
    --------
    >>> str(WorkshopError("Modul {module} tidak ada.", module="m99"))
    'Modul m99 tidak ada.'
    """

    def __init__(self, message: str, **fields: object) -> None:
        super().__init__(message)
        self.message = message
        self.fields = fields

    def __str__(self) -> str:
        return translate(self.message, **self.fields)

    def _render_traceback_(self) -> list[str]:
        """What IPython shows instead of a traceback."""
        return [str(self)]
