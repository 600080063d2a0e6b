"""Pages between the password and the session: the second step, and its set-up where the organisation requires one."""

from collections.abc import Sequence
from urllib.parse import quote

from litestar import Controller, Response, get, post

from recruit.domain.accounts.model.second_factors import FactorKind, SecondFactorRequired, SecondFactorSetupRequired
from recruit.domain.accounts.model.users import Actor
from recruit.domain.shared.errors import Duplicate, Invalid, Refused, Throttled
from recruit.entrypoints.http.authentication import PUBLIC
from recruit.entrypoints.http.client_addresses import request_address
from recruit.entrypoints.http.cookies import cookies_of
from recruit.entrypoints.http.error_codes import DOMAIN_ERRORS
from recruit.entrypoints.http.failed_logins import log_refused_passwords
from recruit.entrypoints.web.forms import REFUSED_FORM, UNPROCESSABLE, errors_of, message_of, read
from recruit.entrypoints.web.page import page, redirect
from recruit.entrypoints.web.pages.entry import browser_of, login_page, open_session, own_path
from recruit.entrypoints.web.pages.settings.second_factors import PasskeyForm
from recruit.entrypoints.web.passkey_site import challenge_cookie, options_for_script, required_site, sent_challenge
from recruit.entrypoints.web.qr_codes import qr_code
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.session import name_of_step
from recruit.entrypoints.web.text import t


class SecondStepPages(Controller):
    """Pages under `/login`. They belong to the user of the cookie that the password has given, which is no session."""

    path = "/login"

    @get("/second-step", opt={PUBLIC: True})
    async def show(self, request: PageRequest) -> Response[str]:
        """Ask for the second factor."""
        target = own_path(request.query_params.get("next", ""))
        try:
            actor = await _waiting(request, SecondFactorRequired)
        except Refused:
            return _again(request, target)
        return await _step_page(request, target, actor)

    @post("/second-step", opt={PUBLIC: True}, status_code=200)
    async def go_on(self, request: PageRequest) -> Response[str]:
        """Check a code and open a session."""
        values = await request.fields()
        target = own_path(values.get("next", ""))
        try:
            actor = await _waiting(request, SecondFactorRequired)
        except Refused:
            return _again(request, target)
        try:
            with log_refused_passwords("second step failed", request.scope):
                address = request_address(request.scope)
                await request.services.second_factors.use_code(actor, values.get("code", ""), address)
        except (Refused, Throttled) as error:
            return await _step_page(request, target, actor, error)
        response = redirect(request, target)
        await open_session(request, actor, response)
        return response

    @get("/passkey", opt={PUBLIC: True})
    async def ask_passkey(self, request: PageRequest) -> Response[str]:
        """Return what a script asks the browser for: any passkey of this site, or for `step` one of the user's."""
        site = required_site(request.scope)
        actor = await _waiting(request, SecondFactorRequired) if request.query_params.get("step") else None
        asked = await request.services.passkeys.ask(site, browser_of(request), actor)
        return options_for_script(request, asked)

    @post("/passkey", opt={PUBLIC: True}, status_code=200)
    async def use_passkey(self, request: PageRequest) -> Response[str]:
        """Open a session for the user of a passkey, who verified themselves: it needs no second step."""
        values = await request.fields()
        target, is_second = own_path(values.get("next", "")), bool(values.get("step"))
        try:
            waiting = await _waiting(request, SecondFactorRequired) if is_second else None
        except Refused:
            return _again(request, target)
        try:
            with log_refused_passwords("passkey refused", request.scope):
                actor = await request.services.passkeys.authenticate(
                    required_site(request.scope),
                    sent_challenge(request.scope),
                    browser_of(request),
                    values.get("credential", ""),
                    waiting,
                )
        except Refused as error:
            if waiting is not None:
                return await _step_page(request, target, waiting, error)
            return login_page(request, target, error)
        response = redirect(request, target)
        response.cookies.append(challenge_cookie(request.scope, ""))
        await open_session(request, actor, response)
        return response

    @get("/set-up", opt={PUBLIC: True})
    async def show_setup(self, request: PageRequest) -> Response[str]:
        """Offer an authenticator app to a user whose organisation requires a second factor."""
        target = own_path(request.query_params.get("next", ""))
        try:
            actor = await _waiting(request, SecondFactorSetupRequired)
        except Refused:
            return _again(request, target)
        return await _setup_page(request, actor, target)

    @post("/set-up", opt={PUBLIC: True}, status_code=200)
    async def set_up(self, request: PageRequest) -> Response[str]:
        """Store the app, open a session, and show the recovery codes."""
        values = await request.fields()
        target, offer = own_path(values.get("next", "")), values.get("offer", "")
        try:
            actor = await _waiting(request, SecondFactorSetupRequired)
            codes = await request.services.second_factors.add_app(actor, offer, values.get("code", ""))
        except (Refused, Duplicate):
            return _again(request, target)
        except Invalid as error:
            return await _setup_page(request, actor, target, offer, message_of(error))
        return await _recovery_codes_page(request, actor, codes, target)

    @get("/set-up/passkey", opt={PUBLIC: True})
    async def ask_new_passkey(self, request: PageRequest) -> Response[str]:
        """Return what a script asks the browser for, to make the passkey that the organisation requires."""
        actor = await _waiting(request, SecondFactorSetupRequired)
        asked = await request.services.passkeys.ask_registration(actor, required_site(request.scope))
        return options_for_script(request, asked)

    @post("/set-up/passkey", opt={PUBLIC: True}, status_code=200)
    async def set_up_passkey(self, request: PageRequest) -> Response[str]:
        """Store the passkey, open a session, and show the recovery codes."""
        values = await request.fields()
        target = own_path(values.get("next", ""))
        try:
            actor = await _waiting(request, SecondFactorSetupRequired)
        except Refused:
            return _again(request, target)
        try:
            codes = await request.services.passkeys.register(
                actor,
                required_site(request.scope),
                sent_challenge(request.scope),
                read(PasskeyForm, values).passkey_name,
                values.get("credential", ""),
            )
        except Refused as error:
            return await _setup_page(request, actor, target, refused=message_of(error))
        except REFUSED_FORM as error:
            return await _setup_page(request, actor, target, refused=" ".join(errors_of(error).values()))
        return await _recovery_codes_page(request, actor, codes, target)


