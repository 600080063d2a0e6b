"""References in docs/ to tests that verify a guarantee: every referenced test exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
REFERENCE = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


@pytest.mark.parametrize("document", ["operations.md", "security.md"])
def test_every_referenced_test_exists(document: str) -> None:
    references = REFERENCE.findall((ROOT / "docs" / document).read_text())
    assert references
    for path, test in references:
        assert not test or f"def {test}(" in (ROOT / path).read_text(), f"{path}::{test}"
        assert (ROOT / path).exists(), path
