"""The console's board of a job."""

import asyncpg

from recruit.domain.accounts.model.permissions import Role
from recruit.domain.applications.model import ApplicationDetails
from recruit.domain.applications.moves import MoveRequest
from recruit.domain.candidates.model.candidate import CandidateDetails
from recruit.domain.pipelines.board import CARDS_SHOWN
from recruit.domain.pipelines.editing import WantedStage
from recruit.domain.pipelines.model import ReasonType, RejectionReasonDetails, StageType
from recruit.domain.shared.limits import LONGEST_TEXT
from recruit.domain.tags.model import TagDetails
from web.browsing import Browser
from web.people import applied, engineer_job, organisation
from worlds import Organisation, colleague

ADD_APPLICANTS = """
    WITH people AS (
        INSERT INTO candidates (org_id, full_name) SELECT $1, 'Person ' || n FROM generate_series(1, $3) n RETURNING id
    )
    INSERT INTO applications (org_id, job_id, candidate_id, status, source)
    SELECT $1, $2, id, 'applied', 'manual' FROM people
"""


def world(browser: Browser) -> Organisation:
    return Organisation(browser.services.storage, browser.actor)


async def test_applications_are_cards_in_the_columns_of_their_stages(admin: Browser) -> None:
    ours = world(admin)
    job = await ours.job("Baker")
    names = [f"Person {number}" for number in range(CARDS_SHOWN + 5)]
    people = [await ours.candidate(name) for name in names]
    for person in people:
        await ours.application(job, person, status="applied")
    await ours.application(job, await ours.candidate("<b>Jane</b>", headline="Pastry chef"), status="offer")
    page = await admin.get(f"/jobs/{job.id}")
    assert page.texts("h1") == ["Baker open"]
    assert page.texts(".column h2")[:6] == [
        "Sourced 0",
        "Applied 35",
        "Screening 0",
        "Interview 0",
        "Offer 1",
        "Hired 0",
    ]
    assert page.texts("[data-stage=applied] .card a bdi") == names[:CARDS_SHOWN]
    assert page.texts("#stage-picker [selected]") == ["Applied (35)"]
    assert page.texts(".column.shown h2") == ["Applied 35"]
    assert page.texts("[data-stage=offer] .card a bdi") == ["<b>Jane</b>"]
    (more,) = page.find("[data-stage=applied] .rest a")
    assert more.text_content() == "5 more"
    rest = await admin.get(more.get("hx-get"), **{"HX-Request": "true", "HX-Request-Type": "partial"})
    assert (rest.texts(".card a bdi"), rest.find(".rest, h1")) == (names[CARDS_SHOWN:], [])
    alone = await admin.get(more.get("href"))
    assert (alone.texts("main h1, main h2"), alone.texts(".card a bdi")) == (
        ["Baker open", "Applied"],
        names[CARDS_SHOWN:],
    )


async def test_every_card_and_row_has_the_present_score(admin: Browser) -> None:
    job, other = await engineer_job(admin), await engineer_job(admin, "Baker")
    fits = await organisation(admin).candidate("Ann", current_title="Backend Engineer", notes="Python, Kubernetes")
    welds = await organisation(admin).candidate("Bob", current_title="Welder", notes="Fifteen years of MIG welding")
    for person in (fits, welds):
        await applied(admin, job, person, fit_score=1)  # says what a client has found, and not what the ranking says
    await applied(admin, other, fits)

    async def shown(path: str, place: str) -> list[str]:
        return (await admin.get(path)).texts(f"{place} .score")

    async def ranked() -> list[str]:
        explained = [await admin.services.matching.explain(admin.actor, job.id, one.id) for one in (fits, welds)]
        return [str(one.match.score.value) for one in explained]

    before = await ranked()
    assert int(before[0]) > 50 > int(before[1])
    assert await shown(f"/jobs/{job.id}", ".card") == before
    assert await shown(f"/candidates?job_id={job.id}&sort=id", "tbody") == before
    assert await shown(f"/candidates?job_id={job.id}&stage=applied&sort=newest", "tbody") == before[::-1]
    assert await shown("/candidates", "tbody") == []
    applications = await admin.get(f"/candidates/{fits.id}/applications")
    assert (len(applications.find(".box-head .score")), applications.texts(".box-head .score")[1]) == (2, before[0])
    assert "Recorded score: 1" in applications.text
    await admin.services.candidates.change(admin.actor, welds.id, {"notes": "Python, Kubernetes, Docker"})
    await admin.services.jobs.change(admin.actor, job.id, {"required_skills": ("Python", "COBOL")})
    after = await ranked()
    assert (int(after[0]) < int(before[0]), int(after[1]) > int(before[1])) == (True, True)
    assert await shown(f"/jobs/{job.id}", ".card") == after
    assert await shown(f"/candidates?job_id={job.id}&sort=id", "tbody") == after


