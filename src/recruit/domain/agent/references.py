"""Resolution of names, pronouns, list positions and missing references to ids."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any, NamedTuple

from recruit.domain.accounts.model.users import Actor
from recruit.domain.agent import replies
from recruit.domain.agent.tools.table import TOOLS
from recruit.domain.agent.wording import one_line, paragraphs
from recruit.domain.engines.language.memory import Memory
from recruit.domain.engines.language.requests import Kind, Missing, Named, Nth, Pointed, Request, Shown, Target
from recruit.domain.engines.language.understanding import WRITES
from recruit.domain.search.closeness import MOST_COMPARED, closeness
from recruit.domain.search.model import CandidateSearch, JobSearch
from recruit.domain.search.service import Searching
from recruit.domain.shared.pages import Window

MOST_OPTIONS = 10
SHOW_TOOLS = frozenset({"get_job", "get_candidate", "summarize_candidate"})
"""Tools that show one thing, of either kind."""

OF_EITHER_KIND = frozenset({"timeline", "list_tasks"})
"""Tools with arguments for a thing of either kind."""


class Option(NamedTuple):
    """A thing that a reference may mean."""

    id: int
    name: str


class Unresolved(Exception):
    """A request that can't be run yet, with the reason. An answer to `question` completes it."""

    def __init__(self, sentence: str, question: Mapping[str, Any] | None = None) -> None:
        super().__init__(sentence)
        self.question = question

    def with_rest(self, others: Sequence[Request]) -> "Unresolved":
        """Return this error with a sentence that names the other requests that aren't run because of it."""
        heard = [one.text for one in others if one.text]
        return Unresolved(paragraphs(str(self), replies.rest_undone(heard)), self.question) if heard else self


class ReferenceResolver:
    """Resolves the references of requests within the user's organisation."""

    def __init__(self, searching: Searching) -> None:
        self._searching = searching

    async def resolve(self, actor: Actor, memory: Memory, request: Request) -> Request:
        """Return the request with ids in place of mentions. Raise Unresolved."""
        request = _with_recent_kind(memory, request)
        for name, value in request.arguments.items():
            if isinstance(value, Target):
                request = await self._with(actor, memory, request, name, value)
            elif isinstance(value, list) and any(isinstance(one, Target) for one in value):
                request = await self._with_all(actor, memory, request, name)
        return request

    async def check_names(self, actor: Actor, requests: Sequence[Request]) -> None:
        """Raise Unresolved if a name in one of several requests matches nothing."""
        for request in requests:
            listed = [value if isinstance(value, list) else [value] for value in request.arguments.values()]
            for value in chain.from_iterable(listed):
                if isinstance(value, Named) and not await self.options(actor, value.kind, value.name):
                    raise Unresolved(replies.unknown_name(value.kind, value.name)).with_rest(
                        [one for one in requests if one is not request]
                    )

    async def options(self, actor: Actor, kind: Kind, name: str) -> Sequence[Option]:
        """Return the things that match a name best: the one that has exactly that name, those that have its words."""
        found = await self._found(actor, kind, name)
        if not found and name.lower().endswith("s"):
            found = await self._found(actor, kind, name[:-1])
        exact = [option for option in found if option.name.casefold() == name.casefold()]
        whole = [option for option in found if closeness(name, option.name) == 0]
        return exact if len(exact) == 1 else (whole or found)[:MOST_OPTIONS]

    async def options_by_id(self, actor: Actor, kind: Kind, ids: Sequence[int]) -> Sequence[Option]:
        """Return things by their ids, in the same order."""
        people = await self._searching.by_ids(actor, kind.value, ids[:MOST_OPTIONS])
        return [Option(one, people[one]) for one in ids[:MOST_OPTIONS] if one in people]

    async def _found(self, actor: Actor, kind: Kind, name: str) -> Sequence[Option]:
        window = Window(limit=MOST_COMPARED)
        if kind is Kind.JOB:
            jobs = await self._searching.jobs(actor, window, JobSearch(query=name))
            return [Option(job.id, job.title) for job in jobs.items]
        candidates = await self._searching.candidates(actor, window, CandidateSearch(query=name))
        return [Option(one.id, one.full_name) for one in candidates.items]

    async def _with(self, actor: Actor, memory: Memory, request: Request, name: str, value: Target) -> Request:
        """Return the request with one argument resolved. A request to show a candidate may become one to show a job."""
        if isinstance(value, Shown):
            ids = memory.shown.get(value.kind, [])[: value.first]
            if not ids:
                raise Unresolved(replies.which(value.kind, TOOLS[request.tool].example))
            return replace(request, arguments={**request.arguments, name: ids})
        if (
            isinstance(value, Named)
            and request.tool in SHOW_TOOLS | OF_EITHER_KIND
            and not await self.options(actor, value.kind, value.name)
        ):
            other = Kind.JOB if value.kind is Kind.CANDIDATE else Kind.CANDIDATE
            if await self.options(actor, other, value.name):
                return await self.resolve(actor, memory, _of_other_kind(request, name, Named(other, value.name)))
        found = await self._one(actor, memory, request, name, value)
        return replace(request, arguments={**request.arguments, name: found})

    async def _with_all(self, actor: Actor, memory: Memory, request: Request, name: str) -> Request:
        """Return the request with a list of mentions resolved. An answer to a question replaces the first one left."""
        resolved = list(request.arguments[name])
        for place, one in enumerate(resolved):
            if isinstance(one, Target):
                resolved[place] = await self._one(actor, memory, request, name, one)
                request = replace(request, arguments={**request.arguments, name: list(resolved)})
        return request

    async def _one(self, actor: Actor, memory: Memory, request: Request, name: str, mention: Target) -> int:
        if isinstance(mention, Named):
            return await self._named(actor, request, name, mention)
        if isinstance(mention, Nth):
            found = memory.nth(mention.kind, mention.place)
            if found is None:
                raise Unresolved(replies.not_shown(mention.kind))
            return found[1]
        if isinstance(mention, Shown):
            raise Unresolved(replies.not_shown(mention.kind))
        one = memory.one(mention.kind)
        if one is not None:
            return one
        shown = await self.options_by_id(actor, mention.kind, memory.shown.get(mention.kind, []))
        example = mention.example if isinstance(mention, Missing) else TOOLS[request.tool].example
        raise clarification(request, name, mention.kind, shown if isinstance(mention, Pointed) else [], example)

    async def _named(self, actor: Actor, request: Request, argument: str, mention: Named) -> int:
        found = await self.options(actor, mention.kind, mention.name)
        if not found:
            raise Unresolved(replies.unknown_name(mention.kind, mention.name))
        is_partial = request.tool in WRITES and not _names_whole(mention.name, found[0].name)
        if len(found) > 1 or is_partial:
            raise clarification(request, argument, mention.kind, found, TOOLS[request.tool].example)
        return found[0].id


