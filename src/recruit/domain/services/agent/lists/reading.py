"""From a message to the list that it asks for, whichever of seven languages it is in.

What a phrase of the vocabulary takes is a filter, the order, or what the list is of; fillers add nothing. Words that
are left over weren't understood: a list that left some over says so in its answer (`answering`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from recruit.domain.services.agent.learned import statuses
from recruit.domain.services.agent.learned.directory import Directory
from recruit.domain.services.agent.learned.figures import Figure
from recruit.domain.services.agent.learned.kinds import ID_MARKS, kind_of
from recruit.domain.services.agent.learned.linking import Linked
from recruit.domain.services.agent.learned.targets import Part
from recruit.domain.services.agent.lists import words
from recruit.domain.services.agent.lists.bounds import bounds
from recruit.domain.services.agent.lists.naming import companies, known_companies, limits, places, skills, titles
from recruit.domain.services.agent.lists.periods import period
from recruit.domain.services.agent.lists.phrases import Phrases
from recruit.domain.services.agent.requests import Request, Wish

LONGEST = 300
"""Characters of a message that may be a question for a list."""

KNOWN = {
    "find_candidates": frozenset(
        "title skill not_skill location not_location company min_years max_years without_applications since until order"
        " limit".split()
    ),
    "find_jobs": frozenset(
        "query skill not_skill location not_location status employment_type remote_option min_pay max_pay"
        " without_applications since until order limit".split()
    ),
    "list_applications": frozenset("status since until order limit".split()),
}
"""Tools that list, and the filters of each that a question can name."""

_LOCAL = frozenset(["location", "not_location"])


@dataclass(frozen=True, slots=True)
class Question:
    """What a message asks for: a tool, or None where it doesn't say of what, with filters that the tool has.

    `left` holds the words that weren't understood, and filters that the tool doesn't have. `bare`: the message is
    nothing but one title. `named`: it names what is listed, and doesn't narrow the list before it.
    """

    tool: str | None = None
    arguments: Mapping[str, Any] = field(default_factory=dict)
    left: Sequence[str] = ()
    bare: bool = False
    named: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether all of the message was understood."""
        return self.tool is not None and not self.left


def read(linked: Linked, directory: Directory, today: date) -> Question:
    """Return the question for a list that a message is. One about somebody, or something by its id, is none.

    `linked` is the message as planning has read it.
    """
    message = linked.message
    if len(message) > LONGEST or linked.people or any(_is_id(linked, figure) for figure in linked.figures):
        return Question()
    said = Phrases(linked.words)
    part = Part(linked, 0, len(linked.words), directory)
    found = _filters(said, part, today)
    is_title = found == {"title": message.strip()}
    before = len(said.left())
    kind = _subject(said, found, part)
    named = len(said.left()) < before or "title" in found
    if kind is None:
        return Question(None, found, _left(said, part))
    found |= _standing(said, part, kind)
    if kind == "find_jobs" and "title" in found:
        found["query"] = found.pop("title")
    if kind == "find_jobs" and _PAID & found.keys():
        said.take(words.PAYING)
    fitting = {name: value for name, value in found.items() if name in KNOWN[kind]}
    others = {name: value for name, value in found.items() if name not in KNOWN[kind]}
    return Question(kind, fitting, [*_said(others), *_left(said, part)], bare=is_title, named=named)


def _said(filters: Mapping[str, Any]) -> list[str]:
    return [f"{name.replace('_', ' ')} {value}" for name, value in filters.items()]


_OF_ONE = frozenset(["match_candidates", "match_jobs", "list_applications"])
_NEVER_UNUSED = frozenset(["title", "limit", "order"])


def unused(linked: Linked, directory: Directory, today: date, wishes: Sequence[Wish]) -> Sequence[str]:
    """Return the filters that a message names beside the id of what it ranks or lists for, and that aren't applied.

    Without an id they may be what names the job: "match candidates for the job in Berlin".
    """
    if len(wishes) != 1 or not isinstance(wishes[0], Request) or wishes[0].tool not in _OF_ONE:
        return []
    if len(linked.message) > LONGEST or not any(_is_id(linked, figure) for figure in linked.figures):
        return []
    found = _filters(Phrases(linked.words), Part(linked, 0, len(linked.words), directory), today)
    given = wishes[0].arguments
    return _said({name: value for name, value in found.items() if name not in _NEVER_UNUSED | given.keys()})


