"""Tags: an organisation's labels for candidates."""
