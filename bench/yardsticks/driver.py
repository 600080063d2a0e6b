"""asyncpg alone: the statements of one request, in the same transaction, without a server.

`python -m bench.yardsticks.driver` reads a `Question` as JSON from standard input and writes a `Sample` as JSON to
standard output. The SQL isn't a copy: it comes from the module that the server uses.
"""

import asyncio
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from itertools import repeat
from time import perf_counter
from typing import Any

import asyncpg
import msgspec
import uvloop

from bench.load import Sample
from recruit.adapters.postgres import tables
from recruit.adapters.postgres.engine import pages, table_statements
from recruit.adapters.postgres.engine.opening import POOL_SIZE
from recruit.adapters.postgres.engine.statement import Statement


def _columns(values: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(name.removeprefix("new_") for name in values if name.startswith("new_"))


STATEMENTS: Mapping[str, Callable[[Mapping[str, Any]], Statement]] = {
    "page": lambda _: pages.page(tables.jobs, (), (), (), skipping=False),
    "found": lambda _: table_statements.lookup_by_id(tables.jobs).one,
    "job added": lambda values: table_statements.insert_row(tables.jobs, _columns(values)),
    "job changed": lambda values: table_statements.update_row(tables.jobs, _columns(values)),
    "job removed": lambda _: table_statements.delete_row(tables.jobs),
    "candidate added": lambda values: table_statements.insert_row(tables.candidates, _columns(values)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A statement with its values, and the load to run.

    `turns`: additional values, one mapping per request until there are no more. A single mapping is used for all
    requests.
    """

    dsn: str
    statement: str
    values: dict[str, Any]
    turns: list[dict[str, Any]]
    connections: int
    seconds: float


async def measure(question: Question) -> Sample:
    """Run the statement repeatedly over a pool of the same size as the server's."""
    statement = STATEMENTS[question.statement](question.values | question.turns[0])
    turns = [_arguments(statement, question.values | turn) for turn in question.turns]
    left = iter(turns) if turns[1:] else repeat(turns[0])
    begin = f"BEGIN; SET LOCAL app.org_id = '{question.values['org_id']:d}'"
    times: list[float] = []

    async def ask(pool: "asyncpg.Pool[asyncpg.Record]", until: float) -> None:
        while (asked := perf_counter()) < until and (arguments := next(left, None)) is not None:
            async with pool.acquire() as connection:
                await connection.execute(begin)
                await connection.fetch(statement.sql, *arguments)
                await connection.execute("COMMIT")
            times.append(perf_counter() - asked)

    async with asyncpg.create_pool(question.dsn, min_size=POOL_SIZE, max_size=POOL_SIZE, reset=_nothing) as pool:
        began = perf_counter()
        await asyncio.gather(*(ask(pool, began + question.seconds) for _ in range(question.connections)))
        return Sample.of(times, perf_counter() - began)


def _arguments(statement: Statement, values: Mapping[str, Any]) -> list[Any]:
    """Return the arguments of a statement for asyncpg, with lists as JSON."""
    given = statement.arguments(values)
    return [msgspec.json.encode(value).decode() if isinstance(value, list) else value for value in given]


async def _nothing(_connection: object) -> None:
    """Don't reset a connection, as the server's pool doesn't either."""


if __name__ == "__main__":
    sample = uvloop.run(measure(msgspec.json.decode(sys.stdin.buffer.read(), type=Question)))
    print(msgspec.json.encode(asdict(sample)).decode())  # noqa: T201 - the result
