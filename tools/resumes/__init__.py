"""Makes `title_words` and the model that chooses among a résumé's candidates: `python -m tools.resumes`."""
