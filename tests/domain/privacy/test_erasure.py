"""By what a person is found in text."""

import json
import re
from typing import Literal
from unicodedata import normalize

import pytest

from recruit.domain.privacy.model import Person
from recruit.domain.shared.case_folding import lowered

JANE = Person.of([5, 12], ["Jane D. Doe", "Done", "Li"], ["jane@doe.example", "+1 (555) 0100", "doe.example/jane"])


def named(text: str, person: Person = JANE) -> bool:
    return person.text_pattern is not None and re.search(person.text_pattern, lowered(text)) is not None


def tied(record: object, person: Person = JANE) -> bool:
    return re.search(person.record_pattern, lowered(json.dumps(record, ensure_ascii=False))) is not None


@pytest.mark.parametrize(
    "text",
    [
        "show JANE D. DOE",
        "Jane D. Doe, Baker",
        "write to jane@doe.example, please",
        "It is jane@doe.example.",
        "call +1 (555) 0100",
        "see https://www.doe.example/jane/",
    ],
)
def test_a_person_is_named_by_whole_words(text: str) -> None:
    assert named(text)


Form = Literal["NFC", "NFD"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("other", ["NFC", "NFD"])
def test_a_name_counts_with_its_accents_in_one_character_or_two(form: Form, other: Form) -> None:
    called, alone = normalize(form, "Zoë Brontë"), normalize(form, "Zoë")
    assert named(normalize(other, "summarize Zoë Brontë"), Person.of([5], [called], []))
    assert tied({"full_name": normalize(other, "Zoë")}, Person.of([5], [alone], []))


@pytest.mark.parametrize(
    "text",
    [
        "show Jane Dx Doe",
        "Mary-Jane D. Doering",
        "likely",
        "Li",
        "I've done it",
        "done",
        "mary.jane@doe.example",
        "mary-jane@doe.example",
        "jane@doe.example.org",
        "doe.example/jane/roe",
        "doe.example/jane-roe",
    ],
)
def test_others_are_not_named(text: str) -> None:
    assert not named(text)


@pytest.mark.parametrize(
    "record",
    [
        {"candidate_id": 5},
        {"arguments": {"from_id": 12}, "x": 1},
        {"focus": {"candidate": 12}},
        [{"after": {"full_name": "DONE", "notes": None}}],
    ],
)
def test_a_record_is_tied_to_a_person_by_their_id_or_as_its_whole_name(record: object) -> None:
    assert tied(record)


@pytest.mark.parametrize(
    "record",
    [
        {"candidate_id": 55},
        {"job_id": 5},
        {"outcome": "done"},
        {"full_name": "Done Deal"},
        {"text": '"candidate_id": 5, "full_name": "Done"'},
    ],
)
def test_others_are_not_tied(record: object) -> None:
    assert not tied(record)


def test_names_are_found_as_they_are_written_and_as_json_writes_them() -> None:
    name = 'İlkay "Ike" Öz'
    quoted = Person.of([5], [name], [])
    assert named('show İLKAY "IKE" ÖZ', quoted)
    written = json.dumps({"full_name": name}, ensure_ascii=False).encode()
    assert any(needle in written for needle in quoted.needles)
    lone = Person.of([5], ['"Ike"'], [])
    assert tied({"full_name": '"IKE"'}, lone)
    assert lone.needles[-1] in json.dumps({"full_name": '"Ike"'}, separators=(",", ":")).encode()


def test_who_has_no_words_is_found_by_id_alone() -> None:
    nameless = Person.of([5], ["", "  "], [])
    assert tied({"candidate_id": 5}, nameless)
    assert nameless.text_pattern is None
    assert nameless.needles == [b'"candidate_id":5,', b'"candidate_id":5}']
