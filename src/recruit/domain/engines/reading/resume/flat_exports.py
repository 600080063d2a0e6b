"""Exported records with flattened keys: "job[0].title: Baker", "work.1.company = Acme", "display_name: Jane Doe".

key = list, number, field, as "job[0].title", "job.0.title", "job/0/title" or "job_0_title"

A text with such keys is converted to a form: the items of a list are grouped under a heading of their list, the two
ends of a period become one label, and underscores become spaces. Other texts aren't changed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

FEWEST_KEYS = 4
MOST_LINES = 1_000

_KEY = re.compile(
    r"\s{0,8}[\"']?(?P<list>[a-z][a-z_]{1,30}?)(?:\[(?P<index>\d{1,2})\][._\[]?|[./_](?P<number>\d{1,2})[./_])"
    r"[\"']?(?P<field>[a-z_]{0,30})[\"']?\]?\s?[:=]\s{0,20}(?P<value>\S.*)?",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"\s{0,8}(?P<label>[a-z]+(?:_[a-z]+)+)\s?[:=]\s{0,20}(?P<value>\S.*)?", re.IGNORECASE)
_HEADINGS = {
    "Experience": frozenset(
        "job jobs work experience experiences position positions employment role roles career".split()
    ),
    "Education": frozenset("edu education school schools study studies degree degrees".split()),
}
_OTHER = "Other activities"
_FIRST = frozenset("from start begin since start_date date_from from_date startdate".split())
_LAST = frozenset("to end until end_date date_to to_date enddate".split())
_PRESENT = frozenset("current present now ongoing null none - n/a".split())


def unfold(text: str) -> str:
    """Return a text with flattened keys as a form; any other text is returned unchanged."""
    page = text.split("\n")
    if len(page) > MOST_LINES:
        return text
    found = [(_KEY.match(line), line) for line in page]
    if sum(key is not None for key, _ in found) < FEWEST_KEYS:
        return text
    return "\n".join(_in_order(found))


def _in_order(found: Sequence[tuple[re.Match[str] | None, str]]) -> Iterator[str]:
    """Yield the lines of a form: list items under their headings, the others with spaces in their labels."""
    for name, group in groupby(found, key=lambda row: row[0]["list"].casefold() if row[0] else ""):
        if name:
            yield from _list_lines(name, [key for key, _ in group if key])
        else:
            yield from (_with_spaces(line) for _, line in group)


def _list_lines(name: str, keys: Sequence[re.Match[str]]) -> Iterator[str]:
    yield from ("", next((heading for heading, lists in _HEADINGS.items() if name in lists), _OTHER))
    for _, item in groupby(keys, key=lambda key: key["index"] or key["number"]):
        fields = {key["field"].casefold().strip("_"): (key["value"] or "").strip() for key in item}
        yield from ("", *_item_lines(fields))


def _item_lines(fields: Mapping[str, str]) -> Iterator[str]:
    first = next((value for field, value in fields.items() if field in _FIRST), "")
    last = next((value for field, value in fields.items() if field in _LAST), "")
    is_current = last.strip("()<>\"' ").casefold() in _PRESENT
    span = f"{first} – {'present' if is_current else last}" if first and last else first or last
    rows = [(field, value) for field, value in fields.items() if field not in _FIRST and field not in _LAST]
    yield from (f"{field.replace('_', ' ')}: {value}" if field else value for field, value in rows[:2])
    if span:
        yield f"period: {span}"
    yield from (f"{field.replace('_', ' ')}: {value}" if field else value for field, value in rows[2:])


def _with_spaces(line: str) -> str:
    plain = _PLAIN.match(line)
    return f"{plain['label'].replace('_', ' ')}: {plain['value'] or ''}" if plain else line
