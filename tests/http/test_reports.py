"""Reports over HTTP, as JSON and as CSV."""

import csv
import io
from typing import Any

import httpx
import pytest

from http_api import Api, faults, invited
from recruit.entrypoints.http.csv_tables import csv_response

NAMES = ["funnel", "time_in_stage", "time_to_hire", "sources"]


async def report(api: Api, name: str, **query: Any) -> Any:
    response = await api.get(f"/reports/{name}", params=query)
    assert response.status_code == 200, response.text
    return response.json()


def table(response: httpx.Response) -> list[list[str]]:
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(response.text)))


async def fill(api: Api) -> dict[str, Any]:
    """Create three applications for a job, of which one leads to a hire, and return the job."""
    job = await api.job("Baker")
    for source, *statuses in (
        ("referral", "applied", "interview", "hired"),
        ("referral", "applied", "rejected"),
        ("careers page", "sourced"),
    ):
        application = await api.application(job, await api.candidate(), source=source, status=statuses[0])
        for status in statuses[1:]:
            await api.patch(f"/applications/{application['id']}", {"status": status})
    return job


async def test_the_funnel_has_each_type_with_its_conversion(api: Api) -> None:
    job = await fill(api)
    found = await report(api, "funnel", job_id=job["id"])
    assert (found["applications"], found["archived"]) == (3, 1)
    steps = [(step["type"], step["reached"], step["conversion"]) for step in found["steps"]]
    assert steps == [
        ("lead", 3, None),
        ("applied", 2, 0.667),
        ("screening", 1, 0.5),
        ("interview", 1, 1.0),
        ("offer", 1, 1.0),
        ("hired", 1, 1.0),
    ]
    without = await report(api, "funnel", job_id=job["id"] + 1)
    assert (without["applications"], {step["conversion"] for step in without["steps"]}) == (0, {None})


async def test_times_and_sources_have_their_counts(api: Api) -> None:
    await fill(api)
    items = {item["type"]: item for item in (await report(api, "time_in_stage"))["items"]}
    assert list(items) == ["lead", "applied", "screening", "interview", "offer", "hired", "archived"]
    assert {name: (item["current"], item["ended"]) for name, item in items.items()} == {
        **dict.fromkeys(items, (0, 0)),
        "lead": (1, 0),
        "applied": (0, 2),
        "interview": (0, 1),
        "hired": (1, 0),
        "archived": (1, 0),
    }
    assert items["lead"]["median_days"] is None
    assert 0 <= items["applied"]["median_days"] < 1
    hire = await report(api, "time_to_hire")
    assert (hire["hires"], hire["average_days"] is None) == (1, False)
    assert (await report(api, "sources"))["items"] == [
        {"source": "referral", "applications": 2, "interviewed": 1, "hired": 1},
        {"source": "careers page", "applications": 1, "interviewed": 0, "hired": 0},
    ]


@pytest.mark.parametrize("name", NAMES)
async def test_a_report_is_a_table_for_clients_that_ask_for_csv(api: Api, name: str) -> None:
    await fill(api)
    by_parameter = await api.get(f"/reports/{name}", params={"format": "csv"})
    by_header = await api.get(f"/reports/{name}", headers={"Accept": "text/csv"})
    assert table(by_parameter) == table(by_header)
    assert len({len(row) for row in table(by_header)}) == 1
    filename = f"{name.replace('_', '-')}.csv"
    assert by_header.headers["content-disposition"].startswith(f'attachment; filename="{filename}"')
    for accept in ("*/*", "application/json", "application/json, text/csv;q=0.5", "text/html"):
        response = await api.get(f"/reports/{name}", headers={"Accept": accept})
        assert response.headers["content-type"] == "application/json"
    chosen = await api.get(f"/reports/{name}", params={"format": "json"}, headers={"Accept": "text/csv"})
    assert chosen.headers["content-type"] == "application/json"
    assert chosen.headers["vary"] == by_header.headers["vary"] == "Accept"


async def test_the_table_of_the_funnel_has_all_and_archived_applications(api: Api) -> None:
    await fill(api)
    found = table(await api.get("/reports/funnel", params={"format": "csv"}))
    assert found[:3] == [["type", "applications", "conversion"], ["all", "3", ""], ["lead", "3", ""]]
    assert found[-2:] == [["hired", "1", "1.0"], ["archived", "1", ""]]