async def test_cards_and_rows_are_sorted_by_score_and_by_the_time_in_the_stage(admin: Browser) -> None:
    job = await engineer_job(admin)
    welder = await organisation(admin).candidate("Welder", current_title="Welder")
    await applied(admin, job, welder)
    titles = ("Cook", "Backend Engineer", "Frontend Engineer")
    people = [
        await organisation(admin).candidate(f"Person {place}", current_title=titles[place % 3])
        for place in range(CARDS_SHOWN + 3)
    ]
    applications = [await applied(admin, job, one, status="screening") for one in people]
    for one in applications[:3]:  # are in the stage for the shortest time
        for stage in ("interview", "screening"):
            await admin.services.moves.move(admin.actor, one.id, MoveRequest(stage))
    ranked = await admin.services.matching.candidates_for_job(admin.actor, job.id, 100)
    by_score = [one.candidate.full_name for one in ranked if one.candidate.id != welder.id]
    by_time = [one.full_name for one in (*people[3:], *people[:3])]
    assert (await admin.get(f"/jobs/{job.id}?sort=none")).texts("[data-stage=screening] .card a bdi") == [
        one.full_name for one in people[:CARDS_SHOWN]
    ]
    for sort, expected in (("score", by_score), ("since", by_time)):
        page = await admin.get(f"/jobs/{job.id}?sort={sort}&q=person")
        assert page.texts("[data-stage=screening] .card a bdi") == expected[:CARDS_SHOWN]
        assert [one.get("value") for one in page.find("select[name=sort] [selected]")] == [sort]
        (more,) = page.find("[data-stage=screening] .rest a")
        assert (await admin.get(more.get("href"))).texts(".card a bdi") == expected[CARDS_SHOWN:]
        assert page.find(f"[name=next][value='/jobs/{job.id}?q=person&sort={sort}']")
    page = await admin.get(f"/jobs/{job.id}?sort=score")
    assert page.texts("[data-stage=applied] .card a bdi") == ["Welder"]
    listed = await admin.get(f"/candidates?job_id={job.id}&stage=screening&sort=score")
    assert listed.texts("tbody th a") == by_score
    assert "Score" in listed.texts("select[name=sort] option")
    (without,) = [one.get("href") for one in listed.find(".set-filter .remove") if "job_id" not in one.get("href")]
    assert (await admin.get(without)).texts("select[name=sort] [selected]") == ["Newest"]
    assert "Score" not in (await admin.get("/candidates")).texts("select[name=sort] option")


