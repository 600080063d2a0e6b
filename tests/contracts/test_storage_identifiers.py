"""Storage contract: duplicate identifiers of candidates, locks, and moving records to another candidate."""

from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256

import pytest

from cases import every_case
from recruit.domain.candidates.model.identifiers import Identifier, IdentifierKind, SharedIdentifier, file_identifier
from recruit.domain.candidates.model.profile import Contacts, Profile
from recruit.domain.documents.model import Document, DocumentDetails
from recruit.domain.shared.errors import Duplicate, NotFound
from recruit.domain.shared.pages import Window
from recruit.ports.storage import Storage
from worlds import Organisation

NAME = Identifier(IdentifierKind.NAME, "doe zoe")
EMAIL = Identifier(IdentifierKind.EMAIL, "zoe@example.com")
PHONE = Identifier(IdentifierKind.PHONE, "155550100")
LINKEDIN = Identifier(IdentifierKind.LINKEDIN, "linkedin.com/in/zoe")
GITHUB = Identifier(IdentifierKind.GITHUB, "github.com/zoe")
FILE = file_identifier(sha256(b"x").digest())
UNKNOWN_IDS = [0, -1, 2**31, 2**63 - 1, 2**63, 10**30]


async def zoe(ours: Organisation, *names: str) -> int:
    """Store a candidate called Zoe Doe with a profile and a file, and return their id."""
    candidate = await ours.candidate(
        names[0] if names else "Zoë DOE",
        linkedin_url="https://www.linkedin.com/in/Zoe/",
        github_url="http://github.com/zoe",
    )
    await put(ours, candidate.id, "Zoe@Example.com", "+1 (415) 555-0100")
    await keep(ours, candidate.id)
    return candidate.id


async def put(ours: Organisation, candidate_id: int, email: str, *phones: str) -> None:
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.profiles.put(candidate_id, Profile(contacts=Contacts((email,), phones)))


async def keep(ours: Organisation, candidate_id: int, content: bytes = b"x") -> Document:
    details = DocumentDetails(
        candidate_id=candidate_id,
        filename="x",
        kind="txt",
        pages=None,
        size=len(content),
        sha256=sha256(content).digest(),
        created_at=datetime.now(UTC),
    )
    async with ours.storage.transaction(ours.actor.org_id) as work:
        return await work.documents.add(details, content)


async def oldest(ours: Organisation, *identifiers: Identifier, besides: int | None = None) -> int | None:
    async with ours.storage.transaction(ours.actor.org_id) as work:
        return await work.identifiers.oldest_candidate(frozenset(identifiers), besides)


async def shared(ours: Organisation, candidate_id: int, limit: int = 10) -> list[SharedIdentifier]:
    async with ours.storage.transaction(ours.actor.org_id) as work:
        found: Sequence[SharedIdentifier] = await work.identifiers.shared(candidate_id, limit)
    return sorted(found, key=lambda one: (one.candidate_id, one.identifier))


async def test_a_candidate_is_found_by_each_identifier_and_the_oldest_first(
    ours: Organisation, theirs: Organisation
) -> None:
    identifiers = (NAME, EMAIL, PHONE, LINKEDIN, GITHUB, FILE)
    assert [await oldest(ours, one) for one in identifiers] == [None] * 6
    first, second = await zoe(ours), await zoe(ours, "doe, zoe")
    await ours.candidate("Somebody Else")
    with every_case() as case:
        for identifier in identifiers:
            with case(identifier):
                assert await oldest(ours, identifier) == first
                assert await oldest(ours, identifier, besides=first) == second
                assert await oldest(ours, Identifier(identifier.kind, "00"), identifier) == first
                assert await oldest(theirs, identifier) is None
    assert await oldest(ours) is None


async def test_each_shared_identifier_is_listed_once(ours: Organisation, theirs: Organisation) -> None:
    first, second = await zoe(ours), await zoe(ours)
    await keep(ours, second)
    stranger, namesake = await ours.candidate("John Smith"), await ours.candidate("Zoe doe")
    await zoe(theirs)
    everything = sorted([NAME, EMAIL, PHONE, LINKEDIN, GITHUB, FILE])
    assert await shared(ours, first) == [
        *(SharedIdentifier(second, one) for one in everything),
        SharedIdentifier(namesake.id, NAME),
    ]
    assert await shared(ours, namesake.id) == [SharedIdentifier(first, NAME), SharedIdentifier(second, NAME)]
    assert await shared(ours, namesake.id, limit=1) == [SharedIdentifier(first, NAME)]
    assert await shared(ours, stranger.id) == []
    for unknown_id in UNKNOWN_IDS:
        assert await shared(ours, unknown_id) == []


