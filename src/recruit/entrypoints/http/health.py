"""Is the server alive, and can it serve."""

from litestar import get
from litestar.datastructures import State

from recruit.entrypoints.http.authentication import PUBLIC
from recruit.entrypoints.http.responses import problems
from recruit.entrypoints.http.schemas import Health


@get("/healthz", opt={PUBLIC: True}, tags=["Health"], summary="Health Check")
async def healthz() -> Health:
    """Tell that the process answers. Asks nothing of the database."""
    return Health()


@get("/readyz", opt={PUBLIC: True}, tags=["Health"], summary="Readiness Check", responses=problems(503))
async def readyz(state: State) -> Health:
    """Tell that the database answers."""
    await state.services.storage.ping()
    return Health()
