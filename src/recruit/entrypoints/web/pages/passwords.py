"""Pages for a forgotten password, before a session."""

from litestar import Controller, Response, get, post
from litestar.params import FromPath

from recruit.domain.accounts.password_links import LINK_LIFETIME
from recruit.domain.shared.errors import Invalid, Throttled
from recruit.entrypoints.http.authentication import PUBLIC
from recruit.entrypoints.http.client_addresses import request_address
from recruit.entrypoints.http.cookies import cookies_of, name_of_secret
from recruit.entrypoints.http.error_codes import DOMAIN_ERRORS
from recruit.entrypoints.http.middleware.request_log import extra_headers
from recruit.entrypoints.http.middleware.security_headers import forbid_referrer
from recruit.entrypoints.http.sessions import ForgottenPassword, PasswordReset
from recruit.entrypoints.web import text
from recruit.entrypoints.web.forms import REFUSED_FORM, UNPROCESSABLE, FormErrors, errors_of, message_of, read
from recruit.entrypoints.web.page import page, redirect
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.session import cookie
from recruit.entrypoints.web.text import t

NEW = "/password/new"


class PasswordPages(Controller):
    """Pages under `/password`."""

    path = "/password"

    @get("/", opt={PUBLIC: True})
    async def show(self, request: PageRequest) -> Response[str]:
        """Show the form of an address."""
        return page(request, "pages/password_forgotten.html", values={"email": ""}, errors={}, is_sent=False)

    @post("/", opt={PUBLIC: True}, status_code=200)
    async def send(self, request: PageRequest) -> Response[str]:
        """Send a link to an address if it has an account, which the page doesn't say."""
        values = {"email": (await request.fields()).get("email", "")}
        status, errors = 200, dict[str, str]()
        try:
            email = read(ForgottenPassword, values).email
            request.services.password_links.request(email, request_address(request.scope), text.LANGUAGE.get())
        except FormErrors as error:
            status, errors = UNPROCESSABLE, errors_of(error)
        except Throttled as error:
            status, errors = DOMAIN_ERRORS[Throttled][0], {"": message_of(error)}
        return page(
            request, "pages/password_forgotten.html", status=status, values=values, errors=errors, is_sent=not errors
        )

    @get("/{token:str}", opt={PUBLIC: True})
    async def follow(self, request: PageRequest, token: FromPath[str]) -> Response[str]:
        """Lead from a link to the form, and keep its token in a cookie: no other page's address has it."""
        forbid_referrer(extra_headers(request.scope))
        response = redirect(request, NEW)
        response.cookies.append(
            cookie(request.scope, _cookie_name(request), token, max_age=int(LINK_LIFETIME.total_seconds()))
        )
        return response

    @get("/new", opt={PUBLIC: True})
    async def show_new(self, request: PageRequest) -> Response[str]:
        """Show the form of a new password, or why the link doesn't hold."""
        return await _page(request, {})

    @post("/new", opt={PUBLIC: True}, status_code=200)
    async def set_password(self, request: PageRequest) -> Response[str]:
        """Set the password, and lead to the login."""
        values = {"token": _token(request), "password": (await request.fields()).get("password", "")}
        try:
            form = read(PasswordReset, values)
            await request.services.password_links.set_password(form.token, form.password)
        except REFUSED_FORM as error:
            return await _page(request, {name or "password": one for name, one in errors_of(error).items()})
        notice = t("Your password is changed, and all sessions have ended. Sign in with it.")
        response = redirect(request, "/login", notice)
        response.cookies.append(cookie(request.scope, _cookie_name(request), "", max_age=0))
        return response


def _cookie_name(request: PageRequest) -> str:
    """Return the name of the cookie with the token of a link that was followed."""
    return name_of_secret(request.scope, "password")


def _token(request: PageRequest) -> str:
    return cookies_of(request.scope).get(_cookie_name(request), "")


async def _page(request: PageRequest, errors: dict[str, str]) -> Response[str]:
    status, email, refused = UNPROCESSABLE if errors else 200, "", None
    try:
        email = (await request.services.password_links.user(_token(request))).email
    except Invalid as error:
        status, refused = DOMAIN_ERRORS[Invalid][0], message_of(error)
    return page(
        request,
        "pages/password_new.html",
        status=status,
        email=email,
        refused=refused,
        values={"password": ""},
        errors=errors,
    )
