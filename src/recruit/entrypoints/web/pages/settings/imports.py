"""Imports of many candidates: upload, preview, progress and failures."""

import json
from typing import Any, BinaryIO, cast

from litestar import Controller, Response, get, post
from litestar.datastructures import UploadFile
from litestar.params import FromPath

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.imports import headers
from recruit.domain.imports.model import COUNTERS, Import, ImportStatus, ItemStatus
from recruit.domain.imports.service import MOST_BYTES, MOST_TABLE_BYTES
from recruit.domain.imports.table import BadMapping
from recruit.domain.imports.undo import REQUIRED
from recruit.domain.shared.errors import Invalid, TooLarge
from recruit.domain.shared.pages import Page
from recruit.entrypoints.http.imports import PreviewOut, preview_view, undo_view
from recruit.entrypoints.http.uploads import FORM_OVERHEAD
from recruit.entrypoints.web.forms import UNPROCESSABLE, message_of
from recruit.entrypoints.web.lists import filters_of, list_window, listed
from recruit.entrypoints.web.page import page, redirect, redirect_upload
from recruit.entrypoints.web.pages.candidate_frame import number_of, open_jobs
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.text import t

IMPORTS = "/settings/import"
REFUSED_FILE = (Invalid, BadMapping, TooLarge)
FIELDS = ("notes",)
MOST_KEPT_SHOWN = 50
BOXES = ("dry_run", "create_duplicates", "create_jobs")


class ImportPages(Controller):
    """Pages under `/settings/import`."""

    path = IMPORTS

    @get("/")
    async def show(self, request: PageRequest) -> Response[str]:
        """Show the form of a new import, and earlier imports."""
        return await _page(request, {"dry_run": "true"})

    @post("/", status_code=200, request_max_body_size=MOST_BYTES + FORM_OVERHEAD)
    async def start(self, request: PageRequest) -> Response[Any]:
        """Start an import, which goes on in the background."""
        request.actor.require(Permission.WRITE_IMPORTS)
        form, values = await request.form(), await request.fields()
        try:
            started = await request.services.importing.start(
                request.actor,
                _file(form.get("file")),
                cast("UploadFile", form["file"]).filename,
                dry_run=bool(values.get("dry_run")),
                create_duplicates=bool(values.get("create_duplicates")),
                notes=values.get("notes"),
                mapping=_mapping(values),
                create_jobs=bool(values.get("create_jobs")),
                job_id=number_of(values.get("job_id")),
            )
        except REFUSED_FILE as error:
            if request.wants_json:
                raise
            return await _page(request, values, error=message_of(error))
        finally:
            await form.close()
        return redirect_upload(request, f"{IMPORTS}/{started.id}")

    @post("/preview", status_code=200, request_max_body_size=MOST_TABLE_BYTES + FORM_OVERHEAD)
    async def preview(self, request: PageRequest) -> Response[str]:
        """Show what a table would become: a part of the page for scripts, which keep the chosen file, else the page."""
        request.actor.require(Permission.WRITE_IMPORTS)
        form, values = await request.form(), await request.fields()
        error, found = None, None
        try:
            found = preview_view(
                await request.services.importing.preview(
                    request.actor,
                    _file(form.get("file")),
                    notes=values.get("notes"),
                    mapping=_mapping(values),
                    create_jobs=bool(values.get("create_jobs")),
                )
            )
        except REFUSED_FILE as refused:
            error = message_of(refused)
        finally:
            await form.close()
        if request.is_partial:
            template = "fragments/import_preview.html"
            return page(request, template, preview=found, error=error, fields=field_names())
        return await _page(request, values, error=error, preview=found)

    @get("/{import_id:int}")
    async def show_import(self, request: PageRequest, import_id: FromPath[int]) -> Response[str]:
        """Show how far an import is, and what came of its items. Scripts ask for the first part every two seconds."""
        filters = filters_of(request, ("status",))
        status = filters.get("status")
        wanted = ItemStatus(status) if status in set(ItemStatus) else None
        found, items = await request.services.importing.progress(
            request.actor, import_id, list_window(request), status=wanted
        )
        total = found.total if wanted is None else _count(found, wanted)
        window = list_window(request)
        rows = Page(items, total, window.skip + len(items) < total)
        template = "fragments/import_progress.html" if request.is_partial else "pages/settings/import.html"
        is_done = found.status is ImportStatus.DONE
        return page(
            request,
            template,
            found=found,
            headers=_whole_page(request) if is_done and request.is_partial else None,
            is_done=is_done,
            may_undo=is_done and not found.dry_run and all(map(request.may, REQUIRED)),
            status_names={one.value: status_name(one) for one in ItemStatus},
            statuses=[(one.value, status_name(one), _count(found, one)) for one in COUNTERS],
            **listed(request, rows, filters),
        )

    @get("/{import_id:int}/undo")
    async def show_undo(self, request: PageRequest, import_id: FromPath[int]) -> Response[str]:
        """Ask whether an import is to be undone, and show what that removes and keeps."""
        found, _ = await request.services.importing.progress(request.actor, import_id, list_window(request))
        undo, error = None, None
        try:
            undo = undo_view(await request.services.undoing_imports.preview(request.actor, import_id))
        except Invalid as refused:
            error = message_of(refused)
        return page(
            request,
            "pages/settings/import_undo.html",
            found=found,
            undo=undo,
            error=error,
            names={"candidate": t("Candidate"), "application": t("Application"), "job": t("Job")},
            most=MOST_KEPT_SHOWN,
            back=f"{IMPORTS}/{import_id}",
        )

    @post("/{import_id:int}/undo", status_code=200)
    async def undo(self, request: PageRequest, import_id: FromPath[int]) -> Response[str]:
        """Remove what an import has created, unless it was changed after the import."""
        await request.services.undoing_imports.undo(request.actor, import_id)
        return redirect(request, f"{IMPORTS}/{import_id}", t("The import is undone"))

    @get("/{import_id:int}/stop")
    async def show_stop(self, request: PageRequest, import_id: FromPath[int]) -> Response[str]:
        """Ask whether an import is to be stopped and forgotten, which can't be undone."""
        request.actor.require(Permission.WRITE_IMPORTS)
        found, _ = await request.services.importing.progress(request.actor, import_id, list_window(request))
        is_done = found.status is ImportStatus.DONE
        return page(
            request,
            "pages/settings/removal.html",
            heading=t("Forget {name}?", name=found.filename) if is_done else t("Stop {name}?", name=found.filename),
            text=t("The candidates that it has created stay. The list of its items is deleted."),
            button=t("Forget import") if is_done else t("Stop import"),
            back=f"{IMPORTS}/{import_id}",
        )

    @post("/{import_id:int}/stop", status_code=200)
    async def stop(self, request: PageRequest, import_id: FromPath[int]) -> Response[str]:
        """Stop an import where it is, and forget it."""
        await request.services.importing.remove(request.actor, import_id)
        return redirect(request, IMPORTS, t("The import is stopped and forgotten"))


