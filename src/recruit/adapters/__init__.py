"""Adapters that implement the ports. Each is loaded by its name in an entry-point group, never by import."""
