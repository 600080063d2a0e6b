"""The list of candidates: filters, order, saved searches, and actions on several."""

from recruit.domain.shared.pages import Window
from recruit.domain.tags.model import TagDetails
from web.browsing import Browser
from web.people import applied, engineer_job, jane, organisation, send

NAMES = ("Amara", "Boris", "Chiara")


async def three(browser: Browser) -> list[int]:
    """Store three candidates, and return their ids."""
    return [(await organisation(browser).candidate(name, location="Leeds")).id for name in NAMES]


async def test_the_newest_are_first_unless_another_order_is_chosen(admin: Browser) -> None:
    await three(admin)
    assert (await admin.get("/candidates")).texts("tbody th a") == list(reversed(NAMES))
    assert (await admin.get("/candidates?sort=name")).texts("tbody th a") == list(NAMES)
    assert (await admin.get("/candidates?sort=nonsense")).texts("tbody th a") == list(reversed(NAMES))


async def test_names_lead_to_the_candidate_and_hostile_ones_stay_text(admin: Browser) -> None:
    name = '<img src=x onerror=alert(1)>"'
    candidate = await organisation(admin).candidate(name, location="<b>")
    shown = await admin.get("/candidates")
    (link,) = shown.find("tbody th a")
    assert (link.get("href"), link.text_content()) == (f"/candidates/{candidate.id}", name)
    assert shown.find("main img, main td b") == []


async def test_a_tag_filters(admin: Browser) -> None:
    ids = await three(admin)
    tag = await admin.services.tags.create(admin.actor, TagDetails(name="silver"))
    await admin.services.tags.attach(admin.actor, ids[1], tag.id)
    assert (await admin.get(f"/candidates?tag={tag.id}")).texts("tbody th a") == ["Boris"]
    assert (await admin.get("/candidates?tag=x")).texts("tbody th a") == []


async def test_filters_are_chips_that_are_edited_and_removed(admin: Browser) -> None:
    await three(admin)
    tag = await admin.services.tags.create(admin.actor, TagDetails(name="<silver>"))
    shown = await admin.get(f"/candidates?location=Leeds&tag={tag.id}&q=a&sort=name")
    assert shown.texts(".set-filter summary") == ["Location Leeds", "Tag <silver>"]
    assert shown.find(".find")[0].get("value") == "a"
    assert shown.texts("[data-new] label")[0] == "Title"
    without_place, without_tag = [one.get("href") for one in shown.find(".set-filter a")]
    assert without_place == f"/candidates?q=a&tag={tag.id}&sort=name"
    assert (await admin.get(without_tag)).texts("tbody th a") == ["Amara", "Chiara"]
    by_stage = await admin.get("/candidates?stage=offer", **{"Accept-Language": "de"})
    assert by_stage.texts(".set-filter summary") == ["Stufe Angebot"]
    form = shown.form("/candidates")
    assert (form["location"], form["tag"], form["title"]) == ("Leeds", str(tag.id), "")


async def test_a_row_shows_the_newest_application_tags_and_when_the_person_was_added(admin: Browser) -> None:
    person, job, other = await jane(admin), await engineer_job(admin), await engineer_job(admin, "<i>Cook</i>")
    await applied(admin, job, person, status="offer")
    await applied(admin, other, person, status="interview")
    for name in ("a", "b", "<b>c</b>"):
        tag = await admin.services.tags.create(admin.actor, TagDetails(name=name))
        await admin.services.tags.attach(admin.actor, person.id, tag.id)
    shown = await admin.get("/candidates")
    assert shown.texts("tbody td.of-stage p") == ["Interview +1", "<i>Cook</i>"]
    assert (shown.texts("td.of-tags p"), shown.find("td.of-tags p")[0].get("title")) == (["a+2"], "a, b, <b>c</b>")
    assert shown.texts("tbody th p") == ["Staff Engineer · Northwind Traders"]
    assert (shown.texts("thead th")[-1], len(shown.find("tbody time"))) == ("Added", 1)
    assert (await admin.get("/candidates?sort=activity")).texts("thead th")[-1] == "Last activity"


async def test_a_search_is_saved_shown_and_deleted(admin: Browser) -> None:
    await three(admin)
    await organisation(admin).candidate("Dina", location="York")
    saved = await admin.submit(
        "/candidates?location=Leeds&sort=name", {"name": "<Leeds>"}, action="/candidates/searches"
    )
    found = await admin.get(saved.response.headers["location"])
    assert found.texts("tbody th a") == list(NAMES)
    assert found.texts(".saved a[aria-current]") == ["<Leeds>"]
    assert found.find("input[name=location]")[0].get("value") == "Leeds"
    (delete,) = [form.get("action") for form in found.find(".saved form")]
    await send(admin, delete)
    assert (await admin.get("/candidates")).find(".saved") == []


