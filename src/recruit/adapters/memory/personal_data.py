"""Personal data of one person, across all repositories in memory."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from recruit.adapters.memory.audit import MemoryAuditLog
from recruit.adapters.memory.documents import StoredDocument
from recruit.adapters.memory.idempotency import MemoryKeyedRequests
from recruit.adapters.memory.imports import StoredItem
from recruit.adapters.memory.matching import MemoryEmbeddings, MemoryMatchLogs
from recruit.adapters.memory.person_search import action_texts, import_texts, message_refers_to, refers_to
from recruit.adapters.memory.profiles import StoredProfile
from recruit.adapters.memory.rows import ApplicationRows, FeatureRows, RowFeatures, Rows
from recruit.domain.agent.model import Action, Conversation, Message
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.external_ids.model import StoredExternalId
from recruit.domain.imports.model import EarlierItem, Import, ItemStatus
from recruit.domain.jobs.model import Job
from recruit.domain.notes.model import Note
from recruit.domain.privacy.model import Mentions, Person
from recruit.domain.saved_searches.model import SavedSearch
from recruit.domain.tags.model import CandidateTag
from recruit.domain.tasks.model import Task
from recruit.domain.webhooks.model import Delivery


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryPersonalData:
    """All rows that may contain personal data, by kind."""

    jobs: FeatureRows[Job]
    candidates: FeatureRows[Candidate]
    applications: ApplicationRows
    documents: Rows[StoredDocument]
    profiles: Rows[StoredProfile]
    notes: Rows[Note]
    tasks: Rows[Task]
    candidate_tags: Rows[CandidateTag]
    external_ids: Rows[StoredExternalId]
    conversations: Rows[Conversation]
    messages_: Rows[Message]
    actions: Rows[Action]
    imports: Rows[Import]
    import_items: Rows[StoredItem]
    saved_searches: Rows[SavedSearch]
    match_logs: MemoryMatchLogs
    embeddings: MemoryEmbeddings
    keyed_requests: MemoryKeyedRequests
    deliveries: Rows[Delivery]
    audit: MemoryAuditLog

    async def messages(self, person: Person, user_id: int, limit: int) -> Sequence[Message]:
        """Return messages of a user's conversations that name the person."""
        own = {row.id for row in self.conversations.all() if row.user_id == user_id}
        return [row for row in self.messages_.all() if row.conversation_id in own and message_refers_to(person, row)][
            :limit
        ]

    async def mentions(self, person: Person) -> Mentions:
        """Return what is found by the person's names and ids."""
        items = sorted(self._items_of(person), key=lambda item: (item.import_id, item.new.number))
        return Mentions(
            actions=[row for row in self.actions.all() if _acts_on(person, row)],
            import_items=[EarlierItem(import_id=item.import_id, **asdict(item.public())) for item in items],
            imports=[row for row in self.imports.all() if _names(person, row)],
            keyed_responses=self.keyed_requests.naming(person.needles),
            saved_searches=[row for row in self.saved_searches.all() if _is_search_for(person, row)],
            deliveries=[row for row in self.deliveries.all() if _answers_about(person, row)],
        )

    async def erase(self, person: Person, pseudonym: int) -> Mapping[str, int]:
        """Erase the person's data, kind by kind."""
        ids = set(person.ids)
        return {
            "notes": _removed(self.notes, lambda row: row.candidate_id in ids),
            "tasks": _removed(self.tasks, lambda row: row.candidate_id in ids),
            "candidate_tags": _removed(self.candidate_tags, lambda row: row.candidate_id in ids),
            "external_ids": _removed(self.external_ids, lambda row: row.candidate_id in ids),
            "applications": _removed(self.applications, lambda row: row.candidate_id in ids),
            "documents": _removed(self.documents, lambda row: row.document.candidate_id in ids),
            "profiles": _removed(self.profiles, lambda row: row.id in ids),
            "candidates": self._candidates(ids),
            "vectors": self._vectors(),
            "match_logs": self.match_logs.pseudonymise(ids, pseudonym),
            "conversations": self._conversations(person),
            "actions": _changed(
                self.actions, lambda row: _acts_on(person, row), {"calls": (), "writes": (), "token": None}
            ),
            "import_items": self._items(person),
            "imports": _changed(
                self.imports, lambda row: _names(person, row), {"filename": "", "notes": None, "warnings": ()}
            ),
            "kept_answers": self.keyed_requests.erase_responses(person.needles),
            "saved_searches": _removed(self.saved_searches, lambda row: _is_search_for(person, row)),
            "webhook_deliveries": _changed(
                self.deliveries, lambda row: _answers_about(person, row), {"response_body": None}
            ),
            "audit_entries": self.audit.erase_values(
                lambda entry: (
                    entry.candidate_id in ids
                    or (entry.entity == "import" and refers_to(person, (), import_texts(entry)))
                )
            ),
        }

    async def inactive_candidates(self, before: datetime, limit: int, after: int = 0) -> Sequence[int]:
        """Return the ids of candidates without activity."""
        active = self.audit.written_since(before)
        return [key for key in self.candidates.current if key > after and key not in active][:limit]

    async def count_old_logs(self, before: datetime) -> Mapping[str, int]:
        """Return the numbers of old match logs and conversations."""
        return {
            "match_logs": self.match_logs.before(before),
            "conversations": sum(row.updated_at < before for row in self.conversations.all()),
        }

    async def remove_old_logs(self, before: datetime) -> Mapping[str, int]:
        """Remove old match logs and conversations."""
        counts = await self.count_old_logs(before)
        old = {row.id for row in self.conversations.all() if row.updated_at < before}
        self.match_logs.forget(before)
        _removed(self.messages_, lambda row: row.conversation_id in old)
        _removed(self.conversations, lambda row: row.id in old)
        return counts

    def _candidates(self, ids: set[int]) -> int:
        there = ids & self.candidates.current.keys()
        for key in there:
            self.candidates.remove(key)
        return len(there)

    async def remove_unused_vectors(self) -> int:
        """Remove the vectors of texts without a record."""
        return self._vectors() if all(row.features for row in self._features()) else 0

    def _vectors(self) -> int:
        return self.embeddings.keep_only({row.features.text for row in self._features() if row.features})

    def _features(self) -> list[RowFeatures]:
        return [*self.candidates.row_features.values(), *self.jobs.row_features.values()]

    def _conversations(self, person: Person) -> int:
        found = {row.conversation_id for row in self.messages_.all() if message_refers_to(person, row)}
        found |= {row.id for row in self.conversations.all() if refers_to(person, (row.state,), (row.state,))}
        _removed(self.messages_, lambda row: row.conversation_id in found)
        return _removed(self.conversations, lambda row: row.id in found)

    def _items_of(self, person: Person) -> Sequence[StoredItem]:
        def concerns_person(item: StoredItem) -> bool:
            outcome = item.outcome
            texts = (item.new.name, outcome.preview, outcome.error, outcome.warnings)
            return outcome.status != ItemStatus.QUEUED and (
                outcome.candidate_id in person.ids or refers_to(person, (outcome.preview,), texts)
            )

        return [item for item in self.import_items.all() if concerns_person(item)]

    def _items(self, person: Person) -> int:
        found = self._items_of(person)
        for item in found:
            bare = replace(item.new, name=None, content=None, digest=b"")
            outcome = replace(item.outcome, error=None, warnings=(), preview=None)
            self.import_items.put(replace(item, new=bare, outcome=outcome))
        return len(found)


def _acts_on(person: Person, action: Action) -> bool:
    return refers_to(person, (action.calls, action.writes), action_texts(action))


def _names(person: Person, made: Import) -> bool:
    return refers_to(person, (), (made.filename, made.notes, made.warnings))


def _is_search_for(person: Person, search: SavedSearch) -> bool:
    return refers_to(person, (), (search.name, search.query))


def _answers_about(person: Person, delivery: Delivery) -> bool:
    return delivery.response_body is not None and (
        delivery.candidate_id in person.ids or person.is_named_in(delivery.response_body)
    )


def _removed(rows: Rows[Any], matches: Callable[[Any], bool]) -> int:
    before = len(rows.current)
    rows.remove_where(matches)
    return before - len(rows.current)


def _changed(rows: Rows[Any], matches: Callable[[Any], bool], changes: Mapping[str, Any]) -> int:
    found = [row for row in rows.all() if matches(row)]
    for row in found:
        rows.change(row.id, changes)
    return len(found)
