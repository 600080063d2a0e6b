"""Bulk imports from upload to completion, over every storage adapter."""

import asyncio
import io
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from recruit.adapters.compute.inline import InlineCompute
from recruit.adapters.null import NullLanguageModel
from recruit.domain.accounts.model.permissions import Permission, Role
from recruit.domain.accounts.model.users import UserDetails
from recruit.domain.applications.model import Application
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.candidates.model.profile import Contacts, Profile
from recruit.domain.candidates.service import CandidateService
from recruit.domain.external_ids.model import ExternalId, RecordKind
from recruit.domain.extraction.intake import NOT_A_RESUME, Intake
from recruit.domain.extraction.service import Extraction
from recruit.domain.imports import service
from recruit.domain.imports.background import DRY_RUN_RETENTION, MOST_ATTEMPTS, TURN, Importer
from recruit.domain.imports.model import Import, ImportItem, ImportStatus, ItemStatus, NewItem
from recruit.domain.imports.service import Importing
from recruit.domain.imports.undo import PERIOD, KeptRecord, UndoingImports
from recruit.domain.jobs.service import JobService
from recruit.domain.reports.model import ReportScope
from recruit.domain.shared.errors import Forbidden, Invalid, NotFound, TooLarge, Unavailable
from recruit.domain.shared.pages import Window
from recruit.entrypoints import kernel
from recruit.ports.documents import Document, DocumentReader
from recruit.ports.plugins import AdapterConfig
from recruit.ports.storage import ExclusiveTask, Storage
from stand_ins.archives import zipped
from worlds import Organisation, new_email, new_organisation

RESUME = "{name}\nSenior Welder\nBerlin, Germany\n\nExperience\nSenior Welder at Acme\n2019 - Present\n"
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@dataclass
class StoppedClock:
    """A clock that changes only when it is set."""

    time: datetime = NOON

    def now(self) -> datetime:
        return self.time


@dataclass
class World:
    """The import services of one organisation."""

    organisation: Organisation
    documents: DocumentReader
    clock: StoppedClock = field(default_factory=StoppedClock)
    changed: list[int] = field(default_factory=list)
    queued: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        storage, clock = self.organisation.storage, self.clock
        extraction = Extraction(NullLanguageModel(), clock, InlineCompute())
        self.intake = Intake(storage, JobService(storage), CandidateService(storage), self.documents, extraction, clock)
        self.importing = Importing(
            storage, self.documents, InlineCompute(), clock, self.queued.append, self.changed.append
        )
        self.undoing = UndoingImports(storage, clock, self.changed.append)
        self.importer = Importer(storage, self.intake, InlineCompute(), clock, self.changed.append, self.queued.append)

    async def start(self, data: bytes, filename: str = "people", **options: Any) -> Import:
        """Upload a file."""
        return await self.importing.start(self.organisation.actor, io.BytesIO(data), filename, **options)

    async def work(self) -> int:
        """Run one turn of the importer and return the number of items done."""
        return await self.importer.organisation(self.organisation.actor.org_id)

    async def job(self, job: Import) -> Import:
        """Return the import in its current state."""
        return (await self.importing.progress(self.organisation.actor, job.id, Window(0, 0)))[0]

    async def items(self, job: Import) -> list[ImportItem]:
        """Return the items of an import."""
        return list((await self.importing.progress(self.organisation.actor, job.id, Window(0, 100)))[1])

    async def import_all(self, data: bytes, **options: Any) -> tuple[Import, list[ImportItem]]:
        """Upload a file, run the import to its end, and return it with its items."""
        job = await self.start(data, **options)
        while await self.work():
            pass
        return await self.job(job), await self.items(job)

    async def people(self) -> list[Candidate]:
        """Return all candidates."""
        async with self.organisation.storage.transaction(self.organisation.actor.org_id) as work:
            return list(await work.candidates.all())


@pytest.fixture(scope="module", params=["memory:", "postgresql+asyncpg:"])
async def storage(request: pytest.FixtureRequest, database: str) -> AsyncIterator[Storage]:
    url = request.param if request.param == "memory:" else database
    async with kernel.STORAGE.open(AdapterConfig(url, Path())) as found:
        yield found


@pytest.fixture(scope="module")
async def documents() -> AsyncIterator[DocumentReader]:
    async with kernel.DOCUMENTS.open(AdapterConfig("local:", Path())) as found:
        yield found


@pytest.fixture
async def world(storage: Storage, documents: DocumentReader) -> World:
    return World(await new_organisation(storage), documents)


def resume(name: str) -> bytes:
    return RESUME.format(name=name).encode()


async def test_progress_is_visible_during_a_turn(world: World) -> None:
    job = await world.start(b"name\n" + b"".join(b"Jane Doe %d\n" % number for number in range(TURN)))
    done, seen = await asyncio.gather(world.work(), world.job(job))
    assert done == TURN
    assert seen.done < TURN


async def test_every_resume_in_an_archive_creates_a_candidate_with_profile_and_document(world: World) -> None:
    files = {"a/jane.txt": resume("Jane Doe"), "b/john.txt": resume("John Roe")}
    job, items = await world.import_all(zipped(files), notes="From the fair")
    assert (job.status, job.total, job.created, job.failed) == (ImportStatus.DONE, 2, 2, 0)
    people = await world.people()
    assert [(one.full_name, one.current_title, one.location) for one in people] == [
        ("Jane Doe", "Senior Welder", "Berlin, Germany"),
        ("John Roe", "Senior Welder", "Berlin, Germany"),
    ]
    assert all(str(one.notes).endswith("Additional recruiter notes: From the fair") for one in people)
    assert [(item.name, item.status, item.candidate_id) for item in items] == [
        ("a/jane.txt", ItemStatus.CREATED, people[0].id),
        ("b/john.txt", ItemStatus.CREATED, people[1].id),
    ]
    async with world.organisation.storage.transaction(world.organisation.actor.org_id) as work:
        (document,) = (await work.documents.page(Window(), people[0].id)).items
        assert (await work.documents.content(people[0].id, document.id))[1] == files["a/jane.txt"]
        assert document.filename == "jane.txt"
        assert (await work.profiles.get(people[0].id)).positions
    assert world.changed == [world.organisation.actor.org_id] * 2, "once for each candidate"


