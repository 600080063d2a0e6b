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

from recruit.domain.agent.wording import bracketed, one_line, role
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.candidates.service import CandidateService
from recruit.domain.jobs.model import Job
from recruit.domain.jobs.service import JobService
from recruit.domain.shared.errors import NotFound
from recruit.domain.shared.pages import Page, Window
from recruit.entrypoints.http.candidates import CandidateOut
from recruit.entrypoints.http.jobs import JobOut
from recruit.entrypoints.http.schemas import view
from recruit.entrypoints.mcp.callers import AssistantUser, IdentifyCaller
from recruit.entrypoints.mcp.errors import NO_PAGE, check_single_page

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

SCHEMAS: Mapping[type, type[Struct]] = {Job: JobOut, Candidate: CandidateOut}
"""Response schema of each kind of resource, the same as in the HTTP API."""


class Resources:
    """The organisation's jobs, then its candidates, in pages of PAGE."""

    def __init__(self, jobs: JobService, candidates: CandidateService, identify_caller: IdentifyCaller) -> None:
        self._services: Mapping[str, JobService | CandidateService] = {JOBS: jobs, CANDIDATES: candidates}
        self._identify_caller = identify_caller

    async def list(self, context: Context, params: types.PaginatedRequestParams | None) -> types.ListResourcesResult:
        """List one page. A cursor is a kind and the number of its records on earlier pages. Raises MCPError."""
        user = await self._identify_caller(context)
        kind, skip = _position(params.cursor if params else None)
        page: Page[Any] = await self._services[kind].page(user.actor, Window(skip, PAGE))
        more = f"{kind}/{skip + PAGE}" if skip + PAGE < page.total else None
        return types.ListResourcesResult(
            resources=[_resource_entry(one) for one in page.items],
            next_cursor=more or (f"{CANDIDATES}/0" if kind == JOBS else None),
            ttl_ms=0,
            cache_scope="private",
        )

    async def templates(
        self, _context: Context, page: types.PaginatedRequestParams | None
    ) -> types.ListResourceTemplatesResult:
        """List the URI templates. Raises MCPError."""
        check_single_page(page)
        templates = [
            types.ResourceTemplate(name=kind, uri_template=address, description=description, mime_type=JSON)
            for kind, (address, description) in TEMPLATES.items()
        ]
        return types.ListResourceTemplatesResult(resource_templates=templates, ttl_ms=0, cache_scope="private")

    async def read(self, context: Context, params: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        """Read one resource. Raises MCPError if it doesn't exist."""
        user = await self._identify_caller(context)
        record = await self._record(user, params.uri)
        if record is None:
            raise MCPError(types.INVALID_PARAMS, "There is no such resource.", {"uri": params.uri})
        text = msgspec.json.encode(view(record, SCHEMAS[type(record)])).decode()
        contents = types.TextResourceContents(uri=params.uri, mime_type=JSON, text=text)
        return types.ReadResourceResult(contents=[contents], ttl_ms=0, cache_scope="private")

    async def _record(self, user: AssistantUser, address: str) -> Job | Candidate | None:
        found = _ADDRESS.fullmatch(address)
        if found is None:
            return None
        with suppress(NotFound):
            return await self._services[found[1]].get(user.actor, int(found[2]))
        return None


def _resource_entry(record: Job | Candidate) -> types.Resource:
    if isinstance(record, Job):
        title, name = record.title, f"{JOBS}/{record.id}"
        description = f"Job #{record.id}{bracketed(record.status, record.location)}"
    else:
        title, name = record.full_name, f"{CANDIDATES}/{record.id}"
        description = f"Candidate #{record.id}{bracketed(role(record), record.location)}"
    uri = f"recruit://{name}"
    return types.Resource(uri=uri, name=name, title=one_line(title), description=description, mime_type=JSON)


def _position(cursor: str | None) -> tuple[str, int]:
    if cursor is None:
        return JOBS, 0
    found = _CURSOR.fullmatch(cursor)
    if found is None:
        raise MCPError(types.INVALID_PARAMS, NO_PAGE)
    return found[1], int(found[2])
