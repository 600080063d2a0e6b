"""Storage contract: erasure and export of a person's data, which leave other people's data alone."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from cases import every_case
from recruit.adapters.clock import SystemClock
from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.users import Actor
from recruit.domain.agent.model import ActionDetails, MessageDetails, Speaker, Stage
from recruit.domain.candidates.merging import Merging
from recruit.domain.external_ids.model import ExternalIdChange, RecordKind, RecordRef
from recruit.domain.idempotency.model import CompletedRequest, KeyedRequest, StoredResponse
from recruit.domain.imports.model import ImportDetails, ImportKind, ItemStatus, NewItem, Outcome
from recruit.domain.notes.model import NoteDetails, Visibility
from recruit.domain.privacy.erasure import Erasing
from recruit.domain.privacy.export import FILE_OF, Exporting
from recruit.domain.shared.errors import NotFound
from recruit.domain.shared.pages import Window
from recruit.domain.tags.model import TagDetails
from recruit.domain.tasks.model import TaskDetails, TaskSearch
from recruit.domain.webhooks.model import AttemptResult, DeliverySearch, DeliveryState, NewDelivery, Webhook
from recruit.ports.audit import AuditSearch
from recruit.ports.unit_of_work import UnitOfWork
from worlds import Organisation, colleague, webhook_of

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
NAMING = ("conversations", "actions", "import_items", "imports", "kept_answers", "webhook_deliveries")
"""Tables whose rows are found by the words in them."""

ANNOTATIONS = ("notes", "tasks", "candidate_tags", "external_ids")
"""Tables whose rows are found by the candidate's id."""


async def store_rows(ours: Organisation, text: str, full_name: str = "Jane Doe") -> None:
    """Store one row in each table of NAMING, with a text about people and a candidate's name."""
    fields = {"full_name": full_name, "notes": None}
    call = {"name": "create_candidate", "arguments": {"full_name": full_name, "notes": text}}
    webhook = await webhook_of(ours.storage, ours.actor)
    async with ours.storage.transaction(ours.actor.org_id) as work:
        conversation = await work.conversations.add(ours.actor.user_id, NOON)
        add_message = MessageDetails(role=Speaker.USER, text=text, tools=[{**call, "outcome": "done"}], created_at=NOON)
        await work.conversations.add_message(conversation.id, add_message)
        state = {"recent": "candidate", "question": None, "shown": {"job": [1]}}
        await work.conversations.set_state(ours.actor.user_id, conversation.id, state, NOON)
        write = {"kind": "application", "id": 1, "before": None, "after": {"status": "null"}}
        details = ActionDetails(
            user_id=ours.actor.user_id, conversation_id=None, stage=Stage.DONE, calls=[call], writes=[write], at=NOON
        )
        await work.actions.add(details)
        await _add_import(work, ours, text, fields)
        body = f'{{"status":"created","notes":"{text}","full_name":"{full_name}"}}'.encode()
        await work.keyed_requests.add(ours.actor.user_id, "key", KeyedRequest(NOON))
        await work.keyed_requests.set_response(
            ours.actor.user_id, "key", CompletedRequest(b"x", StoredResponse(201, (), body))
        )
        await _add_delivery(work, webhook, text)


async def _add_delivery(work: UnitOfWork, webhook: Webhook, text: str, candidate_id: int | None = None) -> None:
    new = NewDelivery(
        webhook_id=webhook.id,
        message_id="1",
        type="candidate.created",
        request_body="{}",
        due_at=NOON,
        candidate_id=candidate_id,
    )
    added = await work.deliveries.add(new)
    await work.deliveries.record(added.id, AttemptResult(state=DeliveryState.FAILED, at=NOON, response_body=text))