async def test_every_row_of_a_table_creates_a_candidate(world: World) -> None:
    table = "Name;E-Mail;Skills;Farbe\nJürgen Müller;jm@example.com;Schweißen;blau\n;;;\nJane Doe;;;\n"
    job, items = await world.import_all(table.encode("cp1252"))
    assert (job.total, job.created) == (2, 2)
    assert job.warnings == ("Columns that are no field of a candidate are kept in the notes: 'Farbe'.",)
    first, second = await world.people()
    assert (first.full_name, first.notes, second.full_name) == ("Jürgen Müller", "Farbe: blau", "Jane Doe")
    assert [(item.number, item.name) for item in items] == [(2, "Jürgen Müller"), (4, "Jane Doe")]
    async with world.organisation.storage.transaction(world.organisation.actor.org_id) as work:
        profile = await work.profiles.get(first.id)
    assert (profile.contacts.emails, [skill.name for skill in profile.skills]) == (("jm@example.com",), ["Schweißen"])


async def test_nul_characters_are_removed_from_cells(world: World) -> None:
    job, _ = await world.import_all(b"name,company\nJohn\0 Roe,Ac\0me\n")
    assert [(one.full_name, one.current_company) for one in await world.people()] == [("John Roe", "Acme")]
    assert job.failed == 0


async def test_a_failed_item_has_an_error_and_does_not_stop_the_import(world: World) -> None:
    files = {
        "empty.txt": b"",
        "bad.pdf": b"%PDF-1.7 nothing",
        "inner.zip": zipped({"a.txt": resume("John Roe")}),
        "picture.png": b"\x89PNG\r\n\x1a\n",
        "a/notes.xyz": b"hello",
        "jane.txt": resume("Jane Doe"),
    }
    job, items = await world.import_all(zipped(files))
    assert (job.created, job.failed, job.status) == (1, 5, ImportStatus.DONE)
    assert [item.status for item in items] == [ItemStatus.FAILED] * 5 + [ItemStatus.CREATED]
    assert all(item.error and item.error.endswith(".") for item in items[:5])
    assert items[4].error == NOT_A_RESUME.format(name="notes.xyz")
    assert [one.full_name for one in await world.people()] == ["Jane Doe"]


async def test_a_row_fails_only_without_a_name_and_an_address(world: World) -> None:
    job, items = await world.import_all(b"name,years\nJane,5\nJohn,many\n,3\n")
    assert (job.created, job.failed) == (2, 1)
    assert [(item.error, item.warnings) for item in items] == [
        (None, ()),
        (None, ("Column 'years' should be a number of years, such as 5: it is kept in the notes.",)),
        ("Row 4 has neither a name nor an e-mail address: fill in column 'name'.", ()),
    ]


async def test_a_dry_run_previews_candidates_and_creates_none(world: World) -> None:
    job, items = await world.import_all(b"name,years,notes\nJane Doe,5,secret\n,5,\nJane Doe,5,secret\n", dry_run=True)
    assert (job.created, job.valid, job.failed, job.duplicates) == (0, 1, 1, 1)
    assert await world.people() == []
    preview = dict(items[0].preview or {})
    assert {name: value for name, value in preview.items() if value is not None} == {
        "full_name": "Jane Doe",
        "experience_years": 5,
    }
    assert world.changed == []


async def test_a_dry_run_is_deleted_after_a_day(world: World) -> None:
    job, _ = await world.import_all(b"name\nJane Doe\n", dry_run=True)
    real, _ = await world.import_all(b"name\nJane Doe\n")
    world.clock.time += DRY_RUN_RETENTION
    await world.work()
    assert (await world.job(job)).valid == 1
    world.clock.time += timedelta(seconds=1)
    await world.work()
    with pytest.raises(NotFound):
        await world.job(job)
    assert (await world.job(real)).created == 1


async def test_an_item_that_was_imported_before_is_a_duplicate(world: World) -> None:
    data = zipped({"jane.txt": resume("Jane Doe"), "twin.txt": resume("Jane Doe"), "john.txt": resume("John Roe")})
    job, items = await world.import_all(data)
    assert (job.created, job.duplicates) == (2, 1)
    jane, john = await world.people()
    assert (items[1].candidate_id, items[1].error) == (jane.id, "The same as 'jane.txt', which has been imported.")
    async with world.organisation.storage.transaction(world.organisation.actor.org_id) as work:
        await work.candidates.remove(john.id)
    again, items = await world.import_all(data)
    assert (again.created, again.duplicates) == (1, 2)
    assert [one.full_name for one in await world.people()] == ["Jane Doe", "John Roe"]


PEOPLE = b"Wer;E-Mail;Wo;Rolle;Nummer;Kann;Jahre\nJane Doe;jane@example.com;Berlin;Welder;030 123456;Welding;many\n"


async def test_a_reimported_row_fills_in_the_empty_fields_of_its_candidate(world: World) -> None:
    first, _ = await world.import_all(PEOPLE)
    (jane,) = await world.people()
    assert (jane.full_name, jane.location) == ("jane@example.com", None)
    mapping = {"Wer": "full_name", "Wo": "location", "Nummer": "phones", "Kann": "skills"}
    named = f"The same as row 2 of import #{first.id}, which has been imported."
    many = "Column 'Jahre' should be a number of years, such as 5: it is kept in the notes."
    _, (planned,) = await world.import_all(PEOPLE, mapping=mapping, dry_run=True)
    fields = "full_name, location, phones, skills"
    assert (planned.error, planned.warnings) == (
        named,
        (many, f"The candidate has nothing in these fields, which would be filled in: {fields}."),
    )
    assert await world.people() == [jane]
    world.changed.clear()
    job, (item,) = await world.import_all(PEOPLE, mapping=mapping)
    assert (job.duplicates, item.candidate_id, item.error) == (1, jane.id, named)
    assert item.warnings == (many, f"The candidate had nothing in these fields, which are filled in now: {fields}.")
    (jane,) = await world.people()
    assert (jane.full_name, jane.current_title, jane.location) == ("Jane Doe", "Welder", "Berlin")
    async with world.organisation.storage.transaction(world.organisation.actor.org_id) as work:
        profile = await work.profiles.get(jane.id)
    assert (profile.contacts.phones, [skill.name for skill in profile.skills]) == (("030 123456",), ["Welding"])
    _, (again,) = await world.import_all(PEOPLE, mapping=mapping)
    assert again.warnings == (many,)
    assert world.changed == [world.organisation.actor.org_id], "once, for the row that has changed something"


async def test_a_reimported_row_does_not_overwrite_fields_and_warns(world: World) -> None:
    await world.import_all(PEOPLE, mapping={"Wer": "full_name"})
    (jane,) = await world.people()
    _, (item,) = await world.import_all(PEOPLE, mapping={"Rolle": "full_name", "Wer": "current_title", "Wo": "emails"})
    assert item.warnings[-1] == (
        "The candidate has something else in these fields, which stays: full_name, current_title. To have what the row"
        " says, change it there, or delete the candidate and import the row again."
    )
    assert await world.people() == [jane]


