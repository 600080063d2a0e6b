"""The new value in an order to change something, without courtesies; None if another order follows it."""

import re

from recruit.domain.engines.language.mentions import text_of
from recruit.domain.engines.language.patterns import Found
from recruit.domain.engines.language.quotation_spans import quotation_at

_COURTESY = re.compile(
    r"(?:[\s,]+(?:please|pls|plz|thanks|thank you|thx|cheers|bitte|danke|s'il (?:te|vous) pla[iî]t|merci|por favor|gracias|"
    r"obrigad[oa]|grazie|per favore|alsjeblieft|bedankt))+[\s.!]*$",
    re.IGNORECASE,
)
_ORDERS = (
    "publish|unpublish|close|reopen|open|show|list|move|put|set|make|change|rename|retitle|update|bump|raise|lower|increase|"
    "cut|add|drop|remove|delete|pause|reject|hire|match|rank|draft|email|mail|write|note|tell|copy|clone"
)
_AND_THEN = re.compile(
    rf"(?:\b(?:and|then|but)\b|[,;&])\s*(?:(?:and|then|also|please)\s+)*(?:{_ORDERS})\s+"
    r"(?:it|its|them|her|him|this|that|the|my|our|an?|to|on|all|jobs?|candidates?|salary|pay|location|title|status|#?\d)\b",
    re.IGNORECASE,
)
_ANOTHER_FIELD = re.compile(
    r"\band (?:the|its) (?:title|name|location|place|city|department|salary|pay)\b", re.IGNORECASE
)
_INSTEAD = re.compile(r",?\s\bnot\s+\S+$", re.IGNORECASE)

_REASON = re.compile(
    r",?\s+(?:because|cos|cuz|since (?:we|he|she|they|it|the)|so (?:that|it|we|they|he|she)|as (?:he|she|they|we|it|discussed|agreed)"
    r"|like (?:we|he|she|they)|i think|weil|denn|damit|parce que|car|puisque|porque|ya que|pois|perché|poiché|omdat|want)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
"""A reason, or a comment, after a value."""

_SIGNS_BEFORE = re.compile(r"(?<![^\s\"'“‘(:=])[-−]?\s?[$€£¥₹₪₱₩₺₦]\s?$|$")
_SIGNS_BEHIND = re.compile(r"\s?[$€£¥₹₪₱₩₺₦]|\+(?=[\s.!]*$)")
"""Marks of an amount before and after a value, which are no tokens of it: "£50k", "50.000 €", "80k+"."""


def value(found: Found, message: str) -> str | None:
    """Return the slot "value" as it was written; None if its end is ambiguous.

    "Dublin and close it" and "Kinsale not Cork" are no places. A value in quotation marks ends with them.
    """
    quoted = quotation_at(message, found["value"][0].start)
    if quoted is not None:
        behind = message[quoted.end : max(quoted.end, found["value"][-1].end)]
        return quoted.text if quoted.text and not _COURTESY.sub("", behind).strip() else None
    before, behind = _SIGNS_BEFORE.search(message[: found["value"][0].start]), _signs_behind(found, message)
    text = without_reason(f"{before[0] if before else ''}{text_of(found['value'], message)}{behind}")
    text = _COURTESY.sub("", text).strip()
    return None if not text or any(one.search(text) for one in (_AND_THEN, _ANOTHER_FIELD, _INSTEAD)) else text


def without_reason(text: str) -> str:
    """Return a value without the reason behind it: "Pastry Chef because May left"."""
    return _REASON.sub("", text)


def _signs_behind(found: Found, message: str) -> str:
    signs = _SIGNS_BEHIND.match(message, found["value"][-1].end)
    return signs[0] if signs else ""
