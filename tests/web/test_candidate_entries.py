"""Forms of the lists of a profile: rows are added, changed, moved and removed without scripts."""

import pytest

from recruit.domain.candidates.model.profile import Contacts, Education, Language, Position
from web.browsing import Browser, Page
from web.people import jane, organisation


def sent(page: Page) -> dict[str, str | list[str]]:
    """Return the fields of the form, with the ids of all its rows."""
    return {**page.form(), "row": [one.get("value", "") for one in page.find("tbody [name=row]")]}


async def test_positions_are_changed_moved_added_and_removed(admin: Browser) -> None:
    candidate = await jane(admin)
    path = f"/candidates/{candidate.id}/profile/positions"
    shown = await admin.get(path)
    assert [one.get("value") for one in shown.find("tbody [name^=start-]")] == ["2019", "2016"]
    shown = await admin.post(path, {**sent(shown), "title-0": "CTO", "do": "down 0"})
    shown = await admin.post(path, {**sent(shown), "do": "drop 1"})
    shown = await admin.post(path, {**sent(shown), "do": "add new"})
    shown = await admin.post(path, {**sent(shown), "do": "add new"})
    shown = await admin.post(path, {**sent(shown), "do": "drop empty0"})
    shown = await admin.post(path, {**sent(shown), "do": "add new"})
    shown = await admin.post(path, {**sent(shown), "do": "up nowhere"})
    saved = await admin.post(path, {**sent(shown), "title-empty1": "<b>Founder</b>", "goes_on-empty1": "true"})
    assert saved.response.headers["location"] == f"/candidates/{candidate.id}/profile"
    profile = await admin.services.candidate_files.profile(admin.actor, candidate.id)
    assert [(one.title, one.start, one.goes_on) for one in profile.positions] == [
        ("CTO", "2019", True),
        ("<b>Founder</b>", None, True),
    ]
    assert len(profile.skills) > 1
    assert "<b>Founder</b>" in (await admin.get(saved.response.headers["location"])).text


@pytest.mark.parametrize(
    ("kind", "values", "entry"),
    [
        ("education", {"degree": "BSc", "end": "2015"}, Education("BSc", None, None, "2015")),
        ("languages", {"name": "German", "level": "C1"}, Language("German", "C1", "")),
        ("positions", {"company": "Acme"}, Position(None, "Acme", None, None, goes_on=False)),
    ],
)
async def test_an_empty_list_has_an_empty_row(
    admin: Browser, kind: str, values: dict[str, str], entry: Education | Language | Position
) -> None:
    candidate = await organisation(admin).candidate()
    path = f"/candidates/{candidate.id}/profile/{kind}"
    await admin.submit(path, {f"{name}-empty0": value for name, value in values.items()}, action="")
    form = sent(await admin.get(path))
    assert (await admin.post(path, form | {f"{name}-empty0": value for name, value in values.items()})).status == 303
    profile = await admin.services.candidate_files.profile(admin.actor, candidate.id)
    assert getattr(profile, kind) == (entry,)


async def test_a_refused_row_is_shown_with_what_was_typed(admin: Browser) -> None:
    candidate = await organisation(admin).candidate()
    path = f"/candidates/{candidate.id}/profile/education"
    form = sent(await admin.get(path)) | {"degree-empty0": "BSc", "end-empty0": "spring"}
    refused = await admin.post(path, form)
    assert (refused.status, len(refused.find("#e-end-empty0"))) == (422, 1)
    assert refused.form()["degree-empty0"] == "BSc"


async def test_a_list_that_somebody_else_has_changed_is_not_overwritten(admin: Browser) -> None:
    candidate = await organisation(admin).candidate()
    path = f"/candidates/{candidate.id}/profile/languages"
    mine = sent(await admin.get(path)) | {"name-empty0": "German"}
    theirs = mine | {"name-empty0": "Dutch"}
    assert (await admin.post(path, theirs)).status == 303
    stale = await admin.post(path, mine)
    assert (stale.status, stale.texts("h1")) == (412, ["Another user has changed this meanwhile"])
    assert (stale.texts("table del"), stale.texts("table ins")) == (["Language: Dutch"], ["Language: German"])
    assert (await admin.post(path, {**stale.form(path), "row": "empty0"})).status == 303
    profile = await admin.services.candidate_files.profile(admin.actor, candidate.id)
    assert profile.languages == (Language("German", None, ""),)


async def test_contacts_are_entered_corrected_and_removed(admin: Browser) -> None:
    candidate = await jane(admin)
    path = f"/candidates/{candidate.id}/profile/contacts"
    profile_page = await admin.get(f"/candidates/{candidate.id}/profile")
    assert path in [one.get("href") for one in profile_page.find("main h2 a")]
    shown = await admin.get(path)
    assert shown.form()["email-0"] == "jane.doe@example.com"
    refused = await admin.post(path, {**sent(shown), "email-0": "jane"})
    assert (refused.status, len(refused.find("#e-email-0"))) == (422, 1)
    hidden = await admin.post(path, {**sent(shown), "phone-0": "+44\u202e 20"})
    assert (hidden.status, hidden.form()["phone-0"]) == (422, "+44\u202e 20")
    assert (await admin.post(path, {**sent(shown), "email-0": "", "phone-0": "+44 20 7946 0018"})).status == 303
    profile = await admin.services.candidate_files.profile(admin.actor, candidate.id)
    assert profile.contacts == Contacts((), ("+44 20 7946 0018",))
    assert "Python" in [one.name for one in profile.skills]
