"""Parser of questions for a list, in seven languages.

A phrase of the vocabulary is a filter, the order, or the kind of the rows; fillers add nothing. Unconsumed words
weren't understood; the reply names them (`agent/list_questions.py`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from recruit.domain.engines.language.learned import statuses
from recruit.domain.engines.language.learned.directory import Directory
from recruit.domain.engines.language.learned.figures import Figure
from recruit.domain.engines.language.learned.kinds import ID_MARKS, kind_of
from recruit.domain.engines.language.learned.linking import Linked
from recruit.domain.engines.language.learned.targets import Part
from recruit.domain.engines.language.lists import words
from recruit.domain.engines.language.lists.ages import age, sex
from recruit.domain.engines.language.lists.arrangements import REMOTE, arrangement_filters
from recruit.domain.engines.language.lists.bounds import bounds
from recruit.domain.engines.language.lists.departments import departments
from recruit.domain.engines.language.lists.exclusions import excluded
from recruit.domain.engines.language.lists.field_filters import fields
from recruit.domain.engines.language.lists.joining import Value
from recruit.domain.engines.language.lists.named_filters import (
    companies,
    known_companies,
    limits,
    places,
    skills,
    titles,
)
from recruit.domain.engines.language.lists.periods import period
from recruit.domain.engines.language.lists.phrases import PhraseMatcher, fits, phrases
from recruit.domain.engines.language.lists.sources import other_source, source
from recruit.domain.engines.language.lists.spoken_languages import language_filters
from recruit.domain.engines.language.lists.status_filters import named_stage, status_filters
from recruit.domain.engines.language.requests import Kind

LONGEST = 300
"""Longest question for a list, in characters."""

_CANDIDATE_FILTERS = frozenset(
    "title not_title skill and_skills not_skill language not_language location not_location company not_company min_years max_years has"
    " lacks not_candidate_ids".split()
)
LIST_FILTERS = {
    "find_candidates": _CANDIDATE_FILTERS | frozenset("without_applications since until order limit".split()),
    "find_jobs": frozenset(
        "query skill and_skills not_skill location not_location status employment_type remote_option min_pay max_pay"
        " has lacks without_applications not_status not_job_ids since until order limit department not_department".split()
    ),
    "list_applications": _CANDIDATE_FILTERS
    | frozenset(
        "job_location status not_status not_job_ids source min_score max_score since until order limit".split()
    ),
}
"""Tools that list, and the filters of each that a question can name."""

_FIELDS = {
    "find_candidates": frozenset("email phone location title company linkedin skills".split()),
    "find_jobs": frozenset("salary location skills description department".split()),
}
_FIELDS["list_applications"] = _FIELDS["find_candidates"]
"""Fields that the rows of each list may have or lack."""

_STATED = phrases(r"""
    (?:is|are) now | is (?:\S+ ){1,3}now | now (?:pays?|is) | pays? (?:\S+ ){1,6}now | (?:zahlt|bezahlt) (?:jetzt|nun) | paie (?:maintenant|desormais)
    (?:ahora|agora|adesso|ora) paga | paga (?:ahora|agora|adesso|ora) | betaalt nu | (?:ist|sind) (?:jetzt|nun) | est (?:maintenant|desormais) | ahora es | es ahora | agora e | e agora | (?:adesso|ora) e | e (?:adesso|ora)
    is nu
""")
"""Verbs of a statement about a job: "the nurse job is now in Leeds" asks for no list."""

_NOUNS = (words.APPLIED, words.JOBS, words.CANDIDATES, words.APPLICATIONS)
_LOCAL = frozenset(["location", "not_location"])
_OWN_SORT_ORDERS = {
    "find_candidates": words.OF_PEOPLE,
    "find_jobs": words.OF_JOBS,
    "list_applications": frozenset(["highest_score"]),
}
_COMMON_SORT_ORDERS = frozenset(["newest", "oldest"])


@dataclass(frozen=True, slots=True)
class Question:
    """A parsed question: a tool, or None if it doesn't name the kind of rows, with filters that the tool has.

    `left` holds the words that weren't understood, and filters that the tool lacks. `bare`: the message is only a
    title. `named`: it names the kind of rows, and doesn't narrow the previous list. `pointed`: it refers to the job
    in focus.
    """

    tool: str | None = None
    arguments: Mapping[str, Any] = field(default_factory=dict)
    left: Sequence[str] = ()
    bare: bool = False
    named: bool = False
    pointed: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether the whole message was understood."""
        return self.tool is not None and not self.left


