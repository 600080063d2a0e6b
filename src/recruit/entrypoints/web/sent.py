"""The form of a request, kept so that it can be shown again when the request is refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType
from litestar.types import Scope

from recruit.entrypoints.web.request import PageRequest

TOKEN, PASSWORD = "_csrf", "_password"
KEY = "sent_form"


@dataclass(frozen=True, slots=True)
class SentForm:
    """Fields of a form in order, without its token and without passwords, and the names of the others.

    A browser doesn't send a file a second time, and no page holds a password: people enter both again.
    """

    fields: Sequence[tuple[str, str]]
    passwords: Sequence[str] = ()
    files: Sequence[str] = ()


async def keep(request: PageRequest) -> None:
    """Keep the form of a request. A multipart form is kept only if it was read before."""
    if request.content_type[0] == RequestEncodingType.URL_ENCODED:
        pairs: Sequence[tuple[str, object]] = await request.pairs()
    elif request.browser_session is not None:
        pairs = (await request.form()).multi_items()
    else:
        return
    shown = [(name, value) for name, value in pairs if name not in {TOKEN, PASSWORD}]
    request.scope[KEY] = SentForm(  # type: ignore[literal-required]
        [(name, value) for name, value in shown if isinstance(value, str) and "password" not in name],
        [name for name, _ in shown if "password" in name],
        list(dict.fromkeys(name for name, value in shown if isinstance(value, UploadFile))),
    )


def sent_form(scope: Scope) -> SentForm | None:
    """Return the form of a request, None if it has none that was kept."""
    return cast("SentForm | None", scope.get(KEY))
