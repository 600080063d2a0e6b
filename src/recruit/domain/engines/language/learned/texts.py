"""Free text in a message: notes, quotations and the details of new candidates."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import dropwhile
from typing import Any

from recruit.domain.engines.language.common_words import COMMON
from recruit.domain.engines.language.learned.filters import found_places
from recruit.domain.engines.language.learned.kinds import HONORIFICS, kind_of
from recruit.domain.engines.language.learned.occupation_words import occupation
from recruit.domain.engines.language.learned.targets import Part
from recruit.domain.engines.language.learned.words import folded
from recruit.domain.engines.language.notes import years_of
from recruit.domain.engines.reading.resume.name_words import PARTICLES

LONGEST_NAME = 4

_BEFORE_NOTE = re.compile(
    r":\s+|\s[-–—]+\s|\b(?:that|dass|daß|que|che|dat)\b\s*,?|\bto the effect that\b|[“\"«](?=\w)", re.IGNORECASE
)
_QUOTED = re.compile(r"[\"“«„](.{3,}?)[\"”»“]")
_NOTES = frozenset("note notiz anmerkung vermerk remarque nota anotacao annotazione notitie aantekening".split())
_BEFORE_NAME = frozenset(
    "add new candidate cand pls plz please kindly insert useradd cv in: in named called register enter insert create profile person save put kandidat kandidatin anlegen "
    "ajoute ajouter candidat candidata candidato anade agrega registra adiciona cadastra aggiungi inserisci voeg kandidaat "
    "name full_name useradd record file for him her meet met dossier einen eine".split()
)
_AT = re.compile(r"\b(?:at|@|with|bei|chez|en|na|no|presso|bij|from|for)\s+(?=[A-Z])", re.IGNORECASE)


def note(part: Part) -> str:
    """Return the text of a note: the text after a colon, a dash or "that", else all of it."""
    text = part.text.strip()
    if (after := _after_name(part)) is not None:
        return after
    found = _BEFORE_NOTE.search(text)
    while found and len(text) - found.end() > 5 and found.start() < 4:  # noqa: PLR2004 - "note: Jane: …"
        found = _BEFORE_NOTE.search(text, found.end())
    body = text[found.end() :] if found else text
    named = found is not None and found[0].strip() == ":"
    return body.strip(' \t\n"“”«».') if len(body.split()) > 1 or (named and body.strip()) else text


def _after_name(part: Part) -> str | None:
    """Return the text after "note on Jane," if only the comma separates the note from its subject."""
    people = part.people()
    if not people or _BEFORE_NOTE.search(part.text) or people[0].end + 1 >= part.end:
        return None
    noted = any(key in _NOTES for key in part.keys[: people[0].start - part.start])
    if not noted or part.linked.words[people[0].end].key != ",":
        return None
    return part.linked.text(people[0].end + 1, part.end).strip()


def person(part: Part) -> Mapping[str, Any] | None:
    """Return the fields of a new candidate; None without a name."""
    span = _name(part)
    if span is None:
        return None
    start, end = span
    name = part.linked.text(start, end)
    fields: dict[str, Any] = {"full_name": name if any(letter.isupper() for letter in name) else name.title()}
    rest = replace(part, start=end)
    years, _ = years_of(rest.text)
    if places := found_places(rest):
        fields["location"] = places[0]
    if title := _title(rest):
        fields["current_title"] = title
    if company := _company(rest, places):
        fields["current_company"] = company
    return fields | years


def _name(part: Part) -> tuple[int, int] | None:
    """Return the span of the name: capitalised words, else those after "add" and before a comma."""
    best: tuple[tuple[int, int], tuple[int, int]] | None = None
    words, index = part.linked.words, part.start
    while index < part.end:
        end = index
        while end < part.end and end - index < LONGEST_NAME + 1 and _is_name_word(part, end, first=end == index):
            end += 1
        while end > index and words[end - 1].key in PARTICLES:
            end -= 1
        if end - index >= 2:  # noqa: PLR2004 - a first and a last name
            before = words[index - 1].key if index > part.start else ""
            after = words[end].key if end < part.end else ""
            introduced = before in _BEFORE_NAME or before in HONORIFICS or before == ":"
            likely = 2 * introduced + (after in {",", "(", "."}) + (before == ",")
            unlikely = any(occupation(words[at].key) or part.linked.tags[at] == "TTL" for at in range(index, end))
            weight = (likely - 3 * unlikely, -index)
            if best is None or weight > best[0]:
                best = weight, (index, end)
        index = max(end, index + 1)
    return best[1] if best else _lower_case_name(part)


def _is_name_word(part: Part, index: int, *, first: bool) -> bool:
    word = part.linked.words[index]
    if word.key in {"'", "-", "’"} and not first:
        return index + 1 < part.end and part.linked.words[index + 1].capital
    if not word.key[0].isalpha():
        return False
    if not word.capital:
        return not first and word.key in PARTICLES
    is_known = word.key in _BEFORE_NAME or word.key in HONORIFICS or word.key in COMMON
    return not is_known and kind_of(word.key) is None


def _lower_case_name(part: Part) -> tuple[int, int] | None:
    """Return the first two or three lower-case words that are a name by their position."""
    words, index = part.linked.words, part.start
    while index < part.end and (words[index].key in _BEFORE_NAME or words[index].key in COMMON or words[index].is_mark):
        index += 1
    end = index
    while end < part.end and end - index < LONGEST_NAME and words[end].key.isalpha():
        end += 1
    return (index, min(end, index + 3)) if end - index >= 2 else None  # noqa: PLR2004


def _title(part: Part) -> str | None:
    """Return the text between marks that names an occupation, else the short one after the name's comma."""
    stretches = [stretch.split() for stretch in _STRETCHES.split(part.text)]
    for words in stretches:
        if 0 < len(words) <= 5 and any(occupation(word.lower()) for word in words):  # noqa: PLR2004 - of a title
            return " ".join(dropwhile(lambda word: word.lower() in _BEFORE_TITLE, words)) or None
    first: list[str] = next(filter(None, stretches), [])
    return " ".join(first) if part.text.lstrip().startswith(",") and _may_be_title(part, first) else None


_STRETCHES = re.compile(
    r"[,;().:–—]|\s-\s|\b(?:at|bei|chez|from|aus|in|who|presso|bij|en|à|em|te|uit|with|mit|avec|con|com|met)\b"
    r"|\b(?:de|du|da|do|di|a|van)\s+(?=[A-ZÀ-Þ])"
)
"""Marks, and words before a company or a place."""

_BEFORE_TITLE = frozenset("a an she's he's is he she as ein eine un une una um uma een the".split())


def _may_be_title(part: Part, words: Sequence[str]) -> bool:
    """Tell whether one or two words may be a title: no table knows them, and they are no place."""
    places = " ".join(found_places(part)).lower()
    linked, span = part.linked, range(part.start, part.end)
    hinted = {linked.words[at].key for at in span if linked.hints[at] or linked.tags[at]}
    return 0 < len(words) <= 2 and all(  # noqa: PLR2004 - of a title
        word.isalpha() and word.lower() not in places and word.lower() not in COMMON and folded(word) not in hinted
        for word in words
    )


def _company(part: Part, places: list[str]) -> str | None:
    for found in _AT.finditer(part.text):
        name = re.match(r"(?:[A-ZÀ-Þ][\w'’&-]*\s?)+", part.text[found.end() :])
        if name and name[0].strip() not in places:
            return name[0].strip()
    return None


def quoted(text: str) -> str | None:
    """Return the text between quotation marks."""
    found = _QUOTED.search(text)
    return found[1].strip() if found else None
