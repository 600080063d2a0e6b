"""Pieces of a line that may be a title or a company.

piece   = text between bars, dots, dashes, tabs, wide spaces, dates and labels
part    = text between a piece's commas; also the first parts joined, and the text on either side of "at", "bei" …
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from recruit.domain.engines.reading.resume import companies, line_parts, sections
from recruit.domain.engines.reading.resume.choosing import labels
from recruit.domain.engines.reading.resume.choosing.page import Line
from recruit.domain.engines.reading.text import lines

LONGEST_PIECE = 110
FEWEST_LETTERS = 2
MOST_PIECES = 8
MOST_COMMAS = 5

_MARK = re.compile(
    r"\s{0,3}[|•·¦\t§→]\s{0,3}|\s[–—-]{1,2}(?:\s|$)|(?<=\w)[–—](?=\w)|\s{2,}|\s@\s|\s//\s|;\s|\s?(?:\.{4,}|…{2,}|_{4,})\s?"
)
_COMMA = re.compile(
    r",\s(?![^()]{0,80}\))|(?<=[^\W\d_]{3})(?<!\bstv)(?<!\bdipl)(?<!\bass)(?<!\basst)(?<!\bprof)(?<!\bing)(?<!\blic)(?<!\badj)(?<!\bdir)"
    r"(?<!\bres)(?<!\bmed)(?<!\btec)(?<!\btéc)(?<!\baux)\.\s(?=(?-i:[A-ZÀ-Þ]))",
    re.IGNORECASE,
)
"""Commas, and full stops except after abbreviations in titles."""

_AT = re.compile(
    r"\s(?:at|@|bei|beim|im|in der|chez|au sein d[eu]|presso|bij|voor|hos|for|with|en(?= (?:el|la))|no|na|junto a|"
    r"pour|para|w)"
    r"\s(?:the\s|der\s|dem\s|den\s|la\s|le\s|les\s|il\s|lo\s|l['’]|el\s|los\s|o\s|a\s|de\s|het\s)?(?=[A-ZÀ-Þ0-9\"«“])"
)
_IN = re.compile(r"\s(?:en|em|per|in|dans|im|for|à|a)\s(?=[A-ZÀ-Þ\"«“])")
"""Words before a company in some languages, which also have many other uses."""

_SLASH = re.compile(r"\s/\s")
_TAIL = re.compile(r"\s(?:in|à|en|te|em|a|i)\s[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+)?$")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a line. `side` is before or after a date, `index` counts pieces from the date or the line's start."""

    text: str
    side: str
    index: int
    count: int
    form: str
    label: str


def split(line: Line) -> Sequence[Piece]:
    """Return the pieces of a line."""
    return _kept(line.text, tuple((span.at, span.to) for span in line.spans))


@lru_cache(lines.CACHED)
def _kept(text: str, spans: tuple[tuple[int, int], ...]) -> Sequence[Piece]:
    return tuple(_of_line(text, spans))


@lru_cache(lines.CACHED)
def marked(text: str) -> Sequence[str]:
    """Return the text between separators; commas aren't separators."""
    return tuple(piece for piece in map(_trimmed, _MARK.split(text)) if piece)[:MOST_PIECES]


def _of_line(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    bare = lines.without_bullet(text) if not spans else text
    cuts = [0, *(offset for span in spans[:2] for offset in span), len(bare)]
    for number in range(0, len(cuts), 2):
        side = "whole" if not spans else "before" if number == 0 else "behind"
        part = bare[cuts[number] : cuts[number + 1]]
        yield from _of_part(part, side)


def _of_part(part: str, side: str) -> Iterator[Piece]:
    found = marked(part)
    label = ""
    if len(found) > 1 and (label_found := labels.kind(found[0])):
        label, found = label_found, found[1:]
    for index, whole in enumerate(found):
        if sections.heading(whole) is not None or labels.kind(whole):
            continue
        place = len(found) - 1 - index if side == "before" else index
        label_kind, value = labels.split_label(whole)
        for form, text in _forms(value):
            if len(text) <= LONGEST_PIECE and sum(map(str.isalpha, text)) >= FEWEST_LETTERS:
                yield Piece(text, side, place, len(found), form, label_kind or label)


def _forms(value: str) -> Iterator[tuple[str, str]]:
    """Yield a piece, its parts and combinations of parts, each with the way it was cut."""
    yield "whole", value
    bare = _trimmed(companies.ASIDE.sub("", value))
    if bare and bare != value:
        yield "bare", bare
    cut = parts(value)
    if len(cut) > 1:
        for index, part in enumerate(cut[:MOST_COMMAS]):
            yield f"part{min(index, 2)}{'last' if index == len(cut) - 1 else ''}", part
            yield from _around_preposition(part, f"part{min(index, 2)}")
        if len(cut) > len(cut[:2]):  # otherwise two parts together are the whole
            yield "join0", f"{cut[0]}, {cut[1]}"
            yield "join1", f"{cut[1]}, {cut[2]}"
    else:
        yield from _around_preposition(value, "whole")
    for mark, name in ((_SLASH, "slash"), (_IN, "in")):
        pair = [_trimmed(part) for part in mark.split(value, maxsplit=3)]
        if (
            len(pair) > 1
            and line_parts.title_points(pair[0]) + line_parts.title_points(pair[-1]) > 0
            and any(map(companies.may_be_company, pair))
        ):
            yield from ((f"{name}{min(index, 2)}", part) for index, part in enumerate(pair))


def parts(value: str) -> list[str]:
    """Return the text between commas; a legal form belongs to the part before it."""
    found: list[str] = []
    for part in filter(None, map(_trimmed, _COMMA.split(value))):
        if found and companies.LEGAL.fullmatch(part.split(" de ")[0].strip()):
            found[-1] = f"{found[-1]}, {part}"
        else:
            found.append(part)
    return found


def _trimmed(text: str) -> str:
    """Return words without surrounding punctuation and without unbalanced brackets."""
    text = text.strip(companies.OUTER).removeprefix(")").removesuffix("(").strip(companies.OUTER).lstrip(". ")
    if text.count("(") > text.count(")"):
        text = text[: text.rindex("(")] if text.rindex("(") > 0 else text[1:]
    elif text.count(")") > text.count("("):
        text = text.replace(")", "", 1) if text.index(")") else text[1:]
    return text.strip(companies.OUTER)


def around_preposition(value: str) -> Sequence[str]:
    """Return the text on either side of "at", "bei" and their like, or the whole text."""
    found = _AT.search(value)
    return (_trimmed(value[: found.start()]), _trimmed(value[found.end() :])) if found else (value,)


def _around_preposition(value: str, form: str) -> Iterator[tuple[str, str]]:
    before, *after = around_preposition(value)
    for behind in after:
        yield f"{form}<at", before
        yield f"{form}>at", behind
        if (tail := _TAIL.search(behind)) and tail.start() > 0:
            yield f"{form}>at<in", behind[: tail.start()]
