"""Hiring teams: the users who work on a job."""
