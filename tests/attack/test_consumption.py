"""Excessive numbers, queries, forms and JSON on every route that takes them."""

from itertools import cycle

import httpx
import pytest

from api_document import ROUTES
from attack.judging import assert_harmless
from attack.office import FORM, new_office
from attack.sending import attacker, is_form, operation, places
from attack.test_misconfiguration import comparable
from recruit.entrypoints.services import Services

NUMBERS = ["-1", "0", "101", str(2**31), str(2**63 - 1), str(2**63), "1" + "0" * 30, "1.5"]
QUERIES = ["&".join(f"a{number}=b" for number in range(6_000)), "x&" * 20_000, "a[b][c]=d&" * 4_000, "&" * 60_000]
LIMITS = ["limit=1&limit=1000000", "limit=1000000&limit=1", "limit[]=1000000", "limit=1,1000000", "limit=%31%30%31"]
ABOVE_A_HUNDRED = {"candidates_for_job", "jobs_for_candidate", "what_if"}
"""Operations whose responses may have up to 1,000 rows."""


@pytest.mark.parametrize("route", [route for route in ROUTES if any(not place.is_text for place in places(route))])
async def test_numbers_out_of_bounds_are_refused_or_find_nothing(
    services: Services, inside: httpx.AsyncClient, route: str
) -> None:
    client = await attacker(services, inside, await new_office(services))
    for place in places(route):
        if place.is_text:
            continue
        for number in NUMBERS:
            response = await client.send(route, place, number)
            context = f"{route}, {number} in {place}"
            assert_harmless(response, context)
            if place.part == "path":
                assert response.status_code in {404, 422}, context
            if place.steps == ("limit",) and response.is_success:
                assert operation(route)["operationId"] in ABOVE_A_HUNDRED, context
            if place.steps == ("skip",) and response.is_success:
                assert number == "0" or not response.json()["items"], context


@pytest.mark.one_storage
async def test_thousands_of_unknown_query_parameters_change_no_response(
    services: Services, inside: httpx.AsyncClient
) -> None:
    """Each route gets one of the queries: one reader parses those of all."""
    client = await attacker(services, inside, await new_office(services))
    reading = [route for route in ROUTES if route.startswith("GET /api/v1/")]
    for route, query in zip(reading, cycle(QUERIES), strict=False):
        usual = await client.send(route)
        _, path = route.split()
        headers = {"Authorization": f"Bearer {client.token}"}
        response = await inside.get(f"{path.format(**client.ids)}?{query}", headers=headers)
        assert comparable(response) == comparable(usual), route


async def test_a_repeated_limit_parameter_never_exceeds_the_maximum(
    services: Services, inside: httpx.AsyncClient
) -> None:
    client = await attacker(services, inside, await new_office(services))
    headers = {"Authorization": f"Bearer {client.token}"}
    for route in ROUTES:
        if any(place.steps == ("limit",) and place.part == "query" for place in places(route)):
            path = route.split()[1].format(**client.ids)
            for query in LIMITS:
                response = await inside.get(f"{path}?{query}", headers=headers)
                assert_harmless(response, f"{route}?{query}")
                assert response.status_code == 422 or len(response.json().get("items", ())) <= 100


@pytest.mark.one_storage
@pytest.mark.parametrize("route", [route for route in ROUTES if is_form(route)])
async def test_a_form_with_many_unknown_files_is_refused(
    services: Services, inside: httpx.AsyncClient, route: str
) -> None:
    client = await attacker(services, inside, await new_office(services))
    part = b'--b\r\nContent-Disposition: form-data; name="%b"; filename="a.txt"\r\n\r\nJane Doe\r\n'
    for count, expected in ((900, {422}), (1001, {413})):
        body = b"".join(part % b"other%d" % number for number in range(count)) + b"--b--\r\n"
        response = await client.write(route, f"{FORM}; boundary=b", body)
        assert response.status_code in expected, f"{route}, {count} files: {response.text[:300]}"


@pytest.mark.one_storage
async def test_json_with_many_fields_or_huge_numbers_causes_no_server_error(
    services: Services, inside: httpx.AsyncClient
) -> None:
    """Each route gets one of the bodies: one reader decodes those of all."""
    client = await attacker(services, inside, await new_office(services))
    bodies = [
        b"{" + b",".join(b'"a%d":1' % number for number in range(20_000)) + b"}",
        b"{" + b",".join(b'"title":"x"' for _ in range(20_000)) + b"}",
        b'{"title": 1' + b"0" * 100_000 + b"}",
        b'{"title": "x", "salary_min": 1e999999999, "job_id": 1e999999999, "candidate_id": -1e999999999}',
        b'{"title": "x", "required_skills": [' + b'"x",' * 50_000 + b'"x"]}',
        b'"' + b"\\u0041" * 50_000 + b'"',
        b" " * 200_000,
    ]
    writing = [route for route in ROUTES if "json" in str(operation(route).get("requestBody", {}).get("content", {}))]
    for route, (number, body) in zip(writing, cycle(enumerate(bodies)), strict=False):
        assert_harmless(await client.write(route, "application/json", body), f"{route}, body {number}")
