"""The report: a Markdown page of the results, with charts."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.findings import Findings
from bench.machine import QUIET_IDLE_SHARE, Machine

READING = """\
Every number is a ratio to something that ran on the same machine in the same minutes, in turns; each is the median of
the ratios of its rounds. There are no absolute times here, since they would say more about the machine than about the
program; only the pages of the console have limits in milliseconds. `make bench` measures it all again.

- **usual program**: the same endpoints in the usual style – FastAPI, synchronous SQLAlchemy ORM, psycopg, the user
  looked up on each request, matching that reads every row ([its source](yardsticks/usual.py)) – over a PostgreSQL of
  its own from the same binaries with the same settings, with indexes that fit its queries and a connection for each of
  its threads.
- **asyncpg alone**: our SQL in our transactions, with nothing around it ([source](yardsticks/driver.py)).
- **Litestar, constant bytes** and **bare ASGI**: answers of the same length, made of nothing.
"""
UNRELIABLE = """\
> **Unreliable**: something else used the machine while this was measured (at the busiest look, {idle:.0%} of its
> processors' time was left, of {enough:.0%} that a quiet machine has).
"""


def page(
    facts: Sequence[tuple[str, str]], machine: Machine, findings: Mapping[str, Findings], failures: Mapping[str, str]
) -> str:
    """Return the page as Markdown. `failures`: reason by name of a part that could not be measured."""
    warning = "" if machine.quiet else UNRELIABLE.format(idle=machine.min_idle, enough=QUIET_IDLE_SHARE)
    parts = ["# Measurements\n", warning, READING]
    facts = [*facts, ("Host", f"gave others at most {machine.max_stolen:.0%} of what a round asked of the processors")]
    parts += ["| machine | |\n| --- | --- |\n" + "\n".join(f"| {name} | {value} |" for name, value in facts) + "\n"]
    for found in findings.values():
        parts += [f"## {found.title}\n", *(table.markdown() for table in found.tables)]
        parts += [f"![{found.title}: {name}](charts/{name}.svg)\n" for name in found.charts]
    parts += [f"## {name}\n\nNot measured: {why}\n" for name, why in failures.items()]
    return "\n".join(filter(None, parts))


def write(folder: Path, text: str, findings: Mapping[str, Findings]) -> Path:
    """Write the page and its charts into a folder, and return the path of the page."""
    charts = folder / "charts"
    charts.mkdir(parents=True, exist_ok=True)
    for found in findings.values():
        for name, svg in found.charts.items():
            (charts / f"{name}.svg").write_text(svg, "utf-8")
    place = folder / "results.md"
    place.write_text(text, "utf-8")
    return place
