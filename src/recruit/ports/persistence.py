"""Storage: the questions the core asks, by name."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from pathlib import Path
from typing import Any, Protocol, TypeVar

from recruit.domain.accounts.model.api_keys import ApiKey, ApiKeyDetails
from recruit.domain.accounts.model.oauth import Grant
from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.sessions import Invitation, InvitationDetails, Renewed, SignIn, SignInDetails
from recruit.domain.accounts.model.users import Credentials, Organisation, User, UserDetails
from recruit.domain.agent.model import Action, ActionDetails, Conversation, Message, MessageDetails, Stage
from recruit.domain.applications.model import Application, ApplicationDetails
from recruit.domain.audit.model import AuditEntry, Deed
from recruit.domain.candidates.model.candidate import Candidate, CandidateDetails
from recruit.domain.candidates.model.identifiers import Identifier, Likeness
from recruit.domain.candidates.model.profile import Profile, ReadField
from recruit.domain.documents.model import Document, DocumentDetails
from recruit.domain.idempotency.model import Answered, KeyedRequest
from recruit.domain.imports.model import EarlierItem, Import, ImportDetails, ImportItem, ItemStatus, NewItem, Outcome
from recruit.domain.jobs.model import Job, JobDetails
from recruit.domain.matching.model import Changed, Embedded, MatchLog, MatchRecord, Newer, Stored
from recruit.domain.privacy.model import Erasure, ErasureDetails, Person
from recruit.domain.search.model import (
    ApplicationSearch,
    CandidateSearch,
    CandidateSummary,
    JobSearch,
    JobSummary,
    Waiting,
)
from recruit.domain.shared.pages import Page, Window


@dataclass(frozen=True, slots=True)
class Connections:
    """A storage's connections: how many work, how many wait for work, and how many there may be of both."""

    busy: int = 0
    idle: int = 0
    most: int = 0


Changes = Mapping[str, object]
"""Field → new value, of the fields that a patch names. Fields it doesn't name stay as they are."""


Entity = TypeVar("Entity")


class Featured(Protocol[Entity]):
    """Records that matching reads, with their features.

    A new record has none, and loses those that it got when what matching reads of it changes. With any change it has
    another version.
    """

    async def changes(self, version: int, id: int, limit: int) -> Newer:  # noqa: A002 - the field's own word
        """Return records that are there and were added or changed after (version, id), in the order of both.

        The frontier is that of before the first of them was looked for.
        """
        ...

    async def some(self, ids: Sequence[int]) -> Sequence[Stored[Entity]]:
        """Return the records with these ids that are there, in any order."""
        ...

    async def ids(self) -> Sequence[int]:
        """Return the ids of all records."""
        ...

    async def stale(self, engine: int, limit: int) -> Sequence[Stored[Entity]]:
        """Return records without features by that engine or a later one.

        Features of a later engine stay: while servers of two versions run, neither undoes the other's work.
        """
        ...

    async def keep(self, features: Sequence[Changed]) -> None:
        """Set the features of records that still have these versions, which stay as they are."""
        ...

    async def unembedded(self, model: str, limit: int) -> Sequence[Stored[Entity]]:
        """Return records with features whose text has no vector by that model."""
        ...


class Organisations(Protocol):
    """The organisation that the unit of work is bound to."""

    async def add(self, name: str) -> Organisation:
        """Keep the organisation whose id `Storage.new_organisation` gave."""
        ...

    async def get(self) -> Organisation:
        """Return it. Raises NotFound."""
        ...

    async def hold(self) -> Organisation:
        """Return it. Until this unit of work ends, others who hold it wait. Raises NotFound."""
        ...


class Users(Protocol):
    """Users and what their logins are checked against."""

    async def add(self, details: UserDetails, password_hash: str) -> User:
        """Keep a user. Raises Duplicate when any organisation has a user with that e-mail address."""
        ...

    async def get(self, user_id: int) -> User:
        """Return one user. Raises NotFound, for one who was removed too."""
        ...

    async def page(self, window: Window) -> Page[User]:
        """Return users in ascending id."""
        ...

    async def count(self, role: Role) -> int:
        """Return how many users have a role."""
        ...

    async def change(self, user_id: int, changes: Changes) -> User:
        """Set the named fields and return the user. Raises NotFound."""
        ...

    async def password_hash(self, user_id: int) -> str:
        """Return what the user's password is checked against. Raises NotFound."""
        ...

    async def set_password(self, user_id: int, password_hash: str) -> None:
        """Set what the user's password is checked against."""
        ...

    async def remove(self, user_id: int) -> None:
        """Remove a user with their login, sign-ins and conversations. What they made stays, with their id.

        Their address is free again. Raises NotFound.
        """
        ...


