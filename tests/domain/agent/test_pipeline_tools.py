"""Stages, notes, tags and tasks through the agent: what is stored, its undo, and who may do it."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from domain.agent.agent_world import Office
from domain.agent.pipeline_world import new_pipeline_office
from domain.agent.test_pipeline_corpus import ALL, rows
from recruit.adapters.memory import storage as memory
from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.users import Actor
from recruit.domain.agent.calls import Call, Caller
from recruit.domain.applications.history import HistoryService, StageVisit
from recruit.domain.applications.model import Move
from recruit.domain.audit.model import happened
from recruit.domain.jobs.model import PAUSED
from recruit.domain.notes.model import Visibility
from recruit.domain.pipelines.editing import WantedStage
from recruit.domain.pipelines.model import StageType
from recruit.domain.shared.pages import Window
from recruit.domain.tasks.model import Task
from recruit.ports.plugins import AdapterConfig
from worlds import colleague

JANE, NINA, OMAR, BAKER = 1, 8, 9, 7
APPLICATION = 6
"""Nina's application for the job of the baker."""


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    async with memory(AdapterConfig("memory:", Path())) as storage:
        yield await new_pipeline_office(storage)


async def history(office: Office, application_id: int = APPLICATION) -> Sequence[StageVisit]:
    histories = HistoryService(office.organisation.storage, office.clock)
    return await histories.of_application(office.organisation.actor, application_id)


async def tasks(office: Office) -> Mapping[int, Task]:
    *_, found, _ = await rows(office)
    return {task.id: task for task in found}


async def talk(office: Office, *messages: str, actor: Actor | None = None) -> str:
    """Send the messages of a conversation and return the last reply."""
    actor, conversation = actor or office.organisation.actor, None
    for message in messages:
        reply = await office.agent.chat(actor, message, conversation)
        conversation = reply.conversation_id
    return reply.text


async def run(office: Office, name: str, actor: Actor | None = None, **arguments: Any) -> tuple[str, str]:
    """Run a tool and return its result and its text."""
    caller = Caller(actor or office.organisation.actor, session="s")
    outcome = await office.agent.registry.run(caller, Call(name, arguments))
    return outcome.result.value, outcome.text


@pytest.mark.parametrize("name", ["phone_screen", "Phone screen", "PHONE SCREEN", "phone-screen"])
async def test_a_stage_is_named_by_its_key_or_its_name(office: Office, name: str) -> None:
    await run(office, "move_application", application_id=APPLICATION, status=name)
    assert (await history(office))[-1].stage.key == "phone_screen"


async def test_a_standard_status_means_the_only_stage_of_its_type(office: Office) -> None:
    await run(office, "move_application", application_id=APPLICATION, status="offer")
    assert (await history(office))[-1].stage.key == "offer_extended"


async def test_a_job_is_closed_without_a_question_about_applications_in_a_final_stage(office: Office) -> None:
    asked, question = await run(office, "close_job", job_id=BAKER)
    org = office.organisation
    async with org.storage.transaction(org.actor.org_id) as work:
        for application in (await work.applications.page(Window(), job_id=BAKER)).items:
            await work.applications.change(application.id, {"status": "no show"})
    done, _ = await run(office, "close_job", job_id=BAKER)
    assert (asked, "has 2 open applications" in question, done) == ("proposed", True, "done")


@pytest.mark.parametrize("name", ["limbo", "final interview"])
async def test_a_status_that_is_no_stage_is_refused_with_the_stages(office: Office, name: str) -> None:
    before = await rows(office)
    result, text = await run(office, "move_application", application_id=APPLICATION, status=name)
    assert result == "refused"
    assert text == (
        "The job has no such stage: its stages are applied, Phone screen, Take-home test, Onsite interview, "
        "Offer extended, hired, rejected."
    )
    assert await rows(office) == before


