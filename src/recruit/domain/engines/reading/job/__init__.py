"""Fields of jobs, read from their texts."""