def read(linked: Linked, directory: Directory, today: date) -> Question:
    """Return the question of a message; an empty one if the message names a person or an id."""
    message = linked.message
    if len(message) > LONGEST:
        return Question()
    matcher = PhraseMatcher(linked.words)
    part = Part.whole(linked, directory)
    matcher.take("(?:and )?(?:what|how) about")
    exclusions = excluded(matcher, part)
    if _names_one(matcher, linked) or (linked.jobs and matcher.has(_STATED)):
        return Question()
    found = exclusions | filters(matcher, part, today)
    is_title = found == {"title": message.strip()}
    whole = PhraseMatcher(linked.words)
    named = ("title" in found or matcher.has(*_NOUNS)) and not any(start == 0 for _, start, _ in whole.find(words.ONLY))
    asks_who = "order" not in found and matcher.has(words.WHO)  # "who has the most?" is about the rows shown
    named = not whole.has(words.OF_THEM) and (named or asks_who)
    of_jobs_there = "location" in found and whole.has(_JOBS_IN)
    kind = _subject(matcher, found, part, of_jobs_there=of_jobs_there)
    if kind is None:
        return Question(None, found, unread_stretches(matcher, part))
    if kind == "list_applications" and of_jobs_there:
        found["job_location"] = found.pop("location")
    found |= status_filters(matcher, part, kind)
    if kind == "find_jobs" and "title" in found:
        found["query"] = found.pop("title")
    if kind == "find_jobs" and _PAID & found.keys():
        matcher.take(words.PAYING)
    fitting = {name: value for name, value in found.items() if has_filter(kind, name, value)}
    others = {name: value for name, value in found.items() if name not in fitting}
    pointed = kind == "list_applications" and matcher.take(words.TO_A_JOB) is not None
    left = [*worded_filters(others), *unread_stretches(matcher, part)]
    return Question(kind, fitting, left, bare=is_title, named=named, pointed=pointed)


def _names_one(matcher: PhraseMatcher, linked: Linked) -> bool:
    """Tell whether a message names a person or an id that it doesn't exclude."""
    named = any(not matcher.consumed[one.start] for one in linked.people)
    return named or any(is_id(linked, figure) and not matcher.consumed[figure.index] for figure in linked.figures)


def has_filter(kind: str, name: str, value: Any) -> bool:
    """Tell whether a list has a filter and supports the value."""
    if name == "order":
        return value in _OWN_SORT_ORDERS[kind] | _COMMON_SORT_ORDERS
    return name in LIST_FILTERS[kind] and (name not in {"has", "lacks"} or set(value) <= _FIELDS[kind])


def worded_filters(filters: Mapping[str, Any]) -> list[str]:
    """Return the wording of each of the filters that aren't applied."""
    return [_worded(*one) for one in filters.items()]


def _worded(name: str, value: Any) -> str:
    listed = value if isinstance(value, str | int) else " or ".join(map(str, value))
    wording = _WORDED.get(name, name.replace("_", " "))
    return wording if value is True else f"{wording} {listed}".strip()


_WORDED = {
    "age": "",
    "sex": "",
    "lacks": "no",
    "without_applications": "no applications",
    "has": "known",
    "and_skills": "skill",
    "not_candidate_ids": "not candidate",
    "not_job_ids": "not job",
}


def is_id(linked: Linked, figure: Figure) -> bool:
    """Tell the number of "job 5" from those of "at least 5 years" and "5 nurses"."""
    before = linked.words[figure.index - 1].key if figure.index else ""
    named = kind_of(before) is not None or before in ID_MARKS or (figure.kind is Kind.JOB and fits(words.FOR, before))
    return figure.role == "id" and named


def filters(matcher: PhraseMatcher, part: Part, today: date) -> dict[str, Any]:
    """Consume the filters and the order, those with the longest phrases first."""
    found: dict[str, Any] = {}
    if days := period(matcher, today):
        since, until = days
        found |= {"since": since.isoformat()} | ({"until": until.isoformat()} if until else {})
    found |= age(matcher, part) | sex(matcher, part)
    if matcher.take(words.NO_APPLICATIONS):
        found["without_applications"] = True
    if matcher.take(words.APPLIED_STAGE):
        found["status"] = "applied"
    found |= fields(matcher)
    found |= source(matcher)
    found |= language_filters(matcher)
    found |= bounds(matcher)
    if statuses.stages(part.words):
        matcher.take("stages?")  # the stage of an interview is no internship
    found |= next(({"order": name} for name, table in words.SORT_ORDERS.items() if matcher.take(table)), {})
    found |= arrangement_filters(matcher)
    found |= departments(matcher, part)
    found |= known_companies(matcher, part)
    found |= _with_arrangement(found, places(matcher, part))
    if found.get("remote_option") == REMOTE and not _LOCAL & found.keys():
        found["location"] = found.pop("remote_option")
    found = companies(matcher, part) | found
    if _YEARS & found.keys() or found.get("order") in words.OF_PEOPLE:
        matcher.take(words.EXPERIENCE)
    found |= skills(matcher, part)
    found |= titles(matcher, part)
    return found | other_source(matcher, part) | limits(matcher, ordered="order" in found)


