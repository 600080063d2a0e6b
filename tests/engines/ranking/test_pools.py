"""A pair's score is bit-identical in every pool, in both directions and in every process."""

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engines.ranking.test_properties import REPEATABLE
from engines.ranking.test_trades import CANDIDATES, JOBS, PARAPHRASED, TITLE_ONLY
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.engines.ranking.candidate_columns import CandidateRows
from recruit.domain.engines.ranking.candidate_features import build_profile
from recruit.domain.engines.ranking.feature_encoding import pack_profile, pack_query, unpack_profile, unpack_query
from recruit.domain.engines.ranking.index import Index, IndexRows, ScoredRecord, text_key
from recruit.domain.engines.ranking.job_columns import JobRows
from recruit.domain.engines.ranking.job_features import build_query
from recruit.domain.engines.ranking.pair import score_pair
from recruit.domain.jobs.model import Job
from recruit.domain.matching.model import Changed, Features

PEOPLE: Sequence[Candidate] = [
    *CANDIDATES.values(),
    *TITLE_ONLY.values(),
    *(
        replace(one, current_title=None, notes=f"{PARAPHRASED[trade]} {PARAPHRASED[trade]}", experience_years=number)
        for number, (trade, one) in enumerate(CANDIDATES.items())
    ),
    Candidate(id=1, org_id=1, full_name="Robin Doe"),
    Candidate(id=1, org_id=1, full_name="Robin Doe", location="Oslo", experience_years=3),
    Candidate(id=1, org_id=1, full_name="Robin Doe", notes="Wound care, TIG welding, Python, k8s, PLC, MBSE. " * 30),
]
OPENINGS: Sequence[Job] = [
    *JOBS.values(),
    *(replace(job, required_skills=(), nice_to_have_skills=job.required_skills) for job in JOBS.values()),
    *(replace(job, description=None, required_skills=(), nice_to_have_skills=()) for job in JOBS.values()),
    replace(JOBS["chef"], title="Head Chef", location="Oslo", description="5+ years"),
    replace(JOBS["nurse"], title="the and of", description=None, nice_to_have_skills=("Systems Engineering", "C++")),
]
PROFILES = [build_profile(one) for one in PEOPLE]
QUERIES = [build_query(one) for one in OPENINGS]


def text_hash(side: str, number: int) -> bytes:
    return sha256(f"{side} {number}".encode()).digest()


SIMILARITIES = {
    text_key(text_hash(side, number)): similarity
    for side, most in (("candidate", len(PEOPLE)), ("job", len(OPENINGS)))
    for number, similarity in enumerate(np.linspace(0.0, 1.0, most).round(6).tolist())
    if number % 5
}
"""Text key → similarity for four records in five; the others have no vector."""


def similarities(texts: np.ndarray) -> np.ndarray:
    return np.array([SIMILARITIES.get(int(key), np.nan) for key in texts])


def figures(one: ScoredRecord) -> tuple[Any, ...]:
    return one.components, list(one.components), one.weights, one.mean


@cache
def score_alone(side: str, asked: int, number: int, *, embedded: bool) -> tuple[Any, ...]:
    """Score a record with one of the other side, outside any pool."""
    of_query, of_profile = (asked, number) if side == "candidate" else (number, asked)
    similarity = SIMILARITIES.get(text_key(text_hash(side, number))) if embedded else None
    return figures(score_pair(QUERIES[of_query], PROFILES[of_profile], similarity))


SIDES: dict[str, tuple[type[IndexRows], list[Any], list[Any]]] = {
    "candidate": (CandidateRows, PROFILES, QUERIES),
    "job": (JobRows, QUERIES, PROFILES),
}
IDS = st.integers(1, 60)
HISTORIES = st.lists(
    st.tuples(st.dictionaries(IDS, st.integers(0, 10_000), max_size=20), st.sets(IDS, max_size=5)),
    min_size=4,
    max_size=30,
)
"""The steps of an index's history: the records put, by id, and the ids dropped afterwards."""


@pytest.mark.parametrize("side", SIDES)
@given(history=HISTORIES, asked=st.integers(0, 10_000), embedded=st.booleans())
@settings(REPEATABLE, max_examples=60)
def test_a_pair_scores_the_same_after_any_history_of_the_pool(
    side: str, history: list[tuple[dict[int, int], set[int]]], asked: int, embedded: bool
) -> None:
    rows, records, others = SIDES[side]
    asked %= len(others)
    index = Index(rows)
    current: dict[int, int] = {}
    for version, (records_put, dropped) in enumerate(history):
        numbers = {id_: number % len(records) for id_, number in records_put.items()}
        index.put(
            [
                (Changed(id_, version, Features(3, b"", text_hash(side, number))), records[number])
                for id_, number in numbers.items()
            ]
        )
        index.drop(dropped)
        current = {id_: number for id_, number in (current | numbers).items() if id_ not in dropped}
    ranked = index.rank(others[asked], 100, similarities if embedded else None)
    expected = {id_: score_alone(side, asked, number, embedded=embedded) for id_, number in current.items()}
    assert {one.id: figures(one) for one in ranked} == expected
    assert [one.id for one in ranked] == sorted(expected, key=lambda id_: (-expected[id_][-1], id_))


@pytest.mark.parametrize("side", SIDES)
def test_both_directions_give_the_same_scores(side: str) -> None:
    rows, records, others = SIDES[side]
    index = Index(rows)
    index.put([(Changed(number, 1, None), record) for number, record in enumerate(records)])
    for asked, other in enumerate(others):
        for one in index.rank(other, len(records)):
            assert figures(one) == score_alone(side, asked, one.id, embedded=False)


@pytest.mark.parametrize("side", SIDES)
def test_a_limited_ranking_is_a_prefix_of_the_full_ranking(side: str) -> None:
    rows, records, others = SIDES[side]
    index = Index(rows)
    for copy in range(3):
        index.put([(Changed(100 * number + copy, 1, None), record) for number, record in enumerate(records)])
    for other in others:
        every = index.rank(other, 1_000)
        for limit in (1, 2, 7, len(every) - 1):
            assert index.rank(other, limit) == every[:limit]


def test_decoded_features_score_the_same() -> None:
    profiles = [unpack_profile(pack_profile(one)) for one in PROFILES]
    queries = [unpack_query(pack_query(one)) for one in QUERIES]
    for job, query_kept in enumerate(queries):
        for candidate, profile_kept in enumerate(profiles):
            expected = score_alone("candidate", job, candidate, embedded=False)
            assert figures(score_pair(query_kept, profile_kept, None)) == expected


def digest() -> str:
    """Return a hash of all features and some scores."""
    kept = [pack_profile(one).hex() for one in PROFILES] + [pack_query(one).hex() for one in QUERIES]
    found = [
        score_alone("candidate", job, number, embedded=True)
        for job in range(0, len(QUERIES), 3)
        for number in range(job % 2, len(PROFILES), 4)
    ]
    return sha256(repr((kept, found)).encode()).hexdigest()


def test_another_process_computes_the_same_scores() -> None:
    printed = subprocess.run(
        [sys.executable, "-c", "from engines.ranking.test_pools import digest; print(digest())"],
        env={"PYTHONHASHSEED": "1", "PYTHONPATH": str(Path(__file__).parents[2])},
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert printed.strip() == digest()
