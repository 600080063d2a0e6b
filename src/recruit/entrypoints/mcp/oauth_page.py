"""OAuth consent page, on which a user grants a client access, after a login or in a session. It has no scripts."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256
from html import escape
from re import sub
from typing import NamedTuple
from urllib.parse import urlsplit

from recruit.domain.accounts.grants import AuthorizationRequest
from recruit.domain.accounts.model.oauth import Scope
from recruit.entrypoints.mcp.urls import AUTHORIZE
from recruit.entrypoints.web.text import LANGUAGE, said, t

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


class Login(NamedTuple):
    """A login on the page: the address that was typed, and labels and paths of other ways to sign in."""

    email: str
    other_ways: Sequence[tuple[str, str]]

    def fields(self) -> str:
        """Return the form's fields for the user."""
        code = escape(t("Code of your second factor, if you have one"))
        return (
            f'<label>{escape(t("E-mail"))} <input type="email" name="email" value="{escape(self.email)}" '
            f'autocomplete="username" required></label>{_password_field()}'
            f'<label>{code} <input type="text" name="code" autocomplete="one-time-code"></label>'
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
        who = _html(
            t("You are signed in as {email} of {organisation}."),
            email=_bold(self.email),
            organisation=escape(self.organisation),
        )
        return f"<p>{who}</p>{_password_field() if self.takes_password else ''}"

    def links(self) -> str:
        """Return the links below the form."""
        link = f'<a href="/">{escape(t("sign out of this one"))}</a>'
        return f"<p>{_html(t('To use another account, {link}, and connect again.'), link=link)}</p>"


def consent_page(
    asked: AuthorizationRequest, hidden: Mapping[str, str], user: Login | SignedIn, error: str = ""
) -> str:
    """Return the page. `hidden` are fields that the form sends back unchanged, `error` is in the user's language."""
    fields = "".join(
        f'<input type="hidden" name="{escape(key)}" value="{escape(value)}">' for key, value in hidden.items()
    )
    chosen = PRESELECTED if PRESELECTED in asked.scopes else asked.scopes[-1]
    choices = "".join(
        f'<label><input type="radio" name="access" value="{scope}"{" checked" if scope is chosen else ""}> '
        f"{escape(said(SCOPE_LABELS[scope]))}</label>"
        for scope in asked.scopes
    )
    error_paragraph = f'<p class="error" role="alert">{escape(error)}</p>' if error else ""
    asks = _html(
        t("A program that calls itself {program} asks for access to recruit in your name."),
        program=_bold(asked.client.name),
    )
    leads = _html(
        t("The name is its own statement. You will be sent to {target}."),
        target=_bold(destination(asked.redirect_uri)),
    )
    return _page(
        t("Connect to recruit"),
        f'<p>{asks} {leads}</p>{error_paragraph}<form method="post" action="{AUTHORIZE}">{fields}'
        f"<fieldset><legend>{escape(t('Access, within your role'))}</legend>{choices}</fieldset>{user.fields()}"
        f'<button name="decision" value="allow">{escape(t("Allow"))}</button>'
        f'<button name="decision" value="deny" formnovalidate>{escape(t("Deny"))}</button></form>{user.links()}',
    )


def error_page(error: str) -> str:
    """Return a page for an error that can't be redirected to the client."""
    return _page(t("This connection can't be made"), f'<p class="error">{escape(said(error))}</p>')


def destination(redirect_uri: str) -> str:
    """Return a readable target of a redirect URI: its host, or for other schemes the program that opens them."""
    parts = urlsplit(redirect_uri)
    if parts.scheme in {"http", "https"}:
        return parts.netloc
    return t("the program that opens {scheme}: links", scheme=parts.scheme)


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
    return f"default-src 'none'; style-src 'sha256-{style}'; form-action 'self'{target}; base-uri 'none'"


def _page(title: str, body: str) -> str:
    return (
        f'<!doctype html><html lang="{LANGUAGE.get()}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{STYLE}</style></head><body>'
        f"<h1>{escape(title)}</h1>{body}</body></html>"
    )


def _password_field() -> str:
    label = escape(t("Password"))
    return f'<label>{label} <input type="password" name="password" autocomplete="current-password" required></label>'


def _bold(text: str) -> str:
    return f"<b>{escape(text)}</b>"


def _html(sentence: str, **parts: str) -> str:
    """Return a sentence as HTML, with `{name}` replaced by the part of that name, which is HTML already."""
    return sub(r"\{(\w+)\}", lambda name: parts[name[1]], escape(sentence))