async def test_filling_in_an_address_of_another_candidate_warns(world: World) -> None:
    table = b"name;Wo;E-Mail\nJane Doe;Berlin;jane@example.com\n"
    await world.import_all(table, mapping={"E-Mail": "notes"})
    await world.import_all(b"name,email\nJ. Doe,jane@example.com\n")
    _, other = await world.people()
    _, (item,) = await world.import_all(table)
    assert item.warnings == (
        "The candidate had nothing in these fields, which are filled in now: emails.",
        f"Candidate #{other.id} has the same file or e-mail address.",
    )


async def test_a_candidate_with_the_same_address_is_not_created_again(world: World) -> None:
    await world.import_all(b"name,email\nJane Doe,jane@example.com\n")
    (jane,) = await world.people()
    contact = b"jane@example.com\n+49 30 1234567\n"
    for data, options in (
        (b"name,email,title\nJane Doe,JANE@example.com,Welder\n", {}),
        (b"name,email,title\nJane Doe,JANE@example.com,Rigger\n", {"dry_run": True}),
        (zipped({"jane.txt": resume("Jane Doe") + contact}), {}),
    ):
        job, items = await world.import_all(data, **options)
        assert (job.duplicates, job.created, job.valid) == (1, 0, 0)
        assert items[0].candidate_id == jane.id
        assert items[0].error == f"Candidate #{jane.id} has the same file or e-mail address."
    assert await world.people() == [jane]


async def test_a_resume_that_was_uploaded_alone_before_is_a_duplicate(world: World) -> None:
    received = await world.intake.candidate_from_resume(world.organisation.actor, resume("Jane Doe"), "jane.txt", None)
    job, items = await world.import_all(zipped({"copy.txt": resume("Jane Doe")}))
    assert (job.duplicates, items[0].candidate_id) == (1, received.candidate.id)


async def test_duplicates_are_created_with_a_warning_when_requested(world: World) -> None:
    data = b"name,email\nJane Doe,jane@example.com\n"
    await world.import_all(data)
    (jane,) = await world.people()
    job, items = await world.import_all(data, create_duplicates=True)
    assert (job.created, job.duplicates) == (1, 0)
    assert items[0].warnings == (f"Candidate #{jane.id} has the same file or e-mail address.",)
    assert [one.full_name for one in await world.people()] == ["Jane Doe", "Jane Doe"]


async def test_a_turn_ends_after_a_number_of_items_and_queues_the_organisation_again(world: World) -> None:
    job = await world.start(b"name\n" + b"".join(b"Person %d\n" % number for number in range(TURN + 1)))
    world.queued.clear()
    assert await world.work() == TURN
    assert (await world.job(job)).status == ImportStatus.RUNNING
    assert world.queued == [world.organisation.actor.org_id]
    assert await world.work() == 1
    assert world.queued == [world.organisation.actor.org_id]
    assert (await world.job(job)).status == ImportStatus.DONE


async def test_imports_that_another_worker_has_claimed_are_left_alone(world: World) -> None:
    await world.start(b"name\nJane Doe\n")
    async with world.organisation.storage.claim(world.organisation.actor.org_id, ExclusiveTask.IMPORTS) as claimed:
        assert claimed
        assert await world.work() == 0
    assert await world.work() == 1


async def test_every_organisation_gets_a_turn(world: World) -> None:
    other = World(await new_organisation(world.organisation.storage), world.documents)
    jobs = [await world.start(b"name\nJane Doe\n"), await other.start(b"name\nJohn Roe\n")]
    await world.importer.all_organisations()
    assert [(await each.job(job)).created for each, job in zip((world, other), jobs, strict=True)] == [1, 1]
    assert [one.full_name for one in await world.people()] == ["Jane Doe"]


class MovingClock(StoppedClock):
    """A clock that advances by two seconds at every call."""

    def now(self) -> datetime:
        self.time += timedelta(seconds=2)
        return self.time


async def test_a_turn_ends_after_a_few_seconds_and_queues_the_organisation_again(world: World) -> None:
    slow = World(world.organisation, world.documents, MovingClock())
    job = await slow.start(b"name\n" + b"".join(b"Jane Doe %d\n" % number for number in range(10)))
    slow.queued.clear()
    assert 0 < await slow.work() < 5
    assert slow.queued == [world.organisation.actor.org_id]
    while await slow.work():
        pass
    assert (await slow.job(job)).created == 10


async def test_an_unavailable_reader_does_not_block_other_organisations(world: World) -> None:
    other = World(await new_organisation(world.organisation.storage), world.documents)
    await world.start(zipped({"jane.txt": resume("Jane Doe")}))
    other_import = await other.start(b"name\nJohn Roe\n")
    with pytest.raises(Unavailable):
        await World(world.organisation, BusyReader(world.documents)).importer.all_organisations()
    assert (await other.job(other_import)).created == 1


class BusyReader:
    """A document reader whose queue is full."""

    def __init__(self, documents: DocumentReader) -> None:
        self.decode, self.layout = documents.decode, documents.layout
        self.tools = documents.tools

    async def read(self, data: bytes) -> Document:  # noqa: ARG002 - the port names it
        raise Unavailable("Too many documents are being read at the moment. Please try again in a minute.")


class BrokenReader(BusyReader):
    """A document reader with a bug."""

    async def read(self, data: bytes) -> Document:  # noqa: ARG002 - the port names it
        raise ZeroDivisionError


async def test_an_item_is_retried_after_the_reader_was_busy(world: World) -> None:
    job = await world.start(zipped({"jane.txt": resume("Jane Doe")}))
    with pytest.raises(Unavailable):
        await World(world.organisation, BusyReader(world.documents)).work()
    assert (await world.job(job)).done == 0
    await world.work()
    assert (await world.job(job)).created == 1


async def test_an_item_fails_after_too_many_attempts(world: World) -> None:
    job = await world.start(zipped({"1.txt": resume("Jane Doe"), "2.txt": resume("John Roe")}))
    busy = World(world.organisation, BusyReader(world.documents))
    for _ in range(MOST_ATTEMPTS - 1):
        with pytest.raises(Unavailable):
            await busy.work()
    assert (await world.job(job)).done == 0
    with pytest.raises(Unavailable):
        await busy.work()
    assert [item.status for item in await world.items(job)] == [ItemStatus.FAILED, ItemStatus.QUEUED]
    await world.work()
    assert [one.full_name for one in await world.people()] == ["John Roe"]


