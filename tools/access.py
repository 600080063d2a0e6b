"""Generate the table of docs/access.md from the permissions that the services enforce: `python -m tools.access`."""

import re
from pathlib import Path

from recruit.domain.accounts.model.permissions import PERMISSIONS_OF, TABLE, Role

PAGE = Path(__file__).parents[1] / "docs" / "access.md"
MARKED_TABLE = re.compile(r"(?<=<!-- permissions -->\n).*?(?=<!-- end -->)", re.DOTALL)


def with_table(page: str) -> str:
    """Return the page with the table replaced by the current one."""
    return MARKED_TABLE.sub(lambda _: table(), page)


def table() -> str:
    """Return all permissions and their roles, as a Markdown table."""
    rows = [["permission", *(f"`{role}`" for role in Role), "what it allows"], ["---", *(":-:" for _ in Role), "---"]]
    rows += [
        [f"`{one}`", *("✓" if one in PERMISSIONS_OF[role] else "" for role in Role), meaning]
        for one, (_, meaning) in TABLE.items()
    ]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


if __name__ == "__main__":
    PAGE.write_text(with_table(PAGE.read_text("utf-8")), "utf-8")