async def test_a_search_without_a_name_is_refused(admin: Browser) -> None:
    await send(admin, "/candidates/searches", name=" ", location="Leeds")
    assert (await admin.get("/candidates")).find(".saved") == []


async def test_the_private_search_of_another_user_is_not_found(admin: Browser, viewer: Browser) -> None:
    saved = await send(admin, "/candidates/searches", name="Mine", location="Leeds")
    assert (await viewer.get(saved.response.headers["location"])).status == 404


async def test_selected_candidates_are_added_to_a_job_once(admin: Browser) -> None:
    ids, job = await three(admin), await engineer_job(admin)
    first = await send(admin, "/candidates/bulk", action="job", job_id=job.id, id=ids[:1], next="/candidates?q=a")
    assert (first.status, first.response.headers["location"]) == (303, "/candidates?q=a")
    await send(admin, "/candidates/bulk", action="job", job_id=job.id, id=ids)
    assert "Added 2 candidates to Backend Engineer. 1 was there already" in (await admin.get("/candidates")).text
    found = await admin.services.applications.page(admin.actor, Window(), job_id=job.id)
    assert sorted(application.candidate_id for application in found.items) == ids


async def test_selected_candidates_get_a_tag_which_is_created_once(admin: Browser) -> None:
    ids = await three(admin)
    await send(admin, "/candidates/bulk", action="tag", tag="Silver", id=ids[:2])
    await send(admin, "/candidates/bulk", action="tag", tag="silver", id=ids[2:])
    (tag,) = (await admin.services.tags.page(admin.actor, Window())).items
    assert (await admin.get(f"/candidates?tag={tag.id}")).texts("h1") == ["Candidates 3"]


async def test_selected_candidates_are_deleted_after_a_confirmation(admin: Browser) -> None:
    ids = await three(admin)
    asked = await send(admin, "/candidates/bulk", action="delete", id=ids[:2], next="/candidates?sort=name")
    assert (asked.texts("h1"), asked.texts("li bdi")) == (["Delete 2 candidates?"], ["Amara", "Boris"])
    assert (await admin.get("/candidates")).texts("h1") == ["Candidates 3"]
    (form,) = [one for one in asked.find("form") if one.get("action") == "/candidates/bulk"]
    done = await admin.post("/candidates/bulk", _pairs(form.form_values()))
    assert done.response.headers["location"] == "/candidates?sort=name"
    assert (await admin.get("/candidates")).texts("tbody th a") == ["Chiara"]


async def test_nothing_selected_changes_nothing(admin: Browser) -> None:
    await three(admin)
    refused = await send(admin, "/candidates/bulk", action="delete", confirmed="1")
    assert refused.status == 303
    assert (await admin.get("/candidates")).texts("h1") == ["Candidates 3"]


async def test_a_form_does_not_lead_to_another_site(admin: Browser) -> None:
    sent = await send(admin, "/candidates/bulk", next="https://evil.example/", id="1")
    assert sent.response.headers["location"] == "/jobs"


async def test_a_viewer_compares_and_changes_nothing(admin: Browser, viewer: Browser) -> None:
    ids = await three(admin)
    shown = await viewer.get("/candidates")
    assert shown.texts("tbody th a") == list(reversed(NAMES))
    assert shown.find("a[href='/candidates/new'], .uploads") == []
    assert shown.texts(".bulk button") == ["Compare", "Clear"]
    for action in ({"action": "delete", "confirmed": "1"}, {"action": "tag", "tag": "x"}):
        assert (await send(viewer, "/candidates/bulk", id=ids, **action)).status == 403
    assert (await admin.get("/candidates")).texts("h1") == ["Candidates 3"]


async def test_candidates_of_others_are_neither_listed_nor_deleted(admin: Browser, stranger: Browser) -> None:
    ids = await three(admin)
    assert (await stranger.get("/candidates")).texts("h1") == ["Candidates 0"]
    for values in ({}, {"confirmed": "1"}):
        assert (await send(stranger, "/candidates/bulk", action="delete", id=ids, **values)).status == 404
    assert (await admin.get("/candidates")).texts("h1") == ["Candidates 3"]


def _pairs(values: list[tuple[str, str]]) -> dict[str, list[str]]:
    """Return the fields of a form with all values of each."""
    found: dict[str, list[str]] = {}
    for name, value in values:
        found.setdefault(name, []).append(value)
    return found
