"""What an operator sees of a running server: numbers, traces and log lines."""
