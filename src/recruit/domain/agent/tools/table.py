"""The table of all tools."""

from collections.abc import Mapping
from importlib import import_module

from recruit.domain.agent.tool import Tool

_NAMES = """
    find_jobs get_job create_job update_job close_job clone_job delete_job
    find_candidates get_candidate summarize_candidate compare_candidates create_candidate add_note delete_candidate
    find_duplicates merge_candidates upload_resume add_document preview_import start_import get_import erase_candidate
    list_notes delete_note tag_candidates untag_candidates list_tags tagged_candidates
    create_task finish_task delete_task list_tasks inbox timeline report stuck_applications list_stages
    list_applications pipeline create_application move_application reject_application delete_application
    match_candidates match_jobs explain_match what_if interview_questions draft_outreach undo
"""

TOOLS: Mapping[str, Tool] = {name: import_module(f"{__package__}.{name}").TOOL for name in _NAMES.split()}
"""Tools by name, in the order in which they are listed. Each is a module of this package."""
