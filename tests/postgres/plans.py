"""Query plans of statements, to tell whether their cost grows with the result or with the table."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import asyncpg

from recruit.adapters.postgres.engine.statement import Statement

LARGE = 1
"""The organisation that has many rows."""

SCANS = {"Seq Scan", "Index Scan", "Index Only Scan", "Bitmap Index Scan", "Tid Scan", "Sample Scan"}


@dataclass(frozen=True)
class Node:
    """A step of a plan; `limited` where a LIMIT above it may stop it early."""

    facts: Mapping[str, Any]
    limited: bool

    @property
    def kind(self) -> str:
        kind: str = self.facts["Node Type"]
        return kind

    @property
    def index(self) -> str | None:
        return self.facts.get("Index Name")

    @property
    def scans(self) -> bool:
        """Whether the step reads a table or an index, apart from the one-row table of the revision."""
        return self.kind in SCANS and self.facts.get("Relation Name") != "alembic_version"

    @property
    def reads_rows(self) -> bool:
        """Whether the step reads a table."""
        return self.kind in {"Seq Scan", "Index Scan", "Bitmap Heap Scan"}

    @property
    def by_key(self) -> bool:
        """Whether the index is searched by id."""
        return "(id = " in self.facts.get("Index Cond", "")

    @property
    def searched(self) -> set[str]:
        """The columns by which the index is searched."""
        return set(re.findall(r"(\w+) (?:=|<|>|<=|>=|@@|IS NULL)", self.facts.get("Index Cond", "")))

    def __str__(self) -> str:
        return f"{self.kind} {self.index or self.facts.get('Relation Name', '')} by {sorted(self.searched)}"


@dataclass
class Planner:
    """A connection in the role of requests, bound to the large organisation."""

    connection: asyncpg.Connection
    columns: dict[str, list[str]] = field(default_factory=dict)
    """The columns of each index, in their order."""

    async def plans(self, statement: Statement, values: Mapping[str, object]) -> list[list[Node]]:
        """Return the custom plan for these values, and the generic plan, to which PostgreSQL may switch."""
        arguments = statement.arguments(defaultdict(lambda: None, values, org_id=LARGE))
        async with self.connection.transaction():
            await self.connection.execute(
                f"SET LOCAL app.org_id = '{LARGE}'; SET LOCAL plan_cache_mode = force_generic_plan"
            )
            if statement.searches_text:
                await self.connection.execute("SELECT set_config('app.search', $1, true)", values["search"])
            own = await self.connection.fetchval(f"EXPLAIN (FORMAT JSON) {statement.sql}", *arguments)
            await self.connection.execute(f"PREPARE any_values AS {statement.sql}")
            nulls = f"({', '.join(['NULL'] * len(arguments))})" if arguments else ""
            common = await self.connection.fetchval(f"EXPLAIN (FORMAT JSON) EXECUTE any_values{nulls}")
            await self.connection.execute("DEALLOCATE any_values")
        return [list(_nodes(json.loads(plan)[0]["Plan"])) for plan in (own, common)]

    async def is_led_by(self, node: Node, ways: Iterable[frozenset[str]]) -> bool:
        """Whether one of these sets of columns leads the scan's index and is searched by."""
        columns = await self._columns(node.index) if node.index else []
        return any(is_led_by == set(columns[: len(is_led_by)]) and is_led_by <= node.searched for is_led_by in ways)

    async def _columns(self, index: str) -> list[str]:
        if index not in self.columns:
            rows = await self.connection.fetch(
                "SELECT attname FROM pg_attribute WHERE attrelid = $1::text::regclass ORDER BY attnum", index
            )
            self.columns[index] = [row["attname"] for row in rows]
        return self.columns[index]


def _nodes(facts: Mapping[str, Any], *, limited: bool = False) -> Iterator[Node]:
    yield Node(facts, limited)
    limited = limited or facts["Node Type"] == "Limit"
    for child in facts.get("Plans", ()):
        yield from _nodes(child, limited=limited and child["Parent Relationship"] != "InitPlan")
