"""Development tools, run by hand or by `make`: generators of data tables and documentation, and their checks."""
