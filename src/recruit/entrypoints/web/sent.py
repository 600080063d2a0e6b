"""The form of a request, kept so that it can be shown again when the request is refused."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from litestar.datastructures import FormMultiDict, UploadFile
from litestar.enums import RequestEncodingType
from litestar.types import Scope

from recruit.entrypoints.http.litestar_internals import cached_form
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
    """Keep the form of a request, if it is URL-encoded: one with files may be large."""
    if request.content_type[0] == RequestEncodingType.URL_ENCODED:
        request.scope[KEY] = _sent(await request.pairs())  # type: ignore[literal-required]


def sent_form(scope: Scope) -> SentForm | None:
    """Return the form of a request: one that was kept, or one with files that was read. None if there is neither."""
    kept = cast("SentForm | None", scope.get(KEY))
    if kept is None and (form := cached_form(scope)):
        return _sent(FormMultiDict.from_form_data(form).multi_items())
    return kept


def _sent(pairs: Iterable[tuple[str, object]]) -> SentForm:
    shown = [(name, value) for name, value in pairs if name not in {TOKEN, PASSWORD}]
    return SentForm(
        [(name, value) for name, value in shown if isinstance(value, str) and "password" not in name],
        [name for name, _ in shown if "password" in name],
        list(dict.fromkeys(name for name, value in shown if isinstance(value, UploadFile))),
    )
