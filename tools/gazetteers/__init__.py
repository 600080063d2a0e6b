"""Makes the tables under `src/recruit/data` from named packages: `python -m tools.gazetteers`. One module, one table.

The same input gives the same bytes. A table is read by the module of its name in `recruit.domain.matching`.
"""
