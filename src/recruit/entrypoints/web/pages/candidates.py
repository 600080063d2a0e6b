"""Pages of candidates: the list, actions on several of them, and saved searches."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from litestar import Controller, Response, get, post
from litestar.params import FromPath

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.reversals import creation_write, tagging_write
from recruit.domain.applications.model import ApplicationDetails
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.jobs.model import Job
from recruit.domain.saved_searches.model import SavedSearch, SearchKind
from recruit.domain.search.model import Sort
from recruit.domain.search.queries import CandidateQuery
from recruit.domain.shared.errors import Duplicate, Forbidden, Invalid, NotFound
from recruit.domain.shared.limits import MOST_YEARS
from recruit.domain.shared.pages import Page, Window
from recruit.domain.tags.model import Tag
from recruit.entrypoints.web.forms import FormErrors, message_of
from recruit.entrypoints.web.lists import filters_in, filters_of, list_window, listed, sort_of
from recruit.entrypoints.web.page import page, redirect
from recruit.entrypoints.web.pages.bulk_moves import bulk_form
from recruit.entrypoints.web.pages.candidate_frame import (
    MOST_AT_ONCE,
    MOST_TAGS,
    back,
    ids_of,
    number_of,
    open_jobs,
    tag_named,
)
from recruit.entrypoints.web.pages.welcome import demo_counts
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.text import stage_name, t
from recruit.entrypoints.web.undo import undoable

FILTERS = (
    "q",
    "title",
    "skill",
    "location",
    "company",
    "text",
    "stage",
    "job_id",
    "source",
    "years_min",
    "years_max",
    "tag",
    "created_since",
    "created_until",
)
LISTS = ("skill", "tag")
CHOICES = ("stage", "job_id", "source", "tag")
YEARS = ("years_min", "years_max")
TIMES = ("created_since", "created_until")
MOST_SEARCHES = 50
MOST_COMPARED = 100
LONGEST_NAME = 200
TAGS_SHOWN = 1


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter of the list. One that can be added has no value. `without` is the address of the list without it.

    `options` are the values of a filter with a choice, and their texts.
    """

    name: str
    label: str
    value: str
    shown: str
    without: str
    options: Mapping[str, str]


class CandidatePages(Controller):
    """The list of candidates under `/candidates`."""

    path = "/candidates"

    @get("/")
    async def list_candidates(self, request: PageRequest) -> Response[str]:
        """Show a page of candidates."""
        services, actor = request.services, request.actor
        filters, sort = filters_of(request, FILTERS), sort_of(request, Sort.NEWEST)
        chosen, shown = number_of(request.query_params.get("search")), filters
        if chosen is None:
            found, sort = await _found(request, filters, sort, list_window(request))
        else:
            search = await services.saved_searches.get(actor, chosen)
            found = await services.saved_searches.results(actor, search, list_window(request))
            filters, shown = {"search": str(chosen)}, _shown(search.query)
            sort = Sort(search.query.get("sort", Sort.ID))
        searches: Sequence[SavedSearch] = ()
        with suppress(Forbidden):
            window = Window(limit=MOST_SEARCHES)
            searches = (await services.saved_searches.page(actor, window, SearchKind.CANDIDATES)).items
        tags = await services.tags.page(actor, Window(limit=MOST_TAGS))
        jobs = await open_jobs(request)
        rows = {**listed(request, found, filters, sort), "filters": shown}
        chips = _chips(shown, sort, await _choices(request, tags.items, jobs))
        context: dict[str, Any] = {
            "searches": searches,
            "search_id": chosen,
            "all_tags": tags.items,
            "chips": [one for one in chips if one.value],
            "addable": [one for one in chips if not one.value],
            "overviews": await services.searching.overviews(
                actor, [one.id for one in found.items], number_of(shown.get("job_id"))
            ),
            "tags_shown": TAGS_SHOWN,
            "most_at_once": MOST_AT_ONCE,
            "jobs": jobs,
            "demo": await demo_counts(request),
        }
        return page(request, "pages/candidates.html", here=_here(request), **context, **rows)

    @post("/bulk", status_code=200)
    async def act_on_several(self, request: PageRequest) -> Response[str]:
        """Add the selected candidates to a job, move or reject them, tag them, or delete them after a confirmation."""
        values = await request.fields()
        ids = await _listed_ids(request, values.get("next", "")) if "all" in values else await ids_of(request)
        if not ids:
            return back(request, values, "/candidates", t("Select candidates first"))
        match values.get("action"):
            case "job" | "move" | "reject" | "tag" as action:
                act = {"job": _add_to_job, "tag": _tag}.get(action, _move)
                return await act(request, ids, values)
            case "compare":
                return redirect(request, "/candidates/compare?" + urlencode({"id": ids[:MOST_COMPARED]}, doseq=True))
            case "delete" if values.get("confirmed"):
                notice = await _delete(request, ids)
            case "delete":
                return await confirm_deletion(request, ids, values.get("next", "/candidates"))
            case _:
                notice = t("Choose what to do")
        return back(request, values, "/candidates", notice)

    @get("/{candidate_id:int}/delete")
    async def show_deletion(self, request: PageRequest, candidate_id: FromPath[int]) -> Response[str]:
        """Ask whether to delete a candidate."""
        return await confirm_deletion(request, [candidate_id], "/candidates")

    @post("/searches", status_code=200)
    async def save_search(self, request: PageRequest) -> Response[str]:
        """Save the filters of the list as a search."""
        values = await request.fields()
        filters = {name: values[name] for name in FILTERS if values.get(name)}
        sort = Sort(values["sort"]) if values.get("sort") in set(Sort) else Sort.ID
        name = values.get("name", "")[:LONGEST_NAME]
        try:
            search = await request.services.saved_searches.create(
                request.actor, name, SearchKind.CANDIDATES, query_of(filters, sort), shared=bool(values.get("shared"))
            )
        except Invalid as error:
            return back(request, values, "/candidates", message_of(error))
        return redirect(request, f"/candidates?search={search.id}", t("Saved the search {name}", name=search.name))

    @post("/searches/{search_id:int}/delete", status_code=200)
    async def delete_search(self, request: PageRequest, search_id: FromPath[int]) -> Response[str]:
        """Delete a saved search."""
        await request.services.saved_searches.remove(request.actor, search_id)
        return redirect(request, "/candidates", t("Deleted the search"))


