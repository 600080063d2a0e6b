"""The user's own settings: name, password, identities, sessions of the console, theme and language."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from litestar import Controller, Response, get, post
from litestar.params import FromPath
from msgspec import Struct

from recruit.domain.accounts.model.second_factors import FactorKind
from recruit.domain.mail.model import wants_notices
from recruit.domain.shared.errors import Refused, Throttled
from recruit.entrypoints.http.client_addresses import request_address
from recruit.entrypoints.http.cookies import cookies_of
from recruit.entrypoints.http.failed_logins import log_refused_passwords
from recruit.entrypoints.http.field_types import Name
from recruit.entrypoints.http.sessions import NewPassword
from recruit.entrypoints.web import text
from recruit.entrypoints.web.forms import REFUSED_FORM, UNPROCESSABLE, errors_of, message_of, read, read_changes
from recruit.entrypoints.web.page import DENSITIES, OFF, THEMES, page, redirect
from recruit.entrypoints.web.pages.entry import open_session, page_of_form
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.session import DENSITY, KEYS, THEME, YEAR, cookie
from recruit.entrypoints.web.text import t

ME = "/settings/me"
BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
"""Product in a User-Agent header → browser. The first one that is found counts: most call themselves Safari."""

SYSTEMS = {"Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "Windows": "Windows", "Mac OS X": "macOS"}
SYSTEMS |= {"CrOS": "ChromeOS", "Linux": "Linux"}


class MailForm(Struct):
    """How the user gets mail."""

    mail_language: Literal["en", "de"]
    mail_notices: bool = False


class NameForm(Struct):
    """The user's name."""

    full_name: Name


@dataclass(frozen=True, slots=True)
class ShownSession:
    """A session of the console as the list shows it. `used_at` is exact to five minutes."""

    id: int
    browser: str
    opened_at: datetime | None
    used_at: datetime | None
    is_current: bool


class AccountPages(Controller):
    """Pages under `/settings/me`."""

    path = "/settings"

    @get(["/", "/me"])
    async def show(self, request: PageRequest) -> Response[str]:
        """Show the user's settings."""
        return await account_page(request)

    @post("/me/name", status_code=200)
    async def rename(self, request: PageRequest) -> Response[str]:
        """Change the user's name."""
        values = await request.fields()
        try:
            changes = {"full_name": read(NameForm, values).full_name}
            await request.services.members.change_user(request.actor, request.actor.user_id, changes)
        except REFUSED_FORM as error:
            return await account_page(request, UNPROCESSABLE, values, errors_of(error))
        request.services.browser_sessions.read_again(request.actor)
        return redirect(request, ME, t("Saved"))

    @post("/me/mail", status_code=200)
    async def change_mail(self, request: PageRequest) -> Response[str]:
        """Choose the language of mail, and whether notices come by mail."""
        values = await request.fields()
        try:
            changes = read_changes(MailForm, values)
            await request.services.members.change_user(request.actor, request.actor.user_id, changes)
        except REFUSED_FORM as error:
            return await account_page(request, UNPROCESSABLE, values, errors_of(error))
        request.services.browser_sessions.read_again(request.actor)
        return redirect(request, ME, t("Saved"))

    @post("/me/password", status_code=200)
    async def change_password(self, request: PageRequest) -> Response[str]:
        """Change the password, which ends all other sessions. This one goes on under a new cookie."""
        values, actor = await request.fields(), request.actor
        try:
            form = read(NewPassword, values)
            with log_refused_passwords("password change failed", request.scope):
                await request.services.accounts.change_password(
                    actor, form.current_password, form.new_password, request_address(request.scope)
                )
        except (Refused, Throttled) as error:
            return await account_page(request, UNPROCESSABLE, {}, {"current_password": message_of(error)})
        except REFUSED_FORM as error:
            found = errors_of(error)
            return await account_page(
                request, UNPROCESSABLE, {}, {name or "new_password": one for name, one in found.items()}
            )
        response = redirect(request, ME, t("Your password is changed. All other sessions have ended."))
        await open_session(request, actor, response)
        return response

    @post("/me/display", status_code=200)
    async def change_display(self, request: PageRequest) -> Response[str]:
        """Choose the theme, the language, the density and the keys, which this browser keeps in cookies."""
        values = await request.fields()
        language = values.get("language", "")
        if language in text.LANGUAGES:
            text.LANGUAGE.set(language)
        response = redirect(request, ME, t("Saved"))
        for name, value, known in (
            (THEME, values.get("theme", ""), THEMES),
            (text.LANGUAGE_COOKIE, language, text.LANGUAGES),
            (DENSITY, values.get("density", ""), DENSITIES),
            (KEYS, "" if values.get("single_keys") else OFF, (OFF,)),
        ):
            chosen = value if value in known else ""
            response.cookies.append(cookie(request.scope, name, chosen, YEAR if chosen else 0))
        return response

    @post("/me/theme", status_code=200)
    async def change_theme(self, request: PageRequest) -> Response[str]:
        """Choose the theme in the user's menu, and show the page on which it was chosen again."""
        theme = (await request.fields()).get("theme", "")
        chosen = theme if theme in THEMES else ""
        response = redirect(request, page_of_form(request))
        response.cookies.append(cookie(request.scope, THEME, chosen, YEAR if chosen else 0))
        return response

    @post("/me/identities/{identity_id:int}/unlink", status_code=200)
    async def unlink_identity(self, request: PageRequest, identity_id: FromPath[int]) -> Response[str]:
        """Unlink an identity at a provider."""
        request.require_password()
        try:
            await request.services.identities.unlink(request.actor, identity_id)
        except REFUSED_FORM as error:
            return await account_page(request, UNPROCESSABLE, errors=errors_of(error))
        return redirect(request, ME, t("It is unlinked"))

    @post("/me/sessions/{session_id:int}/end", status_code=200)
    async def end_session(self, request: PageRequest, session_id: FromPath[int]) -> Response[str]:
        """End one session. A browser without one is led to the login page."""
        await request.services.browser_sessions.end(request.actor, session_id)
        return redirect(request, ME, t("The session has ended"))

    @post("/me/sessions/end-others", status_code=200)
    async def end_other_sessions(self, request: PageRequest) -> Response[str]:
        """End all sessions but this one."""
        await request.services.browser_sessions.end_others(request.actor)
        return redirect(request, ME, t("All other sessions have ended"))


