"""Messages of PostgreSQL's protocol that are sent ahead of a statement, in the same round trip.

All messages up to a Sync are one implicit transaction (PostgreSQL's manual, "Pipelining"). asyncpg has no call for
that, since it ends every statement with its own Sync (asyncpg_internals.py).
"""

_SET = "set_config(${}, ${}, true)"
BIND_SQL = {
    "recruit_bind": f"SELECT WHERE {_SET.format(1, 2)} IS NULL",
    "recruit_bind_two": f"SELECT WHERE num_nulls({_SET.format(1, 2)}, {_SET.format(3, 4)}) > 0",
}
"""Set one or two settings for the transaction, like SET LOCAL, but with parameters.

They return no row, since set_config is never null. Every connection has prepared them under these names.
"""

STATEMENT_NAMES = (*BIND_SQL, "recruit_bind_three")
"""The names of the statements that set one, two and three settings. The last is prepared on machines of a cluster."""


def set_sql(number: int) -> str:
    """Return the statement that sets one or two settings."""
    return BIND_SQL[STATEMENT_NAMES[number - 1]]


def set_local(settings: tuple[tuple[str, str], ...]) -> list[str]:
    """Return the commands that set settings until the end of the transaction.

    A cluster sends their text to its machines, which it doesn't with a call of set_config.
    """
    return [f"SET LOCAL {name} = {_literal(value)}" for name, value in settings]


def _literal(value: str) -> str:
    """Return a string literal that doesn't depend on `standard_conforming_strings`."""
    escaped = value.replace("\\", "\\\\").replace("'", "''")
    return f"E'{escaped}'"


def _message(kind: bytes, body: bytes) -> bytes:
    return kind + (len(body) + 4).to_bytes(4, "big") + body


_EXECUTE = _message(b"E", b"\0" + bytes(4))


def _prepared(sql: str) -> bytes:
    """Return the message that prepares an unnamed statement (Parse)."""
    return _message(b"P", b"\0" + sql.encode() + b"\0" + bytes(2))


def _executed(name: str, *texts: str) -> bytes:
    """Return the messages that execute a prepared statement with text parameters (Bind, Execute)."""
    values = [text.encode() for text in texts]
    parameters = b"".join([len(value).to_bytes(4, "big") + value for value in values])
    body = b"\0" + name.encode() + b"\0" + bytes(2) + len(values).to_bytes(2, "big") + parameters + bytes(2)
    return _message(b"B", body) + _EXECUTE


BEGIN = _prepared("BEGIN") + _executed("")
"""The messages that open a transaction."""

COMMIT = _prepared("COMMIT") + _executed("")
"""The messages that commit it."""


LOCK_NAME = "recruit_lock"
"""The name of the statement that locks the shards of an organisation, on machines of a cluster."""


def lock_shards(number: str) -> bytes:
    """Return the messages that lock the shards beside this one until the end of the transaction."""
    return _executed(LOCK_NAME, number)


def commands(*texts: str) -> bytes:
    """Return the messages that execute commands without parameters, each as a message of its own."""
    return b"".join(_prepared(text) + _executed("") for text in texts)


def bind_settings(settings: tuple[tuple[str, str], ...], *, named: bool) -> bytes:
    """Return the messages that set one or two settings until the end of the transaction.

    `named` uses the connection's prepared statements.
    """
    texts = [text for setting in settings for text in setting]
    name = STATEMENT_NAMES[len(settings) - 1]
    return _executed(name, *texts) if named else _prepared(BIND_SQL[name]) + _executed("", *texts)
