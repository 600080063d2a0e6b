"""The embedded PostgreSQL: cluster, process and privileges."""
