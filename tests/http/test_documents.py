"""Documents of candidates: upload, list, download and delete."""

from datetime import datetime
from hashlib import sha256
from typing import Any

import httpx
import pytest

from http_api import Api, faults, registered

RESUME = b"Jane Doe\nSenior Backend Engineer\nSan Francisco, CA\n\nSkills\nPython, PostgreSQL\n"
PAGE = b"<!doctype html><html><body><p>Jane Doe</p><p>Baker</p><script>alert(1)</script></body></html>"


@pytest.fixture(scope="module")
async def shared_api(http: httpx.AsyncClient) -> Api:
    """A client of an organisation that the tests of this module share."""
    return await registered(http)


async def from_resume(api: Api, data: bytes = RESUME, name: str = "resume.txt") -> dict[str, Any]:
    """Upload a résumé, and return the new candidate."""
    response = await api.post("/agent/candidates/from_resume", files={"resume": (name, data)})
    assert response.status_code == 200, response.text
    candidate: dict[str, Any] = response.json()["candidate"]
    return candidate


async def added(api: Api, path: str, data: bytes = RESUME, name: str = "resume.txt") -> dict[str, Any]:
    """Upload a document, and return its entry."""
    response = await api.post(path, files={"file": (name, data)})
    assert response.status_code == 201, response.text
    entry: dict[str, Any] = response.json()
    return entry


async def documents_of_new_candidate(api: Api) -> str:
    return f"/candidates/{(await api.candidate())['id']}/documents"


async def test_a_resume_is_stored_with_its_candidate(shared_api: Api) -> None:
    candidate = await from_resume(shared_api, RESUME, "jane_doe.txt")
    listed = (await shared_api.get(f"/candidates/{candidate['id']}/documents")).json()
    (entry,) = listed["items"]
    assert listed["total"] == 1
    assert entry == {
        "id": entry["id"],
        "candidate_id": candidate["id"],
        "filename": "jane_doe.txt",
        "kind": "txt",
        "pages": None,
        "size": len(RESUME),
        "hash": sha256(RESUME).hexdigest(),
        "hidden": [],
        "warnings": [],
        "created_at": entry["created_at"],
    }
    assert datetime.fromisoformat(entry["created_at"]).tzinfo is not None
    file = await shared_api.get(f"/candidates/{candidate['id']}/documents/{entry['id']}")
    assert (file.status_code, file.content) == (200, RESUME)


async def test_a_file_is_sent_as_an_attachment_that_browsers_do_not_run(shared_api: Api) -> None:
    path = await documents_of_new_candidate(shared_api)
    entry = await added(shared_api, path, PAGE, "page.html")
    assert entry["kind"] == "html"
    file = await shared_api.get(f"{path}/{entry['id']}")
    assert file.content == PAGE
    assert file.headers["content-type"] == "application/octet-stream"
    assert file.headers["content-disposition"] == "attachment; filename=\"page.html\"; filename*=UTF-8''page.html"
    assert file.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in file.headers["content-security-policy"]
    assert file.headers["content-length"] == str(len(PAGE))


@pytest.mark.parametrize(
    ("given", "kept", "sent"),
    [
        ("../../etc/passwd", "passwd", "filename=\"passwd\"; filename*=UTF-8''passwd"),
        ("C:\\Users\\jane\\cv.txt", "cv.txt", "filename=\"cv.txt\"; filename*=UTF-8''cv.txt"),
        ("Lebenslauf Köchin.txt", "Lebenslauf Köchin.txt", "filename*=UTF-8''Lebenslauf%20K%C3%B6chin.txt"),
        ('a";b=c.txt', 'a";b=c.txt', "filename=\"a__b_c.txt\"; filename*=UTF-8''a%22%3Bb%3Dc.txt"),
        ("a%0d%0aSet-Cookie: x=y.txt", "a%0d%0aSet-Cookie: x=y.txt", "a%250d%250aSet-Cookie%3A%20x%3Dy.txt"),
        ("履歴書.pdf", "履歴書.pdf", "filename=\"___.pdf\"; filename*=UTF-8''%E5%B1%A5"),
        (f"{'x' * 300}.txt", f"{'x' * 196}.txt", f"{'x' * 196}.txt"),
        ("..", "document", 'filename="document"'),
    ],
)
async def test_a_filename_is_stored_without_folders_and_sent_escaped(
    shared_api: Api, given: str, kept: str, sent: str
) -> None:
    path = await documents_of_new_candidate(shared_api)
    entry = await added(shared_api, path, RESUME, given)
    assert entry["filename"] == kept
    disposition = (await shared_api.get(f"{path}/{entry['id']}")).headers["content-disposition"]
    assert disposition.startswith("attachment; ")
    assert sent in disposition
    assert disposition.isascii()


