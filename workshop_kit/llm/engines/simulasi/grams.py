"""Runs of letters within words: alike in the forms and misspellings of a word."""

from workshop_kit.llm.engines.simulasi.words import words

LENGTH = 4


def grams(text: str, length: int = LENGTH) -> list[str]:
    """Runs of ``length`` letters of each word with a space before and after it; shorter words whole.

    Parameters
    ----------
    text : str
    length : int
        In letters, the spaces counted.

    Returns
    -------
    list of str
        In order, repeated where they are.

    Examples
    --------
    >>> grams("jalan di")
    [' jal', 'jala', 'alan', 'lan ', ' di ']
    """
    found = []
    for word in words(text):
        padded = f" {word} "
        if len(padded) <= length:
            found.append(padded)
            continue
        found += [padded[start : start + length] for start in range(len(padded) - length + 1)]
    return found
