"""By what a person is found in text."""

import json
import re

import pytest

from recruit.domain.model.erasure import Person
from recruit.domain.model.folding import folded

JANE = Person.of([5, 12], ["Jane D. Doe", "jane@doe.example", "+1 (555) 0100", "Li"])


def found(text: str) -> bool:
    return re.search(JANE.pattern, folded(text)) is not None


@pytest.mark.parametrize(
    "text",
    [
        "show JANE D. DOE",
        '["Jane D. Doe"]',
        "write to jane@doe.example, please",
        "call +1 (555) 0100",
        json.dumps({"candidate_id": 5}),
        json.dumps({"arguments": {"from_id": 12}, "x": 1}),
        json.dumps({"focus": {"candidate": 12}}),
    ],
)
def test_a_person_is_found_by_whole_words_and_by_ids(text: str) -> None:
    assert found(text)


@pytest.mark.parametrize(
    "text",
    [
        "show Jane Dx Doe",
        "Mary-Jane D. Doering",
        "likely",
        "Li",
        json.dumps({"candidate_id": 55}),
        json.dumps({"job_id": 5}),
    ],
)
def test_others_are_not(text: str) -> None:
    assert not found(text)


def test_names_are_found_as_they_are_written_and_as_json_writes_them() -> None:
    quoted = Person.of([5], ['İlkay "Ike" Öz'])
    for text in ('show İLKAY "IKE" ÖZ', json.dumps({"name": 'İlkay "Ike" Öz'}, ensure_ascii=False)):
        assert re.search(quoted.pattern, folded(text))
    assert quoted.needles[0] in json.dumps({"full_name": 'İlkay "Ike" Öz'}, ensure_ascii=False).encode()


def test_who_has_no_words_is_found_by_id_alone() -> None:
    nameless = Person.of([5], ["", "  "])
    assert re.search(nameless.pattern, json.dumps({"candidate_id": 5}))
    assert not re.search(nameless.pattern, "anything at all")
    assert nameless.needles == [b'"candidate_id":5,', b'"candidate_id":5}']
