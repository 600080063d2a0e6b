"""The words of a message that the arguments of its requests contain."""

import re
from collections.abc import Iterator, Mapping, Sequence
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
from recruit.domain.engines.language.new_job_pay import unstorable_pay_spans
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


def used_words(linked: Linked, requests: Sequence[Request]) -> set[int]:
    """Return the indexes of the words that an argument of the requests contains."""
    values = [value for one in requests for value in _values(one.arguments)]
    numbers = {value for value in values if isinstance(value, int)}
    others = [value for one in requests for name, value in one.arguments.items() if not name.endswith(_IDS)]
    amounts = {value for value in _values(others) if isinstance(value, int)}
    used = {at for mention in _target_mentions(linked, requests) for at in mention.indexes}
    for index, word in enumerate(linked.words):
        is_used = index in used
        if word.key[0].isdigit():
            is_used = _is_number(word.key, numbers if linked.tags[index] == "NUM" else amounts)
        elif NUMBERS.get(word.key, 1) > 1:  # "one" is an article in most languages
            counted = index + 1 < len(linked.words) and linked.words[index + 1].key in UNITS
            is_used = NUMBERS[word.key] in (amounts if counted else numbers)  # "job 2 for two weeks"
        (used.add if is_used else used.discard)(index)
    used |= pay_positions(linked, requests)
    used |= {index for index, _ in [*stages(linked.words), *job_statuses(linked.words)]}
    changed = {name for one in requests for name in one.arguments.get("changes") or ()}
    named = [PhraseMatcher(linked.words).positions(table) for names, table in _NAMING if names & changed]
    return used.union(*named, *(_text_positions(linked, value) for value in values if isinstance(value, str)))


def _target_mentions(linked: Linked, requests: Sequence[Request]) -> Iterator[Mention]:
    """Yield the people and titles that the requests are about, with the only ones beside the id of an application."""
    by_application = any("application_id" in one.arguments for one in requests)
    for mentions, names in ((linked.people, _OF_PEOPLE), (linked.jobs, _OF_JOBS)):
        ids = set(_values([value for one in requests for name, value in one.arguments.items() if name in names]))
        for mention in mentions:
            if not ids.isdisjoint(mention.ids) or (by_application and len(mentions) == 1):
                yield mention


def pay_positions(linked: Linked, requests: Sequence[Request]) -> set[int]:
    """Return the indexes of the words of amounts that requests set: "45 000", "1.234,56", "50 000-60 000"."""
    amounts = {value for pay in _amounts([one for one in requests if one.tool == "update_job"]) for value in pay}
    spans = amount_spans(_without_ids(linked, requests)) if amounts else ()
    return linked.positions((start, end) for start, end, values in spans if values <= amounts)


def pay_period_positions(linked: Linked, requests: Sequence[Request]) -> set[int]:
    """Return the indexes of the words of pay periods beside amounts that requests set. A job's pay has no period.

    Those of a new job include its amounts that aren't whole.
    """
    spans = [*period_spans(_without_ids(linked, requests))] if any(_amounts(requests)) else []
    if any(one.tool == "create_job" for one in requests):
        spans += unstorable_pay_spans(linked.message)
    return linked.positions(spans)


def opening_positions(linked: Linked, requests: Sequence[Request]) -> set[int]:
    """Return the indexes of the words for a number of openings, which no job has: "2 plazas"."""
    if not any(one.tool == "create_job" for one in requests):
        return set()
    return linked.positions(found.span() for found in _OPENINGS.finditer(linked.message))


def value_positions(linked: Linked, request: Request) -> set[int]:
    """Return the indexes of the words that are values of a request, and no id or name of its target."""
    values = list(_values([value for name, value in request.arguments.items() if name in {"changes", "status"}]))
    numbers = {value for value in values if isinstance(value, int)}
    digits = {at for at, word in enumerate(linked.words) if word.key[0].isdigit() and _is_number(word.key, numbers)}
    texts = [_text_positions(linked, value) for value in values if isinstance(value, str)]
    return digits.union(*texts).difference(*(mention.indexes for mention in [*linked.people, *linked.jobs]))


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
    return linked.masked(at for at, word in enumerate(linked.words) if linked.tags[at] == "NUM" and word.number in ids)


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


def strings(value: Any) -> Iterator[str]:
    """Yield the texts of an argument that is one, or a mapping of arguments."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from strings(one)


def _is_number(key: str, numbers: set[int]) -> bool:
    """Tell whether digits are one of the numbers, in thousands too."""
    digits = "".join(mark for mark in key if mark.isdigit())
    value = int(digits[:MOST_DIGITS])
    return value in numbers or value * 1000 in numbers or -value in numbers


def _text_positions(linked: Linked, text: str) -> set[int]:
    """Return the indexes of the words of a text: where it occurs as a whole, else of each of its words."""
    arranged = _ARRANGED.get(text.casefold())
    found = PhraseMatcher(linked.words).positions(arranged) if arranged else set[int]()
    spans = [match.span() for match in re.finditer(re.escape(text), linked.message)]
    spans += home_denials(linked.message) if text == ON_SITE else []
    if spans:
        return found | linked.positions(spans)
    known = keys(text)
    return found | {at for at, word in enumerate(linked.words) if word.key in known}
