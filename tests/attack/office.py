"""An organisation with one of everything and a user of every role, and requests made from the OpenAPI document."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from api_document import DOCUMENT
from recruit.domain.accounts.model.permissions import Permission, Role
from recruit.domain.accounts.model.users import Actor
from recruit.domain.applications.model import ApplicationDetails
from recruit.domain.candidates.model.candidate import CandidateDetails
from recruit.domain.documents.model import DocumentDetails
from recruit.domain.imports.model import ImportDetails, ImportKind, NewItem
from recruit.domain.jobs.model import JobDetails
from recruit.domain.notes.model import NoteDetails, Visibility
from recruit.domain.pipelines.model import BUILT_IN, PipelineTemplateDetails, ReasonType, RejectionReasonDetails
from recruit.domain.saved_searches.model import SearchKind
from recruit.domain.search.queries import CandidateQuery
from recruit.domain.shared.pages import Window
from recruit.domain.tags.model import TagDetails
from recruit.domain.tasks.model import TaskDetails, TaskSearch
from recruit.domain.team.model import TeamRole
from recruit.entrypoints.services import Services
from worlds import colleague, delivery_to, granted, new_email, new_organisation, note_of_the_agent, webhook_of

NOW = datetime(2026, 1, 1, tzinfo=UTC)
TEXT = b"name\nJane Doe, baker in Bristol"
FILE = ("people.csv", TEXT)
OBJECTS = DOCUMENT["components"]["schemas"]
STAGES = OBJECTS["PipelineTemplateIn"]["examples"][0]["stages"]
FORM, SHORT_FORM = "multipart/form-data", "application/x-www-form-urlencoded"
MARK = " Zyxwv"
"""A marker in the names of an organisation's records, by which a test recognises them."""

OTHER_REQUESTS: dict[str, Callable[[Mapping[str, int]], dict[str, Any]]] = {
    "POST /api/v1/applications": lambda ids: {"json": {"job_id": ids["job_id"], "candidate_id": ids["spare_id"]}},
    "POST /api/v1/users/invitations": lambda _ids: {"json": {"email": new_email(), "role": "viewer"}},
    "POST /api/v1/users/me/password": lambda _ids: {"json": {"current_password": "x", "new_password": "secret456"}},
    "POST /api/v1/applications/{application_id}/move": lambda ids: {
        "json": {"stage": "interview", "reason_id": ids["reason_id"]}
    },
    "POST /api/v1/pipeline_templates": lambda _ids: {"json": {"name": new_email(), "stages": [*map(dict, STAGES)]}},
    "POST /api/v1/rejection_reasons": lambda _ids: {"json": {"name": new_email(), "type": "other"}},
    "PUT /api/v1/jobs/{job_id}/stages": lambda ids: {"json": {"template_id": ids["template_id"], "move_to": "applied"}},
    "PATCH /api/v1/applications/{application_id}": lambda _ids: {"json": {"status": "interview"}},
}
"""Requests of routes whose documented example a rule would refuse for every role."""


@dataclass(frozen=True)
class Office:
    """An organisation: a user of each role, and the ids of its records by their names in the API."""

    actors: Mapping[Role, Actor]
    ids: Mapping[str, Any]


async def new_office(services: Services, mark: str = "") -> Office:
    """Fill an organisation with records whose names end with `mark`. The test itself adds the id of a conversation."""
    organisation = await new_organisation(services.storage)
    actors = {role: await colleague(services.storage, organisation.actor.org_id, role) for role in Role}
    async with services.storage.transaction(organisation.actor.org_id) as work:
        job = await work.jobs.add(JobDetails(title=f"Baker{mark}"), created_by_user_id=organisation.actor.user_id)
        one, other = [
            await work.candidates.add(CandidateDetails(full_name=name + mark)) for name in ("Jane Doe", "Jan Roe")
        ]
        third, erased = [
            await work.candidates.add(CandidateDetails(full_name=name + mark, notes="Met"))
            for name in ("Kim Poe", "Al Loe")
        ]
        action = await work.actions.add(note_of_the_agent(organisation.actor.user_id, third.id))
        application = await work.applications.add(ApplicationDetails(job_id=job.id, candidate_id=one.id))
        document = await work.documents.add(_document(one.id), TEXT)
        template = await work.pipeline_templates.add(PipelineTemplateDetails(name=f"Short{mark}", stages=BUILT_IN))
        reason = await work.rejection_reasons.add(RejectionReasonDetails(name=f"Other{mark}", type=ReasonType.OTHER))
        imported = await work.imports.add(_import(organisation.actor.user_id))
        await work.imports.add_items(imported.id, [NewItem(number=2, error="The row is empty")])
    await services.matching.candidates_for_job(organisation.actor, job.id)
    async with services.storage.transaction(organisation.actor.org_id) as work:
        logs = await work.match_logs.page(Window())
    spare = await colleague(services.storage, organisation.actor.org_id, Role.VIEWER)
    invited, _, _ = await services.members.invite(organisation.actor, new_email(), Role.VIEWER)
    api_key, _ = await services.api_keys.create(organisation.actor, "Careers page", [Permission.READ_JOBS])
    ids: dict[str, Any] = {"job_id": job.id, "candidate_id": one.id, "from_id": other.id, "spare_id": third.id}
    ids |= {"application_id": application.id, "document_id": document.id, "import_id": imported.id}
    ids |= {"pipeline_template_id": template.id, "rejection_reason_id": reason.id}
    erasure = await services.erasing.erase(organisation.actor, erased.id)
    ids |= {"erasure_id": erasure.id, "api_key_id": api_key.id, "action_id": action.id}
    ids["grant_id"] = (await granted(services.storage, actors[Role.ORG_ADMIN])).id
    ids |= {"user_id": spare.user_id, "invitation_id": invited.id}
    ids["provider"] = "acme"
    ids |= {"stage_key": "withdrawn", "template_id": template.id, "reason_id": reason.id}
    ids["assignee_user_id"] = spare.user_id
    async with services.storage.transaction(organisation.actor.org_id) as work:
        tag, other_tag = [await work.tags.add(TagDetails(name=name + mark)) for name in ("Alumni", "Referral")]
        await work.tags.attach(one.id, tag.id)
        task = await work.tasks.add(
            TaskDetails(title=f"Call{mark}"), created_by_user_id=organisation.actor.user_id, now=NOW
        )
        await work.team.put(job.id, spare.user_id, TeamRole.RECRUITER)
    ids |= {"tag_id": tag.id, "into_id": other_tag.id, "task_id": task.id}
    search = await services.saved_searches.create(
        organisation.actor, f"Nurses{mark}", SearchKind.CANDIDATES, CandidateQuery(text="nurse"), shared=True
    )
    ids["search_id"] = search.id
    webhook = await webhook_of(services.storage, organisation.actor)
    ids |= {"webhook_id": webhook.id, "delivery_id": (await delivery_to(services.storage, webhook)).id}
    async with services.storage.transaction(organisation.actor.org_id) as work:
        ids["mail_id"] = (await work.outgoing_mail.page(Window())).items[0].id
    office = Office(actors, ids | {"log_id": logs.items[0].id})
    return Office(actors, {**office.ids, "note_id": await note_by(services, office, organisation.actor)})