async def test_two_stages_of_one_name_are_told_apart_by_their_keys(office: Office) -> None:
    async with office.organisation.storage.transaction(office.organisation.actor.org_id) as work:
        pipeline = await work.stages.lock(BAKER)
        panels = [WantedStage("Panel", key=key).stage() for key in ("first_panel", "second_panel")]
        await work.stages.put(BAKER, [*pipeline.stages, *panels])
    result, text = await run(office, "move_application", application_id=APPLICATION, status="panel")
    assert result == "refused"
    assert "several stages of that name" in text
    assert "first_panel, second_panel" in text
    assert (await run(office, "move_application", application_id=APPLICATION, status="second panel"))[0] == "done"


async def test_the_next_stage_is_that_of_the_job(office: Office) -> None:
    assert "from applied to Phone screen" in await talk(office, "move Nina to the next stage")


async def test_the_next_stage_of_a_stage_that_no_other_job_has_is_the_one_behind_it(office: Office) -> None:
    await talk(office, "move Nina to phone screen")
    assert "from Phone screen to Take-home test" in await talk(office, "advance Nina to the next stage")


async def test_an_archived_stage_is_nobodys_next_stage(office: Office) -> None:
    async with office.organisation.storage.transaction(office.organisation.actor.org_id) as work:
        stages = (await work.stages.lock(BAKER)).stages
        rejected = [one for one in stages if one.type is StageType.ARCHIVED]
        await work.stages.put(BAKER, [stages[0], *rejected, *(one for one in stages[1:] if one not in rejected)])
    assert "from applied to Phone screen" in await talk(office, "advance Nina to the next stage")


async def test_the_stages_are_asked_for_where_none_comes_next(office: Office) -> None:
    await talk(office, "hire Nina")
    reply = await talk(office, "advance application 6 to the next stage")
    assert "no stage comes after hired. Say which of these you mean: applied, Phone screen" in reply
    assert [visit.stage.key for visit in await history(office)] == ["applied", "hired"]


async def test_a_reason_of_the_organisation_is_stored_as_such(office: Office) -> None:
    await talk(office, "reject Nina because position filled")
    visit = (await history(office))[-1]
    assert visit.reason is not None
    assert (visit.stage.key, visit.reason.name, visit.note) == ("rejected", "Position filled", None)


async def test_a_reason_inside_a_sentence_keeps_the_sentence(office: Office) -> None:
    await run(office, "reject_application", application_id=APPLICATION, reason="salary expectations too high")
    visit = (await history(office))[-1]
    assert visit.reason is not None
    assert (visit.reason.name, visit.note) == ("Salary expectations", "salary expectations too high")


async def test_other_reasons_become_the_note(office: Office) -> None:
    reply = await talk(office, "reject Nina because salary too high")
    visit = (await history(office))[-1]
    assert (visit.stage.key, visit.reason, visit.note) == ("rejected", None, "salary too high")
    assert "Reason: salary too high." in reply


async def test_a_stage_that_requires_a_reason_names_the_reasons(office: Office) -> None:
    async with office.organisation.storage.transaction(office.organisation.actor.org_id) as work:
        pipeline = await work.stages.lock(BAKER)
        strict = [replace(one, requires_reason=one.key == "rejected") for one in pipeline.stages]
        await work.stages.put(BAKER, strict)
    before = await rows(office)
    for message in ("reject Nina", "reject Nina because she is late"):
        assert "give one of Position filled, Salary expectations" in await talk(office, message)
    assert await rows(office) == before
    await talk(office, "reject Nina because position filled")
    assert (await history(office))[-1].stage.key == "rejected"


async def test_undo_of_a_move_restores_the_reason_and_the_note_of_the_stage(office: Office) -> None:
    await talk(office, "reject Nina because position filled")
    await talk(office, "move Nina to phone screen for job 7 with the note: second chance", "undo")
    visit = (await history(office))[-1]
    assert visit.reason is not None
    assert (visit.stage.key, visit.reason.name, visit.note) == ("rejected", "Position filled", None)


