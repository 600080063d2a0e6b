"""The OpenAPI document and the page that shows it."""

import json
import re
from pathlib import Path
from typing import get_type_hints

import httpx
import pytest
from jsonschema_rs import Draft202012Validator
from msgspec import Struct

from api_document import DOCUMENT
from recruit.domain.applications.model import Application
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.jobs.model import Job
from recruit.domain.matching.model import Direction, MatchLog
from recruit.entrypoints.http.applications import ApplicationOut
from recruit.entrypoints.http.candidates import CandidateOut
from recruit.entrypoints.http.error_codes import CODES_BY_STATUS, DOMAIN_ERRORS, MEANINGS
from recruit.entrypoints.http.jobs import JobOut
from recruit.entrypoints.http.match_logs import MatchLogOut
from recruit.entrypoints.http.openapi.examples import EXAMPLES
from recruit.entrypoints.http.openapi.plain_page import render

SNAPSHOT = Path(__file__).parent / "openapi.json"
OPERATIONS = [
    (path, method, operation) for path, item in DOCUMENT["paths"].items() for method, operation in item.items()
]
PUBLIC_OPERATIONS = json.loads((Path(__file__).parent / "exceptions.json").read_text())["public"]
REFERENCE_STATUSES = {
    "POST /api/v1/auth/register": "200",
    "POST /api/v1/auth/login": "200",
    "GET /api/v1/users/me": "200",
    "GET /api/v1/jobs": "200",
    "POST /api/v1/jobs": "201",
    "GET /api/v1/jobs/{job_id}": "200",
    "PATCH /api/v1/jobs/{job_id}": "200",
    "DELETE /api/v1/jobs/{job_id}": "204",
    "GET /api/v1/candidates": "200",
    "POST /api/v1/candidates": "201",
    "GET /api/v1/candidates/{candidate_id}": "200",
    "PATCH /api/v1/candidates/{candidate_id}": "200",
    "DELETE /api/v1/candidates/{candidate_id}": "204",
    "GET /api/v1/applications": "200",
    "POST /api/v1/applications": "201",
    "GET /api/v1/applications/{application_id}": "200",
    "PATCH /api/v1/applications/{application_id}": "200",
    "DELETE /api/v1/applications/{application_id}": "204",
    "POST /api/v1/matching/candidates_for_job": "200",
    "POST /api/v1/matching/jobs_for_candidate": "200",
    "POST /api/v1/agent/chat": "200",
    "POST /api/v1/agent/jobs/from_prompt": "200",
    "POST /api/v1/agent/jobs/from_req": "200",
    "POST /api/v1/agent/candidates/from_resume": "200",
    "GET /healthz": "200",
}


def test_the_document_equals_its_reviewed_copy() -> None:
    assert json.loads(SNAPSHOT.read_text("utf-8")) == DOCUMENT


def test_descriptions_do_not_have_the_indentation_of_docstrings() -> None:
    assert not re.search(r'"description": "[^"]*\\n ', json.dumps(DOCUMENT))


