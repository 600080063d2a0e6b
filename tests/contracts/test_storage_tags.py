"""Storage contract: tags, the tags of candidates, and filters by them."""

import pytest

from recruit.domain.search.model import CandidateSearch
from recruit.domain.shared.errors import Duplicate, NotFound
from recruit.domain.shared.pages import Window
from recruit.domain.tags.model import Tag, TagDetails, TagFilter
from recruit.ports.audit import AuditSearch
from worlds import Organisation


async def made(ours: Organisation, *names: str) -> list[Tag]:
    async with ours.storage.transaction(ours.actor.org_id) as work:
        return [await work.tags.add(TagDetails(name=name)) for name in names]


async def attach(ours: Organisation, candidate_id: int, *tags: Tag) -> None:
    async with ours.storage.transaction(ours.actor.org_id) as work:
        for tag in tags:
            await work.tags.attach(candidate_id, tag.id)


async def names_of(ours: Organisation, candidate_id: int) -> list[str]:
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        return [tag.name for tag in (await work.tags.of_candidate(Window(), candidate_id)).items]


async def test_a_tag_keeps_its_fields_and_is_listed_in_ascending_id(ours: Organisation) -> None:
    async with ours.storage.transaction(ours.actor.org_id) as work:
        one = await work.tags.add(TagDetails(name="Silver medalist", colour="#c0c0c0"))
        other = await work.tags.add(TagDetails(name="Alumni"))
        assert await work.tags.get(one.id) == one == await work.tags.lock(one.id)
        assert (one.name, one.colour, other.colour, one.org_id) == (
            *("Silver medalist", "#c0c0c0", None),
            ours.actor.org_id,
        )
        assert (await work.tags.page(Window())).items == [one, other]
        changed = await work.tags.change(other.id, {"name": "Boomerang", "colour": "#ffffff"})
        assert (changed.name, changed.colour) == ("Boomerang", "#ffffff")
        await work.tags.remove(one.id)
        page = await work.tags.page(Window())
    assert (page.items, page.total) == ([changed], 1)


@pytest.mark.parametrize("name", ["Führung", "FÜHRUNG", "führunG"])
async def test_names_are_unique_case_ignored(ours: Organisation, theirs: Organisation, name: str) -> None:
    await made(ours, "führung")
    (other,) = await made(ours, "Sales")
    await made(theirs, name)
    with pytest.raises(Duplicate, match="exists already"):
        await made(ours, name)
    with pytest.raises(Duplicate, match="exists already"):
        async with ours.storage.transaction(ours.actor.org_id) as work:
            await work.tags.change(other.id, {"name": name})
    async with ours.storage.transaction(ours.actor.org_id) as work:
        assert (await work.tags.change(other.id, {"name": "SALES"})).name == "SALES"


async def test_a_candidate_has_each_tag_once(ours: Organisation) -> None:
    candidate, other = await ours.candidate(), await ours.candidate()
    one, two = await made(ours, "one", "two")
    await attach(ours, candidate.id, two, one, two)
    await attach(ours, other.id, two)
    assert await names_of(ours, candidate.id) == ["one", "two"]
    async with ours.storage.transaction(ours.actor.org_id) as work:
        assert [await work.tags.attach(other.id, tag.id) for tag in (one, two)] == [True, False]
        await work.tags.detach(other.id, one.id)
        page = await work.tags.of_candidate(Window(limit=1, after=one.id), candidate.id)
        assert ([tag.name for tag in page.items], page.total, page.more) == (["two"], 2, False)
        await work.tags.detach(candidate.id, two.id)
        with pytest.raises(NotFound):
            await work.tags.detach(candidate.id, two.id)
    assert (await names_of(ours, candidate.id), await names_of(ours, other.id)) == (["one"], ["two"])


async def test_the_tags_of_several_candidates(ours: Organisation, theirs: Organisation) -> None:
    one, other, none = [await ours.candidate() for _ in range(3)]
    first, second = await made(ours, "b", "a")
    (foreign,) = await made(theirs, "a")
    stranger = await theirs.candidate()
    await attach(theirs, stranger.id, foreign)
    await attach(ours, one.id, second, first)
    await attach(ours, other.id, second)
    async with ours.storage.transaction(ours.actor.org_id) as work:
        found = await work.tags.of_candidates([other.id, one.id, none.id, stranger.id, 0, 10**30])
        assert (found, await work.tags.of_candidates([])) == ({one.id: [first, second], other.id: [second]}, {})