@pytest.mark.parametrize(
    "message",
    [
        "move Nina to phone screen",
        "reject Nina because position filled",
        "add a private note to Nina: difficult",
        "note on Nina: speaks Korean",
        "tag Nina and Omar as bilingual",
        "tag Omar as silver medalist",
        "untag Nina as silver medalist",
        "remind me to call Nina on Friday",
        "done with task 1",
        "reopen task 2",
    ],
)
async def test_a_write_is_done_and_undone(office: Office, message: str) -> None:
    before = await rows(office)
    conversation = await office.agent.chat(office.organisation.actor, message)
    assert await rows(office) != before
    reply = await office.agent.chat(office.organisation.actor, "undo", conversation.conversation_id)
    assert reply.text.startswith("Undone: ")
    assert await rows(office) == before


async def test_a_record_that_changed_since_stays(office: Office) -> None:
    first = await office.agent.chat(office.organisation.actor, "done with task 1")
    await talk(office, "reopen task 1")
    reply = await office.agent.chat(office.organisation.actor, "undo", first.conversation_id)
    assert "Task #1 has changed since" in reply.text
    assert not (await tasks(office))[1].done


async def test_undo_leaves_a_new_tag_that_others_have_got(office: Office) -> None:
    first = await office.agent.chat(office.organisation.actor, "tag Nina as bilingual")
    await talk(office, "tag Omar as bilingual")
    await office.agent.chat(office.organisation.actor, "undo", first.conversation_id)
    assert "Omar Diaz" in await talk(office, "candidates tagged bilingual")
    assert "Nina Park" not in await talk(office, "candidates tagged bilingual")


async def test_a_tag_is_used_again_whatever_its_case(office: Office) -> None:
    await talk(office, "tag Omar as Silver Medalist")
    _, tags, *_ = await rows(office)
    assert [tag.name for tag in tags] == ["silver medalist"]


async def test_them_means_the_candidates_of_the_list(office: Office) -> None:
    await talk(office, "applications for job 7", "tag them as bilingual")
    assert "Nina Park" in (reply := await talk(office, "candidates tagged bilingual"))
    assert "Omar Diaz" in reply


async def test_an_ambiguous_name_is_asked_about_and_the_answer_completes_the_order(office: Office) -> None:
    reply = await talk(office, "tag Jane as bilingual", "the second one")
    assert "I've tagged candidate #4" in reply


async def test_of_several_names_only_the_ambiguous_one_is_asked_about(office: Office) -> None:
    reply = await talk(office, "tag Jane and Omar as bilingual", "the second one")
    assert "I've tagged candidate #4 (Jane Roe), candidate #9 (Omar Diaz)" in reply


async def test_a_part_of_a_name_is_asked_about_before_a_change(office: Office) -> None:
    before = await rows(office)
    for message in ("tag Nin as bilingual", "move Nin to phone screen", "untag Par as silver medalist"):
        assert "Candidate #8: Nina Park" in await talk(office, message)
    assert await rows(office) == before
    assert "I've tagged candidate #8" in await talk(office, "tag Nin as bilingual", "the first")


@pytest.mark.parametrize(
    ("message", "due"),
    [
        ("remind me to call Nina on Friday", "2026-01-02"),
        ("remind me to call Nina by the end of the month", "2026-01-31"),
        ("remind me to call Nina on 29 February", "2028-02-29"),
    ],
)
async def test_a_task_is_due_at_the_end_of_its_day(office: Office, message: str, due: str) -> None:
    await talk(office, message)
    task = (await tasks(office))[3]
    assert task.due_at is not None
    assert task.due_at.isoformat() == f"{due}T23:59:00+00:00"
    assert (task.title, task.candidate_id) == ("call Nina", NINA)
    assert task.assignee_user_id == office.organisation.actor.user_id


async def test_a_task_for_a_user_is_theirs_and_a_task_for_a_candidate_is_about_them(office: Office) -> None:
    await talk(office, "task for Bob: call Nina")
    await talk(office, "task for Omar: send the contract")
    found = await tasks(office)
    assert found[3].assignee_user_id != office.organisation.actor.user_id
    assert (found[3].candidate_id, found[4].candidate_id) == (NINA, OMAR)
    assert found[4].assignee_user_id == office.organisation.actor.user_id
    assert "for Bob Stone" in await talk(office, "show Bob's tasks")
    assert "No user is called Zed" in await talk(office, "task for Zed: call the agency")


