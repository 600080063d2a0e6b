"""Storage contract for background jobs: vectors are stored once, and one process at a time claims an organisation."""

import asyncio

import numpy as np
import pytest

from contracts.featured import MODEL, embedded, text_of
from recruit.domain.matching.model import Embedded
from recruit.ports.storage import Storage
from worlds import Organisation, new_organisation

FIRST = (0, b"")
"""A position before every vector."""

ADDERS, TEXTS = 4, 300


class Aborted(Exception):
    """Raised in a unit of work to roll it back, or in a claim to end it."""


async def add(ours: Organisation, *vectors: Embedded, model: str = MODEL) -> None:
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.embeddings.add(model, vectors)


async def changes(
    ours: Organisation, version: int = 0, text: bytes = b"", limit: int = 1_000, model: str = MODEL
) -> list[Embedded]:
    async with ours.storage.transaction(ours.actor.org_id) as work:
        return list(await work.embeddings.changes(model, version, text, limit))


def numbers(vectors: list[Embedded]) -> dict[bytes, list[float]]:
    return {one.text: one.vector.tolist() for one in vectors}


async def test_vectors_are_returned_bit_for_bit(ours: Organisation) -> None:
    for dimensions in (1, 2, 256, 3_072):
        vectors = np.random.default_rng(dimensions).standard_normal((3, dimensions)).astype(np.float16)
        vectors[0, 0], vectors[1, 0], vectors[2, 0] = 65_504, 2**-24, -0.0
        model = f"model/{dimensions}"
        await add(ours, *(Embedded(text_of(number), 0, one) for number, one in enumerate(vectors)), model=model)
        found = {one.text: one.vector for one in await changes(ours, model=model)}
        assert len(found) == 3
        for number, vector in enumerate(vectors):
            kept = found[text_of(number)]
            assert (kept.dtype, kept.shape) == (np.dtype(np.float16), (dimensions,))
            assert kept.tobytes() == vector.tobytes()


async def test_vectors_of_two_models_are_kept_apart(ours: Organisation) -> None:
    await add(ours, embedded(1, 1, 2))
    await add(ours, embedded(1, 3, 4, 5), embedded(2, 6, 7, 8), model="large/3")
    assert numbers(await changes(ours)) == {text_of(1): [1, 2]}
    assert numbers(await changes(ours, model="large/3")) == {text_of(1): [3, 4, 5], text_of(2): [6, 7, 8]}
    assert await changes(ours, model="none") == []


async def test_the_first_vector_of_a_text_is_kept(ours: Organisation) -> None:
    await add(ours, embedded(1, 1, 2))
    before = await changes(ours)
    await add(ours, embedded(1, 3, 4), embedded(2, 5, 6))
    await add(ours)
    after = await changes(ours)
    assert numbers(after) == {text_of(1): [1, 2], text_of(2): [5, 6]}
    assert after[0].version == before[0].version


async def test_vectors_are_listed_once_in_order_of_version_and_text(ours: Organisation) -> None:
    await add(ours, embedded(1))
    await add(ours, *(embedded(key) for key in range(2, 6)))
    await add(ours, embedded(6), embedded(7))
    await add(ours, *(embedded(key) for key in range(8)), model="another")
    for size in (1, 2, 3):
        found: list[Embedded] = []
        version, text = FIRST
        while page := await changes(ours, version, text, size):
            assert len(page) <= size
            found.extend(page)
            version, text = page[-1].version, page[-1].text
        assert [one.text for one in found][:1] == [text_of(1)]
        assert {one.text for one in found} == {text_of(key) for key in range(1, 8)}
        assert len(found) == 7
        places = [(one.version, one.text) for one in found]
        assert places == sorted(places)


async def test_vectors_added_after_the_watermark_are_in_the_next_changes(ours: Organisation) -> None:
    await add(ours, embedded(1))
    async with ours.storage.transaction(ours.actor.org_id) as work:
        watermark = await work.watermark()
    await add(ours, embedded(2))
    assert text_of(2) in numbers(await changes(ours, watermark))


