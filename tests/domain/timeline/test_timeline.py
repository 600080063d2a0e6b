"""Timelines of candidates and jobs."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from domain.agent.agent_world import Office, new_office
from recruit.adapters.clock import SystemClock
from recruit.adapters.memory import storage as memory
from recruit.domain.accounts.model.permissions import Permission, Role
from recruit.domain.accounts.model.users import Actor, ActorKind
from recruit.domain.audit.model import AuditAction, acting
from recruit.domain.audit.service import Auditing
from recruit.domain.candidates.merging import Merging
from recruit.domain.candidates.model.profile import Profile
from recruit.domain.notes.model import NoteDetails, Visibility
from recruit.domain.pipelines.model import StageDetails, StageType
from recruit.domain.shared.errors import Forbidden, NotFound
from recruit.domain.tasks.model import TaskDetails
from recruit.domain.timeline.model import Timeline
from recruit.domain.timeline.service import TimelineService
from recruit.ports.plugins import AdapterConfig
from worlds import Organisation, colleague


@dataclass(frozen=True)
class World:
    """An organisation with an agent, its user Jane Smith, and its timelines."""

    office: Office
    timelines: TimelineService
    jane: Actor

    @property
    def org(self) -> Organisation:
        """The organisation, whose records Jane Smith creates."""
        return self.office.organisation

    async def of_candidate(self, candidate_id: int, actor: Actor | None = None) -> Sequence[str]:
        """Return the texts of a candidate's timeline, the latest first."""
        return texts(await self.timelines.of_candidate(actor or self.jane, candidate_id, 100))

    async def of_job(self, job_id: int, actor: Actor | None = None) -> Sequence[str]:
        """Return the texts of a job's timeline, the latest first, without those of new stages."""
        found = texts(await self.timelines.of_job(actor or self.jane, job_id, 100))
        return [text for text in found if "added the stage" not in text]


@pytest.fixture
async def world() -> AsyncIterator[World]:
    async with memory(AdapterConfig("memory:", Path())) as storage:
        office = await new_office(storage)
        org = office.organisation
        async with storage.transaction(org.actor.org_id) as work:
            await work.users.change(org.actor.user_id, {"full_name": "Jane Smith"})
        with acting(org.actor):
            yield World(office, TimelineService(storage, Auditing(storage), office.clock), org.actor)


def texts(timeline: Timeline) -> Sequence[str]:
    return [item.text for item in timeline.items]


async def test_a_move_names_its_actor_its_job_and_its_stage(world: World) -> None:
    job, tom = await world.org.job("Baker"), await world.org.candidate("Tom Ashby")
    application = await world.org.application(job, tom, status="applied")
    await world.office.applications.change(world.jane, application.id, {"status": "interview"})
    assert await world.of_candidate(tom.id) == [
        "Jane Smith moved the application for Baker to Interview",
        "Jane Smith added the application for Baker in Applied",
        "Jane Smith added the candidate Tom Ashby",
    ]
    assert await world.of_job(job.id) == [
        "Jane Smith moved the application of Tom Ashby to Interview",
        "Jane Smith added the application of Tom Ashby in Applied",
        "Jane Smith added the job Baker",
    ]


async def test_names_are_the_current_ones(world: World) -> None:
    job, tom = await world.org.job("Baker"), await world.org.candidate("Tom Ashby")
    await world.org.application(job, tom, status="applied")
    async with world.org.storage.transaction(world.jane.org_id) as work:
        await work.jobs.change(job.id, {"title": "Chief Baker"})
        pipeline = await work.stages.lock(job.id)
        phone = StageDetails(key="applied", name="Phone Screen", type=StageType.SCREENING)
        await work.stages.put(job.id, [phone if one.key == "applied" else one for one in pipeline.stages])
    assert "Jane Smith added the application for Chief Baker in Phone Screen" in await world.of_candidate(tom.id)
    assert (await world.of_job(job.id))[:2] == [
        "Jane Smith changed name and type of the stage Phone Screen",
        "Jane Smith changed title of the job Chief Baker",
    ]


