"""The words of a message that are part of its calls' arguments."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from recruit.domain.engines.language.arrangements import home_denials
from recruit.domain.engines.language.learned.job_changes import NICE_TO_HAVE
from recruit.domain.engines.language.learned.kinds import NUMBERS, UNITS
from recruit.domain.engines.language.learned.linking import Linked
from recruit.domain.engines.language.learned.person_names import Mention
from recruit.domain.engines.language.learned.statuses import job_statuses, stages
from recruit.domain.engines.language.learned.words import keys
from recruit.domain.engines.language.lists.phrases import PhraseMatcher
from recruit.domain.engines.language.lists.words import ARRANGEMENT, EMPLOYMENT
from recruit.domain.engines.language.new_job_pay import unkept_spans
from recruit.domain.engines.language.orders import words
from recruit.domain.engines.language.pay import amount_spans, period_spans
from recruit.domain.engines.language.requests import Named, Request
from recruit.domain.engines.reading.job.remote_policies import ON_SITE

MOST_DIGITS = 12
"""Most digits that are compared with a number."""

_IDS = ("_id", "_ids")
_OF_PEOPLE = frozenset(["candidate_id", "candidate_ids", "from_id"])
_OF_JOBS = frozenset(["job_id", "job_ids"])
_NAMING = (
    (frozenset(["add_nice_to_have", "nice_to_have_skills"]), NICE_TO_HAVE),
    (frozenset(["is_public"]), f"{words.PUBLIC}|{words.PRIVATE}"),
)
"""Changes, and the phrases for them that their values don't contain."""
_OPENINGS = re.compile(
    r"(?<![\w.,])\d{1,3}\s(?:openings?|vacanc(?:y|ies)|positions|spots|places|hires|plätze|stellen|postes|plazas|vacantes|puestos|vagas|"
    r"posti|posizioni|plaatsen|plekken|vacatures)\b(?!\s(?:restaurant|theat\w+|venue|nursery))",
    re.IGNORECASE,
)
_PAY = ("salary_min", "salary_max", "pay_by")
_ARRANGED = {**EMPLOYMENT, **ARRANGEMENT}


def used_words(linked: Linked, requests: Sequence[Request]) -> list[bool]:
    """Return for each word of a message whether an argument of the requests contains it."""
    taken = [False] * len(linked.words)
    values = [value for one in requests for value in _values(one.arguments)]
    numbers = {value for value in values if isinstance(value, int)}
    others = [value for one in requests for name, value in one.arguments.items() if not name.endswith(_IDS)]
    amounts = {value for value in _values(others) if isinstance(value, int)}
    for mention in _target_mentions(linked, requests):
        taken[mention.start : mention.end] = [True] * (mention.end - mention.start)
    for index, word in enumerate(linked.words):
        if word.key[0].isdigit():
            taken[index] = _is_number(word.key, numbers if linked.tags[index] == "NUM" else amounts)
        elif NUMBERS.get(word.key, 1) > 1:  # "one" is an article in most languages
            counted = index + 1 < len(linked.words) and linked.words[index + 1].key in UNITS
            taken[index] = NUMBERS[word.key] in (amounts if counted else numbers)  # "job 2 for two weeks"
    for index in pay_positions(linked, requests):
        taken[index] = True
    for text in {value for value in values if isinstance(value, str)}:
        _take(linked, taken, text)
    for index, _ in [*stages(linked.words), *job_statuses(linked.words)]:
        taken[index] = True
    for start, end in _named_changes(linked, requests):
        taken[start:end] = [True] * (end - start)
    return taken


def _target_mentions(linked: Linked, requests: Sequence[Request]) -> Iterator[Mention]:
    """Yield the people and titles that the requests are about. An application's candidate and job are taken to be."""
    by_application = any("application_id" in one.arguments for one in requests)
    for mentions, names in ((linked.people, _OF_PEOPLE), (linked.jobs, _OF_JOBS)):
        ids = set(_values([value for one in requests for name, value in one.arguments.items() if name in names]))
        for mention in mentions:
            if not ids.isdisjoint(mention.ids) or (by_application and len(mentions) == 1):
                yield mention


