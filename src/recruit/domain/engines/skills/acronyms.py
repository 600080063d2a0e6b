"""Words and what stands for them: "MBSE" and "model-based systems engineering", "l10n" and "localization".

capitals   = a word of 3 to 6 capitals and digits, in a line that isn't in capitals altogether
initials   = the first letters of a phrase of 3 to 6 words, which commas, bullets, brackets or line ends set apart
numeronym  = the first letter of a word, how many letters are left out, its last letter

Two letters stand for too much: states, degrees, everyday words in capitals.
"""

import re
from collections.abc import Iterator

FEWEST_WORDS, MOST_WORDS = 3, 6
FEW_WORDS = 3
"""Words of a line up to which capitals count even if there is nothing else."""

SHORTEST = 5
"""Letters of a word that is worth a numeronym."""

_CAPITALS = re.compile(r"(?<!\w)[A-Z][A-Z0-9]{2,5}(?!\w)")
_NUMERONYM = re.compile(r"(?<!\w)[a-z]\d{1,2}[a-z](?!\w)", re.IGNORECASE)
_LINE = re.compile(r"[^\n]+")
_PHRASE = re.compile(r"[^\n,;:•|·/()\[\]]+")
_WORD = re.compile(r"[^\W_]+")


Place = tuple[str, int, int]
"""What is there, in capitals, and where in the text it begins and ends."""


def short_forms(text: str) -> Iterator[Place]:
    """Yield the words of a text that may stand for others."""
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


def standing_for(name: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where a text has what stands for a name, or what a name in capitals stands for."""
    forms = set(shortened(name))
    yield from ((start, end) for form, start, end in short_forms(text) if form in forms)
    if is_short_form(name):
        yield from ((start, end) for form, start, end in initials(text) if form == name)


def shortened(name: str) -> Iterator[str]:
    """Yield what may stand for a name, in capitals."""
    words = _WORD.findall(name)
    if FEWEST_WORDS <= len(words) <= MOST_WORDS:
        yield "".join(word[0] for word in words).upper()
    elif len(words) == 1 and len(name) >= SHORTEST:
        yield f"{name[0]}{len(name) - 2}{name[-1]}".upper()


def is_short_form(name: str) -> bool:
    """Whether a name is nothing but capitals that may stand for words."""
    return bool(_CAPITALS.fullmatch(name))
