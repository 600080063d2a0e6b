"""The fast path to handlers: which requests take it, and that Litestar's own path answers alike."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

import httpx
import pytest
from litestar import Litestar, Request
from litestar.connection import ASGIConnection
from litestar.di import NamedDependency, Provide
from litestar.exceptions import PermissionDeniedException
from litestar.handlers import BaseRouteHandler
from litestar.params import FromPath, HeaderParameter, JSONBody, QueryParameter, URLEncodedBody
from litestar.types import ASGIApp, Receive, Scope, Send
from msgspec import Struct

from asgi import asgi_transport
from http_api import Api
from recruit.entrypoints.http.encoded_routes import LOCATION, get, post
from recruit.entrypoints.http.errors import HANDLERS, collect_faults
from recruit.entrypoints.http.fast_path import fast_path_middleware
from recruit.entrypoints.http.request import ApiRequest

Positive = Annotated[int, QueryParameter(ge=1)]
BODIES = [
    "",
    '{"title": ""}',
    '{"titel": "A"}',
    '{"title": "A", "salary_min": "12"}',
    '{"title": 1}',
    "[]",
    "{",
    "null",
]


class Thing(Struct):
    """A request body."""

    name: str
    size: int = 0


async def refuse(_connection: ASGIConnection[Any, Any, Any, Any], _handler: BaseRouteHandler) -> None:
    raise PermissionDeniedException("guarded")


async def answer_before(_request: Request[Any, Any, Any]) -> dict[str, str]:
    return {"said": "before"}


async def number() -> int:
    return 7


@get("/plain/{id:str}")
async def plain(request: ApiRequest, id: FromPath[int], some: Positive = 5) -> list[Any]:
    return [request.method, id, some]


@post("/body/{id:str}", opt={LOCATION: None})
async def body(request: ApiRequest, id: FromPath[int], data: JSONBody[Thing]) -> list[Any]:
    return [request.method, id, data]


@post("/maybe", opt={LOCATION: None})
async def maybe(request: ApiRequest, data: JSONBody[Thing | None] = None) -> list[Any]:
    return [request.method, data]


@post("/form", opt={LOCATION: None})
async def form(request: ApiRequest, data: URLEncodedBody[Thing]) -> list[Any]:
    return [request.method, data]


@get("/header")
async def header(request: ApiRequest, said: Annotated[str, HeaderParameter(name="X-Said")] = "") -> list[Any]:
    return [request.method, said]


@get("/asked")
async def asked(request: ApiRequest, some: Positive) -> list[Any]:
    return [request.method, some]


@get("/guarded", guards=[refuse])
async def guarded(request: ApiRequest) -> list[Any]:
    return [request.method]


@get("/before", before_request=answer_before)
async def before(request: ApiRequest) -> list[Any]:
    return [request.method]


@get("/injected", dependencies={"injected": Provide(number)})
async def injected(request: ApiRequest, injected: NamedDependency[int]) -> list[Any]:
    return [request.method, injected]


@get("/without")
async def without() -> list[Any]:
    return []


@get("/at-once", sync_to_thread=False)
def at_once(request: ApiRequest) -> list[Any]:
    return [request.method]


@pytest.fixture
def through_litestar() -> list[str]:
    """The URL paths of the requests that Litestar's own path has handled."""
    return []


@pytest.fixture
async def client(through_litestar: list[str]) -> AsyncIterator[httpx.AsyncClient]:
    def recording(app: ASGIApp) -> ASGIApp:
        async def record(scope: Scope, receive: Receive, send: Send) -> None:
            through_litestar.append(scope["path"])
            await app(scope, receive, send)

        return record

    app = Litestar(
        [plain, body, maybe, form, header, asked, guarded, before, injected, without, at_once],
        middleware=[fast_path_middleware, recording],
        request_class=ApiRequest,
        exception_handlers=HANDLERS,
        after_exception=[collect_faults],
        openapi_config=None,
        logging_config=None,
    )
    transport = asgi_transport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as found:
        yield found


@pytest.mark.parametrize(
    ("method", "path", "json", "answer"),
    [
        ("GET", "/plain/3", None, ["GET", 3, 5]),
        ("POST", "/body/3", {"name": "A", "size": "4"}, ["POST", 3, {"name": "A", "size": 4}]),
        ("POST", "/maybe", {"name": "A"}, ["POST", {"name": "A", "size": 0}]),
    ],
)
async def test_path_parameters_and_json_bodies_take_the_fast_path(
    client: httpx.AsyncClient, through_litestar: list[str], method: str, path: str, json: Any, answer: Any
) -> None:
    response = await client.request(method, path, json=json)
    assert (response.status_code, response.json()) == (200 if method == "GET" else 201, answer)
    assert through_litestar == []


@pytest.mark.parametrize(
    ("method", "path", "sent", "status", "answer"),
    [
        ("GET", "/plain/3?some=6", {}, 200, ["GET", 3, 6]),
        ("POST", "/maybe", {}, 201, ["POST", None]),
        ("POST", "/form", {"data": {"name": "A", "size": "4"}}, 201, ["POST", {"name": "A", "size": 4}]),
        ("GET", "/header", {"headers": {"X-Said": "it"}}, 200, ["GET", "it"]),
        ("GET", "/asked?some=6", {}, 200, ["GET", 6]),
        ("GET", "/guarded", {}, 403, {"detail": "guarded"}),
        ("GET", "/before", {}, 200, {"said": "before"}),
        ("GET", "/injected", {}, 200, ["GET", 7]),
        ("GET", "/without", {}, 200, []),
        ("GET", "/at-once", {}, 200, ["GET"]),
    ],
)
async def test_other_requests_go_through_litestar(
    client: httpx.AsyncClient, through_litestar: list[str], method: str, path: str, sent: Any, status: int, answer: Any
) -> None:
    response = await client.request(method, path, **sent)
    assert (response.status_code, response.json()) == (status, answer)
    assert through_litestar == [path.partition("?")[0]]


@pytest.mark.parametrize(
    ("method", "path", "content", "places"),
    [
        ("GET", "/plain/x", "", [["path", "id"]]),
        ("POST", "/body/x", "{}", [["path", "id"], ["body", "name"]]),
        ("POST", "/body/3", "", [["body"]]),
        ("POST", "/body/3", '{"name": 1, "size": "x"}', [["body", "name"], ["body", "size"]]),
    ],
)
async def test_invalid_requests_get_litestars_errors(
    client: httpx.AsyncClient, method: str, path: str, content: str, places: Any
) -> None:
    response = await client.request(method, path, content=content)
    assert response.status_code == 422
    assert [fault["loc"] for fault in response.json()["detail"]] == places


@pytest.mark.parametrize("content", BODIES)
async def test_a_body_is_accepted_or_refused_alike_on_both_paths(api: Api, content: str) -> None:
    fast, slow = [await api.post("/jobs" + query, content=content) for query in ("", "?so=what")]
    assert fast.status_code == slow.status_code
    assert _without_id(fast) == _without_id(slow)


@pytest.mark.parametrize("id_", ["0", "-1", "007", "1.0", " 1", "1e3", "x", "9" * 30, "٣"])
async def test_an_id_is_accepted_or_refused_alike_on_both_paths(api: Api, id_: str) -> None:
    fast, slow = [await api.get(f"/jobs/{id_}{query}") for query in ("", "?so=what")]
    assert fast.status_code == slow.status_code
    assert fast.json() == slow.json()


def _without_id(response: httpx.Response) -> Any:
    answer = response.json()
    return {name: value for name, value in answer.items() if name != "id"} if isinstance(answer, dict) else answer
