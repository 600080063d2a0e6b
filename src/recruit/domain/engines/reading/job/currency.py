"""The default currency of an amount without one: that of the job's country, else of the text's language."""

import re

from recruit.domain.engines.reading.job.salary import DEFAULT_CURRENCY
from recruit.domain.engines.reading.text.language_detection import detect_language

_EURO = "AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK".split()
BY_COUNTRY = dict.fromkeys(_EURO, "EUR") | {
    "AE": "AED", "AR": "ARS", "AU": "AUD", "BD": "BDT", "BG": "BGN", "BR": "BRL", "CA": "CAD", "CH": "CHF", "CL": "CLP",
    "CN": "CNY", "CO": "COP", "CZ": "CZK", "DK": "DKK", "EG": "EGP", "GB": "GBP", "GH": "GHS", "HK": "HKD", "HU": "HUF",
    "ID": "IDR", "IL": "ILS", "IN": "INR", "JP": "JPY", "KE": "KES", "KR": "KRW", "LI": "CHF", "LK": "LKR", "MX": "MXN",
    "MY": "MYR", "NG": "NGN", "NO": "NOK", "NZ": "NZD", "PE": "PEN", "PH": "PHP", "PK": "PKR", "PL": "PLN", "QA": "QAR",
    "RO": "RON", "SA": "SAR", "SE": "SEK", "SG": "SGD", "TH": "THB", "TR": "TRY", "TW": "TWD", "UA": "UAH", "US": "USD",
    "VN": "VND", "ZA": "ZAR",
}  # fmt: skip
"""The currencies of countries by ISO 3166 code, from the Unicode CLDR."""

_BY_LANGUAGE = {"de": "EUR", "fr": "EUR", "es": "EUR", "pt": "EUR", "it": "EUR", "nl": "EUR"}
_OWN_DOLLAR = frozenset("AR AU CA CL CO HK MX NZ SG".split())
"""Countries whose own currency is written with a dollar sign."""

_DOLLARS = re.compile(r"USD|US\$|d[oó]lar", re.IGNORECASE)
_BRITAIN = re.compile(
    r"\b(?:DBS|CSCS|NHS|NMC|UK|SIA|CPCS|PAYE|umbrella|NVQ|pro rata|p\.a\.|pa\b|driving licence|bank holidays)\b"
)
_BRAZIL = re.compile(r"\b(?:CLT|PJ|CNPJ|CNH|VT|VR|vaga|vagas|estágio|salário|carteira assinada)\b")

_EURO_AREA = re.compile(r"\b(?:RAL|TJM|lord[oi]|brut(?:s|to)?)\b")
"""Words about pay from euro countries, for texts too short for language detection."""


def currency(written: str | None, country: str | None, text: str) -> str:
    """Return the currency written in the text, else that of the country, else the likeliest for the text's language.

    A bare dollar sign means the country's own dollar or peso if it has one.
    """
    known = BY_COUNTRY.get(country or "")
    language = detect_language(text)
    if written and not (written == DEFAULT_CURRENCY and country in _OWN_DOLLAR and not _DOLLARS.search(text)):
        return written
    if known:
        return known
    if language == "en" and _BRITAIN.search(text):
        return "GBP"
    if language == "en" and _EURO_AREA.search(text):
        return "EUR"
    if language == "pt" and _BRAZIL.search(text):
        return "BRL"
    return _BY_LANGUAGE.get(language, DEFAULT_CURRENCY)
