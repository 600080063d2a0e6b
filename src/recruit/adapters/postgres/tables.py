"""All tables, as the newest migration leaves them. Each is defined in the module of its repository.

`org_id` comes first in every key, so that rows can't refer to another organisation's and the tables can be distributed
by it. Names of constraints are part of the code: `errors.py` reads them.
"""

from recruit.adapters.postgres.actions import actions
from recruit.adapters.postgres.api_keys import api_keys
from recruit.adapters.postgres.applications import applications
from recruit.adapters.postgres.audit import audit
from recruit.adapters.postgres.candidates import candidates, profiles
from recruit.adapters.postgres.conversations import conversations, messages
from recruit.adapters.postgres.deliveries import webhook_deliveries
from recruit.adapters.postgres.demo import demo_records
from recruit.adapters.postgres.directory import directory_accounts, directory_groups, directory_members
from recruit.adapters.postgres.documents import documents
from recruit.adapters.postgres.engine.columns import metadata
from recruit.adapters.postgres.erasures import erasures
from recruit.adapters.postgres.external_ids import external_ids
from recruit.adapters.postgres.idempotency import keyed_requests
from recruit.adapters.postgres.identifiers import identifiers
from recruit.adapters.postgres.identities import identities
from recruit.adapters.postgres.imports import import_items, imports
from recruit.adapters.postgres.invitations import invitations
from recruit.adapters.postgres.jobs import jobs
from recruit.adapters.postgres.matching import embeddings, match_logs
from recruit.adapters.postgres.notes import notes, unread_mentions
from recruit.adapters.postgres.organisations import organisations
from recruit.adapters.postgres.outgoing_mail import outgoing_mail
from recruit.adapters.postgres.password_links import password_links
from recruit.adapters.postgres.pipeline_templates import pipeline_templates
from recruit.adapters.postgres.rejection_reasons import rejection_reasons
from recruit.adapters.postgres.saved_searches import saved_searches
from recruit.adapters.postgres.second_factors import second_factors
from recruit.adapters.postgres.sign_ins import sign_ins
from recruit.adapters.postgres.stages import stages
from recruit.adapters.postgres.tag_filters import candidate_tags, tags
from recruit.adapters.postgres.tasks import tasks
from recruit.adapters.postgres.team import team_members
from recruit.adapters.postgres.texts import candidate_texts, job_texts, postponed_texts
from recruit.adapters.postgres.users import credentials, passwords, users
from recruit.adapters.postgres.webhooks import webhooks

__all__ = [
    "actions",
    "api_keys",
    "applications",
    "audit",
    "candidate_tags",
    "candidate_texts",
    "candidates",
    "conversations",
    "credentials",
    "demo_records",
    "directory_accounts",
    "directory_groups",
    "directory_members",
    "documents",
    "embeddings",
    "erasures",
    "external_ids",
    "identifiers",
    "identities",
    "import_items",
    "imports",
    "invitations",
    "job_texts",
    "jobs",
    "keyed_requests",
    "match_logs",
    "messages",
    "metadata",
    "notes",
    "organisations",
    "outgoing_mail",
    "password_links",
    "passwords",
    "pipeline_templates",
    "postponed_texts",
    "profiles",
    "rejection_reasons",
    "saved_searches",
    "second_factors",
    "sign_ins",
    "stages",
    "tags",
    "tasks",
    "team_members",
    "unread_mentions",
    "users",
    "webhook_deliveries",
    "webhooks",
]
