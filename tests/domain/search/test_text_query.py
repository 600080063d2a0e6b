"""Words of texts, and text queries."""

import re

import pytest

from recruit.domain.search.text_query import TextQuery
from recruit.domain.search.words import LONGEST_WORD, MOST_BYTES, searchable, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Jane Doe", ["jane", "doe"]),
        ("C++/C# and node.js, 10+ years", ["c++", "c#", "and", "node", "js", "10", "years"]),
        ("Zürich, Straße, ﬁnance", ["zurich", "strasse", "finance"]),
        ("Cafe\u0301", ["cafe"]),
        ("snake_case", ["snake", "case"]),
        ("软件 にほん", ["软", "件", "に", "ほ", "ん"]),
        ("हिन्दी", ["हनद"]),
        ("😀 …", []),
        ("x" * 300, ["x" * LONGEST_WORD]),
    ],
)
def test_words_have_neither_case_nor_accents(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_searchable_text_is_cut_between_words() -> None:
    assert searchable(["a", None, "", "…", "b c"]) == " a    b c "
    long = searchable(["ж" * 50] * 10_000)
    assert MOST_BYTES - 200 < len(long.encode()) <= MOST_BYTES + 1
    assert set(long.split()) == {"ж" * 50}


@pytest.mark.parametrize(
    ("query", "meets"),
    [
        ("nurse", True),
        ("NÜRSE", True),
        ("nurs", False),
        ("nurs*", True),
        ("nurse icu", True),
        ("nurse surgeon", False),
        ("surgeon or nurse", True),
        ("surgeon OR nurse icu", True),
        ("nurse -surgeon", True),
        ("nurse -icu", False),
        ('"senior nurse"', True),
        ('"nurse senior"', False),
        ('-"nurse senior"', True),
        ('-"senior nurse"', False),
        ('"senior nur', False),
        ("senior-nurse", True),
        ("nurse-senior", False),
        ("senior-nur*", True),
        ('"icu berlin"', False),
        ("c++", True),
        ("c", False),
        ("", False),
        ("...", False),
        ("or", False),
        ("-surgeon", True),
        ("- nurse", True),
    ],
)
def test_a_text_query_is_read_as_web_search_engines_read_it(query: str, *, meets: bool) -> None:
    text = searchable(["Senior Nurse, ICU", "Berlin; C++"])
    assert (re.search(TextQuery.parse(query).pattern, text) is not None) is meets


@pytest.mark.parametrize(
    ("query", "condition", "with_marks"),
    [
        ("a b or c*", "(('a') & ('b')) | (('c':*))", "(('a' | '~a') & ('b' | '~b')) | (('c':* | '~c':*))"),
        ('a -b -"c d"', "(('a') & !('b') & !'@')", "(('a' | '~a') & !('b' | '~b') & !'@')"),
        ('"a b"', "(('a') & ('b'))", "(('a' | '~a') & ('b' | '~b'))"),
        ("!!", "", ""),
    ],
)
def test_the_condition_on_words_is_met_by_all_texts_that_meet_the_query(
    query: str, condition: str, with_marks: str
) -> None:
    parsed = TextQuery.parse(query)
    assert parsed.word_condition() == condition
    assert parsed.word_condition(["", "~"]) == with_marks
