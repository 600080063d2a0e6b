"""Examples of requests and responses of pipelines, by schema."""

from typing import Any

STAGES: list[dict[str, Any]] = [
    {"key": "applied", "name": "Applied", "type": "applied", "requires_reason": False},
    {"key": "phone_screen", "name": "Phone screen", "type": "screening", "requires_reason": False},
    {"key": "interview", "name": "Interview", "type": "interview", "requires_reason": False},
    {"key": "offer", "name": "Offer", "type": "offer", "requires_reason": False},
    {"key": "hired", "name": "Hired", "type": "hired", "requires_reason": False},
    {"key": "rejected", "name": "Rejected", "type": "archived", "requires_reason": True},
]
STAGE: dict[str, Any] = {
    "key": "phone_screen",
    "name": "Phone screen",
    "type": "screening",
    "position": 2,
    "requires_reason": False,
    "applications": None,
}
TEMPLATE: dict[str, Any] = {"id": 2, "org_id": 1, "name": "Engineering", "is_default": True, "stages": STAGES}
REASON: dict[str, Any] = {"id": 4, "org_id": 1, "name": "Salary too low", "type": "they_declined", "archived": False}
APPLICATION = {
    "id": 1,
    "org_id": 1,
    "job_id": 5,
    "candidate_id": 12,
    "status": "rejected",
    "source": "manual",
    "fit_score": 85,
}
MOVED: dict[str, Any] = {"id": 1, "application": APPLICATION, "error": None}
ERROR = {"code": "not_found", "detail": "Application not found"}
VISIT_REASON = {"id": 4, "name": "Salary too low", "type": "they_declined"}
VISIT: dict[str, Any] = {
    "stage": "rejected",
    "name": "Rejected",
    "type": "archived",
    "entered_at": "2026-05-04T09:30:00Z",
    "left_at": None,
    "seconds": 86400,
    "kind": "user",
    "user_id": 1,
    "key_id": None,
    "reason": VISIT_REASON,
    "note": "Would come for 10 % more.",
}

EXAMPLES: dict[str, dict[str, Any]] = {
    "StageIn": {"name": "Phone screen"},
    "NewStage": {"name": "Reference check", "type": "offer", "position": 5},
    "StagePatch": {"name": "Telephone screen", "type": "screening", "requires_reason": False, "position": 2},
    "StagesIn": {"template_id": 2, "move_to": "applied"},
    "StageOrder": {
        "keys": ["applied", "sourced", "screening", "interview", "offer", "hired", "rejected", "withdrawn"],
    },
    "StageOut": STAGE,
    "JobStages": {"job_id": 5, "inherited": False, "items": [STAGE]},
    "TemplateStage": STAGES[1],
    "PipelineTemplateIn": {"name": "Engineering", "stages": STAGES, "is_default": True},
    "PipelineTemplatePatch": {"name": "Sales", "stages": STAGES[:2], "is_default": False},
    "PipelineTemplateOut": TEMPLATE,
    "PipelineTemplatePage": {"items": [TEMPLATE], "total": 1},
    "RejectionReasonIn": {"name": "Salary too low", "type": "they_declined"},
    "RejectionReasonPatch": {"name": "Salary", "type": "they_declined", "archived": False},
    "RejectionReasonOut": REASON,
    "RejectionReasonPage": {"items": [REASON], "total": 1},
    "MoveIn": {"stage": "rejected", "reason_id": None, "note": "Would come for 10 % more."},
    "BulkMoveIn": {"ids": [1, 2], "stage": "interview", "reason_id": None, "note": None},
    "BulkRejectIn": {"ids": [1, 2], "stage": None, "reason_id": None, "note": "The position was filled."},
    "MoveError": ERROR,
    "MoveOutcome": MOVED,
    "BulkMoveOut": {"results": [MOVED, {"id": 2, "application": None, "error": ERROR}], "moved": 1},
    "VisitReason": VISIT_REASON,
    "StageVisitOut": VISIT,
    "ApplicationHistory": {"application_id": 1, "items": [VISIT]},
}
