"""What the core needs of the outside, as Protocols. `docs/adding-an-adapter.md` is the checklist."""
