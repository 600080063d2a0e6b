"""The entities of accounts."""