class SignIns(Protocol):
    """The sign-ins of the organisation's users."""

    async def add(self, details: SignInDetails) -> SignIn:
        """Keep a sign-in. Raises Refused when that user is gone."""
        ...

    async def get(self, sign_in_id: int) -> SignIn:
        """Return one sign-in, which nobody else changes until this unit of work ends. Raises NotFound."""
        ...

    async def user(self, sign_in_id: int) -> User:
        """Return whose login it is. Raises NotFound when either is gone, and for a grant."""
        ...

    async def with_user(self, sign_in_id: int) -> tuple[SignIn, User]:
        """Return a sign-in, a login or a grant, and whose it is. Raises NotFound when either is gone."""
        ...

    async def grants(self, user_id: int, now: datetime) -> Sequence[SignIn]:
        """Return a user's grants that have not expired by then, in ascending id, without unused codes."""
        ...

    async def renew(self, sign_in_id: int, renewed: Renewed, granted: Grant | None = None) -> None:
        """Set which token renews it next, until when, and what it came of; and of a grant, what is granted.

        Raises NotFound.
        """
        ...

    async def end(self, sign_in_id: int) -> None:
        """Remove a sign-in, if it is there."""
        ...

    async def end_others(self, user_id: int, besides: int | None = None) -> None:
        """Remove all sign-ins of a user, `besides` one."""
        ...

    async def forget(self, user_id: int, before: datetime) -> None:
        """Remove those of a user that had expired then."""
        ...


class ApiKeys(Protocol):
    """Keys of the organisation's machines."""

    async def add(self, details: ApiKeyDetails) -> ApiKey:
        """Keep a key."""
        ...

    async def get(self, key_id: int) -> ApiKey:
        """Return one key. Raises NotFound."""
        ...

    async def with_role(self, key_id: int) -> tuple[ApiKey, Role]:
        """Return one key, and the role that its maker has. Raises NotFound, also when they were removed."""
        ...

    async def page(self, window: Window) -> Page[ApiKey]:
        """Return keys in ascending id, expired ones too."""
        ...

    async def used(self, key_id: int, at: datetime) -> None:
        """Note when a key was used, if it is there."""
        ...

    async def remove(self, key_id: int) -> None:
        """Remove a key. Of several who remove one, all but one raise NotFound."""
        ...


class Invitations(Protocol):
    """Invitations to join the organisation."""

    async def add(self, details: InvitationDetails) -> Invitation:
        """Keep an invitation, in place of others to the same address."""
        ...

    async def get(self, invitation_id: int) -> Invitation:
        """Return one invitation. Raises NotFound."""
        ...

    async def page(self, window: Window) -> Page[Invitation]:
        """Return invitations in ascending id, expired ones too."""
        ...

    async def remove(self, invitation_id: int) -> None:
        """Remove an invitation. Of several who remove one, all but one raise NotFound."""
        ...


class Jobs(Featured[Job], Protocol):
    """The organisation's jobs."""

    async def add(self, details: JobDetails, *, created_by_user_id: int) -> Job:
        """Keep a job. Raises Refused when that user is gone."""
        ...

    async def get(self, job_id: int) -> Job:
        """Return one job. Raises NotFound."""
        ...

    async def page(self, window: Window, *, status: str | None = None, q: str | None = None) -> Page[Job]:
        """Return jobs in ascending id: of exactly that status, with `q` somewhere in the title, case ignored."""
        ...

    async def all(self) -> Sequence[Job]:
        """Return every job in ascending id."""
        ...

    async def change(self, job_id: int, changes: Changes) -> Job:
        """Set the named fields, in one atomic step, and return the job. Raises NotFound and Invalid."""
        ...

    async def hold(self, job_id: int) -> Job:
        """Return a job that nobody else changes until this unit of work ends. Raises NotFound."""
        ...

    async def search(self, window: Window, wanted: JobSearch) -> Page[Job]:
        """Return jobs that are looked for, in ascending id."""
        ...

    async def summaries(self, limit: int) -> Sequence[JobSummary]:
        """Return what tells jobs apart, in ascending id."""
        ...

    async def remove(self, job_id: int) -> None:
        """Remove a job and its applications. Raises NotFound."""
        ...


