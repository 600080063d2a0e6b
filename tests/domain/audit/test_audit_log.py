"""Chaining of audit entries, in turns between organisations."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from recruit.domain.audit.model import happened
from recruit.domain.audit.service import Auditing
from recruit.domain.shared.pages import Window
from recruit.entrypoints import kernel
from recruit.ports.audit import AuditSearch
from recruit.ports.plugins import AdapterConfig
from worlds import Organisation, new_organisation


async def unchained(organisation: Organisation) -> int:
    """The number of entries that aren't chained yet."""
    async with organisation.storage.autocommit(organisation.actor.org_id) as work:
        return await work.audit.waiting()


async def test_a_short_log_is_chained_before_the_end_of_a_long_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recruit.domain.audit.service.LINK_BATCH", 2)
    monkeypatch.setattr("recruit.domain.audit.service.TURN", 4)
    async with kernel.STORAGE.open(AdapterConfig("memory:", Path())) as storage:
        organisation, other_organisation = await new_organisation(storage), await new_organisation(storage)
        for _ in range(20):
            await organisation.job()
        seen: list[tuple[int, int]] = []

        async def pause() -> None:
            seen.append((await unchained(organisation), await unchained(other_organisation)))

        await Auditing(storage, pause).all_organisations()
    assert seen[-1] == (0, 0)
    assert next(remaining for remaining, other_remaining in seen if not other_remaining) > 10


async def test_the_chain_covers_the_time_of_history_that_was_recorded_later() -> None:
    async with kernel.STORAGE.open(AdapterConfig("memory:", Path())) as storage:
        organisation = await new_organisation(storage)
        with happened(datetime(2026, 3, 1, tzinfo=UTC)):
            await organisation.job()
        await Auditing(storage).all_organisations()
        async with storage.transaction(organisation.actor.org_id) as work:
            *_, before, entry = (await work.audit.page(Window(), AuditSearch())).items
    assert entry.effective_at == datetime(2026, 3, 1, tzinfo=UTC)
    assert entry.hash == entry.hash_after(before.hash or "")
    assert entry.hash != replace(entry, effective_at=None).hash_after(before.hash or "")
    undoing = replace(entry, undoes_id=before.id)
    others = [entry, replace(entry, cause_id=before.id)]
    assert undoing.hash_after("") not in [other.hash_after("") for other in others]
