"""The embedded PostgreSQL server: cluster, process and privileges."""