async def test_formulas_in_a_table_are_made_texts(api: Api) -> None:
    job = await api.job()
    for source in ("=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", 'a,"b"', "a=1"):
        await api.application(job, await api.candidate(), source=source)
    found = table(await api.get("/reports/sources", params={"format": "csv"}))
    sources = {row[0] for row in found[1:]}
    assert sources == {"'=1+1", "'+1", "'-1", "'@SUM(A1)", "'＝1+1", 'a,"b"', "a=1"}


def test_tabs_and_carriage_returns_do_not_hide_a_formula() -> None:
    found = csv_response("names", ["name"], [["\t=1"], ["\r=1"], [-1], [None]]).content.decode()
    assert list(csv.reader(io.StringIO(found, newline=""))) == [["name"], ["'\t=1"], ["'\r=1"], ["-1"], [""]]


async def test_a_number_leads_to_its_applications(api: Api) -> None:
    job = await fill(api)
    interviewed = {"figure": "reached", "type": "interview", "source": "referral", "job_id": job["id"]}
    found = await report(api, "applications", **interviewed)
    assert (found["total"], found["erased"], len(found["items"])) == (1, 0, 1)
    (one,) = found["items"]
    application = (await api.get(f"/applications/{one['application']['id']}")).json()
    assert (one["application"], one["job_title"], one["stage"]) == (application, "Baker", "Hired")
    assert one["candidate_name"] == (await api.get(f"/candidates/{application['candidate_id']}")).json()["full_name"]
    listed = [(await report(api, "applications", skip=skip, limit=1))["items"] for skip in range(4)]
    assert [len(items) for items in listed] == [1, 1, 1, 0]
    times = [items[0]["at"] for items in listed[:3]]
    assert times == sorted(times, reverse=True)
    await api.made(f"/candidates/{application['candidate_id']}/erase", None)
    assert await report(api, "applications", **interviewed | {"source": "(erased)"}) == {
        "items": [],
        "total": 0,
        "erased": 1,
    }
    assert (await report(api, "applications", **interviewed))["erased"] == 0


async def test_a_number_that_no_report_has_is_refused(api: Api) -> None:
    for query in ({"figure": "reached"}, {"type": "hired"}, {"figure": "hires", "source": "referral"}):
        assert (await api.get("/reports/applications", params=query)).status_code == 400, query
    for query in ({"figure": "average"}, {"figure": "current", "type": "null"}, {"limit": "101"}):
        assert (await api.get("/reports/applications", params=query)).status_code == 422, query
    assert (await report(api, "applications", source="null"))["total"] == 0


async def test_invalid_filters_are_refused(api: Api) -> None:
    backwards = {"since": "2026-02-01T00:00:00Z", "until": "2026-01-01T00:00:00Z"}
    for name in NAMES:
        assert (await api.get(f"/reports/{name}", params=backwards)).status_code == 400
        for query in ({"job_id": "null"}, {"since": "2026-01-01T00:00:00"}, {"format": "xml"}):
            assert [loc for _, loc in faults(await api.get(f"/reports/{name}", params=query))] == [["query", *query]]


@pytest.mark.parametrize("name", NAMES)
async def test_a_report_has_the_own_organisations_applications_alone(api: Api, others: Api, name: str) -> None:
    empty = await report(api, name)
    job = await fill(others)
    assert await report(api, name) == await report(api, name, job_id=job["id"]) == empty


async def test_a_viewer_reads_reports_and_a_key_without_the_scope_does_not(api: Api) -> None:
    viewer = await invited(api, "viewer")
    key = await api.made("/api_keys", {"name": "Careers page", "scopes": ["jobs:read"]})
    for name in (*NAMES, "applications"):
        assert (await viewer.get(f"/reports/{name}")).status_code == 200
        assert (await api.get(f"/reports/{name}", token=key["key"])).status_code == 403
    key = await api.made("/api_keys", {"name": "Dashboard", "scopes": ["applications:read"]})
    codes = [(await api.get(f"/reports/{name}", token=key["key"])).status_code for name in ("funnel", "applications")]
    assert codes == [200, 403], "names of people take the permission to see candidates"
