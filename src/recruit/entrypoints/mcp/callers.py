"""MCP callers: the user and the profile of an assistant. A profile restricts the user's permissions and adds none."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, TypeAlias

from recruit.domain.accounts.model.oauth import Scope
from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.users import Actor
from recruit.domain.agent.tool import Effect, Tool
from recruit.domain.audit.model import ORIGIN, Origin
from recruit.domain.shared.errors import Invalid
from recruit.entrypoints.mcp.profiles import Profile

_REQUIRED_PROFILES = {Effect.READS: Profile.READ_ONLY, Effect.WRITES: Profile.RECRUITER, Effect.DESTROYS: Profile.ADMIN}
_GRANTED_PROFILES = {Scope.READ: Profile.READ_ONLY, Scope.WRITE: Profile.RECRUITER, Scope.DELETE: Profile.ADMIN}
_DEFAULT_PROFILES = {Role.VIEWER: Profile.READ_ONLY, Role.ORG_ADMIN: Profile.ADMIN}
"""Profiles of clients that ask for none and have no grant. Other roles have `recruiter`."""

_width = list(Profile).index


@dataclass(frozen=True, slots=True)
class AssistantUser:
    """The user, profile, session and request origin of an assistant's call.

    The SDK handles calls in tasks that outlive requests, so that the caller is read from here and not from context
    variables.
    """

    actor: Actor
    profile: Profile
    session: str = ""
    origin: Origin = field(default_factory=ORIGIN.get)

    def may_use(self, tool: Tool) -> bool:
        """Return whether the profile includes the tool and the user has its permissions."""
        in_profile = _width(_REQUIRED_PROFILES[tool.effect]) <= _width(self.profile)
        return in_profile and tool.lacking(self.actor) is None


IdentifyCaller: TypeAlias = Callable[[Any], Awaitable[AssistantUser]]
"""Takes the context of a protocol request and returns its caller. Raises a RecruitError if the caller is refused."""


def assistant_user(
    actor: Actor, requested: str | None, scopes: Collection[str] | None = None, *, session: str
) -> AssistantUser:
    """Return the caller with the profile `requested`, by default one that suits the user's role. Raises Invalid.

    The scopes of an OAuth grant restrict the profile as well, and are its default. `session` is the protocol's session
    id, empty if it has none: then all calls with the same sign-in, grant or API key form one session.
    """
    digest = sha256(f"{actor.sign_in_id}/{actor.api_key_id}/{session}".encode()).hexdigest()
    if requested is not None and requested not in list(Profile):
        raise Invalid(f"There is no such profile: choose one of {', '.join(Profile)}")
    widest = Profile.READ_ONLY if actor.role is Role.VIEWER else Profile.ADMIN  # viewers have no changes to undo
    if scopes is not None:
        granted = [_GRANTED_PROFILES[scope] for scope in Scope if scope in scopes]
        widest = min(max(granted, default=Profile.READ_ONLY, key=_width), widest, key=_width)
    default = _DEFAULT_PROFILES.get(actor.role, Profile.RECRUITER) if scopes is None else widest
    return AssistantUser(actor, min(Profile(requested or default), widest, key=_width), digest)
