"""MCP resources: jobs and candidates, as recruit://jobs/5 and recruit://candidates/12."""

import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import mcp_types as types
import msgspec
from mcp.server.context import ServerRequestContext
from mcp.shared.exceptions import MCPError
from msgspec import Struct

from recruit.domain.agent.wording import aside, one_line, role
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.candidates.service import CandidateService
from recruit.domain.jobs.model import Job
from recruit.domain.jobs.service import JobService
from recruit.domain.shared.errors import NotFound
from recruit.domain.shared.pages import Window
from recruit.entrypoints.http.candidates import CandidateOut
from recruit.entrypoints.http.jobs import JobOut
from recruit.entrypoints.http.schemas import view
from recruit.entrypoints.mcp.callers import AssistantUser, Who
from recruit.entrypoints.mcp.paging import NO_PAGE, only_page

Context = ServerRequestContext[Any, Any]
PAGE = 100
JSON = "application/json"
JOBS, CANDIDATES = "jobs", "candidates"
_ADDRESS = re.compile(r"recruit://(jobs|candidates)/(\d{1,18})")
_CURSOR = re.compile(r"(jobs|candidates)/(\d{1,18})")
TEMPLATES: Mapping[str, tuple[str, str]] = {
    JOBS: ("recruit://jobs/{job_id}", "All that is known of one job."),
    CANDIDATES: ("recruit://candidates/{candidate_id}", "All that is known of one candidate."),
}

SHAPES: Mapping[type, type[Struct]] = {Job: JobOut, Candidate: CandidateOut}
"""Response schema of each kind of resource, the same as in the HTTP API."""


class Resources:
    """The organisation's jobs, then its candidates, in pages of PAGE."""

    def __init__(self, jobs: JobService, candidates: CandidateService, who: Who) -> None:
        self._jobs = jobs
        self._candidates = candidates
        self._who = who

    async def list(self, context: Context, params: types.PaginatedRequestParams | None) -> types.ListResourcesResult:
        """List one page. A cursor is a kind and the number of its records on earlier pages. Raises MCPError."""
        guest = await self._who(context)
        kind, skip = _position(params.cursor if params else None)
        page = await self._page(guest, kind, Window(skip, PAGE))
        more = f"{kind}/{skip + PAGE}" if skip + PAGE < page.total else None
        return types.ListResourcesResult(
            resources=[_listed(one) for one in page.items],
            next_cursor=more or (f"{CANDIDATES}/0" if kind == JOBS else None),
            ttl_ms=0,
            cache_scope="private",
        )

    async def templates(
        self, _context: Context, page: types.PaginatedRequestParams | None
    ) -> types.ListResourceTemplatesResult:
        """List the URI templates. Raises MCPError."""
        only_page(page)
        templates = [
            types.ResourceTemplate(name=kind, uri_template=address, description=told, mime_type=JSON)
            for kind, (address, told) in TEMPLATES.items()
        ]
        return types.ListResourceTemplatesResult(resource_templates=templates, ttl_ms=0, cache_scope="private")

    async def read(self, context: Context, params: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        """Read one resource. Raises MCPError if it doesn't exist."""
        guest = await self._who(context)
        one = await self._one(guest, params.uri)
        if one is None:
            raise MCPError(types.INVALID_PARAMS, "There is no such resource.", {"uri": params.uri})
        text = msgspec.json.encode(view(one, SHAPES[type(one)])).decode()
        contents = types.TextResourceContents(uri=params.uri, mime_type=JSON, text=text)
        return types.ReadResourceResult(contents=[contents], ttl_ms=0, cache_scope="private")

    async def _page(self, guest: AssistantUser, kind: str, window: Window) -> Any:
        list_kind = self._jobs.page if kind == JOBS else self._candidates.page
        return await list_kind(guest.actor, window)

    async def _one(self, guest: AssistantUser, address: str) -> Job | Candidate | None:
        found = _ADDRESS.fullmatch(address)
        if found is None:
            return None
        get = self._jobs.get if found[1] == JOBS else self._candidates.get
        with suppress(NotFound):
            return await get(guest.actor, int(found[2]))
        return None


def _listed(one: Job | Candidate) -> types.Resource:
    if isinstance(one, Job):
        title, told, kind = one_line(one.title), f"Job #{one.id}{aside(one.status, one.location)}", JOBS
    else:
        title, told, kind = one_line(one.full_name), f"Candidate #{one.id}{aside(role(one), one.location)}", CANDIDATES
    address = f"recruit://{kind}/{one.id}"
    return types.Resource(uri=address, name=f"{kind}/{one.id}", title=title, description=told, mime_type=JSON)


def _position(cursor: str | None) -> tuple[str, int]:
    if cursor is None:
        return JOBS, 0
    found = _CURSOR.fullmatch(cursor)
    if found is None:
        raise MCPError(types.INVALID_PARAMS, NO_PAGE)
    return found[1], int(found[2])
