"""Lengths and numbers, on both sides of every bound."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from asgi import asgi_transport
from http_api import PASSWORD, Api, faults, registered
from recruit.entrypoints.http.app import create_app
from recruit.entrypoints.services import assemble
from recruit.entrypoints.settings import Settings

MIB = 1024 * 1024
LARGEST = 2**31 - 1
REQUIRED = {"/jobs": {"title": "Engineer"}, "/candidates": {"full_name": "Jane Doe"}}
TEXTS = [
    *(("/jobs", field, 200) for field in "title department location employment_type remote_option currency".split()),
    ("/jobs", "status", 50),
    ("/jobs", "description", 100_000),
    *(("/candidates", field, 200) for field in "full_name headline location current_title current_company".split()),
    ("/candidates", "notes", 100_000),
    ("/applications", "status", 50),
    ("/applications", "source", 50),
]
NUMBERS = [
    ("/jobs", "salary_min", LARGEST),
    ("/jobs", "salary_max", LARGEST),
    ("/candidates", "experience_years", 80),
    ("/applications", "fit_score", 100),
]
UPLOADS = {"job_req": "/agent/jobs/from_req", "resume": "/agent/candidates/from_resume"}
URLS = pytest.mark.parametrize("field", ["linkedin_url", "github_url", "website_url"])
SKILLS = pytest.mark.parametrize("field", ["required_skills", "nice_to_have_skills"])
LISTS = pytest.mark.parametrize("path", ["/jobs", "/candidates", "/applications"])


@pytest.fixture(scope="module")
async def shared_api(http: httpx.AsyncClient) -> Api:
    """A client of an organisation that the tests of this module share."""
    return await registered(http)


@pytest.fixture(scope="module")
async def in_memory(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Api]:
    """A client of a server without a database, for bodies that are refused before they reach storage."""
    data_dir: Path = tmp_path_factory.mktemp("bounds")
    settings = Settings.from_environment({"RECRUIT_STORAGE": "memory:", "RECRUIT_DATA_DIR": str(data_dir)})
    async with assemble(settings) as services:
        transport = asgi_transport(create_app(services), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
            yield await registered(http)


async def body_of(api: Api, path: str, **details: Any) -> dict[str, Any]:
    """Return a body with the fields that a POST requires, and `details`."""
    if path == "/applications":
        return {"job_id": (await api.job())["id"], "candidate_id": (await api.candidate())["id"], **details}
    return REQUIRED[path] | details


async def assert_accepted(api: Api, path: str, field: str, *values: object) -> None:
    """Assert that a POST and a PATCH store every value unchanged."""
    for value in values:
        made = await api.made(path, await body_of(api, path, **{field: value}))
        assert made[field] == value
        plain = await api.made(path, await body_of(api, path))
        response = await api.patch(f"{path}/{plain['id']}", {field: value})
        assert (response.status_code, response.json()) == (200, plain | {field: value})
        assert (await api.get(f"{path}/{plain['id']}")).json() == response.json()


async def assert_refused(api: Api, path: str, field: str, values: list[Any], kind: str | None = None) -> None:
    """Assert that a POST and a PATCH refuse every value, with one fault, at this field."""
    body = await body_of(api, path)
    plain = await api.made(path, body)
    for value in values:
        for response in (
            await api.post(path, body | {field: value}),
            await api.patch(f"{path}/{plain['id']}", {field: value}),
        ):
            ((found, loc),) = faults(response)
            assert loc[:2] == ["body", field]
            assert kind in {None, found}
    assert (await api.get(f"{path}/{plain['id']}")).json() == plain


@pytest.mark.parametrize(("path", "field", "most"), TEXTS)
async def test_a_text_is_accepted_up_to_its_maximum_length(shared_api: Api, path: str, field: str, most: int) -> None:
    await assert_accepted(shared_api, path, field, "x", "x" * most, "🦊" * most)


@pytest.mark.parametrize(("path", "field", "most"), TEXTS)
@pytest.mark.one_storage
async def test_a_text_over_its_maximum_length_is_refused(shared_api: Api, path: str, field: str, most: int) -> None:
    await assert_refused(shared_api, path, field, ["x" * (most + 1), "🦊" * (most + 1)], "string_too_long")


@pytest.mark.parametrize(("path", "field", "_most"), TEXTS)
@pytest.mark.one_storage
async def test_a_value_that_is_not_text_is_refused(shared_api: Api, path: str, field: str, _most: int) -> None:
    await assert_refused(shared_api, path, field, [5, 1.5, True, ["x"], {"x": "x"}], "string_type")
    await assert_refused(shared_api, path, field, ["\0", "a\0b"])


@pytest.mark.parametrize(("path", "field"), [("/jobs", "title"), ("/candidates", "full_name")])
async def test_an_empty_title_or_name_is_refused(shared_api: Api, path: str, field: str) -> None:
    await assert_refused(shared_api, path, field, [""], "string_too_short")


@pytest.mark.parametrize(("path", "field", "most"), NUMBERS)
async def test_a_number_is_accepted_up_to_its_maximum(shared_api: Api, path: str, field: str, most: int) -> None:
    await assert_accepted(shared_api, path, field, 0, 1, most)


@pytest.mark.parametrize(("path", "field", "most"), NUMBERS)
@pytest.mark.one_storage
async def test_a_number_out_of_range_is_refused(shared_api: Api, path: str, field: str, most: int) -> None:
    await assert_refused(shared_api, path, field, [most + 1, 2**31, 2**32, 2**63, 2**64, 10**30], "less_than_equal")
    await assert_refused(shared_api, path, field, [-1, -(2**31), -(2**63) - 1, -(10**30)], "greater_than_equal")


@pytest.mark.parametrize(("path", "field", "_most"), NUMBERS)
@pytest.mark.one_storage
async def test_a_value_that_is_not_an_integer_is_refused(shared_api: Api, path: str, field: str, _most: int) -> None:
    await assert_refused(shared_api, path, field, ["", "twelve", "12.5", "1,000"], "int_parsing")
    await assert_refused(shared_api, path, field, [0.5, 12.5], "int_from_float")
    await assert_refused(shared_api, path, field, [[12], {"x": 12}], "int_type")


@pytest.mark.parametrize(("path", "field", "_most"), NUMBERS)
async def test_a_number_may_be_sent_as_text(shared_api: Api, path: str, field: str, _most: int) -> None:
    made = await shared_api.made(path, await body_of(shared_api, path, **{field: "12"}))
    assert made[field] == 12
    assert type((await shared_api.get(f"{path}/{made['id']}")).json()[field]) is int


async def test_is_public_is_a_boolean(shared_api: Api) -> None:
    await assert_accepted(shared_api, "/jobs", "is_public", *[True, False])
    await assert_refused(shared_api, "/jobs", "is_public", ["perhaps", "", 5], "bool_parsing")
    await assert_refused(shared_api, "/jobs", "is_public", [[], {}, [True]], "bool_type")


@SKILLS
async def test_up_to_a_hundred_skills_of_a_hundred_characters_are_accepted(shared_api: Api, field: str) -> None:
    hundred = [f"{number:03}" + "🦊" * 97 for number in range(100)]
    await assert_accepted(shared_api, "/jobs", field, [], ["C"], hundred)


@SKILLS
async def test_invalid_lists_of_skills_are_refused(shared_api: Api, field: str) -> None:
    await assert_refused(shared_api, "/jobs", field, [["x"] * 101, ["x"] * 1000], "too_long")
    await assert_refused(shared_api, "/jobs", field, [["Python", "x" * 101], ["🦊" * 101]], "string_too_long")
    await assert_refused(shared_api, "/jobs", field, [["Python", 5], [None], [["x"]], [{}]], "string_type")
    await assert_refused(shared_api, "/jobs", field, ["Python", 5, {"Python": 1}, True], "list_type")
    await assert_refused(shared_api, "/jobs", field, [["\0"]])


@URLS
async def test_an_http_or_https_url_is_accepted(shared_api: Api, field: str) -> None:
    valid = ["http://example.com", "https://example.com/a?b=c#d", "https://" + "x" * 188 + ".com"]
    await assert_accepted(shared_api, "/candidates", field, *valid)


@URLS
async def test_a_url_of_another_scheme_or_over_its_maximum_length_is_refused(shared_api: Api, field: str) -> None:
    invalid = "ftp://example.com|javascript:alert(1)|data:text/html,x|file:///etc/passwd|//example.com|example.com"
    too_long = "https://" + "x" * 189 + ".com"
    await assert_refused(
        shared_api,
        "/candidates",
        field,
        [*invalid.split("|"), "", "http://", too_long, "https://a\0.com", "https://example.com\n", 5, []],
    )


@LISTS
async def test_a_page_may_have_1_to_100_rows(shared_api: Api, path: str) -> None:
    for limit in (1, 100):
        assert (await shared_api.get(path, params={"limit": limit})).status_code == 200
    refused: tuple[int | str, ...] = (0, -1, 101, 2**31, 2**63, 10**30, "ten", "", "1.5", "null")
    for wrong in refused:
        assert [loc for _, loc in faults(await shared_api.get(path, params={"limit": wrong}))] == [["query", "limit"]]


@LISTS
async def test_skip_may_be_any_number_from_0(shared_api: Api, path: str) -> None:
    for skip in (0, 1, 2**31, 2**63 - 1, 2**63, 2**64, 10**30):
        response = await shared_api.get(path, params={"skip": skip, "limit": 1})
        assert response.status_code == 200
        assert len(response.json()["items"]) <= 1
    refused: tuple[int | str, ...] = (-1, -(2**63) - 1, -(10**30), "ten", "", "1.5", "null")
    for wrong in refused:
        assert [loc for _, loc in faults(await shared_api.get(path, params={"skip": wrong}))] == [["query", "skip"]]


@pytest.mark.parametrize(
    "path", ["/jobs", "/candidates", "/agent/chat", "/auth/register", "/matching/candidates_for_job"]
)
@pytest.mark.parametrize("size", [4, 16])
async def test_json_of_several_mebibytes_is_too_large(in_memory: Api, path: str, size: int) -> None:
    response = await in_memory.post(path, {"title": "x" * size * MIB})
    assert response.status_code == 413
    assert response.json()["detail"].startswith("The body is larger than 2,097,152 bytes, ")


async def test_a_form_of_several_mebibytes_is_too_large(in_memory: Api) -> None:
    form = {"username": in_memory.email, "password": PASSWORD, "scope": "x" * 4 * MIB}
    response = await in_memory.post("/auth/login", data=form)
    assert response.status_code == 413
    assert response.json()["detail"].startswith("The body is larger than 2,097,152 bytes, ")


@pytest.mark.parametrize("part", ["job_req", "resume"])
@pytest.mark.parametrize(("size", "refused"), [(10 * MIB, False), (10 * MIB + 1, True), (40 * MIB, True)])
async def test_a_file_of_more_than_10_mebibytes_is_too_large(
    in_memory: Api, part: str, size: int, *, refused: bool
) -> None:
    data = b"Jane Doe\nEngineer\n" + b" " * (size - 18)
    response = await in_memory.post(UPLOADS[part], files={part: ("file.txt", data)})
    assert (response.status_code == 413) is refused, response.text
    if refused:
        most = "10 MiB" if size < 11 * MIB else "11,534,336 bytes"
        assert response.json()["detail"].startswith(("The file", "The body"))
        assert f"is larger than {most}" in response.json()["detail"]


@pytest.mark.parametrize("part", ["job_req", "resume"])
async def test_notes_with_a_file_have_a_maximum_length(shared_api: Api, part: str) -> None:
    path = UPLOADS[part]
    file = {part: ("file.txt", b"Jane Doe\nEngineer")}
    response = await shared_api.post(path, files=file, data={"notes": "x" * 100_000})
    assert response.status_code == 200
    assert len((response.json().get("candidate") or response.json()["job"]).get("notes") or "") <= 100_000
    for notes in ("x" * 100_001, "a\0b"):
        assert [loc for _, loc in faults(await shared_api.post(path, files=file, data={"notes": notes}))] == [
            ["body", "notes"]
        ]


@pytest.mark.parametrize("text", ["007", "-007", "000", "9" * 5000, "1e2", "12.0", "-0"])
async def test_an_unusual_number_is_accepted_or_refused_at_its_location(shared_api: Api, text: str) -> None:
    for place, name, response in (
        ("path", "job_id", await shared_api.get(f"/jobs/{text}")),
        ("query", "job_id", await shared_api.get("/applications", params={"job_id": text})),
        ("query", "skip", await shared_api.get("/jobs", params={"skip": text})),
        ("body", "salary_min", await shared_api.post("/jobs", {"title": "Engineer", "salary_min": text})),
        ("body", "job_id", await shared_api.post("/matching/candidates_for_job", {"job_id": text})),
    ):
        assert response.status_code in {200, 201, 404, 422}
        if response.status_code == 422:
            assert [loc for _, loc in faults(response)] == [[place, name]]
