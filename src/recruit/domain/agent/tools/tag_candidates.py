"""Tool tag_candidates: tag candidates."""

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.reversals import tag_write, tagging_write
from recruit.domain.agent.tool import Effect, Services, Tool
from recruit.domain.agent.tools.support.common import candidate_ref
from recruit.domain.agent.tools.support.tags import CANDIDATES, TAG_NAME, TAGGED, tag_named
from recruit.domain.agent.wording import candidate_label, one_line
from recruit.domain.tags.model import TagDetails


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """Give candidates a tag, which is created if the organisation doesn't have it."""
    actor = caller.actor
    people = [await services.candidates.get(actor, one) for one in dict.fromkeys(arguments["candidate_ids"])]
    known = await tag_named(services, actor, arguments["tag"])
    new = TagDetails(name=" ".join(arguments["tag"].split()))
    tag, tagged = await services.tags.attach_many(actor, [one.id for one in people], known or new)
    writes = [*([] if known else [tag_write(tag)]), *(tagging_write(one, tag.id, tagged=True) for one in tagged)]
    named = ", ".join(map(candidate_label, people))
    done = f"I've tagged {named} as “{one_line(tag.name)}”{'' if known else ', which is a new tag'}."
    unchanged = f"{named}: tagged as “{one_line(tag.name)}” already."
    return Outcome(
        text=done if writes else unchanged,
        data={"tag": tag.name, "tag_id": tag.id, "candidate_ids": [one.id for one in people]},
        shown=[candidate_ref(one.id) for one in people],
        writes=writes,
    )


TOOL = Tool(
    name="tag_candidates",
    title="Tag candidates",
    description="Give candidates a tag. A tag that the organisation doesn't have is created.",
    arguments=[CANDIDATES, TAG_NAME],
    run=run,
    permission=Permission.WRITE_CANDIDATES,
    also=frozenset({Permission.READ_CANDIDATES}),
    effect=Effect.WRITES,
    example="tag candidate 3 as silver medalist",
    verbs="tag label mark markiere étiquette etiqueta",
    result=TAGGED,
)
