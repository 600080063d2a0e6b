"""Parts of records that are returned only to callers who ask for them."""
