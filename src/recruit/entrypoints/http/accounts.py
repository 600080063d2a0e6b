"""Account endpoints: registration, login and the current user."""

from typing import Literal

from litestar import Controller
from litestar.datastructures import ResponseHeader
from litestar.params import JSONBody, URLEncodedBody
from msgspec import Struct

from recruit.entrypoints.http.authentication import PUBLIC
from recruit.entrypoints.http.client_addresses import is_local, request_address
from recruit.entrypoints.http.encoded_routes import get_one, post
from recruit.entrypoints.http.failed_logins import log_refused_passwords
from recruit.entrypoints.http.field_types import Credential
from recruit.entrypoints.http.openapi.error_responses import problems
from recruit.entrypoints.http.registration_form import Registration
from recruit.entrypoints.http.request import ApiRequest, read_form
from recruit.entrypoints.http.schemas import view
from recruit.entrypoints.http.users import UserOut


class LoginForm(Struct):
    """OAuth2's password form (RFC 6749, 4.3.2). Client fields are taken and not used.

    `otp` is the code of an authenticator app or a recovery code, for users with a second factor.
    """

    username: Credential
    password: Credential
    otp: Credential | None = None
    grant_type: Literal["password"] | None = None
    scope: str = ""
    client_id: str | None = None
    client_secret: str | None = None


class Token(Struct):
    """What a login returns."""

    access_token: str
    token_type: str = "bearer"  # noqa: S105 - the type's name


OFFLINE = "offline_access"
"""OpenID Connect's scope for a session with a refresh token."""
RENEWAL = "X-Refresh-Token"
RENEWAL_HEADER = ResponseHeader(
    name=RENEWAL, documentation_only=True, description="With the scope offline_access: a token for /auth/refresh."
)


class AccountsController(Controller):
    """Registration, login and the current user."""

    @post(
        "/auth/register",
        status_code=200,
        opt={PUBLIC: True},
        tags=["Authentication"],
        summary="Register",
        responses=problems(400, 403, 413, 415, 422, 503),
    )
    async def register(self, request: ApiRequest, data: JSONBody[Registration]) -> UserOut:
        """Create a new organization and the first user for that org.

        Where RECRUIT_REGISTRATION isn't set, clients on the server's own machine may, and others while there is none.
        """
        register, local = request.services.registration.register, is_local(request.scope)
        return view(await register(data.email, data.password, data.org_name, local=local), UserOut)

    @post(
        "/auth/login",
        guards=[read_form],
        status_code=200,
        opt={PUBLIC: True},
        tags=["Authentication"],
        summary="Login",
        responses=problems(401, 403, 413, 415, 422, 503),
        response_headers=[RENEWAL_HEADER],
    )
    async def login(self, request: ApiRequest, data: URLEncodedBody[LoginForm]) -> Token:
        """Return a JWT access token (OAuth2 password flow). Expects form-encoded data, not JSON.

        Multipart forms are read, too. With the scope offline_access a token for /auth/refresh comes in the header
        X-Refresh-Token. For a user with a second factor the response is 401 with the Error-Code
        second_factor_required, until the field otp has a code.
        """
        address, lasting = request_address(request.scope), OFFLINE in data.scope.split()
        with log_refused_passwords("login failed", request.scope):
            admission = await request.services.accounts.login(
                data.username, data.password, address, data.otp, renewable=lasting
            )
        if admission.refresh_token is not None:
            request.response_headers = ((RENEWAL.encode().lower(), admission.refresh_token.encode()),)
        return Token(admission.access_token)

    @get_one("/users/me", tags=["Users"], summary="Current User", responses=problems(401, 403, 503))
    async def me(self, request: ApiRequest) -> UserOut:
        """Get the currently authenticated user."""
        return view(await request.services.accounts.me(request.user), UserOut)
