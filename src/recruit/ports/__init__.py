"""Interfaces that the core needs, as Protocols. `docs/adding-an-adapter.md` is the checklist for adapters."""
