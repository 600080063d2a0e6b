"""Texts as points in the space of all occupations."""

import numpy as np
import pytest

from recruit.domain.engines.ranking.concepts import POINT_STEPS, STRONGEST, point
from recruit.domain.engines.ranking.terms import terms
from recruit.domain.engines.ranking.vocabulary import Sparse
from tools.gazetteers import concepts

NURSING = "Cares for patients on a ward, gives medication and dresses wounds."
WELDING = "Joins metal parts with an electric arc and grinds the seams."


def of(text: str) -> Sparse:
    return point([(terms(text), 1.0)])


def likeness(one: Sparse, other: Sparse) -> float:
    weights = dict(zip(one.places.tolist(), one.weights.tolist(), strict=True))
    pairs = zip(other.places.tolist(), other.weights.tolist(), strict=True)
    product: int = sum(weight * weights.get(place, 0) for place, weight in pairs)
    return float(product / POINT_STEPS**2)


def test_a_text_is_like_itself_and_a_text_of_another_trade_is_not() -> None:
    assert likeness(of(NURSING), of(NURSING)) == pytest.approx(1, abs=1e-3)
    assert likeness(of(NURSING), of(WELDING)) < 0.05


def test_texts_of_one_trade_are_alike_without_a_common_word() -> None:
    other = "Registered nurse in a hospital"
    assert not set(terms(NURSING)) & set(terms(other))
    assert likeness(of(NURSING), of(other)) > 2 * likeness(of(WELDING), of(other)) + 0.1


@pytest.mark.parametrize("text", ["", "the and of", "xqzzy plugh"])
def test_a_text_without_a_known_word_is_about_nothing(text: str) -> None:
    assert len(of(text).places) == len(of(text).weights) == 0


def test_a_point_has_length_one_and_few_occupations() -> None:
    found = of(f"{NURSING} {WELDING} Sells cars, bakes bread, drives trains and teaches mathematics.")
    assert len(found.places) == STRONGEST
    assert found.places.tolist() == sorted(found.places.tolist())
    assert likeness(found, found) == pytest.approx(1, abs=1e-3)


def test_what_says_more_decides() -> None:
    mixed = point([(terms(NURSING), 3.0), (terms(WELDING), 0.1)])
    assert likeness(mixed, of(NURSING)) > likeness(mixed, of(WELDING))


def test_the_order_of_words_and_of_texts_counts_for_nothing() -> None:
    backwards = point([(terms(WELDING)[::-1], 1.0), (terms(NURSING)[::-1], 2.0)])
    forwards = point([(terms(NURSING), 2.0), (terms(WELDING), 1.0)])
    assert [column.tolist() for column in backwards] == [column.tolist() for column in forwards]


def test_the_table_holds_each_term_of_each_text_by_weight() -> None:
    table = concepts.table(["nurse nurse ward", "nurse welder"])
    assert bytes(table["terms"]).decode().split("\n") == sorted(terms("nurse ward welder"))
    assert table["starts"].tolist() == [0, 2, 3, 4]
    assert table["occupations"].tolist() == [0, 1, 0, 1]
    assert int(table["size"]) == 2
    lengths = np.zeros(2)
    np.add.at(lengths, table["occupations"], (table["weights"] / 255) ** 2)
    assert lengths == pytest.approx(1, abs=0.02)
