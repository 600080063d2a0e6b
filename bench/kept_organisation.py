"""An organisation that is filled once and kept, with one of everything that a page of the console can show."""

import asyncio
import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import httpx

from bench.api import API
from bench.findings import count, progress
from bench.programs import BATCH, Organisation, Recruit
from bench.records import candidates, jobs
from bench.scale import Scale
from recruit.domain.applications.model import LADDER, ApplicationDetails
from recruit.domain.notes.model import NoteDetails
from recruit.domain.tags.model import TagDetails
from recruit.domain.tasks.model import TaskDetails
from recruit.entrypoints import kernel
from recruit.ports.plugins import AdapterConfig
from recruit.ports.unit_of_work import UnitOfWork

EMAIL, PASSWORD = "dana@example.com", "correct horse battery"
JOBS = 200
APPLICANTS = 5_000
"""For the first job. Each other job has a twentieth of that."""

TAGS, NOTES, TASKS = 20, 5_000, 1_000
NOW = datetime.now(UTC)
RESUME = b"Jane Doe\nWelder in Bristol\n\nSkills\nTIG welding, Python, forklift licence\n"
STAGES = [{"key": stage, "name": stage.title(), "type": "lead"} for stage in ("first", "second")]


def kept_organisation(data: Path, scale: Scale) -> dict[str, int]:
    """Return the ids of records by their names in addresses. The first call fills the data directory for minutes."""
    place = data / "organisation.json"
    if not place.exists():
        program = Recruit(data)
        program.start()
        try:
            place.write_text(json.dumps(_filled(program, data, scale)), "utf-8")
        finally:
            program.stop()
    ids: dict[str, int] = json.loads(place.read_text("utf-8"))
    return ids


def _filled(program: Recruit, data: Path, scale: Scale) -> dict[str, int]:
    size = scale.candidates[-1]
    progress(f"Adding {count(size)} candidates, which are kept for later runs …")
    with httpx.Client(base_url=program.server.url + API, timeout=scale.timeout) as http:
        user = http.post("/auth/register", json={"email": EMAIL, "password": PASSWORD}).raise_for_status().json()
        login = http.post("/auth/login", data={"username": EMAIL, "password": PASSWORD}).raise_for_status().json()
        http.headers["Authorization"] = f"Bearer {login['access_token']}"
        to = Organisation(id=user["org_id"], user_id=user["id"], token=login["access_token"])
        program.fill(to, list(islice(candidates(), size)), list(islice(jobs(), JOBS)))
        people, positions = (program.database.ids(table, to.id, size) for table in ("candidates", "jobs"))
        ids = _one_of_everything(http, people, positions)
        (ids["mail_id"],) = program.database.ids("outgoing_mail", to.id, 1)
    asyncio.run(_add_work(data, to, people, positions))
    return ids | {"user_id": to.user_id}


def _one_of_everything(http: httpx.Client, people: Sequence[int], positions: Sequence[int]) -> dict[str, int]:
    """Create records through the API, about the first candidate and the first job, and a message."""
    first, job = people[0], positions[0]

    def made(path: str, **sent: Any) -> int:
        return int(http.post(path, **sent).raise_for_status().json()["id"])

    http.post("/users/invitations", json={"email": "jan@example.com", "role": "recruiter"}).raise_for_status()
    table = {"file": ("people.csv", b"name\nJane Doe\nJan Roe\n")}
    webhook = {"url": "https://example.com/hook", "is_active": False}
    return {
        "candidate_id": first,
        "from_id": people[1],
        "job_id": job,
        "application_id": made("/applications", json={"job_id": job, "candidate_id": first, "status": "applied"}),
        "document_id": made(f"/candidates/{first}/documents", files={"file": ("cv.txt", RESUME)}),
        "tag_id": made("/tags", json={"name": "Alumni"}),
        "template_id": made("/pipeline_templates", json={"name": "Short", "stages": STAGES}),
        "reason_id": made("/rejection_reasons", json={"name": "Salary too low", "type": "they_declined"}),
        "api_key_id": made("/api_keys", json={"name": "Careers page", "scopes": ["jobs:read"]}),
        "webhook_id": made("/webhooks", json=webhook),
        "import_id": made("/candidates/import?dry_run=true", files=table),
    }


async def _add_work(data: Path, to: Organisation, people: Sequence[int], positions: Sequence[int]) -> None:
    """Add applications, tags, notes and tasks through the storage port."""
    async with kernel.STORAGE.open(AdapterConfig("embedded:", data)) as storage:
        applied = list(_applications(people, positions))
        for start in range(0, len(applied), BATCH):
            async with storage.transaction(to.id) as work:
                for details in applied[start : start + BATCH]:
                    await work.applications.add(details)
        async with storage.transaction(to.id) as work:
            await _add_tags(work, people)
            for number, person in enumerate(people[:NOTES]):
                await work.notes.add(_note(number, person, to.user_id))
            for number, person in enumerate(people[:TASKS]):
                await work.tasks.add(_task(number, person, to.user_id), created_by_user_id=to.user_id, now=NOW)


async def _add_tags(work: UnitOfWork, people: Sequence[int]) -> None:
    tags = [(await work.tags.add(TagDetails(name=f"Tag {number}"))).id for number in range(TAGS)]
    for number, person in enumerate(people[: len(people) // 5]):
        await work.tags.attach(person, tags[number % TAGS])


def _applications(people: Sequence[int], positions: Sequence[int]) -> Iterator[ApplicationDetails]:
    """Yield applications in all stages. The candidate and the job of the first pair have one already."""
    stages = (*LADDER, "rejected")
    for place, job in enumerate(positions):
        most = APPLICANTS if place == 0 else APPLICANTS // 20
        for number in range(1, min(most, len(people))):
            person = people[(place * 37 + number) % len(people)]
            yield ApplicationDetails(job_id=job, candidate_id=person, status=stages[number % len(stages)])


def _note(number: int, person: int, user_id: int) -> NoteDetails:
    """Return a note, of which every hundredth mentions its author."""
    mentions = () if number % 100 else (user_id,)
    text = f"Call number {number}"
    return NoteDetails(candidate_id=person, author_user_id=user_id, text=text, mentions=mentions, created_at=NOW)


def _task(number: int, person: int, user_id: int) -> TaskDetails:
    due_at = NOW + timedelta(days=number % 30)
    return TaskDetails(title=f"Call {number}", due_at=due_at, assignee_user_id=user_id, candidate_id=person)
