"""The recruiter agent: parse a message into a command, run the tool for it, and reply with the outcome."""
