"""New candidates: uploads of résumés, and the form by hand."""

import json

from recruit.domain.candidates.model.profile import Contacts
from recruit.domain.shared.pages import Window
from web.browsing import Browser
from web.people import RESUME, engineer_job, jane, send, upload

UPLOAD = "/candidates/upload"


async def test_each_file_becomes_a_candidate_with_what_was_read(admin: Browser) -> None:
    await engineer_job(admin)
    sent = await upload(admin, UPLOAD, "resume", ("jane.txt", RESUME), ("boris.txt", "Boris Brandt\nBaker\nLeeds"))
    assert sent.status == 303
    shown = await admin.get(sent.response.headers["location"])
    assert shown.texts("article h2") == ["Jane Doe", "Boris Brandt"]
    assert "Northwind Traders" in shown.texts("article")[0]
    assert "Python" in shown.texts("article .label")
    assert shown.texts("article .fits p a") == ["Backend Engineer"] * 2


async def test_a_file_in_which_only_a_name_was_found_says_so_and_offers_to_delete(admin: Browser) -> None:
    await engineer_job(admin)
    sent = await upload(admin, UPLOAD, "resume", ("boris.txt", "Boris Brandt"), ("jane.txt", RESUME))
    shown = await admin.get(sent.response.headers["location"])
    (only_name,) = shown.texts("article .problem")
    assert only_name.split(".")[0] == "Only a name was found in this file"
    assert len(shown.find("article .fits")) == 1
    assert shown.texts("article header .button") == ["Open Boris Brandt", "Open Jane Doe"]
    assert "jane.doe@example.com" in shown.texts("article dd")
    delete = shown.find("article .button.danger")[0].get("href") or ""
    await admin.submit(delete, {}, action="/candidates/bulk")
    assert (await admin.get("/candidates")).texts("h1") == ["Candidates 1"]


async def test_files_that_cannot_be_read_are_named_beside_the_others(admin: Browser) -> None:
    sent = await upload(admin, UPLOAD, "resume", ("empty.txt", ""), ("notes.xyz", "hello"), ("jane.txt", RESUME))
    shown = await admin.get(sent.response.headers["location"])
    assert shown.texts("article h2") == ["Jane Doe"]
    notice = shown.texts("[data-notice]")[0]
    assert "empty.txt: " in notice
    assert "notes.xyz doesn't look like a résumé" in notice


async def test_without_a_readable_file_the_form_is_shown_again(admin: Browser) -> None:
    for files in ((), (("empty.txt", ""),)):
        refused = await upload(admin, UPLOAD, "resume", *files)
        assert (refused.status, len(refused.texts("#problems li"))) == (422, 1)
    assert (await admin.get("/candidates")).texts("h1") == ["Candidates 0"]


async def test_a_script_reads_the_id_and_then_a_part_of_a_page(admin: Browser) -> None:
    as_json = {"Accept": "application/json"}
    sent = await upload(admin, UPLOAD, "resume", ("jane.txt", RESUME), headers=as_json)
    result = json.loads(sent.response.text)["result"]
    part = await admin.get(f"/candidates/added?{result}", **{"HX-Request": "true", "HX-Request-Type": "partial"})
    assert (part.texts("article h2"), part.find("h1")) == (["Jane Doe"], [])
    refused = await upload(admin, UPLOAD, "resume", ("empty.txt", ""), headers=as_json)
    assert refused.status == 400
    assert json.loads(refused.response.text)["message"]


async def test_a_file_that_a_candidate_has_is_added_again_only_on_request(admin: Browser) -> None:
    known = await jane(admin)
    sent = await upload(admin, UPLOAD, "resume", ("again.txt", RESUME))
    shown = await admin.get(sent.response.headers["location"])
    assert (shown.texts("article h2"), shown.texts("article .status")) == (["Jane Doe"], ["= Already here"])
    assert shown.find("article h2 a")[0].get("href") == f"/candidates/{known.id}"
    anyway = await admin.get(shown.find("[data-again]")[0].get("href") or "")
    assert anyway.form(UPLOAD)["again"] == "on"
    sent = await upload(admin, UPLOAD, "resume", ("again.txt", RESUME), fields={"again": "on"})
    assert "1 possible duplicate" in (await admin.get(sent.response.headers["location"])).text


async def test_a_file_that_is_not_what_its_name_says_is_refused(admin: Browser) -> None:
    sent = await upload(admin, UPLOAD, "resume", ("fake.pdf", "not a pdf"))
    assert (sent.status, len(sent.texts("#problems li"))) == (422, 1)
    assert (await admin.get("/candidates")).texts("h1") == ["Candidates 0"]


async def test_possible_duplicates_are_shown(admin: Browser) -> None:
    await jane(admin)
    sent = await upload(admin, UPLOAD, "resume", ("again.txt", RESUME + "\nVersion 2"))
    assert "1 possible duplicate" in (await admin.get(sent.response.headers["location"])).text


async def test_the_form_by_hand_takes_an_email_and_a_phone(admin: Browser) -> None:
    values = {"full_name": "Åsa Öberg", "email": "asa@example", "phone": "+46 8 123 456"}
    refused = await admin.submit("/candidates/new", values, action="/candidates/new")
    assert (refused.status, refused.form("/candidates/new")["phone"]) == (422, "+46 8 123 456")
    assert refused.find("#e-email")
    await admin.submit("/candidates/new", values | {"email": "asa@example.com"}, action="/candidates/new")
    (candidate,) = (await admin.services.candidates.page(admin.actor, Window())).items
    profile = await admin.services.candidate_files.profile(admin.actor, candidate.id)
    assert profile.contacts == Contacts(("asa@example.com",), ("+46 8 123 456",))


async def test_the_form_by_hand_creates_a_candidate(admin: Browser) -> None:
    sent = await admin.submit(
        "/candidates/new", {"full_name": "Åsa Öberg", "experience_years": "4"}, action="/candidates/new"
    )
    assert (await admin.get(sent.response.headers["location"])).texts("h1") == ["Åsa Öberg"]


async def test_a_refused_form_keeps_what_was_typed(admin: Browser) -> None:
    form = {"full_name": "", "headline": "<Baker>", "website_url": "javascript:alert(1)"}
    refused = await admin.submit("/candidates/new", form, action="/candidates/new")
    assert refused.status == 422
    assert refused.find("[name=headline]")[0].get("value") == "<Baker>"
    assert [one.get("id") for one in refused.find("[aria-invalid]")] == ["f-full_name", "f-website_url"]
    assert (await admin.services.candidates.page(admin.actor, Window())).total == 0


async def test_a_viewer_adds_nobody(viewer: Browser) -> None:
    assert (await viewer.get("/candidates/new")).status == 403
    assert (await send(viewer, "/candidates/new", full_name="x")).status == 403
    assert (await upload(viewer, UPLOAD, "resume", ("jane.txt", RESUME))).status == 403


async def test_new_candidates_of_others_are_not_found(admin: Browser, stranger: Browser) -> None:
    candidate = await jane(admin)
    assert (await stranger.get(f"/candidates/added?id={candidate.id}")).status == 404