def _with_arrangement(found: Mapping[str, Any], local: Mapping[str, Value]) -> Mapping[str, Value]:
    """Return the places, with an excluded arrangement beside excluded places: "not remote and not in Leeds"."""
    outside = local.get("not_location")
    if outside is None or "not_location" not in found:
        return local
    return {**local, "not_location": [found["not_location"], *([outside] if isinstance(outside, str) else outside)]}


_JOBS_IN = rf"(?:{words.FOR}|to|auf|of)(?: (?:open|offene[nr]?|the|our|all|die|unsere|les|nos|los|las|as|os|le|de|onze))* {words.JOBS} (?:in|at|a|en|em|de|no|na|nel|te)"
"""Jobs with a place after them, for which rows are listed: "applications for jobs in Leeds"."""


def _subject(matcher: PhraseMatcher, found: Mapping[str, Any], part: Part, *, of_jobs_there: bool) -> str | None:
    """Consume the nouns for the kind of rows and return their tool; None if there are none, or two kinds.

    `of_jobs_there`: the place is that of jobs, of which the applications are listed.
    """
    applications = None if matcher.has(words.APPLIED_OR) else matcher.take(words.APPLIED)
    jobs, people = matcher.take(words.JOBS), matcher.take(words.CANDIDATES)
    applications = matcher.take(words.APPLICATIONS) or applications
    who = matcher.take(words.WHO)
    of_jobs = found.get("order") in words.OF_JOBS or not found.keys().isdisjoint({"min_pay", "max_pay"})
    if jobs and of_jobs_there and (applications or people):
        return "list_applications"
    if (jobs and people) or (of_jobs and people):
        return None
    is_new = not _ONE.isdisjoint(word.key for word in matcher.words) or matcher.has(_NEEDING)
    of_jobs = of_jobs and (jobs is not None or not is_new)
    if jobs or of_jobs:
        return None if applications or matcher.words[0].key in _WHO_FIRST else "find_jobs"
    staged = (people or who or "title" in found) and "without_applications" not in found
    narrowed = "status" in found or found.keys() & _OF_APPLICATIONS
    if applications or narrowed or (staged and named_stage(matcher, part)):
        # the title of "applications for the nurse position", and of "who is hired for it", is a job's
        return None if "title" in found and (applications or matcher.has(_FOR)) else "list_applications"
    only_jobs = "employment_type" in found or ("lacks" in found and set(found["lacks"]) == {"salary"})
    if only_jobs and not people and not who and "title" not in found:
        return "find_jobs"
    return "find_candidates" if people or who or "lacks" in found or found.keys() & _OF_PEOPLE else None


_ONE = frozenset("ein eine einen un une una uno um uma een".split())
"""Articles of something new: "cerchiamo un cuoco, 26-30k" asks for no list."""
_NEEDING = phrases(
    "(?:need|needs|want|wants|looking for|hiring|hire|seek|seeking|recruit|recruiting)(?: for)? (?:a|an|another)"
)
_WHO_FIRST = frozenset("who wer qui quien quem chi".split())
"""First words of a question for people: "who could do the baker job?"."""
_FOR = "for|fur|pour|para|per|voor|pra"
_OF_APPLICATIONS = frozenset(["source", "min_score", "max_score", "not_status"])
_YEARS = frozenset(["min_years", "max_years"])
_PAID = frozenset(["min_pay", "max_pay", "order"])
_OF_PEOPLE = frozenset(["title", "min_years", "max_years", "company", "language"])


def unread_stretches(matcher: PhraseMatcher, part: Part) -> list[str]:
    """Return the stretches of words that weren't consumed, without fillers."""
    matcher.consume_words(words.FILLERS)
    stretches: list[tuple[int, int]] = []
    for index in matcher.remaining():
        if stretches and all(matcher.words[at].key == "-" for at in range(stretches[-1][1], index)):
            stretches[-1] = stretches[-1][0], index + 1
        else:
            stretches.append((index, index + 1))
    return [part.linked.text(start, end) for start, end in stretches]