async def test_stages_are_named_until_they_are_removed(world: World) -> None:
    job = await world.org.job("Baker")
    await world.org.application(job, await world.org.candidate("Tom Ashby"), status="applied")
    added = texts(await world.timelines.of_job(world.jane, job.id, 100, types=["stage.created"]))
    assert added[-1] == "Jane Smith added the stage Sourced"
    async with world.org.storage.transaction(world.jane.org_id) as work:
        await work.stages.lock(job.id)
        await work.stages.remove(job.id, ["sourced"])
    assert (await world.of_job(job.id))[0].startswith("Jane Smith deleted the stage #")


async def test_changed_fields_are_named_without_values(world: World) -> None:
    job, tom = await world.org.job("Baker"), await world.org.candidate("Tom Ashby")
    application = await world.org.application(job, tom)
    await world.office.applications.change(world.jane, application.id, {"fit_score": 80, "source": "referral"})
    async with world.org.storage.transaction(world.jane.org_id) as work:
        await work.candidates.change(tom.id, {"notes": "Secret", "headline": "Baker", "location": "Bristol"})
        await work.profiles.put(tom.id, Profile())
    found = await world.of_candidate(tom.id)
    assert found[:3] == [
        "Jane Smith added the profile",
        "Jane Smith changed headline, location and notes of the candidate Tom Ashby",
        "Jane Smith changed fit score and source of the application for Baker",
    ]
    assert "Secret" not in str(found)


async def test_actors_are_named_by_their_kind(world: World) -> None:
    tom = await world.org.candidate("Tom Ashby")
    for kind in (ActorKind.KEY, ActorKind.AGENT):
        with acting(replace(world.jane, kind=kind)):
            async with world.org.storage.transaction(world.jane.org_id) as work:
                await work.candidates.change(tom.id, {"headline": kind})
    removed = await colleague(world.org.storage, world.jane.org_id, Role.RECRUITER)
    with acting(removed):
        async with world.org.storage.transaction(world.jane.org_id) as work:
            await work.candidates.change(tom.id, {"headline": "Baker"})
            await work.users.remove(removed.user_id)
    assert [text.partition(" changed")[0] for text in await world.of_candidate(tom.id)][:3] == [
        "A former user",
        "The agent of Jane Smith",
        "An API key of Jane Smith",
    ]


async def test_a_timeline_goes_on_with_the_candidates_that_were_merged_into_it(world: World) -> None:
    job = await world.org.job("Baker")
    first, second, kept = [await world.org.candidate(name) for name in ("T. Ashby", "Tom A.", "Tom Ashby")]
    await world.org.application(job, first, status="applied")
    merging = Merging(world.org.storage, SystemClock())
    await merging.merge(world.jane, second.id, first.id)
    await merging.merge(world.jane, kept.id, second.id)
    found = await world.of_candidate(kept.id)
    assert found[-1] == f"Jane Smith added the candidate #{first.id}"
    assert f"Jane Smith merged candidate #{second.id} into Tom Ashby" in found
    assert f"Jane Smith merged candidate #{first.id} into candidate #{second.id}" in found
    assert "Jane Smith added the application for Baker in Applied" in found
    with pytest.raises(NotFound):
        await world.of_candidate(first.id)


async def test_pages_follow_one_another_without_gaps_or_repetitions(world: World) -> None:
    tom = await world.org.candidate("Tom Ashby")
    async with world.org.storage.transaction(world.jane.org_id) as work:
        await work.audit.note(AuditAction.READ, "candidate", tom.id, tom.id)
    for headline in ("One", "Two", "Three", "Four"):
        async with world.org.storage.transaction(world.jane.org_id) as work:
            await work.candidates.change(tom.id, {"headline": headline})
    whole = await world.timelines.of_candidate(world.jane, tom.id, 100)
    ids, before, pages = [item.event.id for item in whole.items], 2**63 - 1, 0
    assert whole.next_before is None
    while ids:
        page = await world.timelines.of_candidate(world.jane, tom.id, 2, before)
        assert [item.event.id for item in page.items] == ids[:2]
        ids, pages, before = ids[2:], pages + 1, page.next_before or 0
    assert pages == 3


