"""Addresses that a form's user is led back to: pages, never the paths that only take forms."""

import re
from functools import cache

from litestar import Litestar

PARAMETER = re.compile(r"\{\w+:(\w+)\}")


def page_above(app: Litestar, path: str) -> str:
    """Return a path if it can be opened, or else the nearest one above it that can."""
    opened = _opened(app)
    while path and not opened.fullmatch(path):
        path = path.rpartition("/")[0]
    return path or "/"


@cache
def _opened(app: Litestar) -> re.Pattern[str]:
    """Return a pattern of all paths that can be opened."""
    paths = [route.path for route in app.routes if "GET" in getattr(route, "methods", ())]
    return re.compile(
        "|".join(PARAMETER.sub(lambda found: r"\d+" if found[1] == "int" else "[^/]+", one) for one in paths)
    )
