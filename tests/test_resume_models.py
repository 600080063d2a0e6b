"""Training of the models of résumé fields."""

import gzip
import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from recruit.domain.engines.reading.log_linear import NONE, LogLinearModel
from recruit.domain.engines.reading.resume.choosing.fields import FIELDS, PERIODS
from tools.gazetteers.__main__ import write
from tools.resumes import career_examples, career_training, corpus, title_words, training
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
def labelled_examples(tmp_path: Path) -> list[corpus.Example]:
    """Labelled examples from two sources."""
    entries = []
    for source in ("one", "other"):
        (tmp_path / f"{source}.txt").write_text(RESUME)
        entries.append({"file": f"{source}.txt", "source": source, "language": "en", "gold": GOLD})
    (tmp_path / "resumes.json").write_text(json.dumps(entries))
    return corpus.labelled(tmp_path)


def test_the_same_input_gives_the_same_bytes(
    titles: Path, labelled_examples: list[corpus.Example], tmp_path: Path
) -> None:
    for name in ("first", "second"):
        made = corpus.generated(titles, 12, seed=7)
        trained = training.train(labelled_examples, made, date(2026, 7, 1), rounds=2)
        write(name, training.table(trained), tmp_path)
        write(f"{name}_chain", trained.chain, tmp_path)
    for table in ("", "_chain"):
        first, second = ((tmp_path / f"{name}{table}.npz").read_bytes() for name in ("first", "second"))
        assert first == second
    with np.load(tmp_path / "first.npz") as held:
        assert {*FIELDS, PERIODS} == set(bytes(held["fields"]).decode().split("\n"))


def test_generated_examples_hold_their_answers(titles: Path) -> None:
    for example in corpus.generated(titles, 20, seed=3):
        text = " ".join(example.text.split()).casefold()
        for field in ("current_title", "current_company"):
            assert any(" ".join(answer.split()).casefold() in text for answer in example.gold[field])


def test_head_words_of_titles_are_found_by_language(titles: Path) -> None:
    words = bytes(title_words.table(titles)["words"]).decode().split("\n")
    assert words == ["baker", "captain", "head"]


def test_features_of_the_right_candidate_get_positive_weights() -> None:
    cases = [Case([["right", "common"], ["wrong", "common"], [NONE]], frozenset({0})) for _ in range(20)]
    weights = fit(cases)
    assert weights["right"] > 0 > weights["wrong"]
    shares = LogLinearModel(weights).probabilities([["wrong"], ["right"], [NONE]])
    assert shares[1] == max(shares)
    assert sum(shares) == pytest.approx(1)


def test_labels_of_an_example_do_not_constrain_its_other_jobs() -> None:
    sequence = _sequence("Cook\nBlue Heron Diner\n2014 - 2019\n")
    labels = {
        token.text: {divmod(cell, 4) for cell in np.nonzero(row > career_examples.DOUBT)[0].tolist()}
        for token, row in zip(sequence.tokens, sequence.labelled, strict=True)
    }
    assert labels["Old Mill Bakery"] == {(1, 2)}
    assert {(0, 1), (0, 2), (0, 0), (2, 1)} < labels["Cook"]
    assert (1, 1) not in labels["Cook"]
    assert labels["May 2019 - present"] == {(phase, 3) for phase in range(3)}


def test_the_gradient_of_the_chain_matches_finite_differences_of_its_loss() -> None:
    data = career_training.Data([_sequence(""), _sequence("Cook, Blue Heron Diner\n2014 - 2019\n")])
    start = career_training.start(data)
    weights = start + np.random.default_rng(1).normal(0, 0.3, len(start))
    _, gradient = career_training.loss(data, weights, start)
    for place in (*range(0, len(weights), len(weights) // 40), -1, -4):
        step = np.zeros(len(weights))
        step[place] = 1e-5
        above, below = (career_training.loss(data, weights + sign * step, start)[0] for sign in (1, -1))
        assert gradient[place] == pytest.approx((above - below) / 2e-5, abs=1e-3)


def _sequence(extra_text: str) -> career_examples.Sequenced:
    example = corpus.Example(RESUME + extra_text, GOLD, "one", "en")
    return career_examples.of(example, training.chooser_of(example).tokens)
