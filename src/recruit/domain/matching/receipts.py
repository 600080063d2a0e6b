"""What is kept of a score so that it can be made again, and told apart from one whose inputs have changed."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Any

from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.engines.ranking.candidate_features import SKILLS
from recruit.domain.engines.ranking.scoring import ENGINE
from recruit.domain.jobs.model import Job
from recruit.domain.matching.model import READ_OF_CANDIDATES, READ_OF_JOBS, Match

JOB_FIELDS = tuple(sorted(READ_OF_JOBS))
CANDIDATE_FIELDS = (*sorted(READ_OF_CANDIDATES), SKILLS)
"""What scoring reads."""

NAMED_OTHERWISE = {SKILLS: "skills"}
"""Field → what it is called on a record."""

HASHES_KEPT = 200
"""Records whose hashes are kept: the job of a ranking is in each of its receipts."""


def receipt(match: Match) -> dict[str, object]:
    """Return the engine's version, weights and parts of the score, and hashes of the fields."""
    return {
        "engine": ENGINE,
        "weights": dict(match.score.weights),
        "components": dict(match.score.components),
        "job": _hashes(match.job, JOB_FIELDS),
        "candidate": _hashes(match.candidate, CANDIDATE_FIELDS),
    }


def changed(kept: Mapping[str, Any], job: Job | None, candidate: Candidate | None) -> Sequence[str]:
    """Return what is no longer as it was: "engine", "job.title", "candidate.notes" …; "job" for one that is gone."""
    found = [] if kept["engine"] == ENGINE else ["engine"]
    for side, record, fields in (("job", job, JOB_FIELDS), ("candidate", candidate, CANDIDATE_FIELDS)):
        if record is None:
            found.append(side)
        else:
            now = _hashes(record, fields)
            then = {SKILLS: NO_SKILLS, **kept[side]}
            found += [f"{side}.{name}" for name in fields if then.get(name) != now[name]]
    return found


@lru_cache(maxsize=HASHES_KEPT)
def _hashes(record: Job | Candidate, fields: tuple[str, ...]) -> Mapping[str, str]:
    return {name: _hash(getattr(record, NAMED_OTHERWISE.get(name, name))) for name in fields}


def _hash(value: object) -> str:
    return sha256(repr(value).encode()).hexdigest()


NO_SKILLS = _hash(())
"""What stands in for a receipt of the time before profiles."""
