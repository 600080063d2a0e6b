"""The invented examples of requirements in job texts, by language, and the format of such files."""

from collections.abc import Iterator
from pathlib import Path

EXAMPLES = Path(__file__).with_name("wish_examples.txt")


def read() -> dict[str, dict[str, list[str]]]:
    """Return the phrases by language and mark: + for skills, - for other phrases, h and o for headings."""
    found: dict[str, dict[str, list[str]]] = {}
    for language, line in language_lines(EXAMPLES):
        phrases = [phrase.strip() for phrase in line[1:].split(";") if phrase.strip()]
        found.setdefault(language, {})[line[0]] = phrases
    return found


def language_lines(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the lines below headings such as "[en]", each with the language of its heading, without comments (#)."""
    language = ""
    for line in path.read_text().split("\n"):
        if line.startswith("["):
            language = line.strip("[]")
        elif line and not line.startswith("#"):
            yield language, line