async def test_adding_and_deleting_a_document_leaves_the_candidate_unchanged(shared_api: Api) -> None:
    candidate = await from_resume(shared_api)
    path = f"/candidates/{candidate['id']}/documents"
    entry = await added(shared_api, path, b"Cover letter of somebody else", "letter.txt")
    assert (await shared_api.get(f"/candidates/{candidate['id']}")).json() == candidate
    page = (await shared_api.get(path, params={"skip": 1, "limit": 1})).json()
    assert page == {"items": [entry], "total": 2}
    assert (await shared_api.delete(f"{path}/{entry['id']}")).status_code == 204
    assert (await shared_api.get(f"{path}/{entry['id']}")).status_code == 404
    assert (await shared_api.delete(f"{path}/{entry['id']}")).status_code == 404
    assert (await shared_api.get(path)).json()["total"] == 1


async def test_deleting_a_candidate_deletes_their_documents(shared_api: Api) -> None:
    candidate = await from_resume(shared_api)
    path = f"/candidates/{candidate['id']}/documents"
    (entry,) = (await shared_api.get(path)).json()["items"]
    assert (await shared_api.delete(f"/candidates/{candidate['id']}")).status_code == 204
    for gone in (path, f"{path}/{entry['id']}"):
        assert (await shared_api.get(gone)).status_code == 404


async def test_a_document_is_found_only_under_its_candidate(shared_api: Api) -> None:
    path, other = await documents_of_new_candidate(shared_api), await documents_of_new_candidate(shared_api)
    entry = await added(shared_api, path)
    assert (await shared_api.get(f"{other}/{entry['id']}")).status_code == 404
    assert (await shared_api.delete(f"{other}/{entry['id']}")).status_code == 404
    assert (await shared_api.get(f"{path}/{entry['id']}")).status_code == 200


@pytest.mark.parametrize(
    "data", [b"", b"\x89PNG\r\n\x1a\n" + bytes(99), b"%PDF-1.7\n"], ids=["empty", "picture", "no pdf"]
)
async def test_an_unreadable_file_is_a_400_and_is_not_stored(shared_api: Api, data: bytes) -> None:
    path = await documents_of_new_candidate(shared_api)
    response = await shared_api.post(path, files={"file": ("x", data)})
    assert response.status_code == 400, response.text
    assert (await shared_api.get(path)).json() == {"items": [], "total": 0}


async def test_a_file_above_ten_mebibytes_is_a_413_and_is_not_stored(shared_api: Api) -> None:
    path = await documents_of_new_candidate(shared_api)
    response = await shared_api.post(path, files={"file": ("x.txt", b"x" * (10 * 1024 * 1024 + 1))})
    assert (response.status_code, response.json()) == (413, {"detail": "The file is larger than 10 MiB"})
    assert (await shared_api.get(path)).json()["total"] == 0


async def test_a_missing_file_is_a_422_and_an_unknown_candidate_a_404(shared_api: Api) -> None:
    path = await documents_of_new_candidate(shared_api)
    assert faults(await shared_api.post(path, files={"resume": ("x.txt", RESUME)})) == [("missing", ["body", "file"])]
    assert faults(await shared_api.get(f"{path}/x")) == [("int_parsing", ["path", "document_id"])]
    for unknown in ("0", "-1", str(10**30)):
        for method in ("GET", "POST"):
            response = await shared_api.send(
                method, f"/candidates/{unknown}/documents", files={"file": ("x.txt", RESUME)}
            )
            assert (response.status_code, response.json()) == (404, {"detail": "Candidate not found"})
