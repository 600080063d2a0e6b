"""Examples of requests and responses of bulk imports, by schema."""

from typing import Any

IMPORT: dict[str, Any] = {
    "id": 7,
    "kind": "zip",
    "filename": "career-fair.zip",
    "status": "running",
    "dry_run": False,
    "create_duplicates": False,
    "total": 120,
    "done": 41,
    "created": 37,
    "valid": 0,
    "duplicates": 3,
    "failed": 1,
    "warnings": [],
    "created_at": "2026-05-04T09:30:00Z",
}
KEPT = {"kind": "candidate", "id": 42, "name": "Jane Doe"}
ITEM: dict[str, Any] = {
    "number": 1,
    "name": "monday/jane-doe.pdf",
    "status": "created",
    "candidate_id": 12,
    "application_id": None,
    "error": None,
    "warnings": [],
    "preview": None,
}
SAME = "The same as 'monday/jane-doe.pdf', which has been imported."
EMPTY = "This file is empty: choose another file and upload it again."
APPLICATION: dict[str, Any] = {"job_id": 5, "job_title": "Senior Backend Engineer", "status": "screening"}
PREVIEW: dict[str, Any] = {
    "full_name": "Jane Doe",
    "headline": None,
    "location": "San Francisco, CA",
    "experience_years": None,
    "current_title": "Staff Engineer",
    "current_company": "TechCorp",
    "linkedin_url": "https://linkedin.com/in/janedoe",
    "github_url": None,
    "website_url": None,
    "application": APPLICATION,
}
PERSON = PREVIEW | {"notes": "Years: many", "emails": ["jane@example.com"], "phones": [], "skills": ["Python"]}
COLUMN: dict[str, Any] = {"name": "Opening", "field": "job", "samples": ["Senior Backend Engineer"]}
ROW: dict[str, Any] = {
    "number": 2,
    "candidate": PERSON,
    "error": None,
    "warnings": ["Column 'Years' should be a number of years, such as 5: it is kept in the notes."],
}
TABLE = "Wer;Opening\nJane Doe;Senior Backend Engineer\n"
MAPPING = '{"Wer": "full_name"}'

EXAMPLES: dict[str, dict[str, Any]] = {
    "ImportOut": IMPORT,
    "ImportPage": {"items": [IMPORT], "total": 1},
    "ImportItemOut": ITEM,
    "KeptRecordOut": KEPT,
    "ImportUndoOut": {"candidates": 211, "applications": 180, "jobs": 2, "kept": [KEPT]},
    "ImportDetail": {
        **IMPORT,
        "items": [
            ITEM,
            ITEM | {"number": 2, "name": "monday/copy.pdf", "status": "duplicate", "error": SAME},
            ITEM | {"number": 3, "name": "monday/scan.txt", "status": "failed", "candidate_id": None, "error": EMPTY},
        ],
    },
    "CandidatePreview": PREVIEW,
    "ApplicationPreview": APPLICATION,
    "ImportForm": {"file": "full_name,current_title\nJane Doe,Staff Engineer\n", "dry_run": True},
    "PreviewForm": {"file": TABLE, "mapping": MAPPING, "limit": 10},
    "ColumnOut": COLUMN,
    "PersonOut": PERSON,
    "RowOut": ROW,
    "PreviewOut": {
        "layout": "generic",
        "encoding": "utf-8",
        "delimiter": ";",
        "header_row": 1,
        "columns": [COLUMN],
        "fields": ["full_name", "emails", "job", "stage", "ignored"],
        "rows": [ROW],
        "warnings": [],
        "total": 1,
        "valid": 1,
        "failed": 0,
        "with_warnings": 1,
        "applications": 1,
    },
}
