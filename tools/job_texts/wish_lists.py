"""The invented examples of requirements in job texts, by language."""

from pathlib import Path

EXAMPLES = Path(__file__).with_name("wish_examples.txt")


def read() -> dict[str, dict[str, list[str]]]:
    """Return the phrases by language and mark: + for skills, - for other phrases, h and o for headings."""
    found: dict[str, dict[str, list[str]]] = {}
    speech = ""
    for line in filter(None, map(str.strip, EXAMPLES.read_text().split("\n"))):
        if line.startswith("["):
            speech = line.strip("[]")
            found[speech] = {}
        elif not line.startswith("#"):
            found[speech][line[0]] = [phrase.strip() for phrase in line[1:].split(";") if phrase.strip()]
    return found
