"""The head of run-on text, split into lines: "Jane Doe Dental Hygienist Boise, Idaho (208) 555-0142 jane@…".

name     = words spelt by an address, else two or three capitalised words before the first word of a title
headline = the following text up to a postcode or a place
"""

import re
from collections.abc import Iterator, Sequence

from recruit.domain.engines.reading.resume import name_lines, name_words, names
from recruit.domain.engines.reading.resume.choosing import title_vocabulary
from recruit.domain.engines.reading.text import places, titles

MOST_WORDS = 6
FEWEST, MOST = 2, 4
LONGEST_HEAD = 400

_CONTACT = re.compile(
    r"(?:\b(?:e-?mail|mail|tel|tél|phone|mobile?|móvil|telefon|cell)\b[.:]?\s{0,2})?"
    r"(?:[\w.+-]{2,64}@[\w.-]{3,80}|(?:\+|\(?0|\(\d{2,4}\)\s?)[\d() ./-]{6,20}\d|\d{2,3}[ -]\d{3,5}[ -]\d{3,5}|"
    r"(?:https?://|www\.)\S{3,120}|(?:linkedin|github|xing)\.com/\S{2,120})",
    re.IGNORECASE,
)
_CODED = re.compile(r"\s(?=(?:[A-Z]{1,2}-)?(?:\d{5}|\d{4}|\d{4}-\d{3}|\d{5}-\d{3})(?: [A-Z]{2})? [A-ZÀ-Þ])")
_MARK = re.compile(r"\s{0,3}[|•·]\s{0,3}|\s[–—-]\s|\s{3,}")
_EDGES = " ,;|·•–—-"


def lines(sentences: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a head."""
    addresses = names.address_letters(" ".join(sentences)[:LONGEST_HEAD])
    named = False
    for sentence in sentences:
        for words in _contact_parts(sentence):
            if named or _CONTACT.match(words):
                yield words
            else:
                yield from _name_lines(words, addresses)
                named = True


def _contact_parts(sentence: str) -> Iterator[str]:
    """Yield contact details, with any label before them, and the text between them."""
    start = 0
    for found in _CONTACT.finditer(sentence):
        before = sentence[start : found.start()].strip(_EDGES)
        if before.endswith(":"):
            yield f"{before} {found.group().strip(_EDGES)}"
        else:
            yield from filter(None, (before, found.group().strip(_EDGES)))
        start = found.end()
    if rest := sentence[start:].strip(_EDGES):
        yield rest


def _name_lines(words: str, addresses: Sequence[str]) -> Iterator[str]:
    """Yield the name, the headline and the place at the start of `words`."""
    first, *others = (part for part in _MARK.split(words) if part.strip())
    parts = first.split(", ")
    reordered = len(parts) > 1 and len(parts[0].split()) == 1
    name, behind = ", ".join(parts[: 1 + reordered]), ", ".join(parts[1 + reordered :])
    if len(parts) > 1 and name_lines.read(name):
        yield name
        yield from _headline_lines(behind)
    else:
        cut = _end_of_name(first, addresses)
        yield first[:cut].strip(_EDGES)
        yield from _headline_lines(first[cut:].strip(_EDGES))
    yield from others


def _end_of_name(words: str, addresses: Sequence[str]) -> int:
    """Return the end offset of the name at the start of `words`, which is their end if they are only a name."""
    split = words.split(" ")[:MOST_WORDS]
    counts = [
        count for count in range(MOST, FEWEST - 1, -1) if count <= len(split) and _is_name(split[:count], addresses)
    ]
    if counts and counts[0] == len(words.split(" ")):
        return len(words)
    spelt = (count for count in counts if name_lines.spells(addresses, split[count - 1]))
    count = next(spelt, None) or next(iter(counts), None)
    return len(" ".join(split[:count])) if count else len(words)


def _is_name(words: Sequence[str], addresses: Sequence[str]) -> bool:
    """Whether words may be a name; a title word must occur in an address."""
    if words[-1].casefold() in name_words.PARTICLES or not all(word[:1].isalpha() for word in words):
        return False
    if any(_names_work(word) and not name_lines.spells(addresses, word) for word in words):
        return False
    return name_lines.read(" ".join(words)) is not None


def _headline_lines(words: str) -> Iterator[str]:
    """Yield a headline and the place after it."""
    code = _CODED.search(f" {words}")
    if code:
        yield from _headline_lines(f" {words}"[: code.start()].strip(_EDGES))
        yield f" {words}"[code.end() :]
        return
    split = words.split(" ")
    for start in range(1, len(split)):
        behind = " ".join(split[start:])
        if behind[:1].isupper() and places.is_place(behind) and not titles.has_head(behind):
            yield from filter(None, (" ".join(split[:start]).strip(_EDGES), behind))
            return
    first, _, rest = words.partition(", ")
    if _names_work(first) and not _names_work(rest):
        yield first
        words = rest
    if words:
        yield words


def _names_work(words: str) -> bool:
    return titles.has_head(words) or title_vocabulary.share(words) > 0
