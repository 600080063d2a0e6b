"""docs/access.md: its table matches the enforced permissions."""

from tools.access import PAGE, with_table


def test_the_page_lists_the_enforced_permissions() -> None:
    page = PAGE.read_text("utf-8")
    assert page == with_table(page), "run `python -m tools.access`, and look at the difference"
    assert "| `jobs:read` | ✓ | ✓ | ✓ | ✓ |" in page
