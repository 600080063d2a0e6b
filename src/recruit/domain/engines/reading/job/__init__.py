"""Extraction of the fields of a job from its text."""
