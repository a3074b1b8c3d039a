"""All kinds of hostile hand-in; importing this package fills ``COLLECTION``."""

from tests.security.attack import COLLECTION
from tests.security.collection import (  # noqa: F401
    answer_files,
    channels,
    notebooks,
    pages,
    persistence,
    resources,
    tampering,
    theft,
    values,
)

__all__ = ["COLLECTION"]