async def test_identifiers_change_with_their_sources(storage: Storage, ours: Organisation) -> None:
    key = await zoe(ours)
    async with storage.transaction(ours.actor.org_id) as work:
        await work.candidates.change(key, {"full_name": "Zoe Smith", "linkedin_url": None, "notes": "x"})
    assert [await oldest(ours, one) for one in (NAME, LINKEDIN, GITHUB, EMAIL)] == [None, None, key, key]
    assert await oldest(ours, Identifier(IdentifierKind.NAME, "smith zoe")) == key
    await put(ours, key, "zoe.smith@example.com")
    assert [await oldest(ours, one) for one in (EMAIL, PHONE, GITHUB)] == [None, None, key]
    assert await oldest(ours, Identifier(IdentifierKind.EMAIL, "zoe.smith@example.com")) == key
    async with storage.transaction(ours.actor.org_id) as work:
        (document,) = (await work.documents.page(Window(), key)).items
        await work.documents.remove(key, document.id)
    assert await oldest(ours, FILE) is None


async def test_identifiers_are_removed_with_the_candidate(storage: Storage, ours: Organisation) -> None:
    key = await zoe(ours)
    async with storage.transaction(ours.actor.org_id) as work:
        await work.candidates.remove(key)
    assert [await oldest(ours, one) for one in (NAME, EMAIL, PHONE, LINKEDIN, GITHUB, FILE)] == [None] * 6


async def test_lock_all_returns_existing_ids_in_ascending_order(
    storage: Storage, ours: Organisation, theirs: Organisation
) -> None:
    first, second, foreign = await ours.candidate(), await ours.candidate(), await theirs.candidate()
    async with storage.transaction(ours.actor.org_id) as work:
        assert await work.candidates.lock_all([second.id, foreign.id, first.id, *UNKNOWN_IDS]) == [first, second]


async def test_applications_are_locked_and_moved_to_another_candidate(storage: Storage, ours: Organisation) -> None:
    job, other_job = await ours.job(), await ours.job()
    one, other = await ours.candidate(), await ours.candidate()
    moved, stays = await ours.application(job, one, fit_score=7), await ours.application(other_job, other)
    async with storage.transaction(ours.actor.org_id) as work:
        assert await work.applications.lock_of_candidate(one.id) == [moved]
        changed = await work.applications.change(moved.id, {"candidate_id": other.id})
        assert (changed.candidate_id, changed.fit_score) == (other.id, 7)
        assert await work.applications.lock_of_candidate(other.id) == [changed, stays]
        assert await work.applications.lock_of_candidate(one.id) == []
        assert await work.applications.lock_of_candidate(10**30) == []


async def test_an_application_is_not_moved_to_a_candidate_who_has_applied(storage: Storage, ours: Organisation) -> None:
    job, one, other = await ours.job(), await ours.candidate(), await ours.candidate()
    first, _ = await ours.application(job, one), await ours.application(job, other)
    with pytest.raises(Duplicate):
        async with storage.transaction(ours.actor.org_id) as work:
            await work.applications.change(first.id, {"candidate_id": other.id})
    async with storage.transaction(ours.actor.org_id) as work:
        assert await work.applications.get(first.id) == first


async def test_documents_are_moved_to_another_candidate_with_their_bytes(
    storage: Storage, ours: Organisation, theirs: Organisation
) -> None:
    one, other = await ours.candidate(), await ours.candidate()
    document, own = await keep(ours, one.id, b"abc"), await keep(ours, other.id)
    async with storage.transaction(theirs.actor.org_id) as work:
        await work.documents.move(one.id, other.id)
    async with storage.transaction(ours.actor.org_id) as work:
        await work.documents.move(one.id, other.id)
    async with storage.transaction(ours.actor.org_id) as work:
        moved, content = await work.documents.content(other.id, document.id)
        assert (moved.filename, moved.created_at, content) == (document.filename, document.created_at, b"abc")
        assert (await work.documents.page(Window(), other.id)).items == [moved, own]
        with pytest.raises(NotFound):
            await work.documents.content(one.id, document.id)
