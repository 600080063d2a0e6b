"""The site that passkeys of this server are for, and the cookies of their challenges."""

from urllib.parse import urlsplit

from litestar import MediaType, Response
from litestar.datastructures import Cookie
from litestar.types import Scope

from recruit.domain.accounts.model.passkeys import Site
from recruit.domain.accounts.passkeys import CHALLENGE_FOR, Ceremony
from recruit.domain.shared.errors import Invalid
from recruit.entrypoints.http.cookies import cookies_of, name_of_secret
from recruit.entrypoints.http.headers import header
from recruit.entrypoints.http.request import services_of
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.session import cookie

UNAVAILABLE = "Passkeys need RECRUIT_PUBLIC_URL on this server, or an address that begins with localhost"


def passkey_site(scope: Scope) -> Site | None:
    """Return the site, from RECRUIT_PUBLIC_URL. Without it only localhost has passkeys: other hosts may be forged."""
    origin = services_of(scope).public_url
    if origin is None:
        host = (header(scope, b"host") or b"").decode("latin-1")
        origin = f"{scope['scheme']}://{host}"
        if host.partition(":")[0] != "localhost":
            return None
    return Site(urlsplit(origin).hostname or "", origin)


def required_site(scope: Scope) -> Site:
    """Return the site. Raises Invalid if this server has no passkeys."""
    if (site := passkey_site(scope)) is None:
        raise Invalid(UNAVAILABLE)
    return site


def challenge_cookie(scope: Scope, state: str) -> Cookie:
    """Return the cookie of a challenge; an empty one ends it."""
    seconds = int(CHALLENGE_FOR.total_seconds()) if state else 0
    return cookie(scope, _name(scope), state, seconds, same_site="strict")


def options_for_script(request: PageRequest, asked: Ceremony) -> Response[str]:
    """Return the options of a ceremony, and the cookie that comes back with the browser's answer."""
    response = Response(asked.options, media_type=MediaType.JSON)
    response.cookies.append(challenge_cookie(request.scope, asked.state))
    return response


def sent_challenge(scope: Scope) -> str:
    """Return the state of the challenge that this browser was given, an empty text without one."""
    return cookies_of(scope).get(_name(scope), "")


def _name(scope: Scope) -> str:
    return name_of_secret(scope, "challenge")
