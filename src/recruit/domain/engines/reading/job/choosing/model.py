"""The shipped models of a job's fields: log-linear, like those of a résumé's."""

from collections.abc import Mapping
from functools import cache

from recruit.data import arrays, lines
from recruit.domain.engines.reading.resume.choosing.model import STEPS, Model


@cache
def shipped() -> Mapping[str, Model]:
    """Return the models by field."""
    held = arrays("job_fields")
    return {
        name: Model(dict(zip(lines(held[f"{name}_signs"]), (held[f"{name}_weights"] / STEPS).tolist(), strict=True)))
        for name in lines(held["fields"])
    }
