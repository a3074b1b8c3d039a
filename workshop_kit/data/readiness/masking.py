"""How a hostile text may be shown: no identifier, nothing a terminal would obey, one short line."""

import re
import unicodedata

from workshop_kit.privacy.identifiers import find

LONGEST = 60
# No account or code that may be shown has so many digits; amounts have dots or commas between theirs.
_LONG_NUMBER = re.compile(r"\d(?:[ -]?\d){10,}")


def plain(text: str, longest: int = LONGEST) -> str:
    """A text on one line without control characters, marks of direction or what has no width.

    Examples
    --------
    >>> plain("a\\x1b[31mb\\nc")
    'a�[31mb c'
    """
    shown = "".join(_visible(each) for each in text[: 8 * longest]).strip()
    return shown if len(shown) <= longest else shown[: longest - 1] + "…"


def shown(text: str, before: str = "", longest: int = LONGEST) -> str:
    """A text without its identifiers, ready to be shown.

    Parameters
    ----------
    text : str
    before : str
        Words that tell what the text is, such as the name of its column.

    Examples
    --------
    >>> shown("9901014103850001")
    '[NIK]'
    >>> shown("hp 0800-1234-5678, lantai 2")
    'hp [TELEPON], lantai 2'
    """
    # Beyond what is shown there may be the rest of a number.
    text = text[: 8 * longest]
    start = f"{before} " if before else ""
    written = start + text
    cut, last = [], len(start)
    for each in find(written):
        if each.end > last:
            cut += [written[last : max(each.start, last)], f"[{each.kind}]"]
            last = each.end
    cut.append(written[last:])
    return plain(_LONG_NUMBER.sub(_counted, "".join(cut)), longest)


def shape(text: str, longest: int = LONGEST) -> str:
    """Only how a text is built: letters as a and A, digits as 9.

    Examples
    --------
    >>> shape("Siti R., 01/04/1988")
    'Aaaa A., 99/99/9999'
    """
    letters = "".join(
        "9" if each.isdigit() else "A" if each.isupper() else "a" if each.isalpha() else each for each in text[:longest]
    )
    return plain(letters, longest)


def _visible(character: str) -> str:
    if character.isspace():
        return " "
    return "�" if unicodedata.category(character)[0] == "C" else character


def _counted(number: re.Match[str]) -> str:
    digits = sum(each.isdigit() for each in number[0])
    return f"{number[0][:2]}…[{digits}]"
