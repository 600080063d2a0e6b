"""Registration of organisations over the network."""

from recruit.domain.accounts.model.users import RegistrationMode, User
from recruit.domain.accounts.service import Accounts
from recruit.domain.shared.errors import Forbidden
from recruit.ports.storage import ALL_ORGANISATIONS, ExclusiveTask, Storage

CLOSED = (
    "Registration is closed: ask an org_admin for an invitation, or have the operator run `recruit user create` or set "
    "RECRUIT_REGISTRATION=open"
)


class Registration:
    """Registers organisations, if the operator's mode allows it.

    Without a mode, clients on the server's machine can always register, and others while there is no organisation.
    """

    def __init__(self, accounts: Accounts, storage: Storage, mode: RegistrationMode | None = None) -> None:
        self._accounts = accounts
        self._storage = storage
        self._mode = mode

    async def register(self, email: str, password: str, org_name: str | None = None, *, local: bool) -> User:
        """Register an organisation. `local` is whether the client is on this machine.

        Raises Forbidden, and Invalid or Duplicate as `Accounts.register` does.
        """
        mode = self._mode or (RegistrationMode.OPEN if local else RegistrationMode.FIRST)
        if mode is RegistrationMode.OPEN:
            return await self._accounts.register(email, password, org_name)
        if mode is RegistrationMode.CLOSED or await self._storage.organisations():
            raise Forbidden(CLOSED)
        async with self._storage.claim(ALL_ORGANISATIONS, ExclusiveTask.REGISTRATION) as claimed:
            if not claimed or await self._storage.organisations():  # another client was first
                raise Forbidden(CLOSED)
            return await self._accounts.register(email, password, org_name)
