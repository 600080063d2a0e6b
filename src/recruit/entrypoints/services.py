"""Composition root: builds services from adapters, for the server, the command line and the tests."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import gettempdir

from recruit.domain.accounts.api_keys import ApiKeys, is_key
from recruit.domain.accounts.browser_sessions import BrowserSessions
from recruit.domain.accounts.consents import Consents
from recruit.domain.accounts.grants import Grants
from recruit.domain.accounts.identities import IdentityService
from recruit.domain.accounts.members import Members
from recruit.domain.accounts.model.users import Actor
from recruit.domain.accounts.organisation import OrganisationService
from recruit.domain.accounts.passkeys import PasskeyService
from recruit.domain.accounts.password_links import PasswordLinks
from recruit.domain.accounts.provider_sign_ins import ProviderSignIns
from recruit.domain.accounts.registration import Registration
from recruit.domain.accounts.second_factors import SecondFactors
from recruit.domain.accounts.service import Accounts
from recruit.domain.agent.colleagues import Colleagues
from recruit.domain.agent.revisions import Revising
from recruit.domain.agent.service import RecruiterAgent, recruiter_agent
from recruit.domain.applications.history import HistoryService
from recruit.domain.applications.moves import MoveService
from recruit.domain.applications.service import ApplicationService
from recruit.domain.audit.service import Auditing
from recruit.domain.candidates.duplicates import Duplicates
from recruit.domain.candidates.merging import Merging
from recruit.domain.candidates.service import CandidateService
from recruit.domain.demo.service import Demo
from recruit.domain.directory.service import DirectoryService
from recruit.domain.documents.service import CandidateFiles
from recruit.domain.events.service import EventService
from recruit.domain.events.sync import Synchronising
from recruit.domain.extraction.intake import Intake
from recruit.domain.extraction.service import Extraction
from recruit.domain.idempotency.service import IdempotencyService
from recruit.domain.imports.background import Importer
from recruit.domain.imports.service import Importing
from recruit.domain.imports.undo import UndoingImports
from recruit.domain.inbox.service import InboxService
from recruit.domain.jobs.service import JobService
from recruit.domain.mail.sending import MailRetention, MailSending
from recruit.domain.mail.service import MailLog, MailQueue
from recruit.domain.matching.evidence import EvidenceService
from recruit.domain.matching.history import MatchHistory
from recruit.domain.matching.reconciler import Reconciler
from recruit.domain.matching.service import MatchService
from recruit.domain.notes.service import NoteService
from recruit.domain.parts.service import PartService
from recruit.domain.pipelines.board import BoardService
from recruit.domain.pipelines.reasons import ReasonService
from recruit.domain.pipelines.stages import StageService
from recruit.domain.pipelines.templates import TemplateService
from recruit.domain.privacy.erasure import Erasing
from recruit.domain.privacy.export import Exporting
from recruit.domain.privacy.retention import Retention
from recruit.domain.reports.service import ReportService
from recruit.domain.saved_searches.service import SavedSearches
from recruit.domain.search.document_texts import DocumentTexts
from recruit.domain.search.service import Searching
from recruit.domain.tags.service import TagService
from recruit.domain.tasks.service import TaskService
from recruit.domain.team.own_jobs import OwnJobsStorage
from recruit.domain.team.service import TeamService
from recruit.domain.timeline.service import TimelineService
from recruit.domain.webhooks.delivering import Delivering
from recruit.domain.webhooks.log_retention import DeliveryLogRetention
from recruit.domain.webhooks.service import WebhookService
from recruit.entrypoints import kernel
from recruit.entrypoints.accounts import (
    account_service,
    adapter_config,
    open_counters,
    open_storage_and_tokens,
    with_password_rules,
)
from recruit.entrypoints.background_tasks import background_tasks
from recruit.entrypoints.deadlines import CloseDeadline
from recruit.entrypoints.kernel import AdapterGroup
from recruit.entrypoints.login_attempts import SharedLoginAttempts
from recruit.entrypoints.mail import open_mail
from recruit.entrypoints.observability.instrumentation import Instrumentation
from recruit.entrypoints.observability.instrumented_ports import (
    MeasuredDocuments,
    MeasuredEmbedder,
    MeasuredLanguageModel,
    MeasuredStorage,
)
from recruit.entrypoints.settings import Settings
from recruit.entrypoints.shared_counters import SharedCounters
from recruit.entrypoints.shared_heads import SharedHeads
from recruit.entrypoints.version import Version, this_version
from recruit.entrypoints.worker.scheduler import BackgroundJobs, Scheduler
from recruit.entrypoints.worker.webhook_dispatcher import WebhookDispatcher
from recruit.ports.clock import Clock
from recruit.ports.compute import Compute
from recruit.ports.plugins import AdapterConfig, Port
from recruit.ports.security import Tokens
from recruit.ports.storage import Storage

FEATURES_SWEEP_SECONDS = 60
KEYS_SWEEP_SECONDS = 3600
AUDIT_SWEEP_SECONDS = 60
AUDIT_PAUSE_SECONDS = 0.1
"""Pause after each hundred audit entries. Without it, chaining a busy minute's entries delays requests by 0.5 s."""

