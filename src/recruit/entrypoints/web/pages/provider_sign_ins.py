"""Signing in at an identity provider, confirming a session there, and signing out there."""

from hashlib import sha256
from hmac import compare_digest
from urllib.parse import quote

from litestar import Controller, Response, get
from litestar.params import FromPath

from recruit.domain.accounts.model.providers import Provider
from recruit.domain.accounts.provider_sign_ins import EXPIRED, LIFETIME, Purpose
from recruit.domain.shared.errors import Invalid, RecruitError, Refused, Unavailable
from recruit.entrypoints.http.authentication import PUBLIC
from recruit.entrypoints.http.client_addresses import is_local
from recruit.entrypoints.http.cookies import cookies_of, name_of_secret
from recruit.entrypoints.http.error_codes import DOMAIN_ERRORS
from recruit.entrypoints.http.failed_logins import log_refused_passwords
from recruit.entrypoints.http.headers import header
from recruit.entrypoints.web.forms import message_of
from recruit.entrypoints.web.page import page, redirect
from recruit.entrypoints.web.pages.entry import HOME, login_page, open_session, own_path
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.session import cookie
from recruit.ports.providers import SignInAnswer

LONGEST_TARGET = 3800
"""Longest address, percent-encoded, that a sign-in leads to. Browsers keep cookies of 4 KiB."""

NO_PUBLIC_URL = "This server's operator has to set RECRUIT_PUBLIC_URL first"
SHOWN = (Refused, Unavailable, Invalid)


class ProviderPages(Controller):
    """Pages under `/login/oidc/{name}`."""

    path = "/login/oidc/{name:str}"

    @get("/", opt={PUBLIC: True})
    async def begin(self, request: PageRequest, name: FromPath[str]) -> Response[str]:
        """Lead to the provider."""
        target = own_path(request.query_params.get("next", ""))
        target = target if len(_encoded(target)) <= LONGEST_TARGET else HOME
        try:
            return await _to_provider(request, name, Purpose.CONSOLE, target=target)
        except SHOWN as error:
            return login_page(request, target=target, error=error)

    @get("/confirm", opt={PUBLIC: True})
    async def confirm(self, request: PageRequest, name: FromPath[str]) -> Response[str]:
        """Lead to the provider, where the user of the session enters the password again."""
        if request.browser_session is None:
            return redirect(request, "/login")
        try:
            return await _to_provider(request, name, Purpose.CONFIRMATION, session=request.actor.sign_in_id or 0)
        except SHOWN as error:
            return _confirmed_page(request, error)

    @get("/callback", opt={PUBLIC: True})
    async def finish(self, request: PageRequest, name: FromPath[str]) -> Response[str]:
        """Open a session for the user whom the provider has signed in, or confirm the browser's session."""
        sent, is_confirmation = request.query_params, False
        sign_ins, target = request.services.provider_sign_ins, HOME
        answer = SignInAnswer(code=sent.get("code"), error=sent.get("error"), issuer=sent.get("iss"))
        try:
            with log_refused_passwords("sign-in by provider failed", request.scope):
                signed = cookies_of(request.scope).get(_cookie_names(request)[0], "")
                purposes = {Purpose.CONSOLE, Purpose.CONFIRMATION}
                transaction = sign_ins.opened(name, purposes, signed, sent.get("state", ""))
                kept, is_confirmation = _kept_target(request), transaction.purpose is Purpose.CONFIRMATION
                target = kept if compare_digest(_digest(kept), transaction.target) else HOME
                if is_confirmation:
                    session = request.browser_session
                    if session is None:
                        raise Refused(EXPIRED)
                    await sign_ins.confirm(transaction, answer, session.actor)
                    await request.services.browser_sessions.confirmed(session)
                    response = _confirmed_page(request)
                else:
                    found = await sign_ins.finish(transaction, answer)
                    response = redirect(request, target)
                    await open_session(request, found.actor, response, found.authenticated_at)
        except SHOWN as error:
            response = _confirmed_page(request, error) if is_confirmation else login_page(request, target, error)
        response.cookies += [cookie(request.scope, one, "", max_age=0) for one in _cookie_names(request)]
        return response

    @get("/sign-out", opt={PUBLIC: True})
    async def sign_out(self, request: PageRequest, name: FromPath[str]) -> Response[str]:
        """Lead to the page of the provider that ends the session there."""
        try:
            url = await request.services.provider_sign_ins.sign_out_url(name, f"{_base(request)}/login")
        except SHOWN as error:
            return login_page(request, error=error)
        return redirect(request, url or "/login")


async def _to_provider(
    request: PageRequest, name: str, purpose: Purpose, *, target: str = "", session: int = 0
) -> Response[str]:
    """Redirect to a provider, with the transaction in a cookie, and in another one the target, whose digest it has."""
    redirect_uri = f"{_base(request)}/login/oidc/{quote(name)}/callback"
    begun = await request.services.provider_sign_ins.begin(
        name, purpose, redirect_uri, target=_digest(target), session=session
    )
    response = redirect(request, begun.url)
    seconds = int(LIFETIME.total_seconds())
    for cookie_name, value in zip(_cookie_names(request), (begun.transaction, _encoded(target)), strict=True):
        response.cookies.append(cookie(request.scope, cookie_name, value, seconds))
    return response


def _base(request: PageRequest) -> str:
    """Return the server's public URL. Without the setting, only clients on this machine have one. Raises Invalid."""
    if request.services.public_url is not None:
        return request.services.public_url
    if not is_local(request.scope):
        raise Invalid(NO_PUBLIC_URL)
    return f"{request.scope['scheme']}://{(header(request.scope, b'host') or b'localhost').decode('latin-1')}"


def _cookie_names(request: PageRequest) -> tuple[str, str]:
    """Return the names of the cookies with the transaction and the target."""
    return name_of_secret(request.scope, "provider"), name_of_secret(request.scope, "provider-target")


def _kept_target(request: PageRequest) -> str:
    return cookies_of(request.scope).get(_cookie_names(request)[1], "")


def _encoded(target: str) -> str:
    return quote(target, safe="")


def _digest(target: str) -> str:
    return sha256(target.encode(errors="replace")).hexdigest()


def _confirmed_page(request: PageRequest, error: RecruitError | None = None) -> Response[str]:
    status = 200 if error is None else DOMAIN_ERRORS[type(error)][0]
    return page(request, "pages/confirmed.html", status=status, error=error and message_of(error))


def confirming_providers(request: PageRequest) -> list[Provider]:
    """Return the providers at which a user may enter the password again."""
    session = request.browser_session
    return [] if session is None else [*request.services.provider_sign_ins.of_organisation(session.actor.org_id)]
