"""Patterns that find a person in text and in JSON records."""

import json
import re
from typing import Literal
from unicodedata import normalize

import pytest

from recruit.domain.privacy.model import Person
from recruit.domain.shared.case_folding import lowered

PERSON = Person.of([5, 12], ["Jane D. Doe", "Done", "Li"], ["jane@doe.example", "+1 (555) 0100", "doe.example/jane"])


def is_named(text: str, person: Person = PERSON) -> bool:
    return person.text_pattern is not None and re.search(person.text_pattern, lowered(text)) is not None


def is_tied(record: object, person: Person = PERSON) -> bool:
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
def test_whole_words_name_a_person(text: str) -> None:
    assert is_named(text)


Form = Literal["NFC", "NFD"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("other", ["NFC", "NFD"])
def test_names_match_in_every_unicode_normal_form(form: Form, other: Form) -> None:
    called, alone = normalize(form, "Zoë Brontë"), normalize(form, "Zoë")
    assert is_named(normalize(other, "summarize Zoë Brontë"), Person.of([5], [called], []))
    assert is_tied({"full_name": normalize(other, "Zoë")}, Person.of([5], [alone], []))


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
def test_similar_words_do_not_name_a_person(text: str) -> None:
    assert not is_named(text)


@pytest.mark.parametrize(
    "record",
    [
        {"candidate_id": 5},
        {"arguments": {"from_id": 12}, "x": 1},
        {"focus": {"candidate": 12}},
        [{"after": {"full_name": "DONE", "notes": None}}],
    ],
)
def test_a_record_is_tied_to_a_person_by_id_or_by_a_whole_name(record: object) -> None:
    assert is_tied(record)


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
def test_records_of_others_are_not_tied_to_a_person(record: object) -> None:
    assert not is_tied(record)


def test_names_are_found_in_plain_text_and_in_json_escapes() -> None:
    name = 'İlkay "Ike" Öz'
    quoted = Person.of([5], [name], [])
    assert is_named('show İLKAY "IKE" ÖZ', quoted)
    written = json.dumps({"full_name": name}, ensure_ascii=False).encode()
    assert any(needle in written for needle in quoted.needles)
    lone = Person.of([5], ['"Ike"'], [])
    assert is_tied({"full_name": '"IKE"'}, lone)
    assert lone.needles[-1] in json.dumps({"full_name": '"Ike"'}, separators=(",", ":")).encode()


def test_a_person_without_a_name_is_found_by_id_alone() -> None:
    nameless = Person.of([5], ["", "  "], [])
    assert is_tied({"candidate_id": 5}, nameless)
    assert nameless.text_pattern is None
    assert nameless.needles == [b'"candidate_id":5,', b'"candidate_id":5}']
