"""Pages of jobs: the list, a new job, and a job's details."""

from dataclasses import fields
from typing import Any

from litestar import Controller, Response, get, post
from litestar.params import FromPath
from msgspec import structs

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.jobs.model import Job, JobDetails
from recruit.domain.search.model import ApplicationSearch, Sort
from recruit.domain.search.queries import JobQuery
from recruit.domain.search.service import WAITING_SHOWN
from recruit.domain.shared.errors import Forbidden, Invalid
from recruit.entrypoints.http.jobs import JobIn
from recruit.entrypoints.web.forms import FormErrors, errors_of, read
from recruit.entrypoints.web.lists import filters_of, list_window, listed, sort_of
from recruit.entrypoints.web.page import page, redirect
from recruit.entrypoints.web.pages.candidate_frame import names_of
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.stale import opened, unless_changed
from recruit.entrypoints.web.text import t
from recruit.entrypoints.web.undo import Before, changed_fields, undoable

FILTERS = ("q", "status_filter", "location", "department", "skill", "text")
SKILLS = ("required_skills", "nice_to_have_skills")
NAMES = tuple(field.name for field in fields(JobDetails))
NO_ERRORS: dict[str, str] = {}
UNPROCESSABLE = 422


class JobPages(Controller):
    """Pages under `/jobs`."""

    path = "/jobs"

    @get("/")
    async def list_jobs(self, request: PageRequest) -> Response[str]:
        """Show a page of jobs."""
        filters, sort = filters_of(request, FILTERS), sort_of(request, Sort.NEWEST)
        texts = {name: value for name, value in filters.items() if name != "skill"}
        skill = tuple(filter(None, [filters.get("skill")]))
        query = JobQuery(**texts, skill=skill, sort=sort)  # type: ignore[arg-type]
        found = await request.services.searching.job_list(request.actor, list_window(request), query)
        return page(request, "pages/jobs.html", **listed(request, found, filters, sort))

    @get("/waiting")
    async def show_waiting(self, request: PageRequest) -> Response[str]:
        """Show the applications that have been in their stages for the longest time, for the list or as a page."""
        request.actor.require(Permission.READ_APPLICATIONS)
        try:
            found = (await request.services.searching.pipeline_status(request.actor, ApplicationSearch())).waiting
        except Forbidden:  # a hiring manager sees those of their own jobs, which the inbox knows
            found = (await request.services.inbox.get(request.actor, WAITING_SHOWN)).waiting.items
        waiting = [one.application for one in found]
        context: dict[str, Any] = {
            "waiting": found,
            "people": await names_of(request, "candidate", [one.candidate_id for one in waiting]),
            "titles": await names_of(request, "job", [one.job_id for one in waiting]),
        }
        return page(request, "fragments/waiting.html" if request.is_partial else "pages/waiting.html", **context)

    @get("/new")
    async def show_new(self, request: PageRequest) -> Response[str]:
        """Show the form of a new job."""
        request.actor.require(Permission.WRITE_JOBS)
        return page(request, "pages/job_new.html", values=_values(JobDetails(title="")), errors=NO_ERRORS)

    @post("/new", status_code=200)
    async def create(self, request: PageRequest) -> Response[str]:
        """Create a job."""
        values = await request.fields()
        try:
            details = JobDetails(**structs.asdict(read(JobIn, values, lists=SKILLS)))
            job = await request.services.jobs.create(request.actor, details)
        except (FormErrors, Invalid) as error:
            shown = {"values": _shown(values), "errors": errors_of(error)}
            return page(request, "pages/job_new.html", status=UNPROCESSABLE, **shown)
        return redirect(request, f"/jobs/{job.id}/details", t("Created {title}", title=job.title))

    @get("/{job_id:int}/details")
    async def show_details(self, request: PageRequest, job_id: FromPath[int]) -> Response[str]:
        """Show a job's fields, as a form for those who may change them."""
        job = await request.services.jobs.get(request.actor, job_id)
        return page(request, "pages/job_details.html", job=job, values=opened(_values(job)), errors=NO_ERRORS)

    @post("/{job_id:int}/details", status_code=200)
    async def change(self, request: PageRequest, job_id: FromPath[int]) -> Response[str]:
        """Change a job's fields, unless somebody else has changed them meanwhile."""
        job = await request.services.jobs.get(request.actor, job_id)
        values = await request.fields()
        try:
            changes = structs.asdict(read(JobIn, values, lists=SKILLS))
            before = Before[Job](unless_changed(values, _values))
            after = await request.services.jobs.change(request.actor, job_id, changes, before)
        except (FormErrors, Invalid) as error:
            shown = {"values": _shown(values), "errors": errors_of(error)}
            return page(request, "pages/job_details.html", status=UNPROCESSABLE, job=job, **shown)
        saved = redirect(request, f"/jobs/{job_id}/details", t("Saved"))
        return await undoable(request, saved, "update_job", *changed_fields("job", before.record, after))


def _values(job: Job | JobDetails) -> dict[str, Any]:
    """Return the form's texts for a job."""
    texts = {name: "" if (value := getattr(job, name)) is None else value for name in NAMES}
    return texts | {name: "\n".join(texts[name]) for name in SKILLS}


def _shown(values: dict[str, str]) -> dict[str, Any]:
    """Return a form's texts as they were sent, for all fields."""
    return dict.fromkeys(_values(JobDetails(title="")), "") | values
