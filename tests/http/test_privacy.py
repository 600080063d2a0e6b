"""Export and erasure of a candidate's data."""

import io
import json
import zipfile
from typing import Any

import asyncpg
import pytest

from http_api import Api
from recruit.adapters.postgres.tables import metadata
from recruit.domain.audit.service import Auditing
from recruit.domain.shared.pages import Window
from recruit.entrypoints.http.middleware.idempotency import ERASED
from recruit.entrypoints.observability.instrumented_ports import MeasuredStorage
from recruit.entrypoints.services import Services
from recruit.ports.audit import AuditSearch

NAME, EMAIL, PHONE, RARE = "Zebulon Quartermaine", "zebulon@quartermaine.example", "+44 20 7946 0958", "Xylophagous"
RESUME = f"{NAME}\n{EMAIL}\n{PHONE}\n\nSkills: Python, SQL\n\n{RARE} research at Initech, 2015 to 2020".encode()
PERSONAL_DATA = [
    NAME.lower(),
    EMAIL,
    PHONE,
    RARE.lower(),
    NAME.lower().encode().hex(),
    RARE.lower().encode().hex(),
]


async def candidate_with_traces(api: Api, filename: str = f"{NAME}.txt") -> dict[str, Any]:
    """Create a candidate with data in every kind of record, and a second candidate."""
    response = await api.post(
        "/agent/candidates/from_resume", files={"resume": (filename, RESUME)}, headers={"Idempotency-Key": "first"}
    )
    assert response.status_code == 200, response.text
    candidate = response.json()["candidate"]
    job, other = await api.job("Python Engineer", required_skills=["Python"]), await api.candidate("Jane Doe")
    await api.application(job, candidate)
    await api.application(job, other)
    await api.patch(f"/candidates/{candidate['id']}", {"notes": f"{RARE}, says a friend", "full_name": "Zeb Q. Maine"})
    await api.patch(f"/candidates/{candidate['id']}", {"full_name": NAME})
    await api.made("/matching/candidates_for_job", {"job_id": job["id"]})
    await api.says(f"Show candidate {NAME}")
    await api.says(f"Show candidate #{candidate['id']}")
    await api.says(f"delete candidate #{candidate['id']}")  # only proposes the deletion
    return {**candidate, "job": job, "other": other}


async def archive(api: Api, candidate_id: int) -> dict[str, bytes]:
    response = await api.get(f"/candidates/{candidate_id}/export")
    assert (response.status_code, response.headers["content-type"]) == (200, "application/zip"), response.text
    assert response.headers["content-disposition"].startswith(f'attachment; filename="candidate-{candidate_id}.zip"')
    with zipfile.ZipFile(io.BytesIO(response.content)) as found:
        assert found.testzip() is None
        return {name: found.read(name) for name in found.namelist()}


def adapter(services: Services) -> Any:
    """The storage adapter that the services' instrumented storage calls."""
    assert isinstance(services.storage, MeasuredStorage)
    return services.storage.adapter


async def all_stored_text(services: Services, api: Api, database: str | None) -> str:
    """Return all stored data of an organisation as text."""
    if database is None:
        tenant = adapter(services)._tenants[api.org_id]  # noqa: SLF001 - what no port shows
        return repr(tenant) + repr({name: getattr(tenant, name) for name in tenant.__slots__})
    connection = await asyncpg.connect(database)
    try:
        found = []
        for table in metadata.tables.values():
            key = "id" if table.name == "organisations" else "org_id"
            rows = await connection.fetch(f"SELECT to_jsonb(t)::text FROM {table} t WHERE {key} = $1", api.org_id)
            found += [f"{table.name} {row[0]}" for row in rows]
        return "\n".join(found)
    finally:
        await connection.close()


@pytest.fixture
def superuser(services: Services, request: pytest.FixtureRequest) -> str | None:
    """The database URL of a superuser, who sees all rows; None for storage in memory."""
    pool = getattr(adapter(services), "_pool", None)
    if pool is None:
        return None
    postgres = request.getfixturevalue("postgres")
    name = "outside" if "postgresql" in request.node.name else "recruit"
    return f"postgresql://postgres@/{name}?host={postgres.socket_dir}&port={postgres.port}"


async def test_an_export_holds_all_stored_data_of_a_candidate(api: Api) -> None:
    candidate = await candidate_with_traces(api, filename="../../evil\\name.txt")
    files = await archive(api, candidate["id"])
    assert json.loads(files["candidate.json"])["full_name"] == NAME
    assert json.loads(files["profile.json"])["contacts"]["emails"] == [EMAIL]
    assert [one["job_id"] for one in json.loads(files["applications.json"])] == [candidate["job"]["id"]]
    assert {one["candidate_id"] for one in json.loads(files["match_logs.json"])} == {candidate["id"]}
    assert NAME in str(json.loads(files["messages.json"]))
    assert {"insert", "update", "export"} <= {one["action"] for one in json.loads(files["audit.json"])}
    (name,) = [name for name in files if name.startswith("documents/")]
    assert (name.count("/"), ".." in name, files[name]) == (1, False, RESUME)
    assert f"candidate #{candidate['id']}" in files["README.txt"].decode()
    assert "Jane Doe" not in str({name: text for name, text in files.items() if name != "messages.json"})