async def test_a_board_is_filtered_by_name_tag_and_source_with_exact_numbers(admin: Browser) -> None:
    ours = world(admin)
    job, tags = await ours.job("Baker"), admin.services.tags
    tag = await tags.create(admin.actor, TagDetails(name="Local", colour="#00ff00"))
    for number in range(CARDS_SHOWN + 3):
        person = await ours.candidate(f"Person {number}")
        await ours.application(job, person, status="applied", source="referral" if number % 3 else "<i>")
        if number < 2:
            await tags.attach(admin.actor, person.id, tag.id)
    jane = await ours.candidate("Jane Doe")
    await ours.application(job, jane, status="hired", source="referral")
    for name in ("Second", "Third", "Fourth"):
        await tags.attach(admin.actor, jane.id, (await tags.create(admin.actor, TagDetails(name=name))).id)
    shown = await admin.get(f"/jobs/{job.id}")
    assert shown.texts("select[name=source] option") == ["All sources", "<i>", "referral"]
    assert shown.texts("[data-stage=hired] .card-tags li") == ["Second", "Third", "+1"]
    assert [one.get("class") for one in shown.find("[data-stage=hired]")] == ["column folded"]
    for query, total, column in (
        ("q=JANE", "1 of 34", "Hired 1 of 1"),
        (f"tag={tag.id}", "2 of 34", "Applied 2 of 33"),
        ("source=referral&q=person", "22 of 34", "Applied 22 of 33"),
        ("tag=x", "0 of 34", "Applied 0 of 33"),
        ("q=absent", "0 of 34", "Applied 0 of 33"),
    ):
        shown = await admin.get(f"/jobs/{job.id}?{query}")
        assert shown.texts("#board-count")[0].startswith(total)
        assert column in shown.texts(".column h2")
        assert str(len(shown.find(".card"))) == total.split()[0]
    shown = await admin.get(f"/jobs/{job.id}?q=person")
    (more,) = shown.find("[data-stage=applied] .rest a")
    assert (await admin.get(more.get("href"))).texts(".card a bdi") == [f"Person {n}" for n in (30, 31, 32)]
    for number in range(CARDS_SHOWN + 1):
        await ours.application(job, await ours.candidate(f"Late {number}"), status="On site / 50 %")
    (more,) = (await admin.get(f"/jobs/{job.id}")).find("[data-stage^='On site'] .rest a")
    late = await admin.get(more.get("href"))
    assert late.texts("main h2, .card a bdi") == ["On site / 50 %", f"Late {CARDS_SHOWN}"]
    htmx = await admin.get(f"/jobs/{job.id}?q=a&tag=&source=", **{"HX-Request": "true"})
    assert htmx.response.headers["hx-replace-url"] == f"/jobs/{job.id}?q=a"


async def test_a_board_of_thousands_shows_30_cards_of_a_column_and_exact_numbers(
    admin: Browser, storage_url: str
) -> None:
    ours, number, word, found = world(admin), "5,000", "person+49", "111"
    job = await ours.job()
    await ours.application(job, await ours.candidate("Person 0"), status="applied")
    if storage_url == "memory:":  # which looks through all applications for each new one
        number, word, found = "1,000", "person+", "1,000"
        async with ours.storage.transaction(admin.actor.org_id) as work:
            for one in range(1, 1000):
                person = await work.candidates.add(CandidateDetails(full_name=f"Person {one}"))
                await work.applications.add(ApplicationDetails(job_id=job.id, candidate_id=person.id, status="applied"))
    else:  # a statement for each would take half a minute
        connection = await asyncpg.connect(storage_url.replace("+asyncpg", ""))
        async with connection.transaction():
            await connection.execute(f"SET LOCAL app.org_id = '{admin.actor.org_id}'")
            await connection.execute(ADD_APPLICANTS, admin.actor.org_id, job.id, 4999)
        await connection.close()
    page = await admin.get(f"/jobs/{job.id}")
    assert (page.texts(".column h2")[1], len(page.find(".card"))) == (f"Applied {number}", CARDS_SHOWN)
    assert len(page.response.content) <= 120_000
    page = await admin.get(f"/jobs/{job.id}?q={word}")
    assert (page.texts(".column h2")[1], len(page.find(".card"))) == (f"Applied {found} of {number}", CARDS_SHOWN)


async def test_an_empty_board_leads_to_its_matches(admin: Browser, viewer: Browser) -> None:
    job = await world(admin).job("Baker")
    shown, read = await admin.get(f"/jobs/{job.id}"), await viewer.get(f"/jobs/{job.id}")
    assert [one.get("href") for one in shown.find(".no-cards a")] == [f"/jobs/{job.id}/matches", "/candidates/new"]
    assert (read.texts(".no-cards h2"), read.find(".no-cards a")) == (["Nobody here yet"], [])


