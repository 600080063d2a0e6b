"""Pages before and after a session: setting recruit up, signing in and out."""

from datetime import datetime
from urllib.parse import quote, urlsplit

from litestar import Controller, Response, get, post

from recruit.domain.accounts.model.second_factors import SecondFactorRequired, SecondFactorSetupRequired
from recruit.domain.accounts.model.users import Actor
from recruit.domain.shared.errors import Duplicate, Forbidden, NotFound, RecruitError, Refused, Throttled
from recruit.entrypoints.http.authentication import PUBLIC
from recruit.entrypoints.http.client_addresses import is_local, request_address
from recruit.entrypoints.http.cookies import cookies_of, name_of_session
from recruit.entrypoints.http.error_codes import DOMAIN_ERRORS
from recruit.entrypoints.http.failed_logins import log_refused_passwords
from recruit.entrypoints.http.headers import header
from recruit.entrypoints.http.registration_form import Registration
from recruit.entrypoints.setup_code import is_setup_code
from recruit.entrypoints.web.addresses import page_above
from recruit.entrypoints.web.forms import REFUSED_FORM, UNPROCESSABLE, FormErrors, errors_of, message_of, read
from recruit.entrypoints.web.page import page, redirect
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.session import cookie, name_of_step
from recruit.entrypoints.web.text import t

HOME = "/jobs"


class EntryPages(Controller):
    """`/`, `/setup`, `/login` and `/logout`."""

    @get("/", opt={PUBLIC: True})
    async def root(self, request: PageRequest) -> Response[str]:
        """Lead to the setup of a new installation, to the login page, or to the first page."""
        if request.browser_session is not None:
            return redirect(request, HOME)
        return redirect(request, "/setup" if await _is_new(request) else "/login")

    @get("/setup", opt={PUBLIC: True})
    async def show_setup(self, request: PageRequest) -> Response[str]:
        """Show the form of the first account, as long as there is none."""
        await _require_new(request)
        return _setup_page(request, {})

    @post("/setup", opt={PUBLIC: True}, status_code=200)
    async def set_up(self, request: PageRequest) -> Response[str]:
        """Create the first organisation with its first user, and sign them in.

        From another machine it takes the code that the server has logged.
        """
        await _require_new(request)
        values = await request.fields()
        email, password = values.get("email", ""), values.pop("password", "")
        local = is_local(request.scope)
        try:
            if not local:
                _check_code(request, values.get("code", ""))
            texts = {"email": email, "password": password, "org_name": values.get("organisation", "")}
            new = read(Registration, texts)
            await request.services.registration.register(new.email, new.password, new.org_name, local=local)
        except (*REFUSED_FORM, Forbidden) as error:
            return _setup_page(request, values, error)
        return await sign_in(request, email, password, "/welcome")

    @get("/login", opt={PUBLIC: True})
    async def show_login(self, request: PageRequest) -> Response[str]:
        """Show the login form."""
        target = own_path(request.query_params.get("next", ""))
        if request.browser_session is not None:
            return redirect(request, target)
        if await _is_new(request):
            return redirect(request, "/setup")
        return login_page(request, target)

    @post("/login", opt={PUBLIC: True}, status_code=200)
    async def log_in(self, request: PageRequest) -> Response[str]:
        """Open a session, under a new cookie."""
        values = await request.fields()
        email, target = values.get("email", ""), own_path(values.get("next", ""))
        try:
            with log_refused_passwords("login failed", request.scope):
                return await sign_in(request, email, values.get("password", ""), target)
        except (Refused, Throttled) as error:
            return login_page(request, target, error, email)

    @post("/logout", status_code=200)
    async def log_out(self, request: PageRequest) -> Response[str]:
        """End the session, and have the browser forget what it has stored of this site."""
        await request.services.browser_sessions.end_own(request.actor)
        provider = await request.services.provider_sign_ins.that_signs_out(request.signed_in.user)
        path = "/login" if provider is None else f"/login?signed_out={provider.name}"
        response = redirect(request, path, t("You have signed out"))
        response.cookies.append(cookie(request.scope, name_of_session(request.scope), "", max_age=0))
        response.headers["Clear-Site-Data"] = '"cache"'
        return response


