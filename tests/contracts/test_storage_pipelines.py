"""Storage contract: stages of jobs, pipeline templates, rejection reasons and moves."""

import asyncio
from typing import Any

import pytest

from recruit.domain.applications.model import (
    ALL_CARDS,
    Application,
    ApplicationDetails,
    CardFilter,
    LatestApplication,
    Move,
    QueuePlace,
)
from recruit.domain.jobs.model import Job
from recruit.domain.pipelines.model import (
    BUILT_IN,
    JobPipeline,
    PipelineTemplateDetails,
    ReasonType,
    RejectionReason,
    RejectionReasonDetails,
    Stage,
    StageDetails,
    StageType,
)
from recruit.domain.shared.errors import Duplicate, Invalid, NotFound
from recruit.domain.shared.pages import Window
from recruit.domain.tags.model import TagDetails
from recruit.ports.audit import AuditSearch
from recruit.ports.storage import Storage
from worlds import Organisation

UNKNOWN_IDS = [0, -1, 2**63 - 1, 10**30]
SHORT = (
    StageDetails(key="new", name="New", type=StageType.APPLIED),
    StageDetails(key="talk", name="Talk", type=StageType.INTERVIEW),
    StageDetails(key="no", name="No", type=StageType.ARCHIVED, requires_reason=True),
)


async def pipeline(ours: Organisation, job: Job) -> JobPipeline:
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        return await work.stages.of_job(job.id)


async def template(ours: Organisation, name: str = "Short", **details: Any) -> int:
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        fields: dict[str, Any] = {"name": name, "stages": SHORT, "is_default": True, **details}
        added = await work.pipeline_templates.add(PipelineTemplateDetails(**fields))
    return added.id


async def reason(ours: Organisation, name: str = "Too far away") -> RejectionReason:
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        return await work.rejection_reasons.add(RejectionReasonDetails(name=name, type=ReasonType.THEY_DECLINED))


async def moved(ours: Organisation, application: Application, stage: str, **details: Any) -> Application:
    async with ours.storage.transaction(ours.actor.org_id) as work:
        (found,) = await work.applications.move([application.id], Move(stage=stage, **details))
        return found


def shape(found: JobPipeline) -> list[tuple[str, str, str, bool]]:
    return [(one.key, one.name, one.type.value, one.requires_reason) for one in found.stages]


async def test_a_job_without_applications_inherits_the_built_in_stages(ours: Organisation) -> None:
    job = await ours.job()
    assert await pipeline(ours, job) == JobPipeline(job_id=job.id, stages=BUILT_IN, inherited=True)
    assert (BUILT_IN[0].key, BUILT_IN[0].type) == ("sourced", StageType.LEAD)


async def test_a_job_without_applications_inherits_the_default_template(ours: Organisation) -> None:
    await template(ours, "Other", is_default=False)
    job = await ours.job()
    assert (await pipeline(ours, job)).stages == BUILT_IN
    await template(ours)
    assert await pipeline(ours, job) == JobPipeline(job_id=job.id, stages=SHORT, inherited=True)


async def test_the_first_application_stores_the_default_stages_and_one_for_its_status(ours: Organisation) -> None:
    await template(ours)
    job = await ours.job()
    application = await ours.application(job, await ours.candidate(), status="2nd_offer")
    assert application.status == "2nd_offer"
    found = await pipeline(ours, job)
    assert not found.inherited
    assert shape(found) == [
        ("new", "New", "applied", False),
        ("talk", "Talk", "interview", False),
        ("no", "No", "archived", True),
        ("2nd_offer", "2nd offer", "offer", False),
    ]
    assert {type(one) for one in found.stages} == {Stage}


async def test_a_status_of_the_template_adds_no_further_stage(ours: Organisation) -> None:
    await template(ours)
    job = await ours.job()
    await ours.application(job, await ours.candidate(), status="talk")
    await ours.application(job, await ours.candidate(), status="talk")
    assert (await pipeline(ours, job)).keys == ["new", "talk", "no"]


