"""Joining of words that are hyphenated at a line break.

Typesetting programs hyphenate automatically; in other documents, a hyphen at the end of a line was typed and is kept.
In either case it is removed if the document contains the unhyphenated word elsewhere.
"""

import re

import pypdfium2 as pdfium  # type: ignore[import-untyped]

_BREAK = re.compile(r"(?<!\S)([^\s-][^\s]{0,60})-\n([^\W\d_]\S{0,60})[ ]?")
_TYPESETTERS = re.compile(r"tex\b|indesign|quark|scribus|framemaker|antenna house|prince", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{3,}")
_LETTERS = re.compile(r"[^\W\d_]+")


def are_typesetters(document: pdfium.PdfDocument) -> bool:
    """Return whether the program that made a document hyphenates automatically."""
    made_with = " ".join(document.get_metadata_value(key) for key in ("Producer", "Creator"))
    return bool(_TYPESETTERS.search(made_with))


def joined(text: str, *, typeset: bool) -> str:
    """Return `text` with the second half of broken words moved up to the first half's line."""
    words = {word.casefold() for word in _WORD.findall(text)}

    def join(found: re.Match[str]) -> str:
        first, second = found[1], found[2]
        if not second[0].islower():
            return found.group()
        stem, rest = _LETTERS.search(first[::-1]), _LETTERS.match(second)
        plain = stem is not None and rest is not None and first[::-1].startswith(stem.group())
        known = plain and f"{stem.group()[::-1]}{rest.group()}".casefold() in words  # type: ignore[union-attr]
        is_word = plain and not any(sign in first for sign in "/.@")
        drop = is_word and (known or (typeset and f"{first}-{second}" not in text))
        return f"{first}{'' if drop else '-'}{second}\n"

    return _BREAK.sub(join, text)
