"""OAuth consent page, on which a user logs in and grants a client access. It has no scripts."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256
from html import escape
from urllib.parse import urlsplit

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


def consent_page(
    name: str,
    redirect_uri: str,
    scopes: Sequence[Scope],
    hidden: Mapping[str, str],
    *,
    email: str = "",
    error: str = "",
) -> str:
    """Return the page. `scopes` are the grantable ones; `hidden` fields that the form sends back unchanged."""
    fields = "".join(
        f'<input type="hidden" name="{escape(key)}" value="{escape(value)}">' for key, value in hidden.items()
    )
    chosen = PRESELECTED if PRESELECTED in scopes else scopes[-1]
    choices = "".join(
        f'<label><input type="radio" name="access" value="{scope}"{" checked" if scope is chosen else ""}> '
        f"{escape(SCOPE_LABELS[scope])}</label>"
        for scope in scopes
    )
    error_paragraph = f'<p class="error" role="alert">{escape(error)}</p>' if error else ""
    return _page(
        "Connect to recruit",
        f"<p>A program that calls itself <b>{escape(name)}</b> asks for access to recruit in your name. The name is "
        f"its own statement. You will be sent to <b>{escape(destination(redirect_uri))}</b>.</p>{error_paragraph}"
        f'<form method="post" action="{AUTHORIZE}">{fields}'
        f"<fieldset><legend>Access, within your role</legend>{choices}</fieldset>"
        f'<label>E-mail <input type="email" name="email" value="{escape(email)}" autocomplete="username" required>'
        '</label><label>Password <input type="password" name="password" autocomplete="current-password" required>'
        '</label><label>Code of your second factor, if you have one <input type="text" name="code" '
        'autocomplete="one-time-code"></label><button name="decision" value="allow">Allow</button>'
        '<button name="decision" value="deny" formnovalidate>Deny</button></form>',
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
