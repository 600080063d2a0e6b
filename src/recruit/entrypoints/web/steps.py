"""The agent's tool calls in words."""

from collections.abc import Mapping

from recruit.domain.agent.calls import Result
from recruit.domain.agent.tools.table import TOOLS
from recruit.entrypoints.web.text import said, t


def steps() -> dict[str, tuple[str, str]]:
    """Return two texts for each tool, in the reader's language: its title, and what it has done.

    A tool without a text for the latter has its title in its place.
    """
    done = _done()
    return {name: (title := said(tool.title), done.get(name, title)) for name, tool in TOOLS.items()}


def outcomes() -> dict[str, str]:
    """Return a sentence about a tool call for each result but "done", with `{step}` for the tool's title."""
    return {
        Result.PROPOSED: t("{step}: asked first", step="{step}"),
        Result.REFUSED: t("{step}: not allowed", step="{step}"),
        Result.NOT_FOUND: t("{step}: not found", step="{step}"),
        Result.FAILED: t("{step}: failed", step="{step}"),
    }


def step(name: str, outcome: str, known: Mapping[str, tuple[str, str]]) -> str:
    """Return a sentence about a tool call, such as "Moved the application". `known` are the texts of `steps`."""
    title, done = known.get(name, (name, name))
    sentence = outcomes().get(outcome)
    return done if sentence is None else sentence.replace("{step}", title)


def deed(name: str) -> str:
    """Return what a tool, or a user in its place, has done, such as "Moved the application"."""
    return _done().get(name, name)


def _done() -> dict[str, str]:
    return {
        "update_candidate": t("Changed the candidate"),
        "edit_note": t("Changed the note"),
        "put_off_task": t("Put off the task"),
        "reopen_task": t("Opened the task again"),
        "find_jobs": t("Searched the jobs"),
        "get_job": t("Opened the job"),
        "create_job": t("Created the job"),
        "update_job": t("Changed the job"),
        "close_job": t("Closed the job"),
        "clone_job": t("Copied the job"),
        "delete_job": t("Deleted the job"),
        "find_candidates": t("Searched the candidates"),
        "get_candidate": t("Opened the candidate"),
        "summarize_candidate": t("Summarized the candidate"),
        "compare_candidates": t("Compared the candidates"),
        "create_candidate": t("Added the candidate"),
        "add_note": t("Added the note"),
        "delete_candidate": t("Deleted the candidate"),
        "find_duplicates": t("Looked for duplicates"),
        "merge_candidates": t("Merged the candidates"),
        "upload_resume": t("Read the résumé"),
        "add_document": t("Added the document"),
        "preview_import": t("Previewed the import"),
        "start_import": t("Started the import"),
        "get_import": t("Looked at the import"),
        "erase_candidate": t("Erased the candidate"),
        "list_notes": t("Read the notes"),
        "delete_note": t("Deleted the note"),
        "tag_candidates": t("Tagged the candidates"),
        "untag_candidates": t("Removed the tags"),
        "list_tags": t("Read the tags"),
        "tagged_candidates": t("Searched by tags"),
        "create_task": t("Created the task"),
        "finish_task": t("Finished the task"),
        "delete_task": t("Deleted the task"),
        "list_tasks": t("Read the tasks"),
        "inbox": t("Read the inbox"),
        "timeline": t("Read the activity"),
        "report": t("Read the report"),
        "stuck_applications": t("Looked for those who wait longest"),
        "list_stages": t("Read the stages"),
        "list_applications": t("Read the applications"),
        "pipeline": t("Read the pipeline"),
        "create_application": t("Added the candidate to the job"),
        "move_application": t("Moved the application"),
        "reject_application": t("Rejected the application"),
        "delete_application": t("Deleted the application"),
        "match_candidates": t("Ranked the candidates"),
        "match_jobs": t("Ranked the jobs"),
        "explain_match": t("Explained the match"),
        "what_if": t("Tried other requirements"),
        "interview_questions": t("Wrote interview questions"),
        "draft_outreach": t("Drafted the message"),
        "undo": t("Undid the change"),
    }
