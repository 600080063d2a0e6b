"""Notes: what users write about candidates and applications."""
