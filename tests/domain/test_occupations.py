import subprocess
import sys
from itertools import product

import pytest

from recruit.domain.services.matching.occupations import STEPS, TITLE_STEPS, name, occupations, reach
from recruit.domain.services.matching.titles import LATER_PART, title_terms

NURSE, PLUMBER, ENGINEER = "Registered Nurse", "Plumber", "Software Engineer"


def alike(one: str | None, other: str | None) -> float:
    """Return how close two titles are: the product of one with what the other reaches."""
    places, reached = reach(occupations(one))
    vector = occupations(other)
    weights = dict(zip(vector.places.tolist(), vector.weights.tolist(), strict=True))
    product = sum(reach * weights.get(place, 0) for place, reach in zip(places.tolist(), reached.tolist(), strict=True))
    return product / (TITLE_STEPS**2 * STEPS)


@pytest.mark.parametrize(
    "title", [NURSE, PLUMBER, "AP/AR Clerk", "waiter/waitress", "Forklift operator", "Head of Marketing"]
)
def test_a_title_is_like_itself(title):
    assert alike(title, title) == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("RN", "Registered nurses"),
        ("Sr. Software Engineer II", "software engineer"),
        ("Software Engineer (m/f/d)", "SWE"),
        ("Software engineer at Acme", "Software Engineer @ Another Company"),
        ("CFO", "Chief Financial Officer"),
    ],
)
def test_ways_to_write_a_title_are_the_same(title, other):
    assert alike(title, other) > 0.95


@pytest.mark.parametrize(
    ("title", "other"),
    [("Attorney", "Lawyer"), ("Waiter", "Waitress"), ("Chef", "Cook"), ("Software Engineer", "Programmer")],
)
def test_titles_without_a_common_word_are_close_where_the_work_is(title, other):
    assert alike(title, other) > 0.5


@pytest.mark.parametrize(
    ("title", "other"),
    [
        (NURSE, PLUMBER),
        ("Teacher", ENGINEER),
        ("Registered Nurse", "Registered Architect"),
        ("Sales Assistant", "Dental Assistant"),
        ("Senior Software Engineer", "Senior Accountant"),
    ],
)
def test_unrelated_titles_are_far(title, other):
    assert alike(title, other) < 0.15


@pytest.mark.parametrize("title", [None, "", "Ärztin", "🙂", "II", "(m/w/d)", "|||", "x" * 10_000])
def test_a_title_without_a_known_word_has_no_occupation(title):
    assert len(occupations(title).places) == 0
    assert alike(title, NURSE) == 0.0


def test_the_nearest_occupation_has_its_name():
    found = occupations("Attorney")
    strongest = found.places[found.weights.argsort()[::-1]][:2]
    assert "lawyer" in {name(occupation) for occupation in strongest.tolist()}


def test_similarity_has_no_direction_and_stays_between_none_and_one():
    titles = [NURSE, PLUMBER, ENGINEER, "Attorney", "Nurse manager", "Site manager", "Sales engineer", "Clerk", None]
    for one, other in product(titles, titles):
        assert alike(one, other) == alike(other, one)
        assert 0.0 <= alike(one, other) <= 1.001


def test_another_process_finds_the_same():
    code = (
        "from recruit.domain.services.matching.occupations import occupations; "
        "print([column.tolist() for column in occupations('AP/AR Clerk, Sales')])"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, check=True, capture_output=True, text=True
        ).stdout
        for seed in ("1", "2")
    }
    assert found == {f"{[column.tolist() for column in occupations('AP/AR Clerk, Sales')]}\n"}


def test_a_headline_counts_first_for_what_stands_first():
    found = title_terms("Data Analyst at Acme | Speaker")
    assert found == {"data": 1.0, "analyst": 1.0, "speaker": LATER_PART}


@pytest.mark.parametrize(
    ("title", "terms"),
    [
        ("HR Manager III", ["human", "resourc", "manag"]),
        ("IT support", ["ict", "support"]),
        ("R&D Engineer", ["research", "develop", "engin"]),
        ("Front-End Developer (f/m/x)", ["frontend", "web", "softwar", "develop"]),
    ],
)
def test_abbreviations_are_written_out_and_levels_left_out(title, terms):
    assert list(title_terms(title)) == terms
