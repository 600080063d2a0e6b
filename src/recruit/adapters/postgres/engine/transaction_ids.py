"""Ids of transactions, which give rows their versions.

On a cluster they belong to one machine. There a trigger sets versions, and `oldest_running` is another function: both
add the machine's number, in the bits from 44 on (see `distribution`).
"""

from sqlalchemy import BigInteger, Text, cast, func

THIS_TRANSACTION = cast(cast(func.pg_current_xact_id(), Text), BigInteger)
OLDEST_RUNNING = func.oldest_running(type_=BigInteger)
"""To be selected from a table of the organisation, so that the machine with its rows answers."""
