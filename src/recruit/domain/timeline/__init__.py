"""Timelines: what happened to a candidate or a job, in words."""
