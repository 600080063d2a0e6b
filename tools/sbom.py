"""The software bill of materials of a release: recruit and the packages that it needs here, in CycloneDX 1.6.

Names, versions, licences and dependencies come from the metadata of the installed packages, whose versions are those of
requirements.lock. Without a serial number, the same packages give the same bytes.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

EXTRAS = ("local", "mcp", "otel")
LICENCE = "License :: OSI Approved :: "


def bill_of_materials(seconds: int) -> str:
    """Return the document, dated by seconds since 1970."""
    found = _packages("recruit", EXTRAS)
    root, *others = (_component(distribution(name)) for name in found)
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(seconds, UTC).isoformat(),
            "component": {**root, "type": "application"},
        },
        "components": others,
        "dependencies": [
            {"ref": _reference(distribution(name)), "dependsOn": [_reference(distribution(one)) for one in needed]}
            for name, needed in found.items()
        ],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _packages(root: str, extras: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """Return the names of the packages that a package needs, sorted below it, each with those that it needs itself."""
    found: dict[str, set[str]] = {}
    wanted = [(root, frozenset(extras))]
    while wanted:
        name, chosen = wanted.pop()
        needed = found.setdefault(name, set())
        for one, its_extras in _required(distribution(name), chosen):
            if one not in needed or its_extras:
                wanted.append((one, its_extras))
            needed.add(one)
    order = [root, *sorted(found.keys() - {root})]
    return {name: sorted(found[name]) for name in order}


def _required(package: Distribution, extras: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the installed packages that a package requires here, with their extras."""
    for line in package.requires or ():
        wanted = Requirement(line)
        if wanted.marker and not any(wanted.marker.evaluate({"extra": extra}) for extra in extras or ("",)):
            continue
        name = canonicalize_name(wanted.name)
        try:
            distribution(name)
        except PackageNotFoundError:
            continue  # of an extra that isn't installed
        yield name, frozenset(wanted.extras)


def _component(package: Distribution) -> dict[str, Any]:
    reference = _reference(package)
    licence = _licence(package)
    return {
        "type": "library",
        "bom-ref": reference,
        "name": canonicalize_name(package.name),
        "version": package.version,
        "purl": reference,
        **({"licenses": [licence]} if licence else {}),
    }


def _licence(package: Distribution) -> dict[str, Any] | None:
    """Return the licence that a package states: an SPDX expression, else a name."""
    said = package.metadata
    if "License-Expression" in said:
        return {"expression": said["License-Expression"]}
    names = [one.removeprefix(LICENCE) for one in said.get_all("Classifier") or () if one.startswith(LICENCE)]
    written = said["License"].strip() if "License" in said else ""
    name = ", ".join(names) or (written if "\n" not in written else "")
    return {"license": {"name": name}} if name else None


def _reference(package: Distribution) -> str:
    return f"pkg:pypi/{canonicalize_name(package.name)}@{package.version}"
