"""Observability of running processes: metrics, traces and their collection."""
