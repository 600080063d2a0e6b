"""The budgets of the console's pages over a large organisation: statements, times, rendering and sizes."""

import asyncio
import gzip
import http.client
import json
import re
import statistics
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode

import httpx

from bench.findings import UNKNOWN, Findings, Table, count, progress
from bench.kept_organisation import EMAIL, PASSWORD, kept_organisation
from bench.machine import Machine
from bench.processes import HOST, ROOT, processor_seconds
from bench.programs import Recruit, processes
from bench.rounds import settle
from bench.scale import Scale
from bench.virtualenv import CACHE
from recruit.adapters.postgres.engine.connection import PooledConnection
from recruit.entrypoints.http.app import create_app
from recruit.entrypoints.services import assemble
from recruit.entrypoints.settings import Settings
from recruit.entrypoints.web import page as responses
from recruit.entrypoints.web.app import console
from recruit.entrypoints.web.templates import render

LIMITS: Mapping[str, float] = {"statements": 4, "first_byte": 100, "rendering": 15, "html": 120}
"""Of a page. Times are in milliseconds, the size is in kilobytes."""

SLOW = ("/ranking", "/what_if", "/fairness", "/figures")
"""Ends of addresses of parts that arrive after their page. They have no limit of time."""

NO_PAGES = ("/live/", "/export")
"""Parts of the addresses of streams and downloads."""

PARAMETER = re.compile(r"\{(\w+):\w+\}")
NAVIGATION = {"Accept": "text/html", "Sec-Fetch-Site": "same-origin"}
PART = {"HX-Request": "true", "HX-Request-Type": "partial"}
LONGEST_SECONDS = 10
"""Of the requests of one page."""

HEADER = (
    *("Page", "Statements", "First byte p50, ms", "p95, ms", "Processor, ms"),
    *("Rendering, ms", "HTML, KB", "gzip, KB", "Missed"),
)
READING = (
    "One browser, which asks for one page after another; a commit counts as a statement. Statements and rendering are "
    "those of a server in the process of the benchmark. Limits: {statements:g} statements, p95 {first_byte:g} ms, "
    "rendering {rendering:g} ms, {html:g} KB. Rankings of all candidates, and reports, arrive after their pages, "
    "and have no limit of time."
)


@dataclass(kw_only=True)
class Figures:
    """What was measured of a page."""

    statements: int = 0
    rendering: float = 0
    p50: float = 0
    first_byte: float = 0
    """The 95th percentile."""

    processor: float = 0
    """Of the server and the database for one request, which other processes hardly change."""

    html: float = 0
    zipped: float = 0
    refused: int | None = None
    """The status of a response that is no page."""

    def missed(self, path: str) -> Sequence[str]:
        """Return the names of the limits that the page of a path misses."""
        without = {"first_byte"} if path.partition("?")[0].endswith(SLOW) else set()
        return [name for name, limit in LIMITS.items() if name not in without and getattr(self, name) > limit]


def measure(scale: Scale, machine: Machine) -> Findings:
    """Measure all pages. Raise Busy and MeasurementError."""
    data = CACHE / f"console-{scale.candidates[-1]}"
    ids = kept_organisation(data, scale)
    program = Recruit(data)
    program.start()
    try:
        settle(program, quiet=scale.quiet)
        program.database.vacuum()
        cookie = _cookie(program.server.url)
        machine.check()
        found = {path: _first_bytes(program, path, cookie, scale) for path in _paths(ids, scale)}
        program.stop_server()
        asyncio.run(_count(data, found, cookie))
    finally:
        program.stop()
    size = count(scale.candidates[-1])
    rows = [[path, *_row(path, figures)] for path, figures in found.items()]
    title = f"Pages of the console, {size} candidates"
    return Findings(
        title="Console", tables=[Table(title=title, reading=READING.format(**LIMITS), header=HEADER, rows=rows)]
    )