TEXTS_SWEEP_SECONDS = 600
RETENTION_SWEEP_SECONDS = 3600
WEBHOOKS_SWEEP_SECONDS = 1
"""Interval at which a process looks for a first active webhook. While there is one, the dispatcher polls by itself."""

WEBHOOK_LOG_SWEEP_SECONDS = 3600
MAIL_LOG_SWEEP_SECONDS = 3600
IMPORTS_SWEEP_SECONDS = 10
"""Shorter than the other intervals: users wait for imports, whereas a ranking computes missing features itself."""


@dataclass(frozen=True, slots=True)
class Services:
    """The services (use cases), and the ports that entry points call directly."""

    storage: Storage
    accounts: Accounts
    second_factors: SecondFactors
    passkeys: PasskeyService
    browser_sessions: BrowserSessions
    provider_sign_ins: ProviderSignIns
    identities: IdentityService
    registration: Registration
    grants: Grants
    consents: Consents
    api_keys: ApiKeys
    members: Members
    directory: DirectoryService
    organisation: OrganisationService
    password_links: PasswordLinks
    mail_queue: MailQueue
    mail_log: MailLog
    mail_sending: MailSending
    jobs: JobService
    candidates: CandidateService
    applications: ApplicationService
    moves: MoveService
    application_histories: HistoryService
    stages: StageService
    boards: BoardService
    pipeline_templates: TemplateService
    rejection_reasons: ReasonService
    notes: NoteService
    tags: TagService
    tasks: TaskService
    team: TeamService
    inbox: InboxService
    matching: MatchService
    history: MatchHistory
    evidence: EvidenceService
    intake: Intake
    demo: Demo
    candidate_files: CandidateFiles
    duplicates: Duplicates
    merging: Merging
    importing: Importing
    undoing_imports: UndoingImports
    importer: Importer
    agent: RecruiterAgent
    colleagues: Colleagues
    idempotency: IdempotencyService
    auditing: Auditing
    events: EventService
    event_heads: SharedHeads
    synchronising: Synchronising
    timeline: TimelineService
    reports: ReportService
    exporting: Exporting
    erasing: Erasing
    retention: Retention
    saved_searches: SavedSearches
    parts: PartService
    searching: Searching
    webhooks: WebhookService
    webhook_dispatcher: WebhookDispatcher
    background: BackgroundJobs
    instrumentation: Instrumentation
    clock: Clock
    compute: Compute
    document_compute: Compute
    """A separate process: otherwise an upload would wait until the features of hundreds of records are computed."""

    tokens: Tokens
    """Token adapter. Its signing keys can be reloaded while it is in use."""

    version: Version
    counters: SharedCounters
    """Counters shared by the processes of this machine."""

    public_url: str | None = None
    """The address under which browsers reach the server, None if it isn't set."""

    async def actor(self, bearer: str) -> Actor:
        """Return the actor that an access token or an API key authenticates. Raises Refused if it is invalid."""
        return await (self.api_keys if is_key(bearer) else self.accounts).actor(bearer)