def _named_changes(linked: Linked, requests: Sequence[Request]) -> Iterator[tuple[int, int]]:
    """Yield the phrases for changes that their values don't contain."""
    changed = {name for one in requests for name in one.arguments.get("changes") or ()}
    for names, table in _NAMING:
        if names & changed:
            yield from ((start, end) for _, start, end in PhraseMatcher(linked.words).find(table))


def pay_positions(linked: Linked, requests: Sequence[Request]) -> set[int]:
    """Return the positions of the words of amounts that requests set: "45 000", "1.234,56", "50 000-60 000"."""
    amounts = {value for pay in _amounts([one for one in requests if one.tool == "update_job"]) for value in pay}
    spans = amount_spans(_without_ids(linked, requests)) if amounts else ()
    return _within(linked, [(start, end) for start, end, values in spans if values <= amounts])


def pay_period_positions(linked: Linked, requests: Sequence[Request]) -> set[int]:
    """Return the positions of the words of pay periods beside amounts that requests set: a job's pay has none.

    Those of a new job include its amounts that aren't whole.
    """
    spans = [*period_spans(_without_ids(linked, requests))] if any(_amounts(requests)) else []
    if any(one.tool == "create_job" for one in requests):
        spans += unkept_spans(linked.message)
    return _within(linked, spans)


def opening_positions(linked: Linked, requests: Sequence[Request]) -> set[int]:
    """Return the positions of the words for a new job's number of openings, which no job has: "2 plazas"."""
    if not any(one.tool == "create_job" for one in requests):
        return set()
    return _within(linked, (found.span() for found in _OPENINGS.finditer(linked.message)))


def values_at(linked: Linked, request: Request) -> list[bool]:
    """Return for each word of a message whether it is a value of a request, and no id or name of its target."""
    taken = [False] * len(linked.words)
    values = list(_values([value for name, value in request.arguments.items() if name in {"changes", "status"}]))
    numbers = {value for value in values if isinstance(value, int)}
    for index, word in enumerate(linked.words):
        taken[index] = word.key[0].isdigit() and _is_number(word.key, numbers)
    for text in {value for value in values if isinstance(value, str)}:
        _take(linked, taken, text)
    for mention in [*linked.people, *linked.jobs]:
        taken[mention.start : mention.end] = [False] * (mention.end - mention.start)
    return taken


def _amounts(requests: Sequence[Request]) -> Iterator[set[int]]:
    """Yield the amounts of pay that each update, or copy, of a job sets."""
    for one in requests:
        if one.tool in {"update_job", "clone_job"}:
            changes = one.arguments.get("changes") or {}
            yield {abs(changes[name]) for name in _PAY if changes.get(name) is not None}


def _without_ids(linked: Linked, requests: Sequence[Request]) -> str:
    """Return the message without the ids of the requests: "job 1 to 50 000" holds no range."""
    arguments = [item for one in requests for item in one.arguments.items()]
    ids = {value for name, value in arguments if name.endswith(_IDS) and isinstance(value, int)}
    text = linked.message
    for word, tag in zip(linked.words, linked.tags, strict=True):
        if tag == "NUM" and word.number in ids:
            text = f"{text[: word.start]}{'_' * (word.end - word.start)}{text[word.end :]}"
    return text


def _within(linked: Linked, spans: Iterable[tuple[int, int]]) -> set[int]:
    found = list(spans)
    return {at for at, word in enumerate(linked.words) if any(start <= word.start < end for start, end in found)}


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
        for _, start, end in PhraseMatcher(linked.words).find(arranged):
            taken[start:end] = [True] * (end - start)
    spans = [found.span() for found in re.finditer(re.escape(text), linked.message)]
    spans += home_denials(linked.message) if text == ON_SITE else []
    if spans:
        for index, word in enumerate(linked.words):
            taken[index] = taken[index] or any(start <= word.start < end for start, end in spans)
        return
    known = set(keys(text))
    for index, word in enumerate(linked.words):
        taken[index] = taken[index] or word.key in known
