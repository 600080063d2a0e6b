"""Static files of the console. An address has the file's hash, so that browsers keep files for a year."""

import gzip
import re
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from litestar import Response, get
from litestar.params import FromPath

from recruit.entrypoints.http.authentication import PUBLIC
from recruit.entrypoints.http.headers import header
from recruit.entrypoints.http.middleware.request_log import extra_headers
from recruit.entrypoints.http.middleware.security_headers import allow_caching
from recruit.entrypoints.http.openapi.reference_controllers import GZIP
from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.web.policy import WORKER_POLICY

ROOT = Path(str(files("recruit.entrypoints.web") / "static"))
TYPES = {
    ".bcmap": "application/octet-stream",
    ".css": "text/css",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".pfb": "application/octet-stream",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
}
WORKER = "vendor/pdf.worker.min.mjs"
HASH_LENGTH = 16
_MARGIN = re.compile(rb"^[ \t]*(?://.*)?", re.MULTILINE)


@cache
def version() -> str:
    """Return the hash of all files. It is part of every address, so that modules find one another by relative paths."""
    found = sha256()
    for name in names():
        found.update(name.encode() + b"\0" + (ROOT / name).read_bytes())
    return found.hexdigest()[:HASH_LENGTH]


@cache
def names() -> frozenset[str]:
    """Return the paths of the files that are served, relative to the folder."""
    paths = (one for one in ROOT.rglob("*") if one.suffix in TYPES)
    return frozenset(one.relative_to(ROOT).as_posix() for one in sorted(paths))


def address(name: str) -> str:
    """Return the path at which a file is served."""
    return f"/assets/{version()}/{name}"


@cache
def content(name: str, *, compressed: bool) -> bytes:
    """Return a file, compressed with gzip or as it is. Compressed scripts have no indentation and no comment lines."""
    data = (ROOT / name).read_bytes()
    if not compressed:
        return data
    return gzip.compress(_MARGIN.sub(b"", data) if name.endswith(".js") else data, mtime=0)


@get("/assets/{version:str}/{name:path}", opt={PUBLIC: True}, sync_to_thread=True)
def asset(request: ApiRequest, version: FromPath[str], name: FromPath[str]) -> Response[bytes]:
    """Return a static file. A file of another version is answered with the present one, without a lasting cache."""
    name = name.removeprefix("/")
    if name not in names():
        return Response(b"", status_code=404, media_type="text/plain")
    compressed = bool(GZIP.search(header(request.scope, b"accept-encoding") or b""))
    headers = {"Vary": "Accept-Encoding", "Cross-Origin-Resource-Policy": "same-origin"}
    if compressed:
        headers["Content-Encoding"] = "gzip"
    if name == WORKER:
        headers["Content-Security-Policy"] = WORKER_POLICY
    if version == globals()["version"]():
        allow_caching(extra_headers(request.scope))
    return Response(content(name, compressed=compressed), headers=headers, media_type=TYPES[Path(name).suffix])
