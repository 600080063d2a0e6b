"""PATCH (RFC 7644, 3.5.2), with the forms of it that Okta and Entra ID send."""

from typing import Any

from recruit.entrypoints.http.scim.errors import ScimError
from recruit.entrypoints.http.scim.filters import UNSAID, All, Comparison, Filter, Path, comparisons, parse_path
from recruit.entrypoints.http.scim.schemas import Kind, coerced, is_unassigned

PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
MOST_OPERATIONS = 1000
MOST_VISITS = 5_000_000
"""How many values the operations of a request may look at: what a second of work is at most.

The characters of their paths count, too.
"""

COMPARISON_VISITS = 50
"""What a comparison with a value counts."""


def patched(kind: Kind, resource: dict[str, Any], body: Any) -> dict[str, Any]:
    """Return the writable attributes of a resource after the operations of a body. Raises ScimError."""
    if not isinstance(body, dict):
        raise ScimError(400, "The body should be a JSON object", "invalidSyntax")
    named = body.get("schemas")
    if named is not None and (not isinstance(named, list) or PATCH not in named):
        raise ScimError(400, f"schemas should contain {PATCH}", "invalidSyntax")
    operations = next((value for name, value in body.items() if name.lower() == "operations"), None)
    if not isinstance(operations, list) or not operations:
        raise ScimError(400, "Operations should be a list of operations", "invalidSyntax")
    if len(operations) > MOST_OPERATIONS:
        raise ScimError(400, f"A request takes {MOST_OPERATIONS} operations at most", "tooMany")
    patch = _Patch(kind, resource)
    for operation in operations:
        patch.apply(operation)
    return patch.result()


class _Patch:
    """A resource that operations change. Removals of single values, of which there may be many, are collected."""

    def __init__(self, kind: Kind, resource: dict[str, Any]) -> None:
        self._kind = kind
        self._resource = dict(resource)
        self._removed: dict[str, set[Any]] = {}
        self._visits = 0

    def apply(self, operation: Any) -> None:
        """Apply an operation. Raises ScimError."""
        name, path, value = _read(operation)
        if path is not None:
            self._apply_to_path(name, path, value)
            return
        if name == "remove":
            raise ScimError(400, "remove takes a path", "noTarget")
        if not isinstance(value, dict):
            raise ScimError(400, "Without a path, value should be an object of attributes", "invalidValue")
        for each, its_value in value.items():
            self._set_named(name, each, its_value)

    def result(self) -> dict[str, Any]:
        """Return the resource without unassigned attributes."""
        self._remove_collected()
        return {name: value for name, value in self._resource.items() if not is_unassigned(value)}

    def _set_named(self, name: str, path: str, value: Any) -> None:
        """Set one of the attributes of a value without a path. Others than those of the schema are ignored.

        Okta sends the id, too, and Entra ID paths as names.
        """
        if path.lower() == self._kind.urn.lower() and isinstance(value, dict):
            for each, its_value in value.items():
                self._set_named(name, each, its_value)
            return
        local = self._kind.local(path)
        attribute = None if local is None else self._kind.attribute(local.partition("[")[0].partition(".")[0])
        if attribute is not None and attribute.is_writable:
            self._apply_to_path(name, path, value)

    def _apply_to_path(self, name: str, path: str, value: Any) -> None:
        self._count(len(path))
        target = parse_path(self._kind, path)
        if target is None:
            return
        if not target.attribute.is_writable:
            raise ScimError(400, f"{path} is read-only", "mutability")
        removed = _removed_value(target) if name == "remove" else None
        if removed is not None:
            self._removed.setdefault(target.attribute.name, set()).add(removed)
            return
        self._remove_collected()
        if name == "remove" or value is None:
            self._remove(target, value)
        else:
            self._set(target, name, value)

    def _set(self, target: Path, name: str, value: Any) -> None:
        attribute = target.attribute
        if not attribute.multi:
            if target.sub is not None:
                value = {target.sub.name: value}
            new = coerced(attribute, value, attribute.name)
            merged = {**self._resource.get(attribute.name, {}), **new} if attribute.sub else new
            self._resource[attribute.name] = merged
            return
        old = self._resource.get(attribute.name, [])
        self._visit(old, target.filter)
        if target.filter is None and target.sub is None:
            new = coerced(attribute, value, attribute.name)
            self._resource[attribute.name] = new if name == "replace" else _joined(old, new)
            return
        (new,) = coerced(attribute, [value if target.sub is None else {target.sub.name: value}], attribute.name)
        chosen = [target.filter is None or _matches(target.filter, each) for each in old]
        if any(chosen):
            made = [{**each, **new} if is_chosen else each for each, is_chosen in zip(old, chosen, strict=True)]
        elif name == "replace" and old:
            raise ScimError(400, f"No value of {attribute.name} matches the filter", "noTarget")
        else:  # Entra ID expects that a value of the filter's description is added
            made = [*old, {**_described(target.filter), **new}]
        self._resource[attribute.name] = made

    def _remove(self, target: Path, value: Any) -> None:
        """Remove values. Entra ID names those of a list by `value`, in place of a filter."""
        name, sub, old = target.attribute.name, target.sub, self._resource.get(target.attribute.name)
        if old is None:
            return
        if not isinstance(old, list):
            kept = None if sub is None else {key: each for key, each in old.items() if key != sub.name}
            self._resource[name] = kept
            return
        self._visit(old, target.filter)
        if target.filter is None and value is not None:
            listed = {each.get("value") for each in coerced(target.attribute, value, name)}
            self._resource[name] = [each for each in old if each.get("value") not in listed]
            return
        made = []
        for each in old:
            if target.filter is not None and not _matches(target.filter, each):
                made.append(each)
            elif sub is not None:
                made.append({key: kept for key, kept in each.items() if key != sub.name})
        self._resource[name] = made

    def _remove_collected(self) -> None:
        for name, values in self._removed.items():
            old = self._resource.get(name, [])
            self._visit(old, None)
            self._resource[name] = [each for each in old if each.get("value") not in values]
        self._removed.clear()

    def _visit(self, values: list[Any], found: Filter | None) -> None:
        self._count(len(values) * (1 if found is None else COMPARISON_VISITS * comparisons(found)))

    def _count(self, visits: int) -> None:
        self._visits += visits
        if self._visits > MOST_VISITS:
            raise ScimError(400, "The operations take too long: send fewer at a time", "tooMany")