@asynccontextmanager
async def assemble(
    settings: Settings, instrumentation: Instrumentation | None = None, *, served: bool = False, existing: bool = False
) -> AsyncIterator[Services]:
    """Open the adapters named by the settings, yield the services, and close the adapters when the block ends.

    Without `instrumentation`, metrics stay in this process and nothing is traced. `served` means that data and signing
    keys were served before: both must exist. `existing` means that the data must exist. Raises ConfigurationError and
    Unavailable.
    """
    instrumentation = instrumentation or Instrumentation()
    config = adapter_config(settings, existing=existing, served=served)
    async with AsyncExitStack() as stack:

        async def opened(group: AdapterGroup[Port], url: str, config: AdapterConfig = config) -> Port:
            return await stack.enter_async_context(group.open(replace(config, url=url)))

        clock = await opened(kernel.CLOCK, settings.clock)
        passwords = with_password_rules(await opened(kernel.PASSWORDS, settings.passwords), settings)
        passkeys = await opened(kernel.PASSKEYS, settings.passkeys)
        documents = MeasuredDocuments(await opened(kernel.DOCUMENTS, settings.documents), instrumentation)
        embedder = await opened(kernel.EMBEDDER, settings.embedder)
        if embedder.strategy is not None:  # not the null embedder
            embedder = MeasuredEmbedder(embedder, instrumentation)
        language = MeasuredLanguageModel(await opened(kernel.LANGUAGE, settings.language_model), instrumentation)
        compute = await opened(kernel.COMPUTE, settings.compute)
        document_compute = await opened(kernel.COMPUTE, settings.compute)
        providers = await opened(kernel.IDENTITY_PROVIDERS, settings.identity_providers)
        webhook_sender = await opened(kernel.WEBHOOK_SENDER, settings.webhook_sender)
        mail = await stack.enter_async_context(open_mail(config, settings, clock, instrumentation.metrics))
        bare_storage, tokens = await stack.enter_async_context(open_storage_and_tokens(config, settings))
        whole_storage: Storage = MeasuredStorage(bare_storage, instrumentation)
        storage: Storage = OwnJobsStorage(whole_storage) if settings.own_jobs else whole_storage
        # After the storage, which refuses a missing data directory: the array store would create an empty one.
        # Storage in memory keeps nothing: its data directory stays as it is, or missing.
        scratch = replace(config, data_dir=Path(gettempdir()) if settings.is_in_memory else settings.data_dir)
        array_store = await opened(kernel.ARRAY_STORE, settings.array_store, scratch)
        run_in_background = await stack.enter_async_context(CloseDeadline(background_tasks(), "work beside requests"))
        counters = open_counters(settings)
        features = Scheduler("reconciled", FEATURES_SWEEP_SECONDS, instrumentation.metrics)
        texts = Scheduler("documents read", TEXTS_SWEEP_SECONDS, instrumentation.metrics)
        imports = Scheduler("imported", IMPORTS_SWEEP_SECONDS, instrumentation.metrics)
        jobs, candidates = JobService(storage, features.enqueue), CandidateService(storage, features.enqueue)
        applications = ApplicationService(storage)
        matching = MatchService(storage, embedder, clock, compute, array_store, settings.index_memory)
        intake = Intake(
            storage, jobs, candidates, documents, Extraction(language, clock, document_compute), clock, features.enqueue
        )
        merging = Merging(storage, clock, features.enqueue)
        importing = Importing(storage, documents, compute, clock, imports.enqueue, features.enqueue)
        importer = Importer(storage, intake, compute, clock, features.enqueue, imports.enqueue)
        idempotency = IdempotencyService(storage, clock)
        auditing = Auditing(whole_storage)
        searching = Searching(storage, auditing, matching)
        candidate_files = CandidateFiles(storage, features.enqueue)
        events = EventService(storage, auditing)
        background_auditing = Auditing(whole_storage, partial(asyncio.sleep, AUDIT_PAUSE_SECONDS))
        erasing = Erasing(storage, clock, matching.evict)
        accounts = account_service(storage, passwords, tokens, clock, counters, providers)
        retention = Retention(storage, erasing, clock, settings.periods)
        delivering = Delivering(storage, events, webhook_sender, clock, mail.queue)
        webhook_dispatcher = WebhookDispatcher(storage, delivering, instrumentation.metrics)
        browser_sessions, mail_sending = BrowserSessions(storage, accounts, clock), mail.sending(storage, clock)
        yield Services(
            storage=storage,
            accounts=accounts,
            second_factors=accounts.second_factors,
            passkeys=PasskeyService(storage, accounts, passkeys, tokens, clock),
            browser_sessions=browser_sessions,
            provider_sign_ins=ProviderSignIns(storage, providers, tokens, clock),
            identities=IdentityService(storage, accounts, providers),
            registration=Registration(accounts, storage, settings.registration),
            grants=Grants(storage, tokens, clock),
            consents=Consents(tokens, clock),
            api_keys=ApiKeys(storage, clock, run_in_background),
            members=Members(storage, passwords, clock, mail.queue),
            directory=DirectoryService(storage, providers, clock, browser_sessions.evict),
            organisation=OrganisationService(storage),
            password_links=PasswordLinks(
                storage,
                passwords,
                clock,
                SharedLoginAttempts(counters),
                mail.queue,
                run_in_background,
                browser_sessions.evict,
                accounts.takes_password,
            ),
            mail_queue=mail.queue,
            mail_log=mail.log(storage),
            mail_sending=mail_sending,
            jobs=jobs,
            candidates=candidates,
            applications=applications,
            moves=MoveService(storage),
            application_histories=HistoryService(storage, clock),
            stages=StageService(storage),
            boards=BoardService(storage, matching),
            pipeline_templates=TemplateService(storage),
            rejection_reasons=ReasonService(storage),
            notes=NoteService(storage, clock, mail.queue),
            tags=TagService(storage),
            tasks=TaskService(storage, clock, mail.queue),
            team=TeamService(storage),
            inbox=InboxService(storage),
            matching=matching,
            history=MatchHistory(storage, compute),
            evidence=EvidenceService(matching, candidate_files, documents, compute),
            intake=intake,
            demo=Demo(storage, intake, clock, features.enqueue),
            duplicates=Duplicates(storage),
            merging=merging,
            candidate_files=candidate_files,
            importing=importing,
            undoing_imports=UndoingImports(storage, clock, features.enqueue),
            importer=importer,
            colleagues=Colleagues(storage),
            agent=recruiter_agent(
                storage,
                jobs,
                candidates,
                applications,
                matching,
                intake,
                Revising(storage, features.enqueue),
                merging,
                importing,
                erasing,
                clock,
                language,
                mail.queue,
            ),
            idempotency=idempotency,
            auditing=auditing,
            events=events,
            event_heads=SharedHeads(events.head),
            synchronising=Synchronising(storage, events),
            timeline=TimelineService(storage, auditing, clock),
            reports=ReportService(storage),
            exporting=Exporting(storage),
            erasing=erasing,
            retention=retention,
            saved_searches=SavedSearches(storage, searching, clock),
            parts=PartService(storage),
            searching=searching,
            webhooks=WebhookService(storage, events, webhook_sender, delivering, clock),
            webhook_dispatcher=webhook_dispatcher,
            background=BackgroundJobs(
                [
                    (features, Reconciler(storage, embedder, compute, features.enqueue)),
                    (imports, importer),
                    (Scheduler("keys forgotten", KEYS_SWEEP_SECONDS, instrumentation.metrics), idempotency),
                    (Scheduler("audit chained", AUDIT_SWEEP_SECONDS, instrumentation.metrics), background_auditing),
                    (Scheduler("retention", RETENTION_SWEEP_SECONDS, instrumentation.metrics), retention),
                    (texts, DocumentTexts(storage, documents, texts.enqueue)),
                    (Scheduler("webhooks sent", WEBHOOKS_SWEEP_SECONDS, instrumentation.metrics), webhook_dispatcher),
                    (
                        Scheduler("webhook log", WEBHOOK_LOG_SWEEP_SECONDS, instrumentation.metrics),
                        DeliveryLogRetention(storage, clock),
                    ),
                    (mail.scheduler, mail_sending),
                    (
                        Scheduler("mail log", MAIL_LOG_SWEEP_SECONDS, instrumentation.metrics),
                        MailRetention(storage, clock),
                    ),
                ]
            ),
            clock=clock,
            compute=compute,
            document_compute=document_compute,
            tokens=tokens,
            version=await this_version(settings.storage),
            counters=counters,
            instrumentation=instrumentation,
            public_url=settings.public_url,
        )
