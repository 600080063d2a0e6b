"""How much is measured."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Sizes and patience of a run."""

    rounds: int
    spare: int
    """Rounds that may be added when others use the machine."""

    seconds: float
    """Of load in one round: in the first tenth of a second, connections are opened and everything wakes up."""

    connections: tuple[int, ...]
    listed: int
    """Rows behind the lists and the small matches of the part on requests."""

    removable: int
    """Jobs that there are to be removed in one load: more than are removed in its seconds."""

    crowd: int
    """Connections at which nothing but failures is looked for."""

    candidates: tuple[int, ...]
    """Sizes of an organisation, ascending."""

    jobs: tuple[int, ...]
    """Of these, the sizes at which jobs are matched too."""

    listings: tuple[int, ...]
    created: int
    """Candidates created to see what one costs."""

    starts: int
    quiet: float
    """Seconds of rest after which work behind the answers is taken to be done: longer than any pause in it."""

    limit: int
    """Seconds after which a part is given up."""

    patience: float
    """Seconds after which an answer is."""

    @property
    def removals(self) -> int:
        """Jobs that there are to be removed altogether."""
        return self.removable * (self.rounds + self.spare) * len(self.connections)


FULL = Scale(
    rounds=3,
    spare=2,
    seconds=3.0,
    connections=(1, 16, 64),
    listed=500,
    removable=12_000,
    crowd=256,
    candidates=(1_000, 10_000, 100_000),
    jobs=(1_000, 10_000),
    listings=(1_000, 10_000, 100_000),
    created=1_000,
    starts=3,
    quiet=10,
    limit=5_400,
    patience=60,
)

QUICK = Scale(
    rounds=1,
    spare=0,
    seconds=0.25,
    connections=(1, 16),
    listed=500,
    removable=4_000,
    crowd=64,
    candidates=(200, 2_000),
    jobs=(200,),
    listings=(500, 5_000),
    created=100,
    starts=1,
    quiet=1,
    limit=480,
    patience=20,
)
