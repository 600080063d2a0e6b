"""Training of the models of résumé fields: the same input gives the same bytes."""

import gzip
import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from recruit.domain.engines.reading.resume.choosing.fields import FIELDS, PERIODS
from recruit.domain.engines.reading.resume.choosing.model import NONE, Model
from tools.gazetteers.__main__ import write
from tools.resumes import corpus, title_words, training
from tools.resumes.optimising import Case, fit

TITLES = ("ship captain", "river captain", "baker", "bread baker", "head of sales", "head of lighting")
RESUME = """Jane Doe
Baker
jane.doe@example.com

Experience
Baker, Old Mill Bakery
May 2019 - present
"""
GOLD = {
    "full_name": ["Jane Doe"],
    "headline": ["Baker"],
    "location": None,
    "current_title": ["Baker"],
    "current_company": ["Old Mill Bakery"],
    "experience_years": {"stated": None, "intervals": [["2019-05", "present"]]},
}


@pytest.fixture
def titles(tmp_path: Path) -> Path:
    """A directory of occupation labels, the same in every language."""
    for language in (*title_words.LEADING, *title_words.TRAILING):
        rows = ["conceptUri\tiscoGroup\tescoCode\tkind\tlabel", *(f"u\t1\t1\tpref\t{title}" for title in TITLES)]
        (tmp_path / f"esco1.0.8_occupation_labels_{language}.tsv.gz").write_bytes(
            gzip.compress("\n".join(rows).encode())
        )
    return tmp_path


@pytest.fixture
def written(tmp_path: Path) -> list[corpus.Example]:
    """Labelled examples from two sources."""
    entries = []
    for source in ("one", "other"):
        (tmp_path / f"{source}.txt").write_text(RESUME)
        entries.append({"file": f"{source}.txt", "source": source, "language": "en", "gold": GOLD})
    (tmp_path / "resumes.json").write_text(json.dumps(entries))
    return corpus.labelled(tmp_path)


def test_the_same_input_gives_the_same_bytes(titles: Path, written: list[corpus.Example], tmp_path: Path) -> None:
    for name in ("first", "second"):
        made = corpus.generated(titles, 12, seed=7)
        write(name, training.table(training.train(written, made, date(2026, 7, 1))), tmp_path)
    first, second = ((tmp_path / f"{name}.npz").read_bytes() for name in ("first", "second"))
    assert first == second
    with np.load(tmp_path / "first.npz") as held:
        assert {*FIELDS, PERIODS} == set(bytes(held["fields"]).decode().split("\n"))


def test_generated_examples_hold_their_answers(titles: Path) -> None:
    for example in corpus.generated(titles, 20, seed=3):
        text = " ".join(example.text.split()).casefold()
        for field in ("current_title", "current_company"):
            assert any(" ".join(answer.split()).casefold() in text for answer in example.gold[field])


def test_heads_of_titles_are_known_by_language(titles: Path) -> None:
    words = bytes(title_words.table(titles)["words"]).decode().split("\n")
    assert words == ["baker", "captain", "head"]


def test_what_tells_the_right_candidate_gets_weight() -> None:
    cases = [Case([["right", "common"], ["wrong", "common"], [NONE]], frozenset({0})) for _ in range(20)]
    weights = fit(cases)
    assert weights["right"] > 0 > weights["wrong"]
    shares = Model(weights).shares([["wrong"], ["right"], [NONE]])
    assert shares[1] == max(shares)
    assert sum(shares) == pytest.approx(1)
