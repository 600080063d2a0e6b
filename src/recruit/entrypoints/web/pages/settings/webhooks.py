"""Webhooks and the log of their deliveries."""

from datetime import timedelta
from typing import Any

from litestar import Controller, Response, get, post
from litestar.params import FromPath

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.events.model import EVENT_TYPES
from recruit.domain.shared.errors import Invalid
from recruit.domain.webhooks.model import PING, DeliverySearch, DeliveryState, Webhook
from recruit.domain.webhooks.service import ResumeFrom
from recruit.entrypoints.http.webhooks import Redelivery, WebhookIn
from recruit.entrypoints.web.forms import REFUSED_FORM, UNPROCESSABLE, errors_of, read, read_changes
from recruit.entrypoints.web.lists import filters_of, list_window, listed
from recruit.entrypoints.web.once import SHOWS_SECRET
from recruit.entrypoints.web.page import page, redirect
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.stale import opened, unless_changed
from recruit.entrypoints.web.text import said, t
from recruit.entrypoints.web.times import day, day_after, moment

WEBHOOKS = "/settings/webhooks"
FILTERS = ("state", "type", "since", "until", "event_id")
VERBS = ("created", "updated", "deleted")
DIGITS = 18
"""Largest number of digits of an id that is searched for."""


class WebhookPages(Controller):
    """Pages under `/settings/webhooks`."""

    path = WEBHOOKS

    @get("/")
    async def show(self, request: PageRequest) -> Response[str]:
        """Show the organisation's webhooks."""
        found = await request.services.webhooks.page(request.actor, list_window(request))
        return page(request, "pages/settings/webhooks.html", **listed(request, found, {}))

    @get("/new")
    async def show_new(self, request: PageRequest) -> Response[str]:
        """Show the form of a new webhook."""
        request.actor.require(Permission.MANAGE_WEBHOOKS)
        return _form(request, None, {"url": "https://", "description": "", "is_active": "true"}, [], {})

    @post("/", status_code=200, opt={SHOWS_SECRET: True})
    async def create(self, request: PageRequest) -> Response[str]:
        """Create a webhook, and show its secret once."""
        request.actor.require(Permission.MANAGE_WEBHOOKS)
        values, types = await request.fields(), await request.values("event_types")
        try:
            form = read(WebhookIn, values | {"event_types": types})
            made = await request.services.webhooks.create(
                request.actor, form.url, form.event_types, form.description, is_active=form.is_active
            )
        except REFUSED_FORM as error:
            return _form(request, None, values, types, errors_of(error))
        return await _page(request, made, secret=made.secret)

    @get("/{webhook_id:int}")
    async def show_webhook(self, request: PageRequest, webhook_id: FromPath[int]) -> Response[str]:
        """Show a webhook with the log of its deliveries."""
        return await _page(request, await request.services.webhooks.get(request.actor, webhook_id))

    @get("/{webhook_id:int}/edit")
    async def show_form(self, request: PageRequest, webhook_id: FromPath[int]) -> Response[str]:
        """Show the form of a webhook."""
        webhook = await request.services.webhooks.get(request.actor, webhook_id)
        return _form(request, webhook, opened(_texts(webhook)), list(webhook.event_types), {})

    @post("/{webhook_id:int}/edit", status_code=200)
    async def change(self, request: PageRequest, webhook_id: FromPath[int]) -> Response[str]:
        """Change a webhook's address, description and types of events."""
        webhook = await request.services.webhooks.get(request.actor, webhook_id)
        values, types = await request.fields(), await request.values("event_types")
        try:
            changes = read_changes(WebhookIn, values | {"event_types": types})
            is_unchanged = unless_changed(values, _texts)
            await request.services.webhooks.change(request.actor, webhook_id, changes, is_unchanged)
        except REFUSED_FORM as error:
            return _form(request, webhook, values, types, errors_of(error))
        return redirect(request, f"{WEBHOOKS}/{webhook_id}", t("Saved"))

    @post("/{webhook_id:int}/enable", status_code=200)
    async def enable(self, request: PageRequest, webhook_id: FromPath[int]) -> Response[str]:
        """Enable a webhook, which goes on with the events that it has missed, or with the next one."""
        skips = (await request.fields()).get("resume") == ResumeFrom.NOW
        resume = ResumeFrom.NOW if skips else ResumeFrom.STOPPED
        await request.services.webhooks.change(request.actor, webhook_id, {"is_active": True}, None, resume)
        return redirect(request, f"{WEBHOOKS}/{webhook_id}", t("The webhook is enabled"))

    @post("/{webhook_id:int}/disable", status_code=200)
    async def disable(self, request: PageRequest, webhook_id: FromPath[int]) -> Response[str]:
        """Disable a webhook."""
        await request.services.webhooks.change(request.actor, webhook_id, {"is_active": False})
        return redirect(request, f"{WEBHOOKS}/{webhook_id}", t("The webhook is disabled"))

    @post("/{webhook_id:int}/rotate", status_code=200)
    async def rotate(self, request: PageRequest, webhook_id: FromPath[int]) -> Response[str]:
        """Replace the secret, and show the new one once."""
        changed = await request.services.webhooks.rotate_secret(request.actor, webhook_id)
        return await _page(request, changed, secret=changed.secret)

    @post("/{webhook_id:int}/test", status_code=200)
    async def test(self, request: PageRequest, webhook_id: FromPath[int]) -> Response[str]:
        """Send a test message at once. Its result is the first row of the log."""
        sent = await request.services.webhooks.test(request.actor, webhook_id)
        if sent.state == DeliveryState.DELIVERED:
            notice = t("The receiver answered {status} in {ms} ms", status=str(sent.status), ms=sent.duration_ms or 0)
        else:
            notice = t("The test failed: {error}", error=said(sent.error or ""))
        return redirect(request, f"{WEBHOOKS}/{webhook_id}", notice)

    @get("/{webhook_id:int}/remove")
    async def show_removal(self, request: PageRequest, webhook_id: FromPath[int]) -> Response[str]:
        """Ask whether a webhook is to be removed, which can't be undone."""
        webhook = await request.services.webhooks.get(request.actor, webhook_id)
        return page(
            request,
            "pages/settings/removal.html",
            heading=t("Delete the webhook {url}?", url=webhook.url),
            text=t("Its log goes with it. Messages that wait aren't sent."),
            button=t("Delete webhook"),
            back=f"{WEBHOOKS}/{webhook_id}",
        )

    @post("/{webhook_id:int}/remove", status_code=200)
    async def remove(self, request: PageRequest, webhook_id: FromPath[int]) -> Response[str]:
        """Remove a webhook."""
        await request.services.webhooks.remove(request.actor, webhook_id)
        return redirect(request, WEBHOOKS, t("The webhook is deleted"))

    @post("/{webhook_id:int}/deliveries/{delivery_id:int}/redeliver", status_code=200)
    async def redeliver(
        self, request: PageRequest, webhook_id: FromPath[int], delivery_id: FromPath[int]
    ) -> Response[str]:
        """Send the event of an attempt again."""
        try:
            await request.services.webhooks.redeliver(request.actor, webhook_id, delivery_id)
        except Invalid as error:
            webhook = await request.services.webhooks.get(request.actor, webhook_id)
            return await _page(request, webhook, UNPROCESSABLE, errors=errors_of(error))
        return redirect(request, f"{WEBHOOKS}/{webhook_id}", t("The event is sent again"))

    @post("/{webhook_id:int}/redeliver", status_code=200)
    async def redeliver_period(self, request: PageRequest, webhook_id: FromPath[int]) -> Response[str]:
        """Send the events of a period again."""
        request.actor.require(Permission.MANAGE_WEBHOOKS)
        values, webhooks = await request.fields(), request.services.webhooks
        try:
            form = read(Redelivery, {name: moment(values.get(name, "")) for name in ("since", "until")})
            until = form.until or request.services.clock.now()
            events = await webhooks.redeliver_period(request.actor, webhook_id, form.since, until)
        except REFUSED_FORM as error:
            webhook = await webhooks.get(request.actor, webhook_id)
            return await _page(request, webhook, UNPROCESSABLE, values=values, errors=errors_of(error))
        return redirect(request, f"{WEBHOOKS}/{webhook_id}", t("{n} events are sent again", n=events))