async def test_an_internal_error_fails_its_item_and_is_logged(world: World, caplog: pytest.LogCaptureFixture) -> None:
    job = await world.start(zipped({"1.txt": resume("Jane Doe"), "2.txt": resume("John Roe")}))
    assert await World(world.organisation, BrokenReader(world.documents)).work() == 2
    assert (await world.job(job)).failed == 2
    assert "lies here, not with you" in str((await world.items(job))[0].error)
    assert "ZeroDivisionError" in caplog.text


async def test_a_deleted_import_stops_and_its_candidates_remain(world: World) -> None:
    job = await world.start(b"name\n" + b"".join(b"Person %d\n" % number for number in range(TURN + 5)))
    await world.work()
    await world.importing.remove(world.organisation.actor, job.id)
    assert await world.work() == 0
    assert len(await world.people()) == TURN


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "no rows"),
        (b"%PDF-1.7\n\x00\xff\xfe" * 100, "neither a zip archive nor a table of text but a PDF document: upload"),
        (b"%PDF-1.7\n1 0 obj\nName, E-Mail\n", "neither a zip archive nor a table of text but a PDF document: upload"),
        (b"\xef\xbb\xbf\n<HTML><table><tr><td>Name", "nor a table of text but a web page: upload"),
        (
            b"\xd0\xcf\x11\xe0" + b"x" * 99,
            "nor a table of text but an office document, such as an old Excel workbook: up",
        ),
        (b"\x00\x01\x02\x03" * 99, "nor a table of text: upload"),
        (b"Jane Doe is a cook.\n", "This is a text, not a table"),
        (zipped({}), "no files"),
        (zipped({"../a.txt": b"x"}), "leads elsewhere"),
        (zipped({"a.txt": b"Jane", "b.txt": b"\0" * (2 << 20)}), "unpacks to far more"),
        (b"PK\x03\x04" + b"x" * 100, "damaged"),
    ],
)
async def test_a_refused_upload_creates_no_import(world: World, data: bytes, message: str) -> None:
    with pytest.raises(Invalid, match=message):
        await world.start(data)
    assert (await world.importing.imports(world.organisation.actor, Window())).total == 0
    assert world.queued == []


class Large(io.BytesIO):
    """A file that claims to be larger than it is."""

    def __init__(self, data: bytes, size: int) -> None:
        super().__init__(data)
        self._size = size

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._size if whence == io.SEEK_END else super().seek(offset, whence)


@pytest.mark.parametrize(
    ("data", "limit"), [(zipped({"a.txt": b"x"}), service.MOST_BYTES), (b"name\nJane", service.MOST_TABLE_BYTES)]
)
async def test_a_file_that_is_too_large_is_refused_before_it_is_read(world: World, data: bytes, limit: int) -> None:
    with pytest.raises(TooLarge, match=f"larger than {limit >> 20} MiB"):
        await world.importing.start(world.organisation.actor, Large(data, limit + 1), "x")


async def test_the_number_of_unfinished_imports_is_limited(world: World) -> None:
    jobs = [await world.start(b"name\nPerson %d\n" % number) for number in range(service.MOST_UNFINISHED)]
    with pytest.raises(Unavailable, match="still being worked on"):
        await world.start(b"name\nJane Doe\n")
    await world.importing.remove(world.organisation.actor, jobs[0].id)
    assert (await world.start(b"name\nJane Doe\n")).status == ImportStatus.QUEUED
    while await world.work():
        pass
    assert len(await world.people()) == service.MOST_UNFINISHED


async def test_an_upload_without_a_file_name_gets_one(world: World) -> None:
    assert (await world.start(b"name\nJane Doe\n", " \n ")).filename == "upload"
    assert (await world.start(b"name\nJane Doe\n", "x" * 300)).filename == "x" * 200


APPLICANTS = b"name,email,job,stage\nJane Doe,jane@example.com,welder,Onsite\nJohn Roe,,Rigger,Phone Screen\n"


async def applications(world: World) -> list[Application]:
    async with world.organisation.storage.transaction(world.organisation.actor.org_id) as work:
        return list((await work.applications.page(Window())).items)


async def jobs(world: World) -> list[tuple[str, str]]:
    async with world.organisation.storage.transaction(world.organisation.actor.org_id) as work:
        return [(job.title, job.status) for job in await work.jobs.all()]


async def test_a_row_that_names_a_job_creates_an_application(world: World) -> None:
    welder = await world.organisation.job("Welder")
    job, items = await world.import_all(APPLICANTS)
    (made,) = await applications(world)
    assert (made.job_id, made.candidate_id, made.status, made.source) == (
        welder.id,
        items[0].candidate_id,
        "interview",
        "import",
    )
    assert [item.application_id for item in items] == [made.id, None]
    assert items[1].warnings == ("No application is made: no job has the title 'Rigger'.",)
    assert job.warnings[0].startswith("No jobs have these titles, so that no applications are made for them: 'Rigger'.")
    assert [one.notes for one in await world.people()] == [None, "job: Rigger\nstage: Phone Screen"]


async def test_titles_match_exactly_or_else_without_case_and_accents(world: World) -> None:
    exact, _ = await world.organisation.job("Soudeur"), await world.organisation.job("SOUDEUR")
    folded = await world.organisation.job("Ingénieur  Qualité")
    for _ in range(2):
        await world.organisation.job("Cook")
    _, items = await world.import_all(b"name,job\nA,Soudeur\nB,ingenieur qualite\nC,Cook\nD,soudeur\n")
    assert [one.job_id for one in await applications(world)] == [exact.id, folded.id]
    assert [item.warnings for item in items] == [
        (),
        (),
        ("No application is made: 2 jobs have the title 'Cook'.",),
        ("No application is made: 2 jobs have the title 'soudeur'.",),
    ]


async def test_missing_jobs_are_created_once_as_drafts(world: World) -> None:
    await world.organisation.job("Welder")
    changed = len(world.changed)
    data = APPLICANTS + b"Kim Poe,,RIGGER,Offer\n"
    await world.import_all(data, create_jobs=True)
    assert await jobs(world) == [("Welder", "open"), ("Rigger", "draft")]
    assert len(world.changed) > changed
    again, items = await world.import_all(data, create_jobs=True)
    assert (again.duplicates, len(await jobs(world)), len(await applications(world))) == (3, 2, 3)
    assert all(item.application_id for item in items)


