"""Uploaded files and what was read from them."""
