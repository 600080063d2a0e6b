"""The agent's command language: from a message to requests, without a language model."""
