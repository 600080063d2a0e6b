"""Span of cosines in a model, from unrelated to alike texts: known for some models, a setting for all others."""

import re
from collections.abc import Mapping

from recruit.domain.shared.errors import ConfigurationError

SETTING = "RECRUIT_EMBEDDING_SPAN"

USUAL = (0.15, 0.65)
"""Span of text-embedding-3-small and -large. Their makers publish no figures; others found unrelated texts at 0.1 to
0.25, and a passage and its article at 0.65."""

FAMILIES = {
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
    setting = options.get(SETTING, "").strip()
    if setting:
        return _read(setting)
    family = re.search(rf"\b({'|'.join(FAMILIES)})\b", name.lower())
    return FAMILIES[family[1]] if family else USUAL


def _read(setting: str) -> tuple[float, float]:
    ends = re.fullmatch(r"([01](?:\.\d{1,2})?)\s*-\s*([01](?:\.\d{1,2})?)", setting)
    if ends:
        unlike, alike = float(ends[1]), float(ends[2])
        if round(alike - unlike, 2) >= LEAST and alike <= 1:
            return unlike, alike
    raise ConfigurationError(
        f"{SETTING} is {setting!r}: give two cosines between 0 and 1, the second greater by {LEAST} or more, each with "
        "two decimals at most, such as 0.15-0.65: where texts begin to be alike, and where they couldn't be more so"
    )
