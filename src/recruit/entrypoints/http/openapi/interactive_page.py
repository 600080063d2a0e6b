"""The interactive API reference: Scalar's page for the OpenAPI document, from a file in the package.

The page makes no request to another host. Its content security policy allows the scripts of one response only, by a
nonce.
"""

import gzip
import json
from importlib.resources import files
from secrets import token_urlsafe

BUNDLE = files("recruit.entrypoints.http") / "scalar.js.gz"
SHA256 = "dcb027152bf20bf2f6dcd66e8f9fb073c1a9e274cf0b94b939a7d99ab8947060"
"""Hash of the decompressed file, `dist/browser/standalone.js` of the npm package @scalar/api-reference 1.76.0."""

NAME = f"scalar-{SHA256[:16]}.js"
CONFIGURATION = {
    "url": "/schema/openapi.json",
    "authentication": {"preferredSecurityScheme": "bearer"},
    "orderSchemaPropertiesBy": "preserve",
    "withDefaultFonts": False,
    "telemetry": False,
    "persistAuth": False,
    "hideClientButton": True,
    "showDeveloperTools": "never",
    "agent": {"disabled": True},
    "mcp": {"disabled": True},
}
# The bundle creates style elements without the nonce, and tries to compile code unless `jitless` forbids it.
PREPARATION = """
const create = Document.prototype.createElement;
Document.prototype.createElement = function (name, options) {
  const element = create.call(this, name, options);
  if (name === "style") element.nonce = "NONCE";
  return element;
};
globalThis.__zod_globalConfig = {jitless: true};
"""
PAGE = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta property="csp-nonce" content="NONCE">
<title>recruit API</title>
<link rel="icon" href="data:,">
<script nonce="NONCE">{PREPARATION}</script>
</head>
<body>
<noscript><p>This page needs scripts. <a href="/schema/plain">The same without them</a>.</p></noscript>
<div id="reference"></div>
<script nonce="NONCE" src="/schema/{NAME}"></script>
<script nonce="NONCE">Scalar.createApiReference("#reference", {json.dumps(CONFIGURATION)})</script>
</body>
</html>
"""


def page() -> tuple[str, str]:
    """Return the page and its content security policy."""
    nonce = token_urlsafe(16)
    return PAGE.replace("NONCE", nonce), (
        f"default-src 'none'; script-src 'nonce-{nonce}'; style-src-elem 'nonce-{nonce}'; "
        "style-src-attr 'unsafe-inline'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'"
    )


def bundle(*, compressed: bool) -> bytes:
    """Return the script, compressed with gzip or decompressed."""
    data = BUNDLE.read_bytes()
    return data if compressed else gzip.decompress(data)
