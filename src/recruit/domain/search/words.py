"""Words of texts: how texts are prepared for full-text search, the same in every storage.

A word is a run of letters and digits, without case and accents; "+" and "#" at its end belong to it, as in "C++" and
"C#". Chinese and Japanese are written without spaces: each of their characters is a word.
"""

import re
from collections.abc import Iterable
from unicodedata import category, normalize

LONGEST_WORD = 100
"""Maximum length of a word in characters. The rest of a longer one is dropped."""

MOST_BYTES = 250_000
"""Maximum length of searchable text from one source in bytes of UTF-8. PostgreSQL limits a `tsvector` to 1 MiB."""

BETWEEN_TEXTS = "  "
"""Separates texts in a searchable text. A phrase has single spaces, and can't continue from one text into the next."""

_ENDING = r"(?:(?<=[^\W\d_])[+#]{1,2}(?![\w+#]))?"
_UNSPACED = "\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Kana and Chinese characters."""

_ASCII_WORD = re.compile(rf"[a-z0-9]+{_ENDING}")
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+{_ENDING}")


def words(text: str) -> list[str]:
    """Return the words of a text, in their order."""
    if text.isascii():
        found = _ASCII_WORD.findall(text.lower())
    else:
        apart = normalize("NFKD", normalize("NFKD", text).casefold())
        found = _WORD.findall("".join(letter for letter in apart if letter.isascii() or category(letter)[0] != "M"))
    return found if len(text) <= LONGEST_WORD else [word[:LONGEST_WORD] for word in found]


def searchable(texts: Iterable[str | None]) -> str:
    """Return the words of texts, each with a space on both sides. Text beyond `MOST_BYTES` is left out."""
    lines = (f" {' '.join(found)} " for text in texts if text and (found := words(text)))
    joined = BETWEEN_TEXTS.join(lines)
    if len(joined) * 4 <= MOST_BYTES or len(encoded := joined.encode()) <= MOST_BYTES:
        return joined
    return encoded[:MOST_BYTES].decode(errors="ignore").rpartition(" ")[0] + " "
