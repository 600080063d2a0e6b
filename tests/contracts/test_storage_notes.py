"""Storage contract: notes, their visibility, mentions, and what removes or moves them."""

from datetime import UTC, datetime
from typing import Any

import pytest

from recruit.domain.accounts.model.permissions import Role
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.notes.model import Note, NoteDetails, Visibility
from recruit.domain.shared.errors import NotFound
from recruit.domain.shared.pages import Window
from recruit.ports.audit import AuditSearch
from recruit.ports.storage import Storage
from worlds import Organisation, colleague

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
EVERYONE = (Visibility.EVERYONE,)
ALL = tuple(Visibility)


async def noted(ours: Organisation, candidate: Candidate, text: str = "Met", **others: Any) -> Note:
    fields: dict[str, Any] = {"author_user_id": ours.actor.user_id, "created_at": NOON} | others
    async with ours.storage.transaction(ours.actor.org_id) as work:
        return await work.notes.add(NoteDetails(candidate_id=candidate.id, text=text, **fields))


async def unread_texts(ours: Organisation, user_id: int, limit: int = 50) -> tuple[list[str], int]:
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        found = await work.notes.unread(user_id, ALL, limit)
    return [note.text for note in found.items], found.total


async def test_a_note_keeps_every_field(ours: Organisation) -> None:
    candidate = await ours.candidate()
    application = await ours.application(await ours.job(), candidate)
    note = await noted(
        ours,
        candidate,
        "Zoë: très bien 🚀\nsecond line",
        application_id=application.id,
        key_id=7,
        visibility=Visibility.RECRUITERS,
        mentions=(ours.actor.user_id,),
    )
    assert (note.edited_at, note.org_id, note.mentions) == (None, ours.actor.org_id, (ours.actor.user_id,))
    async with ours.storage.transaction(ours.actor.org_id) as work:
        assert await work.notes.get(note.id) == note == await work.notes.lock(note.id)
        changed = await work.notes.change(note.id, {"text": "New", "edited_at": NOON})
        assert (changed.text, changed.edited_at, changed.visibility) == ("New", NOON, Visibility.RECRUITERS)
        await work.notes.remove(note.id)
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        with pytest.raises(NotFound):
            await work.notes.get(note.id)


async def test_a_list_has_the_notes_of_a_candidate_or_an_application_with_the_given_visibilities(
    ours: Organisation,
) -> None:
    candidate, other = await ours.candidate(), await ours.candidate()
    application = await ours.application(await ours.job(), candidate)
    await noted(ours, candidate, "1")
    await noted(ours, candidate, "2", visibility=Visibility.RECRUITERS)
    await noted(ours, candidate, "3", application_id=application.id)
    await noted(ours, candidate, "4", application_id=application.id, visibility=Visibility.RECRUITERS)
    await noted(ours, other, "5")

    async def texts(window: Window, visibilities: tuple[Visibility, ...], **filters: int) -> tuple[str, int, bool]:
        async with ours.storage.autocommit(ours.actor.org_id) as work:
            found = await work.notes.page(window, visibilities, **filters)
        return "".join(note.text for note in found.items), found.total, found.more

    assert await texts(Window(), ALL, candidate_id=candidate.id) == ("1234", 4, False)
    assert await texts(Window(), EVERYONE, candidate_id=candidate.id) == ("13", 2, False)
    assert await texts(Window(), ALL, application_id=application.id) == ("34", 2, False)
    assert await texts(Window(), EVERYONE, application_id=application.id) == ("3", 1, False)
    assert await texts(Window(skip=1, limit=2), ALL, candidate_id=candidate.id) == ("23", 4, True)
    assert await texts(Window(), (), candidate_id=candidate.id) == ("", 0, False)
    assert (await texts(Window(), ALL))[:2] == ("12345", 5)


async def test_a_note_on_a_missing_record_is_not_found(ours: Organisation, theirs: Organisation) -> None:
    foreign = await theirs.candidate()
    with pytest.raises(NotFound, match="Candidate"):
        await noted(ours, foreign)
    candidate = await ours.candidate()
    with pytest.raises(NotFound, match="Application"):
        await noted(ours, candidate, application_id=2**63)


async def test_a_note_is_unread_for_each_user_it_mentions_until_they_read_it(
    storage: Storage, ours: Organisation
) -> None:
    one, other = [(await colleague(storage, ours.actor.org_id, Role.VIEWER)).user_id for _ in range(2)]
    candidate = await ours.candidate()
    first = await noted(ours, candidate, "first", mentions=(one, other))
    await noted(ours, candidate, "second", mentions=(one,))
    await noted(ours, candidate, "third", mentions=(one,), visibility=Visibility.RECRUITERS)
    assert await unread_texts(ours, one) == (["third", "second", "first"], 3)
    assert await unread_texts(ours, one, limit=1) == (["third"], 3)
    assert await unread_texts(ours, other) == (["first"], 1)
    async with storage.transaction(ours.actor.org_id) as work:
        assert [note.text for note in (await work.notes.unread(one, EVERYONE, 9)).items] == ["second", "first"]
        await work.notes.mark_read(one, first.id)
        await work.notes.mark_read(one, first.id)
    assert await unread_texts(ours, one) == (["third", "second"], 2)
    assert await unread_texts(ours, other) == (["first"], 1)


