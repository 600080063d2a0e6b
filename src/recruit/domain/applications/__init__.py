"""Applications: one candidate in the pipeline of one job."""
