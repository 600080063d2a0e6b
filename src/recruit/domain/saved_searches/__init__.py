"""Searches that users save, and share with their organisation."""
