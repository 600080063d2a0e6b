"""Extraction of jobs and candidates from text: rules, and language-model answers that are checked against the text."""
