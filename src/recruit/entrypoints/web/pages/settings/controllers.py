"""The controllers of the settings and of pages that belong to them, and the navigation between them."""

from collections.abc import Sequence
from dataclasses import dataclass

from recruit.entrypoints.web.pages.joining import JoiningPages
from recruit.entrypoints.web.pages.settings.account import AccountPages
from recruit.entrypoints.web.pages.settings.api_keys import ApiKeyPages
from recruit.entrypoints.web.pages.settings.audit import AuditPages
from recruit.entrypoints.web.pages.settings.imports import ImportPages
from recruit.entrypoints.web.pages.settings.mail import MailPages
from recruit.entrypoints.web.pages.settings.members import MemberPages
from recruit.entrypoints.web.pages.settings.organisation import OrganisationPages
from recruit.entrypoints.web.pages.settings.privacy import PrivacyPages
from recruit.entrypoints.web.pages.settings.reasons import ReasonPages
from recruit.entrypoints.web.pages.settings.second_factors import SecondFactorPages
from recruit.entrypoints.web.pages.settings.stages import JobStagePages, TemplatePages
from recruit.entrypoints.web.pages.settings.tags import TagPages
from recruit.entrypoints.web.pages.settings.webhooks import WebhookPages
from recruit.entrypoints.web.text import t

SETTINGS = (
    AccountPages,
    OrganisationPages,
    SecondFactorPages,
    MemberPages,
    JoiningPages,
    ApiKeyPages,
    WebhookPages,
    MailPages,
    TemplatePages,
    JobStagePages,
    ReasonPages,
    TagPages,
    AuditPages,
    PrivacyPages,
    ImportPages,
)
"""All of them."""


@dataclass(frozen=True, slots=True)
class Section:
    """A link of the navigation to `/settings/{name}`, for users with a permission, None for all users.

    `permission` is named as in templates, such as `read_users`.
    """

    name: str
    label: str
    permission: str | None = None


def sections() -> Sequence[Section]:
    """Return the navigation in the reader's language."""
    return (
        Section("me", t("Your account")),
        Section("organisation", t("Organisation"), "manage_users"),
        Section("members", t("Members"), "read_users"),
        Section("api-keys", t("API keys"), "manage_keys"),
        Section("webhooks", t("Webhooks"), "manage_webhooks"),
        Section("mail", t("Mail"), "manage_users"),
        Section("stages", t("Pipelines"), "read_jobs"),
        Section("reasons", t("Rejection reasons"), "read_applications"),
        Section("tags", t("Tags"), "read_candidates"),
        Section("audit", t("Audit log"), "read_audit"),
        Section("privacy", t("Privacy"), "erase_candidates"),
        Section("import", t("Import"), "read_imports"),
    )
