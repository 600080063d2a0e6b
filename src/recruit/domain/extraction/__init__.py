"""Extraction of jobs and candidates from texts and files."""