@pytest.mark.parametrize(
    ("column", "cells", "currency"),
    [
        ("Gehaltswunsch", ("55.000 €", "60k €"), "EUR"),
        ("Expected salary", ("£40,000", ""), "GBP"),
        ("Moeda", ("BRL", "R$"), "BRL"),
        ("Salaire souhaité", ("50 000 €", "CHF 90 000"), "USD"),
        ("Salary", ("50000", "60000"), "USD"),
        ("Favourite prize", ("100 €", "100 €"), "USD"),
    ],
)
async def test_a_new_job_has_the_currency_that_its_rows_agree_on(
    world: World, column: str, cells: tuple[str, str], currency: str
) -> None:
    rows = "".join(f'{name},Welder,"{cell}"\n' for name, cell in zip(("Jane", "John"), cells, strict=True))
    finished, _ = await world.import_all(f"name,job,{column}\n{rows}".encode(), create_jobs=True)
    async with world.organisation.storage.transaction(world.organisation.actor.org_id) as work:
        (job,) = (await work.jobs.page(Window())).items
    assert job.currency == currency
    warning = f"The currency of these new jobs is that of the amounts in their rows: 'Welder ({currency})'."
    assert (warning in finished.warnings) == (currency != "USD")


async def test_a_dry_run_creates_no_job_and_previews_the_application(world: World) -> None:
    _, items = await world.import_all(APPLICANTS, create_jobs=True, dry_run=True)
    assert (await jobs(world), await applications(world)) == ([], [])
    assert dict(items[1].preview or {})["application"] == {
        "job_id": None,
        "job_title": "Rigger",
        "status": "screening",
    }


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("Welder; Rigger", "These cells name several jobs"),
        ('"Welder\nRigger"', "These cells name several jobs"),
        ("x" * 201, "No jobs have these titles"),
    ],
)
async def test_an_invalid_title_creates_no_job(world: World, cell: str, why: str) -> None:
    job, (item,) = await world.import_all(f"name,job\nJane,{cell}\n".encode(), create_jobs=True)
    assert any(warning.startswith(why) for warning in job.warnings)
    assert item.warnings[0].startswith("No application is made: no job has the title ")
    assert await jobs(world) == []


async def test_a_table_with_too_many_new_jobs_is_refused(world: World) -> None:
    data = b"name,job\n" + b"".join(b"Jane,Job %d\n" % number for number in range(101))
    with pytest.raises(Invalid, match="names 101 jobs that aren't there: no more than 100 are created at once"):
        await world.start(data, create_jobs=True)
    assert await jobs(world) == []


async def test_an_existing_candidate_gets_the_application_once(world: World) -> None:
    """Candidates are found by address and by a repeated row, also after the job was created."""
    await world.import_all(APPLICANTS)
    jane, john = await world.people()
    welder, rigger = await world.organisation.job("Welder"), await world.organisation.job("Rigger")
    for _ in range(2):
        job, _ = await world.import_all(APPLICANTS)
        assert (job.duplicates, job.created) == (2, 0)
        assert [(one.job_id, one.candidate_id, one.status) for one in await applications(world)] == [
            (welder.id, jane.id, "interview"),
            (rigger.id, john.id, "screening"),
        ]
    _, (other,) = await world.import_all(b"name,email,job,stage\nJ. Doe,jane@example.com,Rigger,Offer\n")
    assert (other.status, other.candidate_id) == (ItemStatus.DUPLICATE, jane.id)
    assert len(await applications(world)) == 3
    _, (other,) = await world.import_all(b"name,email,job,stage\nJohn Roe,jane@example.com,Rigger,Limbo\n")
    assert other.warnings[0] == "No status is known for the stage 'Limbo': the application is sourced."


async def test_an_existing_application_keeps_its_status(world: World) -> None:
    await world.organisation.job("Welder")
    await world.import_all(APPLICANTS)
    _, (item,) = await world.import_all(b"name,email,job,stage\nJane Doe,jane@example.com,Welder,Hired\n")
    assert item.warnings == (
        "The candidate has an application for the job 'Welder' already, whose status 'interview' stays.",
    )
    assert [one.status for one in await applications(world)] == ["interview"]


async def test_a_job_deleted_meanwhile_drops_only_the_application(world: World) -> None:
    welder = await world.organisation.job("Welder")
    job = await world.start(APPLICANTS)
    async with world.organisation.storage.transaction(world.organisation.actor.org_id) as work:
        await work.jobs.remove(welder.id)
    await world.work()
    assert (await world.job(job)).created == 2
    assert (await world.items(job))[0].warnings == ("No application is made: the job 'welder' has been deleted.",)


async def test_the_people_of_an_archive_apply_for_its_job(world: World) -> None:
    job = await world.organisation.job("Welder", status="closed")
    data = zipped({"jane.txt": resume("Jane Doe"), "twin.txt": resume("Jane Doe")})
    (jane,) = (await world.import_all(zipped({"jane.txt": resume("Jane Doe")})))[1]
    assert await applications(world) == []
    _, planned = await world.import_all(zipped({"john.txt": resume("John Roe")}), job_id=job.id, dry_run=True)
    assert (planned[0].preview or {})["application"] == {"job_id": job.id, "job_title": "Welder", "status": "applied"}
    _, items = await world.import_all(data, job_id=job.id)
    (made,) = await applications(world)
    assert (made.job_id, made.candidate_id, made.status, made.source) == (
        *(job.id, jane.candidate_id),
        *("applied", "import"),
    )
    assert [(one.status, one.application_id) for one in items] == [(ItemStatus.DUPLICATE, made.id)] * 2
    with pytest.raises(NotFound):
        await world.start(data, job_id=job.id + 1_000_000)
    with pytest.raises(Invalid, match="job_id is for archives"):
        await world.start(APPLICANTS, job_id=job.id)


async def test_the_people_of_a_folder_apply_for_the_open_job_with_its_name(world: World) -> None:
    welder = await world.organisation.job("Welder")
    for title, status in (("Baker", "open"), ("Baker", "open"), ("Cook", "closed")):
        await world.organisation.job(title, status=status)
    names = ("May/welder/a/jane", "Baker/john", "Cook/mary", "Welder")
    files = {f"{name}.txt": resume(f"Jane {letter}oe") for name, letter in zip(names, "DRPM", strict=True)}
    job, items = await world.import_all(zipped(files))
    assert [one.job_id for one in await applications(world)] == [welder.id]
    assert [one.application_id is not None for one in items] == [True, False, False, False]
    assert job.warnings == ("Several jobs have these titles, so that no applications are made for them: 'Baker'.",)