async def test_a_card_moves_by_a_form_and_by_a_script(admin: Browser) -> None:
    ours = world(admin)
    job, person = await ours.job(), await ours.candidate()
    application = await ours.application(job, person, status="applied")
    path = f"/applications/{application.id}/move"
    moved = await admin.submit(path, {"stage": "interview", "note": "Liked her"}, action=path)
    assert (moved.status, moved.response.headers["location"]) == (303, f"/jobs/{job.id}")
    assert (await admin.get(f"/jobs/{job.id}")).texts("[data-notice] p") == ["Moved to Interview"]
    form = (await admin.get(path)).form(path) | {"stage": "offer", "before": "interview"}
    answer = await admin.post(path, form, Accept="application/json")
    told = answer.response.json()
    assert (answer.status, told["id"], told["stage"]) == (200, application.id, "offer")
    history = await admin.services.application_histories.of_application(admin.actor, application.id)
    assert [(stay.stage.key, stay.user_id) for stay in history][-2:] == [
        ("interview", admin.actor.user_id),
        ("offer", admin.actor.user_id),
    ]


async def test_who_moves_a_card_that_somebody_else_has_moved_is_told_where_it_is(admin: Browser) -> None:
    ours = world(admin)
    application = await ours.application(await ours.job(), await ours.candidate(), status="applied")
    path = f"/applications/{application.id}/move"
    form = (await admin.get(path)).form(path)
    await admin.post(path, form | {"stage": "interview"})
    late = await admin.post(path, form | {"stage": "offer"}, Accept="application/json")
    who = (await admin.services.members.user(admin.actor, admin.actor.user_id)).full_name
    told = f"{who} has moved this application to Interview meanwhile: look at it there"
    assert (late.status, late.response.json()["message"]) == (409, told)
    assert (await admin.services.applications.get(admin.actor, application.id)).status == "interview"


async def test_a_refused_move_shows_the_form_again_with_what_was_typed(admin: Browser) -> None:
    ours = world(admin)
    job = await ours.job()
    stages = [
        WantedStage("Applied"),
        WantedStage("No", type=StageType.ARCHIVED, requires_reason=True),
    ]
    await admin.services.stages.replace(admin.actor, job.id, stages)
    reason = await admin.services.rejection_reasons.create(
        admin.actor, RejectionReasonDetails(name="Too few years", type=ReasonType.WE_DECLINED)
    )
    application = await ours.application(job, await ours.candidate(), status="applied")
    path = f"/applications/{application.id}/move"
    refused = await admin.submit(path, {"stage": "no", "note": "Sorry"}, action=path)
    assert (refused.status, refused.form(path)["note"], refused.form(path)["stage"]) == (422, "Sorry", "no")
    assert "requires a rejection reason" in refused.texts("[role=alert]")[0]
    moved = await admin.post(path, refused.form(path) | {"reason_id": str(reason.id)})
    assert moved.status == 303


async def test_a_viewer_sees_a_board_without_moves(admin: Browser, viewer: Browser) -> None:
    ours = world(admin)
    job = await ours.job()
    application = await ours.application(job, await ours.candidate(), status="applied")
    board = await viewer.get(f"/jobs/{job.id}")
    assert (len(board.find(".card")), board.find("[data-movable], .card .more")) == (1, [])
    path = f"/applications/{application.id}/move"
    form = {"_csrf": board.form("/logout")["_csrf"], "stage": "offer"}
    assert ((await viewer.get(path)).status, (await viewer.post(path, form)).status) == (403, 403)
    assert (await viewer.services.applications.get(viewer.actor, application.id)).status == "applied"


async def test_the_form_of_a_move_begins_with_the_stage_that_a_key_names(admin: Browser) -> None:
    ours = world(admin)
    application = await ours.application(await ours.job(), await ours.candidate(), status="applied")
    path = f"/applications/{application.id}/move"
    for place, stage in {"4": "interview", "rejection": "rejected", "99": "applied", "x": "applied"}.items():
        assert (await admin.get(f"{path}?place={place}")).form(path)["stage"] == stage


