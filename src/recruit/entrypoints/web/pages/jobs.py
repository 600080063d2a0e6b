"""Pages of jobs: the list, a new job, and a job's details."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any
from urllib.parse import urlencode

from litestar import Controller, Response, get, post
from litestar.datastructures import UploadFile
from litestar.params import FromPath

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.reversals import creation_write
from recruit.domain.engines.reading.job.salary import DEFAULT_CURRENCY
from recruit.domain.extraction.intake import MOST_BYTES
from recruit.domain.jobs.model import Job, JobDetails
from recruit.domain.pipelines.model import BUILT_IN, JobOverview, StageType
from recruit.domain.search.model import Sort
from recruit.domain.search.queries import JobQuery
from recruit.domain.search.service import WAITING_SHOWN
from recruit.domain.shared.errors import Forbidden, Invalid, TooLarge
from recruit.domain.shared.pages import Page, Window
from recruit.entrypoints.http.agent import Prompt
from recruit.entrypoints.http.jobs import JobFields
from recruit.entrypoints.http.middleware.disconnects import EXPENSIVE
from recruit.entrypoints.http.middleware.idempotency import STEPWISE
from recruit.entrypoints.http.uploads import FORM_OVERHEAD
from recruit.entrypoints.web.forms import (
    REFUSED_FORM,
    UNPROCESSABLE,
    FormErrors,
    errors_of,
    message_of,
    read,
    read_changes,
)
from recruit.entrypoints.web.lists import filters_of, list_window, listed, shown_address, sort_of
from recruit.entrypoints.web.page import page, redirect, redirect_upload
from recruit.entrypoints.web.pages.candidate_frame import NO_ERRORS, names_of
from recruit.entrypoints.web.pages.job_team import changed_roles, team_form
from recruit.entrypoints.web.pages.welcome import demo_counts
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.stale import opened, unless_changed
from recruit.entrypoints.web.text import t
from recruit.entrypoints.web.undo import Before, changed_fields, undoable

FILTERS = ("q", "status_filter", "location", "department", "skill", "text")
COLUMNS = tuple(one for one in BUILT_IN if one.type is not StageType.ARCHIVED)
"""The types of stages that the list has columns for, with the names of the standard ones."""

MOST_STATUSES = 6
"""Statuses that the list offers as filters, the most frequent ones."""

CURRENCIES = (
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP "
    "CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF "
    "IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD "
    "MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB "
    "RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD "
    "UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG"
).split()
"""The currencies in use, by ISO 4217."""

SKILLS = ("required_skills", "nice_to_have_skills")
NAMES = tuple(field.name for field in fields(JobDetails))


class JobPages(Controller):
    """Pages under `/jobs`."""

    path = "/jobs"

    @get("/")
    async def list_jobs(self, request: PageRequest) -> Response[str]:
        """Show a page of jobs."""
        filters, sort = filters_of(request, FILTERS), sort_of(request, Sort.NEWEST)
        found, sort = await _found(request, filters, sort)
        statuses = await request.services.searching.job_statuses(request.actor)
        context: dict[str, Any] = {
            "columns": COLUMNS,
            "statuses": _status_links(filters, sort, statuses),
            "all_jobs": sum(statuses.values()),
            "overviews": await _overviews(request, [job.id for job in found.items]),
            "chips": _chips(filters, sort),
            "cleared": _address({}, sort),
            "sorts": {one.value: _address(filters, one) for one in Sort},
            "demo": await demo_counts(request),
        }
        headers = shown_address(request, _address(filters, sort))
        return page(request, "pages/jobs.html", headers=headers, **context, **listed(request, found, filters, sort))

    @get("/waiting")
    async def show_waiting(self, request: PageRequest) -> Response[str]:
        """Show the applications that have been in their stages for the longest time, for the list or as a page."""
        request.actor.require(Permission.READ_APPLICATIONS)
        try:
            found = await request.services.searching.longest_waiting(request.actor)
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
        """Show the ways to a new job."""
        request.actor.require(Permission.WRITE_JOBS)
        return await _new_page(request)

    @post("/new", status_code=200)
    async def create(self, request: PageRequest) -> Response[str]:
        """Create a job from the form by hand."""
        values = await request.fields()
        try:
            details = JobDetails(**_details(values))
            job = await request.services.jobs.create(request.actor, details)
        except (FormErrors, Invalid) as error:
            return await _new_page(request, UNPROCESSABLE, values=_shown(values), errors=errors_of(error))
        await request.services.team.change(request.actor, job.id, await changed_roles(request))
        created = redirect(request, f"/jobs/{job.id}/details", t("Created {title}", title=job.title))
        return await undoable(request, created, "create_job", creation_write("job", job))

    @post("/new/prompt", status_code=200, opt={EXPENSIVE: True, STEPWISE: True})
    async def create_from_prompt(self, request: PageRequest) -> Response[Any]:
        """Create the job that a text describes."""
        request.actor.require(Permission.WRITE_JOBS)
        values = await request.fields()
        try:
            job = await request.services.intake.job_from_prompt(request.actor, read(Prompt, values).prompt)
        except (FormErrors, Invalid) as error:
            message = next(iter(errors_of(error).values()))
            return await _new_page(request, UNPROCESSABLE, prompt=values.get("prompt", ""), refusal=message)
        return await _read_job(request, job)

    @post("/new/file", status_code=200, opt={EXPENSIVE: True}, request_max_body_size=MOST_BYTES + FORM_OVERHEAD)
    async def create_from_file(self, request: PageRequest) -> Response[Any]:
        """Create the job that a file describes."""
        request.actor.require(Permission.WRITE_JOBS)
        file = (await request.form()).get("file")
        if not isinstance(file, UploadFile):
            return await _new_page(request, UNPROCESSABLE, refusal=t("Choose a file"))
        try:
            job = await request.services.intake.job_from_file(request.actor, await file.read(), None)
        except (Invalid, TooLarge) as error:
            if request.wants_json:
                raise
            return await _new_page(request, UNPROCESSABLE, refusal=message_of(error))
        return await _read_job(request, job)

    @get("/{job_id:int}/details")
    async def show_details(self, request: PageRequest, job_id: FromPath[int]) -> Response[str]:
        """Show a job's fields, as a form for those who may change them.

        With `read` in the address, the fields were read from a text, and those without a value are named.
        """
        job = await request.services.jobs.get(request.actor, job_id)
        checked = _filled(job) if "read" in request.query_params else None
        context: dict[str, Any] = {"job": job, "values": opened(_values(job)), "errors": NO_ERRORS, "checked": checked}
        context["currencies"] = _currencies(job.currency)
        context |= await team_form(request, job)
        return page(request, "pages/job_details.html", **context)

    @post("/{job_id:int}/details", status_code=200)
    async def change(self, request: PageRequest, job_id: FromPath[int]) -> Response[str]:
        """Change a job's fields and its team, unless another user has changed the fields since the form was opened."""
        request.actor.require(Permission.WRITE_JOBS)
        job = await request.services.jobs.get(request.actor, job_id)
        values = await request.fields()
        try:
            changes = _details(values, job.currency)
            before = Before[Job](unless_changed(values, _values))
            after = await request.services.jobs.change(request.actor, job_id, changes, before)
            if roles := await changed_roles(request):
                await request.services.team.change(request.actor, job_id, roles)
        except REFUSED_FORM as error:
            shown: dict[str, Any] = {"values": _shown(values), "errors": errors_of(error)}
            shown["currencies"] = _currencies(job.currency)
            shown |= await team_form(request, job, sent=True)
            return page(request, "pages/job_details.html", status=UNPROCESSABLE, job=job, checked=None, **shown)
        saved = redirect(request, f"/jobs/{job_id}/details", t("Saved"))
        return await undoable(request, saved, "update_job", *changed_fields("job", before.record, after))

    @get("/{job_id:int}/delete")
    async def show_deletion(self, request: PageRequest, job_id: FromPath[int]) -> Response[str]:
        """Ask whether to delete a job, with the number of applications that go with it."""
        request.actor.require(Permission.DELETE_JOBS)
        job = await request.services.jobs.get(request.actor, job_id)
        found = await request.services.applications.page(request.actor, Window(limit=1), job_id=job_id)
        return page(request, "pages/job_delete.html", job=job, applications=found.total)

    @post("/{job_id:int}/delete", status_code=200)
    async def delete(self, request: PageRequest, job_id: FromPath[int]) -> Response[str]:
        """Delete a job."""
        job = await request.services.jobs.get(request.actor, job_id)
        await request.services.jobs.remove(request.actor, job_id)
        return redirect(request, "/jobs", t("Deleted {name}", name=job.title))