async def test_an_export_holds_match_logs_of_merged_candidates(api: Api) -> None:
    candidate, kept = await candidate_with_traces(api), await api.candidate("Z. Quartermaine")
    await api.made(f"/candidates/{kept['id']}/merge", {"from_id": candidate["id"]})
    logs = json.loads((await archive(api, kept["id"]))["match_logs.json"])
    assert {one["candidate_id"] for one in logs} == {candidate["id"]}


async def test_an_export_of_a_missing_candidate_is_not_found_and_not_audited(api: Api) -> None:
    assert (await api.get("/candidates/999999/export")).status_code == 404
    assert (await api.get("/audit", params={"action": "export"})).json()["total"] == 0


async def test_an_erased_candidate_is_removed_from_all_storage(
    services: Services, api: Api, superuser: str | None
) -> None:
    candidate = await candidate_with_traces(api)
    before = (await all_stored_text(services, api, superuser)).lower()
    assert all(word in before for word in PERSONAL_DATA[:4])

    receipt = await api.made(f"/candidates/{candidate['id']}/erase", None)

    after = (await all_stored_text(services, api, superuser)).lower()
    assert {word: after[max(0, after.find(word) - 200) :][:300] for word in PERSONAL_DATA if word in after} == {}
    assert "jane doe" in after, "the second candidate was erased too"
    assert receipt["candidate_ids"] == [candidate["id"]]
    assert (
        receipt["counts"]
        | {
            "candidates": 1,
            "documents": 1,
            "applications": 1,
            "profiles": 1,
            "conversations": 3,
            "actions": 1,
            "match_logs": 1,
            "kept_answers": 1,
        }
        == receipt["counts"]
    )
    assert (await api.get(f"/candidates/{candidate['id']}")).status_code == 404
    assert (await api.get(f"/erasures/{receipt['id']}")).json() == receipt
    assert (await api.post(f"/candidates/{candidate['id']}/erase")).status_code == 404
    await Auditing(services.storage).organisation(api.org_id)
    verdict = await Auditing(services.storage).verify(api.org_id)
    assert (verdict.fault, verdict.erased > 0) == (None, True)


async def test_a_key_whose_response_was_erased_gets_409(api: Api) -> None:
    options = {"headers": {"Idempotency-Key": "once"}}
    created = await api.post(
        "/candidates", {"full_name": "Zoe Quartermaine", "notes": "zoe.quartermaine@example.com"}, **options
    )
    await api.made(f"/candidates/{created.json()['id']}/erase", None)
    replay = await api.post("/candidates", {"full_name": "Zoe Quartermaine"}, **options)
    assert (replay.status_code, replay.json()) == (409, {"detail": ERASED})
    assert (replay.headers["error-code"], replay.headers.get("retry-after")) == ("answer_erased", None)
    assert (await api.get("/candidates")).json()["total"] == 0


async def test_match_logs_of_an_erased_candidate_stay_under_a_pseudonym(api: Api) -> None:
    candidate = await candidate_with_traces(api)
    await api.made(f"/candidates/{candidate['id']}/erase", None)
    logs = (await api.get("/matching/logs")).json()["items"]
    (log,) = [log for log in logs if log["candidate_id"] != candidate["other"]["id"]]
    assert (log["candidate_id"] < 0, log["reason"]) == (True, "")
    replayed = await api.made(f"/matching/logs/{log['id']}/replay", None)
    assert (replayed["score"], replayed["changed"]) == (None, ["candidate"])


async def test_a_candidate_erased_by_the_agent_is_removed_from_all_storage(
    services: Services, api: Api, superuser: str | None
) -> None:
    candidate = await candidate_with_traces(api)
    proposal = await api.post("/agent/chat", {"message": f"Erase all data on {NAME}"})
    assert "This cannot be undone" in proposal.json()["reply"]
    assert NAME in proposal.json()["reply"]
    assert (await api.get(f"/candidates/{candidate['id']}")).status_code == 200

    confirmation = {"message": "yes", "conversation_id": int(proposal.headers["x-conversation-id"])}
    done = await api.post("/agent/chat", confirmation)

    assert done.status_code == 200, done.text
    assert done.json()["reply"].startswith(f"I've erased candidate #{candidate['id']} everywhere")
    assert (await api.post("/agent/chat", confirmation)).status_code == 404
    conversation_id = int(done.headers["x-conversation-id"])
    assert [one["role"] for one in (await api.get(f"/agent/conversations/{conversation_id}")).json()["messages"]] == [
        "user",
        "assistant",
    ]
    undone = await api.post("/agent/chat", {"message": "undo that", "conversation_id": conversation_id})
    assert "nothing to undo" in undone.json()["reply"]
    after = (await all_stored_text(services, api, superuser)).lower()
    assert [word for word in PERSONAL_DATA if word in after] == []
    (receipt,) = (await api.get("/erasures")).json()["items"]
    assert (receipt["candidate_ids"], receipt["kind"]) == ([candidate["id"]], "agent")


