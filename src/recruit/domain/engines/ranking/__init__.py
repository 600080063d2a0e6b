"""The ranking index and the score of a job and a candidate."""
