"""The grammar of filtered lists.

candidates = [ verb ] , [ det ] , [ number ] , ( "candidates" | "anyone" | … | titles ) , { [ "and" ] , filter }
           | "who" , filter , { filter }
           | ( "find" | "search for" | … ) , name ;
filter     = ( "in" | "near" | "based in" ) , place | ( "at" | "working at" ) , company | "from" , ( place | company )
           | ( "with" | "who know" | … ) , skill , [ "skills" | "experience" ] | ( "named" | "called" ) , name
           | ( "with title" | "working as" ) , title | ( "whose resume mentions" | "with resume text" | … ) , text ;
jobs       = [ verb ] , [ det ] , [ number ] , [ status ] , [ arrangement ] , [ words of the title ] , "jobs" ,
             { [ "and" ] , job-filter } ;
job-filter = ( "in" | "near" ) , place | ( "that need" | "requiring" | … ) , skill | [ "that are" ] , status
           | ( "titled" | "called" ) , title | "with" , title , "in the title" | "for" , titles ;
"""

import re
from collections.abc import Sequence
from typing import Any

from recruit.domain.engines.language import mentions
from recruit.domain.engines.language.filter_words import (
    ALL_CANDIDATES,
    ALL_JOBS,
    BY_NAME,
    CANDIDATE_FILTERS,
    CANDIDATES,
    JOB_FILTERS,
    JOBS,
    NOT_NAMED,
    STARTS,
    TAIL,
    TITLES,
    WHO,
)
from recruit.domain.engines.language.learned.statuses import job_statuses
from recruit.domain.engines.language.learned.words import words
from recruit.domain.engines.language.lists.arrangements import place_of
from recruit.domain.engines.language.mentions import text_of
from recruit.domain.engines.language.requests import Request
from recruit.domain.engines.language.tokens import Token
from recruit.domain.engines.language.typos import nearest
from recruit.domain.engines.language.words import JOB_STATUSES
from recruit.domain.engines.reading.text.lazy_patterns import Lazy
from recruit.domain.engines.reading.text.places import is_place
from recruit.domain.engines.reading.text.titles import is_head
from recruit.domain.engines.skills.catalog import canonical_name


def read_filtered(tokens: Sequence[Token], message: str) -> Request | None:
    """Parse a filtered list; return None for anything else, and if a filter isn't understood."""
    line = _Line(tokens, message)
    arguments = _jobs(line)
    if arguments is not None:
        return Request("find_jobs", arguments, text_of(tokens, message))
    arguments = _candidates(line)
    return None if arguments is None else Request("find_candidates", arguments, text_of(tokens, message))


class _Line:
    """Tokens as the text that the expressions match, with the mapping back to tokens."""

    def __init__(self, tokens: Sequence[Token], message: str) -> None:
        self.text = "".join(f"{token.text} " for token in tokens)
        self._tokens = tokens
        self._message = message
        self._places = {0: 0}
        end = 0
        for place, token in enumerate(tokens, 1):
            end += len(token.text) + 1
            self._places[end] = place

    def span(self, start: int, end: int) -> Sequence[Token]:
        """Return the tokens between two positions of the text."""
        return self._tokens[self._places[start] : self._places[end]]

    def written(self, start: int, end: int) -> str:
        """Return the text between two positions as it was written."""
        return text_of(self.span(start, end), self._message).strip(" \"'“”‘’")


def _jobs(line: _Line) -> dict[str, Any] | None:
    if ALL_JOBS.fullmatch(line.text):
        return {}
    found = JOBS.fullmatch(line.text)
    if found is None:
        return None
    arguments: dict[str, Any] = {}
    for name in ("status", "status2"):
        if found[name]:
            arguments["status"] = JOB_STATUSES[found[name].strip()]
    if found["arrangement"]:
        arguments["location"] = found["arrangement"].strip()
    if found["query"]:
        words = line.written(*found.span("query"))
        titled = is_head(words.rpartition(" ")[2].lower())
        if nearest(words.lower()) or not (titled or canonical_name(words)):
            return None
        arguments["query" if titled else "skill"] = words
    arguments |= _limit(line, found)
    narrowed = _filters(line, *found.span("filters"), JOB_FILTERS)
    if narrowed is None:
        return None
    whole = {**arguments, **narrowed}
    everything = line.text[: found.start("filters")].rstrip().rpartition(" ")[2] in {"everything", "anything", "all"}
    return whole if whole.keys() - {"limit"} or (whole and not everything) else None