@pytest.mark.parametrize("kind", ["autocommit", "transaction"])
async def test_later_statuses_get_stages_after_the_others(ours: Organisation, kind: str) -> None:
    job = await ours.job()
    first = await ours.application(job, await ours.candidate())
    await ours.application(job, await ours.candidate(), status="homework")
    async with getattr(ours.storage, kind)(ours.actor.org_id) as work:
        changed = await work.applications.change(first.id, {"status": "Offer declined", "fit_score": 3})
    assert (changed.status, changed.fit_score) == ("Offer declined", 3)
    found = await pipeline(ours, job)
    assert shape(found)[len(BUILT_IN) :] == [
        ("homework", "Homework", "screening", False),
        ("Offer declined", "Offer declined", "archived", False),
    ]
    positions = [one.position for one in found.stages if isinstance(one, Stage)]
    assert positions == sorted(set(positions))


async def test_a_changed_template_leaves_the_stages_of_jobs_with_applications(ours: Organisation) -> None:
    key = await template(ours)
    job, other = await ours.job(), await ours.job()
    await ours.application(job, await ours.candidate(), status="new")
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        await work.pipeline_templates.change(key, {"stages": SHORT[:1]})
    assert (await pipeline(ours, job)).keys == ["new", "talk", "no"]
    assert (await pipeline(ours, other)).keys == ["new"]


async def test_the_names_of_stages_are_those_of_all_jobs_and_of_the_default_template(
    ours: Organisation, theirs: Organisation
) -> None:
    await theirs.application(await theirs.job(), await theirs.candidate(), status="elsewhere")
    await template(ours)
    for _ in range(2):
        await ours.application(await ours.job(), await ours.candidate(), status="second look")
    async with ours.storage.transaction(ours.actor.org_id) as work:
        names = await work.stages.names()
    assert list(names) == [("new", "New"), ("no", "No"), ("second look", "Second look"), ("talk", "Talk")]


async def test_a_status_gets_no_stage_if_one_has_such_a_key_or_name(ours: Organisation) -> None:
    await template(ours)
    job, other = await ours.job(), await ours.candidate()
    application = await ours.application(job, await ours.candidate(), status=" TALK")
    assert application.status == "talk"
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        first = await work.applications.add(ApplicationDetails(job_id=job.id, candidate_id=other.id))
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        changed = await work.applications.change(application.id, {"status": "New", "source": "x"})
    assert (first.status, changed.status, changed.source) == ("new", "new", "x")
    assert (await pipeline(ours, job)).keys == ["new", "talk", "no"]


async def test_stages_of_an_unknown_job_are_not_found(
    storage: Storage, ours: Organisation, theirs: Organisation
) -> None:
    job = await theirs.job()
    for key in [*UNKNOWN_IDS, job.id]:
        async with storage.transaction(ours.actor.org_id) as work:
            for question in (work.stages.of_job, work.stages.lock):
                with pytest.raises(NotFound, match="Job not found"):
                    await question(key)
    async with storage.autocommit(ours.actor.org_id) as work:
        assert await work.stages.of_jobs([*UNKNOWN_IDS, job.id]) == {}


async def test_an_application_to_an_unknown_job_or_of_an_unknown_candidate_stores_no_stages(
    storage: Storage, ours: Organisation
) -> None:
    job, candidate = await ours.job(), await ours.candidate()
    for job_id, candidate_id in ((10**30, candidate.id), (job.id, 10**30)):
        with pytest.raises(NotFound):
            async with storage.autocommit(ours.actor.org_id) as work:
                await work.applications.add(ApplicationDetails(job_id=job_id, candidate_id=candidate_id))
    assert (await pipeline(ours, job)).inherited


async def test_stored_stages_of_several_jobs_are_returned_in_order(ours: Organisation) -> None:
    one, other, empty = [await ours.job() for _ in range(3)]
    await ours.application(one, await ours.candidate())
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.stages.lock(other.id)
        await work.stages.put(other.id, SHORT)
        await work.stages.put(other.id, SHORT[::-1])
        found = await work.stages.of_jobs([empty.id, other.id, one.id, other.id])
        assert found == {key: await work.stages.of_job(key) for key in (one.id, other.id)}
        assert found[other.id].keys == ["no", "talk", "new"]


