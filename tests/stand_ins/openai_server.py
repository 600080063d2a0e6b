"""A server on the loopback interface that speaks OpenAI's protocol, correctly or with faults."""

import base64
import json
import re
import threading
import zlib
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple, Self

import numpy as np
import numpy.typing as npt


class Fault(Enum):
    """A fault of one response."""

    ERROR = auto()  # 500
    UNAUTHORIZED = auto()  # 401 that repeats the key
    BAD_REQUEST = auto()  # 400 that repeats the text
    REDIRECT = auto()
    HANG = auto()  # no response until the server is released
    STALL = auto()  # half a response until the server is released
    DROP = auto()  # the connection closes without a response
    RATE_LIMIT = auto()  # 429 without a Retry-After header
    SHORT_RATE_LIMIT = auto()  # 429 for a hundredth of a second
    LONG_RATE_LIMIT = auto()  # 429 for an hour
    QUOTA = auto()  # 429 with the header that forbids a retry
    GARBAGE = auto()  # invalid JSON
    HTML = auto()  # an HTML page with status 200, as from a gateway
    DEEP = auto()  # JSON nested too deeply for parsers

    FLOATS = auto()  # lists although base64 was requested, as some servers send them
    BACKWARDS = auto()  # embeddings in reverse order, with correct indexes
    TOO_FEW = auto()
    TOO_MANY = auto()
    SAME_INDEX = auto()
    SHORT = auto()  # one vector has one dimension too few
    SMALL = auto()  # all vectors have one dimension too few
    HALF_A_NUMBER = auto()  # base64 of a length that isn't a multiple of four bytes
    NULL = auto()  # a list with null instead of a number
    NAN = auto()
    INFINITE = auto()
    ZERO = auto()

    REFUSAL = auto()
    CUT_OFF = auto()  # finish_reason "length"
    NO_CHOICES = auto()
    BROKEN_CONTENT = auto()  # half a JSON object
    LIST_CONTENT = auto()  # a JSON list instead of an object


