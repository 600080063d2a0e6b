"""Entities, their rules and the errors they raise. Nothing here awaits, reads or writes."""