async def test_stages_are_changed_by_key_and_keep_their_ids(ours: Organisation) -> None:
    job = await ours.job()
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.stages.lock(job.id)
        await work.stages.put(job.id, SHORT)
        before = await work.stages.of_job(job.id)
        new = StageDetails(key="talk", name="Chat", type=StageType.SCREENING, requires_reason=True)
        await work.stages.put(job.id, [new, SHORT[0], SHORT[2]])
        after = await work.stages.of_job(job.id)
    assert shape(after)[0] == ("talk", "Chat", "screening", True)
    ids = {one.key: one.id for one in before.stages if isinstance(one, Stage)}
    assert [one.id for one in after.stages if isinstance(one, Stage)] == [ids["talk"], ids["new"], ids["no"]]


async def test_a_stage_with_applications_is_not_removed(ours: Organisation) -> None:
    job = await ours.job()
    application = await ours.application(job, await ours.candidate())
    with pytest.raises(Invalid, match="has applications"):
        async with ours.storage.transaction(ours.actor.org_id) as work:
            await work.stages.lock(job.id)
            await work.stages.remove(job.id, ["sourced"])
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.stages.lock(job.id)
        await work.applications.move_all(job.id, ["sourced", "applied"], "offer")
        await work.stages.remove(job.id, ["sourced", "applied"])
        assert (await work.applications.get(application.id)).status == "offer"
    assert (await pipeline(ours, job)).keys == [one.key for one in BUILT_IN[2:]]


async def test_applications_are_counted_by_stage(ours: Organisation, theirs: Organisation) -> None:
    await template(ours)
    job, other, empty = [await ours.job() for _ in range(3)]
    for status in ("talk", "new", "talk"):
        await ours.application(job, await ours.candidate(), status=status)
    await ours.application(other, await ours.candidate(), status="talk")
    foreign = await theirs.job()
    await theirs.application(foreign, await theirs.candidate())
    async with ours.storage.transaction(ours.actor.org_id) as work:
        counts = await work.applications.stage_counts(job.id)
        assert list(counts.items()) == [("new", 1), ("talk", 2), ("no", 0)]
        for key in (empty.id, foreign.id, *UNKNOWN_IDS):
            assert await work.applications.stage_counts(key) == {}
        overviews = await work.applications.overviews([job.id, empty.id, foreign.id, *UNKNOWN_IDS])
        assert sorted(overviews) == [job.id, empty.id]
        assert [(one.stage.key, one.stage.type, one.count) for one in overviews[job.id].stages] == [
            ("new", StageType.APPLIED, 1),
            ("talk", StageType.INTERVIEW, 2),
            ("no", StageType.ARCHIVED, 0),
        ]
        assert overviews[empty.id].stages == []
        assert overviews[job.id].created_at <= overviews[empty.id].created_at


async def test_cards_are_filtered_by_name_tag_and_source(ours: Organisation, theirs: Organisation) -> None:
    job, other = await ours.job(), await ours.job()
    jane, joe, bob = [await ours.candidate(name) for name in ("Jane Doe", "Joe DOE_1", "Bob")]
    first, second, third = [
        await ours.application(job, person, status="applied", source=source)
        for person, source in ((jane, "referral"), (joe, "manual"), (bob, "manual"))
    ]
    await ours.application(other, jane, source="fair")
    foreign = await theirs.job()
    await theirs.application(foreign, await theirs.candidate())
    async with ours.storage.transaction(ours.actor.org_id) as work:
        urgent, local = [await work.tags.add(TagDetails(name=name, colour="#00ff00")) for name in ("Urgent", "Local")]
        for person, tag in ((joe, local), (jane, local), (jane, urgent)):
            await work.tags.attach(person.id, tag.id)
        expected = {
            ALL_CARDS: [first, second, third],
            CardFilter(name="doe"): [first, second],
            CardFilter(name="E_1"): [second],
            CardFilter(tag_id=local.id): [first, second],
            CardFilter(source="manual"): [second, third],
            CardFilter(source="manual", tag_id=local.id, name="j"): [second],
            CardFilter(ids=(third.id, first.id)): [first, third],
            CardFilter(ids=()): [],
            **{CardFilter(tag_id=key): [] for key in UNKNOWN_IDS},
        }
        for criteria, wanted in expected.items():
            cards = await work.applications.cards(job.id, ["sourced", "applied"], 10, criteria=criteria)
            assert [card.id for card in cards] == [one.id for one in wanted], criteria
            places = await work.applications.card_places(job.id, ["sourced", "applied"], criteria)
            assert {(one.id, one.candidate_id, one.status, one.since) for one in places} == {
                (card.id, card.candidate_id, card.status, card.since) for card in cards
            }, criteria
            assert await work.applications.card_places(job.id, ["sourced"], criteria) == []
            counts = await work.applications.stage_counts(job.id, criteria)
            assert (counts["applied"], counts["sourced"]) == (len(wanted), 0), criteria
        (card, *_) = await work.applications.cards(job.id, ["applied"], 1)
        assert card.tags == [TagDetails(name=tag.name, colour=tag.colour) for tag in (urgent, local)]
        (card,) = await work.applications.cards(job.id, ["applied"], 1, first.id, CardFilter(source="manual"))
        assert (card.id, card.name) == (second.id, "Joe DOE_1")
        assert await work.applications.sources(job.id) == ["manual", "referral"]
        assert await work.applications.sources(foreign.id) == []


