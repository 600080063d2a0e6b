"""Texts as terms: stemmed words in lower case, without stop words.

    term  = letter or digit, then letters and digits, with single inner dots, then any of + and #

so that "Node.js", "C++", "C#" and "3.5" are one term each and "full-time" is two.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

TOKEN = re.compile(r"[^\W_]+(?:\.[^\W_]+)*[+#]*")
STOP_WORDS = frozenset(
    "a about above after all also am an and any are as at be been being both but by can could did do does doing "
    "down each etc few for from further had has have having he her here hers him his how i if in into is it its "
    "join just like looking may me more most must my need needs no nor not of off on once only or other our out "
    "over own per plus please role same seeking she should so some such than that the their them then there "
    "these they this those through to too under until up us very via want was we were what when where which "
    "while who whom why will with within would year years you your "
    "himself herself themselves theirs hers mr mrs ms miss mx sir madam "
    "der das den dem des und ist sind mit von für zu zum zur im auf ein eine einer eines einen wir sie ihr ihre bei "
    "nach als auch oder über sowie wird werden unser unsere "
    "le la les du de et est une un dans pour avec sur vous nous aux au en par chez qui que ses leur ce cette "
    "el los las y es una del con para por se su sus al como lo más nuestro nuestra "
    "e o é um uma dos da na nos ao aos às com seu sua são ou "
    "il gli è di della dei delle del nel nella che si alla sono i ed "
    "het een voor op bij wij je jij ons aan door naar te zijn onze".split()
)
"""Function words of seven languages, except those that are names or other words in English: "OS", "van", "die"."""
_stemmer = snowballstemmer.stemmer("english")


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the Porter2 stem (snowballstem.org) of a word in lower case."""
    return str(_stemmer.stemWord(word))


class LocatedTerm(NamedTuple):
    """A term, and the start and end of its word in the text, in characters."""

    stem: str
    start: int
    end: int


def located_terms(text: str) -> Iterator[LocatedTerm]:
    """Yield the terms of a text with their positions, in order."""
    for found in TOKEN.finditer(text):
        word = unicodedata.normalize("NFKC", found.group()).lower()
        if word not in STOP_WORDS:
            yield LocatedTerm(stem(word), found.start(), found.end())


def words(text: str | None) -> Sequence[str]:
    """Return the words of a text except stop words, in lower case, in order."""
    found = TOKEN.findall(unicodedata.normalize("NFKC", text or "").lower())
    return [word for word in found if word not in STOP_WORDS]


def terms(text: str | None) -> tuple[str, ...]:
    """Return the stems of a text, in order."""
    return tuple(map(stem, words(text)))
