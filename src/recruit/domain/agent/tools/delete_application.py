"""Tool delete_application: delete an application."""

from dataclasses import asdict

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.calls import Arguments, Caller, Outcome, Write
from recruit.domain.agent.result_schemas import DELETED
from recruit.domain.agent.tool import Effect, Question, Services, Tool
from recruit.domain.agent.tools.support.applications import (
    APPLICATION_ARGUMENTS,
    NAMING_PERMISSIONS,
    application_id_of,
    described_application,
)
from recruit.domain.agent.wording import one_line
from recruit.domain.applications.model import Application


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """Delete an application."""
    application = await _application(services, caller, arguments)
    await services.applications.remove(caller.actor, application.id)
    write = Write(kind="application", id=application.id, before=asdict(application), after=None)
    return Outcome(text=f"I've deleted application #{application.id}.", data={"id": application.id}, writes=[write])


async def asks(services: Services, caller: Caller, arguments: Arguments) -> Question:
    """Return the question before an application is deleted."""
    application = await _application(services, caller, arguments)
    description = await described_application(services, caller.actor, application)
    text = f"I would delete {description}, and that can't be undone. Shall I do it?"
    thing, _, owner = description.partition(": ")
    return Question(text, {thing: {"status": one_line(application.status), "belongs to": owner}})


async def _application(services: Services, caller: Caller, arguments: Arguments) -> Application:
    return await services.applications.get(caller.actor, await application_id_of(services, caller.actor, arguments))


TOOL = Tool(
    name="delete_application",
    title="Delete an application",
    description="Take a candidate out of the pipeline of a job, for good; asks first.",
    arguments=APPLICATION_ARGUMENTS,
    run=run,
    permission=Permission.DELETE_APPLICATIONS,
    also=NAMING_PERMISSIONS | {Permission.READ_APPLICATIONS},
    asks=asks,
    effect=Effect.DESTROYS,
    example="delete application 3",
    result=DELETED,
)