async def test_changed_mentions_are_unread_and_earlier_ones_are_not_unread_again(
    storage: Storage, ours: Organisation
) -> None:
    one, other, third = [(await colleague(storage, ours.actor.org_id, Role.VIEWER)).user_id for _ in range(3)]
    note = await noted(ours, await ours.candidate(), "x", mentions=(one, other))
    async with storage.transaction(ours.actor.org_id) as work:
        await work.notes.mark_read(one, note.id)
        changed = await work.notes.change(note.id, {"mentions": (one, third)})
        assert changed.mentions == (one, third)
    assert [(await unread_texts(ours, user))[1] for user in (one, other, third)] == [0, 0, 1]


async def test_notes_are_removed_with_their_candidate_and_with_their_application(ours: Organisation) -> None:
    candidate, job = await ours.candidate(), await ours.job()
    application = await ours.application(job, candidate)
    await noted(ours, candidate, "kept")
    mentions = (ours.actor.user_id,)
    await noted(ours, candidate, "on the application", application_id=application.id, mentions=mentions)
    assert (await unread_texts(ours, ours.actor.user_id))[1] == 1
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.jobs.remove(job.id)
        assert [note.text for note in (await work.notes.page(Window(), ALL)).items] == ["kept"]
    assert (await unread_texts(ours, ours.actor.user_id))[1] == 0
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.candidates.remove(candidate.id)
        assert (await work.notes.page(Window(), ALL)).total == 0


async def test_notes_move_to_another_candidate_and_to_another_application(ours: Organisation) -> None:
    one, other, bystander = [await ours.candidate() for _ in range(3)]
    job = await ours.job()
    first, second = await ours.application(job, one), await ours.application(job, other)
    await noted(ours, one, "a", application_id=first.id)
    await noted(ours, one, "b")
    await noted(ours, bystander, "c")
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.notes.move_application(first.id, second.id)
        await work.notes.move(one.id, other.id)
        found = (await work.notes.page(Window(), ALL)).items
    assert [(note.text, note.candidate_id, note.application_id) for note in found] == [
        ("a", other.id, second.id),
        ("b", other.id, None),
        ("c", bystander.id, None),
    ]


async def test_a_removed_user_leaves_their_notes_without_an_author(storage: Storage, ours: Organisation) -> None:
    author = await colleague(storage, ours.actor.org_id, Role.RECRUITER)
    note = await noted(ours, await ours.candidate(), "Kept", author_user_id=author.user_id, mentions=(author.user_id,))
    async with storage.transaction(ours.actor.org_id) as work:
        await work.users.remove(author.user_id)
        left = await work.notes.get(note.id)
    assert (left.author_user_id, left.text, left.mentions) == (None, "Kept", (author.user_id,))
    assert await unread_texts(ours, author.user_id) == ([], 0)


async def test_every_audit_entry_of_a_note_holds_its_visibility(ours: Organisation) -> None:
    note = await noted(ours, await ours.candidate(), "Secret", visibility=Visibility.RECRUITERS)
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.notes.change(note.id, {"text": "Changed"})
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.notes.remove(note.id)
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        entries = (await work.audit.page(Window(), AuditSearch(entity="note"))).items
    assert [(entry.action, entry.entity_id, entry.candidate_id) for entry in entries] == [
        (action, note.id, note.candidate_id) for action in ("insert", "update", "delete")
    ]
    values = [one for entry in entries for one in (entry.before, entry.after) if one is not None]
    assert [one["visibility"] for one in values] == ["recruiters"] * 4
    assert (entries[1].before, entries[1].after) == (
        {"text": "Secret", "visibility": "recruiters"},
        {"text": "Changed", "visibility": "recruiters"},
    )


async def test_other_organisations_see_and_change_no_note(ours: Organisation, theirs: Organisation) -> None:
    candidate = await ours.candidate()
    note = await noted(ours, candidate, "Ours", mentions=(ours.actor.user_id,))
    foreign = await theirs.candidate()
    async with theirs.storage.transaction(theirs.actor.org_id) as work:
        assert (await work.notes.page(Window(), ALL, candidate_id=candidate.id)).total == 0
        assert (await work.notes.unread(ours.actor.user_id, ALL, 9)).total == 0
        await work.notes.mark_read(ours.actor.user_id, note.id)
        await work.notes.move(candidate.id, foreign.id)
        for call in (work.notes.get, work.notes.lock, work.notes.remove):
            with pytest.raises(NotFound):
                await call(note.id)
        with pytest.raises(NotFound):
            await work.notes.change(note.id, {"text": "Theirs"})
    assert await unread_texts(ours, ours.actor.user_id) == (["Ours"], 1)
