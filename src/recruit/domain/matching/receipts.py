"""Receipts of scores: the data for a replay, and hashes of the inputs to detect changes."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Any

from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.engines.ranking.candidate_features import SKILLS
from recruit.domain.engines.ranking.scoring import ENGINE
from recruit.domain.jobs.model import Job
from recruit.domain.matching.model import MATCHING_CANDIDATE_FIELDS, MATCHING_JOB_FIELDS, Match

JOB_FIELDS = tuple(sorted(MATCHING_JOB_FIELDS))
CANDIDATE_FIELDS = (*sorted(MATCHING_CANDIDATE_FIELDS), SKILLS)
"""Fields that scoring reads."""

ATTRIBUTES = {SKILLS: "skills"}
"""Field → attribute of the record."""

HASHES_CACHED = 200
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


def changed_inputs(receipt: Mapping[str, Any], job: Job | None, candidate: Candidate | None) -> Sequence[str]:
    """Return the names of changed inputs: "engine", "job.title", "candidate.notes" …; "job" for a removed job."""
    found = [] if receipt["engine"] == ENGINE else ["engine"]
    for side, record, fields in (("job", job, JOB_FIELDS), ("candidate", candidate, CANDIDATE_FIELDS)):
        if record is None:
            found.append(side)
        else:
            current = _hashes(record, fields)
            logged = {SKILLS: NO_SKILLS, **receipt[side]}
            found += [f"{side}.{name}" for name in fields if logged.get(name) != current[name]]
    return found


@lru_cache(maxsize=HASHES_CACHED)
def _hashes(record: Job | Candidate, fields: tuple[str, ...]) -> Mapping[str, str]:
    return {name: _hash(getattr(record, ATTRIBUTES.get(name, name))) for name in fields}


def _hash(value: object) -> str:
    return sha256(repr(value).encode()).hexdigest()


NO_SKILLS = _hash(())
"""Hash of no skills: the default for receipts that were made before profiles existed."""