def _read(operation: Any) -> tuple[str, str | None, Any]:
    """Return the name, the path, None without one, and the value of an operation. Raises ScimError."""
    if not isinstance(operation, dict):
        raise ScimError(400, "An operation should be a JSON object", "invalidSyntax")
    fields = {name.lower(): value for name, value in operation.items()}
    name, path = fields.get("op"), fields.get("path") or None
    if not isinstance(name, str) or name.lower() not in {"add", "replace", "remove"}:
        raise ScimError(400, "op should be add, replace or remove", "invalidSyntax")
    if path is not None and not isinstance(path, str):
        raise ScimError(400, "path should be a text", "invalidPath")
    return name.lower(), path, fields.get("value")


def _removed_value(target: Path) -> Any:
    """Return the value that a path such as `members[value eq "5"]` chooses, None for any other path."""
    match target:
        case Path(_, Comparison(found, "eq", value), None) if (
            found.compared.name == "value" and found.compared.case_exact
        ):
            return value
    return None


def _joined(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return both lists, without new elements whose value is there. A new primary element is the only one."""
    known = {each.get("value") for each in old}
    added = [each for each in new if each.get("value") not in known]
    if any(each.get("primary") for each in added):
        old = [{**each, "primary": False} if "primary" in each else each for each in old]
    return [*old, *added]


def _matches(found: Filter, element: dict[str, Any]) -> bool:
    """Return whether a filter matches a value. A `type` or a `primary` that isn't kept is as the filter has it."""
    if isinstance(found, Comparison) and found.operator == "eq":
        name = found.target.attribute.name
        if name in UNSAID and name not in element:
            return True
    return found.matches(element)


def _described(found: Filter | None) -> dict[str, Any]:
    """Return the values that a filter of equalities describes."""
    if isinstance(found, All):
        return {**_described(found.left), **_described(found.right)}
    if isinstance(found, Comparison) and found.operator == "eq":
        return {found.target.attribute.name: found.value}
    raise ScimError(400, "No value matches the filter", "noTarget")
