"""Generate the table of error codes in docs/api.md: `python -m tools.error_codes`."""

import re
from pathlib import Path

from recruit.entrypoints.http.error_codes import CODES_BY_STATUS, DOMAIN_ERRORS, MEANINGS

PAGE = Path(__file__).parents[1] / "docs" / "api.md"
MARKED_TABLE = re.compile(r"(?<=<!-- codes -->\n).*?(?=<!-- end -->)", re.DOTALL)


def with_table(page: str) -> str:
    """Return the page with the table replaced by the current one."""
    return MARKED_TABLE.sub(lambda _: table(), page)


def table() -> str:
    """Return all error codes with their statuses and meanings, as a Markdown table."""
    pairs = {*DOMAIN_ERRORS.values(), *CODES_BY_STATUS.items()}
    rows = sorted((status, f"`{code}`", MEANINGS[code]) for status, code in pairs)
    body = "".join(f"| {code} | {status} | {meaning} |\n" for status, code, meaning in rows)
    return f"| code | status | meaning |\n| --- | --- | --- |\n{body}"


if __name__ == "__main__":
    PAGE.write_text(with_table(PAGE.read_text("utf-8")), "utf-8")