async def test_a_pronoun_in_a_task_is_the_candidate_in_focus(office: Office) -> None:
    await talk(office, "summarize Omar Diaz", "remind me to call him tomorrow")
    assert (await tasks(office))[3].candidate_id == OMAR


async def test_a_restricted_note_is_hidden_from_those_who_may_not_read_it(office: Office) -> None:
    await talk(office, "add a private note to Nina: difficult on the phone")
    await talk(office, "add a note to Nina: speaks Korean")
    manager = await colleague(office.organisation.storage, office.organisation.actor.org_id, Role.HIRING_MANAGER)
    for message in ("notes on Nina", "what happened with Nina?", "summarize Nina"):
        assert "difficult" not in await talk(office, message, actor=manager)
    assert "speaks Korean" in await talk(office, "notes on Nina", actor=manager)
    assert "difficult on the phone" in await talk(office, "notes on Nina")
    happened = await talk(office, "what happened with Nina?")
    seen = await talk(office, "what happened with Nina?", actor=manager)
    assert (happened.count("added a note"), seen.count("added a note")) == (2, 1)


async def test_a_hiring_manager_writes_no_restricted_note(office: Office) -> None:
    manager = await colleague(office.organisation.storage, office.organisation.actor.org_id, Role.HIRING_MANAGER)
    reply = await talk(office, "add a private note to Nina: difficult", actor=manager)
    assert "notes:restricted" in reply
    async with office.organisation.storage.transaction(office.organisation.actor.org_id) as work:
        assert not (await work.notes.page(ALL, list(Visibility))).items


@pytest.mark.parametrize(
    "message",
    [
        "move Nina to phone screen",
        "note on Nina: speaks Korean",
        "tag Nina as bilingual",
        "untag Nina as silver medalist",
        "remind me to call Nina",
        "done with task 1",
    ],
)
async def test_a_viewer_writes_nothing(office: Office, message: str) -> None:
    viewer = await colleague(office.organisation.storage, office.organisation.actor.org_id, Role.VIEWER)
    before = await rows(office)
    assert "As viewer you may not use" in await talk(office, message, actor=viewer)
    assert await rows(office) == before


async def test_the_inbox_has_tasks_mentions_and_waiting_applications(office: Office) -> None:
    actor = office.organisation.actor
    await talk(office, f"note on Nina: please look, @[{actor.user_id}]")
    reply = await talk(office, "what's waiting for me?")
    assert "1 open task:" in reply
    assert "Call Nina" in reply
    assert "1 unread mention:" in reply
    assert "7 applications that wait in your jobs:" in reply
    bob = replace(actor, user_id=actor.user_id + 1, role=Role.HIRING_MANAGER)
    assert await talk(office, "my inbox", actor=bob) == "Nothing is waiting for you."


async def test_a_condition_after_a_tag_is_not_part_of_its_name(office: Office) -> None:
    before = await rows(office)
    await talk(office, "tag Nina as bilingual only if she passes")
    assert await rows(office) == before


async def test_an_order_that_may_wait_is_proposed_and_done_after_a_yes(office: Office) -> None:
    before = await rows(office)
    asked = "tag Nina as 'night shift', but only if Omar agrees"
    await talk(office, asked)
    assert await rows(office) == before


async def test_the_timeline_shows_moves_by_the_names_of_stages(office: Office) -> None:
    await talk(office, "move Nina to phone screen")
    reply = await talk(office, "what happened with Nina?")
    assert "Phone screen" in reply