@dataclass(frozen=True, slots=True)
class Request:
    """A received request."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]


Numbers = npt.NDArray[np.float64]

SOON = {"Retry-After-Ms": "1"}
"""Header that asks for an immediate retry, so that tests needn't wait for the client's backoff."""


class Reply(NamedTuple):
    """A response. With `stalls`, its second half waits until the server is released. Status 0 is never sent."""

    status: int
    kind: str
    content: bytes
    headers: dict[str, str] = SOON
    stalls: bool = False


@dataclass
class OpenAIServer:
    """The server, used as a context manager. It responds correctly unless `fail` was called.

    `filling` is the object in answers to chat completions with a response format. `speaks` returns the message of other
    chat completions, from the body of the request. `requests` are the received requests, oldest first.
    """

    filling: dict[str, Any] = field(default_factory=dict)
    speaks: Callable[[dict[str, Any]], dict[str, Any]] = lambda _: {"content": "done"}
    requests: list[Request] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._faults: deque[Fault] = deque()
        self._arrived = threading.Semaphore(0)
        self._released = threading.Event()
        handler = type("Handler", (_Handler,), {"stand_in": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.release()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        """The URL of the server, for OPENAI_BASE_URL."""
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def fail(self, fault: Fault, *, times: int = 1) -> None:
        """Respond to the next `times` requests with `fault`."""
        self._faults.extend([fault] * times)

    def release(self) -> None:
        """Let blocked requests continue."""
        self._released.set()

    def wait_for_request(self) -> None:
        """Block until one more request has arrived."""
        assert self._arrived.acquire(timeout=60), "no request came"

    def wait_for_release(self) -> None:
        """Block until `release` is called."""
        self._released.wait()

    def reply(self, request: Request) -> Reply:
        """Return the response to `request`."""
        self.requests.append(request)
        fault = self._faults.popleft() if self._faults else None
        self._arrived.release()
        if fault is Fault.HANG:
            self.wait_for_release()
        if fault in _CANNED:
            return _CANNED[fault](request)
        match request.path:
            case "/v1/embeddings":
                return _success(_embeddings(request.body, fault), stalls=fault is Fault.STALL)
            case "/v1/chat/completions":
                message = {} if "response_format" in request.body else self.speaks(request.body)
                completion = _completion(request.body, self.filling, message, fault)
                return _success(completion, stalls=fault is Fault.STALL)
        return _failure(404, "Unknown request URL")


class _Handler(BaseHTTPRequestHandler):
    stand_in: OpenAIServer

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        headers = {name.lower(): value for name, value in self.headers.items()}
        reply = self.stand_in.reply(Request(self.path, headers, body))
        if not reply.status:
            return
        try:
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.kind)
            self.send_header("Content-Length", str(len(reply.content)))
            self.send_header("Location", self.path)  # only relevant for redirects
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            half = len(reply.content) // 2
            self.wfile.write(reply.content[:half])
            if reply.stalls:
                self.stand_in.wait_for_release()
            self.wfile.write(reply.content[half:])
        except ConnectionError:
            self.close_connection = True  # the client has disconnected

    def log_message(self, *_: object) -> None:
        pass


def _success(body: dict[str, Any], *, stalls: bool = False) -> Reply:
    return Reply(200, "application/json", json.dumps(body).encode(), stalls=stalls)


def _failure(status: int, message: str, headers: dict[str, str] = SOON) -> Reply:
    content = json.dumps({"error": {"message": message, "type": "stand_in"}}).encode()
    return Reply(status, "application/json", content, headers)


_CANNED: dict[Fault, Callable[[Request], Reply]] = {
    Fault.HANG: lambda _: _failure(503, "Released"),
    Fault.ERROR: lambda _: _failure(500, "The server had an error"),
    Fault.UNAUTHORIZED: lambda request: _failure(401, f"Incorrect API key: {request.headers['authorization']}"),
    Fault.BAD_REQUEST: lambda request: _failure(400, f"Unacceptable: {json.dumps(request.body)}"),
    Fault.DROP: lambda _: Reply(0, "", b""),
    Fault.RATE_LIMIT: lambda _: _failure(429, "Too many requests", {}),
    Fault.SHORT_RATE_LIMIT: lambda _: _failure(429, "Too many requests", {"Retry-After": "0.01"}),
    Fault.LONG_RATE_LIMIT: lambda _: _failure(429, "Too many requests", {"Retry-After": "3600"}),
    Fault.QUOTA: lambda _: _failure(429, "You exceeded your quota", {"X-Should-Retry": "false"}),
    Fault.REDIRECT: lambda _: Reply(307, "text/plain", b""),
    Fault.GARBAGE: lambda _: Reply(200, "application/json", b'{"data": ['),
    Fault.HTML: lambda _: Reply(200, "text/html", b"<!doctype html><title>Please log in</title>"),
    Fault.DEEP: lambda _: Reply(200, "application/json", b'{"data":' + b"[" * 200_000),
}


def embedding(text: str, dimensions: int) -> Numbers:
    """Return a vector of `text`, not normalised. The more words two texts share, the closer are their vectors."""
    words = re.findall(r"\w+", text.lower()) or [""]
    summed: Numbers = np.sum([_direction(word, dimensions) for word in words], axis=0)
    return summed


@lru_cache(maxsize=10_000)
def _direction(word: str, dimensions: int) -> Numbers:
    return np.random.default_rng(zlib.crc32(word.encode())).standard_normal(dimensions)


def _embeddings(body: dict[str, Any], fault: Fault | None) -> dict[str, Any]:
    encoding = "float" if fault in {Fault.FLOATS, Fault.NULL} else body.get("encoding_format", "float")
    data: list[dict[str, Any]] = [
        {"object": "embedding", "index": index, "embedding": _encoded(vector, encoding)}
        for index, vector in enumerate(_vectors(body, fault))
    ]
    match fault:
        case Fault.BACKWARDS:
            data.reverse()
        case Fault.TOO_FEW:
            data.pop()
        case Fault.TOO_MANY:
            data.append(data[-1] | {"index": len(data)})
        case Fault.NULL:
            data[-1]["embedding"][0] = None
        case Fault.SAME_INDEX:
            data[-1]["index"] = 0
        case Fault.HALF_A_NUMBER:
            data[-1]["embedding"] = base64.b64encode(b"12345").decode()
    usage = {"prompt_tokens": len(data), "total_tokens": len(data)}
    return {"object": "list", "model": body["model"], "data": data, "usage": usage}


def _vectors(body: dict[str, Any], fault: Fault | None) -> list[Numbers]:
    texts = [body["input"]] if isinstance(body["input"], str) else body["input"]
    dimensions = body.get("dimensions", 1536)
    vectors = [embedding(text, dimensions) for text in texts]
    match fault:
        case Fault.SMALL:
            vectors = [vector[:-1] for vector in vectors]
        case Fault.SHORT:
            vectors[-1] = vectors[-1][:-1]
        case Fault.NAN:
            vectors[-1][0] = np.nan
        case Fault.INFINITE:
            vectors[-1][0] = np.inf
        case Fault.ZERO:
            vectors[-1] = np.zeros(dimensions)
    return vectors


def _encoded(vector: Numbers, encoding: str) -> str | list[float]:
    if encoding == "base64":
        return base64.b64encode(vector.astype("<f4").tobytes()).decode()
    numbers: list[float] = vector.tolist()
    return numbers


def _completion(
    body: dict[str, Any], filling: dict[str, Any], spoken: dict[str, Any], fault: Fault | None
) -> dict[str, Any]:
    written = json.dumps(filling)
    content: str | None = written
    refusal: str | None = None
    finish_reason = "stop"
    match fault:
        case Fault.REFUSAL:
            content, refusal = None, "I can't help with that."
        case Fault.CUT_OFF:
            finish_reason = "length"
        case Fault.BROKEN_CONTENT:
            content = written[:-1]
        case Fault.LIST_CONTENT:
            content = "[]"
    message = {"role": "assistant", "content": content, "refusal": refusal} | spoken
    if spoken.get("tool_calls"):
        finish_reason = "tool_calls"
    choices = [{"index": 0, "message": message, "finish_reason": finish_reason}]
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 0,
        "model": body["model"],
        "choices": [] if fault is Fault.NO_CHOICES else choices,
    }