async def _found(request: PageRequest, filters: Mapping[str, str], sort: Sort) -> tuple[Page[Job], Sort]:
    """Return a page of jobs, and its order. The titles of own jobs are found in the order of ids only."""
    job_list, window = request.services.searching.job_list, list_window(request)
    try:
        return await job_list(request.actor, window, _query(filters, sort)), sort
    except Forbidden:
        return await job_list(request.actor, window, _query(filters, Sort.ID)), Sort.ID


def _query(filters: Mapping[str, str], sort: Sort) -> JobQuery:
    values: dict[str, Any] = dict(filters)
    if "skill" in values:
        values["skill"] = (values["skill"],)
    return JobQuery(**values, sort=sort)


async def _overviews(request: PageRequest, job_ids: Sequence[int]) -> Mapping[int, dict[str, Any]]:
    """Return what the rows of jobs show of their pipelines by id, nothing for a user who may not see these.

    Each of COLUMNS has a number and the place of a stage of its type on the board.
    """
    if not job_ids or not request.may(Permission.READ_APPLICATIONS):
        return {}
    found = await request.services.boards.overviews(request.actor, job_ids)
    return {
        job_id: {
            "created_at": one.created_at,
            "active": one.active,
            "counts": [_count(one, column.type) for column in COLUMNS],
        }
        for job_id, one in found.items()
    }