async def test_the_timeline_has_the_times_of_history_that_was_recorded_later(office: Office) -> None:
    actor = office.organisation.actor
    with happened(datetime(2026, 3, 1, 9, 30, tzinfo=UTC)):
        async with office.organisation.storage.transaction(actor.org_id) as work:
            await work.applications.move([APPLICATION], Move(stage="phone_screen"))
    assert "2026-03-01 09:30 The system moved" in await talk(office, "what happened with Nina?")
    for period, number in (
        ({"since": "2026-03-01", "until": "2026-03-02"}, 1),
        ({"until": "2026-03-01"}, 0),
        ({"since": "2026-03-01", "limit": 50}, 1),
        ({"since": "2026-03-02", "limit": 50}, 0),
    ):
        found = await office.agent.registry.run(Caller(actor), Call("timeline", {"candidate_id": NINA, **period}))
        assert [one["at"][:16] for one in found.data["items"]].count("2026-03-01T09:30") == number, period


async def test_reports_count_the_applications_of_a_job(office: Office) -> None:
    await talk(office, "move Nina to onsite interview")
    reply = await talk(office, "show the funnel for the Baker job")
    assert "The funnel of 2 applications for job #7 (Baker)" in reply
    assert "interview: 1" in reply


async def test_a_list_of_a_stage_is_found_by_the_name_of_the_stage(office: Office) -> None:
    await talk(office, "move Nina to phone screen")
    for question in ("who is in phone screen?", "applications in Phone screen for job 7"):
        reply = await talk(office, question)
        assert "Nina Park" in reply
        assert "Omar Diaz" not in reply


@pytest.mark.parametrize(
    "message",
    [
        "move Nina and Omar to Phone screen",
        "move Nina and Omar Diaz to the phone_screen stage for job 7",
        "verschiebe Nina und Omar in Phone screen",
        "déplace Nina et Omar à l'étape Phone screen",
        "mueve a Nina y Omar a Phone screen",
        "passa Nina e Omar para Phone screen",
        "sposta Nina e Omar a Phone screen",
        "verplaats Nina en Omar naar Phone screen",
        "move everyone in Applied to Phone screen for job 7",
        "move all candidates for the Baker job to phone screen",
    ],
)
async def test_several_candidates_are_moved_to_a_stage_of_the_job_after_a_yes(office: Office, message: str) -> None:
    before = await rows(office)
    first = await office.agent.chat(office.organisation.actor, message)
    assert "Shall I do all of them?" in first.text
    assert await rows(office) == before
    await office.agent.chat(office.organisation.actor, "yes", first.conversation_id)
    assert [(await history(office, one))[-1].stage.key for one in (6, 7)] == ["phone_screen"] * 2
    await office.agent.chat(office.organisation.actor, "undo", first.conversation_id)
    assert await rows(office) == before


async def test_a_sweep_from_a_stage_to_another_moves_only_those_in_it(office: Office) -> None:
    await talk(office, "move Nina to phone screen")
    await talk(office, "move everyone in Phone screen to Take-home test for job 7", "yes")
    stages = [(await history(office, one))[-1].stage.key for one in (6, 7)]
    assert stages == ["take_home_test", "applied"]


@pytest.mark.parametrize(
    "message",
    [
        "should I move Nina and Omar to Phone screen?",
        "move Nina or Omar to Phone screen",
        "move Nina and not Omar to Phone screen",
        "don't move everyone in applied to phone screen for job 7",
        "move everyone in applied to Phone screen for job 7 if they pass",
        '"move everyone in applied to Phone screen for job 7" said my boss',
        "move Nina and Omar to Phone screen tomorrow",
        "move everyone in Limbo to Phone screen for job 7",
        "move Nina, Omar and Jane Doe to Phone screen",
    ],
)
async def test_such_a_message_about_several_candidates_proposes_nothing(office: Office, message: str) -> None:
    before = await rows(office)
    first = await office.agent.chat(office.organisation.actor, message)
    assert "Shall I" not in first.text
    await office.agent.chat(office.organisation.actor, "yes", first.conversation_id)
    assert await rows(office) == before


async def test_a_stage_that_the_job_of_one_lacks_is_reported_by_name(office: Office) -> None:
    reply = await talk(office, "move Nina, Omar and Jane Doe to Phone screen")
    assert "I can't move candidate #1 (Jane Doe) for job #1 (Senior Backend Engineer)" in reply


