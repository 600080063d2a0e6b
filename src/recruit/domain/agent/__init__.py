"""The recruiter agent: a message is parsed into a command, a tool obeys it, and a reply says what came of it."""