async def test_a_job_that_is_gone_gets_no_applications_of_an_archive(world: World) -> None:
    job = await world.organisation.job("Welder")
    started = await world.start(zipped({"Welder/jane.txt": resume("Jane Doe")}))
    async with world.organisation.storage.transaction(world.organisation.actor.org_id) as work:
        await work.jobs.remove(job.id)
    await world.work()
    (item,) = await world.items(started)
    assert (item.status, item.warnings) == (
        ItemStatus.CREATED,
        (f"No application is made: the job '#{job.id}' has been deleted.",),
    )


async def test_an_archive_without_the_permission_creates_no_applications(world: World) -> None:
    job = await world.organisation.job("Welder")
    actor = world.organisation.actor
    few = replace(actor, scopes=frozenset({Permission.WRITE_IMPORTS}))
    data = io.BytesIO(zipped({"Welder/jane.txt": resume("Jane Doe")}))
    started = await world.importing.start(few, data, "x")
    assert "as you lack the permission applications:create" in started.warnings[0]
    await world.work()
    assert await applications(world) == []
    with pytest.raises(Forbidden):
        await world.importing.start(few, data, "x", job_id=job.id)


async def test_an_import_without_the_permission_creates_no_applications(world: World) -> None:
    await world.organisation.job("Welder")
    scopes = frozenset({Permission.WRITE_IMPORTS})
    world.organisation = replace(world.organisation, actor=replace(world.organisation.actor, scopes=scopes))
    started = await world.start(APPLICANTS)
    assert "you lack the permission applications:create" in started.warnings[-1]
    await world.work()
    assert await applications(world) == []
    for options in ({"create_jobs": True}, {"mapping": {"job": "job"}}):
        with pytest.raises(Forbidden):
            await world.start(APPLICANTS, **options)
        with pytest.raises(Forbidden):
            await world.importing.preview(world.organisation.actor, io.BytesIO(APPLICANTS), **options)


async def test_a_mapping_overrides_the_fields_of_columns(world: World) -> None:
    await world.organisation.job("Welder")
    data = b"Wer;Wofuer;Wo\nJane Doe;Welder;Berlin\n"
    await world.import_all(data, mapping={"Wer": "full_name", "wofuer": "job", "Wo": "location"})
    (jane,) = await world.people()
    assert (jane.full_name, jane.location, jane.notes, len(await applications(world))) == (
        "Jane Doe",
        "Berlin",
        None,
        1,
    )


async def test_a_preview_shows_how_a_table_is_read_and_stores_nothing(world: World) -> None:
    await world.organisation.job("Welder")
    rows = ("Name;E-Mail;Job;Stage;Farbe", "Jürgen Müller;jm@x.example;Welder;Onsite;blau", ";;;;rot", "Jane;?;Cook;;")
    data = "\n".join(("Export", *rows)).encode("utf-16")
    found = await world.importing.preview(world.organisation.actor, io.BytesIO(data), limit=2)
    assert (found.layout, found.encoding, found.delimiter, found.header) == ("generic", "utf-16", ";", 2)
    assert [(one.name, one.field, one.samples) for one in found.columns][2:] == [
        ("Job", "job", ("Welder", "Cook")),
        ("Stage", "stage", ("Onsite",)),
        ("Farbe", None, ("blau",)),
    ]
    assert [(row.number, row.parsed and row.parsed.details.full_name, row.error) for row in found.rows] == [
        (3, "Jürgen Müller", None),
        (4, None, "Row 4 has neither a name nor an e-mail address: fill in column 'Name' or 'E-Mail'."),
    ]
    assert (found.total, found.valid, found.failed, found.warned, found.applications) == (3, 2, 1, 1, 1)
    assert await world.people() == []
    assert (await world.importing.imports(world.organisation.actor, Window())).total == 0


async def test_a_mapping_corrects_the_preview_of_a_table_with_unknown_columns(world: World) -> None:
    found = await world.importing.preview(world.organisation.actor, io.BytesIO(b"A,B\nJane,Acme\n"))
    assert found.warnings[0].startswith("No column of this table is called full_name")
    assert [(one.name, one.samples) for one in found.columns] == [("A", ("Jane",)), ("B", ("Acme",))]
    assert [row.error for row in found.rows] == [
        "No column is taken for a name or an e-mail address: map one to full_name or emails."
    ]
    mapping = {"A": "full_name"}
    found = await world.importing.preview(world.organisation.actor, io.BytesIO(b"A,B\nJane,Acme\n"), mapping=mapping)
    assert (found.valid, found.failed) == (1, 0)


async def test_an_item_in_the_former_format_is_imported(world: World) -> None:
    old = NewItem(number=2, content=b'[["name", "Jane Doe"], ["company", "Acme"], ["Pet", "x"]]', digest=b"old")
    job = await world.start(b"name\nJohn Roe\n")
    async with world.organisation.storage.transaction(world.organisation.actor.org_id) as work:
        await work.imports.add_items(job.id, [replace(old, number=3)])
    await world.work()
    jane = next(one for one in await world.people() if one.full_name == "Jane Doe")
    assert (jane.current_company, jane.notes) == ("Acme", "Pet: x")


@pytest.mark.parametrize(
    ("encoding", "end", "names", "is_guess"),
    [
        ("mac_roman", "\r", ["José Müller", "Zoë Groß", "François Lefèvre"], True),
        ("mac_roman", "\r", ["Jane Groß"], True),
        ("mac_roman", "\r\n", ["José Müller", "Anaïs O’Brien"], True),
        ("cp1252", "\r", ["José Müller", "Zoë Groß"], False),
        ("cp1252", "\n", ["Anaïs O’Brien", "Škoda Žižek", "“Bo” Å"], False),
        ("shift_jis", "\r\n", ["山田花子", "鈴木さくら"], True),
        ("shift_jis", "\r\n", ["佐藤一郎"], True),
        ("shift_jis", "\r\n", ["田中 Taro"], True),
        ("cp1252", "\r\n", ["Ana Pérez"], False),
        ("cp1251", "\r\n", ["Иван Петров", "Ольга Кузнецова"], True),
        ("cp1250", "\r\n", ["Bogumiła Żyłkowska", "Dobrosław Pięćkoń", "Ścibor Wążyński"], True),
        ("cp1250", "\r\n", ["Bořivoj Přikryl", "Eliška Vrbíčková", "Zbyněk Hřebec"], True),
        ("cp1250", "\r\n", ["Kincső Bükkerdő", "Gergő Fűtő", "Álmos Kőrösi"], True),
        ("cp1250", "\r\n", ["Vlasta Prgić", "Đurđica Šljukić", "Žana Čvorović"], True),
        ("cp1250", "\r\n", ["Ľubica Kováčiková", "Ďuriš Hrášok", "Štefánia Mlynárčeková"], True),
        ("cp1250", "\r\n", ["Jürgen Groß", "Käthe Müller", "Zdzisława Błażejczyk", "Jörg Köhler"], True),
        ("cp1254", "\r\n", ["Gülşah Işıldak", "Tuğrul Değirmenci", "İnci Şenyuva"], True),
        ("cp1257", "\r\n", ["Jūratė Vėjūnienė", "Mārtiņš Kārkliņš", "Šarūnas Ąžuolaitis"], True),
        ("iso8859_2", "\n", ["Bogumiła Żyłkowska", "Ścibor Wążyński", "Grażyna Łękowska"], True),
        ("cp1252", "\r\n", ["Søren Lærkeholm", "Åse Bjørnvåg"], False),
        ("cp1252", "\r\n", ["Hélène Forêt", "Anaïs Lefèvre", "Zoë Crête"], False),
        ("cp1252", "\r\n", ["Begoña Ibáñez", "João Simões", "Niccolò Calabrò"], False),
        ("cp1252", "\r\n", ["Guðrún Þorvaldsdóttir", "Sæunn Höskuldsdóttir"], False),
    ],
)
async def test_names_are_read_in_the_encodings_that_spreadsheets_save(
    world: World, encoding: str, end: str, names: list[str], is_guess: bool
) -> None:
    lines = ["name,email,current_title", *(f"{name},p{place}@x.example,Engineer" for place, name in enumerate(names))]
    finished, _ = await world.import_all(end.join([*lines, ""]).encode(encoding))
    assert [person.full_name for person in await world.people()] == names
    assert [warning.startswith("The table isn't in UTF-8") for warning in finished.warnings] == [True] * is_guess


