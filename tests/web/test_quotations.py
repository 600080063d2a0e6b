"""Sentences from which evidence is quoted."""

import pytest

from recruit.domain.engines.ranking.requirements import Evidence
from recruit.entrypoints.web.quotations import CONTEXT, Quotation, quotation

LONG = "word " * CONTEXT


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("SQL", "", ""),
        ("Built services. Ran SQL on 3.5 servers! Then left.", "Ran ", " on 3.5 servers!"),
        ("Title\n- Tuned SQL\n- Other", "Tuned ", ""),
        (f"Short. {LONG}SQL {LONG}", f"… {'word ' * 17}", f" {'word ' * 17}…"),
        (f"{'x' * 200}SQL{'y' * 200}", "… ", " …"),
    ],
)
def test_words_are_shown_in_their_sentence(text: str, before: str, after: str) -> None:
    start = text.index("SQL")
    evidence = Evidence("notes", "SQL", start, start + 3)
    assert quotation(evidence, {"notes": text}) == Quotation(before, "SQL", after)
