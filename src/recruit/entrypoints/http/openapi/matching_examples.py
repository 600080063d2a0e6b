"""Examples of requests and responses of matching, by schema."""

from typing import Any

REASON = (
    "Keyword overlap on: backend, senior, engineer, python. Shared occupation: software developer. Skills: Python. "
    "Unknown, since the profile is short: Rust. 8 years of experience."
)
COMPONENTS: list[dict[str, Any]] = [
    {"name": "lexical", "weight": 0.161348, "value": 0.814781},
    {"name": "concepts", "weight": 0.21513, "value": 0.913507},
    {"name": "occupation", "weight": 0.286084, "value": 0.999976},
    {"name": "skills", "weight": 0.326681, "value": 0.567433},
    {"name": "details", "weight": 0.010757, "value": 1.0},
]
EVIDENCE = {"field": "notes", "quote": "Python", "start": 23, "end": 29}
REQUIREMENT = {"name": "Python", "required": True, "status": "met", "evidence": EVIDENCE}
UNKNOWN = {"name": "Rust", "required": True, "status": "unknown", "evidence": None}
DRIFT = {"swap": "names", "changed": 40, "largest": 0}
WEIGHTS = {"skills": 50, "occupation": 30, "lexical": 20}
MOVE = {"candidate_id": 12, "full_name": "Jane Doe", "rank": 3, "new_rank": 1, "score": 71, "new_score": 84}
COST = {"name": "Rust", "required": True, "met": 2, "lost": 9}
LOG: dict[str, Any] = {
    "id": 41,
    "org_id": 1,
    "direction": "candidates_for_job",
    "user_id": 1,
    "job_id": 5,
    "candidate_id": 12,
    "score": 87,
    "reason": REASON,
    "strategy": "naive",
    "created_at": "2026-01-31T09:00:00Z",
}
HASH = "63ad3f527f9b11247dddc2aaaeb88aaca01d3d3c552b76e4a17c3ede146bafca"
RECEIPT = {
    "engine": 4,
    "weights": {part["name"]: part["weight"] for part in COMPONENTS},
    "components": {part["name"]: part["value"] for part in COMPONENTS},
    "job": {"title": HASH, "required_skills": HASH},
    "candidate": {"current_title": HASH, "notes": HASH},
}

EXAMPLES: dict[str, dict[str, Any]] = {
    "Pair": {"job_id": 5, "candidate_id": 12},
    "ComponentOut": COMPONENTS[0],
    "EvidenceOut": EVIDENCE,
    "RequirementOut": REQUIREMENT,
    "ExplanationOut": {
        "job_id": 5,
        "candidate_id": 12,
        "score": 87,
        "reason": REASON,
        "strategy": "naive",
        "components": COMPONENTS,
        "requirements": [REQUIREMENT, UNKNOWN],
    },
    "AuditedJob": {"job_id": 5},
    "DriftOut": DRIFT,
    "AuditOut": {"job_id": 5, "swaps": [DRIFT, DRIFT | {"swap": "postcodes", "changed": 0}]},
    "OtherWeights": WEIGHTS,
    "WhatIf": {"job_id": 5, "required_skills": ["Python"], "weights": WEIGHTS, "limit": 20},
    "MoveOut": MOVE,
    "CostOut": COST,
    "WhatIfOut": {
        "job_id": 5,
        "matches": [MOVE],
        "fitting": 4,
        "new_fitting": 13,
        "requirements": [COST | {"name": "Python", "met": 17, "lost": 0}, COST],
        "costliest": "Rust",
    },
    "MatchLogOut": LOG,
    "MatchLogPage": {"items": [LOG], "total": 1},
    "MatchReceipt": LOG | {"receipt": RECEIPT},
    "MatchReplay": {"log_id": 41, "logged_score": 87, "score": 82, "changed": ["candidate.notes"]},
}
