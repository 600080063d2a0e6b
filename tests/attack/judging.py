"""Checks that hold for the response to any request."""

import re

import httpx

TELLTALE = re.compile(
    r"Traceback|File \"/|site-packages|/src/recruit|asyncpg|sqlalchemy|psycopg|msgspec|litestar"
    r"|syntax error at|SQLSTATE|pg_catalog|relation \"|\bobject at 0x|SELECT .+ FROM|INSERT INTO",
    re.IGNORECASE,
)
"""Text that reveals the implementation or its paths."""

CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")


def assert_harmless(response: httpx.Response, context: str, given: str = "") -> None:
    """Check for no server error, no injected header, a reason for a refusal, and no internals in the response."""
    assert response.status_code < 500, f"{context}: {response.status_code} {response.text[:500]}"
    for name, value in response.headers.items():
        assert name != "x-injected", context
        assert not CONTROLS.search(value), f"{context}: {name}: {value!r}"
    if response.status_code >= 400 and response.request.method != "HEAD":
        answer = response.json()
        assert list(answer) == ["detail"], f"{context}: {answer}"
        assert answer["detail"], context
        shown = str(answer["detail"]).replace(given, "").replace(repr(given)[1:-1], "") if given else response.text
        assert not TELLTALE.search(shown), f"{context}: {shown[:500]}"
