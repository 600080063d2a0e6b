"""Patches: the fields that a change names, and their new values."""

from collections.abc import Mapping

Changes = Mapping[str, object]
"""Field → new value, of the fields that a patch names. Fields it doesn't name stay as they are."""
