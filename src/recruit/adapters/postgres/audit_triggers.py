"""Triggers that write the audit log's entries, for migrations.

Migrations that are released call these functions, so that what they make must not change.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from alembic import op


def watch(table: str, of: str, function: str) -> None:
    """Have a table's changes call a function. `of` is empty, or " OF " and the columns whose changes count."""
    op.execute(
        f"CREATE OR REPLACE TRIGGER audit AFTER INSERT OR UPDATE{of} OR DELETE ON {table} FOR EACH ROW"
        f" EXECUTE FUNCTION {function}"
    )


NOTHING: Mapping[str, str] = MappingProxyType({})


def entry_function(
    entity: str,
    columns: Sequence[str],
    candidate: str,
    more: Mapping[str, str] = NOTHING,
    together: Mapping[str, Sequence[str]] = MappingProxyType({}),
    always: Sequence[str] = (),
    variables: Mapping[str, str] = NOTHING,
) -> str:
    """Return the statement that creates or replaces the function `audit_{entity}()`.

    `columns` are those that entries hold; `candidate` is the one with a candidate's id, or NULL. `more` maps further
    columns of the log to expressions. `together` maps a column to those whose values an entry of its change holds
    too, changed or not. Entries of updates hold the columns in `always`, changed or not. `variables` are declared with
    their values, for `more`: Citus takes no subquery in an INSERT.
    """

    def whole(row: str, names: Sequence[str] = columns) -> str:
        return "jsonb_build_object(" + ", ".join(f"'{name}', {row}.{name}" for name in names) + ")"

    changed = "\n".join(
        f"""
            IF OLD.{name} IS DISTINCT FROM NEW.{name} THEN
                was := was || {whole("OLD", (name, *together.get(name, ())))};
                becomes := becomes || {whole("NEW", (name, *together.get(name, ())))};
            END IF;"""
        for name in columns
    )
    empty = "'{}'"
    before, after = (whole("OLD", always), whole("NEW", always)) if always else (empty, empty)
    more_columns, more_values = ("".join(f", {part}" for part in parts) for parts in (more, more.values()))
    declared = "".join(f"\n            {name} := {value};" for name, value in variables.items())
    of_whom = candidate if candidate == "NULL" else f"coalesce(OLD.{candidate}, NEW.{candidate})"
    return f"""
        CREATE OR REPLACE FUNCTION audit_{entity}() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            said text[] := string_to_array(current_setting('app.origin', true), ' ', '');
            was jsonb;
            becomes jsonb;{declared}
        BEGIN
            IF TG_OP = 'INSERT' THEN
                becomes := {whole("NEW")};
            ELSIF TG_OP = 'DELETE' THEN
                was := {whole("OLD")};
            ELSE
                was := {before};
                becomes := {after};
                {changed}
            END IF;
            INSERT INTO public.audit (org_id, kind, user_id, key_id, request_id, address, action, entity, entity_id,
                candidate_id, before, after{more_columns})
            VALUES (
                coalesce(OLD.org_id, NEW.org_id), coalesce(said[1], 'sql'), said[2]::bigint, said[3]::bigint, said[4],
                said[5], lower(TG_OP), '{entity}', coalesce(OLD.id, NEW.id), {of_whom}, was, becomes{more_values}
            );
            RETURN NULL;
        END $$
    """  # noqa: S608 - our own names
