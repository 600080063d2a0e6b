"""Addresses of style sheets: data addresses, and those of font services."""

import base64
import binascii
from typing import Any, Final
from urllib.parse import unquote_to_bytes

FONTS: Final = ("fonts.googleapis.com/", "themes.googleusercontent.com/fonts/", "fonts.bunny.net/", "use.typekit.net/")
"""Services whose style sheets declare fonts only."""


def of_token(token: Any) -> str | None:
    """Return the address in a string or url() token, or None."""
    if token is None:
        return None
    if token.type in {"string", "url"}:
        return str(token.value)
    if token.type == "function" and token.lower_name == "url" and token.arguments:
        return of_token(token.arguments[0])
    return None


def embedded(address: str) -> str | None:
    """Return the style sheet in a data: address, or None for any other address."""
    head, comma, body = address.strip().partition(",")
    if not comma or not head.lower().startswith("data:text/css"):
        return None
    data = unquote_to_bytes(body)
    if head.lower().endswith(";base64"):
        try:
            data = base64.b64decode(data)
        except (binascii.Error, ValueError):
            return ""
    return data.decode("utf-8", "replace")


def is_of_fonts(address: str) -> bool:
    """Return whether an address is a font service's."""
    return address.strip().partition("//")[2].startswith(FONTS)
