"""The rules of the grammar: patterns and the requests they make, by what they are about."""
