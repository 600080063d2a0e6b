"""External ids, and other parts of records that clients ask for."""

from typing import Any

import pytest

from http_api import Api, faults, invited

KINDS = ("jobs", "candidates", "applications")
IDS = [{"system": "greenhouse", "id": "4711"}, {"system": "lever", "id": "a:b"}]


async def body_of(api: Api, kind: str) -> dict[str, Any]:
    if kind == "jobs":
        return {"title": "Engineer"}
    if kind == "candidates":
        return {"full_name": "Jane Doe"}
    job, candidate = [await made(api, one) for one in KINDS[:2]]
    return {"job_id": job["id"], "candidate_id": candidate["id"]}


async def made(api: Api, kind: str, **fields: Any) -> dict[str, Any]:
    return await api.made(f"/{kind}", await body_of(api, kind) | fields)


async def ids_of(api: Api, kind: str, id: int) -> list[dict[str, str]]:
    found: list[dict[str, str]] = (await api.get(f"/{kind}/{id}?include=external_ids")).json()["external_ids"]
    return found


@pytest.mark.parametrize("kind", KINDS)
async def test_external_ids_are_set_on_creation_and_change_and_shown_on_request(api: Api, kind: str) -> None:
    body = await body_of(api, kind)
    response = await api.post(f"/{kind}?include=external_ids", body | {"external_ids": IDS})
    assert (response.status_code, response.json()["external_ids"]) == (201, IDS)
    path = f"/{kind}/{response.json()['id']}"
    assert "external_ids" not in (await api.get(path)).json()
    changed = await api.patch(
        path, {"external_ids": [{"system": "lever", "id": "c"}, {"system": "greenhouse", "id": None}]}
    )
    assert "external_ids" not in changed.json()
    assert await ids_of(api, kind, response.json()["id"]) == [{"system": "lever", "id": "c"}]


@pytest.mark.parametrize("kind", KINDS)
async def test_a_list_is_filtered_by_an_external_id(api: Api, kind: str) -> None:
    one = await made(api, kind, external_ids=IDS)
    await made(api, kind)
    for external_id, expected in (("lever:a:b", [one]), ("lever:a", []), ("greenhouse:a:b", [])):
        page = (await api.get(f"/{kind}?external_id={external_id}")).json()
        assert page == {"items": expected, "total": len(expected)}
    page = (await api.get(f"/{kind}?external_id=lever:a:b&include=external_ids&include=times")).json()
    assert page["items"][0]["external_ids"] == IDS
    assert page["items"][0]["created_at"] <= page["items"][0]["updated_at"]
    assert faults(await api.get(f"/{kind}?external_id=lever")) == [
        ("string_pattern_mismatch", ["query", "external_id"])
    ]


@pytest.mark.parametrize("kind", KINDS)
async def test_an_external_id_of_another_record_is_refused_and_nothing_is_changed(api: Api, kind: str) -> None:
    await made(api, kind, external_ids=IDS)
    body, detail = await body_of(api, kind), f"Another {kind[:-1]} has the external id greenhouse:4711"
    before = (await api.get(f"/{kind}")).json()["total"]
    response = await api.post(f"/{kind}", body | {"external_ids": IDS})
    assert (response.status_code, response.json()) == (400, {"detail": detail})
    assert (await api.get(f"/{kind}")).json()["total"] == before
    other = await api.made(f"/{kind}", body)
    assert (await api.patch(f"/{kind}/{other['id']}", {"external_ids": IDS})).status_code == 400


async def test_external_ids_are_checked(api: Api) -> None:
    for value in ({"system": "Lever", "id": "1"}, {"system": "a:b", "id": "1"}, {"system": "lever", "id": " "}):
        assert (await api.post("/candidates", {"full_name": "Jane", "external_ids": [value]})).status_code == 422
    many = [{"system": "lever", "id": str(number)} for number in range(21)]
    assert (await api.post("/candidates", {"full_name": "Jane", "external_ids": many})).status_code == 422
    assert (await api.get("/jobs?include=contacts")).status_code == 422