def own_path(target: str) -> str:
    """Return a path of this site to go to after a login, the first page for any other address."""
    is_own = target.startswith("/") and not target.startswith("//") and "\\" not in target
    return target if is_own and target.isascii() and target.isprintable() else HOME


def login_page(
    request: PageRequest, target: str = HOME, error: RecruitError | None = None, email: str = ""
) -> Response[str]:
    """Return the login form, with links to the identity providers, and why a sign-in was refused."""
    providers = request.services.provider_sign_ins.providers
    signed_out = request.query_params.get("signed_out")
    return page(
        request,
        "pages/login.html",
        status=200 if error is None else DOMAIN_ERRORS[type(error)][0],
        email=email,
        target=target,
        error=error and message_of(error),
        providers=providers,
        left=[one for one in providers if one.name == signed_out],
    )


def page_of_form(request: PageRequest) -> str:
    """Return the path and query of the page that a form was sent from, as the browser says, or the page above it."""
    target = own_path(request.page_before)
    path = urlsplit(target).path
    above = page_above(request.app, path)
    return target if above == path else above


async def sign_in(request: PageRequest, email: str, password: str, target: str) -> Response[str]:
    """Check a password, open a session and redirect, first to the second step if it takes one.

    Raises Refused and Throttled.
    """
    try:
        actor = await request.services.accounts.authenticate(email, password, request_address(request.scope))
    except SecondFactorRequired as error:
        step = "set-up" if isinstance(error, SecondFactorSetupRequired) else "second-step"
        response = redirect(request, f"/login/{step}?next={quote(target, safe='')}")
        state = await request.services.second_factors.pending(error, browser_of(request))
        response.cookies.append(cookie(request.scope, name_of_step(request.scope), state, same_site="strict"))
        return response
    response = redirect(request, target)
    await open_session(request, actor, response)
    return response


async def open_session(
    request: PageRequest, actor: Actor, response: Response[str], confirmed_at: datetime | None = None
) -> None:
    """Open a session for an authenticated actor under a new cookie of a response, in place of the one before.

    `confirmed_at` is when the user entered the password, which is now by default.
    """
    sessions = request.services.browser_sessions
    if (before := request.browser_session) is not None:
        await sessions.end_own(before.actor)
    value = await sessions.open(actor, browser_of(request), confirmed_at)
    response.cookies.append(cookie(request.scope, name_of_session(request.scope), value))
    if (step := name_of_step(request.scope)) in cookies_of(request.scope):
        response.cookies.append(cookie(request.scope, step, "", max_age=0, same_site="strict"))


def browser_of(request: PageRequest) -> str:
    """Return what a browser calls itself."""
    return (header(request.scope, b"user-agent") or b"").decode("latin-1")


def _setup_page(
    request: PageRequest, values: dict[str, str], error: FormErrors | RecruitError | None = None
) -> Response[str]:
    """Return the form of the first account. After a refusal the focus is in the field that it is about."""
    status, message, focus = 200, None, "organisation"
    if isinstance(error, FormErrors):
        status, (focus, message) = UNPROCESSABLE, next(iter(errors_of(error).items()))
        focus = "organisation" if focus == "org_name" else focus
    elif error is not None:
        status, message = DOMAIN_ERRORS[type(error)][0], message_of(error)
        focus = "code" if isinstance(error, Forbidden) else "email" if isinstance(error, Duplicate) else "password"
    asks_code = not is_local(request.scope)
    return page(
        request, "pages/setup.html", status=status, values=values, error=message, focus=focus, asks_code=asks_code
    )


async def _is_new(request: PageRequest) -> bool:
    return not await request.services.storage.organisations()


async def _require_new(request: PageRequest) -> None:
    if not await _is_new(request):
        raise NotFound("page", 0)


def _check_code(request: PageRequest, code: str) -> None:
    if not is_setup_code(request.services.tokens, code):
        raise Forbidden(t("That isn't the setup code, which the server has logged at its start"))
