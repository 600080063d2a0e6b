"""Pages of candidates: the list, actions on several of them, and saved searches."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from litestar import Controller, Response, get, post
from litestar.params import FromPath

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.reversals import tagging_write
from recruit.domain.applications.model import ApplicationDetails
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.saved_searches.model import SavedSearch, SearchKind
from recruit.domain.search.model import Sort
from recruit.domain.search.queries import CandidateQuery
from recruit.domain.shared.errors import Duplicate, Forbidden, Invalid, NotFound
from recruit.domain.shared.pages import Page, Window
from recruit.domain.tags.model import Tag
from recruit.entrypoints.web.forms import FormErrors, message_of
from recruit.entrypoints.web.lists import filters_of, list_window, listed, sort_of
from recruit.entrypoints.web.page import page, redirect
from recruit.entrypoints.web.pages.candidate_frame import MOST_TAGS, back, number_of, open_jobs, tag_named
from recruit.entrypoints.web.pages.welcome import demo_counts
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.text import stage_name, t
from recruit.entrypoints.web.undo import undoable

FILTERS = ("q", "title", "skill", "location", "company", "text", "stage", "tag")
LISTS = ("skill", "tag")
MOST_SEARCHES = 50
MOST_AT_ONCE = 100
LONGEST_NAME = 200
TAGS_SHOWN = 1


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter of the list. One that can be added has no value. `without` is the address of the list without it."""

    name: str
    label: str
    value: str = ""
    shown: str = ""
    without: str = ""


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
            found, sort = await _found(request, filters, sort)
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
        chips = _chips(shown, sort, tags.items)
        context: dict[str, Any] = {
            "searches": searches,
            "search_id": chosen,
            "all_tags": tags.items,
            "chips": [one for one in chips if one.value],
            "addable": [one for one in chips if not one.value],
            "overviews": await services.searching.overviews(actor, [one.id for one in found.items]),
            "tags_shown": TAGS_SHOWN,
            "jobs": jobs,
            "demo": await demo_counts(request),
        }
        return page(request, "pages/candidates.html", here=_here(request), **context, **rows)

    @post("/bulk", status_code=200)
    async def act_on_several(self, request: PageRequest) -> Response[str]:
        """Add the selected candidates to a job, tag them, or delete them after a confirmation."""
        values = await request.fields()
        ids = [one for text in await request.values("id") if (one := number_of(text)) is not None][:MOST_AT_ONCE]
        if not ids:
            return back(request, values, "/candidates", t("Select candidates first"))
        match values.get("action"):
            case "job":
                notice = await _add_to_job(request, ids, values.get("job_id", ""))
            case "tag":
                return await _tag(request, ids, values)
            case "compare":
                return redirect(request, "/candidates/compare?" + urlencode({"id": ids}, doseq=True))
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


async def _found(request: PageRequest, filters: Mapping[str, str], sort: Sort) -> tuple[Page[Candidate], Sort]:
    """Return a page of candidates, and its order. The names of own candidates are found in the order of ids only."""
    candidate_list, window = request.services.searching.candidate_list, list_window(request)
    try:
        return await candidate_list(request.actor, window, query_of(filters, sort)), sort
    except Forbidden:
        return await candidate_list(request.actor, window, query_of(filters, Sort.ID)), Sort.ID


def query_of(filters: Mapping[str, str], sort: Sort) -> CandidateQuery:
    """Return the query that filters mean. A tag that is no id finds nobody."""
    values: dict[str, Any] = {name: value for name, value in filters.items() if name not in LISTS}
    if "skill" in filters:
        values["skill"] = (filters["skill"],)
    if "tag" in filters:
        values["tag"] = (number_of(filters["tag"]) or 0,)
    return CandidateQuery(**values, sort=sort)


def _shown(query: Mapping[str, Any]) -> dict[str, str]:
    """Return the filters of a saved search as texts."""
    texts = {name: query[name] for name in FILTERS if query.get(name)}
    return {name: str(value[0] if isinstance(value, list | tuple) else value) for name, value in texts.items()}


def _chips(filters: Mapping[str, str], sort: Sort, tags: Sequence[Tag]) -> list[Chip]:
    """Return the filters that are set, and those that can be. The name has a field of its own."""
    labels = {
        "title": t("Title"),
        "skill": t("Skill"),
        "location": t("Location"),
        "company": t("Company"),
        "text": t("Text"),
        **({"tag": t("Tag")} if tags or "tag" in filters else {}),
        **({"stage": t("Stage")} if "stage" in filters else {}),
    }
    names = {str(tag.id): tag.name for tag in tags}
    found = []
    for name, label in labels.items():
        value = filters.get(name, "")
        others = {one: text for one, text in filters.items() if one != name} | {"sort": sort.value}
        shown = {"tag": names.get(value, value), "stage": stage_name(value)}.get(name, value)
        found.append(Chip(name, label, value, shown, f"/candidates?{urlencode(others)}"))
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


async def _add_to_job(request: PageRequest, ids: Sequence[int], job: str) -> str:
    job_id = number_of(job)
    if job_id is None:
        return t("Choose a job")
    title = (await request.services.jobs.get(request.actor, job_id)).title
    added = present = 0
    for candidate_id in ids:
        try:
            details = ApplicationDetails(job_id=job_id, candidate_id=candidate_id)
            await request.services.applications.create(request.actor, details)
            added += 1
        except Duplicate:
            present += 1
    notice = t("Added {n} candidates to {title}", n=added, title=title)
    return f"{notice}. {t('{n} were there already', n=present)}" if present else notice


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