async def test_concurrent_additions_keep_one_vector_of_each_text(ours: Organisation) -> None:
    vectors = [embedded(key) for key in range(TEXTS)]
    orders = [vectors[::step] for step in (1, -1)] * (ADDERS // 2)
    await asyncio.gather(*(add(ours, *order) for order in orders))
    found = await changes(ours)
    assert len(found) == TEXTS
    assert set(numbers(found)) == {text_of(key) for key in range(TEXTS)}


async def test_rolled_back_vectors_are_not_kept(ours: Organisation) -> None:
    await add(ours, embedded(1, 1, 2))
    with pytest.raises(Aborted):
        async with ours.storage.transaction(ours.actor.org_id) as work:
            await work.embeddings.add(MODEL, [embedded(2, 3, 4)])
            assert numbers(list(await work.embeddings.changes(MODEL, *FIRST, 10))) == {
                text_of(1): [1, 2],
                text_of(2): [3, 4],
            }
            raise Aborted
    assert numbers(await changes(ours)) == {text_of(1): [1, 2]}
    await add(ours, embedded(2, 5, 6))
    assert numbers(await changes(ours)) == {text_of(1): [1, 2], text_of(2): [5, 6]}


async def test_organisations_do_not_share_vectors(storage: Storage, ours: Organisation, theirs: Organisation) -> None:
    await add(ours, embedded(1, 1, 2))
    await add(theirs, embedded(1, 3, 4))
    assert numbers(await changes(ours)) == {text_of(1): [1, 2]}
    assert numbers(await changes(theirs)) == {text_of(1): [3, 4]}
    for unknown_id in (await storage.new_organisation(), 0, 10**30):
        async with storage.transaction(unknown_id) as work:
            assert list(await work.embeddings.changes(MODEL, *FIRST, 10)) == []


async def test_an_organisation_has_one_claim_at_a_time(
    storage: Storage, ours: Organisation, theirs: Organisation
) -> None:
    async with storage.claim(ours.actor.org_id) as first:
        async with storage.claim(ours.actor.org_id) as second, storage.claim(theirs.actor.org_id) as other:
            assert (first, second, other) == (True, False, True)
        async with storage.claim(ours.actor.org_id) as third:
            assert third is False, "who hadn't got it gave it up"
    async with storage.claim(ours.actor.org_id) as again:
        assert again is True


async def test_a_claim_ends_when_its_block_raises(storage: Storage, ours: Organisation) -> None:
    with pytest.raises(Aborted):
        async with storage.claim(ours.actor.org_id):
            raise Aborted
    async with storage.claim(ours.actor.org_id) as again:
        assert again is True


async def test_a_claim_ends_when_its_block_is_cancelled(storage: Storage, ours: Organisation) -> None:
    claimed = asyncio.Event()

    async def claim_forever() -> None:
        async with storage.claim(ours.actor.org_id):
            claimed.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(claim_forever())
    await claimed.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with storage.claim(ours.actor.org_id) as again:
        assert again is True


async def test_a_claim_and_units_of_work_do_not_block_one_another(storage: Storage, ours: Organisation) -> None:
    async with storage.claim(ours.actor.org_id):
        candidate = await ours.candidate()
        async with storage.transaction(ours.actor.org_id) as work:
            await work.candidates.change(candidate.id, {"notes": "x"})
            await work.candidates.remove(candidate.id)
    async with storage.transaction(ours.actor.org_id) as work:
        await work.candidates.all()
        async with storage.claim(ours.actor.org_id) as claimed_again:
            assert claimed_again is True


async def test_all_organisations_are_listed_in_ascending_id(storage: Storage) -> None:
    new = [(await new_organisation(storage)).actor.org_id for _ in range(3)]
    found = list(await storage.organisations())
    assert found == sorted(set(found))
    assert set(new) <= set(found)


async def test_an_organisation_that_was_never_stored_is_not_listed(storage: Storage) -> None:
    unknown_id, undone = await storage.new_organisation(), await storage.new_organisation()
    with pytest.raises(Aborted):
        async with storage.transaction(undone) as work:
            await work.organisations.add("Undone")
            raise Aborted
    assert not {unknown_id, undone} & set(await storage.organisations())
