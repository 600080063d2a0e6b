"""The HTTP API, built on Litestar."""
