"""Topics that only some tools know: a question about one of them isn't answered by the list of something else."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from recruit.domain.engines.language.learned.linking import Linked
from recruit.domain.engines.language.requests import Request
from recruit.domain.engines.language.understanding import WRITES


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic: its name, its words, the tools that know it, and the tool whose example explains it.

    A request with one of the `arguments` is about the topic, too.
    """

    name: str
    words: str
    tools: frozenset[str]
    example: str
    arguments: frozenset[str] = frozenset()

    def answers(self, request: Request) -> bool:
        """Tell whether a request is about the topic, or changes something."""
        known = request.tool in self.tools or not self.arguments.isdisjoint(request.arguments)
        return known or request.tool in WRITES


_TOPICS = [
    Topic(
        "tags",
        r"(?:un)?tag(?:ged|s)?|label+ed|getaggt|étiquettes?|etiquetas?",
        frozenset(["list_tags", "tagged_candidates"]),
        "tagged_candidates",
    ),
    Topic(
        "tasks",
        r"tasks?|to-dos?|overdue|reminders|aufgaben?|überfällig\w*|tâches?|tareas?|tarefas?|compiti",
        frozenset(["list_tasks", "inbox"]),
        "list_tasks",
    ),
    Topic(
        "notes",
        r"notes|notizen|notas|notities",
        frozenset(["list_notes", "draft_outreach", "interview_questions"]),
        "list_notes",
        frozenset(["text"]),
    ),
    Topic("the funnel", r"funnel|trichter|conversions?|entonnoir|embudo", frozenset(["report", "pipeline"]), "report"),
    Topic("times", r"time (?:in|per|to) (?:each |every |the )?(?:stages?|hire|fill)", frozenset(["report"]), "report"),
    Topic(
        "sources",
        r"sources|by source|referrals|woher kommen|quellen",
        frozenset(["report"]),
        "report",
        frozenset(["source"]),
    ),
    Topic(
        "hires",
        r"hires|(?:we|were) hired?|eingestellt|einstellungen",
        frozenset(["report"]),
        "report",
        frozenset(["status"]),
    ),
    Topic("hiring teams", r"hiring teams?", frozenset(), "get_job"),
    Topic(
        "what waits",
        r"(?:needs?|my|our) attention|inbox|posteingang|(?:unread|my) mentions",
        frozenset(["inbox", "stuck_applications"]),
        "inbox",
    ),
]
_WORDS = [(topic, re.compile(rf"(?<![\w-])(?:{topic.words})(?![\w-])", re.IGNORECASE)) for topic in _TOPICS]


def names_topic(linked: Linked) -> bool:
    """Tell whether a message has the words of a topic."""
    return any(words.search(linked.message) for _, words in _WORDS)


def unanswered(linked: Linked, requests: Sequence[Request]) -> Topic | None:
    """Return the topic of a message that none of its requests, which read, is about."""
    named = {at for mention in (*linked.people, *linked.jobs) for at in mention.indexes}
    text = " ".join(linked.text(at, at + 1) for at in range(len(linked.words)) if at not in named)
    topics = (topic for topic, words in _WORDS if words.search(text))
    return next((one for one in topics if requests and not any(map(one.answers, requests))), None)
