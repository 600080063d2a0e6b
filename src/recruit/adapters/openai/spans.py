"""Between which cosines texts lie in a model: published for some, a setting for all others."""

import re
from collections.abc import Mapping

from recruit.domain.shared.errors import ConfigurationError

SETTING = "RECRUIT_EMBEDDING_SPAN"

USUAL = (0.15, 0.65)
"""Of text-embedding-3-small and -large. Their makers publish no figures; others found texts that have nothing to do
with each other at 0.1 to 0.25, and a passage and the article that it is from at 0.65."""

FAMILIES = {
    "e5": (0.75, 1.0),
    "bge": (0.5, 0.9),
    "nomic-embed": (0.5, 0.95),
}
"""Of open models by what is in their names; estimates from what is published, not measured with jobs and profiles.

e5: the model cards say that cosines lie between 0.7 and 1; unrelated sentences are at 0.75 in their discussions.
bge: its makers say 0.6 to 1 for the first version and less since version 1.5. nomic-embed: of the examples of candle,
an inference library, unrelated sentences are at 0.5 and paraphrases at 0.95.
"""

LEAST = 0.1
"""From one end to the other."""


def span(options: Mapping[str, str], name: str) -> tuple[float, float]:
    """Return where likeness begins and is complete in the model `name`, or what `options` say of it.

    Raises ConfigurationError for a setting that makes no sense.
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
