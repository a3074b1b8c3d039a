"""The kinds of identifiers, and a place where one was seen."""

from typing import Literal, NamedTuple, get_args

Kind = Literal["NIK", "KK", "NPWP", "NIP", "TELEPON", "EMAIL", "PLAT", "BPJS", "REKENING"]
KINDS: tuple[Kind, ...] = get_args(Kind)


class Hit(NamedTuple):
    """An identifier in a folded text: its kind, its place there, whether its structure is sound."""

    kind: Kind
    start: int
    end: int
    valid: bool
