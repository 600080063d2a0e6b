"""Test data: organisations, users and records, each created by one call."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from recruit.domain.accounts.model.oauth import Grant
from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.sessions import SignIn, SignInDetails
from recruit.domain.accounts.model.users import Actor, UserDetails
from recruit.domain.agent.model import ActionDetails, Stage
from recruit.domain.applications.model import Application, ApplicationDetails
from recruit.domain.candidates.model.candidate import Candidate, CandidateDetails
from recruit.domain.jobs.model import Job, JobDetails
from recruit.domain.mail.service import MailQueue
from recruit.domain.webhooks.model import Delivery, NewDelivery, Webhook, WebhookDetails
from recruit.ports.clock import Clock
from recruit.ports.storage import Storage

NO_HASH = "$argon2id$…"
"""A placeholder for the password hash of users who don't log in."""


def no_mail(clock: Clock) -> MailQueue:
    """Return a queue that takes no messages."""
    return MailQueue(clock, lambda _: None, is_on=False, notices_by_default=False)


def new_email() -> str:
    """Return an unused e-mail address."""
    return f"{uuid4().hex}@example.com"


@dataclass(frozen=True)
class Organisation:
    """An organisation with one user, over any storage."""

    storage: Storage
    actor: Actor

    async def job(self, title: str = "Engineer", **details: Any) -> Job:
        """Store a job."""
        async with self.storage.transaction(self.actor.org_id) as work:
            return await work.jobs.add(JobDetails(title=title, **details), created_by_user_id=self.actor.user_id)

    async def candidate(self, full_name: str = "Jane Doe", **details: Any) -> Candidate:
        """Store a candidate."""
        async with self.storage.transaction(self.actor.org_id) as work:
            return await work.candidates.add(CandidateDetails(full_name=full_name, **details))

    async def application(self, job: Job, candidate: Candidate, **details: Any) -> Application:
        """Store an application."""
        async with self.storage.transaction(self.actor.org_id) as work:
            return await work.applications.add(ApplicationDetails(job_id=job.id, candidate_id=candidate.id, **details))


async def colleague(storage: Storage, org_id: int, role: Role) -> Actor:
    """Store another user of an organisation, and return them as an actor."""
    async with storage.transaction(org_id) as work:
        user = await work.users.add(UserDetails(email=new_email(), full_name=role.title(), role=role), "hash")
    return Actor(user_id=user.id, org_id=org_id, role=role)


def note_of_the_agent(user_id: int, candidate_id: int) -> ActionDetails:
    """Return the action of an agent that has just set a candidate's notes to "Met"."""
    return ActionDetails(
        user_id=user_id,
        conversation_id=None,
        stage=Stage.DONE,
        calls=[{"name": "add_note", "arguments": {}}],
        writes=[{"kind": "candidate", "id": candidate_id, "before": {"notes": None}, "after": {"notes": "Met"}}],
        at=datetime.now(UTC),
    )


async def granted(storage: Storage, actor: Actor) -> SignIn:
    """Store a user's grant to an OAuth client whose authorization code has been exchanged."""
    grant = Grant(
        client="0a",
        client_name="Assistant",
        redirect_uri="https://app.example.com/callback",
        resource="http://localhost/mcp",
        scopes=("mcp:read",),
        challenge=None,
        created_at=datetime.now(UTC),
    )
    details = SignInDetails(user_id=actor.user_id, expires_at=datetime(2100, 1, 1, tzinfo=UTC), granted=grant)
    async with storage.transaction(actor.org_id) as work:
        return await work.sign_ins.add(details)


async def webhook_of(storage: Storage, actor: Actor, **changes: Any) -> Webhook:
    """Store a webhook of a host without an address."""
    details = WebhookDetails(
        url="https://receiver.invalid/",
        event_types=(),
        description=None,
        is_active=True,
        created_by_user_id=actor.user_id,
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
        secret="whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        cursor=0,
    )
    async with storage.transaction(actor.org_id) as work:
        return await work.webhooks.add(replace(details, **changes))


async def delivery_to(storage: Storage, webhook: Webhook) -> Delivery:
    """Store a pending attempt to deliver an event."""
    new = NewDelivery(
        webhook_id=webhook.id,
        message_id="1",
        type="job.created",
        request_body="{}",
        due_at=datetime(2026, 1, 1, tzinfo=UTC),
        event_id=1,
        sequence=1,
        entity="job",
        entity_id=1,
    )
    async with storage.transaction(webhook.org_id) as work:
        return await work.deliveries.add(new)


async def new_organisation(storage: Storage, email: str | None = None, password_hash: str = NO_HASH) -> Organisation:
    """Store an organisation and its user."""
    org_id = await storage.new_organisation()
    details = UserDetails(email=email or new_email(), full_name="Founder", role=Role.ORG_ADMIN)
    async with storage.transaction(org_id) as work:
        await work.organisations.add("My Recruiting Co")
        user = await work.users.add(details, password_hash)
    return Organisation(storage, Actor(user_id=user.id, org_id=org_id, role=user.role))
