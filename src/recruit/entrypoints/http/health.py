"""Endpoints about the server itself: liveness, readiness and version."""

from msgspec import Struct

from recruit.entrypoints.http.authentication import PUBLIC
from recruit.entrypoints.http.encoded_routes import get
from recruit.entrypoints.http.openapi.error_responses import problems
from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.version import Version


class Health(Struct):
    """The state of the server."""

    status: str = "ok"


@get("/healthz", opt={PUBLIC: True}, tags=["Health"], summary="Health Check")
async def healthz() -> Health:
    """Tell that the process answers. Asks nothing of the database."""
    return Health()


@get("/readyz", opt={PUBLIC: True}, tags=["Health"], summary="Readiness Check", responses=problems(503))
async def readyz(request: ApiRequest) -> Health:
    """Tell that the database answers."""
    await request.services.storage.ping()
    return Health()


@get("/version", opt={PUBLIC: True}, tags=["Health"], summary="Version")
async def version(request: ApiRequest) -> Version:
    """Tell which version serves. Asks nothing of the database."""
    return request.services.version
