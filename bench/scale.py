"""The sizes of a benchmark run."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Sizes and time limits of a run."""

    rounds: int
    spare: int
    """Rounds that may be added when other processes use the machine."""

    seconds: float
    """Seconds of load in one round. The first tenth of a second is spent on opening connections and warming up."""

    connections: tuple[int, ...]
    listed: int
    """Rows in the lists and the small matches of the part `requests`."""

    removable: int
    """Jobs to remove in one load, more than can be removed in its seconds."""

    many_connections: int
    """Number of connections for the test that only counts failures."""

    candidates: tuple[int, ...]
    """Sizes of an organisation, ascending."""

    jobs: tuple[int, ...]
    """Those of the sizes at which jobs are matched as well."""

    listings: tuple[int, ...]
    created: int
    """Candidates created to measure the processor time of one."""

    starts: int
    views: int
    """Requests for each page of the console, after a first one."""

    quiet: float
    """Idle seconds after which background work counts as done, longer than any pause in it."""

    limit: int
    """Time limit of a part, in seconds."""

    timeout: float
    """Time limit of a response, in seconds."""

    @property
    def removals(self) -> int:
        """Jobs to remove in all loads together."""
        return self.removable * (self.rounds + self.spare) * len(self.connections)


FULL = Scale(
    rounds=3,
    spare=2,
    seconds=3.0,
    connections=(1, 16, 64),
    listed=500,
    removable=12_000,
    many_connections=256,
    candidates=(1_000, 10_000, 100_000),
    jobs=(1_000, 10_000),
    listings=(1_000, 10_000, 100_000),
    created=1_000,
    starts=3,
    views=40,
    quiet=10,
    limit=5_400,
    timeout=60,
)

QUICK = Scale(
    rounds=1,
    spare=0,
    seconds=0.25,
    connections=(1, 16),
    listed=500,
    removable=4_000,
    many_connections=64,
    candidates=(200, 2_000),
    jobs=(200,),
    listings=(500, 5_000),
    created=100,
    starts=1,
    views=5,
    quiet=1,
    limit=480,
    timeout=20,
)
