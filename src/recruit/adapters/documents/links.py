"""Links as text: an address that hides behind a word is written out beside it."""

LONGEST_ADDRESS = 1_000


def with_address(text: str, address: str | None) -> str:
    """Return `text`, followed by the web address it leads to unless it says that address itself."""
    if not address or len(address) > LONGEST_ADDRESS or not address.startswith(("http://", "https://")):
        return text
    bare = address.split("://", 1)[1].rstrip("/")
    return text if bare.removeprefix("www.") in text else f"{text} ({address})"
