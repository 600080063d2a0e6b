"""E-mail addresses: the same grammar for accounts, résumés and tables."""

import pytest

from recruit.domain.engines.reading.resume import contacts
from recruit.domain.imports import cells
from recruit.domain.shared.mail_addresses import is_address


@pytest.mark.parametrize(
    "text", ["jane@example.com", "jane.o'doe+jobs@sub.example.com", "jürgen@bücher.example", "a@b-c.example"]
)
def test_an_address_has_one_at_and_a_domain(text: str) -> None:
    assert is_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "jane",
        "@example.com",
        "jane@example",
        "jane@-example.com",
        "jane@b@example.com",
        "jane\N{FULLWIDTH COMMERCIAL AT}b@example.com",
        "jane@b\N{FULLWIDTH COMMERCIAL AT}example.com",
        "<jane>@example.com",
        "jane@example.com\n",
        "jane\N{HANGUL FILLER}@example.com",
        "x" * 243 + "@example.com",
    ],
)
def test_a_text_that_could_be_read_as_another_address_is_none(text: str) -> None:
    assert not is_address(text)


def test_texts_that_are_no_addresses_are_found_in_no_table_and_no_resume() -> None:
    hidden = "jane\N{HANGUL FILLER}@example.com"
    assert cells.emails(f"{hidden}, ana\\lima@example.com, ana@example.com").values == ("ana@example.com",)
    assert contacts.find(f"{hidden}\nana@example.com", [hidden, "ana@example.com"]).emails == ("ana@example.com",)
