"""What no answer may be, whatever the request was."""

import re

import httpx

TELLTALE = re.compile(
    r"Traceback|File \"/|site-packages|/src/recruit|asyncpg|sqlalchemy|psycopg|msgspec|litestar"
    r"|syntax error at|SQLSTATE|pg_catalog|relation \"|\bobject at 0x|SELECT .+ FROM|INSERT INTO",
    re.IGNORECASE,
)
"""What says how we are made, and where."""

CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")


def assert_harmless(response: httpx.Response, said: str, given: str = "") -> None:
    """Check an answer to whoever gave us that text: no fault of ours, a reason for a refusal, nothing let slip."""
    assert response.status_code < 500, f"{said}: {response.status_code} {response.text[:500]}"
    for name, value in response.headers.items():
        assert name != "x-injected", said
        assert not CONTROLS.search(value), f"{said}: {name}: {value!r}"
    if response.status_code >= 400 and response.request.method != "HEAD":
        answer = response.json()
        assert list(answer) == ["detail"], f"{said}: {answer}"
        assert answer["detail"], said
        told = str(answer["detail"]).replace(given, "").replace(repr(given)[1:-1], "") if given else response.text
        assert not TELLTALE.search(told), f"{said}: {told[:500]}"
