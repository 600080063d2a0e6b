"""Write the operations and models of the TypeScript client from the OpenAPI document; with `--check`, compare them."""

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from recruit.entrypoints.http.app import describe
from tools.client import JSON, Document, Operation, Schema, reference

PACKAGE = Path(__file__).parents[1] / "clients" / "typescript" / "src"
GENERATED = "/** {} Generated from the OpenAPI document by `make client`: don't edit it. */\n\n"
SCALARS = {
    "string": "string",
    "integer": "number",
    "number": "number",
    "boolean": "boolean",
    "null": "null",
    "object": "Record<string, unknown>",
}
LONGEST_LINE = 80
RETURNED = {"download": "Promise<Blob>", "do": "Promise<void>"}
"""Types that methods of the transport return by themselves."""


class TypeScript(Document):
    """An OpenAPI document as TypeScript source."""

    def models(self) -> str:
        """Return the module of models: an interface for each object, a type for each set of words."""
        lines = [GENERATED.format("What the API takes and returns.")]
        for name, schema in self.used_schemas().items():
            if "enum" in schema:
                lines.append(f"{_comment(schema)}export type {name} = {_words(schema)};\n\n")
            else:
                fields = "".join(self._fields(schema))
                lines.append(f"{_comment(schema)}export interface {name} {{\n{fields}}}\n\n")
        return "".join(lines).rstrip("\n") + "\n"

    def operations(self) -> str:
        """Return the module of operations: a method for each."""
        lines = [
            GENERATED.format("The operations of the API."),
            'import type * as models from "./models.js";\nimport { Transport } from "./transport.js";\n\n',
            "/** A method for each operation, with its name in the reference. */\n",
            "export class Operations extends Transport {\n",
        ]
        lines += [method for operation in self._operations() for method in self._methods(operation)]
        return "".join(lines).rstrip("\n") + "\n}\n"

    def _fields(self, schema: Schema) -> Iterator[str]:
        """Yield the fields of a model. Words are string, since a later server may have more of them."""
        required = set(schema.get("required", ()))
        for name, field in schema.get("properties", {}).items():
            yield f"  {name}{'' if name in required else '?'}: {self._type(field, words=False)};\n"

    def _methods(self, operation: Operation) -> Iterator[str]:
        path = re.sub(r"{(\w+)}", lambda found: f"${{encodeURIComponent({_camel(found[1])})}}", operation.path)
        target = f"`{path}`" if operation.in_path else f'"{path}"'
        named = [f"{_camel(one.name)}: {one.type}" for one in operation.in_path]
        given = [*operation.body, *operation.query]
        fields = [f"{one.sent_as}{'' if one.required else '?'}: {one.type}" for one in given]
        default = "" if any(one.required for one in given) else " = {}"
        taken = [*named, *([f"params: {_object(fields)}{default}"] if given else [])]
        kind = operation.kind if operation.body else "query"
        sent = [*([f"{kind}: params"] if given else []), *(["keyed: true"] if operation.keyed else [])]
        sending = f", {{ {', '.join(sent)} }}" if sent else ""
        generator = operation.call in {"rows", "events"}
        returned = f"{'AsyncGenerator' if generator else 'Promise'}<{operation.returned}>"
        yield (
            f"  {_comment(operation.about).strip()}\n"
            f"  {_camel(operation.name)}({', '.join(taken)}): {RETURNED.get(operation.call, returned)} {{\n"
            f'    return this.{operation.call}("{operation.method}", {target}{sending});\n  }}\n\n'
        )
        if operation.sync:
            yield (
                "  /** Return all rows and a token, or what changed since the token of an earlier call. */\n"
                f"  {_camel(operation.name.replace('list_', 'sync_'))}(syncToken?: string, include: string[] = []): "
                f"Promise<models.{operation.sync}> {{\n    return this.sync({target}, syncToken, include);\n  }}\n\n"
            )

    def _type(self, schema: Schema, *, words: bool = True) -> str:
        """Return the type of a value. `words` tells whether words of a set are a type, else they are string."""
        if "$ref" in schema:
            name = reference(schema)
            if not words:
                return "string" if "enum" in self.schemas[name] else name
            return f"models.{name}"
        for choice in ("anyOf", "oneOf"):
            if choice in schema:
                return " | ".join(dict.fromkeys(self._type(one, words=words) for one in schema[choice]))
        if schema.get("type") == "array":
            of = self._type(schema["items"], words=words)
            return f"({of})[]" if " " in of else f"{of}[]"
        special = {("contentMediaType", JSON): "unknown", ("format", "binary"): "Blob"}
        known = (type for (key, value), type in special.items() if schema.get(key) == value)
        kinds = schema.get("type", "string")
        return next(known, " | ".join(SCALARS[one] for one in ([kinds] if isinstance(kinds, str) else kinds)))


def _words(schema: Schema) -> str:
    return " | ".join(f'"{word}"' for word in schema["enum"])


def _object(fields: Sequence[str]) -> str:
    """Return the type of an object, on one line if it is short."""
    line = f"{{ {'; '.join(fields)} }}"
    return line if len(line) <= LONGEST_LINE else "{\n" + "".join(f"    {field};\n" for field in fields) + "  }"


def _camel(name: str) -> str:
    first, *others = name.strip("_").split("_")
    return first + "".join(one.capitalize() for one in others)


def _comment(about: Schema) -> str:
    text = (about.get("description") or about.get("summary") or "").strip().split("\n\n")[0].replace("\n", " ")
    return f"/** {text} */\n"


def main() -> None:
    """Run the command."""
    document = TypeScript(describe())
    for name, source in (("models.ts", document.models()), ("operations.ts", document.operations())):
        file = PACKAGE / name
        if "--check" not in sys.argv[1:]:
            file.write_text(source, "utf-8")
        elif file.read_text("utf-8") != source:
            sys.exit(
                "The TypeScript client isn't that of the API any more: run `make client` and commit what it changes."
            )


if __name__ == "__main__":
    main()
