"""Composed and decomposed accents (Unicode forms C and D): text is stored composed, and a search finds both."""

from unicodedata import normalize

import httpx
import pytest

from http_api import Api, registered

NAME, TITLE = "Zoë Brontë", "Développeuse"


def decomposed(text: str) -> str:
    return normalize("NFD", text)


@pytest.fixture
async def api(http: httpx.AsyncClient) -> Api:
    return await registered(http)


async def totals(api: Api, path: str, q: str) -> list[int]:
    return [(await api.get(path, params={"q": form})).json()["total"] for form in (q, decomposed(q))]


async def test_a_candidate_is_found_by_a_composed_or_decomposed_name(api: Api) -> None:
    created = await api.candidate(full_name=decomposed(NAME), location=decomposed("Nîmes"))
    assert (created["full_name"], created["location"]) == (NAME, "Nîmes")
    other = await api.candidate()
    changed = await api.patch(f"/candidates/{other['id']}", json={"full_name": decomposed(NAME)})
    assert changed.json()["full_name"] == NAME
    resume = decomposed(f"{NAME}\nzoe@example.com\nBaker in Leeds\n").encode()
    read = await api.post("/agent/candidates/from_resume", files={"resume": ("cv.txt", resume)})
    assert read.json()["candidate"]["full_name"] == NAME
    assert await totals(api, "/candidates", NAME) == [3, 3]


async def test_a_job_is_found_by_a_composed_or_decomposed_title(api: Api) -> None:
    created = await api.job(title=decomposed(TITLE), required_skills=[decomposed("Génie logiciel")])
    assert (created["title"], created["required_skills"]) == (TITLE, ["Génie logiciel"])
    other = await api.job()
    await api.patch(f"/jobs/{other['id']}", json={"title": decomposed(TITLE), "status": decomposed("arrêtée")})
    assert await totals(api, "/jobs", TITLE) == [2, 2]
    stopped = await api.get("/jobs", params={"status_filter": decomposed("arrêtée")})
    assert [one["id"] for one in stopped.json()["items"]] == [other["id"]]


async def test_the_text_of_a_table_is_composed(api: Api) -> None:
    table = decomposed(f"name,email\n{NAME},zoe@example.com\n").encode()
    preview = await api.post("/candidates/import/preview", files={"file": ("people.csv", table)})
    assert preview.json()["rows"][0]["candidate"]["full_name"] == NAME


async def test_text_that_composing_would_lengthen_is_unchanged(api: Api) -> None:
    name = "\u0958" * 200  # form C makes two characters of each
    created = await api.candidate(full_name=name)
    assert created["full_name"] == name
