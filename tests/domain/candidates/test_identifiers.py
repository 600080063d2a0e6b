"""Normalised forms of names, phone numbers and addresses, and of file names."""

import pytest

from recruit.domain.candidates.model.candidate import UNKNOWN_NAME, CandidateDetails
from recruit.domain.candidates.model.identifiers import (
    LONGEST_VALUE,
    candidate_identifiers,
    email_key,
    name_key,
    phone_key,
    url_key,
)
from recruit.domain.documents.model import bare_filename


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zoë Doe", "DOE, ZOE"),
        ("José María Hernández", "hernandez jose  maria"),
        ("O'Neil, Seán", "Sean O’Neil"),
        ("Anne-Marie Weiß", "WEISS, Anne Marie"),
        ("Zoe\N{COMBINING DIAERESIS} Doe", "Zoë Doe"),
    ],
)
def test_name_keys_ignore_case_accents_and_word_order(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), [("Jane Doe", "Jane Dow"), ("Jane Doe", "Jane A Doe"), ("张伟", "王伟")])
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_phone_keys_ignore_formatting() -> None:
    numbers = ("+49 30 5550 1234", "030/55501234", "(030) 5550-1234", "+49 (0)30 55501234", "٠٣٠ ٥٥٥٠ ١٢٣٤")
    assert {phone_key(number) for number in numbers} == {"055501234"}
    assert phone_key("12 34") == phone_key("ext.") == ""


@pytest.mark.parametrize(
    "url",
    [
        "https://linkedin.com/in/jane-doe",
        "http://www.LinkedIn.com/in/Jane-Doe/",
        "https://de.linkedin.com/in/jane%2Ddoe?trk=x#y",
    ],
)
def test_url_keys_ignore_scheme_subdomain_case_and_query(url: str) -> None:
    assert url_key(url) == "linkedin.com/in/jane-doe"


@pytest.mark.parametrize("url", [None, "", "https://linkedin.com", "https://linkedin.com/", "http://[x/in"])
def test_an_address_without_a_profile_has_an_empty_key(url: str | None) -> None:
    assert url_key(url) == ""


def test_email_keys_ignore_case() -> None:
    assert email_key(" Jane@Example.COM ") == "jane@example.com"


def test_candidates_without_a_name_have_no_identifiers() -> None:
    assert list(candidate_identifiers(CandidateDetails(full_name=UNKNOWN_NAME))) == []
    assert list(candidate_identifiers(CandidateDetails(full_name="!!!"))) == []


def test_the_key_of_the_longest_name_fits_into_an_index() -> None:
    assert len(name_key("\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}" * 200)) <= LONGEST_VALUE


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("cv.pdf", "cv.pdf"),
        ("a/b\\c.pdf", "c.pdf"),
        ("a\r\nb\t\x00\u202ec.pdf", "a b c.pdf"),
        ("  . .hidden ", "hidden"),
        ("x" * 500, "x" * 200),
        ("x." + "y" * 500, "x." + "y" * 198),
        ("/", "document"),
        ("\ud800", "document"),
    ],
)
def test_file_names_are_reduced_to_a_safe_base_name(given: str, expected: str) -> None:
    assert bare_filename(given) == expected
