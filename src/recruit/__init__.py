"""recruit: an API-first, self-hostable recruiting platform."""

__version__ = "0.2.0"