def browser_name(user_agent: str) -> str:
    """Return the browser and the system that a User-Agent header names, as far as they are known ones."""
    browser = next((name for word, name in BROWSERS.items() if re.search(rf"\b{word}\w*/", user_agent)), None)
    system = next((name for word, name in SYSTEMS.items() if word in user_agent), None)
    if browser is None:
        return user_agent[:40] or t("Unknown browser")
    return t("{browser} on {system}", browser=browser, system=system) if system else browser


async def account_page(
    request: PageRequest, status: int = 200, values: dict[str, Any] | None = None, errors: dict[str, str] | None = None
) -> Response[str]:
    """Return the page of the user's settings, after a refusal with what was typed."""
    actor, user, sent = request.actor, request.signed_in.user, cookies_of(request.scope)
    sessions = [
        ShownSession(one.id, browser_name(one.user_agent or ""), one.opened_at, one.renewed_at or one.opened_at, own)
        for one in reversed(await request.services.browser_sessions.of_user(actor))
        for own in (one.id == actor.sign_in_id,)
    ]
    factors = await request.services.second_factors.of_actor(actor)
    shown = {
        "full_name": user.full_name,
        "current_password": "",
        "new_password": "",
        "passkey_name": "",
    }
    return page(
        request,
        "pages/settings/me.html",
        status=status,
        values=shown | (values or {}),
        errors=errors or {},
        app=next((one for one in factors if one.kind is FactorKind.TOTP), None),
        own_passkeys=[one for one in factors if one.kind is FactorKind.PASSKEY],
        codes_left=sum(one.kind is FactorKind.RECOVERY_CODE and one.used_at is None for one in factors),
        has_second_factor=bool(factors),
        identities=await request.services.identities.of_actor(actor),
        takes_password=request.services.accounts.takes_password(user.org_id, user.email),
        sessions=sorted(sessions, key=lambda one: not one.is_current),
        mail_notices=wants_notices(user, by_default=request.services.mail_queue.notices_by_default),
        mail_language=user.mail_language or text.LANGUAGE.get(),
        chosen_theme=sent.get(THEME, ""),
        chosen_language=sent.get(text.LANGUAGE_COOKIE, ""),
        chosen_density=sent.get(DENSITY, ""),
    )
