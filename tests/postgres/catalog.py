"""The definitions in a database, and the changes of them that code of an earlier version can't survive."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import asyncpg

from recruit.adapters.postgres.engine.errors import CONSTRAINTS

Key: TypeAlias = tuple[str, ...]
Rows: TypeAlias = Mapping[Key, Mapping[str, Any]]

QUERIES = {
    "relations": (
        "SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class"
        " WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S')"
    ),
    "columns": """
        SELECT relname, attname, format_type(atttypid, atttypmod) AS type, attnotnull AS required, attgenerated::text,
            attidentity::text, pg_get_expr(adbin, adrelid) AS default
        FROM pg_attribute JOIN pg_class ON attrelid = pg_class.oid
            LEFT JOIN pg_attrdef ON (adrelid, adnum) = (attrelid, attnum)
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND attnum > 0 AND NOT attisdropped
    """,
    "constraints": """
        SELECT relname, conname, contype::text AS kind, confdeltype::text AS deletion,
            pg_get_constraintdef(oid) AS text, confrelid::regclass::text AS referred,
            ARRAY(SELECT attname FROM pg_attribute WHERE attrelid = conrelid AND attnum = ANY (conkey)) AS columns
        FROM (SELECT *, (SELECT relname FROM pg_class WHERE oid = conrelid) FROM pg_constraint) AS found
        WHERE connamespace = 'public'::regnamespace AND conrelid <> 0 AND contype IN ('c', 'f', 'p', 'u', 'x')
    """,
    "indexes": """
        SELECT indrelid::regclass::text, indexrelid::regclass::text, pg_get_indexdef(indexrelid) AS text,
            ARRAY(SELECT attname FROM pg_attribute WHERE attrelid = indrelid AND attnum = ANY (indkey)) AS columns
        FROM pg_index JOIN pg_class ON indexrelid = oid
        WHERE relnamespace = 'public'::regnamespace AND indisunique
            AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
    """,
    "triggers": """
        SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(pg_trigger.oid) AS text, prosrc AS source
        FROM pg_trigger JOIN pg_proc ON tgfoid = pg_proc.oid JOIN pg_class ON tgrelid = pg_class.oid
        WHERE relnamespace = 'public'::regnamespace AND NOT tgisinternal
    """,
    "functions": """
        SELECT oid::regprocedure::text, prosrc AS source FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace
            AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
    """,
    "policies": """
        SELECT tablename, policyname, permissive, roles, cmd, qual, with_check FROM pg_policies
        WHERE schemaname = 'public'
    """,
}
KEYS = {"relations": 1, "functions": 1}
"""How many of a query's columns name a definition, for those of which it isn't two."""

REFUSES = re.compile(r"\bRAISE\s+(?!NOTICE|WARNING|INFO|LOG|DEBUG)", re.IGNORECASE)
CASCADES = {"c", "n", "d"}
"""Foreign keys that let the row that they refer to be deleted."""


@dataclass(frozen=True, slots=True)
class Catalog:
    """The definitions of a database, by kind and name."""

    relations: Rows
    columns: Rows
    constraints: Rows
    indexes: Rows
    triggers: Rows
    functions: Rows
    policies: Rows


async def read_catalog(connection: asyncpg.Connection) -> Catalog:
    """Return the definitions in a database. The connection's transaction may be open."""
    found = {}
    for kind, query in QUERIES.items():
        rows, size = await connection.fetch(query), KEYS.get(kind, 2)
        found[kind] = {tuple(map(str, [*row.values()][:size])): dict([*row.items()][size:]) for row in rows}
    return Catalog(**found)


def breaking_changes(before: Catalog, after: Catalog) -> list[str]:
    """Return a description of each change that code which worked with the definitions before can't survive."""
    return [
        *_gone(before, after),
        *_columns(before, after),
        *_constraints(before, after),
        *_triggers(before, after),
        *_policies(before, after),
    ]


