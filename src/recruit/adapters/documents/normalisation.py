"""Text as everybody downstream may expect it: no characters that nobody sees, one kind of line end, bounded."""

import re
import unicodedata

MOST_CHARACTERS = 200_000

_LINE_END = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Controls, overrides of direction, zero-width characters, lone surrogates, tags. U+200C, U+200D stay: they spell."""

_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_SYMBOL = re.compile("[\ue000-\uf8ff]")
"""Private use: what symbol fonts call their bullets and icons."""

_LIGATURE = re.compile("[\ufb00-\ufb06]")
_GAP = re.compile(r"\n{3,}")


def tidy(text: str) -> str:
    """Return `text` stripped, with at most one empty line in a row and at most 200,000 characters."""
    text = _LINE_END.sub("\n", text[: 2 * MOST_CHARACTERS])
    text = _INVISIBLE.sub("", text)
    text = _SPACE.sub(" ", text)
    text = _SYMBOL.sub("•", text)
    text = _LIGATURE.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    return _GAP.sub("\n\n", text).strip()[:MOST_CHARACTERS].rstrip()
