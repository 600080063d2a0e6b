"""Number of applications by job or candidate."""

from collections import Counter
from collections.abc import Mapping
from typing import Literal

from recruit.domain.accounts.model.users import Actor
from recruit.domain.search.model import ApplicationSearch
from recruit.domain.search.service import Searching
from recruit.domain.shared.errors import Invalid
from recruit.domain.shared.pages import Window

MOST_COUNTED = 20_000
PAGE = 1_000


async def applications_by(
    searching: Searching, actor: Actor, name: Literal["job_id", "candidate_id"]
) -> Mapping[int, int]:
    """Return the number of applications of each job or candidate that has any. Raise Invalid if there are too many."""
    found = Counter[int]()
    after = 0
    while True:
        page = await searching.applications(actor, Window(limit=PAGE, after=after), ApplicationSearch())
        if page.total > MOST_COUNTED:
            raise Invalid(f"I can't tell who has no applications among more than {MOST_COUNTED} of them")
        found.update(getattr(one, name) for one in page.items)
        if len(page.items) < PAGE:
            return found
        after = page.items[-1].id