def _names_whole(written: str, name: str) -> bool:
    """Tell whether all words of a written name are words of a name: "Nin" isn't enough to change Nina."""
    return 0 in {closeness(written, name), closeness(written.removesuffix("s"), name)}


def clarification(request: Request, argument: str, kind: Kind, options: Sequence[Option], example: str) -> Unresolved:
    """Return the error that asks which of several things a reference means."""
    question = {
        "tool": request.tool,
        "arguments": {name: to_json(value) for name, value in request.arguments.items()},
        "argument": argument,
        "kind": kind.value,
        "options": [option.id for option in options],
    }
    if not options:
        return Unresolved(replies.which(kind, example), question)
    lines = [f"{kind.value.capitalize()} #{option.id}: {one_line(option.name)}" for option in options]
    return Unresolved(replies.which_of(kind, lines), question)


def to_json(value: Any) -> Any:
    """Return a mention as JSON; anything else unchanged."""
    if isinstance(value, list):
        return [to_json(one) for one in value]
    if isinstance(value, Named):
        return {"named": value.name, "kind": value.kind.value}
    if isinstance(value, Pointed | Missing):
        return {"pointed": True, "kind": value.kind.value}
    if isinstance(value, Nth):
        return {"place": value.place, "kind": value.kind and value.kind.value}
    return value


def from_json(value: Any) -> Any:
    """Return the mention that `to_json` serialised."""
    if isinstance(value, list):
        return [from_json(one) for one in value]
    if not isinstance(value, Mapping) or "kind" not in value:
        return value
    kind = Kind(value["kind"]) if value["kind"] else None
    if "place" in value:
        return Nth(kind, value["place"])
    if kind is None:
        return value
    return Named(kind, value["named"]) if "named" in value else Pointed(kind)


def _with_recent_kind(memory: Memory, request: Request) -> Request:
    """Return a request for "the second one" or "it" with the kind that was shown last, if it takes either kind."""
    if request.tool not in SHOW_TOOLS or len(request.arguments) != 1:
        return request
    (value,) = request.arguments.values()
    if not isinstance(value, Nth | Pointed) or not value.bare or memory.recent not in {Kind.JOB, Kind.CANDIDATE}:
        return request
    kind = Kind(memory.recent)
    return _show_request(request, kind, replace(value, kind=kind))


def _of_other_kind(request: Request, argument: str, value: Named) -> Request:
    """Return the request about a thing of the other kind."""
    if request.tool in SHOW_TOOLS:
        return _show_request(request, value.kind, value)
    others = {name: one for name, one in request.arguments.items() if name != argument}
    return replace(request, arguments={**others, f"{value.kind.value}_id": value})


def _show_request(request: Request, kind: Kind, value: Target) -> Request:
    if kind is Kind.JOB:
        return replace(request, tool="get_job", arguments={"job_id": value})
    shows = request.text.lower().startswith(
        ("show", "open", "display", "get", "see", "view", "pull", "and", "the", "give")
    )
    tool = "summarize_candidate" if request.tool == "summarize_candidate" or not shows else "get_candidate"
    return replace(request, tool=tool, arguments={"candidate_id": value})
