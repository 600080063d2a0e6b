"""The agent's language: from a message to requests, without a language model."""
