"""What is said where there is nothing to show."""

from recruit.domain.services.agent.commands import MissingId
from recruit.domain.services.agent.wording import bullets, paragraphs

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

DECLINED = "All right, I haven't done anything. Say 'help' to see what I can do."

WHICH_DESCRIPTION = f"What is the job? I haven't created anything yet. Describe it, for example: {_EXAMPLE}"


def which(missing: MissingId) -> str:
    """Ask for the id that a command lacks."""
    return f"Which {missing.kind} do you mean? Tell me its id, for example: '{missing.example}'."


def not_found(kind: str, id: int) -> str:  # noqa: A002 - the field's own word
    """Say that a thing isn't there, or is another organisation's: callers can't tell which."""
    return f"I couldn't find {kind} #{id} in your organization."
