"""The controllers of the settings, and of pages that belong to them."""

from recruit.entrypoints.web.pages.joining import JoiningPages
from recruit.entrypoints.web.pages.settings.account import AccountPages
from recruit.entrypoints.web.pages.settings.api_keys import ApiKeyPages
from recruit.entrypoints.web.pages.settings.audit import AuditPages
from recruit.entrypoints.web.pages.settings.imports import ImportPages
from recruit.entrypoints.web.pages.settings.members import MemberPages
from recruit.entrypoints.web.pages.settings.privacy import PrivacyPages
from recruit.entrypoints.web.pages.settings.reasons import ReasonPages
from recruit.entrypoints.web.pages.settings.stages import JobStagePages, TemplatePages
from recruit.entrypoints.web.pages.settings.tags import TagPages
from recruit.entrypoints.web.pages.settings.webhooks import WebhookPages

SETTINGS = (
    AccountPages,
    MemberPages,
    JoiningPages,
    ApiKeyPages,
    WebhookPages,
    TemplatePages,
    JobStagePages,
    ReasonPages,
    TagPages,
    AuditPages,
    PrivacyPages,
    ImportPages,
)
"""All of them, in the order of the navigation."""
