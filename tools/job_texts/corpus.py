"""The labelled job texts: folders with a jobs.json and its texts, and files of adverts with inline answers.

    @ language kind occupation | employment type | remote option | low-high CURRENCY period
    We need {T:two welders|welders} in {L:Leeds}; {R:TIG} is a must, {N:MIG} a plus.

T = title, L = location, R = required, N = nice to have. Alternative correct forms follow after bars. A dash in the
header line marks a field that the text doesn't name.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_MARK = re.compile(r"\{([TLRN]):([^{}]*)\}")
_FIELDS = {"T": "title", "L": "location"}
_SKILLS = {"R": "required_skills", "N": "nice_to_have_skills"}
_PAY = re.compile(r"([\d.]*)-([\d.]*) ([A-Z]{3}) (\w+)")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A job text with its answers, in the format of jobs.json, and its source."""

    name: str
    source: str
    language: str
    text: str
    gold: dict[str, Any]


def read(path: Path) -> Iterator[Labelled]:
    """Yield the labelled texts of a folder or a file."""
    yield from _adverts(path) if path.is_file() else _folder(path)


def _folder(folder: Path) -> Iterator[Labelled]:
    for item in json.loads((folder / "jobs.json").read_text()):
        text = (folder / item["file"]).read_text().strip()
        yield Labelled(item["id"], folder.name, item.get("language", "en"), text, item["gold"])


def _adverts(file: Path) -> Iterator[Labelled]:
    for number, advert in enumerate(filter(None, re.split(r"^@ ", file.read_text(), flags=re.MULTILINE)), 1):
        head, _, body = advert.partition("\n")
        about, employment, remote, pay = (part.strip() for part in head.split("|"))
        gold: dict[str, Any] = {name: [] for name in (*_FIELDS.values(), *_SKILLS.values())}
        for kind, forms in _MARK.findall(body):
            if kind in _FIELDS:
                gold[_FIELDS[kind]] += forms.split("|")
            else:
                gold[_SKILLS[kind]].append(forms)
        gold |= {"employment_type": _said(employment), "remote_option": _said(remote), **_pay(pay)}
        text = _MARK.sub(lambda found: found[2].split("|")[0], body).strip()
        yield Labelled(f"{file.stem}-{number:03}", f"adverts-{file.stem}", about.split()[0], text, gold)


def _said(value: str) -> str | None:
    return None if value == "-" else value


def _pay(words: str) -> dict[str, Any]:
    found = _PAY.fullmatch(words)
    low, high, currency = (found[1], found[2], found[3]) if found else ("", "", None)
    return {
        "salary_min": float(low) if low else None, "salary_max": float(high) if high else None, "currency": currency
    }  # fmt: skip
