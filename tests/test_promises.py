"""References in docs/ to tests that verify a guarantee: every referenced test exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


@pytest.mark.parametrize("document", ["operations.md", "security.md"])
def test_every_test_that_a_promise_names_is_there(document: str) -> None:
    named = NAMED.findall((ROOT / "docs" / document).read_text())
    assert named
    for path, test in named:
        assert not test or f"def {test}(" in (ROOT / path).read_text(), f"{path}::{test}"
        assert (ROOT / path).exists(), path