async def test_types_select_events_beyond_the_size_of_a_page(world: World) -> None:
    job, tom = await world.org.job("Baker"), await world.org.candidate("Tom Ashby")
    application = await world.org.application(job, tom, status="applied")
    await world.office.applications.change(world.jane, application.id, {"status": "offer"})
    for score in range(5):
        await world.office.applications.change(world.jane, application.id, {"fit_score": score})
    found = await world.timelines.of_candidate(world.jane, tom.id, 2, types=["application.stage_changed"])
    assert (texts(found), found.next_before) == (["Jane Smith moved the application for Baker to Offer"], None)


async def test_only_events_that_the_reader_may_read_are_shown_and_no_other_names(world: World) -> None:
    job, tom = await world.org.job("Baker"), await world.org.candidate("Tom Ashby")
    await world.org.application(job, tom, status="applied")
    without_jobs = replace(world.jane, scopes=frozenset({Permission.READ_CANDIDATES, Permission.READ_APPLICATIONS}))
    assert await world.of_candidate(tom.id, without_jobs) == [
        f"A user added the application for job #{job.id} in Applied",
        "A user added the candidate Tom Ashby",
    ]
    without_applications = replace(world.jane, scopes=frozenset({Permission.READ_CANDIDATES}))
    assert await world.of_candidate(tom.id, without_applications) == ["A user added the candidate Tom Ashby"]
    with pytest.raises(Forbidden, match="applications:read"):
        await world.timelines.of_candidate(without_applications, tom.id, 10, types=["application.created"])
    with pytest.raises(Forbidden, match="jobs:read"):
        await world.of_job(job.id, without_jobs)


async def test_restricted_notes_are_shown_to_recruiters_and_administrators_alone(world: World) -> None:
    tom = await world.org.candidate("Tom Ashby")
    for visibility in Visibility:
        async with world.org.storage.transaction(world.jane.org_id) as work:
            note = await work.notes.add(
                NoteDetails(
                    candidate_id=tom.id,
                    author_user_id=world.jane.user_id,
                    text="Met",
                    visibility=visibility,
                    created_at=world.office.clock.now(),
                )
            )
        async with world.org.storage.transaction(world.jane.org_id) as work:
            await work.notes.change(note.id, {"text": "Met on Monday"})
    readers = {role: await colleague(world.org.storage, world.jane.org_id, role) for role in Role}
    seen = {role: await world.of_candidate(tom.id, reader) for role, reader in readers.items()}
    assert seen[Role.RECRUITER][:2] == ["Jane Smith changed a note", "Jane Smith added a note"]
    assert [len(texts) for texts in seen.values()] == [3, 3, 5, 5]


async def test_the_end_of_a_task_is_named(world: World) -> None:
    tom, now = await world.org.candidate("Tom Ashby"), world.office.clock.now()
    details = TaskDetails(title="Call", candidate_id=tom.id)
    async with world.org.storage.transaction(world.jane.org_id) as work:
        task = await work.tasks.add(details, created_by_user_id=world.jane.user_id, now=now)
    for done_at in (now, None):
        async with world.org.storage.transaction(world.jane.org_id) as work:
            await work.tasks.change(task.id, {"done_at": done_at})
    assert (await world.of_candidate(tom.id))[:3] == [
        "Jane Smith reopened a task",
        "Jane Smith finished a task",
        "Jane Smith added a task",
    ]


async def test_records_of_other_organisations_have_no_timeline(world: World) -> None:
    others = (await new_office(world.org.storage)).organisation
    tom, job = await others.candidate("Tom Ashby"), await others.job("Baker")
    with pytest.raises(NotFound):
        await world.of_candidate(tom.id)
    with pytest.raises(NotFound):
        await world.of_job(job.id)


