"""Language detection by function words.

The descriptions of occupations are in English, so that concepts count less for texts in other languages (`scoring`).
`reading.text.language_detection` decides on a language for every text, by other words. In this place it would change
stored features and scores.

language = the one with the most function words in the text, if there are enough of them; else UNKNOWN
"""

import re
from functools import lru_cache

UNKNOWN, ENGLISH = 0, 1
LANGUAGES = {
    ENGLISH: "the and of to in for with is are you we our your that this at from by on as",
    2: "der die das und ist sind mit von für zu im auf den dem ein eine wir sie ihre bei nach als",
    3: "le la les des et est une un du pour dans avec sur vous nous au aux en par chez",
    4: "el los las y es una un del para con en por que se su al nuestro como de la",
    5: "o os as e é uma um do da dos das para com em no na que por nos seu ao de",
    6: "il lo gli e è una un di del della dei per con in nel che si al alla sono i",
    7: "de het een en van voor met is zijn op bij wij je jij ons aan als door naar te",
}
"""Number of a language → some of its function words."""

FEWEST = 12
"""Minimum words of a text with a known language."""

SHARE = 0.12
"""Minimum fraction of function words among the words of a text with a known language."""

AHEAD = 1.25
"""Minimum ratio of function words of the best language to those of the second best."""

READ = 2_000
"""Maximum characters read of a text."""

TEXTS_CACHED = 16

_WORD = re.compile(r"[^\W\d_]+")
SMALL_WORDS = frozenset(" ".join(LANGUAGES.values()).split())

_SMALL = {number: frozenset(words.split()) for number, words in LANGUAGES.items()}


@lru_cache(maxsize=TEXTS_CACHED)
def detect_language(text: str) -> int:
    """Return the number of a text's language, or UNKNOWN."""
    words = _WORD.findall(text[:READ].lower())
    counts = sorted(((sum(map(small.__contains__, words)), number) for number, small in _SMALL.items()), reverse=True)
    (most, found), (second, _) = counts[:2]
    sure = len(words) >= FEWEST and most >= SHARE * len(words) and most >= AHEAD * second
    return found if sure else UNKNOWN