class Candidates(Featured[Candidate], Protocol):
    """The organisation's candidates. What matching reads (`Featured`) comes with the skills of their profiles."""

    async def add(self, details: CandidateDetails) -> Candidate:
        """Keep a candidate. Raises Refused when the organisation is gone."""
        ...

    async def get(self, candidate_id: int) -> Candidate:
        """Return one candidate. Raises NotFound."""
        ...

    async def page(self, window: Window, *, q: str | None = None) -> Page[Candidate]:
        """Return candidates in ascending id, with `q` somewhere in the full name, case ignored."""
        ...

    async def all(self) -> Sequence[Candidate]:
        """Return every candidate in ascending id."""
        ...

    async def change(self, candidate_id: int, changes: Changes) -> Candidate:
        """Set the named fields, in one atomic step, and return the candidate. Raises NotFound."""
        ...

    async def hold_all(self, ids: Sequence[int]) -> Sequence[Candidate]:
        """Return the candidates with these ids that are there, in ascending id.

        Until this unit of work ends nobody else changes them, removes them or gives them anything. Waits for who does,
        for one after the other in ascending id, so that nobody waits in a circle.
        """
        ...

    async def hold(self, candidate_id: int) -> Candidate:
        """Return a candidate whom nobody else changes until this unit of work ends. Raises NotFound."""
        ...

    async def search(self, window: Window, wanted: CandidateSearch) -> Page[Candidate]:
        """Return candidates who are looked for, in ascending id."""
        ...

    async def summaries(self, limit: int) -> Sequence[CandidateSummary]:
        """Return what tells candidates apart, in ascending id."""
        ...

    async def remove(self, candidate_id: int) -> None:
        """Remove a candidate with all that belongs to them: applications, documents, profile. Raises NotFound."""
        ...


class Identifiers(Protocol):
    """By what candidates are found again. Adding or changing a candidate, a profile or a document keeps them right."""

    async def oldest(self, identifiers: AbstractSet[Identifier], besides: int | None = None) -> int | None:
        """Return the id of the oldest candidate, `besides` one, who has one of these identifiers, or None.

        Until this unit of work ends, others who ask about one of them wait: who adds them after asking is seen by the
        next who asks.
        """
        ...

    async def shared(self, candidate_id: int, limit: int) -> Sequence[Likeness]:
        """Return who has the same identifiers as a candidate: for each at most `limit` others, the oldest."""
        ...


class Profiles(Protocol):
    """The candidates' profiles, one each."""

    async def get(self, candidate_id: int) -> Profile:
        """Return a candidate's profile, an empty one where none is kept. Raises NotFound for the candidate."""
        ...

    async def put(self, candidate_id: int, profile: Profile) -> None:
        """Keep a profile in place of the one there is; it is a change of the candidate. Raises NotFound."""
        ...


class Documents(Protocol):
    """The originals of what was uploaded. Each belongs to a candidate, under whom alone it is found."""

    async def add(self, details: DocumentDetails, content: bytes, fields: Sequence[ReadField] = ()) -> Document:
        """Keep a file with what was read of it. Raises NotFound for the candidate."""
        ...

    async def page(self, window: Window, candidate_id: int) -> Page[Document]:
        """Return a candidate's documents in ascending id. Their bytes aren't read."""
        ...

    async def content(self, candidate_id: int, document_id: int) -> tuple[Document, bytes]:
        """Return one document with its bytes. Raises NotFound."""
        ...

    async def fields(self, candidate_id: int, document_id: int) -> Sequence[ReadField]:
        """Return what was read of one document, in order. Raises NotFound."""
        ...

    async def move(self, from_id: int, to_id: int) -> None:
        """Give the documents of one candidate to another, who is there."""
        ...

    async def remove(self, candidate_id: int, document_id: int) -> None:
        """Remove a document. Raises NotFound."""
        ...


