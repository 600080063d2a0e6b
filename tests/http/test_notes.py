"""Notes on candidates and applications: authors, visibility and mentions."""

from typing import Any

import pytest

from http_api import Api, invited

RESTRICTED = {"text": "Salary: 90k", "visibility": "recruiters"}


async def note(api: Api, path: str, text: str = "Met her on Monday", **fields: Any) -> dict[str, Any]:
    return await api.made(f"{path}/notes", {"text": text, **fields})


async def texts(api: Api, path: str) -> tuple[list[str], int]:
    page = (await api.get(f"{path}/notes")).json()
    return [one["text"] for one in page["items"]], page["total"]


async def test_a_restricted_note_is_no_activity(api: Api) -> None:
    first, second = [await api.candidate(name) for name in ("Ann", "Bob")]
    for visibility, expected in (("recruiters", [second, first]), ("everyone", [first, second])):
        await api.made(f"/candidates/{first['id']}/notes", {"text": "Met her", "visibility": visibility})
        found = (await api.get("/candidates?sort=activity")).json()["items"]
        assert [one["id"] for one in found] == [one["id"] for one in expected]


async def test_a_note_is_created_read_changed_and_deleted(api: Api) -> None:
    person = await api.candidate(notes="The field stays")
    created = await api.post(f"/candidates/{person['id']}/notes", {"text": "Met her on Monday"})
    made = created.json()
    assert (created.status_code, made["author_user_id"], made["key_id"]) == (201, api.user_id, None)
    assert (made["candidate_id"], made["application_id"], made["visibility"]) == (person["id"], None, "everyone")
    assert (made["mentions"], made["edited_at"], made["org_id"]) == ([], None, api.org_id)
    path = f"/notes/{made['id']}"
    assert (await api.get(path)).json() == made
    changed = (await api.patch(path, {"text": "Met her on Tuesday"})).json()
    assert changed == made | {"text": "Met her on Tuesday", "edited_at": changed["edited_at"]}
    assert changed["edited_at"] >= made["created_at"]
    assert (await api.patch(path, {})).json() == changed
    assert (await api.delete(path)).status_code == 204
    assert (await api.get(path)).status_code == 404
    assert (await api.get(f"/candidates/{person['id']}")).json() == person


async def test_a_note_on_an_application_is_among_those_of_its_candidate(api: Api) -> None:
    person, job = await api.candidate(), await api.job()
    application = await api.application(job, person)
    one, other = f"/candidates/{person['id']}", f"/applications/{application['id']}"
    await note(api, one, "on the person")
    made = await note(api, other, "on the application")
    assert (made["candidate_id"], made["application_id"]) == (person["id"], application["id"])
    assert await texts(api, one) == (["on the person", "on the application"], 2)
    assert await texts(api, other) == (["on the application"], 1)


@pytest.mark.parametrize("path", ["/candidates/999999", "/applications/999999"])
async def test_notes_of_a_missing_record_are_not_found(api: Api, path: str) -> None:
    assert (await api.get(f"{path}/notes")).status_code == 404
    assert (await api.post(f"{path}/notes", {"text": "x"})).status_code == 404


async def test_a_restricted_note_is_invisible_to_others(api: Api) -> None:
    manager, viewer = await invited(api, "hiring_manager"), await invited(api, "viewer")
    recruiter = await invited(api, "recruiter")
    person = await api.candidate()
    application = await api.application(await api.job(), person)
    for path in (f"/candidates/{person['id']}", f"/applications/{application['id']}"):
        await note(api, path, "For all")
        restricted = await note(recruiter, path, **RESTRICTED)
        own = f"/notes/{restricted['id']}"
        for reader in (api, recruiter):
            assert restricted["text"] in (await texts(reader, path))[0]
            assert (await reader.get(own)).json() == restricted
        for reader in (manager, viewer):
            found, total = await texts(reader, path)
            assert (set(found), total) == ({"For all"}, len(found))
            assert (await reader.get(own)).status_code == 404
        assert (await manager.patch(own, {"text": "Mine"})).status_code == 404
        assert (await manager.delete(own)).status_code == 404
        assert (await recruiter.get(own)).json() == restricted
    refused = await manager.post(f"/candidates/{person['id']}/notes", RESTRICTED)
    assert (refused.status_code, "notes:restricted" in refused.json()["detail"]) == (403, True)


async def test_the_visibility_of_a_note_is_fixed(api: Api) -> None:
    made = await note(api, f"/candidates/{(await api.candidate())['id']}", **RESTRICTED)
    changed = await api.patch(f"/notes/{made['id']}", {"visibility": "everyone", "text": "x"})
    assert (changed.json()["visibility"], changed.headers["ignored-fields"]) == ("recruiters", "visibility")


async def test_only_the_author_and_admins_change_a_note(api: Api) -> None:
    author, other = await invited(api, "hiring_manager"), await invited(api, "recruiter")
    made = await note(author, f"/candidates/{(await api.candidate())['id']}")
    path = f"/notes/{made['id']}"
    for response in (await other.patch(path, {"text": "Mine"}), await other.delete(path)):
        assert (response.status_code, "author" in response.json()["detail"]) == (403, True)
    assert (await author.patch(path, {"text": "Own"})).json()["text"] == "Own"
    changed = (await api.patch(path, {"text": "Moderated"})).json()
    assert (changed["text"], changed["author_user_id"]) == ("Moderated", author.user_id)
    assert (await api.delete(path)).status_code == 204


