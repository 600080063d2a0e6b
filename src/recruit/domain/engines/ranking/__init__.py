"""Ranking: the features of jobs and candidates, the match score of a pair, and the index that ranks a whole side."""
