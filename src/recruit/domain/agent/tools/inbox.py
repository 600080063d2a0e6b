"""Tool inbox: show what waits for the caller."""

from dataclasses import asdict

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.result_schemas import APPLICATION, INTEGER, list_of
from recruit.domain.agent.tool import Services, Tool
from recruit.domain.agent.tools.support.common import limit_argument
from recruit.domain.agent.tools.support.records import NOTE, TASK, note_data, note_line, task_data, task_line
from recruit.domain.agent.wording import bullets, count, one_line, paragraphs

FEW = 10


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """Show the caller's open tasks, unread mentions, and applications that wait in the pipelines of their jobs."""
    actor, now = caller.actor, services.clock.now()
    inbox = await services.inbox.get(actor, arguments.get("limit", FEW))
    authors = await services.colleagues.names(actor, [one.author_user_id for one in inbox.mentions.items])
    waiting = [one.application for one in inbox.waiting.items]
    behind = await services.searching.related_records(actor, waiting)
    lines = []
    for one in inbox.waiting.items:
        person = behind.candidates.get(one.application.candidate_id)
        job = behind.jobs.get(one.application.job_id)
        lines.append(
            f"Application #{one.application.id}: {one_line(person.full_name if person else 'removed')} for "
            f"{one_line(job.title if job else 'a removed job')}, {one_line(behind.stage_name(one.application))} for "
            f"{count(max(0, (now - one.since).days), 'day')}"
        )
    sections = [
        ("open task", inbox.tasks.total, [task_line(one, {}, now) for one in inbox.tasks.items]),
        ("unread mention", inbox.mentions.total, [note_line(one, authors) for one in inbox.mentions.items]),
        ("application that waits in your jobs", inbox.waiting.total, lines),
    ]
    texts = [f"{_counted(total, noun)}:\n{bullets(listed)}" for noun, total, listed in sections if total]
    return Outcome(
        text=paragraphs(*(texts or ["Nothing is waiting for you."])),
        data={
            "tasks": [task_data(one) for one in inbox.tasks.items],
            "tasks_total": inbox.tasks.total,
            "mentions": [note_data(one) for one in inbox.mentions.items],
            "mentions_total": inbox.mentions.total,
            "waiting": [asdict(one) for one in waiting],
            "waiting_total": inbox.waiting.total,
        },
    )


def _counted(number: int, noun: str) -> str:
    if noun.startswith("application") and number != 1:
        return f"{number} applications that wait in your jobs"
    return count(number, noun)


TOOL = Tool(
    name="inbox",
    title="Show the inbox",
    description="Show what waits for the user: open tasks, unread mentions, and applications for the user's jobs.",
    arguments=[limit_argument()],
    run=run,
    permission=Permission.READ_TASKS,
    also=frozenset({Permission.READ_CANDIDATES, Permission.READ_APPLICATIONS, Permission.READ_JOBS}),
    example="what is waiting for me",
    result={
        "tasks": list_of(TASK),
        "tasks_total": INTEGER,
        "mentions": list_of(NOTE),
        "mentions_total": INTEGER,
        "waiting": list_of(APPLICATION),
        "waiting_total": INTEGER,
    },
)