@pytest.mark.parametrize(
    ("encoding", "name"), [("cp1250", "Karel Řeřichek"), ("cp1254", "Yankı Aksu"), ("cp1250", "Gergő Papp")]
)
async def test_a_name_with_an_ambiguous_code_page_causes_a_warning(world: World, encoding: str, name: str) -> None:
    finished, _ = await world.import_all(f"name,email\n{name},x@x.example\n".encode(encoding))
    assert [warning.startswith("The table isn't in UTF-8") for warning in finished.warnings] == [True]


@pytest.mark.parametrize(
    ("encoding", "name"), [("cp1250", "Bořivoj Přikryl"), ("cp1252", "Zoë Müller"), ("cp932", "佐藤一郎")]
)
async def test_the_encoding_is_detected_from_the_end_of_a_large_table_too(
    world: World, encoding: str, name: str
) -> None:
    ascii_rows = "".join(f"Jane Doe,p{number}@x.example\n" for number in range(6_000)).encode()
    found = await world.importing.preview(
        world.organisation.actor, io.BytesIO(b"name,email\n" + ascii_rows + f"{name},b@x.example\n".encode(encoding))
    )
    assert found.encoding == encoding


async def test_stray_bytes_in_a_utf8_table_cause_a_warning(world: World) -> None:
    table = "name\nZoë Groß\nJürgen Müller\n".encode() + "Jörg Öz\n".encode("cp1252")
    finished, _ = await world.import_all(table)
    assert [person.full_name for person in await world.people()] == ["Zoë Groß", "Jürgen Müller", "Jörg Öz"]
    assert [warning.startswith("Some letters of the table aren't in UTF-8") for warning in finished.warnings] == [True]


async def test_a_total_row_is_not_a_candidate(world: World) -> None:
    finished, items = await world.import_all(b"name;years\nJane Doe;5\nSumme;5\n")
    assert [person.full_name for person in await world.people()] == ["Jane Doe"]
    assert (finished.created, finished.failed, "looks like a sum" in (items[1].error or "")) == (1, 1, True)


HISTORY = """name,email,job,stage,applied at,hired at,tags
Jane Doe,jane@example.com,Welder,Hired,2024-05-01,2024-05-11,"Yard, fair"
John Roe,,Welder,Onsite,2024-05-02,,yard
"""


async def test_dates_and_tags_of_rows_become_those_of_their_records(world: World) -> None:
    await world.organisation.job("Welder")
    await world.import_all(HISTORY.encode())
    first, second = await world.people()
    async with world.organisation.storage.transaction(world.organisation.actor.org_id) as work:
        times = await work.candidates.times([first.id, second.id])
        tags = await work.tags.of_candidates([first.id, second.id])
        scope = ReportScope(since=datetime(2024, 5, 1, tzinfo=UTC), until=datetime(2024, 6, 1, tzinfo=UTC))
        hires, funnel = await work.reports.time_to_hire(scope), await work.reports.funnel(scope)
    assert [times[one.id][0].date().isoformat() for one in (first, second)] == ["2024-05-01", "2024-05-02"]
    assert [[tag.name for tag in tags[one.id]] for one in (first, second)] == [["Yard", "fair"], ["Yard"]]
    assert (hires.count, hires.median) == (1, 10.0)
    assert funnel.applications == 2
    assert [one.status for one in await applications(world)] == ["hired", "interview"]


async def test_a_date_after_the_present_counts_as_the_present(world: World) -> None:
    await world.import_all(b"name,created at\nJane Doe,2100-01-01\n")
    (jane,) = await world.people()
    async with world.organisation.storage.transaction(world.organisation.actor.org_id) as work:
        assert (await work.candidates.times([jane.id]))[jane.id][0] == world.clock.now()


IDS = """First Name,Last Name,Job Name,Stage,Candidate ID,Application ID,Job ID
Jane,Doe,Welder,Offer,c1,a1,j1
Jane,Doe,Rigger,Offer,c1,a2,j1
"""


async def test_ids_of_another_system_become_external_ids(world: World) -> None:
    welder, rigger = await world.organisation.job("Welder"), await world.organisation.job("Rigger")
    _, (first, second) = await world.import_all(IDS.encode())
    (jane,) = await world.people()
    assert (second.candidate_id, second.error) == (jane.id, f"Candidate #{jane.id} has the external id greenhouse:c1.")
    assert second.warnings == ("Another job has the external id greenhouse:j1.",)
    async with world.organisation.storage.transaction(world.organisation.actor.org_id) as work:
        found = [
            await work.external_ids.find(kind, ExternalId("greenhouse", id))
            for kind, id in (
                (RecordKind.CANDIDATE, "c1"),
                (RecordKind.APPLICATION, "a1"),
                (RecordKind.APPLICATION, "a2"),
                (RecordKind.JOB, "j1"),
            )
        ]
        ids_of_jobs = await work.external_ids.of_records(RecordKind.JOB, [welder.id, rigger.id])
    assert found == [jane.id, first.application_id, second.application_id, welder.id]
    assert list(ids_of_jobs) == [welder.id]
    assert jane.notes is None


