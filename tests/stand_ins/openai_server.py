"""A server on the loopback that speaks OpenAI's protocol, well or badly."""

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
from typing import Any, Self, TypeAlias

import numpy as np


class Fault(Enum):
    """What is wrong with one answer."""

    ERROR = auto()  # 500
    UNAUTHORIZED = auto()  # 401 that repeats the key
    BAD_REQUEST = auto()  # 400 that repeats the text
    REDIRECT = auto()
    HANG = auto()  # no answer until the server is released
    GARBAGE = auto()  # no JSON
    HTML = auto()  # a page of some gateway, status 200
    DEEP = auto()  # JSON nested beyond any parser's patience

    FLOATS = auto()  # lists although base64 was asked for: no fault, a habit of some servers
    BACKWARDS = auto()  # the last embedding first, its index right
    TOO_FEW = auto()
    SAME_INDEX = auto()
    SHORT = auto()  # one vector has a dimension less
    SMALL = auto()  # all have
    HALF_A_NUMBER = auto()  # base64 of a number of bytes that floats haven't
    NAN = auto()
    INFINITE = auto()
    ZERO = auto()

    REFUSAL = auto()
    CUT_OFF = auto()  # finish_reason "length"
    NO_CHOICES = auto()
    BROKEN_CONTENT = auto()  # half a JSON object
    LIST_CONTENT = auto()  # JSON, but no object


@dataclass(frozen=True, slots=True)
class Request:
    """What a client sent."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]


Reply: TypeAlias = tuple[int, str, bytes]
"""Status, content type and body."""


@dataclass
class OpenAIServer:
    """Answers well unless told otherwise; use it as a context manager.

    `filling` is the object that chat completions consist of. `requests` is what came in, oldest first.
    """

    filling: dict[str, Any] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)

    def __post_init__(self):
        self._faults: deque[Fault] = deque()
        self._arrived = threading.Semaphore(0)
        self._released = threading.Event()
        handler = type("Handler", (_Handler,), {"stand_in": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_):
        self.release()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        """Where it is, as OPENAI_BASE_URL."""
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def fail(self, fault: Fault, *, times: int = 1) -> None:
        """Answer the next `times` requests with `fault`."""
        self._faults.extend([fault] * times)

    def release(self) -> None:
        """Let hanging requests go on."""
        self._released.set()

    def wait_for_request(self) -> None:
        """Block until one more request came in."""
        assert self._arrived.acquire(timeout=10), "no request came"

    def reply(self, request: Request) -> Reply:
        """Return the answer to `request`."""
        self.requests.append(request)
        fault = self._faults.popleft() if self._faults else None
        self._arrived.release()
        if fault is Fault.HANG:
            self._released.wait()
        if fault in _CANNED:
            return _CANNED[fault](request)
        match request.path:
            case "/v1/embeddings":
                return _success(_embeddings(request.body, fault))
            case "/v1/chat/completions":
                return _success(_completion(request.body, self.filling, fault))
        return _failure(404, "Unknown request URL")


class _Handler(BaseHTTPRequestHandler):
    stand_in: OpenAIServer

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        headers = {name.lower(): value for name, value in self.headers.items()}
        status, kind, content = self.stand_in.reply(Request(self.path, headers, body))
        try:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Retry-After-Ms", "1")  # tests needn't wait for a client's own pauses
            self.send_header("Location", self.path)  # means something where the status is a redirect
            self.end_headers()
            self.wfile.write(content)
        except ConnectionError:
            self.close_connection = True  # the client has given up

    def log_message(self, *_):
        pass


def _success(body: dict[str, Any]) -> Reply:
    return 200, "application/json", json.dumps(body).encode()


def _failure(status: int, message: str) -> Reply:
    return status, "application/json", json.dumps({"error": {"message": message, "type": "stand_in"}}).encode()


_CANNED: dict[Fault, Callable[[Request], Reply]] = {
    Fault.HANG: lambda _: _failure(503, "Released"),
    Fault.ERROR: lambda _: _failure(500, "The server had an error"),
    Fault.UNAUTHORIZED: lambda request: _failure(401, f"Incorrect API key: {request.headers['authorization']}"),
    Fault.BAD_REQUEST: lambda request: _failure(400, f"Unacceptable: {json.dumps(request.body)}"),
    Fault.REDIRECT: lambda _: (307, "text/plain", b""),
    Fault.GARBAGE: lambda _: (200, "application/json", b'{"data": ['),
    Fault.HTML: lambda _: (200, "text/html", b"<!doctype html><title>Please log in</title>"),
    Fault.DEEP: lambda _: (200, "application/json", b'{"data":' + b"[" * 200_000),
}


def embedding(text: str, dimensions: int) -> np.ndarray:
    """Return the vector of `text`: the more words two texts share, the nearer they are. It isn't of length one."""
    words = re.findall(r"\w+", text.lower()) or [""]
    return np.sum([_direction(word, dimensions) for word in words], axis=0)


@lru_cache(maxsize=10_000)
def _direction(word: str, dimensions: int) -> np.ndarray:
    return np.random.default_rng(zlib.crc32(word.encode())).standard_normal(dimensions)


def _embeddings(body: dict[str, Any], fault: Fault | None) -> dict[str, Any]:
    encoding = "float" if fault is Fault.FLOATS else body.get("encoding_format", "float")
    data = [
        {"object": "embedding", "index": index, "embedding": _encoded(vector, encoding)}
        for index, vector in enumerate(_vectors(body, fault))
    ]
    match fault:
        case Fault.BACKWARDS:
            data.reverse()
        case Fault.TOO_FEW:
            data.pop()
        case Fault.SAME_INDEX:
            data[-1]["index"] = 0
        case Fault.HALF_A_NUMBER:
            data[-1]["embedding"] = base64.b64encode(b"12345").decode()
    usage = {"prompt_tokens": len(data), "total_tokens": len(data)}
    return {"object": "list", "model": body["model"], "data": data, "usage": usage}


def _vectors(body: dict[str, Any], fault: Fault | None) -> list[np.ndarray]:
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


def _encoded(vector: np.ndarray, encoding: str) -> str | list[float]:
    if encoding == "base64":
        return base64.b64encode(vector.astype("<f4").tobytes()).decode()
    return vector.tolist()


def _completion(body: dict[str, Any], filling: dict[str, Any], fault: Fault | None) -> dict[str, Any]:
    content, refusal, finish_reason = json.dumps(filling), None, "stop"
    match fault:
        case Fault.REFUSAL:
            content, refusal = None, "I can't help with that."
        case Fault.CUT_OFF:
            finish_reason = "length"
        case Fault.BROKEN_CONTENT:
            content = content[:-1]
        case Fault.LIST_CONTENT:
            content = "[]"
    message = {"role": "assistant", "content": content, "refusal": refusal}
    choices = [{"index": 0, "message": message, "finish_reason": finish_reason}]
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 0,
        "model": body["model"],
        "choices": [] if fault is Fault.NO_CHOICES else choices,
    }
