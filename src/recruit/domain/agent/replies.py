"""Reply texts that show no data."""

from collections.abc import Sequence

from recruit.domain.accounts.model.permissions import TABLE, Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.agent.calls import Call
from recruit.domain.agent.tool import Tool
from recruit.domain.agent.wording import bullets, excerpt, job_label, one_line, paragraphs, quoted_list
from recruit.domain.engines.language.orders.missing_actions import MissingAction
from recruit.domain.search.model import JobSummary
from recruit.domain.shared.errors import NotFound

_EXAMPLE = "'create a new job for a senior backend engineer in NYC...'"

HELP = paragraphs(
    "I'm your recruiting assistant. You can say things like:",
    bullets(
        [
            _EXAMPLE,
            "'list jobs' / 'show open jobs'",
            "'show job 5'",
            "'list candidates'",
            "'summarize candidate 3'",
            "'match candidates for job 5'",
            "'match jobs for candidate 7'",
            "'applications for job 5' / 'pipeline for job 5'",
        ]
    ),
)

THANKED = "You're welcome. Say 'help' to see what else I can do."

MOST_UNKNOWN = 3
"""Most stretches of words that a reply names as unknown."""

ERASED = "I've erased the person whom you named, and the conversations that named them."
"""The stored form of a reply that reports an erasure."""

DROPPED = "All right, I've left everything as it is."

NOTHING_TO_CONFIRM = (
    "There is nothing to confirm: a proposal holds for 10 minutes, once, in the conversation it was made in."
)

NOTHING_TO_DECLINE = "There is nothing to decline. Say 'undo' to take back the last change in this conversation."

NEW_CONVERSATION = (
    "There is nothing to confirm: this is a new conversation. To go on with an earlier one, send its id as "
    "conversation_id with the message."
)

DECLINED = "All right, I haven't done anything. Say 'help' to see what I can do."

NOTE_OR_ORDER = "If all of it is meant to be the note, put the note in quotation marks."
"""Hint after the end of a note was read as an order."""

ORDER_IN_NOTE = "If a part of it is meant as an order, say 'no' and send the order in a message of its own."
"""Hint after a note that may hold an order."""

WHICH_DESCRIPTION = f"What is the job? I haven't created anything yet. Describe it, for example: {_EXAMPLE}"

ONE_JOB_A_MESSAGE = (
    "I haven't created anything, since your message describes more than one job. Send one job a message, for example: "
    "'create a job for a nurse in Paris'."
)

WHO_IS_EXCEPTED = "I haven't done anything, since I can't tell which of the job's candidates is to be left out."
EXCEPTION_UNCLEAR = (
    "I haven't done anything, since I don't understand who is meant and who is left out. Say it for example like this: "
    "'reject everyone for job 5 except Jane Doe'."
)

NAME_UNCLEAR = "I haven't done anything, since I can't tell which of the names is meant. Say the order again with one."
NOT_ALL_AT_ONCE = "I haven't changed anything: I don't understand for which of them. Say it for one, by its id or name."

NO_FIELDS = (
    "I haven't done anything: a candidate's fields, such as a phone number, can't be changed in the chat. "
    "PATCH /api/v1/candidates/{id} changes them. I can add a note instead: 'add a note to candidate 3: great call'."
)
ONE_UNDONE = "I haven't done anything: I undo one change at a time, the last one first. Say 'undo' for each of them."
ONE_COPY = "I haven't done anything: I make one copy at a time. Say it again for each copy: 'clone job 5'."
NO_REVOKING = (
    "I haven't done anything: I can't take back or put off an offer, an interview or a request. I can move an "
    "application to another stage, for example 'move candidate 3 to screening' or 'reject candidate 3'."
)
NO_NOTES = (
    "I haven't done anything: name the note to delete by its id, as in 'delete note 4', or say 'delete my last note on "
    "candidate 3'. 'notes on candidate 3' lists them. PATCH /api/v1/notes/{id} changes one."
)

MISSING_ACTIONS = {
    MissingAction.SEND: (
        "I haven't done anything: I can't send, sign or print offers and other documents. I can move the application, "
        "as in 'move candidate 3 to offer', and draft a message: 'draft an email to candidate 3'."
    ),
    MissingAction.SCHEDULE: (
        "I haven't done anything: I can't schedule anything. I can move an application, as in 'move candidate 3 to "
        "interview', draft an invitation, and remind you: 'remind me on Friday to call candidate 3'."
    ),
    MissingAction.EXPORT: (
        "I haven't done anything: I can't export or download anything. GET /api/v1/candidates/{id}/export returns all "
        "that is stored about a candidate. In the console it is in the menu of the candidate's page."
    ),
    MissingAction.INVITE: (
        "I haven't done anything: I can't invite anybody. Administrators invite colleagues under Settings, Members, or "
        "by POST /api/v1/users/invitations. For a candidate I can draft it: 'draft an invitation to an interview for "
        "candidate 3'."
    ),
}


def no_job_there(place: str, jobs: Sequence[JobSummary]) -> str:
    """Return the reply about a job that isn't in the named place. `jobs` are those with its title."""
    listed = "; ".join(f"{job_label(job)}: {one_line(job.location or 'no place')}" for job in jobs)
    return f"I haven't done anything: no such job is in {excerpt(place)}. Of that title there is {listed}."


def no_stage(application: str, error: Exception) -> str:
    """Return the reply to a move to a stage that the job doesn't have."""
    return f"I haven't done anything, since I can't move {application}. {error}."


