"""Tags of the organisation and of candidates."""

from typing import Any

import pytest

from http_api import Api, faults, invited


async def tag(api: Api, name: str = "Silver medalist", **fields: Any) -> dict[str, Any]:
    return await api.made("/tags", {"name": name, **fields})


async def put(api: Api, candidate: dict[str, Any], made: dict[str, Any]) -> None:
    response = await api.send("PUT", f"/candidates/{candidate['id']}/tags/{made['id']}")
    assert (response.status_code, response.json()) == (200, made)


async def names(api: Api, candidate: dict[str, Any]) -> list[str]:
    return [one["name"] for one in (await api.get(f"/candidates/{candidate['id']}/tags")).json()["items"]]


async def test_a_tag_is_created_changed_and_deleted(api: Api) -> None:
    made = await tag(api, colour="#C0C0c0")
    assert made == {"id": made["id"], "org_id": api.org_id, "name": "Silver medalist", "colour": "#c0c0c0"}
    assert (await api.get(f"/tags/{made['id']}")).json() == made
    assert (await api.get("/tags")).json() == {"items": [made], "total": 1}
    changed = (await api.patch(f"/tags/{made['id']}", {"name": "Gold", "colour": None})).json()
    assert changed == made | {"name": "Gold", "colour": None}
    assert (await api.delete(f"/tags/{made['id']}")).status_code == 204
    assert (await api.get("/tags")).json()["total"] == 0


async def test_names_are_unique_case_ignored(api: Api) -> None:
    await tag(api, "Führung")
    other = await tag(api, "Vertrieb")
    for response in (
        await api.post("/tags", {"name": "FÜHRUNG"}),
        await api.patch(f"/tags/{other['id']}", {"name": "führung"}),
    ):
        assert (response.status_code, response.json()["detail"]) == (400, "A tag with this name exists already")


async def test_names_and_colours_are_checked(api: Api) -> None:
    for body in ({"name": " "}, {"name": "x" * 51}, {"name": "x", "colour": "red"}, {"name": "x", "colour": "#12345"}):
        assert (await api.post("/tags", body)).status_code == 422
    assert faults(await api.post("/tags", {})) == [("missing", ["body", "name"])]
    assert (await api.post("/tags", {"name": "two\nlines"})).status_code == 400


async def test_candidates_are_tagged_and_untagged(api: Api) -> None:
    person, other = await api.candidate(), await api.candidate()
    one, two = await tag(api, "one"), await tag(api, "two")
    await put(api, person, two)
    await put(api, person, one)
    await put(api, person, one)
    await put(api, other, one)
    assert await names(api, person) == ["one", "two"]
    assert (await api.delete(f"/candidates/{person['id']}/tags/{one['id']}")).status_code == 204
    assert (await api.delete(f"/candidates/{person['id']}/tags/{one['id']}")).status_code == 404
    assert (await names(api, person), await names(api, other)) == (["two"], ["one"])
    assert (await api.send("PUT", f"/candidates/{person['id']}/tags/999999")).status_code == 404
    assert (await api.send("PUT", f"/candidates/999999/tags/{one['id']}")).status_code == 404
    assert (await api.get("/candidates/999999/tags")).status_code == 404
    await api.delete(f"/tags/{one['id']}")
    assert await names(api, other) == []


async def test_a_tag_is_named_without_outer_blanks(api: Api) -> None:
    made = await api.made("/tags", {"name": "\u00a0 top  talent "})
    assert made["name"] == "top talent"
    assert (await api.post("/tags", {"name": "Top talent "})).status_code == 400


async def test_a_merged_tag_is_replaced_everywhere(api: Api) -> None:
    person, both = await api.candidate(), await api.candidate()
    old, new = await tag(api, "JS"), await tag(api, "JavaScript")
    await put(api, person, old)
    await put(api, both, old)
    await put(api, both, new)
    merged = await api.post(f"/tags/{old['id']}/merge", {"into_id": new["id"]})
    assert (merged.status_code, merged.json()) == (200, new)
    assert (await names(api, person), await names(api, both)) == (["JavaScript"], ["JavaScript"])
    assert (await api.get(f"/tags/{old['id']}")).status_code == 404
    assert (await api.post(f"/tags/{new['id']}/merge", {"into_id": new["id"]})).status_code == 400
    assert (await api.post(f"/tags/{new['id']}/merge", {"into_id": old["id"]})).status_code == 404
    assert (await api.get(f"/tags/{new['id']}")).json() == new


async def test_merged_candidates_have_the_tags_of_both(api: Api) -> None:
    kept, gone = await api.candidate("Jane Doe"), await api.candidate("J. Doe")
    await put(api, kept, await tag(api, "one"))
    await put(api, gone, await tag(api, "two"))
    await api.made(f"/candidates/{kept['id']}/merge", {"from_id": gone["id"]})
    assert await names(api, kept) == ["one", "two"]


async def test_a_changed_tag_is_not_overwritten(api: Api) -> None:
    created = await api.post("/tags", {"name": "first"})
    path, condition = f"/tags/{created.json()['id']}", {"If-Match": created.headers["etag"]}
    assert (await api.patch(path, {"name": "second"}, headers=condition)).status_code == 200
    assert (await api.patch(path, {"name": "third"}, headers=condition)).status_code == 412
    assert (await api.delete(path, headers=condition)).status_code == 412


@pytest.mark.parametrize("role", ["viewer", "hiring_manager"])
async def test_tags_are_read_by_all_and_changed_by_recruiters(api: Api, role: str) -> None:
    reader, person, made = await invited(api, role), await api.candidate(), await tag(api)
    assert (await reader.get("/tags")).json()["items"] == [made]
    assert (await reader.send("PUT", f"/candidates/{person['id']}/tags/{made['id']}")).status_code == 403
    assert (await reader.post("/tags", {"name": "x"})).status_code == 403
