"""Tags by name, and arguments of tools about tags."""

from recruit.domain.accounts.model.users import Actor
from recruit.domain.agent.arguments import Argument, Integer, ListOf, Text
from recruit.domain.agent.result_schemas import INTEGER, TEXT, list_of
from recruit.domain.agent.tool import Services
from recruit.domain.shared.pages import all_items
from recruit.domain.tags.model import Tag

MOST_TAGGED = 100
TAG_NAME = Argument(name="tag", kind=Text(50), description="The name of the tag.", required=True)
CANDIDATES = Argument(
    name="candidate_ids",
    kind=ListOf(Integer(), 1, MOST_TAGGED),
    description="The ids of the candidates.",
    required=True,
)
TAGGED = {"tag": TEXT, "tag_id": INTEGER, "candidate_ids": list_of(INTEGER)}


async def tag_named(services: Services, actor: Actor, name: str) -> Tag | None:
    """Return the tag with a name, case ignored; None if there is none."""
    wanted = " ".join(name.split()).casefold()
    tags = all_items(lambda window: services.tags.page(actor, window))
    return next(iter([tag async for tag in tags if tag.name.casefold() == wanted]), None)
