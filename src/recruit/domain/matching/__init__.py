"""Matching: scores, rankings and explanations of jobs and candidates."""
