"""Case folding for comparisons, the same in every storage."""


def lowered(text: str) -> str:
    """Return a text in lower case, by Unicode's simple (one-to-one) mapping: "İ" becomes "i" alone."""
    return "".join(letter.lower()[0] for letter in text)
