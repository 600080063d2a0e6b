"""Job titles as words: without gender marks, levels and employers, abbreviations written out, in seven languages.

    "Sr. Software Engineer II (m/f/d) at Acme | Python" → softwar, engineer; then python, which counts for less
    "Verkäufer/in", "Verkäuferin", "infirmier(ère)"     → verkaufer; infirmier

A word is cut to its root: accents, plural and feminine endings go. What is left needn't be a word.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from recruit.domain.services.matching.title_lists import AROUND, LEVELS, SMALL_WORDS, UNSAID, WRITTEN_OUT

FULL = 20
"""Weight of a word of the work itself."""

CONTEXT, LATER = 15, 5
"""Weights of a word after the first comma, dash or bracket, and after the first bar, bullet or semicolon."""

LONGEST = 400
"""Characters of a title that are read."""

SHORTEST_ROOT = 4

_GENDER = re.compile(r"\(?(?<!\w)[mfwdxhnv](?: ?[/|,] ?(?:[mfwdxhnv]|div|gn|all genders))+(?!\w)\)?")
_CAPITAL_IN = re.compile(r"(?<=[a-zäöüß])In(nen)?\b")
_BOTH = re.compile(
    r"(?:[/·*:_]-?|\(-?)(?:innen|in|e|es|ère|ere|ière|euse|trice|rice|ne|nne|se|ve|a|as|o|ora|ra|frau|r)\)?(?!\w)"
)
_EMPLOYER = re.compile(r"(?:\s@\s?|\s(?:at|bei|chez|presso)\s)[^|•·;\n]*")
_PART = re.compile(r"\s[|•·]\s|[|•;\n]")
_ASIDE = re.compile(r"[,:(\[]|\s[-–—/]\s|\s(?:for|für|pour|para|voor)\s")
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
"""What is written apart or with signs that separate words."""

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
"""Feminine and plural endings → those of the masculine and singular."""


@lru_cache(maxsize=50_000)
def title_words(title: str | None) -> dict[str, int]:
    """Return the roots of a title's words in order, each with its weight, up to FULL."""
    found: dict[str, int] = {}
    for part in _PART.split(plain(title or "")):
        most = LATER if found else FULL
        for place, span in enumerate(_ASIDE.split(part)):
            for word in _words(span):
                found.setdefault(root(word), min(CONTEXT if place and found else FULL, most))
    return found


def plain(title: str) -> str:
    """Return a title in lower case without gender marks and employer, words that belong together joined."""
    text = _CAPITAL_IN.sub("", unicodedata.normalize("NFKC", title)[:LONGEST]).lower()
    text = _EMPLOYER.sub(" ", _BOTH.sub("", _GENDER.sub(" ", text)))
    for apart, joined in _JOINED:
        text = apart.sub(joined, text)
    return text


def folded(word: str) -> str:
    """Return a word without accents."""
    apart = unicodedata.normalize("NFKD", word.replace("ß", "ss").replace("ø", "o").replace("œ", "oe"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


@lru_cache(maxsize=100_000)
def root(word: str) -> str:
    """Return a folded word without the endings of number and gender."""
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
        word = folded(found.group())
        if not _LEVEL_MARK.fullmatch(word):
            for written in WRITTEN_OUT.get(word, (word,)):
                if written not in SMALL_WORDS and written not in UNSAID:
                    yield written


LEVEL_ROOTS = frozenset(map(root, LEVELS))
"""Of words of a level: they count for little where titles are compared (`tools.gazetteers.titles`)."""

AROUND_ROOTS = frozenset(map(root, AROUND))
"""Of words that say that somebody sells, teaches or hires for a trade."""
