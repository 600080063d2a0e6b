"""What stands in a text and says nothing of the work: addresses, and "bi-" of "bi-weekly", which is no "BI"."""

import re

_NOISE = re.compile(
    r"\b(?:https?|ftp)://\S+|\bwww\.\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|de|fr|es|pt|it|nl|br|uk|eu)(?:/\S*)?(?![\w.])"
    r"|\b(?:bi|tri|semi)-(?=\w)",
    re.IGNORECASE,
)


def blanked(text: str) -> str:
    """Return a text with blanks in place of each such character, so that what is left stands where it stood."""
    return _NOISE.sub(lambda found: " " * len(found.group()), text)


def telling(word: str) -> bool:
    """Whether a word means something to a reader by itself: not a number, a letter, or a part of an address."""
    return sum(map(str.isalpha, word)) > 1 or word.endswith(("+", "#"))
