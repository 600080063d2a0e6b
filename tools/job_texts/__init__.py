"""Makes the tables for reading job texts: `python -m tools.job_texts REFERENCE LABELLED…`.

The same input gives the same bytes.
"""
