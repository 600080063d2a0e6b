"""Write the operations and models of the Python client from the OpenAPI document; with `--check`, compare them."""

import keyword
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from textwrap import indent
from typing import Any, NamedTuple

from recruit.entrypoints.http.app import describe

PACKAGE = Path(__file__).parents[1] / "clients" / "python" / "src" / "recruit_client"
GENERATED = '"""{} Generated from the OpenAPI document by `make client`: don\'t edit it."""\n\n'
METHODS = ("get", "post", "put", "patch", "delete")
SCALARS = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None", "object": "Any"}
JSON, EVENTS = "application/json", "text/event-stream"
BODIES = {JSON: "json", "application/x-www-form-urlencoded": "form", "multipart/form-data": "files"}
"""Media type of a request's body → argument of the client's functions that send it."""

RETURNED = {"download": "bytes", "do": "None"}
"""Types that methods of the transport return by themselves."""

PAGING = {"skip", "cursor", "sync_token", "format"}
"""Query parameters that the client sets by itself, or has another method for."""

SYNC = '''\
def {name}(self, sync_token: str | None = None, include: Sequence[str] = ()) -> {model}:
    """Return all rows and a token, or what changed since the token of an earlier call."""
    return self._sync({model}, {target}, sync_token, include)
'''

Schema = Mapping[str, Any]


class Argument(NamedTuple):
    """An argument of a method: its name in Python and in the API, its type, and whether it must be given."""

    name: str
    sent_as: str
    type: str
    required: bool

    def __str__(self) -> str:
        return f"{self.name}: {self.type}" if self.required else f"{self.name}: {_or_unset(self.type)}"


class Operation(NamedTuple):
    """An operation: what it takes and returns, and the method of the client's transport that it calls.

    `kind` is the way in which `body` is sent, and `sync` the model of its changes since a token, if it has those.
    """

    name: str
    method: str
    path: str
    in_path: Sequence[Argument]
    query: Sequence[Argument]
    kind: str
    body: Sequence[Argument]
    call: str
    returned: str
    sync: str
    keyed: bool
    about: Schema