async def _found(
    request: PageRequest, filters: Mapping[str, str], sort: Sort, window: Window
) -> tuple[Page[Candidate], Sort]:
    """Return a page of candidates, and its order. The names of own candidates are found in the order of ids only."""
    candidate_list = request.services.searching.candidate_list
    try:
        return await candidate_list(request.actor, window, query_of(filters, sort)), sort
    except Forbidden:
        return await candidate_list(request.actor, window, query_of(filters, Sort.ID)), Sort.ID


def query_of(filters: Mapping[str, str], sort: Sort) -> CandidateQuery:
    """Return the query of the list's filters. A tag or a job whose value isn't an id matches no candidate."""
    values: dict[str, Any] = {name: value for name, value in filters.items() if name not in LISTS}
    if "skill" in filters:
        values["skill"] = (filters["skill"],)
    if "tag" in filters:
        values["tag"] = (number_of(filters["tag"]) or 0,)
    for name in TIMES:
        if name in filters and (at := _midnight(filters[name])) is not None:
            values[name] = at if name == "created_since" else at + timedelta(days=1)  # the last day counts
        else:
            values.pop(name, None)
    for name in YEARS:
        if (years := number_of(values.pop(name, None))) is not None:
            values[name] = min(years, MOST_YEARS)
    if "job_id" in filters:
        values["job_id"] = number_of(filters["job_id"]) or 0
    return CandidateQuery(**values, sort=sort)


def _midnight(day: str) -> datetime | None:
    """Return the beginning of a day in UTC, None for any other text."""
    try:
        return datetime.combine(date.fromisoformat(day), time(), UTC)
    except ValueError:
        return None


def _shown(query: Mapping[str, Any]) -> dict[str, str]:
    """Return the filters of a saved search as texts."""
    texts = {name: query[name] for name in FILTERS if query.get(name)}
    shown = {name: str(value[0] if isinstance(value, list | tuple) else value) for name, value in texts.items()}
    for name in set(TIMES) & set(shown):
        at = datetime.fromisoformat(shown[name])
        shown[name] = (at if name == "created_since" else at - timedelta(days=1)).date().isoformat()
    return shown


async def _choices(request: PageRequest, tags: Sequence[Tag], jobs: Sequence[Job]) -> dict[str, dict[str, str]]:
    """Return the values and texts of the filters with a choice, without those that the user may not use."""
    found = {"tag": {str(tag.id): tag.name for tag in tags}}
    with suppress(Forbidden):
        stages = await request.services.searching.stage_names(request.actor)
        found["stage"] = {key: stage_name(name) for key, name in stages.items()}
        found["job_id"] = {str(job.id): job.title for job in jobs}
        found["source"] = {source: source for source in await request.services.searching.sources(request.actor)}
    return {name: options for name, options in found.items() if options}


