"""Short forms: acronyms ("MBSE" for "model-based systems engineering") and numeronyms ("l10n" for "localization").

capitals   = a word of 3 to 6 capitals and digits, in a line that isn't entirely in capitals
initials   = the first letters of a phrase of 3 to 6 words, delimited by commas, bullets, brackets or line ends
numeronym  = the first letter of a word, the number of omitted letters, its last letter

Two letters are too ambiguous: states, degrees, everyday words in capitals.
"""

import re
from collections.abc import Iterator

FEWEST_WORDS, MOST_WORDS = 3, 6
FEW_WORDS = 3
"""Maximum words of a line in which capitals count even if the whole line is in capitals."""

SHORTEST = 5
"""Minimum letters of a word with a numeronym."""

_CAPITALS = re.compile(r"(?<!\w)[A-Z][A-Z0-9]{2,5}(?!\w)")
_NUMERONYM = re.compile(r"(?<!\w)[a-z]\d{1,2}[a-z](?!\w)", re.IGNORECASE)
_LINE = re.compile(r"[^\n]+")
_PHRASE = re.compile(r"[^\n,;:•|·/()\[\]]+")
_WORD = re.compile(r"[^\W_]+")


Place = tuple[str, int, int]
"""A short form in capitals, and its start and end in the text."""


def short_forms(text: str) -> Iterator[Place]:
    """Yield the words of a text that may be short forms."""
    for line in _LINE.finditer(text):
        if line.group() != line.group().upper() or len(_WORD.findall(line.group())) <= FEW_WORDS:
            for found in _CAPITALS.finditer(text, *line.span()):
                yield found.group(), *found.span()
    for found in _NUMERONYM.finditer(text):
        yield found.group().upper(), *found.span()


def initials(text: str) -> Iterator[Place]:
    """Yield the initials of the phrases of a text."""
    for phrase in _PHRASE.finditer(text):
        words = list(_WORD.finditer(text, *phrase.span()))
        if FEWEST_WORDS <= len(words) <= MOST_WORDS:
            yield "".join(word.group()[0] for word in words).upper(), words[0].start(), words[-1].end()


def expansions(name: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each short form of a name in a text or, for a name in capitals, of each long form."""
    forms = set(short_forms_of(name))
    yield from ((start, end) for form, start, end in short_forms(text) if form in forms)
    if is_short_form(name):
        yield from ((start, end) for form, start, end in initials(text) if form == name)


def short_forms_of(name: str) -> Iterator[str]:
    """Yield the possible short form of a name, in capitals."""
    words = _WORD.findall(name)
    if FEWEST_WORDS <= len(words) <= MOST_WORDS:
        yield "".join(word[0] for word in words).upper()
    elif len(words) == 1 and len(name) >= SHORTEST:
        yield f"{name[0]}{len(name) - 2}{name[-1]}".upper()


def is_short_form(name: str) -> bool:
    """Return whether the whole name is an acronym in capitals."""
    return bool(_CAPITALS.fullmatch(name))
