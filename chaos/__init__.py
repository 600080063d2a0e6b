"""Fault-injection tests: no acknowledged write is lost, and no write is done in part."""
