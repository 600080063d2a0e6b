"""Schemathesis hooks that send each of the admin's requests as every other role first.

One run covers all roles, because building strategies from the schema takes longer than answering the requests.
`ROLE_TOKENS` is a JSON object that maps roles to tokens. `ROLE_STATUSES` is the path of the output file, which holds
the number of responses for each role and status.
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
ROLE_PHASES = {"examples", "fuzzing"}
"""Phases in which the other roles send requests. These few suffice: permissions are checked early in a request."""

_sending_as_others = False


@schemathesis.hook
def before_call(_context: Any, case: schemathesis.Case[Any], _kwargs: Any) -> None:
    """Send the request as each of the other roles, and validate the responses."""
    global _sending_as_others  # noqa: PLW0603 - calls are sequential, and the calls below trigger this hook again
    if _sending_as_others or case.meta is None or case.meta.phase.name.value not in ROLE_PHASES:
        return
    _sending_as_others = True
    try:
        for role in Role:
            if role is not Role.ORG_ADMIN:
                headers = {"Authorization": f"Bearer {TOKENS[role]}"}
                response = case.call(headers=headers)
                case.validate_response(response, excluded_checks=[negative_data_rejection], headers=headers)
    finally:
        _sending_as_others = False


@schemathesis.hook
def after_call(_context: Any, _case: schemathesis.Case[Any], response: Any) -> None:
    """Count the response by role and status."""
    if role := ROLES.get(response.request.headers.get("Authorization")):
        STATUSES[role][response.status_code] += 1


@atexit.register
def _write_statuses() -> None:
    Path(os.environ["ROLE_STATUSES"]).write_text(json.dumps(STATUSES))
