"""Receipts of scores: the data for a replay, and hashes of the inputs to detect changes."""

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
"""Fields that scoring reads."""

NAMED_OTHERWISE = {SKILLS: "skills"}
"""Field → attribute of the record."""

HASHES_KEPT = 200
"""Records whose hashes are cached, since each receipt of a ranking has the same job."""


def receipt(match: Match) -> dict[str, object]:
    """Return a match's receipt: engine version, weights and components of the score, and hashes of the fields."""
    return {
        "engine": ENGINE,
        "weights": dict(match.score.weights),
        "components": dict(match.score.components),
        "job": _hashes(match.job, JOB_FIELDS),
        "candidate": _hashes(match.candidate, CANDIDATE_FIELDS),
    }


def changed(kept: Mapping[str, Any], job: Job | None, candidate: Candidate | None) -> Sequence[str]:
    """Return the names of changed inputs: "engine", "job.title", "candidate.notes" …; "job" for a removed job."""
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
"""Hash of no skills: the default for receipts that were made before profiles existed."""