async def _add_import(work: UnitOfWork, ours: Organisation, text: str, fields: Mapping[str, Any]) -> None:
    made = await work.imports.add(
        ImportDetails(
            kind=ImportKind.CSV,
            filename=f"{text}.csv",
            dry_run=True,
            create_duplicates=False,
            notes=text,
            warnings=(text,),
            total=1,
            created_by_user_id=ours.actor.user_id,
            created_at=NOON + timedelta(days=1),
        )
    )
    await work.imports.add_items(made.id, [NewItem(number=2, content=b"{}", digest=b"x")])
    preview = {**fields, "application": {"status": "applied"}}
    outcome = Outcome(status=ItemStatus.VALID, warnings=(text,), preview=preview)
    await work.imports.record_outcome(made.id, 2, outcome)


async def erased(ours: Organisation, candidate_id: int) -> dict[str, int]:
    receipt = await Erasing(ours.storage, SystemClock(), lambda _: None).erase(ours.actor, candidate_id)
    return {kind: receipt.counts[kind] for kind in NAMING if receipt.counts[kind]}


COMMON_WORDS = [
    "done",
    "null",
    "status",
    "created",
    "user",
    "recent",
    "csv",
    "applied",
    "full_name",
    'outcome": "done',
    "hello",
]


async def test_erasing_a_person_whose_name_is_a_common_word_erases_no_other_record(ours: Organisation) -> None:
    await store_rows(ours, "hello: null status created by user, done")
    with every_case() as case:
        for name in COMMON_WORDS:
            candidate = await ours.candidate(name, linkedin_url="status")
            with case(name):
                assert await erased(ours, candidate.id) == {}


@pytest.mark.parametrize("text", ["Ask John Roe-Smith about it", "see linkedin.com/in/johnroe"])
async def test_records_whose_text_names_a_person_are_erased_with_them(ours: Organisation, text: str) -> None:
    await store_rows(ours, text)
    candidate = await ours.candidate("John Roe-Smith", linkedin_url="linkedin.com/in/johnroe")
    assert await erased(ours, candidate.id) == dict.fromkeys(NAMING, 1)


async def test_responses_to_events_about_a_person_are_erased_and_exported_with_them(ours: Organisation) -> None:
    candidate, webhook = await ours.candidate("Jane Doe"), await webhook_of(ours.storage, ours.actor)
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await _add_delivery(work, webhook, "Hired: J. D.", candidate.id)
        await _add_delivery(work, webhook, "Mail to Jane Doe\nMail to John Roe")
        await _add_delivery(work, webhook, "Hired: J. R.", candidate.id + 1)
    exported = json.loads((await files_of(ours, candidate.id))["webhook_deliveries.json"])
    assert [one["response"] for one in exported] == ["Hired: J. D.", "Mail to Jane Doe"]
    assert await erased(ours, candidate.id) == {"webhook_deliveries": 2}
    async with ours.storage.transaction(ours.actor.org_id) as work:
        page = await work.deliveries.page(webhook.id, Window(), DeliverySearch())
    assert [one.response_body for one in page.items] == [None, None, "Hired: J. R."]


async def test_a_record_with_exactly_the_name_of_a_person_of_one_name_is_erased_with_them(ours: Organisation) -> None:
    await store_rows(ours, "hello", full_name="Done")
    candidate = await ours.candidate("Done")
    assert await erased(ours, candidate.id) == dict.fromkeys(set(NAMING) - {"imports", "webhook_deliveries"}, 1)


async def test_a_conversation_with_the_id_of_a_person_of_one_name_is_erased_with_them(ours: Organisation) -> None:
    candidate = await ours.candidate("Done")
    async with ours.storage.transaction(ours.actor.org_id) as work:
        conversation = await work.conversations.add(ours.actor.user_id, NOON)
        await work.conversations.add_message(
            conversation.id, MessageDetails(role=Speaker.USER, text="Show Done", created_at=NOON)
        )
        await work.conversations.set_state(
            ours.actor.user_id, conversation.id, {"focus": {"candidate": candidate.id}}, NOON
        )
    assert await erased(ours, candidate.id) == {"conversations": 1}


