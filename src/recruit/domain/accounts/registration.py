"""Who may register an organisation over the network."""

from enum import StrEnum

from recruit.domain.accounts.model.users import User
from recruit.domain.accounts.service import Accounts
from recruit.domain.shared.errors import Forbidden
from recruit.ports.storage import EVERYBODY, Chore, Storage

CLOSED = (
    "Registration is closed: ask an org_admin for an invitation, or have the operator run `recruit user create` or set "
    "RECRUIT_REGISTRATION=open"
)


class RegistrationMode(StrEnum):
    """Who may register: everybody, whoever comes first, or nobody."""

    OPEN = "open"
    FIRST = "first"
    CLOSED = "closed"


class Registration:
    """Registers organisations, where the operator allows it.

    Where the operator hasn't said, clients on the server's own machine may, and others while there is no organisation.
    """

    def __init__(self, accounts: Accounts, storage: Storage, mode: RegistrationMode | None = None) -> None:
        self._accounts = accounts
        self._storage = storage
        self._mode = mode

    async def register(self, email: str, password: str, org_name: str | None = None, *, local: bool) -> User:
        """Register for a client, a `local` one on this machine. Raises Forbidden, and what Accounts.register does."""
        mode = self._mode or (RegistrationMode.OPEN if local else RegistrationMode.FIRST)
        if mode is RegistrationMode.OPEN:
            return await self._accounts.register(email, password, org_name)
        if mode is RegistrationMode.CLOSED or await self._storage.organisations():
            raise Forbidden(CLOSED)
        async with self._storage.claim(EVERYBODY, Chore.REGISTRATION) as mine:
            if not mine or await self._storage.organisations():  # somebody else was first
                raise Forbidden(CLOSED)
            return await self._accounts.register(email, password, org_name)
