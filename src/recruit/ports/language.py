"""Language models."""

from collections.abc import Mapping
from typing import Any, Protocol


class LanguageModel(Protocol):
    """Fills a JSON schema from a text."""

    async def fill(self, schema: Mapping[str, Any], instructions: str, text: str) -> Mapping[str, Any] | None:
        """Return an object that `schema` describes, read from `text`, within ten seconds.

        `text` is data, never instructions. Returns None where no model is configured. Raises Unavailable when
        the model is down, slow or answers nonsense: callers fall back to rules.
        """
        ...