async def test_the_agent_finds_a_deleted_candidate_to_erase_but_no_unknown_one(api: Api) -> None:
    candidate = await candidate_with_traces(api)
    await api.delete(f"/candidates/{candidate['id']}")
    assert "(deleted before)" in await api.says(f"erase candidate {candidate['id']}")
    assert "couldn't find candidate #999999" in await api.says("erase candidate 999999")


async def test_erasing_a_candidate_erases_those_merged_into_it(
    services: Services, api: Api, superuser: str | None
) -> None:
    candidate, kept = await candidate_with_traces(api), await api.candidate("Z. Quartermaine")
    intermediate = await api.candidate("Somebody Between")
    await api.made(f"/candidates/{intermediate['id']}/merge", {"from_id": candidate["id"]})
    await api.made(f"/candidates/{kept['id']}/merge", {"from_id": intermediate["id"]})
    receipt = await api.made(f"/candidates/{kept['id']}/erase", None)
    assert receipt["candidate_ids"] == sorted([candidate["id"], kept["id"], intermediate["id"]])
    after = (await all_stored_text(services, api, superuser)).lower()
    assert [word for word in PERSONAL_DATA if word in after] == []


async def test_erasing_a_merged_candidate_is_refused_with_the_id_of_the_remaining_one(api: Api) -> None:
    merged, kept = await api.candidate("J. Doe"), await api.candidate("Jane Doe")
    await api.made(f"/candidates/{kept['id']}/merge", {"from_id": merged["id"]})
    detail = f"Candidate not found: candidate {merged['id']} was merged into candidate {kept['id']}"
    path = f"/candidates/{merged['id']}"
    for response in (await api.post(f"{path}/erase"), await api.get(f"{path}/export")):
        assert (response.status_code, response.json()) == (404, {"detail": detail})
    assert f"It was merged into candidate #{kept['id']}." in await api.says(f"erase candidate {merged['id']}")


async def test_a_deleted_candidate_can_still_be_erased(services: Services, api: Api, superuser: str | None) -> None:
    candidate = await candidate_with_traces(api)
    await api.delete(f"/candidates/{candidate['id']}")
    assert RARE.lower() in (await all_stored_text(services, api, superuser)).lower()
    await api.made(f"/candidates/{candidate['id']}/erase", None)
    after = (await all_stored_text(services, api, superuser)).lower()
    assert [word for word in PERSONAL_DATA if word in after] == []


async def test_a_response_that_named_an_erased_candidate_is_not_replayed(api: Api) -> None:
    candidate = await candidate_with_traces(api)
    await api.made(f"/candidates/{candidate['id']}/erase", None)
    replay = await api.post(
        "/agent/candidates/from_resume",
        files={"resume": (f"{NAME}.txt", RESUME)},
        headers={"Idempotency-Key": "first"},
    )
    assert replay.status_code == 409


async def test_erasing_an_imported_candidate_keeps_the_others_of_the_import(
    services: Services, api: Api, superuser: str | None
) -> None:
    table = f"name,notes,job\n{NAME},{RARE},\nJane Doe,Baker,\nJohn Roe,,Successor of {NAME}\n".encode()
    made = await api.post("/candidates/import", files={"file": (f"{NAME}.csv", table)}, data={"dry_run": "true"})
    assert made.status_code == 202, made.text
    await services.importer.organisation(api.org_id)
    candidate = await api.candidate(NAME)
    receipt = await api.made(f"/candidates/{candidate['id']}/erase", None)
    assert (receipt["counts"]["import_items"], receipt["counts"]["imports"]) == (2, 1), (
        "John's item counts too, as its warning names the candidate"
    )
    after = (await all_stored_text(services, api, superuser)).lower()
    assert ([word for word in PERSONAL_DATA if word in after], "jane doe" in after) == ([], True)


async def test_matching_excludes_erased_candidates(api: Api) -> None:
    candidate = await candidate_with_traces(api)
    await api.made(f"/candidates/{candidate['id']}/erase", None)
    found = await api.made("/matching/candidates_for_job", {"job_id": candidate["job"]["id"]})
    assert [one["candidate_id"] for one in found["matches"]] == [candidate["other"]["id"]]


async def test_the_audit_log_records_an_erasure_without_personal_data(services: Services, api: Api) -> None:
    candidate = await candidate_with_traces(api)
    await api.made(f"/candidates/{candidate['id']}/erase", None)
    async with services.storage.transaction(api.org_id) as work:
        found = (await work.audit.page(Window(limit=1000), AuditSearch(candidate_id=candidate["id"]))).items
    assert [one.user_id for one in found if one.action == "erase"] == [api.user_id]
    assert not any(one.has_values for one in found)
