"""Candidates, their profiles and identifiers."""
