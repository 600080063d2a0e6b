"""The OpenAPI document and its routes. Generating it takes half a second, so that tests share one."""

import json
from typing import Any

from recruit.entrypoints.http.app import describe

DOCUMENT: dict[str, Any] = json.loads(json.dumps(describe()))
ROUTES = [f"{method.upper()} {path}" for path, item in DOCUMENT["paths"].items() for method in item]
