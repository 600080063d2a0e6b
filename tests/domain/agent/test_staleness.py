"""A yes to a proposal counts only while the rows that it is about are unchanged."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from domain.agent.agent_world import Office, new_office
from recruit.adapters.clock import SystemClock
from recruit.adapters.memory import storage as memory
from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import ActorKind
from recruit.domain.agent.calls import Call, Caller, Result
from recruit.domain.applications.model import ApplicationDetails
from recruit.domain.candidates.merging import Merging
from recruit.domain.shared.errors import NotFound
from recruit.ports.plugins import AdapterConfig
from recruit.ports.storage import Storage

NOT_DONE = "I haven't done it. "


@pytest.fixture
async def storage() -> AsyncIterator[Storage]:
    async with memory(AdapterConfig("memory:", Path())) as found:
        yield found


class Case:
    """An open job, a candidate X, a candidate Y with an application for the job, and a conversation."""

    def __init__(self, storage: Storage, office: Office) -> None:
        self.storage, self.office = storage, office
        self.conversation: int | None = None
        self.actor = office.organisation.actor

    async def begin(self) -> "Case":
        org = self.office.organisation
        job, x, y = await org.job("Cook"), await org.candidate("Ann Lee"), await org.candidate("Ann Lea")
        self.application = (await org.application(job, y)).id
        self.job, self.x, self.y = job.id, x.id, y.id
        return self

    async def say(self, message: str) -> str:
        """Send a message in the conversation and return the reply."""
        reply = await self.office.agent.chat(self.actor, message, self.conversation)
        self.conversation = reply.conversation_id
        return reply.text

    async def merge(self) -> None:
        await Merging(self.storage, SystemClock()).merge(self.actor, self.x, self.y)

    async def apply(self) -> None:
        details = ApplicationDetails(job_id=self.job, candidate_id=self.x)
        await self.office.applications.create(self.actor, details)

    async def rename(self) -> None:
        await self.office.jobs.change(self.actor, self.job, {"title": "Chef"})

    async def change(self, **changes: object) -> None:
        await self.office.jobs.change(self.actor, self.job, changes)

    async def marry(self) -> None:
        await self.office.candidates.change(self.actor, self.x, {"full_name": "Ann Roe"})

    async def advance(self) -> None:
        await self.office.applications.change(self.actor, self.application, {"status": "offer"})


@pytest.fixture
async def case(storage: Storage) -> Case:
    return await Case(storage, await new_office(storage)).begin()


@pytest.mark.parametrize(
    ("order", "happens", "reported"),
    [
        (
            "delete candidate {x}",
            Case.merge,
            "has changed since I asked: applications 1 in sourced (before: none). I would delete candidate #{x}",
        ),
        ("delete candidate {x}", Case.marry, "since I asked: name Ann Roe (before: Ann Lee). I would delete candidate"),
        ("erase candidate {x}", Case.apply, "applications 1 in sourced (before: none). I would erase candidate"),
        (
            "merge candidate {y} into candidate {x}",
            Case.marry,
            "name Ann Roe (before: Ann Lee). I would merge candidate",
        ),
        ("delete job {job}", Case.rename, "Job #{job} has changed since I asked: title Chef (before: Cook). I would"),
        ("delete job {job}", Case.apply, "applications 2 in sourced (before: 1 in sourced). I would delete job #{job}"),
        (
            "close job {job}",
            Case.apply,
            "open applications 2 in sourced (before: 1 in sourced). Job #{job} (Cook) has 2",
        ),
        ("delete application {application}", Case.advance, "since I asked: status offer (before: sourced). I would"),
    ],
)
async def test_a_yes_to_an_outdated_proposal_is_asked_again(
    case: Case, order: str, happens: Callable[[Case], Awaitable[None]], reported: str
) -> None:
    asked = await case.say(order.format_map(vars(case)))
    await happens(case)
    reply = await case.say("yes")
    assert reply.startswith(NOT_DONE)
    assert reported.format_map(vars(case)) in reply
    token = reply.partition("(or '")[2][:8]
    assert token not in asked
    assert await case.office.candidates.get(case.actor, case.x)
    assert (await case.office.jobs.get(case.actor, case.job)).status == "open"
    done = await case.say("yes")
    assert NOT_DONE not in done
    assert done.startswith(("I've", "I've erased the person"))


async def test_closing_a_job_with_new_applications_needs_another_yes(case: Case) -> None:
    await case.office.applications.remove(case.actor, case.application)
    await case.say("help")
    registry, caller = case.office.agent.registry, Caller(case.actor, case.conversation)
    call = Call("close_job", {"job_id": case.job})
    await registry.propose_each(caller, [call], "I would close it. Shall I do it?")
    await case.apply()
    assert f"{NOT_DONE}Job #{case.job} has changed since I asked. Job #{case.job} (Cook) has 1" in await case.say("yes")
    assert (await case.say("yes")).startswith("I've")


async def test_no_call_of_a_proposal_runs_when_one_row_has_changed(case: Case) -> None:
    registry, caller = case.office.agent.registry, Caller(case.actor, session="one")
    job, person = Call("delete_job", {"job_id": case.job}), Call("delete_candidate", {"candidate_id": case.x})
    both = await registry.propose_each(caller, [job, person], "I would do 2 things.")
    await case.marry()
    done = await registry.confirm(caller, both.token)
    assert [outcome.result for _, outcome in done] == [Result.PROPOSED] * 2
    assert await case.office.jobs.get(case.actor, case.job)
    done = await registry.confirm(caller, done[0][1].token)
    assert [outcome.result for _, outcome in done] == [Result.DONE] * 2


async def test_calls_confirmed_by_the_same_yes_do_not_outdate_each_other(case: Case) -> None:
    await case.say(f"delete application {case.application} and delete job {case.job}")
    assert NOT_DONE not in await case.say("yes")
    with pytest.raises(NotFound):
        await case.office.jobs.get(case.actor, case.job)


async def test_a_row_deleted_before_the_yes_is_not_found(case: Case) -> None:
    await case.say(f"delete candidate {case.x}")
    await case.office.candidates.remove(case.actor, case.x)
    assert await case.say("yes") == f"I couldn't find candidate #{case.x} in your organization."
    with pytest.raises(NotFound):
        await case.office.candidates.get(case.actor, case.x)


async def test_rejecting_moved_applications_needs_another_yes(case: Case) -> None:
    await case.apply()
    await case.say(f"reject all applicants of job {case.job}")
    await case.advance()
    moved = f"Application #{case.application} has changed since I asked: status offer (before: sourced)."
    assert (await case.say("yes")).startswith(f"{NOT_DONE}{moved} A yes is for all 2 things that I proposed.")
    assert (await case.office.applications.get(case.actor, case.application)).status == "offer"
    assert (await case.say("yes")).startswith("I've moved application")
    assert (await case.office.applications.get(case.actor, case.application)).status == "rejected"


@pytest.mark.parametrize(
    ("changes", "happens", "reported"),
    [
        ({"title": "Baker"}, {"title": "Chef"}, "title Chef (before: Cook). Shall I do it all the same?"),
        ({"pay_percent": 10}, {"salary_min": 5}, "salary min 5 (before: none). Shall"),
        ({"location": "Rome", "status": "closed"}, {"location": "Bonn"}, "location Bonn (before: none). Job #{job} ("),
        ({"description": "a"}, {"description": "b " * 300}, "description b b"),
        ({"required_skills": ["Go"]}, {"required_skills": ("Rust", "C")}, "required skills Rust, C (before: none)."),
    ],
)
async def test_overwriting_a_newer_value_of_a_job_needs_another_yes(
    case: Case, changes: dict[str, object], happens: dict[str, object], reported: str
) -> None:
    registry, caller = case.office.agent.registry, Caller(case.actor, session="one")
    call = Call("update_job", {"job_id": case.job, "changes": changes})
    asked = await registry.propose_each(caller, [call], "I would change the job. Shall I do it?")
    await case.change(**happens)
    ((_, again),) = await registry.confirm(caller, asked.token)
    report = f"{NOT_DONE}Job #{case.job} has changed since I asked: {reported.format_map(vars(case))}"
    assert (again.result, again.text[: len(report)]) == (Result.PROPOSED, report)


async def test_an_outdated_proposal_of_a_key_without_read_permission_is_asked_again(case: Case) -> None:
    for permission, call, happens, report in (
        (
            Permission.READ_APPLICATIONS,
            Call("move_application", {"application_id": case.application, "status": "interview"}),
            case.advance,
            f"Application #{case.application} has changed since I asked: status offer (before: sourced).",
        ),
        (
            Permission.READ_JOBS,
            Call("update_job", {"job_id": case.job, "changes": {"title": "Baker"}}),
            case.rename,
            f"Job #{case.job} has changed since I asked: title Chef (before: Cook).",
        ),
    ):
        key = replace(case.actor, kind=ActorKind.KEY, scopes=frozenset(Permission) - {permission})
        registry, caller = case.office.agent.registry, Caller(key, session="one")
        asked = await registry.propose_each(caller, [call], "Shall I do it?")
        await happens()
        ((_, again),) = await registry.confirm(caller, asked.token)
        assert again.text.startswith(f"{NOT_DONE}{report}")
        ((_, done),) = await registry.confirm(caller, again.token)
        assert done.result is Result.DONE


@pytest.mark.parametrize(
    ("changes", "happens"),
    [({"add": ["Go"]}, {"required_skills": ("Rust",)}), ({"title": "Baker"}, {"location": "Bonn"})],
)
async def test_a_yes_stays_valid_when_it_overwrites_no_newer_value(
    case: Case, changes: dict[str, object], happens: dict[str, object]
) -> None:
    registry, caller = case.office.agent.registry, Caller(case.actor, session="one")
    call = Call("update_job", {"job_id": case.job, "changes": changes})
    asked = await registry.propose_each(caller, [call], "I would change the job. Shall I do it?")
    await case.change(**happens)
    ((_, done),) = await registry.confirm(caller, asked.token)
    assert done.result is Result.DONE