async def test_users_are_mentioned_in_the_text_and_by_id(api: Api) -> None:
    one, other, third = [await invited(api, "viewer") for _ in range(3)]
    path = f"/candidates/{(await api.candidate())['id']}"
    text = f"@[{other.user_id}] see this, @[{other.user_id}]! Not @{third.user_id}"
    made = await note(api, path, text, mentions=[one.user_id, one.user_id])
    assert made["mentions"] == [one.user_id, other.user_id]
    edited = (await api.patch(f"/notes/{made['id']}", {"text": f"@[{third.user_id}]"})).json()
    assert edited["mentions"] == [one.user_id, third.user_id]
    edited = (await api.patch(f"/notes/{made['id']}", {"mentions": []})).json()
    assert edited["mentions"] == [third.user_id]


async def test_a_mention_names_a_user_of_the_organisation_who_may_read_the_note(api: Api, others: Api) -> None:
    manager = await invited(api, "hiring_manager")
    path = f"/candidates/{(await api.candidate())['id']}/notes"
    for user_id in (others.user_id, 999999999, 10**17):
        response = await api.post(path, {"text": f"@[{user_id}]"})
        assert (response.status_code, response.json()["detail"]) == (404, "User not found")
    refused = await api.post(path, RESTRICTED | {"mentions": [manager.user_id]})
    assert (refused.status_code, "may not read" in refused.json()["detail"]) == (400, True)
    many = "".join(f"@[{number}]" for number in range(1, 52))
    assert "at most 50" in (await api.post(path, {"text": many})).json()["detail"]
    assert (await api.post(path, {"text": "x", "mentions": list(range(51))})).status_code == 422
    assert (await api.get(path)).json()["total"] == 0


async def test_a_note_of_an_api_key_names_the_key(api: Api) -> None:
    made = await api.made("/api_keys", {"name": "Careers page", "scopes": ["candidates:note", "candidates:read"]})
    machine = Api(api.http, token=made["key"])
    path = f"/candidates/{(await api.candidate())['id']}"
    written = await note(machine, path)
    assert (written["author_user_id"], written["key_id"]) == (api.user_id, made["id"])
    await note(api, path, **RESTRICTED)
    assert await texts(machine, path) == (["Met her on Monday"], 1)
    assert (await machine.post(f"{path}/notes", RESTRICTED)).status_code == 403


async def test_a_changed_note_is_not_overwritten(api: Api) -> None:
    created = await api.post(f"/candidates/{(await api.candidate())['id']}/notes", {"text": "first"})
    path, tag = f"/notes/{created.json()['id']}", {"If-Match": created.headers["etag"]}
    assert (await api.patch(path, {"text": "second"}, headers=tag)).status_code == 200
    assert (await api.patch(path, {"text": "third"}, headers=tag)).status_code == 412
    assert (await api.delete(path, headers=tag)).status_code == 412
    assert (await api.get(path)).json()["text"] == "second"


async def test_notes_of_a_removed_user_have_no_author(api: Api) -> None:
    author = await invited(api, "recruiter")
    made = await note(author, f"/candidates/{(await api.candidate())['id']}")
    assert (await api.delete(f"/users/{author.user_id}")).status_code == 204
    left = (await api.get(f"/notes/{made['id']}")).json()
    assert (left["author_user_id"], left["text"], left["edited_at"]) == (None, made["text"], None)


@pytest.mark.parametrize("text", ["", "  \n ", "a\0b", "x" * 100_001])
async def test_a_note_has_a_text(api: Api, text: str) -> None:
    path = f"/candidates/{(await api.candidate())['id']}/notes"
    assert (await api.post(path, {"text": text})).status_code == 422


async def test_events_of_a_restricted_note_are_invisible_to_others(api: Api) -> None:
    viewer, recruiter = await invited(api, "viewer"), await invited(api, "recruiter")
    path = f"/candidates/{(await api.candidate())['id']}"
    restricted, open_ = await note(api, path, **RESTRICTED), await note(api, path)
    for made in (restricted, open_):
        await api.patch(f"/notes/{made['id']}", {"text": "Changed"})
        await api.delete(f"/notes/{made['id']}")

    async def events(reader: Api) -> list[tuple[int, str, list[str]]]:
        found = (await reader.get("/events", params={"limit": 100})).json()["items"]
        return [(one["entity_id"], one["type"], one["fields"]) for one in found if one["entity"] == "note"]

    changes = [("note.created", []), ("note.updated", ["edited_at", "text"]), ("note.deleted", [])]
    assert await events(viewer) == [(open_["id"], *change) for change in changes]
    for reader in (api, recruiter):
        expected = [(made["id"], *change) for made in (restricted, open_) for change in changes]
        assert sorted(await events(reader)) == sorted(expected)
    candidate_id = restricted["candidate_id"]
    await api.made(f"/candidates/{candidate_id}/erase", None)
    assert await events(viewer) == []
    assert len(await events(recruiter)) == 6
