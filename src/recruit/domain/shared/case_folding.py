"""Text without case, as every storage compares it."""


def folded(text: str) -> str:
    """Return a text in lower case, letter by letter, as Unicode's simple mapping has it: "İ" becomes "i" alone."""
    return "".join(letter.lower()[0] for letter in text)
