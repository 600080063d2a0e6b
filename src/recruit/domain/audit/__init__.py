"""The audit log of each organisation, with a hash chain."""