async def test_jobs_are_counted_by_status(ours: Organisation, theirs: Organisation) -> None:
    for status in ("open", "closed", "closed", "draft"):
        await ours.job(status=status)
    await theirs.job(status="open")
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        assert list((await work.jobs.status_counts()).items()) == [("closed", 2), ("draft", 1), ("open", 1)]


async def test_people_who_have_applied_for_a_job_are_in_stages(ours: Organisation, theirs: Organisation) -> None:
    await template(ours)
    job, other = await ours.job(), await ours.job()
    first, second, third = [await ours.candidate() for _ in range(3)]
    await ours.application(job, first, status="talk")
    await ours.application(job, second, status="new")
    await ours.application(other, third, status="new")
    foreign, stranger = await theirs.job(), await theirs.candidate()
    await theirs.application(foreign, stranger)
    async with ours.storage.transaction(ours.actor.org_id) as work:
        names = {one.key: one.name for one in (await work.stages.of_job(job.id)).stages}
        found = await work.applications.stages_of_people(job.id, [first.id, third.id, *UNKNOWN_IDS[:1]])
        assert found == {first.id: names["talk"]}
        assert await work.applications.stages_of_people(foreign.id, [stranger.id]) == {}
        assert await work.applications.stages_of_people(job.id, []) == {}


async def test_candidates_have_a_newest_application(ours: Organisation, theirs: Organisation) -> None:
    await template(ours)
    job, other = await ours.job("Baker"), await ours.job("Cook")
    first, second, third = [await ours.candidate() for _ in range(3)]
    await ours.application(job, first, status="talk")
    of_first = await ours.application(other, first, status="new")
    of_second = await ours.application(job, second, status="new")
    stranger = await theirs.candidate()
    await theirs.application(await theirs.job(), stranger)
    async with ours.storage.transaction(ours.actor.org_id) as work:
        name = (await work.stages.of_job(job.id)).stage("new").name
        newest = LatestApplication(
            id=of_first.id, candidate_id=first.id, job_id=other.id, job_title="Cook", stage=name, total=2
        )
        only = LatestApplication(
            id=of_second.id, candidate_id=second.id, job_id=job.id, job_title="Baker", stage=name, total=1
        )
        ids = [second.id, third.id, first.id, stranger.id, *UNKNOWN_IDS]
        latest = work.applications.latest_of_candidates
        assert await latest(ids) == [newest, only]
        assert [(one.candidate_id, one.job_id, one.total) for one in await latest(ids, [job.id])] == [
            (first.id, job.id, 1),
            (second.id, job.id, 1),
        ]
        assert (await latest([]), await latest(ids, [])) == ([], [])


async def test_an_application_has_a_place_in_the_queue_of_its_stage(ours: Organisation, theirs: Organisation) -> None:
    job, other = await ours.job(), await ours.job()
    people = [await ours.candidate() for _ in range(4)]
    first, moved, second, third = [await ours.application(job, one, status="applied") for one in people]
    await ours.application(other, people[0], status="applied")
    await theirs.application(await theirs.job(), await theirs.candidate(), status="applied")
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.applications.change(moved.id, {"status": "offer"})
        places = [await work.applications.queue_place(one) for one in (first, second, third)]
        alone = await work.applications.queue_place(await work.applications.get(moved.id))
    ids = [people[at].id for at in (0, 2, 3)]
    assert places == [
        QueuePlace(position=1, total=3, before=None, after=ids[1]),
        QueuePlace(position=2, total=3, before=ids[0], after=ids[2]),
        QueuePlace(position=3, total=3, before=ids[1], after=None),
    ]
    assert alone == QueuePlace(position=1, total=1, before=None, after=None)


