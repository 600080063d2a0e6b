"""Messages that only give a job a new title, in seven languages."""

from recruit.domain.engines.language.learned.directory import Directory
from recruit.domain.engines.language.learned.linking import Linked
from recruit.domain.engines.language.learned.new_titles import new_title
from recruit.domain.engines.language.learned.targets import Part, job
from recruit.domain.engines.language.lists.phrases import fits
from recruit.domain.engines.language.memory import Memory
from recruit.domain.engines.language.negation_words import OF_ORDER
from recruit.domain.engines.language.requests import Request


def read(linked: Linked, directory: Directory, memory: Memory) -> Request | None:
    """Return the change of the title if a message orders nothing else; None for any other message."""
    part = Part.whole(linked, directory, memory)
    if not part.words or part.people() or not (found := new_title(part)):
        return None
    if any(not word.is_mark for word in linked.words[found.end :]) or linked.message.rstrip().endswith("?"):
        return None
    if any(fits(OF_ORDER, word.key) for word in linked.words[: found.start]):
        return None
    return Request("update_job", {"job_id": job(part, first=True), "changes": {"title": found.text}}, linked.message)
