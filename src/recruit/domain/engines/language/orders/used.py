"""The words of a message that are part of its calls' arguments."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from recruit.domain.engines.language.arrangements import home_denials
from recruit.domain.engines.language.learned.kinds import NUMBERS, UNITS
from recruit.domain.engines.language.learned.linking import Linked
from recruit.domain.engines.language.learned.statuses import job_statuses, stages
from recruit.domain.engines.language.learned.words import keys
from recruit.domain.engines.language.lists.phrases import Phrases
from recruit.domain.engines.language.lists.words import ARRANGEMENT, EMPLOYMENT
from recruit.domain.engines.language.requests import Named, Request
from recruit.domain.engines.reading.job.remote_policies import ON_SITE

MOST_DIGITS = 12
"""Most digits that are compared with a number."""

_IDS = ("_id", "_ids")
_ARRANGED = {**EMPLOYMENT, **ARRANGEMENT}


def used(linked: Linked, requests: Sequence[Request]) -> list[bool]:
    """Return for each word of a message whether an argument of the requests contains it."""
    taken = [False] * len(linked.words)
    values = [value for one in requests for value in _values(one.arguments)]
    numbers = {value for value in values if isinstance(value, int)}
    others = [value for one in requests for name, value in one.arguments.items() if not name.endswith(_IDS)]
    amounts = {value for value in _values(others) if isinstance(value, int)}
    for mention in [*linked.people, *linked.jobs]:
        if not numbers.isdisjoint(mention.ids):
            taken[mention.start : mention.end] = [True] * (mention.end - mention.start)
    for place, word in enumerate(linked.words):
        if word.key[0].isdigit():
            taken[place] = _is_number(word.key, numbers if linked.tags[place] == "NUM" else amounts)
        elif NUMBERS.get(word.key, 1) > 1:  # "one" is an article in most languages
            counted = place + 1 < len(linked.words) and linked.words[place + 1].key in UNITS
            taken[place] = NUMBERS[word.key] in (amounts if counted else numbers)  # "job 2 for two weeks"
    for text in {value for value in values if isinstance(value, str)}:
        _take(linked, taken, text)
    for place, _ in [*stages(linked.words), *job_statuses(linked.words)]:
        taken[place] = True
    return taken


def values_at(linked: Linked, request: Request) -> list[bool]:
    """Return for each word of a message whether it is a value of a request, and no id or name of its target."""
    taken = [False] * len(linked.words)
    values = list(_values([value for name, value in request.arguments.items() if name in {"changes", "status"}]))
    numbers = {value for value in values if isinstance(value, int)}
    for place, word in enumerate(linked.words):
        taken[place] = word.key[0].isdigit() and _is_number(word.key, numbers)
    for text in {value for value in values if isinstance(value, str)}:
        _take(linked, taken, text)
    for mention in [*linked.people, *linked.jobs]:
        taken[mention.start : mention.end] = [False] * (mention.end - mention.start)
    return taken


def _values(value: Any) -> Iterator[int | str]:
    """Yield the numbers and texts of an argument."""
    if isinstance(value, Mapping):
        for one in value.values():
            yield from _values(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _values(one)
    elif isinstance(value, Named):
        yield value.name
    elif isinstance(value, int | str):
        yield value


def _is_number(key: str, numbers: set[int]) -> bool:
    """Tell whether digits are one of the numbers, in thousands too."""
    digits = "".join(mark for mark in key if mark.isdigit())
    value = int(digits[:MOST_DIGITS])
    return value in numbers or value * 1000 in numbers or -value in numbers


def _take(linked: Linked, taken: list[bool], text: str) -> None:
    """Mark the words of a text: where it stands as a whole, else each of them."""
    if (arranged := _ARRANGED.get(text.casefold())) is not None:
        for _, start, end in Phrases(linked.words).find(arranged):
            taken[start:end] = [True] * (end - start)
    spans = [found.span() for found in re.finditer(re.escape(text), linked.message)]
    spans += home_denials(linked.message) if text == ON_SITE else []
    if spans:
        for place, word in enumerate(linked.words):
            taken[place] = taken[place] or any(start <= word.start < end for start, end in spans)
        return
    known = set(keys(text))
    for place, word in enumerate(linked.words):
        taken[place] = taken[place] or word.key in known
