"""Sentences from which evidence is quoted."""

import pytest

from recruit.entrypoints.web.quotations import LONGEST_EXCERPT, Excerpt, excerpt

LONG = "word " * LONGEST_EXCERPT


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("SQL", "", ""),
        ("Built services. Ran SQL on 3.5 servers! Then left.", "Ran ", " on 3.5 servers!"),
        ("Title\n- Tuned SQL\n- Other", "Tuned ", ""),
        (
            "A line that is long enough to go on here with SQL\nin the next one",
            "A line that is long enough to go on here with ",
            "",
        ),
        (f"Short. {LONG}SQL {LONG}", f"… {'word ' * 11}", f" {'word ' * 11}…"),
        (f"{'x' * 200}SQL{'y' * 200}", "… ", " …"),
    ],
)
def test_words_are_shown_in_their_sentence(text: str, before: str, after: str) -> None:
    start = text.index("SQL")
    assert excerpt(text, start, start + 3) == Excerpt(before, "SQL", after)
