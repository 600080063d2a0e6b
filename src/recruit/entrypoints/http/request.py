"""The request as our handlers see it."""

import re
from typing import Any

import msgspec
from litestar import Request
from litestar.datastructures import State
from litestar.exceptions import HTTPException

from recruit.domain.model.accounts import Actor
from recruit.entrypoints.http.schemas import Fault

HALF_PAIR = re.compile(rb"\\u[dD][89a-fA-F]")
"""An escape that JSON allows and Unicode doesn't; msgspec calls such a body truncated."""


class RefusedRequest(Exception):
    """A request that its schema refuses, with every fault that was found."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__()
        self.faults = faults


class ApiRequest(Request[Actor, Any, State]):
    """A request whose JSON may be anything: what can't be read is a 422, what isn't said to be JSON a 415."""

    async def json(self) -> Any:
        """Return the decoded body. A body without a content type is taken for JSON."""
        kind = self.content_type[0]
        if kind and not kind.endswith(("/json", "+json")):
            raise HTTPException(status_code=415, detail="Send the body as JSON, with Content-Type: application/json")
        try:
            return msgspec.json.decode(await self.body())
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            words = "half a surrogate pair" if HALF_PAIR.search(await self.body()) else str(error)
            raise RefusedRequest([Fault("json_invalid", ["body"], f"JSON decode error: {words}")]) from error
