"""Generators of the tables for reading résumés, `title_words` and `resume_fields`: `python -m tools.resumes`."""
