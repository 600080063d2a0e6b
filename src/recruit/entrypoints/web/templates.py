"""The templates of the console, with strict variables and automatic escaping."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import minijinja

from recruit.domain.engines.reading.job.work_arrangements import EMPLOYMENT_TYPES, REMOTE_OPTIONS
from recruit.entrypoints.web import assets
from recruit.entrypoints.web.contacts import mail_link, phone_link
from recruit.entrypoints.web.forms import label
from recruit.entrypoints.web.stale import version
from recruit.entrypoints.web.text import day, decimal, number, said, stage_name, t

ROOT = Path(str(files("recruit.entrypoints.web") / "templates"))


@cache
def environment() -> minijinja.Environment:
    """Return the environment of all templates. Each is compiled when it is first used."""
    return minijinja.Environment(
        loader=_load,
        undefined_behavior="strict",
        trim_blocks=True,
        lstrip_blocks=True,
        auto_escape_callback=lambda _name: True,
        globals={
            "t": t,
            "asset": lambda name: minijinja.Markup(assets.address(name)),
            "label": label,
            "version": version,
            "arrangements": _arrangements,
        },
        filters={
            "number": number,
            "decimal": decimal,
            "said": said,
            "stage": stage_name,
            "iso": _iso,
            "day": day,
            "date": _date,
            "duration": _duration,
            "initials": _initials,
            "mailto": mail_link,
            "tel": phone_link,
        },
    )


def render(name: str, context: Mapping[str, Any]) -> str:
    """Return a template's HTML. Raises TemplateError for a variable that the context lacks."""
    return environment().render_template(name, **context)


def _load(name: str) -> str | None:
    path = ROOT / name
    return path.read_text("utf-8") if path.is_relative_to(ROOT) and path.is_file() else None


def _arrangements(field: str, own: str) -> list[tuple[str, str]]:
    """Return the values and texts of a choice of a job's arrangements: none, the usual ones, and its own one."""
    usual = {"employment_type": EMPLOYMENT_TYPES, "remote_option": REMOTE_OPTIONS}[field]
    return [("", "–"), *((one, t(one)) for one in usual), *([(own, own)] if own and own not in usual else [])]


def _iso(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _date(text: str) -> str:
    """Return a day as fields of dates take it, an empty text for any other text."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def _initials(name: str) -> str:
    """Return the first letters of the first and the last word of a name."""
    words = name.split()
    return "".join(word[0] for word in words[:1] + words[1:][-1:]).upper()


def _duration(seconds: int) -> str:
    """Return a length of time in its largest unit."""
    for length, unit in ((86_400, "{n} d"), (3_600, "{n} h")):
        if seconds >= length:
            return t(unit, n=seconds // length)
    return t("{n} min", n=seconds // 60)
