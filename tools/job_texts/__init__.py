"""Generators of the tables for reading job texts: `python -m tools.job_texts REFERENCE LABELLED…`.

The output is deterministic: the same input gives the same bytes.
"""
