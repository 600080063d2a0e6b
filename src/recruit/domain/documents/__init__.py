"""Uploaded files and the fields read from them."""
