"""For whom an assistant works, and which tools it sees. A profile narrows what its user may do, and never widens it."""

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

_NEEDED = {Effect.READS: Profile.READ_ONLY, Effect.WRITES: Profile.RECRUITER, Effect.DESTROYS: Profile.ADMIN}
_GRANTED = {Scope.READ: Profile.READ_ONLY, Scope.WRITE: Profile.RECRUITER, Scope.DELETE: Profile.ADMIN}
_WIDEST = {Role.VIEWER: Profile.READ_ONLY, Role.ORG_ADMIN: Profile.ADMIN}


@dataclass(frozen=True, slots=True)
class AssistantUser:
    """For whom an assistant works, how far it may go, in which session, and in which request it asks.

    The SDK answers in tasks that outlive requests, so that who is asking is asked of the guest.
    """

    actor: Actor
    profile: Profile
    session: str = ""
    origin: Origin = field(default_factory=ORIGIN.get)

    def may_use(self, tool: Tool) -> bool:
        """Tell whether the tool is in the profile and within the user's rights."""
        order = list(Profile)
        in_profile = order.index(_NEEDED[tool.effect]) <= order.index(self.profile)
        return in_profile and tool.lacking(self.actor) is None


Who: TypeAlias = Callable[[Any], Awaitable[AssistantUser]]
"""From a request of the protocol to who asks. Raises from the core's error tree where nobody may."""


def guest(actor: Actor, asked: str | None, scopes: Collection[str] | None = None, *, session: str) -> AssistantUser:
    """Return the guest with the profile that is asked for, else the widest of the user's role. Raises Invalid.

    `scopes` are those of an OAuth grant, which narrow it, too. `session` is the protocol's, empty where it has none:
    then what comes with the same sign-in, grant or key is one session.
    """
    digest = sha256(f"{actor.sign_in_id}/{actor.api_key_id}/{session}".encode()).hexdigest()
    order = list(Profile)
    widest = _WIDEST.get(actor.role, Profile.RECRUITER)
    if scopes is not None:
        granted = max((_GRANTED[one] for one in Scope if one in scopes), default=Profile.READ_ONLY, key=order.index)
        widest = min(granted, widest, key=order.index)
    if asked is None:
        return AssistantUser(actor, widest, digest)
    if asked not in list(Profile):
        raise Invalid(f"There is no such profile: choose one of {', '.join(Profile)}")
    return AssistantUser(actor, min(Profile(asked), widest, key=order.index), digest)
