"""Storage contract: saved searches."""

from datetime import UTC, datetime
from typing import Any

import pytest

from recruit.domain.accounts.model.permissions import Role
from recruit.domain.audit.model import AuditAction
from recruit.domain.privacy.model import Person
from recruit.domain.saved_searches.model import SavedSearch, SavedSearchDetails, SearchKind
from recruit.domain.shared.errors import NotFound
from recruit.domain.shared.pages import Window
from recruit.ports.audit import AuditSearch
from recruit.ports.storage import Storage
from worlds import Organisation, colleague

NOW = datetime(2026, 1, 31, 9, tzinfo=UTC)
KINDS = list(SearchKind)


async def saved(ours: Organisation, name: str = "Nurses", user_id: int | None = None, **fields: Any) -> SavedSearch:
    """Store a search."""
    values = {"kind": SearchKind.CANDIDATES, "query": {"title": "nurse", "skill": ["ICU"]}, "shared": False, **fields}
    user = ours.actor.user_id if user_id is None else user_id
    details = SavedSearchDetails(name=name, user_id=user, created_at=NOW, updated_at=NOW, **values)
    async with ours.storage.transaction(ours.actor.org_id) as work:
        return await work.saved_searches.add(details)


async def test_a_saved_search_is_stored_changed_and_removed(
    storage: Storage, ours: Organisation, theirs: Organisation
) -> None:
    search = await saved(ours)
    async with storage.transaction(ours.actor.org_id) as work:
        assert await work.saved_searches.get(search.id) == search
        assert await work.saved_searches.lock(search.id) == search
        changed = await work.saved_searches.change(search.id, {"query": {"text": "icu"}, "shared": True})
        assert (changed.query, changed.shared, changed.name) == ({"text": "icu"}, True, "Nurses")
    async with storage.transaction(theirs.actor.org_id) as work:
        for call in (work.saved_searches.get, work.saved_searches.lock, work.saved_searches.remove):
            with pytest.raises(NotFound):
                await call(search.id)
    async with storage.transaction(ours.actor.org_id) as work:
        await work.saved_searches.remove(search.id)
        assert (await work.saved_searches.page(Window(), ours.actor.user_id, KINDS)).total == 0


async def test_users_list_their_own_searches_and_shared_ones(storage: Storage, ours: Organisation) -> None:
    other = await colleague(storage, ours.actor.org_id, Role.VIEWER)
    own = await saved(ours, "own")
    shared = await saved(ours, "shared", other.user_id, shared=True)
    await saved(ours, "private", other.user_id)
    job_search = await saved(ours, "jobs", kind=SearchKind.JOBS)
    async with storage.transaction(ours.actor.org_id) as work:
        page = await work.saved_searches.page(Window(), ours.actor.user_id, KINDS)
        assert (page.items, page.total) == ([own, shared, job_search], 3)
        page = await work.saved_searches.page(Window(limit=1, after=own.id), ours.actor.user_id, KINDS)
        assert (page.items, page.total, page.more) == ([shared], 3, True)
        page = await work.saved_searches.page(Window(skip=1), ours.actor.user_id, [SearchKind.CANDIDATES])
        assert (page.items, page.total) == ([shared], 2)


async def test_a_removed_users_private_searches_go_and_shared_ones_stay(storage: Storage, ours: Organisation) -> None:
    other = await colleague(storage, ours.actor.org_id, Role.VIEWER)
    private, shared = await saved(ours, user_id=other.user_id), await saved(ours, user_id=other.user_id, shared=True)
    own = await saved(ours)
    async with storage.transaction(ours.actor.org_id) as work:
        await work.users.remove(other.user_id)
    async with storage.transaction(ours.actor.org_id) as work:
        assert (await work.saved_searches.page(Window(), other.user_id, KINDS)).items == [shared]
        assert await work.saved_searches.get(own.id) == own
        with pytest.raises(NotFound):
            await work.saved_searches.get(private.id)


async def test_the_audit_log_has_saved_searches_without_their_texts(storage: Storage, ours: Organisation) -> None:
    search = await saved(ours, "Jane Doe")
    async with storage.transaction(ours.actor.org_id) as work:
        await work.saved_searches.change(search.id, {"shared": True})
    async with storage.transaction(ours.actor.org_id) as work:
        entries = (await work.audit.page(Window(), AuditSearch(entity="saved_search"))).items
    assert [(one.action, one.entity_id) for one in entries] == [
        (AuditAction.INSERT, search.id),
        (AuditAction.UPDATE, search.id),
    ]
    assert entries[0].after is not None
    assert set(entries[0].after["name"]) == set(entries[0].after["query"]) == {"sha256", "bytes"}
    assert (entries[1].before, entries[1].after) == ({"shared": False}, {"shared": True})


async def test_searches_that_name_an_erased_person_go(storage: Storage, ours: Organisation) -> None:
    by_name, by_query = await saved(ours, "Like Jane Doe"), await saved(ours, query={"q": "jane doe"})
    other = await saved(ours)
    person = Person.of([5], ["Jane Doe"], [])
    async with storage.transaction(ours.actor.org_id) as work:
        assert (await work.personal_data.mentions(person)).saved_searches == [by_name, by_query]
        assert (await work.personal_data.erase(person, -5))["saved_searches"] == 2
        assert (await work.saved_searches.page(Window(), ours.actor.user_id, KINDS)).items == [other]
