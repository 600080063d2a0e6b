"""Members of an organisation: users and invitations."""

from datetime import timedelta
from hmac import compare_digest

from recruit.domain.accounts.model.permissions import PERMISSIONS_OF, Permission, Role
from recruit.domain.accounts.model.sessions import Invitation, InvitationDetails
from recruit.domain.accounts.model.users import Actor, ActorKind, User, UserDetails
from recruit.domain.accounts.opaque_tokens import OpaqueToken, TokenKind, digest, new_secret, parse_token
from recruit.domain.accounts.passwords import check_not_email
from recruit.domain.mail.model import LANGUAGES
from recruit.domain.mail.service import MailQueue
from recruit.domain.shared.errors import Duplicate, Invalid, NotFound, Refused, Stale
from recruit.domain.shared.mail_addresses import check_address
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.preconditions import Condition
from recruit.domain.shared.single_line import check_name
from recruit.ports.changes import Changes
from recruit.ports.clock import Clock
from recruit.ports.security import Passwords
from recruit.ports.storage import Storage
from recruit.ports.unit_of_work import UnitOfWork

INVITATION_LIFETIME = timedelta(days=7)
INVITATION_INVALID = (
    "This invitation doesn't hold any more: it was used, revoked or replaced, or has expired. Ask for a new one"
)
OWN_FIELDS = frozenset({"full_name", "mail_notices", "mail_language"})
"""Fields that users may change of themselves."""

LAST_ADMIN = "This is the organization's last org_admin: make another user one first"
EMAIL_TAKEN = "Email already registered"


class Members:
    """Users and invitations of the actor's organisation. Raises NotFound for any other record."""

    def __init__(self, storage: Storage, passwords: Passwords, clock: Clock, mail: MailQueue) -> None:
        self._storage = storage
        self._passwords = passwords
        self._clock = clock
        self._mail = mail

    async def users(self, actor: Actor, window: Window) -> Page[User]:
        """Return the organisation's users."""
        actor.require(Permission.READ_USERS)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.users.page(window)

    async def user(self, actor: Actor, user_id: int) -> User:
        """Return one user."""
        actor.require(Permission.READ_USERS)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.users.get(user_id)

    async def change_user(
        self, actor: Actor, user_id: int, changes: Changes, condition: Condition[User] | None = None
    ) -> User:
        """Set the given fields. Users may always change their own name and how they get mail.

        Raises Invalid for the last admin's role, and Stale for a condition that isn't met.
        """
        own = actor.kind is ActorKind.USER and user_id == actor.user_id
        if not own or not changes or not changes.keys() <= OWN_FIELDS:
            actor.require(Permission.MANAGE_USERS)
        check_name(full_name=changes.get("full_name"))
        async with self._storage.transaction(actor.org_id) as work:
            if changes.get("role", Role.ORG_ADMIN) != Role.ORG_ADMIN:
                await check_other_admin(work, user_id)
            if condition is not None:
                await work.organisations.lock()
                if not condition(await work.users.get(user_id)):
                    raise Stale("user")
            return await work.users.change(user_id, changes)

    async def remove_user(self, actor: Actor, user_id: int) -> None:
        """Remove a user. Records that the user created stay. Raises Invalid for the last admin."""
        actor.require(Permission.MANAGE_USERS)
        async with self._storage.transaction(actor.org_id) as work:
            await check_other_admin(work, user_id)
            await work.users.remove(user_id)

    async def invite(
        self, actor: Actor, email: str, role: Role, language: str = LANGUAGES[0]
    ) -> tuple[Invitation, str, bool]:
        """Create an invitation, and return it with the token that accepts it, and whether it is sent by mail.

        The mail is in `language`, with a token of its own. The invitation replaces other invitations to the same
        address. Raises Duplicate for the address of a user of the organisation, and Invalid for anything but
        an address. A user of another organisation with that address is reported only when the invitation is accepted.
        """
        actor.require(Permission.MANAGE_USERS)
        check_address(email)
        found = await self._storage.credentials(email)
        if found is not None and found.org_id == actor.org_id:
            raise Duplicate(EMAIL_TAKEN)
        secret, now = new_secret(), self._clock.now()
        details = InvitationDetails(
            email=email,
            role=role,
            digest=digest(secret),
            invited_by_user_id=actor.user_id,
            created_at=now,
            expires_at=now + INVITATION_LIFETIME,
        )
        async with self._storage.transaction(actor.org_id) as work:
            created = await work.invitations.add(details)
            is_mailed = await self._mail.invitation(work, created, language)
        return created, str(OpaqueToken(TokenKind.INVITATION, actor.org_id, created.id, secret)), is_mailed

    async def invitations(self, actor: Actor, window: Window) -> Page[Invitation]:
        """Return pending invitations."""
        actor.require(Permission.MANAGE_USERS)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.invitations.page(window)

    async def revoke(self, actor: Actor, invitation_id: int) -> None:
        """Revoke an invitation."""
        actor.require(Permission.MANAGE_USERS)
        async with self._storage.autocommit(actor.org_id) as work:
            await work.invitations.remove(invitation_id)

    async def invited(self, token: str) -> Invitation:
        """Return the invitation that a token accepts. Raises Invalid."""
        try:
            parsed = parse_token(TokenKind.INVITATION, token)
            async with self._storage.transaction(parsed.org_id) as work:
                return await self._valid_invitation(work, parsed)
        except (Refused, NotFound) as error:
            raise Invalid(INVITATION_INVALID) from error

    async def accept(self, token: str, password: str, full_name: str) -> User:
        """Accept an invitation by creating its user. Raises Invalid, and Duplicate for an address with an account."""
        check_name(full_name=full_name)
        try:
            parsed = parse_token(TokenKind.INVITATION, token)
            async with self._storage.transaction(parsed.org_id) as work:
                invited = await self._valid_invitation(work, parsed)
            check_not_email(password, invited.email)
            password_hash = await self._passwords.hash(password)  # after the token's check, since hashing is expensive
            async with self._storage.transaction(parsed.org_id) as work:
                invited = await self._valid_invitation(work, parsed)
                await work.invitations.remove(invited.id)
                details = UserDetails(email=invited.email, full_name=full_name, role=invited.role)
                return await work.users.add(details, password_hash)
        except (Refused, NotFound) as error:
            raise Invalid(INVITATION_INVALID) from error

    async def _valid_invitation(self, work: UnitOfWork, token: OpaqueToken) -> Invitation:
        """Return a token's invitation, whose inviter must still be allowed to invite. Raises NotFound and Refused."""
        found = await work.invitations.get(token.id)
        sent = digest(token.secret)
        holds = compare_digest(found.digest, sent) | compare_digest(found.mailed_digest or b"", sent)
        if not holds or found.expires_at < self._clock.now():
            raise Refused
        await work.organisations.lock()  # no user is removed or demoted until the unit of work ends
        inviter = await work.users.get(found.invited_by_user_id)
        if Permission.MANAGE_USERS not in PERMISSIONS_OF[inviter.role]:
            raise Refused
        return found


async def check_other_admin(work: UnitOfWork, user_id: int) -> None:
    """Raise Invalid if the user is the last admin. Other changes of admins wait until this unit of work ends."""
    await work.organisations.lock()
    leaving = await work.users.get(user_id)
    if leaving.role is Role.ORG_ADMIN and await work.users.count(Role.ORG_ADMIN) == 1:
        raise Invalid(LAST_ADMIN)
