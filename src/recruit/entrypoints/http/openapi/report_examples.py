"""Examples of reports."""

from typing import Any

STEPS: list[dict[str, Any]] = [
    {"type": "lead", "reached": 120, "conversion": None},
    {"type": "applied", "reached": 90, "conversion": 0.75},
    {"type": "screening", "reached": 45, "conversion": 0.5},
    {"type": "interview", "reached": 18, "conversion": 0.4},
    {"type": "offer", "reached": 6, "conversion": 0.333},
    {"type": "hired", "reached": 4, "conversion": 0.667},
]
DAYS: dict[str, Any] = {"median_days": 3.5, "average_days": 4.2, "p90_days": 9.25}
STAGE: dict[str, Any] = {"type": "interview", "current": 5, "ended": 13, **DAYS}
SOURCE: dict[str, Any] = {"source": "referral", "applications": 30, "interviewed": 9, "hired": 3}
COUNTED: dict[str, Any] = {
    "application": {
        "id": 1,
        "org_id": 1,
        "job_id": 5,
        "candidate_id": 12,
        "status": "hired",
        "source": "referral",
        "fit_score": 85,
    },
    "candidate_name": "Jane Doe",
    "job_title": "Senior Backend Engineer",
    "stage": "Hired",
    "at": "2026-01-31T09:00:00Z",
}
EXAMPLES: dict[str, Any] = {
    "FunnelStepOut": STEPS[3],
    "FunnelOut": {"applications": 120, "archived": 71, "steps": STEPS},
    "TimeInStageOut": STAGE,
    "TimesInStageOut": {"items": [STAGE]},
    "TimeToHireOut": {"hires": 4, "median_days": 31.5, "average_days": 34.0, "p90_days": 52.1},
    "SourceOut": SOURCE,
    "SourcesOut": {"items": [SOURCE]},
    "CountedApplicationOut": COUNTED,
    "CountedApplicationsOut": {"items": [COUNTED], "total": 30, "erased": 1},
}
CSV_EXAMPLE = "source,applications,interviewed,hired\r\nreferral,30,9,3\r\n"