class Document:
    """An OpenAPI document as Python source."""

    def __init__(self, document: Schema) -> None:
        self._paths: Schema = document["paths"]
        self.schemas: Mapping[str, Schema] = document["components"]["schemas"]

    def models(self) -> str:
        """Return the module of models: a Struct for each object, an alias for each set of words."""
        lines = [
            GENERATED.format("What the API takes and returns."),
            "from __future__ import annotations\n\n",
            "from datetime import datetime\nfrom typing import Any, Literal, TypeAlias\n\n",
            "from msgspec import UNSET, Struct, UnsetType\n\n",
        ]
        used = self.used_schemas()
        for name, schema in used.items():
            if "enum" in schema:
                words = ", ".join(map(repr, schema["enum"]))
                lines.append(f"{name}: TypeAlias = Literal[{words}]\n{_docstring(schema)}\n")
        for name, schema in used.items():
            if "enum" not in schema:
                fields = "".join(self._fields(schema)) or "    pass\n"
                lines.append(f"class {name}(Struct, kw_only=True):\n{indent(_docstring(schema), '    ')}\n{fields}\n")
        return "\n".join(lines)

    def operations(self) -> str:
        """Return the module of operations: a method for each."""
        lines = [
            GENERATED.format("The operations of the API."),
            "from collections.abc import Iterator, Sequence\nfrom datetime import datetime\nfrom typing import Any\n\n",
            "from msgspec import UNSET, UnsetType\n\n",
            "from recruit_client import models\nfrom recruit_client.transport import File, Transport, quoted\n\n\n",
            'class Operations(Transport):\n    """A method for each operation, with its name in the reference."""\n\n',
        ]
        for operation in self._operations():
            lines += [indent(one, "    ") + "\n" for one in self._methods(operation)]
        return "".join(lines)

    def used_schemas(self) -> Mapping[str, Schema]:
        """Return the schemas that methods return, or take as a part of a body."""
        found: set[str] = set()
        wanted: list[Any] = []
        for operation in (one for methods in self._paths.values() for kind, one in methods.items() if kind in METHODS):
            wanted += [one for status, one in operation["responses"].items() if status.startswith("2")]
            wanted += [one["schema"] for one in operation.get("parameters", ())]
            wanted += [self._body_schema(operation).get("properties", {})]
        while wanted:
            part = wanted.pop()
            if isinstance(part, Mapping):
                if "$ref" in part and (name := reference(part)) not in found:
                    found.add(name)
                    wanted.append(self.schemas[name])
                wanted += [value for key, value in part.items() if key not in {"examples", "example", "default"}]
            elif isinstance(part, list):
                wanted += part
        return {name: schema for name, schema in self.schemas.items() if name in found}

    def _fields(self, schema: Schema) -> Iterator[str]:
        """Yield the fields of a model. Words are str, since a later server may have more of them."""
        required = set(schema.get("required", ()))
        for name, field in sorted(schema.get("properties", {}).items(), key=lambda one: one[0] not in required):
            type = self._type(field, words=False)
            if name not in required:
                type = f"{type} = None" if "None" in type else _or_unset(type)
            yield f"    {name}: {type}\n"

    def _operations(self) -> Iterator[Operation]:
        """Yield the operations that clients have a method for."""
        for path, methods in self._paths.items():
            yield from (self._operation(path, one, methods[one]) for one in METHODS if one in methods)

    def _operation(self, path: str, method: str, about: Schema) -> Operation:
        parameters = {one["name"]: one for one in about.get("parameters", ()) if one["in"] != "header"}
        left_out = PAGING | {"limit"} if "cursor" in parameters else PAGING
        own = [one for name, one in parameters.items() if name not in left_out]
        in_path = [self._argument(one["name"], one["schema"], required=True) for one in own if one["in"] == "path"]
        query = [self._argument(one["name"], one["schema"], required=False) for one in own if one["in"] == "query"]
        kind, body = self._body(about)
        answers = next(v for status, v in about["responses"].items() if status.startswith("2")).get("content", {})
        sync = ""
        if "cursor" in parameters:
            returned, call = self._row(answers[JSON]["schema"]), "rows"
        elif EVENTS in answers:
            events = answers[EVENTS]["schema"]
            returned, call = self._type(events.get("contentSchema", {}).get("items", events)), "events"
        elif JSON in answers:
            returned, call = self._type(answers[JSON]["schema"]), "call"
        else:
            returned, call = "", "download" if answers else "do"
        if "sync_token" in parameters:
            choices = answers[JSON]["schema"]["anyOf"]
            sync = next(reference(one) for one in choices if reference(one).endswith("Sync"))
        keyed = any(one["name"] == "Idempotency-Key" for one in about.get("parameters", ()))
        return Operation(
            about["operationId"], method.upper(), path, in_path, query, kind, body, call, returned, sync, keyed, about
        )

    def _methods(self, operation: Operation) -> Iterator[str]:
        returned = RETURNED.get(operation.call, operation.returned)
        model = "" if operation.call in RETURNED else f"{operation.returned}, "
        given = _joined(operation.query, "query"), _joined(operation.body, operation.kind)
        target = _address(operation.path, operation.in_path)
        keyed = ", keyed=True" if operation.keyed else ""
        shown = f"self._{operation.call}({model}{operation.method!r}, {target}{''.join(given)}{keyed})"
        listed = f"Iterator[{returned}]" if operation.call in {"rows", "events"} else returned
        arguments = [*operation.in_path, *operation.body, *operation.query]
        yield _method(operation.name, arguments, listed, operation.about, shown)
        if operation.sync:
            name = operation.name.replace("list_", "sync_")
            yield SYNC.format(name=name, model=f"models.{operation.sync}", target=target)

    def _body(self, operation: Schema) -> tuple[str, list[Argument]]:
        """Return the argument that sends the body, and the fields of the body."""
        schema = self._body_schema(operation)
        kinds = operation.get("requestBody", {}).get("content", {})
        required = set(schema.get("required", ()))
        fields = sorted(schema.get("properties", {}).items(), key=lambda one: one[0] not in required)
        kind = next((argument for media, argument in BODIES.items() if media in kinds), "")
        return kind, [self._argument(name, one, required=name in required) for name, one in fields]

    def _body_schema(self, operation: Schema) -> Schema:
        for media in operation.get("requestBody", {}).get("content", {}).values():
            schema: Schema = media["schema"]
            return self.schemas[reference(schema)] if "$ref" in schema else schema
        return {}

    def _argument(self, name: str, schema: Schema, *, required: bool) -> Argument:
        return Argument(f"{name}_" if keyword.iskeyword(name) else name, name, self._type(schema), required)

    def _row(self, schema: Schema) -> str:
        """Return the type of the rows of a list."""
        page = next(one for one in schema.get("anyOf", [schema]) if not reference(one).endswith("Sync"))
        items: Schema = self.schemas[reference(page)]["properties"]["items"]
        return self._type(items["items"])

    def _type(self, schema: Schema, *, words: bool = True) -> str:
        """Return the type of a value. `words` tells whether words of a set are a Literal, else they are str."""
        if "$ref" in schema:
            name = reference(schema)
            if not words:
                return "str" if "enum" in self.schemas[name] else name
            return f"models.{name}"
        for choice in ("anyOf", "oneOf"):
            if choice in schema:
                return " | ".join(dict.fromkeys(self._type(one, words=words) for one in schema[choice]))
        if schema.get("type") == "array":
            return f"{'Sequence' if words else 'list'}[{self._type(schema['items'], words=words)}]"
        special = {("contentMediaType", JSON): "Any", ("format", "binary"): "File", ("format", "date-time"): "datetime"}
        known = (python for (key, value), python in special.items() if schema.get(key) == value)
        kinds = schema.get("type", "string")
        return next(known, " | ".join(SCALARS[one] for one in ([kinds] if isinstance(kinds, str) else kinds)))


