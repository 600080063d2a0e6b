"""Text normalisation: no invisible characters, one kind of line ending, bounded length."""

import re
import unicodedata

MOST_CHARACTERS = 200_000

_LINE_END = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Controls, direction overrides, zero-width characters, lone surrogates, tags. U+200C and U+200D affect spelling and
are kept."""

_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_SYMBOL = re.compile("[\ue000-\uf8ff]")
"""Private-use characters, which symbol fonts use for bullets and icons."""

_LIGATURE = re.compile("[\ufb00-\ufb06]")
_GAP = re.compile(r"\n{3,}")


def normalise(text: str) -> str:
    """Return `text` normalised and stripped, with at most one empty line in a row and at most 200,000 characters."""
    text = _LINE_END.sub("\n", text[: 2 * MOST_CHARACTERS])
    text = _INVISIBLE.sub("", text)
    text = _SPACE.sub(" ", text)
    text = _SYMBOL.sub("•", text)
    text = _LIGATURE.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    return _GAP.sub("\n\n", text).strip()[:MOST_CHARACTERS].rstrip()
