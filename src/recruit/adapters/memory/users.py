"""Users and their logins in memory."""

from collections.abc import MutableMapping, Sequence
from dataclasses import asdict, replace

from recruit.adapters.memory.rows import Rows
from recruit.domain.accounts.model.api_keys import ApiKey
from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.providers import NO_PASSWORD, Identity
from recruit.domain.accounts.model.sessions import PasswordLink, SignIn
from recruit.domain.accounts.model.users import Credentials, User, UserDetails, login_key
from recruit.domain.agent.model import Conversation
from recruit.domain.notes.model import Note
from recruit.domain.saved_searches.model import SavedSearch
from recruit.domain.shared.errors import Duplicate, NotFound
from recruit.domain.shared.pages import Page, Window
from recruit.domain.tasks.model import Task
from recruit.ports.changes import Changes

Logins = MutableMapping[str, Credentials | None]
"""Credentials by normalised e-mail address, across all organisations; None for a removed login."""


class MemoryUsers:
    """Users of the organisation, and the logins of all organisations, in which an address is unique."""

    def __init__(
        self,
        rows: Rows[User],
        logins: Logins,
        sign_ins: Rows[SignIn],
        password_links: Rows[PasswordLink],
        api_keys: Rows[ApiKey],
        conversations: Rows[Conversation],
        notes: Rows[Note],
        tasks: Rows[Task],
        saved_searches: Rows[SavedSearch],
        inactive_users: Rows[User],
        identities: Rows[Identity],
    ) -> None:
        """`inactive_users` are those whom the directory has deactivated."""
        self._rows = rows
        self._logins = logins
        self._sign_ins = sign_ins
        self._password_links = password_links
        self._api_keys = api_keys
        self._conversations = conversations
        self._saved_searches = saved_searches
        self._notes = notes
        self._tasks = tasks
        self._inactive_users = inactive_users
        self._identities = identities

    async def add(self, details: UserDetails, password_hash: str) -> User:
        """Store a user and their login."""
        self._check_free(details.email)
        user = self._rows.put(self._rows.new(User, asdict(details)))
        self._add_login(user, password_hash)
        return user

    async def get(self, user_id: int) -> User:
        """Return one user."""
        return self._rows.get(user_id)

    async def by_ids(self, ids: Sequence[int]) -> Sequence[User]:
        """Return users by id."""
        return self._rows.by_ids(ids)

    async def page(self, window: Window) -> Page[User]:
        """Return a page of users."""
        return self._rows.page(window, lambda _: True)

    async def count(self, role: Role) -> int:
        """Return the number of users with a role."""
        return sum(user.role == role for user in self._rows.current.values())

    async def change(self, user_id: int, changes: Changes) -> User:
        """Set fields."""
        return self._rows.change(user_id, changes)

    async def change_email(self, user_id: int, email: str) -> User:
        """Set the e-mail address, and remove the password link."""
        login = self._login(user_id)
        before = self._rows.get(user_id).email
        if login_key(before) != login_key(email):
            self._check_free(email)
        self._logins[login_key(before)] = None
        self._logins[login_key(email)] = login
        self._password_links.remove_where(lambda row: row.user_id == user_id)
        return self._rows.change(user_id, {"email": email})

    async def deactivate(self, user_id: int) -> None:
        """Move a user to the inactive ones, and remove all that gives access."""
        self._logins[login_key(self._rows.get(user_id).email)] = None
        self._inactive_users.put(self._rows.withdraw(user_id))
        self._remove_access(user_id)

    async def reactivate(self, user_id: int, details: UserDetails) -> User:
        """Move a user back, with a login."""
        self._inactive_users.get(user_id)
        self._check_free(details.email)
        user = self._rows.put(replace(self._inactive_users.withdraw(user_id), **asdict(details)))
        self._add_login(user, NO_PASSWORD)
        return user

    async def password_hash(self, user_id: int) -> str:
        """Return the password hash."""
        return self._login(user_id).password_hash

    async def set_password(self, user_id: int, password_hash: str) -> None:
        """Set the password hash, and remove the password link."""
        key = login_key(self._rows.get(user_id).email)
        self._logins[key] = replace(self._login(user_id), password_hash=password_hash)
        self._password_links.remove_where(lambda row: row.user_id == user_id)

    async def remove(self, user_id: int) -> None:
        """Remove a user with login, sign-ins, API keys, conversations, private searches and places in hiring teams."""
        if user_id in self._inactive_users.current:
            self._inactive_users.remove(user_id)
        else:
            self._logins[login_key(self._rows.get(user_id).email)] = None
            self._rows.remove(user_id)
            self._remove_access(user_id)
        self._conversations.remove_where(lambda row: row.user_id == user_id)
        self._saved_searches.remove_where(lambda row: row.user_id == user_id and not row.shared)
        for note in self._notes.all():
            if note.author_user_id == user_id:
                self._notes.put(replace(note, author_user_id=None))
        for task in self._tasks.all():
            if task.assignee_user_id == user_id:
                self._tasks.put(replace(task, assignee_user_id=None))

    def _check_free(self, email: str) -> None:
        if self._logins.get(login_key(email)):
            raise Duplicate("Email already registered")

    def _add_login(self, user: User, password_hash: str) -> None:
        self._logins[login_key(user.email)] = Credentials(
            user_id=user.id, org_id=user.org_id, password_hash=password_hash
        )

    def _remove_access(self, user_id: int) -> None:
        self._sign_ins.remove_where(lambda row: row.user_id == user_id)
        self._api_keys.remove_where(lambda row: row.created_by_user_id == user_id)
        self._password_links.remove_where(lambda row: row.user_id == user_id)
        self._identities.remove_where(lambda row: row.user_id == user_id)

    def _login(self, user_id: int) -> Credentials:
        found = self._logins.get(login_key(self._rows.get(user_id).email))
        if found is None:
            raise NotFound("user", user_id)
        return found
