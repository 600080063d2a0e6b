"""Two views of a result for a model: all of it as quoted data, or only the parts that no outsider can have written.

A model that may call tools sees numbers, Booleans, times and known statuses; every other text is withheld. Ids are
enough to continue with, and the tools' own filters find a name, title, place or skill.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from recruit.domain.agent.outcome import Outcome, Result
from recruit.domain.engines.language.words import JOB_STATUSES, STAGES

WITHHELD = "(text withheld)"
MOST_TEXT = 4_000
"""Longest quoted text, in characters."""

MOST_QUOTED = 24_000
"""Longest quoted result, in characters."""

_KNOWN = frozenset([*STAGES.values(), *JOB_STATUSES.values(), "job", "candidate", "application"])
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}(?:T[\d:.+Z-]{0,30})?")
_OURS = {Result.NOT_FOUND, Result.FAILED}
"""Results whose sentences quote no outsider."""


def withheld(outcome: Outcome) -> str:
    """Return a result without any text that an outsider can have written."""
    if outcome.result in _OURS:
        return _json({"outcome": outcome.result.value, "error": outcome.text})
    shown = {} if outcome.result is Result.REFUSED else {"data": _without_texts(outcome.data)}
    return _json({"outcome": outcome.result.value, **shown})


def quoted(outcome: Outcome, mark: str) -> str:
    """Return a result between two marker lines that can't be guessed."""
    text = _json({"outcome": outcome.result.value, "data": _shortened(outcome.data)})
    return f"{mark}\n{text[:MOST_QUOTED]}\n{mark}"


def _without_texts(value: Any) -> Any:
    match value:
        case str():
            return value if value in _KNOWN or _TIME.fullmatch(value) else WITHHELD
        case Mapping():
            return {_name(name): _without_texts(one) for name, one in value.items()}
        case Sequence():
            return [_without_texts(one) for one in value]
        case _:
            return value


def _name(name: str) -> str:
    """Return a field name, or "other" if it is unknown: fields of counts by status are as arbitrary as statuses."""
    return name if name in _KNOWN or name in _FIELDS else "other"


def _shortened(value: Any) -> Any:
    match value:
        case str():
            return value if len(value) <= MOST_TEXT else f"{value[:MOST_TEXT]}…"
        case Mapping():
            return {name: _shortened(one) for name, one in value.items()}
        case Sequence():
            return [_shortened(one) for one in value]
        case _:
            return value


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


_FIELDS = frozenset(
    """
    id org_id created_by_user_id title department location employment_type remote_option salary_min salary_max currency
    description required_skills nice_to_have_skills status is_public full_name headline experience_years current_title
    current_company linkedin_url github_url website_url notes job_id candidate_id source fit_score items total by_status
    waiting_longest since matches candidates score reason strategy requirements name required quote fitting new_fitting
    costliest costs met lost moves rank new_rank new_score questions subject body sent undone kind proposal
    confirmation_token confidence reasons dry_run done created valid duplicates failed warnings number error filename
    erasure_id
    """.split()
)
