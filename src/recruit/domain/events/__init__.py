"""Events: what happened to an organisation's records, read from the audit log."""
