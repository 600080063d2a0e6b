"""Messages of PostgreSQL's protocol that are sent ahead of a statement, in the same round trip.

All messages up to a Sync are one implicit transaction (PostgreSQL's manual, "Pipelining"). asyncpg has no call for
that, since it ends every statement with its own Sync. But it skips the responses to earlier messages as long as those
contain no rows, so that these messages can be written to its transport just before the statement.
"""

_SET = "set_config(${}, ${}, true)"
BIND_SQL = {
    "recruit_bind": f"SELECT WHERE {_SET.format(1, 2)} IS NULL",
    "recruit_bind_two": f"SELECT WHERE num_nulls({_SET.format(1, 2)}, {_SET.format(3, 4)}) > 0",
}
"""Set one or two settings for the transaction, like SET LOCAL, but with parameters.

They return no row, since set_config is never null. Every connection has prepared them under these names.
"""

ONE, TWO = BIND_SQL


def _message(kind: bytes, body: bytes) -> bytes:
    return kind + (len(body) + 4).to_bytes(4, "big") + body


_EXECUTE = _message(b"E", b"\0" + bytes(4))


def _prepared(sql: str) -> bytes:
    """Return the message that prepares an unnamed statement (Parse)."""
    return _message(b"P", b"\0" + sql.encode() + b"\0" + bytes(2))


def _executed(name: str, *texts: str) -> bytes:
    """Return the messages that execute a prepared statement with text parameters (Bind, Execute)."""
    values = [text.encode() for text in texts]
    parameters = b"".join(len(value).to_bytes(4, "big") + value for value in values)
    body = b"\0" + name.encode() + b"\0" + bytes(2) + len(values).to_bytes(2, "big") + parameters + bytes(2)
    return _message(b"B", body) + _EXECUTE


def bound(*settings: tuple[str, str], named: bool) -> bytes:
    """Return the messages that set one or two settings for the next statement.

    `named` uses the connection's prepared statements.
    """
    name = ONE if len(settings) == 1 else TWO
    texts = [text for setting in settings for text in setting]
    return _executed(name, *texts) if named else _prepared(BIND_SQL[name]) + _executed("", *texts)


def begun(org_id: int) -> bytes:
    """Return the messages that open a transaction for an organisation.

    The id is an integer literal, since SET takes no parameters.
    """
    return _BEGIN + _prepared(f"SET LOCAL app.org_id = '{org_id:d}'") + _executed("")


_BEGIN = _prepared("BEGIN") + _executed("")