def _is_id(linked: Linked, figure: Figure) -> bool:
    """Tell the number of "job 5" from those of "at least 5 years" and "5 nurses"."""
    before = linked.words[figure.place - 1].key if figure.place else ""
    return figure.role == "id" and (kind_of(before) is not None or before in ID_MARKS)


def _filters(said: Phrases, part: Part, today: date) -> dict[str, Any]:
    """Take the filters and the order, those with the longest phrases first."""
    found: dict[str, Any] = {}
    if days := period(said, today):
        since, until = days
        found |= {"since": since.isoformat()} | ({"until": until.isoformat()} if until else {})
    if said.take(words.NO_APPLICATIONS):
        found["without_applications"] = True
    found |= bounds(said)
    found |= next(({"order": name} for name, table in words.ORDERS.items() if said.take(table)), {})
    found |= _arranged(said)
    found |= known_companies(said, part)
    found |= places(said, part)
    if "remote_option" in found and not _LOCAL & found.keys() and found["remote_option"] == "remote":
        found["location"] = found.pop("remote_option")
    found = companies(said, part) | found
    if _YEARS & found.keys() or found.get("order") in words.OF_PEOPLE:
        said.take(words.EXPERIENCE)
    return found | skills(said, part) | titles(said, part) | limits(said)


def _arranged(said: Phrases) -> dict[str, str]:
    tables = {"employment_type": words.EMPLOYMENT, "remote_option": words.ARRANGEMENT}
    return {
        name: value for name, table in tables.items() for value, expression in table.items() if said.take(expression)
    }


def _subject(said: Phrases, found: Mapping[str, Any], part: Part) -> str | None:
    """Take the nouns that say what the list is of, and return its tool; None for none or for two of them."""
    sent = said.take(words.APPLIED)
    jobs, people = said.take(words.JOBS), said.take(words.CANDIDATES)
    sent = said.take(words.APPLICATIONS) or sent
    who = said.take(words.WHO)
    of_jobs = found.get("order") in words.OF_JOBS or {"min_pay", "max_pay"} & found.keys()
    if (jobs and people) or (of_jobs and people):
        return None
    if jobs or of_jobs:
        return None if sent else "find_jobs"
    staged = (people or who) and not found.keys() & {"title", "without_applications"}
    if sent or (staged and _stage(said, part, take=False)):
        return "list_applications"
    return "find_candidates" if people or who or found.keys() & _OF_PEOPLE else None


_YEARS = frozenset(["min_years", "max_years"])
_PAID = frozenset(["min_pay", "max_pay", "order"])
_OF_PEOPLE = frozenset(["title", "min_years", "max_years", "company"])


def _standing(said: Phrases, part: Part, kind: str) -> dict[str, str]:
    """Take the status that a list of jobs, or of applications, is of."""
    if kind == "list_applications":
        stage = _stage(said, part, take=True)
        return {"status": stage} if stage else {}
    if kind == "find_jobs":
        for place, name in statuses.job_statuses(part.words):
            if not said.taken[place]:
                said.mark(place, place + 1)
                return {"status": name}
    return {}


def _stage(said: Phrases, part: Part, *, take: bool) -> str | None:
    for place, name in statuses.stages(part.words):
        if place and not said.taken[place] and said.words[place].key not in words.ORDERS_OF_STAGES:
            if take:
                said.mark(place, place + 1)
            return name
    return None


def _left(said: Phrases, part: Part) -> list[str]:
    """Return the stretches of words that nothing took, without fillers at their ends."""
    said.mark_words(words.FILLERS)
    stretches: list[tuple[int, int]] = []
    for place in said.left():
        if stretches and stretches[-1][1] == place:
            stretches[-1] = stretches[-1][0], place + 1
        else:
            stretches.append((place, place + 1))
    return [part.linked.text(start, end) for start, end in stretches]