async def test_an_existing_candidate_gets_an_external_id(world: World) -> None:
    table = "First Name,Last Name,Email,Job Name,Stage,{column}\nJane,Doe,jane@example.com,Welder,Offer,c1\n"
    await world.import_all(table.format(column="Colour").encode())
    await world.import_all(table.format(column="Candidate ID").encode())
    (jane,) = await world.people()
    async with world.organisation.storage.transaction(world.organisation.actor.org_id) as work:
        assert await work.external_ids.find(RecordKind.CANDIDATE, ExternalId("greenhouse", "c1")) == jane.id


async def test_ids_in_a_table_of_no_known_system_stay_in_the_notes_unless_they_are_mapped(world: World) -> None:
    await world.import_all(b"name,candidate id\nJane Doe,c1\n")
    await world.import_all(b"name,candidate id\nJohn Roe,c2\n", mapping={"candidate id": "candidate_id"})
    jane, john = await world.people()
    assert (jane.notes, john.notes) == ("candidate id: c1", None)
    async with world.organisation.storage.transaction(world.organisation.actor.org_id) as work:
        assert await work.external_ids.find(RecordKind.CANDIDATE, ExternalId("generic", "c2")) == john.id


async def test_users_that_rows_name_join_the_teams_of_their_jobs(world: World) -> None:
    org_id, storage = world.organisation.actor.org_id, world.organisation.storage
    welder = await world.organisation.job("Welder")
    async with storage.transaction(org_id) as work:
        rita, otto, hugo = [
            await work.users.add(UserDetails(email=new_email(), full_name=name, role=Role.RECRUITER), "hash")
            for name in ("Rita Recruiter", "Otto Owner", "Hugo Manager")
        ]
    table = (
        "name,job,owner,recruiter,hiring manager\n"
        f"Jane,Welder,otto owner,Rita Recruiter,{hugo.email}\n"
        "John,Rigger,Otto Owner;Rita Recruiter,Nobody Known,\n"
    )
    await world.import_all(table.encode(), create_jobs=True, dry_run=True)
    async with storage.transaction(org_id) as work:
        assert not await work.team.of_job(welder.id)
    await world.import_all(table.encode(), create_jobs=True)
    async with storage.transaction(org_id) as work:
        teams = {
            job.title: {member.user_id: member.role.value for member in await work.team.of_job(job.id)}
            for job in await work.jobs.all()
        }
    assert teams == {
        "Welder": {otto.id: "recruiter", rita.id: "recruiter", hugo.id: "hiring_manager"},
        "Rigger": {otto.id: "owner", rita.id: "recruiter"},
    }
    assert [one.notes for one in await world.people()] == [None, "recruiter: Nobody Known"]


async def test_an_undo_removes_what_an_import_created_and_nobody_changed(world: World) -> None:
    actor, storage = world.organisation.actor, world.organisation.storage
    jane = await world.organisation.candidate("Jane Doe")
    async with storage.transaction(actor.org_id) as work:
        await work.profiles.put(jane.id, Profile(contacts=Contacts(emails=("jane@example.com",))))
    welder = await world.organisation.job("Welder")
    table = (
        b"name,email,job\nJane Doe,jane@example.com,Welder\nJohn Roe,john@example.com,Welder\n"
        b"Mary Poe,mary@example.com,Baker\nAnn Noe,ann@example.com,Cook\n"
    )
    job, _ = await world.import_all(table, create_jobs=True)
    ann = next(one for one in await world.people() if one.full_name == "Ann Noe")
    (cook,) = [one for one in await applications(world) if one.candidate_id == ann.id]
    async with storage.transaction(actor.org_id) as work:
        await work.candidates.change(ann.id, {"headline": "Chef"})
    planned = await world.undoing.preview(actor, job.id)
    assert len(await world.people()) == 4
    undone = await world.undoing.undo(actor, job.id)
    assert undone == planned
    assert undone.removed == {RecordKind.CANDIDATE: 2, RecordKind.APPLICATION: 3, RecordKind.JOB: 1}
    assert undone.kept == [
        KeptRecord(RecordKind.CANDIDATE, ann.id, "Ann Noe"),
        KeptRecord(RecordKind.JOB, cook.job_id, "Cook"),
    ]
    assert [one.id for one in await world.people()] == [jane.id, ann.id]
    assert [one.id for one in await applications(world)] == [cook.id]
    assert [title for title, _ in await jobs(world)] == ["Welder", "Cook"]
    assert welder.id != cook.job_id
    assert (await world.undoing.undo(actor, job.id)).removed == {}


async def test_an_undo_keeps_applications_that_were_moved_and_jobs_that_were_used(world: World) -> None:
    actor, storage = world.organisation.actor, world.organisation.storage
    await world.import_all(b"name,email\nJane Doe,jane@example.com\nJohn Roe,john@example.com\n")
    table = b"name,email,job\nJane,jane@example.com,Welder\nJohn,john@example.com,Baker\nMary,m@example.com,Cook\n"
    job, _ = await world.import_all(table, create_jobs=True)
    jane, john, _ = await applications(world)
    async with storage.transaction(actor.org_id) as work:
        await work.applications.change(jane.id, {"status": "interview"})
    async with storage.transaction(actor.org_id) as work:
        await work.jobs.change(john.job_id, {"description": "Bread"})
    undone = await world.undoing.undo(actor, job.id)
    assert undone.removed == {RecordKind.CANDIDATE: 1, RecordKind.APPLICATION: 2, RecordKind.JOB: 1}
    assert undone.kept == [
        KeptRecord(RecordKind.APPLICATION, jane.id, "Jane"),
        KeptRecord(RecordKind.JOB, jane.job_id, "Welder"),
        KeptRecord(RecordKind.JOB, john.job_id, "Baker"),
    ]


async def test_an_import_is_undone_when_it_is_done_and_for_a_while(world: World) -> None:
    actor = world.organisation.actor
    job = await world.start(b"name\nJane Doe\n")
    with pytest.raises(Invalid, match="still being worked on"):
        await world.undoing.undo(actor, job.id)
    await world.work()
    few = replace(actor, scopes=frozenset({Permission.WRITE_IMPORTS}))
    with pytest.raises(Forbidden):
        await world.undoing.preview(few, job.id)
    world.clock.time += PERIOD + timedelta(seconds=1)
    with pytest.raises(Invalid, match="30 days"):
        await world.undoing.undo(actor, job.id)
    assert len(await world.people()) == 1