async def test_a_failed_part_of_a_confirmed_order_is_reported_by_name(office: Office) -> None:
    async with office.organisation.storage.transaction(office.organisation.actor.org_id) as work:
        pipeline = await work.stages.lock(BAKER)
        strict = [replace(one, requires_reason=one.key == "rejected") for one in pipeline.stages]
        await work.stages.put(BAKER, strict)
    reply = await talk(office, "reject Nina and Maria Lopez", "yes")
    assert (
        "I couldn't reject candidate #8 (Nina Park) for job #7 (Baker). The stage requires a rejection reason" in reply
    )
    assert "I've moved application #3: candidate #3 (Maria Lopez)" in reply


async def test_an_application_in_an_own_final_stage_is_not_swept(office: Office) -> None:
    async with office.organisation.storage.transaction(office.organisation.actor.org_id) as work:
        pipeline = await work.stages.lock(BAKER)
        archived = WantedStage("Talent pool", type=StageType.ARCHIVED).stage()
        await work.stages.put(BAKER, [*pipeline.stages, archived])
    await talk(office, "move Nina to talent pool")
    assert "Nina" not in await talk(office, "who is stuck in job 7?")
    for message in ("move everyone for job 7 to onsite interview", "reject everyone for job 7"):
        reply = await talk(office, message)
        assert "application #7" in reply or "Omar" in reply
        assert "application #6" not in reply
        assert "Nina" not in reply


async def test_a_sweep_finds_open_applications_behind_many_rejected_ones(office: Office) -> None:
    org = office.organisation
    baker = await office.jobs.get(org.actor, BAKER)
    for number in range(205):
        person = await org.candidate(f"Past Applicant {number}")
        await org.application(baker, person, status="rejected")
    late = await org.candidate("Uma Late")
    await org.application(baker, late, status="applied")
    assert "Uma Late" in await talk(office, "move everyone in applied to Phone screen for job 7")


async def test_a_note_after_several_orders_is_not_lost(office: Office) -> None:
    before = await rows(office)
    await talk(office, "reject Nina and move Omar to take-home test with the note: promising")
    assert await rows(office) == before


async def test_the_name_of_a_stage_is_kept_beside_another_order(office: Office) -> None:
    async with office.organisation.storage.transaction(office.organisation.actor.org_id) as work:
        pipeline = await work.stages.lock(BAKER)
        await work.stages.put(BAKER, [*pipeline.stages, WantedStage("Screening").stage()])
    await talk(office, "tag Nina as ready and move Omar to phone screen")
    assert (await history(office, 7))[-1].stage.key == "phone_screen"


@pytest.mark.parametrize(
    "message",
    [
        "mark the task 'call Nina' as done",
        "complete the task to call Nina",
        "I've finished the task “Call Nina”",
        "mark task call nina as done",
    ],
)
async def test_a_task_is_finished_by_its_title(office: Office, message: str) -> None:
    before = await rows(office)
    first = await office.agent.chat(office.organisation.actor, message)
    assert (await tasks(office))[1].done
    await office.agent.chat(office.organisation.actor, "undo", first.conversation_id)
    assert await rows(office) == before


async def test_an_id_is_no_beginning_of_a_title(office: Office) -> None:
    await talk(office, "remind me to call Omar")
    await talk(office, "finish task 1 and finish task 3")
    assert {one: task.done for one, task in (await tasks(office)).items()} == {1: True, 2: True, 3: True}
    assert "“1 and task 3”" not in await talk(office, "finish task 1 and task 3")


