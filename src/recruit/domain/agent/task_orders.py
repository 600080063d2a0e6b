"""Completion of the tasks that a message orders: their assignees, candidates, jobs and days."""

from dataclasses import replace
from typing import Any

from recruit.domain.agent.registry import Registry
from recruit.domain.agent.turn import Turn
from recruit.domain.engines.language.days import day_of
from recruit.domain.engines.language.joined_texts import PRONOUN
from recruit.domain.engines.language.learned.directory import Directory
from recruit.domain.engines.language.learned.linking import Linked, link
from recruit.domain.engines.language.learned.person_names import Mention
from recruit.domain.engines.language.learned.words import keys
from recruit.domain.engines.language.memory import Memory
from recruit.domain.engines.language.requests import Kind, Pointed, Reading, Request, Wish
from recruit.domain.engines.language.tasks import DUE_WORDS, FOR_WHOM
from recruit.ports.clock import Clock


class TaskOrders:
    """Completes orders for tasks with the organisation's users, candidates and jobs."""

    def __init__(self, registry: Registry, clock: Clock) -> None:
        self._registry = registry
        self._clock = clock

    async def completed(self, turn: Turn, reading: Reading, directory: Directory) -> Reading:
        """Return a reading whose tasks have their assignees, and are about what their titles name.

        A name or a day that can't be held is `left` of its request.
        """
        if not any(map(_is_task, reading.wishes)):
            return reading
        linked = link(turn.message, directory)
        wishes = [
            await self._completed(turn, one, linked, directory) if _is_task(one) else one for one in reading.wishes
        ]
        return replace(reading, wishes=wishes)

    async def _completed(self, turn: Turn, wish: Wish, linked: Linked, directory: Directory) -> Wish:
        if not isinstance(wish, Request):
            return wish
        request = await self._with_assignee(turn, wish, linked)
        return self._with_day(_with_subjects(request, linked, directory, turn.memory))

    async def _with_assignee(self, turn: Turn, request: Request, linked: Linked) -> Request:
        """Return a task "to check references for Bob" that is assigned to Bob if that is a user and no candidate."""
        given = dict(request.arguments)
        name = given.pop(FOR_WHOM, None)
        if name is None:
            return request
        users = await self._registry.users_named(turn.caller, name)
        is_candidate = any(linked.text(one.start, one.end).casefold() in name.casefold() for one in linked.people)
        if users and not is_candidate:
            return replace(
                request, arguments={**given, "title": given["title"].removesuffix(f" for {name}"), "assignee": name}
            )
        doubted = name[0].isupper() and bool(users) == is_candidate
        return replace(request, arguments=given, left=(*request.left, *([f"for {name}"] if doubted else [])))

    def _with_day(self, request: Request) -> Request:
        """Return a task without a day that is past."""
        words, today = request.arguments.get(DUE_WORDS), self._clock.now().date()
        day = None if words is None else day_of(words, today)
        if words is None or (day is not None and day >= today):
            return request
        others = {name: one for name, one in request.arguments.items() if name != DUE_WORDS}
        return replace(request, arguments=others, left=(*request.left, words))


def _with_subjects(request: Request, linked: Linked, directory: Directory, memory: Memory) -> Request:
    """Return a task about the one candidate and the one job that its title names."""
    given: dict[str, Any] = dict(request.arguments)
    title = given["title"].casefold()
    titles = {job.id: set(keys(job.title)) for job in directory.jobs}
    jobs = [one for one in linked.jobs if all(set(keys(_words(linked, one))) <= titles[id] for id in one.ids)]
    for name, mentions in (("candidate_id", linked.people), ("job_id", jobs)):
        inside = {one.ids for one in mentions if _words(linked, one).casefold() in title}
        if len(inside) == 1 and len(ids := inside.pop()) == 1:
            given[name] = ids[0]
    if "candidate_id" not in given and PRONOUN.search(title) and memory.one(Kind.CANDIDATE) is not None:
        given["candidate_id"] = Pointed(Kind.CANDIDATE)
    return replace(request, arguments=given)


def _words(linked: Linked, mention: Mention) -> str:
    return linked.text(mention.start, mention.end)


def _is_task(wish: Wish) -> bool:
    return isinstance(wish, Request) and wish.tool == "create_task"
