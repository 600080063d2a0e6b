"""The organisation in which the sentences of `corpus/pipeline_*.txt` run."""

from domain.agent.agent_world import Office
from domain.agent.corpus_world import new_corpus_office
from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.users import UserDetails
from recruit.domain.pipelines.editing import WantedStage
from recruit.domain.pipelines.model import ReasonType, RejectionReasonDetails
from recruit.domain.tags.model import TagDetails
from recruit.domain.tasks.model import TaskDetails
from recruit.ports.storage import Storage
from worlds import new_email

STAGES = ("Applied", "Phone screen", "Take-home test", "Onsite interview", "Offer extended", "Hired", "Rejected")


async def new_pipeline_office(storage: Storage) -> Office:
    """Create the office of the corpus, with a job that has its own stages, a colleague, tags, tasks and reasons.

    Job 7 is a baker's. Its applicants are candidate 8, Nina Park, who has the tag "silver medalist", and candidate 9,
    Omar Diaz. Task 1 is open, task 2 is done. Bob Stone is a user.
    """
    office = await new_corpus_office(storage)
    org = office.organisation
    baker = await org.job("Baker")
    nina, omar = await org.candidate("Nina Park"), await org.candidate("Omar Diaz")
    async with storage.transaction(org.actor.org_id) as work:
        await work.stages.lock(baker.id)
        await work.stages.put(baker.id, [WantedStage(name).stage() for name in STAGES])
        details = UserDetails(email=new_email(), full_name="Bob Stone", role=Role.HIRING_MANAGER)
        await work.users.add(details, "hash")
        tag = await work.tags.add(TagDetails(name="silver medalist"))
        await work.tags.attach(nina.id, tag.id)
        for name in ("Position filled", "Salary expectations"):
            await work.rejection_reasons.add(RejectionReasonDetails(name=name, type=ReasonType.WE_DECLINED))
        for title in ("Call Nina", "Order badges"):
            mine = TaskDetails(title=title, assignee_user_id=org.actor.user_id)
            task = await work.tasks.add(mine, created_by_user_id=org.actor.user_id, now=office.clock.now())
        done = {"done_at": office.clock.now(), "done_by_user_id": org.actor.user_id}
        await work.tasks.change(task.id, done)
    for candidate in (nina, omar):
        await org.application(baker, candidate, status="applied")
    return office
