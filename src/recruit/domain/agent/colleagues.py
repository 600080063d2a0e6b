"""Users of the organisation by name, for tasks and notes."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor, User
from recruit.domain.shared.pages import all_items
from recruit.ports.storage import Storage

_MENTION = re.compile(r"(?<![\w.+-])@(?=[^\W\d_])")


class Colleagues:
    """The users of the actor's organisation."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    async def named(self, actor: Actor, name: str) -> Sequence[User]:
        """Return the users with a full name, a first or last name, or an e-mail address. Case is ignored."""
        actor.require(Permission.READ_USERS)
        async with self._storage.transaction(actor.org_id) as work:
            users = [user async for user in all_items(work.users.page)]
        wanted = " ".join(name.split()).casefold()
        exact = [one for one in users if wanted in {one.full_name.casefold(), one.email.casefold()}]
        return exact or [one for one in users if wanted in one.full_name.casefold().split()]

    async def with_mentions(self, actor: Actor, text: str) -> tuple[str, Sequence[str]]:
        """Return a text with `@[id]` in place of each "@name" that one user has, and the names that aren't understood.

        A name is a full name, a first or last name, or an e-mail address. None is understood for an actor who may not
        read users.
        """
        marks = list(_MENTION.finditer(text))
        users: list[User] = []
        if marks and actor.has_permission(Permission.READ_USERS):
            async with self._storage.transaction(actor.org_id) as work:
                users = [user async for user in all_items(work.users.page)]
        parts, unknown, last = [], [], 0
        for mark in marks:
            user, length = _user_at(users, text[mark.end() :])
            if user is None:
                unknown.append(text[mark.end() :].split(maxsplit=1)[0].rstrip(".,;:!?"))
            else:
                parts += [text[last : mark.start()], f"@[{user.id}]"]
                last = mark.end() + length
        return "".join([*parts, text[last:]]), unknown

    async def names(self, actor: Actor, ids: Iterable[int | None]) -> Mapping[int, str]:
        """Return the names of users by id, without removed ones; none for an actor who may not read users."""
        known = sorted({one for one in ids if one is not None})
        if not known or not actor.has_permission(Permission.READ_USERS):
            return {}
        async with self._storage.autocommit(actor.org_id) as work:
            return {user.id: user.full_name for user in await work.users.by_ids(known)}


def mentions_of(users: Sequence[User]) -> Mapping[int, str]:
    """Return by id what mentions each of all users: "@name", or `@[id]` if `with_mentions` doesn't understand it."""
    known = Counter(name for user in users for name in {one.casefold() for one in _names(user)})
    return {
        user.id: f"@{name}" if known[name.casefold()] == 1 and _MENTION.match(f"@{name}") else f"@[{user.id}]"
        for user in users
        for name in [user.full_name]
    }


def _names(user: User) -> set[str]:
    return {user.full_name, user.email, *user.full_name.split()}


def _user_at(users: Sequence[User], text: str) -> tuple[User | None, int]:
    """Return the one user with the longest name at the beginning of a text, and the length of the name."""
    found: dict[int, list[User]] = {}
    for user in users:
        for name in _names(user):
            if text[: len(name)].casefold() == name.casefold() and not text[len(name) : len(name) + 1].isalnum():
                found.setdefault(len(name), []).append(user)
    length = max(found, default=0)
    return (found[length][0], length) if len(found.get(length, [])) == 1 else (None, 0)