def _or_unset(type: str) -> str:
    """Return the type of a value that may be left out, with its default. None comes last in a union."""
    parts = [one for one in type.split(" | ") if one != "None"]
    last = ["None"] if len(parts) < len(type.split(" | ")) else []
    return " | ".join([*parts, "UnsetType", *last]) + " = UNSET"


def reference(schema: Schema) -> str:
    """Return the name of the schema that a schema refers to."""
    name: str = schema["$ref"].rpartition("/")[2]
    return name


def _address(path: str, arguments: Sequence[Argument]) -> str:
    for one in arguments:
        if one.type == "str":
            path = path.replace(f"{{{one.name}}}", f"{{quoted({one.name})}}")
    return f"f{path!r}" if arguments else repr(path)


def _joined(arguments: Sequence[Argument], name: str) -> str:
    items = ", ".join(f"{one.sent_as!r}: {one.name}" for one in arguments)
    return f", {name}={{{items}}}" if arguments else ""


def _method(name: str, arguments: Sequence[Argument], returned: str, about: Schema, shown: str) -> str:
    ordered = sorted(arguments, key=lambda one: not one.required)
    in_path = [one for one in ordered if f"{{{one.name}}}" in shown or f"quoted({one.name})" in shown]
    named = [one for one in ordered if one not in in_path]
    signature = ", ".join(["self", *map(str, in_path), *(["*"] if named else []), *map(str, named)])
    body = shown if returned == "None" else f"return {shown}"
    return f"def {name}({signature}) -> {returned}:\n{indent(_docstring(about), '    ')}\n    {body}\n"


def _docstring(about: Schema) -> str:
    text = (about.get("description") or about.get("summary") or "").strip().split("\n\n")[0].replace("\n", " ")
    return f'"""{text}"""'.replace("\\", "\\\\")


def formatted(file: Path, source: str) -> str:
    """Return the source of a file without unused imports, as ruff formats it."""
    for command in (["check", "--fix-only", "--select", "F401,I", "--quiet"], ["format"]):
        ruff = [sys.executable, "-m", "ruff", *command, "--stdin-filename", str(file), "-"]
        source = subprocess.run(ruff, input=source, capture_output=True, text=True, check=True).stdout  # noqa: S603
    return source


def main() -> None:
    """Run the command."""
    document = Document(describe())
    for name, source in (("models.py", document.models()), ("operations.py", document.operations())):
        file = PACKAGE / name
        text = formatted(file, source)
        if "--check" not in sys.argv[1:]:
            file.write_text(text, "utf-8")
        elif file.read_text("utf-8") != text:
            sys.exit("The Python client isn't that of the API any more: run `make client` and commit what it changes.")


if __name__ == "__main__":
    main()
