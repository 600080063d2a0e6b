"""The in-memory index: adding, replacing and dropping records, and the order of results."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from engines.ranking.test_trades import CANDIDATES, JOBS, TITLE_ONLY
from recruit.domain.engines.ranking import candidate_columns, job_columns
from recruit.domain.engines.ranking.candidate_columns import CandidateRows
from recruit.domain.engines.ranking.candidate_features import build_profile
from recruit.domain.engines.ranking.index import MOST_SMALL, Index, text_key
from recruit.domain.engines.ranking.job_columns import JobRows
from recruit.domain.engines.ranking.job_features import build_query
from recruit.domain.engines.ranking.scoring import (
    CONCEPT_STEPS,
    FIT_STEPS,
    ROUGH,
    SIMILARITY_STEPS,
    VERY_GOOD_GAIN,
    ScoreInputs,
    rough_means,
    score_pairs,
)
from recruit.domain.matching.model import Changed, Features

NURSE, WELDER, CHEF = (build_profile(CANDIDATES[trade]) for trade in ("nurse", "welder", "chef"))
NURSING, WELDING = build_query(JOBS["nurse"]), build_query(JOBS["welder"])


def text_hash(id_: int) -> bytes:
    return id_.to_bytes(8) + bytes(24)


def change(id_: int, version: int = 1) -> Changed:
    return Changed(id_, version, Features(3, b"", text_hash(id_)))


def entries(features: Any, ids: Iterable[int], version: int = 1) -> list[tuple[Changed, Any]]:
    return [(change(id_, version), features) for id_ in ids]


def ranked_ids(index: Index[Any], against: Any = NURSING, limit: int = 1_000) -> list[int]:
    return [one.id for one in index.rank(against, limit)]


def test_a_new_index_is_empty() -> None:
    for rows, against in ((CandidateRows, NURSING), (JobRows, NURSE)):
        index = Index(rows)
        assert (index.size, index.nbytes, index.rank(against, 5)) == (0, 0, [])
        index.put([])
        index.drop([1, 2])
        assert [column.tolist() for column in index.texts()] == [[], []]


def test_missing_changes_are_new_or_newer_records() -> None:
    index = Index(CandidateRows)
    changes = [change(1, 4), change(2, 5), change(3, 6)]
    assert index.missing_changes(changes) == changes
    index.put([(one, NURSE) for one in changes])
    assert index.missing_changes(changes) == []
    assert index.missing_changes([change(2, 9), change(3, 6), change(4, 6)]) == [change(2, 9), change(4, 6)]
    index.drop([3])
    assert index.missing_changes(changes) == [change(3, 6)]


def test_newer_features_replace_older_ones() -> None:
    index = Index(CandidateRows)
    index.put(entries(WELDER, [1, 2]))
    index.put(entries(NURSE, [2], version=7))
    best, other = index.rank(NURSING, 10)
    assert (best.id, best.version, other.id, other.version) == (2, 7, 1, 1)
    assert best.mean > other.mean


def test_a_dropped_record_is_not_found_until_it_is_put_again() -> None:
    index = Index(CandidateRows)
    index.put(entries(NURSE, range(1, 5)))
    index.drop([2, 3, 77])
    assert ranked_ids(index) == [1, 4]
    assert index.texts()[0].tolist() == [1, 4]
    index.put(entries(NURSE, [3]))
    assert ranked_ids(index) == [1, 3, 4]


@pytest.mark.parametrize("at_once", [True, False])
def test_equal_scores_are_ordered_by_id_for_any_limit(at_once: bool) -> None:
    index = Index(CandidateRows)
    records = entries(NURSE, [9, 2, 7, 4, 1]) + entries(WELDER, [3, 8, 5])
    for part in [records] if at_once else [[record] for record in records]:
        index.put(part)
    expected = [1, 2, 4, 7, 9, 3, 5, 8]
    assert [ranked_ids(index, limit=limit) for limit in range(1, 9)] == [expected[:limit] for limit in range(1, 9)]


def test_dropped_records_take_no_place_in_a_ranking() -> None:
    index = Index(CandidateRows)
    index.put(entries(NURSE, range(1, 6)) + entries(WELDER, [6, 7]))
    index.drop(range(1, 6))
    assert ranked_ids(index, limit=2) == [6, 7]


def test_texts_are_keyed_by_the_prefix_of_their_hash() -> None:
    index = Index(CandidateRows)
    index.put(entries(NURSE, [5, 3]))
    index.put([(Changed(8, 1, None), NURSE)])
    found = dict(zip(*(column.tolist() for column in index.texts()), strict=True))
    assert found == {5: text_key(text_hash(5)), 3: text_key(text_hash(3)), 8: 0}


@pytest.mark.parametrize(("rows", "features", "against"), [(CandidateRows, NURSE, NURSING), (JobRows, NURSING, NURSE)])
def test_small_blocks_are_merged_and_dead_rows_discarded(rows: Any, features: Any, against: Any) -> None:
    index = Index(rows)
    for version in range(1, 200):
        index.put(entries(features, [version % 5], version))
        assert len(list(index.blocks(None))) <= MOST_SMALL + 1
        assert index.size <= 5 + MOST_SMALL + 1
    fresh = Index(rows)
    fresh.put(entries(features, range(5)))
    assert index.nbytes <= (MOST_SMALL + 3) * fresh.nbytes
    assert {(one.id, one.version) for one in index.rank(against, 10)} == {(id_, 195 + id_) for id_ in range(5)}


def test_blocks_mark_dead_rows_and_unknown_similarities() -> None:
    index = Index(CandidateRows)
    index.put(entries(NURSE, [4, 6]))
    index.drop([6])
    (rows, numbers, similarities), *others = index.blocks(None)
    assert not others
    assert (rows.size, numbers.tolist()) == (2, [4, -1])
    assert np.isnan(similarities).all()


def test_rough_means_stay_within_their_error_bound() -> None:
    random = np.random.default_rng(7)
    shares = {name: random.random(5_000) for name in ScoreInputs.__dataclass_fields__}
    scale = {
        "gains": VERY_GOOD_GAIN,
        "concept_similarity": CONCEPT_STEPS,
        "met": FIT_STEPS,
        "title": SIMILARITY_STEPS,
        "length": 200,
    }
    parts = ScoreInputs(**{name: part * scale.get(name, 1) for name, part in shares.items()})
    parts = replace(parts, weight=1.0, concept_weight=1.0, skill_weight=1.0, known_details=1.0, headline=0.0)
    errors = np.abs(rough_means(parts) - score_pairs(parts).means)
    assert 0 < errors.max() < ROUGH


def filled_index(
    monkeypatch: pytest.MonkeyPatch, rows: Any, limit: int, records: Sequence[tuple[Changed, Any]]
) -> Index[Any]:
    """Put records into an index with a limit per block."""
    for module in (candidate_columns, job_columns):
        monkeypatch.setattr(module, "MOST_ROWS", limit)
    index = Index(rows)
    index.put(records)
    return index


def test_candidates_beyond_the_row_limit_are_split_into_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    people = [build_profile(one) for one in (*CANDIDATES.values(), *TITLE_ONLY.values())]
    records = [(change(number), one) for number, one in enumerate(people, 1)]
    index = filled_index(monkeypatch, CandidateRows, 8, records)
    assert [rows.size for rows, _, _ in index.blocks(None)] == [8, 8, 4]
    whole = Index(CandidateRows)
    monkeypatch.undo()
    whole.put(records)
    assert index.rank(NURSING, 20) == whole.rank(NURSING, 20)


def test_jobs_beyond_the_skill_limit_are_split_into_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = [build_query(job) for job in JOBS.values()]
    records = [(change(number), one) for number, one in enumerate(jobs, 1)]
    index = filled_index(monkeypatch, JobRows, 9, records)
    blocks = [rows for rows, _, _ in index.blocks(None)]
    assert len(blocks) > 5
    assert all(len({name for job in rows.queries for name, _ in job.skills}) <= 9 for rows in blocks)
    assert sum(rows.size for rows in blocks) == len(jobs)
    monkeypatch.undo()
    whole = Index(JobRows)
    whole.put(records)
    assert index.rank(NURSE, 20) == whole.rank(NURSE, 20)


def test_a_skill_shared_by_many_jobs_counts_once_towards_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    same = [build_query(replace(JOBS["nurse"], title=f"Nurse {number}")) for number in range(6)]
    records = [(change(number), one) for number, one in enumerate(same)]
    index = filled_index(monkeypatch, JobRows, 6, records)
    assert [rows.size for rows, _, _ in index.blocks(None)] == [6]


def test_merging_blocks_with_dead_rows_respects_the_row_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    most, blocks = 32, 2 * MOST_SMALL
    index = filled_index(monkeypatch, CandidateRows, most, entries(NURSE, range(most * blocks)))
    index.drop([id_ for id_ in range(most * blocks) if id_ % most > most // 2 - 2])
    index.put(entries(WELDER, [most * blocks]))
    assert max(rows.size for rows, _, _ in index.blocks(None)) <= most
    assert index.size < most * blocks


@pytest.mark.parametrize(("rows", "features", "against"), [(CandidateRows, NURSE, NURSING), (JobRows, NURSING, NURSE)])
def test_an_emptied_index_accepts_new_records(
    monkeypatch: pytest.MonkeyPatch, rows: Any, features: Any, against: Any
) -> None:
    index = filled_index(monkeypatch, rows, 16, entries(features, range(64)))
    index.drop(range(64))
    index.put([])
    assert index.size == 0
    index.put(entries(features, [7]))
    assert ranked_ids(index, against) == [7]


def test_merging_job_blocks_respects_the_skill_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    most = 16
    index = filled_index(monkeypatch, JobRows, most, [])
    for block in range(12):
        names = tuple(f"Zumbling {block} {number}" for number in range(most))
        asking = build_query(replace(JOBS["nurse"], required_skills=names, nice_to_have_skills=()))
        index.put(entries(asking, range(100 * block, 100 * block + 8)))
    index.drop([100 * block + number for block in range(12) for number in range(5)])
    index.put([])
    for rows, _, _ in index.blocks(None):
        assert len({name for asked in rows.queries for name, _ in asked.skills}) <= most
