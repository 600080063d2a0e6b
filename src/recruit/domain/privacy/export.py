"""Export of a person's data, as the files of an archive."""

import json
import re
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import asdict, is_dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.agent.model import Message
from recruit.domain.applications.history import stage_visits
from recruit.domain.applications.model import Application
from recruit.domain.audit.model import AuditAction
from recruit.domain.external_ids.model import RecordKind
from recruit.domain.notes.model import Visibility
from recruit.domain.privacy.mentions import calls_about, excerpts
from recruit.domain.privacy.model import Person
from recruit.domain.privacy.people import audit_entries, find_person
from recruit.domain.shared.errors import NotFound
from recruit.domain.shared.pages import all_items
from recruit.domain.tasks.model import TaskSearch
from recruit.ports.storage import Storage
from recruit.ports.unit_of_work import UnitOfWork

MOST_MESSAGES = 10_000
UNSAFE = re.compile(r"[^\w .()-]")

FILE_OF: Mapping[str, str | None] = {
    "candidates": "candidate.json",
    "profiles": "profile.json",
    "identifiers": "profile.json",  # contacts in normalised form
    "notes": "notes.json",
    "tasks": "tasks.json",
    "candidate_tags": "tags.json",
    "external_ids": "external_ids.json",
    "applications": "applications.json",
    "match_logs": "match_logs.json",
    "documents": "documents.json",
    "conversations": "messages.json",
    "actions": "actions.json",
    "import_items": "import_items.json",
    "imports": "imports.json",
    "kept_answers": "kept_answers.json",
    "saved_searches": "saved_searches.json",
    "webhook_deliveries": "webhook_deliveries.json",
    "audit_entries": "audit.json",
    "texts": None,  # for searches, computed from the above and the files
    "vectors": None,  # computed from the texts above
}
"""The file of each kind that an erasure counts."""

README = """\
What is held here on candidate #{id}, as of {at}.

candidate.json     what is known of the person
profile.json       skills, languages, education, positions and contacts
notes.json         what users wrote about the person
tasks.json         what users have to do, or did, about the person
tags.json          the tags of the person
external_ids.json  the ids of the person and of their applications in other systems
applications.json  the jobs that they were considered for, and the stages of each with reasons and notes
match_logs.json    each time that they were ranked for a job: score, reason and receipt
documents.json     files that came with them; the files themselves are in documents/
messages.json      lines that name them in your own conversations with the assistant, and what it did for those
actions.json       what the assistant changed or proposed for any user, as far as it is about them
import_items.json  rows and files of imports that are about them, with previews
imports.json       imports whose file name, notes or warnings name them
kept_answers.json  the parts about them of answers that are kept for a day, to be given again to a repeated request
saved_searches.json  searches whose name or query names them
webhook_deliveries.json  what other systems answered to events about them in the last 30 days
audit.json         who wrote or read any of this, and when

Times are in UTC. Features and vectors, which matching computes from the above, are left out. Backups are not looked
through, nor are notes on other people that name this one, nor conversations of other users, which are private to them.
"""