class Applications(Protocol):
    """The organisation's applications."""

    async def add(self, details: ApplicationDetails) -> Application:
        """Keep an application. Raises NotFound for the job or the candidate, Duplicate for the pair."""
        ...

    async def get(self, application_id: int) -> Application:
        """Return one application. Raises NotFound."""
        ...

    async def page(
        self,
        window: Window,
        *,
        job_id: int | None = None,
        candidate_id: int | None = None,
        status: str | None = None,
    ) -> Page[Application]:
        """Return applications in ascending id, of that job, that candidate and exactly that status where given."""
        ...

    async def hold_of(self, candidate_id: int) -> Sequence[Application]:
        """Return a candidate's applications in ascending id, which nobody else changes until this unit of work ends."""
        ...

    async def change(self, application_id: int, changes: Changes) -> Application:
        """Set the named fields, in one atomic step, and return the application. Raises NotFound and Duplicate."""
        ...

    async def hold(self, application_id: int) -> Application:
        """Return an application that nobody else changes until this unit of work ends. Raises NotFound."""
        ...

    async def search(self, window: Window, wanted: ApplicationSearch) -> Page[Application]:
        """Return applications that are looked for, in ascending id."""
        ...

    async def counts(self, wanted: ApplicationSearch) -> Mapping[str, int]:
        """Return how many applications there are by status, the status that came first before the others."""
        ...

    async def waiting(self, wanted: ApplicationSearch, settled: Sequence[str], limit: int) -> Sequence[Waiting]:
        """Return those that have had their status longest, longest first, but none whose status is in `settled`."""
        ...

    async def remove(self, application_id: int) -> None:
        """Remove an application. Raises NotFound."""
        ...


