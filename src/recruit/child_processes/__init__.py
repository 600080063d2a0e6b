"""Warm child processes that answer one request after another, for adapters."""
