"""Background jobs: indexing, imports, audit chains and retention."""