async def test_tagging_needs_an_existing_candidate_and_tag(ours: Organisation, theirs: Organisation) -> None:
    (ours_tag,), (their_tag,) = await made(ours, "x"), await made(theirs, "x")
    candidate, foreign = await ours.candidate(), await theirs.candidate()
    with pytest.raises(NotFound, match="Tag"):
        await attach(ours, candidate.id, their_tag)
    with pytest.raises(NotFound, match="Candidate"):
        await attach(ours, foreign.id, ours_tag)


async def test_removed_tags_and_candidates_take_their_pairs_with_them(ours: Organisation) -> None:
    one, other = await ours.candidate(), await ours.candidate()
    tag, second = await made(ours, "x", "y")
    await attach(ours, one.id, tag, second)
    await attach(ours, other.id, tag)
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.tags.remove(tag.id)
        await work.candidates.remove(one.id)
    assert (await names_of(ours, one.id), await names_of(ours, other.id)) == ([], [])
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        entries = (await work.audit.page(Window(), AuditSearch(entity="candidate_tag"))).items
    assert sorted((entry.candidate_id or 0, entry.action) for entry in entries) == sorted(
        (candidate.id, action) for action in ("insert", "delete") for candidate in (one, one, other)
    )


async def test_a_replaced_tag_is_given_once(ours: Organisation) -> None:
    one, other = await ours.candidate(), await ours.candidate()
    old, new = await made(ours, "JS", "JavaScript")
    await attach(ours, one.id, old)
    await attach(ours, other.id, old, new)
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.tags.replace(old.id, new.id)
        await work.tags.remove(old.id)
    assert (await names_of(ours, one.id), await names_of(ours, other.id)) == (["JavaScript"], ["JavaScript"])


async def test_united_tags_are_those_of_both(ours: Organisation) -> None:
    kept, gone, bystander = [await ours.candidate() for _ in range(3)]
    one, two, three = await made(ours, "1", "2", "3")
    await attach(ours, kept.id, one, two)
    await attach(ours, gone.id, two, three)
    await attach(ours, bystander.id, three)
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.tags.unite(gone.id, kept.id)
    assert await names_of(ours, kept.id) == ["1", "2", "3"]
    assert await names_of(ours, gone.id) == ["2"]
    assert await names_of(ours, bystander.id) == ["3"]


async def test_candidates_are_found_by_all_any_and_none_of_some_tags(ours: Organisation, theirs: Organisation) -> None:
    people = [(await ours.candidate()).id for _ in range(4)]
    await theirs.candidate()
    a, b, c = [tag.id for tag in await made(ours, "a", "b", "c")]
    for person, tags in zip(people, ([a], [a, b], [b, c], []), strict=True):
        async with ours.storage.transaction(ours.actor.org_id) as work:
            for tag in tags:
                await work.tags.attach(person, tag)

    async def found(limit: int = 10, after: int = 0, **criteria: tuple[int, ...]) -> list[int]:
        window, wanted = Window(limit=limit, after=after), CandidateSearch(tagged=TagFilter(**criteria))
        async with ours.storage.autocommit(ours.actor.org_id) as work:
            page = await work.candidates.search(window, wanted)
        return [people.index(one.id) for one in page.items]

    assert await found() == [0, 1, 2, 3]
    assert await found(all_of=(a,)) == [0, 1]
    assert await found(all_of=(a, b, a)) == [1]
    assert await found(any_of=(a, c)) == [0, 1, 2]
    assert await found(none_of=(a,)) == [2, 3]
    assert await found(all_of=(b,), any_of=(a, c), none_of=(c,)) == [1]
    assert await found(any_of=(a, b, c), limit=2) == [0, 1]
    assert await found(any_of=(a, b, c), limit=2, after=people[1]) == [2]
    assert await found(all_of=(2**70,)) == []


async def test_candidates_are_counted_by_tag(ours: Organisation) -> None:
    one, other = await ours.candidate(), await ours.candidate()
    alumni, silver, unused = await made(ours, "Alumni", "Silver", "Unused")
    await attach(ours, one.id, alumni, silver)
    await attach(ours, other.id, alumni)
    async with ours.storage.transaction(ours.actor.org_id) as work:
        assert dict(await work.tags.counts([alumni.id, silver.id, unused.id])) == {alumni.id: 2, silver.id: 1}
        assert dict(await work.tags.counts([alumni.id], [other.id])) == {alumni.id: 1}
        assert dict(await work.tags.counts([alumni.id], [])) == {}
