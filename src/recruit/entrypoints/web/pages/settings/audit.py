"""The audit log."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from litestar import Controller, Response, get

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import User
from recruit.domain.audit.model import AuditAction, AuditEntry, OriginKind
from recruit.domain.shared.errors import Invalid
from recruit.domain.shared.pages import Page, Window
from recruit.entrypoints.web.forms import UNPROCESSABLE, message_of
from recruit.entrypoints.web.lists import filters_of, list_window, listed
from recruit.entrypoints.web.page import page
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.text import t
from recruit.entrypoints.web.times import day, day_after
from recruit.ports.audit import AuditSearch

FILTERS = ("entity", "entity_id", "candidate_id", "user_id", "action", "since", "until")
NUMBERS = ("entity_id", "candidate_id", "user_id")
DIGITS = 18
MOST_USERS = 500
"""Number of users that the filter offers and whose names are shown."""

LONGEST_VALUE = 2_000
NOTHING: Page[AuditEntry] = Page((), 0)
HIDDEN = frozenset({"org_id"})


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A field before and after an entry, None where it didn't exist."""

    field: str
    before: str | None
    after: str | None


class AuditPages(Controller):
    """Pages under `/settings/audit`."""

    path = "/settings/audit"

    @get("/")
    async def show(self, request: PageRequest) -> Response[str]:
        """Show who wrote or read what, newest first, with what was there before and after."""
        filters = filters_of(request, FILTERS)
        numbers = {name: int(text) for name in NUMBERS if (text := filters.get(name, "")).isdecimal()}
        numbers = {name: number for name, number in numbers.items() if len(str(number)) <= DIGITS}
        criteria = AuditSearch(
            entity=filters.get("entity"),
            action=filters.get("action"),
            since=day(filters.get("since")),
            until=day_after(filters.get("until")),
            **numbers,
        )
        error, found = None, NOTHING
        try:
            found = await request.services.auditing.entries(
                request.actor, list_window(request), criteria, newest_first=True
            )
        except Invalid as refused:
            error = message_of(refused)
        users: Sequence[User] = ()
        if request.may(Permission.READ_USERS):
            users = (await request.services.members.users(request.actor, Window(limit=MOST_USERS))).items
        names = {user.id: user.full_name for user in users}
        return page(
            request,
            "pages/settings/audit.html",
            status=UNPROCESSABLE if error else 200,
            error=error,
            entries=[(entry, _who(entry, names), changes_of(entry)) for entry in found.items],
            entities=entity_names(),
            actions=[(one.value, name) for one, name in action_names().items()],
            action_names={one.value: name for one, name in action_names().items()},
            users=[(str(id_), name) for id_, name in names.items()],
            **listed(request, found, filters),
        )


def action_names() -> Mapping[AuditAction, str]:
    """Return the actions in the reader's language."""
    return {
        AuditAction.INSERT: t("created"),
        AuditAction.UPDATE: t("changed"),
        AuditAction.DELETE: t("deleted"),
        AuditAction.READ: t("read"),
        AuditAction.EXPORT: t("exported"),
        AuditAction.ERASE: t("erased"),
        AuditAction.MERGE: t("merged"),
        AuditAction.BULK_MOVE: t("moved several"),
    }


def entity_names() -> Mapping[str, str]:
    """Return the kinds of records that the filter suggests, with their names in the reader's language."""
    return {
        "api_key": t("API key"),
        "application": t("Application"),
        "candidate": t("Candidate"),
        "candidate_tag": t("Candidate tag"),
        "document": t("Document"),
        "erasure": t("Erasure"),
        "import": t("Import"),
        "invitation": t("Invitation"),
        "job": t("Job"),
        "note": t("Note"),
        "organisation": t("Organisation"),
        "password_link": t("Link for a new password"),
        "pipeline_template": t("Pipeline template"),
        "profile": t("Profile"),
        "rejection_reason": t("Rejection reason"),
        "saved_search": t("Saved search"),
        "sign_in": t("Session"),
        "stage": t("Stage"),
        "tag": t("Tag"),
        "task": t("Task"),
        "team_member": t("Team member"),
        "user": t("Member"),
        "webhook": "Webhook",
    }


def changes_of(entry: AuditEntry) -> list[ShownChange]:
    """Return the fields that an entry sets, changes or removes."""
    before, after = entry.before or {}, entry.after or {}
    return [
        ShownChange(name, _value(before, name), _value(after, name))
        for name in dict.fromkeys((*before, *after))
        if name not in HIDDEN and (before.get(name) is not None or after.get(name) is not None)
    ]


def _value(record: Mapping[str, Any], name: str) -> str | None:
    value = record.get(name)
    if value is None:
        return None
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"


def _who(entry: AuditEntry, names: Mapping[int, str]) -> str:
    """Return who acted, such as "Dana" or "Agent for Dana"."""
    user = "" if entry.user_id is None else names.get(entry.user_id) or t("User {id}", id=str(entry.user_id))
    if entry.kind == OriginKind.AGENT:
        return t("Agent for {name}", name=user)
    if entry.kind == OriginKind.KEY:
        return t("API key {id} of {name}", id=str(entry.key_id), name=user)
    if entry.kind == OriginKind.USER:
        return user
    others = {
        OriginKind.ANONYMOUS.value: t("Not signed in"),
        OriginKind.SYSTEM.value: t("recruit itself"),
        OriginKind.RETENTION.value: t("Retention"),
        OriginKind.SQL.value: t("SQL outside of recruit"),
    }
    return others.get(entry.kind, entry.kind)
