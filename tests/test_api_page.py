"""docs/api.md: its list of error codes is complete."""

from tools.error_codes import PAGE, with_table


def test_the_page_lists_the_codes_that_errors_have() -> None:
    page = PAGE.read_text("utf-8")
    assert page == with_table(page), "run `python -m tools.error_codes`, and look at the difference"