def _paths(ids: Mapping[str, int], scale: Scale) -> Iterator[str]:
    """Yield the addresses of all pages, lists also at their ends and with filters."""
    routes = json.loads((ROOT / "tests/web/routes.json").read_text("utf-8"))
    known = {name: str(value) for name, value in ids.items()} | {"stage": "applied"}
    for route in sorted(routes):
        method, path = route.split()
        if method == "GET" and not any(part in path for part in NO_PAGES):
            yield PARAMETER.sub(lambda found: known[found[1]], path)
    for query in ({"page": scale.candidates[-1] // 100}, {"q": "smith"}, {"text": "welding"}, {"skill": "Python"}):
        yield f"/candidates?{urlencode(query)}"
    yield f"/candidates?sort=activity&page={scale.candidates[-1] // 100}"
    yield f"/candidates/{ids['candidate_id']}?job={ids['job_id']}"


def _cookie(url: str) -> str:
    """Sign in and return the cookie of the session."""
    sent = {"email": EMAIL, "password": PASSWORD}
    with httpx.Client(headers=NAVIGATION) as browser:
        browser.post(f"{url}/login", data=sent)
        return "; ".join(f"{name}={value}" for name, value in browser.cookies.items())


def _headers(path: str, cookie: str) -> Mapping[str, str]:
    return NAVIGATION | {"Cookie": cookie} | (PART if path.partition("?")[0].endswith(SLOW) else {})


def _first_bytes(program: Recruit, path: str, cookie: str, scale: Scale) -> Figures:
    """Ask for a page again and again, after a first time that fills caches."""
    connection = http.client.HTTPConnection(HOST, program.server.port, timeout=2 * scale.timeout)
    times, body, status = list[float](), b"", 0
    began, used = time.perf_counter(), processor_seconds(processes(program))
    while len(times) <= scale.views and time.perf_counter() < began + LONGEST_SECONDS:
        start = time.perf_counter()
        connection.request("GET", path, headers=dict(_headers(path, cookie)))
        response = connection.getresponse()
        times.append((time.perf_counter() - start) * 1000)
        body, status = response.read(), response.status
    connection.close()
    used = processor_seconds(processes(program)) - used
    ordered = sorted(times[1:] or times)
    return Figures(
        p50=statistics.median(ordered),
        first_byte=ordered[round(0.95 * (len(ordered) - 1))],
        processor=used * 1000 / len(times),
        html=len(body) / 1000,
        zipped=len(gzip.compress(body)) / 1000,
        refused=None if status == http.HTTPStatus.OK else status,
    )


async def _count(data: Path, found: Mapping[str, Figures], cookie: str) -> None:
    """Add the statements and the rendering of each page, asked for twice: the first time fills caches."""
    environment = {"RECRUIT_DATA_DIR": str(data), "RECRUIT_LOG_LEVEL": "error"}
    async with assemble(Settings.from_environment(environment)) as services:
        app: Any = create_app(services, console=console())
        transport = httpx.ASGITransport(app, client=(HOST, 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as browser:
            for path, figures in found.items():
                for _ in range(2):
                    with _counted(figures):
                        await browser.get(path, headers=dict(_headers(path, cookie)))
                progress(path, *_row(path, figures))


@contextmanager
def _counted(figures: Figures) -> Iterator[None]:
    """Count statements and commits, and the milliseconds of rendering, while the block runs."""
    figures.statements, figures.rendering = 0, 0
    fetch, commit = PooledConnection.fetch, PooledConnection.commit

    async def counting_fetch(*arguments: Any) -> Any:
        figures.statements += 1
        return await fetch(*arguments)

    async def counting_commit(connection: PooledConnection) -> None:
        figures.statements += 1
        await commit(connection)

    def timed(name: str, context: Mapping[str, Any]) -> str:
        began = time.thread_time()  # without the turns of other processes
        html = render(name, context)
        figures.rendering += (time.thread_time() - began) * 1000
        return html

    with (
        patch.object(PooledConnection, "fetch", counting_fetch),
        patch.object(PooledConnection, "commit", counting_commit),
        patch.object(responses, "render", timed),
    ):
        yield


def _row(path: str, figures: Figures) -> Sequence[str]:
    if figures.refused is not None:
        return [*[UNKNOWN] * (len(HEADER) - 2), f"status {figures.refused}"]
    measured = (figures.p50, figures.first_byte, figures.processor, figures.rendering, figures.html, figures.zipped)
    return [str(figures.statements), *(f"{one:.1f}" for one in measured), ", ".join(figures.missed(path)) or UNKNOWN]
