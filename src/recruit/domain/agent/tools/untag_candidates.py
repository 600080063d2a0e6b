"""Tool untag_candidates: take a tag from candidates."""

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.reversals import tagging_write
from recruit.domain.agent.tool import Effect, Services, Tool
from recruit.domain.agent.tools.support.common import candidate_ref
from recruit.domain.agent.tools.support.tags import CANDIDATES, TAG_NAME, TAGGED, tag_named
from recruit.domain.agent.wording import candidate_label, one_line
from recruit.domain.shared.errors import Invalid


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """Take a tag from those of the candidates who have it."""
    actor = caller.actor
    people = [await services.candidates.get(actor, one) for one in dict.fromkeys(arguments["candidate_ids"])]
    tag = await tag_named(services, actor, arguments["tag"])
    if tag is None:
        raise Invalid(f"There is no tag “{one_line(arguments['tag'])}”")
    ids = await services.tags.detach_many(actor, arguments["candidate_ids"], tag.id)
    untagged = [person for person in people if person.id in ids]
    name = one_line(tag.name)
    done = f"I've taken the tag “{name}” from {', '.join(map(candidate_label, untagged))}."
    unchanged = f"None of them has the tag “{name}”: {', '.join(map(candidate_label, people))}."
    return Outcome(
        text=done if untagged else unchanged,
        data={"tag": tag.name, "tag_id": tag.id, "candidate_ids": [one.id for one in untagged]},
        shown=[candidate_ref(one.id) for one in people],
        writes=[tagging_write(one.id, tag.id, tagged=False) for one in untagged],
    )


TOOL = Tool(
    name="untag_candidates",
    title="Untag candidates",
    description="Take a tag from candidates. The tag itself stays.",
    arguments=[CANDIDATES, TAG_NAME],
    run=run,
    permission=Permission.WRITE_CANDIDATES,
    also=frozenset({Permission.READ_CANDIDATES}),
    effect=Effect.WRITES,
    example="untag candidate 3 as silver medalist",
    verbs="untag remove take drop delete",
    result=TAGGED,
)
