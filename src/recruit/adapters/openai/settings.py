"""The adapter's own settings."""

import re
from collections.abc import Mapping

from recruit.domain.shared.errors import ConfigurationError

SPAN = "RECRUIT_EMBEDDING_SPAN"
"""Name of the setting with the cosines of a model, from unrelated to matching texts."""

SETTINGS = {
    "OPENAI_API_KEY": "",
    "OPENAI_BASE_URL": "https://api.openai.com/v1",
    "RECRUIT_EMBEDDING_MODEL": "text-embedding-3-small",
    SPAN: "",
    "RECRUIT_CHAT_MODEL": "gpt-4o-mini",
}
"""The settings and their defaults."""

DEFAULT_SPAN = (0.15, 0.65)
"""Span of text-embedding-3-small and -large. Their makers publish no figures; others found unrelated texts at 0.1 to
0.25, and a passage and its article at 0.65."""

FAMILY_SPANS = {
    "e5": (0.75, 1.0),
    "bge": (0.5, 0.9),
    "nomic-embed": (0.5, 0.95),
}
"""Spans of open models, by a word in their names. Estimates from published figures, not measured on jobs and profiles.

e5: the model cards give cosines between 0.7 and 1; in their discussions, unrelated sentences are at 0.75.
bge: its makers give 0.6 to 1 for the first version and less since version 1.5.
nomic-embed: in the examples of candle, an inference library, unrelated sentences are at 0.5 and paraphrases at 0.95.
"""

LEAST = 0.1
"""Smallest width of a span."""


def span(options: Mapping[str, str], name: str) -> tuple[float, float]:
    """Return the cosines at which similarity begins and is complete in the model `name`; a setting in `options` wins.

    Raises ConfigurationError for an invalid setting.
    """
    setting = options.get(SPAN, "").strip()
    if setting:
        return _parse_span(setting)
    family = re.search(rf"\b({'|'.join(FAMILY_SPANS)})\b", name.lower())
    return FAMILY_SPANS[family[1]] if family else DEFAULT_SPAN


def _parse_span(setting: str) -> tuple[float, float]:
    ends = re.fullmatch(r"([01](?:\.\d{1,2})?)\s*-\s*([01](?:\.\d{1,2})?)", setting)
    if ends:
        unrelated, matching = float(ends[1]), float(ends[2])
        if round(matching - unrelated, 2) >= LEAST and matching <= 1:
            return unrelated, matching
    raise ConfigurationError(
        f"{SPAN} is {setting!r}: give two cosines between 0 and 1, the second greater by {LEAST} or more, each with "
        "two decimals at most, such as 0.15-0.65: where texts begin to be alike, and where they couldn't be more so"
    )
