"""OAuth consent page, on which a user grants a client access, after a login or in a session. It has no scripts."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256
from html import escape
from typing import NamedTuple
from urllib.parse import urlsplit

from recruit.domain.accounts.grants import AuthorizationRequest
from recruit.domain.accounts.model.oauth import Scope
from recruit.entrypoints.mcp.urls import AUTHORIZE

STYLE = """
:root { color-scheme: light dark; --line: #8886; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 28rem; padding: 2rem 1rem; }
fieldset { border: 1px solid var(--line); border-radius: 6px; margin: 1rem 0; }
label { display: block; margin: .6rem 0; }
input:not([type=radio]) { box-sizing: border-box; font: inherit; padding: .4rem; width: 100%; }
button { font: inherit; margin: .6rem .6rem 0 0; padding: .4rem 1.2rem; }
.error { border-left: 4px solid #d33; padding-left: .8rem; }
"""

SCOPE_LABELS: Mapping[Scope, str] = {
    Scope.READ: "Read: see jobs, candidates and applications, and rank them",
    Scope.WRITE: "Read and write: also create and change them, which can be undone for 15 minutes",
    Scope.DELETE: "Read, write and delete: also delete and merge them, after asking you",
}
PRESELECTED = Scope.WRITE
CREDENTIAL_FIELD = (
    '<label>Password <input type="password" name="password" autocomplete="current-password" required></label>'
)


class Login(NamedTuple):
    """A login on the page: the address that was typed, and labels and paths of other ways to sign in."""

    email: str
    other_ways: Sequence[tuple[str, str]]

    def fields(self) -> str:
        """Return the form's fields for the user."""
        return (
            f'<label>E-mail <input type="email" name="email" value="{escape(self.email)}" autocomplete="username" '
            f"required></label>{CREDENTIAL_FIELD}"
            '<label>Code of your second factor, if you have one <input type="text" name="code" '
            'autocomplete="one-time-code"></label>'
        )

    def links(self) -> str:
        """Return the links below the form."""
        return "".join(f'<p><a href="{escape(path)}">{escape(label)}</a></p>' for label, path in self.other_ways)


class SignedIn(NamedTuple):
    """A user who is signed in to the console, and whether the page takes the password again."""

    email: str
    organisation: str
    takes_password: bool

    def fields(self) -> str:
        """Return the form's fields for the user."""
        return (
            f"<p>You are signed in as <b>{escape(self.email)}</b> of {escape(self.organisation)}.</p>"
            f"{CREDENTIAL_FIELD if self.takes_password else ''}"
        )

    def links(self) -> str:
        """Return the links below the form."""
        return '<p>To use another account, <a href="/">sign out of this one</a>, and connect again.</p>'


def consent_page(
    asked: AuthorizationRequest, hidden: Mapping[str, str], user: Login | SignedIn, error: str = ""
) -> str:
    """Return the page. `hidden` are fields that the form sends back unchanged."""
    fields = "".join(
        f'<input type="hidden" name="{escape(key)}" value="{escape(value)}">' for key, value in hidden.items()
    )
    chosen = PRESELECTED if PRESELECTED in asked.scopes else asked.scopes[-1]
    choices = "".join(
        f'<label><input type="radio" name="access" value="{scope}"{" checked" if scope is chosen else ""}> '
        f"{escape(SCOPE_LABELS[scope])}</label>"
        for scope in asked.scopes
    )
    error_paragraph = f'<p class="error" role="alert">{escape(error)}</p>' if error else ""
    return _page(
        "Connect to recruit",
        f"<p>A program that calls itself <b>{escape(asked.client.name)}</b> asks for access to recruit in your name. "
        f"The name is its own statement. You will be sent to <b>{escape(destination(asked.redirect_uri))}</b>.</p>"
        f'{error_paragraph}<form method="post" action="{AUTHORIZE}">{fields}'
        f"<fieldset><legend>Access, within your role</legend>{choices}</fieldset>{user.fields()}"
        '<button name="decision" value="allow">Allow</button>'
        f'<button name="decision" value="deny" formnovalidate>Deny</button></form>{user.links()}',
    )


def error_page(error: str) -> str:
    """Return a page for an error that can't be redirected to the client."""
    return _page("This connection can't be made", f'<p class="error">{escape(error)}</p>')


def destination(redirect_uri: str) -> str:
    """Return a readable target of a redirect URI: its host, or for other schemes the program that opens them."""
    parts = urlsplit(redirect_uri)
    return parts.netloc if parts.scheme in {"http", "https"} else f"the program that opens {parts.scheme}: links"


def content_policy(redirect_uri: str | None = None) -> str:
    """Return the Content-Security-Policy of a page.

    `form-action` allows this server and the client's redirect URI, because browsers check redirects of a form too.
    """
    target = ""
    if redirect_uri is not None:
        parts = urlsplit(redirect_uri)
        web = parts.scheme in {"http", "https"} and "[" not in parts.netloc  # CSP sources can't be IPv6 addresses
        target = f" {parts.scheme}://{parts.netloc}" if web else f" {parts.scheme}:"
    style = b64encode(sha256(STYLE.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{style}'; form-action 'self'{target}; base-uri 'none'; "
        "frame-ancestors 'none'"
    )


def _page(title: str, body: str) -> str:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{STYLE}</style></head><body><h1>{title}</h1>{body}'
        "</body></html>"
    )