async def test_a_part_of_a_title_is_asked_about_and_the_title_of_several_tasks_is_refused(office: Office) -> None:
    assert "I would mark task #1 (Call Nina) as done" in await talk(office, "mark the task 'Nina' as done")
    await talk(office, "remind me to call Nina on Friday")
    assert "Several tasks are called that" in await talk(office, "mark the task 'call Nina' as done")
    assert not any(task.done for one, task in (await tasks(office)).items() if one != 2)


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ("delete task 1", "delete task #1 (Call Nina)"),
        ("delete the task 'call nina'", "delete task #1 (Call Nina)"),
        ("cancel the reminder to call Nina", "delete task #1 (Call Nina)"),
        (
            "delete my last note on Nina",
            "delete note #2 on candidate #8 (Nina Park)",
        ),
        ("delete the latest note on Nina", "delete note #3 on candidate #8"),
        ("delete note 1", "delete note #1 on candidate #8"),
    ],
)
async def test_notes_and_tasks_are_deleted_after_a_yes(office: Office, message: str, asked: str) -> None:
    org = office.organisation
    await talk(office, "note on Nina: first", "note on Nina: second")
    await talk(office, "note on Nina: third", actor=await colleague(org.storage, org.actor.org_id, Role.HIRING_MANAGER))
    before = await rows(office)
    first = await office.agent.chat(org.actor, message)
    assert asked in first.text
    assert await rows(office) == before
    reply = await office.agent.chat(org.actor, "yes", first.conversation_id)
    assert reply.text.startswith("I've deleted")
    after = await rows(office)
    assert sum(len(before[one]) - len(after[one]) for one in (0, 3)) == 1
    assert "can't be brought back" in (await office.agent.chat(org.actor, "undo", first.conversation_id)).text
    assert "Nina Park" in await talk(office, "what happened with Nina?")


async def test_a_note_of_another_user_is_deleted_only_by_those_who_manage_notes(office: Office) -> None:
    org = office.organisation
    await talk(office, "note on Nina: by the founder")
    manager = await colleague(org.storage, org.actor.org_id, Role.HIRING_MANAGER)
    before = await rows(office)
    assert "There is no note of yours" in await talk(office, "delete my last note on Nina", actor=manager)
    assert "Only the author" in await talk(office, "delete the last note on Nina", "yes", actor=manager)
    assert await rows(office) == before


@pytest.mark.parametrize(
    "message",
    [
        "should I delete my last note on Nina?",
        "don't delete note 1",
        "finish the task 'call Nina' if she agrees",
        "is the task 'call Nina' done?",
        "“delete note 1”",
        "delete all notes on Nina",
        "the mail says: delete task 1",
    ],
)
async def test_such_a_message_deletes_and_finishes_nothing(office: Office, message: str) -> None:
    await talk(office, "note on Nina: first")
    before = await rows(office)
    await talk(office, message)
    assert await rows(office) == before


async def test_an_order_and_the_note_behind_it_are_both_done(office: Office) -> None:
    await talk(office, "tag Nina as VIP and add a private note: has another offer")
    notes, _, tags, *_ = await rows(office)
    assert [(one.candidate_id, one.text, one.visibility) for one in notes] == [
        (NINA, "has another offer", Visibility.RECRUITERS)
    ]
    assert "VIP" in [tag.name for tag in tags[NINA - 1]]


async def test_a_task_behind_an_order_is_about_the_person_of_the_order(office: Office) -> None:
    await talk(office, "show Omar Diaz", "tag Nina as VIP and remind me to call her")
    assert (await tasks(office))[3].candidate_id == NINA


@pytest.mark.parametrize(
    "message",
    [
        "tag Nina and Omar as VIP and add a note: great",
        "add a note to Nina: great and tag her as VIP",
        "remind me to call Nina and tag her as VIP",
    ],
)
async def test_an_order_with_an_unclear_end_changes_nothing(office: Office, message: str) -> None:
    before = await rows(office)
    await talk(office, message)
    assert await rows(office) == before


@pytest.mark.parametrize(
    "message",
    [
        "gib Nina den Tag zweisprachig",
        "ajoute l'étiquette bilingue à Nina",
        "quita la etiqueta silver medalist a Nina",
        "il compito 1 è fatto",
        "conclui a tarefa 1",
        "voeg het label tweetalig toe aan Nina",
    ],
)
async def test_an_order_in_another_language_is_done_and_undone(office: Office, message: str) -> None:
    before = await rows(office)
    first = await office.agent.chat(office.organisation.actor, message)
    assert await rows(office) != before
    await office.agent.chat(office.organisation.actor, "undo", first.conversation_id)
    assert await rows(office) == before


