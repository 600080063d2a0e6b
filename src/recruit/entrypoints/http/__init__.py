"""The HTTP edge: the API reference over Litestar."""