async def annotate(ours: Organisation, candidate_id: int, text: str) -> None:
    """Store a note, a task and a tag of a candidate."""
    async with ours.storage.transaction(ours.actor.org_id) as work:
        note = NoteDetails(
            candidate_id=candidate_id,
            author_user_id=ours.actor.user_id,
            text=text,
            visibility=Visibility.RECRUITERS,
            created_at=NOON,
        )
        await work.notes.add(note)
        details = TaskDetails(title=text, candidate_id=candidate_id)
        await work.tasks.add(details, created_by_user_id=ours.actor.user_id, now=NOON)
        await work.tags.attach(candidate_id, (await work.tags.add(TagDetails(name=text))).id)
        owner = RecordRef(kind=RecordKind.CANDIDATE, candidate_id=candidate_id)
        await work.external_ids.put(owner, [ExternalIdChange("ats", text)])


async def test_notes_tasks_tags_and_external_ids_are_erased_with_their_candidate(ours: Organisation) -> None:
    gone, kept = await ours.candidate("Jane Doe"), await ours.candidate("John Roe")
    await annotate(ours, gone.id, "secret")
    await annotate(ours, kept.id, "other")
    receipt = await Erasing(ours.storage, SystemClock(), lambda _: None).erase(ours.actor, gone.id)
    assert {kind: receipt.counts[kind] for kind in ANNOTATIONS} == dict.fromkeys(ANNOTATIONS, 1)
    async with ours.storage.transaction(ours.actor.org_id) as work:
        assert [note.text for note in (await work.notes.page(Window(), tuple(Visibility))).items] == ["other"]
        assert [task.title for task in (await work.tasks.page(Window(), TaskSearch())).items] == ["other"]
        assert (await work.tags.of_candidate(Window(), kept.id)).total == 1
        entries = (await work.audit.page(Window(limit=100), AuditSearch(candidate_id=gone.id))).items
    assert {"note", "task", "candidate_tag"} <= {entry.entity for entry in entries}
    assert not any(entry.has_values for entry in entries)


async def files_of(ours: Organisation, candidate_id: int) -> dict[str, bytes]:
    files = await Exporting(ours.storage).export(ours.actor, candidate_id, NOON)
    return {name: content async for name, content in files}


@pytest.mark.parametrize(
    ("full_name", "text"), [("John Roe-Smith", "Ask John Roe-Smith about it"), ("Done", "see linkedin.com/in/johnroe")]
)
async def test_an_export_has_every_kind_of_record_that_an_erasure_finds(
    ours: Organisation, full_name: str, text: str
) -> None:
    await store_rows(ours, text, full_name)
    candidate = await ours.candidate(full_name, linkedin_url="linkedin.com/in/johnroe")
    await ours.application(await ours.job(), candidate)
    await annotate(ours, candidate.id, text)
    files = await files_of(ours, candidate.id)
    counts = (await Erasing(ours.storage, SystemClock(), lambda _: None).erase(ours.actor, candidate.id)).counts
    assert set(FILE_OF) - set(counts) <= {"identifiers", "texts"}  # the memory adapter has no rows of these
    found = {kind: FILE_OF[kind] for kind, count in counts.items() if count}
    assert {*NAMING, *ANNOTATIONS} <= set(found)
    assert [kind for kind, name in found.items() if name and not json.loads(files[name])] == []


