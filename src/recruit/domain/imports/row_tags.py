"""Tags that a table's rows name."""

from collections.abc import Sequence

from recruit.domain.shared.case_folding import lowered
from recruit.domain.shared.pages import all_items
from recruit.domain.tags.model import TagDetails
from recruit.ports.unit_of_work import UnitOfWork


async def attach(work: UnitOfWork, candidate_id: int, names: Sequence[str]) -> None:
    """Give a candidate the tags with these names, case ignored, and create those that don't exist.

    Raises Duplicate if another unit of work creates one at the same time.
    """
    ids = {lowered(tag.name): tag.id async for tag in all_items(work.tags.page)} if names else {}
    for name in names:
        tag_id = ids.get(lowered(name)) or (await work.tags.add(TagDetails(name=name))).id
        await work.tags.attach(candidate_id, tag_id)
