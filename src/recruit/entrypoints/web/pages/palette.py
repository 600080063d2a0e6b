"""The command palette: pages, actions, jobs and candidates. Without scripts it is a page.

Jobs and candidates are found by a part of their name, candidates also by e-mail address, phone number and other texts.
"""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from litestar import Controller, Response, get

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.jobs.model import Job
from recruit.domain.search.closeness import MOST_COMPARED, closeness
from recruit.domain.search.model import Sort
from recruit.domain.search.queries import CandidateQuery, JobQuery
from recruit.domain.shared.errors import Forbidden
from recruit.domain.shared.pages import Window
from recruit.entrypoints.web.lists import filters_of
from recruit.entrypoints.web.page import SECTIONS, page
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.text import LANGUAGE, LANGUAGES, t

FOUND = 8
"""Jobs and candidates that are shown, each: those whose names match most closely."""

SHORTEST_TEXT = 3
"""Characters from which texts are searched."""

_SKILL = re.compile(r"[^@]*[^\W\d][^@]*")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry that leads to a page or, if it has `fields`, submits a form with these fields.

    Users without `permission` don't see it; None needs no permission. `part_of` is the name of the section it is in.
    """

    path: str
    label: str
    permission: Permission | None = None
    part_of: str = ""
    fields: Mapping[str, str] | None = None


class PalettePages(Controller):
    """`/search`."""

    @get("/search")
    async def search(self, request: PageRequest) -> Response[str]:
        """Find pages, jobs and candidates."""
        text = filters_of(request, ["q"]).get("q", "")
        searching, window = request.services.searching, Window(limit=MOST_COMPARED)
        jobs: Sequence[Job] = ()
        candidates: Sequence[Candidate] = ()
        totals = {"jobs": 0, "candidates": 0}
        if text and request.may(Permission.READ_JOBS):
            every_job = await searching.job_list(request.actor, window, JobQuery(q=text))
            jobs = sorted(every_job.items, key=lambda job: closeness(text, job.title))[:FOUND]
            totals["jobs"] = every_job.total
        if text and request.may(Permission.READ_CANDIDATES):
            people = await searching.candidate_list(request.actor, window, CandidateQuery(q=text))
            candidates = sorted(people.items, key=lambda person: closeness(text, person.full_name))[:FOUND]
            totals["candidates"] = people.total
        named = {one.id for one in candidates}
        template = "fragments/found.html" if request.is_partial else "pages/search.html"
        return page(
            request,
            template,
            text=text,
            entries=_found(request, text),
            jobs=jobs,
            candidates=candidates,
            totals=totals,
            mentioned=[one for one in await _mentioned(request, text) if one.id not in named],
            is_skill=_SKILL.fullmatch(text) is not None,
        )


async def _mentioned(request: PageRequest, text: str) -> Sequence[Candidate]:
    """Return the newest candidates whose profile or documents have a text, and the one with a phone number."""
    searching = request.services.searching
    if len(text) < SHORTEST_TEXT or not request.may(Permission.READ_CANDIDATES):
        return []
    with suppress(Forbidden):
        if (person := await searching.candidate_with_phone(request.actor, text)) is not None:
            return [person]
        begun = f"{text}*" if text[-1].isalnum() else text
        query = CandidateQuery(text=begun, sort=Sort.NEWEST)
        return (await searching.candidate_list(request.actor, Window(limit=FOUND), query)).items
    return []


def _found(request: PageRequest, text: str) -> Sequence[Entry]:
    """Return the pages that the user may open and whose names, in any language, have all words of a text."""
    words = text.lower().split()
    everywhere = zip(*(_entries_in(language, request) for language in LANGUAGES), strict=True)
    return [
        one
        for one, named in zip(_entries(request), everywhere, strict=True)
        if (one.permission is None or request.may(one.permission))
        and all(word in " ".join(f"{name.part_of} {name.label}" for name in named).lower() for word in words)
    ]


def _entries_in(language: str, request: PageRequest) -> Sequence[Entry]:
    before = LANGUAGE.set(language)
    try:
        return _entries(request)
    finally:
        LANGUAGE.reset(before)


def _entries(request: PageRequest) -> Sequence[Entry]:
    """Return all pages in the reader's language."""
    return [
        Entry("/inbox", t("Inbox")),
        Entry("/jobs", t("Jobs"), Permission.READ_JOBS),
        Entry("/jobs/new", t("New job"), Permission.WRITE_JOBS),
        Entry("/candidates", t("Candidates"), Permission.READ_CANDIDATES),
        Entry("/candidates/new", t("Add candidates"), Permission.WRITE_CANDIDATES),
        Entry("/reports", t("Reports"), Permission.READ_APPLICATIONS),
        Entry("/chat", t("Chat with the agent"), Permission.CHAT),
        *(
            Entry(
                f"/settings/{one.name}",
                one.label,
                None if one.permission is None else Permission[one.permission.upper()],
                t("Settings"),
            )
            for one in request.app.opt[SECTIONS]()
        ),
        Entry("/welcome", t("Welcome"), Permission.WRITE_CANDIDATES),
        Entry("/settings/members#f-email", t("Invite members"), Permission.MANAGE_USERS),
        *(
            Entry("/settings/me/theme", label, None, t("Theme"), {"theme": value})
            for value, label in (("", t("System")), ("light", t("Light")), ("dark", t("Dark")))
        ),
        Entry("/keys", t("Keys")),
        Entry("/logout", t("Sign out"), fields={}),
    ]
