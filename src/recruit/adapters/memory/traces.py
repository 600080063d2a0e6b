"""Personal data of one person, across all repositories in memory."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from recruit.adapters.memory.audit import MemoryAuditLog
from recruit.adapters.memory.documents import Original
from recruit.adapters.memory.idempotency import MemoryKeyedRequests
from recruit.adapters.memory.imports import Filed
from recruit.adapters.memory.matching import MemoryEmbeddings, MemoryMatchLogs
from recruit.adapters.memory.person_search import changed_by, is_said_of, tells, typed_in
from recruit.adapters.memory.profiles import Profiled
from recruit.adapters.memory.rows import FeaturedRows, Rows
from recruit.domain.agent.model import Action, Conversation, Message
from recruit.domain.applications.model import Application
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.imports.model import EarlierItem, Import, ItemStatus
from recruit.domain.jobs.model import Job
from recruit.domain.privacy.model import Mentions, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryTraces:
    """All rows that may contain personal data, by kind."""

    jobs: FeaturedRows[Job]
    candidates: FeaturedRows[Candidate]
    applications: Rows[Application]
    documents: Rows[Original]
    profiles: Rows[Profiled]
    conversations: Rows[Conversation]
    said: Rows[Message]
    actions: Rows[Action]
    imports: Rows[Import]
    import_items: Rows[Filed]
    match_logs: MemoryMatchLogs
    embeddings: MemoryEmbeddings
    keyed_requests: MemoryKeyedRequests
    audit: MemoryAuditLog

    async def messages(self, person: Person, user_id: int, limit: int) -> Sequence[Message]:
        """Return messages of a user's conversations that name the person."""
        own = {one.id for one in self.conversations.all() if one.user_id == user_id}
        return [one for one in self.said.all() if one.conversation_id in own and is_said_of(person, one)][:limit]

    async def mentions(self, person: Person) -> Mentions:
        """Return what is found by the person's names and ids."""
        filed = sorted(self._items_of(person), key=lambda one: (one.import_id, one.new.number))
        return Mentions(
            actions=[one for one in self.actions.all() if _acts_on(person, one)],
            import_items=[EarlierItem(import_id=one.import_id, **asdict(one.told())) for one in filed],
            imports=[one for one in self.imports.all() if _imports(person, one)],
            kept_answers=self.keyed_requests.naming(person.needles),
        )

    async def erase(self, person: Person, pseudonym: int) -> Mapping[str, int]:
        """Erase the person's data, kind by kind."""
        ids = set(person.ids)
        return {
            "applications": _removed(self.applications, lambda one: one.candidate_id in ids),
            "documents": _removed(self.documents, lambda one: one.document.candidate_id in ids),
            "profiles": _removed(self.profiles, lambda one: one.id in ids),
            "candidates": self._candidates(ids),
            "vectors": self._vectors(),
            "match_logs": self.match_logs.pseudonymise(ids, pseudonym),
            "conversations": self._conversations(person),
            "actions": _changed(
                self.actions,
                lambda one: _acts_on(person, one),
                {"calls": (), "writes": (), "token": None},
            ),
            "import_items": self._items(person),
            "imports": _changed(
                self.imports,
                lambda one: _imports(person, one),
                {"filename": "", "notes": None, "warnings": ()},
            ),
            "kept_answers": self.keyed_requests.unanswer(person.needles),
            "audit_entries": self.audit.forget(
                lambda entry: (
                    entry.candidate_id in ids or (entry.entity == "import" and tells(person, (), typed_in(entry)))
                )
            ),
        }

    async def idle(self, before: datetime, limit: int, after: int = 0) -> Sequence[int]:
        """Return the ids of candidates without activity."""
        active = self.audit.written_since(before)
        return [key for key in self.candidates.current if key > after and key not in active][:limit]

    async def old_logs(self, before: datetime) -> Mapping[str, int]:
        """Return the numbers of old match logs and conversations."""
        return {
            "match_logs": self.match_logs.before(before),
            "conversations": sum(one.updated_at < before for one in self.conversations.all()),
        }

    async def forget_logs(self, before: datetime) -> Mapping[str, int]:
        """Remove old match logs and conversations."""
        counts = await self.old_logs(before)
        old = {one.id for one in self.conversations.all() if one.updated_at < before}
        self.match_logs.forget(before)
        _removed(self.said, lambda one: one.conversation_id in old)
        _removed(self.conversations, lambda one: one.id in old)
        return counts

    def _candidates(self, ids: set[int]) -> int:
        there = ids & self.candidates.current.keys()
        for key in there:
            self.candidates.remove(key)
        return len(there)

    def _vectors(self) -> int:
        kept = [*self.candidates.kept.values(), *self.jobs.kept.values()]
        return self.embeddings.keep_only({one.features.text for one in kept if one.features})

    def _conversations(self, person: Person) -> int:
        named = {one.conversation_id for one in self.said.all() if is_said_of(person, one)}
        named |= {one.id for one in self.conversations.all() if tells(person, (one.state,), (one.state,))}
        _removed(self.said, lambda one: one.conversation_id in named)
        return _removed(self.conversations, lambda one: one.id in named)

    def _items_of(self, person: Person) -> Sequence[Filed]:
        def told_of(filed: Filed) -> bool:
            outcome = filed.outcome
            told = (filed.new.name, outcome.preview, outcome.error, outcome.warnings)
            return outcome.status != ItemStatus.QUEUED and (
                outcome.candidate_id in person.ids or tells(person, (outcome.preview,), told)
            )

        return [filed for filed in self.import_items.all() if told_of(filed)]

    def _items(self, person: Person) -> int:
        found = self._items_of(person)
        for filed in found:
            bare = replace(filed.new, name=None, content=None, digest=b"")
            outcome = replace(filed.outcome, error=None, warnings=(), preview=None)
            self.import_items.put(replace(filed, new=bare, outcome=outcome))
        return len(found)


def _acts_on(person: Person, action: Action) -> bool:
    return tells(person, (action.calls, action.writes), changed_by(action))


def _imports(person: Person, made: Import) -> bool:
    return tells(person, (), (made.filename, made.notes, made.warnings))


def _removed(rows: Rows[Any], unwanted: Callable[[Any], bool]) -> int:
    before = len(rows.current)
    rows.remove_where(unwanted)
    return before - len(rows.current)


def _changed(rows: Rows[Any], wanted: Callable[[Any], bool], changes: Mapping[str, Any]) -> int:
    found = [one for one in rows.all() if wanted(one)]
    for one in found:
        rows.change(one.id, changes)
    return len(found)
