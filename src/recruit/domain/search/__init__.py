"""Searches for jobs, candidates and applications."""
