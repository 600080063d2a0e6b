"""Letters with accents as one character or two: both are the same text, and a search finds either."""

from unicodedata import normalize

import httpx
import pytest

from http_api import Api, registered

NAME, TITLE = "Zoë Brontë", "Développeuse"


def apart(text: str) -> str:
    return normalize("NFD", text)


@pytest.fixture
async def ours(http: httpx.AsyncClient) -> Api:
    return await registered(http)


async def totals(api: Api, path: str, q: str) -> list[int]:
    return [(await api.get(path, params={"q": form})).json()["total"] for form in (q, apart(q))]


async def test_a_candidate_is_found_however_the_name_was_written(ours: Api) -> None:
    created = await ours.candidate(full_name=apart(NAME), location=apart("Nîmes"))
    assert (created["full_name"], created["location"]) == (NAME, "Nîmes")
    other = await ours.candidate()
    changed = await ours.patch(f"/candidates/{other['id']}", json={"full_name": apart(NAME)})
    assert changed.json()["full_name"] == NAME
    resume = apart(f"{NAME}\nzoe@example.com\nBaker in Leeds\n").encode()
    read = await ours.post("/agent/candidates/from_resume", files={"resume": ("cv.txt", resume)})
    assert read.json()["candidate"]["full_name"] == NAME
    assert await totals(ours, "/candidates", NAME) == [3, 3]


async def test_a_job_is_found_however_the_title_was_written(ours: Api) -> None:
    created = await ours.job(title=apart(TITLE), required_skills=[apart("Génie logiciel")])
    assert (created["title"], created["required_skills"]) == (TITLE, ["Génie logiciel"])
    other = await ours.job()
    await ours.patch(f"/jobs/{other['id']}", json={"title": apart(TITLE), "status": apart("arrêtée")})
    assert await totals(ours, "/jobs", TITLE) == [2, 2]
    stopped = await ours.get("/jobs", params={"status_filter": apart("arrêtée")})
    assert [one["id"] for one in stopped.json()["items"]] == [other["id"]]


async def test_a_table_is_read_with_its_letters_composed(ours: Api) -> None:
    table = apart(f"name,email\n{NAME},zoe@example.com\n").encode()
    preview = await ours.post("/candidates/import/preview", files={"file": ("people.csv", table)})
    assert preview.json()["rows"][0]["candidate"]["full_name"] == NAME


async def test_what_composing_would_make_longer_stays_as_it_is(ours: Api) -> None:
    name = "\u0958" * 200  # form C makes two characters of each
    created = await ours.candidate(full_name=name)
    assert created["full_name"] == name
