"""Private names of other packages are used only in the `*_internals` modules, one per package."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import recruit

ROOT = Path(recruit.__file__).parent
INTERNALS_MODULES = set(ROOT.rglob("*_internals.py"))
UNDOCUMENTED = ("asyncpg.protocol", "litestar.utils.scope", "uvicorn.protocols", "uvicorn.server")
"""Modules that their packages don't document."""

ALLOWED = {"os._exit", "etree._Element"}
"""Private names that are documented, or are a type's only name."""

NAMED_TUPLE_NAMES = {"_asdict", "_fields", "_make", "_replace"}
"""Documented methods of named tuples."""

WORTH_PARSING = re.compile(r"(?<!self)(?<!cls)\._[a-z]|import _[a-z]|" + "|".join(map(re.escape, UNDOCUMENTED)))


def test_the_internals_modules_are_the_expected_ones() -> None:
    assert {path.name for path in INTERNALS_MODULES} == {
        "asyncpg_internals.py",
        "litestar_internals.py",
        "uvicorn_internals.py",
    }


def test_private_names_are_used_only_in_internals_modules() -> None:
    outside = [path for path in ROOT.rglob("*.py") if path not in INTERNALS_MODULES]
    assert [f"{path.relative_to(ROOT)}: {name}" for path in outside for name in private(path.read_text())] == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import asyncpg\nasyncpg.x._y", ["asyncpg.x._y"]),
        ("f()._y", ["f()._y"]),
        ("from a._b import c", ["a._b"]),
        ("from a import _b", ["a._b"]),
        ("import uvicorn.protocols.http", ["uvicorn.protocols.http"]),
        ("class A:\n    def _y(self): return self._z + super()._w\n    def n(self, other): return other._y", []),
        ("a.__name__", []),
    ],
)
def test_uses_of_private_names_are_found(source: str, found: list[str]) -> None:
    assert list(private(source)) == found


def private(source: str) -> Iterator[str]:
    """Yield the private names of other packages that `source` uses: modules, and attributes that it doesn't define."""
    nodes = list(ast.walk(ast.parse(source))) if WORTH_PARSING.search(source) else []
    own = NAMED_TUPLE_NAMES | {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
    own |= {node.attr for node in nodes if isinstance(node, ast.Attribute) and _is_own(node.value)}
    for node in nodes:
        if isinstance(node, ast.Attribute) and _is_private(node.attr) and node.attr not in own:
            if (name := ast.unparse(node)) not in ALLOWED:
                yield name
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from _internal(node.module)
            yield from (f"{node.module}.{one.name}" for one in node.names if _is_private(one.name))
        elif isinstance(node, ast.Import):
            for one in node.names:
                yield from _internal(one.name)


def _is_own(value: ast.expr) -> bool:
    called = value.func if isinstance(value, ast.Call) else value
    return isinstance(called, ast.Name) and called.id in {"self", "cls", "super"}


def _is_private(name: str) -> bool:
    return name.startswith("_") and not name.endswith("__")


def _internal(module: str) -> Iterator[str]:
    if module.startswith(UNDOCUMENTED) or any(map(_is_private, module.split("."))):
        yield module
