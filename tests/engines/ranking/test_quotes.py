"""The places of a quotation in another text."""

import pytest

from recruit.domain.engines.ranking.quotes import MOST_PLACES, QuotedText
from recruit.domain.engines.ranking.requirements import Evidence


def quoted(quote: str, field: str = "") -> tuple[Evidence, dict[str, str]]:
    """Evidence from notes, and the notes, in which the quotation is in brackets."""
    notes = (field or f"[{quote}]").replace(f"[{quote}]", quote)
    start = (field or "[").index("[")
    return Evidence("notes", quote, start, start + len(quote)), {"notes": notes}


def found(text: str, quote: str, field: str = "") -> list[str]:
    return [text[start:end] for start, end in QuotedText(text).places(*quoted(quote, field))]


@pytest.mark.parametrize(
    ("text", "quote", "place"),
    [
        ("Ran machine\n  learning here", "machine learning", "machine\n  learning"),
        ("MACHINE\tLearning", "machine learning", "MACHINE\tLearning"),
        ("Ran Postgre-\nSQL for years", "PostgreSQL", "Postgre-\nSQL"),
        ("Ran Postgre-\nSQL for years", "Postgre", "Postgre"),
        ("did back-\nend work", "back-end", "back-\nend"),
        ("did back\u2010end work", "back-end", "back\u2010end"),
        ("an e\ufb03cient o\ufb00er", "efficient offer", "e\ufb03cient o\ufb00er"),
        ("Re\u0301sume\u0301s of Rene\u0301", "résumés of rené", "Re\u0301sume\u0301s of Rene\u0301"),
        ("Straße in soft\u00adware", "strasse in software", "Straße in soft\u00adware"),
        ("\u200bGo\u200b, and İstanbul", "istanbul", "İstanbul"),
        ("C++ and C, not C#", "C", "C"),
        ("C++ and C, not C#", "C#", "C#"),
        ("We use C++.", "C++", "C++"),
    ],
)
def test_a_quotation_is_found_however_it_is_set(text: str, quote: str, place: str) -> None:
    assert found(text, quote) == [place]


def test_a_part_of_a_word_is_no_quotation() -> None:
    assert found("JavaScript, Django, 2016-\n2019", "Java") == []
    assert found("Golang and Django", "Go") == []


def test_its_own_place_is_the_one_with_the_same_words_around_it() -> None:
    text = "Learned Python in\nschool.\nBuilt services in Python\nfor Northwind. Skills: Python"
    own, *others = QuotedText(text).places(*quoted("Python", "Built services in [Python] for Northwind."))
    assert text[: own[0]].endswith("services in ")
    assert [place[0] for place in others] == [text.index("Python"), text.rindex("Python")]
    own, *_ = QuotedText(text).places(*quoted("Python", "Go, Skills: [Python]"))
    assert own[0] == text.rindex("Python")


def test_the_places_of_a_frequent_word_are_bounded() -> None:
    assert len(found("go " * 1000, "go")) == MOST_PLACES


def test_an_empty_quotation_has_no_place() -> None:
    assert found("Jane Doe", " ") == []
