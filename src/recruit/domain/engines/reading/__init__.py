"""Texts as jobs and candidates: rules that always work, and a language model's answers checked against the text."""
