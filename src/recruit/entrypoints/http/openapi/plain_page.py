"""The OpenAPI document as one HTML page without scripts."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import Any
from urllib.parse import urlencode

Document = Mapping[str, Any]
FORM = "application/x-www-form-urlencoded"

STYLE = """
:root { color-scheme: light dark; --line: #8884; --soft: #8882; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 2rem 1rem; }
h1 { margin-bottom: 0; } h2 { border-bottom: 1px solid var(--line); margin-top: 2.5rem; }
code, pre { font: 14px/1.45 ui-monospace, monospace; }
pre { background: var(--soft); border-radius: 6px; overflow-x: auto; padding: .8rem; margin: .4rem 0; }
details { border: 1px solid var(--line); border-radius: 6px; margin: .5rem 0; padding: 0 .8rem; }
details[open] { padding-bottom: .8rem; }
summary { cursor: pointer; display: flex; flex-wrap: wrap; gap: 0 .6rem; padding: .6rem 0; }
summary::before { content: "▸"; } details[open] > summary::before { content: "▾"; }
summary span { margin-left: auto; opacity: .7; }
b { min-width: 4.2rem; }
.get b { color: #2a7ae2; } .post b { color: #1f9d55; } .patch b { color: #c77700; } .delete b { color: #d33; }
table { border-collapse: collapse; width: 100%; }
td { border-bottom: 1px solid var(--line); padding: .25rem .6rem; text-align: left; vertical-align: top; }
h4 { margin: 1rem 0 .2rem; } nav a { margin-right: 1rem; }
@media (max-width: 40rem) {
  code { overflow-wrap: anywhere; }
  tr { border-bottom: 1px solid var(--line); display: flex; flex-wrap: wrap; gap: 0 .8rem; padding: .25rem 0; }
  td { border: 0; overflow-wrap: anywhere; padding: 0; }
}
"""


def render(document: Document) -> str:
    """Return the page."""
    info = document["info"]
    tags = document["tags"]
    links = " ".join(f'<a href="#{_anchor(tag)}">{escape(tag["name"])}</a>' for tag in tags)
    sections = "".join(_section(document, tag) for tag in tags)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(info["title"])} API</title>'
        f'<meta name="viewport" content="width=device-width"><style>{STYLE}</style></head><body>'
        f"<h1>{escape(info['title'])} API</h1><p>Version {escape(info['version'])}. {_prose(info['description'])} "
        f'<a href="/schema">With search and requests to try</a>. '
        f'The document itself: <a href="/schema/openapi.json">openapi.json</a>.</p><nav>{links}</nav>{sections}'
        "</body></html>"
    )


def _section(document: Document, tag: Mapping[str, str]) -> str:
    operations = "".join(
        _operation(document, path, method, operation)
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if tag["name"] in operation["tags"]
    )
    return f'<h2 id="{_anchor(tag)}">{escape(tag["name"])}</h2><p>{escape(tag["description"])}</p>{operations}'


def _anchor(tag: Mapping[str, str]) -> str:
    """Return the id of a tag's section. HTML allows no spaces in it."""
    return escape(tag["name"].lower().replace(" ", "-"))


def _operation(document: Document, path: str, method: str, operation: Document) -> str:
    lock = "" if operation["security"] else " (no token needed)"
    return (
        f'<details class="{method}"><summary><b>{method.upper()}</b> <code>{escape(path)}</code>'
        f"<span>{escape(operation['summary'])}</span></summary><p>{_prose(operation['description'])}{lock}</p>"
        f"{_parameters(operation)}{_body(document, operation)}{''.join(_responses(document, operation))}</details>"
    )


def _prose(text: str) -> str:
    """Return a text as HTML, with text between backticks as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))


def _parameters(operation: Document) -> str:
    rows = "".join(
        f"<tr><td><code>{escape(found['name'])}</code></td><td>{escape(found['in'])}</td>"
        f"<td>{escape(_kind(found['schema']))}</td><td>{escape(found.get('description', ''))}</td></tr>"
        for found in operation.get("parameters", [])
    )
    return f"<h4>Parameters</h4><table>{rows}</table>" if rows else ""


def _body(document: Document, operation: Document) -> str:
    if "requestBody" not in operation:
        return ""
    kind, content = next(iter(operation["requestBody"]["content"].items()))
    schema = _resolved(document, content["schema"])
    required = schema.get("required", [])
    rows = "".join(
        f"<tr><td><code>{escape(name)}</code></td><td>{escape(_kind(_resolved(document, field)))}</td>"
        f"<td>{'required' if name in required else ''}</td></tr>"
        for name, field in schema.get("properties", {}).items()
    )
    examples = _examples(schema, urlencode if kind == FORM else _text)
    return f"<h4>Body <code>{escape(kind)}</code></h4><table>{rows}</table>{examples}"


def _responses(document: Document, operation: Document) -> Iterator[str]:
    for status, response in sorted(operation["responses"].items()):
        codes = response["headers"].get("Error-Code", {"schema": {"enum": []}})["schema"]["enum"]
        marked_up_codes = "".join(f" <code>{escape(code)}</code>" for code in codes)
        yield f"<h4>{escape(status)}{marked_up_codes}</h4><p>{escape(response['description'])}</p>"
        if status.startswith("2"):
            for content in response.get("content", {}).values():
                yield _examples(_resolved(document, content["schema"]), _text)


def _examples(schema: Document, encode: Callable[[Any], str]) -> str:
    return "".join(f"<pre>{escape(encode(example))}</pre>" for example in schema.get("examples", []))


def _text(example: Any) -> str:
    return example if isinstance(example, str) else json.dumps(example, indent=2, ensure_ascii=False)


def _resolved(document: Document, schema: Document) -> Document:
    if "$ref" in schema:
        found: Document = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        return found
    return schema


def _kind(schema: Document) -> str:
    """Return a short description of a schema."""
    for several in ("anyOf", "oneOf"):
        if several in schema:
            return " or ".join(dict.fromkeys(_kind(member) for member in schema[several]))
    bounds = {"minimum": "≥", "maximum": "≤", "minLength": "length ≥", "maxLength": "length ≤", "maxItems": "items ≤"}
    limits = [f"{words} {schema[name]}" for name, words in bounds.items() if name in schema]
    default = [f"default {json.dumps(schema['default'])}"] if "default" in schema else []
    kind = schema.get("type", "any")
    return ", ".join([" or ".join(kind) if isinstance(kind, list) else str(kind), *limits, *default])