class Exporting:
    """Exports data of people of the actor's organisation. Raises NotFound for any other person."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    async def export(self, actor: Actor, candidate_id: int, at: datetime) -> AsyncIterator[tuple[str, bytes]]:
        """Return the files of an archive as pairs of name and content. `at` is the time stated in the README.

        The person's documents are read one by one during iteration. The export is recorded in the audit log.
        """
        actor.require(Permission.EXPORT_CANDIDATES)
        async with self._storage.transaction(actor.org_id) as work:
            await work.audit.note(AuditAction.EXPORT, "candidate", candidate_id, candidate_id)
            files = await _json_files(work, actor, candidate_id, at)
            documents = [one async for one in all_items(partial(work.documents.page, candidate_id=candidate_id))]
        files["README.txt"] = README.format(id=candidate_id, at=at.isoformat(timespec="seconds")).encode()
        return self._files(actor, candidate_id, files, [(one.id, one.filename) for one in documents])

    async def _files(
        self, actor: Actor, candidate_id: int, files: Mapping[str, bytes], documents: Iterable[tuple[int, str]]
    ) -> AsyncIterator[tuple[str, bytes]]:
        for name, content in files.items():
            yield name, content
        for document_id, filename in documents:
            try:
                async with self._storage.autocommit(actor.org_id) as work:
                    _, content = await work.documents.content(candidate_id, document_id)
            except NotFound:
                continue  # removed in the meantime
            yield f"documents/{document_id} {UNSAFE.sub('_', filename)}", content


async def _json_files(work: UnitOfWork, actor: Actor, candidate_id: int, at: datetime) -> dict[str, bytes]:
    person = (await find_person(work, candidate_id)).person
    candidate = await work.candidates.get(candidate_id)
    notes = partial(work.notes.page, visibilities=tuple(Visibility), candidate_id=candidate_id)
    tasks = partial(work.tasks.page, criteria=TaskSearch(candidate_id=candidate_id))
    tags = partial(work.tags.of_candidate, candidate_id=candidate_id)
    applications = partial(work.applications.page, candidate_id=candidate_id)
    logs = [partial(work.match_logs.page, candidate_id=key) for key in person.ids]
    documents = partial(work.documents.page, candidate_id=candidate_id)
    applied = [one async for one in all_items(applications)]
    mentions = excerpts(person, await work.personal_data.mentions(person))
    return {
        "candidate.json": _json(candidate),
        "profile.json": _json(await work.profiles.get(candidate_id)),
        "notes.json": _json([one async for one in all_items(notes)]),
        "tasks.json": _json([one async for one in all_items(tasks)]),
        "tags.json": _json([one async for one in all_items(tags)]),
        "external_ids.json": _json(await _external_ids(work, candidate_id, [one.id for one in applied])),
        "applications.json": _json(await _with_stages(work, applied, at)),
        "match_logs.json": _json([one for page in logs async for one in all_items(page)]),
        "documents.json": _json([one async for one in all_items(documents)]),
        "messages.json": _json(await _messages(work, actor, person)),
        **{f"{kind}.json": _json(records) for kind, records in mentions.items()},
        "audit.json": _json([entry for key in person.ids async for entry in audit_entries(work, key)]),
    }


async def _external_ids(
    work: UnitOfWork, candidate_id: int, application_ids: Sequence[int]
) -> Sequence[Mapping[str, Any]]:
    of_kinds = {RecordKind.CANDIDATE: [candidate_id], RecordKind.APPLICATION: application_ids}
    return [
        {"kind": kind, "record_id": record_id, **asdict(external_id)}
        for kind, ids in of_kinds.items()
        for record_id, found in (await work.external_ids.of_records(kind, ids)).items()
        for external_id in found
    ]


async def _with_stages(
    work: UnitOfWork, applications: Sequence[Application], at: datetime
) -> Sequence[Mapping[str, Any]]:
    visits = await stage_visits(work, applications, at)
    return [{**asdict(one), "stages": [asdict(visit) for visit in visits[one.id]]} for one in applications]


async def _messages(work: UnitOfWork, actor: Actor, person: Person) -> Sequence[Message]:
    """Return messages about a person in the actor's own conversations, without lines and calls about others."""
    if actor.api_key_id is not None:  # API keys have no access to conversations
        return []
    found = await work.personal_data.messages(person, actor.user_id, MOST_MESSAGES)
    return [replace(one, text=person.lines_of(one.text), tools=calls_about(person, one.tools)) for one in found]


def _json(value: Any) -> bytes:
    return json.dumps(value, default=_serialisable, ensure_ascii=False, indent=2).encode()


def _serialisable(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, bytes):
        return value.hex()
    return value.isoformat() if isinstance(value, datetime) else dict(value)
