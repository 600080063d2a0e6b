"""Storage contract: bulk imports."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from recruit.domain.candidates.model.candidate import CandidateDetails
from recruit.domain.imports.model import (
    Import,
    ImportDetails,
    ImportItem,
    ImportKind,
    ImportStatus,
    ItemStatus,
    NewItem,
    Outcome,
)
from recruit.domain.shared.errors import NotFound, Refused
from recruit.domain.shared.pages import Window
from recruit.ports.storage import ExclusiveTask, Storage
from worlds import Organisation

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
FIRST_PAGE = Window()
FAILED = Outcome(status=ItemStatus.FAILED, error="The file is empty")


def details(ours: Organisation, total: int, **changes: Any) -> ImportDetails:
    return replace(
        ImportDetails(
            kind=ImportKind.ZIP,
            filename="résumés.zip",
            dry_run=False,
            create_duplicates=False,
            notes="From the fair",
            warnings=("Mind this",),
            total=total,
            created_by_user_id=ours.actor.user_id,
            created_at=NOON,
        ),
        **changes,
    )


async def started(ours: Organisation, *items: NewItem, **changes: Any) -> Import:
    async with ours.storage.transaction(ours.actor.org_id) as work:
        made = await work.imports.add(details(ours, len(items), **changes))
        await work.imports.add_items(made.id, items)
        return await work.imports.get(made.id)


async def get(ours: Organisation, job: Import) -> Import:
    async with ours.storage.transaction(ours.actor.org_id) as work:
        return await work.imports.get(job.id)


async def items(ours: Organisation, job: Import, window: Window = FIRST_PAGE, **wanted: ItemStatus) -> list[ImportItem]:
    async with ours.storage.transaction(ours.actor.org_id) as work:
        return list(await work.imports.items(job.id, window, **wanted))


async def next_item(ours: Organisation, job: Import) -> NewItem | None:
    async with ours.storage.transaction(ours.actor.org_id) as work:
        return await work.imports.next_item(job.id)


async def settle(ours: Organisation, job: Import, number: int, outcome: Outcome) -> None:
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.imports.record_outcome(job.id, number, outcome)


def file(number: int, content: bytes = b"Jane Doe", **changes: Any) -> NewItem:
    return replace(
        NewItem(number=number, name=f"{number}.pdf", content=content, deflated=True, digest=content[:32]), **changes
    )


class CountedPreview(dict[str, object]):
    """A preview that counts how often one was made."""

    made = 0

    def __init__(self, *args: object) -> None:
        super().__init__(*args)
        CountedPreview.made += 1


async def test_a_page_of_items_copies_no_other_items(ours: Organisation) -> None:
    made = await started(ours, *map(file, range(1, 6)))
    for number in range(1, 6):
        preview = CountedPreview({"full_name": "Jane Doe"})
        await settle(ours, made, number, Outcome(status=ItemStatus.VALID, preview=preview))
    before = CountedPreview.made
    (found,) = await items(ours, made, Window(3, 1))
    assert (found.number, found.preview) == (4, {"full_name": "Jane Doe"})
    assert CountedPreview.made - before <= 1


async def test_an_import_is_returned_as_stored(ours: Organisation) -> None:
    made = await started(ours, file(1), file(2))
    assert made == Import(
        id=made.id,
        org_id=ours.actor.org_id,
        **{name: getattr(details(ours, 2), name) for name in ImportDetails.__slots__},
    )
    assert (made.status, made.done) == (ImportStatus.QUEUED, 0)
    assert await get(ours, made) == made
    assert [item.status for item in await items(ours, made)] == [ItemStatus.QUEUED] * 2


async def test_an_import_of_an_unknown_user_is_refused(ours: Organisation) -> None:
    with pytest.raises(Refused):
        async with ours.storage.transaction(ours.actor.org_id) as work:
            await work.imports.add(details(ours, 1, created_by_user_id=ours.actor.user_id + 1_000_000))


async def test_items_are_queued_in_order_of_their_numbers(ours: Organisation) -> None:
    made = await started(ours, file(3, b"third"), file(1, b"\0first\xff", job_id=7))
    first = await next_item(ours, made)
    assert first == file(1, b"\0first\xff", job_id=7)
    await settle(ours, made, 1, FAILED)
    assert (await next_item(ours, made)) == file(3, b"third")
    await settle(ours, made, 3, FAILED)
    assert await next_item(ours, made) is None


async def test_an_item_added_with_an_error_has_failed(ours: Organisation) -> None:
    made = await started(ours, file(1), NewItem(number=2, name="2.pdf", error="Too large"))
    assert (made.status, made.failed) == (ImportStatus.QUEUED, 1)
    assert [(item.number, item.error) for item in await items(ours, made, status=ItemStatus.FAILED)] == [
        (2, "Too large")
    ]
    alone = await started(ours, NewItem(number=1, error="Too large"))
    assert alone.status == ImportStatus.DONE


async def test_outcomes_of_items_are_returned_and_counted(ours: Organisation) -> None:
    made = await started(ours, *(file(number) for number in range(1, 5)))
    person = await ours.candidate()
    outcomes = [
        Outcome(
            status=ItemStatus.CREATED,
            candidate_id=person.id,
            application_id=1 << 40,
            warnings=("Only the first pages were read",),
        ),
        Outcome(status=ItemStatus.DUPLICATE, candidate_id=person.id, error="The same as '1.pdf'"),
        Outcome(status=ItemStatus.VALID, preview={"full_name": "Jane", "experience_years": 5, "headline": None}),
        FAILED,
    ]
    for number, outcome in enumerate(outcomes, 1):
        await settle(ours, made, number, outcome)
        assert (await get(ours, made)).status == (ImportStatus.DONE if number == 4 else ImportStatus.RUNNING)
    found = await get(ours, made)
    assert (found.created, found.duplicates, found.valid, found.failed, found.done) == (1, 1, 1, 1, 4)
    assert await items(ours, made) == [
        ImportItem(
            number=number,
            name=f"{number}.pdf",
            **{name: getattr(outcome, name) for name in Outcome.__slots__},
        )
        for number, outcome in enumerate(outcomes, 1)
    ]


async def test_an_item_gets_one_outcome(ours: Organisation) -> None:
    made = await started(ours, file(1), file(2))
    await settle(ours, made, 1, FAILED)
    for number in (1, 3):
        with pytest.raises(NotFound):
            async with ours.storage.transaction(ours.actor.org_id) as work:
                person = await work.candidates.add(CandidateDetails(full_name="Jane"))
                await work.imports.record_outcome(
                    made.id, number, Outcome(status=ItemStatus.CREATED, candidate_id=person.id)
                )
    assert (await get(ours, made)).failed == 1
    async with ours.storage.transaction(ours.actor.org_id) as work:
        assert (await work.candidates.page(Window())).total == 0, "the second's candidate must be gone with its work"


async def test_items_are_paged_by_status(ours: Organisation) -> None:
    made = await started(ours, *(file(number) for number in range(1, 7)))
    for number in (2, 3, 5):
        await settle(ours, made, number, FAILED)
    assert [item.number for item in await items(ours, made, Window(2, 3))] == [3, 4, 5]
    assert [item.number for item in await items(ours, made, Window(1, 1), status=ItemStatus.FAILED)] == [3]
    assert await items(ours, made, Window(10**20, 3)) == []


async def test_all_imports_and_unfinished_imports_are_listed(ours: Organisation) -> None:
    done, waiting = await started(ours, file(1)), await started(ours, file(1))
    await settle(ours, done, 1, FAILED)
    async with ours.storage.transaction(ours.actor.org_id) as work:
        page = await work.imports.page(Window(0, 1))
        assert ([one.id for one in page.items], page.total) == ([done.id], 2)
        newest = await work.imports.page(Window(0, 1), newest_first=True)
        assert ([one.id for one in newest.items], newest.total, newest.more) == ([waiting.id], 2, True)
        assert [one.id for one in await work.imports.unfinished()] == [waiting.id]


async def test_content_that_created_a_candidate_is_found_while_the_candidate_exists(ours: Organisation) -> None:
    made = await started(ours, file(1, b"one"), file(2, b"two"), file(3, b"three"))
    later = await started(ours, file(1, b"one"))
    person = await ours.candidate()
    await settle(ours, made, 1, Outcome(status=ItemStatus.CREATED, candidate_id=person.id))
    await settle(ours, made, 2, FAILED)
    async with ours.storage.transaction(ours.actor.org_id) as work:
        found = await work.imports.find_earlier(later.id, b"one")
        assert found is not None
        assert (found.import_id, found.name, found.candidate_id) == (made.id, "1.pdf", person.id)
        assert await work.imports.find_earlier(later.id, b"two") is None
        assert await work.imports.find_earlier(later.id, b"three") is None
        await work.candidates.remove(person.id)
    async with ours.storage.transaction(ours.actor.org_id) as work:
        assert await work.imports.find_earlier(later.id, b"one") is None
    assert (await items(ours, made))[0].candidate_id == person.id, "the record stays"


async def test_valid_content_is_found_only_in_its_own_dry_run(ours: Organisation) -> None:
    made = await started(ours, file(1, b"one"), file(2, b"one"), dry_run=True)
    other = await started(ours, file(1, b"one"), dry_run=True)
    await settle(ours, made, 1, Outcome(status=ItemStatus.VALID))
    async with ours.storage.transaction(ours.actor.org_id) as work:
        assert await work.imports.find_earlier(made.id, b"one") is not None
        assert await work.imports.find_earlier(other.id, b"one") is None


async def test_removing_an_import_removes_its_items_and_keeps_candidates(ours: Organisation) -> None:
    made, other = await started(ours, file(1)), await started(ours, file(1))
    person = await ours.candidate()
    await settle(ours, made, 1, Outcome(status=ItemStatus.CREATED, candidate_id=person.id))
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.imports.remove(made.id)
    with pytest.raises(NotFound):
        await get(ours, made)
    assert await items(ours, made) == []
    with pytest.raises(NotFound):
        await settle(ours, made, 1, FAILED)
    assert len(await items(ours, other)) == 1
    async with ours.storage.transaction(ours.actor.org_id) as work:
        assert await work.candidates.get(person.id) == person
        with pytest.raises(NotFound):
            await work.imports.remove(made.id)


async def test_old_dry_runs_are_removed(ours: Organisation) -> None:
    old, new, kept = (
        await started(ours, file(1), dry_run=True),
        await started(ours, file(1), dry_run=True, created_at=NOON + timedelta(hours=1)),
        await started(ours, file(1)),
    )
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.imports.remove_dry_runs(NOON + timedelta(minutes=1))
        assert [one.id for one in (await work.imports.page(Window())).items] == [new.id, kept.id]
    assert await items(ours, old) == []


async def test_another_organisations_imports_are_not_found(ours: Organisation, theirs: Organisation) -> None:
    made = await started(ours, file(1, b"one"))
    for attempt in (get(theirs, made), settle(theirs, made, 1, FAILED)):
        with pytest.raises(NotFound):
            await attempt
    assert await items(theirs, made) == []
    assert await next_item(theirs, made) is None
    async with theirs.storage.transaction(theirs.actor.org_id) as work:
        assert (await work.imports.page(Window())).total == 0
        assert await work.imports.unfinished() == []
        with pytest.raises(NotFound):
            await work.imports.remove(made.id)
    assert (await get(ours, made)).status == ImportStatus.QUEUED


async def test_tasks_of_an_organisation_are_claimed_separately(storage: Storage, ours: Organisation) -> None:
    org_id = ours.actor.org_id
    async with (
        storage.claim(org_id) as features,
        storage.claim(org_id, ExclusiveTask.IMPORTS) as imports,
        storage.claim(org_id, ExclusiveTask.IMPORTS) as again,
    ):
        assert (features, imports, again) == (True, True, False)
