"""The inbox: open tasks, unread mentions, and applications that wait."""

from typing import Any

from http_api import Api, invited


async def inbox(api: Api, **query: int) -> dict[str, Any]:
    response = await api.get("/inbox", params=query)
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


async def test_a_new_inbox_is_empty(api: Api) -> None:
    nothing = {"items": [], "total": 0}
    assert await inbox(api) == {"tasks": nothing, "mentions": nothing, "waiting": nothing}


async def test_open_tasks_are_in_the_inbox_of_their_assignee(api: Api) -> None:
    other = await invited(api, "hiring_manager")
    for title, due in (("later", "2026-03-01T00:00:00Z"), ("first", "2026-02-01T00:00:00Z"), ("whenever", None)):
        made = await api.made("/tasks", {"title": title, "due_at": due, "assignee_user_id": other.user_id})
    found = (await inbox(other, limit=2))["tasks"]
    assert ([one["title"] for one in found["items"]], found["total"]) == (["first", "later"], 3)
    await other.patch(f"/tasks/{made['id']}", {"done": True})
    assert (await inbox(other))["tasks"]["total"] == 2
    assert (await inbox(api))["tasks"]["total"] == 0


async def test_a_mention_is_in_the_inbox_until_it_is_read(api: Api) -> None:
    other, path = await invited(api, "viewer"), f"/candidates/{(await api.candidate())['id']}/notes"
    first = await api.made(path, {"text": f"@[{other.user_id}] look"})
    second = await api.made(path, {"text": "look", "mentions": [other.user_id]})
    assert (await inbox(other))["mentions"] == {"items": [second, first], "total": 2}
    read = f"/inbox/mentions/{first['id']}/read"
    assert (await api.post(read)).status_code == 404
    assert [(await other.post(read)).status_code for _ in range(2)] == [204, 204]
    assert (await inbox(other))["mentions"] == {"items": [second], "total": 1}
    assert (await inbox(api))["mentions"]["total"] == 0
    await api.patch(f"/notes/{second['id']}", {"mentions": []})
    assert (await inbox(other))["mentions"]["total"] == 0


async def test_a_restricted_mention_leaves_the_inbox_of_a_user_who_may_no_longer_read_it(api: Api) -> None:
    other, path = await invited(api, "recruiter"), f"/candidates/{(await api.candidate())['id']}/notes"
    made = await api.made(path, {"text": "secret", "visibility": "recruiters", "mentions": [other.user_id]})
    assert (await inbox(other))["mentions"]["items"] == [made]
    await api.patch(f"/users/{other.user_id}", {"role": "viewer"})
    viewer = Api(api.http, other.email, (await log_in(other)), other.org_id, other.user_id)
    assert (await inbox(viewer))["mentions"] == {"items": [], "total": 0}
    assert (await viewer.post(f"/inbox/mentions/{made['id']}/read")).status_code == 404


async def log_in(user: Api) -> str:
    response = await user.post("/auth/login", data={"username": user.email, "password": "correct horse battery"})
    token: str = response.json()["access_token"]
    return token


async def test_unsettled_applications_wait_for_the_team_longest_in_their_status_first(api: Api) -> None:
    manager = await invited(api, "hiring_manager")
    job, elsewhere = await api.job(), await api.job()
    await api.send("PUT", f"/jobs/{job['id']}/team/{manager.user_id}", json={"role": "hiring_manager"})
    one = await api.application(job, await api.candidate())
    two = await api.application(job, await api.candidate())
    await api.application(job, await api.candidate(), status="rejected")
    await api.application(elsewhere, await api.candidate())
    one = (await api.patch(f"/applications/{one['id']}", {"status": "interview"})).json()
    found = (await inbox(manager))["waiting"]
    assert ([item["application"] for item in found["items"]], found["total"]) == ([two, one], 2)
    assert found["items"][0]["since"] <= found["items"][1]["since"]
    assert [item["application"] for item in (await inbox(manager, limit=1))["waiting"]["items"]] == [two]
    assert (await inbox(api))["waiting"]["total"] == 3


async def test_an_api_key_has_no_inbox(api: Api) -> None:
    scopes = ["tasks:read", "candidates:read", "applications:read"]
    machine = Api(api.http, token=(await api.made("/api_keys", {"name": "x", "scopes": scopes}))["key"])
    for response in (await machine.get("/inbox"), await machine.post("/inbox/mentions/1/read")):
        assert (response.status_code, "logged in" in response.json()["detail"]) == (403, True)