def _texts(webhook: Webhook) -> dict[str, Any]:
    return {"url": webhook.url, "description": webhook.description or "", "event_types": webhook.event_types}


async def _page(
    request: PageRequest,
    webhook: Webhook,
    status: int = 200,
    *,
    secret: str | None = None,
    values: dict[str, str] | None = None,
    errors: dict[str, str] | None = None,
) -> Response[str]:
    filters = filters_of(request, FILTERS) if request.method == "GET" else {}
    number, state = filters.get("event_id", ""), filters.get("state")
    criteria = DeliverySearch(
        event_id=int(number) if number.isdecimal() and len(number) <= DIGITS else None,
        type=filters.get("type"),
        state=DeliveryState(state) if state in set(DeliveryState) else None,
        since=day(filters.get("since")),
        until=day_after(filters.get("until")),
    )
    found = await request.services.webhooks.deliveries(
        request.actor, webhook.id, list_window(request), criteria, newest_first=True
    )
    last_hour = (request.services.clock.now() - timedelta(hours=1)).isoformat(timespec="minutes")[:16]
    return page(
        request,
        "pages/settings/webhook.html",
        status=status,
        webhook=webhook,
        secret=secret,
        values={"since": last_hour, "until": ""} | (values or {}),
        errors=errors or {},
        states=[(one.value, state_name(one)) for one in DeliveryState],
        state_names={one.value: state_name(one) for one in DeliveryState},
        types=[(one, one) for one in (*(webhook.event_types or EVENT_TYPES), PING)],
        **listed(request, found, filters),
    )


def _form(
    request: PageRequest, webhook: Webhook | None, values: dict[str, Any], types: list[str], errors: dict[str, str]
) -> Response[str]:
    kinds: dict[str, list[str]] = {}
    for one in EVENT_TYPES:
        kind, _, verb = one.partition(".")
        kinds.setdefault(kind, []).append(verb)
    return page(
        request,
        "pages/settings/webhook_form.html",
        status=UNPROCESSABLE if errors else 200,
        webhook=webhook,
        values={"url": "", "description": "", "is_active": ""} | values,
        errors=errors,
        kinds=[(kind, verbs, [one for one in verbs if one not in VERBS]) for kind, verbs in kinds.items()],
        verbs=VERBS,
        chosen=types,
    )


def state_name(state: DeliveryState) -> str:
    """Return a state in the reader's language."""
    return {
        DeliveryState.PENDING: t("Waiting"),
        DeliveryState.DELIVERED: t("Delivered"),
        DeliveryState.FAILED: t("Failed"),
        DeliveryState.SKIPPED: t("Skipped"),
    }[state]