def _chips(filters: Mapping[str, str], sort: Sort, choices: Mapping[str, Mapping[str, str]]) -> list[Chip]:
    """Return the filters that are set, and those that can be. The name has a field of its own."""
    labels = {
        "title": t("Title"),
        "skill": t("Skill"),
        "location": t("Location"),
        "company": t("Company"),
        "text": t("Text"),
        "stage": t("Stage"),
        "job_id": t("Job"),
        "source": t("Source"),
        "years_min": t("Years at least"),
        "years_max": t("Years at most"),
        "tag": t("Tag"),
        "created_since": t("Added since"),
        "created_until": t("Added until"),
    }
    found = []
    for name, label in labels.items():
        value, options = filters.get(name, ""), choices.get(name, {})
        if name in CHOICES and not options and not value:
            continue
        others = {one: text for one, text in filters.items() if one != name} | {"sort": sort.value}
        shown = options.get(value, stage_name(value) if name == "stage" else value)
        without = f"/candidates?{urlencode(others)}"
        given = {value: shown, **options} if value and name in CHOICES else options
        found.append(Chip(name, label, value, shown, without, given))
    return found


def _here(request: PageRequest) -> str:
    query = request.scope["query_string"].decode("latin-1")
    return request.scope["path"] + (f"?{query}" if query else "")


async def confirm_deletion(request: PageRequest, ids: Sequence[int], target: str) -> Response[str]:
    """Return the page that asks whether to delete candidates."""
    request.actor.require(Permission.DELETE_CANDIDATES)
    names = await request.services.searching.by_ids(request.actor, "candidate", ids)
    if not names:
        raise NotFound("candidate", ids[0])
    return page(request, "pages/candidates_delete.html", names=names, target=target)


async def _listed_ids(request: PageRequest, address: str) -> list[int]:
    """Return the ids of the first MOST_AT_ONCE candidates of the list at an address, with its filters."""
    given, window = dict(parse_qsl(urlsplit(address).query)), Window(limit=MOST_AT_ONCE)
    if (search_id := number_of(given.get("search"))) is None:
        found, _ = await _found(request, filters_in(given, FILTERS), Sort.ID, window)
    else:
        search = await request.services.saved_searches.get(request.actor, search_id)
        found = await request.services.saved_searches.results(request.actor, search, window)
    return [one.id for one in found.items]


async def _add_to_job(request: PageRequest, ids: Sequence[int], values: Mapping[str, str]) -> Response[str]:
    job_id = number_of(values.get("job_id"))
    if job_id is None:
        return back(request, values, "/candidates", t("Choose a job"))
    title = (await request.services.jobs.get(request.actor, job_id)).title
    writes, present = [], 0
    for candidate_id in ids:
        try:
            details = ApplicationDetails(job_id=job_id, candidate_id=candidate_id)
            added = await request.services.applications.create(request.actor, details)
            writes.append(creation_write("application", added))
        except Duplicate:
            present += 1
    notice = t("Added {n} candidates to {title}", n=len(writes), title=title)
    if present:
        notice += f". {t('{n} were there already', n=present)}"
    return await undoable(request, back(request, values, "/candidates", notice), "create_application", *writes)


async def _move(request: PageRequest, ids: Sequence[int], values: dict[str, str]) -> Response[str]:
    """Show the form that moves or rejects the applications in the rows of candidates: the newest ones."""
    job_id = number_of(filters_in(dict(parse_qsl(urlsplit(values.get("next", "")).query)), FILTERS).get("job_id"))
    latest = (await request.services.searching.overviews(request.actor, ids, job_id)).latest
    if not latest:
        return back(request, values, "/candidates", t("None of the selected people has applied for a job"))
    return await bulk_form(request, [one.id for one in latest.values()], values)


async def _tag(request: PageRequest, ids: Sequence[int], values: Mapping[str, str]) -> Response[str]:
    try:
        tag = await tag_named(request, values.get("tag", ""))
    except (FormErrors, Invalid):
        return back(request, values, "/candidates", t("Enter a tag of at most 50 characters"))
    _, tagged = await request.services.tags.attach_many(request.actor, ids, tag)
    notice = t("Tagged {n} candidates with {tag}", n=len(ids), tag=tag.name)
    writes = [tagging_write(one, tag.id, tagged=True) for one in tagged]
    return await undoable(request, back(request, values, "/candidates", notice), "tag_candidates", *writes)


async def _delete(request: PageRequest, ids: Sequence[int]) -> str:
    for candidate_id in ids:
        await request.services.candidates.remove(request.actor, candidate_id)
    return t("Deleted {n} candidates", n=len(ids))
