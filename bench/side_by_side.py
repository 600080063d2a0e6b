"""Both programs side by side, with their organisations and requests."""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from bench.api import API
from bench.client import FORM, Request, ascii_json, multipart_form
from bench.programs import Organisation, Program, Recruit, Usual
from bench.rounds import CHECK_SECONDS, settle
from recruit.domain.candidates.model.candidate import CandidateDetails
from recruit.domain.jobs.model import JobDetails

OURS, USUAL, DRIVER = "recruit", "usual program", "asyncpg alone"
ASKED = 50
"""Number of different jobs or candidates that matches are requested for in turn."""


@dataclass(frozen=True, slots=True)
class Side:
    """A program and an organisation in it."""

    program: Program
    organisation: Organisation

    @property
    def port(self) -> int:
        """The port of the server, which changes with every start."""
        return self.program.server.port

    def ids(self, table: str, most: int = 1) -> list[int]:
        """Return the `most` lowest ids in `jobs` or `candidates`."""
        return self.program.database.ids(table, self.organisation.id, most)

    def get(self, path: str) -> Request:
        """Return a GET request."""
        return self.send("GET", lambda: [(path, None)])

    def post(self, path: str, *bodies: object) -> Request:
        """Return POST requests with these bodies."""
        return self.send("POST", lambda: ((path, body) for body in bodies))

    def send(self, method: str, calls: Callable[[], Iterable[tuple[str, object]]]) -> Request:
        """Return a request with the paths, below the API's, and bodies that `calls` returns; None for no body."""
        return Request(
            method=method,
            token=self.organisation.token,
            calls=lambda: ((API + path, "" if body is None else ascii_json(body)) for path, body in calls()),
        )

    def upload(self, *files: bytes) -> Request:
        """Return requests that upload résumés in PDF."""
        calls = [(f"{API}/agent/candidates/from_resume", multipart_form(file, "resume.pdf")) for file in files]
        return Request(method="POST", token=self.organisation.token, content_type=FORM, calls=lambda: calls)

    def match_candidates(self) -> Request:
        """Return requests that rank candidates for up to ASKED jobs in turn."""
        return self.post("/matching/candidates_for_job", *({"job_id": id_} for id_ in self.ids("jobs", ASKED)))

    def match_jobs(self) -> Request:
        """Return requests that rank jobs for up to ASKED candidates in turn."""
        asked = self.ids("candidates", ASKED)
        return self.post("/matching/jobs_for_candidate", *({"candidate_id": id_} for id_ in asked))

    def create(self, people: Iterator[CandidateDetails], number: int) -> Request:
        """Return requests that create candidates, `number` new ones in each load."""
        return self.send("POST", lambda: (("/candidates", asdict(person)) for person in islice(people, number)))


Sides = Mapping[str, Side]


@contextmanager
def running() -> Iterator[Mapping[str, Program]]:
    """Start both programs in temporary directories. Stop them and remove the directories with the block."""
    with tempfile.TemporaryDirectory(prefix="bench-") as place, ExitStack() as stack:
        programs: Mapping[str, Program] = {OURS: Recruit(Path(place, "ours")), USUAL: Usual(Path(place, "usual"))}
        for program in programs.values():
            program.start()
            stack.callback(program.stop)
        yield programs


def organisations(programs: Mapping[str, Program]) -> Sides:
    """Create an organisation in each program."""
    return {name: Side(program, program.organisation()) for name, program in programs.items()}


def fill(sides: Sides, candidates: Sequence[CandidateDetails], jobs: Sequence[JobDetails], quiet: float) -> None:
    """Add the same rows to both programs, wait until they have been idle for `quiet` seconds, and vacuum.

    The programs are restarted: a running server notices rows added directly to its database only within a minute, and
    a starting one at once. Raise MeasurementError.
    """
    for side in sides.values():
        side.program.fill(side.organisation, candidates, jobs)
    restart(sides, quiet)
    for side in sides.values():
        side.program.database.vacuum()


def restart(sides: Sides, quiet: float = CHECK_SECONDS) -> None:
    """Restart the programs and wait until they have been idle for `quiet` seconds. Raise MeasurementError."""
    for side in sides.values():
        side.program.stop()
        side.program.start()
    settle(*(side.program for side in sides.values()), quiet=quiet)
