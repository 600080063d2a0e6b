"""The rules of the grammar: patterns and their requests, by subject."""
