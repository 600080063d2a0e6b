"""The latency of a list beside other work, and failures over very many connections.

The other work is logins, uploads, a malicious document and large matches.
"""

import secrets
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from urllib.parse import urlencode

from bench.api import API, call
from bench.client import Request, background_load, run_load
from bench.findings import Findings, Table, count, progress, times
from bench.load import Sample
from bench.machine import Machine
from bench.pdf import endless_pdf, resume
from bench.processes import MeasurementError
from bench.programs import Program, Recruit
from bench.records import candidates, jobs
from bench.rounds import interleaved, ratio, settle
from bench.scale import Scale
from bench.side_by_side import OURS, Side, fill
from bench.wrk import run_wrk
from recruit.domain.candidates.model.candidate import CandidateDetails

REST, COMPANY = "at rest", "in company"
BEGUN_SECONDS = 0.5
"""Seconds after which the other work is at full load."""

RESUMES = 20
"""Number of different résumés, sent in turn, because a repeated file is recognised by its hash."""

LOAD = 16
"""Number of connections for the measurement of throughput."""

HEADER = ("What else goes on", "p50 ÷ at rest", "p95 ÷ at rest", "Rate ÷ at rest")
READING = (
    "GET /jobs of a small organisation while our server does something else, divided by the same at rest: of times "
    f"(one connection) less is better, of the rate ({LOAD} connections) more. Load, server and database share the "
    "machine's processors."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BackgroundWork:
    """Other work for the server."""

    name: str
    request: Request
    connections: int
    status: str = "2"
    """Prefix of the expected status."""


def measure(scale: Scale, machine: Machine) -> Findings:
    """Measure lists beside other work. Raise Busy and MeasurementError."""
    with tempfile.TemporaryDirectory(prefix="bench-") as place:
        program = Recruit(Path(place))
        program.start()
        try:
            small, large = Side(program, program.organisation()), Side(program, program.organisation())
            fill({OURS: small}, [], list(islice(jobs(), scale.listed)), scale.quiet)
            fill({OURS: large}, list(islice(candidates(), scale.candidates[-1])), list(islice(jobs(), 50)), scale.quiet)
            rows = []
            for work in _works(large, scale):
                settle(program)
                machine.check()
                rows.append(_row(machine, work, small, scale))
                progress(*rows[-1])
            crowd = _many_connections(small, scale)
        finally:
            program.stop()
    return Findings(
        title="Company", tables=[Table(title="In company", reading=READING, header=HEADER, rows=rows), crowd]
    )


def _works(large: Side, scale: Scale) -> Iterator[BackgroundWork]:
    people = candidates()
    yield BackgroundWork(name="4 logins at once", request=_login(large.program), connections=4)
    yield BackgroundWork(
        name="a document that has no end", request=large.upload(endless_pdf()), connections=1, status="400"
    )
    yield BackgroundWork(name="an upload of two pages", request=large.upload(*_resumes(people)), connections=1)
    yield BackgroundWork(name="10 uploads at once", request=large.upload(*_resumes(people)), connections=10)
    yield BackgroundWork(
        name=f"a match over {count(scale.candidates[-1])} candidates",
        request=large.match_candidates(),
        connections=1,
    )


def _login(program: Program) -> Request:
    """Register a user, and return a request that logs in as that user."""
    email, password = f"{secrets.token_hex(6)}@example.com", secrets.token_urlsafe()
    call(f"{program.server.url}{API}/auth/register", {"email": email, "password": password})
    body = urlencode({"username": email, "password": password})
    kind = "application/x-www-form-urlencoded"
    return Request(method="POST", content_type=kind, calls=lambda: [(f"{API}/auth/login", body)])


def _resumes(people: Iterator[CandidateDetails]) -> Sequence[bytes]:
    return [resume(people) for _ in range(RESUMES)]


def _row(machine: Machine, work: BackgroundWork, small: Side, scale: Scale) -> Sequence[str]:
    """Measure at rest and beside the work, in turns, and return the row of ratios."""
    one = partial(run_load, small.port, small.get("/jobs"), seconds=scale.seconds, timeout=scale.timeout)
    many = partial(
        run_wrk, small.port, small.get("/jobs"), connections=LOAD, seconds=scale.seconds, timeout=scale.timeout
    )
    single, crowded = (
        interleaved(
            machine,
            {REST: partial(_at_rest, small, ask), COMPANY: partial(_beside, work, small, ask)},
            scale.rounds,
            spare=scale.spare,
        )
        for ask in (one, many)
    )
    return [
        work.name,
        *(times(ratio(single, COMPANY, REST, of)) for of in ("p50", "p95")),
        times(ratio(crowded, COMPANY, REST, "rate")),
    ]


def _at_rest(small: Side, ask: Callable[[], Sample]) -> Sample:
    settle(small.program)
    return ask()


def _beside(work: BackgroundWork, small: Side, ask: Callable[[], Sample]) -> Sample:
    with background_load(small.port, work.request, connections=work.connections, seconds=60, status=work.status):
        time.sleep(BEGUN_SECONDS)
        return ask()


def _many_connections(small: Side, scale: Scale) -> Table:
    """Send requests over very many connections, and report whether all were answered."""
    created = small.post("/candidates", {"full_name": "Ada Novak"})
    rows = []
    for name, request in {"GET /jobs": small.get("/jobs"), "POST /candidates": created}.items():
        try:
            run_wrk(
                small.port, request, connections=scale.many_connections, seconds=scale.seconds, timeout=scale.timeout
            )
        except MeasurementError as error:
            rows.append([name, str(error)])
        else:
            rows.append([name, "all requests were answered"])
    return Table(
        title=f"Over {scale.many_connections} connections",
        reading="Whether every request got the answer that it asks for.",
        header=["Endpoint", "Answers"],
        rows=rows,
    )
