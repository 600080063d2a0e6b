"""Ids of transactions, which give rows their versions."""

from sqlalchemy import BigInteger, Text, cast, func

THIS_TRANSACTION = cast(cast(func.pg_current_xact_id(), Text), BigInteger)
OLDEST_RUNNING = cast(cast(func.pg_snapshot_xmin(func.pg_current_snapshot()), Text), BigInteger)
