"""Tags of several candidates."""

from pathlib import Path

import pytest

from recruit.domain.shared.errors import Duplicate, NotFound
from recruit.domain.shared.pages import Window
from recruit.domain.tags.model import TagDetails
from recruit.domain.tags.service import TagService
from recruit.entrypoints import kernel
from recruit.ports.plugins import AdapterConfig
from worlds import new_organisation


async def test_candidates_are_tagged_and_untagged_at_once_or_not_at_all() -> None:
    async with kernel.STORAGE.open(AdapterConfig("memory:", Path())) as storage:
        ours, tags = await new_organisation(storage), TagService(storage)
        jane, john = (await ours.candidate()).id, (await ours.candidate()).id
        with pytest.raises(NotFound):
            await tags.attach_many(ours.actor, [jane, 2**40], TagDetails(name="Nights"))
        assert (await tags.page(ours.actor, Window())).items == []
        tag, ids = await tags.attach_many(ours.actor, [john, jane, jane], TagDetails(name=" Nights ", colour="#ABCDEF"))
        assert (tag.colour, ids) == ("#abcdef", [jane, john])
        with pytest.raises(Duplicate):
            await tags.attach_many(ours.actor, [jane], TagDetails(name=tag.name))
        assert await tags.attach_many(ours.actor, [jane], tag) == (tag, [])
        assert await tags.detach_many(ours.actor, [john, 2**40], tag.id) == [john]
        assert (await tags.of_candidate(ours.actor, jane, Window())).items == [tag]