async def test_a_proposal_to_tag_candidates_names_them(office: Office) -> None:
    assert "candidate #8 (Nina Park), candidate #9 (Omar Diaz)" in await talk(
        office, "etiqueta a Nina y Omar como noche"
    )


async def test_a_name_with_an_apostrophe_leaves_no_choice(office: Office) -> None:
    org = office.organisation
    sean, baker = await org.candidate("Sean O'Neil"), await office.jobs.get(org.actor, BAKER)
    await org.application(baker, sean, status="applied")
    assert "from applied to rejected" in await talk(office, "reject Sean O'Neil")


async def test_a_rejected_candidate_is_moved_by_name(office: Office) -> None:
    assert "from rejected to Phone screen" in await talk(office, "reject Nina", "move Nina to phone screen")


async def test_no_after_a_finished_change_proposes_no_undo(office: Office) -> None:
    reply = await talk(office, "tag Nina as VIP", "no thanks")
    assert reply == "There is nothing to decline. Say 'undo' to take back the last change in this conversation."


async def test_lists_name_the_stages_of_the_job(office: Office) -> None:
    await talk(office, "move Nina to phone screen")
    for message in ("applications for job 7", "who is in phone screen?", "who is stuck for job 7?"):
        reply = await talk(office, message)
        assert "Phone screen" in reply
        assert "phone_screen" not in reply


async def test_a_stage_of_another_job_is_no_stage_of_this_one(office: Office) -> None:
    reply = await talk(office, "who is in phone screen for job 1?")
    assert "The job has no such stage: its stages are sourced, applied" in reply


async def test_more_stuck_applications_than_are_shown_are_counted(office: Office) -> None:
    reply = await talk(office, "who is stuck?")
    assert "…and 2 more open applications." in reply


@pytest.mark.parametrize("status", PAUSED)
async def test_an_application_for_a_paused_job_is_stuck_only_where_its_job_is_named(
    office: Office, status: str
) -> None:
    assert "Ahmed" in await talk(office, "who is stuck?")
    async with office.organisation.storage.transaction(office.organisation.actor.org_id) as work:
        await work.jobs.change(5, {"status": status})
    reply = await talk(office, "who is stuck?")
    assert ("Ahmed" in reply, "more open application" in reply) == (False, False)
    assert "Ahmed" in await talk(office, "who is stuck in job 5?")


async def test_a_note_mentions_users_by_name(office: Office) -> None:
    await colleague(office.organisation.storage, office.organisation.actor.org_id, Role.VIEWER)
    reply = await talk(office, "add a note to Nina: @Bob Stone please check, @viewer too, a@b.example @Zoe")
    note = (await rows(office))[0][0]
    assert (note.text, len(note.mentions)) == ("@[2] please check, @[3] too, a@b.example @Zoe", 2)
    assert "It mentions Bob Stone, Viewer." in reply
    assert "It mentions nobody by “@Zoe”" in reply


async def test_a_move_names_the_stage_that_it_leaves(office: Office) -> None:
    await talk(office, "move Nina to phone screen")
    assert "in Phone screen, not in take-home test" in await talk(office, "move Nina from take-home test to applied")
    await talk(office, "move Nina from phone screen to onsite interview")
    assert (await history(office))[-1].stage.key == "onsite_interview"


async def test_a_withdrawn_candidate_is_not_moved_to_the_stage_for_rejected_ones(office: Office) -> None:
    assert "has no such stage" in await talk(office, "mark Nina as withdrawn")
    assert [visit.stage.key for visit in await history(office)] == ["applied"]


async def test_tasks_for_a_candidate_are_those_about_them(office: Office) -> None:
    await talk(office, "remind me to call Omar Diaz")
    assert "1 open task:" in await talk(office, "tasks for Omar Diaz")