def not_done(call: str, reason: str) -> str:
    """Return the notice that one of several confirmed changes wasn't made."""
    return f"I couldn't {call}. {reason}"


def no_next_stage(stage: str, stages: Sequence[str]) -> str:
    """Return the question for the stage of a move from one that no other follows."""
    named = ", ".join(map(one_line, stages))
    return f"I haven't moved anything: no stage comes after {one_line(stage)}. Say which of these you mean: {named}."


def already_there(application: str, status: str) -> str:
    """Return the reply to an order to move an application to the stage in which it is."""
    return f"I haven't done anything: {application} is in {one_line(status)} already."


def none_covered(job_id: int) -> str:
    """Return the reply to an order about a whole pipeline that covers no application."""
    return f"I haven't done anything: job #{job_id} has no open applications of which that could be done."


def no_longer_proposed(orders: Sequence[str]) -> str:
    """Return the reply that names earlier proposals which weren't run and no longer wait for confirmation."""
    return f"I haven't done what I proposed before: {'; '.join(orders)}. Say it again if you still want it."


def left_out(orders: Sequence[str]) -> str:
    """Return the reply to a message with orders that aren't understood, so that none of it is run."""
    return (
        f"I haven't done anything, since I don't understand this: {quoted_list(orders)}. "
        "Say each order in a message of its own."
    )


def not_answered(topic: str, example: str) -> str:
    """Return the reply to a question about a topic that no tool answers as it is asked."""
    return f"I don't understand what you ask about {topic}. You can say for example: '{example}'."


def off_topic(unknown: Sequence[str]) -> str:
    """Return the reply to a message about something else than recruiting."""
    return (
        f"I didn't understand {quoted_list(unknown[:MOST_UNKNOWN])}. I know this organization's jobs, candidates and"
        " applications. You can say things like 'list jobs', 'list candidates' or 'match candidates for job 5'."
        " Say 'help' for more."
    )


def no_candidate_called(name: str) -> str:
    """Return the reply to an order about a name whose halves belong to different candidates."""
    return f"I haven't done anything, since no candidate is called “{excerpt(name)}”. 'list candidates' shows them all."


def which_order(alternative: str) -> str:
    """Return the reply to a message that orders one thing or another."""
    return f"I haven't done anything, since your message leaves a choice: “{excerpt(alternative)}”. Say which you want."


def denied(clause: str) -> str:
    """Return the reply to a negative statement, such as "I won't reject her"."""
    return f"I haven't done anything, since I understand “{excerpt(clause)}” as a statement and not as an order."


def unused(parts: Sequence[str]) -> str:
    """Return the notice that names the parts of a message which its orders don't use."""
    return f"I haven't used {quoted_list(parts)}. If it matters, say it as an order of its own, or add it as a note."


def condition_unchecked(condition: str, *, proposed: bool) -> str:
    """Return the notice that the condition of an order is neither checked nor waited for."""
    notice = f"I can't check a condition, or wait for one: “{excerpt(condition)}”."
    return f"{notice} Say 'yes' only if it holds." if proposed else f"{notice} I haven't changed anything."


def rest_undone(orders: Sequence[str]) -> str:
    """Return the notice that names the orders which wait for the answer to a question about another."""
    return f"I haven't done the rest of your message: {quoted_list(orders)}. Send it again when this is settled."


def which(kind: str, example: str) -> str:
    """Return the question for the id that a command lacks."""
    return f"Which {kind} do you mean? Tell me its id, for example: '{example}'."


def which_of(kind: str, lines: Sequence[str]) -> str:
    """Return the question that asks which of several things a reference means."""
    return paragraphs(f"Which {kind} do you mean?", bullets(lines), "Say its id, its name, or for example 'the first'.")


def unknown_name(kind: str, name: str) -> str:
    """Return the reply to an unknown name."""
    return f"I couldn't find a {kind} named '{excerpt(name)}' in your organization."


def not_shown(kind: str | None) -> str:
    """Return the reply to "it" or "the second one" if nothing like that was shown so far."""
    return f"I don't know which {kind or 'one'} you mean, since I haven't shown you that many. Tell me its id."


def bulk_rejection(calls: Sequence[Call]) -> str:
    """Return the question before several applications are rejected."""
    parts = [
        f"#{call.arguments['application_id']}"
        if "application_id" in call.arguments
        else f"of candidate #{call.arguments['candidate_id']} for job #{call.arguments['job_id']}"
        for call in calls
    ]
    return f"I would reject {len(calls)} applications: {', '.join(parts)}."


def proposal(question: str, token: str) -> str:
    """Return a question with the way to confirm it."""
    return f"{question} Say 'yes' within 10 minutes to go ahead (or '{token}'), or 'no' to leave everything as it is."


def forbidden(tool: Tool, lacking: Permission, actor: Actor) -> str:
    """Return the reply to a tool call that a role, or an API key, doesn't allow."""
    if actor.scopes is not None:
        return f"With this key you may not use {tool.name}: it needs the scope {lacking}."
    mine, asked = (role.replace("_", " ") for role in (actor.role, TABLE[lacking].lowest_role))
    return f"As {mine} you may not use {tool.name}: it needs the role {asked}."


def not_found(missing: NotFound) -> str:
    """Return the reply for a thing that isn't found. Callers can't tell a missing one from another organisation's."""
    kind = missing.kind
    merged = "" if missing.merged_into is None else f" It was merged into {kind} #{missing.merged_into}."
    return f"I couldn't find {kind} #{missing.id} in your organization.{merged}"
