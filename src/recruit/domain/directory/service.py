"""Provisioning: a company's directory creates, changes, deactivates and removes users, and keeps its groups here."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from typing import TypeAlias

from recruit.domain.accounts.members import check_other_admin
from recruit.domain.accounts.model.permissions import Permission, Role
from recruit.domain.accounts.model.providers import NO_PASSWORD, Provider
from recruit.domain.accounts.model.users import Actor, UserDetails
from recruit.domain.directory.model import (
    LONGEST_NAME,
    USER_NAME_TAKEN,
    AccountDetails,
    DirectoryGroup,
    DirectoryUser,
    Group,
    GroupDetails,
    StatedGroup,
    StatedUser,
    StoredUser,
)
from recruit.domain.shared.blank_text import check_no_invisible
from recruit.domain.shared.errors import Duplicate, Invalid, Stale
from recruit.domain.shared.mail_addresses import check_address
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.preconditions import Condition, Record
from recruit.domain.shared.records import field_values
from recruit.domain.shared.single_line import check_name
from recruit.ports.clock import Clock
from recruit.ports.providers import IdentityProviders
from recruit.ports.storage import Storage
from recruit.ports.unit_of_work import UnitOfWork

OWN_KEY = "This user has created the API key of this request, which would end with it: use another administrator's key"
UNKNOWN_MEMBER = "The organization has no user with the id {}"

UserChange: TypeAlias = Callable[[DirectoryUser], StatedUser]
GroupChange: TypeAlias = Callable[[DirectoryGroup], StatedGroup]


class DirectoryService:
    """Users and groups of the actor's organisation, as its directory sees them. Raises NotFound for any other.

    A user's role follows the groups that a mapping of an identity provider of the organisation names.
    """

    def __init__(
        self, storage: Storage, providers: IdentityProviders, clock: Clock, evict: Callable[[Actor], None]
    ) -> None:
        """`evict` is called with a user whose rights have changed, or whose sessions have ended."""
        self._storage = storage
        self._providers = providers
        self._clock = clock
        self._evict = evict

    async def users(self, actor: Actor, window: Window) -> Page[DirectoryUser]:
        """Return a page of users, deactivated ones included."""
        actor.require(Permission.PROVISION_USERS)
        async with self._storage.reading(actor.org_id) as work:
            found = await work.directory_users.page(window)
            return Page(await _with_groups(work, found.items), found.total, found.more)

    async def user(self, actor: Actor, user_id: int) -> DirectoryUser:
        """Return one user."""
        actor.require(Permission.PROVISION_USERS)
        async with self._storage.reading(actor.org_id) as work:
            return await _user(work, user_id)

    async def user_named(self, actor: Actor, user_name: str) -> DirectoryUser | None:
        """Return the user whom the directory calls so."""
        actor.require(Permission.PROVISION_USERS)
        async with self._storage.reading(actor.org_id) as work:
            found = await work.directory_users.by_name(user_name)
            return None if found is None else (await _with_groups(work, [found]))[0]

    async def users_with_external_id(self, actor: Actor, external_id: str) -> Sequence[DirectoryUser]:
        """Return the users with the directory's own id."""
        actor.require(Permission.PROVISION_USERS)
        async with self._storage.reading(actor.org_id) as work:
            return await _with_groups(work, await work.directory_users.by_external_id(external_id))

    async def provisioned(self, actor: Actor, user_ids: Sequence[int]) -> Collection[int]:
        """Return those of the users whom the directory provisions."""
        actor.require(Permission.READ_USERS)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.directory_users.with_account(user_ids)

    async def add_user(self, actor: Actor, stated: StatedUser) -> DirectoryUser:
        """Create a user without a password. Raises Duplicate for a name or an address that is taken, and Invalid."""
        actor.require(Permission.PROVISION_USERS)
        _check(stated)
        async with self._storage.transaction(actor.org_id) as work:
            await work.organisations.lock()
            if await work.directory_users.by_name(stated.user_name) is not None:
                raise Duplicate(USER_NAME_TAKEN)
            role = stated.role or self._default_role(actor.org_id)
            name = stated.email.partition("@")[0][:LONGEST_NAME]
            made = await work.users.add(_details(stated, role, name), NO_PASSWORD)
            await work.directory_users.add(self._account(made.id, stated))
            if not stated.is_active:
                await work.users.deactivate(made.id)
            return await _user(work, made.id)

    async def change_user(
        self, actor: Actor, user_id: int, change: UserChange, condition: Condition[DirectoryUser] | None = None
    ) -> DirectoryUser:
        """Replace what the directory states of a user. `change` returns it, and is called while the user is locked.

        A user who is deactivated loses sessions, API keys and password. Raises Stale, Duplicate, Invalid, also for the
        last admin and for the user who has created the actor's key, and what `change` raises.
        """
        actor.require(Permission.PROVISION_USERS)
        async with self._storage.transaction(actor.org_id) as work:
            await work.organisations.lock()
            found = await _user(work, user_id)
            _check_condition("user", found, condition)
            stated = change(found)
            _check(stated)
            named = await work.directory_users.by_name(stated.user_name)
            if named is not None and named.user.id != user_id:
                raise Duplicate(USER_NAME_TAKEN)
            await self._apply(work, actor, found, stated)
            account = self._account(user_id, stated)
            if found.account is None:
                await work.directory_users.add(account)
            else:
                account = replace(account, created_at=found.account.created_at)
                await work.directory_users.change(found.account.id, account)
            changed = await _user(work, user_id)
        self._evict(_actor(found))
        return changed

    async def remove_user(self, actor: Actor, user_id: int, condition: Condition[DirectoryUser] | None = None) -> None:
        """Remove a user, as `Members.remove_user` does. Raises what `change_user` raises."""
        actor.require(Permission.PROVISION_USERS)
        async with self._storage.transaction(actor.org_id) as work:
            await work.organisations.lock()
            found = await _user(work, user_id)
            _check_condition("user", found, condition)
            if found.is_active:
                await _check_not_needed(work, actor, user_id)
            await work.users.remove(user_id)
        self._evict(_actor(found))

    async def groups(self, actor: Actor, window: Window, *, members: bool = True) -> Page[DirectoryGroup]:
        """Return a page of groups, with their members if `members`."""
        actor.require(Permission.PROVISION_USERS)
        async with self._storage.reading(actor.org_id) as work:
            found = await work.directory_groups.page(window)
            return Page(await _with_members(work, found.items, members=members), found.total, found.more)

    async def group(self, actor: Actor, group_id: int, *, members: bool = True) -> DirectoryGroup:
        """Return one group, with its members if `members`."""
        actor.require(Permission.PROVISION_USERS)
        async with self._storage.reading(actor.org_id) as work:
            return await _group(work, group_id, members=members)

    async def groups_with_external_id(
        self, actor: Actor, external_id: str, window: Window, *, members: bool = True
    ) -> Page[DirectoryGroup]:
        """Return a page of the groups with the directory's own id."""
        actor.require(Permission.PROVISION_USERS)
        async with self._storage.reading(actor.org_id) as work:
            found = await work.directory_groups.by_external_id(external_id, window)
            return Page(await _with_members(work, found.items, members=members), found.total, found.more)

    async def add_group(self, actor: Actor, stated: StatedGroup) -> DirectoryGroup:
        """Create a group. Raises Invalid for a member who isn't a user of the organisation."""
        actor.require(Permission.PROVISION_USERS)
        check_name(displayName=stated.name)
        now = self._clock.now()
        async with self._storage.transaction(actor.org_id) as work:
            await work.organisations.lock()
            group = await work.directory_groups.add(
                GroupDetails(name=stated.name, external_id=stated.external_id, created_at=now, changed_at=now)
            )
            made = DirectoryGroup(group=group, member_ids=())
            changed = await self._set_members(work, actor, made, group, stated.member_ids)
            made = await _group(work, group.id)
        self._evict_all(changed)
        return made

    async def change_group(
        self, actor: Actor, group_id: int, change: GroupChange, condition: Condition[DirectoryGroup] | None = None
    ) -> DirectoryGroup:
        """Replace a group. `change` returns what the directory states of it, and is called while it is locked.

        Raises Stale, Invalid, also for an admin who would lose the role and may not, and what `change` raises.
        """
        actor.require(Permission.PROVISION_USERS)
        async with self._storage.transaction(actor.org_id) as work:
            await work.organisations.lock()
            found = await _group(work, group_id)
            _check_condition("group", found, condition)
            stated = change(found)
            check_name(displayName=stated.name)
            values = {"name": stated.name, "external_id": stated.external_id, "changed_at": self._clock.now()}
            group = await work.directory_groups.change(group_id, values)
            changed = await self._set_members(work, actor, found, group, stated.member_ids)
            made = await _group(work, group_id)
        self._evict_all(changed)
        return made

    async def remove_group(
        self, actor: Actor, group_id: int, condition: Condition[DirectoryGroup] | None = None
    ) -> None:
        """Remove a group, but none of its members. Raises what `change_group` raises."""
        actor.require(Permission.PROVISION_USERS)
        async with self._storage.transaction(actor.org_id) as work:
            await work.organisations.lock()
            found = await _group(work, group_id)
            _check_condition("group", found, condition)
            await work.directory_groups.remove(group_id)
            is_mapped = self._role_of([found.group]) is not None
            changed = await self._follow_groups(work, actor, found.member_ids if is_mapped else ())
        self._evict_all(changed)

    async def _apply(self, work: UnitOfWork, actor: Actor, found: DirectoryUser, stated: StatedUser) -> None:
        """Give a user the access, the role, the address and the name that the directory states."""
        user, account = found.user, found.account
        if not stated.is_active:
            if found.is_active:
                await _check_not_needed(work, actor, user.id)
                await work.users.deactivate(user.id)
            return
        if not found.is_active:
            role = self._role_of(found.groups) or stated.role or user.role
            await work.users.reactivate(user.id, _details(stated, role, user.full_name))
            return
        role = user.role
        if stated.role is not (None if account is None else account.role):
            role = self._role_of(found.groups) or stated.role or self._default_role(actor.org_id)
        await _set_role(work, actor, found, role)
        if stated.email != user.email:
            await work.users.change_email(user.id, stated.email)
        known = None if account is None else account.full_name
        if stated.full_name not in {None, known}:  # otherwise the user's own change of the name holds
            await work.users.change(user.id, {"full_name": stated.full_name})

    async def _set_members(
        self, work: UnitOfWork, actor: Actor, before: DirectoryGroup, group: Group, wanted_ids: Sequence[int]
    ) -> Sequence[StoredUser]:
        """Set the members of a group, and return the users whose roles changed. `before` is the group before that."""
        members, wanted = set(before.member_ids), set(wanted_ids)
        joined, left = wanted - members, members - wanted
        known = {one.user.id for one in await work.directory_users.by_ids(sorted(joined))} if joined else set()
        if unknown := joined - known:
            raise Invalid(UNKNOWN_MEMBER.format(min(unknown)))
        if joined:
            await work.directory_groups.add_members(group.id, sorted(joined))
        if left:
            await work.directory_groups.remove_members(group.id, sorted(left))
        was, role = self._role_of([before.group]), self._role_of([group])
        affected = (left if was else set()) | (joined if role else set()) | (members & wanted if was != role else set())
        return await self._follow_groups(work, actor, sorted(affected))

    async def _follow_groups(self, work: UnitOfWork, actor: Actor, user_ids: Sequence[int]) -> Sequence[StoredUser]:
        """Give users the roles of their groups, and return those whose roles changed."""
        if not user_ids:
            return ()
        changed = []
        for one in await _with_groups(work, await work.directory_users.by_ids(user_ids)):
            stated = None if one.account is None else one.account.role
            role = self._role_of(one.groups) or stated or self._default_role(actor.org_id)
            if one.is_active and role is not one.user.role:
                await _set_role(work, actor, one, role)
                changed.append(one)
        return changed

    def _role_of(self, groups: Sequence[Group]) -> Role | None:
        """Return the highest role that the identity providers' mappings give to one of the groups."""
        names = {name for group in groups for name in (group.name, group.external_id)}
        found = {
            role
            for org_id in {group.org_id for group in groups}
            for provider in self._of_organisation(org_id)
            for name, role in provider.roles.items()
            if name in names
        }
        return max(found, key=list(Role).index, default=None)

    def _default_role(self, org_id: int) -> Role:
        """Return the role of users to whom neither a group nor the directory gives one."""
        given = (provider.default_role for provider in self._of_organisation(org_id))
        return next(filter(None, given), Role.VIEWER)

    def _of_organisation(self, org_id: int) -> Sequence[Provider]:
        return [one for one in self._providers.all if one.org_id == org_id]

    def _account(self, user_id: int, stated: StatedUser) -> AccountDetails:
        now = self._clock.now()
        return AccountDetails(**field_values(stated), user_id=user_id, created_at=now, changed_at=now)

    def _evict_all(self, changed: Iterable[StoredUser]) -> None:
        for one in changed:
            self._evict(_actor(one))


