"""The number of statements of each page, which doesn't grow with the number of rows.

A commit counts as a statement: it is a round trip, too. Reading the session isn't counted: it is cached for seconds.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from asgi import asgi_transport
from attack.office import MARK, Office, new_office
from http_api import SECRET_KEY
from recruit.adapters.postgres.engine.connection import PooledConnection
from recruit.domain.accounts.model.permissions import Role
from recruit.domain.applications.model import ApplicationDetails
from recruit.domain.candidates.model.candidate import CandidateDetails
from recruit.domain.jobs.model import JobDetails
from recruit.domain.tags.model import TagDetails
from recruit.entrypoints.http.app import create_app
from recruit.entrypoints.services import Services, assemble
from recruit.entrypoints.settings import Settings
from recruit.entrypoints.web.app import console
from web.browsing import Browser
from web.test_pages import PAGES, with_ids

LIMIT = 4

MORE = {
    # The import and its items, for the page and for the undo, its audit entry, and changes of its records.
    "/settings/import/{import_id:int}/undo": 14,
    # The list, newest applications, tags and times of its rows; saved searches, tags, open jobs, names of stages,
    # sources, and whether there is demo data.
    "/candidates": 11,
    # The job, its stages, their numbers, the cards, and the tags and sources to filter by; the job and the candidates
    # with what matching reads of them; the team and its names.
    "/jobs/{job_id:int}": 10,
    "/jobs/{job_id:int}/pipeline": 10,
    # The job, the candidate and the file, and the record of its reading.
    "/candidates/{candidate_id:int}/documents/{document_id:int}/evidence/{job_id:int}": 5,
    # Ranks all candidates: the job, changes since the last ranking, the best candidates, the log of the ranking, the
    # ids of all that are counted, and the stages of those who are in the pipeline.
    "/jobs/{job_id:int}/matches/ranking": 7,
    # Each also reads the candidate, the contacts, the tags and possible duplicates.
    "/candidates/{candidate_id:int}/notes": 7,  # notes, tasks, users
    "/candidates/{candidate_id:int}/applications": 11,  # applications, moves, stages, scores, users, open jobs
    # Whether the log is up to date, its entries, merges, actions, and the names of records of five kinds.
    "/candidates/{candidate_id:int}/activity": 11,
    "/jobs/{job_id:int}/activity": 6,
    # As the applications, with a score, the place in the queue, and a document whose reading is logged.
    "/candidates/{candidate_id:int}": 15,
    # Tasks, mentions, waiting applications, and the names in them.
    "/inbox": 5,
    # Members, who of them has a second factor, whom a directory provisions, invitations, and the organisation.
    "/settings/members": 5,
    # A download of everything that is known of a person.
    "/candidates/{candidate_id:int}/export": 27,
}
"""Pages that take more statements than LIMIT, and how many."""

STREAMS = {"/live/jobs/{job_id:int}", "/live/candidates/{candidate_id:int}"}
WHOLE = [
    "/reports/applications?figures=1",
    "/jobs/{job_id:int}/reports/applications?figure=current&type=lead&figures=1",
]
"""Addresses for readers without scripts, of what comes as a part of a page otherwise."""

PATHS = [*(path for path in PAGES if path not in STREAMS), *WHOLE]


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Collect the statements and commits of all connections."""
    found: list[str] = []
    fetch, commit = PooledConnection.fetch, PooledConnection.commit

    async def counting_fetch(connection: PooledConnection, sql: str, *arguments: object) -> object:
        found.append(sql)
        return await fetch(connection, sql, *arguments)  # type: ignore[arg-type]

    async def counting_commit(connection: PooledConnection) -> None:
        found.append("COMMIT")
        await commit(connection)

    with monkeypatch.context() as patched:
        patched.setattr(PooledConnection, "fetch", counting_fetch)
        patched.setattr(PooledConnection, "commit", counting_commit)
        yield found


async def test_a_page_takes_few_statements_however_many_rows_there_are(
    database: str, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment = {"RECRUIT_STORAGE": database, "RECRUIT_DATA_DIR": str(data_dir), "RECRUIT_SECRET_KEY": SECRET_KEY}
    async with assemble(Settings.from_environment(environment)) as services:
        office = await new_office(services, MARK)
        await add_rows(services, office, 1)
        now = services.clock.now()
        monkeypatch.setattr(type(services.clock), "now", lambda _: now)  # a slow machine must not let sessions expire
        few = await statements(services, office, monkeypatch)
        await add_rows(services, office, 5)
        many = await statements(services, office, monkeypatch)
    limits = {path: MORE.get(path, LIMIT) for path in PATHS}
    assert {path: many[path] for path in PATHS if len(many[path]) > limits[path]} == {}, "save some, or add to MORE"
    assert {path: many[path] for path in PATHS if len(many[path]) > len(few[path])} == {}, "more rows, more statements"
    assert {path for path in MORE if len(many[path]) < limits[path]} == set(), "lower these limits"


async def statements(services: Services, office: Office, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Return the statements of each page, of its second request: the first one fills caches."""
    found = {}
    transport = asgi_transport(create_app(services, console=console()))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        browser = Browser(client, services)
        await browser.sign_in(office.actors[Role.ORG_ADMIN])
        for path in PATHS:
            await browser.get(with_ids(path, office))
            with counted(monkeypatch) as found[path]:
                assert (await browser.get(with_ids(path, office))).status == 200, path
    return found


async def add_rows(services: Services, office: Office, rows: int) -> None:
    """Add jobs, candidates, applications and tags to an office, and give them to its candidate and its job."""
    ids, actor = office.ids, office.actors[Role.ORG_ADMIN]
    async with services.storage.transaction(actor.org_id) as work:
        for number in range(rows):
            job = await work.jobs.add(JobDetails(title=f"Baker {number}"), created_by_user_id=actor.user_id)
            person = await work.candidates.add(CandidateDetails(full_name=f"Jane Doe {number}"))
            tag = await work.tags.add(TagDetails(name=f"Tag {number} of {rows}"))
            await work.tags.attach(ids["candidate_id"], tag.id)
            for pair in ((job.id, ids["candidate_id"]), (ids["job_id"], person.id)):
                details = ApplicationDetails(job_id=pair[0], candidate_id=pair[1])
                application = await work.applications.add(details)
                await work.applications.change(application.id, {"status": "interview"})
    await services.matching.candidates_for_job(actor, ids["job_id"])
