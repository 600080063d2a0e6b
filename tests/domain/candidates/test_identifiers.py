"""The forms in which names, numbers and addresses are compared."""

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
def test_a_name_is_the_same_whatever_its_case_accents_and_order(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), [("Jane Doe", "Jane Dow"), ("Jane Doe", "Jane A Doe"), ("张伟", "王伟")])
def test_another_name_is_another(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_a_number_is_the_same_however_it_is_written() -> None:
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
def test_a_profile_is_the_same_however_its_address_is_written(url: str) -> None:
    assert url_key(url) == "linkedin.com/in/jane-doe"


@pytest.mark.parametrize("url", [None, "", "https://linkedin.com", "https://linkedin.com/", "http://[x/in"])
def test_what_names_no_profile_is_none(url: str | None) -> None:
    assert url_key(url) == ""


def test_an_address_of_mail_is_the_same_whatever_its_case() -> None:
    assert email_key(" Jane@Example.COM ") == "jane@example.com"


def test_nobody_without_a_name_is_alike() -> None:
    assert list(candidate_identifiers(CandidateDetails(full_name=UNKNOWN_NAME))) == []
    assert list(candidate_identifiers(CandidateDetails(full_name="!!!"))) == []


def test_the_longest_name_still_fits_into_an_index() -> None:
    assert len(name_key("\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}" * 200)) <= LONGEST_VALUE


@pytest.mark.parametrize(
    ("given", "kept"),
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
def test_the_name_of_a_file_is_kept_bare(given: str, kept: str) -> None:
    assert bare_filename(given) == kept
