"""docs/api.md: its table matches the error codes of the API."""

from tools.error_codes import PAGE, with_table


def test_the_page_lists_the_error_codes_of_the_api() -> None:
    page = PAGE.read_text("utf-8")
    assert page == with_table(page), "run `python -m tools.error_codes`, and look at the difference"
