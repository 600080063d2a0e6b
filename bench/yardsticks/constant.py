"""A Litestar handler with a constant response, which measures the framework alone. The path is the response's size."""

from litestar import HttpMethod, Litestar, Response, route
from litestar.params import FromPath


@route("/{size:int}", http_method=[HttpMethod.GET, HttpMethod.POST], status_code=200)
async def constant(size: FromPath[int]) -> Response[bytes]:
    """Respond with as many blanks as the path states."""
    return Response(b" " * size, media_type="application/json")


app = Litestar([constant], openapi_config=None, logging_config=None)