async def note_by(services: Services, office: Office, actor: Actor) -> int:
    """Store a note by an actor on an office's candidate, which mentions the actor, and return its id."""
    details = NoteDetails(
        candidate_id=office.ids["candidate_id"],
        author_user_id=actor.user_id,
        text="Met her",
        mentions=(actor.user_id,),
        created_at=NOW,
    )
    async with services.storage.transaction(actor.org_id) as work:
        return (await work.notes.add(details)).id


def request_for(route: str, ids: Mapping[str, int]) -> dict[str, Any]:
    """Return a route's example body with these ids, and a file for each file field."""
    method, path = route.split()
    content = DOCUMENT["paths"][path][method.lower()].get("requestBody", {}).get("content", {})
    if not content:
        return {}
    kind, schema = (FORM, content[FORM]) if FORM in content else next(iter(content.items()))
    shape = OBJECTS[schema["schema"]["$ref"].rpartition("/")[2]]
    if kind in (FORM, SHORT_FORM):
        return {"files": {name: FILE for name, one in shape["properties"].items() if one.get("format") == "binary"}}
    body = shape.get("examples", [{}])[0]
    return {"json": body | {name: ids[name] for name in shape["properties"] if name in ids}}


def valid_request(route: str, ids: Mapping[str, int]) -> dict[str, Any]:
    """Return a valid request of a route, with these ids."""
    other = OTHER_REQUESTS.get(route)
    return other(ids) if other else request_for(route, ids)


async def state(services: Services, office: Office) -> object:
    """Return every record of an office that a permission protects."""
    actor, ids = office.actors[Role.ORG_ADMIN], office.ids
    async with services.storage.transaction(actor.org_id) as work:
        return (
            await work.jobs.all(),
            await work.candidates.all(),
            await work.profiles.get(ids["candidate_id"]),
            await work.documents.content(ids["candidate_id"], ids["document_id"]),
            await work.applications.get(ids["application_id"]),
            await work.imports.get(ids["import_id"]),
            await work.stages.of_job(ids["job_id"]),
            (await work.pipeline_templates.page(Window())).items,
            (await work.rejection_reasons.page(Window())).items,
            [await work.users.get(one) for one in (actor.user_id, ids["user_id"])],
            await work.invitations.get(ids["invitation_id"]),
            (await work.api_keys.page(Window())).items,
            (await work.notes.page(Window(), tuple(Visibility))).items,
            (await work.tags.page(Window())).items,
            (await work.tags.of_candidate(Window(), ids["candidate_id"])).items,
            (await work.tasks.page(Window(), TaskSearch())).items,
            await work.team.of_job(ids["job_id"]),
            [replace(one, cursor=0) for one in (await work.webhooks.page(Window())).items],  # events move the cursor
        )


def _document(candidate_id: int) -> DocumentDetails:
    return DocumentDetails(
        candidate_id=candidate_id,
        filename="resume.txt",
        kind="txt",
        pages=1,
        size=len(TEXT),
        sha256=sha256(TEXT).digest(),
        created_at=NOW,
    )


def _import(user_id: int) -> ImportDetails:
    return ImportDetails(
        kind=ImportKind.CSV,
        filename="people.csv",
        dry_run=False,
        create_duplicates=False,
        notes=None,
        warnings=(),
        total=1,
        created_by_user_id=user_id,
        created_at=datetime.now(UTC),  # an old one can't be undone
    )