async def test_removing_a_job_removes_its_stages(ours: Organisation) -> None:
    job = await ours.job()
    await ours.application(job, await ours.candidate())
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        await work.jobs.remove(job.id)
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        assert await work.stages.of_jobs([job.id]) == {}


async def test_concurrent_first_applications_store_each_stage_once(ours: Organisation) -> None:
    job = await ours.job()
    people = [await ours.candidate() for _ in range(8)]
    await asyncio.gather(*(ours.application(job, one, status=f"s{number % 2}") for number, one in enumerate(people)))
    keys = (await pipeline(ours, job)).keys
    assert sorted(keys[len(BUILT_IN) :]) == ["s0", "s1"]
    assert list(keys[: len(BUILT_IN)]) == [one.key for one in BUILT_IN]


async def test_the_name_of_a_template_is_unique_and_one_is_the_default(
    storage: Storage, ours: Organisation, theirs: Organisation
) -> None:
    first, second = await template(ours), await template(ours, "Long")
    await template(theirs)
    with pytest.raises(Duplicate):
        await template(ours, "Long")
    with pytest.raises(Duplicate):
        async with storage.autocommit(ours.actor.org_id) as work:
            await work.pipeline_templates.change(first, {"name": "Long"})
    async with storage.transaction(ours.actor.org_id) as work:
        assert [one.is_default for one in (await work.pipeline_templates.page(Window())).items] == [False, True]
        assert (await work.pipeline_templates.change(first, {"is_default": True, "name": "Short"})).is_default
        assert not (await work.pipeline_templates.get(second)).is_default
        await work.pipeline_templates.remove(first)
        page = await work.pipeline_templates.page(Window(limit=1))
        assert (page.items, page.total) == ([await work.pipeline_templates.lock(second)], 1)
        for question in (work.pipeline_templates.get, work.pipeline_templates.lock, work.pipeline_templates.remove):
            for key in [*UNKNOWN_IDS, first]:
                with pytest.raises(NotFound, match="Pipeline template not found"):
                    await question(key)


async def test_a_reason_is_changed_listed_and_removed(storage: Storage, ours: Organisation) -> None:
    one, other = await reason(ours), await reason(ours, "Salary")
    with pytest.raises(Duplicate):
        await reason(ours, "Salary")
    async with storage.transaction(ours.actor.org_id) as work:
        reasons = work.rejection_reasons
        changed = await reasons.change(other.id, {"archived": True, "type": ReasonType.OTHER})
        assert (changed.archived, changed.type) == (True, ReasonType.OTHER)
        for archived, expected in ((None, [one, changed]), (False, [one]), (True, [changed])):
            page = await reasons.page(Window(), archived=archived)
            assert (list(page.items), page.total) == (expected, len(expected))
        assert list(await reasons.by_ids([other.id, one.id, 0])) == [one, changed]
        await reasons.remove(one.id)
        for key in [*UNKNOWN_IDS, one.id]:
            with pytest.raises(NotFound, match="Rejection reason not found"):
                await reasons.lock(key)


async def test_a_used_reason_is_archived_also_after_its_applications_have_moved_on(ours: Organisation) -> None:
    why = await reason(ours)
    application = await ours.application(await ours.job(), await ours.candidate())
    await moved(ours, application, "rejected", reason_id=why.id)
    await moved(ours, application, "offer")
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.rejection_reasons.remove(why.id)
        assert (await work.rejection_reasons.get(why.id)).archived


async def test_several_applications_are_moved_and_returned_in_ascending_id(ours: Organisation) -> None:
    jobs = [await ours.job(), await ours.job()]
    stored = [await ours.application(job, await ours.candidate()) for job in jobs]
    ids = [stored[1].id, stored[0].id]
    async with ours.storage.transaction(ours.actor.org_id) as work:
        assert list(await work.applications.lock_all([*ids, *UNKNOWN_IDS])) == stored
        found = await work.applications.move([*ids, 0], Move(stage="offer"))
    assert [(one.id, one.status) for one in found] == [(one.id, "offer") for one in stored]