async def test_an_export_has_only_the_persons_parts_of_shared_records_and_no_token(ours: Organisation) -> None:
    await store_rows(ours, "hello", "Jane Doe")
    calls = [{"name": "erase_candidate", "arguments": {"full_name": name}} for name in ("Jane Doe", "John Roe")]
    writes = [{"kind": "note", "id": 1, "before": None, "after": {"text": name}} for name in ("Jane Doe", "John Roe")]
    body = b'{"items":[{"full_name":"Jane Doe","skills":[{"name":"SQL"}]},{"full_name":"John Roe"}],"total":2}'
    async with ours.storage.transaction(ours.actor.org_id) as work:
        details = ActionDetails(
            user_id=7, conversation_id=None, stage=Stage.PROPOSED, calls=calls, token="t0ken", writes=writes, at=NOON
        )
        await work.actions.add(details)
        for key, text in {"list": body, "stream": b'data: {"text":"Jane Doe"}\ndata: {"text":"John Roe"}\n'}.items():
            await work.keyed_requests.add(ours.actor.user_id, key, KeyedRequest(NOON))
            completed = CompletedRequest(b"x", StoredResponse(200, (), text))
            await work.keyed_requests.set_response(ours.actor.user_id, key, completed)
    jane = await ours.candidate("Jane Doe")
    files = await files_of(ours, jane.id)
    action = json.loads(files["actions.json"])[-1]
    assert (action["user_id"], action["calls"], action["writes"]) == (7, calls[:1], writes[:1])
    assert "t0ken" not in files["actions.json"].decode()
    answers = [one["told"] for one in json.loads(files["kept_answers.json"])]
    assert [{"full_name": "Jane Doe", "skills": [{"name": "SQL"}]}] in answers
    assert 'data: {"text":"Jane Doe"}' in answers
    assert "John Roe" not in str(files)


async def exported_messages(ours: Organisation, actor: Actor, candidate_id: int) -> list[tuple[str, list[object]]]:
    """Return the messages of an export as pairs of text and calls."""
    files = await Exporting(ours.storage).export(actor, candidate_id, NOON)
    found = json.loads({name: content async for name, content in files}["messages.json"])
    return [(one["text"], one["tools"]) for one in found]


async def add_message(ours: Organisation, text: str, *calls: dict[str, Any]) -> None:
    async with ours.storage.transaction(ours.actor.org_id) as work:
        conversation = await work.conversations.add(ours.actor.user_id, NOON)
        await work.conversations.add_message(
            conversation.id, MessageDetails(role=Speaker.ASSISTANT, text=text, tools=calls, created_at=NOON)
        )


async def test_an_export_has_only_the_parts_of_messages_that_are_about_the_person(ours: Organisation) -> None:
    jane, done = await ours.candidate("Jane Doe"), await ours.candidate("Done")
    calls = [
        {"name": "get_candidate", "arguments": {"candidate_id": one.id}, "outcome": "done"} for one in (jane, done)
    ]
    await add_message(ours, "Jane Doe: Baker\nJohn Roe: Cook\nDone: Waiter\nAll done", *calls)
    await add_message(ours, "It's done", {"name": "list_jobs", "arguments": {"status": "done"}, "outcome": "done"})
    assert await exported_messages(ours, ours.actor, jane.id) == [("Jane Doe: Baker", calls[:1])]
    assert await exported_messages(ours, ours.actor, done.id) == [("Done: Waiter", calls[1:])]


async def test_an_export_has_no_conversation_of_another_user(ours: Organisation) -> None:
    jane = await ours.candidate("Jane Doe")
    await add_message(ours, "Jane Doe")
    other = await colleague(ours.storage, ours.actor.org_id, Role.ORG_ADMIN)
    assert await exported_messages(ours, ours.actor, jane.id) == [("Jane Doe", [])]
    assert await exported_messages(ours, other, jane.id) == []
    assert await exported_messages(ours, replace(ours.actor, api_key_id=1), jane.id) == []


async def test_a_merged_candidate_is_neither_erased_nor_exported_alone(ours: Organisation) -> None:
    first, between, kept = [await ours.candidate(name) for name in ("J. Doe", "Jane D.", "Jane Doe")]
    merging = Merging(ours.storage, SystemClock())
    await merging.merge(ours.actor, between.id, first.id)
    await merging.merge(ours.actor, kept.id, between.id)
    sentence = f"candidate {first.id} was merged into candidate {kept.id}"
    with pytest.raises(NotFound, match=sentence):
        await erased(ours, first.id)
    with pytest.raises(NotFound, match=sentence):
        await exported_messages(ours, ours.actor, first.id)
    await erased(ours, kept.id)
    with pytest.raises(NotFound, match=r"^Candidate not found$"):
        await erased(ours, first.id)