async def undo_ids(world: World, candidate_id: int, actor: Actor | None = None) -> list[int | None]:
    """Return the ids of the actions that can be undone, for each event of moves, the latest first."""
    moves = ["application.stage_changed"]
    found = await world.timelines.of_candidate(actor or world.jane, candidate_id, 100, types=moves)
    return [None if item.undo is None else item.undo.action_id for item in found.items]


async def moved_by_the_agent(world: World, *stages: str) -> int:
    """Have the agent move Tom Ashby to each stage, and return his id."""
    tom = await world.org.candidate("Tom Ashby")
    job = await world.org.job("Baker")
    await world.org.application(job, tom, status="applied")
    for stage in stages:
        with acting(world.jane.by_agent()):
            await world.office.say(f"move tom ashby to {stage} for job {job.id}")
    return tom.id


async def test_recent_changes_of_the_agent_refer_to_the_action_that_undoes_them(world: World) -> None:
    tom_id = await moved_by_the_agent(world, "screening", "interview")
    latest, earlier = await undo_ids(world, tom_id)
    assert latest is not None
    assert earlier is not None
    await world.office.agent.actions.undo_action(world.jane, latest)
    assert await undo_ids(world, tom_id) == [None, None, earlier]
    await world.office.agent.actions.undo_action(world.jane, earlier)
    assert await undo_ids(world, tom_id) == [None] * 4


async def test_equal_changes_refer_to_their_own_actions(world: World) -> None:
    tom_id = await moved_by_the_agent(world, "screening", "applied", "screening")
    third, second, first = await undo_ids(world, tom_id)
    assert None not in {first, second, third}
    assert (first or 0) < (second or 0) < (third or 0)


async def test_tags_of_the_agent_are_named_and_can_be_undone(world: World) -> None:
    tom = await world.org.candidate("Tom Ashby")
    for message in ("tag tom ashby as Nights", "remove the tag nights from tom ashby"):
        with acting(world.jane.by_agent()):
            await world.office.say(message)
    found = (await world.timelines.of_candidate(world.jane, tom.id, 2)).items
    assert [item.text for item in found] == [
        "The agent of Jane Smith removed the tag Nights",
        "The agent of Jane Smith added the tag Nights",
    ]
    latest, earlier = [item.undo for item in found]
    assert latest is not None
    assert earlier is not None
    await world.office.agent.actions.undo_action(world.jane, latest.action_id)
    undone = (await world.timelines.of_candidate(world.jane, tom.id, 3)).items
    assert [item.undo and item.undo.action_id for item in undone] == [None, None, earlier.action_id]


async def test_a_note_of_the_agent_can_be_undone_by_its_author_and_by_those_who_manage_notes(world: World) -> None:
    tom = await world.org.candidate("Tom Ashby")
    with acting(world.jane.by_agent()):
        await world.office.say("add a note to tom ashby: likes night shifts")
    recruiter = await colleague(world.org.storage, world.jane.org_id, Role.RECRUITER)
    admin = await colleague(world.org.storage, world.jane.org_id, Role.ORG_ADMIN)
    for actor, may_undo in ((world.jane, True), (recruiter, False), (admin, True)):
        (item,) = (await world.timelines.of_candidate(actor, tom.id, 1)).items
        assert (item.event.type, item.undo is not None) == ("note.created", may_undo)


async def test_a_change_of_the_agent_has_no_reference_after_15_minutes(world: World) -> None:
    tom_id = await moved_by_the_agent(world, "screening")
    assert await undo_ids(world, tom_id) != [None]
    world.office.clock.passes(timedelta(minutes=15, seconds=1))
    assert await undo_ids(world, tom_id) == [None]


async def test_a_reader_who_may_not_undo_a_change_gets_no_reference(world: World) -> None:
    tom_id = await moved_by_the_agent(world, "screening")
    viewer = await colleague(world.org.storage, world.jane.org_id, Role.VIEWER)
    manager = await colleague(world.org.storage, world.jane.org_id, Role.HIRING_MANAGER)
    assert await undo_ids(world, tom_id, viewer) == [None]
    assert await undo_ids(world, tom_id, manager) != [None]
