"""Patches: named fields and their new values."""

from collections.abc import Mapping

Changes = Mapping[str, object]
"""Field → new value. Fields without an entry stay unchanged."""
