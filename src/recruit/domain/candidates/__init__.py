"""Candidates, their profiles, duplicates and merging."""
