"""Storage of applications."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from recruit.domain.applications.model import Application, ApplicationDetails
from recruit.domain.search.model import ApplicationSearch, Waiting
from recruit.domain.shared.pages import Page, Window
from recruit.ports.changes import Changes


class Applications(Protocol):
    """The organisation's applications."""

    async def add(self, details: ApplicationDetails) -> Application:
        """Keep an application. Raises NotFound for the job or the candidate, Duplicate for the pair."""
        ...

    async def get(self, application_id: int) -> Application:
        """Return one application. Raises NotFound."""
        ...

    async def page(
        self,
        window: Window,
        *,
        job_id: int | None = None,
        candidate_id: int | None = None,
        status: str | None = None,
    ) -> Page[Application]:
        """Return applications in ascending id, of that job, that candidate and exactly that status where given."""
        ...

    async def hold_of(self, candidate_id: int) -> Sequence[Application]:
        """Return a candidate's applications in ascending id, which nobody else changes until this unit of work ends."""
        ...

    async def change(self, application_id: int, changes: Changes) -> Application:
        """Set the named fields, in one atomic step, and return the application. Raises NotFound and Duplicate."""
        ...

    async def hold(self, application_id: int) -> Application:
        """Return an application that nobody else changes until this unit of work ends. Raises NotFound."""
        ...

    async def search(self, window: Window, wanted: ApplicationSearch) -> Page[Application]:
        """Return applications that are looked for, in ascending id."""
        ...

    async def counts(self, wanted: ApplicationSearch) -> Mapping[str, int]:
        """Return how many applications there are by status, the status that came first before the others."""
        ...

    async def waiting(self, wanted: ApplicationSearch, settled: Sequence[str], limit: int) -> Sequence[Waiting]:
        """Return those that have had their status longest, longest first, but none whose status is in `settled`."""
        ...

    async def remove(self, application_id: int) -> None:
        """Remove an application. Raises NotFound."""
        ...