@pytest.mark.parametrize("route", REFERENCE_STATUSES)
def test_every_operation_of_the_reference_is_described_with_its_status(route: str) -> None:
    method, path = route.split()
    operation = DOCUMENT["paths"][path][method.lower()]
    assert [status for status in operation["responses"] if status.startswith("2")] == [REFERENCE_STATUSES[route]]
    assert operation["summary"]
    assert operation["tags"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_example_is_in_its_schema(name: str) -> None:
    schema = DOCUMENT["components"]["schemas"][name]
    assert schema["examples"] == [EXAMPLES[name]]
    assert set(EXAMPLES[name]) <= set(schema["properties"])


@pytest.mark.parametrize("name", DOCUMENT["components"]["schemas"])
def test_every_schema_has_an_example_that_it_accepts(name: str) -> None:
    schema = {"$ref": f"#/components/schemas/{name}", "components": DOCUMENT["components"]}
    (example,) = DOCUMENT["components"]["schemas"][name]["examples"]
    Draft202012Validator(schema, validate_formats=True).validate(example)


def test_every_parameter_has_a_description() -> None:
    for path, method, operation in OPERATIONS:
        for parameter in operation.get("parameters", []):
            assert parameter.get("description"), (method, path, parameter["name"])


def test_every_operation_has_one_tag_with_a_description() -> None:
    tags = {tag["name"]: tag["description"] for tag in DOCUMENT["tags"]}
    for path, method, operation in OPERATIONS:
        (tag,) = operation["tags"]
        assert tags.get(tag), (method, path)


def test_every_error_response_lists_its_error_codes() -> None:
    for path, method, operation in OPERATIONS:
        for status, response in operation["responses"].items():
            codes = response["headers"].get("Error-Code", {"schema": {"enum": []}})["schema"]["enum"]
            assert bool(codes) is (status >= "400"), (method, path, status)
    assert set(CODES_BY_STATUS.values()) | {code for _, code in DOMAIN_ERRORS.values()} == MEANINGS.keys()


def test_operations_that_need_a_token_declare_security_and_the_token_url() -> None:
    scheme = DOCUMENT["components"]["securitySchemes"]["bearer"]
    assert scheme["flows"]["password"]["tokenUrl"] == "/api/v1/auth/login"
    for path, item in DOCUMENT["paths"].items():
        for method, operation in item.items():
            public = f"{method.upper()} {path}" in PUBLIC_OPERATIONS
            assert operation["security"] == ([] if public else [{"bearer": []}, {"key": []}])
            takes_second_factor = path == "/api/v1/auth/login"
            assert ("401" in operation["responses"]) is (not public or takes_second_factor)


def test_schemas_have_the_bounds_that_the_server_checks() -> None:
    job = DOCUMENT["components"]["schemas"]["JobIn"]
    assert job["required"] == ["title"]
    assert job["properties"]["required_skills"]["items"]["maxLength"] == 100
    assert job["properties"]["salary_min"]["anyOf"][0] == {"type": "integer", "minimum": 0, "maximum": 2**31 - 1}


def test_every_reference_inside_the_document_resolves() -> None:
    for name in re.findall(r'"#/components/schemas/(\w+)"', json.dumps(DOCUMENT)):
        assert name in DOCUMENT["components"]["schemas"]


async def test_the_document_and_its_page_need_no_token(http: httpx.AsyncClient) -> None:
    document = await http.get("/schema/openapi.json")
    assert document.json() == DOCUMENT
    assert document.json()["openapi"].startswith("3.1")
    page = await http.get("/schema/plain")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["content-security-policy"].startswith("default-src 'none'")


def test_the_page_shows_every_operation_and_loads_no_resources() -> None:
    page = render(DOCUMENT)
    for path, method, _ in OPERATIONS:
        assert page.count(f"<b>{method.upper()}</b> <code>{path}</code>") == 1
    assert not re.search(r'<(script|link|img|iframe)|\bsrc=|url\(|@import|href="(?!#|/schema)', page)


def test_every_section_of_the_page_is_linked_by_its_id() -> None:
    page = render(DOCUMENT)
    ids = re.findall(r'<h2 id="([^"]+)"', page)
    assert ids == re.findall(r'<a href="#([^"]+)"', page)
    assert len(ids) == len(DOCUMENT["tags"])
    assert not re.search(r"\s", "".join(ids))


def test_the_page_shows_an_event_stream_as_text() -> None:
    assert "<pre>event: tool_call\ndata: {" in render(DOCUMENT)


def test_the_page_shows_an_encoded_form() -> None:
    assert "<pre>username=founder%40example.com&amp;password=secret123</pre>" in render(DOCUMENT)


def test_the_page_shows_code_as_code() -> None:
    assert "<code>Authorization: Bearer &lt;access_token&gt;</code>" in render(DOCUMENT)


def test_the_page_escapes_text() -> None:
    document = json.loads(json.dumps(DOCUMENT).replace("An API-first", "<script>alert(1)</script>"))
    assert "<script>" not in render(document)


@pytest.mark.parametrize(
    ("item", "entity"),
    [(JobOut, Job), (CandidateOut, Candidate), (ApplicationOut, Application), (MatchLogOut, MatchLog)],
)
def test_list_items_have_fields_of_their_entity_with_the_same_types(item: type[Struct], entity: type[object]) -> None:
    expected = {name: str if kind is Direction else kind for name, kind in get_type_hints(entity).items()}
    assert get_type_hints(item).items() <= expected.items()
