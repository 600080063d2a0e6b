"""The parts of a line about a job, and their classification.

part  = words between bars, dots, dashes, tabs, wide spaces, commas and "at"
title = contains an occupation noun, at its end or before "of", "for", "(" …
firm  = contains a legal form, or a noun such as "University", "Bank", "Studio"; else any capitalised words
neither: a place, a duration, a kind of employment, an address

A comma separates a title from a company, but not the parts of "Director, Client Services", nor a legal form.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

from recruit.domain.engines.reading.resume import companies
from recruit.domain.engines.reading.resume.company_words import DEPARTMENTS, NOT_COMPANIES, ORGANISATIONS
from recruit.domain.engines.reading.text import lines, places, titles

SURE, LIKELY = 3, 1
_PART_END = re.compile(
    r"\s{0,3}[|•·¦\t§]\s{0,3}|\s[–—-]{1,2}(?:\s|$)|(?<=\w)[–—](?=\w)|\s{3,}|\s@\s|\s//\s|\s?\.{4,}\s?"
)
_HYPHEN = re.compile(r"(?<=\w)-(?=[A-ZÀ-Þ])")
_AT = re.compile(r"\s(?:at|bei|bij|chez|presso|with)\s(?:the\s)?(?=[A-ZÀ-Þ0-9])")
_STOP = re.compile(r"(?<=[^\W\d_]{3})\.\s(?=[A-ZÀ-Þ])")
_COMMA = re.compile(r",\s(?![^()]{0,80}\))")
_DURATION = re.compile(
    r"\(?(?:(?:about |approx\.? |~)?\d{1,2}\+?\s?(?:years?|yrs?|y|months?|mos?|m|jahre?|monate?|ans?|mois|años?|meses|"
    r"mes|anni|mesi|anos?|jaar|maanden|weeks?)\b[\s,.&]{0,3}(?:and |et |y |e |und )?){1,2}\)?",
    re.IGNORECASE,
)
_BEHIND_HEAD = re.compile(
    r"\s?(?:$|[,(/&–—:+-]|(?:I{1,3}|IV|V|\d)\b|(?:of|for|in|to|on|de|d['’]|du|des|del|della|di|do|da|dos|en|em|y|e|et|"
    r"und|and|für|im|der|van|voor|grade|level|class|trainee|at|m/w/d|w/m/d)\b)",
    re.IGNORECASE,
)


def split(line: str) -> list[str]:
    """Return the parts of a line that may be a title or a company, in order, without asides such as places."""
    found = [piece for piece in pieces(line) if not is_aside(piece)]
    if len(found) == 1:
        return [part for piece in _by_comma(found[0]) for part in _behind_title(piece) if not is_aside(part)]
    return [part for piece in found for part in _behind_title(piece)]


def pieces(line: str) -> list[str]:
    """Return all parts of a line between separators; commas aren't separators."""
    bare = lines.without_bullet(line).strip(companies.OUTER)
    found = (part.strip(companies.OUTER) for piece in _PART_END.split(_apart(bare)) for part in _AT.split(piece))
    return [piece for piece in found if piece]


def _apart(line: str) -> str:
    """Replace the hyphen of "Firm-City, ST" by a bar."""
    for hyphen in islice(_HYPHEN.finditer(line), companies.FEWEST_WORDS):
        if ", " in line[hyphen.end() :] and places.is_place(line[hyphen.end() :]):
            return f"{line[: hyphen.start()]} | {line[hyphen.end() :]}"
    return line


@lru_cache(lines.CACHED)
def is_aside(part: str) -> bool:
    """Whether a part is a place, a duration or a kind of employment."""
    bare = part.strip(companies.EDGE)
    return (
        not bare
        or bare.casefold().rstrip(".") in NOT_COMPANIES
        or bool(_DURATION.fullmatch(bare))
        or (places.is_place(bare) and not companies.LEGAL.search(bare) and _apart(bare) == bare)
    )


@lru_cache(lines.CACHED)
def title_points(part: str) -> int:
    """Return the confidence that a part is a title: 0, LIKELY or SURE."""
    bare = companies.ASIDE.sub("", part)
    heads = [found for found in companies.WORD.finditer(bare) if titles.is_head(found.group())]
    if not heads or (companies.is_company(bare) and heads[-1].group().casefold() in ORGANISATIONS):
        return 0
    last = heads[-1]
    if companies.LEGAL.search(bare[last.end() :]):
        return 0
    # "Cook County Health" begins with a head and continues, but an English title ends with its head.
    if (
        companies.is_company(bare[: last.end()])
        and bare[last.end() :].strip()
        and not _BEHIND_HEAD.match(bare, last.end())
    ):
        return 0  # "Centro Médico Andes"
    sure = any(_BEHIND_HEAD.match(bare, head.end()) or titles.goes_on(head.group()) for head in heads)
    return SURE if sure else LIKELY


def title(part: str | None) -> str | None:
    """Return a title without a parenthesis after it that gives the kind of employment, or None."""
    aside = companies.ASIDE.search(part or "")
    if part and aside and is_aside(aside.group().strip(" ()[]")):
        part = part[: aside.start()]
    return companies.tidy(part)


def _by_comma(words: str) -> Sequence[str]:
    """Return the parts of "Title, Company, City"; commas within a title remain while occupation nouns follow."""
    pieces = [
        part for piece in _COMMA.split(words) for part in (_STOP.split(piece) if titles.has_head(piece) else [piece])
    ]
    parts = [pieces[0]]
    for piece in pieces[1:]:
        titled = title_points(parts[-1]) > 0
        if companies.LEGAL.fullmatch(piece.strip()) or (titled and (title_points(piece) > 0 or _is_department(piece))):
            parts[-1] = f"{parts[-1]}, {piece}"
        else:
            parts.append(piece)
    return parts


def _is_department(piece: str) -> bool:
    words = [word.group().casefold() for word in companies.WORD.finditer(piece)]
    return bool(words) and all(word in DEPARTMENTS or word in companies.FUNCTION_WORDS for word in words)


def _behind_title(piece: str) -> Sequence[str]:
    """Split "Title University of Somewhere", where nothing separates the title from the company."""
    for found in titles.find(piece):
        rest = piece[found.end :].strip()
        if (
            found.start == 0
            and rest[:1].isupper()
            and " " in rest
            and companies.is_company(rest)
            and not titles.has_head(rest)
        ):
            return [piece[: found.end], rest]
        break
    return [piece]