async def _user(work: UnitOfWork, user_id: int) -> DirectoryUser:
    return (await _with_groups(work, [await work.directory_users.get(user_id)]))[0]


async def _with_groups(work: UnitOfWork, users: Sequence[StoredUser]) -> list[DirectoryUser]:
    groups: dict[int, list[Group]] = defaultdict(list)
    for user_id, group in await work.directory_groups.of_users([one.user.id for one in users]):
        groups[user_id].append(group)
    return [DirectoryUser(**field_values(one), groups=groups[one.user.id]) for one in users]


async def _group(work: UnitOfWork, group_id: int, *, members: bool = True) -> DirectoryGroup:
    return (await _with_members(work, [await work.directory_groups.get(group_id)], members=members))[0]


async def _with_members(work: UnitOfWork, groups: Sequence[Group], *, members: bool) -> list[DirectoryGroup]:
    found: dict[int, list[int]] = defaultdict(list)
    if members:
        for one in await work.directory_groups.members([group.id for group in groups]):
            found[one.group_id].append(one.user_id)
    return [DirectoryGroup(group=group, member_ids=found[group.id]) for group in groups]


async def _check_not_needed(work: UnitOfWork, actor: Actor, user_id: int) -> None:
    """Raise Invalid for a user whose access or role has to stay: the last admin, and the creator of the actor's key."""
    if user_id == actor.user_id:
        raise Invalid(OWN_KEY)
    await check_other_admin(work, user_id)


async def _set_role(work: UnitOfWork, actor: Actor, user: StoredUser, role: Role) -> None:
    """Give a user another role. Raises Invalid for an admin who has to stay one."""
    if role is user.user.role:
        return
    if user.user.role is Role.ORG_ADMIN:
        await _check_not_needed(work, actor, user.user.id)
    await work.users.change(user.user.id, {"role": role})


def _check_condition(kind: str, found: Record, condition: Condition[Record] | None) -> None:
    if condition is not None and not condition(found):
        raise Stale(kind)


def _check(stated: StatedUser) -> None:
    """Raise Invalid for names and addresses with characters that they can't have."""
    check_address(stated.email)
    check_no_invisible(userName=stated.user_name)
    check_name(
        displayName=stated.display_name,
        formatted=stated.formatted_name,
        givenName=stated.given_name,
        familyName=stated.family_name,
        externalId=stated.external_id,
    )


def _details(stated: StatedUser, role: Role, name: str) -> UserDetails:
    """Return the details of a user, who is called `name` if the directory states no name."""
    return UserDetails(email=stated.email, full_name=stated.full_name or name, role=role)


def _actor(user: StoredUser) -> Actor:
    return Actor(user_id=user.user.id, org_id=user.user.org_id, role=user.user.role)