def _count(overview: JobOverview, type_: StageType) -> tuple[int, int]:
    places = [(one.count, place) for place, one in enumerate(overview.stages, 1) if one.stage.type is type_]
    return sum(count for count, _ in places), next((place for count, place in places if count), 1)


def _status_links(
    filters: Mapping[str, str], sort: Sort, statuses: Mapping[str, int]
) -> Sequence[tuple[str, str, int | None, bool]]:
    """Return the filters by status: status, address, number of jobs, whether it is chosen. An empty status is all.

    The numbers are those of all jobs, and None beside other filters.
    """
    chosen, others = filters.get("status_filter", ""), {k: v for k, v in filters.items() if k != "status_filter"}
    offered = dict.fromkeys([*list(statuses)[:MOST_STATUSES], *filter(None, [chosen])])
    return [("", _address(others, sort), None if others else sum(statuses.values()), not chosen)] + [
        (
            status,
            _address({**others, "status_filter": status}, sort),
            None if others else statuses.get(status, 0),
            status == chosen,
        )
        for status in offered
    ]


def _chips(filters: Mapping[str, str], sort: Sort) -> Sequence[tuple[str, str, str]]:
    """Return the filters without a control of their own: label, value, and the address without this filter."""
    labels = {"location": t("Location"), "department": t("Department"), "skill": t("Skill"), "text": t("Text")}
    return [
        (label, filters[name], _address({k: v for k, v in filters.items() if k != name}, sort))
        for name, label in labels.items()
        if name in filters
    ]


def _address(filters: Mapping[str, str], sort: Sort) -> str:
    given = {**filters} | ({} if sort is Sort.NEWEST else {"sort": sort.value})
    return "/jobs" + (f"?{urlencode(given)}" if given else "")


async def _new_page(
    request: PageRequest,
    status: int = 200,
    *,
    values: dict[str, Any] | None = None,
    errors: dict[str, str] = NO_ERRORS,
    prompt: str = "",
    refusal: str | None = None,
) -> Response[str]:
    """Return the page of a new job, with what was typed and what is wrong with it."""
    shown = _values(JobDetails(title="")) if values is None else values
    context: dict[str, Any] = {"values": shown, "errors": errors, "prompt": prompt, "refusal": refusal}
    context["currencies"] = _currencies()
    context |= await team_form(request, sent=values is not None)
    return page(request, "pages/job_new.html", status=status, **context)


async def _read_job(request: PageRequest, job: Job) -> Response[Any]:
    notice = t("Created {title}: check what was read", title=job.title)
    created = redirect_upload(request, f"/jobs/{job.id}/details?read", notice)
    return await undoable(request, created, "create_job", creation_write("job", job))


def _currencies(own: str = DEFAULT_CURRENCY) -> list[tuple[str, str]]:
    """Return the values and texts of a choice of currencies: those in use, and a job's own one."""
    return [(one, one) for one in dict.fromkeys([*CURRENCIES, own])]


def _details(values: Mapping[str, str], own: str = DEFAULT_CURRENCY) -> dict[str, Any]:
    """Return the fields of a form. Raises FormErrors, also for a currency that is neither in use nor the job's own."""
    found = read_changes(JobFields, values, lists=SKILLS)
    if found.get("currency", own) not in {*CURRENCIES, own}:
        raise FormErrors({"currency": t("Choose a currency of the list")})
    return found


def _filled(job: Job) -> list[tuple[str, str, bool]]:
    """Return the fields that are read from a text: name, label, and whether a value was found."""
    fields = (
        ("title", t("Title"), job.title),
        ("location", t("Location"), job.location),
        ("remote_option", t("Remote"), job.remote_option),
        ("employment_type", t("Employment type"), job.employment_type),
        ("department", t("Department"), job.department),
        ("salary_min", t("Salary"), job.salary_min or job.salary_max),
        ("required_skills", t("Required skills"), job.required_skills),
        ("nice_to_have_skills", t("Nice to have"), job.nice_to_have_skills),
    )
    return [(name, label, bool(value)) for name, label, value in fields]


def _values(job: Job | JobDetails) -> dict[str, Any]:
    """Return the form's texts for a job."""
    texts = {name: "" if (value := getattr(job, name)) is None else value for name in NAMES}
    return texts | {name: "\n".join(texts[name]) for name in SKILLS}


def _shown(values: dict[str, str]) -> dict[str, Any]:
    """Return a form's texts as they were sent, for all fields."""
    return dict.fromkeys(_values(JobDetails(title="")), "") | values
