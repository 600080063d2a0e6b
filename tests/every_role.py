"""Hooks of a Schemathesis run: what it is about to send as an admin, every other role sends first.

Strategies that make requests from a schema take longer to build than the requests to be answered: one run is enough.
`ROLE_TOKENS` is a JSON object, role → token, and `ROLE_STATUSES` names the file that gets how many requests of each
role were answered with which status.
"""

import atexit
import json
import os
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import schemathesis
from schemathesis.specs.openapi.checks import negative_data_rejection

from recruit.domain.accounts.model.permissions import Role

TOKENS: dict[str, str] = json.loads(os.environ["ROLE_TOKENS"])
ROLES = {f"Bearer {token}": role for role, token in TOKENS.items()}
STATUSES: defaultdict[str, Counter[int]] = defaultdict(Counter)
LITTLE = {"examples", "fuzzing"}
"""Phases in which the others take part: what a role is refused is refused before much is done."""

_others_turn = False


@schemathesis.hook
def before_call(_context: Any, case: schemathesis.Case, _kwargs: Any) -> None:
    """Send a request as the others, and check what it is answered."""
    global _others_turn  # noqa: PLW0603 - a run's calls come one after another, and these come back here
    if _others_turn or case.meta is None or case.meta.phase.name.value not in LITTLE:
        return
    _others_turn = True
    try:
        for role in Role:
            if role is not Role.ORG_ADMIN:
                headers = {"Authorization": f"Bearer {TOKENS[role]}"}
                response = case.call(headers=headers)
                case.validate_response(response, excluded_checks=[negative_data_rejection], headers=headers)
    finally:
        _others_turn = False


@schemathesis.hook
def after_call(_context: Any, _case: schemathesis.Case, response: Any) -> None:
    """Count an answer."""
    if role := ROLES.get(response.request.headers.get("Authorization")):
        STATUSES[role][response.status_code] += 1


@atexit.register
def _told() -> None:
    Path(os.environ["ROLE_STATUSES"]).write_text(json.dumps(STATUSES))
