"""Jobs and candidates from texts and files."""
