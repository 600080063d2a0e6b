"""The tokeniser of skill names, which normalises different spellings of a name to one form.

word  = an optional dot before a letter, letters and digits, then an optional "++", "+" or "#"; or initials with dots
joint = a separator between two words of one name: space, a line end, one of - . / & _ or an apostrophe

so that ".NET", "C++", "C#" and "R.N." are one word each and "Node.js" and "front-end" are two.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

LONGEST_WORD = 40
"""Maximum characters of a word of a name."""

WORDS_CACHED = 50_000

_WORD = re.compile(
    r"(?<![\w.])(?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?"
    r"|(?:(?<!\w)\.(?=[^\W\d_]))?[^\W_]+(?:\+\+|[+#](?![^\W\d_]))?"
)
_JOINT = re.compile(r"\s{1,3}|\s?[/&_]\s?|[-‐‑.'’]")

_SPELLINGS = {
    "isation": "ization",
    "modelling": "modeling",
    "labelling": "labeling",
    "counselling": "counseling",
    "programme": "program",
    "behaviour": "behavior",
    "labour": "labor",
    "colour": "color",
    "centre": "center",
    "licence": "license",
    "catalogue": "catalog",
    "jewellery": "jewelry",
    "moulding": "molding",
    "defence": "defense",
    "theatre": "theater",
    "paediatric": "pediatric",
    "anaesth": "anesth",
    "haemat": "hemat",
    "orthopaed": "orthoped",
    "gynaecolog": "gynecolog",
}
_BRITISH = re.compile("|".join(_SPELLINGS))
_PLURAL = re.compile(r"(?<=[^\W\d_]{3})(?:(?:(?<=[xh])|(?<=ss))es|(?<![suci])s)$")
_VERSION = re.compile(r"(?<=[^\W\d_]{3})\d+$")


def words(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the words of a text, each with its normalised form, start and end. The form of a too long word is ""."""
    for found in _WORD.finditer(text):
        start, end = found.span()
        yield (_normalised(found.group()) if end - start <= LONGEST_WORD else ""), start, end


def joined(text: str, end: int, start: int) -> bool:
    """Return whether the text between the end of one word and the start of the next allows both to be part of one name."""
    return bool(_JOINT.fullmatch(text, end, start))


def key(name: str) -> str:
    """Return the normalised form of a name: "Front-End" → "front end"."""
    return " ".join(word for word, _, _ in words(name))


@lru_cache(maxsize=WORDS_CACHED)
def singular(phrase: str) -> str:
    """Return a key with its last word in the singular. The rules cover regular plurals only."""
    if phrase.endswith("ies") and len(phrase) > len("ties"):
        return f"{phrase[:-3]}y"
    return _PLURAL.sub("", phrase)


def unversioned(word: str) -> str:
    """Return a word without the digits at its end: "python3" → "python"."""
    return _VERSION.sub("", word)


@lru_cache(maxsize=WORDS_CACHED)
def _normalised(word: str) -> str:
    word = unicodedata.normalize("NFKC", word).casefold()
    if word.count(".") > 1:
        word = word.replace(".", "")
    return _BRITISH.sub(lambda found: _SPELLINGS[found.group()], word)