@pytest.mark.parametrize("kind", KINDS)
async def test_a_change_sets_the_time_of_the_last_change(api: Api, kind: str) -> None:
    path = f"/{kind}/{(await made(api, kind))['id']}"
    before = (await api.get(f"{path}?include=times")).json()
    change = {"jobs": {"title": "Baker"}, "candidates": {"notes": "Bakes."}, "applications": {"status": "interview"}}
    after = (await api.patch(f"{path}?include=times", change[kind])).json()
    assert (after["created_at"], after["updated_at"] > before["updated_at"]) == (before["created_at"], True)


async def test_contacts_are_shown_on_request_and_filter(api: Api) -> None:
    one, other = await made(api, "candidates"), await made(api, "candidates")
    for candidate, contacts in (
        (one, {"emails": ["Jane@Example.com"], "phones": ["+1 212 555 0100"]}),
        (other, {"emails": [], "phones": ["+1 212 555 0199"]}),
    ):
        assert (await api.send("PUT", f"/candidates/{candidate['id']}/profile", json={"contacts": contacts})).is_success
    shown = (await api.get(f"/candidates/{one['id']}?include=contacts")).json()
    assert shown == one | {"emails": ["Jane@Example.com"], "phones": ["+1 212 555 0100"]}
    for query, expected in (
        ("email=jane@example.com", [one]),
        ("phone=2125550100", [one]),
        ("phone=%2B1 (212) 555-0199", [other]),
        ("phone=2125550199&email=jane@example.com", []),
        ("phone=2125550100&q=jane", [one]),
        ("phone=2125550100&q=john", []),
    ):
        assert (await api.get(f"/candidates?{query}")).json()["items"] == expected, query
    assert (await api.get("/candidates?phone=123")).status_code == 400


@pytest.mark.parametrize("kind", KINDS)
async def test_synchronised_lists_take_the_parameter_and_have_changes_of_external_ids(api: Api, kind: str) -> None:
    record = await made(api, kind)
    token = (await api.get(f"/{kind}?sync_token=start&include=external_ids")).json()["sync_token"]
    await api.patch(f"/{kind}/{record['id']}", {"external_ids": IDS})
    changed = (await api.get(f"/{kind}?sync_token={token}&include=external_ids")).json()
    assert changed["items"] == [record | {"external_ids": IDS}]
    events = (await api.get(f"/events?entity={kind[:-1]}:{record['id']}")).json()["items"]
    assert [one["fields"] for one in events if one["type"].endswith(".updated")] == [["external_ids"]] * 2


@pytest.mark.parametrize("kind", KINDS)
async def test_the_etag_of_a_record_with_parts_covers_them_and_serves_as_a_condition(api: Api, kind: str) -> None:
    path = f"/{kind}/{(await made(api, kind))['id']}"
    plain, parts = await api.get(path), await api.get(f"{path}?include=external_ids")
    assert plain.headers["etag"] != parts.headers["etag"]
    await api.patch(path, {"external_ids": IDS})
    headers = {"If-None-Match": parts.headers["etag"]}
    assert (await api.send("GET", f"{path}?include=external_ids", headers=headers)).status_code == 200
    change = {"jobs": {"title": "Baker"}, "candidates": {"notes": "Bakes."}, "applications": {"source": "referral"}}
    headers = {"If-Match": parts.headers["etag"]}
    statuses = [(await api.send("PATCH", path, json=change[kind], headers=headers)).status_code for _ in range(2)]
    assert statuses == [200, 412]


async def test_a_viewer_reads_parts_and_sets_none(api: Api) -> None:
    record = await made(api, "candidates", external_ids=IDS)
    viewer = await invited(api, "viewer")
    assert await ids_of(viewer, "candidates", record["id"]) == IDS
    assert (await viewer.patch(f"/candidates/{record['id']}", {"external_ids": IDS})).status_code == 403