class MatchLogs(Protocol):
    """The record of answered matches. It is only ever added to."""

    async def add(self, records: Sequence[MatchRecord]) -> None:
        """Keep the records, in order."""
        ...

    async def get(self, log_id: int) -> MatchLog:
        """Return one record. Raises NotFound."""
        ...

    async def page(
        self,
        window: Window,
        *,
        job_id: int | None = None,
        candidate_id: int | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Page[MatchLog]:
        """Return records in ascending id: of that job, of that candidate, not before `since`, before `until`.

        Times are aware.
        """
        ...


class Embeddings(Protocol):
    """Vectors of texts, by the model that made them and the hash of the text."""

    async def add(self, model: str, embedded: Sequence[Embedded]) -> None:
        """Keep vectors. Those of texts that have one already are passed over; versions are given by the storage."""
        ...

    async def changes(self, model: str, version: int, text: bytes, limit: int) -> Sequence[Embedded]:
        """Return the vectors of that model that came after (version, text), in the order of both."""
        ...


class Imports(Protocol):
    """The organisation's bulk imports, and their items."""

    async def add(self, details: ImportDetails) -> Import:
        """Keep an import, without items as yet. Raises Refused when that user is gone."""
        ...

    async def add_items(self, import_id: int, items: Sequence[NewItem]) -> None:
        """Keep items of an import. Those with an error have failed with that, and the import counts them."""
        ...

    async def get(self, import_id: int) -> Import:
        """Return one import. Raises NotFound."""
        ...

    async def page(self, window: Window) -> Page[Import]:
        """Return imports in ascending id."""
        ...

    async def unfinished(self) -> Sequence[Import]:
        """Return the imports that aren't done, in ascending id."""
        ...

    async def items(self, import_id: int, window: Window, *, status: ItemStatus | None = None) -> Sequence[ImportItem]:
        """Return items of an import in ascending number, of exactly that status where one is given."""
        ...

    async def next_item(self, import_id: int) -> NewItem | None:
        """Return the first item that is queued, with its content, or None when none is."""
        ...

    async def earlier(self, import_id: int, digest: bytes) -> EarlierItem | None:
        """Return the first item with that digest that made a candidate who is still there, or None.

        An item of the same import counts, too, that is valid: that would have made one.
        """
        ...

    async def settle(self, import_id: int, number: int, outcome: Outcome) -> None:
        """Set what a queued item has come to, forget its content, and count it; an import with all counted is done.

        Raises NotFound when no such item is queued: somebody else has settled it, or the import is gone.
        """
        ...

    async def remove(self, import_id: int) -> None:
        """Remove an import and its items; candidates stay. Raises NotFound."""
        ...

    async def forget(self, before: datetime) -> None:
        """Remove dry runs that came before."""
        ...


class Conversations(Protocol):
    """Conversations of the organisation's users with the agent. Another user's are not found."""

    async def add(self, user_id: int, now: datetime) -> Conversation:
        """Begin a conversation. Raises Refused when the user is gone."""
        ...

    async def get(self, user_id: int, conversation_id: int) -> Conversation:
        """Return one conversation. Raises NotFound."""
        ...

    async def page(self, user_id: int, window: Window) -> Page[Conversation]:
        """Return a user's conversations in ascending id."""
        ...

    async def remember(self, user_id: int, conversation_id: int, state: Mapping[str, Any], now: datetime) -> None:
        """Set the state of a conversation, and when its last message came. Raises NotFound."""
        ...

    async def say(self, conversation_id: int, message: MessageDetails) -> None:
        """Add a message. Raises NotFound."""
        ...

    async def messages(self, conversation_id: int, limit: int) -> Sequence[Message]:
        """Return the last messages, at most `limit`, in the order in which they were said."""
        ...

    async def forget(self, conversation_id: int, kept: int) -> None:
        """Remove all messages but the last `kept`."""
        ...

    async def prune(self, user_id: int, kept: int) -> None:
        """Remove all conversations of a user but the last `kept`."""
        ...

    async def remove(self, user_id: int, conversation_id: int) -> None:
        """Remove a conversation and its messages. Raises NotFound."""
        ...


class Actions(Protocol):
    """The record of what the agent changed or proposes."""

    async def add(self, details: ActionDetails) -> Action:
        """Keep an action. Raises Refused when the organisation is gone."""
        ...

    async def latest(
        self, user_id: int, conversation_id: int | None, stages: Sequence[Stage], session: str = ""
    ) -> Action | None:
        """Return the user's last action in that conversation, None for outside of any, that is in such a stage.

        Outside of conversations it is the last one of that session.
        """
        ...

    async def proposed(self, user_id: int, token: str) -> Action | None:
        """Return the user's action that waits for that token."""
        ...

    async def advance(self, action_id: int, before: Stage, after: Stage) -> bool:
        """Bring an action from one stage to another: False when it isn't in the first, as somebody else came first."""
        ...

    async def record(self, action_id: int, writes: Sequence[Mapping[str, Any]], now: datetime) -> None:
        """Set what an action changed, and when."""
        ...


class KeyedRequests(Protocol):
    """Requests that came with a key, one for each key of a user."""

    async def add(self, user_id: int, key: str, request: KeyedRequest) -> None:
        """Keep a request.

        Raises Duplicate when the user has one with that key, for which it waits until whoever is adding it has
        committed, and Refused when the user is gone.
        """
        ...

    async def get(self, user_id: int, key: str) -> KeyedRequest | None:
        """Return the request that came with a key, None where none did."""
        ...

    async def answer(self, user_id: int, key: str, answered: Answered) -> None:
        """Set what a request was answered, if it is there."""
        ...

    async def remove(self, user_id: int, key: str) -> None:
        """Remove a request, if it is there."""
        ...

    async def forget(self, until: datetime) -> int:
        """Remove the requests that began until then, and return how many."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditSearch:
    """Which entries of an audit log: of all that is said here. Times are aware: not before `since`, before `until`."""

    entity: str | None = None
    entity_id: int | None = None
    candidate_id: int | None = None
    user_id: int | None = None
    action: str | None = None
    since: datetime | None = None
    until: datetime | None = None


class AuditLog(Protocol):
    """What was written and read in the organisation, by whom: see `recruit.domain.audit.model`.

    What is written is noted by storage itself, in the same transaction. Entries are only ever added.
    """

    async def note(self, deed: Deed, entity: str, entity_id: int, candidate_id: int) -> None:
        """Add an entry about a person for what storage doesn't see by itself."""
        ...

    async def page(self, window: Window, wanted: AuditSearch) -> Page[AuditEntry]:
        """Return entries in ascending id."""
        ...

    async def unchained(self, frontier: int, limit: int) -> Sequence[AuditEntry]:
        """Return entries that aren't in the chain, in an order in which none will appear before one of them.

        `frontier` was asked for before, in the same unit of work. Nobody else changes them until it ends.
        """
        ...

    async def link(self, entries: Sequence[AuditEntry]) -> None:
        """Set the places, salts, digests and hashes of entries that had none."""
        ...

    async def last(self) -> AuditEntry | None:
        """Return the entry at which the chain ends."""
        ...

    async def chained(self, place: int, limit: int) -> Sequence[AuditEntry]:
        """Return the entries of the chain after a place, in its order."""
        ...

    async def waiting(self) -> int:
        """Return how many entries aren't in the chain."""
        ...


class Traces(Protocol):
    """All that tells of a person, wherever it is."""

    async def messages(self, person: Person, user_id: int, limit: int) -> Sequence[Message]:
        """Return the first messages of a user's own conversations that name them, in ascending id."""
        ...

    async def erase(self, person: Person, pseudonym: int) -> Mapping[str, int]:
        """Erase them, and return how many things of which kind that took.

        The candidate goes with all that belongs to them, and so do conversations and kept answers that name them. Match
        logs stay, under the pseudonym and without reasons. Entries of the audit log stay, without values.
        """
        ...

    async def idle(self, before: datetime, limit: int, after: int = 0) -> Sequence[int]:
        """Return candidates who came before then and with whom nothing has happened since, in ascending id `after` one.

        What happens is a write of them or of what belongs to them, as the audit log has it.
        """
        ...

    async def old_logs(self, before: datetime) -> Mapping[str, int]:
        """Return how many match logs, and conversations by their last message, are from before then."""
        ...

    async def forget_logs(self, before: datetime) -> Mapping[str, int]:
        """Remove them, and return how many."""
        ...


class Erasures(Protocol):
    """Receipts of erasures. They are only ever added to."""

    async def add(self, details: ErasureDetails) -> Erasure:
        """Keep a receipt."""
        ...

    async def get(self, erasure_id: int) -> Erasure:
        """Return one receipt. Raises NotFound."""
        ...

    async def page(self, window: Window) -> Page[Erasure]:
        """Return receipts in ascending id."""
        ...


class UnitOfWork(Protocol):
    """One transaction, bound to one organisation: it can neither see nor touch another's rows."""

    @property
    def organisations(self) -> Organisations:
        """The organisation itself."""
        ...

    @property
    def users(self) -> Users:
        """Its users."""
        ...

    @property
    def sign_ins(self) -> SignIns:
        """Its users' sign-ins."""
        ...

    @property
    def invitations(self) -> Invitations:
        """Invitations to join it."""
        ...

    @property
    def api_keys(self) -> ApiKeys:
        """Keys of its machines."""
        ...

    @property
    def jobs(self) -> Jobs:
        """Its jobs."""
        ...

    @property
    def candidates(self) -> Candidates:
        """Its candidates."""
        ...

    @property
    def identifiers(self) -> Identifiers:
        """By what its candidates are found again."""
        ...

    @property
    def profiles(self) -> Profiles:
        """Its candidates' profiles."""
        ...

    @property
    def documents(self) -> Documents:
        """Its candidates' documents."""
        ...

    @property
    def applications(self) -> Applications:
        """Its applications."""
        ...

    @property
    def conversations(self) -> Conversations:
        """Its users' conversations with the agent."""
        ...

    @property
    def actions(self) -> Actions:
        """What the agent changed or proposes."""
        ...

    @property
    def embeddings(self) -> Embeddings:
        """Its vectors."""
        ...

    @property
    def imports(self) -> Imports:
        """Its bulk imports."""
        ...

    @property
    def keyed_requests(self) -> KeyedRequests:
        """What its users asked with a key."""
        ...

    @property
    def traces(self) -> Traces:
        """All that tells of a person."""
        ...

    @property
    def erasures(self) -> Erasures:
        """Its receipts of erasures."""
        ...

    @property
    def audit(self) -> AuditLog:
        """Its audit log."""
        ...

    async def frontier(self) -> int:
        """Return a version below which nothing will appear any more. Ask for it before `changes`."""
        ...

    @property
    def match_logs(self) -> MatchLogs:
        """Its match logs."""
        ...


EVERYBODY = 0
"""Stands for all organisations in a claim."""


class Chore(IntEnum):
    """What is done by one process at a time: for an organisation in the background, or the first registration."""

    FEATURES = 0
    IMPORTS = 1
    KEYED_REQUESTS = 2
    AUDIT = 3
    RETENTION = 4
    REGISTRATION = 5


class Storage(Protocol):
    """Where everything is kept. Each of its methods raises Unavailable when storage is down or saturated."""

    def begin(self, org_id: int) -> AbstractAsyncContextManager[UnitOfWork]:
        """Open a unit of work: it commits when the block ends well and rolls back when the block raises."""
        ...

    def once(self, org_id: int) -> AbstractAsyncContextManager[UnitOfWork]:
        """Open a unit of work of one question. Its answer may be kept as soon as it is given, whatever follows.

        Where storage is far away this is faster than `begin`. It is for questions that take a storage one step:
        another one may be refused, as it would be no part of the first.
        """
        ...

    def lookup(self, org_id: int) -> AbstractAsyncContextManager[UnitOfWork]:
        """Open a unit of work that gets one user, job, candidate or application by its id. All else may be refused.

        It sees what was kept before it asked. Storage may answer it together with others who ask at the same moment.
        """
        ...

    def together(self, org_id: int) -> AbstractAsyncContextManager[None]:
        """Make one of all units of work that this task opens for an organisation in the block.

        They see each other's changes; others see them when the block ends well, all of them, and never when it raises.
        What one of them changed before it raised is undone alone. Nothing is taken from the storage before the first.
        """
        ...

    async def new_organisation(self) -> int:
        """Return an id that no organisation has or will get again, to begin its first unit of work with."""
        ...

    def claim(self, org_id: int, chore: Chore = Chore.FEATURES) -> AbstractAsyncContextManager[bool]:
        """Take on a work of an organisation while the block lasts: False when somebody else has it.

        Whoever dies gives it up. Units of work are neither needed for it nor held up by it. An id that no organisation
        has stands for work on several.
        """
        ...

    async def organisations(self) -> Sequence[int]:
        """Return the ids of all organisations, ascending: for work in the background, which then begins with each."""
        ...

    async def credentials(self, email: str) -> Credentials | None:
        """Return what a login with `email`, in whichever form, is checked against, in whichever organisation."""
        ...

    async def ping(self) -> None:
        """Return when storage answers."""
        ...

    def connections(self) -> Connections:
        """Count the connections of this process, none where there is nothing to connect to."""
        ...


class Schema(Protocol):
    """The versions of a storage's tables. Storages without tables have none."""

    async def upgrade(self, revision: str = "head") -> None:
        """Bring the tables to `revision`, a later one. Doing it again changes nothing. Raises ConfigurationError."""
        ...

    async def downgrade(self, revision: str) -> None:
        """Bring the tables back to `revision`, an earlier one; "base" drops them. Raises ConfigurationError."""
        ...

    async def steps(self, revision: str) -> int:
        """Return how many migrations lead from the tables to `revision`: negative when it is an earlier one.

        Raises ConfigurationError where either isn't known to this version.
        """
        ...

    async def resolved(self, revision: str) -> str:
        """Return the name of `revision`, which may be "head", or +N or -N from that of the tables.

        Raises ConfigurationError as `steps` does.
        """
        ...

    async def current(self) -> str | None:
        """Return the revision the tables have, None for an empty database."""
        ...

    async def counts(self) -> Mapping[str, int]:
        """Return about how many organisations, users, jobs, candidates and the like are in the tables, by name."""
        ...

    async def server_version(self) -> str:
        """Return the name and version of the database server, such as "PostgreSQL 18.4"."""
        ...

    async def back_up(self, file: Path) -> None:
        """Write all that is committed at this moment into a new file, while others go on working.

        The file has its name once it is complete; nobody but its owner may read it. Raises ConfigurationError for one
        that is there already or can't be written.
        """
        ...

    async def restore(self, file: Path) -> None:
        """Fill a database that nobody has written to from such a file, all of it or nothing, and upgrade it.

        Raises ConfigurationError for a database that isn't empty, and for a file that is none or of a newer version. Of
        a file that is none or only a part, nothing is made.
        """
        ...
