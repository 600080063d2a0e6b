"""Tasks: what a user has to do, by when."""