async def _waiting(request: PageRequest, kind: type[SecondFactorRequired]) -> Actor:
    """Return the user whose sign-in waits in this browser. Raises Refused."""
    state = cookies_of(request.scope).get(name_of_step(request.scope), "")
    return await request.services.second_factors.pending_actor(state, browser_of(request), kind)


async def _step_page(
    request: PageRequest, target: str, actor: Actor, error: Refused | Throttled | None = None
) -> Response[str]:
    factors = await request.services.second_factors.of_actor(actor)
    return page(
        request,
        "pages/login_second_step.html",
        status=DOMAIN_ERRORS[type(error)][0] if error else 200,
        target=target,
        has_passkey=any(one.kind is FactorKind.PASSKEY for one in factors),
        error=error and message_of(error),
    )


def _again(request: PageRequest, target: str) -> Response[str]:
    return redirect(request, f"/login?next={quote(target, safe='')}", t("Too much time has passed: sign in again"))


async def _recovery_codes_page(request: PageRequest, actor: Actor, codes: Sequence[str], target: str) -> Response[str]:
    response = page(request, "pages/login_recovery_codes.html", codes=codes, target=target)
    await open_session(request, actor, response)
    return response


async def _setup_page(
    request: PageRequest,
    actor: Actor,
    target: str,
    state: str | None = None,
    error: str | None = None,
    refused: str | None = None,
) -> Response[str]:
    """Return the page of the set-up: `error` is about the code of the app, `refused` about a passkey."""
    offer = await request.services.second_factors.offer_app(actor, state)
    status = UNPROCESSABLE if error or refused else 200
    return page(
        request,
        "pages/login_set_up.html",
        status=status,
        offer=offer,
        qr=qr_code(offer.uri),
        target=target,
        error=error,
        refused=refused,
    )
