"""Generators of tables in `src/recruit/data` from named packages: `python -m tools.gazetteers`. One module per table.

The output is deterministic: the same input gives the same bytes. The tables are read by modules of
`recruit.domain.engines`, the passwords by `recruit.domain.accounts.passwords`.
"""
