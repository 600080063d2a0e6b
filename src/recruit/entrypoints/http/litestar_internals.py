"""The parts of Litestar that aren't its public interface, and the fallbacks if they are missing.

- `ScopeState`, in which Litestar keeps what it has read of a request. A form that is stored there before Litestar looks
  isn't read again. Without it, Litestar reads forms itself, and a refused body is reported with Litestar's first error.
- `signature_model` and `parsed_fn_signature` of handlers: documented, but the classes that they return aren't. Without
  them, every request takes Litestar's own path, unknown names aren't reported, and errors have Litestar's words.
- `Litestar._get_default_plugins`, which imports Pydantic if it is installed. Without it, `LitestarWithoutPlugins` is
  Litestar as it is.
"""

import logging
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.metadata import version
from typing import Any, cast

from litestar import Litestar
from litestar.enums import ParamType
from litestar.handlers import BaseRouteHandler
from litestar.params import ParameterKwarg
from litestar.plugins import PluginProtocol
from litestar.plugins.core import MsgspecDIPlugin
from litestar.types import Empty, Scope
from litestar.typing import FieldDefinition

STATE = "litestar.utils.scope.state"
log = logging.getLogger(__name__)


@cache
def scope_state() -> Any:
    """Return Litestar's class `ScopeState`, or None, with a warning, if it isn't as expected."""
    try:
        found = import_module(STATE).ScopeState
        fresh = found.from_scope({"state": {}})
    except (ImportError, AttributeError, KeyError, TypeError):
        fresh = None
    if getattr(fresh, "body", None) is Empty and getattr(fresh, "form", None) is Empty:
        return found
    log.warning("Litestar %s keeps no forms in %s: it reads forms itself", version("litestar"), STATE)
    return None


def has_read_body(scope: Scope) -> bool:
    """Return whether Litestar has read a request's body or form."""
    kind = scope_state()
    state = kind and kind.from_scope(scope)
    return bool(state) and (state.body is not Empty or state.form is not Empty)


def cached_form(scope: Scope) -> Any:
    """Return the form that is stored for Litestar, or None."""
    kind = scope_state()
    form = kind.from_scope(scope).form if kind else Empty
    return None if form is Empty else form


def cache_form(scope: Scope, form: dict[str, Any]) -> None:
    """Store a form for Litestar."""
    if kind := scope_state():
        kind.from_scope(scope).form = form


def parameter_types(handler: BaseRouteHandler) -> Mapping[str, Any]:
    """Return the types by which Litestar reads a handler's parameters, an empty mapping if they aren't available."""
    model = getattr(handler, "signature_model", None)
    return cast("Mapping[str, Any]", getattr(model, "__annotations__", {}))


def parameters(handler: BaseRouteHandler) -> Mapping[str, FieldDefinition]:
    """Return a handler's parameters as declared, an empty mapping if they aren't available."""
    signature = getattr(handler, "parsed_fn_signature", None)
    return cast("Mapping[str, FieldDefinition]", getattr(signature, "parameters", {}))


def is_query_parameter(parameter: FieldDefinition) -> bool:
    """Return whether a parameter is declared as a query parameter."""
    definition = parameter.kwarg_definition
    return isinstance(definition, ParameterKwarg) and definition.param_type == ParamType.QUERY


class LitestarWithoutPlugins(Litestar):
    """Litestar without its plugins for Pydantic, which openai brings along and nothing here uses.

    They take an eighth of a start's processor time and 9 MB of memory per worker.
    """

    @staticmethod
    def _get_default_plugins(plugins: list[PluginProtocol]) -> list[PluginProtocol]:
        return [*plugins, MsgspecDIPlugin()]
