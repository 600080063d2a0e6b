"""Recognition of a person's name in a line.

name  = honorific* part{2,5} credential*, each part of letters with inner apostrophes, hyphens or dots and an initial
        capital, one of them possibly in parentheses; particles such as "van" may be lower-case; scripts without
        capitals need none; "LAST, First" is reordered; two to four Han or Hangul characters are a name by themselves,
        but a name in other letters after them is preferred

A name ends before a comma, bar or dash. Places, companies, job titles, addresses and sentences aren't names.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from recruit.domain.engines.reading.resume import companies, name_words
from recruit.domain.engines.reading.text import gazetteer, lines, places, titles

LONGEST_NAME = 60
FEWEST, MOST = 2, 5
SHORTEST_SPELT = 3
_DOCUMENT = re.compile(
    r"^(?:curr[ií]culum vit(?:ae|æ)|r[ée]sum[ée]|cv|lebenslauf|name)\b(?: of| for)?\W{0,3}|"
    r"\W{0,3}\b(?:curriculum vitae|r[ée]sum[ée]|cv)$",
    re.IGNORECASE,
)
_END = re.compile(r",\s|\s[|–—-]\s|[|•·\t§]|\s{3,}")
_HONORIFIC = re.compile(rf"^{name_words.HONORIFIC}", re.IGNORECASE)
_CREDENTIALS = re.compile(rf"(?:[,\s]+{name_words.CREDENTIALS})+$", re.IGNORECASE)
_LAST_FIRST = re.compile(r"([^\W\d_][^,\d]{1,30}),\s([^\W\d_][^,\d]{1,30})")
_HAN = re.compile(r"[\u4e00-\u9fff]{2,4}|[\uac00-\ud7a3]{2,4}|[\u4e00-\u9fff]{1,3}[ \u3000][\u4e00-\u9fff]{1,3}")
_OTHER_SCRIPT = re.compile(r"\s?[(（][^()（）A-Za-z]{1,20}[)）]")


@lru_cache(lines.CACHED)
def read(line: str, addresses: tuple[str, ...] = ()) -> str | None:
    """Return the name at the start of a line, or None; `addresses` are the letters of the person's addresses."""
    if len(line) > 4 * LONGEST_NAME:
        return None
    words = _HONORIFIC.sub("", _DOCUMENT.sub("", _joined_letters(line.strip())))
    own_script, *others = _END.split(words, maxsplit=1)
    if _HAN.fullmatch(own_script):
        is_name = own_script not in name_words.NO_HAN_NAME and own_script[-1] not in name_words.HAN_TITLES
        return next(filter(None, map(read, others)), own_script) if is_name else None
    words = _OTHER_SCRIPT.sub("", _CREDENTIALS.sub("", words))
    reordered = _LAST_FIRST.fullmatch(words)
    words = (reordered and _reordered(reordered)) or _CREDENTIALS.sub("", _END.split(words, maxsplit=1)[0].strip())
    parts = [part.strip('()"“”„') for part in words.split()]
    if (
        len(words) > LONGEST_NAME
        or places.is_place(words)
        or _is_title(words, addresses)
        or _is_company(words)
        or not _are_parts(parts)
        or name_words.is_about_job(parts)
    ):
        return None
    return words.title() if words.isupper() and all(len(part.rstrip(".")) > 1 for part in parts) else words


def rest(line: str) -> str:
    """Return the text after the name on its line."""
    line = _DOCUMENT.sub("", line.strip())
    end = _END.search(line)
    return line[end.end() :].strip() if end else ""


def without_honours(words: str) -> str:
    """Return words without honorifics before a name and credentials after it."""
    return _CREDENTIALS.sub("", _HONORIFIC.sub("", words.strip()))


def spells(addresses: Sequence[str], name: str) -> bool:
    """Whether an address spells a name: two of its parts, or a long one."""
    parts = [form for part in name.split() if len(form := letters(part)) >= SHORTEST_SPELT]
    for address in addresses:
        found = [part for part in parts if part in address]
        if found and (len(found) >= min(2, len(parts)) or any(len(part) > SHORTEST_SPELT for part in found)):
            return True
    return False


def letters(words: str) -> str:
    """Return the letters of words as addresses spell them."""
    return "".join(filter(str.isalpha, gazetteer.folded(words)))


def _are_parts(parts: Sequence[str]) -> bool:
    """Whether parts form a name: their number fits, the first isn't a particle, the first two aren't only initials."""
    return (
        FEWEST <= len(parts) <= MOST
        and all(map(_is_part, parts))
        and len(parts[0]) + len(parts[1]) >= MOST - 1
        and not (parts[0].islower() and parts[0] in name_words.PARTICLES)
    )


def _reordered(reordered: re.Match[str]) -> str | None:
    """Return "First Last" for "Last, First" if the last name is one word, or alone in capitals, else None."""
    last, first = reordered[1].strip(), reordered[2].strip()
    in_capitals = last.isupper() and not first.isupper()
    bare = all(_is_part(part) for part in f"{last} {first}".split())
    if not bare or titles.has_head(first) or places.is_area(first) or places.is_place(reordered.group()):
        return None
    if len(last.split()) == 1 or in_capitals:
        return f"{first} {last.title() if last.isupper() else last}"
    return None


def _is_title(words: str, addresses: Sequence[str]) -> bool:
    """Whether words are a title: they contain an occupation noun, unless it is also a surname and has no modifier."""
    parts = words.casefold().split()
    heads = [part for part in parts if titles.is_head(part)]
    if not heads:
        return False
    surnames = name_words.SURNAMES.issuperset(heads) and len(parts) > 1
    return not (surnames and (spells(addresses, words) or name_words.TRADE_MODIFIERS.isdisjoint(parts)))


def _is_company(words: str) -> bool:
    """Whether words are a company's name by a legal form or a noun that isn't also a surname."""
    return companies.is_company(words) and words.rpartition(" ")[2].casefold() not in name_words.COMPANY_SURNAMES


def _is_part(part: str) -> bool:
    low = part.casefold()
    if not part or low.rstrip(".") in name_words.NO_NAME or not _are_letters(part):
        return False
    return not part[0].islower() or low in name_words.PARTICLES or part[:2] in {"d'", "d’"}


def _are_letters(part: str) -> bool:
    """Whether a word has only letters and their marks, inner apostrophes, hyphens and dots, and perhaps a final dot."""
    bare = part.removesuffix(".")
    marks = "'’.-‐ʻ`"
    return (
        bool(bare)
        and bare[0].isalpha()
        and all(sign.isalpha() or unicodedata.category(sign)[0] == "M" or sign in marks for sign in bare)
        and bare[-1] not in marks
    )


def _joined_letters(line: str) -> str:
    """Join spaced-out letters if wider spaces separate the words: "J A N E   D O E"."""
    words = re.split(r"\s{2,}", line)
    if len(words) > 1 and all(len(letter) == 1 for word in words for letter in word.split(" ")):
        return " ".join(word.replace(" ", "") for word in words)
    return line
