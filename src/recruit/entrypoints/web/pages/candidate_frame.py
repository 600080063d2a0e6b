"""What all pages of one candidate have: the header with contacts, tags and actions, and the tabs.

Some parts of a page are refused to hiring managers on servers where they see their own jobs only. The page is shown
without them, or with what is found another way.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any, Literal
from urllib.parse import urlsplit

from litestar import Response

from recruit.domain.applications.model import Application
from recruit.domain.candidates.duplicates import PossibleDuplicate
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.candidates.model.profile import Profile
from recruit.domain.jobs.model import Job
from recruit.domain.search.model import Sort
from recruit.domain.search.queries import JobQuery
from recruit.domain.shared.errors import Forbidden
from recruit.domain.shared.pages import Window
from recruit.domain.tags.model import Tag, TagDetails
from recruit.entrypoints.http.tags import TagIn
from recruit.entrypoints.web.addresses import page_above
from recruit.entrypoints.web.forms import read
from recruit.entrypoints.web.page import page, redirect
from recruit.entrypoints.web.pages.entry import own_path, page_of_form
from recruit.entrypoints.web.request import PageRequest

MOST_TAGS = 200
MOST_JOBS = 200
MOST_USERS = 500
MOST_AT_ONCE = 1_000
"""Rows that one form changes at most."""

OPEN = "open"
NO_ERRORS: dict[str, str] = {}


async def candidate_page(
    request: PageRequest,
    candidate: Candidate,
    tab: str,
    *,
    status: int = 200,
    refused_tag: str | None = None,
    **context: Any,
) -> Response[str]:
    """Return the tab of a candidate, the template `pages/candidate_{tab}.html`."""
    services, actor = request.services, request.actor
    tags = await services.tags.of_read_candidate(actor, candidate, Window(limit=MOST_TAGS))
    duplicates: Sequence[PossibleDuplicate] = ()
    with suppress(Forbidden):
        duplicates = (await services.duplicates.of_read_candidate(actor, candidate, Window(limit=MOST_TAGS))).items
    profile: Profile = context.get("profile") or await services.candidate_files.profile(actor, candidate.id)
    return page(
        request,
        f"pages/candidate_{tab}.html",
        status=status,
        candidate=candidate,
        contacts=profile.contacts,
        tags=tags.items,
        duplicates=duplicates,
        tab=tab,
        refused_tag=refused_tag,
        **context,
    )


async def ids_of(request: PageRequest) -> list[int]:
    """Return the ids of the selected rows of a form. One field may have several, between commas."""
    parts = [part for text in await request.values("id") for part in text.split(",")]
    return list(dict.fromkeys(one for part in parts if (one := number_of(part)) is not None))[:MOST_AT_ONCE]


def back(request: PageRequest, values: Mapping[str, str], default: str, notice: str) -> Response[str]:
    """Redirect to the page that a form was on, which its field `next` names, or else to `default`."""
    target = own_path(values.get("next") or default)
    path = urlsplit(target).path
    is_page = page_above(request.app, path) == path  # a form that was refused has left its own path in `next`
    return redirect(request, target if is_page else page_of_form(request), notice)


async def tag_named(request: PageRequest, name: str) -> Tag:
    """Return the tag with a name, case ignored, which is created if there is none. Raises FormErrors and Invalid."""
    details = read(TagIn, {"name": name})
    known = await request.services.tags.page(request.actor, Window(limit=1000))
    for tag in known.items:
        if tag.name.casefold() == details.name.casefold():
            return tag
    return await request.services.tags.create(request.actor, TagDetails(name=details.name))


async def open_jobs(request: PageRequest) -> list[Job]:
    """Return the newest open jobs, for a choice of one."""
    job_list, window = request.services.searching.job_list, Window(limit=MOST_JOBS)
    try:
        found = await job_list(request.actor, window, JobQuery(status_filter=OPEN, sort=Sort.NEWEST))
    except Forbidden:
        found = await job_list(request.actor, window, JobQuery(status_filter=OPEN))
    return list(found.items)


async def jobs_of(
    request: PageRequest, applications: Sequence[Application], known: Sequence[Job] = ()
) -> dict[int, Job]:
    """Return the jobs of applications by id. Those that were read already are in `known`."""
    ids = {one.job_id for one in applications}
    found = {job.id: job for job in known if job.id in ids}
    if missing := ids - set(found):
        found |= await request.services.searching.jobs_by_ids(request.actor, missing)
    return found


async def names_of(
    request: PageRequest, kind: Literal["candidate", "job"], ids: Iterable[int | None]
) -> Mapping[int, str]:
    """Return the names of candidates or the titles of jobs by id, as far as the user may see them."""
    wanted = sorted(filter(None, set(ids)))
    return await request.services.searching.by_ids(request.actor, kind, wanted) if wanted else {}


async def user_names(request: PageRequest) -> dict[int, str]:
    """Return the names of the organisation's users by id."""
    found = await request.services.members.users(request.actor, Window(limit=MOST_USERS))
    return {user.id: user.full_name for user in found.items}


def number_of(text: str | None) -> int | None:
    """Return the id that a text is, None for any other text."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) <= len(str(2**63)) else None
