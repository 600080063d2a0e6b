"""Extraction of the fields of a candidate from a résumé."""