def _whole_page(request: PageRequest) -> dict[str, str]:
    """Return the header that has htmx replace the page. Scripts keep what they know, such as the file of a trial."""
    target = {"target": "#main", "select": "#main", "swap": "outerHTML", "replace": "true"}
    return {"HX-Location": json.dumps({"path": request.scope["path"], **target})}


def status_name(status: ItemStatus) -> str:
    """Return a status in the reader's language."""
    return {
        ItemStatus.QUEUED: t("Waiting"),
        ItemStatus.CREATED: t("Created"),
        ItemStatus.VALID: t("Would be created"),
        ItemStatus.DUPLICATE: t("Already here"),
        ItemStatus.FAILED: t("Failed"),
    }[status]


def field_names() -> list[tuple[str, str]]:
    """Return the fields that a column can be, by value, as people read them."""
    return [(one, t(one.replace("_", " ").capitalize())) for one in headers.TARGETS]


def _file(sent: object) -> BinaryIO:
    """Return the uploaded file. Raises Invalid without one."""
    if not isinstance(sent, UploadFile):
        raise Invalid(t("Choose a zip archive or a CSV table"))
    return cast("BinaryIO", sent.file)


def _mapping(values: dict[str, str]) -> dict[str, str]:
    """Return what the preview's lists say that each column is. A column that is left as detected isn't named."""
    columns = ((name.removeprefix("column-"), column) for name, column in values.items() if name.startswith("column-"))
    chosen = ((column, values.get(f"field-{place}", ""), values.get(f"found-{place}")) for place, column in columns)
    return {column: field for column, field, found in chosen if field and field != found}


def _count(found: Import, status: ItemStatus) -> int:
    """Return the number of an import's items in a status."""
    return getattr(found, COUNTERS[status]) if status in COUNTERS else found.total - found.done


async def _page(
    request: PageRequest, values: dict[str, Any], *, error: str | None = None, preview: PreviewOut | None = None
) -> Response[str]:
    found = await request.services.importing.imports(request.actor, list_window(request), newest_first=True)
    return page(
        request,
        "pages/settings/imports.html",
        status=UNPROCESSABLE if error else 200,
        values={"notes": ""} | values,
        job_id=number_of(values.get("job_id")),
        jobs=await open_jobs(request) if request.may(Permission.CREATE_APPLICATIONS) else [],
        boxes={name: bool(values.get(name)) for name in BOXES},
        error=error,
        preview=preview,
        fields=field_names(),
        **listed(request, found, {}),
    )