def _candidates(line: _Line) -> dict[str, Any] | None:  # noqa: PLR0911 - one return a form of the list
    if ALL_CANDIDATES.fullmatch(line.text):
        return {}
    if (who := WHO.fullmatch(line.text)) is not None:
        return _filters(line, who.start("filters") + 1, who.end("filters"), CANDIDATE_FILTERS) or None
    if (found := CANDIDATES.fullmatch(line.text)) is not None:
        narrowed = _filters(line, *found.span("filters"), CANDIDATE_FILTERS)
        return None if narrowed is None else {**narrowed, **_limit(line, found)} or None
    if (found := TITLES.fullmatch(line.text)) is not None:
        titles = title_of(line.written(*found.span("titles")), one=bool(found["one"]))
        narrowed = _filters(line, *found.span("filters"), CANDIDATE_FILTERS)
        if titles and narrowed is not None:
            return {"title": titles, **narrowed, **_limit(line, found)}
    if (found := BY_NAME.fullmatch(line.text)) is not None:
        name = line.written(*found.span("name"))
        if nearest(name):
            return None
        return {"skill": name} if canonical_name(name) else {"query": name}
    return None


def _limit(line: _Line, found: re.Match[str]) -> dict[str, int | None]:
    return {"limit": mentions.number(line.span(*found.span("number")))} if found["number"] else {}


def title_of(titles: str, *, one: bool = False) -> str | None:
    """Return the title in the singular: "nurse" for "nurses"; None if it isn't a title.

    With `one`, the text is in the singular already.
    """
    words = titles.split()
    last = words[-1] if words else ""
    if one:
        return titles if is_head(last.lower()) else None
    for ending, singular in (("ies", "y"), ("ches", "ch"), ("s", "")):
        if last.lower().endswith(ending) and is_head(last.lower().removesuffix(ending) + singular):
            return " ".join([*words[:-1], last[: -len(ending)] + singular])
    return None


_ENDED = frozenset(["open", "closed"])


def _filters(line: _Line, start: int, end: int, filters: Sequence[tuple[str, Lazy]]) -> dict[str, Any] | None:
    """Parse filters in sequence; return None if one isn't understood or occurs twice."""
    found: dict[str, Any] = {}
    while start < end:
        if tail := TAIL.match(line.text, start, end):
            start = tail.end()
            continue
        step = next(filter(None, (_filter(line, start, end, name, expression) for name, expression in filters)), None)
        if step is None or step[0] in found:
            return None
        name, value, start = step
        found[name] = value
    return found


def _filter(line: _Line, start: int, end: int, name: str, expression: Lazy) -> tuple[str, Any, int] | None:
    """Return a filter's name, its value and its end."""
    match = expression.match(line.text, start, end)
    if match is None:
        return None
    # The value extends up to the next filter: matched lazily, it grows until one begins.
    stop = match.end()
    while name != "title_words" and stop < end and not _begins(line.text, stop, end):
        stop = line.text.find(" ", stop) + 1
    if name == "title_words":
        return "query", line.written(*match.span("value")), stop
    return _argument(name, line.written(match.start("value"), stop), stop)


def _begins(text: str, place: int, end: int) -> bool:
    word = text[place : text.find(" ", place)]
    return word in STARTS.split("|") or TAIL.match(text, place, end) is not None


def _argument(name: str, value: str, stop: int) -> tuple[str, Any, int] | None:  # noqa: PLR0911 - one return a filter
    """Return the argument of a filter, its value and the filter's end; None if the value doesn't fit."""
    if not NOT_NAMED.isdisjoint(value.lower().split()):
        return None
    if name == "status":
        return (name, JOB_STATUSES[value.lower()], stop) if value.lower() in JOB_STATUSES else None
    if name == "skill":
        for ending in (" skills", " skill", " experience", " knowledge", " background", " expertise", " well"):
            value = value.removesuffix(ending)
        return None if value[:1].isdigit() else (name, value, stop)
    if name == "origin":
        return ("location" if is_place(value) else "company", value, stop)
    if name == "location":
        named = {status for _, status in job_statuses(words(value))}
        if named & _ENDED or (named and " " not in value):
            return None  # "Welche Stellen sind in Leeds offen?", "anything in draft?"
        value = place_of(value)
    if name == "company" and (is_place(value) or any(map(str.isdigit, value)) or is_head(value.lower().split()[-1])):
        return None  # "candidates for office manager"
    if name == "titles":
        title = title_of(value)
        return ("query", title, stop) if title else None
    return name, value, stop