async def test_a_move_to_a_stage_that_the_job_lacks_is_refused(ours: Organisation) -> None:
    application = await ours.application(await ours.job(), await ours.candidate())
    with pytest.raises(Invalid, match="has lost that stage"):
        await moved(ours, application, "nowhere")
    with pytest.raises(NotFound, match="Rejection reason not found"):
        await moved(ours, application, "offer", reason_id=10**30)
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        assert await work.applications.get(application.id) == application


async def test_another_organisations_applications_and_reasons_are_out_of_reach(
    storage: Storage, ours: Organisation, theirs: Organisation
) -> None:
    why = await reason(theirs)
    foreign = await theirs.application(await theirs.job(), await theirs.candidate())
    own = await ours.application(await ours.job(), await ours.candidate())
    async with storage.transaction(ours.actor.org_id) as work:
        assert list(await work.applications.lock_all([foreign.id])) == []
        assert list(await work.applications.move([foreign.id], Move(stage="offer"))) == []
    with pytest.raises(NotFound):
        await moved(ours, own, "offer", reason_id=why.id)


async def test_an_entry_of_a_move_holds_its_reason_and_its_note(ours: Organisation) -> None:
    why, application = await reason(ours), await ours.application(await ours.job(), await ours.candidate())
    await moved(ours, application, "rejected", reason_id=why.id, note="Sorry")
    await moved(ours, application, "rejected", reason_id=why.id, note="Very sorry")
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        await work.applications.change(application.id, {"status": "rejected", "fit_score": 1})
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        await work.applications.change(application.id, {"status": "offer"})
    await moved(ours, application, "hired")
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        criteria = AuditSearch(entity="application", entity_id=application.id)
        entries = (await work.audit.page(Window(), criteria)).items
    assert [(one.stage, one.job_id) for one in entries] == [
        ("sourced", application.job_id),
        ("rejected", application.job_id),
        (None, application.job_id),
        (None, application.job_id),
        ("offer", application.job_id),
        ("hired", application.job_id),
    ]
    none = {"reason_id": None, "move_note": None}
    first = entries[0].after
    assert first is not None
    assert {name: first[name] for name in none} == none
    rejected = {"reason_id": why.id, "move_note": "Very sorry"}
    assert [(one.before, one.after) for one in entries[1:]] == [
        ({"status": "sourced", **none}, {"status": "rejected", "reason_id": why.id, "move_note": "Sorry"}),
        ({"move_note": "Sorry"}, {"move_note": "Very sorry"}),
        ({"fit_score": None}, {"fit_score": 1}),
        ({"status": "rejected", **rejected}, {"status": "offer", **none}),
        ({"status": "offer", **none}, {"status": "hired", **none}),
    ]


async def test_changes_of_pipelines_are_logged_and_the_use_of_a_reason_is_not(ours: Organisation) -> None:
    why, key, job = await reason(ours), await template(ours), await ours.job()
    application = await ours.application(job, await ours.candidate(), status="new")
    await moved(ours, application, "no", reason_id=why.id)
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.stages.lock(job.id)
        await work.stages.put(job.id, [SHORT[0], SHORT[1], StageDetails(**_fields(SHORT[2]) | {"name": "Never"})])
        await work.stages.remove(job.id, ["talk"])
        await work.pipeline_templates.change(key, {"name": "Shorter"})
        await work.rejection_reasons.change(why.id, {"archived": True})
    async with ours.storage.transaction(ours.actor.org_id) as work:
        found = {
            entity: [
                (one.action, one.after if one.action == "update" else None)
                for one in (await work.audit.page(Window(), AuditSearch(entity=entity))).items
            ]
            for entity in ("stage", "pipeline_template", "rejection_reason")
        }
        of_stages = (await work.audit.page(Window(), AuditSearch(entity="stage"))).items
    assert found["rejection_reason"] == [("insert", None), ("update", {"archived": True})]
    assert found["pipeline_template"] == [("insert", None), ("update", {"name": "Shorter"})]
    assert sorted(found["stage"], key=str) == [
        ("delete", None),
        *[("insert", None)] * 3,
        ("update", {"name": "Never", "key": "no"}),
    ]
    assert {one.job_id for one in of_stages} == {job.id}


def _fields(stage: StageDetails) -> dict[str, Any]:
    return {"key": stage.key, "name": stage.name, "type": stage.type, "requires_reason": stage.requires_reason}
