"""Content security policy of the console's pages: scripts and styles need the nonce of their response."""

from secrets import token_urlsafe

NONCE_BYTES = 16
POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; "
    "require-trusted-types-for 'script'; trusted-types htmx recruit"
)
WORKER_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"
"""Policy of the PDF worker: a worker obeys its own header, so that pages need neither WebAssembly nor eval."""


def new_nonce() -> str:
    """Return 128 random bits as text."""
    return token_urlsafe(NONCE_BYTES)


def content_policy(nonce: str) -> str:
    """Return the policy of a page with a nonce."""
    return POLICY.format(nonce=nonce)
