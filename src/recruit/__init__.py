"""recruit: an API-first, self-hostable recruiting platform."""

__version__ = "0.1.0"
