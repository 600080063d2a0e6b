"""Concept vectors: texts as vectors over all occupations."""

import numpy as np
import pytest

from recruit.domain.engines.ranking.concepts import POINT_STEPS, STRONGEST, point
from recruit.domain.engines.ranking.terms import terms
from recruit.domain.engines.ranking.vocabulary import Sparse
from tools.gazetteers import concepts

NURSING = "Cares for patients on a ward, gives medication and dresses wounds."
WELDING = "Joins metal parts with an electric arc and grinds the seams."


def concept_vector(text: str) -> Sparse:
    return point([(terms(text), 1.0)])


def cosine(one: Sparse, other: Sparse) -> float:
    weights = dict(zip(one.places.tolist(), one.weights.tolist(), strict=True))
    pairs = zip(other.places.tolist(), other.weights.tolist(), strict=True)
    product: int = sum(weight * weights.get(place, 0) for place, weight in pairs)
    return float(product / POINT_STEPS**2)


def test_a_text_is_similar_to_itself_and_not_to_one_of_another_occupation() -> None:
    assert cosine(concept_vector(NURSING), concept_vector(NURSING)) == pytest.approx(1, abs=1e-3)
    assert cosine(concept_vector(NURSING), concept_vector(WELDING)) < 0.05


def test_texts_of_one_occupation_are_similar_without_a_common_word() -> None:
    other = "Registered nurse in a hospital"
    assert not set(terms(NURSING)) & set(terms(other))
    assert (
        cosine(concept_vector(NURSING), concept_vector(other))
        > 2 * cosine(concept_vector(WELDING), concept_vector(other)) + 0.1
    )


@pytest.mark.parametrize("text", ["", "the and of", "xqzzy plugh"])
def test_a_text_without_known_words_has_an_empty_vector(text: str) -> None:
    assert len(concept_vector(text).places) == len(concept_vector(text).weights) == 0


def test_a_vector_has_unit_length_and_few_occupations() -> None:
    found = concept_vector(f"{NURSING} {WELDING} Sells cars, bakes bread, drives trains and teaches mathematics.")
    assert len(found.places) == STRONGEST
    assert found.places.tolist() == sorted(found.places.tolist())
    assert cosine(found, found) == pytest.approx(1, abs=1e-3)


def test_the_text_with_the_larger_weight_dominates() -> None:
    mixed = point([(terms(NURSING), 3.0), (terms(WELDING), 0.1)])
    assert cosine(mixed, concept_vector(NURSING)) > cosine(mixed, concept_vector(WELDING))


def test_the_order_of_words_and_texts_is_ignored() -> None:
    backwards = point([(terms(WELDING)[::-1], 1.0), (terms(NURSING)[::-1], 2.0)])
    forwards = point([(terms(NURSING), 2.0), (terms(WELDING), 1.0)])
    assert [column.tolist() for column in backwards] == [column.tolist() for column in forwards]


def test_the_table_holds_the_weight_of_each_term_in_each_text() -> None:
    table = concepts.table(["nurse nurse ward", "nurse welder"])
    assert bytes(table["terms"]).decode().split("\n") == sorted(terms("nurse ward welder"))
    assert table["starts"].tolist() == [0, 2, 3, 4]
    assert table["occupations"].tolist() == [0, 1, 0, 1]
    assert int(table["size"]) == 2
    lengths = np.zeros(2)
    np.add.at(lengths, table["occupations"], (table["weights"] / 255) ** 2)
    assert lengths == pytest.approx(1, abs=0.02)
