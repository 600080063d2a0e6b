"""The tokeniser of job titles, for seven languages.

It removes gender marks, levels and employers, expands abbreviations, and reduces words to roots.

    "Sr. Software Engineer II (m/f/d) at Acme | Python" → softwar, engineer; then python, with a lower weight
    "Verkäufer/in", "Verkäuferin", "infirmier(ère)"     → verkaufer; infirmier

A root has no accents and no plural or feminine ending. It needn't be a word.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from recruit.domain.engines.occupations.title_modifiers import (
    AIDES,
    EXPANSIONS,
    IGNORED_WORDS,
    LEVELS,
    NON_TRADE,
    RANKS,
    SMALL_WORDS,
    SUPPORT,
)

FULL = 20
"""Weight of a word in the first part of a title, which names the work itself."""

CONTEXT, LATER = 15, 5
"""Weights of a word after the first comma, dash or bracket, and after the first bar, bullet or semicolon."""

LONGEST = 400
"""Maximum characters read of a title."""

SHORTEST_ROOT = 4

_GENDER = re.compile(r"\(?(?<!\w)[mfwdxhnv](?: ?[/|,] ?(?:[mfwdxhnv]|div|gn|all genders))+(?!\w)\)?")
_GENDER_CAPITAL = re.compile(r"(?<=[a-zäöüß])In(nen)?\b")
_GENDER_ENDING = re.compile(
    r"(?:[/·*:_]-?|\(-?)(?:innen|in|e|es|ère|ere|ière|euse|trice|rice|ne|nne|se|ve|a|as|o|ora|ra|frau|r)\)?(?!\w)"
)
_EMPLOYER = re.compile(r"(?:\s@\s?|\s(?:at|bei|chez|presso)\s)[^|•·;\n]*")
_PART = re.compile(r"\s[|•·]\s|[|•;\n]")
_SEPARATOR = re.compile(r"[,:(\[]|\s[-–—/]\s|\s(?:for|für|pour|para|voor)\s")
_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*[+#]*")
_LEVEL_MARK = re.compile(r"\d+|i{2,3}|iv|vi{1,3}|[a-z]|l\d|\d+[a-z]{1,2}|[a-z]?\d{2,}[a-z]?")
_JOINED = tuple(
    (re.compile(apart), joined)
    for apart, joined in {
        r"\br ?& ?d\b": "research development",
        r"\bfront[ -]end\b": "frontend",
        r"\bback[ -]end\b": "backend",
        r"\bfull[ -]stack\b": "fullstack",
        r"\bdev[ -]?(?:sec)?ops\b": "devops",
        r"\be-(?=commerce|learning|business)": "e",
        r"\bpre-?sales\b": "presales",
        r"\bcyber[ -]security\b": "cybersecurity",
        r"\bhealth[ -]care\b": "healthcare",
        r"\bco-(?=ordinator|pilot|worker|founder)": "co",
        r"\bcall[ -]cent(?:er|re)\b": "callcenter",
    }.items()
)
"""Pattern → replacement, for words that are written apart or with separators."""

_LETTERS = {"oö": "oo", "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "œ": "oe"}

_COMPOUND = re.compile(
    rf"(?!(?:haus|buerger|kapell|bade|wacht|schatz|platz|burge)meister|burgemeester)"
    rf"(\w{{4,}}?)(?:(?<=[^s])s)?({'|'.join((*RANKS, *AIDES))})(?:in|innen|n|r)?"
)
_PREFIXED_COMPOUND = re.compile(r"(meester|hulp|leerling)(\w{5,})")

_ENDINGS = (
    ("trices", "teur"),
    ("trice", "teur"),
    ("euses", "eur"),
    ("euse", "eur"),
    ("ieres", "ier"),
    ("iere", "ier"),
    ("iennes", "ien"),
    ("ienne", "ien"),
    ("innen", ""),
    ("ies", "y"),
    ("s", ""),
)
"""Feminine and plural endings → masculine and singular endings."""


@lru_cache(maxsize=50_000)
def title_words(title: str | None) -> dict[str, int]:
    """Return the roots of a title's words in order, each with its weight, up to FULL."""
    found: dict[str, int] = {}
    for part in _PART.split(normalise(title or "")):
        most = LATER if found else FULL
        for place, span in enumerate(_SEPARATOR.split(part)):
            for word in _words(span):
                found.setdefault(root(word), min(CONTEXT if place and found else FULL, most))
    return found


def normalise(title: str) -> str:
    """Return a title in lower case without gender marks and employer, with the words of _JOINED joined."""
    text = _GENDER_CAPITAL.sub("", unicodedata.normalize("NFKC", title)[:LONGEST]).lower()
    text = _EMPLOYER.sub(" ", _GENDER_ENDING.sub("", _GENDER.sub(" ", text)))
    for apart, joined in _JOINED:
        text = apart.sub(joined, text)
    return text


def transliterate(word: str) -> str:
    """Return a word without accents. ä, ö and ü become ae, oe and ue, as in German: "Bäcker" isn't "Backer"."""
    for letter, written in _LETTERS.items():
        word = word.replace(letter, written)
    apart = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


@lru_cache(maxsize=100_000)
def root(word: str) -> str:
    """Return a transliterated word without plural and feminine endings."""
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_ROOT:
            word = word[: -len(ending)] + instead
            break
    if word[-1:] in "aoe" and len(word) > SHORTEST_ROOT:
        word = word[:-1]
    if word.endswith("in") and len(word) >= SHORTEST_ROOT + 3:
        word = word[:-2]
    return word


def _words(text: str) -> Iterator[str]:
    for found in _WORD.finditer(text):
        word = transliterate(found.group())
        if not _LEVEL_MARK.fullmatch(word):
            for written in EXPANSIONS.get(word, (word,)):
                if written not in SMALL_WORDS and written not in IGNORED_WORDS:
                    yield from _split_compound(written)


def _split_compound(word: str) -> Sequence[str]:
    """Return the two words of a compound with a rank or an assistant's word, or the word itself."""
    compound = _COMPOUND.fullmatch(word) or _PREFIXED_COMPOUND.fullmatch(word)
    return compound.groups() if compound else (word,)


LEVEL_ROOTS = frozenset(map(root, LEVELS))
"""Roots of LEVELS. They have a low weight where titles are compared (`tools.gazetteers.titles`)."""

NON_TRADE_ROOTS = frozenset(map(root, NON_TRADE | SUPPORT))
"""Roots of words for selling, teaching, hiring for, writing for or assisting a trade."""
