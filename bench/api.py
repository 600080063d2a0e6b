"""Single HTTP calls to a server, for registration, login and the size of a response."""

import json
import urllib.parse
import urllib.request
from typing import Any

from bench.client import Request
from bench.processes import HOST

API = "/api/v1"


def call(url: str, body: Any, *, form: bool = False) -> Any:
    """Post a body as JSON, or as a form, and return the decoded JSON response. Raise HTTPError."""
    kind = "application/x-www-form-urlencoded" if form else "application/json"
    data = (urllib.parse.urlencode(body) if form else json.dumps(body)).encode()
    return json.loads(_answer(urllib.request.Request(url, data, {"Content-Type": kind})))  # noqa: S310 - ours


def size(port: int, request: Request) -> int:
    """Send the first of a request's texts and return the size of the response body, in bytes. Raise HTTPError."""
    head, _, body = request.texts()[0].encode().partition(b"\r\n\r\n")
    headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n")[1:])
    url = f"http://{HOST}:{port}{head.split()[1].decode()}"
    return len(_answer(urllib.request.Request(url, body or None, headers, method=request.method)))


def _answer(request: urllib.request.Request) -> bytes:
    with urllib.request.urlopen(request, timeout=120) as response:  # noqa: S310 - ours
        data: bytes = response.read()
    return data