def _gone(before: Catalog, after: Catalog) -> Iterator[str]:
    """Yield what code may name and isn't there. Constraints count if code names them, or upserts or deletes by them."""
    for kind in ("relations", "columns", "indexes", "triggers", "functions", "policies"):
        for name in getattr(before, kind).keys() - getattr(after, kind).keys():
            yield f"{kind}: {'.'.join(name)} is gone"
    for name, was in before.constraints.items():
        is_used = name[1] in CONSTRAINTS or was["kind"] in {"p", "u", "x"} or was["deletion"] in CASCADES
        if is_used and after.constraints.get(name) != was:
            yield f"constraints: {'.'.join(name)} is gone or another"


def _columns(before: Catalog, after: Catalog) -> Iterator[str]:
    for name, column in after.columns.items():
        if (name[0],) not in before.relations:
            continue
        was = before.columns.get(name)
        has_value = column["default"] is not None or column["attidentity"]
        if was is None:
            if column["required"] and not has_value:
                yield f"columns: {'.'.join(name)} is new, and has no default"
        elif was["type"] != column["type"]:
            yield f"columns: {'.'.join(name)} was {was['type']}, and is {column['type']}"
        elif column["required"] and (not was["required"] or (was["default"] is not None and not has_value)):
            yield f"columns: {'.'.join(name)} has become required"
        elif was["attgenerated"] != column["attgenerated"] or column["attidentity"] not in {was["attidentity"], "d"}:
            yield f"columns: {'.'.join(name)} is generated in another way"


def _constraints(before: Catalog, after: Catalog) -> Iterator[str]:
    """Yield constraints that may refuse a write of earlier code, which leaves new columns at their defaults."""
    for kind in ("constraints", "indexes"):
        for name, constraint in getattr(after, kind).items():
            if getattr(before, kind).get(name) == constraint:
                continue
            if (name[0],) in before.relations and not _spares_rows_without_new_values(
                constraint, name[0], before, after
            ):
                yield f"{kind}: {'.'.join(name)} may refuse a write"
            refers = (constraint.get("referred"),) in before.relations
            if refers and (name[0],) not in before.relations and constraint["deletion"] not in CASCADES:
                yield f"{kind}: {'.'.join(name)} refuses a deletion"


def _spares_rows_without_new_values(constraint: Mapping[str, Any], table: str, before: Catalog, after: Catalog) -> bool:
    """Whether a constraint accepts each row with the defaults of its table's new columns."""
    new = {name for name in constraint["columns"] if (table, name) not in before.columns}
    if constraint.get("kind") == "c":
        return len(new) == len(constraint["columns"]) > 0
    are_null = any(after.columns[table, name]["default"] is None for name in new)
    return are_null and "NULLS NOT DISTINCT" not in constraint["text"]


def _triggers(before: Catalog, after: Catalog) -> Iterator[str]:
    for name, trigger in after.triggers.items():
        is_new = before.triggers.get(name) != trigger and (name[0],) in before.relations
        if is_new and (" AFTER " not in trigger["text"] or REFUSES.search(trigger["source"])):
            yield f"triggers: {'.'.join(name)} may refuse or change a write"
    for name, function in after.functions.items():
        was = before.functions.get(name)
        if was and len(REFUSES.findall(function["source"])) > len(REFUSES.findall(was["source"])):
            yield f"functions: {name[0]} refuses more"


def _policies(before: Catalog, after: Catalog) -> Iterator[str]:
    for name, policy in after.policies.items():
        is_restriction = policy["permissive"] != "PERMISSIVE"
        if before.policies.get(name, None if is_restriction else policy) != policy and (name[0],) in before.relations:
            yield f"policies: {'.'.join(name)} may hide a row"
    for name, relation in before.relations.items():
        if after.relations.get(name, relation) != relation:
            yield f"policies: {name[0]} has row-level security in another way"
