"""The two sides of a match, candidates and jobs: their repositories, features, texts and index rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.engines.ranking.candidate_columns import CandidateRows
from recruit.domain.engines.ranking.candidate_features import Profile, build_profile
from recruit.domain.engines.ranking.embedding_texts import candidate_text, job_text, text_hash
from recruit.domain.engines.ranking.feature_encoding import pack_profile, pack_query, unpack_profile, unpack_query
from recruit.domain.engines.ranking.index import IndexRows
from recruit.domain.engines.ranking.job_columns import JobRows
from recruit.domain.engines.ranking.job_features import Query, build_query
from recruit.domain.engines.ranking.scoring import ENGINE
from recruit.domain.jobs.model import Job
from recruit.domain.matching.model import Features
from recruit.ports.features import FeatureStore
from recruit.ports.unit_of_work import UnitOfWork

Record = TypeVar("Record", Job, Candidate)
Decoded = TypeVar("Decoded")


@dataclass(frozen=True, slots=True, eq=False)
class Side(Generic[Record, Decoded]):
    """One side of a match: its repository, how its features and texts are computed, and the type of its index rows.

    `pair` orders two values, of the other side and of this one, as the job's and the candidate's.
    """

    kind: str
    records: Callable[[UnitOfWork], FeatureStore[Record]]
    features: Callable[[Sequence[Record]], Sequence[Features]]
    decode: Callable[[bytes], Decoded]
    text: Callable[[Record], str]
    rows: type[IndexRows]
    pair: Callable[[Any, Any], tuple[Any, Any]]


def candidate_features(candidates: Sequence[Candidate]) -> Sequence[Features]:
    """Return the features of candidates."""
    return [Features(ENGINE, pack_profile(build_profile(one)), text_hash(candidate_text(one))) for one in candidates]


def job_features(jobs: Sequence[Job]) -> Sequence[Features]:
    """Return the features of jobs."""
    return [Features(ENGINE, pack_query(build_query(one)), text_hash(job_text(one))) for one in jobs]


CANDIDATES: Side[Candidate, Profile] = Side(
    "candidate",
    lambda work: work.candidates,
    candidate_features,
    unpack_profile,
    candidate_text,
    CandidateRows,
    lambda job, candidate: (job, candidate),
)
JOBS: Side[Job, Query] = Side(
    "job",
    lambda work: work.jobs,
    job_features,
    unpack_query,
    job_text,
    JobRows,
    lambda candidate, job: (job, candidate),
)
SIDES: tuple[Side[Any, Any], ...] = (CANDIDATES, JOBS)