async def test_the_list_of_jobs_names_who_waits_longest(admin: Browser) -> None:
    ours = world(admin)
    assert (await admin.get("/jobs/waiting")).texts("main .hint") == ["Nobody is waiting."]
    await ours.application(await ours.job("Baker"), await ours.candidate("Jane"), status="applied")
    (one,) = (await admin.get("/jobs/waiting")).texts(".waiting li")
    assert "Applied" in one
    assert (await admin.get("/jobs/waiting")).texts(".waiting a") == ["Jane", "Baker"]
    assert len((await admin.get("/jobs")).find("[hx-get='/jobs/waiting']")) == 1


async def test_built_in_stages_and_states_have_names_in_the_readers_language(admin: Browser) -> None:
    ours = world(admin)
    job = await ours.job("Baker", status="on_hold")
    await ours.application(job, await ours.candidate("Jane"), status="screening")
    admin.client.cookies.set("recruit-language", "de", domain="localhost.local")
    shown = await admin.get(f"/jobs/{job.id}")
    assert (shown.texts("h1"), shown.texts(".column h2")[2]) == (["Baker pausiert"], "Vorauswahl 1")
    await ours.application(await ours.job(), await ours.candidate(), status="screening")
    (waiting,) = (await admin.get("/jobs/waiting")).texts(".waiting li")
    assert "Vorauswahl" in waiting


async def test_a_viewer_reads_the_fields_of_a_job_and_gets_no_form(admin: Browser, viewer: Browser) -> None:
    job = await world(admin).job("Baker", required_skills=("Bread", "Cake"), description="<b>Early</b> hours")
    details = await viewer.get(f"/jobs/{job.id}/details")
    assert details.find("main form, main input, main textarea") == []
    assert "Bread, Cake" in details.texts("main dd")
    assert details.texts("main .text") == ["<b>Early</b> hours"]
    assert len((await admin.get(f"/jobs/{job.id}/details")).find("main form textarea")) == 3


async def test_a_rejection_asks_for_a_reason_and_for_no_stage(admin: Browser, viewer: Browser) -> None:
    ours = world(admin)
    application = await ours.application(await ours.job(), await ours.candidate("Jane Doe"), status="applied")
    path = f"/applications/{application.id}/move"
    page = await admin.get(f"{path}?place=rejection")
    assert page.texts("main h1, main button") == ["Reject Jane Doe", "Reject"]
    assert page.find("main select") == []
    assert [one.get("href") for one in page.find("main p.hint a")] == ["/settings/reasons"]
    await viewer.sign_in(await colleague(admin.services.storage, admin.actor.org_id, Role.HIRING_MANAGER))
    assert (await viewer.get(path)).texts("main p.hint, main p.hint a") == ["There are no rejection reasons yet."]
    reason = RejectionReasonDetails(name="Too few years", type=ReasonType.WE_DECLINED)
    stored = await admin.services.rejection_reasons.create(admin.actor, reason)
    page = await admin.get(f"{path}?stage=rejected")
    assert page.texts("main select option") == ["None", "Too few years"]
    refused = await admin.post(path, page.form(path) | {"note": "x" * (LONGEST_TEXT + 1)})
    assert (refused.status, refused.texts("h1")) == (422, ["Reject Jane Doe"])
    assert refused.texts("[role=alert] a") == ["Note"]
    await admin.post(path, page.form(path) | {"reason_id": str(stored.id), "note": "Thanks. " * 100})
    kept = await admin.services.applications.get(admin.actor, application.id)
    assert (kept.status, kept.reason_id) == ("rejected", stored.id)
    shown = await admin.get(f"/candidates/{application.candidate_id}/applications")
    assert len(shown.texts(".visits summary")[0]) < 120
    assert shown.texts(".visits details .text") == [("Thanks. " * 100).strip()]
